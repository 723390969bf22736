#!/bin/sh
# What the library costs, printed as figures and ratios; nothing is asserted, as no machine is like another.
#
#   sh tests/bench/run.sh [FOLDER]     FOLDER: where databases are written, on the disk that matters; default: the build's
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/examples/setup.sh"
mend_need gcc libc6-dev make cmake libsqlite3-dev
mend_build mend_static
build=$MEND_BUILD_DIR/bench
folder=${1:-$build}
mkdir -p "$build" "$folder"
for source in "$root"/tests/bench/bench_*.c; do
  name=$(basename "$source" .c)
  [ "$name" != bench_postgres ] || continue
  gcc -O2 -std=gnu11 -I"$root/include" -I"$root/src" -I"$root/tests" -DMEND_ROOT="\"$root\"" "$source" \
    "$root"/examples/store-memory/*.c "$root"/examples/store-sqlite/*.c "$MEND_BUILD_DIR/release/libmend.a" -lsqlite3 -o "$build/$name"
  echo "$name:"
  "$build/$name" "$folder"
done
if [ -n "$(mend_missing postgresql libpq-dev)" ]; then
  echo "bench_postgres is left out: it needs a PostgreSQL server and libpq"
  exit 0
fi
gcc -O2 -std=gnu11 -I"$root/include" -I"$root/src" -I"$(pg_config --includedir 2> /dev/null || echo /usr/include/postgresql)" \
  "$root/tests/bench/bench_postgres.c" "$root"/examples/store-postgres/*.c "$MEND_BUILD_DIR/release/libmend.a" -lpq -o "$build/bench_postgres"
echo "bench_postgres:"
sh "$root/tests/postgres/server.sh" "$build/bench_postgres"
