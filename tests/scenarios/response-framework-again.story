# Response framework again: a level judged anew, and the fault that comes back.
title: A gripper that drops parts twice, and becomes an improvement
title zh: 机械手两次掉件，立项改进
policy: response-framework@1
tenant: hengtai
unit: {"key": "RP200-2304-0063", "serial": "RP200-2304-0063", "model": "RP-200", "customer": "C-21007", "dates": {"delivery": "2023-04-12"}}

* A minor fault: P3, eight hours for the first response.
2024-06-03 08:30  customer_service:li  register  @first
  service_type: repair
  channel: portal
  customer_id: C-21007
  customer_name: 沈国强
  organisation: 台州立峰塑料有限公司
  contact_name: 沈国强
  customer_phone: 13857600931
  customer_address: 浙江省台州市路桥区金清工业园 7 号
  region: taizhou
  tier: ordinary
  preferred_channel: email
  customer_email: shen@example.com
  proof: contract
  proof_no: HT-2023-0107
  brand: 恒泰
  category: injection_robot
  product: 注塑取件机械手
  model: RP-200
  serial: RP200-2304-0063
  delivered_on: 2023-04-12
  warranty_state: out_of_warranty
  fault_description: 取件手偶尔掉件。
  fault_code: W-207
  fault_since_words: 上周起
  fault_frequency: sometimes
  fault_use: in_use
  impact: minor_function
  tried: 清洁吸盘。
  first_guess: hardware
  = number SR202406030001
  = state registered
  = registered_at: 2024-06-03 08:30
  = registered_by: li
  = level: p3
  = judged_at: 2024-06-03 08:30
  = judged_by: system
  = judged p3: The level is “P3 medium”, because nothing says otherwise.
  = clock first_response: running, due 2024-06-03 16:30 (p3)
  = clock progress_update: running, due 2024-06-04 08:30 (plain)
  = clock resolution: running, due 2024-06-07 18:00 (p3)
  = notice to customer by email: registered
08:40  cs_supervisor:chen  judge
  service_way: on_site
  urgency: days
  level_reason: 偶发，不影响开机
  = state registered -> judged
  = judged_at: 2024-06-03 08:40
  = judged_by: chen
? clocks first_response
  = first_response: First response: due 2024-06-03 16:30 (company time), 7 h 50 min left. Started 2024-06-03 08:30; target “P3”: 8 h. To come: Warning “Running out” (to Coordinator) at 2024-06-03 14:30; Escalation “To the supervisor” (to Customer-service supervisor) at 2024-06-03 16:30; Escalation “To the after-sales supervisor” (to After-sales supervisor) at 2024-06-03 17:30.

* Then the whole shift of moulds is spoilt. Only a supervisor judges anew, with a reason, and somebody has to lead; the clock
* aims at the new time and keeps what has been used.
09:30  coordinator:zhou  try rejudge
  reason: 客户称次品增多
  impact: main_function_impaired
  = refused WRONG_ROLE
  = - ROLE_MISSING: “Judge anew” is done by: Customer-service supervisor, After-sales supervisor.
09:31  cs_supervisor:chen  try rejudge
  reason: 客户称次品增多
  impact: main_function_impaired
  = refused INCOMPLETE
  = - FIELD_MISSING level: “Priority level” is missing.
09:31  cs_supervisor:chen  try rejudge
  reason: 客户称次品增多
  level: p2
  impact: main_function_impaired
  = refused CONDITION
  = - CONDITION_NOT_MET urgent_is_led: This is refused, because it does not hold that a case of P1 or P2 has somebody who leads it.
09:32  cs_supervisor:chen  rejudge
  reason: 客户称次品增多
  level: p2
  impact: main_function_impaired
  leader: lu
  resources: 备用真空发生器一件
  = judged_at: 2024-06-03 09:32
  = clock first_response: running, due 2024-06-03 12:30 (p2)
  = clock progress_update: running, due 2024-06-03 20:30 (urgent)
  = clock resolution: running, due 2024-06-05 18:00 (p2)
