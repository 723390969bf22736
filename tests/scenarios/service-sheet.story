# Procedure S: five service types, the right desk for each, thirty minutes to accept, the sheet kept for three years.
title: A fridge set to 5 °C shows 8 °C
title zh: 冰箱设定 5℃ 却显示 8℃
policy: service-sheet@1
tenant: hailan
unit: {"key": "HL258W2309001234", "serial": "HL258W2309001234", "model": "BCD-258W", "customer": "C-10027", "dates": {"sale": "2023-10-02"}}

* The customer first tries the online form and leaves out half of it; every field that is missing or malformed is named.

2024-03-15 08:50  customer:c10027  try register @fridge
  service_type: repair
  channel: portal
  customer_name: 张建国
  customer_phone: 1381
  product: 双门冰箱
  = refused INCOMPLETE
  = - FIELD_MALFORMED customer_phone: “Phone” must be a phone number with at least 5 digits.
  = - FIELD_MISSING customer_address: “Address” is missing.
  = - FIELD_MISSING tier: “Customer tier” is missing.
  = - FIELD_MISSING preferred_channel: “Preferred channel” is missing.
  = - FIELD_MISSING proof: “Proof of purchase” is missing.
  = - FIELD_MISSING model: “Model” is missing.
  = - FIELD_MISSING warranty_state: “Warranty state” is missing.
  = - FIELD_MISSING fault_description: “Fault description” is missing.
  = - FIELD_MISSING fault_since_words: “Fault since, in words” is missing.
  = - FIELD_MISSING fault_frequency: “How often the fault shows” is missing.
  = - FIELD_MISSING fault_use: “In which use the fault shows” is missing.
  = - FIELD_MISSING impact: “Extent of impact” is missing.
  = - FIELD_MISSING tried: “What the customer already tried” is missing.
09:05:12  customer_service:li  register @fridge
  service_type: repair
  channel: hotline
  customer_id: C-10027
  customer_name: 张建国
  contact_name: 张建国
  customer_phone: 13812345678
  customer_address: 浙江省杭州市西湖区文三路 268 号 3 幢 502 室
  region: hangzhou-xihu
  tier: ordinary
  preferred_channel: phone
  proof: invoice
  proof_no: 24332000000012345678
  brand: 海岚
  product: 双门冰箱
  category: refrigerator
  model: BCD-258W
  serial: HL258W2309001234
  purchased_on: 2023-10-02
  warranty_state: in_warranty
  fault_description: 冷藏室设定 5℃，实际显示 8℃，放了一天的牛奶和剩菜都变质了。
  fault_since_words: 昨天早上发现的
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  impact_words: 冷藏食物变质
  tried: 断电重启过一次，温控旋钮也调过，温度还是降不下来。
  first_guess: hardware
  likely_causes: 制冷剂泄漏，或冷藏室温度传感器故障
  parts_to_bring: 冷藏室温度传感器
  = number SR-202403150001
  = state registered
  = registered_at: 2024-03-15 09:05:12
  = registered_by: li
  = level: p2
  = judged_at: 2024-03-15 09:05:12
  = judged_by: system
  = judged p2 by main_function: The level is “P2 high”, because “Main function impaired, urgency not said” holds.
  = clock first_response: running, due 2024-03-16 09:05:12 (repair)
  = clock resolution: running, due 2024-03-19 18:00 (p2)
  = notice to customer by phone: registered
? view level registered_at registered_by
  = level: p2
  = registered_at: 2024-03-15 09:05:12
  = registered_by: li
09:08  customer_service:li  inform
  told/+: item=ticket_number; channel=phone
  told/+: item=handling_time; words=维修类 24 小时内响应; channel=phone
  handling_promised: 24 小时内响应，上门后告知维修时间
  check: told_number, told_warranty, told_response, told_have_ready
  = done

* A repair goes to the regional engineers, and nowhere else.

09:10  supervisor:wu  try dispatch
  service_way: on_site
  department: technical_support
  assignee: ma
  = refused CONDITION
  = - OTHER_DEPARTMENT department: “Department”: “Repair” sends it to Regional service, Repair depot.
09:12  supervisor:wu  dispatch
  service_way: on_site
  department: field_service
  assignee: tan
  coordinator: zhou
  dispatch_no: PG-20240315-017
  = state registered -> dispatched
  = dispatched_at: 2024-03-15 09:12
  = dispatched_by: wu
  = clock acceptance: running, due 2024-03-15 09:42 (plain)
  = notice to assignee tan: accept_now

* Thirty minutes pass without a word from the first engineer; the supervisor assigns another one.

09:50
  = 2024-03-15 09:42 clock acceptance breached
  = 2024-03-15 09:42 clock acceptance escalated cs_supervisor
  = notice to cs_supervisor: accept_overdue
  = notice to coordinator: accept_overdue
? clocks acceptance
  = acceptance: Acceptance of a dispatch: overdue by 8 min of working time; it was due 2024-03-15 09:42 (company time). Started 2024-03-15 09:12; target “as a rule”: 30 min of working time. So far: Due at 2024-03-15 09:42; Escalation “To the supervisor” (to Customer-service supervisor, Coordinator) at 2024-03-15 09:42.
