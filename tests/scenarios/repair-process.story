# Scenario of the standardised repair process: report, diagnose, plan, repair, inspect, follow up.
title: A washing machine is repaired in the factory
title zh: 滚筒洗衣机返厂维修
policy: repair-process@1
tenant: desk
language: zh-CN
unit: {"kind":"unit","tenant":"desk","key":"HX1022C2203120087","serial":"HX1022C2203120087","dates":{"sale":"2022-03-12"}}

* On a holiday Mrs Zhou reports by phone that her washing machine stops in the middle. She is told what to have ready.

2024-05-01 10:12:36  customer_service:liu  register  @washer
  service_type: repair
  channel: hotline
  reported_at: 2024-05-01 10:08
  customer_id: C-20311
  customer_name: 周玉兰
  contact_name: 周玉兰
  customer_phone: 13905718822
  customer_address: 浙江省杭州市拱墅区莫干山路 188 号 6 幢 1201 室
  region: hangzhou-gongshu
  tier: ordinary
  preferred_channel: phone
  proof: invoice
  proof_no: 24332000000088123456
  brand: 海曦
  category: washing_machine
  product: 滚筒洗衣机
  model: HX-1022C
  serial: HX1022C2203120087
  purchased_on: 2022-03-12
  warranty_state: out_of_warranty
  fault_description: 洗到一半自动停机，显示 E21，重新通电后过几分钟又停。
  fault_code: E21
  fault_since_words: 四天前开始
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  urgency: days
  tried: 清理过排水过滤器，断电重启过两次，仍然停机。
  first_guess: hardware
  = number ABC20240501001
  = state registered
  = registered_at: 2024-05-01 10:12:36
  = registered_by: liu
  = level: p2
  = judged_at: 2024-05-01 10:12:36
  = judged_by: system
  = judged p2: 按“主要功能受影响”与“数日内处理”定为“P2 高”。
  = clock first_response: running, due 2024-05-06 13:00 (p2)
  = clock resolution: running, due 2024-05-10 18:00 (p2)
  = notice to customer by phone: registered

10:15  customer_service:liu  judge
  service_way: on_site
  = state registered -> judged
  = judged_at: 2024-05-01 10:15
  = judged_by: liu

10:16  customer_service:liu try dispatch
  department: field_service
  assignee: he
  = refused CONDITION
  = - CONDITION_NOT_MET informed: 不能办理，未满足条件：已告知客户工单编号、保修与收费范围、预计响应时间及需准备的资料。

10:18  customer_service:liu  inform
  warranty_until: 2023-03-12
  response_promised_at: 2024-05-06 13:00
  handling_promised: 节后第一个工作日联系并约定上门时间
  told/+: item=ticket_number; channel=phone
  told/+: item=warranty_term; words=整机保修一年，已于 2023-03-12 到期，本次收取人工费与材料费; channel=phone
  told/+: item=what_to_have_ready; words=购买发票、机身铭牌序列号；如需返厂请保留原包装; channel=phone
  check: told_number, told_warranty, told_response, told_have_ready
  = done

10:20  customer_service:liu  dispatch
  department: field_service
  assignee: he
  = state judged -> dispatched
  = dispatched_at: 2024-05-01 10:20
  = dispatched_by: liu

* First diagnosis belongs to a junior engineer. After the holidays he phones, checks number and address, and agrees a visit.

2024-05-06 09:05  engineer:he junior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-05-06 09:05

09:12  engineer:he junior  contact_customer
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=核对故障现象，客户下午在家
  = clock first_response: met 2024-05-06 09:12, due 2024-05-06 13:00 (p2)

09:15  engineer:he junior  agree_visit
  visit_from: 2024-05-06 14:00
  visit_until: 2024-05-06 15:00
  visit_consent: true
  visits/+: purpose=diagnosis; window_from=2024-05-06 14:00; window_until=2024-05-06 15:00; engineer=he; km=8
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock arrival: running, due 2024-05-06 15:00 (agreed)
  = clock call_ahead: running, due 2024-05-06 13:50
  = notice to customer by phone: visit_agreed

