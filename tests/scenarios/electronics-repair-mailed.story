# Electronics repair again: a unit that came by mail cannot be repaired, and the other proposal is carried out.
title: A phone sent in cannot be repaired and is exchanged
title zh: 寄修手机无法修复，改为换机
policy: electronics-repair@1
tenant: desk
language: zh-CN
unit: {"kind":"unit","tenant":"desk","key":"QH7-230611-5521","serial":"QH7-230611-5521","dates":{"sale":"2023-06-18"}}

* Ms Tao reports online and is asked to send the phone in, well packed and with her data backed up.

2024-10-14 09:30:05  customer_service:lin  register  @phone
  service_type: repair
  channel: portal
  customer_id: C-40228
  customer_name: 陶静
  customer_phone: 13616750931
  customer_email: taojing@example.com
  customer_address: 浙江省宁波市海曙区中山西路 90 号 4 幢 803 室
  tier: ordinary
  preferred_channel: app
  proof: order
  proof_no: DD20230618-77120
  brand: 晴海
  product: 手机
  model: QH-7
  serial: QH7-230611-5521
  purchased_on: 2023-06-18
  warranty_state: out_of_warranty
  fault_description: 从三楼跌落后无法开机，中框变形。
  fault_since_words: 昨天跌落后
  fault_frequency: always
  fault_use: at_power_on
  impact: core_function_down
  urgency: days
  tried: 充电一小时无反应。
  = number SR-202410140001
  = state registered
  = registered_at: 2024-10-14 09:30:05
  = registered_by: lin
  = level: p2
  = judged_at: 2024-10-14 09:30:05
  = judged_by: system
  = judged p2: 按“核心功能失效”与“数日内处理”定为“P2 高”。
  = clock first_response: running, due 2024-10-14 13:30:05 (p2)
  = clock resolution: running, due 2024-10-18 18:00 (p2)
  = notice to customer by app: registered

09:40  customer_service:lin  await_unit
  service_way: mail_in
  mail_in_address: 杭州市西湖区文二路 300 号维修中心
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=已告知包装、附件与数据备份要求
  check: told_packaging, told_data
  = state registered -> unit_awaited
  = clock first_response: met 2024-10-14 09:40, due 2024-10-14 13:30:05 (p2)
  = clock resolution: paused (p2)
  = notice to customer by app: send_in

2024-10-16 10:00  customer_service:lin  receive_unit
  unit_place: depot
  inbound_tracking_no: SF1408827736150
  case_condition: 中框弯折，后盖碎裂，屏幕有裂纹
  accessories/+: item=手机壳; quantity=1; condition=破损
  data_responsibility: customer_bears_risk
  power_on_consent: true
  power_on_result: 无法开机
  other_defects: 充电口变形
  check: accessories_noted, data_agreed
  proof: photo case_look
  = state unit_awaited -> received
  = received_at: 2024-10-16 10:00
  = received_by: lin
  = unit QH7-230611-5521 revision 2
  = clock resolution: running, due 2024-10-23 09:20 (p2)

10:05  customer_service:lin  judge
  service_way: mail_in
  = state received -> judged
  = judged_at: 2024-10-16 10:05
  = judged_by: lin

10:10  coordinator:qiu  dispatch
  department: depot
  assignee: tang
  = state judged -> dispatched
  = dispatched_at: 2024-10-16 10:10
  = dispatched_by: qiu

10:30  engineer:tang senior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-10-16 10:30

14:00  engineer:tang senior  diagnose
  diagnosis_way: depot
  diagnosis: 主板断裂，中框报废，无维修价值
  fault_class: hardware
  cause: accident
  failed_part: 主板
  damage_degree: total
  repairable: false
  complex: false
  proposal: 建议优惠换机
  planned_days: 1
  = state accepted -> diagnosed
  = diagnosed_at: 2024-10-16 14:00
  = diagnosed_by: tang
  = notice to customer by app: diagnosed

* Without another proposal there is no quote for what cannot be repaired.

14:10  engineer:tang senior try quote
  repair_way: replace_unit
  plan: 换购同型号官翻机
  plan_for_customer: 主板断裂修不好。
  billing: paid
  charges/+: kind=other; item=官翻机换购差价; quantity=1; unit_price=899.00; amount=899.00
  check: told_plainly, told_price
  = refused INCOMPLETE
  = - FIELD_MISSING alternative: 缺少“备选方案”。

14:20  engineer:tang senior  quote
  repair_way: replace_unit
  plan: 换购同型号官翻机，回收旧机
  plan_for_customer: 手机主板断裂，已无法修复。
  alternative: 补差价 899 元换购同型号官翻机，或原样寄回
  billing: paid
  charges/+: kind=other; item=官翻机换购差价; quantity=1; unit_price=899.00; amount=899.00
  check: told_plainly, told_price
  = state diagnosed -> quoted
  = estimate_total: 899.00 CNY
  = estimate_valid_until: 2024-11-15
  = estimate_told_at: 2024-10-16 14:20
  = charges/2: kind=other; item=官翻机换购差价; quantity=1; unit_price=899.00 CNY; tax_rate=6; tax=50.89 CNY; amount=899.00 CNY; payer=customer; estimate=1; line=charges/1
  = estimates/1: no=1; kind=estimate; total=899.00 CNY; tax=50.89 CNY; valid_until=2024-11-15; promised_days=1; plan=换购同型号官翻机，回收旧机; digest=1b3c0751d4c70bc7c609594610ac67d35d4ffc7ef9e11f35c65d9b1398ac551a; card=example
  = clock resolution: paused (p2)
  = notice to customer by app: quote_ready