? clocks first_response
  = first_response: First response: due 2024-06-03 12:30 (company time), 2 h 58 min left. Started 2024-06-03 08:30; target “P2”: 4 h. To come: Warning “Running out” (to Coordinator) at 2024-06-03 11:30; Escalation “To the supervisor” (to Customer-service supervisor) at 2024-06-03 12:30; Escalation “To the after-sales supervisor” (to After-sales supervisor) at 2024-06-03 13:30.
? clocks resolution
  = resolution: Resolution: due 2024-06-05 18:00 (company time), 26 h 28 min of working time left. Started 2024-06-03 08:30; target “P2”: 27 h of working time. Used 32 min of working time, outside of hours 30 min. To come: Warning “Running out” (to Coordinator) at 2024-06-05 12:36; Escalation “To the supervisor” (to Customer-service supervisor) at 2024-06-05 18:00; Escalation “To the after-sales supervisor” (to After-sales supervisor) at 2024-06-06 18:00.
09:40  coordinator:zhou  dispatch
  department: field_service
  assignee: lu
  coordinator: zhou
  = state judged -> dispatched
  = dispatched_at: 2024-06-03 09:40
  = dispatched_by: zhou
  = grade_needed: senior
  = grade_by: system
  = notice to assignee lu: accept_now
10:00  engineer:lu senior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-03 10:00
10:05  engineer:lu senior  contact_customer
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=约下午上门
  = clock first_response: met 2024-06-03 10:05, due 2024-06-03 12:30 (p2)
  = clock progress_update: running, due 2024-06-03 22:05 (urgent)
10:30  engineer:lu senior  agree_visit
  visit_from: 2024-06-03 14:00
  visit_until: 2024-06-03 14:30
  visit_consent: true
  travel_minutes: 50
  visits/+: purpose=diagnosis; window_from=2024-06-03 14:00; window_until=2024-06-03 14:30; engineer=lu; km=20
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock progress_update: running, due 2024-06-03 22:30 (urgent)
  = clock arrival: running, due 2024-06-03 14:30 (agreed)
  = clock departure: running, due 2024-06-03 13:10
  = clock call_ahead: running, due 2024-06-03 13:50
  = notice to customer by email: visit_agreed
13:05  engineer:lu senior  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-06-03 13:05
  = visits/1: left_at=2024-06-03 13:05
  = clock departure: met 2024-06-03 13:05, due 2024-06-03 13:10
14:03  engineer:lu senior  arrive
  check: introduced, listened
  = 2024-06-03 13:30 clock arrival warned near
  = notice to coordinator: arrival_near
  = 2024-06-03 13:50 clock call_ahead fired
  = clock call_ahead: over 2024-06-03 13:50, due 2024-06-03 13:50
  = state under_way -> on_site
  = arrived_at: 2024-06-03 14:03
  = visits/1: arrived_at=2024-06-03 14:03
  = clock progress_update: running, due 2024-06-04 02:03 (urgent)
  = clock arrival: met 2024-06-03 14:03, due 2024-06-03 14:30 (agreed)
  = notice to customer by email: arrived
14:20  engineer:lu senior  diagnose
  diagnosis_way: on_site
  diagnosis: 真空发生器漏气
  fault_class: hardware
  cause: wear
  failed_part: 真空发生器
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 更换真空发生器
  planned_minutes: 30
  repeat_fault: false
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-06-03 14:20
  = diagnosed_by: lu
  = clock progress_update: running, due 2024-06-04 02:20 (urgent)
  = notice to customer by email: diagnosed