09:52  supervisor:wu  reassign_unaccepted
  reason: 30 分钟未接单
  assignee: wang
  = dispatched_at: 2024-03-15 09:52
  = clock acceptance: missed 2024-03-15 09:52, due 2024-03-15 09:42 (plain)
  = clock acceptance #2: running, due 2024-03-15 10:22 (plain)
  = notice to assignee wang: accept_now
10:01  technical_support:wang  try accept
  = refused CONDITION
  = - CONDITION_NOT_MET role_fits: This is refused, because it does not hold that the type of service is this role's to handle.
10:02  regional_engineer:wang  accept
  = state dispatched -> accepted
  = accepted_at: 2024-03-15 10:02
  = clock acceptance #2: met 2024-03-15 10:02, due 2024-03-15 10:22 (plain)
10:10  regional_engineer:wang  contact_customer
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=核对故障现象，约定当天下午上门
  = clock first_response: met 2024-03-15 10:10, due 2024-03-16 09:05:12 (repair)
10:12  regional_engineer:wang  agree_visit
  visit_from: 2024-03-15 14:00
  visit_until: 2024-03-15 15:00
  visit_consent: true
  travel_minutes: 35
  visits/+: purpose=diagnosis; window_from=2024-03-15 14:00; window_until=2024-03-15 15:00; engineer=wang
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock arrival: running, due 2024-03-15 15:00 (agreed)
  = clock departure: running, due 2024-03-15 13:25
  = clock call_ahead: running, due 2024-03-15 13:50
  = notice to customer by phone: visit_agreed
? clocks
  = first_response: First response: met 2024-03-15 10:10 (company time), with 22 h 55 min to spare. Started 2024-03-15 09:05; target “repair”: 1 day.
  = acceptance: Acceptance of a dispatch: met 2024-03-15 10:02 (company time), with 20 min of working time to spare. Started 2024-03-15 09:52 (cycle 2); target “as a rule”: 30 min of working time.
  = arrival: Arrival on site: due 2024-03-15 15:00 (company time), 4 h 48 min left. Started 2024-03-15 10:12; target “as agreed with the customer”. To come: Warning “Running out” (to Coordinator) at 2024-03-15 14:00; Escalation “To the supervisor” (to Customer-service supervisor) at 2024-03-15 15:00.
  = departure: Departure for the customer: comes 2024-03-15 13:25 (company time), in 3 h 13 min. Started 2024-03-15 10:12. To come: Due (to Assignee) at 2024-03-15 13:25.
  = call_ahead: Call before the visit: comes 2024-03-15 13:50 (company time), in 3 h 38 min. Started 2024-03-15 10:12. To come: Due (to Assignee) at 2024-03-15 13:50.
  = resolution: Resolution: due 2024-03-19 18:00 (company time), 25 h 48 min of working time left. Started 2024-03-15 09:05; target “P2”: 26 h 54 min of working time. To come: Warning “Running out” (to Coordinator) at 2024-03-19 12:37; Escalation “To the supervisor” (to Customer-service supervisor) at 2024-03-19 18:00; Escalation “To the after-sales supervisor” (to After-sales supervisor) at 2024-03-20 18:00.
13:20  regional_engineer:wang  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-03-15 13:20
  = visits/1: left_at=2024-03-15 13:20
  = clock departure: met 2024-03-15 13:20, due 2024-03-15 13:25
13:58  regional_engineer:wang  arrive
  visits/1: arrived_at=2024-03-15 13:58; km=8
  check: introduced, listened
  = 2024-03-15 13:50 clock call_ahead fired
  = clock call_ahead: over 2024-03-15 13:50, due 2024-03-15 13:50
  = notice to assignee wang: call_ahead
  = state under_way -> on_site
  = arrived_at: 2024-03-15 13:58
  = clock arrival: met 2024-03-15 13:58, due 2024-03-15 15:00 (agreed)
  = notice to customer by phone: arrived

* On site it is the sensor, not the refrigerant.

14:30  regional_engineer:wang  diagnose
  diagnosis_way: on_site
  diagnosis: 冷藏室温度传感器阻值漂移；压缩机与制冷管路压力正常，排除制冷剂泄漏
  fault_class: hardware
  cause: defect
  failed_part: 冷藏室温度传感器
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 更换冷藏室温度传感器并校准
  planned_minutes: 40
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-03-15 14:30
  = diagnosed_by: wang
  = notice to customer by phone: diagnosed
14:36  regional_engineer:wang  try quote
  repair_way: on_site
  plan: 更换 NTC 温度传感器 WR-88，校准温控参数
  plan_for_customer: 换一个温度探头，大约 40 分钟。
  billing: paid
  parts/+: name=冷藏室温度传感器; model=WR-88; planned=1; basis=plan
  check: told_plainly
  = refused CONDITION
  = - CONDITION_NOT_MET fee_lines: This is refused, because it does not hold that a repair that the customer pays for costs something, and a free one nothing.
  = - CONDITION_NOT_MET warranty_free: This is refused, because it does not hold that in warranty, a repair that is no fault of the customer is free.
  = - CONDITION_NOT_MET charge_card: This is refused, because it does not hold that the charge card has been shown before a paid repair.
