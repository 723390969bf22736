# mend-desk from outside: what it does, and what it says when something is wrong. Every wrong command must end with the
# exit code the help promises, say what is wrong, and leave the database as it was.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/scenarios/test_desk.sh
#
# The policy is the small one in desk/policy.json; the walk through the built-in policy is examples/demo.sh.
#
# SPDX-License-Identifier: Apache-2.0
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MEND_DESK_DB MEND_DESK_AS NO_COLOR
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
holder=
trap '[ -z "$holder" ] || kill "$holder" 2> /dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
command -v mend-desk > /dev/null || { echo "there is no mend-desk in PATH"; exit 1; }
policy=$here/desk/policy.json
db=$work/desk.db
passed=0
failed=0

desk() { mend-desk --db "$db" --now 2024-03-15T09:00:00+08:00 "$@"; }
clerk() { desk --as clerk:li "$@"; }
mechanic() { desk --as mechanic:bo --grade senior "$@"; }

# Everything the database holds, but personal values; revisions tell if those change.
snapshot() {
  desk export
  desk --json outbox --limit 1000
  desk policy list
}

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

# wrong <code> <words> <command>...: the same, says it on standard error, prints nothing else, changes nothing.
wrong() {
  snapshot > before.txt 2> /dev/null
  ends "$@"
  snapshot > after.txt 2> /dev/null
  cmp -s before.txt after.txt || bad "$*" "the database has changed" "$(diff before.txt after.txt | head -n 5)"
  [ ! -s out.txt ] || bad "$*" "standard output is not empty" "$(head -c 300 out.txt)"
}

# holds <what> <command>...: the command succeeds.
holds() {
  what=$1
  shift
  if "$@" > out.txt 2>&1; then passed=$((passed + 1)); else bad "$what" "$(head -c 600 out.txt)"; fi
}

# A strict reader of JSON: the library's own. A line that is JSON is refused as a policy, but not for its syntax.
is_json() {
  while IFS= read -r document; do
    printf '%s' "$document" > document.json
    case $(mend-desk --json policy check document.json 2> /dev/null) in
      *'"code":"UNREADABLE","status":"SCHEMA"'* | '{"status":"OK","id"'*) ;;
      *) return 1 ;;
    esac
  done
}

# ---- the command line ----

ends 0 'Commands' mend-desk --help
ends 0 '命令' mend-desk --lang zh --help
ends 0 'mend-desk 0.' mend-desk --version
for c in init open list show actions do note link reveal anonymise clock calendar sheet history tick sweep outbox export import policy; do
  ends 0 "Usage: mend-desk [OPTION]... $c" mend-desk --lang en "$c" --help
  ends 0 "用法：mend-desk [选项]... $c" mend-desk --lang zh "$c" --help
done
ends 2 'which command' mend-desk
ends 2 'did you mean list' mend-desk lst
ends 2 'did you mean --assignee' mend-desk list --asignee bo
ends 2 '--db needs a value' mend-desk list --db
ends 2 '--key is given twice' mend-desk --key a --key b note x y
ends 2 'takes no --plain' mend-desk list --plain
ends 2 'usage' mend-desk show
ends 2 'expected en or zh' mend-desk --lang fr list

# ---- making a database ----

ends 4 'make one with' desk list
ends 3 'cannot be read' desk init --policy nowhere.json
holds 'a refused init leaves no file' [ ! -e "$db" ]
printf '{"mend":1,"id":"x","revision":1,"satets":{}}' > typo.json
ends 5 'typo.json:1:33' desk init --policy typo.json
ends 5 'did you mean' mend-desk policy check typo.json
printf '{"mend":1,' > cut.json
ends 5 'cut.json:1:' mend-desk policy check cut.json
ends 0 'is sound' mend-desk policy check "$policy"
ends 0 'is sound' mend-desk policy check standard@1
holds init desk init --policy "$policy"
wrong 6 'is there already' desk init

# ---- opening and doing ----

ends 0 'CS-20240315001' clerk open customer_name=张小明 customer_phone=13812345678 serial=S1 model=M1 level=p1 \
  customer_id=c7 fault_description=不制冷
