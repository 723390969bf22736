# Standardised repair process, the plan with its customer: reviewed, corrected, objected to, expired, agreed to in part.
title: A plan that is changed until it is agreed, and three cases beside it
title zh: 几经修改才确认的维修方案，以及另外三件工单
policy: repair-process@1
tenant: desk
language: zh-CN
unit: {"kind":"unit","tenant":"desk","key":"DW8-2104-00731","serial":"DW8-2104-00731","dates":{"sale":"2021-04-18"}}
unit: {"kind":"unit","tenant":"desk","key":"OV3-2310-1180","serial":"OV3-2310-1180","dates":{"sale":"2023-10-06"}}

* Ms Fang's dishwasher does not heat and leaks: two parts, so it is no plain fault.
2024-06-03 09:00  customer_service:liu  register  @dishwasher
  service_type: repair
  channel: portal
  customer_id: C-20940
  customer_name: 方文静
  customer_phone: 13606512274
  customer_address: 浙江省杭州市西湖区文三路 66 号 2 幢 302 室
  tier: ordinary
  preferred_channel: phone
  proof: invoice
  proof_no: 24332000000091004411
  brand: 海曦
  category: dishwasher
  product: 洗碗机
  model: HX-DW8
  serial: DW8-2104-00731
  purchased_on: 2021-04-18
  warranty_state: out_of_warranty
  fault_description: 进水后不加热，偶尔漏水。
  fault_since_words: 半个月前
  fault_frequency: often
  fault_use: in_use
  impact: main_function_impaired
  tried: 清洗过滤网，无改善。
  = number ABC20240603001
  = state registered
  = registered_at: 2024-06-03 09:00
  = registered_by: liu
  = level: p2
  = judged_at: 2024-06-03 09:00
  = judged_by: system
  = judged p2 by main_function: 定为“P2 高”：符合“主要功能受影响（未注明紧急程度）”。
  = clock first_response: running, due 2024-06-03 13:00 (p2)
  = clock resolution: running, due 2024-06-07 18:00 (p2)
  = notice to customer by phone: registered
09:02  customer_service:liu  judge
  service_way: on_site
  = state registered -> judged
  = judged_at: 2024-06-03 09:02
  = judged_by: liu
09:04  customer_service:liu  inform
  told/+: item=ticket_number; channel=phone
  check: told_number, told_warranty, told_response, told_have_ready
  = done
09:05  customer_service:liu  dispatch
  department: field_service
  assignee: he
  = state judged -> dispatched
  = dispatched_at: 2024-06-03 09:05
  = dispatched_by: liu
09:06  engineer:he junior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-03 09:06
09:08  engineer:he junior  contact_customer
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=核对故障现象
  = clock first_response: met 2024-06-03 09:08, due 2024-06-03 13:00 (p2)
09:10  engineer:he junior  agree_visit
  visit_from: 2024-06-03 14:00
  visit_until: 2024-06-03 14:30
  visit_consent: true
  visits/+: purpose=diagnosis; window_from=2024-06-03 14:00; window_until=2024-06-03 14:30; engineer=he; km=6
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock arrival: running, due 2024-06-03 14:30 (agreed)
  = clock call_ahead: running, due 2024-06-03 13:50
  = notice to customer by phone: visit_agreed
13:20  engineer:he junior  leave
  check: uniform_badge, tools_checked, receipt_and_card
  = state visit_agreed -> under_way
  = left_at: 2024-06-03 13:20
  = visits/1: left_at=2024-06-03 13:20
14:02  engineer:he junior  arrive
  check: introduced, listened, called_ahead
  = 2024-06-03 13:50 clock call_ahead fired
  = clock call_ahead: over 2024-06-03 13:50, due 2024-06-03 13:50
  = state under_way -> on_site
  = arrived_at: 2024-06-03 14:02
  = visits/1: arrived_at=2024-06-03 14:02
  = clock arrival: met 2024-06-03 14:02, due 2024-06-03 14:30 (agreed)
  = notice to customer by phone: arrived
14:30  engineer:he junior  diagnose
  diagnosis_way: on_site
  diagnosis: 加热管断路，进水阀密封老化
  fault_class: hardware
  cause: wear
  failed_part: 加热管
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 现场更换加热管与进水阀
  planned_minutes: 60
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-06-03 14:30
  = diagnosed_by: he
  = notice to customer by phone: diagnosed

* Several parts want a technical review, with its cost; then there is a plan. It bears a slip, and is set out once more before
* anybody releases it. Who made it cannot release it.
14:40  engineer:chen intermediate  try quote
  repair_way: on_site
  plan: 更换加热管与进水阀
  plan_for_customer: 加热管坏了，进水阀也老化漏水，两样一起换。
  billing: paid
  parts/+: name=加热管; model=HT-08; planned=1; basis=plan; unit_price=160.00
  parts/+: name=进水阀; model=IV-02; planned=1; basis=plan; unit_price=85.00
  check: told_plainly
  = refused CONDITION
  = - CONDITION_NOT_MET reviewed: 不能办理，未满足条件：复杂故障（涉及多个部件或定制件）已通过技术评审。
14:45  technical_support:xu  try review
  reviews/+: department=technical_support; feasible=true; result=approved
  = refused INCOMPLETE
  = - FIELD_MISSING reviews/+1/cost: 缺少“技术评审记录新增第1行：评估成本”。
14:46  technical_support:xu  review
  reviews/+: department=technical_support; feasible=true; result=approved; cost=375.00; remarks=两件均有库存，可现场更换
  = done
