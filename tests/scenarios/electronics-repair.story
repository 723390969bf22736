# Scenario of electronics repair and customer care: handed in, quoted, authorised, repaired, fetched; a complaint later.
title: A laptop is handed in after a spill, and a complaint follows
title zh: 笔记本电脑送修与后续投诉
policy: electronics-repair@1
tenant: desk
language: en
unit: {"kind":"unit","tenant":"desk","key":"YS14P2208C10933","serial":"YS14P2208C10933","dates":{"sale":"2022-08-20"}}

* Mr He hands his laptop in at the shop counter.

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

* Scratches and accessories are written down, and nobody powers the unit on without his consent.

10:10  customer_service:lin try receive_unit
  unit_place: depot
  power_on_consent: false
  power_on_result: 无显示
  accessories/+: item=电源适配器; quantity=1; serial=AD65-2207-551; condition=线身有缠绕痕迹
  check: accessories_noted
  = refused INCOMPLETE
  = - FIELD_MISSING data_responsibility: “Who answers for the data on the device” is missing.
  = - CHECKLIST_OPEN data_agreed: “talked over who answers for the data on the device” has not been ticked on the checklist of “Take the unit in and inspect it”.
  = - CONDITION_NOT_MET case_recorded: This is refused, because it does not hold that the look of the case is written down, or photographed for the purpose “case_look”.
  = - CONDITION_NOT_MET power_on_consent: This is refused, because it does not hold that the unit was powered on with the customer's consent only.

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

10:20  customer_service:lin  inform
  handling_promised: 一个工作日内检测并报价
  told/+: item=ticket_number; channel=in_person
  check: told_number, told_warranty, told_response, told_have_ready
  = done

10:25  coordinator:qiu  dispatch
  department: depot
  assignee: tang
  = state judged -> dispatched
  = dispatched_at: 2024-09-03 10:25
  = dispatched_by: qiu

10:40  engineer:tang senior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-09-03 10:40

* Diagnosis: degree of damage and whether a repair is feasible. The customer gets an SMS.

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

* It is complex, so it is reviewed, and it is not cheap, so an alternative is named.

15:50  engineer:tang senior try quote
  repair_way: depot
  plan: 更换主板 MB-14P，超声清洗接口
  plan_for_customer: 主板进水短路，需要更换主板。
  billing: paid
  parts/+: name=主板; model=MB-14P; planned=1; basis=plan; unit_price=1280.00
  check: told_plainly, told_price
  = refused INCOMPLETE
  = - FIELD_MISSING alternative: “Alternative” is missing.
  = - CONDITION_NOT_MET reviewed: This is refused, because it does not hold that a complex fault has been reviewed technically and approved.

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

? quote
  = parts/1 part 主板 MB-14P: 1 x 1280.00 = 1280.00, tax 13 %, charged, customer pays 1280.00
  = labour labour Work by the hour: 3 x 100.00 = 300.00, tax 6 %, charged, customer pays 300.00
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = CNY subtotal 1630.00, discount 50.00, tax 164.24, total 1580.00, credit 50.00, payable 1580.00, due 1580.00, unpaid

* He asks something nobody can answer at once: a reply is promised for the next morning, and given.

16:30  customer_service:lin  ask_question
  questions/+: question=换主板后指纹识别还能用吗？; channel=phone; promised_at=2024-09-04 10:00
  = clock customer_question: running, due 2024-09-04 10:00 (promised)

2024-09-04 09:30  engineer:tang senior  answer_question
  questions/1: answer=可以，更换后需重新录入指纹; answered_at=2024-09-04 09:30; answered_by=tang
  = clock customer_question: met 2024-09-04 09:30, due 2024-09-04 10:00 (promised)

? clocks customer_question
  = customer_question: Answer to a customer's question: met 2024-09-04 09:30 (company time), with 30 min to spare. Started 2024-09-03 16:30; target “as promised”.

* A recording is not enough for what the customer pays.

