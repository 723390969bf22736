#!/bin/sh
# The PostgreSQL store, on a server of its own: the conformance kit and its own tests; many processes that are killed while
# the server crashes, and the proof that nothing was lost; a sweep of what is due, printed; mend-desk on PostgreSQL.
#
#   sh tests/postgres/run.sh <build directory> [<tickets to sweep>]
#
# SPDX-License-Identifier: Apache-2.0
set -eu
here=$(cd "$(dirname "$0")" && pwd)
programs=$(cd "$1/tests" && pwd)
# Leaks inside libpq's own connection start-up are not ours to find.
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}
export ASAN_OPTIONS
sh "$here/server.sh" "$programs/test_postgres"
sh "$here/server.sh" "$programs/postgres_workers" 8 6
sh "$here/server.sh" "$programs/postgres_sweep" "${2:-2000}"
if [ -x "$1/bin/mend-desk" ] && command -v psql > /dev/null && command -v sqlite3 > /dev/null; then
  PATH=$(cd "$1/bin" && pwd):$PATH sh "$here/server.sh" sh "$here/test_desk.sh"
else
  echo "the desk is left out: it needs mend-desk, psql and sqlite3"
fi
echo "contract, crashes, sweep, desk"
