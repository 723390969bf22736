# Procedure F: levels with their response, a temporary fix first, the closed loop.
title: A welding robot stops the line: spare unit first, permanent fix later
title zh: 焊接机器人停线：先上备用机，后彻底修复
policy: response-framework@1
tenant: hengtai
unit: {"key": "RC600-2205-0117", "serial": "RC600-2205-0117", "model": "RC-600", "customer": "C-20881", "dates": {"delivery": "2022-05-20"}}

* Friday morning. The customer's maintenance engineer tells his account manager that the line stands still. The first
* attempt to register the case lacks half of what a case of repair needs, and is told all of it at once.

2023-10-27 08:10  customer_service:li  try register
  service_type: repair
  channel: account_manager
  customer_name: 王海涛
  tier: key
  = refused INCOMPLETE
  = - FIELD_MISSING customer_phone: “Phone” is missing.
  = - FIELD_MISSING customer_address: “Address” is missing.
  = - FIELD_MISSING preferred_channel: “Preferred channel” is missing.
  = - FIELD_MISSING proof: “Proof of purchase” is missing.
  = - FIELD_MISSING product: “Product” is missing.
  = - FIELD_MISSING model: “Model” is missing.
  = - FIELD_MISSING delivered_on: “Product delivered on” is missing.
  = - FIELD_MISSING warranty_state: “Warranty state” is missing.
  = - FIELD_MISSING fault_description: “Fault description” is missing.
  = - FIELD_MISSING fault_since_words: “Fault since, in words” is missing.
  = - FIELD_MISSING fault_frequency: “How often the fault shows” is missing.
  = - FIELD_MISSING fault_use: “In which use the fault shows” is missing.
  = - FIELD_MISSING impact: “Extent of impact” is missing.
  = - FIELD_MISSING tried: “What the customer already tried” is missing.

2023-10-27 08:12  customer_service:li  register @robot
  service_type: repair
  channel: account_manager
  reported_at: 2023-10-27 08:05
  customer_id: C-20881
  customer_name: 王海涛
  organisation: 宁波远帆汽车零部件有限公司
  contact_name: 王海涛
  customer_phone: 13957412288
  customer_address: 浙江省宁波市北仑区明州西路 336 号 2 号车间
  region: ningbo
  tier: key
  preferred_channel: phone
  account_manager: am-qian
  proof: contract
  proof_no: HT-2022-0518
  brand: 恒泰
  product: 六轴焊接机器人控制柜
  category: robot_controller
  model: RC-600
  serial: RC600-2205-0117
  delivered_on: 2022-05-20
  warranty_state: out_of_warranty
  fault_description: 三号工位机器人报“伺服驱动 3 轴过流 E-3121”，复位后立即再报，整条焊接线停产。
  fault_code: E-3121
  fault_since: 2023-10-27
  fault_frequency: always
  fault_use: in_use
  impact: production_stopped
  impact_words: 整条焊接线停产，每小时少产 60 件
  urgency: at_once
  safety_hazard: false
  tried: 断电重启两次，更换了 3 轴电机电缆，故障依旧。
  first_guess: hardware
  likely_causes: 3 轴伺服驱动模块损坏
  parts_to_bring: 伺服驱动模块 SD-15，备用控制柜
  = number SR202310270001
  = state registered
  = registered_at: 2023-10-27 08:12
  = registered_by: li
  = level: p1
  = judged_at: 2023-10-27 08:12
  = judged_by: system
  = judged p1 by production_stopped: The level is “P1 urgent”, because “Production stopped” holds; nothing makes it less urgent.
  = clock urgent_alert: running, due 2023-10-27 08:12 (at_once)
  = clock first_response: running, due 2023-10-27 08:27 (p1)
  = clock progress_update: running, due 2023-10-27 20:12 (urgent)
  = clock resolution: running, due 2023-10-28 08:12 (p1)
  = notice to customer by phone: registered
  = notice to cs_supervisor: urgent_alert
  = notice to supervisor: urgent_alert
  = notice to coordinator: urgent_alert
  = 2023-10-27 08:12 clock urgent_alert fired
  = clock urgent_alert: over 2023-10-27 08:12, due 2023-10-27 08:12 (at_once)
? level
  = level p1
  = - LEVEL_BY_OVERRIDE: The level is “P1 urgent”, because “Production stopped” holds; nothing makes it less urgent.
? clocks
  = urgent_alert: P1: at once: its time came 2023-10-27 08:12 (company time). Started 2023-10-27 08:12; target “at once”: 0 min.
  = first_response: First response: due 2023-10-27 08:27 (company time), 15 min left. Started 2023-10-27 08:12; target “at once”: 15 min. To come: Warning “Running out” (to Coordinator) at 2023-10-27 08:23; Escalation “To the supervisor” (to Customer-service supervisor) at 2023-10-27 08:27; Escalation “To the after-sales supervisor” (to After-sales supervisor) at 2023-10-27 09:27.
  = progress_update: Progress told to the customer: due 2023-10-27 20:12 (company time), 12 h left. Started 2023-10-27 08:12; target “P1 and P2”: 12 h. To come: Warning “Running out” (to Coordinator) at 2023-10-27 19:12; Due (to Coordinator, Customer-service supervisor) at 2023-10-27 20:12.
  = resolution: Resolution: due 2023-10-28 08:12 (company time), 1 day left. Started 2023-10-27 08:12; target “P1”: 1 day. To come: Warning “Running out” (to Coordinator) at 2023-10-28 03:24; Escalation “To the supervisor” (to Customer-service supervisor) at 2023-10-28 08:12; Escalation “To the after-sales supervisor” (to After-sales supervisor) at 2023-10-28 17:12.

08:14  customer_service:li  inform
  told/+: item=ticket_number; channel=phone
  told/+: item=expected_response; words=P1 立即响应，每 12 小时通报一次进度; channel=phone
  handling_promised: 立即响应，当日上门
  check: told_number, told_warranty, told_response, told_have_ready
  = clock progress_update: running, due 2023-10-27 20:14 (urgent)

* The supervisor cannot make a standstill less urgent than the rule says; leader and resources must be named.