14:50  engineer:chen intermediate  quote
  repair_way: on_site
  plan: 更换加热管与进水阀
  plan_for_customer: 加热管坏了，进水阀也老化漏水，两样一起换。
  billing: paid
  parts/+: name=加热管; model=HT-08; planned=11; basis=plan; unit_price=160.00
  parts/+: name=进水阀; model=IV-02; planned=1; basis=plan; unit_price=85.00
  check: told_plainly
  = state diagnosed -> quoted
  = warranty_until: 2022-04-18
  = estimate_total: 1975.00 CNY
  = estimate_valid_until: 2024-07-03
  = charges/1: kind=part; item=加热管 HT-08; part=1; quantity=11; unit_price=160.00 CNY; tax_rate=13; tax=202.48 CNY; amount=1760.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=进水阀 IV-02; part=2; quantity=1; unit_price=85.00 CNY; tax_rate=13; tax=9.78 CNY; amount=85.00 CNY; payer=customer; estimate=1; line=parts/2
  = charges/3: kind=labour; item=按工时计费; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=customer; estimate=1; line=labour
  = charges/4: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=1; line=visits/1
  = charges/5: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=1975.00 CNY; tax=219.62 CNY; valid_until=2024-07-03; promised_minutes=60; plan=更换加热管与进水阀; digest=9adcbba882ff15a19e110ba45a79182be5bc44d59402da7e4353478b8c13841f; card=example
  = clock resolution: paused (p2)
14:52  engineer:chen intermediate  quote
  repair_way: on_site
  plan: 更换加热管与进水阀
  plan_for_customer: 加热管坏了，进水阀也老化漏水，两样一起换。
  billing: paid
  parts/1: planned=1
  check: told_plainly
  = estimate_total: 375.00 CNY
  = charges/6: kind=part; item=加热管 HT-08; part=1; quantity=1; unit_price=160.00 CNY; tax_rate=13; tax=18.41 CNY; amount=160.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/7: kind=part; item=进水阀 IV-02; part=2; quantity=1; unit_price=85.00 CNY; tax_rate=13; tax=9.78 CNY; amount=85.00 CNY; payer=customer; estimate=2; line=parts/2
  = charges/8: kind=labour; item=按工时计费; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=customer; estimate=2; line=labour
  = charges/9: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=2; line=visits/1
  = charges/10: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=estimate; total=375.00 CNY; tax=35.55 CNY; valid_until=2024-07-03; promised_minutes=60; plan=更换加热管与进水阀; digest=65f679304a9c58546c760b433d7e763788e909963fec524a843d6c2b3d41e3e8; card=example
14:54  cs_supervisor+engineer:chen intermediate  try release_plan
  check: plain_words
  = refused SEPARATION
  = - SAME_PERSON quote: chen办理过“出具方案与报价”，不能再办理“客服主管确认方案并告知客户”。
14:55  cs_supervisor:wang  release_plan
  check: plain_words
  = estimate_told_at: 2024-06-03 14:55
  = plan_released_at: 2024-06-03 14:55
  = plan_released_by: wang
  = notice to customer by phone: quote_ready
14:56  cs_supervisor:wang  try release_plan
  check: plain_words
  = refused WRONG_STATE
  = - STATE_NOT_OPEN: “客服主管确认方案并告知客户”可在“方案待客户确认”时办理，但工单目前不符合办理的前提。

* The customer finds the valve too dear and asks for another maker's; the plan is changed. Then she is away for five weeks, and
* the quote has run out.
15:00  engineer:he junior  object
  decline_words: 进水阀太贵，问有没有通用件
  authorisations/+: scope=plan; decision=objected; person=方文静
  = state quoted -> diagnosed
  = counter plan_rounds: 1
  = clock resolution: running, due 2024-06-11 09:10 (p2)
15:20  engineer:chen intermediate  quote
  repair_way: on_site
  plan: 更换加热管与通用进水阀
  plan_for_customer: 加热管换原厂件，进水阀换认证的通用件。
  billing: paid
  parts/2: model=IV-02G; unit_price=48.00; planned=1
  check: told_plainly
  = state diagnosed -> quoted
  = estimate_total: 338.00 CNY
  = plan_released_at: (nothing)
  = charges/11: kind=part; item=加热管 HT-08; part=1; quantity=1; unit_price=160.00 CNY; tax_rate=13; tax=18.41 CNY; amount=160.00 CNY; payer=customer; estimate=3; line=parts/1
  = charges/12: kind=part; item=进水阀 IV-02G; part=2; quantity=1; unit_price=48.00 CNY; tax_rate=13; tax=5.52 CNY; amount=48.00 CNY; payer=customer; estimate=3; line=parts/2
  = charges/13: kind=labour; item=按工时计费; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=customer; estimate=3; line=labour
  = charges/14: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=3; line=visits/1
  = charges/15: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=3; line=diagnosis
  = estimates/3: no=3; kind=estimate; total=338.00 CNY; tax=31.29 CNY; valid_until=2024-07-03; promised_minutes=60; plan=更换加热管与通用进水阀; digest=c4de28e04c5ebdbf9e8e866087b85c8e1edd1196fd08ff91d051514d36bb070f; card=example
  = clock resolution: paused (p2)
15:25  cs_supervisor:wang  release_plan
  check: plain_words
  = estimate_told_at: 2024-06-03 15:25
  = plan_released_at: 2024-06-03 15:25
  = notice to customer by phone: quote_ready
2024-07-08 09:00  customer_service:liu  try authorise
  authorisations/+: scope=plan; decision=authorised; kind=recording; person=方文静; digest=last
  proof: recording authorisation
  = refused REFUSED
  = - QUOTE_EXPIRED: 第3号报价的授权期限为2024-07-03，现已过期。
