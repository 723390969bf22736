# Procedure S at its other desks: who cannot take a dispatch, a complaint, an installation, an exchange, a remote repair,
# and a customer who is dissatisfied.
title: Five desks, and a second handling
title zh: 五类服务，与一次二次处理
policy: service-sheet@1
tenant: hailan

* The five types of service, and no other; the channels of the sheet, and no other.

2024-04-08 09:00  customer_service:li  try register @complaint
  service_type: training
  channel: mailed_in
  customer_name: 王敏
  customer_phone: 13800001111
  tier: key
  preferred_channel: phone
  = refused INCOMPLETE
  = - CHOICE_UNKNOWN service_type: “Service type” must be one of: repair, consultation (Technical consultation), complaint (Complaint or suggestion), installation (Installation and commissioning), return_exchange (Return or exchange).
  = - CHOICE_UNKNOWN channel: “Intake channel” must be one of: hotline (Phone hotline), portal (Online form or portal), official_account (Official account), chat, counter (Shop counter).

* A complaint goes to the complaint specialist or a supervisor. Who cannot take it says so at once, and it is for a
* supervisor to assign it anew.

2024-04-08 09:05  customer_service:li  register @complaint
  service_type: complaint
  channel: chat
  customer_name: 王敏
  customer_phone: 13800001111
  tier: key
  preferred_channel: phone
  fault_description: 两次来电都被挂断，要求道歉
  = number SR-202404080001
  = state registered
  = registered_at: 2024-04-08 09:05
  = registered_by: li
  = level: p2
  = judged_at: 2024-04-08 09:05
  = judged_by: system
  = judged p2: The level is “P3 medium”, because nothing says otherwise. “A fault or complaint of a key customer” raises it from “P3 medium” to “P2 high”.
  = clock first_response: running, due 2024-04-09 09:05 (other)
  = clock resolution: running, due 2024-04-10 18:00 (p2)
  = notice to customer by phone: registered
09:10  system:desk  dispatch
  service_way: remote
  assignee: ning
  = state registered -> dispatched
  = department: complaints
  = dispatched_at: 2024-04-08 09:10
  = dispatched_by: desk
  = clock acceptance: running, due 2024-04-08 09:40 (plain)
  = notice to assignee ning: accept_now
09:15  complaint_specialist:ning  decline
  reason: 与投诉人相识，申请回避
  = state dispatched -> coordination
  = assignee: (nothing)
  = coordination_reason: declined
  = counter declined: 1
  = clock acceptance: cancelled 2024-04-08 09:15, due 2024-04-08 09:40 (plain)
  = notice to supervisor: dispatch_declined
09:20  coordinator:zhou  try dispatch
  service_way: remote
  assignee: lan
  = refused CONDITION
  = - CONDITION_NOT_MET by_supervisor: This is refused, because it does not hold that what somebody could not take is assigned anew by a supervisor.
09:21  cs_supervisor:yue  dispatch
  service_way: remote
  assignee: lan
  = state coordination -> dispatched
  = dispatched_at: 2024-04-08 09:21
  = dispatched_by: yue
  = clock acceptance #2: running, due 2024-04-08 09:51 (plain)
  = notice to assignee lan: accept_now
09:24  technical_support:lan  try accept
  = refused CONDITION
  = - CONDITION_NOT_MET role_fits: This is refused, because it does not hold that the type of service is this role's to handle.
09:25  complaint_specialist:lan  accept
  = state dispatched -> accepted
  = accepted_at: 2024-04-08 09:25
  = clock acceptance #2: met 2024-04-08 09:25, due 2024-04-08 09:51 (plain)
09:30  complaint_specialist:lan  hear_complaint
  complaints/+: about=attitude; words=两次来电都被挂断; heard_at=2024-04-08 09:28
  check: apologised, listened
  = state accepted -> complaint
  = clock first_response: met 2024-04-08 09:30, due 2024-04-09 09:05 (other)
09:40  complaint_specialist:lan  try settle_complaint
  complaints/1: facts=录音属实; remedy=道歉; improvement=话术培训; answered_at=2024-04-08 09:40; rating=satisfied
  outcome: complaint_settled
  solution: 道歉
  = refused INCOMPLETE
  = - FIELD_MISSING rating: “Customer's rating” is missing.
  = - CONDITION_NOT_MET handled: This is refused, because it does not hold that the complaint was heard, apologised for, its facts checked, remedy and improvement named.