08:15  cs_supervisor:chen  try judge
  level: p3
  level_reason: 先按普通故障处理
  service_way: on_site
  = refused CONDITION
  = - LEVEL_BELOW_OVERRIDE production_stopped: “Priority level” must be “P1 urgent” at least, because “Production stopped” holds.

08:16  cs_supervisor:chen  judge
  level: p1
  level_reason: 客户整线停产，重点客户
  service_way: on_site
  leader: eng-shen
  team: 区域服务、研发、生产联合小组
  resources: 备用控制柜一台，研发电控工程师远程支持
  handling_promised: 当日上门，先恢复生产
  = state registered -> judged
  = judged_at: 2023-10-27 08:16
  = judged_by: chen

* A hardware fault is not technical support's, unless somebody says why; and a case of P1 is not a junior engineer's.

08:17  coordinator:zhou  try dispatch
  department: technical_support
  assignee: xiao
  = refused INCOMPLETE
  = - OVERRULE_NEEDS_REASON department: “Department” is not what the rules of dispatch say; that takes a reason.
08:18  coordinator:zhou  dispatch
  department: field_service
  assignee: xiao
  coordinator: zhou
  = state judged -> dispatched
  = dispatched_at: 2023-10-27 08:18
  = dispatched_by: zhou
  = grade_needed: senior
  = grade_by: system
  = notice to assignee xiao: accept_now
08:19  engineer:xiao junior  try accept
  = refused WRONG_ROLE
  = - GRADE_TOO_LOW: The grade “Senior” or a higher one is needed; “Junior” is not enough.
08:20  engineer:xiao junior  decline
  reason: P1 工单需高级工程师牵头
  = state dispatched -> coordination
  = assignee: (nothing)
  = counter declined: 1
  = notice to supervisor: dispatch_declined
08:21  coordinator:zhou  dispatch
  department: field_service
  assignee: shen
  = state coordination -> dispatched
  = dispatched_at: 2023-10-27 08:21
  = notice to assignee shen: accept_now
08:22  engineer:shen senior  accept
  = state dispatched -> accepted
  = accepted_at: 2023-10-27 08:22
08:24  engineer:shen senior  contact_customer
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=确认停线，客户已做断电隔离，约定 10:00 到厂
  = 2023-10-27 08:23:15 clock first_response warned near
  = notice to coordinator: response_near
  = clock first_response: met 2023-10-27 08:24, due 2023-10-27 08:27 (p1)
  = clock progress_update: running, due 2023-10-27 20:24 (urgent)
? clocks first_response
  = first_response: First response: met 2023-10-27 08:24 (company time), with 3 min to spare. Started 2023-10-27 08:12; target “at once”: 15 min. So far: Warning “Running out” (to Coordinator) at 2023-10-27 08:23.

08:30  engineer:shen senior  agree_visit
  visit_from: 2023-10-27 10:00
  visit_until: 2023-10-27 10:30
  visit_consent: true
  travel_minutes: 70
  visits/+: purpose=diagnosis; window_from=2023-10-27 10:00; window_until=2023-10-27 10:30; engineer=shen
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock progress_update: running, due 2023-10-27 20:30 (urgent)
  = clock arrival: running, due 2023-10-27 10:30 (agreed)
  = clock departure: running, due 2023-10-27 08:50
  = clock call_ahead: running, due 2023-10-27 09:50
  = notice to customer by phone: visit_agreed
08:48  engineer:shen senior  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2023-10-27 08:48
  = visits/1: left_at=2023-10-27 08:48
  = clock departure: met 2023-10-27 08:48, due 2023-10-27 08:50
09:50
  = 2023-10-27 09:30 clock arrival warned near
  = notice to coordinator: arrival_near
  = 2023-10-27 09:50 clock call_ahead fired
  = clock call_ahead: over 2023-10-27 09:50, due 2023-10-27 09:50
  = notice to assignee shen: call_ahead
10:04  engineer:shen senior  arrive
  visits/1/arrived_at: 2023-10-27 10:04
  visits/1/km: 25
  check: introduced, listened
  = state under_way -> on_site
  = arrived_at: 2023-10-27 10:04
  = clock progress_update: running, due 2023-10-27 22:04 (urgent)
  = clock arrival: met 2023-10-27 10:04, due 2023-10-27 10:30 (agreed)
  = notice to customer by phone: arrived

* A remote test would need the customer's consent and a tested environment; this one is made on site.

10:50  engineer:shen senior  try diagnose
  diagnosis_way: remote
  diagnosis: 3 轴伺服驱动模块功率级击穿
  fault_class: hardware
  cause: wear
  failed_part: 伺服驱动模块 SD-15
  damage_degree: severe
  repairable: true
  complex: true
  proposal: 更换模块
  planned_minutes: 180
  repeat_fault: false
  diagnosis_confirmation: signature
  remote_consent: false
  remote_environment_tested: true
  proof: signature diagnosis_confirmed
  = refused CONDITION
  = - CONDITION_NOT_MET remote_safe: This is refused, because it does not hold that a remote operation has a tested environment and the customer's consent.
10:52  engineer:shen senior  diagnose
  diagnosis_way: on_site
  diagnosis: 3 轴伺服驱动模块功率级击穿，母线电容老化；电机与电缆绝缘正常
  fault_class: hardware
  cause: wear
  failed_part: 伺服驱动模块 SD-15
  damage_degree: severe
  repairable: true
  complex: true
  proposal: 更换伺服驱动模块，重新标定 3 轴
  planned_minutes: 180
  repeat_fault: false
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2023-10-27 10:52
  = diagnosed_by: shen
  = clock progress_update: running, due 2023-10-27 22:52 (urgent)
  = notice to customer by phone: diagnosed

* Temporary fix first: the spare cabinet goes in with the customer's consent, and the line runs again.

11:40  engineer:shen senior  temporary_fix
  temporary_fix: spare_unit
  temporary_words: 接入备用控制柜，三号工位恢复自动运行
  temporary_until: 2023-11-03
  permanent_fix: part
  authorisations/+: scope=temporary; decision=authorised; kind=electronic; person=王海涛
  loans/+: model=RC-600; serial=RC600-DEMO-09; condition=完好
  = state diagnosed -> temporary
  = clock resolution: paused (p1)

* A complex fault wants R&D, production and quality.