14:37  regional_engineer:wang  try quote
  repair_way: on_site
  plan: 更换 NTC 温度传感器 WR-88，校准温控参数，运行观察
  plan_for_customer: 冰箱的温度探头坏了，所以温度降不下来；换一个新的就好，大约 40 分钟，保修期内免费。
  billing: free
  parts/+: name=冷藏室温度传感器; model=WR-88; class=sensor; planned=1; basis=plan
  charges/+: kind=other; item=旧机搬运; quantity=1; unit_price=80.00; amount=80.00
  check: told_plainly
  = refused CONDITION
  = - CONDITION_NOT_MET fee_lines: This is refused, because it does not hold that a repair that the customer pays for costs something, and a free one nothing.
14:37  regional_engineer:wang  try quote
  repair_way: on_site
  plan: 更换 NTC 温度传感器 WR-88，校准温控参数，运行观察
  plan_for_customer: 冰箱的温度探头坏了，所以温度降不下来；换一个新的就好，大约 40 分钟，保修期内免费。
  billing: mixed
  parts/+: name=冷藏室温度传感器; model=WR-88; class=sensor; planned=1; basis=plan
  charges/+: kind=other; item=旧机搬运; quantity=1; unit_price=80.00; amount=80.00
  check: told_plainly
  = refused CONDITION
  = - CONDITION_NOT_MET charge_card: This is refused, because it does not hold that the charge card has been shown before a paid repair.
14:38  regional_engineer:wang  quote
  repair_way: on_site
  plan: 更换 NTC 温度传感器 WR-88，校准温控参数，运行观察
  plan_for_customer: 冰箱的温度探头坏了，所以温度降不下来；换一个新的就好，大约 40 分钟，保修期内免费。
  billing: free
  parts/+: name=冷藏室温度传感器; model=WR-88; class=sensor; planned=1; basis=plan
  check: told_plainly
  = state diagnosed -> quoted
  = warranty_until: 2024-10-02
  = estimate_total: 0.00 CNY
  = estimate_valid_until: 2024-04-14
  = estimate_told_at: 2024-03-15 14:38
  = charges/1: kind=part; item=冷藏室温度传感器 WR-88; card_code=WR-88; part=1; quantity=1; unit_price=48.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=冷藏室温度传感器 WR-88; card_code=WR-88; part=1; quantity=1; unit_price=48.00 CNY; tax_rate=13; tax=5.52 CNY; amount=48.00 CNY; payer=warranty; estimate=1; line=parts/1
  = charges/3: kind=labour; item=Work by the hour; card_code=hour; quantity=0.75; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=labour
  = charges/4: kind=labour; item=Work by the hour; card_code=hour; quantity=0.75; unit_price=100.00 CNY; tax_rate=6; tax=4.25 CNY; amount=75.00 CNY; payer=warranty; estimate=1; line=labour
  = charges/5: kind=travel; item=Travel; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=visits/1
  = charges/6: kind=travel; item=Travel; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=warranty; estimate=1; line=visits/1
  = charges/7: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = charges/8: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=0.00 CNY; tax=0.00 CNY; valid_until=2024-04-14; promised_minutes=40; plan=更换 NTC 温度传感器 WR-88，校准温控参数，运行观察; digest=3076e061e59d44301edaa29a151b2e379b840438b98799d8727cab04d9bb1cd7; card=example
  = clock resolution: paused (p2)
  = notice to customer by phone: quote_ready
? coverage
  = parts/1 冷藏室温度传感器 WR-88: covered, warranty pays 48.00
  = - maker COVERED: “Warranty” pays all of it.
  = labour Work by the hour: covered, warranty pays 75.00
  = - maker COVERED: “Warranty” pays all of it.
  = visits/1 Travel: covered, warranty pays 30.00
  = - maker COVERED: “Warranty” pays all of it.
  = diagnosis Diagnosis: covered, warranty pays 50.00
  = - maker COVERED: “Warranty” pays all of it.
14:42  regional_engineer:wang  authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=张建国; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-03-15 14:42
  = authorisations/1: estimate=1; total=0.00 CNY
  = clock resolution: running, due 2024-03-20 09:04 (p2)

* The part has to be requested; work cannot begin without it. It is there the next day, and the customer is told.

14:44  regional_engineer:wang  request_parts
  requisition_no: LL-20240315-006
  parts/1: requested=1; basis=plan; requisition_no=LL-20240315-006
  = notice to parts_keeper: parts_requested
14:46  regional_engineer:wang  try start_repair
  check: case_protected, instructions_tools
  = refused CONDITION
  = - CONDITION_NOT_MET parts_issued: This is refused, because it does not hold that the parts of the plan have been issued.
14:49  regional_engineer:wang  await_parts
  parts/1/expected_on: 2024-03-17
  = state authorised -> parts_awaited
