# Procedure D: the hotline, the dispatch sheet, three hours, the charge card.
title: A stove in warranty and a fryer out of it
title zh: 灶具在保免费，油炸炉按卡收费
policy: field-dispatch@1 field-dispatch.card.json
tenant: kangda
language: zh-CN
unit: {"key": "ZL4-23060218", "serial": "ZL4-23060218", "model": "ZL-4", "customer": "C-3107", "dates": {"sale": "2023-09-04"}}
unit: {"key": "YZ2-21030077", "serial": "YZ2-21030077", "model": "YZ-2", "customer": "C-3107", "dates": {"sale": "2021-04-12"}}

* Monday morning at a canteen: the ignition of a four-burner stove fails. The hotline's greeting is a text of the policy.

2024-05-13 09:10
  = nothing
? actions for customer_service:sun @new
  = open: (none)
  = register lacks FIELD_MISSING service_type, FIELD_MISSING channel, FIELD_MISSING customer_name, FIELD_MISSING customer_phone, FIELD_MISSING tier, FIELD_MISSING preferred_channel
09:10  customer_service:sun  register @stove
  service_type: repair
  channel: hotline
  customer_id: C-3107
  customer_name: 蓝海小学食堂
  contact_name: 周师傅
  responsible_person: 何主任
  customer_phone: 13706512233
  customer_address: 浙江省杭州市滨江区江南大道 18 号
  region: hangzhou-binjiang
  tier: ordinary
  preferred_channel: phone
  proof: invoice
  proof_no: 24332000000087654321
  brand: 康达
  product: 四眼燃气灶
  category: stove
  model: ZL-4
  serial: ZL4-23060218
  purchased_on: 2023-09-04
  warranty_state: in_warranty
  fault_description: 左前灶眼打不着火，只听见打火声，没有火；其余三个灶眼正常。
  fault_since: 2024-05-13
  fault_frequency: always
  fault_use: at_power_on
  impact: main_function_impaired
  safety_hazard: false
  tried: 清理过火盖，换过电池。
  first_guess: hardware
  likely_causes: 点火针损坏或热电偶失灵
  = number SR-202405130001
  = state registered
  = registered_at: 2024-05-13 09:10
  = registered_by: sun
  = level: p2
  = judged_at: 2024-05-13 09:10
  = judged_by: system
  = visit_owed_at: 2024-05-13 09:10
  = judged p2 by main_function: 定为“P2 高”：符合“主要功能受影响（未注明紧急程度）”。
  = clock first_response: running, due 2024-05-13 13:10 (p2)
  = clock resolution: running, due 2024-05-15 18:00 (p2)
  = notice to customer by phone: registered
09:13  customer_service:sun  judge
  service_way: on_site
  parts_to_bring: 点火针 DHZ-02 两只，热电偶一只
  = state registered -> judged
  = judged_at: 2024-05-13 09:13
  = judged_by: sun
  = clock arrival: running, due 2024-05-13 12:10 (plain)
09:15  coordinator:lu  dispatch
  department: field_service
  assignee: hu
  coordinator: lu
  dispatch_no: PG-20240513-004
  = state judged -> dispatched
  = dispatched_at: 2024-05-13 09:15
  = dispatched_by: lu
  = clock acceptance: running, due 2024-05-13 09:45 (plain)
  = notice to assignee hu: accept_now
09:18  engineer:hu  accept
  = state dispatched -> accepted
  = accepted_at: 2024-05-13 09:18
  = clock acceptance: met 2024-05-13 09:18, due 2024-05-13 09:45 (plain)

* Parts are drawn on the reported fault, by requisition, before anybody leaves.

09:22  engineer:hu  request_parts
  requisition_no: LL-20240513-009
  parts/+: name=点火针; model=DHZ-02; requested=2; basis=reported_fault; requisition_no=LL-20240513-009
  = notice to parts_keeper: parts_requested
09:24  parts_keeper:min  try issue_parts
  parts/1: issued=3; issued_at=2024-05-13 09:24; received_by=hu; origin=original; requisition_no=LL-20240513-009
  = refused INCOMPLETE
  = - EVIDENCE_MISSING requisition_signed: 缺少“工程师签字的领料单”：需要1份，已有0份。
  = - CONDITION_NOT_MET as_requested: 不能办理，未满足条件：发放数量与申请数量一致。
09:26  parts_keeper:min  issue_parts
  parts/1: issued=2; issued_at=2024-05-13 09:26; received_by=hu; origin=original; requisition_no=LL-20240513-009
  proof: signature requisition_signed
  = done