11:50  rd:fang  review
  reviews/+: department=rd; feasible=true; result=approved; remarks=更换 SD-15 新版模块，固件升级至 3.2
  = done
11:55  engineer:shen senior  try quote
  repair_way: on_site
  plan: 更换 3 轴伺服驱动模块 SD-15，标定，满载试运行
  plan_for_customer: 三轴的驱动模块坏了，换新后重新校准，约 3 小时。
  billing: paid
  permanent_fix: part
  parts/+: name=伺服驱动模块; model=SD-15; class=servo_drive; planned=1; basis=plan; unit_price=4800.00; warranty_days=365
  check: told_plainly, charge_card_shown
  = refused CONDITION
  = - CONDITION_NOT_MET reviewed: This is refused, because it does not hold that a complex fault has been reviewed by R&D, production and quality, and none of them has the last word against it.
12:05  supervisor:gu  review
  reviews/+: department=production; feasible=true; result=approved; remarks=库存有件，周日到货
  = done
12:10  inspector:he  review
  reviews/+: department=quality; feasible=true; result=conditional; remarks=更换后须满载试运行一小时
  = done
12:20  engineer:shen senior  quote
  repair_way: on_site
  plan: 更换 3 轴伺服驱动模块 SD-15，标定，满载试运行
  plan_for_customer: 三轴的驱动模块坏了，换新后重新校准，约 3 小时。
  billing: paid
  permanent_fix: part
  parts/+: name=伺服驱动模块; model=SD-15; class=servo_drive; planned=1; basis=plan; unit_price=4800.00; warranty_days=365
  check: told_plainly, charge_card_shown
  = state temporary -> quoted
  = warranty_until: 2023-05-20
  = estimate_total: 5160.00 CNY
  = estimate_valid_until: 2023-11-26
  = estimate_told_at: 2023-10-27 12:20
  = charges/1: kind=part; item=伺服驱动模块 SD-15; part=1; quantity=1; unit_price=4800.00 CNY; tax_rate=13; tax=552.21 CNY; amount=4800.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=labour; item=Work by the hour; card_code=hour; quantity=3; unit_price=100.00 CNY; tax_rate=6; tax=16.98 CNY; amount=300.00 CNY; payer=customer; estimate=1; line=labour
  = charges/3: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=1; line=visits/1
  = charges/4: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=5160.00 CNY; tax=572.59 CNY; valid_until=2023-11-26; promised_minutes=180; plan=更换 3 轴伺服驱动模块 SD-15，标定，满载试运行; digest=d5b37d82054594bd9eaa5c18ed9a6a5a9bf8b1c67ba9cc697e33ca8b8d28c5fc; card=example
  = clock progress_update: paused (urgent)
  = notice to customer by phone: quote_ready
? quote
  = parts/1 part 伺服驱动模块 SD-15: 1 x 4800.00 = 4800.00, tax 13 %, charged, customer pays 4800.00
  = labour labour Work by the hour: 3 x 100.00 = 300.00, tax 6 %, charged, customer pays 300.00
  = visits/1 travel Travel: 1 x 60.00 = 60.00, tax 6 %, charged, customer pays 60.00
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = CNY subtotal 5210.00, discount 50.00, tax 572.59, total 5160.00, credit 50.00, payable 5160.00, due 5160.00, unpaid
? sheet plan
  = Repair plan and quote
  = [Customer]
  = Customer name: 王**
  = Phone: 139****2288
  = Address: 浙江省宁波市北仑区****
  = [Product]
  = Product: 六轴焊接机器人控制柜
  = Brand: 恒泰
  = Model: RC-600
  = Serial number: RC600-2205-0117
  = Warranty state: Out of warranty
  = [Plan]
  = Way of repair: On site
  = Who pays: Paid by the customer
  = What will be done: 三轴的驱动模块坏了，换新后重新校准，约 3 小时。
  = Alternative:
  = Work (minutes): 180
  = Working days:
  = [Parts planned]
  = | Part | Part model | Origin of the part | Quantity planned | Unit price | Warranty (days) |
  = | 伺服驱动模块 | SD-15 |  | 1 | CNY 4800.00 | 365 |
  = [Fees]
  = | Kind of fee | Item | Quantity | Unit price | Discount | Amount | Paid by |
  = | Parts | 伺服驱动模块 SD-15 | 1 | CNY 4800.00 |  | CNY 4800.00 | Customer |
  = | Labour | Work by the hour | 3 | CNY 100.00 |  | CNY 300.00 | Customer |
  = | Travel | Travel | 1 | CNY 60.00 |  | CNY 60.00 | Customer |
  = | Diagnosis | Diagnosis | 1 | CNY 50.00 | CNY 50.00 | CNY 0.00 | Customer |
  = [total]
  = Estimated total: CNY 5160.00
  = Quote valid until: 2023-11-26
  = [Technical review]
  = | Department | Result | Cost | Remarks | By |
  = | Research and development | ☑ Approved  ☐ Approved with conditions  ☐ Rejected |  | 更换 SD-15 新版模块，固件升级至 3.2 | fang |
  = | Production | ☑ Approved  ☐ Approved with conditions  ☐ Rejected |  | 库存有件，周日到货 | gu |
  = | Quality | ☐ Approved  ☑ Approved with conditions  ☐ Rejected |  | 更换后须满载试运行一小时 | he |
  = [sign]
  = I have understood the plan, its cost and its time, and agree that the repair is done so. A change is told to me first.
  = sign Customer:
  = sign Engineer:
  = sign Customer-service supervisor:
  = Please keep this sheet. Its number tells you how far your case has come.
12:30  engineer:shen senior  try start_repair
  check: case_protected, instructions_tools
  = refused CONDITION
  = - CONDITION_NOT_MET authorised: This is refused, because it does not hold that the customer has authorised the plan.
  = - CONDITION_NOT_MET parts_issued: This is refused, because it does not hold that the parts of the plan have been issued.
  = - NEEDS_CONSENT: 5160.00 is 5160.00 more than the customer has authorised; without new consent it may be 0.00 at most.
13:00  customer_service:li  try authorise
  authorisations/+: scope=plan; decision=authorised; kind=recording; person=王海涛; digest=last
  proof: recording authorisation
  = refused CONDITION
  = - CONDITION_NOT_MET in_writing: This is refused, because it does not hold that what is paid by the customer, or costs 500.00 or more, is authorised in writing.