09:10  engineer:chen intermediate  quote
  repair_way: on_site
  plan: 更换加热管与通用进水阀
  plan_for_customer: 加热管换原厂件，进水阀换认证的通用件。
  billing: paid
  check: told_plainly
  = estimate_valid_until: 2024-08-07
  = plan_released_at: (nothing)
  = charges/16: kind=part; item=加热管 HT-08; part=1; quantity=1; unit_price=160.00 CNY; tax_rate=13; tax=18.41 CNY; amount=160.00 CNY; payer=customer; estimate=4; line=parts/1
  = charges/17: kind=part; item=进水阀 IV-02G; part=2; quantity=1; unit_price=48.00 CNY; tax_rate=13; tax=5.52 CNY; amount=48.00 CNY; payer=customer; estimate=4; line=parts/2
  = charges/18: kind=labour; item=按工时计费; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=customer; estimate=4; line=labour
  = charges/19: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=4; line=visits/1
  = charges/20: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=4; line=diagnosis
  = estimates/4: no=4; kind=estimate; total=338.00 CNY; tax=31.29 CNY; valid_until=2024-08-07; promised_minutes=60; plan=更换加热管与通用进水阀; digest=c4de28e04c5ebdbf9e8e866087b85c8e1edd1196fd08ff91d051514d36bb070f; card=example
09:15  cs_supervisor:wang  release_plan
  check: plain_words
  = estimate_told_at: 2024-07-08 09:15
  = plan_released_at: 2024-07-08 09:15
  = notice to customer by phone: quote_ready

* What she agreed to is the quote before it, which is not this one. Then she takes the heater and leaves the valve.
09:18  customer_service:liu  try authorise
  authorisations/+: scope=plan; decision=authorised; kind=recording; person=方文静; digest=4d8f6c1b0f6b3a52f2a1a5f9f8f1a7f7f2f0d1b6a0c4e8d2b6f0a4c8e2d6b0a4
  proof: recording authorisation
  = refused REFUSED
  = - CONSENT_TO_ANOTHER_QUOTE authorisations/+1/digest: “客户授权记录新增第1行：授权内容摘要值”与最近一次报价（第4号）不符。
09:20  customer_service:liu  authorise
  authorisations/+: scope=plan; decision=authorised; kind=recording; person=方文静; digest=last
  charges/17/accepted: false
  proof: recording authorisation
  = state quoted -> authorised
  = authorised_at: 2024-07-08 09:20
  = authorisations/2: estimate=4; total=290.00 CNY
  = clock resolution: running, due 2024-07-12 12:10 (p2)
09:30  engineer:chen intermediate  agree_visit
  visit_from: 2024-07-08 14:00
  visit_until: 2024-07-08 14:30
  visit_consent: true
  visits/+: purpose=second_visit; window_from=2024-07-08 14:00; window_until=2024-07-08 14:30; engineer=chen; km=6
  check: fault_confirmed, number_checked, address_confirmed
  = state authorised -> visit_agreed
  = left_at: (nothing)
  = arrived_at: (nothing)
  = clock next_visit: running, due 2024-07-08 14:30 (agreed)
  = clock call_ahead #2: running, due 2024-07-08 13:50
  = notice to customer by phone: visit_agreed
13:20  engineer:chen intermediate  leave
  check: uniform_badge, tools_checked, receipt_and_card
  = state visit_agreed -> under_way
  = left_at: 2024-07-08 13:20
  = visits/2: left_at=2024-07-08 13:20
14:05  engineer:chen intermediate  arrive
  check: introduced, listened, called_ahead
  = 2024-07-08 13:50 clock call_ahead #2 fired
  = clock call_ahead #2: over 2024-07-08 13:50, due 2024-07-08 13:50
  = state under_way -> on_site
  = arrived_at: 2024-07-08 14:05
  = visits/2: arrived_at=2024-07-08 14:05
  = clock next_visit: met 2024-07-08 14:05, due 2024-07-08 14:30 (agreed)
  = notice to customer by phone: arrived

* The valve that she left still stands in the plan, and there is a second journey: that is quoted, released, and confirmed in
* writing. Only then the part that he brought is issued, and the repair begins.
14:06  engineer:chen intermediate  try start_repair
  check: case_protected, instructions_tools
  = refused CONDITION
  = - CONDITION_NOT_MET parts_issued: 不能办理，未满足条件：方案所需零配件已发放。
  = - NEEDS_CONSENT: 合计368.00，比客户已授权的金额多78.00；未经客户再次同意，最高为290.00。
14:08  engineer:chen intermediate  requote
  reason: 客户不换进水阀；另计第二次上门交通费
  parts/2: planned=0
  = estimate_total: 320.00 CNY
  = plan_released_at: (nothing)
  = charges/21: kind=part; item=加热管 HT-08; part=1; quantity=1; unit_price=160.00 CNY; tax_rate=13; tax=18.41 CNY; amount=160.00 CNY; payer=customer; estimate=5; line=parts/1
  = charges/22: kind=labour; item=按工时计费; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=customer; estimate=5; line=labour
  = charges/23: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=5; line=visits/1
  = charges/24: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=5; line=visits/2
  = charges/25: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=5; line=diagnosis
  = estimates/5: no=5; kind=estimate; total=320.00 CNY; tax=27.47 CNY; valid_until=2024-08-07; promised_minutes=60; plan=更换加热管与通用进水阀; digest=7f8e620fcbc022cc5e2fdf7220e610a3240de5d65e9ffe1a74d09065115e0860; card=example
14:09  customer_service:liu  try confirm_change
  changes/+: kind=fee; words=第二次上门交通费 30.00 元; amount=30.00; confirmed=true; confirmation=signature; person=方文静
  authorisations/+: scope=change; decision=authorised; kind=signature; person=方文静; digest=last
  proof: signature change_confirmed
  = refused CONDITION
  = - CONDITION_NOT_MET released: 不能办理，未满足条件：变更后的方案已经客服主管确认。
14:10  cs_supervisor:wang  release_plan
  check: plain_words
  = estimate_told_at: 2024-07-08 14:10
  = plan_released_at: 2024-07-08 14:10
  = notice to customer by phone: quote_ready