* Nobody answers. Ten minutes later the next call, in vain; the third one reaches the customer. Had it failed, the case
* would have gone back to coordination at once.

09:30  engineer:hu  not_reached
  contacts/+: channel=phone; purpose=before_visit; reached=false; next_at=2024-05-13 09:40
  = counter unreached: 1
  = clock retry_call: running, due 2024-05-13 09:40 (next)
? clocks retry_call
  = retry_call: 再次拨打：2024-05-13 09:40（公司时间）到期，剩余 10 分钟。2024-05-13 09:30 开始；目标“下次拨打”：10 分钟。接下来：到期（通知负责人、客服）：2024-05-13 09:40。
09:41  engineer:hu  not_reached
  contacts/+: channel=phone; purpose=before_visit; reached=false; next_at=2024-05-13 09:51
  = 2024-05-13 09:40 clock retry_call breached
  = notice to assignee hu: call_again
  = notice to customer_service: call_again
  = counter unreached: 2
  = clock retry_call: missed 2024-05-13 09:41, due 2024-05-13 09:40 (next)
  = clock retry_call #2: running, due 2024-05-13 09:51 (next)
09:51  engineer:hu  try not_reached
  contacts/+: channel=phone; purpose=before_visit; reached=false; next_at=2024-05-13 10:01
  = refused LOOP_LIMIT
  = - LOOP_EXHAUSTED unreached: “未联系上客户的次数”已达到上限2次。
09:51  engineer:hu  try back_to_coordination
  reason: 三次未接通
  coordination_reason: not_reached
  = would be done
  = state accepted -> coordination
  = counter unreached: 0
  = counter back_to_coordination: 1
  = clock retry_call #2: met 2024-05-13 09:51, due 2024-05-13 09:51 (next)
09:51  engineer:hu  contact_customer
  contacts/+: channel=phone; purpose=before_visit; reached=true; outcome=周师傅接听，确认左前灶眼打不着火；说明上一家未完工，中午前赶不到
  = counter unreached: 0
  = clock first_response: met 2024-05-13 09:51, due 2024-05-13 13:10 (p2)
  = clock retry_call #2: met 2024-05-13 09:51, due 2024-05-13 09:51 (next)

* Three hours are over at 12:10, and he cannot be there: the reason, an apology, the customer's consent, a new time.

09:53  engineer:hu  try agree_visit
  visit_from: 2024-05-13 14:00
  visit_until: 2024-05-13 14:30
  visit_consent: true
  arrival_in_time: false
  travel_minutes: 40
  visits/+: purpose=repair; window_from=2024-05-13 14:00; window_until=2024-05-13 14:30; engineer=hu
  check: fault_confirmed, number_checked, address_confirmed
  = refused INCOMPLETE
  = - FIELD_MISSING late_reason: 缺少“延误原因”。
  = - CONDITION_NOT_MET apologised_late: 不能办理，未满足条件：不能在接报后 3 小时内到达的，已向客户致歉并说明原因。
? clocks arrival
  = arrival: 到达现场：2024-05-13 12:10（公司时间）到期，剩余 2 小时 17 分钟（工作时间）。2024-05-13 09:10 开始；目标“一般情形”：3 小时（工作时间）。接下来：预警“即将到期”（通知内勤）：2024-05-13 11:10；升级“上报主管”（通知客服主管）：2024-05-13 12:10。
09:55  engineer:hu  agree_visit
  visit_from: 2024-05-13 14:00
  visit_until: 2024-05-13 14:30
  visit_consent: true
  arrival_in_time: false
  late_reason: 上一家客户的蒸柜未完工，中午前无法赶到
  travel_minutes: 40
  visits/+: purpose=repair; window_from=2024-05-13 14:00; window_until=2024-05-13 14:30; engineer=hu
  check: fault_confirmed, number_checked, address_confirmed, apologised_late
  = state accepted -> visit_agreed
  = clock arrival: running, due 2024-05-13 14:30 (agreed)
  = clock departure: running, due 2024-05-13 13:20
  = clock call_ahead: running, due 2024-05-13 13:50
  = notice to customer by phone: visit_agreed
? clocks arrival
  = arrival: 到达现场：2024-05-13 14:30（公司时间）到期，剩余 4 小时 35 分钟。2024-05-13 09:10 开始；目标“按与客户约定”。接下来：预警“即将到期”（通知内勤）：2024-05-13 13:30；升级“上报主管”（通知客服主管）：2024-05-13 14:30。
