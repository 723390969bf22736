# Two callers of one morning, told to the preset standard@1.
#
# The fridge is in the maker's warranty and waits too long for its engineer; the blender is not, and its owner pays.
title: The fridge that waited, and the blender that costs
title zh: 等久了的冰箱与自费的料理机
policy: standard@1
language: en
unit: {"kind":"unit","key":"SN20230412007","serial":"SN20230412007","model":"BCD-268W","dates":{"sale":"2023-05-06"}}

* A customer calls: the fridge is set to 5 degrees and shows 8, food spoils within a day.
2024-03-15 09:00  customer_service:li  register  @fridge
  service_type: repair
  channel: hotline
  customer_name: 张小明
  customer_phone: 13812345678
  customer_address: 上海市浦东新区示例路100号5单元201室
  tier: ordinary
  preferred_channel: phone
  proof: invoice
  proof_no: FP20230506-88
  brand: 示例
  product: 冰箱
  model: BCD-268W
  serial: SN20230412007
  purchased_on: 2023-05-06
  warranty_state: in_warranty
  fault_description: 冰箱设定 5℃，显示 8℃，食物放一天就坏。
  fault_since: 2024-03-13
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  tried: 断电重启过，没有用。
  first_guess: hardware
  likely_causes: 制冷剂泄漏，或温度传感器故障。
  = number SR-202403150001
  = state registered
  = registered_at: 2024-03-15 09:00
  = registered_by: li
  = level: p2
  = judged_at: 2024-03-15 09:00
  = judged_by: system
  = judged p2 by main_function: The level is “P2 high”, because “Main function impaired, urgency not said” holds.
  = clock first_response: running, due 2024-03-15 13:00 (p2)
  = clock progress_update: running, due 2024-03-15 21:00 (urgent)
  = clock resolution: running, due 2024-03-19 18:00 (p2)
  = notice to customer by phone: registered

? level
  = level p2
  = - LEVEL_BY_RULE: The level is “P2 high”, because “Main function impaired, urgency not said” holds.
? actions for cs_supervisor:wang senior
  = open: (none)
  = judge lacks FIELD_MISSING level_reason, FIELD_MISSING service_way, FIELD_MISSING leader
  = rejudge lacks FIELD_MISSING reason, CONDITION_NOT_MET urgent_is_led
  = contact_customer lacks FIELD_MISSING contacts
  = settle_warranty lacks FIELD_MISSING reason
  = settle_coverage lacks FIELD_MISSING reason
  = cancel lacks FIELD_MISSING reason
  = ask_question lacks FIELD_MISSING questions, CONDITION_NOT_MET answer_or_promise
  = answer_question lacks FIELD_MISSING questions
  = add_note lacks FIELD_MISSING notes
  = correct_data lacks FIELD_MISSING reason
  = link_ticket lacks FIELD_MISSING links
  = disclose lacks FIELD_MISSING reason
  = for others: inform, record_finding

09:10  cs_supervisor:wang senior  judge
  level: p3
  level_reason: 单户冰箱制冷不足，无安全隐患。
  service_way: on_site
  = state registered -> judged
  = judged_at: 2024-03-15 09:10
  = judged_by: wang
  = clock first_response: running, due 2024-03-15 17:00 (p3)
  = clock progress_update: running, due 2024-03-16 09:00 (plain)
  = clock resolution: running, due 2024-03-21 18:00 (p3)
  = clock arrival: running, due 2024-03-15 12:00 (plain)
09:20  coordinator:zhao junior  dispatch
  department: field_service
  assignee: chen
  = state judged -> dispatched
  = dispatched_at: 2024-03-15 09:20
  = dispatched_by: zhao
  = clock acceptance: running, due 2024-03-15 09:50 (plain)
  = notice to assignee chen: accept_now
? clocks arrival
  = arrival: Arrival on site: due 2024-03-15 12:00 (company time), 2 h 40 min of working time left. Started 2024-03-15 09:00; target “as a rule”: 3 h of working time. To come: Warning “Running out” (to Coordinator) at 2024-03-15 11:00; Escalation “To the supervisor” (to Customer-service supervisor) at 2024-03-15 12:00.