09:45  complaint_specialist:lan  handle_complaint
  complaints/1: apologised_at=2024-04-08 09:29; facts=录音属实，线路切换时误挂; remedy=致歉并赠送延保一年; improvement=热线切换流程培训
  = done
10:00  complaint_specialist:lan  settle_complaint
  complaints/1: facts=录音属实，线路切换时误挂; remedy=致歉并赠送延保一年; improvement=热线切换流程培训; answered_at=2024-04-08 09:58; rating=satisfied
  outcome: complaint_settled
  solution: 致歉并赠送延保一年
  rating: satisfied
  rating_words: 处理得很快
  = state complaint -> settling
  = acceptance: accepted
  = resolved_at: 2024-04-08 10:00
  = satisfied_at: 2024-04-08 10:00
  = clock resolution: met 2024-04-08 10:00, due 2024-04-10 18:00 (p2)
  = notice to customer by phone: solved
10:05  coordinator:zhou  close
  fee_state: free
  improvements/+: kind=training; words=热线切换流程培训
  = state settling -> closed
  = unit missing
  = clock archive: running, due 2027-04-09 10:05 (years)
10:08  coordinator:zhou  archive
  archive_no: DA-2024-0408-0001
  = state closed -> archived
  = sheet_completed_at: 2024-04-08 10:08
  = archived_at: 2024-04-08 10:08
  = archive_until: 2027-04-09

* An installation: a time window, a text message the day before whatever the customer prefers otherwise, and nobody leaves
* before the machine has been commissioned.

2024-04-08 10:20  customer_service:li  register @washer
  service_type: installation
  channel: official_account
  customer_name: 李敏
  customer_phone: 13900001111
  customer_address: 上海市浦东新区世纪大道 100 号
  tier: ordinary
  preferred_channel: phone
  product: 滚筒洗衣机
  category: washer
  model: XQG-100
  = number SR-202404080002
  = state registered
  = registered_at: 2024-04-08 10:20
  = registered_by: li
  = level: p3
  = judged_at: 2024-04-08 10:20
  = judged_by: system
  = judged p3: The level is “P3 medium”, because nothing says otherwise.
  = clock first_response: running, due 2024-04-09 10:20 (other)
  = clock resolution: running, due 2024-04-12 18:00 (p3)
  = notice to customer by phone: registered
10:25  supervisor:wu  dispatch
  service_way: on_site
  assignee: gao
  = state registered -> dispatched
  = department: installation
  = dispatched_at: 2024-04-08 10:25
  = dispatched_by: wu
  = clock acceptance: running, due 2024-04-08 10:55 (plain)
  = notice to assignee gao: accept_now
10:30  installer:gao  accept
  = state dispatched -> accepted
  = accepted_at: 2024-04-08 10:30
  = clock acceptance: met 2024-04-08 10:30, due 2024-04-08 10:55 (plain)
10:40  installer:gao  agree_visit
  visit_from: 2024-04-10 09:00
  visit_until: 2024-04-10 12:00
  visit_consent: true
  visits/+: purpose=installation; window_from=2024-04-10 09:00; window_until=2024-04-10 12:00; engineer=gao
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=约定 10 日上午
  check: fault_confirmed, number_checked, address_confirmed
  = state accepted -> visit_agreed
  = clock first_response: met 2024-04-08 10:40, due 2024-04-09 10:20 (other)
  = clock arrival: running, due 2024-04-10 12:00 (agreed)
  = clock call_ahead: running, due 2024-04-10 08:50
  = clock visit_reminder: running, due 2024-04-09 09:00
  = notice to customer by phone: visit_agreed
2024-04-09 10:00
  = @washer 2024-04-09 09:00 clock visit_reminder fired
  = @washer clock visit_reminder: over 2024-04-09 09:00, due 2024-04-09 09:00
  = @washer notice to customer by sms: visit_reminder
2024-04-10 08:40  installer:gao  leave
  check: uniform_badge, tools_checked, parts_drawn, receipt_and_card, called_ahead
  = state visit_agreed -> under_way
  = left_at: 2024-04-10 08:40
  = visits/1: left_at=2024-04-10 08:40
09:20  installer:gao  arrive
  check: introduced, listened
  = 2024-04-10 08:50 clock call_ahead fired
  = clock call_ahead: over 2024-04-10 08:50, due 2024-04-10 08:50
  = state under_way -> on_site
  = arrived_at: 2024-04-10 09:20
  = visits/1: arrived_at=2024-04-10 09:20
  = clock arrival: met 2024-04-10 09:20, due 2024-04-10 12:00 (agreed)
  = notice to customer by phone: arrived
