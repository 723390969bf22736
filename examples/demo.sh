#!/bin/sh
# One repair from the first call to the archive, on a fresh database: the fridge of service sheet SR-202403150001.
#
#   sh examples/demo.sh [--lang en|zh]
#
# Builds mend-desk first, on a bare Debian 12 as root after installing what that takes. Every step is checked: the
# script ends with 1 and says why as soon as one does not come out as it should. Builds lie in MEND_BUILD_DIR (.build),
# the database in its folder demo/. POSIX sh.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in zh*) lang=zh ;; *) lang=en ;; esac
case ${1:-} in
  --lang) lang=${2:?--lang needs en or zh} ;;
  --lang=*) lang=${1#--lang=} ;;
  '') ;;
  *) echo "usage: sh examples/demo.sh [--lang en|zh]" >&2; exit 2 ;;
esac
. "$root/examples/setup.sh"
mend_need gcc libc6-dev cmake make libsqlite3-dev
mend_build mend-desk
unset MEND_DESK_DB MEND_DESK_AS
folder=$MEND_BUILD_DIR/demo
mkdir -p "$folder"
db=$folder/desk.db
rm -f "$db" "$db-wal" "$db-shm"
now=2024-03-15T09:00:00+08:00
ticket=SR-202403150001

die() {
  printf '\nThe demonstration failed: %s\n' "$*" >&2
  exit 1
}

desk() { "$mend_bin/mend-desk" --db "$db" --lang "$lang" --now "$now" "$@"; }

# say <English> <Chinese>: one line of story, with the time of the step.
say() {
  clock=${now#2024-}
  clock=${clock%:00+08:00}
  if [ "$lang" = zh ]; then words=$2; else words=$1; fi
  printf '\n%s  %s\n' "$(echo "$clock" | tr T ' ')" "$words"
}

# quote <words>: what the customer said, as it stands in the ticket.
quote() { printf '             “%s”\n' "$1"; }

# ticks <item>...: the items of a checklist, ticked, in the words the desk takes.
ticks() {
  n=0
  for item; do
    n=$((n + 1))
    printf 'checks/+%d/item=%s checks/+%d/ok=true ' "$n" "$item" "$n"
  done
}

# proof <kind> <purpose>: an attachment that is the evidence of that name.
proof() { printf 'attachments/+1/kind=%s attachments/+1/purpose=%s attachments/+1/uri=file:///sheets/%s ' "$1" "$2" "$2"; }

# digest: of the last estimate, which the customer's signature is bound to.
digest() {
  desk --json show "$ticket" | sed 's/.*"estimates":{/{/; s/.*"digest":{"label":"[^"]*","value":"\([0-9a-f]\{64\}\)".*/\1/'
}

# money <field> <minor units>: what the system has reckoned must be that.
money() {
  desk --json show "$ticket" | grep -q "\"$1\":{\"label\":\"[^\"]*\",\"value\":$2}" || die "$1 is not $2"
}

# step <who> <grade> <action> <state afterwards> [FIELD=VALUE]...: must succeed and leave the ticket in that state.
step() {
  who=$1 grade=$2 action=$3 expected=$4
  shift 4
  out=$(desk --as "$who" --grade "$grade" do "$ticket" "$action" "$@" 2>&1) || die "$action was refused: $out"
  state=$(desk --json show "$ticket" | sed 's/.*"revision":[0-9]*,"state":"\([a-z_]*\)".*/\1/')
  [ "$state" = "$expected" ] || die "after $action the ticket is $state, not $expected"
  printf '             %s\n' "$out"
}

# refused <who> <grade> <action> <reason code> [FIELD=VALUE]...: must be refused for that reason, and change nothing.
refused() {
  who=$1 grade=$2 action=$3 code=$4
  shift 4
  before=$(desk --json show "$ticket")
  status=0
  out=$(desk --as "$who" --grade "$grade" do "$ticket" "$action" "$@" 2>&1) || status=$?
  [ "$status" = 1 ] || die "$action ended with $status instead of a refusal: $out"
  reply=$(desk --json --as "$who" --grade "$grade" do "$ticket" "$action" "$@" 2> /dev/null) || true
  case $reply in *"\"code\":\"$code\""*) ;; *) die "$action was refused, but not with $code: $reply" ;; esac
  [ "$before" = "$(desk --json show "$ticket")" ] || die "the refused $action changed the ticket"
  printf '%s\n' "$out" | sed 's/^/             /'
}

