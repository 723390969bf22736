# Electronics repair a third time: nobody fetches the unit, it fails again under the guarantee, and a quote is declined.
title: A tablet that stood in the shop, and came back
title zh: 久未取走的平板电脑再次送修
policy: electronics-repair@1
tenant: desk
language: en
unit: {"kind":"unit","tenant":"desk","key":"YST11-2211-4402","serial":"YST11-2211-4402","dates":{"sale":"2022-11-12"}}

* Mr Wu's tablet does not charge any more.
2024-03-04 10:00  customer_service:lin  register  @tablet
  service_type: repair
  channel: handed_in
  customer_id: C-33120
  customer_name: 吴一凡
  customer_phone: 13588097712
  tier: ordinary
  preferred_channel: sms
  proof: invoice
  proof_no: 033002300111-20977
  brand: 远山
  category: tablet
  product: 平板电脑
  model: YS-T11
  serial: YST11-2211-4402
  purchased_on: 2022-11-12
  warranty_state: out_of_warranty
  fault_description: 无法充电，电量耗尽后不能开机。
  fault_since_words: 三天前
  fault_frequency: always
  fault_use: at_power_on
  impact: core_function_down
  urgency: days
  tried: 换过两个充电器。
  = number SR-202403040001
  = state registered
  = registered_at: 2024-03-04 10:00
  = registered_by: lin
  = level: p2
  = judged_at: 2024-03-04 10:00
  = judged_by: system
  = judged p2: The level is “P2 high” for “Core function down” and “Within days”.
  = clock first_response: running, due 2024-03-04 14:00 (p2)
  = clock resolution: running, due 2024-03-08 18:00 (p2)
  = notice to customer by sms: registered
10:10  customer_service:lin  receive_unit
  unit_place: depot
  case_condition: 屏幕无划痕，背面有使用痕迹
  data_responsibility: customer_backed_up
  power_on_consent: false
  check: accessories_noted, data_agreed
  proof: photo case_look
  = state registered -> received
  = received_at: 2024-03-04 10:10
  = received_by: lin
  = unit YST11-2211-4402 revision 2
  = clock first_response: met 2024-03-04 10:10, due 2024-03-04 14:00 (p2)
10:15  customer_service:lin  judge
  service_way: carry_in
  = state received -> judged
  = judged_at: 2024-03-04 10:15
  = judged_by: lin
10:20  coordinator:qiu  dispatch
  department: depot
  assignee: tang
  = state judged -> dispatched
  = dispatched_at: 2024-03-04 10:20
  = dispatched_by: qiu
10:30  engineer:tang senior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-03-04 10:30
11:30  engineer:tang senior  diagnose
  diagnosis_way: depot
  diagnosis: 电源管理板损坏
  fault_class: hardware
  cause: wear
  failed_part: 电源管理板
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 更换电源管理板
  planned_minutes: 60
  planned_days: 2
  = state accepted -> diagnosed
  = diagnosed_at: 2024-03-04 11:30
  = diagnosed_by: tang
  = notice to customer by sms: diagnosed
11:40  engineer:tang senior  quote
  repair_way: depot
  plan: 更换电源管理板 PM-11
  plan_for_customer: 电源板坏了，换一块新的，两个工作日。
  alternative: 不维修，旧机折价 200 元换购新机
  billing: paid
  parts/+: name=电源管理板; model=PM-11; planned=1; basis=plan; unit_price=260.00
  check: told_plainly, told_price
  = state diagnosed -> quoted
  = estimate_total: 360.00 CNY
  = estimate_valid_until: 2024-04-03
  = estimate_told_at: 2024-03-04 11:40
  = charges/1: kind=part; item=电源管理板 PM-11; part=1; quantity=1; unit_price=260.00 CNY; tax_rate=13; tax=29.91 CNY; amount=260.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=labour; item=Work by the hour; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=customer; estimate=1; line=labour
  = charges/3: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=360.00 CNY; tax=35.57 CNY; valid_until=2024-04-03; promised_minutes=60; promised_days=2; plan=更换电源管理板 PM-11; digest=2a7edef63f185aa7a765c0a8a4ba9916f58325cc8849db7549ed09e11f387c50; card=example
  = clock resolution: paused (p2)
  = notice to customer by sms: quote_ready
13:00  customer:wu  authorise
  authorisations/+: scope=plan; decision=authorised; kind=electronic; person=吴一凡; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-03-04 13:00
  = authorisations/1: estimate=1; total=360.00 CNY
  = clock resolution: running, due 2024-03-11 10:20 (p2)