10:00  installer:gao  try complete_service
  delivery_way: on_site
  install_environment: 水压偏低
  commissioning_result: fail
  work_done: 安装到位，试机进水慢
  work_for_customer: 已装好，水压偏低。
  check: use_taught
  = refused CONDITION
  = - CONDITION_NOT_MET commissioned: This is refused, because it does not hold that the installation has been commissioned.
10:20  installer:gao  complete_service
  delivery_way: on_site
  install_environment: 清洗角阀后水压正常
  commissioning_result: pass
  serial: XQG24030077
  work_done: 安装到位，试机正常
  work_for_customer: 已装好并试机。
  check: use_taught, site_cleaned, tools_counted
  = state on_site -> delivered
  = handed_over_at: 2024-04-10 10:20
  = handed_over_by: gao
  = clock resolution: paused (p3)
10:25  installer:gao  accept_delivery
  customer_test: 试洗一桶，正常
  acceptance_kind: signature
  signed_by: 李敏
  rating: satisfied
  outcome: installed
  proof: signature acceptance
  = state delivered -> settling
  = unit_place: with_customer
  = acceptance: accepted
  = signed_at: 2024-04-10 10:25
  = resolved_at: 2024-04-10 10:25
  = clock resolution: met 2024-04-10 10:25 (p3)
  = notice to customer by phone: solved
10:30  coordinator:zhou  close
  solution: 安装调试完成
  fee_state: free
  = state settling -> closed
  = clock archive: running, due 2027-04-11 10:30 (years)

* A television with a software fault is repaired from afar, with the customer's consent; the confirmation is a screenshot.

2024-04-11 09:00  customer_service:li  register @tv
  service_type: repair
  channel: portal
  customer_name: 孙丽
  customer_phone: 13812345678
  customer_address: 浙江省杭州市拱墅区莫干山路 8 号
  tier: ordinary
  preferred_channel: sms
  proof: invoice
  proof_no: 24332000000099887766
  product: 智能电视
  category: television
  model: LED-65U
  serial: LED65U-0331
  purchased_on: 2023-12-01
  warranty_state: in_warranty
  fault_description: 开机停在启动画面。
  fault_since_words: 昨晚升级后
  fault_frequency: always
  fault_use: in_use
  impact: core_function_down
  tried: 断电重启三次。
  = number SR-202404110001
  = state registered
  = registered_at: 2024-04-11 09:00
  = registered_by: li
  = level: p1
  = judged_at: 2024-04-11 09:00
  = judged_by: system
  = judged p1 by core_function: The level is “P1 urgent”, because “Core function down, urgency not said” holds.
  = clock urgent_alert: running, due 2024-04-11 09:00 (at_once)
  = clock first_response: running, due 2024-04-12 09:00 (repair)
  = clock resolution: running, due 2024-04-12 09:00 (p1)
  = notice to customer by sms: registered
  = notice to cs_supervisor: urgent_alert
  = notice to supervisor: urgent_alert
  = notice to coordinator: urgent_alert
  = 2024-04-11 09:00 clock urgent_alert fired
  = clock urgent_alert: over 2024-04-11 09:00, due 2024-04-11 09:00 (at_once)
09:04  supervisor:wu  try dispatch
  service_way: remote
  assignee: wang
  = refused INCOMPLETE
  = - FIELD_MISSING first_guess: “First guess” is missing.
09:05  supervisor:wu  dispatch
  service_way: remote
  first_guess: software
  assignee: wang
  = state registered -> dispatched
  = department: field_service
  = dispatched_at: 2024-04-11 09:05
  = dispatched_by: wu
  = clock acceptance: running, due 2024-04-11 09:35 (plain)
  = notice to assignee wang: accept_now
09:10  regional_engineer:wang  accept
  = state dispatched -> accepted
  = accepted_at: 2024-04-11 09:10
  = clock acceptance: met 2024-04-11 09:10, due 2024-04-11 09:35 (plain)
09:12  regional_engineer:wang  not_reached
  contacts/+: channel=phone; purpose=first_contact; reached=false; next_at=2024-04-11 09:22
  = counter unreached: 1
  = clock retry_call: running, due 2024-04-11 09:22 (next)
