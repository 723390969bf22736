# What a bill says, and what is left of it when some of it is taken back.
title: A bill is paid, corrected, and a part of it given back
title zh: 账单付清后冲减并退款
policy: electronics-repair@1
language: en
unit: {"kind":"unit","key":"YS14P2208C10933","serial":"YS14P2208C10933","dates":{"sale":"2022-08-20"}}

* A laptop out of warranty comes to the counter and is repaired for 1580.
2024-09-03 10:05:20  customer_service:lin  register  @laptop
  service_type: repair
  channel: handed_in
  customer_id: C-31807
  customer_name: 何志远
  customer_phone: 13758216640
  tier: ordinary
  preferred_channel: sms
  proof: invoice
  proof_no: 033002200111-80415
  brand: 远山
  category: laptop
  product: 笔记本电脑
  model: YS-14P
  serial: YS14P2208C10933
  purchased_on: 2022-08-20
  warranty_state: out_of_warranty
  fault_description: 上周洒过水，之后开机无显示，电源灯闪三下。
  fault_since_words: 上周五洒水之后
  fault_frequency: always
  fault_use: at_power_on
  impact: core_function_down
  urgency: days
  tried: 擦干后静置两天，长按电源键重启无效。
  first_guess: hardware
  = number SR-202409030001
  = state registered
  = registered_at: 2024-09-03 10:05:20
  = registered_by: lin
  = level: p2
  = judged_at: 2024-09-03 10:05:20
  = judged_by: system
  = judged p2: The level is “P2 high” for “Core function down” and “Within days”.
  = clock first_response: running, due 2024-09-03 14:05:20 (p2)
  = clock resolution: running, due 2024-09-09 18:00 (p2)
  = notice to customer by sms: registered
10:14  customer_service:lin  receive_unit
  unit_place: depot
  case_condition: A 面右上角两道划痕，左后角轻微磕碰，键盘有水渍
  accessories/+: item=电源适配器; quantity=1; serial=AD65-2207-551; condition=线身有缠绕痕迹
  accessories/+: item=内胆包; quantity=1; condition=完好
  data_responsibility: customer_backed_up
  data_note: 客户已备份到移动硬盘，同意必要时重装系统
  power_on_consent: true
  power_on_result: 可通电，无显示，电源灯闪三下
  other_defects: 左侧 USB 接口松动
  storage_place: B-07
  check: accessories_noted, data_agreed
  proof: photo case_look
  = state registered -> received
  = received_at: 2024-09-03 10:14
  = received_by: lin
  = unit YS14P2208C10933 revision 2
  = clock first_response: met 2024-09-03 10:14, due 2024-09-03 14:05:20 (p2)
10:18  customer_service:lin  judge
  service_way: carry_in
  = state received -> judged
  = judged_at: 2024-09-03 10:18
  = judged_by: lin
10:25  coordinator:qiu  dispatch
  department: depot
  assignee: tang
  = state judged -> dispatched
  = dispatched_at: 2024-09-03 10:25
  = dispatched_by: qiu
10:40  engineer:tang senior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-09-03 10:40
15:30  engineer:tang senior  diagnose
  diagnosis_way: depot
  diagnosis: 主板供电区进水腐蚀短路，硬盘与屏幕正常
  fault_class: hardware
  cause: accident
  failed_part: 主板
  damage_degree: severe
  repairable: true
  complex: true
  special_tools: true
  maker_support: false
  proposal: 更换主板，清洗键盘接口
  planned_days: 4
  planned_minutes: 180
  = state accepted -> diagnosed
  = diagnosed_at: 2024-09-03 15:30
  = diagnosed_by: tang
  = notice to customer by sms: diagnosed
16:05  technical_support:xu  review
  reviews/+: department=technical_support; feasible=true; result=approved; cost=1480.00; remarks=更换主板可行，焊接修复返修率高
  = done
