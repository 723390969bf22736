# mend-desk policy test: what it says of a story that is right, and of every way to be wrong.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/scenarios/test_stories.sh
#
# SPDX-License-Identifier: Apache-2.0
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MEND_DESK_DB MEND_DESK_AS NO_COLOR
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/story" "$work/logs"
cp "$here/story/shop.json" "$work/story/"
cp "$here/shop.story" "$work/"
cd "$work" || exit 1
passed=0
failed=0

wrong() {
  failed=$((failed + 1))
  printf 'FAIL: %s\n' "$*"
  cat out.txt
}

# ends <status> <words> <command>...: ends with that status and says the words.
ends() {
  status=$1
  words=$2
  shift 2
  "$@" > out.txt 2>&1
  got=$?
  if [ "$got" = "$status" ] && grep -qF -- "$words" out.txt; then
    passed=$((passed + 1))
  else
    wrong "ended with $got instead of $status, or does not say “$words”: $*"
  fi
}
holds() { # <words> <command>...
  words=$1
  shift
  if "$@" > out.txt 2>&1; then passed=$((passed + 1)); else wrong "$words"; fi
}
told() { mend-desk --lang en policy test "$@"; }

# ---- as it stands, and written anew ----

ends 0 'lines as expected' told shop.story
ends 0 'lines written' told --write shop.story
holds 'writing what is right changes nothing' cmp shop.story "$here/shop.story"
grep -v '^  = ' shop.story > bare.story
ends 1 'lines differ' told bare.story
ends 0 'lines written' told --write bare.story
holds 'the lines come back as they were' cmp shop.story bare.story
ends 0 '行结果相符' mend-desk --lang zh policy test shop.story
ends 0 '"wrong":0}' mend-desk --json policy test shop.story bare.story
ends 2 'usage' told
ends 2 'usage' mend-desk policy tests shop.story
ends 5 'cannot be read' told nothing.story

# ---- logs and requests ----

ends 0 'as expected' told --log logs --door door.jsonl --steps steps.jsonl shop.story
holds 'a log for each ticket' [ "$(ls logs | tr '\n' ' ')" = 'shop.kettle.jsonl shop.lamp.jsonl ' ]
holds 'the log begins with the first event' grep -q '^{"v":1,"seq":1,"type":"opened"' logs/shop.kettle.jsonl
holds 'requests begin with the policy' sh -c 'head -n 1 door.jsonl | grep -q "^{\"story\":\"shop.story\",\"policy\":{"'
holds 'requests come with replies' [ "$(grep -c '^{"request":{"op":.*},"reply":{"status":.*}}$' door.jsonl)" = "$(($(wc -l < door.jsonl) - 2))" ]
holds 'the tickets come last' sh -c 'tail -n 1 door.jsonl | grep -q "^{\"tickets\":\[{\"name\":\"kettle\",\"key\":\"C20240315001\"},"'
holds 'steps begin and end as requests do' sh -c 'for f in steps door; do head -n 1 $f.jsonl; tail -n 1 $f.jsonl; done | sort | uniq -c | grep -c "^ *2 " | grep -qx 2'
holds 'steps are requests of the desk' [ "$(grep -c '^{"now":[0-9]*,"request":{"op":"[a-z_]*".*}}$' steps.jsonl)" = "$(($(wc -l < steps.jsonl) - 2))" ]
holds 'units come first' sh -c 'sed -n 2p steps.jsonl | grep -q "^{\"now\":0,\"request\":{\"op\":\"unit_put\",\"unit\":{\"kind\":\"unit\""'
holds 'the act is there' grep -q '"op":"act"' door.jsonl
cp logs/shop.kettle.jsonl first.jsonl
ends 0 'as expected' told --log logs shop.story
holds 'the same log every time' cmp first.jsonl logs/shop.kettle.jsonl
ends 5 'cannot be written' told --log nowhere/at/all shop.story
ends 4 'cannot be written' told --door nowhere/at/all shop.story
ends 4 'cannot be written' told --steps nowhere/at/all shop.story

# ---- lines that are not as they should be ----

# differs <line> <words> <sed script>: the outcome changed by the script is told with its line.
differs() {
  sed "$3" shop.story > changed.story
  ends 1 "changed.story:$1: $2" told changed.story
}
number=$(grep -n '^  = number C20240315001' shop.story | cut -d: -f1)
differs "$number" 'expected: number C20240315002' 's/= number C20240315001/= number C20240315002/'
differs "$number" '     got: number C20240315001' 's/= number C20240315001/= number C20240315002/'
differs "$((number - 1))" '     got: number C20240315001' "${number}d"
differs "$((number + 1))" 'expected: number twice' "${number}a\\
  = number twice"
differs "$((number + 1))" '     got: (nothing)' "${number}a\\
  = number twice"
last=$(($(wc -l < shop.story) + 1))
differs "$last" '     got: (nothing)' '$a\
  = one more'
holds 'exactly one line differs' [ "$(grep -c 'expected:' out.txt)" = 1 ]
sed 's/  planned_minutes: 30/  planned_minutes: 60/' shop.story > changed.story
ends 1 'expected: estimate_total: 56.50 CNY' told changed.story
ends 1 '     got: estimate_total: 113.00 CNY' told changed.story

# ---- mistakes in a file ----

