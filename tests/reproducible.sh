#!/bin/sh
# The libraries are the same to the byte wherever and whenever they are built: two copies of the tree, of other names,
# under another umask, time zone, locale and home.
#
#   sh tests/reproducible.sh
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make_in() {
  mkdir -p "$1"
  (cd "$root" && cp -R CMakeLists.txt include src tests pkgconfig "$1/")
  if ! { cmake -S "$1" -B "$1/$2" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DMEND_TESTS=OFF -DMEND_EXAMPLES=OFF &&
    cmake --build "$1/$2" -j 2; } > "$work/said" 2>&1; then
    tail -n 30 "$work/said"
    exit 1
  fi
}

(umask 022 && TZ=UTC && LC_ALL=C && export TZ LC_ALL && make_in "$work/one" build)
(umask 077 && TZ=Asia/Shanghai && LC_ALL=C.UTF-8 && HOME=$work && export TZ LC_ALL HOME && make_in "$work/another/place" b)
for file in libmend.a libmend.so; do
  cmp "$work/one/build/$file" "$work/another/place/b/$file"
done
echo "two builds are equal to the byte"
