# Procedure D where things go wrong: guided in vain, no consent, delays, a conflict, lines declined, a fee that is owed.
title: A steam oven that takes four technicians, and a contract customer
title zh: 一台蒸柜四位师傅，与一位合作协议客户
policy: field-dispatch@1 field-dispatch.card.json
tenant: kangda
language: zh-CN
unit: {"key": "ZG6-22110045", "serial": "ZG6-22110045", "model": "ZG-6", "customer": "C-4012", "dates": {"sale": "2022-11-20"}}
unit: {"key": "XW3-20080007", "serial": "XW3-20080007", "model": "XW-3", "customer": "C-0455", "dates": {"sale": "2020-08-03"}, "contracts": ["HZ-2024-07"]}
contract: {"kind": "contract", "key": "HZ-2024-07", "terms": [{"id": "care", "kind": "contract", "payer": "contract", "start": "2024-01-01", "days": 366, "causes": ["defect", "wear"]}]}

* A steam oven makes no steam. It sounds like a closed valve, so technical support guides by phone; correct use is shown,
* and that it was understood is written down. Within three hours the customer has to be called back.

2024-06-03 08:40  customer_service:sun  register @oven
  service_type: repair
  channel: hotline
  customer_id: C-4012
  customer_name: 东海酒店
  contact_name: 王厨师长
  responsible_person: 钱经理
  customer_phone: 13706510001
  customer_address: 浙江省杭州市西湖区龙井路 1 号
  region: hangzhou-xihu
  tier: ordinary
  preferred_channel: phone
  proof: order
  proof_no: DD20221120-31
  brand: 康达
  product: 双门蒸柜
  category: steamer
  model: ZG-6
  serial: ZG6-22110045
  purchased_on: 2022-11-20
  warranty_state: out_of_warranty
  fault_description: 蒸柜通电后不上汽。
  fault_since: 2024-06-03
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  safety_hazard: false
  tried: 重新通电一次。
  first_guess: use
  likely_causes: 进水阀未打开
  = number SR-202406030001
  = state registered
  = registered_at: 2024-06-03 08:40
  = registered_by: sun
  = level: p2
  = judged_at: 2024-06-03 08:40
  = judged_by: system
  = visit_owed_at: 2024-06-03 08:40
  = judged p2 by main_function: 定为“P2 高”：符合“主要功能受影响（未注明紧急程度）”。
  = clock first_response: running, due 2024-06-03 13:00 (p2)
  = clock resolution: running, due 2024-06-05 18:00 (p2)
  = notice to customer by phone: registered
08:42  customer_service:sun  judge
  service_way: remote
  = state registered -> judged
  = judged_at: 2024-06-03 08:42
  = judged_by: sun
08:44  coordinator:lu  dispatch
  assignee: ma
  coordinator: lu
  dispatch_no: PG-20240603-001
  = state judged -> dispatched
  = department: technical_support
  = dispatched_at: 2024-06-03 08:44
  = dispatched_by: lu
  = clock acceptance: running, due 2024-06-03 09:30 (plain)
  = notice to assignee ma: accept_now
08:46  technical_support:ma  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-03 08:46
  = clock acceptance: met 2024-06-03 08:46, due 2024-06-03 09:30 (plain)
08:50  technical_support:ma  try guide
  fault_class: handling
  guidance: 打开进水阀，等待水位灯亮
  remote_result: to_be_watched
  use_shown: true
  use_understood: false
  = refused CONDITION
  = - CONDITION_NOT_MET use_understood: 不能办理，未满足条件：已演示正确使用方法且客户已理解。
08:52  technical_support:ma  guide
  fault_class: handling
  guidance: 打开进水阀，等待水位灯亮
  remote_result: to_be_watched
  use_shown: true
  use_understood: true
  = state accepted -> answered
  = guided_at: 2024-06-03 08:52
  = clock first_response: met 2024-06-03 08:52, due 2024-06-03 13:00 (p2)
  = clock resolution: paused (p2)
  = clock remote_follow_up: running, due 2024-06-03 12:00 (plain)
11:55
  = nothing
11:56  customer_service:sun  try confirm_remote
  followups/+: channel=phone; reached=true; fault_solved=false
  outcome: solved_remotely
  solution: 打开进水阀
  = refused CONDITION
  = - CONDITION_NOT_MET solved: 不能办理，未满足条件：客户确认问题已解决。

* The call comes in time, and the fault is still there: somebody has to go, within three hours of now.

11:58  customer_service:sun  remote_failed
  reason: 水位正常，仍不上汽
  followups/+: channel=phone; reached=true; fault_solved=false
  service_way: on_site
  = state answered -> accepted
  = remote_result: not_solved
  = visit_owed_at: 2024-06-03 11:58
  = clock resolution: running, due 2024-06-06 11:58 (p2)
  = clock remote_follow_up: met 2024-06-03 11:58, due 2024-06-03 12:00 (plain)
  = clock arrival: running, due 2024-06-03 14:58 (plain)
? clocks arrival
  = arrival: 到达现场：2024-06-03 14:58（公司时间）到期，剩余 3 小时（工作时间）。2024-06-03 11:58 开始；目标“一般情形”：3 小时（工作时间）。接下来：预警“即将到期”（通知内勤）：2024-06-03 13:58；升级“上报主管”（通知客服主管）：2024-06-03 14:58。
12:00  coordinator:lu  reassign
  reason: 须上门维修
  department: field_service
  assignee: hu
  = dispatched_at: 2024-06-03 12:00
  = notice to customer by phone: engineer_changed
  = notice to assignee hu: handed_over