ends 0 'CS-20240315002' clerk open register customer_name='O"Hara \ Söhne' fault_description='two
lines, 13912345678' --key once
a=CS-20240315001
ends 0 'done before' clerk open register customer_name='O"Hara \ Söhne' fault_description='two
lines, 13912345678' --key once
wrong 6 'used before' clerk open register customer_name=other fault_description=x --key once
wrong 1 '“Customer name” is missing' clerk open
wrong 1 '缺少“客户姓名”' clerk --lang zh open
wrong 5 'did you mean' clerk do "$a" amned model=M2 --reason x
wrong 1 'is done by: Mechanic' clerk do "$a" repair
wrong 1 '由以下角色' clerk --lang zh do "$a" repair
wrong 1 'cannot be done while' mechanic do "$a" finish work_done=x
wrong 2 'who acts' desk do "$a" repair
wrong 2 'who acts' desk --as mechanic do "$a" repair
wrong 2 'FIELD=VALUE' clerk do "$a" amend model
wrong 5 'There is no field “modle”; did you mean “model”?' clerk do "$a" amend modle=red --reason x
wrong 5 'does not take “Serial number”' clerk do "$a" amend serial=S2 --reason x
wrong 1 'P1 urgent' clerk do "$a" amend level=p9 --reason x
wrong 1 '“Reason” is missing' clerk do "$a" amend model=M2
wrong 6 'has changed since' clerk do "$a" amend model=M2 --reason x --expect 9
wrong 5 '--expect' clerk do "$a" amend model=M2 --reason x --expect zero
wrong 5 '--now' clerk do "$a" amend model=M2 --reason x --now yesterday
wrong 5 '2024-02-30T10:00:00Z' clerk do "$a" amend model=M2 --reason x --at 2024-02-30T10:00:00Z
wrong 1 'in the future' clerk do "$a" amend model=M2 --reason x --at 2030-01-01T00:00:00Z
wrong 1 'longer than' clerk do "$a" amend model="$(printf 'm%.0s' $(seq 1 200))" --reason x
wrong 5 'UTF-8' clerk do "$a" amend model="$(printf 'M\377')" --reason x
wrong 3 'no ticket has' clerk do CS-1 amend model=M2 --reason x
wrong 3 'cannot be read' clerk do "$a" amend model=@nowhere.txt --reason x
wrong 3 '没有编号' clerk --lang zh do CS-1 amend model=M2 --reason x
ends 0 'would be done' clerk do "$a" amend model=M2 --reason x --dry-run
grep_show() { desk --json show "$1" | grep -q "$2"; }
holds 'a dry run changes nothing' grep_show "$a" ',"revision":1,'

ends 0 'Correct -> Registered (revision 2)' clerk do "$a" amend model=M2 --reason typing --expect 1
ends 0 'Being repaired (revision 3)' mechanic do "$a" repair --key r1
ends 0 'done before and not done again' mechanic do "$a" repair --key r1
holds 'a repeated key has one effect' grep_show "$a" ',"revision":3,'
ends 0 'Waiting for parts' mechanic do "$a" wait_for_parts parts/+1/name=fan parts/+1/serial=F1 parts/+2/name=belt
ends 0 'Being repaired' mechanic do "$a" repair
ends 0 'Waiting for parts' mechanic do "$a" wait_for_parts parts/1/serial= parts/2= parts/+1/name=@@pump
holds 'rows are added, changed, unset and removed' \
  grep_show "$a" '"parts":{"label":"Parts","rows":\[{"id":1,"name":{"label":"Part","value":"fan"}},{"id":3,"name":{"label":"Part","value":"@pump"}}\]}'
ends 0 'Being repaired' mechanic do "$a" repair
printf 'Fan replaced.\nRuns quietly.\n' > work.txt
wrong 1 'The grade “Senior”' desk --as mechanic:bo --grade junior do "$a" finish work_done=@work.txt
wrong 1 'more than' mechanic do "$a" finish work_done=@work.txt --at 2024-03-13T09:00:00+08:00
ends 0 'Repaired' mechanic do "$a" finish work_done=@work.txt
holds 'a text comes from a file' grep_show "$a" 'Fan replaced.\\nRuns quietly."'
wrong 1 'bo did “Finish the repair”' desk --as clerk+mechanic:bo do "$a" hand_over
wrong 1 'bo办理过“完成维修”' desk --lang zh --as clerk+mechanic:bo do "$a" hand_over
ends 0 'Closed' clerk do "$a" hand_over
ends 0 'Note' clerk note "$a" '客户满意'
ends 0 'Link' clerk link "$a" duplicate CS-20240315002
wrong 3 'no ticket has' clerk link "$a" duplicate CS-9
wrong 1 'duplicate, follow_up (Follow-up)' clerk link "$a" cousin CS-20240315002

# ---- looking ----

ends 0 'Fault description: two' desk show CS-20240315002
ends 0 '故障描述: 不制冷' desk --lang zh show "$a"
ends 0 '张**' desk show "$a"
ends 0 '138****5678' desk show "$a"
ends 0 'plain value given out: Phone' sh -c "mend-desk --db $db --as clerk:li reveal $a customer_phone > plain.txt && mend-desk --db $db history $a"
holds 'reveal prints the plain value' grep -qx 'customer_phone: 13812345678' plain.txt
wrong 1 'is done by: Clerk' mechanic reveal "$a" customer_phone
wrong 5 'did you mean “customer_phone”' clerk reveal "$a" custmer_phone
holds 'no personal value is shown but by reveal' sh -c "! { mend-desk --db $db show $a; mend-desk --db $db --json show $a
  mend-desk --db $db history $a; mend-desk --db $db --json history $a; mend-desk --db $db list --all; mend-desk --db $db --json list --all
  mend-desk --db $db export; mend-desk --db $db --json outbox; } | grep -q '13812345678\|张小明'"