09:21  regional_engineer:wang  contact_customer
  contacts/+: channel=phone; purpose=first_contact; reached=true; outcome=同意远程处理
  = counter unreached: 0
  = clock first_response: met 2024-04-11 09:21, due 2024-04-12 09:00 (repair)
  = clock retry_call: met 2024-04-11 09:21, due 2024-04-11 09:22 (next)
09:25  regional_engineer:wang  try guide
  fault_class: software
  guidance: 恢复固件
  remote_result: solved
  remote_environment_tested: true
  remote_consent: false
  = refused CONDITION
  = - CONDITION_NOT_MET remote_safe: This is refused, because it does not hold that a remote operation has a tested environment and the customer's consent.
09:40  regional_engineer:wang  guide
  fault_class: software
  guidance: U 盘恢复固件 3.2.1
  remote_result: solved
  remote_environment_tested: true
  remote_consent: true
  = state accepted -> answered
  = guided_at: 2024-04-11 09:40
  = clock resolution: paused (p1)
  = clock remote_follow_up: running, due 2024-04-11 12:40 (p1)
10:30  regional_engineer:wang  try confirm_remote
  followups/+: channel=phone; reached=true; fault_solved=true
  outcome: solved_remotely
  solution: 恢复固件
  rating: satisfied
  = refused INCOMPLETE
  = - EVIDENCE_MISSING online_confirmation: “screenshot or recording of the customer's confirmation” is missing: 1 needed, 0 attached.
10:31  regional_engineer:wang  confirm_remote
  followups/+: channel=phone; reached=true; fault_solved=true
  outcome: solved_remotely
  solution: 恢复固件 3.2.1
  rating: satisfied
  proof: screenshot online_confirmation
  = state answered -> settling
  = acceptance: accepted
  = resolved_at: 2024-04-11 10:31
  = clock resolution: met 2024-04-11 10:31 (p1)
  = clock remote_follow_up: met 2024-04-11 10:31, due 2024-04-11 12:40 (p1)
  = notice to customer by sms: solved
10:40  coordinator:zhou  close
  fee_state: free
  knowledge/+: title=LED-65U 升级后停在启动画面; symptom=停在启动画面; cause=升级中断; solution=U 盘恢复固件 3.2.1; model=LED-65U
  improvements/+: kind=firmware; words=升级中断后自动回退
  = state settling -> closed
  = clock archive: running, due 2027-04-12 10:40 (years)

* An exchange within the return policy: what was asked for, and signed.

2024-04-12 09:00  customer_service:li  register @kettle
  service_type: return_exchange
  channel: counter
  customer_name: 赵琳
  customer_phone: 13600003333
  tier: ordinary
  preferred_channel: phone
  proof: order
  proof_no: DD20240405-88
  product: 电热水壶
  model: SH-17
  serial: SH17-0405
  purchased_on: 2024-04-05
  warranty_state: in_warranty
  fault_description: 壶底渗水
  return_wanted: exchange
  return_reason: 质量问题
  = number SR-202404120001
  = state registered
  = registered_at: 2024-04-12 09:00
  = registered_by: li
  = level: p3
  = judged_at: 2024-04-12 09:00
  = judged_by: system
  = judged p3: The level is “P3 medium”, because nothing says otherwise.
  = clock first_response: running, due 2024-04-13 09:00 (other)
  = clock resolution: running, due 2024-04-18 18:00 (p3)
  = notice to customer by phone: registered
09:05  supervisor:wu  dispatch
  service_way: carry_in
  return_eligible: true
  assignee: gu
  = state registered -> dispatched
  = department: returns
  = dispatched_at: 2024-04-12 09:05
  = dispatched_by: wu
  = clock acceptance: running, due 2024-04-12 09:35 (plain)
  = notice to assignee gu: accept_now
09:06  supervisor:gu  try accept
  = refused CONDITION
  = - CONDITION_NOT_MET role_fits: This is refused, because it does not hold that the type of service is this role's to handle.
09:08  auditor:gu  accept
  = state dispatched -> accepted
  = accepted_at: 2024-04-12 09:08
  = clock acceptance: met 2024-04-12 09:08, due 2024-04-12 09:35 (plain)
09:10  auditor:gu  approve_return
  return_eligible: true
  answer: 七日内质量问题，同意换货
  = state accepted -> return_approved
  = return_decision: approved
  = clock first_response: met 2024-04-12 09:10, due 2024-04-13 09:00 (other)
  = notice to customer by phone: return_approved
