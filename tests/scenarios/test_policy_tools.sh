# mend-desk policy from outside: check, diff, diagram, explain and try, on the small policy in desk/policy.json and on the
# built-in ones.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/scenarios/test_policy_tools.sh
#
# SPDX-License-Identifier: Apache-2.0
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MEND_DESK_DB MEND_DESK_AS NO_COLOR
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
command -v mend-desk > /dev/null || { echo "there is no mend-desk in PATH"; exit 1; }
small=$here/desk/policy.json
passed=0
failed=0

# Without a database, at a day on which every calendar is known.
tool() { mend-desk --db "$work/none.db" --now 2026-03-15T09:00:00+08:00 "$@"; }
standard() { tool --policy standard@1 "$@"; }

bad() {
  failed=$((failed + 1))
  echo "FAIL: $1"
  shift
  for line; do printf '  %s\n' "$line"; done
}

# ends <code> <words> <command>...: ends so, and says the words on standard output or standard error.
ends() {
  wanted=$1 words=$2
  shift 2
  code=0
  "$@" > out.txt 2> err.txt || code=$?
  if [ "$code" != "$wanted" ]; then
    bad "$*" "ended with $code, not $wanted" "$(head -c 600 out.txt)" "$(head -c 600 err.txt)"
  elif ! cat out.txt err.txt | grep -qF -- "$words"; then
    bad "$*" "does not say: $words" "$(head -c 600 out.txt)" "$(head -c 600 err.txt)"
  else
    passed=$((passed + 1))
  fi
}

# says <words>: so did the last one too; silent <words>: it did not.
says() {
  if grep -qF -- "$1" out.txt err.txt; then passed=$((passed + 1)); else bad "the last one does not say: $1" "$(head -c 900 out.txt)"; fi
}
silent() {
  if grep -qF -- "$1" out.txt err.txt; then bad "the last one says: $1"; else passed=$((passed + 1)); fi
}

# ---- check ----

ends 0 'standard revision 1 is sound' tool policy check standard@1
silent 'warning'
silent 'note'
ends 0 'is sound' tool policy check --strict standard@1
ends 0 'CALENDAR_ENDED' mend-desk --now 2030-01-01T00:00:00Z policy check standard@1
says 'standard@1:'
ends 1 'CALENDAR_ENDED' mend-desk --now 2030-01-01T00:00:00Z policy check standard@1 --strict

cat > wrong.json <<'EOF'
{"mend": 1, "id": "wrong", "revision": 1, "extends": "standard@1",
 "states": {"lost": {"stage": "active", "label": {"en": "Lost", "zh-CN": "丢失"}}},
 "texts": {"idle": {"en": "Nobody says this."}},
 "clocks": {"first_response": {"targets": {"p2": {"time": "PT100H"}}}, "retry_call": {"cancel": null}}}
EOF
ends 1 'wrong.json:2:' tool policy check wrong.json
says 'error: '
says '$.states.lost  [STATE_UNREACHABLE]'
says '$.states.lost  [STATE_STUCK]'
says '[TARGET_ABOVE]'
says '[CLOCK_RUNS_ON]'
says '[TRANSLATION_MISSING]'
says 'note: wrong.json:3:'
says '[TEXT_UNUSED]'
says 'errors: 2; warnings: 3; notes: 1'
ends 1 '状态“lost”无法到达' tool --lang zh policy check wrong.json
says '文本“idle”未被使用'
ends 1 '"errors":2,"warnings":3,"notes":1' tool --json policy check wrong.json
says '"severity":"error","code":"STATE_UNREACHABLE","status":"SCHEMA","path":"$.states.lost","document":0,"line":2'
ends 5 'UNREADABLE' tool policy check "$here/test_policy_tools.sh"
ends 3 'cannot be read' tool policy check nowhere.json
ends 2 'usage' tool policy check

# What check finds wrong cannot be used; what it only warns of can.
ends 5 'no way leads to this state' tool init --policy wrong.json
python3 - wrong.json warned.json <<'EOF' 2> /dev/null || sed '/"states"/d' wrong.json > warned.json
import json, sys
policy = json.load(open(sys.argv[1]))
del policy["states"]
json.dump(policy, open(sys.argv[2], "w"))
EOF
ends 0 'warnings: 3' tool policy check warned.json
ends 1 'warnings: 3' tool policy check --strict warned.json