ends 0 'Begin the repair -> Being repaired' desk history --brief "$a"
ends 0 '开始维修 -> 维修中' desk --lang zh history --brief "$a"
wrong 5 '--after' desk history "$a" --after x
ends 0 '+ repair ' mechanic actions CS-20240315002
ends 0 'for other roles: join, amend, look' mechanic actions CS-20240315002
ends 0 '* --reason' clerk actions CS-20240315002 amend
wrong 1 'cannot start' clerk actions CS-20240315002 hand_over
ends 0 'We have begun' desk outbox
ends 0 '我们已开始维修' desk --lang zh outbox
ends 0 'One more attempt' desk outbox sent "$a#3#begun" --failed
ends 0 '(1)' desk outbox
ends 0 'is out' desk outbox sent "$a#3#begun"
wrong 3 '' desk outbox sent "$a#3#begun"
wrong 2 'usage' desk outbox send x
ends 0 'Corner shop, good day.' desk policy text greeting
ends 0 '您好' desk --lang zh policy text greeting
ends 3 'the policy has no text farewell; known are ' desk policy text farewell
ends 0 'digraph' desk policy diagram
ends 0 '开始维修' desk --lang zh policy diagram --mermaid
ends 0 'Waiting for parts' desk policy show

# ---- the board ----

for lang in en zh; do
  desk --lang "$lang" list --all > board.txt
  # Each Chinese character of three bytes becomes two marks; the age, the last column, then begins at the same place.
  starts=$(LC_ALL=C awk '{
    gsub(/[\340-\357][\200-\277][\200-\277]/, "##")
    gsub(/[\300-\337][\200-\277]/, "#")
    match($0, /  [^ ]+( [^ ]+)?$/)
    print RSTART }' board.txt | sort -u | wc -l)
  holds "the board is aligned ($lang)" [ "$starts" = 1 ]
  holds "the board has no colours in a file ($lang)" sh -c "! grep -q '$(printf '\033')' board.txt"
done
desk list > board.txt
holds 'the board leaves closed tickets out' sh -c "! grep -q $a board.txt && grep -q CS-20240315002 board.txt"
ends 0 'CS-20240315002' desk list --state registered
ends 0 "$a" desk list --customer c7
ends 0 "$a" desk list --assignee bo
ends 0 "$a" desk list --stage closed
ends 0 'No tickets.' desk list --state repaired
ends 0 "--all --after $a" desk list --all --limit 1
ends 0 'CS-20240315002' desk list --all --limit 1 --after "$a"
wrong 2 'do not go together' desk list --all --state closed
wrong 5 '--limit' desk list --all --limit 0

# ---- JSON ----

for c in "show $a" "history $a" "list --all" "list" "outbox" "policy show" "policy list" "--as clerk:li actions $a" \
  "export" "show CS-1" "--as clerk:li open" "--as clerk:li do $a nothing" "--now never list"; do
  # shellcheck disable=SC2086
  desk --json $c > one.json 2> /dev/null
  # shellcheck disable=SC2086
  desk --json $c > two.json 2> /dev/null
  holds "$c: JSON" is_json < one.json
  holds "$c: something" [ -s one.json ]
  holds "$c: the same again" cmp one.json two.json
done
wrong_json() { # <status> <command>...: the reply says so, and is the only thing on standard output
  status=$1
  shift
  "$@" > one.json 2> /dev/null
  holds "$*: $status" grep -q "^{\"status\":\"$status\"" one.json
  holds "$*: one line" [ "$(wc -l < one.json)" = 1 ]
}
wrong_json NOT_FOUND desk --json show CS-1
wrong_json INCOMPLETE clerk --json open
wrong_json UNKNOWN_ACTION clerk --json do "$a" nothing
wrong_json UTF8 clerk --json note "$a" "$(printf 'M\377')"
wrong_json STALE clerk --json note "$a" words --expect 1
wrong_json IO mend-desk --db nowhere.db --json list

# ---- policies ----

sed 's/"revision": 1/"revision": 2/; s/Corner shop, good day/Corner shop, hello/' "$policy" > second.json
printf '{"extends":"standard@1","id":"mine","revision":0}' > zero.json
wrong 5 'zero.json' desk policy add zero.json
sed 's/good day/good night/' "$policy" > other.json
wrong 6 'raise the revision' desk policy add other.json
ends 0 'revision 2' desk policy add second.json
ends 0 'Corner shop, hello.' desk policy text greeting
ends 0 'Repaired' sh -c "mend-desk --db $db --now 2024-03-15T09:00:00+08:00 --as mechanic:bo do CS-20240315002 repair > /dev/null &&
  mend-desk --db $db --now 2024-03-15T09:00:00+08:00 --as mechanic:bo --grade senior do CS-20240315002 finish work_done=x"