14:12  engineer:chen intermediate  confirm_change
  changes/+: kind=fee; words=第二次上门交通费 30.00 元; amount=30.00; confirmed=true; confirmation=signature; person=方文静
  authorisations/+: scope=change; decision=authorised; kind=signature; person=方文静; digest=last
  proof: signature change_confirmed
  = authorisations/3: estimate=5; total=320.00 CNY
14:12  engineer:chen intermediate  request_parts
  requisition_no: LL-20240708-004
  parts/1: requested=1; basis=plan; requisition_no=LL-20240708-004
  = notice to parts_keeper: parts_requested
14:13  parts_keeper:zhao  try issue_parts
  parts/1: issued=2; issued_at=2024-07-08 14:13; issued_by=zhao; received_by=chen; origin=original; requisition_no=LL-20240708-004
  proof: signature requisition_signed
  = refused CONDITION
  = - CONDITION_NOT_MET matches_plan: 不能办理，未满足条件：型号、数量与确认方案一致。
  = - CONDITION_NOT_MET as_requested: 不能办理，未满足条件：发放数量与申请数量一致。
14:13  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2024-07-08 14:13; issued_by=zhao; received_by=chen; origin=original; serial=HT08-2403-551; requisition_no=LL-20240708-004
  proof: signature requisition_signed
  = done
14:14  engineer:chen intermediate  start_repair
  check: case_protected, instructions_tools
  = state on_site -> repairing
  = repair_started_at: 2024-07-08 14:14
  = repaired_by: chen
  = clock work_time: running, due 2024-07-08 15:14 (minutes)
  = notice to customer by phone: repair_begun
15:40  engineer:chen intermediate  finish_repair
  work_done: 更换加热管
  work_for_customer: 加热管已换新。
  labour/+: work=更换加热管; engineer=chen; minutes=80
  parts/1: used=1; old_serial=HT08-2101-117; old_part=to_customer
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = 2024-07-08 15:02 clock work_time warned near
  = notice to repaired_by chen: work_near
  = 2024-07-08 15:14 clock work_time breached
  = 2024-07-08 15:14 clock work_time escalated supervisor
  = notice to supervisor: work_overdue
  = notice to coordinator: work_overdue
  = state repairing -> repaired
  = repair_finished_at: 2024-07-08 15:40
  = clock work_time: paused (minutes)
  = notice to customer by phone: repaired

* On site the self-test is shown to the customer, who confirms it; a colleague inspects.
15:45  engineer:chen intermediate  try self_test
  self_test_result: pass
  tests/+: kind=self_test; item=加热洗程序; standard=十分钟内升至 50 ℃; measured=52 ℃; result=pass
  check: function_ok, stable, no_new_fault
  = refused CONDITION
  = - CONDITION_NOT_MET shown: 不能办理，未满足条件：现场自测已向客户演示并由客户确认。
15:50  engineer:chen intermediate  self_test
  self_test_result: pass
  tests/+: kind=self_test; item=加热洗程序; standard=十分钟内升至 50 ℃; measured=52 ℃; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
  = self_tested_by: chen
15:55  inspector:sun  pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true; place=on_site; remarks=视频连线检验
  proof: signature inspection_signed
  = state to_inspect -> passed
  = inspected_at: 2024-07-08 15:55
  = inspected_by: sun
  = passed_at: 2024-07-08 15:55
  = clock work_time: missed 2024-07-08 15:55 (minutes)
16:00  customer_service:liu  prepare_handover
  report_no: BG-20240708-002
  work_for_customer: 更换加热管一根，加热洗程序测试合格。
  care_advice: 进水阀仍有渗漏，建议尽快更换；不用时请关闭进水龙头。
  repair_guarantee_days: 90
  check: cleaned, rechecked, accessories_together, papers_together
  = state passed -> ready
  = ready_at: 2024-07-08 16:00
  = clock resolution: paused (p2)
  = notice to customer by phone: ready
16:05  engineer:chen intermediate  deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state ready -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-10-06
  = handed_over_at: 2024-07-08 16:05
  = handed_over_by: chen
  = parts/1: warranty_until=2024-10-06
  = clock callback: running, due 2024-07-11 16:05 (working_days)
  = clock callback_window: running, due 2024-07-09 16:05 (next_day)

* Eighty minutes were needed and sixty told: the bill would pass what was agreed to, so the rest is taken off.
16:06  engineer:chen intermediate  try bill
  billing: paid
  = refused REFUSED
  = - NEEDS_CONSENT: 合计370.00，比客户已授权的金额多50.00；未经客户再次同意，最高为320.00。
16:08  customer_service:liu  bill
  billing: paid
  charges/+: kind=discount; item=超出约定工时减免; quantity=1; unit_price=50.00; amount=50.00
  = fee_state: due
  = fee_total: 320.00 CNY
  = fee_paid: 0.00 CNY
  = charges/27: kind=part; item=加热管 HT-08; part=1; quantity=1; unit_price=160.00 CNY; tax_rate=13; tax=18.41 CNY; amount=160.00 CNY; payer=customer; estimate=6; line=parts/1
  = charges/28: kind=labour; item=按工时计费; card_code=hour; quantity=1.5; unit_price=100.00 CNY; tax_rate=6; tax=8.49 CNY; amount=150.00 CNY; payer=customer; estimate=6; line=labour/1
  = charges/29: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=6; line=visits/1
  = charges/30: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=customer; estimate=6; line=visits/2
  = charges/31: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=6; line=diagnosis
  = charges/32: kind=discount; item=超出约定工时减免; quantity=1; unit_price=-50.00 CNY; tax_rate=6; tax=-2.83 CNY; amount=-50.00 CNY; payer=customer; estimate=6; line=charges/26
  = estimates/6: no=6; kind=final; total=320.00 CNY; tax=27.47 CNY; promised_minutes=60; plan=更换加热管与通用进水阀; digest=18c68fd580921bc2a360fbe91b84d15d61fd3f8327f97e4a198539a41102327d; card=example
