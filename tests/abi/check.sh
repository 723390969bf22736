#!/bin/sh
# Compares the shared library with the snapshot tests/abi/mend.abi. New functions pass, and so do members appended to
# the sized records of tests/abi/records.txt; anything else that a program built before could notice fails.
#
#   sh tests/abi/check.sh <libmend.so, built with -g>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

names=$(grep '^mend_' "$here/records.txt" | tr '\n' '|')
cat > "$work/allow.ini" <<EOF
[suppress_type]
  label = sized records may grow at their end
  type_kind = struct
  name_regexp = ^(${names%|})\$
  has_data_member_inserted_at = end
EOF

sh "$here/update.sh" "$1" "$work/new.abi"
status=0
abidiff --no-added-syms --suppressions "$work/allow.ini" "$here/mend.abi" "$work/new.abi" > "$work/said" 2>&1 || status=$?
# Bit 4: something changed; bit 8: incompatibly; 1 and 2: the tool itself failed. The permission also hides members of
# those records that changed in place, so these are looked for in a report without it.
if [ "$status" = 0 ]; then
  abidiff --no-added-syms "$here/mend.abi" "$work/new.abi" > "$work/said" 2>&1 || true
  if grep -qE 'data member (change|deletion)s?:' "$work/said"; then status=4; fi
fi
if [ "$status" != 0 ]; then
  cat "$work/said"
  echo "the ABI differs from tests/abi/mend.abi (abidiff: $status)"
  exit 1
fi
echo "programs built against the snapshot will run"