? quote
  = charges/1 other 官翻机换购差价: 1 x 899.00 = 899.00, tax 6 %, charged, customer pays 899.00
  = CNY subtotal 899.00, tax 50.89, total 899.00, payable 899.00, due 899.00, unpaid

15:00  customer:tao  authorise
  authorisations/+: scope=plan; decision=authorised; kind=electronic; person=陶静; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-10-16 15:00
  = authorisations/1: estimate=1; total=899.00 CNY
  = clock resolution: running, due 2024-10-23 10:00 (p2)

15:10  engineer:tang senior try start_repair
  check: case_protected, instructions_tools
  = refused CONDITION
  = - CONDITION_NOT_MET feasible: 不能办理，未满足条件：具备维修可行性。

2024-10-17 10:00  engineer:tang senior  other_proposal
  work_done: 备换官翻机 QH7R-2409-0037，旧机回收
  work_for_customer: 已按约定为您更换同型号官翻机。
  exchanged_serial: QH7R-2409-0037
  = state authorised -> to_inspect
  = repair_finished_at: 2024-10-17 10:00
  = repaired_by: tang
  = unit QH7-230611-5521 revision 3
  = notice to customer by app: alternative_done

11:00  inspector:sun  pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true; place=depot; remarks=官翻机检测合格
  = state to_inspect -> passed
  = inspected_at: 2024-10-17 11:00
  = inspected_by: sun
  = passed_at: 2024-10-17 11:00

11:20  customer_service:lin  prepare_handover
  report_no: BG-20241017-003
  work_for_customer: 更换同型号官翻机一台。
  care_advice: 建议使用保护壳，首次使用请完成系统更新。
  repair_guarantee_days: 90
  check: cleaned, rechecked, accessories_together, papers_together
  = state passed -> ready
  = ready_at: 2024-10-17 11:20
  = clock resolution: paused (p2)
  = notice to customer by app: ready

11:30  cashier:ma  bill
  billing: paid
  = fee_state: due
  = fee_total: 899.00 CNY
  = fee_paid: 0.00 CNY
  = charges/3: kind=other; item=官翻机换购差价; quantity=1; unit_price=899.00 CNY; tax_rate=6; tax=50.89 CNY; amount=899.00 CNY; payer=customer; estimate=2; line=charges/1
  = estimates/2: no=2; kind=final; total=899.00 CNY; tax=50.89 CNY; promised_days=1; plan=换购同型号官翻机，回收旧机; digest=1b3c0751d4c70bc7c609594610ac67d35d4ffc7ef9e11f35c65d9b1398ac551a; card=example

12:00  cashier:ma  take_payment
  payments/+: kind=payment; amount=899.00; method=alipay; person=陶静
  = fee_state: paid
  = fee_paid: 899.00 CNY

14:00  customer_service:lin  ship
  carrier: 顺丰
  tracking_no: SF1410022837719
  accessories/1: returned=true
  check: company_packaging, report_enclosed, told_guarantee
  = state ready -> delivered
  = unit_place: in_transit
  = repair_guarantee_until: 2025-01-15
  = delivery_way: parcel
  = shipped_at: 2024-10-17 14:00
  = handed_over_at: 2024-10-17 14:00
  = handed_over_by: lin
  = unit QH7-230611-5521 revision 4
  = notice to customer by app: shipped

2024-10-19 09:00  customer_service:lin  accept_delivery
  customer_test: 客户来电：已收到，使用正常
  acceptance_kind: electronic
  signed_by: 陶静
  rating: satisfied
  outcome: exchanged
  proof: screenshot acceptance
  = state delivered -> settling
  = unit_place: with_customer
  = repair_guarantee_until: 2025-01-17
  = acceptance: accepted
  = signed_at: 2024-10-19 09:00
  = resolved_at: 2024-10-19 09:00
  = clock resolution: met 2024-10-19 09:00 (p2)
  = notice to customer by app: solved

09:10  customer_service:lin  close
  solution: 无法修复，换购同型号官翻机
  = state settling -> closed
  = unit QH7-230611-5521 revision 5
  = clock archive: running, due 2027-10-20 09:10 (years)

? unit QH7-230611-5521
  = kind: unit
  = tenant: desk
  = key: QH7-230611-5521
  = revision: 5
  = serial: QH7-230611-5521
  = dates: sale=2023-06-18
  = exchanged: on=2024-10-17; to=QH7R-2409-0037; ticket=SR-202410140001
  = terms/1/id: guarantee_1
  = terms/1/kind: repair_guarantee
  = terms/1/payer: shop
  = terms/1/start: 2024-10-19
  = terms/1/days: 90
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/causes: defect; wear; transport; software
  = terms/1/ticket: SR-202410140001
  = outages/1: from=2024-10-16; to=2024-10-17; counts=true; ticket=SR-202410140001
  = repairs/1: on=2024-10-17; fault=hardware; covered=false; result=exchanged; ticket=SR-202410140001