2024-03-16 16:10  parts_keeper:zhao  parts_ready
  parts/1/arrived_at: 2024-03-16 16:05
  = state parts_awaited -> authorised
  = notice to customer by phone: parts_ready
16:22  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2024-03-16 16:20; received_by=wang; origin=original; serial=WR88-2402-7781; requisition_no=LL-20240315-006
  proof: signature requisition_signed
  = done
16:32  regional_engineer:wang  agree_visit
  visit_from: 2024-03-17 09:30
  visit_until: 2024-03-17 10:30
  visit_consent: true
  travel_minutes: 35
  visits/+: purpose=second_visit; window_from=2024-03-17 09:30; window_until=2024-03-17 10:30; engineer=wang
  contacts/+: channel=phone; purpose=before_visit; reached=true; outcome=配件已到，约定二次上门
  check: fault_confirmed, number_checked, address_confirmed
  = state authorised -> visit_agreed
  = left_at: (nothing)
  = arrived_at: (nothing)
  = clock next_visit: running, due 2024-03-17 10:30 (agreed)
  = clock departure #2: running, due 2024-03-17 08:55
  = clock call_ahead #2: running, due 2024-03-17 09:20
  = notice to customer by phone: visit_agreed
2024-03-17 08:55  regional_engineer:wang  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = 2024-03-17 08:55 clock departure #2 fired
  = clock departure #2: over 2024-03-17 08:55, due 2024-03-17 08:55
  = notice to assignee wang: leave_now
  = state visit_agreed -> under_way
  = left_at: 2024-03-17 08:55
  = visits/2: left_at=2024-03-17 08:55
09:32  regional_engineer:wang  arrive
  visits/2: arrived_at=2024-03-17 09:32; km=8
  check: introduced, listened
  = 2024-03-17 09:20 clock call_ahead #2 fired
  = clock call_ahead #2: over 2024-03-17 09:20, due 2024-03-17 09:20
  = state under_way -> on_site
  = arrived_at: 2024-03-17 09:32
  = clock next_visit: met 2024-03-17 09:32, due 2024-03-17 10:30 (agreed)
  = notice to customer by phone: arrived
09:37  regional_engineer:wang  start_repair
  check: case_protected, instructions_tools
  = state on_site -> repairing
  = repair_started_at: 2024-03-17 09:37
  = repaired_by: wang
  = clock work_time: running, due 2024-03-17 10:17 (minutes)
  = notice to customer by phone: repair_begun
10:15  regional_engineer:wang  finish_repair
  work_done: 更换冷藏室温度传感器 WR-88，校准温控参数，整机运行 20 分钟
  work_for_customer: 已更换温度探头并校准，冷藏室温度恢复正常。
  labour/+: work=更换温度传感器; engineer=wang; minutes=38
  parts/1: used=1; old_serial=WR88-2308-1190; old_part=kept; warranty_days=365
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = 2024-03-17 10:09 clock work_time warned near
  = notice to repaired_by wang: work_near
  = state repairing -> repaired
  = repair_finished_at: 2024-03-17 10:15
  = clock work_time: paused (minutes)
  = notice to customer by phone: repaired
10:40  regional_engineer:wang  self_test
  self_test_result: pass
  tests/+: kind=self_test; item=冷藏室温度; standard=5±1℃; measured=5℃; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
  = self_tested_by: wang
10:45  regional_engineer:wang  deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state to_inspect -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-04-16
  = handed_over_at: 2024-03-17 10:45
  = handed_over_by: wang
  = parts/1: warranty_until=2025-03-17
  = clock resolution: paused (p2)
  = clock work_time: met 2024-03-17 10:45 (minutes)

* Nothing is closed before the customer has confirmed.

10:46  coordinator:zhou  try close
  solution: 更换冷藏室温度传感器
  = refused INCOMPLETE
  = - FIELD_MISSING outcome: “Outcome” is missing.
  = - FIELD_MISSING fee_state: “Fee state” is missing.
  = - CONDITION_NOT_MET accepted: This is refused, because it does not hold that the customer has accepted, or has the unit back.
  = - CONDITION_NOT_MET money: This is refused, because it does not hold that the fee is paid, waived, handed to collection, or there is none.
11:28  regional_engineer:wang  accept_delivery
  customer_test: 开机观察 30 分钟，显示 5℃，制冷正常
  observed_minutes: 30
  acceptance_kind: signature
  signed_by: 张建国
  rating: satisfied
  rating_words: 师傅很专业，讲得清楚，两次都准时，谢谢！
  receipt_no: HZ-20240317-003
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-03-17 11:28
  = resolved_at: 2024-03-17 11:28
  = clock resolution: met 2024-03-17 11:28 (p2)
  = notice to customer by phone: solved
