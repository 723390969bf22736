#!/bin/sh
# Starts a PostgreSQL server of its own on a Unix socket in a new folder, runs a command with MEND_POSTGRES (how to connect)
# and MEND_POSTGRES_CTL (a command that takes stop, kill, start), and removes everything again.
#
#   sh tests/postgres/server.sh <command> [<argument>...]
#
# As root the server runs as the user postgres, since it refuses root.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
bin=
for folder in $(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V) $(dirname "$(command -v initdb 2> /dev/null || echo /nowhere/initdb)"); do
  if [ -x "$folder/initdb" ]; then bin=$folder; fi
done
[ -n "$bin" ] || { echo "there is no PostgreSQL server (Debian: apt-get install postgresql)"; exit 1; }
# The path of a socket has room for 107 bytes, so the folder is not in TMPDIR.
dir=$(mktemp -d /tmp/mend-pg-XXXXXX)
as=
if [ "$(id -u)" = 0 ]; then
  chown postgres "$dir"
  as="runuser -u postgres --"
fi
cat > "$dir/ctl" <<EOF
#!/bin/sh
case \$1 in
  start) exec $as $bin/pg_ctl -D $dir/data -w -t 60 -l $dir/log -o "-k $dir -c listen_addresses= -p 54329 -c max_connections=60" start > $dir/ctl.log 2>&1 ;;
  stop) exec $as $bin/pg_ctl -D $dir/data -w -m fast stop > $dir/ctl.log 2>&1 ;;
  kill) exec $as $bin/pg_ctl -D $dir/data -w -m immediate stop > $dir/ctl.log 2>&1 ;;
esac
EOF
trap 'sh "$dir/ctl" kill 2> /dev/null || true; rm -rf "$dir"' EXIT
# shellcheck disable=SC2086
(cd "$dir" && $as "$bin/initdb" -D "$dir/data" -A trust -U mend -E UTF8 --no-locale) > "$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log"; exit 1; }
sh "$dir/ctl" start || { cat "$dir/log"; exit 1; }
MEND_POSTGRES="host=$dir port=54329 user=mend dbname=postgres"
MEND_POSTGRES_CTL="sh $dir/ctl"
export MEND_POSTGRES MEND_POSTGRES_CTL
"$@"