? clocks
  = first_response: 首次响应：2024-05-06 09:12（公司时间）按时完成，尚余 3 小时 48 分钟（工作时间）。2024-05-01 10:12 开始；目标“P2”：4 小时（工作时间）。已用 12 分钟（工作时间），非工作时间 4 天 22 小时 47 分钟。
  = arrival: 到达现场：2024-05-06 15:00（公司时间）到期，剩余 5 小时 45 分钟。2024-05-06 09:15 开始；目标“按与客户约定”。接下来：预警“即将到期”（通知内勤）：2024-05-06 14:45；升级“上报主管”（通知客服主管）：2024-05-06 15:00。
  = call_ahead: 上门前致电：2024-05-06 13:50（公司时间）到时，还有 4 小时 35 分钟。2024-05-06 09:15 开始。接下来：到期（通知负责人）：2024-05-06 13:50。
  = resolution: 解决：2024-05-10 18:00（公司时间）到期，剩余 44 小时 45 分钟（工作时间）。2024-05-01 10:12 开始；目标“P2”：45 小时（工作时间）。已用 15 分钟（工作时间），非工作时间 4 天 22 小时 47 分钟。接下来：预警“即将到期”（通知内勤）：2024-05-09 18:00；升级“上报主管”（通知客服主管）：2024-05-10 18:00；升级“上报售后主管”（通知售后主管）：2024-05-11 18:00。

13:20  engineer:he junior  leave
  check: uniform_badge, tools_checked, receipt_and_card
  = state visit_agreed -> under_way
  = left_at: 2024-05-06 13:20
  = visits/1: left_at=2024-05-06 13:20

* Ten minutes before the visit the engineer is reminded to call ahead.

13:50:01
  = 2024-05-06 13:50 clock call_ahead fired
  = clock call_ahead: over 2024-05-06 13:50, due 2024-05-06 13:50
  = notice to assignee he: call_ahead

13:51  engineer:he junior  contact_customer
  contacts/+: channel=phone; purpose=before_visit; reached=true; outcome=十分钟后到
  = done

14:00  engineer:he junior try arrive
  check: introduced, listened
  = refused INCOMPLETE
  = - CHECKLIST_OPEN called_ahead: “到达现场”的检查项“已提前 10 分钟致电客户”尚未勾选。

14:01  engineer:he junior  arrive
  check: introduced, listened, called_ahead
  = state under_way -> on_site
  = arrived_at: 2024-05-06 14:01
  = visits/1: arrived_at=2024-05-06 14:01
  = clock arrival: met 2024-05-06 14:01, due 2024-05-06 15:00 (agreed)
  = notice to customer by phone: arrived

* The fault is in the hardware. Diagnosing without the customer's confirmation is refused.

14:40  engineer:he junior try diagnose
  diagnosis_way: on_site
  diagnosis: 电脑控制板驱动电路烧蚀，排水泵与门锁正常
  fault_class: hardware
  = refused INCOMPLETE
  = - FIELD_MISSING cause: 缺少“故障原因”。
  = - FIELD_MISSING failed_part: 缺少“故障部件”。
  = - FIELD_MISSING damage_degree: 缺少“损坏程度”。
  = - FIELD_MISSING repairable: 缺少“具备维修可行性”。
  = - FIELD_MISSING complex: 缺少“复杂故障”。
  = - FIELD_MISSING proposal: 缺少“处理建议”。
  = - FIELD_MISSING diagnosis_confirmation: 缺少“诊断确认方式”。
  = - EVIDENCE_MISSING diagnosis_confirmed: 缺少“客户确认：签字；不在场时先拍照、后线上确认”：需要1份，已有0份。
  = - CONDITION_NOT_MET time_named: 不能办理，未满足条件：已告知预计维修时间。

14:42  engineer:he junior  diagnose
  diagnosis_way: on_site
  diagnosis: 电脑控制板驱动电路烧蚀，排水泵与门锁正常
  fault_class: hardware
  cause: wear
  failed_part: 电脑控制板
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 返厂更换电脑控制板并整机测试
  planned_days: 3
  planned_minutes: 90
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-05-06 14:42
  = diagnosed_by: he
  = notice to customer by phone: diagnosed