11:40  coordinator:zhou  bill
  = fee_state: free
  = fee_total: 0.00 CNY
  = fee_paid: 0.00 CNY
  = charges/9: kind=part; item=冷藏室温度传感器 WR-88; card_code=WR-88; part=1; quantity=1; unit_price=48.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/10: kind=part; item=冷藏室温度传感器 WR-88; card_code=WR-88; part=1; quantity=1; unit_price=48.00 CNY; tax_rate=13; tax=5.52 CNY; amount=48.00 CNY; payer=warranty; estimate=2; line=parts/1
  = charges/11: kind=labour; item=Work by the hour; card_code=hour; quantity=0.75; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=labour/1
  = charges/12: kind=labour; item=Work by the hour; card_code=hour; quantity=0.75; unit_price=100.00 CNY; tax_rate=6; tax=4.25 CNY; amount=75.00 CNY; payer=warranty; estimate=2; line=labour/1
  = charges/13: kind=travel; item=Travel; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=visits/1
  = charges/14: kind=travel; item=Travel; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=warranty; estimate=2; line=visits/1
  = charges/15: kind=travel; item=Travel; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=visits/2
  = charges/16: kind=travel; item=Travel; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=warranty; estimate=2; line=visits/2
  = charges/17: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = charges/18: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=final; total=0.00 CNY; tax=0.00 CNY; promised_minutes=40; plan=更换 NTC 温度传感器 WR-88，校准温控参数，运行观察; digest=be718085f5b4eeb35df74b937788749f38fd0465adf1eaccfcb7e123b9aec139; card=example
? quote final
  = parts/1 part 冷藏室温度传感器 WR-88: 1 x 48.00 = 48.00, tax 13 %, covered, warranty pays 48.00
  = labour/1 labour Work by the hour: 0.75 x 100.00 = 75.00, tax 6 %, covered, warranty pays 75.00
  = visits/1 travel Travel: 1 x 30.00 = 30.00, tax 6 %, covered, warranty pays 30.00
  = visits/2 travel Travel: 1 x 30.00 = 30.00, tax 6 %, covered, warranty pays 30.00
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, covered, warranty pays 50.00
  = CNY total 0.00, due 0.00, settled
12:03  coordinator:zhou  close
  solution: 更换冷藏室温度传感器 WR-88 并校准
  knowledge/+: title=BCD-258W 冷藏室温度偏高; symptom=设定 5℃ 显示 8℃; cause=NTC 温度传感器阻值漂移; solution=更换 WR-88 并校准温控参数; model=BCD-258W
  improvements/+: kind=training; words=BCD-258W 传感器判定与更换培训
  = state settling -> closed
  = unit HL258W2309001234 revision 2
  = clock archive: running, due 2027-03-18 12:03 (years)
2024-03-18 09:30  coordinator:zhou  archive
  archive_no: DA-2024-0315-0001
  receipt_returned_at: 2024-03-18 09:00
  requisition_returned_at: 2024-03-18 09:05
  = state closed -> archived
  = sheet_completed_at: 2024-03-18 09:30
  = archived_at: 2024-03-18 09:30
  = archive_until: 2027-03-19
? sheet service_sheet
  = Standard service sheet
  = [Service]
  = Service type: Repair
  = Intake channel: Phone hotline
  = Registered at: 2024-03-15 09:05
  = Priority level: P2 high
  = Assignee: wang
  = [Customer]
  = Customer name: 张**
  = Contact person: 张**
  = Phone: 138****5678
  = Organisation:
  = Address: 浙江省杭州市西湖区****
  = Customer tier: Ordinary customer
  = Preferred channel: Phone
  = Service contract number:
  = [Product]
  = Product: 双门冰箱
  = Brand: 海岚
  = Model: BCD-258W
  = Serial number: HL258W2309001234
  = Purchased on: 2023-10-02
  = Warranty until: 2024-10-02
  = Proof of purchase: Invoice
  = Number of the proof of purchase: 24332000000012345678
  = Warranty state: In warranty
  = [Problem]
  = Fault description: 冷藏室设定 5℃，实际显示 8℃，放了一天的牛奶和剩菜都变质了。
  = What the customer already tried: 断电重启过一次，温控旋钮也调过，温度还是降不下来。
  = First guess: Hardware
  = [Handling]
  = Dispatched at: 2024-03-15 09:52
  = Accepted at: 2024-03-15 10:02
  = Arrived at: 2024-03-17 09:32
  = Resolved at: 2024-03-17 11:28
  = Handling: 已更换温度探头并校准，冷藏室温度恢复正常。
  = Solution: 更换冷藏室温度传感器 WR-88 并校准
  = [Parts]
  = | Part | Part model | Planned | Used | New serial no. | Old serial no. | Old part | Warranty until |
  = | 冷藏室温度传感器 | WR-88 | 1 | 1 | WR88-2402-7781 | WR88-2308-1190 | Kept for the maker | 2025-03-17 |
  = [Acceptance and rating]
  = What the customer tested and observed: 开机观察 30 分钟，显示 5℃，制冷正常
  = Acceptance: Accepted
  = Customer's rating: Satisfied
  = Customer's words: 师傅很专业，讲得清楚，两次都准时，谢谢！
  = [Archive]
  = Archive number: DA-2024-0315-0001
  = Archived at: 2024-03-18 09:30
  = Keep until: 2027-03-19
  = [sign]
  = sign Customer: 张** 2024-03-17 11:28
  = sign Engineer: wang
  = sign After-sales supervisor:
  = Please keep this sheet. Its number tells you how far your case has come.
