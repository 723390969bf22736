#!/bin/sh
# Writes the snapshot tests/abi/mend.abi: at a release, after tests/abi/check.sh has passed against the one before.
#
#   sh tests/abi/update.sh <presets_table.c of a build> [<file instead of tests/abi/mend.abi>]
#
# It is taken from a library made of the single-file distribution: there mend.h holds all that programs see, and what is
# inside opaque types stands in mend.c, so that no inner header can be taken for a public one of the same name.
#
#   MEND_DIST=<folder>  a mend.c and mend.h written before, instead of making them
#
# SPDX-License-Identifier: Apache-2.0
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${2:-$here/mend.abi}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

dist=${MEND_DIST:-}
if [ -z "$dist" ]; then
  dist=$made
  sh "$here/../../src/amalgamate.sh" "$1" "$dist" 0
fi
gcc -std=c11 -g -O0 -fPIC -shared -fvisibility=hidden -DMEND_BUILD "-Wl,--version-script=$here/../../src/mend.map" \
  -Wl,-soname,libmend.so "$dist/mend.c" -o "$made/libmend.so"
abidw --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed --drop-private-types \
  --header-file "$dist/mend.h" "$made/libmend.so" | sed "/<var-decl name='mend__/d" > "$made/new.abi"
mv "$made/new.abi" "$out"
