# What mend-desk says about wrong input: where it is (file, line, column, or row and column), what is wrong, what was likely
# meant; in English and in Chinese; with the right ending.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/scenarios/test_messages.sh
#
# SPDX-License-Identifier: Apache-2.0
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MEND_DESK_DB MEND_DESK_STORE MEND_DESK_AS NO_COLOR
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
command -v mend-desk > /dev/null || { echo "there is no mend-desk in PATH"; exit 1; }
passed=0
failed=0

desk() { mend-desk --db desk.db --now 2024-06-15T18:00:00+08:00 --as cs_supervisor:wang "$@"; }

bad() {
  failed=$((failed + 1))
  echo "FAIL: $1"
  shift
  for line; do printf '  %s\n' "$line"; done
}

# ends <code> <language> <words> <arguments>...: ends so, and says the words.
ends() {
  wanted=$1 language=$2 words=$3
  shift 3
  code=0
  desk --lang "$language" "$@" > out.txt 2>&1 || code=$?
  if [ "$code" != "$wanted" ]; then
    bad "$*" "ended with $code, not $wanted" "$(head -c 600 out.txt)"
  elif ! grep -qF -- "$words" out.txt; then
    bad "$*" "does not say: $words" "$(head -c 900 out.txt)"
  else
    passed=$((passed + 1))
  fi
}

# both <code> <English> <Chinese> <arguments>...
both() {
  code_wanted=$1 en=$2 zh=$3
  shift 3
  ends "$code_wanted" en "$en" "$@"
  ends "$code_wanted" zh "$zh" "$@"
}

# also <words>...: the last answer says these, too.
also() {
  for words; do
    if grep -qF -- "$words" out.txt; then
      passed=$((passed + 1))
    else
      bad "the same" "does not say: $words" "$(head -c 900 out.txt)"
    fi
  done
}

policy() { printf '{"mend": 1, "id": "n", "revision": 1, "extends": "standard@1", %s}\n' "$1" > n.json; }

desk init > out.txt || { cat out.txt; exit 1; }

# ---- files that are no text, wherever a policy, a story, a mapping or a list is read ----

printf '{"mend": 1,\n "id": "\303\251\377"}\n' > byte.json
printf '{"mend": 1, "label": "\304\343\272\303"}\n' > gbk.json
printf '\357\273\277{"mend": 1}\n' > mark.json
printf '\377\376{\000"\000m\000' > wide.json
printf '{\000"\000m\000e\000n\000d\000' > wide2.json
printf '{"mend": 1, "id": "\000"}\n' > nul.json
printf ' \n\t\n' > empty.json
mkdir folder.json
dd if=/dev/zero bs=1048576 count=5 2> /dev/null | tr '\000' ' ' > large.json
for command in 'policy check' 'policy diff standard@1' 'policy whatif' 'policy add' 'policy move' 'policy explain --policy'; do
  for file in byte mark nul; do
    tickets=
    [ "$command" != 'policy move' ] || tickets=--all-open
    case $file in
      byte) said='byte.json:2:10: no UTF-8: the byte 0xFF (byte 23 of the file)' zh='byte.json:2:10：不是 UTF-8：字节 0xFF' ;;
      mark) said='mark.json:1:1: the file begins with a byte order mark' zh='mark.json:1:1：文件以字节顺序标记' ;;
      *) said='nul.json:1:20: a NUL byte stands here (byte 20' zh='nul.json:1:20：此处是 NUL 字节' ;;
    esac
    # shellcheck disable=SC2086
    both 5 "$said" "$zh" $command $file.json $tickets
  done
