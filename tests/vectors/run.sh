#!/bin/sh
# Puts every case of tests/vectors/*.jsonl to the driver and compares what it gets with what the case says.
#
#   sh tests/vectors/run.sh <driver>     the built driver, such as .build/debug/tests/vectors/driver
#
# Each file twice: by the driver's own comparison, and through its standard input, which must give every case back.
#
# SPDX-License-Identifier: Apache-2.0
set -eu
driver=${1:?the path of the built driver is needed}
here=$(cd "$(dirname "$0")" && pwd)
"$driver" --zoneinfo "$here/../zoneinfo" "$here"/*.jsonl
for file in "$here"/*.jsonl; do
  given=$(grep -c . "$file")
  back=$("$driver" --zoneinfo "$here/../zoneinfo" < "$file" | grep -c '"got":')
  if [ "$given" != "$back" ]; then
    echo "$file: $given cases, $back answers"
    exit 1
  fi
done
