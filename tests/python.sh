#!/bin/sh
# The package for Python: its types, what make_abi.py says of the headers, its tests on the library given, the walk in its
# README.
#
#   sh tests/python.sh <libmend.so>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
MEND_LIBRARY=$(cd "$(dirname "$1")" && pwd)/${1##*/}
PYTHONPATH=$root/examples/python
PYTHONDONTWRITEBYTECODE=1
export MEND_LIBRARY PYTHONPATH PYTHONDONTWRITEBYTECODE
cd "$root/examples/python"
python3 make_abi.py --check
mypy --strict --python-version 3.9 --cache-dir /dev/null mend service_desk.py make_abi.py
python3 -W error -m unittest discover -s tests
python3 -m doctest README.md
echo "package, tests and walk"
