# Another policy and another system: a year's policy is tried on the tickets of a desk, live tickets move to it or are
# named, and open tickets of an old system come in with the time their clocks have used.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/scenarios/test_moving.sh
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
cp "$here"/moving/* .
passed=0
failed=0

desk() { # <option, command>...
  mend-desk --db desk.db --lang "${lang:-en}" --now "${now:-2024-06-15T18:00:00+08:00}" --as supervisor:wang "$@"
}
wrong() {
  failed=$((failed + 1))
  printf 'FAIL: %s\n' "$*"
  cat out.txt err.txt
}
# ends <exit status> <words> <command>...: ends like that and says the words, on either output.
ends() {
  status=$1 words=$2
  shift 2
  "$@" > out.txt 2> err.txt
  got=$?
  if [ "$got" -eq "$status" ] && cat out.txt err.txt | grep -qF -- "$words"; then
    passed=$((passed + 1))
  else
    wrong "$* ends with $got; wanted $status and: $words"
  fi
}
# lacks <words>: the output of before does not say that.
lacks() {
  if grep -qF -- "$1" out.txt; then wrong "says: $1"; else passed=$((passed + 1)); fi
}
# same <file> <file>
same() {
  if cmp -s "$1" "$2"; then passed=$((passed + 1)); else wrong "$1 and $2 differ"; fi
}

mend-desk --db desk.db init > /dev/null
desk generate --tickets 120 --seed 42 > /dev/null

# --- what if ---

# Under their own policy nothing is otherwise.
ends 0 "0 of them would stand otherwise." desk policy whatif standard@1
ends 0 '"changed":0,' desk --json policy whatif standard@1
ends 0 "120 tickets under standard revision 2; nothing is stored." desk policy whatif quicker.json
ends 0 "First response: met -> missed" desk policy whatif quicker.json
lang=zh ends 0 "之前" desk policy whatif quicker.json
ends 0 '"before_attainment":' desk --json policy whatif quicker.json
ends 0 "0 tickets under" desk policy whatif quicker.json --from 2030-01-01
ends 0 "tickets under standard revision 2" desk policy whatif quicker.json --from 2024-05-01 --to 2024-06-01
lacks "120 tickets"
ends 5 "expected a day" desk policy whatif quicker.json --from May
ends 0 "which is none of the policy's choices." desk policy whatif fewer-channels.json

# --- moving ---

desk export > before.txt 2> /dev/null
ends 1 "Nothing was moved." desk policy move fewer-channels.json --all-open
ends 1 "none of the policy's choices" desk policy move fewer-channels.json --all-open --dry-run
ends 0 "* standard@1" desk policy list
lacks "standard@3"
desk export > after.txt 2> /dev/null
same before.txt after.txt
ends 2 "which tickets?" desk policy move fewer-channels.json
ends 3 "no ticket has this number or key" desk policy move fewer-channels.json SR-1
ends 2 "--as ROLE:NAME" mend-desk --db desk.db --lang en policy move quicker.json --all-open
ends 5 'old-desk.json:2:13: unknown member "number"; known are states, choices, fields, clocks' \
  desk policy move quicker.json --all-open --map old-desk.json
ends 0 "Nothing was moved." desk policy move fewer-channels.json --all-open --map channels.map.json --dry-run
ends 1 "moved to standard revision 3" desk policy move fewer-channels.json --all-open --those-that-fit
stay=$(grep -c '^SR-' out.txt)
ends 0 "* standard@3" desk policy list
ends 0 "$stay tickets moved to standard revision 3" desk policy move fewer-channels.json --all-open --map channels.map.json
ends 0 "are there already" desk policy move fewer-channels.json --all-open
ends 0 '"unfit":[]' desk --json policy move fewer-channels.json --all-open
ends 0 "moved to another policy standard@1 -> standard@3" \
  desk history "$(sed -n 's/.*"there":\["\([^"]*\)".*/\1/p' out.txt)" --brief