desk init

say 'A customer calls: the fridge is set to 5 °C and shows 8 °C, food spoils within a day.' \
  '客户来电：冰箱设定 5 ℃，显示 8 ℃，食物放一天就变质。'
fault=我家冰箱调到5度，面板上却显示8度，肉和剩菜放一天就坏了，麻烦快点派人来看看。
tried=我拔了插头重新开过机，温度旋钮也来回拧过，一点用都没有。
quote "$fault"
quote "$tried"
out=$(desk --as customer_service:li open register \
  service_type=repair channel=hotline customer_name=张小明 customer_phone=13812345678 \
  customer_address=上海市浦东新区示例路100号5单元201室 tier=ordinary preferred_channel=phone \
  proof=invoice proof_no=FP20230506-88 purchased_on=2023-05-06 warranty_state=in_warranty \
  brand=示例 product=冰箱 model=BCD-268W serial=SN20230412007 \
  "fault_description=$fault" fault_since=2024-03-13 \
  fault_frequency=always fault_use=in_use impact=main_function_impaired \
  "tried=$tried" first_guess=hardware \
  'likely_causes=制冷剂泄漏，或温度传感器故障。' 2>&1) || die "the registration was refused: $out"
printf '             %s\n' "$out"
case $out in *$ticket*) ;; *) die "the number is not $ticket: $out" ;; esac

now=2024-03-15T09:10:00+08:00
say 'The supervisor judges the level; the coordinator dispatches; the engineer accepts within 30 minutes.' \
  '主管判定级别，内勤派单，工程师在 30 分钟内接单。'
step cs_supervisor:wang senior judge judged level=p3 level_reason=单户冰箱制冷不足，无安全隐患。 service_way=on_site
now=2024-03-15T09:20:00+08:00
step coordinator:zhao junior dispatch dispatched department=field_service assignee=chen
now=2024-03-15T09:35:00+08:00
step engineer:chen intermediate accept accepted

now=2024-03-15T09:45:00+08:00
say 'He calls first, agrees a visit, leaves with his papers, and arrives.' '先电话联系约定上门时间，备齐证件物料出发，按时到达。'
# shellcheck disable=SC2046
step engineer:chen intermediate agree_visit visit_agreed visit_from=2024-03-15T11:00:00+08:00 \
  visit_until=2024-03-15T12:00:00+08:00 visit_consent=true \
  visits/+1/purpose=diagnosis visits/+1/window_from=2024-03-15T11:00:00+08:00 \
  visits/+1/window_until=2024-03-15T12:00:00+08:00 visits/+1/engineer=chen \
  contacts/+1/channel=phone contacts/+1/purpose=before_visit contacts/+1/reached=true \
  $(ticks fault_confirmed number_checked address_confirmed)
now=2024-03-15T10:30:00+08:00
# shellcheck disable=SC2046
step engineer:chen intermediate leave under_way $(ticks uniform_badge tools_checked parts_drawn receipt_and_card called_ahead)
now=2024-03-15T11:05:00+08:00
# shellcheck disable=SC2046
step engineer:chen intermediate arrive on_site $(ticks introduced listened)

now=2024-03-15T11:40:00+08:00
say 'Inspected on site: the temperature sensor has failed. The customer confirms the diagnosis.' \
  '现场检测：温度传感器失效，客户确认诊断。'
# shellcheck disable=SC2046
step engineer:chen intermediate diagnose diagnosed diagnosis_way=on_site \
  diagnosis=冷藏室温度传感器阻值漂移，制冷系统压力正常。 fault_class=hardware cause=defect failed_part=温度传感器 \
  damage_degree=slight repairable=true complex=false proposal=更换冷藏室温度传感器。 planned_minutes=30 \
  diagnosis_confirmation=signature $(proof signature diagnosis_confirmed)
now=2024-03-15T11:50:00+08:00
say 'The plan, and what it costs by the charge card: part 45.00, work 50.00. The warranty pays all of it.' \
  '出具方案并按收费标准卡自动报价：配件 45.00，人工 50.00，均由保修承担。'