15:10  customer_service:li  authorise
  authorisations/+: scope=plan; decision=authorised; kind=electronic; person=王海涛; digest=last
  proof: document authorisation
  = state quoted -> authorised
  = authorised_at: 2023-10-27 15:10
  = authorisations/2: estimate=1; total=5160.00 CNY
  = clock progress_update: running, due 2023-10-28 03:10 (urgent)
  = clock resolution: running, due 2023-10-28 11:42 (p1)
15:20  engineer:shen senior  request_parts
  parts/1: requested=1; basis=plan; requisition_no=LL-20231027-011
  = notice to parts_keeper: parts_requested
15:25  engineer:shen senior  await_parts
  parts/1/expected_on: 2023-10-29
  = state authorised -> parts_awaited
  = clock resolution: paused (p1)

* Progress is owed every twelve hours. Twice it is told in time; the third time nobody does.

2023-10-28 00:40  coordinator:zhou  contact_customer
  contacts/+: channel=app; purpose=progress; reached=true; outcome=告知值班经理：备用机运行正常，模块已发货
  = clock progress_update: running, due 2023-10-28 12:40 (urgent)
12:30  coordinator:zhou  contact_customer
  contacts/+: channel=phone; purpose=progress; reached=true; outcome=模块在途，周日上午到
  = 2023-10-28 11:40 clock progress_update warned near
  = notice to coordinator: progress_near
  = clock progress_update: running, due 2023-10-29 00:30 (urgent)
2023-10-29 00:45
  = 2023-10-28 23:30 clock progress_update warned near
  = 2023-10-29 00:30 clock progress_update missed
  = clock progress_update: running, due 2023-10-29 12:30 (urgent)
  = notice to coordinator: progress_overdue
  = notice to cs_supervisor: progress_overdue
? clocks progress_update
  = progress_update: Progress told to the customer: due 2023-10-29 12:30 (company time), 11 h 45 min left. Started 2023-10-27 08:12, counted from 2023-10-29 00:30; target “P1 and P2”: 12 h. Used 15 min, set aside when it began anew 12 h. Intervals kept: 8, missed: 1. To come: Warning “Running out” (to Coordinator) at 2023-10-29 11:30; Due (to Coordinator, Customer-service supervisor) at 2023-10-29 12:30.
08:00  coordinator:zhou  contact_customer
  contacts/+: channel=phone; purpose=progress; reached=true; outcome=为夜间未通报致歉；模块上午到货，下午上门
  = clock progress_update: running, due 2023-10-29 20:00 (urgent)
09:30  parts_keeper:zhao  parts_ready
  parts/1/arrived_at: 2023-10-29 09:20
  = state parts_awaited -> authorised
  = clock progress_update: running, due 2023-10-29 21:30 (urgent)
  = clock resolution: running, due 2023-10-30 05:47 (p1)
  = notice to customer by phone: parts_ready
09:40  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2023-10-29 09:40; received_by=shen; origin=original; serial=SD15-2309-0452; requisition_no=LL-20231027-011
  proof: signature requisition_signed
  = done
09:50  engineer:shen senior  agree_visit
  visit_from: 2023-10-29 13:00
  visit_until: 2023-10-29 13:30
  visit_consent: true
  travel_minutes: 70
  visits/+: purpose=second_visit; window_from=2023-10-29 13:00; window_until=2023-10-29 13:30; engineer=shen
  contacts/+: channel=phone; purpose=before_visit; reached=true; outcome=约定周日下午停线更换
  check: fault_confirmed, number_checked, address_confirmed
  = state authorised -> visit_agreed
  = left_at: (nothing)
  = arrived_at: (nothing)
  = clock progress_update: running, due 2023-10-29 21:50 (urgent)
  = clock next_visit: running, due 2023-10-29 13:30 (agreed)
  = clock departure #2: running, due 2023-10-29 11:50
  = clock call_ahead #2: running, due 2023-10-29 12:50
  = notice to customer by phone: visit_agreed
11:48  engineer:shen senior  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2023-10-29 11:48
  = visits/2: left_at=2023-10-29 11:48
  = clock departure #2: met 2023-10-29 11:48, due 2023-10-29 11:50
13:02  engineer:shen senior  arrive
  visits/2: arrived_at=2023-10-29 13:02; km=25
  check: introduced, listened
  = 2023-10-29 12:50 clock call_ahead #2 fired
  = clock call_ahead #2: over 2023-10-29 12:50, due 2023-10-29 12:50
  = state under_way -> on_site
  = arrived_at: 2023-10-29 13:02
  = clock progress_update: running, due 2023-10-30 01:02 (urgent)
  = clock next_visit: met 2023-10-29 13:02, due 2023-10-29 13:30 (agreed)
  = notice to customer by phone: arrived

* Two things cost more than was agreed: the second journey, and a fan board that turns out to be worn. Both are quoted, and
* confirmed in writing; without that the repair does not begin.

13:06  engineer:shen senior  try start_repair
  check: case_protected, instructions_tools
  = refused REFUSED
  = - NEEDS_CONSENT: 5220.00 is 60.00 more than the customer has authorised; without new consent it may be 5160.00 at most.
13:10  engineer:shen senior  requote
  reason: 开柜检查发现散热风扇板积尘老化，需一并更换；另计第二次上门交通费
  parts/+: name=散热风扇板; model=FB-02; class=fan; planned=1; basis=plan; unit_price=860.00
  = estimate_total: 6080.00 CNY
  = estimate_valid_until: 2023-11-28
  = estimate_told_at: 2023-10-29 13:10
  = charges/5: kind=part; item=伺服驱动模块 SD-15; part=1; quantity=1; unit_price=4800.00 CNY; tax_rate=13; tax=552.21 CNY; amount=4800.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/6: kind=part; item=散热风扇板 FB-02; part=2; quantity=1; unit_price=860.00 CNY; tax_rate=13; tax=98.94 CNY; amount=860.00 CNY; payer=customer; estimate=2; line=parts/2
  = charges/7: kind=labour; item=Work by the hour; card_code=hour; quantity=3; unit_price=100.00 CNY; tax_rate=6; tax=16.98 CNY; amount=300.00 CNY; payer=customer; estimate=2; line=labour
  = charges/8: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=2; line=visits/1
  = charges/9: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=2; line=visits/2
  = charges/10: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=estimate; total=6080.00 CNY; tax=674.93 CNY; valid_until=2023-11-28; promised_minutes=180; plan=更换 3 轴伺服驱动模块 SD-15，标定，满载试运行; digest=cfc142d1ef9da8bc305ee2f36600cf6e1e2bbadcdd2779ad7d98342090ec2e59; card=example
  = notice to customer by phone: quote_ready
