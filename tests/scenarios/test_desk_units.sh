# One fridge, three repairs, by the built-in policy standard@1 and mend-desk: in the maker's warranty; again a month later,
# when the guarantee on the repair answers; and out of warranty, when the customer pays. What each closing leaves with the
# unit decides what the next one costs.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/scenarios/test_desk_units.sh
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
passed=0
failed=0

at() { # <instant> <option, command>...
  now=$1
  shift
  mend-desk --db desk.db --lang "${lang:-en}" --now "$now" "$@"
}
. "$here/desk/visit.sh"

# says <words> <command>...: ends well and says the words.
says() {
  words=$1
  shift
  if "$@" > out.txt 2> err.txt && grep -qF -- "$words" out.txt; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAIL: %s\n  does not say: %s\n' "$*" "$words"
    cat out.txt err.txt
  fi
}
# refuses <words> <command>...: is refused, and says why in these words.
refuses() {
  words=$1
  shift
  if "$@" > out.txt 2> err.txt; then
    failed=$((failed + 1))
    printf 'FAIL: %s\n  is not refused\n' "$*"
  elif grep -qF -- "$words" err.txt; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAIL: %s\n  does not say: %s\n' "$*" "$words"
    cat err.txt
  fi
}
must() {
  "$@" > out.txt 2>&1 || { echo "FAIL: $*"; cat out.txt; exit 1; }
  passed=$((passed + 1))
}

must mend-desk --db desk.db init
must at 2024-03-01T00:00:00Z unit put "$here/desk/fridge.json"

# In warranty: the maker pays for all of it.
must arrive_and_quote 2024-03 in_warranty free
says 'due CNY 0.00' at 2024-03-15T06:38:00Z quote "$ticket"
says 'Warranty 48.00' at 2024-03-15T06:38:00Z quote "$ticket"
says 'pays all of it' at 2024-03-15T06:38:00Z coverage "$ticket"
says 'The customer pays CNY 0.00' agree
must fetch_part
must repair
must settle
must finish
says 'revision' at 2024-03-17T05:00:00Z --json unit HL258W2309001234
says 'id guarantee_2, kind repair_guarantee' at 2024-03-17T05:00:00Z unit HL258W2309001234
says 'covered true' at 2024-03-17T05:00:00Z unit HL258W2309001234
says 'maker {"visits":1' at 2024-03-17T05:00:00Z unit HL258W2309001234

# A month later: the shop answers for its repair, before the maker is asked.
must arrive_and_quote 2024-04 in_warranty free
says 'The shop: CNY 203.00' at 2024-04-15T06:38:00Z coverage "$ticket"
says 'due CNY 0.00' at 2024-04-15T06:38:00Z quote "$ticket"
says 'The customer pays CNY 0.00' agree
must fetch_part
must repair
must settle
must finish
says 'guarantee_2 {"visits":1' at 2024-04-17T05:00:00Z unit HL258W2309001234
says 'id guarantee_4' at 2024-04-17T05:00:00Z unit HL258W2309001234

# Two years later nobody answers for it any more, and the customer pays: what he agreed to, and no more.
must arrive_and_quote 2026-06 out_of_warranty paid
says 'Customer: CNY 153.00, tax 11.47, taken off 50.00' at 2026-06-15T06:38:00Z quote "$ticket"
lang=zh
says '金额大写：壹佰伍拾叁元整' at 2026-06-15T06:38:00Z quote "$ticket"
lang=en
says 'The customer pays CNY 153.00' agree
must fetch_part
if repair > refused.txt; then
  failed=$((failed + 1))
  echo 'FAIL: a second visit is charged that nobody has agreed to'
fi
says '30.00 more than the customer has authorised' cat refused.txt
must at 2026-06-17T01:33:00Z --as regional_engineer:eng-wang --grade senior --reason '二次上门' do "$ticket" requote
says 'The customer pays CNY 183.00' at 2026-06-17T01:35:00Z --as regional_engineer:eng-wang --grade senior \
  authorise "$ticket" kind=electronic 'person=张建国' changes/+1/kind=fee 'changes/+1/words=二次上门费 30 元' \
  changes/+1/amount=3000 changes/+1/confirmed=true changes/+1/confirmation=electronic 'changes/+1/person=张建国' \
  attachments/+1/kind=screenshot attachments/+1/purpose=change_confirmed attachments/+1/uri=files/change
must repair
must settle
says 'due CNY 183.00' at 2026-06-17T03:59:00Z quote "$ticket" --kind final
refuses 'That is 17.00 too much: 183.00 is open.' at 2026-06-17T03:59:10Z --as cashier:cao pay "$ticket" 200.00 method=cash
refuses '183.00 of the fee of 183.00 is still open.' at 2026-06-17T03:59:20Z --as coordinator:co-zhou do "$ticket" close \
  'solution=x'
lang=zh
says '累计已付 183.00' at 2026-06-17T04:00:00Z --as cashier:cao pay "$ticket" 183.00 method=微信支付
says '应付 CNY 0.00' at 2026-06-17T04:01:00Z quote "$ticket" --kind final
must finish
says '应收金额: 183.00 CNY' at 2026-06-17T05:00:00Z show "$ticket"
says '行属于先前的报价：--all' at 2026-06-17T05:00:00Z show "$ticket"
says '报价总额: 153.00 CNY' at 2026-06-17T05:00:00Z show "$ticket" --all
says '支付方式: 微信支付' at 2026-06-17T05:00:00Z show "$ticket"
says '应收金额: 183.00 CNY' at 2026-06-17T05:00:00Z history "$ticket"
says '优先级: P2' at 2026-06-17T05:00:00Z history "$ticket"
says '依规则为：P2' at 2026-06-17T05:00:00Z level "$ticket"
says '理由：' at 2026-06-17T05:00:00Z level "$ticket"
says '项未开始（--all）' at 2026-06-17T05:00:00Z clock "$ticket"
says '未开始。' at 2026-06-17T05:00:00Z clock "$ticket" --all
says '2026-06-18 09:00' at 2026-06-17T05:00:00Z calendar open business 2026-06-17T20:00
says '保修截止日期' at 2026-06-17T05:00:00Z sheet "$ticket" service_sheet
says '2024-10-02' at 2026-06-17T05:00:00Z sheet "$ticket" service_sheet
says '[电话]' at 2026-06-17T05:00:00Z outbox
lang=en
says 'covered false' at 2026-06-17T05:00:00Z unit HL258W2309001234
says 'kind repair_guarantee, payer shop, start 2026-06-17' at 2026-06-17T05:00:00Z unit HL258W2309001234

echo "$passed checks passed, $failed failed"
[ "$failed" = 0 ]