14:25  engineer:lu senior  quote
  repair_way: on_site
  plan: 更换真空发生器 VG-4
  plan_for_customer: 产生吸力的零件漏气，换新即可。
  resources: 随车备件
  billing: paid
  parts/+: name=真空发生器; model=VG-4; class=vacuum; planned=1; basis=plan; unit_price=420.00; warranty_days=180
  check: told_plainly, charge_card_shown
  = state diagnosed -> quoted
  = warranty_until: 2024-04-12
  = estimate_total: 530.00 CNY
  = estimate_valid_until: 2024-07-03
  = estimate_told_at: 2024-06-03 14:25
  = charges/1: kind=part; item=真空发生器 VG-4; part=1; quantity=1; unit_price=420.00 CNY; tax_rate=13; tax=48.32 CNY; amount=420.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=customer; estimate=1; line=labour
  = charges/3: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=1; line=visits/1
  = charges/4: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=530.00 CNY; tax=54.55 CNY; valid_until=2024-07-03; promised_minutes=30; plan=更换真空发生器 VG-4; digest=0ea7cabad38b2ef864a4e9a2b9ba292c202f0c2b63a959479cdb729f05ec11c1; card=example
  = clock progress_update: paused (urgent)
  = clock resolution: paused (p2)
  = notice to customer by email: quote_ready
14:40  engineer:lu senior  authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=沈国强; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-06-03 14:40
  = authorisations/1: estimate=1; total=530.00 CNY
  = clock progress_update: running, due 2024-06-04 02:40 (urgent)
  = clock resolution: running, due 2024-06-06 09:15 (p2)
15:00  engineer:lu senior  request_parts
  parts/1: requested=1; basis=plan; requisition_no=LL-01
  = notice to parts_keeper: parts_requested
15:05  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2024-06-03 15:05; received_by=lu; origin=original; serial=VG4-2312-09; requisition_no=LL-01
  proof: signature requisition_signed
  = done
15:10  engineer:lu senior  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-06-03 15:10
  = repaired_by: lu
  = clock progress_update: running, due 2024-06-04 03:10 (urgent)
  = clock work_time: running, due 2024-06-03 15:40 (minutes)
  = notice to customer by email: repair_begun
15:40  engineer:lu senior  finish_repair
  work_done: 更换真空发生器
  work_for_customer: 真空发生器已换新。
  labour/+: work=更换真空发生器; engineer=lu; minutes=30
  parts/1: used=1; old_serial=VG4-2301-77; old_part=kept
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = 2024-06-03 15:34 clock work_time warned near
  = notice to repaired_by lu: work_near
  = state repairing -> repaired
  = repair_finished_at: 2024-06-03 15:40
  = clock progress_update: running, due 2024-06-04 03:40 (urgent)
  = clock work_time: paused (minutes)
  = notice to customer by email: repaired
15:50  engineer:lu senior  self_test
  self_test_result: pass
  tests/+: kind=self_test; item=连续取件 200 次; standard=掉件 0 次; measured=0 次; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
  = self_tested_by: lu
15:55  engineer:lu senior  deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state to_inspect -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-07-03
  = handed_over_at: 2024-06-03 15:55
  = handed_over_by: lu
  = parts/1: warranty_until=2024-11-30
  = clock progress_update: paused (urgent)
  = clock resolution: paused (p2)
  = clock work_time: met 2024-06-03 15:55 (minutes)
  = clock callback: running, due 2024-06-04 15:55 (day)
16:30  engineer:lu senior  try accept_delivery
  customer_test: 连续取件正常
  acceptance_kind: signature
  signed_by: 沈国强
  rating: satisfied
  outcome: repaired
  proof: signature acceptance
  = refused INCOMPLETE
  = - FIELD_MISSING observed_minutes: “Observed by the customer in minutes” is missing.
16:31  engineer:lu senior  accept_delivery
  customer_test: 连续取件正常
  observed_minutes: 30
  acceptance_kind: signature
  signed_by: 沈国强
  rating: satisfied
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-06-03 16:31
  = resolved_at: 2024-06-03 16:31
  = clock progress_update: met 2024-06-03 16:31 (urgent)
  = clock resolution: met 2024-06-03 16:31 (p2)
  = notice to customer by email: solved