09:35  engineer:tang senior try start_repair
  check: case_protected, instructions_tools
  = refused CONDITION
  = - CONDITION_NOT_MET authorised: This is refused, because it does not hold that the customer has authorised the plan.
  = - CONDITION_NOT_MET parts_issued: This is refused, because it does not hold that the parts of the plan have been issued.
  = - NEEDS_CONSENT: 1580.00 is 1580.00 more than the customer has authorised; without new consent it may be 0.00 at most.

09:40  customer_service:lin try authorise
  authorisations/+: scope=plan; decision=authorised; kind=recording; person=何志远; digest=last
  proof: recording authorisation
  = refused CONDITION
  = - CONDITION_NOT_MET in_writing: This is refused, because it does not hold that what is paid by the customer, or costs 500.00 or more, is authorised in writing.

11:00  customer_service:lin  authorise
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

11:22  engineer:tang senior  await_parts
  parts/1: expected_on=2024-09-05
  = state authorised -> parts_awaited
  = clock resolution: paused (p2)

2024-09-05 10:00  parts_keeper:zhao  parts_ready
  parts/1: arrived_at=2024-09-05 09:40
  = state parts_awaited -> authorised
  = clock resolution: running, due 2024-09-11 11:18 (p2)
  = notice to customer by sms: parts_ready

10:10  parts_keeper:zhao  issue_parts
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

* Function and stability are tested to a standard, and nobody passes his own repair.

17:40  engineer:tang senior try self_test
  self_test_result: pass
  tests/+: kind=self_test; item=开机; result=pass
  check: function_ok, no_new_fault
  = refused INCOMPLETE
  = - FIELD_MISSING tests/+1/standard: “Tests, new row 1: Standard” is missing.
  = - CHECKLIST_OPEN stable: “stable over the set time” has not been ticked on the checklist of “Pass the self-test”.
  = - EVIDENCE_MISSING self_test_record: “self-test record of the full test” is missing: 1 needed, 0 attached.
  = - CONDITION_NOT_MET full_test: This is refused, because it does not hold that a full test to the preset standard has been passed.

2024-09-06 11:00  engineer:tang senior  self_test
  self_test_result: pass
  tests/+: kind=full_test; item=烤机与接口全检; standard=连续 12 小时无重启、无花屏; measured=15 小时正常; result=pass
  check: function_ok, stable, no_new_fault
  proof: document self_test_record
  = state repaired -> to_inspect
  = self_tested_by: tang

11:10  engineer+inspector:tang senior try pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true
  = refused SEPARATION
  = - SAME_PERSON start_repair: tang did “Begin the repair” and may not do “Pass the inspection”.
  = - SAME_PERSON finish_repair: tang did “Finish the repair” and may not do “Pass the inspection”.
  = - SAME_PERSON self_test: tang did “Pass the self-test” and may not do “Pass the inspection”.
  = - SAME_PERSON labour/engineer: tang is named in “Labour: Engineer” and may not do “Pass the inspection”.

14:00  inspector:sun  pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true; place=depot; remarks=外观与接收登记一致
  = state to_inspect -> passed
  = inspected_at: 2024-09-06 14:00
  = inspected_by: sun
  = passed_at: 2024-09-06 14:00
  = clock work_time: met 2024-09-06 14:00 (days)

14:20  customer_service:lin try prepare_handover
  check: accessories_together, papers_together
  = refused INCOMPLETE
  = - FIELD_MISSING report_no: “Repair report number” is missing.
  = - FIELD_MISSING care_advice: “What to mind” is missing.
  = - FIELD_MISSING repair_guarantee_days: “Guarantee on the repair in days” is missing.
  = - CHECKLIST_OPEN cleaned: “cleaned” has not been ticked on the checklist of “Prepare the hand-over”.
  = - CHECKLIST_OPEN rechecked: “checked once more” has not been ticked on the checklist of “Prepare the hand-over”.

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

15:00  cashier:ma  bill
  billing: paid
  = fee_state: due
  = fee_total: 1580.00 CNY
  = fee_paid: 0.00 CNY
  = charges/4: kind=part; item=主板 MB-14P; part=1; quantity=1; unit_price=1280.00 CNY; tax_rate=13; tax=147.26 CNY; amount=1280.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/5: kind=labour; item=Work by the hour; card_code=hour; quantity=3; unit_price=100.00 CNY; tax_rate=6; tax=16.98 CNY; amount=300.00 CNY; payer=customer; estimate=2; line=labour/1
  = charges/6: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=final; total=1580.00 CNY; tax=164.24 CNY; promised_minutes=180; promised_days=4; plan=更换主板 MB-14P，超声清洗接口; digest=f359b7a5153e56c466bf54927cb0bfe736ad19155ae2165908e1c87e9aff2294; card=example

