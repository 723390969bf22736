#!/bin/sh
# Writes the snapshot tests/abi/mend.abi: at a release, after tests/abi/check.sh has passed against the one before.
#
#   sh tests/abi/update.sh <libmend.so, built with -g by gcc> [<file instead of tests/abi/mend.abi>]
#
# Types that no public header defines are left out: nobody outside sees them.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${2:-$here/mend.abi}
abidw --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed --drop-private-types \
  --headers-dir "$here/../../include/mend" "$1" > "$out.new"
mv "$out.new" "$out"