16:40  engineer:lu senior  bill
  billing: paid
  = fee_state: due
  = fee_total: 530.00 CNY
  = fee_paid: 0.00 CNY
  = charges/5: kind=part; item=真空发生器 VG-4; part=1; quantity=1; unit_price=420.00 CNY; tax_rate=13; tax=48.32 CNY; amount=420.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/6: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=customer; estimate=2; line=labour/1
  = charges/7: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=2; line=visits/1
  = charges/8: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=final; total=530.00 CNY; tax=54.55 CNY; promised_minutes=30; plan=更换真空发生器 VG-4; digest=0b4d962024d346ccf2cc2ed2ed256ddddfd4c68eae847dc9a240bb2359852613; card=example
16:45  engineer:lu senior  take_payment
  payments/+: kind=payment; amount=530.00; method=wechat; person=沈国强
  = fee_state: paid
  = fee_paid: 530.00 CNY
2024-06-04 09:00  coordinator:zhou  close
  solution: 更换真空发生器
  knowledge/+: title=RP-200 报 W-207; symptom=偶尔掉件; cause=真空发生器漏气; solution=更换 VG-4; model=RP-200; entry_no=KB-2024-0188
  = state settling -> closed
  = unit RP200-2304-0063 revision 2
  = clock archive: running, due 2027-06-05 09:00 (years)
10:00  coordinator:zhou  call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=false; stable=true; attitude=satisfied; response=satisfied; rating=satisfied
  = satisfied_at: 2024-06-04 10:00
  = clock callback: met 2024-06-04 10:00, due 2024-06-04 15:55 (day)

* Two months later the same code again. The desk sees what was done, the part bears its own warranty, and with it the work and
* the way; what comes twice wants an improvement item before the ticket is closed.
2024-08-05 08:30  customer_service:li  register  @again
  service_type: repair
  channel: portal
  customer_id: C-21007
  customer_name: 沈国强
  organisation: 台州立峰塑料有限公司
  contact_name: 沈国强
  customer_phone: 13857600931
  customer_address: 浙江省台州市路桥区金清工业园 7 号
  region: taizhou
  tier: ordinary
  preferred_channel: email
  customer_email: shen@example.com
  proof: contract
  proof_no: HT-2023-0107
  brand: 恒泰
  category: injection_robot
  product: 注塑取件机械手
  model: RP-200
  serial: RP200-2304-0063
  delivered_on: 2023-04-12
  warranty_state: out_of_warranty
  fault_description: 取件手偶尔掉件。
  fault_code: W-207
  fault_since_words: 今早
  fault_frequency: often
  fault_use: in_use
  impact: main_function_impaired
  tried: 清洁吸盘。
  first_guess: hardware
  urgency: days
  = number SR202408050001
  = state registered
  = registered_at: 2024-08-05 08:30
  = registered_by: li
  = level: p2
  = judged_at: 2024-08-05 08:30
  = judged_by: system
  = judged p2: The level is “P2 high” for “Main function impaired” and “Within days”.
  = clock first_response: running, due 2024-08-05 12:30 (p2)
  = clock progress_update: running, due 2024-08-05 20:30 (urgent)
  = clock resolution: running, due 2024-08-07 18:00 (p2)
  = notice to customer by email: registered
? earlier
  = Tickets of the customer: SR202406030001, Closed
  = Repairs of the unit: SR202406030001, Closed
  = The same fault again: SR202406030001, Closed
  = - SAME_AS_BEFORE: The same fault again: as in SR202406030001, 63 days before.
08:40  cs_supervisor:chen  judge
  level: p2
  level_reason: 同一故障再次发生
  service_way: on_site
  leader: lu
  resources: 备件随车
  = state registered -> judged
  = judged_at: 2024-08-05 08:40
  = judged_by: chen
