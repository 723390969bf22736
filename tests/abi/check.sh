#!/bin/sh
# Compares what programs see of the library with the snapshot tests/abi/mend.abi. New functions pass, and so do members
# appended to the sized records of tests/abi/records.txt; anything else that a program built before could notice fails.
#
#   sh tests/abi/check.sh <presets_table.c of a build>
#   sh tests/abi/check.sh --self-test <presets_table.c of a build>   what must pass passes, what must not does not
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

# compare <old> <new>: what abidiff says goes into $work/said. Of its status, bit 4: something changed; bit 8:
# incompatibly; 1 and 2: the tool itself failed. The permission also hides members of those records that changed in
# place, so these are looked for in a report without it.
compare() {
  status=0
  abidiff --no-added-syms --suppressions "$work/allow.ini" "$1" "$2" > "$work/said" 2>&1 || status=$?
  if [ "$status" = 0 ]; then
    abidiff --no-added-syms "$1" "$2" > "$work/said" 2>&1 || true
    if grep -qE 'data member (change|deletion)s?:' "$work/said"; then status=4; fi
  fi
  return "$status"
}

# changed <passes|fails> <what> <sed script> [<sed script for mend.c>]: the library with that change in mend.h.
changed() {
  mkdir -p "$work/changed"
  sed "$3" "$work/dist/mend.h" > "$work/changed/mend.h"
  sed "${4:-}" "$work/dist/mend.c" > "$work/changed/mend.c"
  if cmp -s "$work/dist/mend.h" "$work/changed/mend.h" && cmp -s "$work/dist/mend.c" "$work/changed/mend.c"; then
    echo "$2: the change found no place"
    exit 1
  fi
  MEND_DIST=$work/changed sh "$here/update.sh" - "$work/changed.abi"
  answer=passes
  compare "$work/base.abi" "$work/changed.abi" || answer=fails
  if [ "$answer" != "$1" ]; then
    echo "$2: $answer"
    cat "$work/said"
    exit 1
  fi
}

if [ "$1" = --self-test ]; then
  sh "$here/../../src/amalgamate.sh" "$2" "$work/dist" 0
  MEND_DIST=$work/dist sh "$here/update.sh" - "$work/base.abi"
  s='struct mend_sweep_options {'
  changed passes "a member inside an opaque type" '' 's/^struct mend_policy {/&\n    int grown;/'
  changed passes "a member at the end of a sized record" '/^typedef '"$s"'/,/^}/s/^} mend_sweep_options;/    int64_t grown;\n&/' \
    '/sizeof(mend_sweep_options)/d;/offsetof(mend_sweep_options/d'
  changed fails "a member inside a sized record" 's/^typedef '"$s"'/&\n    int64_t grown;/' \
    '/sizeof(mend_sweep_options)/d;/offsetof(mend_sweep_options/d'
  changed fails "another type of an answer" 's/^MEND_API int64_t mend_policy_revision/MEND_API int32_t mend_policy_revision/' \
    's/^int64_t mend_policy_revision/int32_t mend_policy_revision/'
  changed fails "a function that is gone" 's/mend_policy_revision(/mend_policy_edition(/' \
    's/mend_policy_revision(/mend_policy_edition(/'
  echo "2 changes pass, 3 are found"
  exit 0
fi

sh "$here/update.sh" "$1" "$work/new.abi"
status=0
compare "$here/mend.abi" "$work/new.abi" || status=$?
if [ "$status" != 0 ]; then
  cat "$work/said"
  echo "the ABI differs from tests/abi/mend.abi (abidiff: $status)"
  exit 1
fi
echo "programs built against the snapshot will run"
