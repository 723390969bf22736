# visit.sh - a repair at the customer's, by standard@1, from registration to closing, as commands of mend-desk: a part is
# fetched in between, and so the engineer comes twice. To be read in by a script that has `at`, see test_desk_units.sh.
#
#   arrive_and_quote <month> <warranty state> <billing>     leaves the number in $ticket
#   agree; fetch_part; repair; settle; finish
#
# SPDX-License-Identifier: Apache-2.0

step() { # <instant> <actor> <action> <field=value>...
  instant=$1 actor=$2 action=$3
  shift 3
  at "$instant" --as "$actor" --grade senior do "$ticket" "$action" "$@" > step.txt 2>&1 || { cat step.txt; return 1; }
}

arrive_and_quote() { # <month> <warranty state> <billing>
  m=$1 warranty=$2 billing=$3
  at "$m-15T01:05:12Z" --as customer_service:cs-li open register service_type=repair channel=hotline \
    customer_id=C-10027 'customer_name=张建国' 'contact_name=张建国' customer_phone=13812345678 \
    'customer_address=浙江省杭州市西湖区文三路 268 号 3 幢 502 室' region=hangzhou-xihu tier=ordinary preferred_channel=phone \
    proof=invoice proof_no=24332000000012345678 'brand=海岚' 'product=双门冰箱' category=refrigerator model=BCD-258W \
    serial=HL258W2309001234 purchased_on=2023-10-02 warranty_state="$warranty" \
    'fault_description=冷藏室设定 5℃，实际显示 8℃，放了一天的牛奶和剩菜都变质了。' 'fault_since_words=昨天早上发现的' fault_frequency=always \
    fault_use=in_use impact=main_function_impaired 'impact_words=冷藏食物变质' 'tried=断电重启过一次，温控旋钮也调过，温度还是降不下来。' \
    first_guess=hardware 'likely_causes=制冷剂泄漏，或冷藏室温度传感器故障' 'parts_to_bring=冷藏室温度传感器' > step.txt || return 1
  ticket=$(sed "s/:.*//" step.txt)
  step "$m-15T01:07:12Z" customer_service:cs-li inform told/+1/item=ticket_number told/+1/channel=phone \
    told/+2/item=warranty_term 'told/+2/words=整机保修一年，主要部件三年' told/+2/channel=phone checks/+1/item=told_number \
    checks/+1/ok=true checks/+2/item=told_warranty checks/+2/ok=true checks/+3/item=told_response \
    checks/+3/ok=true checks/+4/item=told_have_ready checks/+4/ok=true 'handling_promised=24 小时内响应，上门后告知维修时间' || return 1
  step "$m-15T01:13:12Z" cs_supervisor:sv-chen judge level=p2 'level_reason=冷藏主要功能受影响，食品已变质' service_way=on_site \
    leader=eng-wang 'handling_promised=4 小时内响应' || return 1
  step "$m-15T01:17:12Z" coordinator:co-zhou dispatch department=field_service assignee=eng-wang \
    coordinator=co-zhou dispatch_no=PG-20240315-017 || return 1
  step "$m-15T01:26:12Z" regional_engineer:eng-wang accept || return 1
  step "$m-15T01:34:12Z" regional_engineer:eng-wang contact_customer contacts/+1/channel=phone \
    contacts/+1/purpose=first_contact contacts/+1/reached=true 'contacts/+1/outcome=核对故障现象，约定当天下午上门' || return 1
  step "$m-15T01:37:12Z" regional_engineer:eng-wang agree_visit "visit_from=$m-15T06:00:00Z" \
    "visit_until=$m-15T07:00:00Z" visit_consent=true travel_minutes=35 visits/+1/purpose=diagnosis \
    "visits/+1/window_from=$m-15T06:00:00Z" "visits/+1/window_until=$m-15T07:00:00Z" visits/+1/engineer=eng-wang \
    checks/+1/item=fault_confirmed checks/+1/ok=true checks/+2/item=number_checked checks/+2/ok=true \
    checks/+3/item=address_confirmed checks/+3/ok=true || return 1
  step "$m-15T05:20:00Z" regional_engineer:eng-wang leave travel_minutes=35 checks/+1/item=uniform_badge \
    checks/+1/ok=true checks/+2/item=tools_checked checks/+2/ok=true checks/+3/item=parts_drawn \
    checks/+3/ok=true checks/+4/item=receipt_and_card checks/+4/ok=true checks/+5/item=called_ahead \
    checks/+5/ok=true || return 1
  step "$m-15T05:58:00Z" regional_engineer:eng-wang arrive visits/1/km=8 \
    checks/+1/item=introduced checks/+1/ok=true checks/+2/item=listened checks/+2/ok=true || return 1
  step "$m-15T06:30:00Z" regional_engineer:eng-wang diagnose diagnosis_way=on_site \
    'diagnosis=冷藏室温度传感器阻值漂移，压缩机与制冷管路压力正常，排除制冷剂泄漏' fault_class=hardware cause=defect 'failed_part=冷藏室温度传感器' \
    damage_degree=slight repairable=true complex=false 'proposal=更换冷藏室温度传感器并校准' planned_minutes=40 \
    diagnosis_confirmation=signature attachments/+1/kind=signature attachments/+1/purpose=diagnosis_confirmed \
    attachments/+1/uri=files/diagnosis_confirmed || return 1
  step "$m-15T06:36:00Z" regional_engineer:eng-wang quote repair_way=on_site \
    'plan=更换 NTC 温度传感器 WR-88，校准温控参数，运行观察' 'plan_for_customer=冰箱的温度探头坏了，所以温度降不下来；换一个新的就好，大约 40 分钟。' \
    billing="$billing" 'parts/+1/name=冷藏室温度传感器' parts/+1/model=WR-88 parts/+1/planned=1 parts/+1/basis=plan \
    checks/+1/item=told_plainly checks/+1/ok=true checks/+2/item=charge_card_shown checks/+2/ok=true || return 1
}