# ---- diff ----

cat > shop.json <<'EOF'
{"mend": 1, "id": "shop", "revision": 4, "extends": "standard@1", "zone": "CST-8", "language": "zh-CN",
 "roles": {"apprentice": {"order": 99, "label": {"en": "Apprentice", "zh-CN": "学徒"}}},
 "actions": {
   "finish_repair": {
     "roles": ["engineer", "regional_engineer", "apprentice"],
     "form": {"software_version": null, "customer_email": {"order": 9, "need": "required"},
              "labour": {"columns": {"note": {"need": "given"}}}},
     "evidence": {"old_part": {"order": 2, "label": {"en": "photo of the old part", "zh-CN": "旧件照片"}, "kinds": ["photo"]}},
     "conditions": {"in_plan": {"if": {"every": null, "where": null, "field": "level", "is": "p1"}}}},
   "fail_inspection": {"loop": {"at_most": 5}},
   "review": null},
 "clocks": {"first_response": {"targets": {"p2": {"time": "PT2H"}}, "warn": {"near": {"percent": "60"}}}},
 "texts": {"greeting": {"en": "Hello from the shop."}}}
EOF
ends 0 'standard revision 1 → shop revision 4' tool policy diff standard@1 shop.json
says '“Apprentice” (apprentice) is new'
says '“Finish the repair” (finish_repair): roles: now also Apprentice; no longer Technical support'
says '“Finish the repair” (finish_repair): no longer asks for Software version'
says '“Finish the repair” (finish_repair): now also asks for E-mail (required)'
says '“Finish the repair” (finish_repair): Labour: Note: need: optional → given with it'
says 'evidence “photo of the old part” is new'
says 'holds if: now Priority level is “P1 urgent”; before every row of “Parts” fits'
says 'counted: Inspections failed, at most 3 → Inspections failed, at most 5'
says '(review) is gone'
says '”: time: 4 h → 2 h'
says 'when so much of the time is used: 75 % → 60 %'
says '“greeting”: English: “'
says 'language: en → zh-CN'
ends 0 '”：时间：4小时 → 2小时' tool --lang zh policy diff standard@1 shop.json
says '操作角色：增加学徒；去掉技术支持'
says '增加填写电子邮箱（必填）'
ends 0 'now also Technical support; no longer Apprentice' tool policy diff shop.json standard@1
says '(review) is new'
ends 0 'they say the same' tool policy diff shop.json shop.json

# What is new says what it says; choices, departments, prices and words of the format are told by what they are called.
cat > words.json <<'EOF'
{"mend": 1, "id": "words", "revision": 1, "extends": "standard@1",
 "triage": {"matrix": {"cells": {"core_function_down": {"days": "p4"}}}},
 "dispatch": {"routes": {"ours": {"order": 1, "label": {"en": "Ours", "zh-CN": "本店"}, "department": "returns"}},
              "overrule": {"department": "never"}},
 "fees": {"cards": {"example": {"cancel": {"table": {"on_site": null}}, "parts": {"TS-05": "46.00"}}}},
 "calendars": {"business": {"week": {"sat": [["09:00", "12:00"]]}}},
 "actions": {"register": {"notices": {"auditor": {"order": 6, "to": "auditor", "text": "greeting"}}},
             "call": {"order": 990, "label": {"en": "Call", "zh-CN": "致电"}, "from": ["*open"], "roles": ["engineer"],
                      "form": {"remarks": {"order": 1, "need": "required"}}}},
 "fields": {"remarks": {"order": 1, "type": "text", "label": {"en": "Remarks", "zh-CN": "备注"}}}}