ends 0 'corner_shop@1' desk show CS-20240315002
ends 0 'CS-20240315003' clerk open customer_name=Li fault_description=x
ends 0 'corner_shop@2' desk show CS-20240315003

# ---- export and import ----

clerk export --plain > copy.jsonl
holds 'an export is JSON' is_json < copy.jsonl
ends 0 'plain value given out: Customer name' desk history CS-20240315003
ends 2 'who took it' desk export --plain
ends 1 'refuses to disclose' mechanic export --plain
holds 'a refused export prints nothing' [ ! -s out.txt ]
new=$work/new.db
holds 'init another' mend-desk --db "$new" init --policy "$policy"
ends 0 '3 tickets imported' mend-desk --db "$new" import copy.jsonl
mend-desk --db "$new" --now 2024-03-15T09:00:00+08:00 --as clerk:li export --plain > again.jsonl
grep -v '^{"policy"' copy.jsonl > tickets.jsonl
holds 'the copy is the same, byte for byte' sh -c "grep -v '^{\"policy\"' again.jsonl | cmp - tickets.jsonl"
holds 'the copy has both policies' [ "$(grep -c '^{"policy"' again.jsonl)" = 2 ]
ends 0 'CS-20240315004' mend-desk --db "$new" --now 2024-03-15T09:00:00+08:00 --as clerk:li open customer_name=x fault_description=y
ends 0 'corner_shop@2' mend-desk --db "$new" show CS-20240315003

wrong 6 'copy.jsonl:4: CS-20240315001: a ticket of this key or number is here already' desk import copy.jsonl
wrong 3 'cannot be read' desk import nowhere.jsonl
printf 'garbage\n' > bad.jsonl
wrong 5 'bad.jsonl:1: ' desk import bad.jsonl
: > bad.jsonl
wrong 5 'bad.jsonl:1:1: the file is empty' desk import bad.jsonl
desk export > bad.jsonl
wrong 5 'not written by mend-desk export --plain' desk import bad.jsonl
third=$work/third.db
holds 'init a third' mend-desk --db "$third" init
db=$third
sed '4s/fan/fun/; 5s/.*/{"key":"x"/' copy.jsonl > bad.jsonl
sed '5s/"seq":2,/"seq":3,/' copy.jsonl > bad2.jsonl
wrong 5 'bad.jsonl:5: no JSON' desk import bad.jsonl
wrong 5 'bad2.jsonl:5: ' desk import bad2.jsonl
sed 's/MEND 1 ......../MEND 1 00000000/' copy.jsonl > bad3.jsonl
wrong 5 'bad3.jsonl:6: ' desk import bad3.jsonl
ends 0 'No tickets.' desk list --all
ends 0 '3 tickets imported' desk import copy.jsonl
db=$work/desk.db

# ---- anonymise ----

wrong 1 'no action of kind anonymise' clerk anonymise CS-20240315003
ends 0 'Anonymise' clerk anonymise "$a"
clerk export --plain > copy.jsonl
holds 'nothing personal is left' sh -c "! grep '\"key\":\"$a\"' copy.jsonl | grep -q '13812345678\|张小明\|不制冷'"
ends 0 'anonymised' desk show "$a"

wrong 1 'could bring personal data back' clerk note "$a" words

# ---- trouble with the file ----

${CC:-cc} "$here/desk/lock.c" -lsqlite3 -o lock || bad 'lock.c does not compile'
mkfifo hold
./lock "$db" < hold > locked.txt &
holder=$!
exec 3> hold
for i in 1 2 3 4 5 6 7 8 9 10; do grep -q locked locked.txt && break; sleep 0.2; done
wrong 4 'in use by another program' clerk note CS-20240315003 words
ends 0 'Registered' desk list # reading goes on
exec 3>&-
wait "$holder"
holder=
ends 0 'Note' clerk note CS-20240315003 words

# A file format of a later kind may be read and not written (SQLite, "File format version numbers").
cp "$db" frozen.db
printf '\003' | dd of=frozen.db bs=1 seek=18 conv=notrunc 2> /dev/null
db=$work/frozen.db
wrong 4 'frozen.db may not be written' clerk note CS-20240315003 words
if [ "$(id -u)" != 0 ]; then
  cp "$work/desk.db" mode.db
  chmod 444 mode.db
  db=$work/mode.db
  wrong 4 'mode.db may not be written' clerk note CS-20240315003 words
fi

printf 'this is no database, whatever it may be called; it is long enough to be looked at by a reader of pages.' > damaged.db
db=$work/damaged.db
ends 4 'is damaged' desk list
ends 4 'is damaged' desk init
holds 'what is no database stays as it is' grep -q '^this is no database' damaged.db
cp "$work/desk.db" torn.db
size=$(wc -c < torn.db)
dd if=/dev/zero of=torn.db bs=1 seek=8192 count=$((size - 8192)) conv=notrunc 2> /dev/null
db=$work/torn.db
ends 4 'is damaged' desk show "$a"
: > empty.db
db=$work/empty.db
ends 4 'is damaged' desk list
db=$work/no/such/folder/desk.db
ends 4 '' desk init