# shellcheck disable=SC2046
step engineer:chen intermediate quote quoted repair_way=on_site plan=更换温度传感器并校准。 \
  plan_for_customer=冰箱里测温度的零件坏了，换一个就好，保修期内免费。 billing=free \
  parts/+1/name=温度传感器 parts/+1/model=TS-05 parts/+1/planned=1 parts/+1/basis=plan \
  $(ticks told_plainly)
money estimate_total 0

say 'Repairing before the customer has authorised the plan is refused:' '客户授权之前维修，被拒绝：'
# shellcheck disable=SC2046
refused engineer:chen intermediate start_repair CONDITION_NOT_MET $(ticks case_protected instructions_tools)

now=2024-03-15T11:55:00+08:00
say 'The customer signs. The part is not in the van: requested, and the ticket waits for it.' \
  '客户签字授权。随车无此配件：申请领料，等待到货。'
# shellcheck disable=SC2046
step engineer:chen intermediate authorise authorised authorisations/+1/scope=plan \
  authorisations/+1/decision=authorised authorisations/+1/kind=signature authorisations/+1/person=张小明 \
  "authorisations/+1/digest=$(digest)" $(proof signature authorisation)
now=2024-03-15T12:00:00+08:00
step engineer:chen intermediate request_parts authorised requisition_no=LL-0315-01 parts/1/requested=1 \
  parts/1/requisition_no=LL-0315-01
step engineer:chen intermediate await_parts parts_awaited parts/1/expected_on=2024-03-18

now=2024-03-15T15:00:00+08:00
out=$(desk --as customer_service:li open register service_type=consultation channel=chat customer_name=王芳 \
  customer_phone=13900001111 tier=ordinary preferred_channel=phone \
  fault_description=洗衣机如何设置童锁？ 2>&1) || die "the consultation was refused: $out"
case $out in *SR-202403150002*) ;; *) die "the second number of the day is not SR-202403150002: $out" ;; esac
say 'The board that afternoon, with a second ticket of the day:' '当天下午的看板，另有一张新工单：'
desk list

now=2024-03-18T09:00:00+08:00
say 'The part has come; it is drawn against a signature. Second visit.' '配件到货，签字领料。第二次上门。'
# shellcheck disable=SC2046
step parts_keeper:sun junior issue_parts parts_awaited parts/1/issued=1 parts/1/issued_at=2024-03-18T09:00:00+08:00 \
  parts/1/received_by=chen parts/1/origin=original parts/1/serial=TS05-7741 parts/1/requisition_no=LL-0315-01 \
  $(proof signature requisition_signed)
step parts_keeper:sun junior parts_ready authorised parts/1/arrived_at=2024-03-18T08:50:00+08:00
now=2024-03-18T09:15:00+08:00
# shellcheck disable=SC2046
step engineer:chen intermediate agree_visit visit_agreed visit_from=2024-03-18T10:00:00+08:00 \
  visit_until=2024-03-18T11:00:00+08:00 visit_consent=true \
  visits/+1/purpose=second_visit visits/+1/window_from=2024-03-18T10:00:00+08:00 \
  visits/+1/window_until=2024-03-18T11:00:00+08:00 visits/+1/engineer=chen \
  contacts/+1/channel=phone contacts/+1/purpose=before_visit contacts/+1/reached=true \
  $(ticks fault_confirmed number_checked address_confirmed)
now=2024-03-18T09:30:00+08:00
# shellcheck disable=SC2046
step engineer:chen intermediate leave under_way $(ticks uniform_badge tools_checked parts_drawn receipt_and_card called_ahead)
now=2024-03-18T10:05:00+08:00
# shellcheck disable=SC2046
step engineer:chen intermediate arrive on_site $(ticks introduced listened)

say 'He repairs and tests before the eyes of the customer.' '维修并当面自测，客户确认。'
# shellcheck disable=SC2046
step engineer:chen intermediate start_repair repairing unit_place=with_customer $(ticks case_protected instructions_tools)
now=2024-03-18T10:40:00+08:00
# shellcheck disable=SC2046
step engineer:chen intermediate finish_repair repaired work_done=更换冷藏室温度传感器并校准。 \
  work_for_customer=换好了测温零件，温度已恢复正常。 labour/+1/work=更换温度传感器 labour/+1/engineer=chen \
  labour/+1/minutes=30 parts/1/used=1 parts/1/old_serial=TS05-2210 parts/1/old_part=kept \
  $(ticks by_instructions steps_recorded) $(proof photo key_steps)