* A second caller, with a blender out of warranty, in between.
10:15  customer_service:li  register  @blender
  service_type: repair
  channel: hotline
  customer_name: 王芳
  customer_phone: 13900001111
  customer_address: 上海市徐汇区示例路8号
  tier: ordinary
  preferred_channel: phone
  proof: none
  brand: 示例
  product: 料理机
  model: BL-5
  serial: BL5-0042
  purchased_on: 2020-11-11
  warranty_state: out_of_warranty
  fault_description: 料理机不转，有轻微异响。
  fault_since: 2024-03-14
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  tried: 换过插座。
  first_guess: hardware
  likely_causes: 电机碳刷磨损。
  = number SR-202403150002
  = state registered
  = registered_at: 2024-03-15 10:15
  = registered_by: li
  = level: p2
  = judged_at: 2024-03-15 10:15
  = judged_by: system
  = judged p2 by main_function: The level is “P2 high”, because “Main function impaired, urgency not said” holds.
  = clock first_response: running, due 2024-03-15 14:15 (p2)
  = clock progress_update: running, due 2024-03-15 22:15 (urgent)
  = clock resolution: running, due 2024-03-19 18:00 (p2)
  = notice to customer by phone: registered
  = @fridge 2024-03-15 09:50 clock acceptance breached
  = @fridge 2024-03-15 09:50 clock acceptance escalated cs_supervisor
  = @fridge notice to cs_supervisor: accept_overdue
  = @fridge notice to coordinator: accept_overdue
? board
  = @fridge SR-202403150001 dispatched, level p3, with chen, next 2024-03-15 11:00
  = @blender SR-202403150002 registered, level p2, next 2024-03-15 13:15

* Nobody takes the fridge in its half hour, nor is anybody there in the three hours after the call.
14:30
  = @fridge 2024-03-15 11:00 clock arrival warned near
  = @fridge notice to coordinator: arrival_near
  = @fridge 2024-03-15 12:00 clock arrival breached
  = @fridge 2024-03-15 12:00 clock arrival escalated cs_supervisor
  = @fridge notice to cs_supervisor: arrival_overdue
  = @blender 2024-03-15 13:15 clock first_response warned near
  = @blender notice to coordinator: response_near
  = @blender 2024-03-15 14:15 clock first_response breached
  = @blender 2024-03-15 14:15 clock first_response escalated cs_supervisor
  = @blender notice to cs_supervisor: response_overdue

14:35  engineer:chen intermediate  accept  @fridge
  = state dispatched -> accepted
  = accepted_at: 2024-03-15 14:35
  = clock acceptance: missed 2024-03-15 14:35, due 2024-03-15 09:50 (plain)
14:40  engineer:chen intermediate  agree_visit
  visit_from: 2024-03-15 15:30
  visit_until: 2024-03-15 16:30
  visit_consent: true
  visits/+: purpose=diagnosis; window_from=2024-03-15 15:30; window_until=2024-03-15 16:30; engineer=chen
  contacts/+: channel=phone; purpose=before_visit; reached=true
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock first_response: met 2024-03-15 14:40, due 2024-03-15 17:00 (p3)
  = clock progress_update: running, due 2024-03-16 14:40 (plain)
  = clock arrival: running, due 2024-03-15 16:30 (agreed)
  = clock departure: running, due 2024-03-15 15:30
  = clock call_ahead: running, due 2024-03-15 15:20
  = notice to customer by phone: visit_agreed
  = 2024-03-15 14:40 clock arrival revised
  = - undone: breached 2024-03-15 12:00
  = - undone: warned 1
  = - undone: climbed 1
15:00  engineer:chen intermediate  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-03-15 15:00
  = visits/1: left_at=2024-03-15 15:00
  = clock departure: met 2024-03-15 15:00, due 2024-03-15 15:30
15:40  engineer:chen intermediate  arrive
  check: introduced, listened
  = 2024-03-15 15:20 clock call_ahead fired
  = clock call_ahead: over 2024-03-15 15:20, due 2024-03-15 15:20
  = 2024-03-15 15:30 clock arrival warned near
  = notice to coordinator: arrival_near
  = state under_way -> on_site
  = arrived_at: 2024-03-15 15:40
  = visits/1: arrived_at=2024-03-15 15:40
  = clock progress_update: running, due 2024-03-16 15:40 (plain)
  = clock arrival: met 2024-03-15 15:40, due 2024-03-15 16:30 (agreed)
  = notice to customer by phone: arrived
  = @blender 2024-03-15 15:15 clock first_response escalated supervisor
  = @blender notice to supervisor: response_overdue