16:20  engineer:tang senior  quote
  repair_way: depot
  plan: 更换主板 MB-14P，超声清洗接口
  plan_for_customer: 主板进水短路，需要更换主板，资料不受影响；大约四个工作日。
  alternative: 不维修，将硬盘资料导出后旧机折价 600 元换购新机
  planned_minutes: 180
  planned_days: 4
  billing: paid
  parts/+: name=主板; model=MB-14P; planned=1; basis=plan; unit_price=1280.00
  check: told_plainly, told_price
  = state diagnosed -> quoted
  = estimate_total: 1580.00 CNY
  = estimate_valid_until: 2024-10-03
  = estimate_told_at: 2024-09-03 16:20
  = charges/1: kind=part; item=主板 MB-14P; part=1; quantity=1; unit_price=1280.00 CNY; tax_rate=13; tax=147.26 CNY; amount=1280.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=labour; item=Work by the hour; card_code=hour; quantity=3; unit_price=100.00 CNY; tax_rate=6; tax=16.98 CNY; amount=300.00 CNY; payer=customer; estimate=1; line=labour
  = charges/3: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=1580.00 CNY; tax=164.24 CNY; valid_until=2024-10-03; promised_minutes=180; promised_days=4; plan=更换主板 MB-14P，超声清洗接口; digest=9dadc8b44003355cfce8917ec2079b39f30d3e039c89b01816dc694de9277802; card=example
  = clock resolution: paused (p2)
  = notice to customer by sms: quote_ready
2024-09-04 11:00  customer_service:lin  authorise
  authorisations/+: scope=plan; decision=authorised; kind=electronic; person=何志远; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-09-04 11:00
  = authorisations/1: estimate=1; total=1580.00 CNY
  = clock resolution: running, due 2024-09-10 12:40 (p2)
11:20  engineer:tang senior  request_parts
  requisition_no: LL-20240904-002
  parts/1: requested=1; basis=plan; requisition_no=LL-20240904-002
  = notice to parts_keeper: parts_requested
2024-09-05 10:10  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2024-09-05 10:10; issued_by=zhao; received_by=tang; origin=original; serial=MB14P-2408-0071; requisition_no=LL-20240904-002
  proof: signature requisition_signed
  = done
10:20  engineer:tang senior  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-09-05 10:20
  = repaired_by: tang
  = clock work_time: running, due 2024-09-10 18:00 (days)
  = notice to customer by sms: repair_begun
15:20  engineer:tang senior  finish_repair
  work_done: 更换主板 MB-14P，超声清洗键盘接口，紧固左侧 USB 接口
  work_for_customer: 更换了新主板，清洗了进水的接口，松动的 USB 接口也已固定。
  labour/+: work=更换主板; engineer=tang; minutes=180
  parts/1: used=1; old_serial=MB14P-2206-3310; old_part=to_customer
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2024-09-05 15:20
  = clock work_time: paused (days)
  = notice to customer by sms: repaired
2024-09-06 11:00  engineer:tang senior  self_test
  self_test_result: pass
  tests/+: kind=full_test; item=烤机与接口全检; standard=连续 12 小时无重启、无花屏; measured=15 小时正常; result=pass
  check: function_ok, stable, no_new_fault
  proof: document self_test_record
  = state repaired -> to_inspect
  = self_tested_by: tang
14:00  inspector:sun  pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true; place=depot; remarks=外观与接收登记一致
  = state to_inspect -> passed
  = inspected_at: 2024-09-06 14:00
  = inspected_by: sun
  = passed_at: 2024-09-06 14:00
  = clock work_time: met 2024-09-06 14:00 (days)
14:30  customer_service:lin  prepare_handover
  report_no: BG-20240906-011
  work_for_customer: 更换主板一块，清洗接口，固定 USB 接口；连续 15 小时测试正常。
  care_advice: 请远离液体；首次使用请重新录入指纹。
  repair_guarantee_days: 90
  check: cleaned, rechecked, accessories_together, papers_together
  = state passed -> ready
  = ready_at: 2024-09-06 14:30
  = clock resolution: paused (p2)
  = notice to customer by sms: ready

* Whoever bills cannot call free what the customer owes.
15:00  cashier:ma try bill
  billing: free
  = refused CONDITION
  = - CONDITION_NOT_MET fee_lines: This is refused, because it does not hold that a bill that is called free of charge leaves the customer nothing to pay.
