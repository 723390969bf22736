#!/bin/sh
# A program built against the first header, tests/abi/first/mend.h, runs with today's shared library.
#
#   sh tests/abi/first.sh <build directory with libmend.so>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
here=$(cd "$(dirname "$0")" && pwd)
library=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${CC:-cc}" -std=c11 -Wall -Wextra -Werror "$here/first/program.c" -L"$library" -lmend "-Wl,-rpath,$library" -o "$work/program"
"$work/program"
