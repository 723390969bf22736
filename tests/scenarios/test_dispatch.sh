# Three repairs and five people, by the built-in policy standard@1 and mend-desk: who is asked first and why, who declines
# and is not asked again, who lets half an hour pass, and what the supervisor does then.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/scenarios/test_dispatch.sh
#
# SPDX-License-Identifier: Apache-2.0
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MEND_DESK_DB MEND_DESK_AS NO_COLOR
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0
failed=0

at() { # <instant> <option, command>...
  now=$1
  shift
  mend-desk --db desk.db --lang "${lang:-en}" --now "$now" "$@"
}

# says <words> <command>...: ends well and says the words; fails <ending> <words> <command>...: ends so, with the words.
fails() {
  ending=$1
  words=$2
  shift 2
  "$@" > out.txt 2> err.txt
  got=$?
  if [ "$got" = "$ending" ] && cat out.txt err.txt | grep -qF -- "$words"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAIL: %s\n  ended %s, not %s, or does not say: %s\n' "$*" "$got" "$ending" "$words"
    cat out.txt err.txt
  fi
}
says() {
  fails 0 "$@"
}

# order <ids, and / before those who do not fit> <command>...
order() {
  wanted=$1
  shift
  "$@" > out.txt 2> err.txt
  got=$(sed -n 's/^ *\([0-9]*\.\|-\) *\([a-z-]*\).*/\1 \2/p' out.txt | sed 's/^[0-9]*\. //; s/^- /\//' | tr '\n' ' ')
  if [ "$got" = "$wanted " ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAIL: %s\n  wanted %s\n  got    %s\n' "$*" "$wanted" "$got"
    cat out.txt err.txt
  fi
}

# repair <instant> <serial> <impact>: registers a repair; its number is in $ticket.
repair() {
  says 'Register' at "$1" --as customer_service:cs-li open service_type=repair channel=hotline customer_id="C-$2" \
    customer_name=Li customer_phone=13812345678 customer_address=x region=hangzhou/xihu tier=ordinary \
    preferred_channel=phone proof=none product=Fridge model=BCD serial="$2" warranty_state=unknown \
    fault_description=warm fault_since_words=today fault_frequency=always fault_use=in_use impact="$3" urgency=days \
    tried=restart
  ticket=$(sed 's/:.*//' out.txt)
}
judge() { # <instant>
  says 'Judge' at "$1" --as cs_supervisor:sv-chen do "$ticket" judge level_reason=known service_way=on_site leader=eng-wang
}

cat > people.csv << 'EOF'
id,department,roles,grade,skills,regions,capacity
eng-wang,field_service,regional_engineer;engineer,senior,cooling;gas,hangzhou,
eng-qian,field_service,engineer,junior,cooling,hangzhou/xihu;hangzhou/gongshu,

eng-lin,field_service,engineer,intermediate,,,2
eng-sun,depot,engineer,senior,cooling,ningbo,
sv-wu,after_sales,supervisor,,,,
EOF
mend-desk --db desk.db init > out.txt || exit 1
says 'People added: 5' mend-desk --db desk.db --lang en staff add people.csv
says '已加入人员：5' mend-desk --db desk.db --lang zh staff add people.csv
says 'eng-qian' mend-desk --db desk.db staff list
says '"id":"eng-lin","department":"field_service"' mend-desk --db desk.db --json staff
sed 's/intermediate/intermediat/' people.csv > wrong.csv
fails 5 'wrong.csv:5: grade: the policy has no grade "intermediat"; did you mean intermediate?' mend-desk --db desk.db --lang en staff add wrong.csv
printf '[{"id":"a"},\n {"id":"b","rolls":[]}]\n' > wrong.json
fails 5 'wrong.json:2:12: ' mend-desk --db desk.db --lang en staff add wrong.json
fails 3 'nobody of the staff is called eng-x' mend-desk --db desk.db --lang en staff remove eng-x
fails 2 'staff [list | add FILE | remove ID]' mend-desk --db desk.db --lang en staff ad people.csv

# P3: the junior one is enough, and nobody has anything to do; who serves the region by name comes before who goes anywhere.
repair 2026-03-16T01:00:00Z S1 minor_function
judge 2026-03-16T01:05:00Z
order 'eng-qian eng-wang eng-lin /eng-sun /sv-wu' at 2026-03-16T01:06:00Z candidates "$ticket"
says 'Before eng-wang: “Junior” is enough, and higher grades stay free.' at 2026-03-16T01:06:00Z candidates "$ticket"
says 'Does not serve “hangzhou/xihu”.' at 2026-03-16T01:06:00Z candidates "$ticket"
lang=zh says '先于eng-wang：“初级”已足够，更高等级的人员留作备用。' at 2026-03-16T01:06:00Z candidates "$ticket"
says '"fits":true,"grade":"junior","load":0' at 2026-03-16T01:06:00Z --json candidates "$ticket"
says '"department":"field_service"' at 2026-03-16T01:06:00Z --json candidates "$ticket"
printf '{"id":"eng-guest","roles":["engineer"]}\n' > guest.jsonl
order 'eng-guest' at 2026-03-16T01:06:00Z candidates "$ticket" guest.jsonl
says 'Dispatch -> Dispatched' at 2026-03-16T01:10:00Z --as system:robot do "$ticket" dispatch assignee=eng-qian
says 'Regional service' at 2026-03-16T01:10:00Z show "$ticket"
says 'Accept' at 2026-03-16T01:12:00Z --as engineer:eng-qian --grade junior do "$ticket" accept

# Another one for the same customer: whoever has it knows it, although that is one more to do; of another customer it is
# the load that counts.
repair 2026-03-16T02:00:00Z S1 minor_function
judge 2026-03-16T02:05:00Z
order 'eng-qian eng-wang eng-lin /eng-sun /sv-wu' at 2026-03-16T02:06:00Z candidates "$ticket"
says 'Before eng-wang: knows it by “Serial number”.' at 2026-03-16T02:06:00Z candidates "$ticket"
says 'Dispatch -> Dispatched' at 2026-03-16T02:10:00Z --as coordinator:co-zhou do "$ticket" dispatch assignee=eng-qian
says 'Cancel' at 2026-03-16T02:12:00Z --as cs_supervisor:sv-chen do "$ticket" cancel --reason=double

# P2: a senior one, or a supervisor. Who declines is not asked again; by hand it takes a reason.
repair 2026-03-16T03:00:00Z S2 main_function_impaired
judge 2026-03-16T03:05:00Z
order 'eng-wang sv-wu /eng-qian /eng-lin /eng-sun' at 2026-03-16T03:06:00Z candidates "$ticket"
fails 1 'is “Intermediate”; it takes “Senior” at least.' at 2026-03-16T03:10:00Z --as coordinator:co-zhou do "$ticket" dispatch \
  assignee=eng-lin assignee_grade=intermediate
says 'Dispatch -> Dispatched' at 2026-03-16T03:10:00Z --as coordinator:co-zhou do "$ticket" dispatch assignee=eng-wang \
  assignee_grade=senior
order 'sv-wu /eng-qian /eng-wang /eng-lin /eng-sun' at 2026-03-16T03:11:00Z candidates "$ticket"
says 'Has the ticket now; it is to be handed over.' at 2026-03-16T03:11:00Z candidates "$ticket"
says 'Decline' at 2026-03-16T03:12:00Z --as engineer:eng-wang --grade senior do "$ticket" decline --reason=ill
says 'Has declined this ticket already.' at 2026-03-16T03:13:00Z candidates "$ticket"
order 'sv-wu /eng-qian /eng-wang /eng-lin /eng-sun' at 2026-03-16T03:13:00Z candidates "$ticket"
fails 1 'is not what the rules of dispatch say; that takes a reason' at 2026-03-16T03:14:00Z --as coordinator:co-zhou do \
  "$ticket" dispatch assignee=eng-lin grade_needed=intermediate
says 'Dispatch -> Dispatched' at 2026-03-16T03:14:00Z --as coordinator:co-zhou do "$ticket" dispatch assignee=eng-lin \
  grade_needed=intermediate --reason='a senior one is on the phone'

# Half an hour passes: the supervisor is told and assigns somebody else, whose half hour begins anew.
says '' at 2026-03-16T03:44:00.001Z sweep
says 'accept_overdue' at 2026-03-16T03:45:00Z --json outbox
says '"to":"cs_supervisor"' at 2026-03-16T03:45:00Z --json outbox
fails 1 'is done by' at 2026-03-16T03:46:00Z --as engineer:eng-lin do "$ticket" reassign_unaccepted assignee=eng-qian --reason=x
says 'Assign somebody else' at 2026-03-16T03:46:00Z --as cs_supervisor:sv-chen do "$ticket" reassign_unaccepted \
  assignee=sv-wu --reason='not accepted in time'
says 'due 2026-03-16 12:16' at 2026-03-16T03:47:00Z clock "$ticket" acceptance
says 'Accept' at 2026-03-16T03:50:00Z --as supervisor:sv-wu do "$ticket" accept

# What somebody has to do is counted, up to what is the most.
says '"id":"eng-qian","fits":true,"grade":"junior","load":1' at 2026-03-16T04:00:00Z --json candidates "$(
  repair 2026-03-16T04:00:00Z S3 minor_function > /dev/null
  echo "$ticket"
)"
says 'eng-sun removed' mend-desk --db desk.db --lang en staff remove eng-sun

echo "$passed checks passed, $failed failed"
[ "$failed" = 0 ]