13:22  engineer:hu  try leave
  check: uniform_badge, tools_checked, parts_drawn, called_ahead
  = refused INCOMPLETE
  = - CHECKLIST_OPEN receipt_and_card: “准备就绪出发”的检查项“已携带服务回执单、服务凭证与收费标准卡”尚未勾选。
  = 2024-05-13 13:20 clock departure fired
  = clock departure: over 2024-05-13 13:20, due 2024-05-13 13:20
  = notice to assignee hu: leave_now
13:23  engineer:hu  leave
  visits/1: left_at=2024-05-13 13:23
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-05-13 13:23
13:50
  = 2024-05-13 13:30 clock arrival warned near
  = notice to coordinator: arrival_near
  = 2024-05-13 13:50 clock call_ahead fired
  = clock call_ahead: over 2024-05-13 13:50, due 2024-05-13 13:50
  = notice to assignee hu: call_ahead
14:05  engineer:hu  try arrive
  check: introduced, listened
  = refused CONDITION
  = - CONDITION_NOT_MET apologised_again: 不能办理，未满足条件：迟到的，到达后已再次致歉。
14:06  engineer:hu  arrive
  at: 2024-05-13 14:05
  visits/1: arrived_at=2024-05-13 14:05; km=18
  check: introduced, listened, apologised_if_late
  = happened 2024-05-13 14:05
  = state under_way -> on_site
  = arrived_at: 2024-05-13 14:05
  = clock arrival: met 2024-05-13 14:05, due 2024-05-13 14:30 (agreed)
  = notice to customer by phone: arrived
14:25  engineer:hu  diagnose
  diagnosis_way: on_site
  diagnosis: 左前灶眼点火针瓷体开裂，对地放电；热电偶正常，气路无泄漏
  fault_class: hardware
  cause: defect
  failed_part: 点火针
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 更换点火针
  planned_minutes: 25
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-05-13 14:25
  = diagnosed_by: hu
  = notice to customer by phone: diagnosed
14:28  engineer:hu  quote
  repair_way: on_site
  plan: 更换左前灶眼点火针 DHZ-02，试火
  plan_for_customer: 点火针裂了，换一只新的就好，保修期内免费。
  billing: free
  parts/1: planned=1; name=点火针; model=DHZ-02
  check: told_plainly, charge_card_shown
  = state diagnosed -> quoted
  = warranty_until: 2024-09-04
  = estimate_total: 0.00 CNY
  = estimate_valid_until: 2024-06-12
  = estimate_told_at: 2024-05-13 14:28
  = charges/1: kind=part; item=点火针 DHZ-02; card_code=DHZ-02; part=1; quantity=1; unit_price=68.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=点火针 DHZ-02; card_code=DHZ-02; part=1; quantity=1; unit_price=68.00 CNY; tax_rate=13; tax=7.82 CNY; amount=68.00 CNY; payer=warranty; estimate=1; line=parts/1
  = charges/3: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=labour
  = charges/4: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=warranty; estimate=1; line=labour
  = estimates/1: no=1; kind=estimate; total=0.00 CNY; tax=0.00 CNY; valid_until=2024-06-12; promised_minutes=25; plan=更换左前灶眼点火针 DHZ-02，试火; digest=4e5db7ef3c58f5304c3609757fa8533c86d1038b7c82f769ed2ca757b85d38c7; card=kitchen_2024
  = clock resolution: paused (p2)
  = notice to customer by phone: quote_ready
? coverage
  = parts/1 点火针 DHZ-02: covered, warranty pays 68.00
  = - maker COVERED: 全部由“保修”承担。
  = labour 上门维修（一小时内）: covered, warranty pays 120.00
  = - maker COVERED: 全部由“保修”承担。
14:30  engineer:hu  authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=何主任; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-05-13 14:30
  = authorisations/1: estimate=1; total=0.00 CNY
  = clock resolution: running, due 2024-05-16 09:02 (p2)
14:32  engineer:hu  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-05-13 14:32
  = repaired_by: hu
  = clock work_time: running, due 2024-05-13 14:57 (minutes)
  = notice to customer by phone: repair_begun

* While he works the cook shows him a fryer that heats no more. It is three years old: another sheet, by the charge card.