? quote
  = parts/1 part 伺服驱动模块 SD-15: 1 x 4800.00 = 4800.00, tax 13 %, charged, customer pays 4800.00
  = parts/2 part 散热风扇板 FB-02: 1 x 860.00 = 860.00, tax 13 %, charged, customer pays 860.00
  = labour labour Work by the hour: 3 x 100.00 = 300.00, tax 6 %, charged, customer pays 300.00
  = visits/1 travel Travel: 1 x 60.00 = 60.00, tax 6 %, charged, customer pays 60.00
  = visits/2 travel Travel: 1 x 60.00 = 60.00, tax 6 %, charged, customer pays 60.00
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = CNY subtotal 6130.00, discount 50.00, tax 674.93, total 6080.00, credit 50.00, payable 6080.00, due 6080.00, unpaid
13:20  engineer:shen senior  try confirm_change
  changes/+: kind=fee; words=增加散热风扇板 860.00 元、第二次上门交通费 60.00 元; amount=920.00; confirmed=true; confirmation=written; person=王海涛
  = refused INCOMPLETE
  = - EVIDENCE_MISSING change_confirmed: “the customer's written confirmation” is missing: 1 needed, 0 attached.
  = - CONDITION_NOT_MET in_writing: This is refused, because it does not hold that what costs more has been quoted and is authorised with the quote.
13:25  engineer:shen senior  confirm_change
  changes/+: kind=fee; words=增加散热风扇板 860.00 元、第二次上门交通费 60.00 元; why=风扇板老化，模块需二次上门更换; amount=920.00; minutes=20; confirmed=true; confirmation=signature; person=王海涛
  authorisations/+: scope=change; decision=authorised; kind=signature; person=王海涛; digest=last
  proof: signature change_confirmed
  = authorisations/3: estimate=2; total=6080.00 CNY
  = clock progress_update: running, due 2023-10-30 01:25 (urgent)
13:28  engineer:shen senior  request_parts
  parts/2: requested=1; basis=plan; requisition_no=LL-20231029-002
  = notice to parts_keeper: parts_requested
13:35  parts_keeper:zhao  issue_parts
  parts/2: issued=1; issued_at=2023-10-29 13:35; received_by=shen; origin=original; serial=FB02-2307-118; requisition_no=LL-20231029-002
  proof: photo requisition_signed
  = done
13:40  engineer:shen senior  start_repair
  check: case_protected, instructions_tools
  = state on_site -> repairing
  = repair_started_at: 2023-10-29 13:40
  = repaired_by: shen
  = clock progress_update: running, due 2023-10-30 01:40 (urgent)
  = clock work_time: running, due 2023-10-29 16:40 (minutes)
  = notice to customer by phone: repair_begun
16:00  engineer:shen senior  finish_repair
  work_done: 更换 3 轴伺服驱动模块与散热风扇板，固件升级至 3.2，三轴零点标定
  work_for_customer: 三轴驱动模块和风扇板已换新，机器已重新校准。
  software_version: 3.2
  labour/+: work=更换驱动模块与风扇板、标定; engineer=shen; minutes=160
  parts/1: used=1; old_serial=SD15-2111-0187; old_part=kept
  parts/2: used=1; old_serial=FB02-2110-066; old_part=scrapped
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2023-10-29 16:00
  = clock progress_update: running, due 2023-10-30 04:00 (urgent)
  = clock work_time: paused (minutes)
  = notice to customer by phone: repaired
16:20  engineer:shen senior  try deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee
  = refused CONDITION
  = - CONDITION_NOT_MET passed: This is refused, because it does not hold that the self-test has been passed on site; a unit that was away has passed the quality inspection.
16:25  engineer:shen senior  self_test
  self_test_result: pass
  tests/+: kind=self_test; item=三轴空载与半载运行; standard=无报警，电流 <12 A; measured=9.6 A; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
  = self_tested_by: shen
16:40  engineer:shen senior  deliver
  delivery_way: on_site
  loans/1/back_at: 2023-10-29 16:30
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state to_inspect -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2023-11-28
  = handed_over_at: 2023-10-29 16:40
  = handed_over_by: shen
  = parts/1: warranty_until=2024-10-28
  = parts/2: warranty_until=2024-01-27
  = clock progress_update: paused (urgent)
  = clock resolution: paused (p1)
  = clock work_time: met 2023-10-29 16:40 (minutes)
  = clock callback: running, due 2023-10-30 16:40 (day)

* Under full load the third axis trembles. The customer objects, and diagnosis is open again.

17:05  engineer:shen senior  object_delivery
  objection: 满载焊接时三轴轻微抖动，焊缝不合格，不予验收
  = state delivered -> second_handling
  = authorised_at: (nothing)
  = acceptance: objected
  = counter objections: 1
  = clock progress_update: running, due 2023-10-30 05:05 (urgent)
  = clock resolution: running, due 2023-10-30 06:12 (p1)
  = clock callback: cancelled 2023-10-29 17:05, due 2023-10-30 16:40 (day)
  = notice to supervisor: objected
17:30  engineer:shen senior  diagnose
  diagnosis_way: on_site
  diagnosis: 3 轴编码器插头在更换模块时未锁紧，满载时信号抖动
  fault_class: hardware
  cause: wear
  failed_part: 编码器插头
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 重新锁紧并绑扎编码器插头，满载试运行
  planned_minutes: 40
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state second_handling -> diagnosed
  = diagnosed_at: 2023-10-29 17:30
  = clock progress_update: running, due 2023-10-30 05:30 (urgent)
  = notice to customer by phone: diagnosed