2024-03-05 09:30  engineer:tang senior  request_parts
  requisition_no: LL-20240305-01
  parts/1: requested=1; basis=plan; requisition_no=LL-20240305-01
  = notice to parts_keeper: parts_requested
09:40  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2024-03-05 09:40; issued_by=zhao; received_by=tang; origin=original; serial=PM11-2401-071; requisition_no=LL-20240305-01
  proof: signature requisition_signed
  = done
10:00  engineer:tang senior  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-03-05 10:00
  = repaired_by: tang
  = clock work_time: running, due 2024-03-06 18:00 (days)
  = notice to customer by sms: repair_begun
11:00  engineer:tang senior  finish_repair
  work_done: 更换电源管理板
  work_for_customer: 更换电源管理板
  labour/+: work=更换电源管理板; engineer=tang; minutes=60
  parts/1: used=1; old_serial=PM11-2209-502; old_part=to_customer
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2024-03-05 11:00
  = clock work_time: paused (days)
  = notice to customer by sms: repaired
14:00  engineer:tang senior  self_test
  self_test_result: pass
  tests/+: kind=full_test; item=充放电循环; standard=三次循环无异常; measured=三次正常; result=pass
  check: function_ok, stable, no_new_fault
  proof: document self_test_record
  = state repaired -> to_inspect
  = self_tested_by: tang
15:00  inspector:sun  pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true; place=depot
  = state to_inspect -> passed
  = inspected_at: 2024-03-05 15:00
  = inspected_by: sun
  = passed_at: 2024-03-05 15:00
  = clock work_time: met 2024-03-05 15:00 (days)
15:30  customer_service:lin  prepare_handover
  report_no: BG-20240305-001
  work_for_customer: 更换电源管理板，测试正常。
  care_advice: 请使用原装充电器。
  repair_guarantee_days: 90
  check: cleaned, rechecked, accessories_together, papers_together
  = state passed -> ready
  = ready_at: 2024-03-05 15:30
  = clock resolution: paused (p2)
  = notice to customer by sms: ready

* He is told that it is ready, and does not come for ten weeks. Storage is on the charge card: thirty days are free, then two a
* day. No estimate could know it, so it needs no consent of its own.
2024-05-14 10:00  cashier:ma  bill
  billing: paid
  = fee_state: due
  = fee_total: 440.00 CNY
  = fee_paid: 0.00 CNY
  = charges/4: kind=part; item=电源管理板 PM-11; part=1; quantity=1; unit_price=260.00 CNY; tax_rate=13; tax=29.91 CNY; amount=260.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/5: kind=labour; item=Work by the hour; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=customer; estimate=2; line=labour/1
  = charges/6: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = charges/7: kind=storage; item=Storage; quantity=1; unit_price=80.00 CNY; tax_rate=6; tax=4.53 CNY; amount=80.00 CNY; payer=customer; estimate=2; line=storage
  = estimates/2: no=2; kind=final; total=440.00 CNY; tax=40.10 CNY; promised_minutes=60; promised_days=2; plan=更换电源管理板 PM-11; digest=ef31bca9c90450c7751b65c2250f1f66b1a1a7ed24ec4cd9cd483db9227d25a0; card=example
? quote final
  = parts/1 part 电源管理板 PM-11: 1 x 260.00 = 260.00, tax 13 %, charged, customer pays 260.00
  = labour/1 labour Work by the hour: 1 x 100.00 = 100.00, tax 6 %, charged, customer pays 100.00
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = storage storage Storage: 1 x 80.00 = 80.00, tax 6 %, charged, customer pays 80.00
  = CNY subtotal 490.00, discount 50.00, tax 40.10, total 440.00, credit 50.00, payable 440.00, due 440.00, unpaid
10:06  cashier:ma  take_payment
  payments/+: kind=payment; amount=440.00; method=alipay; person=吴一凡
  = fee_state: paid
  = fee_paid: 440.00 CNY
10:10  customer_service:lin  deliver
  delivery_way: pick_up
  check: run_before_customer, told_work, told_guarantee
  = state ready -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-08-12
  = handed_over_at: 2024-05-14 10:10
  = handed_over_by: lin
  = parts/1: warranty_until=2024-08-12
  = unit YST11-2211-4402 revision 3