* A plan needs at least an intermediate engineer: Chen makes it from the depot, and the customer-service supervisor releases it.

14:45  engineer:he junior try quote
  repair_way: factory
  plan: 更换电脑控制板 KB-21
  plan_for_customer: 控制板坏了，需要带回工厂更换。
  billing: paid
  = refused WRONG_ROLE
  = - GRADE_TOO_LOW: 需要“中级”及以上级别，“初级”不够。

14:50  engineer:chen senior  quote
  repair_way: factory
  plan: 返厂更换电脑控制板 KB-21，检查线束，整机老化测试
  plan_for_customer: 洗衣机的控制板烧坏了，需要带回工厂换一块新的并做完整测试，大约三个工作日。
  planned_minutes: 90
  planned_days: 3
  billing: paid
  parts/+: name=电脑控制板; model=KB-21; planned=1; basis=plan; unit_price=380.00
  check: told_plainly
  = state diagnosed -> quoted
  = estimate_total: 560.00 CNY
  = estimate_valid_until: 2024-06-05
  = charges/1: kind=part; item=电脑控制板 KB-21; part=1; quantity=1; unit_price=380.00 CNY; tax_rate=13; tax=43.72 CNY; amount=380.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=labour; item=按工时计费; card_code=hour; quantity=1.5; unit_price=100.00 CNY; tax_rate=6; tax=8.49 CNY; amount=150.00 CNY; payer=customer; estimate=1; line=labour
  = charges/3: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=1; line=visits/1
  = charges/4: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=560.00 CNY; tax=53.91 CNY; valid_until=2024-06-05; promised_minutes=90; promised_days=3; plan=返厂更换电脑控制板 KB-21，检查线束，整机老化测试; digest=3f53cfdf7f4750954efe2d59b38757731b25fa36fa51b0adfc7f31817c0466ce; card=example
  = clock resolution: paused (p2)

? quote
  = parts/1 part 电脑控制板 KB-21: 1 x 380.00 = 380.00, tax 13 %, charged, customer pays 380.00
  = labour labour 按工时计费: 1.5 x 100.00 = 150.00, tax 6 %, charged, customer pays 150.00
  = visits/1 travel 上门交通费: 1 x 30.00 = 30.00, tax 6 %, charged, customer pays 30.00
  = diagnosis diagnosis 检测费: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = CNY subtotal 610.00, discount 50.00, tax 53.91, total 560.00, credit 50.00, payable 560.00, due 560.00, unpaid

14:52  engineer:he junior try authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=周玉兰; digest=last
  proof: signature authorisation
  = refused CONDITION
  = - CONDITION_NOT_MET released: 不能办理，未满足条件：方案已经客服主管确认。

14:54  cs_supervisor:wang  release_plan
  check: plain_words
  = estimate_told_at: 2024-05-06 14:54
  = plan_released_at: 2024-05-06 14:54
  = plan_released_by: wang
  = notice to customer by phone: quote_ready

14:56  engineer:chen senior try start_repair
  check: case_protected, instructions_tools
  = refused CONDITION
  = - CONDITION_NOT_MET authorised: 不能办理，未满足条件：客户已授权维修方案。
  = - CONDITION_NOT_MET parts_issued: 不能办理，未满足条件：方案所需零配件已发放。
  = - NEEDS_CONSENT: 合计560.00，比客户已授权的金额多560.00；未经客户再次同意，最高为0.00。

15:00  engineer:he junior  authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=周玉兰; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-05-06 15:00
  = authorisations/1: estimate=1; total=560.00 CNY
  = clock resolution: running, due 2024-05-11 09:10 (p2)

* The unit goes to the factory, against a receipt.

15:10  engineer:he junior  take_in
  unit_place: in_transit
  taken_receipt_no: QJ-0506-03
  case_condition: 机身左下角有一处旧磕痕，其余完好
  serial: HX1022C2203120087
  proof: signature unit_receipt
  = taken_at: 2024-05-06 15:10
  = unit HX1022C2203120087 revision 2