done
both 5 'gbk.json:1:23: no UTF-8: the byte 0xC4' '文件可能是 GBK 编码' policy check gbk.json
both 5 'wide.json:1:1: this is UTF-16' 'wide.json:1:1：这是 UTF-16' policy check wide.json
both 5 'wide2.json:1:1: this is UTF-16' 'wide2.json:1:1：这是 UTF-16' policy diff standard@1 wide2.json
both 5 'empty.json:1:1: the file is empty' 'empty.json:1:1：文件为空' policy check empty.json
both 5 'folder.json is a folder; a file is needed' 'folder.json 是目录；需要一个文件' policy check folder.json
both 5 'large.json is too large: at most 4 MiB are read' 'large.json 过大：至多读取 4 MiB' policy check large.json
both 3 'nowhere.json cannot be read: there is no such file' '无法读取 nowhere.json：没有此文件' policy check nowhere.json
ends 5 en '"status":"UTF8"' --json policy check byte.json
both 5 'byte.json:2:10: no UTF-8' 'byte.json:2:10：不是 UTF-8' policy test byte.json
both 5 'byte.json:2:10: no UTF-8' 'byte.json:2:10：不是 UTF-8' import byte.json
both 5 'byte.json:2:10: no UTF-8' 'byte.json:2:10：不是 UTF-8' import --map byte.json byte.json
both 5 'byte.json:2:10: no UTF-8' 'byte.json:2:10：不是 UTF-8' staff add byte.json
printf '{"mend": 1, "id": "n", "revision": 1, "label": "\303\251' > cut.json
both 5 'cut.json:1:' 'cut.json:1:' policy check cut.json

# ---- what lies in a preset names it, not the user's file ----

policy '"roles": {"engineer": null}'
place=$(desk --lang en policy check n.json | sed -n 's/^error: \(standard@1:[0-9]*:[0-9]*\): .*/\1/p')
both 5 "$place: there is no role \"engineer\" (\$.actions" "$place: 没有角色“engineer”" policy move n.json --all-open
both 5 "$place: there is no role \"engineer\"" "$place: 没有角色“engineer”" policy add n.json
case $place in standard@1:*) ;; *) bad "policy check n.json" "names no preset" "$place" ;; esac

# ---- hints ----

both 3 'no preset standart@1; did you mean standard@1?' '是否指 standard@1？' policy check standart@1
both 3 'no preset my-shop; known are ' '；现有 ' policy show --policy my-shop
printf '{"mend": 1, "id": "n", "revision": 1, "extends": "standart@1"}\n' > n.json
both 5 'n.json:1:50: there is no preset "standart@1"; did you mean "standard@1"?' \
  'n.json:1:50: 没有内置策略“standart@1”；是否指“standard@1”？' policy check n.json
policy '"zone": "Asia/Shanghai"'
both 5 'a rule such as CST-8 (8 hours east of UTC) always works' '时区名须由载入策略的程序提供，mend-desk 不提供；写成 CST-8' \
  policy check n.json
policy '"zone": "CST"'
both 5 'not a zone: expected hours west of UTC' '不是时区' policy check n.json
policy '"clocks": {"first_respons": {"label": {"en": "A", "zh-CN": "甲"}}}'
both 5 'the member "start" is missing; no document below has "first_respons", so it is a new one; did you mean "first_response"?' \
  '缺少成员“start”；下层文件中没有“first_respons”，因此它是新增的；是否指“first_response”？' policy check n.json
policy '"texts": {"greetin": {"en": "A", "zh-CN": "甲"}}'
both 0 'note: n.json:1:74: "greetin" is new, and nearly "greeting", which is there already; was that meant?' \
  '“greetin”是新名称，与已有的“greeting”相近；是否指后者？' policy check n.json