15:00  cashier:ma  bill
  billing: paid
  = fee_state: due
  = fee_total: 1580.00 CNY
  = fee_paid: 0.00 CNY
  = charges/4: kind=part; item=主板 MB-14P; part=1; quantity=1; unit_price=1280.00 CNY; tax_rate=13; tax=147.26 CNY; amount=1280.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/5: kind=labour; item=Work by the hour; card_code=hour; quantity=3; unit_price=100.00 CNY; tax_rate=6; tax=16.98 CNY; amount=300.00 CNY; payer=customer; estimate=2; line=labour/1
  = charges/6: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=final; total=1580.00 CNY; tax=164.24 CNY; promised_minutes=180; promised_days=4; plan=更换主板 MB-14P，超声清洗接口; digest=f359b7a5153e56c466bf54927cb0bfe736ad19155ae2165908e1c87e9aff2294; card=example
2024-09-07 10:35  customer_service:lin  deliver
  delivery_way: pick_up
  accessories/1: returned=true
  accessories/2: returned=true
  check: run_before_customer, told_work, told_guarantee
  = state ready -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-12-06
  = handed_over_at: 2024-09-07 10:35
  = handed_over_by: lin
  = parts/1: warranty_until=2024-12-06
  = unit YS14P2208C10933 revision 3
10:45  customer_service:lin  accept_delivery
  customer_test: 开机、上网、外接显示器均正常
  acceptance_kind: signature
  signed_by: 何志远
  rating: satisfied
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-09-07 10:45
  = resolved_at: 2024-09-07 10:45
  = clock resolution: met 2024-09-07 10:45 (p2)
  = notice to customer by sms: solved

* A payment of nothing is none, and neither is one below nothing.
10:48  cashier:ma try take_payment
  payments/+: kind=payment; amount=0.00; method=alipay
  = refused INCOMPLETE
  = - VALUE_OUT_OF_RANGE payments/+1/amount: “Payments, new row 1: Amount” must be 0.01 at least.
10:48  cashier:ma try take_payment
  payments/+: kind=deposit; amount=-1.00; method=alipay
  = refused INCOMPLETE
  = - VALUE_OUT_OF_RANGE payments/+1/amount: “Payments, new row 1: Amount” must be 0.01 at least.
10:50  cashier:ma  take_payment
  payments/+: kind=payment; amount=1580.00; method=alipay; person=何志远
  = fee_state: paid
  = fee_paid: 1580.00 CNY

* Two days later the manager finds that an hour was reckoned too much: 80 are credited, and given back.
2024-09-09 09:30  cashier:ma try adjust_payment
  payments/+: kind=credit_note; amount=0.00
  reason: 工时复核
  = refused INCOMPLETE
  = - VALUE_OUT_OF_RANGE payments/+1/amount: “Payments, new row 1: Amount” must be 0.01 at least.
09:30  cashier:ma  adjust_payment
  payments/+: kind=credit_note; amount=80.00; reference=HZ-0909
  reason: 工时复核，多计 48 分钟
  = fee_state: overpaid
  = fee_credited: 80.00 CNY
  = fee_net: 1500.00 CNY
? quote final
  = parts/1 part 主板 MB-14P: 1 x 1280.00 = 1280.00, tax 13 %, charged, customer pays 1280.00
  = labour/1 labour Work by the hour: 3 x 100.00 = 300.00, tax 6 %, charged, customer pays 300.00
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = CNY subtotal 1630.00, discount 50.00, tax 164.24, total 1580.00, credit 50.00, payable 1580.00, credit_notes 80.00, paid 1580.00, due -80.00, overpaid
09:40  cashier:ma try adjust_payment
  payments/+: kind=refund; amount=0.00; method=alipay
  reason: 退还多收款
  = refused INCOMPLETE
  = - VALUE_OUT_OF_RANGE payments/+1/amount: “Payments, new row 1: Amount” must be 0.01 at least.
09:40  cashier:ma  adjust_payment
  payments/+: kind=refund; amount=80.00; method=alipay; reference=TK-0909
  reason: 退还多收款
  = fee_state: paid
  = fee_paid: 1500.00 CNY