15:55  engineer:chen intermediate  diagnose
  diagnosis_way: on_site
  diagnosis: 冷藏室温度传感器阻值漂移，制冷系统压力正常。
  fault_class: hardware
  cause: defect
  failed_part: 温度传感器
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 更换冷藏室温度传感器。
  planned_minutes: 30
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-03-15 15:55
  = diagnosed_by: chen
  = clock progress_update: running, due 2024-03-16 15:55 (plain)
  = notice to customer by phone: diagnosed
16:05  engineer:chen intermediate  quote
  repair_way: on_site
  plan: 更换温度传感器并校准。
  plan_for_customer: 冰箱里测温度的零件坏了，换一个就好，保修期内免费。
  billing: free
  parts/+: name=温度传感器; model=WR-88; planned=1; basis=plan
  check: told_plainly
  = state diagnosed -> quoted
  = warranty_until: 2024-05-06
  = estimate_total: 0.00 CNY
  = estimate_valid_until: 2024-04-14
  = estimate_told_at: 2024-03-15 16:05
  = charges/1: kind=part; item=温度传感器 WR-88; card_code=WR-88; part=1; quantity=1; unit_price=48.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=温度传感器 WR-88; card_code=WR-88; part=1; quantity=1; unit_price=48.00 CNY; tax_rate=13; tax=5.52 CNY; amount=48.00 CNY; payer=warranty; estimate=1; line=parts/1
  = charges/3: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=labour
  = charges/4: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=1; line=labour
  = charges/5: kind=travel; item=Travel; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=visits/1
  = charges/6: kind=travel; item=Travel; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=warranty; estimate=1; line=visits/1
  = charges/7: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = charges/8: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=0.00 CNY; tax=0.00 CNY; valid_until=2024-04-14; promised_minutes=30; plan=更换温度传感器并校准。; digest=1ea2746c6ef3dd4d5d2bf81a068ebb798d4c380bd2fb14815c53d7240c5cfc7c; card=example
  = clock progress_update: paused (plain)
  = clock resolution: paused (p3)
  = notice to customer by phone: quote_ready
? quote
  = parts/1 part 温度传感器 WR-88: 1 x 48.00 = 48.00, tax 13 %, covered, warranty pays 48.00
  = labour labour Work by the hour: 0.5 x 100.00 = 50.00, tax 6 %, covered, warranty pays 50.00
  = visits/1 travel Travel: 1 x 30.00 = 30.00, tax 6 %, covered, warranty pays 30.00
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, covered, warranty pays 50.00
  = CNY total 0.00, due 0.00, settled
  = - DISTANCE_UNKNOWN: The answer is provisional, because it is not known how far the way was.
? coverage
  = parts/1 温度传感器 WR-88: covered, warranty pays 48.00
  = - maker COVERED: “Warranty” pays all of it.
  = labour Work by the hour: covered, warranty pays 50.00
  = - maker COVERED: “Warranty” pays all of it.
  = visits/1 Travel: covered, warranty pays 30.00
  = - maker COVERED: “Warranty” pays all of it.
  = diagnosis Diagnosis: covered, warranty pays 50.00
  = - maker COVERED: “Warranty” pays all of it.
  = - DISTANCE_UNKNOWN: The answer is provisional, because it is not known how far the way was.

* Work before the customer has said yes, and without a tick: refused, for all of it at once.
16:06  engineer:chen intermediate  try start_repair
  check: case_protected
  = refused INCOMPLETE
  = - CHECKLIST_OPEN instructions_tools: “standard instructions and proper tools at hand” has not been ticked on the checklist of “Begin the repair”.
  = - CONDITION_NOT_MET authorised: This is refused, because it does not hold that the customer has authorised the plan.
  = - CONDITION_NOT_MET parts_issued: This is refused, because it does not hold that the parts of the plan have been issued.
16:06  inspector:qian senior  start_repair
  = refused WRONG_ROLE
  = - ROLE_MISSING: “Begin the repair” is done by: Engineer, Regional engineer, Technical support.
16:10  engineer:chen intermediate  authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=张小明; estimate=last; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-03-15 16:10
  = authorisations/1: total=0.00 CNY
  = clock progress_update: running, due 2024-03-16 16:10 (plain)
  = clock resolution: running, due 2024-03-22 09:05 (p3)
? view estimate_total authorisations
  = estimate_total: 0.00 CNY
  = authorisations/1/scope: plan
  = authorisations/1/decision: authorised
  = authorisations/1/kind: signature
  = authorisations/1/person: 张小明
  = authorisations/1/at: 2024-03-15 16:10
  = authorisations/1/estimate: 1
  = authorisations/1/total: 0.00 CNY
  = authorisations/1/digest: 1ea2746c6ef3dd4d5d2bf81a068ebb798d4c380bd2fb14815c53d7240c5cfc7c