10:15  customer_service:lin  accept_delivery
  customer_test: 充电正常
  acceptance_kind: signature
  signed_by: 吴一凡
  rating: neutral
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-05-14 10:15
  = resolved_at: 2024-05-14 10:15
  = clock resolution: met 2024-05-14 10:15 (p2)
  = notice to customer by sms: solved
10:20  customer_service:lin  close
  solution: 更换电源管理板
  = state settling -> closed
  = unit YST11-2211-4402 revision 4
  = clock archive: running, due 2027-05-15 10:20 (years)
? unit
  = kind: unit
  = tenant: desk
  = key: YST11-2211-4402
  = revision: 4
  = serial: YST11-2211-4402
  = dates: sale=2022-11-12
  = terms/1/id: part_1
  = terms/1/kind: part
  = terms/1/payer: warranty
  = terms/1/start: 2024-05-14
  = terms/1/days: 90
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/classes: PM-11
  = terms/1/causes: defect; wear; transport; software
  = terms/1/serial: PM11-2401-071
  = terms/1/ticket: SR-202403040001
  = terms/2/id: guarantee_2
  = terms/2/kind: repair_guarantee
  = terms/2/payer: shop
  = terms/2/start: 2024-05-14
  = terms/2/days: 90
  = terms/2/kinds: part; labour; travel; diagnosis
  = terms/2/classes: PM-11
  = terms/2/causes: defect; wear; transport; software
  = terms/2/ticket: SR-202403040001
  = outages/1: from=2024-03-04; to=2024-03-05; counts=true; ticket=SR-202403040001
  = outages/2: from=2024-03-05; to=2024-05-14; counts=false; ticket=SR-202403040001
  = repairs/1: on=2024-03-05; fault=hardware; covered=false; result=repaired; ticket=SR-202403040001

* Three weeks later it does not charge again, and the speaker is silent. What came before is seen at the counter; the guarantee
* bears the board and the work for it, and leaves the speaker to the customer.
2024-06-05 09:00  customer_service:lin  register  @again
  service_type: repair
  channel: handed_in
  customer_id: C-33120
  customer_name: 吴一凡
  customer_phone: 13588097712
  tier: ordinary
  preferred_channel: sms
  proof: invoice
  proof_no: 033002300111-20977
  brand: 远山
  category: tablet
  product: 平板电脑
  model: YS-T11
  serial: YST11-2211-4402
  purchased_on: 2022-11-12
  warranty_state: out_of_warranty
  fault_description: 又不能充电；扬声器无声。
  fault_since_words: 昨天
  fault_frequency: always
  fault_use: at_power_on
  impact: core_function_down
  urgency: days
  tried: 换过充电器。
  = number SR-202406050001
  = state registered
  = registered_at: 2024-06-05 09:00
  = registered_by: lin
  = level: p2
  = judged_at: 2024-06-05 09:00
  = judged_by: system
  = judged p2: The level is “P2 high” for “Core function down” and “Within days”.
  = clock first_response: running, due 2024-06-05 13:00 (p2)
  = clock resolution: running, due 2024-06-12 18:00 (p2)
  = notice to customer by sms: registered
? earlier
  = Tickets of the customer: SR-202403040001, Closed
  = Repairs of the unit: SR-202403040001, Closed
09:10  customer_service:lin  receive_unit
  unit_place: depot
  case_condition: 屏幕无划痕，背面有使用痕迹
  data_responsibility: customer_backed_up
  power_on_consent: false
  check: accessories_noted, data_agreed
  proof: photo case_look
  = state registered -> received
  = received_at: 2024-06-05 09:10
  = received_by: lin
  = unit YST11-2211-4402 revision 5
  = clock first_response: met 2024-06-05 09:10, due 2024-06-05 13:00 (p2)
09:15  customer_service:lin  judge
  service_way: carry_in
  = state received -> judged
  = judged_at: 2024-06-05 09:15
  = judged_by: lin
09:20  coordinator:qiu  dispatch
  department: depot
  assignee: tang
  = state judged -> dispatched
  = dispatched_at: 2024-06-05 09:20
  = dispatched_by: qiu
09:30  engineer:tang senior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-05 09:30
10:30  engineer:tang senior  diagnose
  diagnosis_way: depot
  diagnosis: 电源管理板再次损坏；扬声器音圈断
  fault_class: hardware
  cause: defect
  failed_part: 电源管理板
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 更换电源管理板；扬声器另行报价
  planned_minutes: 60
  planned_days: 2
  = state accepted -> diagnosed
  = diagnosed_at: 2024-06-05 10:30
  = diagnosed_by: tang
  = notice to customer by sms: diagnosed