# ---- clocks and calendars ----

db=$work/clocks.db
holds 'init with clocks' mend-desk --db "$db" init --policy "$policy" --policy "$here/desk/clocks.json"
ends 0 'CS-20240315001' clerk open customer_name=Li fault_description=x
ends 0 'CS-20240315002' clerk open customer_name=Wang fault_description=x level=p1
ends 0 'Being repaired' mechanic --now 2024-03-15T10:00:00+08:00 do CS-20240315001 repair
ends 0 'Waiting for parts' mechanic --now 2024-03-15T11:00:00+08:00 do CS-20240315001 wait_for_parts parts/+1/name=fan
later() { desk --now 2024-03-15T14:05:00+08:00 "$@"; }
ends 0 'Repair: overdue by 2 h 5 min of working time; it was due 2024-03-15 11:00' later clock CS-20240315002
ends 0 '维修：逾期 2 小时 5 分钟（工作时间）' later --lang zh clock CS-20240315002
ends 0 'stands still since 2024-03-15 11:00 (company time): Waiting for parts; 14 h of working time left' later clock CS-20240315001
ends 0 '2024-03-15 11:00  2024-03-15 14:05  paused 3 h 5 min: Waiting for parts' later clock CS-20240315001 repair
ends 0 'Warning “Three quarters”, after another 10 h' later clock CS-20240315001 repair
wrong 3 'did you mean "repair"' later clock CS-20240315001 repairs
wrong 3 'no ticket has' later clock CS-1
ends 0 'overdue by 2 h 5 min of working time, Repair' later list
ends 0 'paused, 14 h of working time left, Repair' later list --state awaiting_parts
ends 0 '逾期 2 小时 5 分钟（工作时间），维修' later --lang zh list
ends 0 'CS-20240315003' clerk --now 2024-03-15T13:30:00+08:00 open customer_name=Zhao fault_description=x level=p1
ends 0 'CS-20240315004' clerk --now 2024-03-15T13:40:00+08:00 open customer_name=Qian fault_description=x
later list > board.txt
holds 'what is due first stands first' sh -c "[ \"\$(grep -o 'CS-2024031500[234]' board.txt | tr '\\n' ' ')\" = 'CS-20240315002 CS-20240315003 CS-20240315004 ' ]"
ends 0 '2 more: mend-desk list --stage new' later list --limit 1
later --json clock CS-20240315002 > one.json
holds 'clock: JSON' is_json < one.json
holds 'clock: its standing' grep -q '"standing":"overdue by 2 h 5 min of working time"' one.json
ends 0 'Being repaired' mechanic --now 2024-03-15T14:10:00+08:00 do CS-20240315002 repair
ends 0 '2024-03-15 11:00  system  Repair: overdue' later history CS-20240315002
ends 0 'system  维修：预警（四分之三）' later --lang zh history --brief CS-20240315002
ends 0 '2024-03-18 10:00' desk calendar add shop 2024-03-15T17:00:00+08:00 2h
ends 0 '2024-03-18 18:00' desk calendar add shop 2024-03-15T17:00:00+08:00 2d
ends 0 '9 h 30 min' desk calendar between shop 2024-03-15T09:00:00+08:00 2024-03-18T10:30:00+08:00
ends 0 'open until 2024-03-15 12:00' desk calendar open shop
ends 0 'closed until 2024-03-18 09:00' desk calendar open shop 2024-03-16T09:00:00+08:00
ends 0 '已关门，2024-03-18 09:00 开门' desk --lang zh calendar open shop 2024-03-16T09:00:00+08:00
ends 0 'not known yet' desk calendar add shop 2024-12-31T17:00:00+08:00 2h
ends 0 '2024-02-18 11:00' mend-desk --db nowhere.db calendar add china@1 2024-02-09T17:00:00+08:00 3h
ends 0 'shop  Opening hours' desk calendar list
wrong 3 'there is no calendar shp' desk calendar open shp
wrong 5 '2024-03-15T09:30:00+08:00' desk calendar open shop today
wrong 5 '8h30m' desk calendar add shop 2024-03-15T17:00:00+08:00 2x
wrong 2 'usage' desk calendar add shop
for c in "open shop" "add shop 2024-03-15T17:00:00+08:00 2h" "between shop 2024-03-15T09:00:00+08:00 2024-03-18T10:30:00+08:00" list \
  "open shp" "add shop 2024-03-15T17:00:00+08:00 x"; do
  # shellcheck disable=SC2086
  desk --json calendar $c > one.json 2> /dev/null
  holds "calendar $c: JSON" is_json < one.json
  holds "calendar $c: something" [ -s one.json ]