? unit HL258W2309001234
  = kind: unit
  = tenant: hailan
  = key: HL258W2309001234
  = revision: 2
  = serial: HL258W2309001234
  = model: BCD-258W
  = customer: C-10027
  = dates: sale=2023-10-02
  = terms/1/id: part_1
  = terms/1/kind: part
  = terms/1/payer: warranty
  = terms/1/start: 2024-03-17
  = terms/1/days: 365
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/classes: sensor
  = terms/1/causes: defect; wear; transport; software
  = terms/1/serial: WR88-2402-7781
  = terms/1/ticket: SR-202403150001
  = terms/2/id: guarantee_2
  = terms/2/kind: repair_guarantee
  = terms/2/payer: shop
  = terms/2/start: 2024-03-17
  = terms/2/days: 30
  = terms/2/kinds: part; labour; travel; diagnosis
  = terms/2/classes: sensor
  = terms/2/causes: defect; wear; transport; software
  = terms/2/ticket: SR-202403150001
  = repairs/1: on=2024-03-17; fault=hardware; covered=true; result=repaired; ticket=SR-202403150001
  = claims/maker: visits=1; paid=23300
? facts
  = now: 2024-03-18 09:30
  = key: SR-202403150001
  = number: SR-202403150001
  = revision: 33
  = state: archived
  = stage: closed
  = opened: 2024-03-15 09:05:12
  = since: 2024-03-18 09:30
  = resolved: 2024-03-17 11:28
  = closed: 2024-03-17 12:03
  = service_type: repair
  = channel: hotline
  = level: p2
  = service_way: on_site
  = category: refrigerator
  = model: BCD-258W
  = serial: HL258W2309001234
  = warranty_state: in_warranty
  = fault_class: hardware
  = cause: defect
  = failed_part: 冷藏室温度传感器
  = outcome: repaired
  = assignee: wang
  = repaired_by: wang
  = rating: satisfied
  = first_time_fix: false
  = rework: 0
  = reopened: 0
  = visits: 2
  = failed_contacts: 0
  = labour_minutes: 38
  = repeats: false
  = durations/first_response: elapsed_ms=1 h 4 min 48.000 s; working_ms=1 h 4 min 48.000 s
  = durations/acceptance: elapsed_ms=0 h 10 min; working_ms=0 h 10 min
  = durations/arrival: elapsed_ms=4 h 52 min 48.000 s; working_ms=4 h 52 min 48.000 s
  = durations/repair: elapsed_ms=0 h 38 min; working_ms=0 h 0 min
  = durations/resolution: elapsed_ms=50 h 22 min 48.000 s; working_ms=8 h 54 min 48.000 s
  = clocks/1: clock=first_response; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2024-03-16 09:05:12; target_ms=24 h 0 min; used_ms=1 h 4 min 48.000 s
  = clocks/2: clock=acceptance; kind=deadline; cycles=2; met=1; missed=1; late=0; open=0; cancelled=0; status=met; due=2024-03-15 10:22; target_ms=0 h 30 min; used_ms=0 h 10 min
  = clocks/3: clock=arrival; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2024-03-15 15:00; target_ms=4 h 48 min; used_ms=3 h 46 min
  = clocks/4: clock=next_visit; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2024-03-17 10:30; target_ms=17 h 58 min; used_ms=17 h 0 min
  = clocks/5: clock=departure; kind=countdown; cycles=2; met=0; missed=0; late=0; open=0; cancelled=0; status=over; due=2024-03-17 08:55; target_ms=16 h 23 min; used_ms=16 h 23 min
  = clocks/6: clock=call_ahead; kind=countdown; cycles=2; met=0; missed=0; late=0; open=0; cancelled=0; status=over; due=2024-03-17 09:20; target_ms=16 h 48 min; used_ms=16 h 48 min
  = clocks/7: clock=work_time; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=0 h 40 min; used_ms=0 h 38 min
  = clocks/8: clock=resolution; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=26 h 54 min 48.000 s; used_ms=8 h 50 min 48.000 s
  = clocks/9: clock=archive; kind=not_before; cycles=1; met=0; missed=0; late=0; open=1; cancelled=0; status=running; due=2027-03-18 12:03; target_ms=26304 h 0 min; used_ms=21 h 27 min
  = currency: CNY
  = costs/1: payer=warranty; charges=23300; labour=0; parts=0
  = fee_total: 0
  = fee_paid: 0

* The case is kept for three years; before that nobody empties it.

2025-03-18 09:00  supervisor:wu  try anonymise
  = refused CONDITION
  = - CONDITION_NOT_MET kept: This is refused, because it does not hold that the case has been kept for at least 3 years.
2027-03-19 09:00  supervisor:wu  anonymise
  = 2027-03-18 12:03 clock archive fired
  = clock archive: over 2027-03-18 12:03, due 2027-03-18 12:03 (years)
  = notice to coordinator: may_be_erased
  = anonymised