15:12  engineer:he junior  request_parts
  requisition_no: LL-20240506-011
  parts/1: requested=1; basis=plan; requisition_no=LL-20240506-011
  = notice to parts_keeper: parts_requested

* The parts keeper issues what the confirmed plan says, no more.

2024-05-07 09:20  parts_keeper:zhao try issue_parts
  parts/1: issued=2; issued_at=2024-05-07 09:20; issued_by=zhao; received_by=chen; origin=original; requisition_no=LL-20240506-011
  proof: signature requisition_signed
  = refused CONDITION
  = - CONDITION_NOT_MET matches_plan: 不能办理，未满足条件：型号、数量与确认方案一致。
  = - CONDITION_NOT_MET as_requested: 不能办理，未满足条件：发放数量与申请数量一致。

09:25  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2024-05-07 09:25; issued_by=zhao; received_by=chen; origin=original; serial=KB21-2404-0932; requisition_no=LL-20240506-011
  proof: signature requisition_signed
  = done

09:40  engineer:chen senior  start_repair
  unit_place: factory
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-05-07 09:40
  = repaired_by: chen
  = clock work_time: running, due 2024-05-09 18:00 (days)
  = notice to customer by phone: repair_begun

* The serial number of the old part is asked for.

11:20  engineer:chen senior try finish_repair
  work_done: 更换控制板 KB-21，紧固线束插头
  work_for_customer: 已更换新的控制板并重新固定线束。
  labour/+: work=更换控制板; engineer=chen; minutes=90
  parts/1: used=1; old_part=kept
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = refused CONDITION
  = - CONDITION_NOT_MET old_serials: 不能办理，未满足条件：更换件的旧件序列号已记录或注明无序列号。

11:30  engineer:chen senior  finish_repair
  work_done: 更换控制板 KB-21，紧固线束插头
  work_for_customer: 已更换新的控制板并重新固定线束。
  labour/+: work=更换控制板; engineer=chen; minutes=90
  parts/1: used=1; old_serial=KB21-2111-4407; old_part=kept
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2024-05-07 11:30
  = clock work_time: paused (days)
  = notice to customer by phone: repaired

* In the factory a full test with its record is due, and somebody else inspects.

14:00  engineer:chen senior try self_test
  self_test_result: pass
  tests/+: kind=self_test; item=快洗程序; result=pass
  check: function_ok, stable, no_new_fault
  = refused INCOMPLETE
  = - EVIDENCE_MISSING self_test_record: 缺少“全面测试的自测记录表”：需要1份，已有0份。
  = - CONDITION_NOT_MET full_test: 不能办理，未满足条件：返厂（送修）设备已完成并通过全面测试。

16:30  engineer:chen senior  self_test
  self_test_result: pass
  tests/+: kind=full_test; item=标准洗、快洗、脱水三程序各一遍; standard=无停机、无报码; measured=三程序均完成; result=pass
  check: function_ok, stable, no_new_fault
  proof: document self_test_record
  = state repaired -> to_inspect
  = self_tested_by: chen

16:40  engineer+inspector:chen senior try pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true
  proof: signature inspection_signed
  = refused SEPARATION
  = - SAME_PERSON start_repair: chen办理过“开始维修”，不能再办理“质检合格”。
  = - SAME_PERSON finish_repair: chen办理过“完成维修”，不能再办理“质检合格”。
  = - SAME_PERSON self_test: chen办理过“自测通过”，不能再办理“质检合格”。
  = - SAME_PERSON labour/engineer: chen已登记在“工时：工程师”中，不能办理“质检合格”。

17:10  inspector:sun  fail_inspection
  inspections/+: result=fail; fault_gone=true; case_unharmed=true; functions_ok=false; place=factory; remarks=1400 转脱水时后盖板共振异响
  proof: signature inspection_signed
  = state to_inspect -> repairing
  = inspected_at: 2024-05-07 17:10
  = inspected_by: sun
  = counter rework: 1
  = clock work_time: running, due 2024-05-10 14:40 (days)
  = notice to supervisor: rework