done

# ---- time, and what it leaves to be sent ----

db=$work/sweep.db
holds 'init for sweeping' mend-desk --db "$db" init --policy "$policy" --policy "$here/desk/clocks.json"
for n in 1 2 3; do
  ends 0 "CS-2024031500$n" clerk open customer_name=Li fault_description=x
done
ends 0 'Nothing is due' desk tick CS-20240315001
wrong 3 'no ticket has' desk tick CS-1
wrong 2 'usage' desk tick
much_later() { desk --now 2024-03-19T14:00:00+08:00 "$@"; }
ends 0 'Brought up to now' much_later tick CS-20240315001
ends 0 '没有到期事项' much_later --lang zh tick CS-20240315001
ends 0 'The next is due at 2024-03-18 14:00' desk --now 2024-03-15T18:00:00+08:00 sweep
ends 0 '2 due: 2 brought up to now (4 events)' much_later sweep --batch 10
ends 0 '0 due' much_later sweep
ends 0 '到期 0' much_later --lang zh sweep
much_later --json sweep > one.json
holds 'sweep: JSON' is_json < one.json
holds 'tick: JSON' sh -c "mend-desk --db '$db' --json tick CS-20240315002 | grep -q '\"events\":\\[\\]'"
wrong 2 'from 1 to 1000' desk sweep --batch 0
wrong 2 'from 1 to 86400' mend-desk --db "$db" sweep --loop --every x
wrong 2 'no --now' desk sweep --loop
wrong 2 'goes with --loop' desk sweep --every 5
ends 0 'CS-20240315004' clerk open customer_name=Li fault_description=x
mend-desk --db "$db" --lang en sweep --loop --every 1 > loop.txt 2>&1 &
holder=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  grep -q '1 due: 1 brought' loop.txt && break
  sleep 0.2
done
holds 'a loop sweeps by itself' grep -q '1 due: 1 brought up to now (2 events)' loop.txt
kill -INT "$holder"
code=0
wait "$holder" || code=$?
holder=
holds 'a loop ends well when it is interrupted' [ "$code" = 0 ]
for n in 1 2 3; do
  ends 0 'Being repaired' mechanic do "CS-2024031500$n" repair
done
ends 7 '1 handed over, 2 failed' desk outbox drain 'grep CS-20240315002'
ends 0 '(1)' desk outbox
ends 0 '2 handed over, 0 failed' desk outbox drain 'cat > drained.json'
holds 'a notice is handed over as JSON' is_json < drained.json
ends 0 'No notices are owed' desk outbox
ends 0 'Being repaired' mechanic do CS-20240315004 repair
desk outbox drain > drained.json
holds 'drained to standard output' grep -q '"ticket":"CS-20240315004"' drained.json
ends 0 'No notices are owed' desk outbox
wrong 2 'usage' desk outbox drains

# ---- sheets ----

db=$work/sheets.db
holds 'init with sheets' mend-desk --db "$db" init --policy "$policy" --policy "$here/desk/sheets.json"
ends 0 'CS-20240315001' clerk open customer_name=李大明 'model=<script>alert(1)</script>' level=p1 \
  "$(printf 'fault_description="><img src=x onerror=alert(2)>\nsecond & last line %s' "$(printf '\342\200\256')turned")"
ends 0 'Being repaired' mechanic do CS-20240315001 repair
ends 0 'Waiting for parts' mechanic do CS-20240315001 wait_for_parts parts/+1/name=温度传感器 parts/+1/serial=TS-1 \
  parts/+2/name=fan