17:35  engineer:shen senior  quote
  repair_way: on_site
  plan: 重新锁紧编码器插头，满载试运行一小时；本次工时不另收费
  plan_for_customer: 插头没锁紧，重新固定后满载试运行，不加收费用。
  billing: paid
  check: told_plainly, charge_card_shown
  = state diagnosed -> quoted
  = estimate_total: 6055.00 CNY
  = estimate_told_at: 2023-10-29 17:35
  = charges/11: kind=part; item=伺服驱动模块 SD-15; part=1; quantity=1; unit_price=4800.00 CNY; tax_rate=13; tax=552.21 CNY; amount=4800.00 CNY; payer=customer; estimate=3; line=parts/1
  = charges/12: kind=part; item=散热风扇板 FB-02; part=2; quantity=1; unit_price=860.00 CNY; tax_rate=13; tax=98.94 CNY; amount=860.00 CNY; payer=customer; estimate=3; line=parts/2
  = charges/13: kind=labour; item=Work by the hour; card_code=hour; quantity=2.75; unit_price=100.00 CNY; tax_rate=6; tax=15.57 CNY; amount=275.00 CNY; payer=customer; estimate=3; line=labour/1
  = charges/14: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=3; line=visits/1
  = charges/15: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=3; line=visits/2
  = charges/16: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=3; line=diagnosis
  = estimates/3: no=3; kind=estimate; total=6055.00 CNY; tax=673.52 CNY; valid_until=2023-11-28; promised_minutes=40; plan=重新锁紧编码器插头，满载试运行一小时；本次工时不另收费; digest=18e6b9fab7de81360a821222689fabee9512697c2e22989012e49b8130292c20; card=example
  = clock progress_update: paused (urgent)
  = clock resolution: paused (p1)
  = notice to customer by phone: quote_ready
17:40  engineer:shen senior  authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=王海涛; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2023-10-29 17:40
  = authorisations/4: estimate=3; total=6055.00 CNY
  = clock progress_update: running, due 2023-10-30 05:40 (urgent)
  = clock resolution: running, due 2023-10-30 06:17 (p1)
17:42  engineer:shen senior  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2023-10-29 17:42
  = self_test_result: (nothing)
  = clock progress_update: running, due 2023-10-30 05:42 (urgent)
  = clock work_time #2: running, due 2023-10-29 18:22 (minutes)
  = notice to customer by phone: repair_begun
18:10  engineer:shen senior  finish_repair
  work_done: 编码器插头锁紧、绑扎并做标记
  work_for_customer: 插头已重新固定，抖动消除。
  labour/+: work=编码器插头返工; engineer=shen; minutes=30
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2023-10-29 18:10
  = clock progress_update: running, due 2023-10-30 06:10 (urgent)
  = clock work_time #2: paused (minutes)
  = notice to customer by phone: repaired
18:15  supervisor:gu  settle_coverage
  reason: 返工工时由本公司承担
  labour/2/payer: shop
  = done
18:20  engineer:shen senior  self_test
  self_test_result: pass
  tests/+: kind=full_test; item=三轴满载焊接; standard=焊缝偏差 ≤0.2 mm; measured=0.08 mm; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
18:25  engineer:shen senior  deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state to_inspect -> delivered
  = handed_over_at: 2023-10-29 18:25
  = clock progress_update: paused (urgent)
  = clock resolution: paused (p1)
  = clock work_time #2: met 2023-10-29 18:25 (minutes)
  = clock callback #2: running, due 2023-10-30 18:25 (day)
19:40  engineer:shen senior  accept_delivery
  customer_test: 满载连续焊接 60 分钟，焊缝全部合格
  observed_minutes: 60
  acceptance_kind: signature
  signed_by: 王海涛
  rating: satisfied
  rating_words: 响应很快，备用机没让我们断产。返工的事处理得也干脆。
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2023-10-29 19:40
  = resolved_at: 2023-10-29 19:40
  = clock progress_update: met 2023-10-29 19:40 (urgent)
  = clock resolution: met 2023-10-29 19:40 (p1)
  = notice to customer by phone: solved

* Money, then the closed loop: no closing without the entry in the knowledge base.

2023-10-30 09:10  coordinator:zhou  bill
  = fee_state: due
  = fee_total: 6055.00 CNY
  = fee_paid: 0.00 CNY
  = charges/17: kind=part; item=伺服驱动模块 SD-15; part=1; quantity=1; unit_price=4800.00 CNY; tax_rate=13; tax=552.21 CNY; amount=4800.00 CNY; payer=customer; estimate=4; line=parts/1
  = charges/18: kind=part; item=散热风扇板 FB-02; part=2; quantity=1; unit_price=860.00 CNY; tax_rate=13; tax=98.94 CNY; amount=860.00 CNY; payer=customer; estimate=4; line=parts/2
  = charges/19: kind=labour; item=Work by the hour; card_code=hour; quantity=2.75; unit_price=100.00 CNY; tax_rate=6; tax=15.57 CNY; amount=275.00 CNY; payer=customer; estimate=4; line=labour/1
  = charges/20: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=4; line=visits/1
  = charges/21: kind=travel; item=Travel; quantity=1; unit_price=60.00 CNY; tax_rate=6; tax=3.40 CNY; amount=60.00 CNY; payer=customer; estimate=4; line=visits/2
  = charges/22: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=4; line=diagnosis
  = charges/23: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=4; line=labour/2
  = charges/24: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=shop; estimate=4; line=labour/2
  = estimates/4: no=4; kind=final; total=6055.00 CNY; tax=673.52 CNY; promised_minutes=40; plan=重新锁紧编码器插头，满载试运行一小时；本次工时不另收费; digest=e71dae51c57a103f98cf9cf0e2d61157fcaba74b6f170d4d02b88eb8ee2a3747; card=example
? quote final
  = parts/1 part 伺服驱动模块 SD-15: 1 x 4800.00 = 4800.00, tax 13 %, charged, customer pays 4800.00
  = parts/2 part 散热风扇板 FB-02: 1 x 860.00 = 860.00, tax 13 %, charged, customer pays 860.00
  = labour/1 labour Work by the hour: 2.75 x 100.00 = 275.00, tax 6 %, charged, customer pays 275.00
  = visits/1 travel Travel: 1 x 60.00 = 60.00, tax 6 %, charged, customer pays 60.00
  = visits/2 travel Travel: 1 x 60.00 = 60.00, tax 6 %, charged, customer pays 60.00
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = labour/2 labour Work by the hour: 0.5 x 100.00 = 50.00, tax 6 %, covered, shop pays 50.00
  = CNY subtotal 6105.00, discount 50.00, tax 673.52, total 6055.00, credit 50.00, payable 6055.00, due 6055.00, unpaid