* He cannot be there in time. The customer is asked and does not consent, so another technician comes.

13:05  engineer:hu  try agree_visit
  visit_from: 2024-06-03 17:00
  visit_until: 2024-06-03 17:30
  visit_consent: false
  arrival_in_time: false
  late_reason: 上一家客户未完工
  travel_minutes: 40
  visits/+: purpose=repair; window_from=2024-06-03 17:00; window_until=2024-06-03 17:30; engineer=hu
  contacts/+: channel=phone; purpose=before_visit; reached=true; outcome=晚餐要用，不同意推迟
  check: fault_confirmed, number_checked, address_confirmed, apologised_late
  = refused CONDITION
  = - CONDITION_NOT_MET consent: 不能办理，未满足条件：客户同意上门时间。
13:07  engineer:hu  back_to_coordination
  reason: 客户不同意推迟
  coordination_reason: no_consent
  = state accepted -> coordination
  = counter back_to_coordination: 1
  = notice to coordinator: back_to_coordination
13:09  coordinator:lu  dispatch
  department: field_service
  assignee: shen
  = state coordination -> dispatched
  = dispatched_at: 2024-06-03 13:09
  = accepted_at: (nothing)
  = clock acceptance #2: running, due 2024-06-03 13:39 (plain)
  = notice to assignee shen: accept_now
13:10  engineer:hu  try accept
  = refused SEPARATION
  = - NOT_NAMED assignee: “接单”须由“负责人”中登记的人办理，hu不是。
13:11  engineer:shen  decline
  reason: 正在滨江维修，两小时内走不开
  = state dispatched -> coordination
  = assignee: (nothing)
  = counter declined: 1
  = clock acceptance #2: cancelled 2024-06-03 13:11, due 2024-06-03 13:39 (plain)
  = notice to supervisor: dispatch_declined
  = notice to coordinator: dispatch_declined
13:12  coordinator:lu  dispatch
  department: field_service
  assignee: qin
  = state coordination -> dispatched
  = dispatched_at: 2024-06-03 13:12
  = clock acceptance #3: running, due 2024-06-03 13:42 (plain)
  = notice to assignee qin: accept_now
13:13  regional_engineer:qin  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-03 13:13
  = clock acceptance #3: met 2024-06-03 13:13, due 2024-06-03 13:42 (plain)
13:15  regional_engineer:qin  agree_visit
  visit_from: 2024-06-03 14:15
  visit_until: 2024-06-03 14:45
  visit_consent: true
  arrival_in_time: true
  travel_minutes: 35
  visits/+: purpose=repair; window_from=2024-06-03 14:15; window_until=2024-06-03 14:45; engineer=qin
  contacts/+: channel=phone; purpose=before_visit; reached=true; outcome=说明故障判断、维修方式与到达时间，客户同意
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock departure: running, due 2024-06-03 13:40
  = clock call_ahead: running, due 2024-06-03 14:05
  = notice to customer by phone: visit_agreed
13:38  regional_engineer:qin  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-06-03 13:38
  = visits/1: left_at=2024-06-03 13:38
  = clock departure: met 2024-06-03 13:38, due 2024-06-03 13:40

* A jam on the bridge: he calls, apologises and asks; the time is moved with the customer's consent, and not without it.

14:02  regional_engineer:qin  report_delay
  late_reason: 复兴大桥堵车
  visits/+: purpose=repair; change=delayed; consent=true; late_reason=复兴大桥堵车; told_at=2024-06-03 14:01
  check: called_customer
  = 2024-06-03 13:58 clock arrival warned near
  = notice to coordinator: arrival_near
  = notice to coordinator: engineer_delayed
  = notice to supervisor: engineer_delayed
14:04  regional_engineer:qin  try move_visit
  reason: 复兴大桥堵车
  late_reason: 复兴大桥堵车
  visit_from: 2024-06-03 15:00
  visit_until: 2024-06-03 15:20
  visit_consent: false
  visits/+: purpose=repair; change=moved; consent=false; engineer=qin; late_reason=复兴大桥堵车; told_at=2024-06-03 14:03; window_from=2024-06-03 15:00; window_until=2024-06-03 15:20
  check: apologised
  = refused CONDITION
  = - CONDITION_NOT_MET consent: 不能办理，未满足条件：客户同意改约或换人，否则应退回内勤协调。
14:06  regional_engineer:qin  move_visit
  reason: 复兴大桥堵车
  late_reason: 复兴大桥堵车
  visit_from: 2024-06-03 15:00
  visit_until: 2024-06-03 15:20
  visit_consent: true
  visits/+: purpose=repair; change=moved; consent=true; engineer=qin; late_reason=复兴大桥堵车; told_at=2024-06-03 14:06; window_from=2024-06-03 15:00; window_until=2024-06-03 15:20
  check: apologised
  = 2024-06-03 14:05 clock call_ahead fired
  = clock call_ahead: over 2024-06-03 14:05, due 2024-06-03 14:05
  = notice to assignee qin: call_ahead
  = state under_way -> visit_agreed
  = left_at: (nothing)
  = arrival_in_time: false
  = clock arrival: running, due 2024-06-03 15:20 (agreed)
  = clock departure #2: running, due 2024-06-03 14:25
  = clock call_ahead #2: running, due 2024-06-03 14:50
  = notice to customer by phone: visit_moved
  = 2024-06-03 14:06 clock arrival revised
  = - undone: warned 1