agree() {
  at "$m-15T06:40:00Z" --as regional_engineer:eng-wang --grade senior authorise "$ticket" kind=signature \
    'person=张建国' attachments/+1/kind=signature attachments/+1/purpose=authorisation \
    attachments/+1/uri=files/authorisation
}

fetch_part() { # and come again
  step "$m-15T06:44:00Z" regional_engineer:eng-wang request_parts requisition_no=LL-20240315-006 \
    parts/1/requested=1 parts/1/basis=plan parts/1/requisition_no=LL-20240315-006 || return 1
  step "$m-15T06:49:00Z" regional_engineer:eng-wang await_parts "parts/1/expected_on=$m-17" || return 1
  step "$m-16T08:10:00Z" parts_keeper:pk-zhao parts_ready "parts/1/arrived_at=$m-16T08:05:00Z" || return 1
  step "$m-16T08:22:00Z" parts_keeper:pk-zhao issue_parts parts/1/issued=1 "parts/1/issued_at=$m-16T08:20:00Z" \
    parts/1/issued_by=pk-zhao parts/1/received_by=eng-wang parts/1/origin=original parts/1/serial=WR88-2402-7781 \
    attachments/+1/kind=signature attachments/+1/purpose=requisition_signed \
    attachments/+1/uri=files/requisition_signed || return 1
  step "$m-16T08:32:00Z" regional_engineer:eng-wang agree_visit "visit_from=$m-17T01:30:00Z" \
    "visit_until=$m-17T02:30:00Z" visit_consent=true visits/+1/purpose=second_visit \
    "visits/+1/window_from=$m-17T01:30:00Z" "visits/+1/window_until=$m-17T02:30:00Z" visits/+1/engineer=eng-wang \
    contacts/+1/channel=phone contacts/+1/purpose=before_visit contacts/+1/reached=true \
    'contacts/+1/outcome=配件已到，约定二次上门' checks/+1/item=fault_confirmed checks/+1/ok=true \
    checks/+2/item=number_checked checks/+2/ok=true checks/+3/item=address_confirmed checks/+3/ok=true || return 1
  step "$m-17T00:55:00Z" regional_engineer:eng-wang leave checks/+1/item=uniform_badge checks/+1/ok=true \
    checks/+2/item=tools_checked checks/+2/ok=true checks/+3/item=parts_drawn checks/+3/ok=true \
    checks/+4/item=receipt_and_card checks/+4/ok=true checks/+5/item=called_ahead checks/+5/ok=true || return 1
  step "$m-17T01:32:00Z" regional_engineer:eng-wang arrive visits/2/km=8 \
    checks/+1/item=introduced checks/+1/ok=true checks/+2/item=listened checks/+2/ok=true || return 1
}