08:45  coordinator:zhou  dispatch
  department: field_service
  assignee: lu
  coordinator: zhou
  = state judged -> dispatched
  = dispatched_at: 2024-08-05 08:45
  = dispatched_by: zhou
  = grade_needed: senior
  = grade_by: system
  = notice to assignee lu: accept_now
09:00  engineer:lu senior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-08-05 09:00
09:05  engineer:lu senior  contact_customer
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=下午上门
  = clock first_response: met 2024-08-05 09:05, due 2024-08-05 12:30 (p2)
  = clock progress_update: running, due 2024-08-05 21:05 (urgent)
09:30  engineer:lu senior  agree_visit
  visit_from: 2024-08-05 14:00
  visit_until: 2024-08-05 14:30
  visit_consent: true
  travel_minutes: 50
  visits/+: purpose=diagnosis; window_from=2024-08-05 14:00; window_until=2024-08-05 14:30; engineer=lu; km=20
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock progress_update: running, due 2024-08-05 21:30 (urgent)
  = clock arrival: running, due 2024-08-05 14:30 (agreed)
  = clock departure: running, due 2024-08-05 13:10
  = clock call_ahead: running, due 2024-08-05 13:50
  = notice to customer by email: visit_agreed
13:05  engineer:lu senior  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-08-05 13:05
  = visits/1: left_at=2024-08-05 13:05
  = clock departure: met 2024-08-05 13:05, due 2024-08-05 13:10
14:03  engineer:lu senior  arrive
  check: introduced, listened
  = 2024-08-05 13:30 clock arrival warned near
  = notice to coordinator: arrival_near
  = 2024-08-05 13:50 clock call_ahead fired
  = clock call_ahead: over 2024-08-05 13:50, due 2024-08-05 13:50
  = state under_way -> on_site
  = arrived_at: 2024-08-05 14:03
  = visits/1: arrived_at=2024-08-05 14:03
  = clock progress_update: running, due 2024-08-06 02:03 (urgent)
  = clock arrival: met 2024-08-05 14:03, due 2024-08-05 14:30 (agreed)
  = notice to customer by email: arrived
14:20  engineer:lu senior  try diagnose
  diagnosis_way: on_site
  diagnosis: 真空发生器再次漏气，滤芯含油
  fault_class: hardware
  cause: defect
  failed_part: 真空发生器
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 更换真空发生器
  planned_minutes: 30
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = refused INCOMPLETE
  = - FIELD_MISSING repeat_fault: “Same fault as before” is missing.
14:21  engineer:lu senior  diagnose
  diagnosis_way: on_site
  diagnosis: 真空发生器再次漏气，滤芯含油
  fault_class: hardware
  cause: defect
  failed_part: 真空发生器
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 更换真空发生器
  planned_minutes: 30
  repeat_fault: true
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-08-05 14:21
  = diagnosed_by: lu
  = clock progress_update: running, due 2024-08-06 02:21 (urgent)
  = notice to customer by email: diagnosed
? earlier
  = Tickets of the customer: SR202406030001, Closed
  = Repairs of the unit: SR202406030001, Closed
  = The same fault again: SR202406030001, Closed
  = - SAME_AS_BEFORE: The same fault again: as in SR202406030001, 63 days before.
  = The same part failed again: SR202406030001, Closed
  = - SAME_AS_BEFORE: The same part failed again: as in SR202406030001, 63 days before.