14:35  coordinator:lu  register @fryer
  service_type: repair
  channel: hotline
  customer_id: C-3107
  customer_name: 蓝海小学食堂
  contact_name: 周师傅
  responsible_person: 何主任
  customer_phone: 13706512233
  customer_address: 浙江省杭州市滨江区江南大道 18 号
  region: hangzhou-binjiang
  tier: ordinary
  preferred_channel: phone
  proof: invoice
  proof_no: 24332000000011112222
  brand: 康达
  product: 双缸电炸炉
  category: fryer
  model: YZ-2
  serial: YZ2-21030077
  purchased_on: 2021-04-12
  warranty_state: out_of_warranty
  fault_description: 右缸不加热，指示灯不亮。
  fault_since_words: 上周五起
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  safety_hazard: false
  tried: 换过插座。
  first_guess: hardware
  likely_causes: 温控器损坏
  links/+: kind=follow_up; key=$stove; note=同一次上门发现
  = number SR-202405130002
  = state registered
  = registered_at: 2024-05-13 14:35
  = registered_by: lu
  = level: p2
  = judged_at: 2024-05-13 14:35
  = judged_by: system
  = visit_owed_at: 2024-05-13 14:35
  = judged p2 by main_function: 定为“P2 高”：符合“主要功能受影响（未注明紧急程度）”。
  = clock first_response: running, due 2024-05-14 09:35 (p2)
  = clock resolution: running, due 2024-05-15 18:00 (p2)
  = notice to customer by phone: registered
14:37  coordinator:lu  judge
  service_way: on_site
  parts_to_bring: 温控器 WDQ-15（车载备件）
  = state registered -> judged
  = judged_at: 2024-05-13 14:37
  = judged_by: lu
  = clock arrival: running, due 2024-05-13 17:35 (plain)
14:38  coordinator:lu  dispatch
  department: field_service
  assignee: hu
  coordinator: lu
  dispatch_no: PG-20240513-011
  = state judged -> dispatched
  = dispatched_at: 2024-05-13 14:38
  = dispatched_by: lu
  = clock acceptance: running, due 2024-05-13 15:08 (plain)
  = notice to assignee hu: accept_now
14:55  engineer:hu  finish_repair @stove
  work_done: 更换左前灶眼点火针，试火 10 次均正常
  work_for_customer: 点火针已换新，打火正常。
  labour/+: work=更换点火针; engineer=hu; minutes=20
  parts/1: used=1; returned=1; old_part=no_serial
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = 2024-05-13 14:52 clock work_time warned near
  = notice to repaired_by hu: work_near
  = state repairing -> repaired
  = repair_finished_at: 2024-05-13 14:55
  = clock work_time: paused (minutes)
  = notice to customer by phone: repaired
14:58  engineer:hu  self_test
  self_test_result: pass
  tests/+: kind=self_test; item=左前灶眼连续点火; standard=10 次全部点着; measured=10 次; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
  = self_tested_by: hu
15:00  engineer:hu  try deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee
  = refused CONDITION
  = - CONDITION_NOT_MET left_in_order: 不能办理，未满足条件：现场已清理，工具已清点。
15:01  engineer:hu  deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state to_inspect -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-06-12
  = handed_over_at: 2024-05-13 15:01
  = handed_over_by: hu
  = parts/1: warranty_until=2024-09-04
  = clock resolution: paused (p2)
  = clock work_time: met 2024-05-13 15:01 (minutes)
  = clock callback: running, due 2024-05-14 15:01 (day)
15:04  engineer:hu  accept_delivery
  customer_test: 周师傅当面试火，正常
  acceptance_kind: signature
  signed_by: 何主任
  rating: satisfied
  rating_words: 来得晚了点，但提前说清楚了，活干得好。
  receipt_no: HZ-20240513-004
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-05-13 15:04
  = resolved_at: 2024-05-13 15:04
  = clock resolution: met 2024-05-13 15:04 (p2)
  = notice to customer by phone: solved
15:05  engineer:hu  accept @fryer
  = state dispatched -> accepted
  = accepted_at: 2024-05-13 15:05
  = clock acceptance: met 2024-05-13 15:05, due 2024-05-13 15:08 (plain)
15:15  engineer:hu  diagnose
  diagnosis_way: on_site
  diagnosis: 右缸温控器触点烧蚀，加热管阻值正常
  fault_class: hardware
  cause: wear
  failed_part: 温控器
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 更换温控器
  planned_minutes: 30
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state accepted -> diagnosed
  = diagnosed_at: 2024-05-13 15:15
  = diagnosed_by: hu
  = clock first_response: met 2024-05-13 15:15, due 2024-05-14 09:35 (p2)
  = clock arrival: met 2024-05-13 15:15, due 2024-05-13 17:35 (plain)
  = notice to customer by phone: diagnosed

* No work on a unit out of warranty before the card has been shown and the customer has consented.