14:20  regional_engineer:qin  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = 2024-06-03 14:20 clock arrival warned near
  = notice to coordinator: arrival_near
  = state visit_agreed -> under_way
  = left_at: 2024-06-03 14:20
  = visits/3: left_at=2024-06-03 14:20
  = clock departure #2: met 2024-06-03 14:20, due 2024-06-03 14:25
15:05  regional_engineer:qin  try arrive
  check: introduced, listened
  = refused CONDITION
  = - CONDITION_NOT_MET apologised_again: 不能办理，未满足条件：迟到的，到达后已再次致歉。
  = 2024-06-03 14:50 clock call_ahead #2 fired
  = clock call_ahead #2: over 2024-06-03 14:50, due 2024-06-03 14:50
15:06  regional_engineer:qin  arrive
  at: 15:05
  check: introduced, listened, apologised_if_late
  = happened 2024-06-03 15:05
  = state under_way -> on_site
  = arrived_at: 2024-06-03 15:05
  = visits/3: arrived_at=2024-06-03 15:05
  = clock arrival: met 2024-06-03 15:05, due 2024-06-03 15:20 (agreed)
  = notice to customer by phone: arrived

* He cannot find the cause and asks the department; its advice does not help, so a colleague is sent.

15:25  regional_engineer:qin  ask_help
  helps/+: department=technical_support; problem=加热管阻值正常，接触器不吸合，找不到原因
  = notice to technical_support: help_wanted
15:32  technical_support:ma  give_help
  helps/1: answer=检查水位保护与门开关; answered_at=2024-06-03 15:32; result=answered
  = notice to assignee qin: help_given
15:50  regional_engineer:qin  ask_help
  helps/+: department=technical_support; problem=水位保护与门开关均正常
  = notice to technical_support: help_wanted
15:54  technical_support:ma  give_help
  helps/2: answer=派方工到场支援; answered_at=2024-06-03 15:54; result=colleague_sent; colleague=fang
  = notice to assignee qin: help_given
16:30  engineer:fang  diagnose
  diagnosis_way: on_site
  diagnosis: 温控器触点烧蚀，接触器线圈断路；门封老化漏汽
  fault_class: hardware
  cause: wear
  failed_part: 温控器
  damage_degree: moderate
  repairable: true
  complex: false
  proposal: 更换温控器，建议一并更换门封
  planned_minutes: 60
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-06-03 16:30
  = diagnosed_by: fang
  = notice to customer by phone: diagnosed

* The customer takes the thermostat and leaves the door seal. Work begins with what was accepted, once the plan says so.

16:36  regional_engineer:qin  quote
  repair_way: on_site
  plan: 更换温控器 WDQ-15 与门封 GWX-30
  plan_for_customer: 温控器烧坏必须换；门封老化漏汽，建议一起换。
  billing: paid
  parts/+: name=温控器; model=WDQ-15; planned=1; basis=plan
  parts/+: name=门封; model=GWX-30; planned=2; basis=plan
  check: told_plainly, charge_card_shown
  = state diagnosed -> quoted
  = warranty_until: 2023-11-20
  = estimate_total: 398.00 CNY
  = estimate_valid_until: 2024-07-03
  = estimate_told_at: 2024-06-03 16:36
  = charges/1: kind=part; item=温控器 WDQ-15; card_code=WDQ-15; part=1; quantity=1; unit_price=185.00 CNY; tax_rate=13; tax=21.28 CNY; amount=185.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=门封 GWX-30; card_code=GWX-30; part=2; quantity=2; unit_price=46.50 CNY; tax_rate=13; tax=10.70 CNY; amount=93.00 CNY; payer=customer; estimate=1; line=parts/2
  = charges/3: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=customer; estimate=1; line=labour
  = estimates/1: no=1; kind=estimate; total=398.00 CNY; tax=38.77 CNY; valid_until=2024-07-03; promised_minutes=60; plan=更换温控器 WDQ-15 与门封 GWX-30; digest=8fc8e8b7a96aa6052973e8a95c0e07eb0824a52f3e288ec28185b7926268df9f; card=kitchen_2024
  = clock resolution: paused (p2)
  = notice to customer by phone: quote_ready
16:40  regional_engineer:qin  try authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=钱经理; digest=6aeebeb90e62c88ec58c29c711da0667fe925144e668e06c0636e73b6e3af247
  proof: signature authorisation
  = refused REFUSED
  = - CONSENT_TO_ANOTHER_QUOTE authorisations/+1/digest: “客户授权记录新增第1行：授权内容摘要值”与最近一次报价（第1号）不符。
16:41  regional_engineer:qin  authorise
  authorisations/+: scope=plan; decision=authorised; kind=signature; person=钱经理; digest=last
  charges/2/accepted: false
  proof: signature authorisation
  = state quoted -> authorised
  = authorised_at: 2024-06-03 16:41
  = authorisations/1: estimate=1; total=305.00 CNY
  = clock resolution: running, due 2024-06-06 12:03 (p2)
16:42  regional_engineer:qin  try start_repair
  check: case_protected, instructions_tools
  = refused CONDITION
  = - CONDITION_NOT_MET parts_issued: 不能办理，未满足条件：方案所需零配件已发放。
  = - NEEDS_CONSENT: 合计398.00，比客户已授权的金额多93.00；未经客户再次同意，最高为305.00。