2024-05-08 10:00  engineer:chen senior  finish_repair
  work_done: 后盖板补装减震垫并按力矩紧固
  work_for_customer: 重新固定了后盖板，脱水时不再有异响。
  labour/+: work=紧固后盖板; engineer=chen; minutes=20; rate=0.00
  parts/1: used=1
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2024-05-08 10:00
  = clock work_time: paused (days)
  = notice to customer by phone: repaired

11:30  engineer:chen senior  self_test
  self_test_result: pass
  tests/+: kind=full_test; item=1400 转脱水十分钟; standard=不高于 72 dB; measured=66 dB; result=pass
  check: function_ok, stable, no_new_fault
  proof: document self_test_record
  = state repaired -> to_inspect

11:40  customer_service:liu try deliver
  delivery_way: on_site
  = refused INCOMPLETE
  = - FIELD_MISSING report_no: 缺少“维修报告编号”。
  = - CHECKLIST_OPEN run_before_customer: “交付”的检查项“已当面试机”尚未勾选。
  = - CHECKLIST_OPEN use_taught: “交付”的检查项“已讲解使用与保养方法”尚未勾选。
  = - CHECKLIST_OPEN told_work: “交付”的检查项“已说明维修内容与测试结果”尚未勾选。
  = - CHECKLIST_OPEN told_guarantee: “交付”的检查项“已告知维修质保与注意事项”尚未勾选。
  = - CONDITION_NOT_MET passed: 不能办理，未满足条件：质量检测已合格。
  = - CONDITION_NOT_MET prepared: 不能办理，未满足条件：已完成交付前整备。

14:10  inspector:sun  pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true; place=factory; remarks=噪声合格
  proof: signature inspection_signed
  = state to_inspect -> passed
  = inspected_at: 2024-05-08 14:10
  = passed_at: 2024-05-08 14:10
  = clock work_time: met 2024-05-08 14:10 (days)

2024-05-09 09:30  customer_service:liu  prepare_handover
  report_no: BG-20240509-004
  work_for_customer: 更换电脑控制板一块，紧固线束与后盖板；三个程序完整测试合格。
  care_advice: 每月清理一次排水过滤器；使用后请打开机门通风。
  repair_guarantee_days: 90
  check: cleaned, rechecked, accessories_together, papers_together
  = state passed -> ready
  = ready_at: 2024-05-09 09:30
  = clock resolution: paused (p2)
  = notice to customer by phone: ready

10:00  customer_service:liu  bill
  billing: paid
  = fee_state: due
  = fee_total: 560.00 CNY
  = fee_paid: 0.00 CNY
  = charges/5: kind=part; item=电脑控制板 KB-21; part=1; quantity=1; unit_price=380.00 CNY; tax_rate=13; tax=43.72 CNY; amount=380.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/6: kind=labour; item=按工时计费; card_code=hour; quantity=1.5; unit_price=100.00 CNY; tax_rate=6; tax=8.49 CNY; amount=150.00 CNY; payer=customer; estimate=2; line=labour/1
  = charges/7: kind=labour; item=按工时计费; card_code=hour; quantity=0.5; unit_price=0.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=labour/2
  = charges/8: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=2; line=visits/1
  = charges/9: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=final; total=560.00 CNY; tax=53.91 CNY; promised_minutes=90; promised_days=3; plan=返厂更换电脑控制板 KB-21，检查线束，整机老化测试; digest=b44ce46cb7927acec3bbee262fe2998dd7e89376ccbf0efd365e944b73efc182; card=example

* The engineer returns with the machine and the repair report; the customer tries it, signs and pays.