14:25  engineer:lu senior  quote
  repair_way: on_site
  plan: 更换真空发生器 VG-4
  plan_for_customer: 零件在其质保期内，免费更换。
  resources: 随车备件
  billing: free
  parts/+: name=真空发生器; model=VG-4; class=vacuum; planned=1; basis=plan; unit_price=420.00; warranty_days=180
  check: told_plainly
  = state diagnosed -> quoted
  = warranty_until: 2024-04-12
  = estimate_total: 0.00 CNY
  = estimate_valid_until: 2024-09-04
  = estimate_told_at: 2024-08-05 14:25
  = charges/1: kind=part; item=真空发生器 VG-4; part=1; quantity=1; unit_price=420.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=真空发生器 VG-4; part=1; quantity=1; unit_price=420.00 CNY; tax_rate=13; tax=48.32 CNY; amount=420.00 CNY; payer=warranty; estimate=1; line=parts/1
  = charges/3: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=labour
  = charges/4: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=1; line=labour
  = charges/5: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=visits/1
  = charges/6: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=warranty; estimate=1; line=visits/1
  = charges/7: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = charges/8: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=0.00 CNY; tax=0.00 CNY; valid_until=2024-09-04; promised_minutes=30; plan=更换真空发生器 VG-4; digest=e0e053ebb9f260bcbb4920fda6bcb01ec92620faaac10132697e041084a33464; card=example
  = clock progress_update: paused (urgent)
  = clock resolution: paused (p2)
  = notice to customer by email: quote_ready
? coverage
  = parts/1 真空发生器 VG-4: covered, warranty pays 420.00
  = - guarantee_2 EXPIRED: The term ended on 2024-07-03.
  = - maker EXPIRED: The term ended on 2024-04-12.
  = - part_1 COVERED: “Warranty” pays all of it.
  = labour Work by the hour: covered, warranty pays 50.00
  = - guarantee_2 EXPIRED: The term ended on 2024-07-03.
  = - maker EXPIRED: The term ended on 2024-04-12.
  = - part_1 COVERED: “Warranty” pays all of it.
  = visits/1 Travel: covered, warranty pays 60.00
  = - guarantee_2 EXPIRED: The term ended on 2024-07-03.
  = - maker EXPIRED: The term ended on 2024-04-12.
  = - part_1 COVERED: “Warranty” pays all of it.
  = diagnosis Diagnosis: covered, warranty pays 50.00
  = - guarantee_2 EXPIRED: The term ended on 2024-07-03.
  = - maker EXPIRED: The term ended on 2024-04-12.
  = - part_1 COVERED: “Warranty” pays all of it.
14:30  engineer:lu senior  authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=沈国强; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-08-05 14:30
  = authorisations/1: estimate=1; total=0.00 CNY
  = clock progress_update: running, due 2024-08-06 02:30 (urgent)
  = clock resolution: running, due 2024-08-08 09:05 (p2)
15:00  engineer:lu senior  request_parts
  parts/1: requested=1; basis=plan; requisition_no=LL-01
  = notice to parts_keeper: parts_requested
15:05  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2024-08-05 15:05; received_by=lu; origin=original; serial=VG4-2405-31; requisition_no=LL-01
  proof: signature requisition_signed
  = done
15:10  engineer:lu senior  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-08-05 15:10
  = repaired_by: lu
  = clock progress_update: running, due 2024-08-06 03:10 (urgent)
  = clock work_time: running, due 2024-08-05 15:40 (minutes)
  = notice to customer by email: repair_begun
15:40  engineer:lu senior  finish_repair
  work_done: 更换真空发生器
  work_for_customer: 真空发生器已换新。
  labour/+: work=更换真空发生器; engineer=lu; minutes=30
  parts/1: used=1; old_serial=VG4-2312-09; old_part=kept
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = 2024-08-05 15:34 clock work_time warned near
  = notice to repaired_by lu: work_near
  = state repairing -> repaired
  = repair_finished_at: 2024-08-05 15:40
  = clock progress_update: running, due 2024-08-06 03:40 (urgent)
  = clock work_time: paused (minutes)
  = notice to customer by email: repaired
15:50  engineer:lu senior  self_test
  self_test_result: pass
  tests/+: kind=self_test; item=连续取件 200 次; standard=掉件 0 次; measured=0 次; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
  = self_tested_by: lu
15:55  engineer:lu senior  deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state to_inspect -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-09-04
  = handed_over_at: 2024-08-05 15:55
  = handed_over_by: lu
  = parts/1: warranty_until=2025-02-01
  = clock progress_update: paused (urgent)
  = clock resolution: paused (p2)
  = clock work_time: met 2024-08-05 15:55 (minutes)
  = clock callback: running, due 2024-08-06 15:55 (day)