15:18  engineer:hu  try quote
  repair_way: on_site
  plan: 更换右缸温控器 WDQ-15
  plan_for_customer: 温控器烧坏了，换新的 185 元，上门费 120 元。
  billing: paid
  parts/+: name=温控器; model=WDQ-15; planned=1; basis=plan
  check: told_plainly
  = refused INCOMPLETE
  = - CHECKLIST_OPEN charge_card_shown: “出具方案与报价”的检查项“已出示或宣读收费标准卡”尚未勾选。
  = - CONDITION_NOT_MET charge_card: 不能办理，未满足条件：付费维修前已出示收费标准卡。
15:19  engineer:hu  quote
  repair_way: on_site
  plan: 更换右缸温控器 WDQ-15
  plan_for_customer: 温控器烧坏了，换新的 185 元，维修费 120 元，共 305 元。
  billing: paid
  parts/+: name=温控器; model=WDQ-15; planned=1; basis=plan
  check: told_plainly, charge_card_shown
  = state diagnosed -> quoted
  = warranty_until: 2022-04-12
  = estimate_total: 305.00 CNY
  = estimate_valid_until: 2024-06-12
  = estimate_told_at: 2024-05-13 15:19
  = charges/1: kind=part; item=温控器 WDQ-15; card_code=WDQ-15; part=1; quantity=1; unit_price=185.00 CNY; tax_rate=13; tax=21.28 CNY; amount=185.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=customer; estimate=1; line=labour
  = estimates/1: no=1; kind=estimate; total=305.00 CNY; tax=28.07 CNY; valid_until=2024-06-12; promised_minutes=30; plan=更换右缸温控器 WDQ-15; digest=6aeebeb90e62c88ec58c29c711da0667fe925144e668e06c0636e73b6e3af247; card=kitchen_2024
  = clock resolution: paused (p2)
  = notice to customer by phone: quote_ready
? quote
  = parts/1 part 温控器 WDQ-15: 1 x 185.00 = 185.00, tax 13 %, charged, customer pays 185.00
  = labour labour 上门维修（一小时内）: 1 x 120.00 = 120.00, tax 6 %, charged, customer pays 120.00
  = CNY subtotal 305.00, tax 28.07, total 305.00, payable 305.00, due 305.00, unpaid
? sheet charge_card
  = 收费标准卡
  = [card]
  = | 类别 | 项目 | 收费标准 | 说明 |
  = | 人工 | 上门维修（一小时内） | 120.00 元/次 |  |
  = | 人工 | 计时维修 | 100.00 元/小时 | 至少 30 分钟；每 30 分钟为一计费单位 |
  = | 配件 | DHZ-02 | 68.00 元/件 |  |
  = | 配件 | GWX-30 | 46.50 元/件 |  |
  = | 配件 | WDQ-15 | 185.00 元/件 |  |
  = 作业前告知收费标准并征得客户同意；属保修范围的项目免收费用。
  = [sign]
  = sign 客户签字:
  = sign 维修工程师签字:
  = 
15:20  engineer:hu  try start_repair
  check: case_protected, instructions_tools
  = refused CONDITION
  = - CONDITION_NOT_MET authorised: 不能办理，未满足条件：客户已授权维修方案。
  = - CONDITION_NOT_MET parts_issued: 不能办理，未满足条件：方案所需零配件已发放。
  = - NEEDS_CONSENT: 合计305.00，比客户已授权的金额多305.00；未经客户再次同意，最高为0.00。
15:22  engineer:hu  authorise
  authorisations/+: scope=plan; decision=authorised; kind=recording; person=何主任; digest=last
  proof: recording authorisation
  = state quoted -> authorised
  = authorised_at: 2024-05-13 15:22
  = authorisations/1: estimate=1; total=305.00 CNY
  = clock resolution: running, due 2024-05-16 09:03 (p2)
15:23  engineer:hu  request_parts
  requisition_no: LL-20240513-015
  parts/1: requested=1; basis=plan; requisition_no=LL-20240513-015
  = notice to parts_keeper: parts_requested
15:24  parts_keeper:min  issue_parts
  parts/1: issued=1; issued_at=2024-05-13 15:24; received_by=hu; origin=original; serial=WDQ15-2402-331; requisition_no=LL-20240513-015
  proof: photo requisition_signed
  = done
15:25  engineer:hu  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-05-13 15:25
  = repaired_by: hu
  = clock work_time: running, due 2024-05-13 15:55 (minutes)
  = notice to customer by phone: repair_begun
15:50  engineer:hu  finish_repair
  work_done: 更换右缸温控器，试温 180 ℃
  work_for_customer: 温控器已换新，升温正常。
  labour/+: work=更换温控器; engineer=hu; minutes=25
  parts/1: used=1; old_serial=WDQ15-2011-902; old_part=to_customer
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = 2024-05-13 15:49 clock work_time warned near
  = notice to repaired_by hu: work_near
  = state repairing -> repaired
  = repair_finished_at: 2024-05-13 15:50
  = clock work_time: paused (minutes)
  = notice to customer by phone: repaired