2024-05-10 15:00  engineer:he junior  deliver
  delivery_way: on_site
  visits/+: purpose=delivery; arrived_at=2024-05-10 14:20; ended_at=2024-05-10 15:00; engineer=he; done=true
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state ready -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-08-08
  = handed_over_at: 2024-05-10 15:00
  = handed_over_by: he
  = parts/1: warranty_until=2024-08-08
  = unit HX1022C2203120087 revision 3
  = clock callback: running, due 2024-05-14 15:00 (working_days)
  = clock callback_window: running, due 2024-05-11 15:00 (next_day)

? sheet repair_report
  = 维修报告
  = [客户信息]
  = 客户姓名: 周**
  = 联系电话: 139****8822
  = 地址: 浙江省杭州市****
  = [产品信息]
  = 产品名称: 滚筒洗衣机
  = 品牌: 海曦
  = 产品型号: HX-1022C
  = 产品序列号: HX1022C2203120087
  = 购买日期: 2022-03-12
  = 保修截止日期: 2023-03-12
  = 购买凭证: 发票
  = 购买凭证号: 24332000000088123456
  = 保修状态: 保修期外
  = [故障与原因]
  = 故障描述: 洗到一半自动停机，显示 E21，重新通电后过几分钟又停。
  = 故障类别: 硬件损坏
  = 故障原因: 正常磨损
  = 故障部件: 电脑控制板
  = [维修内容]
  = 维修人: chen
  = 维修完成时间: 2024-05-08 10:00
  = 维修说明: 更换电脑控制板一块，紧固线束与后盖板；三个程序完整测试合格。
  = 质检合格时间: 2024-05-08 14:10
  = 交付方式: 现场交付
  = [零配件]
  = | 零配件名称 | 零配件型号 | 计划数量 | 实际使用 | 新件序列号 | 旧件序列号 | 旧件处置 | 质保至 |
  = | 电脑控制板 | KB-21 | 1 | 1 | KB21-2404-0932 | KB21-2111-4407 | 留存返厂 | 2024-08-08 |
  = [费用]
  = 应收金额: 560.00 元
  = 已收金额: 0.00 元
  = 收费状态: 待收款
  = 发票号码:
  = [质保与注意事项]
  = 质保天数: 90
  = 质保截止: 2024-08-08
  = 使用注意事项: 每月清理一次排水过滤器；使用后请打开机门通风。
  = [sign]
  = sign 客户签字:
  = sign 维修工程师签字: chen 2024-05-10 15:00
  = 请妥善保管本单，凭工单编号可查询服务进度。

15:10  engineer:he junior  accept_delivery
  customer_test: 客户当面运行快洗程序，正常
  observed_minutes: 15
  acceptance_kind: signature
  signed_by: 周玉兰
  rating: satisfied
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-05-10 15:10
  = resolved_at: 2024-05-10 15:10
  = clock resolution: met 2024-05-10 15:10 (p2)
  = notice to customer by phone: solved

15:15  engineer:he junior  take_payment
  payments/+: kind=payment; amount=560.00; method=wechat; person=周玉兰
  = fee_state: paid
  = fee_paid: 560.00 CNY

* Closing waits for the call-back, and the call-back for the first working day. The Saturday is a make-up working day.

16:00  customer_service:liu try close
  solution: 更换电脑控制板
  = refused CONDITION
  = - CONDITION_NOT_MET called_back: 不能办理，未满足条件：已回访且客户满意，或三次回访均未接通。

16:05  customer_service:liu try call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=false; stable=true; attitude=satisfied; response=satisfied; rating=satisfied
  = refused CONDITION
  = - CONDITION_NOT_MET window: 不能办理，未满足条件：交付已满 1 个工作日（回访在交付后 1～3 个工作日内进行）。

2024-05-11 15:30
  = 2024-05-11 15:00 clock callback_window fired
  = clock callback_window: over 2024-05-11 15:00, due 2024-05-11 15:00 (next_day)
  = notice to customer_service: callback_open

2024-05-13 10:20  customer_service:liu  call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=false; stable=true; attitude=satisfied; response=satisfied; rating=satisfied; words=师傅很细心，报告写得清楚
  = satisfied_at: 2024-05-13 10:20
  = clock callback: met 2024-05-13 10:20, due 2024-05-14 15:00 (working_days)