16:43  regional_engineer:qin  requote
  reason: 客户不换门封
  plan: 更换温控器 WDQ-15
  parts/2/planned: 0
  = estimate_total: 305.00 CNY
  = estimate_told_at: 2024-06-03 16:43
  = charges/4: kind=part; item=温控器 WDQ-15; card_code=WDQ-15; part=1; quantity=1; unit_price=185.00 CNY; tax_rate=13; tax=21.28 CNY; amount=185.00 CNY; payer=customer; estimate=2; line=parts/1
  = charges/5: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=customer; estimate=2; line=labour
  = estimates/2: no=2; kind=estimate; total=305.00 CNY; tax=28.07 CNY; valid_until=2024-07-03; promised_minutes=60; plan=更换温控器 WDQ-15; digest=1a28b10a8c2fbc8f0c129b16b4d2f290c4035c3052014b3f01249442859fda13; card=kitchen_2024
  = notice to customer by phone: quote_ready
16:44  regional_engineer:qin  request_parts
  requisition_no: LL-20240603-012
  parts/1: requested=1; requisition_no=LL-20240603-012
  = notice to parts_keeper: parts_requested
16:46  parts_keeper:min  issue_parts
  parts/1: issued=1; issued_at=2024-06-03 16:46; received_by=qin; origin=original; requisition_no=LL-20240603-012
  proof: photo requisition_signed
  = done
16:48  regional_engineer:qin  start_repair
  check: case_protected, instructions_tools
  = state authorised -> repairing
  = repair_started_at: 2024-06-03 16:48
  = repaired_by: qin
  = clock work_time: running, due 2024-06-03 17:48 (minutes)
  = notice to customer by phone: repair_begun

* The chef loses his temper. Nobody argues on the spot: the department takes over and sends somebody else.

17:05  regional_engineer:qin  report_conflict
  reason: 客户因耽误晚餐言语激烈，已停止维修并离场
  = state repairing -> coordination
  = coordination_reason: conflict
  = counter back_to_coordination: 2
  = clock work_time: cancelled 2024-06-03 17:05, due 2024-06-03 17:48 (minutes)
  = notice to supervisor: conflict_reported
  = notice to coordinator: conflict_reported
17:15  supervisor:wu  dispatch
  department: field_service
  assignee: wei
  = state coordination -> dispatched
  = dispatched_at: 2024-06-03 17:15
  = dispatched_by: wu
  = accepted_at: (nothing)
  = clock acceptance #4: running, due 2024-06-03 17:45 (plain)
  = notice to assignee wei: accept_now
17:18  engineer:wei  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-03 17:18
  = clock acceptance #4: met 2024-06-03 17:18, due 2024-06-03 17:45 (plain)
17:22  engineer:wei  agree_visit
  visit_from: 2024-06-04 07:30
  visit_until: 2024-06-04 08:00
  visit_consent: true
  travel_minutes: 25
  visits/+: purpose=second_visit; window_from=2024-06-04 07:30; window_until=2024-06-04 08:00; engineer=wei
  contacts/+: channel=phone; purpose=before_visit; reached=true; outcome=主管已致电致歉，客户同意明早上门
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = left_at: (nothing)
  = arrived_at: (nothing)
  = clock next_visit: running, due 2024-06-04 08:00 (agreed)
  = clock departure #3: running, due 2024-06-04 07:05
  = clock call_ahead #3: running, due 2024-06-04 07:20
  = notice to customer by phone: visit_agreed
2024-06-04 07:02  engineer:wei  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-06-04 07:02
  = visits/4: left_at=2024-06-04 07:02
  = clock departure #3: met 2024-06-04 07:02, due 2024-06-04 07:05
07:33  engineer:wei  arrive
  check: introduced, listened, apologised_if_late
  = 2024-06-04 07:20 clock call_ahead #3 fired
  = clock call_ahead #3: over 2024-06-04 07:20, due 2024-06-04 07:20
  = state under_way -> on_site
  = arrived_at: 2024-06-04 07:33
  = visits/4: arrived_at=2024-06-04 07:33
  = clock next_visit: met 2024-06-04 07:33, due 2024-06-04 08:00 (agreed)
  = notice to customer by phone: arrived
07:36  engineer:wei  start_repair
  check: case_protected, instructions_tools
  = state on_site -> repairing
  = repair_started_at: 2024-06-04 07:36
  = repaired_by: wei
  = clock work_time #2: running, due 2024-06-04 08:36 (minutes)
  = notice to customer by phone: repair_begun
08:05  engineer:wei  finish_repair
  work_done: 更换温控器，试蒸两次
  work_for_customer: 温控器已换新，上汽正常。
  labour/+: work=更换温控器; engineer=wei; minutes=29
  parts/1: used=1; old_serial=WDQ15-2209-118; old_part=to_customer
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2024-06-04 08:05
  = clock work_time #2: paused (minutes)
  = notice to customer by phone: repaired

* The test shows that the ignition has to be renewed, too: no cent more before the customer has confirmed it in writing.

08:12  engineer:wei  self_test_failed
  reason: 点火时断时续
  self_test_result: fail
  tests/+: kind=self_test; item=连续点火; standard=10 次全部点着; measured=7 次; result=fail; shown=true; confirmed=true
  = state repaired -> repairing
  = counter self_test_failed: 1
  = clock work_time #2: running, due 2024-06-04 08:43 (minutes)
