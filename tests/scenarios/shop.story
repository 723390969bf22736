# A policy of one page, and what every kind of step says of it. test_stories.sh makes mistakes in a copy.
title: Two tickets of a corner shop
title zh: 小店的两张工单
policy: story/shop.json
tenant: corner
unit: {"kind":"unit","key":"X-1","serial":"X-1","model":"KT-5","dates":{"sale":"2023-06-01"},"contracts":["care"]}
contract: {"kind":"contract","key":"care"}

* A kettle comes in.
2024-03-15 09:20  clerk:ann  try register
  = refused INCOMPLETE
  = - FIELD_MISSING customer_name: “Customer name” is missing.
2024-03-15 09:20  clerk:ann  register  @kettle
  customer_name: Lin Wei
  customer_phone: 13812345678
  serial: X-1
  model: KT-5
  key: call-1
  = number C20240315001
  = state registered
  = registered_at: 2024-03-15 09:20
  = level: p2
  = judged p2: The level is “p2”, because nothing says otherwise.
  = clock repair: running, due 2024-03-15 13:20 (all)

* The line breaks, and the call is entered again; then somebody takes its key for another one.
09:20  clerk:ann  register
  customer_name: Lin Wei
  customer_phone: 13812345678
  serial: X-1
  model: KT-5
  key: call-1
  = done before, not again
09:21  clerk:ann  register
  customer_name: Another
  key: call-1
  = fault KEY_REUSED: an idempotency key came back with other arguments
? actions for engineer:bo senior
  = open: jot
  = begin lacks CHECKLIST_OPEN unplugged
  = for others: tie, disclose
? actions for clerk:ann @new
  = open: walk_in
  = register lacks FIELD_MISSING customer_name
? level all
  = level p2
  = - LEVEL_BY_DEFAULT: The level is “p2”, because nothing says otherwise.
  = - RULE_NOT_HELD: “hazard” does not hold; it fails at “Safety hazard”.

* A junior may not; a senior must unplug it first; then he enters what he began five minutes ago.
09:30  engineer:bo junior  begin  @kettle
  = refused WRONG_ROLE
  = - GRADE_TOO_LOW: The grade “senior” or a higher one is needed; “junior” is not enough.
09:30  engineer:bo senior  begin
  # all of a row on one line
  parts/+: model=RELAY; planned=2
  planned_minutes: 30
  fault_class: hardware
  check: -unplugged
  = refused INCOMPLETE
  = - CHECKLIST_OPEN unplugged: “unplugged” has not been ticked on the checklist of “begin”.
2024-03-15T01:40:00Z  engineer:bo senior  begin
  at: 09:35
  parts/+: model=RELAY; planned=2
  parts/+: model=RELAY\;2; planned=1
  planned_minutes: 30
  fault_class: hardware
  cause: defect
  check: unplugged, covered
  = happened 2024-03-15 09:35
  = state registered -> under_repair
? quote
  = parts/1 part RELAY: 2 x 35.00 = 70.00, tax 13 %, covered, maker pays 70.00
  = parts/2 part RELAY;2: 1 x 30.00 = 30.00, tax 13 %, covered, maker pays 30.00
  = labour labour Labour: 0.5 x 100.00 = 50.00, tax 13 %, charged, customer pays 50.00
  = CNY subtotal 50.00, tax 6.50, total 56.50, payable 56.50, due 56.50, unpaid
? coverage final
  = - QUANTITY_UNKNOWN: The answer is provisional, because it is not known how much of a part was used.
? quote finale
  = fault SCHEMA: there is no kind of quote "finale"; did you mean "final"? ($.kind)
10:00  engineer:bo senior  price
  = warranty_until: 2024-06-01
  = estimate_total: 56.50 CNY
  = estimate_valid_until: 2024-04-14
  = charges/1: kind=part; item=RELAY; card_code=RELAY; part=1; quantity=2; unit_price=35.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=RELAY; card_code=RELAY; part=1; quantity=2; unit_price=35.00 CNY; tax_rate=13; tax=9.10 CNY; amount=70.00 CNY; payer=maker; estimate=1; line=parts/1
  = charges/3: kind=part; item=RELAY;2; card_code=RELAY;2; part=2; quantity=1; unit_price=30.00 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=parts/2
  = charges/4: kind=part; item=RELAY;2; card_code=RELAY;2; part=2; quantity=1; unit_price=30.00 CNY; tax_rate=13; tax=3.90 CNY; amount=30.00 CNY; payer=maker; estimate=1; line=parts/2
  = charges/5: kind=labour; item=Labour; card_code=hour; quantity=0.5; unit_price=100.00 CNY; tax_rate=13; tax=6.50 CNY; amount=50.00 CNY; payer=customer; estimate=1; line=labour
  = estimates/1: no=1; kind=estimate; total=56.50 CNY; tax=6.50 CNY; valid_until=2024-04-14; promised_minutes=30; digest=2f5ffdea8c7d2eb9292096e09cbb84c2589ed74219fc3fe1428aa7eca0296e87; card=card