10:25  customer_service:liu  close
  solution: 更换电脑控制板 KB-21，紧固线束与后盖板
  = state settling -> closed
  = unit HX1022C2203120087 revision 4
  = clock archive: running, due 2027-05-14 10:25 (years)

? clocks
  = first_response: 首次响应：2024-05-06 09:12（公司时间）按时完成，尚余 3 小时 48 分钟（工作时间）。2024-05-01 10:12 开始；目标“P2”：4 小时（工作时间）。已用 12 分钟（工作时间），非工作时间 4 天 22 小时 47 分钟。
  = arrival: 到达现场：2024-05-06 14:01（公司时间）按时完成，尚余 59 分钟。2024-05-06 09:15 开始；目标“按与客户约定”。
  = call_ahead: 上门前致电：2024-05-06 13:50（公司时间）到时。2024-05-06 09:15 开始。
  = work_time: 维修承诺时间：2024-05-08 14:10（公司时间）按时完成，尚余 22 小时 40 分钟（工作时间）。2024-05-07 09:40 开始；目标“按计划工期”：26 小时 20 分钟（工作时间）。已用 3 小时 40 分钟（工作时间），暂停 9 小时 50 分钟（自测与质检），非工作时间 15 小时。
  = resolution: 解决：2024-05-10 15:10（公司时间）按时完成，尚余 17 小时 40 分钟（工作时间）。2024-05-01 10:12 开始；目标“P2”：45 小时（工作时间）。已用 27 小时 20 分钟（工作时间），暂停 1 天 5 小时 50 分钟（等待客户），非工作时间 6 天 19 小时 47 分钟。
  = callback: 回访：2024-05-13 10:20（公司时间）按时完成，尚余 13 小时 40 分钟（工作时间）。2024-05-10 15:00 开始；目标“3 个工作日”：27 小时（工作时间）。已用 13 小时 20 分钟（工作时间），非工作时间 2 天 6 小时。
  = callback_window: 回访窗口（满 1 个工作日起）：2024-05-11 15:00（公司时间）已到时。2024-05-10 15:00 开始；目标“1 个工作日”：9 小时（工作时间）。已用 9 小时（工作时间），非工作时间 15 小时。
  = archive: 保存期限：不早于 2027-05-14 10:25（公司时间），还有 1096 天。2024-05-13 10:25 开始；目标“3 年”：1096 天。接下来：到期（通知内勤）：2027-05-14 10:25。
? unit HX1022C2203120087
  = kind: unit
  = tenant: desk
  = key: HX1022C2203120087
  = revision: 4
  = serial: HX1022C2203120087
  = dates: sale=2022-03-12
  = terms/1/id: part_1
  = terms/1/kind: part
  = terms/1/payer: warranty
  = terms/1/start: 2024-05-10
  = terms/1/days: 90
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/classes: KB-21
  = terms/1/causes: defect; wear; transport; software
  = terms/1/serial: KB21-2404-0932
  = terms/1/ticket: ABC20240501001
  = terms/2/id: guarantee_2
  = terms/2/kind: repair_guarantee
  = terms/2/payer: shop
  = terms/2/start: 2024-05-10
  = terms/2/days: 90
  = terms/2/kinds: part; labour; travel; diagnosis
  = terms/2/classes: KB-21
  = terms/2/causes: defect; wear; transport; software
  = terms/2/ticket: ABC20240501001
  = outages/1: from=2024-05-06; to=2024-05-10; counts=true; ticket=ABC20240501001
  = repairs/1: on=2024-05-08; fault=E21; covered=false; result=repaired; ticket=ABC20240501001

10:40  parts_keeper:zhao  settle_parts
  parts/1: state=used
  requisition_returned_at: 2024-05-13 10:40
  = done

2024-05-20 17:00  customer_service:liu  archive
  archive_no: GD-2024-0512
  archive_until: 2027-05-20
  requisition_returned_at: 2024-05-13 10:40
  = state closed -> archived
  = sheet_completed_at: 2024-05-20 17:00
  = archived_at: 2024-05-20 17:00