policy '"numbers": {"ticket": {"pattern": "SR{YYYYY}{SEQ:4}", "reset": "year"}}'
both 5 'there is no such token; did you mean {YYYY}?' '没有这个占位符；是否指 {YYYY}？' policy check n.json
policy '"numbers": {"ticket": {"pattern": "SR{field:x}{SEQ:4}", "reset": "never"}}'
both 5 'there is no such token; expected YYYY, YY, MM,' '没有这个占位符；应为 YYYY, YY, MM,' policy check n.json
policy '"numbers": {"ticket": {"pattern": "SR-{YYYY}", "reset": "year"}}'
both 5 'a pattern needs a counter, {SEQ:w}' '编号格式须含计数器 {SEQ:w}' policy check n.json
policy '"numbers": {"ticket": {"pattern": "TW-{SEQ:4}", "reset": "year"}}'
both 5 'and the number does not show it: {YYYY} or {YY}' '计数每年重新开始，编号却不显示年份：须有 {YYYY} 或 {YY}' policy check n.json
policy '"actions": {"close": {"xyz": 1}}'
both 5 'authorises, …' '“authorises”等' policy check n.json
policy '"states": {"lost": {"order": 1, "label": {"en": "A", "zh-CN": "甲"}, "stage": "active"}}'
both 1 'no way leads to this state' '状态“lost”无法到达' policy check n.json
if grep -q 无法到达（ out.txt; then bad 'policy check n.json' 'says the same twice'; fi
policy '"stats": {}'
both 5 'n.json:1:64: there is no member "stats"; did you mean "states"?' '没有成员“stats”；是否指“states”？' policy check n.json
policy '"label": 3'
both 5 'expected an object of texts by language, found a number' '应为按语言列出文本的对象，实为数字' policy check n.json
policy '"$schema": "policy.schema.json"'
both 0 'n revision 1 is sound' 'n 版本 1 检查通过' policy check n.json
policy '"$schema": 1'
both 5 'expected text, found a number' '应为文本，实为数字' policy check n.json
both 3 'the policy has no state receivd; did you mean received?' '策略中没有状态 receivd；是否指 received？' \
  policy diagram --from-state receivd
both 3 'the policy has no state foo; known are registered, ' '策略中没有状态 foo；现有 registered、' policy diagram --from-state foo
both 3 'the policy has no text greetin; did you mean greeting?' '策略中没有文本 greetin；是否指 greeting？' policy text greetin
both 2 'policy has no command chek; did you mean check?' 'policy 没有子命令 chek；是否指 check？' policy chek n.json
both 2 'there is no command polcy; did you mean policy?' '没有命令 polcy；是否指 policy？' polcy
both 2 'usage: mend-desk policy check FILE...' '用法：mend-desk policy check FILE...' policy check
both 2 '--jsno is no option here; did you mean --json?' '没有选项 --jsno；是否指 --json？' policy list --jsno
both 2 '--policy needs a value' '--policy 需要一个值' policy show --policy
ends 2 fr '--lang: expected en or zh, found fr' policy list

# ---- names that change in a move ----

printf '{"states": {"received": "received"},\n "choices": {"channel/hotline": "hotlin"}}\n' > map.json
both 3 'map.json:2:33: channel/hotline: the new policy has no choice "hotlin"; did you mean hotline?' \
  'map.json:2:33：channel/hotline：新策略没有选项“hotlin”；是否指 hotline？' policy move standard@1 --all-open --map map.json
printf '{"choices": {"channel/hotlin": null}}\n' > map.json
both 3 'no policy of the database has a choice of this name; did you mean hotline?' '数据库中没有哪个策略有此名的选项；是否指 hotline？' \
  policy move standard@1 --all-open --map map.json
printf '{"states": {"receivd": "received"}}\n' > map.json
both 3 'map.json:1:24: receivd: no policy of the database has a state' '是否指 received？' \
  policy move standard@1 --all-open --map map.json
printf '{"states": {"received": null}}\n' > map.json
both 5 'map.json:1:25: received: expected the new name' '应为新名称' policy move standard@1 --all-open --map map.json
printf '{"clocks": {"first_response": 3}}\n' > map.json
both 5 'expected the new name, or null to give it up' '应为新名称，或以 null 放弃' policy move standard@1 --all-open --map map.json
printf '{"clocks": []}\n' > map.json
both 5 'map.json:1:12: clocks: expected an object of old names and new ones' '应为旧名称与新名称的对象' \
  policy move standard@1 --all-open --map map.json