ends 0 'slip                      Slip' desk sheet CS-20240315001
ends 0 '取机单' desk --lang zh sheet -
ends 0 '[x] P1 urgent  [ ] P3 medium' desk sheet CS-20240315001 slip
desk sheet CS-20240315001 slip > slip.txt
holds 'a printed name is masked' sh -c '! grep -q 大明 slip.txt && grep -qF "李**" slip.txt'
holds 'marks of direction do not reach the paper' sh -c "grep -q turned slip.txt && ! grep -q '$(printf '\342\200\256')' slip.txt"
# Characters of Chinese are two columns wide: the second column begins at the same place in every row.
desk --lang zh sheet CS-20240315001 slip > slip.txt
holds 'Chinese columns are aligned: head' grep -q '^  零配件名称  新件序列号$' slip.txt
holds 'Chinese columns are aligned: Chinese' grep -q '^  温度传感器  TS-1$' slip.txt
holds 'Chinese columns are aligned: Latin' grep -q '^  fan' slip.txt
holds 'Chinese columns are aligned: lines to write on' grep -q '^  __________  __________$' slip.txt
holds 'Chinese columns are aligned: fields' grep -q '^  产品型号          <script>alert(1)</script>$' slip.txt
holds 'Chinese columns are aligned: the widest label' grep -q '^  客户已尝试的处理  ____' slip.txt
holds 'a page' desk sheet CS-20240315001 slip --html slip.html
holds 'a page holds no markup of a customer' sh -c '! grep -qi "<script\|<img" slip.html'
holds 'a page escapes text' grep -q '&lt;script&gt;alert(1)&lt;/script&gt;' slip.html
holds 'a page escapes quotes' grep -q '&quot;&gt;&lt;img src=x onerror=alert(2)&gt;' slip.html
holds 'a page escapes texts of the policy' grep -q 'Corner &lt;b&gt;Shop&lt;/b&gt; &amp; Sons' slip.html
holds 'a page fetches nothing' sh -c '! grep -qi "://\|url(\|href\|@import" slip.html'
holds 'a page allows no scripts' grep -q "default-src 'none'" slip.html
holds 'a page says its language' grep -q '<html lang="en">' slip.html
ends 0 '<html lang="zh-CN">' desk --lang zh sheet - slip --html -
desk --json sheet CS-20240315001 slip > one.json
holds 'sheet: JSON' is_json < one.json
holds 'sheet: its rows' grep -q '"filled":2' one.json
wrong 3 'did you mean "slip"' desk sheet CS-20240315001 slipp
wrong 3 'no ticket has' desk sheet CS-1 slip
wrong 5 'cannot be written' desk sheet CS-20240315001 slip --html no/such/folder/slip.html
wrong 2 'usage' desk sheet

# ---- units, quotes, money ----

db=$work/money.db
holds 'init with prices' mend-desk --db "$db" init --policy "$policy" --policy "$here/desk/money.json"
t=CS-20240315001
ends 0 'PU-1 is stored (revision 1)' desk unit put "$here/desk/unit.json"
wrong 6 'PU-1 is not stored in revision 0' desk unit put "$here/desk/unit.json"
printf '{"key":"PU-2","serial":"S-1","seriel":1}' > wrong.json
wrong 5 'did you mean "serial"' desk unit put wrong.json
wrong 2 'usage' desk unit put
wrong 2 'usage' desk unit PU-1 PU-2
wrong 3 'no unit or contract has the key or serial number PU-9' desk unit PU-9
ends 0 '序列号' desk --lang zh unit PU-1
ends 0 'sale 2022-01-10' desk unit S-1
ends 0 'PU-1' desk unit list S-1
ends 0 'No units' desk unit list S-2
ends 0 "$t" clerk open customer_name=Li fault_description=x serial=S-1 purchased_on=2022-01-10 cause=defect
wrong 1 'nothing has been quoted yet' clerk authorise $t kind=signature
ends 0 'due CNY 0.00' desk quote $t
ends 0 'Registered' clerk do $t price parts/+1/name=pump parts/+1/model=PUMP parts/+1/class=pump parts/+1/planned=1 planned_minutes=60
ends 0 'due CNY 240.20' desk quote $t
ends 0 'In capital numerals: 贰佰肆拾元零贰角整' desk quote $t --words
ends 0 '金额大写：贰佰肆拾元零贰角整' desk --lang zh quote $t
ends 0 'Work by the hour                  1        120.00  Customer 120.00' desk quote $t
ends 0 '工时费' desk --lang zh quote $t
ends 0 '客户：CNY 220.00' desk --lang zh coverage $t
ends 0 'maker: ' desk coverage $t
wrong 2 'did you mean final' desk quote $t --kind finel
wrong 2 'takes no --words' desk coverage $t --words
wrong 3 'no ticket has' desk quote CS-1
ends 2 'who acts' desk authorise $t kind=signature
ends 2 'expected FIELD=VALUE' clerk authorise $t signature
ends 1 'How it was given' clerk authorise $t
ends 1 'is not of the last quote' clerk authorise $t kind=signature digest=0
ends 0 'nothing was changed' clerk authorise $t kind=signature --dry-run
ends 0 'The customer pays CNY 240.20' clerk authorise $t kind=signature person=Li
ends 0 'repaired' mechanic do $t repair
ends 0 'repaired' clerk do $t price parts/1/used=1
ends 0 'repaired' clerk do $t bill
wrong 5 'expected an amount such as 120.50 in CNY' clerk pay $t 1,50 method=cash
wrong 5 'above 0' clerk pay $t 0 method=cash
wrong 5 'expected an amount' clerk pay $t 1.234 method=cash
wrong 1 'must be one of: deposit, payment' clerk pay $t 1 method=cash kind=gift
wrong 1 'Method' clerk pay $t 1
ends 0 'Paid so far 100.00 of CNY 113.00: Paid in part' clerk pay $t 100 method=cash --key p1
ends 0 'Paid so far 100.00 of CNY 113.00' clerk pay $t 100 method=cash --key p1 # done once
ends 0 '金额大写：壹拾叁元整' clerk --lang zh pay $t 13 method=transfer
ends 0 '已付清' clerk --lang zh show $t
ends 0 'Repaired' mechanic do $t finish work_done=x
ends 0 'Closed' clerk do $t hand_over
ends 0 'repair_guarantee' desk unit PU-1
ends 0 'CS-20240315002' clerk open customer_name=Li fault_description=x serial=S-1 purchased_on=2022-01-10 cause=defect
ends 0 'Registered' clerk do CS-20240315002 price parts/+1/name=pump parts/+1/model=PUMP parts/+1/class=pump parts/+1/planned=1 planned_minutes=60
ends 0 'Shop 100.00' desk quote CS-20240315002 # the guarantee answers
ends 0 'Work by the hour                  1        120.00  Shop 120.00' desk quote CS-20240315002 # and for the work
db=$work/desk.db
wrong 7 'has no prices' desk quote CS-20240315003
wrong 1 'no action in this state takes payments' clerk pay CS-20240315003 10
db=$work/money.db
for c in "quote $t" "coverage $t" "quote $t --kind finel" "unit PU-1" "unit PU-9" "unit list" "unit put wrong.json" \
  "authorise $t" "pay $t 1.234"; do
  # shellcheck disable=SC2086
  desk --json $c > one.json 2> /dev/null
  holds "$c: JSON" is_json < one.json
  holds "$c: something" [ -s one.json ]
