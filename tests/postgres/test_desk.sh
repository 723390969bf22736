# mend-desk on PostgreSQL: every kind of command, the same tickets in both databases, a server that goes away, several desks
# at once. Runs inside tests/postgres/server.sh.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/postgres/server.sh sh tests/postgres/test_desk.sh
#
# SPDX-License-Identifier: Apache-2.0
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MEND_DESK_DB MEND_DESK_AS MEND_DESK_STORE NO_COLOR
here=$(cd "$(dirname "$0")/../scenarios" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
command -v mend-desk > /dev/null || { echo "there is no mend-desk in PATH"; exit 1; }
policy=$here/desk/policy.json
server=${MEND_POSTGRES% dbname=*}
now=2024-03-15T09:00:00+08:00
passed=0
failed=0

desk() { mend-desk --store "$MEND_POSTGRES" --now "$now" "$@"; }
file() { mend-desk --db desk.db --now "$now" "$@"; }
clerk() { desk --as clerk:li "$@"; }

# ends <ending> <words> <command>...: ends so, and says the words.
ends() {
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

# holds <what> <command>...
holds() {
  what=$1
  shift
  if "$@" > out.txt 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAIL: %s\n' "$what"
    cat out.txt
  fi
}

sql() { psql "$MEND_POSTGRES" -qAtc "SET search_path = mend; $1"; }

# All events as key, number and bytes in hexadecimal.
server_log() { sql "SELECT key, seq, encode(data, 'hex') FROM events WHERE tenant = 'desk' ORDER BY key, seq"; }
file_log() { sqlite3 -separator '|' "$1" "SELECT key, seq, lower(hex(event)) FROM events WHERE tenant = 'desk' ORDER BY key, seq"; }

# ---- what is wrong with the place ----

ends 5 'expected postgres://' mend-desk --store desk.db list
ends 5 'expected postgres://' mend-desk --store 'postgres://li:secret@[x/desk' list
holds 'a password is not repeated' sh -c '! grep -q secret err.txt'
ends 2 'one of them' mend-desk --db desk.db --store "$MEND_POSTGRES" list
ends 4 'holds no desk yet' desk list
ends 4 '尚无服务台' desk --lang zh list
ends 4 'nowhere' mend-desk --store "$server dbname=nowhere" init
ends 4 '数据库是否存在' mend-desk --lang zh --store "$server dbname=nowhere" list
ends 4 'cannot be used' mend-desk --store 'host=/nowhere dbname=desk' list
ends 4 '"status":"IO"' mend-desk --json --store 'host=/nowhere dbname=desk' list

# ---- one desk, by both ways of naming it ----

ends 0 'is ready' desk init
ends 6 'is there already' desk init
ends 0 'No open tickets' env MEND_DESK_STORE="$MEND_POSTGRES" mend-desk --now "$now" list
ends 0 'No open tickets' env MEND_DESK_DB=nothing.db mend-desk --store "$MEND_POSTGRES" --now "$now" list

# ---- the same tickets in both databases: made by the same seed, with the same logs ----

ends 0 '100 tickets' desk generate --tickets 100 --seed 7
ends 0 'is ready' file init
ends 0 '100 tickets' file generate --tickets 100 --seed 7
server_log > server.log
file_log desk.db > file.log
holds 'there are logs' test -s server.log
holds 'the logs are the same, byte by byte' cmp server.log file.log
for question in 'list --all --limit 60' 'report' 'staff list' 'policy list' 'outbox --limit 1000'; do
  # shellcheck disable=SC2086
  desk $question > server.txt
  # shellcheck disable=SC2086
  file $question > file.txt
  holds "the same answer to $question" cmp server.txt file.txt
done
number=$(sql "SELECT number FROM tickets ORDER BY opened DESC, key LIMIT 1")
holds 'the same history' sh -c "$(printf 'mend-desk --store "%s" history %s > 1; mend-desk --db desk.db history %s > 2; cmp 1 2' "$MEND_POSTGRES" "$number" "$number")"

# ---- time ----

now=2024-03-17T09:00:00+08:00
ends 0 '0 failed' desk sweep --batch 20
ends 0 '0 failed' file sweep
server_log > server.log
file_log desk.db > file.log
holds 'a sweep brings both to the same' cmp server.log file.log

# ---- people ----

printf 'id,skills\nli,wash\nwang,cold\n' > staff.csv
ends 0 'People added: 2' desk staff add staff.csv
ends 0 'People added: 2' file staff add staff.csv
printf '{"id":"li","skills":["cold"]}\n' > staff.jsonl
ends 0 'People added: 1' desk staff add staff.jsonl
ends 0 'cold' desk staff list
ends 0 'wang removed' desk staff remove wang
ends 3 'nobody of the staff' desk staff remove wang
ends 0 'li' desk candidates "$number"
ends 0 'li' desk candidates "$number" staff.csv

# A person who has tickets: load and acquaintance are counted alike.
engineer=$(sql "SELECT assignee FROM tickets WHERE assignee <> '' AND stage IN ('active', 'waiting') GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
printf '{"id":"%s"}\n' "$engineer" > one.jsonl
desk candidates "$number" one.jsonl > server.txt
file candidates "$number" one.jsonl > file.txt
holds 'the same load and acquaintance' cmp server.txt file.txt
holds 'somebody has tickets' grep -q 'open [1-9]' server.txt

# ---- policies, and moving between databases ----

ends 0 '' sql 'DROP SCHEMA mend CASCADE'
ends 0 'is ready' desk init --policy "$policy"
sed 's/"revision": *1,/"revision": 2,/' "$policy" > next.json
rm desk.db
ends 0 'is ready' file init --policy "$policy"
for i in 1 2 3; do
  ends 0 '' file --as clerk:li open customer_name=Li customer_phone=13812345678 fault_description=dead
done
file_log desk.db > before.log # an export leaves an event, which is not in it
file --as clerk:li export --plain > copy.jsonl
ends 0 '3 tickets imported' desk import copy.jsonl
server_log > server.log
holds 'logs came' test -s server.log
holds 'what came is what was there' cmp server.log before.log
ends 6 'is here already' desk import copy.jsonl
clerk export --plain > again.jsonl
rm -f back.db
ends 0 'is ready' mend-desk --db back.db --now "$now" init --policy "$policy"
ends 0 '3 tickets imported' mend-desk --db back.db --now "$now" import again.jsonl
file_log back.db > file.log
holds 'and what went back, too' cmp server.log file.log
ends 0 '' desk policy add next.json
ends 0 '2' desk policy list
ends 0 '' desk policy add "$policy"
holds 'two policies, no third' test "$(sql 'SELECT count(*) FROM policies')" = 2
holds 'the first is in force again' test "$(sql 'SELECT revision FROM policies ORDER BY place DESC LIMIT 1')" = 1
ends 0 '3 tickets moved' clerk policy move next.json --all-open
holds 'the second is in force' test "$(sql 'SELECT revision FROM policies ORDER BY place DESC LIMIT 1')" = 2

# An import that fails leaves no policy behind.
sed -n '1p' copy.jsonl > bad.jsonl
sed -n '2p' copy.jsonl | sed 's/"revision":1,/"revision":9,/' >> bad.jsonl
echo '{"nothing":1}' >> bad.jsonl
ends 5 'nothing was imported' desk import bad.jsonl
holds 'no policy stays behind' test "$(sql 'SELECT count(*) FROM policies')" = 2

# ---- several desks at once ----

pids=
for worker in 1 2 3 4 5 6 7 8; do
  (
    for i in 1 2 3 4 5 6; do
      clerk open "--key=$worker-$i" customer_name=Li customer_phone=13812345678 fault_description=dead || exit 1
    done
  ) > "worker-$worker" 2>&1 &
  pids="$pids $!"
done
for pid in $pids; do
  holds 'a desk among eight' wait "$pid"
done
cat worker-* > out.txt
holds 'every ticket is there' test "$(sql 'SELECT count(*) FROM tickets')" = 51
holds 'no number twice' test "$(sql 'SELECT count(DISTINCT number) FROM tickets')" = 51

# ---- tables of a newer release, rights ----

sql 'UPDATE mend_desk_schema SET version = 99'
ends 4 'newer release' desk list
ends 4 '更新的版本' desk --lang zh list
sql 'UPDATE mend_desk_schema SET version = 1'
sql 'UPDATE mend_schema SET version = 99'
ends 4 'newer release' desk list
sql 'UPDATE mend_schema SET version = 3'
sql 'CREATE ROLE stranger LOGIN; CREATE ROLE looker LOGIN; GRANT USAGE ON SCHEMA mend TO looker; GRANT SELECT ON ALL TABLES IN SCHEMA mend TO looker'
stranger=$(printf %s "$MEND_POSTGRES" | sed 's/user=mend/user=stranger/')
looker=$(printf %s "$MEND_POSTGRES" | sed 's/user=mend/user=looker/')
ends 4 'does not let you' mend-desk --store "$stranger" list
ends 0 'CS-' mend-desk --store "$looker" --now "$now" list --all
ends 4 'does not let you' mend-desk --store "$looker" --as clerk:li open customer_name=Li customer_phone=13812345678 fault_description=dead
ends 4 'does not let you' mend-desk --store "$looker" staff remove li

# ---- a server that goes away ----

$MEND_POSTGRES_CTL stop
ends 4 'cannot be used' desk list
ends 4 '服务器是否运行' desk --lang zh list
ends 4 'cannot be used' clerk open customer_name=Li customer_phone=13812345678 fault_description=dead
$MEND_POSTGRES_CTL start
ends 0 '' clerk open customer_name=Li customer_phone=13812345678 fault_description=dead
holds 'one more ticket' test "$(sql 'SELECT count(*) FROM tickets')" = 52

echo "$passed checks passed, $failed failed"
[ "$failed" = 0 ]