16:10  engineer:chen intermediate  accept_delivery
  customer_test: 运行加热洗程序，正常
  acceptance_kind: signature
  signed_by: 方文静
  rating: neutral
  rating_words: 修得好，就是等得久
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-07-08 16:10
  = resolved_at: 2024-07-08 16:10
  = clock resolution: met 2024-07-08 16:10 (p2)
  = notice to customer by phone: solved
16:12  engineer:chen intermediate  take_payment
  payments/+: kind=payment; amount=320.00; method=alipay; person=方文静
  = fee_state: paid
  = fee_paid: 320.00 CNY

* Nobody answers three calls on the working days after; then the ticket may be closed. Later she calls: it leaks again, as she
* had been told, and it is taken up once more.
2024-07-09 09:00  customer_service:liu  try call_back_unreached
  followups/+: channel=phone; reached=false
  = refused CONDITION
  = - CONDITION_NOT_MET window: 不能办理，未满足条件：交付已满 1 个工作日（回访在交付后 1～3 个工作日内进行）。
2024-07-10 09:30  customer_service:liu  call_back_unreached
  followups/+: channel=phone; reached=false
  = 2024-07-09 16:05 clock callback_window fired
  = clock callback_window: over 2024-07-09 16:05, due 2024-07-09 16:05 (next_day)
  = notice to customer_service: callback_open
  = counter callback_unreached: 1
11:30  customer_service:liu  call_back_unreached
  followups/+: channel=phone; reached=false
  = counter callback_unreached: 2
11:31  customer_service:liu  try close
  solution: 更换加热管
  = refused CONDITION
  = - CONDITION_NOT_MET called_back: 不能办理，未满足条件：已回访且客户满意，或三次回访均未接通。
17:00  customer_service:liu  call_back_unreached
  followups/+: channel=phone; reached=false
  = counter callback_unreached: 3
  = clock callback: met 2024-07-10 17:00, due 2024-07-11 16:05 (working_days)
17:05  customer_service:liu  close
  solution: 更换加热管
  = state settling -> closed
  = unit DW8-2104-00731 revision 2
  = clock archive: running, due 2027-07-11 17:05 (years)
17:06  customer_service:liu  try call_back_unreached
  followups/+: channel=phone; reached=false
  = refused LOOP_LIMIT
  = - LOOP_EXHAUSTED callback_unreached: “回访未接通的次数”已达到上限3次。
? clocks callback
  = callback: 回访：2024-07-10 17:00（公司时间）按时完成，尚余 8 小时 5 分钟（工作时间）。2024-07-08 16:05 开始；目标“3 个工作日”：27 小时（工作时间）。已用 18 小时 55 分钟（工作时间），非工作时间 1 天 6 小时。
2024-07-12 10:00  customer_service:liu  call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=true; stable=false; attitude=satisfied; response=dissatisfied; rating=dissatisfied; words=进水阀漏水更厉害了
  = refused CONDITION
  = - CONDITION_NOT_MET content: 不能办理，未满足条件：客户无不满，否则应转二次处理。
10:10  customer_service:liu  try reopen
  = refused INCOMPLETE
  = - FIELD_MISSING reason: 缺少“原因”。
  = - FIELD_MISSING leader: 缺少“牵头人”。
10:11  customer_service:liu  reopen
  reason: 进水阀漏水，客户不满意
  leader: wang
  = state closed -> second_handling
  = authorised_at: (nothing)
  = passed_at: (nothing)
  = acceptance: (nothing)
  = second_handling: true
  = clock resolution: running, due 2024-07-17 15:21 (p2)
  = clock archive: cancelled 2024-07-12 10:11, due 2027-07-11 17:05 (years)
  = notice to supervisor: second_handling

* An oven in warranty restarts after an update. Software is repaired from afar first, with consent and a tested environment; the
* unit is taken in when that has failed.
2024-07-15 09:00  customer_service:liu  register  @oven
  service_type: repair
  channel: hotline
  customer_id: C-20951
  customer_name: 钱学明
  customer_phone: 13588814420
  customer_address: 浙江省杭州市滨江区江南大道 1088 号 5 幢 901 室
  tier: ordinary
  preferred_channel: sms
  proof: invoice
  proof_no: 24332000000093357120
  brand: 海曦
  category: oven
  product: 蒸烤箱
  model: HX-OV3
  serial: OV3-2310-1180
  purchased_on: 2023-10-06
  warranty_state: in_warranty
  fault_description: 升级后屏幕反复重启，无法设定程序。
  fault_since_words: 昨晚自动升级之后
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  tried: 断电一小时后仍然重启。
  first_guess: software
  = number ABC20240715001
  = state registered
  = registered_at: 2024-07-15 09:00
  = registered_by: liu
  = level: p2
  = judged_at: 2024-07-15 09:00
  = judged_by: system
  = judged p2 by main_function: 定为“P2 高”：符合“主要功能受影响（未注明紧急程度）”。
  = clock first_response: running, due 2024-07-15 13:00 (p2)
  = clock resolution: running, due 2024-07-19 18:00 (p2)
  = notice to customer by sms: registered
09:02  customer_service:liu  judge
  service_way: remote
  = state registered -> judged
  = judged_at: 2024-07-15 09:02
  = judged_by: liu
09:04  customer_service:liu  inform
  told/+: item=ticket_number; channel=phone
  check: told_number, told_warranty, told_response, told_have_ready
  = done
09:05  customer_service:liu  dispatch
  department: field_service
  assignee: he
  = state judged -> dispatched
  = dispatched_at: 2024-07-15 09:05
  = dispatched_by: liu