* The blender waits for its judgement over the weekend.
2024-03-18 09:00  cs_supervisor:wang senior  judge  @blender
  level: p4
  level_reason: 小家电，不影响生活。
  service_way: mail_in
  = 2024-03-15 21:15 clock progress_update warned near
  = 2024-03-15 22:15 clock progress_update missed
  = clock progress_update: running, due 2024-03-16 10:15 (urgent)
  = 2024-03-16 09:15 clock progress_update warned near
  = 2024-03-16 10:15 clock progress_update missed
  = clock progress_update: running, due 2024-03-16 22:15 (urgent)
  = 2024-03-16 21:15 clock progress_update warned near
  = 2024-03-16 22:15 clock progress_update missed
  = clock progress_update: running, due 2024-03-17 10:15 (urgent)
  = 2024-03-17 09:15 clock progress_update warned near
  = 2024-03-17 10:15 clock progress_update missed
  = clock progress_update: running, due 2024-03-17 22:15 (urgent)
  = 2024-03-17 21:15 clock progress_update warned near
  = 2024-03-17 22:15 clock progress_update missed
  = clock progress_update: running, due 2024-03-18 10:15 (urgent)
  = notice to coordinator: progress_overdue
  = notice to cs_supervisor: progress_overdue
  = state registered -> judged
  = judged_at: 2024-03-18 09:00
  = judged_by: wang
  = clock first_response: running, due 2024-03-19 16:15 (p4)
  = clock progress_update: running, due 2024-03-18 22:15 (plain)
  = clock resolution: running, due 2024-03-28 18:00 (p4)
  = 2024-03-18 09:00 clock first_response revised
  = - undone: breached 2024-03-15 14:15
  = - undone: warned 1
  = - undone: climbed 3
  = @fridge 2024-03-16 15:10 clock progress_update warned near
  = @fridge 2024-03-16 16:10 clock progress_update missed
  = @fridge clock progress_update: running, due 2024-03-17 16:10 (plain)
  = @fridge 2024-03-17 15:10 clock progress_update warned near
  = @fridge 2024-03-17 16:10 clock progress_update missed
  = @fridge clock progress_update: running, due 2024-03-18 16:10 (plain)
  = @fridge notice to coordinator: progress_overdue
  = @fridge notice to cs_supervisor: progress_overdue
? clocks first_response
  = first_response: First response: due 2024-03-19 16:15 (company time), 16 h 15 min of working time left. Started 2024-03-15 10:15; target “P4”: 24 h of working time. Used 7 h 45 min of working time, outside of hours 2 days 15 h. To come: Warning “Running out” (to Coordinator) at 2024-03-19 10:15; Escalation “To the supervisor” (to Customer-service supervisor) at 2024-03-19 16:15; Escalation “To the after-sales supervisor” (to After-sales supervisor) at 2024-03-19 17:15.
? facts
  = now: 2024-03-18 09:00
  = key: SR-202403150002
  = number: SR-202403150002
  = revision: 17
  = state: judged
  = stage: new
  = opened: 2024-03-15 10:15
  = since: 2024-03-18 09:00
  = service_type: repair
  = channel: hotline
  = level: p4
  = service_way: mail_in
  = model: BL-5
  = serial: BL5-0042
  = warranty_state: out_of_warranty
  = rework: 0
  = reopened: 0
  = visits: 0
  = failed_contacts: 0
  = labour_minutes: 0
  = repeats: false
  = durations: (none)
  = clocks/1: clock=first_response; kind=deadline; cycles=1; met=0; missed=0; late=0; open=1; cancelled=0; status=running; due=2024-03-19 16:15; target_ms=24 h 0 min; used_ms=7 h 45 min
  = clocks/2: clock=progress_update; kind=repeat; cycles=1; met=0; missed=5; late=0; open=1; cancelled=0; status=running; due=2024-03-18 22:15; target_ms=24 h 0 min; used_ms=10 h 45 min
  = clocks/3: clock=resolution; kind=deadline; cycles=1; met=0; missed=0; late=0; open=1; cancelled=0; status=running; due=2024-03-28 18:00; target_ms=88 h 45 min; used_ms=7 h 45 min
  = currency: CNY
  = costs: (none)