? earlier
  = Tickets of the customer: SR-202403040001, Closed
  = Repairs of the unit: SR-202403040001, Closed
  = The same part failed again: SR-202403040001, Closed
  = - SAME_AS_BEFORE: The same part failed again: as in SR-202403040001, 93 days before.
? coverage
  = labour Work by the hour: covered, shop pays 100.00
  = - guarantee_2 COVERED: “The shop” pays all of it.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 PART_NOT_COVERED: The term is for other parts.
  = diagnosis Diagnosis: covered, shop pays 50.00
  = - guarantee_2 COVERED: “The shop” pays all of it.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 PART_NOT_COVERED: The term is for other parts.
  = - OUTAGE_OPEN: The answer is provisional, because the unit is still out of use.
10:40  engineer:tang senior  try quote
  repair_way: depot
  plan: 更换电源管理板与扬声器
  plan_for_customer: 电源板在维修质保内免费更换；扬声器不在质保范围，需另付费。
  alternative: 只换电源板
  billing: free
  parts/+: name=电源管理板; model=PM-11; planned=1; basis=plan; unit_price=260.00
  parts/+: name=扬声器; model=SP-11; planned=1; basis=plan; unit_price=35.00
  check: told_plainly, told_price
  = refused CONDITION
  = - CONDITION_NOT_MET fee_lines: This is refused, because it does not hold that a repair that the customer pays for costs something, and a free one nothing.
10:41  engineer:tang senior  quote
  repair_way: depot
  plan: 更换电源管理板与扬声器
  plan_for_customer: 电源板在维修质保内免费更换；扬声器不在质保范围，需另付费。
  alternative: 只换电源板
  billing: mixed
  parts/+: name=电源管理板; model=PM-11; planned=1; basis=plan; unit_price=260.00
  parts/+: name=扬声器; model=SP-11; planned=1; basis=plan; unit_price=35.00
  check: told_plainly, told_price
  = state diagnosed -> quoted
  = estimate_total: 135.00 CNY
  = estimate_valid_until: 2024-07-05
  = estimate_told_at: 2024-06-05 10:41
  = charges/1: kind=part; item=电源管理板 PM-11; part=1; quantity=1; unit_price=260.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=电源管理板 PM-11; part=1; quantity=1; unit_price=260.00 CNY; tax_rate=13; tax=29.91 CNY; amount=260.00 CNY; payer=shop; estimate=1; line=parts/1
  = charges/3: kind=part; item=扬声器 SP-11; part=2; quantity=1; unit_price=35.00 CNY; tax_rate=13; tax=4.03 CNY; amount=35.00 CNY; payer=customer; estimate=1; line=parts/2
  = charges/4: kind=labour; item=Work by the hour; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=customer; estimate=1; line=labour
  = charges/5: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=135.00 CNY; tax=9.69 CNY; valid_until=2024-07-05; promised_minutes=60; promised_days=2; plan=更换电源管理板与扬声器; digest=efd544544562a029d9bb6a89b583b800170a15df86e64d2c898b44925d2745bc; card=example
  = clock resolution: paused (p2)
  = notice to customer by sms: quote_ready
? coverage
  = parts/1 电源管理板 PM-11: covered, shop pays 260.00
  = - guarantee_2 COVERED: “The shop” pays all of it.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 NOTHING_LEFT: There is nothing left of this line to pay for.
  = parts/2 扬声器 SP-11: charged, customer pays 35.00
  = - guarantee_2 PART_NOT_COVERED: The term is for other parts than “SP-11”.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 PART_NOT_COVERED: The term is for other parts than “SP-11”.
  = labour Work by the hour: charged, customer pays 100.00
  = - guarantee_2 PART_NOT_COVERED: The term is for other parts.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 PART_NOT_COVERED: The term is for other parts.
  = diagnosis Diagnosis: charged, customer pays 50.00
  = - guarantee_2 PART_NOT_COVERED: The term is for other parts.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 PART_NOT_COVERED: The term is for other parts.
  = - OUTAGE_OPEN: The answer is provisional, because the unit is still out of use.