* He fetches it the next morning: everything that came in goes back, and he signs.

2024-09-07 10:30  customer_service:lin try deliver
  delivery_way: pick_up
  accessories/1: returned=true
  accessories/2: returned=false
  check: run_before_customer, told_work, told_guarantee
  = refused CONDITION
  = - CONDITION_NOT_MET accessories: This is refused, because it does not hold that every accessory that came in goes back.

10:35  customer_service:lin  deliver
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

10:50  cashier:ma  take_payment
  payments/+: kind=payment; amount=1580.00; method=alipay; person=何志远
  = fee_state: paid
  = fee_paid: 1580.00 CNY

11:00  customer_service:lin  close
  solution: 更换主板 MB-14P，清洗接口
  = state settling -> closed
  = unit YS14P2208C10933 revision 4
  = clock archive: running, due 2027-09-08 11:00 (years)

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
  = [sign]
  = Look and accessories are as written above. Data on the device are backed up by the customer unless agreed otherwise.
  = sign Customer, handing in:
  = sign Customer, fetching: 何** 2024-09-07 10:45
  = sign Taken in by: lin 2024-09-03 10:14
  = Please keep this sheet. Its number tells you how far your case has come.
? clocks
  = first_response: First response: met 2024-09-03 10:14 (company time), with 3 h 51 min of working time to spare. Started 2024-09-03 10:05; target “P2”: 4 h of working time.
  = customer_question: Answer to a customer's question: met 2024-09-04 09:30 (company time), with 30 min to spare. Started 2024-09-03 16:30; target “as promised”.
  = work_time: Time told for the repair: met 2024-09-06 14:00 (company time), with 29 h 40 min of working time to spare. Started 2024-09-05 10:20; target “as planned, in working days”: 34 h 40 min of working time. Used 5 h of working time, paused 22 h 40 min (self-test and inspection).
  = resolution: Resolution: met 2024-09-07 10:45 (company time), with 23 h 48 min of working time to spare. Started 2024-09-03 10:05; target “P2”: 43 h 54 min of working time. Used 20 h 6 min of working time, paused 2 days 13 h 33 min (waiting for the customer 1 day 14 h 55 min; waiting for parts 22 h 38 min), outside of hours 15 h.
  = archive: Kept until: not before 2027-09-08 11:00 (company time), in 1096 days. Started 2024-09-07 11:00; target “3 years”: 1096 days. To come: Due (to Coordinator) at 2027-09-08 11:00.
? unit YS14P2208C10933
  = kind: unit
  = tenant: desk
  = key: YS14P2208C10933
  = revision: 4
  = serial: YS14P2208C10933
  = dates: sale=2022-08-20
  = terms/1/id: part_1
  = terms/1/kind: part
  = terms/1/payer: warranty
  = terms/1/start: 2024-09-07
  = terms/1/days: 90
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/classes: MB-14P
  = terms/1/causes: defect; wear; transport; software
  = terms/1/serial: MB14P-2408-0071
  = terms/1/ticket: SR-202409030001
  = terms/2/id: guarantee_2
  = terms/2/kind: repair_guarantee
  = terms/2/payer: shop
  = terms/2/start: 2024-09-07
  = terms/2/days: 90
  = terms/2/kinds: part; labour; travel; diagnosis
  = terms/2/classes: MB-14P
  = terms/2/causes: defect; wear; transport; software
  = terms/2/ticket: SR-202409030001
  = outages/1: from=2024-09-03; to=2024-09-06; counts=true; ticket=SR-202409030001
  = outages/2: from=2024-09-06; to=2024-09-07; counts=false; ticket=SR-202409030001
  = repairs/1: on=2024-09-05; fault=hardware; covered=false; result=repaired; ticket=SR-202409030001