now=2024-03-18T10:55:00+08:00
# shellcheck disable=SC2046
step engineer:chen intermediate self_test to_inspect self_test_result=pass tests/+1/kind=self_test \
  tests/+1/item=冷藏室温度 tests/+1/standard=5℃ tests/+1/measured=5℃ tests/+1/result=pass tests/+1/place=on_site \
  tests/+1/shown=true tests/+1/confirmed=true $(ticks function_ok stable no_new_fault)

say 'Passing the inspection of his own repair is refused, whatever roles he has:' '维修人员检验自己的维修，即使兼有质检角色也被拒绝：'
verdict='inspections/+1/result=pass inspections/+1/fault_gone=true inspections/+1/case_unharmed=true inspections/+1/functions_ok=true'
# shellcheck disable=SC2086
refused inspector+engineer:chen senior pass_inspection SAME_PERSON $verdict
now=2024-03-18T11:05:00+08:00
say 'A quality inspector passes it; the customer takes the fridge back, signs, and is pleased.' \
  '质检专员检验合格，交付客户，客户签字并好评。'
# shellcheck disable=SC2086
step inspector:qian senior pass_inspection passed $verdict
# shellcheck disable=SC2046
step engineer:chen intermediate prepare_handover ready report_no=BG-0318-01 care_advice=冷藏室保持5℃，勿堵塞出风口。 \
  repair_guarantee_days=90 $(ticks cleaned rechecked accessories_together papers_together)
now=2024-03-18T11:10:00+08:00
# shellcheck disable=SC2046
step engineer:chen intermediate deliver delivered delivery_way=on_site \
  $(ticks run_before_customer use_taught told_work told_guarantee site_cleaned tools_counted)
now=2024-03-18T11:30:00+08:00
words=师傅很专业，讲得也清楚，冰箱恢复正常了，太感谢了！
# shellcheck disable=SC2046
step engineer:chen intermediate accept_delivery settling customer_test=温度稳定在5℃。 acceptance_kind=signature \
  signed_by=张小明 rating=satisfied "rating_words=$words" outcome=repaired \
  receipt_no=HZ-0318-01 $(proof signature acceptance)

quote "$words"
now=2024-03-18T16:00:00+08:00
say 'Nothing to pay, so it is closed; called back within 24 h; archived for at least 3 years.' \
  '保修期内免费，结案；24 小时内回访；归档，至少保存 3 年。'
step coordinator:zhao junior bill settling
money fee_total 0
step coordinator:zhao junior close closed solution=更换温度传感器后温度恢复正常。
now=2024-03-19T10:00:00+08:00
step coordinator:zhao junior call_back closed followups/+1/channel=phone followups/+1/reached=true \
  followups/+1/fault_solved=true followups/+1/works=true followups/+1/new_problem=false followups/+1/stable=true \
  followups/+1/attitude=satisfied followups/+1/response=satisfied followups/+1/rating=satisfied
step coordinator:zhao junior archive archived archive_no=DA-2024-0001 archive_until=2027-03-19 \
  receipt_returned_at=2024-03-18T15:00:00+08:00 requisition_returned_at=2024-03-18T15:00:00+08:00

say 'What stands in the ticket now (personal values masked), and everything that happened:' \
  '工单现状（个人信息已脱敏）与全部经过：'
desk list --all
printf '\n'
desk history --brief "$ticket" | tee "$folder/history.txt"
grep -q '张小明\|13812345678' "$folder/history.txt" && die "a personal value stands in the history"
desk show "$ticket" | grep -q '13812345678' && die "a phone number is shown plainly"
[ "$(desk --json history "$ticket" | grep -o '"seq":' | wc -l)" -eq "$(wc -l < "$folder/history.txt")" ] || die "an event is missing in the history"

run="$mend_bin/mend-desk --db $db"
if [ "$lang" = zh ]; then
  printf '\n数据库：%s\n接下来可以试试：\n' "$db"
else
  printf '\nThe database is %s. Three commands to try next:\n' "$db"
fi
cat << END

  $run show $ticket
  $run --as cs_supervisor:hu actions SR-202403150002 judge
  $run --as supervisor:wang reveal $ticket customer_name customer_phone --reason audit
END