EOF
ends 0 'notice “auditor” is new: goes to: After-sales auditor; text: “Good day' tool policy diff standard@1 words.json
says '“Call” (call) is new:'
says '    may start from: every state that is not closed'
says '    asks for Remarks (required)'
says 'matrix: Extent of impact “Core function down”: Urgency “Within days”: '
says 'route “Ours” is new: department: Returns and exchanges'
says 'overruling: another department: with a reason → never'
says 'Saturdays: as in the calendar it is based on, else closed → 09:00–12:00'
says 'price of “TS-05”: CNY 45.00 → CNY 46.00'
says 'fee for cancelling in “On site” is gone (in any case: CNY 30.00)'
says '“Remarks” (remarks) is new: type: one line of text'
ends 0 '矩阵：影响范围“核心功能失效”：紧急程度“' tool --lang zh policy diff standard@1 words.json
says '改派规则：改派其他部门：须说明原因 → 不可'
ends 0 '(call) is new:\u000a    may start from: ' tool --json policy diff standard@1 words.json

# Order, and labels of another language, are no differences unless they are asked for.
printf '{"mend":1,"id":"other","revision":1,"extends":"standard@1","states":{"repairing":{"order":31,"label":{"zh-CN":"修理中"}}}}' > other.json
ends 0 'they say the same' tool policy diff standard@1 other.json
ends 0 'order: ' tool policy diff --all standard@1 other.json
ends 0 '名称改为“修理中”' tool --lang zh policy diff standard@1 other.json

ends 0 '"patch":{' tool --json policy diff standard@1 shop.json
says '{"section":"clocks","path":"clocks/first_response/targets/p2/time","text":'
# The patch makes the second of the first.
if command -v python3 > /dev/null; then
  if python3 - out.txt "$work" <<'EOF'
import json, subprocess, sys
answer = json.load(open(sys.argv[1]))
def merge(target, patch):
    if not isinstance(patch, dict):
        return patch
    target = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        else:
            target[key] = merge(target.get(key), value)
    return target
def document(policy):
    reply = subprocess.run(["mend-desk", "--json", "--policy", policy, "policy", "show"], capture_output=True, check=True)
    return json.loads(reply.stdout)["document"]
sys.exit(0 if merge(document("standard@1"), answer["patch"]) == document("shop.json") else 1)
EOF
  then passed=$((passed + 1)); else bad "the patch does not make the second policy of the first"; fi
fi
ends 3 'nowhere.json' tool policy diff standard@1 nowhere.json
ends 4 'no database' tool policy diff standard@1 nobody@7
ends 2 'usage' tool policy diff standard@1
mend-desk --db shop.db init --policy "$small" > /dev/null
id=$(mend-desk --db shop.db policy list | sed -n 's/^\* \([a-z_]*@[0-9]*\) .*/\1/p')
ends 0 'they say the same' mend-desk --db shop.db policy diff "$id" "$small"
ends 3 'there is no policy nobody@7' mend-desk --db shop.db policy diff "$id" nobody@7

# ---- diagram ----

# Every state of the policy is in both pictures, and what is in the way of their grammars is escaped.
sed 's/"Waiting for parts"/"Waiting: <b>\\"parts\\"<\/b> \& #1;"/' "$small" > marks.json
for lang in en zh; do
  ends 0 'digraph workflow {' tool --policy marks.json --lang $lang policy diagram
  for state in $(tool --json --policy marks.json policy show | tr '{' '\n' | sed -n 's/^"name":"\([a-z_]*\)",.*"stage":.*/\1/p'); do
    says "  \"$state\" [fillcolor="
  done
  ends 0 'stateDiagram-v2' tool --policy marks.json --lang $lang policy diagram --mermaid