08:14  engineer:wei  requote
  reason: 点火针积碳，须更换
  parts/+: name=点火针; model=DHZ-02; planned=1; basis=plan
  = estimate_total: 373.00 CNY
  = estimate_valid_until: 2024-07-04
  = estimate_told_at: 2024-06-04 08:14
  = charges/6: kind=part; item=温控器 WDQ-15; card_code=WDQ-15; part=1; quantity=1; unit_price=185.00 CNY; tax_rate=13; tax=21.28 CNY; amount=185.00 CNY; payer=customer; estimate=3; line=parts/1
  = charges/7: kind=part; item=点火针 DHZ-02; card_code=DHZ-02; part=3; quantity=1; unit_price=68.00 CNY; tax_rate=13; tax=7.82 CNY; amount=68.00 CNY; payer=customer; estimate=3; line=parts/3
  = charges/8: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=customer; estimate=3; line=labour/1
  = estimates/3: no=3; kind=estimate; total=373.00 CNY; tax=35.89 CNY; valid_until=2024-07-04; promised_minutes=60; plan=更换温控器 WDQ-15; digest=9afa933d020f66d067b467abe079b8de7430939e08ba6625c85cd771e3d34f2a; card=kitchen_2024
  = notice to customer by phone: quote_ready
08:15  engineer:wei  try confirm_change
  changes/+: kind=fee; words=加换点火针一只; amount=68.00; confirmed=true; confirmation=signature; person=钱经理
  proof: signature change_confirmed
  = refused CONDITION
  = - CONDITION_NOT_MET in_writing: 不能办理，未满足条件：加价的变更须按新的报价授权。
08:16  engineer:wei  confirm_change
  changes/+: kind=fee; words=加换点火针一只; amount=68.00; confirmed=true; confirmation=signature; person=钱经理
  authorisations/+: scope=change; decision=authorised; kind=signature; person=钱经理; digest=last
  proof: signature change_confirmed
  = authorisations/2: estimate=3; total=373.00 CNY
08:24  engineer:wei  finish_repair
  work_done: 更换温控器与点火针，试蒸三次
  work_for_customer: 温控器和点火针已换新，上汽正常。
  parts/3: used=1; old_part=no_serial
  labour/+: work=更换点火针（返工不另计工费）; engineer=wei; minutes=8; rate=0.00
  check: by_instructions, steps_recorded
  proof: photo key_steps
  = state repairing -> repaired
  = repair_finished_at: 2024-06-04 08:24
  = clock work_time #2: paused (minutes)
  = notice to customer by phone: repaired
08:32  engineer:wei  self_test
  self_test_result: pass
  tests/+: kind=self_test; item=连续点火; standard=10 次全部点着; measured=10 次; result=pass; shown=true; confirmed=true
  check: function_ok, stable, no_new_fault
  = state repaired -> to_inspect
  = self_tested_by: wei
08:36  engineer:wei  deliver
  delivery_way: on_site
  check: run_before_customer, use_taught, told_work, told_guarantee, site_cleaned, tools_counted
  = state to_inspect -> delivered
  = unit_place: with_customer
  = repair_guarantee_until: 2024-07-04
  = handed_over_at: 2024-06-04 08:36
  = handed_over_by: wei
  = parts/1: warranty_until=2024-09-02
  = parts/3: warranty_until=2024-09-02
  = clock resolution: paused (p2)
  = clock work_time #2: met 2024-06-04 08:36 (minutes)
  = clock callback: running, due 2024-06-05 08:36 (day)
08:38  engineer:wei  accept_delivery
  customer_test: 试蒸一屉，正常
  acceptance_kind: signature
  signed_by: 钱经理
  rating: neutral
  rating_words: 修好了，就是折腾
  receipt_no: HZ-20240604-002
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-06-04 08:38
  = resolved_at: 2024-06-04 08:38
  = clock resolution: met 2024-06-04 08:38 (p2)
  = notice to customer by phone: solved

* The fee: billed first, paid in part, and what is still owed is for the technician who was there, and for nobody else.

08:39  engineer:wei  try to_collection
  fee_promised_on: 2024-06-10
  = refused CONDITION
  = - CONDITION_NOT_MET owed: 不能办理，未满足条件：费用已结算且尚未收清。
08:40  engineer:wei  bill
  = fee_state: due
  = fee_total: 373.00 CNY
  = fee_paid: 0.00 CNY
  = charges/9: kind=part; item=温控器 WDQ-15; card_code=WDQ-15; part=1; quantity=1; unit_price=185.00 CNY; tax_rate=13; tax=21.28 CNY; amount=185.00 CNY; payer=customer; estimate=4; line=parts/1
  = charges/10: kind=part; item=点火针 DHZ-02; card_code=DHZ-02; part=3; quantity=1; unit_price=68.00 CNY; tax_rate=13; tax=7.82 CNY; amount=68.00 CNY; payer=customer; estimate=4; line=parts/3
  = charges/11: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=customer; estimate=4; line=labour/1
  = charges/12: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=0.133333333; unit_price=0.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=4; line=labour/2
  = estimates/4: no=4; kind=final; total=373.00 CNY; tax=35.89 CNY; promised_minutes=60; plan=更换温控器 WDQ-15; digest=80ecce63a7ed8093af32103f2c14e314301492b36ae3ce497feba7e5df8eb86d; card=kitchen_2024
08:42  engineer:wei  take_payment
  payments/+: kind=payment; amount=200.00; method=cash; person=钱经理
  = fee_state: part_paid
  = fee_paid: 200.00 CNY
08:43  regional_engineer:qin  try to_collection
  fee_promised_on: 2024-06-10
  = refused SEPARATION
  = - NOT_NAMED assignee: “费用未能当场收取，由本人跟进收款”须由“负责人”中登记的人办理，qin不是。
08:44  engineer:wei  to_collection
  fee_promised_on: 2024-06-10
  = fee_state: collection
  = collector: wei
  = clock collection: running, due 2024-06-18 08:44 (plain)
  = notice to coordinator: collection

* The call-back finds the customer dissatisfied: no closing, but a second handling that a supervisor leads and the
* coordinator follows until the customer is satisfied.