16:30  engineer:lu senior  accept_delivery
  customer_test: 连续取件正常
  observed_minutes: 30
  acceptance_kind: signature
  signed_by: 沈国强
  rating: neutral
  rating_words: 两个月坏两次
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-08-05 16:30
  = resolved_at: 2024-08-05 16:30
  = clock progress_update: met 2024-08-05 16:30 (urgent)
  = clock resolution: met 2024-08-05 16:30 (p2)
  = notice to customer by email: solved
16:40  engineer:lu senior  bill
  billing: free
  = fee_state: free
  = fee_total: 0.00 CNY
  = fee_paid: 0.00 CNY
  = charges/9: kind=part; item=真空发生器 VG-4; part=1; quantity=1; unit_price=420.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/10: kind=part; item=真空发生器 VG-4; part=1; quantity=1; unit_price=420.00 CNY; tax_rate=13; tax=48.32 CNY; amount=420.00 CNY; payer=warranty; estimate=2; line=parts/1
  = charges/11: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=labour/1
  = charges/12: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=2; line=labour/1
  = charges/13: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=visits/1
  = charges/14: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=warranty; estimate=2; line=visits/1
  = charges/15: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = charges/16: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=final; total=0.00 CNY; tax=0.00 CNY; promised_minutes=30; plan=更换真空发生器 VG-4; digest=678ca90e7049cf18e2a70159184e2667712ab53f74ce84cce97374fd71fae6c5; card=example
2024-08-06 09:00  coordinator:zhou  try close
  solution: 更换真空发生器
  = refused CONDITION
  = - CONDITION_NOT_MET knowledge: This is refused, because it does not hold that what was repaired has its entry in the knowledge base.
  = - CONDITION_NOT_MET improvement: This is refused, because it does not hold that a recurring fault has an improvement item.
09:05  coordinator:zhou  close
  solution: 更换真空发生器，建议加装油雾过滤
  knowledge/+: title=RP-200 报 W-207; symptom=掉件; cause=气源含油，真空发生器漏气; solution=更换 VG-4 并加装油雾过滤; model=RP-200; entry_no=KB-2024-0231
  improvements/+: kind=design_change; words=RP-200 气源入口增加油雾过滤器
  = state settling -> closed
  = unit RP200-2304-0063 revision 3
  = clock archive: running, due 2027-08-07 09:05 (years)