done
ends 0 'Waiting: &lt;b&gt;&quot;parts&quot;&lt;/b&gt; &amp; #1;' tool --policy marks.json policy diagram
ends 0 'Waiting#58; #60;b#62;#34;parts#34;#60;/b#62; & #35;1#59;' tool --policy marks.json policy diagram --mermaid
says 'classDef stage_waiting fill:'
ends 0 '↩ Diagnosed — ' standard policy diagram
says '"(any)" [style="rounded,dashed", label="any open state"];'
ends 0 '"repairing" -> "diagnosed"' standard policy diagram --all
silent '↩'
ends 0 '"diagnosed" [' standard policy diagram --from-state diagnosed
silent '"registered" ['
silent '"(start)"'
ends 0 '"closed" [' standard policy diagram --stage closed
silent '"repairing" ['
ends 3 'did you mean diagnosed?' standard policy diagram --from-state dignosed
ends 5 'expected new, active' standard policy diagram --stage open
ends 0 '处理中' standard --lang zh policy diagram
says '维修中'
if command -v dot > /dev/null; then
  for options in '' '--all' '--from-state diagnosed' '--stage waiting'; do
    # shellcheck disable=SC2086
    standard --lang zh policy diagram $options > picture.dot
    if dot -Tsvg picture.dot > picture.svg 2> err.txt && [ ! -s err.txt ]; then
      passed=$((passed + 1))
    else
      bad "dot does not like the picture ($options)" "$(head -c 300 err.txt)"
    fi
  done
fi

# ---- explain ----

ends 0 'Action “Finish the repair” (finish_repair)' standard policy explain finish_repair
says '  From: In repair'
says '  To: Repaired, self-test due'
says '  Who: Engineer, Regional engineer, Technical support'
says '    - Labour, new rows (given with it, rows at least: 1): Work (required), Engineer (required)'
says '    - photo or video of the key steps (attached with it: “Photo” or “Video”)'
says 'What became of the old part is “Has no serial number” or “No old part”'
says '  May be entered later by: 12 h'
says '    - the customer: “'
ends 0 'Action “Arrive” (arrive)' standard policy explain arrive
says '  Stops the clock: Arrival on site, '
ends 0 '  Makes the clock stand still: ' standard policy explain actions/quote
says '  Works out: an estimate'
says '  Cancels the clock: Arrival on site'
ends 0 '  恢复计时：进度通报（等待客户）' standard --lang zh policy explain actions/authorise
ends 0 '  生成工单编号，如：“SR-202603150001”' standard --lang zh policy explain register
says '  开始计时：首次响应、进度通报、解决'
ends 0 '  操作人：除客户、系统外的所有角色' standard --lang zh policy explain actions/contact_customer
ends 0 '行数不少于1' standard --lang zh policy explain finish_repair
says '  操作人：维修工程师、区域工程师、技术支持'
says '须随本次填写'
ends 0 'State “In repair” (repairing)' standard policy explain repairing
says '  Stage: in work'
says '    - “Begin the repair” from “On site”, '
says '    - “Finish the repair” to “Repaired, self-test due” — Engineer'
ends 0 'Clock “First response” (first_response)' standard policy explain clocks/first_response
says '    - 15 min, time as it passes'
says ' if Priority level is “P1 urgent”'
says '    - at 75 % of the time, to Coordinator: “A customer has not been contacted yet'
says '    - To the after-sales supervisor, after 1 h, to After-sales supervisor'
ends 0 '    - 3个工作日（末日下班）' standard --lang zh policy explain resolution
says '，条件：优先级为“P2 高”'
says '  暂停：'
ends 0 '"kind":"clock","name":"resolution","text":"Clock “Resolution” (resolution)' standard --json policy explain resolution
says '"document":{'
ends 0 '  “Finish the repair” (finish_repair)' standard policy explain
ends 3 'did you mean finish_repair?' standard policy explain finish_repare
ends 3 'did you mean finish_repair?' standard policy explain actions/finish_repare
ends 3 '是否指 finish_repair？' standard --lang zh policy explain finish_repare
ends 3 'no state, action or clock xyzzyxyzzy' standard policy explain xyzzyxyzzy
ends 3 '策略中没有状态、动作或时限 xyzzyxyzzy' standard --lang zh policy explain xyzzyxyzzy
ends 0 '时限“首次响应”（first_response）' standard --lang zh policy explain 首次响应
ends 2 'usage' standard policy explain repairing closed
# ---- try ----