10:50  engineer:tang senior  quote
  repair_way: depot
  plan: 更换电源管理板
  plan_for_customer: 电源板在维修质保内免费更换。
  billing: free
  parts/2:
  check: told_plainly, told_price
  = estimate_total: 0.00 CNY
  = estimate_told_at: 2024-06-05 10:50
  = charges/6: kind=part; item=电源管理板 PM-11; part=1; quantity=1; unit_price=260.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/7: kind=part; item=电源管理板 PM-11; part=1; quantity=1; unit_price=260.00 CNY; tax_rate=13; tax=29.91 CNY; amount=260.00 CNY; payer=shop; estimate=2; line=parts/1
  = charges/8: kind=labour; item=Work by the hour; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=labour
  = charges/9: kind=labour; item=Work by the hour; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=shop; estimate=2; line=labour
  = charges/10: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=2; line=diagnosis
  = charges/11: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=shop; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=estimate; total=0.00 CNY; tax=0.00 CNY; valid_until=2024-07-05; promised_minutes=60; promised_days=2; plan=更换电源管理板; digest=dfdc9fc64744d38ec01f041f0762ada8a06b978414022973e37897f758730a50; card=example
  = notice to customer by sms: quote_ready
? coverage
  = parts/1 电源管理板 PM-11: covered, shop pays 260.00
  = - guarantee_2 COVERED: “The shop” pays all of it.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 NOTHING_LEFT: There is nothing left of this line to pay for.
  = labour Work by the hour: covered, shop pays 100.00
  = - guarantee_2 COVERED: “The shop” pays all of it.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 NOTHING_LEFT: There is nothing left of this line to pay for.
  = diagnosis Diagnosis: covered, shop pays 50.00
  = - guarantee_2 COVERED: “The shop” pays all of it.
  = - maker EXPIRED: The term ended on 2023-11-12.
  = - part_1 NOTHING_LEFT: There is nothing left of this line to pay for.
  = - OUTAGE_OPEN: The answer is provisional, because the unit is still out of use.
11:00  customer:wu  authorise
  authorisations/+: scope=plan; decision=authorised; kind=electronic; person=吴一凡; digest=last
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-06-05 11:00
  = authorisations/1: estimate=2; total=0.00 CNY
  = clock resolution: running, due 2024-06-13 09:19 (p2)
2024-06-06 09:30  engineer:tang senior  request_parts
  requisition_no: LL-20240606-01
  parts/1: requested=1; basis=plan; requisition_no=LL-20240606-01
  = notice to parts_keeper: parts_requested
09:40  parts_keeper:zhao  issue_parts
  parts/1: issued=1; issued_at=2024-06-06 09:40; issued_by=zhao; received_by=tang; origin=original; serial=PM11-2404-330; requisition_no=LL-20240606-01
  proof: signature requisition_signed
  = done
10:00  engineer:tang senior  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-06-06 10:00
  = repaired_by: tang
  = clock work_time: running, due 2024-06-07 18:00 (days)
  = notice to customer by sms: repair_begun
11:00  engineer:tang senior  finish_repair
  work_done: 更换电源管理板
  work_for_customer: 更换电源管理板
  labour/+: work=更换电源管理板; engineer=tang; minutes=60
  parts/1: used=1; old_serial=PM11-2401-071; old_part=kept
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2024-06-06 11:00
  = clock work_time: paused (days)
  = notice to customer by sms: repaired
14:00  engineer:tang senior  self_test
  self_test_result: pass
  tests/+: kind=full_test; item=充放电循环; standard=三次循环无异常; measured=三次正常; result=pass
  check: function_ok, stable, no_new_fault
  proof: document self_test_record
  = state repaired -> to_inspect
  = self_tested_by: tang
15:00  inspector:sun  pass_inspection
  inspections/+: result=pass; fault_gone=true; case_unharmed=true; functions_ok=true; place=depot
  = state to_inspect -> passed
  = inspected_at: 2024-06-06 15:00
  = inspected_by: sun
  = passed_at: 2024-06-06 15:00
  = clock work_time: met 2024-06-06 15:00 (days)
15:30  customer_service:lin  prepare_handover
  report_no: BG-20240606-004
  work_for_customer: 更换电源管理板，测试正常。
  care_advice: 请使用原装充电器。
  repair_guarantee_days: 90
  check: cleaned, rechecked, accessories_together, papers_together
  = state passed -> ready
  = ready_at: 2024-06-06 15:30
  = clock resolution: paused (p2)
  = notice to customer by sms: ready