done

# ---- reports ----

# Three tickets of one Friday, two of them about the same model. The first is done in 1 h 30 min of its 2 h, the second
# is late since 12:00, the third has no level. Registered: 30 min and 6 h; being repaired: 1 h; repaired: 30 min.
db=$work/report.db
report() { mend-desk --db "$db" --now 2024-03-15T18:00:00+08:00 "$@"; }
at() {
  clock=$1
  shift
  mend-desk --db "$db" --now "2024-03-15T$clock:00+08:00" "$@"
}
ends 0 'is ready' mend-desk --db "$db" init --policy "$policy" --policy "$here/desk/clocks.json"
ends 0 'No ticket was opened' report --lang en report
ends 0 'CS-20240315001' at 09:00 --as clerk:li open customer_name=Li fault_description=x level=p1 'model==A,1'
ends 0 'CS-20240315002' at 10:00 --as clerk:li open customer_name=Wu fault_description=x level=p1 'model==A,1'
ends 0 'CS-20240315003' at 11:00 --as clerk:li open customer_name=Li fault_description='<b>&'
ends 0 'repaired' at 09:30 --as mechanic:bo --grade senior do CS-20240315001 repair
ends 0 'Repaired' at 10:30 --as mechanic:bo --grade senior do CS-20240315001 finish work_done=x
ends 0 'Closed' at 11:00 --as clerk:li do CS-20240315001 hand_over
ends 0 'repaired' at 16:00 --as mechanic:bo --grade senior do CS-20240315002 repair
report --lang en report --by model --csv report.csv
tr -d '\r' < report.csv > plain.csv
holds 'a report is what the tickets say' cmp "$here/desk/report.csv" plain.csv
holds 'lines of CSV end with CR LF' [ "$(wc -l < report.csv)" = "$(grep -c "$(printf '\r')\$" report.csv)" ]
report --json report --by model > one.json
holds 'report: JSON' is_json < one.json
ends 0 '"share":"81.3"' cat one.json
ends 0 'Being repaired' report --lang en report
ends 0 '时效达标' report --lang zh report
ends 0 'No ticket was opened' report --lang en report --from 2024-03-16
ends 0 'No ticket was opened' report --lang en report --to 2024-03-15
ends 0 'Tickets opened from 2024-03-15 09:00 to 2024-03-15 11:00' report --lang en report --from 2024-03-15 --to 2024-03-16
ends 0 '<!DOCTYPE html>' report --lang zh report --by model --html -
holds 'a page names no other place' [ "$(grep -c 'http\|<script\|url(' out.txt)" = 0 ]
holds 'a page escapes what people wrote' [ "$(grep -c '<b>&' out.txt)" = 0 ]
wrong 5 'expected a day such as' report report --from 15.03.2024
wrong 5 'expected level, type, model or engineer' report report --by week
wrong 4 'cannot be written' report report --html /no/such/folder/page.html
wrong 2 'takes no --seed' report report --seed 1

# Made-up tickets: the same seed gives the same ones, under any policy.
for n in 1 2; do
  db=$work/made$n.db
  ends 0 'is ready' mend-desk --db "$db" init --policy "$policy" --policy "$here/desk/clocks.json"
  ends 0 '60 tickets' report --lang en generate --tickets 60 --seed 7
  report --lang en report --csv made$n.csv
done
holds 'the same seed gives the same tickets' cmp made1.csv made2.csv
ends 0 'Closed' report --lang en list --all
wrong 5 '--tickets' report generate --tickets 0
wrong 5 '--seed' report generate --seed x

echo "$passed checks passed, $failed failed"
[ "$failed" = 0 ]