* A week later he complains: nobody had told him that the old part was in the bag. He is heard, the facts are checked,
* remedy and improvement are named, and he is content.

2024-09-12 09:20  customer_service:lin  register  @complaint
  service_type: complaint
  channel: hotline
  customer_id: C-31807
  customer_name: 何志远
  customer_phone: 13758216640
  tier: ordinary
  preferred_channel: phone
  product: 笔记本电脑
  serial: YS14P2208C10933
  fault_description: 取机时没人说明旧主板放在袋子里，打电话询问时接待人员不耐烦。
  links/+: kind=complaint; key=$laptop
  = number SR-202409120001
  = state registered
  = registered_at: 2024-09-12 09:20
  = registered_by: lin
  = level: p3
  = judged_at: 2024-09-12 09:20
  = judged_by: system
  = judged p3: The level is “P3 medium”, because nothing says otherwise.
  = clock first_response: running, due 2024-09-12 17:20 (p3)
  = clock resolution: running, due 2024-09-23 18:00 (p3)
  = notice to customer by phone: registered
? earlier
  = Tickets of the customer: SR-202409030001, Closed
  = Repairs of the unit: SR-202409030001, Closed

09:22  customer_service:lin  judge
  service_way: remote
  impact: minor_function
  = state registered -> judged
  = judged_at: 2024-09-12 09:22
  = judged_by: lin

09:25  cs_supervisor:wang  dispatch
  department: complaints
  assignee: gu
  = state judged -> dispatched
  = dispatched_at: 2024-09-12 09:25
  = dispatched_by: wang

09:40  complaint_specialist:gu  accept
  = state dispatched -> accepted
  = accepted_at: 2024-09-12 09:40

09:45  complaint_specialist:gu  hear_complaint
  complaints/+: about=attitude; words=旧件没有说明，来电时接待不耐烦; heard_at=2024-09-12 09:45; heard_by=gu; apologised_at=2024-09-12 09:50
  check: listened, apologised
  = state accepted -> complaint
  = clock first_response: met 2024-09-12 09:45, due 2024-09-12 17:20 (p3)

10:00  complaint_specialist:gu try settle_complaint
  complaints/1: facts=; remedy=; answered_at=2024-09-12 10:00; rating=satisfied
  outcome: complaint_settled
  solution: 致歉
  = refused INCOMPLETE
  = - FIELD_MISSING complaints/1/facts: “Complaints, row 1: Facts found” is missing.
  = - FIELD_MISSING complaints/1/remedy: “Complaints, row 1: Remedy” is missing.
  = - FIELD_MISSING complaints/1/improvement: “Complaints, row 1: Improvement” is missing.
  = - CONDITION_NOT_MET handled: This is refused, because it does not hold that the complaint was heard, apologised for, its facts checked, remedy and improvement named.

14:00  complaint_specialist:gu  handle_complaint
  complaints/1: facts=调取录音属实，交付单未写明旧件; remedy=当面致歉并赠送一次清洁保养; improvement=交付清单增加旧件一栏，接待人员复训
  = done

16:30  complaint_specialist:gu  settle_complaint
  complaints/1: facts=调取录音属实，交付单未写明旧件; remedy=当面致歉并赠送一次清洁保养; improvement=交付清单增加旧件一栏，接待人员复训; answered_at=2024-09-12 16:30; answered_by=gu; rating=satisfied; settled_at=2024-09-12 16:30
  outcome: complaint_settled
  solution: 致歉、赠送清洁保养，客户表示满意
  = state complaint -> settling
  = acceptance: accepted
  = resolved_at: 2024-09-12 16:30
  = satisfied_at: 2024-09-12 16:30
  = clock resolution: met 2024-09-12 16:30, due 2024-09-23 18:00 (p3)
  = notice to customer by phone: solved

16:40  customer_service:lin  close
  fee_state: free
  = state settling -> closed
  = clock archive: running, due 2027-09-13 16:40 (years)

? board
  = @laptop SR-202409030001 closed, level p2, with tang, next 2027-09-08 11:00
  = @complaint SR-202409120001 closed, level p3, with gu, next 2027-09-13 16:40
