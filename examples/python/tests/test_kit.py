"""The conformance kit of the library, run over the store in Python.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ctypes
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import mend  # noqa: E402
from mend import _abi  # noqa: E402
from mend._store import Table  # noqa: E402

ROOT = HERE.parent.parent.parent
OPEN = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.POINTER(_abi.mend_store))
REOPEN = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p)
ALL = 1023


class Host(ctypes.Structure):
    """mend_kit_host of tests/store-kit/mend_store_kit.h."""

    _fields_ = [("struct_size", ctypes.c_uint32), ("features", ctypes.c_uint32), ("user", ctypes.c_void_p),
                ("prefix", ctypes.c_char_p), ("open", OPEN), ("reopen", REOPEN)]


def build(folder: str) -> ctypes.CDLL:
    """The kit as a library of its own, over the library that the package has loaded."""
    kit = ROOT / "tests" / "store-kit"
    sources = [str(path) for path in sorted(kit.glob("kit_*.c"))] + [str(kit / "mend_store_kit.c")]
    out = os.path.join(folder, "kit.so")
    subprocess.run(["cc", "-std=c11", "-O1", "-shared", "-fPIC", f"-I{ROOT / 'include'}", f"-I{ROOT / 'tests'}", *sources,
                    str(pathlib.Path(mend.LIBRARY).resolve()), "-o", out], check=True)
    return ctypes.CDLL(out)


class Kit(unittest.TestCase):
    def test_the_store_on_sqlite3_keeps_the_contract(self):
        with tempfile.TemporaryDirectory() as folder:
            library, path, tables = build(folder), os.path.join(folder, "kit.db"), []

            def open_table(_user, out):
                try:
                    table = Table(mend.SqliteStore(path))
                except Exception as error:  # must not pass through the kit
                    print(error, file=sys.stderr)
                    return mend.MEND_IO
                tables.append(table)
                ctypes.memmove(out, ctypes.byref(table.record), ctypes.sizeof(table.record))
                return mend.MEND_OK
            host = Host(ctypes.sizeof(Host), ALL, None, None, OPEN(open_table), REOPEN(lambda _user: mend.MEND_OK))
            libc = ctypes.CDLL(None)
            libc.fopen.restype = ctypes.c_void_p
            libc.fclose.argtypes = [ctypes.c_void_p]
            library.mend_store_kit.argtypes = [ctypes.POINTER(Host), ctypes.c_void_p]
            report = os.path.join(folder, "report.txt")
            file = libc.fopen(report.encode(), b"w")
            failed = library.mend_store_kit(ctypes.byref(host), file)
            libc.fclose(file)
            lines = pathlib.Path(report).read_text().splitlines()
            self.assertEqual(failed, 0, "\n".join(line for line in lines if "ok" not in line.split()[:1]))
            self.assertGreater(len(lines), 80)
            for table in tables:
                self.assertIsNone(table.raised)


if __name__ == "__main__":
    unittest.main()