09:06  engineer:he junior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-07-15 09:06
09:15  engineer:he junior  try guide
  fault_class: software
  guidance: 远程恢复上一版固件
  remote_result: not_solved
  remote_consent: true
  remote_environment_tested: false
  = refused CONDITION
  = - CONDITION_NOT_MET remote_safe: 不能办理，未满足条件：远程操作已测试环境并取得客户同意。
09:20  engineer:he junior  guide
  fault_class: software
  guidance: 远程恢复上一版固件
  remote_result: to_be_watched
  remote_consent: true
  remote_environment_tested: true
  = state accepted -> answered
  = guided_at: 2024-07-15 09:20
  = clock first_response: met 2024-07-15 09:20, due 2024-07-15 13:00 (p2)
  = clock resolution: paused (p2)
11:00  engineer:he junior  remote_failed
  service_way: factory
  reason: 远程恢复固件未成功
  followups/+: channel=phone; reached=true; fault_solved=false; words=恢复后仍然重启
  = state answered -> accepted
  = remote_result: not_solved
  = clock resolution: running, due 2024-07-22 10:40 (p2)
11:10  engineer:he junior  agree_visit
  visit_from: 2024-07-15 15:00
  visit_until: 2024-07-15 15:30
  visit_consent: true
  visits/+: purpose=diagnosis; window_from=2024-07-15 15:00; window_until=2024-07-15 15:30; engineer=he; km=9
  contacts/+: channel=phone; purpose=before_visit; reached=true
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock arrival: running, due 2024-07-15 15:30 (agreed)
  = clock call_ahead: running, due 2024-07-15 14:50
  = notice to customer by sms: visit_agreed
14:20  engineer:he junior  leave
  check: uniform_badge, tools_checked, receipt_and_card
  = state visit_agreed -> under_way
  = left_at: 2024-07-15 14:20
  = visits/1: left_at=2024-07-15 14:20
15:04  engineer:he junior  arrive
  check: introduced, listened, called_ahead
  = 2024-07-15 14:50 clock call_ahead fired
  = clock call_ahead: over 2024-07-15 14:50, due 2024-07-15 14:50
  = state under_way -> on_site
  = arrived_at: 2024-07-15 15:04
  = visits/1: arrived_at=2024-07-15 15:04
  = clock arrival: met 2024-07-15 15:04, due 2024-07-15 15:30 (agreed)
  = notice to customer by sms: arrived
15:20  engineer:he junior  diagnose
  diagnosis_way: on_site
  diagnosis: 控制板存储芯片写入失败，固件无法恢复
  fault_class: software
  cause: defect
  failed_part: 控制板固件
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 返厂重写固件
  planned_days: 3
  planned_minutes: 40
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-07-15 15:20
  = diagnosed_by: he
  = notice to customer by sms: diagnosed
15:25  engineer:he junior  take_in
  unit_place: in_transit
  taken_receipt_no: QJ-0715-01
  case_condition: 完好
  proof: signature unit_receipt
  = taken_at: 2024-07-15 15:25
  = unit OV3-2310-1180 revision 2

* In warranty the repair is free; a plan that charges it is refused.
15:30  engineer:chen intermediate  try quote
  repair_way: factory
  plan: 返厂重写固件
  plan_for_customer: 需要带回工厂重写程序，保修期内免费。
  billing: paid
  check: told_plainly
  = refused CONDITION
  = - CONDITION_NOT_MET fee_lines: 不能办理，未满足条件：付费维修有应付金额，免费维修应付金额为零。
  = - CONDITION_NOT_MET warranty_free: 不能办理，未满足条件：保修期内非人为损坏免费维修。
15:32  engineer:chen intermediate  quote
  repair_way: factory
  plan: 返厂重写固件
  plan_for_customer: 需要带回工厂重写程序，保修期内免费。
  billing: free
  check: told_plainly
  = state diagnosed -> quoted
  = estimate_total: 0.00 CNY
  = estimate_valid_until: 2024-08-14
  = charges/1: kind=labour; item=按工时计费; card_code=hour; quantity=0.75; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=labour
  = charges/2: kind=labour; item=按工时计费; card_code=hour; quantity=0.75; unit_price=100.00 CNY; tax_rate=6; tax=4.25 CNY; amount=75.00 CNY; payer=warranty; estimate=1; line=labour
  = charges/3: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=visits/1
  = charges/4: kind=travel; item=上门交通费; quantity=1; unit_price=30.00 CNY; tax_rate=6; tax=1.70 CNY; amount=30.00 CNY; payer=warranty; estimate=1; line=visits/1
  = charges/5: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = charges/6: kind=diagnosis; item=检测费; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=warranty; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=0.00 CNY; tax=0.00 CNY; valid_until=2024-08-14; promised_minutes=40; promised_days=3; plan=返厂重写固件; digest=b0ed4a22c0db6eca09dcd147f3d4ed437612e994a67e162a84d0216bb1dcb220; card=example
  = clock resolution: paused (p2)
? coverage
  = labour 按工时计费: covered, warranty pays 75.00
  = - maker COVERED: 全部由“保修”承担。
  = visits/1 上门交通费: covered, warranty pays 30.00
  = - maker COVERED: 全部由“保修”承担。
  = diagnosis 检测费: covered, warranty pays 50.00
  = - maker COVERED: 全部由“保修”承担。
  = - OUTAGE_OPEN: 设备仍在停用，结论为暂定。