09:15  coordinator:zhou  try complete_return
  outcome: refunded
  acceptance_kind: signature
  signed_by: 赵琳
  rating: neutral
  proof: signature acceptance
  = refused CONDITION
  = - CONDITION_NOT_MET refunded: This is refused, because it does not hold that the refund has been paid.
  = - CONDITION_NOT_MET as_wanted: This is refused, because it does not hold that the outcome is what the customer asked for.
09:20  coordinator:zhou  complete_return
  outcome: exchanged
  exchanged_serial: SH17-0512
  acceptance_kind: signature
  signed_by: 赵琳
  rating: neutral
  proof: signature acceptance
  = state return_approved -> settling
  = acceptance: accepted
  = signed_at: 2024-04-12 09:20
  = resolved_at: 2024-04-12 09:20
  = unit SH17-0405 revision 1
  = clock resolution: met 2024-04-12 09:20, due 2024-04-18 18:00 (p3)
  = notice to customer by phone: solved
09:25  coordinator:zhou  close
  solution: 换新
  fee_state: free
  = state settling -> closed
  = clock archive: running, due 2027-04-13 09:25 (years)

* The customer is dissatisfied after all: a second handling that a supervisor leads and only a supervisor ends.

2024-04-13 09:00  customer_service:li  reopen
  reason: 新壶颜色与原壶不同
  leader: wu
  rating: dissatisfied
  rating_words: 没人事先说明
  = state closed -> second_handling
  = acceptance: (nothing)
  = second_handling: true
  = clock resolution: running, due 2024-04-19 17:40 (p3)
  = clock archive: cancelled 2024-04-13 09:00, due 2027-04-13 09:25 (years)
  = notice to supervisor: second_handling
09:10  coordinator:zhou  try satisfy
  followups/+: channel=phone; reached=true; fault_solved=true; rating=satisfied
  rating: satisfied
  solution: 补发同色壶盖
  = refused WRONG_ROLE
  = - ROLE_MISSING: “Finish second handling, customer satisfied” is done by: Customer-service supervisor, After-sales supervisor.
09:12  supervisor:wu  try satisfy
  followups/+: channel=phone; reached=true; fault_solved=true; rating=dissatisfied
  rating: dissatisfied
  solution: 解释
  = refused INCOMPLETE
  = - CHOICE_UNKNOWN rating: “Customer's rating” must be one of: satisfied, neutral.
  = - CONDITION_NOT_MET settled: This is refused, because it does not hold that the fault is solved and the customer is content.
2024-04-15 10:00  supervisor:wu  satisfy
  followups/+: channel=phone; reached=true; fault_solved=true; rating=satisfied
  rating: satisfied
  rating_words: 主管很负责
  solution: 补发同色壶盖
  = state second_handling -> settling
  = acceptance: accepted
  = resolved_at: 2024-04-15 10:00
  = satisfied_at: 2024-04-15 10:00
  = clock resolution: met 2024-04-15 10:00, due 2024-04-19 17:40 (p3)
  = notice to customer by phone: solved
10:05  coordinator:zhou  close
  = state settling -> closed
  = clock archive #2: running, due 2027-04-16 10:05 (years)
10:10  coordinator:zhou  archive
  archive_no: DA-2024-0412-0003
  = state closed -> archived
  = sheet_completed_at: 2024-04-15 10:10
  = archived_at: 2024-04-15 10:10
  = archive_until: 2027-04-16
? view rating rating_words outcome second_handling
  = rating: satisfied
  = rating_words: 主管很负责
  = outcome: exchanged
  = second_handling: true
? clocks archive
  = archive: Kept until: cancelled 2024-04-13 09:00 (company time). Started 2024-04-12 09:25; target “3 years”: 1096 days.
  = archive: Kept until: not before 2027-04-16 10:05 (company time), in 1095 days 23 h 55 min. Started 2024-04-15 10:05 (cycle 2); target “3 years”: 1096 days. To come: Due (to Coordinator) at 2027-04-16 10:05.
? board
  = @complaint SR-202404080001 archived, level p2, with lan, next 2027-04-09 10:05
  = @washer SR-202404080002 closed, level p3, with gao, next 2027-04-11 10:30
  = @tv SR-202404110001 closed, level p1, with wang, next 2027-04-12 10:40
  = @kettle SR-202404120001 archived, level p3, with gu, next 2027-04-16 10:05
