#!/bin/sh
# Makes the reference with Doxygen; a warning is an error.
#
#   sh tests/docs/reference.sh <output folder>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$root"
dot=NO
if command -v dot > /dev/null; then dot=YES; fi
{
  cat docs/Doxyfile
  echo "OUTPUT_DIRECTORY = \"$out\""
  echo "HAVE_DOT = $dot"
  [ -e README.md ] || printf 'INPUT = include/mend docs\nUSE_MDFILE_AS_MAINPAGE =\n'
} | doxygen - 2> "$out/warnings.txt" || status=$?
if [ -s "$out/warnings.txt" ] || [ "${status:-0}" != 0 ]; then
  sed "s|$root/||" "$out/warnings.txt"
  echo "$(grep -cE 'warning|error' "$out/warnings.txt" || true) warnings"
  exit 1
fi
echo "the reference is in $out/html"