15:56  engineer:hu  self_test
  self_test_result: pass
  tests/+: kind=self_test; item=右缸升温; standard=15 分钟内至 180 ℃; measured=11 分钟; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
  = self_tested_by: hu
15:58  engineer:hu  deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state to_inspect -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-06-12
  = handed_over_at: 2024-05-13 15:58
  = handed_over_by: hu
  = parts/1: warranty_until=2024-08-11
  = clock resolution: paused (p2)
  = clock work_time: met 2024-05-13 15:58 (minutes)
  = clock callback: running, due 2024-05-14 15:58 (day)
16:00  engineer:hu  bill
  = fee_state: due
  = fee_total: 305.00 CNY
  = fee_paid: 0.00 CNY
  = charges/3: kind=part; item=温控器 WDQ-15; card_code=WDQ-15; part=1; quantity=1; unit_price=185.00 CNY; tax_rate=13; tax=21.28 CNY; amount=185.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/4: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=customer; estimate=2; line=labour/1
  = estimates/2: no=2; kind=final; total=305.00 CNY; tax=28.07 CNY; promised_minutes=30; plan=更换右缸温控器 WDQ-15; digest=b71d94d8d857f8208ac9252957da5eb640680e76c7345fa8123c376f3fd1ad79; card=kitchen_2024

* The canteen pays by invoice through its office, not on the spot: the same technician will collect.

16:02  engineer:hu  accept_delivery
  customer_test: 炸制一锅，升温正常
  acceptance_kind: signature
  signed_by: 何主任
  rating: satisfied
  receipt_no: HZ-20240513-011
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-05-13 16:02
  = resolved_at: 2024-05-13 16:02
  = clock resolution: met 2024-05-13 16:02 (p2)
  = notice to customer by phone: solved
16:03  coordinator:lu  try to_collection
  fee_promised_on: 2024-05-16
  = refused WRONG_ROLE
  = - ROLE_MISSING: “费用未能当场收取，由本人跟进收款”须由以下角色办理：维修工程师、区域工程师、安装组。
16:04  engineer:hu  to_collection
  fee_promised_on: 2024-05-16
  = fee_state: collection
  = collector: hu
  = clock collection: running, due 2024-05-27 16:04 (plain)
  = notice to coordinator: collection

* What the visit showed beside the fault: a lead for sales, and an address that has to be put right the same day.

16:08  engineer:hu  record_finding @stove
  leads/+: kind=sales_lead; words=排烟罩已锈穿，客户有意更换; item=排烟罩
  leads/+: kind=data_correction; words=食堂后门地址应为江南大道 18-2 号
  = clock address_report: running, due 2024-05-13 18:00 (same_day)
  = notice to coordinator: data_wrong
? clocks address_report
  = address_report: 客户资料更正：2024-05-13 18:00（公司时间）到期，剩余 1 小时 52 分钟（工作时间）。2024-05-13 16:08 开始；目标“当日”：1 小时 52 分钟（工作时间）。接下来：升级“上报主管”（通知客服主管）：2024-05-13 18:00。
16:40  coordinator:lu  correct_data
  reason: 与周师傅电话核实
  customer_address: 浙江省杭州市滨江区江南大道 18-2 号
  = done
16:42  coordinator:lu  record_finding
  leads/1/passed_to: sales
  leads/2/settled_at: 2024-05-13 16:41
  = clock address_report: met 2024-05-13 16:42, due 2024-05-13 18:00 (same_day)

* Next day: receipt and requisition come back, the coordinator calls, closes, and archives the dispatch sheet.

2024-05-14 09:05  parts_keeper:min  settle_parts @stove
  parts/1: returned=1; returned_at=2024-05-14 09:00; state=returned
  requisition_returned_at: 2024-05-14 09:00
  = done
09:06  parts_keeper:min  settle_parts @fryer
  requisition_returned_at: 2024-05-14 09:00
  = done