2024-06-05 08:20  coordinator:lu  try call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=false; new_problem=true; new_problem_words=门缝漏汽; stable=false; attitude=neutral; response=dissatisfied; rating=dissatisfied
  = refused CONDITION
  = - CONDITION_NOT_MET content: 不能办理，未满足条件：客户无不满，否则应转二次处理。
  = 2024-06-05 04:36 clock callback warned near
  = notice to coordinator: callback_near
08:22  coordinator:lu  reopen
  reason: 门缝漏汽，客户不满意
  leader: wu
  rating: dissatisfied
  followups/+: channel=phone; reached=true; fault_solved=true; works=false; new_problem=true; new_problem_words=门缝漏汽; stable=false; attitude=neutral; response=dissatisfied; rating=dissatisfied
  = state settling -> second_handling
  = authorised_at: (nothing)
  = acceptance: (nothing)
  = second_handling: true
  = clock resolution: running, due 2024-06-07 12:03 (p2)
  = clock callback: met 2024-06-05 08:22, due 2024-06-05 08:36 (day)
  = notice to supervisor: second_handling
  = notice to coordinator lu: follow_until_satisfied
08:25  coordinator:lu  try close
  solution: 更换温控器
  = refused WRONG_STATE
  = - STATE_NOT_OPEN: 工单处于“二次处理中”时不能办理“完结”。
08:30  engineer:wei  agree_visit
  visit_from: 2024-06-05 10:00
  visit_until: 2024-06-05 10:30
  visit_consent: true
  travel_minutes: 25
  visits/+: purpose=second_visit; window_from=2024-06-05 10:00; window_until=2024-06-05 10:30; engineer=wei
  contacts/+: channel=phone; purpose=before_visit; reached=true; outcome=免费调整门铰链
  check: fault_confirmed, number_checked, address_confirmed
  = state second_handling -> visit_agreed
  = left_at: (nothing)
  = arrived_at: (nothing)
  = clock next_visit #2: running, due 2024-06-05 10:30 (agreed)
  = clock departure #4: running, due 2024-06-05 09:35
  = clock call_ahead #4: running, due 2024-06-05 09:50
  = notice to customer by phone: visit_agreed
09:33  engineer:wei  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-06-05 09:33
  = visits/5: left_at=2024-06-05 09:33
  = clock departure #4: met 2024-06-05 09:33, due 2024-06-05 09:35
10:05  engineer:wei  arrive
  check: introduced, listened, apologised_if_late
  = 2024-06-05 09:50 clock call_ahead #4 fired
  = clock call_ahead #4: over 2024-06-05 09:50, due 2024-06-05 09:50
  = state under_way -> on_site
  = arrived_at: 2024-06-05 10:05
  = visits/5: arrived_at=2024-06-05 10:05
  = clock next_visit #2: met 2024-06-05 10:05, due 2024-06-05 10:30 (agreed)
  = notice to customer by phone: arrived
10:20  engineer:wei  diagnose
  diagnosis_way: on_site
  diagnosis: 门铰链松动，门封压合不严
  fault_class: handling
  cause: no_fault_found
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 调整门铰链
  planned_minutes: 10
  use_shown: true
  use_understood: true
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-06-05 10:20
  = diagnosed_by: wei
  = notice to customer by phone: diagnosed
10:30  engineer:wei  complete_service
  delivery_way: on_site
  work_done: 调整门铰链，试蒸不漏汽
  work_for_customer: 门已调好，不再漏汽。
  check: use_taught, site_cleaned, tools_counted
  = state diagnosed -> delivered
  = repair_guarantee_until: 2024-07-05
  = handed_over_at: 2024-06-05 10:30
  = clock resolution: paused (p2)
  = clock callback #2: running, due 2024-06-06 10:30 (day)
10:34  engineer:wei  accept_delivery
  customer_test: 试蒸不漏汽
  acceptance_kind: signature
  signed_by: 钱经理
  rating: satisfied
  rating_words: 这次处理得快
  receipt_no: HZ-20240605-001
  outcome: repaired
  proof: signature acceptance
  = state delivered -> settling
  = acceptance: accepted
  = signed_at: 2024-06-05 10:34
  = resolved_at: 2024-06-05 10:34
  = clock resolution: met 2024-06-05 10:34 (p2)
  = notice to customer by phone: solved
2024-06-06 09:00  coordinator:lu  call_back
  followups/+: channel=phone; reached=true; fault_solved=true; works=true; new_problem=false; stable=true; attitude=satisfied; response=satisfied; rating=satisfied
  = 2024-06-06 06:30 clock callback #2 warned near
  = notice to coordinator: callback_near
  = satisfied_at: 2024-06-06 09:00
  = clock callback #2: met 2024-06-06 09:00, due 2024-06-06 10:30 (day)
09:05  parts_keeper:min  settle_parts
  requisition_returned_at: 2024-06-05 17:00
  = done
09:06  coordinator:lu  close
  solution: 更换温控器、点火针，调整门铰链
  = state settling -> closed
  = parts/1: warranty_until=2024-09-03
  = parts/3: warranty_until=2024-09-03
  = unit ZG6-22110045 revision 2
  = clock archive: running, due 2027-06-07 09:06 (years)

* Two days before the fee falls due the technician who collects is reminded, and told when it was not collected in time.

2024-06-16 09:00
  = 2024-06-16 08:44 clock collection warned near
  = notice to collector wei: collection_near
2024-06-19 09:00
  = 2024-06-18 08:44 clock collection breached
  = 2024-06-18 08:44 clock collection escalated supervisor
  = notice to supervisor: collection_overdue
  = notice to collector wei: collection_overdue