* Use that was wrong is shown, and that it was understood is recorded; that is all there is to do.
2024-07-16 09:00  customer_service:liu  register  @spinner
  service_type: repair
  channel: hotline
  customer_id: C-20960
  customer_name: 孙丽
  customer_phone: 13777400918
  customer_address: 浙江省杭州市余杭区良渚街道 12 号
  tier: ordinary
  preferred_channel: sms
  proof: invoice
  proof_no: 24332000000095550031
  brand: 海曦
  category: washing_machine
  product: 滚筒洗衣机
  model: HX-1022C
  serial: HX1022C2312200411
  purchased_on: 2023-12-20
  warranty_state: in_warranty
  fault_description: 脱水时剧烈晃动。
  fault_since_words: 新机安装后
  fault_frequency: often
  fault_use: in_use
  impact: minor_function
  tried: 减少衣物仍晃动。
  first_guess: use
  = number ABC20240716001
  = state registered
  = registered_at: 2024-07-16 09:00
  = registered_by: liu
  = level: p3
  = judged_at: 2024-07-16 09:00
  = judged_by: system
  = judged p3: 没有其他依据，按默认定为“P3 中”。
  = clock first_response: running, due 2024-07-16 17:00 (p3)
  = clock resolution: running, due 2024-07-24 18:00 (p3)
  = notice to customer by sms: registered
09:02  customer_service:liu  judge
  service_way: on_site
  = state registered -> judged
  = judged_at: 2024-07-16 09:02
  = judged_by: liu
09:04  customer_service:liu  inform
  told/+: item=ticket_number; channel=phone
  check: told_number, told_warranty, told_response, told_have_ready
  = done
09:05  customer_service:liu  dispatch
  department: field_service
  assignee: he
  = state judged -> dispatched
  = dispatched_at: 2024-07-16 09:05
  = dispatched_by: liu
09:06  engineer:he junior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-07-16 09:06
09:10  engineer:he junior  agree_visit
  visit_from: 2024-07-16 10:00
  visit_until: 2024-07-16 10:30
  visit_consent: true
  visits/+: purpose=diagnosis; window_from=2024-07-16 10:00; window_until=2024-07-16 10:30; engineer=he; km=4
  contacts/+: channel=phone; purpose=first_contact; reached=true
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock first_response: met 2024-07-16 09:10, due 2024-07-16 17:00 (p3)
  = clock arrival: running, due 2024-07-16 10:30 (agreed)
  = clock call_ahead: running, due 2024-07-16 09:50
  = notice to customer by sms: visit_agreed
09:30  engineer:he junior  leave
  check: uniform_badge, tools_checked, receipt_and_card
  = state visit_agreed -> under_way
  = left_at: 2024-07-16 09:30
  = visits/1: left_at=2024-07-16 09:30
10:02  engineer:he junior  arrive
  check: introduced, listened, called_ahead
  = 2024-07-16 09:50 clock call_ahead fired
  = clock call_ahead: over 2024-07-16 09:50, due 2024-07-16 09:50
  = state under_way -> on_site
  = arrived_at: 2024-07-16 10:02
  = visits/1: arrived_at=2024-07-16 10:02
  = clock arrival: met 2024-07-16 10:02, due 2024-07-16 10:30 (agreed)
  = notice to customer by sms: arrived
10:10  engineer:he junior  diagnose
  diagnosis_way: on_site
  diagnosis: 运输螺栓未拆
  fault_class: handling
  cause: misuse
  failed_part: 无
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 拆除运输螺栓并讲解使用
  planned_minutes: 20
  use_shown: true
  use_understood: false
  diagnosis_confirmation: photo
  proof: photo diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-07-16 10:10
  = diagnosed_by: he
  = notice to customer by sms: diagnosed
10:15  engineer:he junior  try complete_service
  work_done: 拆除运输螺栓
  work_for_customer: 运输螺栓没有拆，已拆除。
  delivery_way: on_site
  check: use_taught, site_cleaned, tools_counted
  = refused CONDITION
  = - CONDITION_NOT_MET no_repair_needed: 不能办理，未满足条件：无需维修：属其他服务，或操作问题已演示且客户已理解，或未发现故障。
10:25  engineer:he junior  diagnose
  diagnosis_way: on_site
  diagnosis: 运输螺栓未拆；已当面演示并由客户复述
  fault_class: handling
  cause: misuse
  failed_part: 无
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 拆除运输螺栓并讲解使用
  planned_minutes: 20
  use_shown: true
  use_understood: true
  diagnosis_confirmation: photo
  proof: photo diagnosis_confirmed
  = diagnosed_at: 2024-07-16 10:25
  = notice to customer by sms: diagnosed
10:30  engineer:he junior  complete_service
  work_done: 拆除运输螺栓
  work_for_customer: 运输螺栓没有拆，已拆除。
  delivery_way: on_site
  check: use_taught, site_cleaned, tools_counted
  = state diagnosed -> delivered
  = handed_over_at: 2024-07-16 10:30
  = handed_over_by: he
  = clock resolution: paused (p3)
  = clock callback: running, due 2024-07-19 10:30 (working_days)
  = clock callback_window: running, due 2024-07-17 10:30 (next_day)
10:35  engineer:he junior  accept_delivery
  customer_test: 高速脱水平稳
  acceptance_kind: signature
  signed_by: 孙丽
  rating: satisfied
  outcome: no_fault
  proof: signature acceptance
  = state delivered -> settling
  = unit_place: with_customer
  = acceptance: accepted
  = signed_at: 2024-07-16 10:35
  = resolved_at: 2024-07-16 10:35
  = clock resolution: met 2024-07-16 10:35 (p3)
  = notice to customer by sms: solved
? quote final
  = visits/1 travel 上门交通费: 1 x 30.00 = 30.00, tax 6 %, charged, customer pays 30.00
  = diagnosis diagnosis 检测费: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = CNY subtotal 80.00, tax 4.53, total 80.00, payable 80.00, due 80.00, unpaid
10:40  engineer:he junior  try bill
  billing: paid
  = refused REFUSED
  = - NEEDS_CONSENT: 合计80.00，比客户已授权的金额多80.00；未经客户再次同意，最高为0.00。