? facts
  = now: 2024-08-06 09:05
  = key: SR202408050001
  = number: SR202408050001
  = revision: 23
  = state: closed
  = stage: closed
  = opened: 2024-08-05 08:30
  = since: 2024-08-06 09:05
  = resolved: 2024-08-05 16:30
  = closed: 2024-08-06 09:05
  = service_type: repair
  = channel: portal
  = level: p2
  = service_way: on_site
  = category: injection_robot
  = model: RP-200
  = serial: RP200-2304-0063
  = warranty_state: out_of_warranty
  = fault_class: hardware
  = cause: defect
  = failed_part: 真空发生器
  = outcome: repaired
  = assignee: lu
  = repaired_by: lu
  = rating: neutral
  = first_time_fix: true
  = rework: 0
  = reopened: 0
  = visits: 1
  = failed_contacts: 0
  = labour_minutes: 30
  = repeats: true
  = durations/first_response: elapsed_ms=0 h 35 min; working_ms=0 h 5 min
  = durations/acceptance: elapsed_ms=0 h 15 min; working_ms=0 h 0 min
  = durations/arrival: elapsed_ms=5 h 33 min; working_ms=5 h 3 min
  = durations/repair: elapsed_ms=0 h 30 min; working_ms=0 h 30 min
  = durations/resolution: elapsed_ms=8 h 0 min; working_ms=7 h 30 min
  = clocks/1: clock=first_response; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2024-08-05 12:30; target_ms=4 h 0 min; used_ms=0 h 35 min
  = clocks/2: clock=arrival; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2024-08-05 14:30; target_ms=5 h 0 min; used_ms=4 h 33 min
  = clocks/3: clock=departure; kind=countdown; cycles=1; met=0; missed=0; late=0; open=0; cancelled=0; status=met; due=2024-08-05 13:10; target_ms=3 h 40 min; used_ms=3 h 35 min
  = clocks/4: clock=call_ahead; kind=countdown; cycles=1; met=0; missed=0; late=0; open=0; cancelled=0; status=over; due=2024-08-05 13:50; target_ms=4 h 20 min; used_ms=4 h 20 min
  = clocks/5: clock=progress_update; kind=repeat; cycles=1; met=8; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=12 h 0 min; used_ms=0 h 0 min
  = clocks/6: clock=work_time; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=0 h 30 min; used_ms=0 h 30 min
  = clocks/7: clock=resolution; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=27 h 0 min; used_ms=6 h 50 min
  = clocks/8: clock=callback; kind=deadline; cycles=1; met=0; missed=0; late=0; open=1; cancelled=0; status=running; due=2024-08-06 15:55; target_ms=24 h 0 min; used_ms=17 h 10 min
  = clocks/9: clock=archive; kind=not_before; cycles=1; met=0; missed=0; late=0; open=1; cancelled=0; status=running; due=2027-08-07 09:05; target_ms=26304 h 0 min; used_ms=0 h 0 min
  = currency: CNY
  = costs/1: payer=warranty; charges=58000; labour=0; parts=0
  = fee_total: 0
  = fee_paid: 0
? unit
  = kind: unit
  = tenant: hengtai
  = key: RP200-2304-0063
  = revision: 3
  = serial: RP200-2304-0063
  = model: RP-200
  = customer: C-21007
  = dates: delivery=2023-04-12
  = terms/1/id: part_1
  = terms/1/kind: part
  = terms/1/payer: warranty
  = terms/1/start: 2024-06-03
  = terms/1/days: 180
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/classes: vacuum
  = terms/1/causes: defect; wear; transport; software
  = terms/1/serial: VG4-2312-09
  = terms/1/ticket: SR202406030001
  = terms/2/id: guarantee_2
  = terms/2/kind: repair_guarantee
  = terms/2/payer: shop
  = terms/2/start: 2024-06-03
  = terms/2/days: 30
  = terms/2/kinds: part; labour; travel; diagnosis
  = terms/2/classes: vacuum
  = terms/2/causes: defect; wear; transport; software
  = terms/2/ticket: SR202406030001
  = terms/3/id: part_3
  = terms/3/kind: part
  = terms/3/payer: warranty
  = terms/3/start: 2024-08-05
  = terms/3/days: 180
  = terms/3/kinds: part; labour; travel; diagnosis
  = terms/3/classes: vacuum
  = terms/3/causes: defect; wear; transport; software
  = terms/3/serial: VG4-2405-31
  = terms/3/ticket: SR202408050001
  = terms/4/id: guarantee_4
  = terms/4/kind: repair_guarantee
  = terms/4/payer: shop
  = terms/4/start: 2024-08-05
  = terms/4/days: 30
  = terms/4/kinds: part; labour; travel; diagnosis
  = terms/4/classes: vacuum
  = terms/4/causes: defect; wear; transport; software
  = terms/4/ticket: SR202408050001
  = repairs/1: on=2024-06-03; fault=W-207; covered=false; result=repaired; ticket=SR202406030001
  = repairs/2: on=2024-08-05; fault=W-207; covered=true; result=repaired; ticket=SR202408050001
  = claims/part_1: visits=1; paid=58000
? board
  = @first SR202406030001 closed, level p2, with lu, next 2027-06-05 09:00
  = @again SR202408050001 closed, level p2, with lu, next 2024-08-06 11:55