? view fee_total fee_credited fee_net fee_paid fee_state payments
  = fee_total: 1580.00 CNY
  = fee_credited: 80.00 CNY
  = fee_net: 1500.00 CNY
  = fee_paid: 1500.00 CNY
  = fee_state: paid
  = payments/1/at: 2024-09-07 10:50
  = payments/1/by: ma
  = payments/1/kind: payment
  = payments/1/amount: 1580.00 CNY
  = payments/1/method: alipay
  = payments/1/person: 何志远
  = payments/2/at: 2024-09-09 09:30
  = payments/2/by: ma
  = payments/2/kind: credit_note
  = payments/2/amount: 80.00 CNY
  = payments/2/reference: HZ-0909
  = payments/3/at: 2024-09-09 09:40
  = payments/3/by: ma
  = payments/3/kind: refund
  = payments/3/amount: 80.00 CNY
  = payments/3/method: alipay
  = payments/3/reference: TK-0909
? sheet repair_order
  = Repair order
  = [Customer]
  = Customer name: 何**
  = Phone: 137****6640
  = Address:
  = [Product]
  = Product: 笔记本电脑
  = Brand: 远山
  = Model: YS-14P
  = Serial number: YS14P2208C10933
  = Purchased on: 2022-08-20
  = Warranty until:
  = Proof of purchase: Invoice
  = Number of the proof of purchase: 033002200111-80415
  = Warranty state: Out of warranty
  = [Handed in]
  = Unit received at: 2024-09-03 10:14
  = Unit received by: lin
  = Fault description: 上周洒过水，之后开机无显示，电源灯闪三下。
  = Look of the case: A 面右上角两道划痕，左后角轻微磕碰，键盘有水渍
  = Customer consents to a power-on test: yes
  = Result of the power-on test: 可通电，无显示，电源灯闪三下
  = Other defects seen: 左侧 USB 接口松动
  = Who answers for the data on the device: The customer has backed up the data
  = Agreement on the data: 客户已备份到移动硬盘，同意必要时重装系统
  = [Accessories]
  = | Accessory | Quantity | Serial number | Condition | Given back |
  = | 电源适配器 | 1 | AD65-2207-551 | 线身有缠绕痕迹 | ☑ yes  ☐ no |
  = | 内胆包 | 1 |  | 完好 | ☑ yes  ☐ no |
  = [Diagnosis and quote]
  = Diagnosis: 主板供电区进水腐蚀短路，硬盘与屏幕正常
  = Way of repair: In the depot
  = Estimated total: CNY 1580.00
  = Quote valid until: 2024-10-03
  = Working days: 4
  = Degree of damage: Severe
  = Repair is feasible: yes
  = Alternative: 不维修，将硬盘资料导出后旧机折价 600 元换购新机
  = Plan authorised at: 2024-09-04 11:00
  = [Parts]
  = | Part | Part model | Planned | Used | New serial no. | Old serial no. | Old part | Warranty until |
  = | 主板 | MB-14P | 1 | 1 | MB14P-2408-0071 | MB14P-2206-3310 | Given to the customer | 2024-12-06 |
  = [Test results]
  = | Kind | Item | Standard | Measured | Result | By | At |
  = | Full test | 烤机与接口全检 | 连续 12 小时无重启、无花屏 | 15 小时正常 | ☑ Passed  ☐ Failed | tang | 2024-09-06 11:00 |
  = [Hand-over]
  = Work done: 更换主板一块，清洗接口，固定 USB 接口；连续 15 小时测试正常。
  = Guarantee until: 2024-12-06
  = Fee due in total: CNY 1580.00
  = Handed over at: 2024-09-07 10:35
  = What to mind: 请远离液体；首次使用请重新录入指纹。
  = [Correction of the bill]
  = Taken back by credit notes: CNY 80.00
  = Fee after credit notes: CNY 1500.00
  = [Received, given back, credited]
  = | At | Kind | Amount | Method | Reference |
  = | 2024-09-07 10:50 | Payment | CNY 1580.00 | Alipay |  |
  = | 2024-09-09 09:30 | Credit note | CNY 80.00 |  | HZ-0909 |
  = | 2024-09-09 09:40 | Refund | CNY 80.00 | Alipay | TK-0909 |
  = [sign]
  = Look and accessories are as written above. Data on the device are backed up by the customer unless agreed otherwise.
  = sign Customer, handing in:
  = sign Customer, fetching: 何** 2024-09-07 10:45
  = sign Taken in by: lin 2024-09-03 10:14
  = Please keep this sheet. Its number tells you how far your case has come.