09:20  coordinator:lu  bill @stove
  = fee_state: free
  = fee_total: 0.00 CNY
  = fee_paid: 0.00 CNY
  = charges/5: kind=part; item=点火针 DHZ-02; card_code=DHZ-02; part=1; quantity=1; unit_price=68.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/6: kind=part; item=点火针 DHZ-02; card_code=DHZ-02; part=1; quantity=1; unit_price=68.00 CNY; tax_rate=13; tax=7.82 CNY; amount=68.00 CNY; payer=warranty; estimate=2; line=parts/1
  = charges/7: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=labour/1
  = charges/8: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=warranty; estimate=2; line=labour/1
  = estimates/2: no=2; kind=final; total=0.00 CNY; tax=0.00 CNY; promised_minutes=25; plan=更换左前灶眼点火针 DHZ-02，试火; digest=64eb953d59f8a7eee645889487811381dddeb0595d178e63d46be395ba247072; card=kitchen_2024
09:22  coordinator:lu  try close
  solution: 更换点火针
  = refused CONDITION
  = - CONDITION_NOT_MET called_back: 不能办理，未满足条件：已回访且客户满意，或三次回访未接通。
10:30  coordinator:lu  call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=false; stable=true; attitude=satisfied; response=neutral; rating=satisfied; words=师傅态度好
  = satisfied_at: 2024-05-14 10:30
  = clock callback: met 2024-05-14 10:30, due 2024-05-14 15:01 (day)
10:33  coordinator:lu  call_back @fryer
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=false; stable=true; attitude=satisfied; response=satisfied; rating=satisfied
  = satisfied_at: 2024-05-14 10:33
  = clock callback: met 2024-05-14 10:33, due 2024-05-14 15:58 (day)
10:40  coordinator:lu  close @stove
  solution: 更换左前灶眼点火针
  = state settling -> closed
  = unit ZL4-23060218 revision 2
  = clock archive: running, due 2027-05-15 10:40 (years)
10:42  coordinator:lu  archive
  archive_no: DA-20240513-004
  archive_until: 2027-05-31
  receipt_returned_at: 2024-05-14 09:00
  = state closed -> archived
  = sheet_completed_at: 2024-05-14 10:42
  = archived_at: 2024-05-14 10:42
  = clock regular_call_back: running, due 2024-08-12 10:42 (quarter)
10:45  coordinator:lu  close @fryer
  solution: 更换右缸温控器
  = state settling -> closed
  = unit YZ2-21030077 revision 2
  = clock archive: running, due 2027-05-15 10:45 (years)
10:46  coordinator:lu  try archive
  archive_no: DA-20240513-011
  archive_until: 2027-05-31
  receipt_returned_at: 2024-05-14 09:00
  = refused CONDITION
  = - CONDITION_NOT_MET money_closed: 不能办理，未满足条件：费用已结清。
? clocks collection
  = collection: 催收：2024-05-27 16:04（公司时间）到期，剩余 13 天 5 小时 18 分钟。2024-05-13 16:04 开始；目标“一般情形”：14 天。接下来：预警“即将到期”（通知催收责任人）：2024-05-25 16:04；升级“上报售后主管”（通知售后主管、催收责任人）：2024-05-27 16:04。
2024-05-16 10:20  engineer:hu  take_payment
  payments/+: kind=payment; amount=305.00; method=wechat; person=何主任; reference=4200002244
  = fee_state: paid
  = fee_paid: 305.00 CNY
  = clock collection: met 2024-05-16 10:20, due 2024-05-27 16:04 (plain)
10:30  coordinator:lu  archive
  archive_no: DA-20240513-011
  archive_until: 2027-05-31
  receipt_returned_at: 2024-05-14 09:00
  = state closed -> archived
  = sheet_completed_at: 2024-05-16 10:30
  = archived_at: 2024-05-16 10:30
  = clock regular_call_back: running, due 2024-08-14 10:30 (quarter)
? view fee_total fee_paid fee_state collector
  = fee_total: 305.00 CNY
  = fee_paid: 305.00 CNY
  = fee_state: paid
  = collector: hu
? unit YZ2-21030077
  = kind: unit
  = tenant: kangda
  = key: YZ2-21030077
  = revision: 2
  = serial: YZ2-21030077
  = model: YZ-2
  = customer: C-3107
  = dates: sale=2021-04-12
  = terms/1/id: part_1
  = terms/1/kind: part
  = terms/1/payer: warranty
  = terms/1/start: 2024-05-13
  = terms/1/days: 90
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/classes: WDQ-15
  = terms/1/causes: defect; wear; transport; software
  = terms/1/serial: WDQ15-2402-331
  = terms/1/ticket: SR-202405130002
  = terms/2/id: guarantee_2
  = terms/2/kind: repair_guarantee
  = terms/2/payer: shop
  = terms/2/start: 2024-05-13
  = terms/2/days: 30
  = terms/2/kinds: part; labour; travel; diagnosis
  = terms/2/classes: WDQ-15
  = terms/2/causes: defect; wear; transport; software
  = terms/2/ticket: SR-202405130002
  = repairs/1: on=2024-05-13; fault=hardware; covered=false; result=repaired; ticket=SR-202405130002