? clocks collection
  = collection: 催收：逾期 1 天 16 分钟；应于 2024-06-18 08:44（公司时间）前完成。2024-06-04 08:44 开始；目标“一般情形”：14 天。已发生：预警“即将到期”（通知催收责任人）：2024-06-16 08:44；到期：2024-06-18 08:44；升级“上报售后主管”（通知售后主管、催收责任人）：2024-06-18 08:44。
2024-06-19 10:10  engineer:wei  take_payment
  payments/+: kind=payment; amount=173.00; method=transfer; person=钱经理
  = fee_state: paid
  = fee_paid: 373.00 CNY
  = clock collection: missed 2024-06-19 10:10, due 2024-06-18 08:44 (plain)
10:30  coordinator:lu  archive
  archive_no: DA-20240603-001
  archive_until: 2027-06-30
  receipt_returned_at: 2024-06-05 17:00
  = state closed -> archived
  = sheet_completed_at: 2024-06-19 10:30
  = archived_at: 2024-06-19 10:30
  = clock regular_call_back: running, due 2024-09-17 10:30 (quarter)

* A dishwasher of a contract customer: three calls in vain, and the case is back with the coordinator at once.

2024-06-20 09:00  customer_service:sun  try register @washer
  service_type: repair
  channel: hotline
  customer_id: C-0455
  customer_name: 钱塘中学
  customer_phone: 13706517788
  customer_address: 浙江省杭州市钱塘区学府街 9 号
  tier: key
  preferred_channel: phone
  proof: none
  product: 揭盖式洗碗机
  model: XW-3
  serial: XW3-20080007
  warranty_state: contract
  fault_description: 洗碗机不排水。
  fault_since: 2024-06-19
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  tried: 清理过滤网。
  likely_causes: 排水泵堵塞
  = refused INCOMPLETE
  = - FIELD_MISSING contract_no: 缺少“服务合同号”。
09:01  customer_service:sun  register @washer
  service_type: repair
  channel: hotline
  customer_id: C-0455
  customer_name: 钱塘中学
  customer_phone: 13706517788
  customer_address: 浙江省杭州市钱塘区学府街 9 号
  tier: key
  preferred_channel: phone
  proof: none
  product: 揭盖式洗碗机
  model: XW-3
  serial: XW3-20080007
  warranty_state: contract
  contract_no: HZ-2024-07
  fault_description: 洗碗机不排水。
  fault_since: 2024-06-19
  fault_frequency: always
  fault_use: in_use
  impact: main_function_impaired
  tried: 清理过滤网。
  likely_causes: 排水泵堵塞
  = number SR-202406200001
  = state registered
  = registered_at: 2024-06-20 09:01
  = registered_by: sun
  = level: p2
  = judged_at: 2024-06-20 09:01
  = judged_by: system
  = visit_owed_at: 2024-06-20 09:01
  = judged p2 by main_function: 定为“P2 高”：符合“主要功能受影响（未注明紧急程度）”。
  = clock first_response: running, due 2024-06-20 13:01 (p2)
  = clock resolution: running, due 2024-06-24 18:00 (p2)
  = notice to customer by phone: registered
09:03  customer_service:sun  judge
  service_way: on_site
  parts_to_bring: 排水泵
  = state registered -> judged
  = judged_at: 2024-06-20 09:03
  = judged_by: sun
  = clock arrival: running, due 2024-06-20 12:01 (plain)
09:05  coordinator:lu  dispatch
  department: field_service
  assignee: hu
  coordinator: lu
  dispatch_no: PG-20240620-003
  = state judged -> dispatched
  = dispatched_at: 2024-06-20 09:05
  = dispatched_by: lu
  = clock acceptance: running, due 2024-06-20 09:35 (plain)
  = notice to assignee hu: accept_now
09:08  engineer:hu  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-20 09:08
  = clock acceptance: met 2024-06-20 09:08, due 2024-06-20 09:35 (plain)
09:10  engineer:hu  not_reached
  contacts/+: channel=phone; purpose=before_visit; reached=false; next_at=2024-06-20 09:20
  = counter unreached: 1
  = clock retry_call: running, due 2024-06-20 09:20 (next)
09:20  engineer:hu  not_reached
  contacts/+: channel=phone; purpose=before_visit; reached=false; next_at=2024-06-20 09:30
  = counter unreached: 2
  = clock retry_call: met 2024-06-20 09:20, due 2024-06-20 09:20 (next)
  = clock retry_call #2: running, due 2024-06-20 09:30 (next)
09:30  engineer:hu  back_to_coordination
  reason: 三次未接通
  coordination_reason: not_reached
  contacts/+: channel=phone; purpose=before_visit; reached=false
  = state accepted -> coordination
  = counter unreached: 0
  = counter back_to_coordination: 1
  = clock retry_call #2: met 2024-06-20 09:30, due 2024-06-20 09:30 (next)
  = notice to coordinator: back_to_coordination
09:36  coordinator:lu  contact_customer
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=电话登记有误，应为 13706517789
  = clock first_response: met 2024-06-20 09:36, due 2024-06-20 13:01 (p2)
09:37  coordinator:lu  record_finding
  leads/+: kind=data_correction; words=联系电话应为 13706517789
  = clock address_report: running, due 2024-06-20 18:00 (same_day)
  = notice to coordinator: data_wrong
09:38  coordinator:lu  correct_data
  reason: 与客户核实
  customer_phone: 13706517789
  = done
09:39  coordinator:lu  record_finding
  leads/1/settled_at: 2024-06-20 09:38
  = clock address_report: met 2024-06-20 09:39, due 2024-06-20 18:00 (same_day)