? sheet repair_report
  = Repair report
  = [Customer]
  = Customer name: 何**
  = Phone: 137****6640
  = Address:
  = [Product]
  = Product: 笔记本电脑
  = Brand: 远山
  = Model: YS-14P
  = Serial number: YS14P2208C10933
  = Purchased on: 2022-08-20
  = Warranty until:
  = Proof of purchase: Invoice
  = Number of the proof of purchase: 033002200111-80415
  = Warranty state: Out of warranty
  = [Fault and cause]
  = Fault description: 上周洒过水，之后开机无显示，电源灯闪三下。
  = Class of the fault: Hardware
  = Cause: Accident
  = Failed part: 主板
  = [What was done]
  = Repaired by: tang
  = Repair finished at: 2024-09-05 15:20
  = Work done: 更换主板一块，清洗接口，固定 USB 接口；连续 15 小时测试正常。
  = Inspection passed at: 2024-09-06 14:00
  = Way of delivery: Picked up
  = [Parts]
  = | Part | Part model | Planned | Used | New serial no. | Old serial no. | Old part | Warranty until |
  = | 主板 | MB-14P | 1 | 1 | MB14P-2408-0071 | MB14P-2206-3310 | Given to the customer | 2024-12-06 |
  = [Fees]
  = Fee due in total: CNY 1580.00
  = Fee paid: CNY 1500.00
  = Fee state: Paid
  = Invoice number:
  = [Correction of the bill]
  = Taken back by credit notes: CNY 80.00
  = Fee after credit notes: CNY 1500.00
  = [Received, given back, credited]
  = | At | Kind | Amount | Method | Reference |
  = | 2024-09-07 10:50 | Payment | CNY 1580.00 | Alipay |  |
  = | 2024-09-09 09:30 | Credit note | CNY 80.00 |  | HZ-0909 |
  = | 2024-09-09 09:40 | Refund | CNY 80.00 | Alipay | TK-0909 |
  = [Guarantee and care]
  = Guarantee (days): 90
  = Guarantee until: 2024-12-06
  = What to mind: 请远离液体；首次使用请重新录入指纹。
  = [sign]
  = sign Customer: 何** 2024-09-07 10:45
  = sign Engineer: tang 2024-09-07 10:35
  = Please keep this sheet. Its number tells you how far your case has come.
? facts
  = now: 2024-09-09 09:40
  = key: SR-202409030001
  = number: SR-202409030001
  = revision: 22
  = state: settling
  = stage: done
  = opened: 2024-09-03 10:05:20
  = since: 2024-09-07 10:45
  = resolved: 2024-09-07 10:45
  = service_type: repair
  = channel: handed_in
  = level: p2
  = service_way: carry_in
  = category: laptop
  = model: YS-14P
  = serial: YS14P2208C10933
  = warranty_state: out_of_warranty
  = fault_class: hardware
  = cause: accident
  = failed_part: 主板
  = outcome: repaired
  = assignee: tang
  = repaired_by: tang
  = rating: satisfied
  = first_time_fix: true
  = rework: 0
  = reopened: 0
  = visits: 0
  = failed_contacts: 0
  = labour_minutes: 180
  = repeats: false
  = durations/first_response: elapsed_ms=0 h 8 min 40.000 s; working_ms=0 h 8 min 40.000 s
  = durations/acceptance: elapsed_ms=0 h 15 min; working_ms=0 h 15 min
  = durations/repair: elapsed_ms=5 h 0 min; working_ms=5 h 0 min
  = durations/resolution: elapsed_ms=96 h 39 min 40.000 s; working_ms=34 h 54 min 40.000 s
  = clocks/1: clock=first_response; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2024-09-03 14:05:20; target_ms=4 h 0 min; used_ms=0 h 8 min 40.000 s
  = clocks/2: clock=work_time; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=34 h 40 min; used_ms=5 h 0 min
  = clocks/3: clock=resolution; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=43 h 54 min 40.000 s; used_ms=27 h 44 min 40.000 s
  = currency: CNY
  = costs/1: payer=customer; charges=158000; labour=0; parts=0; credited=8000
  = fee_total: 158000
  = fee_credited: 8000
  = fee_net: 150000
  = fee_paid: 150000
