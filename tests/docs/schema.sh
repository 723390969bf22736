#!/bin/sh
# The schema and the reference of the policy document say what the library does, see schema.py and reference_policy.py.
#
#   sh tests/docs/schema.sh <build folder with libmend.so>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/examples/setup.sh"
mend_need python3 python3-jsonschema
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
python3 "$root/tests/docs/reference_policy.py" --check
python3 "$root/tests/docs/schema.py" "$1/libmend.so"