10:50  cs_supervisor:wang  waive_fee
  reason: 新机未拆运输螺栓，本次上门费减免
  = fee_state: waived
2024-07-17 11:00  customer_service:liu  call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=false; stable=true; attitude=satisfied; response=satisfied; rating=satisfied
  = 2024-07-17 10:30 clock callback_window fired
  = clock callback_window: over 2024-07-17 10:30, due 2024-07-17 10:30 (next_day)
  = notice to customer_service: callback_open
  = satisfied_at: 2024-07-17 11:00
  = clock callback: met 2024-07-17 11:00, due 2024-07-19 10:30 (working_days)
  = @dishwasher 2024-07-16 15:21 clock resolution warned near
  = @dishwasher notice to coordinator: resolution_near
11:05  customer_service:liu  close
  solution: 拆除运输螺栓
  = state settling -> closed
  = clock archive: running, due 2027-07-18 11:05 (years)

* A hood whose fault turns out on site to be in its software is not taken away before that was tried from afar.
2024-07-18 09:00  customer_service:liu  register  @hood
  service_type: repair
  channel: hotline
  customer_id: C-20972
  customer_name: 郑凯
  customer_phone: 13645817702
  customer_address: 浙江省杭州市上城区望江路 30 号 2 单元 502 室
  tier: ordinary
  preferred_channel: sms
  proof: invoice
  proof_no: 24332000000097710220
  brand: 海曦
  category: range_hood
  product: 智能油烟机
  model: HX-RH5
  serial: RH5-2401-0266
  purchased_on: 2023-12-20
  warranty_state: in_warranty
  fault_description: 触摸屏时有时无反应。
  fault_since_words: 上周起
  fault_frequency: often
  fault_use: in_use
  impact: minor_function
  tried: 擦拭屏幕无改善。
  first_guess: software
  = number ABC20240718001
  = state registered
  = registered_at: 2024-07-18 09:00
  = registered_by: liu
  = level: p3
  = judged_at: 2024-07-18 09:00
  = judged_by: system
  = judged p3: 没有其他依据，按默认定为“P3 中”。
  = clock first_response: running, due 2024-07-18 17:00 (p3)
  = clock resolution: running, due 2024-07-26 18:00 (p3)
  = notice to customer by sms: registered
  = @dishwasher 2024-07-17 15:21 clock resolution breached
  = @dishwasher 2024-07-17 15:21 clock resolution escalated cs_supervisor
  = @dishwasher notice to cs_supervisor: resolution_overdue
09:02  customer_service:liu  judge
  service_way: on_site
  = state registered -> judged
  = judged_at: 2024-07-18 09:02
  = judged_by: liu
09:04  customer_service:liu  inform
  told/+: item=ticket_number; channel=phone
  check: told_number, told_warranty, told_response, told_have_ready
  = done
09:05  customer_service:liu  dispatch
  department: field_service
  assignee: he
  = state judged -> dispatched
  = dispatched_at: 2024-07-18 09:05
  = dispatched_by: liu
09:06  engineer:he junior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-07-18 09:06
09:10  engineer:he junior  agree_visit
  visit_from: 2024-07-18 10:00
  visit_until: 2024-07-18 10:30
  visit_consent: true
  visits/+: purpose=diagnosis; window_from=2024-07-18 10:00; window_until=2024-07-18 10:30; engineer=he; km=4
  contacts/+: channel=phone; purpose=first_contact; reached=true
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock first_response: met 2024-07-18 09:10, due 2024-07-18 17:00 (p3)
  = clock arrival: running, due 2024-07-18 10:30 (agreed)
  = clock call_ahead: running, due 2024-07-18 09:50
  = notice to customer by sms: visit_agreed
09:30  engineer:he junior  leave
  check: uniform_badge, tools_checked, receipt_and_card
  = state visit_agreed -> under_way
  = left_at: 2024-07-18 09:30
  = visits/1: left_at=2024-07-18 09:30
10:02  engineer:he junior  arrive
  check: introduced, listened, called_ahead
  = 2024-07-18 09:50 clock call_ahead fired
  = clock call_ahead: over 2024-07-18 09:50, due 2024-07-18 09:50
  = state under_way -> on_site
  = arrived_at: 2024-07-18 10:02
  = visits/1: arrived_at=2024-07-18 10:02
  = clock arrival: met 2024-07-18 10:02, due 2024-07-18 10:30 (agreed)
  = notice to customer by sms: arrived
10:10  engineer:he junior  diagnose
  diagnosis_way: on_site
  diagnosis: 固件异常
  fault_class: software
  cause: software
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 远程恢复
  planned_minutes: 20
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-07-18 10:10
  = diagnosed_by: he
  = notice to customer by sms: diagnosed
10:11  engineer:he junior  try take_in
  unit_place: in_transit
  taken_receipt_no: QJ-0715-01
  case_condition: 完好
  proof: signature unit_receipt
  = refused CONDITION
  = - CONDITION_NOT_MET remote_tried: 不能办理，未满足条件：软件故障已先尝试远程修复。
10:12  engineer:he junior  try guide
  fault_class: software
  guidance: 远程恢复
  remote_result: not_solved
  remote_consent: true
  remote_environment_tested: true
  = would be done
  = state diagnosed -> answered
  = guided_at: 2024-07-18 10:12
  = clock resolution: paused (p3)
? board
  = @dishwasher ABC20240603001 second_handling, level p2, with he, next 2024-07-18 15:21
  = @oven ABC20240715001 quoted, level p2, with he
  = @spinner ABC20240716001 closed, level p3, with he, next 2027-07-18 11:05
  = @hood ABC20240718001 diagnosed, level p3, with he, next 2024-07-25 14:24