ends 0 'Amount: CNY 60.00' standard policy try travel fees/cards/example/travel '{"km": "12"}'
ends 0 '{"status":"OK","km":"12","amount":6000}' standard --json policy try travel fees/cards/example/travel '{"km": "12"}'
ends 0 'No answer: The place lies outside the area that is served. [OUT_OF_AREA]' standard policy try travel '{"zones": [{"upto": "5", "fee": 3000}]}' '{"km": "12"}'
ends 0 '金额：¥60.00' standard --lang zh policy try travel fees/cards/example/travel '{"km": "12"}'
ends 0 '没有结果：' standard --lang zh policy try travel '{"zones": [{"upto": "5", "fee": 3000}]}' '{"km": "12"}'
ends 0 'Level: P1 urgent' standard policy try triage '{}' '{"safety_hazard": true}'
ends 0 '级别：P1 紧急' standard --lang zh policy try triage '{}' '{"safety_hazard": true}'
ends 0 '"label":"P1 紧急"' standard --lang zh --json policy try triage '{}' '{"safety_hazard": true}'
ends 5 'the facts, line 1, column 2 ($.kmm): there is no member "kmm"; did you mean "km"?' standard policy try travel fees/cards/example/travel '{"kmm": "12"}'
printf '{\n  "zones": [{"upto": "five", "fee": 3000}]\n}\n' > row.json
ends 5 'the row row.json, line 2, column 22 ($.zones[0].upto): expected' standard policy try travel @row.json '{"km": "12"}'
ends 5 '规则 row.json，第 2 行第 22 列（$.zones[0].upto）：应为如 12.5、至多 9 位小数的数' standard --lang zh policy try travel @row.json '{"km": "12"}'
printf '{\n "km": []\n}\n' > facts.json
ends 5 '事实 facts.json，第 2 行第 8 列（$.km）：应为如 “12.5” 的小数，实为数组' standard --lang zh policy try travel fees/cards/example/travel @facts.json
ends 5 '事实，第 1 行第 2 列（$.kmm）：没有成员“kmm”；是否指“km”？' standard --lang zh policy try travel fees/cards/example/travel '{"kmm": "12"}'
ends 5 '事实，第 1 行第 1 列（$）：应为值' standard --lang zh policy try travel fees/cards/example/travel 'km=12'
ends 3 'the policy has no section triage of its own' tool --policy "$small" policy try triage '{}' '{}'
ends 3 '策略中没有 rights 部分' tool --lang zh --policy "$small" policy try rights '{}' '{}'
ends 3 'did you mean travel?' standard policy try travle '{}' '{}'
ends 3 '没有规则类别 travle；是否指 travel？' standard --lang zh policy try travle '{}' '{}'
ends 3 'the policy has no fees/cards/nobody/travel (at nobody); known are example' standard policy try travel fees/cards/nobody/travel '{"km": "12"}'
ends 3 'did you mean example?' standard policy try travel fees/cards/exampel/travel '{"km": "12"}'
ends 3 'nowhere.json' standard policy try travel @nowhere.json '{}'
ends 3 'nowhere.json：没有此文件' standard --lang zh policy try travel fees/cards/example/travel @nowhere.json
ends 2 'usage' standard policy try travel
ends 0 'repair_count' tool policy try
# The list has every section of the library, and no other.
sed -n 's/^    {"\([a-z_]*\)", mend__probe_.*/\1/p' "$here/../../src/policy/probe.c" | sort > known.txt
tool policy try | sed -n 's/^  \([a-z_]*\)  *.*/\1/p' | sort > listed.txt
if [ -s known.txt ] && cmp -s known.txt listed.txt; then passed=$((passed + 1)); else bad "policy try lists other sections" "$(diff known.txt listed.txt)"; fi
for section in $(tool policy try | sed -n 's/^  \([a-z_]*\)  *.*/\1/p'); do
  if standard policy try "$section" '{}' '{}' 2>&1 | grep -q 'there is no kind of rule'; then bad "policy try lists $section"; fi
done
passed=$((passed + 1))

# Everything there is to be explained or tried speaks the language chosen and nothing else.
if command -v python3 > /dev/null; then
  if python3 "$here/policy_words.py" > out.txt 2>&1; then
    passed=$((passed + 1))
  else
    bad "policy explain and policy try speak in words" "$(head -c 4000 out.txt)"
  fi
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