? clocks
  = first_response: First response: met 2024-03-15 10:10 (company time), with 22 h 55 min to spare. Started 2024-03-15 09:05; target “repair”: 1 day.
  = acceptance: Acceptance of a dispatch: met 2024-03-15 10:02 (company time), with 20 min of working time to spare. Started 2024-03-15 09:52 (cycle 2); target “as a rule”: 30 min of working time.
  = arrival: Arrival on site: met 2024-03-15 13:58 (company time), with 1 h 2 min to spare. Started 2024-03-15 10:12; target “as agreed with the customer”.
  = next_visit: Arrival at a further visit: met 2024-03-17 09:32 (company time), with 58 min to spare. Started 2024-03-16 16:32; target “as agreed with the customer”.
  = departure: Departure for the customer: came 2024-03-17 08:55 (company time). Started 2024-03-16 16:32 (cycle 2).
  = call_ahead: Call before the visit: came 2024-03-17 09:20 (company time). Started 2024-03-16 16:32 (cycle 2).
  = work_time: Time told for the repair: met 2024-03-17 10:45 (company time), with 2 min to spare. Started 2024-03-17 09:37; target “as planned, in minutes”: 40 min. Used 38 min, paused 30 min (self-test and inspection). So far: Warning “Running out” (to Repaired by) at 2024-03-17 10:09.
  = resolution: Resolution: met 2024-03-17 11:28 (company time), with 18 h 4 min of working time to spare. Started 2024-03-15 09:05; target “P2”: 26 h 54 min of working time. Used 8 h 50 min of working time, paused 47 min (waiting for the customer), outside of hours 1 day 16 h 45 min.
  = archive: Kept until: its time came 2027-03-18 12:03 (company time). Started 2024-03-17 12:03; target “3 years”: 1096 days.
? view customer_name archive_no
  = customer_name: (nothing)
  = archive_no: DA-2024-0315-0001

* The other desks of the procedure, in short. An installation is agreed as a time window, and the customer is reminded the
* day before.

2027-03-22 09:30  customer_service:li  register @washer
  service_type: installation
  channel: chat
  customer_name: 李敏
  customer_phone: 13900001111
  customer_address: 上海市浦东新区世纪大道 100 号
  tier: ordinary
  preferred_channel: sms
  product: 滚筒洗衣机
  = number SR-202703220001
  = state registered
  = registered_at: 2027-03-22 09:30
  = registered_by: li
  = level: p3
  = judged_at: 2027-03-22 09:30
  = judged_by: system
  = judged p3: The level is “P3 medium”, because nothing says otherwise.
  = clock first_response: running, due 2027-03-23 09:30 (other)
  = clock resolution: running, due 2027-03-26 18:00 (p3)
  = notice to customer by sms: registered
09:40  supervisor:wu  dispatch
  service_way: on_site
  department: installation
  assignee: gao
  = state registered -> dispatched
  = dispatched_at: 2027-03-22 09:40
  = dispatched_by: wu
  = clock acceptance: running, due 2027-03-22 10:10 (plain)
  = notice to assignee gao: accept_now
09:50  installer:gao  accept
  = state dispatched -> accepted
  = accepted_at: 2027-03-22 09:50
  = clock acceptance: met 2027-03-22 09:50, due 2027-03-22 10:10 (plain)
10:00  installer:gao  agree_visit
  visit_from: 2027-03-25 09:00
  visit_until: 2027-03-25 12:00
  visit_consent: true
  visits/+: purpose=installation; window_from=2027-03-25 09:00; window_until=2027-03-25 12:00; engineer=gao
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=约定 25 日上午
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock first_response: met 2027-03-22 10:00, due 2027-03-23 09:30 (other)
  = clock arrival: running, due 2027-03-25 12:00 (agreed)
  = clock call_ahead: running, due 2027-03-25 08:50
  = clock visit_reminder: running, due 2027-03-24 09:00
  = notice to customer by sms: visit_agreed
2027-03-24 12:00
  = @washer 2027-03-24 09:00 clock visit_reminder fired
  = @washer clock visit_reminder: over 2027-03-24 09:00, due 2027-03-24 09:00
  = @washer notice to customer by sms: visit_reminder

* A consultation belongs to technical support and is answered within two hours, here with a video, and confirmed online.

2027-03-24 14:00  customer_service:li  register @question
  service_type: consultation
  channel: official_account
  customer_name: 陈晨
  customer_phone: 13700002222
  tier: ordinary
  preferred_channel: official_account
  fault_description: 新冰箱第一次通电前要静置多久？
  = number SR-202703240001
  = state registered
  = registered_at: 2027-03-24 14:00
  = registered_by: li
  = level: p3
  = judged_at: 2027-03-24 14:00
  = judged_by: system
  = judged p3 by consultation: The level is “P3 medium”, because “Consultation or training” holds.
  = clock consultation_answer: running, due 2027-03-24 16:00 (answer)
  = clock resolution: running, due 2027-03-30 18:00 (p3)
  = notice to customer by official_account: registered