16:00  customer_service:lin  bill
  billing: free
  = fee_state: free
  = fee_total: 0.00 CNY
  = fee_paid: 0.00 CNY
  = charges/12: kind=part; item=电源管理板 PM-11; part=1; quantity=1; unit_price=260.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=3; line=parts/1
  = charges/13: kind=part; item=电源管理板 PM-11; part=1; quantity=1; unit_price=260.00 CNY; tax_rate=13; tax=29.91 CNY; amount=260.00 CNY; payer=shop; estimate=3; line=parts/1
  = charges/14: kind=labour; item=Work by the hour; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=3; line=labour/1
  = charges/15: kind=labour; item=Work by the hour; card_code=hour; quantity=1; unit_price=100.00 CNY; tax_rate=6; tax=5.66 CNY; amount=100.00 CNY; payer=shop; estimate=3; line=labour/1
  = charges/16: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=3; line=diagnosis
  = charges/17: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=shop; estimate=3; line=diagnosis
  = estimates/3: no=3; kind=final; total=0.00 CNY; tax=0.00 CNY; promised_minutes=60; promised_days=2; plan=更换电源管理板; digest=f2fbc45d8dac569d6d4737aebfde45d7bb42446cec781e28c40a00651807f72d; card=example
16:10  customer_service:lin  deliver
  delivery_way: pick_up
  check: run_before_customer, told_work, told_guarantee
  = state ready -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-09-04
  = handed_over_at: 2024-06-06 16:10
  = handed_over_by: lin
  = parts/1: warranty_until=2024-09-04
  = unit YST11-2211-4402 revision 6
16:12  customer_service:lin  accept_delivery
  customer_test: 充电正常
  acceptance_kind: signature
  signed_by: 吴一凡
  rating: satisfied
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-06-06 16:12
  = resolved_at: 2024-06-06 16:12
  = clock resolution: met 2024-06-06 16:12 (p2)
  = notice to customer by sms: solved
16:20  customer_service:lin  close
  solution: 维修质保内更换电源管理板
  = state settling -> closed
  = unit YST11-2211-4402 revision 7
  = clock archive: running, due 2027-06-07 16:20 (years)
? facts
  = now: 2024-06-06 16:20
  = key: SR-202406050001
  = number: SR-202406050001
  = revision: 20
  = state: closed
  = stage: closed
  = opened: 2024-06-05 09:00
  = since: 2024-06-06 16:20
  = resolved: 2024-06-06 16:12
  = closed: 2024-06-06 16:20
  = service_type: repair
  = channel: handed_in
  = level: p2
  = service_way: carry_in
  = category: tablet
  = model: YS-T11
  = serial: YST11-2211-4402
  = warranty_state: out_of_warranty
  = fault_class: hardware
  = cause: defect
  = failed_part: 电源管理板
  = outcome: repaired
  = assignee: tang
  = repaired_by: tang
  = rating: satisfied
  = first_time_fix: true
  = rework: 0
  = reopened: 0
  = visits: 0
  = failed_contacts: 0
  = labour_minutes: 60
  = repeats: false
  = durations/first_response: elapsed_ms=0 h 10 min; working_ms=0 h 10 min
  = durations/acceptance: elapsed_ms=0 h 10 min; working_ms=0 h 10 min
  = durations/repair: elapsed_ms=1 h 0 min; working_ms=1 h 0 min
  = durations/resolution: elapsed_ms=31 h 12 min; working_ms=16 h 12 min
  = clocks/1: clock=first_response; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; due=2024-06-05 13:00; target_ms=4 h 0 min; used_ms=0 h 10 min
  = clocks/2: clock=work_time; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=17 h 0 min; used_ms=1 h 0 min
  = clocks/3: clock=resolution; kind=deadline; cycles=1; met=1; missed=0; late=0; open=0; cancelled=0; status=met; target_ms=45 h 0 min; used_ms=15 h 11 min
  = clocks/4: clock=archive; kind=not_before; cycles=1; met=0; missed=0; late=0; open=1; cancelled=0; status=running; due=2027-06-07 16:20; target_ms=26304 h 0 min; used_ms=0 h 0 min
  = currency: CNY
  = costs/1: payer=shop; charges=41000; labour=0; parts=0
  = fee_total: 0
  = fee_paid: 0