10:00  engineer:bo senior  agree
  authorisations/+: decision=authorised; estimate=last; digest=last
  = authorisations/1: total=56.50 CNY
? view parts fee_total
  = parts/1/model: RELAY
  = parts/1/planned: 2
  = parts/2/model: RELAY;2
  = parts/2/planned: 1
  = fee_total: (nothing)
? sheet slip
  = Slip
  = [Customer]
  = Customer name: L** W**
  = [parts]
  = | Part model |
  = | RELAY |
  = | RELAY;2 |
  = Your device is ready.

* Somebody walks in; there is no number for that.
10:00  clerk:ann  walk_in  @lamp
  customer_name: "Zoë \"Z\""
  = state registered
  = clock repair: running, due 2024-03-15 14:00 (all)
10:05  clerk:ann  tie
  links/+: kind=follow_up; key=$kettle
  = done
? board
  = @kettle C20240315001 under_repair, level p2, next 2024-03-15 11:20
  = @lamp  registered, next 2024-03-15 12:00

* Lunch. Then the kettle is closed, looked at again, and forgotten.
14:00
  = @kettle 2024-03-15 11:20 clock repair warned half
  = @kettle 2024-03-15 13:20 clock repair breached
  = @kettle 2024-03-15 13:20 clock repair escalated boss
  = @kettle notice to clerk: late
  = @lamp 2024-03-15 12:00 clock repair warned half
14:10  engineer:bo senior  close  @kettle
  = refused INCOMPLETE
  = - EVIDENCE_MISSING after: “after” is missing: 1 needed, 0 attached.
  = @lamp 2024-03-15 14:00 clock repair breached
  = @lamp 2024-03-15 14:00 clock repair escalated boss
  = @lamp notice to clerk: late
14:10  engineer:bo senior  close
  proof: photo after
  = state under_repair -> closed
  = clock repair: missed 2024-03-15 14:10, due 2024-03-15 13:20 (all)
  = notice to customer: ready
14:20:30  clerk:ann  disclose
  reason: call back
  customer_phone:
  = shows customer_phone: 13812345678
14:30  engineer:bo senior  again
  reason: it leaks
  = state closed -> under_repair
  = counter rework: 1
14:31  engineer:bo senior  close
  = state under_repair -> closed
  = notice to customer: ready
14:40  engineer:bo senior  try again
  reason: it leaks again
  = refused LOOP_LIMIT
  = - LOOP_EXHAUSTED rework: “rework” has reached its limit of 1.
14:41  engineer:bo senior  again
  reason: it leaks again
  = refused LOOP_LIMIT
  = - LOOP_EXHAUSTED rework: “rework” has reached its limit of 1.
? clocks
  = repair: repair: missed: stopped 2024-03-15 14:10 (company time), 50 min too late. Started 2024-03-15 09:20; target “all”: 4 h. So far: Warning “half” at 2024-03-15 11:20; Due at 2024-03-15 13:20; Escalation “boss” (to clerk) at 2024-03-15 13:20.
? facts
  = now: 2024-03-15 14:41
  = key: C20240315001
  = number: C20240315001
  = revision: 11
  = state: closed
  = stage: closed
  = opened: 2024-03-15 09:20
  = since: 2024-03-15 14:31
  = resolved: 2024-03-15 14:31
  = closed: 2024-03-15 14:31
  = level: p2
  = model: KT-5
  = serial: X-1
  = fault_class: hardware
  = cause: defect
  = first_time_fix: false
  = rework: 0
  = reopened: 1
  = visits: 0
  = failed_contacts: 0
  = labour_minutes: 0
  = repeats: false
  = durations/resolution: elapsed_ms=5 h 11 min
  = clocks/1: clock=repair; kind=deadline; cycles=1; met=0; missed=1; late=0; open=0; cancelled=0; status=missed; due=2024-03-15 13:20; target_ms=4 h 0 min; used_ms=4 h 50 min; overdue_ms=0 h 50 min
  = currency: CNY
  = costs: (none)
? unit
  = kind: unit
  = tenant: corner
  = key: X-1
  = revision: 1
  = serial: X-1
  = model: KT-5
  = dates: sale=2023-06-01
  = contracts: care
? unit Y-9
  = Y-9: (nothing)
15:00  clerk:ann  forget
  = anonymised
? view customer_phone
  = customer_phone: (nothing)
15:01  clerk:ann  forget
  expect: 3
  = fault STALE: the ticket has another revision than expected
15:02  clerk:ann  jot  @lamp
  notes/+1/text: "two\nlines"
  = done
2024-03-16 09:00
  = nothing
2024-03-16 09:00
  = nothing