printf '{"clock": {}}\n' > map.json
both 5 'map.json:1:11: unknown member "clock"; did you mean clocks?' '未知成员“clock”；是否指 clocks？' \
  policy move standard@1 --all-open --map map.json
printf '{"clocks":\n}' > map.json
both 5 'map.json:2:1: no JSON here' 'map.json:2:1：此处不符合 JSON' policy move standard@1 --all-open --map map.json
printf '[]' > map.json
both 5 'map.json:1:1: expected a JSON object' 'map.json:1:1：应为 JSON 对象' policy move standard@1 --all-open --map map.json

# ---- people ----

cat > staff.csv <<'END'
id,department,roles,grade,load,available_from,absent
a,field_servic,enginer;engineer,senor,many,tomorrow,maybe
a,,engineer,senior,3,,false
,,engineer,,1,,
b,,,,,,,,more
END
both 5 'staff.csv:2: department: the policy has no department "field_servic"; did you mean field_service?' \
  'staff.csv:2：department：策略中没有部门“field_servic”；是否指 field_service？' staff add staff.csv
also 'staff.csv:2：roles：策略中没有角色“enginer”；是否指 engineer？' 'staff.csv:2：grade：策略中没有等级“senor”；是否指 senior？' \
  'staff.csv:2：load：应为整数，实为“many”' 'staff.csv:2：available_from：应为如 2024-03-15T09:30:00+08:00 的时刻，实为“tomorrow”' \
  'staff.csv:3：id：“a”已在第 2 行' 'staff.csv:4：id：不能为空' 'staff.csv:5：应有至多 7 个单元格，实有 9 个' \
  '错误 9 处；未读入任何人员'
ends 5 en 'staff.csv:2: absent: expected true or false, found "maybe"' staff add staff.csv
also 'staff.csv:3: id: "a" stands in line 2 already' 'staff.csv:4: id: must not be empty'
printf 'id,grad,grad\nx,senior,senior\n' > staff.csv
both 5 'staff.csv:1: there is no column "grad"; did you mean grade?' '没有“grad”这一列；是否指 grade？' staff add staff.csv
printf 'roles,roles\nengineer,engineer\n' > staff.csv
both 5 'staff.csv:1: roles: this column stands there twice' '此列出现两次' staff add staff.csv
printf 'roles\nengineer\n' > staff.csv
both 5 'staff.csv:1: the column id is missing' '缺少 id 列' staff add staff.csv
printf 'id;roles\na;engineer\n' > staff.csv
both 5 'staff.csv:1: columns are divided by commas here' '各列应以逗号分隔' staff add staff.csv
printf 'id,roles\na,"engineer\n' > staff.csv
both 5 'staff.csv:2: roles: a quote is opened here and never closed' 'staff.csv:2：roles：此处的引号没有结束' staff add staff.csv
printf '[{"id": "a"},\n {"id": "b", "grade": "senor"}]\n' > staff.json
both 5 'staff.json:2:23: there is no grade "senor"; did you mean "senior"?' 'staff.json:2:23: 没有等级“senor”；是否指“senior”？' \
  staff add staff.json
printf '\357\273\277id,x-note,roles\na,,engineer\n' > staff.csv
ends 0 en 'People added: 1' staff add staff.csv
both 2 'there is no staff lst; did you mean list?' '没有 staff lst；是否指 list？' staff lst

# ---- tickets of another system ----

cp "$here"/moving/old-desk.* .
{
  head -n 1 old-desk.csv
  echo 'A-1,Nwe,2024-06-10 09:15,,High,Li,,P,F,yes,5'
  echo 'A-1,New,2024-06-10 09:15,,High,Li,,P,F,yes,5'
  echo 'A-2,New,2024-06-10 09:15,,High,Li,,P,F,no,'
  echo 'A-2,New,soon,,High,Li,,P,F,no,'
} > rows.csv
both 1 'rows.csv:2: Status: expected New, In repair, Waiting for parts, found "Nwe"; did you mean New?' \
  'rows.csv:2: Status：应为 New, In repair, Waiting for parts，实为“Nwe”；是否指 New？' import --map old-desk.json rows.csv