? unit
  = kind: unit
  = tenant: desk
  = key: YST11-2211-4402
  = revision: 7
  = serial: YST11-2211-4402
  = dates: sale=2022-11-12
  = terms/1/id: part_1
  = terms/1/kind: part
  = terms/1/payer: warranty
  = terms/1/start: 2024-05-14
  = terms/1/days: 90
  = terms/1/kinds: part; labour; travel; diagnosis
  = terms/1/classes: PM-11
  = terms/1/causes: defect; wear; transport; software
  = terms/1/serial: PM11-2401-071
  = terms/1/ticket: SR-202403040001
  = terms/2/id: guarantee_2
  = terms/2/kind: repair_guarantee
  = terms/2/payer: shop
  = terms/2/start: 2024-05-14
  = terms/2/days: 90
  = terms/2/kinds: part; labour; travel; diagnosis
  = terms/2/classes: PM-11
  = terms/2/causes: defect; wear; transport; software
  = terms/2/ticket: SR-202403040001
  = terms/3/id: part_3
  = terms/3/kind: part
  = terms/3/payer: warranty
  = terms/3/start: 2024-06-06
  = terms/3/days: 90
  = terms/3/kinds: part; labour; travel; diagnosis
  = terms/3/classes: PM-11
  = terms/3/causes: defect; wear; transport; software
  = terms/3/serial: PM11-2404-330
  = terms/3/ticket: SR-202406050001
  = terms/4/id: guarantee_4
  = terms/4/kind: repair_guarantee
  = terms/4/payer: shop
  = terms/4/start: 2024-06-06
  = terms/4/days: 90
  = terms/4/kinds: part; labour; travel; diagnosis
  = terms/4/classes: PM-11
  = terms/4/causes: defect; wear; transport; software
  = terms/4/ticket: SR-202406050001
  = outages/1: from=2024-03-04; to=2024-03-05; counts=true; ticket=SR-202403040001
  = outages/2: from=2024-03-05; to=2024-05-14; counts=false; ticket=SR-202403040001
  = outages/3: from=2024-06-05; to=2024-06-06; counts=true; ticket=SR-202406050001
  = repairs/1: on=2024-03-05; fault=hardware; covered=false; result=repaired; ticket=SR-202403040001
  = repairs/2: on=2024-06-06; fault=hardware; covered=true; result=repaired; ticket=SR-202406050001
  = claims/guarantee_2: visits=1; paid=41000

* For a keyboard that he hands in later he finds the quote too high: it goes back unrepaired, and the diagnosis is paid.
2024-06-20 09:00  customer_service:lin  register  @keyboard
  service_type: repair
  channel: handed_in
  customer_id: C-33120
  customer_name: 吴一凡
  customer_phone: 13588097712
  tier: ordinary
  preferred_channel: sms
  proof: invoice
  proof_no: 033002300111-20977
  brand: 远山
  category: keyboard
  product: 键盘
  model: YS-K1
  serial: YSK1-2301-0098
  purchased_on: 2023-01-05
  warranty_state: out_of_warranty
  fault_description: 空格键失灵。
  fault_since_words: 三天前
  fault_frequency: always
  fault_use: at_power_on
  impact: main_function_impaired
  urgency: days
  tried: 换过两个充电器。
  = number SR-202406200001
  = state registered
  = registered_at: 2024-06-20 09:00
  = registered_by: lin
  = level: p2
  = judged_at: 2024-06-20 09:00
  = judged_by: system
  = judged p2: The level is “P2 high” for “Main function impaired” and “Within days”.
  = clock first_response: running, due 2024-06-20 13:00 (p2)
  = clock resolution: running, due 2024-06-26 18:00 (p2)
  = notice to customer by sms: registered
09:10  customer_service:lin  receive_unit
  unit_place: depot
  case_condition: 屏幕无划痕，背面有使用痕迹
  data_responsibility: customer_backed_up
  power_on_consent: false
  check: accessories_noted, data_agreed
  proof: photo case_look
  = state registered -> received
  = received_at: 2024-06-20 09:10
  = received_by: lin
  = unit YSK1-2301-0098 revision 1
  = clock first_response: met 2024-06-20 09:10, due 2024-06-20 13:00 (p2)
09:15  customer_service:lin  judge
  service_way: carry_in
  = state received -> judged
  = judged_at: 2024-06-20 09:15
  = judged_by: lin
09:20  coordinator:qiu  dispatch
  department: depot
  assignee: tang
  = state judged -> dispatched
  = dispatched_at: 2024-06-20 09:20
  = dispatched_by: qiu
