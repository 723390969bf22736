#!/bin/sh
# The tables of docs/domain.md hold: every row that they name is in the policy they name it for, no clock, sheet, role,
# level and number series of the presets is left out, and the number of rows by section is the committed one.
#
#   PATH=<folder of mend-desk>:$PATH sh tests/docs/domain.sh [--self-test]
#
# --self-test spoils copies of the page in every way that the check has to notice.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
page=$root/docs/domain.md counts=$root/tests/docs/domain-rows.txt

for preset in standard repair-process response-framework field-dispatch service-sheet electronics-repair; do
  mend-desk --json --policy "$preset@1" policy show > "$work/$preset@1.json"
done

check() { python3 "$root/tests/docs/domain.py" "$1" "$counts" "$work"; }

# spoil <what it is> <sed script> <word of the fault>: the check must notice, and say so.
spoil() {
  sed "$2" "$page" > "$work/page.md"
  if cmp -s "$page" "$work/page.md"; then
    echo "self-test: $1: the page is as before"
    return 1
  fi
  if check "$work/page.md" > "$work/said"; then
    echo "self-test: $1 went unnoticed"
    return 1
  fi
  grep -q "$3" "$work/said" || { echo "self-test: $1: another fault was found"; cat "$work/said"; return 1; }
}

# shellcheck disable=SC2016 # the backticks are those of the page
if [ "${1:-}" = --self-test ]; then
  spoil "a row that is gone" '/^| 7\.2 |/d' 'section 7 has'
  spoil "a pointer to nothing" 's|`/roles/system`|`/roles/systems`|' 'has no /roles/systems'
  spoil "a pointer in another policy" 's/<br>R: `\/actions\/release_plan/<br>F: `\/actions\/release_plan/' \
    'response-framework@1 has no /actions/release_plan'
  spoil "a procedure that is passed over" 's/^\(| 1\.14 .*\)standard R: /\1standard: /' '1.14: nothing is said of repair-process@1'
  spoil "a clock that is not mentioned" 's/`\/clocks\/address_report`//' 'does not mention /clocks/address_report'
  spoil "a sheet that is not mentioned" 's/`\/sheets\/charge_card`/`\/sheets`/' 'does not mention /sheets/charge_card'
  spoil "a row twice" 's/^| 7\.2 |/| 7.1 |/' '7.1 stands twice'
  echo "7 spoilt pages noticed"
else
  check "$page"
fi