09:40  coordinator:lu  dispatch
  department: field_service
  assignee: hu
  = state coordination -> dispatched
  = dispatched_at: 2024-06-20 09:40
  = accepted_at: (nothing)
  = clock acceptance #2: running, due 2024-06-20 10:10 (plain)
  = notice to assignee hu: accept_now
09:41  engineer:hu  accept
  = state dispatched -> accepted
  = accepted_at: 2024-06-20 09:41
  = clock acceptance #2: met 2024-06-20 09:41, due 2024-06-20 10:10 (plain)
09:43  engineer:hu  agree_visit
  visit_from: 2024-06-20 11:00
  visit_until: 2024-06-20 11:30
  visit_consent: true
  arrival_in_time: true
  travel_minutes: 45
  visits/+: purpose=repair; window_from=2024-06-20 11:00; window_until=2024-06-20 11:30; engineer=hu
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock departure: running, due 2024-06-20 10:15
  = clock call_ahead: running, due 2024-06-20 10:50
  = notice to customer by phone: visit_agreed
10:14  engineer:hu  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-06-20 10:14
  = visits/1: left_at=2024-06-20 10:14
  = clock departure: met 2024-06-20 10:14, due 2024-06-20 10:15
11:02  engineer:hu  arrive
  check: introduced, listened
  = 2024-06-20 10:50 clock call_ahead fired
  = clock call_ahead: over 2024-06-20 10:50, due 2024-06-20 10:50
  = 2024-06-20 11:01 clock arrival warned near
  = notice to coordinator: arrival_near
  = state under_way -> on_site
  = arrived_at: 2024-06-20 11:02
  = visits/1: arrived_at=2024-06-20 11:02
  = clock arrival: met 2024-06-20 11:02, due 2024-06-20 12:01 (plain)
  = notice to customer by phone: arrived
11:15  engineer:hu  diagnose
  diagnosis_way: on_site
  diagnosis: 排水泵叶轮卡死
  fault_class: hardware
  cause: wear
  failed_part: 排水泵
  damage_degree: slight
  repairable: true
  complex: false
  proposal: 更换排水泵
  planned_minutes: 30
  diagnosis_confirmation: signature
  proof: signature diagnosis_confirmed
  = state on_site -> diagnosed
  = diagnosed_at: 2024-06-20 11:15
  = diagnosed_by: hu
  = notice to customer by phone: diagnosed

* By contract the customer pays nothing; the contract does.

11:18  engineer:hu  quote
  repair_way: on_site
  plan: 更换排水泵 GWX-30
  plan_for_customer: 排水泵卡死，换新的；按合作协议不另收费。
  billing: contract
  parts/+: name=排水泵; model=GWX-30; planned=1; basis=plan
  check: told_plainly, charge_card_shown
  = state diagnosed -> quoted
  = warranty_until: 2021-08-03
  = estimate_total: 0.00 CNY
  = estimate_valid_until: 2024-07-20
  = estimate_told_at: 2024-06-20 11:18
  = charges/1: kind=part; item=排水泵 GWX-30; card_code=GWX-30; part=1; quantity=1; unit_price=46.50 CNY; tax_rate=13; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=parts/1
  = charges/2: kind=part; item=排水泵 GWX-30; card_code=GWX-30; part=1; quantity=1; unit_price=46.50 CNY; tax_rate=13; tax=5.35 CNY; amount=46.50 CNY; payer=contract; estimate=1; line=parts/1
  = charges/3: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=0.00 CNY; amount=0.00 CNY; payer=customer; estimate=1; line=labour
  = charges/4: kind=labour; item=上门维修（一小时内）; card_code=visit; quantity=1; unit_price=120.00 CNY; tax_rate=6; tax=6.79 CNY; amount=120.00 CNY; payer=contract; estimate=1; line=labour
  = estimates/1: no=1; kind=estimate; total=0.00 CNY; tax=0.00 CNY; valid_until=2024-07-20; promised_minutes=30; plan=更换排水泵 GWX-30; digest=70ed4006493ebbea237603958116ddee33595c106e16ebc7086a5c1392c1a5ac; card=kitchen_2024
  = clock resolution: paused (p2)
  = notice to customer by phone: quote_ready
? coverage
  = parts/1 排水泵 GWX-30: covered, contract pays 46.50
  = - maker EXPIRED: 保障期已于2021-08-03届满。
  = - care COVERED: 全部由“服务协议”承担。
  = labour 上门维修（一小时内）: covered, contract pays 120.00
  = - maker EXPIRED: 保障期已于2021-08-03届满。
  = - care COVERED: 全部由“服务协议”承担。
11:25  customer:c0455  cancel
  reason: 厨房本周停用，改期再报
  = state quoted -> cancelled
  = fee_state: free
  = fee_total: 0.00 CNY
  = fee_paid: 0.00 CNY
  = outcome: cancelled
  = estimates/2: no=2; kind=final; total=0.00 CNY; tax=0.00 CNY; promised_minutes=30; plan=更换排水泵 GWX-30; digest=ee54e5b3999a4916bf34a352c26116454193f7676ff481713026bab2938ed3cc; card=kitchen_2024
  = clock resolution: cancelled 2024-06-20 11:25 (p2)
  = clock archive: running, due 2027-06-21 11:25 (years)
  = notice to customer by phone: cancelled
? board
  = @oven SR-202406030001 archived, level p2, with wei, next 2024-09-17 10:30
  = @washer SR-202406200001 cancelled, level p2, with hu, next 2027-06-21 11:25