# they go on under it
now=2024-06-17T18:00:00+08:00 ends 0 "" desk sweep
ends 0 "0 of them would stand otherwise." desk policy whatif standard@1

# --- from elsewhere ---

ends 0 "All 3 rows fit; nothing was imported." desk import --map old-desk.json old-desk.csv --dry-run
ends 0 "3 of 3 tickets imported." desk import --map old-desk.json old-desk.csv
ends 0 "met" desk clock A-1001 first_response
ends 0 "Used 1 h 35 min of working time" desk clock A-1001
ends 0 'Leaks oil, "a lot"' desk --reason asked reveal A-1001 fault_description
ends 0 "imported" desk history A-1002 --brief
# again: they are here
ends 1 "old-desk.csv:4: Ticket: a ticket of this key or number is here already" \
  desk import --map old-desk.json old-desk.csv
# every fault by row and column, and nothing is taken in
sed 's/A-1/B-1/; s/Normal/Norml/; s/2024-06-10 09:15/10.6.2024/; s/Waiting for parts/Lost/; s/12.5/soon/' \
  old-desk.csv > bad.csv
ends 1 '2: Created: expected an instant such as 2024-03-15 09:30 or 2024-03-15T09:30:00+08:00, found "10.6.2024"' \
  desk import --map old-desk.json bad.csv
for words in '3: Priority: expected Urgent, High, Normal, Low, found "Norml"' \
  '4: Status: expected New, In repair, Waiting for parts, found "Lost"' \
  '4: Minutes used: expected a number such as 90 or 1.5, found "soon"'; do
  ends 1 "bad.csv:$words" desk import --map old-desk.json bad.csv
done
lang=zh ends 1 "Priority：应为 Urgent, High, Normal, Low，实为“Norml”" desk import --map old-desk.json bad.csv
ends 1 '{"row":3,"column":"Priority","text":' desk --json import --map old-desk.json bad.csv
ends 3 "B-1001" desk show B-1001
# those that fit, and the row that has too many cells is named
printf 'A-7,New\r\nC-1,New,2024-06-14 16:40,,Low,Sun Li,13612345678,Press P2,Hums,no,\r\n' > rows.txt
{ printf '\357\273\277'; head -n 1 old-desk.csv | tr -d '\n'; printf '\r\n'; cat rows.txt; } > some.csv
ends 1 "some.csv:2: expected 11 cells, found 2" desk import --map old-desk.json some.csv --those-that-fit
ends 0 "S** L*" desk list
# what the policy itself says: more time used than there was
sed 's/A-1/D-1/; s/,95$/,99999/' old-desk.csv > long.csv
ends 1 "long.csv:2: Minutes used: The times given for the clock" desk import --map old-desk.json long.csv
# files that cannot be read
printf 'Ticket,"Sta\n' > open.csv
ends 5 "open.csv:1: cell 2: a quote is opened here and never closed" desk import --map old-desk.json open.csv
printf 'Ticket,State\nA,New\n' > columns.csv
ends 5 'has no column "Status"' desk import --map old-desk.json columns.csv
printf '{"number":"Ticket","stat":"Status"}' > map.json
ends 5 'unknown member "stat"' desk import --map map.json old-desk.csv
printf '{"number":"Ticket","opened":"Created"}' > map.json
ends 5 'the member "state" is missing' desk import --map map.json old-desk.csv
# JSON, as an array and a line each
cat > list.json <<'END'
[{"Ticket": "E-1", "Status": "New", "Created": "2024-06-14T08:00:00Z", "Priority": "Low", "Customer": "Qian Yi",
  "Phone": "13512345678", "Fault": "Slow", "Minutes used": 30, "Reached": "yes"}]
END
ends 0 "1 of 1 tickets imported." desk import --map old-desk.json list.json
printf '{"Ticket":"E-2","Status":"New","Created":"2024-06-14","Priority":"Lo"}\n' > list.jsonl
ends 1 'list.jsonl:1: Priority: expected Urgent, High, Normal, Low, found "Lo"' \
  desk import --map old-desk.json list.jsonl

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
