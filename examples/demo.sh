#!/bin/sh
# A desk with three months of work, and five service procedures told end to end.
#
#   sh examples/demo.sh [--lang en|zh] [--tickets N]
#
# Builds mend-desk first, on a bare Debian 12 as root after installing what that takes. Then: 2,000 made-up tickets go
# through the workflow of standard@1 (the same ones every time), the five stories of tests/scenarios are told and compared
# line by line, and the desk is looked at: board, what is due, report, a sheet, the workflow as a picture. Every step is
# checked: the script ends with 1 and says why as soon as one does not come out as it should. Everything lies in the
# folder demo/ of MEND_BUILD_DIR (.build). POSIX sh.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in zh*) lang=zh ;; *) lang=en ;; esac
tickets=2000
while [ $# -gt 0 ]; do
  case $1 in
    --lang) lang=${2:?--lang needs en or zh}; shift ;;
    --lang=*) lang=${1#--lang=} ;;
    --tickets) tickets=${2:?--tickets needs a number}; shift ;;
    *) echo "usage: sh examples/demo.sh [--lang en|zh] [--tickets N]" >&2; exit 2 ;;
  esac
  shift
done
. "$root/examples/setup.sh"
mend_need gcc libc6-dev cmake make libsqlite3-dev
mend_build mend-desk
unset MEND_DESK_DB MEND_DESK_AS
folder=$MEND_BUILD_DIR/demo
mkdir -p "$folder"
db=$folder/desk.db
rm -f "$db" "$db-wal" "$db-shm"
now=2024-06-28T16:30:00+08:00

die() {
  printf '\nThe demonstration failed: %s\n' "$*" >&2
  exit 1
}

desk() { "$mend_bin/mend-desk" --db "$db" --lang "$lang" --now "$now" "$@"; }

# say <English> <Chinese>: what comes next.
say() {
  if [ "$lang" = zh ]; then words=$2; else words=$1; fi
  printf '\n== %s\n\n' "$words"
}

# told <story>: a story in short: its narrative, who did what when, what was refused, what time did, where it stands.
told() {
  awk '
    /^\* / { print ""; print "  " substr($0, 3); next }
    /^[0-9]/ { print "    " $0; next }
    /^  = (refused|- |number|state|20[0-9][0-9]-)/ { print "         " substr($0, 5) }' "$1"
}

# ---- three months of work ----

say "Three months of work: $tickets made-up tickets go through the workflow." "三个月的业务：$tickets 张模拟工单走完流程。"
desk init
begun=$(date +%s)
desk generate --tickets "$tickets" --seed 42 || die "the tickets could not be made"
printf '%s s\n' "$(($(date +%s) - begun))"

# ---- five procedures ----

say 'Five procedures, each its own policy, told end to end and compared line by line:' \
  '五套流程，各为一份策略，从头到尾演示并逐行核对：'
cd "$root/tests/scenarios"
told=0
for story in repair-process response-framework field-dispatch service-sheet electronics-repair; do
  desk policy test "$story.story" > "$folder/story.txt" || { cat "$folder/story.txt"; die "the story $story differs"; }
  title=$(sed -n "s/^title$([ "$lang" = zh ] && echo ' zh'): //p" "$story.story")
  printf '  %-20s %s\n                       %s\n' "$story" "$title" "$(sed 's/^[^:]*: //; s/  .*//' "$folder/story.txt")"
  told=$((told + 1))
done
[ "$told" = 5 ] || die "five stories, not $told"
say 'One of them in short (all of it: tests/scenarios/service-sheet.story):' \
  '其中一个的梗概（全文见 tests/scenarios/service-sheet.story）：'
told service-sheet.story | sed -n '2,112p'
cd "$root"

# ---- the desk ----

say 'The board: what is open, the next promise first.' '看板：未结工单，按下一个时限排列。'
desk list --limit 12 | tee "$folder/board.txt"
[ "$(wc -l < "$folder/board.txt")" -gt 8 ] || die "the board is empty"

now=2024-06-29T09:00:00+08:00
say 'Next morning: what time has made due is done, and nothing else is touched.' '次日早晨：只处理到期事项。'
desk sweep
say 'One ticket: where its promises stand, and why.' '一张工单：各项时限的状态与原因。'
first() { desk --json list --limit 3 "$@" | tr '{' '\n' | sed -n 's/^"key":"\([^"]*\)".*/\1/p' | sed -n 2p; }
ticket=$(first)
desk clock "$ticket" | head -n 8

say 'The review of three months.' '三个月的汇总。'
desk report | head -n 32
desk report --html "$folder/report.html"
desk sheet --html "$folder/sheet.html" "$(first --stage closed)" repair_report || die "the sheet could not be filled in"
desk policy diagram > "$folder/workflow.dot"
if command -v dot > /dev/null; then dot -Tsvg "$folder/workflow.dot" > "$folder/workflow.svg"; fi
for file in report.html sheet.html workflow.dot; do
  [ -s "$folder/$file" ] || die "$file is empty"
done
if desk show "$ticket" | grep -qE '1[3-9][0-9]{9}'; then die "a phone number is shown plainly"; fi

say 'Where everything is:' '文件位置：'
cat << END
  $db
  $folder/report.html
  $folder/sheet.html
  $folder/workflow.dot$([ -s "$folder/workflow.svg" ] && printf '\n  %s' "$folder/workflow.svg")
  $root/tests/scenarios/*.story
END
run="$mend_bin/mend-desk --db $db"
say 'Three commands to try next:' '接下来可以试试：'
cat << END
  $run show $ticket
  $run --as cs_supervisor:hu actions $ticket
  $run --as supervisor:wang reveal $ticket customer_name customer_phone --reason audit
END
