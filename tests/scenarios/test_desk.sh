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
      '{"status":"SCHEMA"'* | '{"status":"OK"'*) ;;
      *) return 1 ;;
    esac
  done
}

# ---- the command line ----

ends 0 'Commands' mend-desk --help
ends 0 '命令' mend-desk --lang zh --help
ends 0 'mend-desk 0.' mend-desk --version
for c in init open list show actions do note link reveal anonymise history outbox export import policy; do
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
wrong 1 'is not open in' mechanic do "$a" finish work_done=x
wrong 2 'who acts' desk do "$a" repair
wrong 2 'who acts' desk --as mechanic do "$a" repair
wrong 2 'FIELD=VALUE' clerk do "$a" amend model
wrong 5 'colour' clerk do "$a" amend colour=red --reason x
wrong 1 'P1 urgent' clerk do "$a" amend level=p9 --reason x
wrong 1 '“Reason” is missing' clerk do "$a" amend model=M2
wrong 6 'has changed since' clerk do "$a" amend model=M2 --reason x --expect 9
wrong 5 '--expect' clerk do "$a" amend model=M2 --reason x --expect zero
wrong 5 '--now' clerk do "$a" amend model=M2 --reason x --now yesterday
wrong 5 '2024-02-30T10:00:00Z' clerk do "$a" amend model=M2 --reason x --at 2024-02-30T10:00:00Z
wrong 1 'lies after now' clerk do "$a" amend model=M2 --reason x --at 2030-01-01T00:00:00Z
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
wrong 1 'Duplicate, Follow-up' clerk link "$a" cousin CS-20240315002

# ---- looking ----

ends 0 'In work' clerk list --state registered