09:30  engineer:tang senior  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-20 09:30
10:30  engineer:tang senior  diagnose
  diagnosis_way: depot
  diagnosis: 按键膜破损
  fault_class: hardware
  cause: wear
  failed_part: 按键膜
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 更换按键膜
  planned_minutes: 30
  planned_days: 1
  = state accepted -> diagnosed
  = diagnosed_at: 2024-06-20 10:30
  = diagnosed_by: tang
  = notice to customer by sms: diagnosed
10:40  engineer:tang senior  quote
  repair_way: depot
  plan: 更换按键膜
  plan_for_customer: 按键膜破了，需更换。
  alternative: 不维修，仅收检测费
  billing: paid
  parts/+: name=按键膜; model=KM-1; planned=1; basis=plan; unit_price=120.00
  check: told_plainly, told_price
  = state diagnosed -> quoted
  = estimate_total: 170.00 CNY
  = estimate_valid_until: 2024-07-20
  = estimate_told_at: 2024-06-20 10:40
  = charges/1: kind=part; item=按键膜 KM-1; part=1; quantity=1; unit_price=120.00 CNY; tax_rate=13; tax=13.81 CNY; amount=120.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=labour; item=Work by the hour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=customer; estimate=1; line=labour
  = charges/3: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; discount=50.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=diagnosis
  = estimates/1: no=1; kind=estimate; total=170.00 CNY; tax=16.64 CNY; valid_until=2024-07-20; promised_minutes=30; promised_days=1; plan=更换按键膜; digest=19f8c878894ef6be056e7861607b43153fba821088ee52f54c67a899afe77eb2; card=example
  = clock resolution: paused (p2)
  = notice to customer by sms: quote_ready
11:00  customer:wu  decline_quote
  decline_words: 不如买新的
  authorisations/+: scope=plan; decision=declined; person=吴一凡
  = state quoted -> unrepaired
  = fee_state: due
  = fee_total: 50.00 CNY
  = fee_paid: 0.00 CNY
  = outcome: returned_unrepaired
  = charges/4: kind=diagnosis; item=Diagnosis; quantity=1; unit_price=50.00 CNY; tax_rate=6; tax=2.83 CNY; amount=50.00 CNY; payer=customer; estimate=2; line=diagnosis
  = estimates/2: no=2; kind=final; total=50.00 CNY; tax=2.83 CNY; promised_minutes=30; promised_days=1; plan=更换按键膜; digest=7348f38c784b02a435acc8d2c96701e69e305ea0e1adc59d9cd5f744be756966; card=example
  = clock resolution: running, due 2024-06-27 09:20 (p2)
? quote declined
  = diagnosis diagnosis Diagnosis: 1 x 50.00 = 50.00, tax 6 %, charged, customer pays 50.00
  = CNY subtotal 50.00, tax 2.83, total 50.00, payable 50.00, due 50.00, unpaid
11:10  customer_service:lin  try close
  solution: 未修
  = refused WRONG_STATE
  = - STATE_NOT_OPEN: “Close” cannot be done while the ticket stands at “To be given back unrepaired”.
11:20  customer_service:lin  return_unrepaired
  delivery_way: pick_up
  signed_by: 吴一凡
  acceptance_kind: signature
  proof: signature unit_returned
  = state unrepaired -> settling
  = unit_place: with_customer
  = handed_over_at: 2024-06-20 11:20
  = handed_over_by: lin
  = acceptance: returned
  = signed_at: 2024-06-20 11:20
  = resolved_at: 2024-06-20 11:20
  = unit YSK1-2301-0098 revision 2
  = clock resolution: met 2024-06-20 11:20, due 2024-06-27 09:20 (p2)
11:21  customer_service:lin  try close
  solution: 未修，客户放弃
  = refused CONDITION
  = - CONDITION_NOT_MET money: This is refused, because it does not hold that the fee is paid, waived, handed to collection, or there is none.
  = - FEE_OPEN: 50.00 of the fee of 50.00 is still open.
11:22  cashier:ma  take_payment
  payments/+: kind=payment; amount=50.00; method=wechat; person=吴一凡
  = fee_state: paid
  = fee_paid: 50.00 CNY
11:25  customer_service:lin  close
  solution: 未修，客户放弃
  = state settling -> closed
  = clock archive: running, due 2027-06-21 11:25 (years)
? board
  = @tablet SR-202403040001 closed, level p2, with tang, next 2027-05-15 10:20
  = @again SR-202406050001 closed, level p2, with tang, next 2027-06-07 16:20
  = @keyboard SR-202406200001 closed, level p2, with tang, next 2027-06-21 11:25