? sheet dispatch @stove
  = 派工单
  = [派工信息]
  = 派工单号: PG-20240513-004
  = 责任部门: 区域服务
  = 负责人: hu
  = 优先级: P2 高
  = 派工人: lu
  = 派工时间: 2024-05-13 09:15
  = 接单时间: 2024-05-13 09:18
  = 跟单内勤: lu
  = 预约开始: 2024-05-13 14:00
  = 预约截止: 2024-05-13 14:30
  = [客户信息]
  = 客户姓名: 蓝*****
  = 联系电话: 137****2233
  = 地址: 浙江省杭州市滨江区****
  = [产品信息]
  = 产品名称: 四眼燃气灶
  = 品牌: 康达
  = 产品型号: ZL-4
  = 产品序列号: ZL4-23060218
  = 购买日期: 2023-09-04
  = 保修截止日期: 2024-09-04
  = 购买凭证: 发票
  = 购买凭证号: 24332000000087654321
  = 保修状态: 保修期内
  = [故障情况]
  = 故障描述: 左前灶眼打不着火，只听见打火声，没有火；其余三个灶眼正常。
  = 可能原因: 点火针损坏或热电偶失灵
  = 建议携带配件: 点火针 DHZ-02 两只，热电偶一只
  = [上门记录]
  = | 上门目的 | 工程师 | 出发 | 到达 | 离开 | 是否完工 |
  = | 上门维修 | hu | 2024-05-13 13:23 | 2024-05-13 14:05 |  | ☐ 是  ☐ 否 |
  = [处理结果]
  = 处理结果: 已修复
  = 故障类别: 硬件损坏
  = 维修内容: 更换左前灶眼点火针，试火 10 次均正常
  = [sign]
  = sign 客户签字: 何** 2024-05-13 15:04
  = sign 维修工程师签字: hu
  = sign 内勤签字: lu 2024-05-14 10:42
  = 
? sheet service_receipt @fryer
  = 维修服务回执单
  = [服务信息]
  = 回执单号: HZ-20240513-011
  = 派工单号: PG-20240513-011
  = 负责人: hu
  = 到达时间:
  = [客户信息]
  = 客户姓名: 蓝*****
  = 联系电话: 137****2233
  = 地址: 浙江省杭州市滨江区****
  = [产品信息]
  = 产品名称: 双缸电炸炉
  = 品牌: 康达
  = 产品型号: YZ-2
  = 产品序列号: YZ2-21030077
  = 保修状态: 保修期外
  = [服务内容]
  = 故障描述: 右缸不加热，指示灯不亮。
  = 维修说明: 温控器已换新，升温正常。
  = 处理结果: 已修复
  = [零配件]
  = | 零配件名称 | 零配件型号 | 计划数量 | 实际使用 | 新件序列号 | 旧件序列号 | 旧件处置 | 质保至 |
  = | 温控器 | WDQ-15 | 1 | 1 | WDQ15-2402-331 | WDQ15-2011-902 | 交还客户 | 2024-08-11 |
  = [费用]
  = 应收金额: 305.00 元
  = 已收金额: 305.00 元
  = 收费状态: 已收清
  = 发票号码:
  = [客户验收与评价]
  = 客户试机情况: 炸制一锅，升温正常
  = 验收结果: 验收通过
  = 客户评价: 满意
  = 客户意见:
  = [sign]
  = 设备已当面试机，功能、外观及随机附件均无误。
  = sign 客户负责人签字: 何** 2024-05-13 16:02
  = sign 维修工程师签字: hu 2024-05-13 15:58
  = 请妥善保管本单，凭工单编号可查询服务进度。

* A regular call-back falls due a quarter later.

2024-08-15 09:00
  = @stove 2024-08-12 10:42 clock regular_call_back fired
  = @stove clock regular_call_back: over 2024-08-12 10:42, due 2024-08-12 10:42 (quarter)
  = @stove notice to coordinator: regular_call_back
  = @fryer 2024-08-14 10:30 clock regular_call_back fired
  = @fryer clock regular_call_back: over 2024-08-14 10:30, due 2024-08-14 10:30 (quarter)
  = @fryer notice to coordinator: regular_call_back
? board
  = @stove SR-202405130001 archived, level p2, with hu, next 2027-05-15 10:40
  = @fryer SR-202405130002 archived, level p2, with hu, next 2027-05-15 10:45