repair() {
  step "$m-17T01:37:00Z" regional_engineer:eng-wang start_repair checks/+1/item=case_protected checks/+1/ok=true \
    checks/+2/item=instructions_tools checks/+2/ok=true || return 1
  step "$m-17T02:15:00Z" regional_engineer:eng-wang finish_repair 'work_done=更换冷藏室温度传感器 WR-88，校准温控参数，整机运行 20 分钟' \
    'work_for_customer=已更换温度探头并校准，冷藏室温度恢复正常。' 'labour/+1/work=更换温度传感器' labour/+1/engineer=eng-wang \
    labour/+1/minutes=38 parts/1/used=1 parts/1/old_serial=WR88-2308-1190 parts/1/old_part=kept \
    parts/1/warranty_days=365 attachments/+1/kind=photo attachments/+1/purpose=key_steps \
    attachments/+1/uri=files/key_steps checks/+1/item=by_instructions checks/+1/ok=true \
    checks/+2/item=steps_recorded checks/+2/ok=true || return 1
  step "$m-17T02:40:00Z" regional_engineer:eng-wang self_test self_test_result=pass tests/+1/kind=self_test \
    'tests/+1/item=冷藏室温度' 'tests/+1/standard=5±1℃' 'tests/+1/measured=5℃' tests/+1/result=pass \
    tests/+1/shown=true tests/+1/confirmed=true checks/+1/item=function_ok checks/+1/ok=true \
    checks/+2/item=stable checks/+2/ok=true checks/+3/item=no_new_fault checks/+3/ok=true || return 1
  step "$m-17T02:48:00Z" inspector:qi-he pass_inspection inspections/+1/result=pass \
    inspections/+1/fault_gone=true inspections/+1/case_unharmed=true inspections/+1/functions_ok=true \
    inspections/+1/place=remote 'inspections/+1/remarks=视频复核，温度稳定' || return 1
  step "$m-17T02:52:00Z" regional_engineer:eng-wang prepare_handover report_no=WX-20240317-003 \
    'care_advice=避免频繁开门，旋钮保持在 3 至 4 档；一小时后再放入食物。' repair_guarantee_days=90 checks/+1/item=cleaned \
    checks/+1/ok=true checks/+2/item=rechecked checks/+2/ok=true checks/+3/item=accessories_together \
    checks/+3/ok=true checks/+4/item=papers_together checks/+4/ok=true || return 1
  step "$m-17T02:57:00Z" regional_engineer:eng-wang deliver delivery_way=on_site \
    checks/+1/item=run_before_customer checks/+1/ok=true checks/+2/item=use_taught checks/+2/ok=true \
    checks/+3/item=told_work checks/+3/ok=true checks/+4/item=told_guarantee checks/+4/ok=true \
    checks/+5/item=site_cleaned checks/+5/ok=true checks/+6/item=tools_counted checks/+6/ok=true || return 1
  step "$m-17T03:28:00Z" regional_engineer:eng-wang accept_delivery 'customer_test=开机观察，显示 5℃，制冷正常' \
    observed_minutes=30 acceptance_kind=signature 'signed_by=张建国' rating=satisfied \
    'rating_words=师傅很专业，讲得清楚，两次都准时，谢谢！' receipt_no=HZ-20240317-003 outcome=repaired \
    attachments/+1/kind=signature attachments/+1/purpose=acceptance attachments/+1/uri=files/acceptance || return 1
}

settle() {
  step "$m-17T03:58:00Z" coordinator:co-zhou bill billing="$billing" || return 1
}

finish() {
  step "$m-17T04:03:00Z" coordinator:co-zhou close 'solution=更换冷藏室温度传感器 WR-88 并校准' \
    'knowledge/+1/title=BCD-258W 冷藏室温度偏高' 'knowledge/+1/symptom=设定 5℃ 显示 8℃' 'knowledge/+1/cause=NTC 温度传感器阻值漂移' \
    'knowledge/+1/solution=更换 WR-88 并校准温控参数' knowledge/+1/model=BCD-258W || return 1
}