14:05  supervisor:wu  dispatch
  service_way: remote
  department: technical_support
  assignee: ma
  = state registered -> dispatched
  = dispatched_at: 2027-03-24 14:05
  = dispatched_by: wu
  = clock acceptance: running, due 2027-03-24 14:35 (plain)
  = notice to assignee ma: accept_now
14:10  technical_support:ma  accept
  = state dispatched -> accepted
  = accepted_at: 2027-03-24 14:10
  = clock acceptance: met 2027-03-24 14:10, due 2027-03-24 14:35 (plain)
14:20  technical_support:ma  answer
  answer: 静置 2 小时后通电，空载运行 3 小时再放食物。
  answer_kind: video
  answer_uri: https://example.com/v/first-start
  = state accepted -> answered
  = answered_at: 2027-03-24 14:20
  = clock consultation_answer: met 2027-03-24 14:20, due 2027-03-24 16:00 (answer)
  = clock resolution: paused (p3)
  = notice to customer by official_account: answered
14:40  technical_support:ma  try confirm_remote
  followups/+: channel=official_account; reached=true; fault_solved=true
  outcome: answered
  solution: 发送首次使用视频
  = refused INCOMPLETE
  = - FIELD_MISSING rating: “Customer's rating” is missing.
  = - EVIDENCE_MISSING online_confirmation: “screenshot or recording of the customer's confirmation” is missing: 1 needed, 0 attached.
14:42  technical_support:ma  confirm_remote
  followups/+: channel=official_account; reached=true; fault_solved=true
  outcome: answered
  solution: 发送首次使用视频
  rating: satisfied
  rating_words: 很清楚
  proof: screenshot online_confirmation
  = state answered -> settling
  = acceptance: accepted
  = resolved_at: 2027-03-24 14:42
  = clock resolution: met 2027-03-24 14:42 (p3)
  = notice to customer by official_account: solved
14:50  customer_service:li  close
  fee_state: free
  = state settling -> closed
  = unit missing
  = clock archive: running, due 2030-03-24 14:50 (years)
? clocks consultation_answer
  = consultation_answer: Answer to a consultation: met 2027-03-24 14:20 (company time), with 1 h 40 min of working time to spare. Started 2027-03-24 14:00; target “answer”: 2 h of working time. Holidays that are not known yet may move the due time.

* A return that does not meet the return policy is not approved, whoever wishes it.

2027-03-24 15:00  customer_service:li  register @kettle
  service_type: return_exchange
  channel: counter
  customer_name: 赵琳
  customer_phone: 13600003333
  tier: ordinary
  preferred_channel: phone
  proof: order
  proof_no: DD2027-1188
  product: 电热水壶
  model: SH-17
  purchased_on: 2027-02-01
  warranty_state: in_warranty
  fault_description: 壶盖有划痕
  return_wanted: return
  return_reason: 不喜欢颜色
  = number SR-202703240002
  = state registered
  = registered_at: 2027-03-24 15:00
  = registered_by: li
  = level: p3
  = judged_at: 2027-03-24 15:00
  = judged_by: system
  = judged p3: The level is “P3 medium”, because nothing says otherwise.
  = clock first_response: running, due 2027-03-25 15:00 (other)
  = clock resolution: running, due 2027-03-30 18:00 (p3)
  = notice to customer by phone: registered
15:05  supervisor:wu  dispatch
  service_way: carry_in
  return_eligible: false
  department: returns
  assignee: gu
  = state registered -> dispatched
  = dispatched_at: 2027-03-24 15:05
  = dispatched_by: wu
  = clock acceptance: running, due 2027-03-24 15:35 (plain)
  = notice to assignee gu: accept_now
15:10  auditor:gu  accept
  = state dispatched -> accepted
  = accepted_at: 2027-03-24 15:10
  = clock acceptance: met 2027-03-24 15:10, due 2027-03-24 15:35 (plain)
15:15  auditor:gu  try approve_return
  return_eligible: false
  refund: 199.00
  answer: 同意
  = refused CONDITION
  = - CONDITION_NOT_MET eligible: This is refused, because it does not hold that the product meets the return policy.
? rights
  = Other goods of consumers: Consumer law
  = - REGIME_NOT_HELD: “Mobile phones of consumers” does not apply; it fails at “Product category”.
  = - REGIME_NOT_HELD: “Computers of consumers” does not apply; it fails at “Product category”.
  = - REGIME_NOT_HELD: “Household appliances of consumers” does not apply; it fails at “Product category”.
15:20  auditor:gu  reject_return
  answer: 超过七日且已使用，不符合退货政策
  = state accepted -> unrepaired
  = return_decision: rejected
  = outcome: returned_unrepaired
  = clock first_response: met 2027-03-24 15:20, due 2027-03-25 15:00 (other)
  = notice to customer by phone: return_rejected
? board
  = @fridge SR-202403150001 archived, level p2, with wang
  = @washer SR-202703220001 visit_agreed, level p3, with gao, next 2027-03-25 08:50
  = @question SR-202703240001 closed, level p3, with ma, next 2030-03-24 14:50
  = @kettle SR-202703240002 unrepaired, level p3, with gu, next 2027-03-30 10:12