10:30  cashier:cao  take_payment
  payments/+: kind=payment; amount=6055.00; method=transfer; reference=HVPS20231030-7781; person=王海涛
  = fee_state: paid
  = fee_paid: 6055.00 CNY
10:40  coordinator:zhou  try close
  solution: 更换 3 轴伺服驱动模块与散热风扇板，固件升级至 3.2
  = refused CONDITION
  = - CONDITION_NOT_MET knowledge: This is refused, because it does not hold that what was repaired has its entry in the knowledge base.
10:45  coordinator:zhou  close
  solution: 更换 3 轴伺服驱动模块与散热风扇板，固件升级至 3.2；返工锁紧编码器插头
  knowledge/+: title=RC-600 报 E-3121; symptom=3 轴过流，复位即报; cause=SD-15 功率级击穿，风扇板老化; solution=更换 SD-15 与 FB-02，固件 3.2，锁紧编码器插头后满载试运行; model=RC-600; entry_no=KB-2023-0412
  improvements/+: kind=scripts; words=更换驱动模块的作业指导书增加“编码器插头锁紧复核”
  = state settling -> closed
  = unit RC600-2205-0117 revision 2
  = clock archive: running, due 2026-10-30 10:45 (years)
? view parts/1/warranty_until parts/2/warranty_until repair_guarantee_until fee_state fee_total
  = parts/1/warranty_until: 2024-10-28
  = parts/2/warranty_until: 2024-01-27
  = repair_guarantee_until: 2023-11-28
  = fee_state: paid
  = fee_total: 6055.00 CNY
? unit RC600-2205-0117
  = kind: unit
  = tenant: hengtai
  = key: RC600-2205-0117
  = revision: 2
  = serial: RC600-2205-0117
  = model: RC-600
  = customer: C-20881
  = dates: delivery=2022-05-20
  = terms/1/id: part_1
  = terms/1/kind: part
  = terms/1/payer: warranty
  = terms/1/start: 2023-10-29
  = terms/1/days: 365
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/classes: servo_drive
  = terms/1/causes: defect; wear; transport; software
  = terms/1/serial: SD15-2309-0452
  = terms/1/ticket: SR202310270001
  = terms/2/id: part_2
  = terms/2/kind: part
  = terms/2/payer: warranty
  = terms/2/start: 2023-10-29
  = terms/2/days: 90
  = terms/2/kinds: part; labour; travel; diagnosis
  = terms/2/classes: fan
  = terms/2/causes: defect; wear; transport; software
  = terms/2/serial: FB02-2307-118
  = terms/2/ticket: SR202310270001
  = terms/3/id: guarantee_3
  = terms/3/kind: repair_guarantee
  = terms/3/payer: shop
  = terms/3/start: 2023-10-29
  = terms/3/days: 30
  = terms/3/kinds: part; labour; travel; diagnosis
  = terms/3/classes: servo_drive; fan
  = terms/3/causes: defect; wear; transport; software
  = terms/3/ticket: SR202310270001
  = repairs/1: on=2023-10-29; fault=E-3121; covered=false; result=repaired; ticket=SR202310270001
15:00  coordinator:zhou  call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=false; stable=true; attitude=satisfied; response=satisfied; rating=satisfied; words=运行稳定，没有再报警
  = 2023-10-30 14:25 clock callback #2 warned near
  = notice to coordinator: callback_near
  = satisfied_at: 2023-10-30 15:00
  = clock callback #2: met 2023-10-30 15:00, due 2023-10-30 18:25 (day)
15:10  parts_keeper:zhao  settle_parts
  requisition_returned_at: 2023-10-30 15:05
  = done
15:20  coordinator:zhou  archive
  archive_no: DA-2023-1027-0001
  archive_until: 2026-10-31
  receipt_returned_at: 2023-10-30 15:00
  = state closed -> archived
  = sheet_completed_at: 2023-10-30 15:20
  = archived_at: 2023-10-30 15:20
? clocks
  = urgent_alert: P1: at once: its time came 2023-10-27 08:12 (company time). Started 2023-10-27 08:12; target “at once”: 0 min.
  = first_response: First response: met 2023-10-27 08:24 (company time), with 3 min to spare. Started 2023-10-27 08:12; target “at once”: 15 min. So far: Warning “Running out” (to Coordinator) at 2023-10-27 08:23.
  = arrival: Arrival on site: met 2023-10-27 10:04 (company time), with 26 min to spare. Started 2023-10-27 08:30; target “as agreed with the customer”. So far: Warning “Running out” (to Coordinator) at 2023-10-27 09:30.
  = next_visit: Arrival at a further visit: met 2023-10-29 13:02 (company time), with 28 min to spare. Started 2023-10-29 09:50; target “as agreed with the customer”.
  = departure: Departure for the customer: ended 2023-10-29 11:48 (company time). Started 2023-10-29 09:50 (cycle 2).
  = call_ahead: Call before the visit: came 2023-10-29 12:50 (company time). Started 2023-10-29 09:50 (cycle 2).
  = progress_update: Progress told to the customer: ended 2023-10-29 19:40 (company time). Started 2023-10-27 08:12, counted from 2023-10-29 18:25; target “P1 and P2”: 12 h. Used 0 min, paused 1 h 15 min (waiting for the customer). Intervals kept: 21, missed: 1.
  = work_time: Time told for the repair: met 2023-10-29 18:25 (company time), with 12 min to spare. Started 2023-10-29 17:42 (cycle 2); target “as planned, in minutes”: 40 min. Used 28 min, paused 15 min (self-test and inspection).
  = resolution: Resolution: met 2023-10-29 19:40 (company time), with 11 h 52 min to spare. Started 2023-10-27 08:12; target “P1”: 1 day. Used 12 h 8 min, paused 1 day 23 h 20 min (a temporary fix is in place 1 day 18 h 45 min; waiting for the customer 4 h 35 min).
  = callback: Call-back: met 2023-10-30 15:00 (company time), with 3 h 25 min to spare. Started 2023-10-29 18:25 (cycle 2); target “within a day”: 1 day. So far: Warning “Running out” (to Coordinator) at 2023-10-30 14:25.
  = archive: Kept until: not before 2026-10-30 10:45 (company time), in 1095 days 19 h 25 min. Started 2023-10-30 10:45; target “3 years”: 1096 days. To come: Due (to Coordinator) at 2026-10-30 10:45.