also 'rows.csv:3: Ticket：“A-1”已在第 2 行' 'rows.csv:5: Ticket：“A-2”已在第 4 行' 'rows.csv:5: Created：应为' '未导入任何内容'
ends 1 en 'rows.csv:3: Ticket: "A-1" stands in row 2 already' import --map old-desk.json rows.csv
ends 0 en 'No open tickets' list
echo 'A-3,"New' >> rows.csv
both 1 'rows.csv:6: Status: a quote is opened here and never closed; the rows behind are not read' \
  'rows.csv:6: Status：此处的引号没有结束；其后的行未读取' import --map old-desk.json rows.csv --those-that-fit
also 'rows.csv:3: Ticket：“A-1”已在第 2 行' '未导入任何内容'
printf '{"Ticket":"E-1","Status":"New","Created":"2024-06-14","Priority":"Lo"}\n{"Ticket":\n5\n' > rows.jsonl
printf '{"Ticket":"E-1","Status":"New","Created":"2024-06-14"}\n' >> rows.jsonl
both 1 'rows.jsonl:2: no JSON from column 11 on' 'rows.jsonl:2: 从第 11 列起不符合 JSON' import --map old-desk.json rows.jsonl
also 'rows.jsonl:1: Priority' 'rows.jsonl:3: 不是 JSON 对象' 'rows.jsonl:4: Ticket：“E-1”已在第 1 行'
sed 's/customer_name/customer_nam/' old-desk.json > map.json
both 5 'map.json:9:21: there is no field "customer_nam"; did you mean customer_name?' 'map.json:9:21：没有字段“customer_nam”' \
  import --map map.json old-desk.csv
sed 's/first_response/first_respons/' old-desk.json > map.json
both 5 'the policy has no clock "first_respons"; did you mean first_response?' '策略中没有时限“first_respons”' \
  import --map map.json old-desk.csv
sed 's/"Customer"/"Custmer"/' old-desk.json > map.json
both 5 'map.json:9:22: customer_name: old-desk.csv has no column "Custmer"; did you mean Customer?' \
  '没有“Custmer”列；是否指 Customer？' import --map map.json old-desk.csv
tr , ';' < old-desk.csv > semicolons.csv
both 5 'semicolons.csv has one column only' '请在对照文件中以 "separator" 指明分隔符' import --map old-desk.json semicolons.csv

# ---- an export read twice ----

ends 0 en '3 of 3 tickets imported' import --map old-desk.json old-desk.csv
desk --lang en export --plain --reason 'a copy' > copy.jsonl || bad "export" "ended with $?"
lines=$(wc -l < copy.jsonl | tr -d ' ')
{ sed "${lines}s/\"record\"/\"recor\"/" copy.jsonl; echo '{'; sed -n "$((lines - 1))p" copy.jsonl; } > twice.jsonl
rm desk.db
desk init > out.txt
both 5 "twice.jsonl:$lines: neither a policy nor a ticket" "twice.jsonl:$lines：既不是策略也不是工单" import twice.jsonl
also "twice.jsonl:$((lines + 1))：从第 2 列起不符合 JSON" "twice.jsonl:$((lines + 2))：" "此工单已在第 $((lines - 1)) 行" \
  '3 行无法读入；未导入任何内容'
ends 0 en 'No open tickets' list
both 5 'a list of another system is imported with --map' '其他系统的清单请用 --map 读入' import old-desk.csv
both 5 'there is no such field, or the action does not take it' '没有这个字段，或此动作不填写它' --as customer_service:li open custmer_name=x

# ---- places that are not there ----

both 4 'there is no database none/desk.db' '没有数据库 none/desk.db' --db none/desk.db policy list
both 5 '--now: expected an instant such as' '--now：应为如' --now 2024-13-01 policy list

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