# refuses <words> <sed script>: an error with file and line, and a likely meaning where there is one.
refuses() {
  sed "$2" shop.story > changed.story
  ends 5 "$1" told changed.story
  ends 5 'changed.story:' told changed.story
}
refuses 'no action beginn; did you mean begin?' 's/bo senior  begin/bo senior  beginn/'
refuses 'no role engeneer; did you mean engineer?' 's/engineer:bo senior  agree/engeneer:bo senior  agree/'
refuses 'no grade senir; did you mean senior?' 's/14:41  engineer:bo senior  again/14:41  engineer:bo senir  again/'
refuses 'no ticket of this story is called @kettel' 's/customer_name: Lin Wei/customer_name: $kettel/'
refuses 'no field fault_clas; did you mean fault_class?' 's/fault_class: hardware/fault_clas: hardware/'
refuses 'no field parts/modle; did you mean parts/model?' 's/model=RELAY; planned=2/modle=RELAY; planned=2/'
refuses 'who acts?' 's/14:41  engineer:bo/14:41  bo/'
refuses 'the action is missing' 's/14:41  engineer:bo senior  again/14:41  engineer:bo senior/'
refuses 'expected nothing more' 's/14:41  engineer:bo senior  again/14:41  engineer:bo senior  again please/'
refuses 'time goes back' 's/^14:41/08:41/'
refuses 'expected a time such as' 's/^14:41/24:41/'
refuses 'the first time needs its day' 's/^2024-03-15 09:20  clerk/09:20  clerk/'
refuses 'no ticket of this story is called @lampe' 's/jot  @lamp/jot  @lampe/'
refuses 'there is a ticket @kettle already' 's/walk_in  @lamp/walk_in  @kettle/'
refuses 'no ticket has been opened yet' 's/clerk:ann  register  @kettle/engineer:bo begin/'
refuses 'no question “qoute”; did you mean “quote”?' 's/^? quote$/? qoute/'
refuses 'expected: ? actions for role:id' 's/^? actions for engineer/? actions of engineer/'
refuses 'no sheet of that name' 's/^? sheet slip/? sheet slop/'
refuses 'no clock of that name' 's/^? clocks/? clocks repairs/'
refuses 'expected “name: value”' 's/  fault_class: hardware/  fault_class hardware/'
refuses 'expected column=value' 's/model=RELAY; planned=2/model RELAY/'
refuses 'is given twice' 's/  fault_class: hardware/  planned_minutes: 20/'
refuses 'an item is missing' 's/check: unplugged, covered/check: unplugged, , covered/'
refuses 'expected a kind, a purpose' 's/proof: photo after/proof: photo after a b/'
refuses 'is a JSON string' 's/customer_name: "Zo.*/customer_name: "Zo/'
refuses 'expected a time such as' 's/  at: 09:35/  at: tomorrow/'
refuses 'expected a revision' 's/  expect: 3/  expect: three/'
refuses 'expected a line of the head' 's/^tenant:/tenent:/'
refuses 'did you mean tenant?' 's/^tenant:/tenent:/'
refuses 'stands here for the second time' 's/^tenant: corner/title: again/'
refuses 'the head names no policy' '/^policy:/d'
refuses 'the policy cannot be loaded' 's/^policy:.*/policy: nothing.json/'
refuses 'the unit cannot be read' 's/^unit:.*/unit: nothing.json/'
refuses 'SYNTAX' 's/^unit:.*/unit: {"kind"/'
refuses 'an outcome stands below a step' '2i\
= done'
refuses 'expected a step that begins with a time, a question' 's/^\* Lunch.*/Lunch./'
refuses 'no UTF-8: the byte 0xFF' "s/^title: .*/title: $(printf '\377')/"

# ---- what is written keeps what people wrote; a mistake late in the file leaves what comes before it told ----

sed 's/^15:02 .*/15:02 clerk:ann jott @lamp/; /^  = /d' shop.story > late.story
ends 5 'no action jott; did you mean jot?' told --write late.story
holds 'what came before is written' grep -q '^  = anonymised$' late.story
printf 'policy: story/shop.json' > short.story
ends 0 '0 steps' told short.story
: > empty.story
ends 5 'empty.story:1:1: the file is empty' told empty.story

# ---- no file is a crash: cut off anywhere, and with bytes that were never meant ----

size=$(wc -c < shop.story)
at=1
while [ "$at" -lt "$size" ]; do
  head -c "$at" shop.story > cut.story
  mend-desk policy test cut.story > out.txt 2>&1
  got=$?
  case $got in 0 | 1 | 5) ;; *) wrong "cut after $at bytes: ended with $got" ;; esac
  at=$((at + 173))
done
for script in 's/:/::/g' 's/ /\t/g' 's/^  /\t /' 's/=/==/g' 's/@/@@/g' 's/;/;;/g' 's/\([a-z]\)\/+/\1\/+99999999999/' 's/parts/parts\/\/\//' 's/?/? ? /' 's/[0-9]/9/g'; do
  sed "$script" shop.story > odd.story
  mend-desk policy test odd.story > out.txt 2>&1
  got=$?
  case $got in 0 | 1 | 5) passed=$((passed + 1)) ;; *) wrong "$script: ended with $got" ;; esac
done

echo "$passed checks passed, $failed failed"
[ "$failed" = 0 ]