? facts
  = now: 2023-10-30 15:20
  = key: SR202310270001
  = number: SR202310270001
  = revision: 61
  = state: archived
  = stage: closed
  = opened: 2023-10-27 08:12
  = since: 2023-10-30 15:20
  = resolved: 2023-10-29 19:40
  = closed: 2023-10-30 10:45
  = service_type: repair
  = channel: account_manager
  = level: p1
  = service_way: on_site
  = category: robot_controller
  = model: RC-600
  = serial: RC600-2205-0117
  = warranty_state: out_of_warranty
  = fault_class: hardware
  = cause: wear
  = failed_part: 编码器插头
  = outcome: repaired
  = assignee: shen
  = repaired_by: shen
  = rating: satisfied
  = first_time_fix: false
  = rework: 0
  = reopened: 0
  = visits: 2
  = failed_contacts: 0
  = labour_minutes: 190
  = repeats: false
  = durations/first_response: elapsed_ms=0 h 12 min; working_ms=0 h 0 min
  = durations/acceptance: elapsed_ms=0 h 1 min; working_ms=0 h 0 min
  = durations/arrival: elapsed_ms=1 h 52 min; working_ms=1 h 4 min
  = durations/repair: elapsed_ms=0 h 28 min; working_ms=0 h 0 min
  = durations/resolution: elapsed_ms=59 h 28 min; working_ms=9 h 0 min
  = durations/callback: elapsed_ms=20 h 35 min; working_ms=6 h 0 min
  = clocks/1: clock=urgent_alert; kind=not_before; cycles=1; met=0; missed=0; late=0; open=0; cancelled=0; status=over; due=2023-10-27 08:12; target_ms=0 h 0 min; used_ms=0 h 0 min
  = clocks/2: clock=first_response; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2023-10-27 08:27; target_ms=0 h 15 min; used_ms=0 h 12 min
  = clocks/3: clock=arrival; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2023-10-27 10:30; target_ms=2 h 0 min; used_ms=1 h 34 min
  = clocks/4: clock=next_visit; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2023-10-29 13:30; target_ms=3 h 40 min; used_ms=3 h 12 min
  = clocks/5: clock=departure; kind=countdown; cycles=2; met=0; missed=0; late=0; open=0; cancelled=0; status=met; due=2023-10-29 11:50; target_ms=2 h 0 min; used_ms=1 h 58 min
  = clocks/6: clock=call_ahead; kind=countdown; cycles=2; met=0; missed=0; late=0; open=0; cancelled=0; status=over; due=2023-10-29 12:50; target_ms=3 h 0 min; used_ms=3 h 0 min
  = clocks/7: clock=progress_update; kind=repeat; cycles=1; met=21; missed=1; late=0; open=0; cancelled=0; status=met; target_ms=12 h 0 min; used_ms=0 h 0 min
  = clocks/8: clock=work_time; kind=deadline; cycles=2; met=2; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=0 h 40 min; used_ms=0 h 28 min
  = clocks/9: clock=resolution; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=24 h 0 min; used_ms=12 h 8 min
  = clocks/10: clock=callback; kind=deadline; cycles=2; met=1; missed=0; late=0; open=0; cancelled=1; status=met; due=2023-10-30 18:25; target_ms=24 h 0 min; used_ms=20 h 35 min
  = clocks/11: clock=archive; kind=not_before; cycles=1; met=0; missed=0; late=0; open=1; cancelled=0; status=running; due=2026-10-30 10:45; target_ms=26304 h 0 min; used_ms=4 h 35 min
  = currency: CNY
  = costs/1: payer=customer; charges=605500; labour=0; parts=0
  = costs/2: payer=shop; charges=5000; labour=0; parts=0
  = fee_total: 605500
  = fee_paid: 605500
? sheet levels
  = Levels of service response
  = [levels]
  = | Priority level | Given where | First response | Progress told to the customer | Resolution |
  = | P1 urgent | Safety hazard; Production stopped; The description speaks of danger that nobody has ruled out; The impact speaks of danger that nobody has ruled out; Core function down, urgency not said; Core function down (At once, Today, Within days); Complaints by many customers at once (At once) | 15 min | 12 h | 24 h |
  = | P2 high | Main function impaired, urgency not said; Core function down (Any time); Complaints by many customers at once (Today, Within days, Any time); Main function impaired (At once, Today, Within days); Minor function impaired (At once) | 4 h | 12 h | 3 working days |
  = | P3 medium | Consultation or training; Main function impaired (Any time); Minor function impaired (Today, Within days); Question about use (At once, Today, Within days); Suggestion or non-core improvement (At once) | 8 h | 24 h | 5 working days |
  = | P4 low | Suggestion; Non-core improvement, urgency not said; Minor function impaired (Any time); Question about use (Any time); Suggestion or non-core improvement (Today, Within days, Any time) | 24 h | 24 h | 10 working days |
  = P1 and P2 are led by a senior engineer or a supervisor and may claim a team across departments, R&D, production and a spare unit; an overdue response goes to the customer-service supervisor at once and to the after-sales supervisor after 1 h. P3 and P4 may go to a junior engineer with technical support behind.
  = Hardware: regional service or depot. Software: technical support, a defect of the software to R&D. Use and consultation: technical support or customer service. Dissatisfaction and higher demands: complaint handling or after-sales management.
  = Response, day and night: P1 at once, P2 within 4 h, P3 within 8 h, P4 within 24 h. Progress is told every 12 h for P1 and P2, every 24 h for P3 and P4.
  = 
? board
  = @robot SR202310270001 archived, level p1, with shen, next 2026-10-30 10:45
