#!/usr/bin/env python3
"""Writes mend/_abi.py from the public headers: every function, record, callback and constant of the library.

    python3 make_abi.py [<folder with mend/*.h>]     print it
    python3 make_abi.py --check                      1 if mend/_abi.py is not what the headers say

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
HEADERS = HERE.parent.parent / "include" / "mend"
WIDTHS = {
    "int32_t": "c_int32", "int64_t": "c_int64", "uint32_t": "c_uint32", "uint64_t": "c_uint64",
    "size_t": "c_size_t", "char": "c_char", "void": "None", "unsigned char": "c_ubyte",
}


def plain(text: str) -> str:
    """A header without comments, preprocessor lines and what only C++ sees."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    text = re.sub(r'#ifdef __cplusplus.*?#endif', " ", text, flags=re.S)
    return re.sub(r"^[ \t]*#.*$", " ", text, flags=re.M)


class Headers:
    """What the headers declare, by name."""

    def __init__(self, folder: pathlib.Path) -> None:
        names = re.findall(r'#include "mend/(\w+\.h)"', (folder / "mend.h").read_text())
        text = "\n".join(plain((folder / name).read_text()) for name in names)
        self.numbers = set(re.findall(r"typedef int32_t (\w+);", text))
        self.constants = re.findall(r"^\s*(MEND_[A-Z0-9_]+) = (-?\d+)", text, flags=re.M)
        self.records = re.findall(r"typedef struct (\w+) \{(.*?)\n\} \w+;", text, flags=re.S)
        self.callbacks = re.findall(r"typedef ([\w \*]+?)\(\*(\w+)\)\((.*?)\);", text, flags=re.S)
        self.functions = re.findall(r"MEND_API ([\w \*]+?)\b(mend_\w+)\((.*?)\);", text, flags=re.S)

    def kind(self, declared: str) -> str:
        """The ctypes type of a C type as it stands in a declaration, without a name."""
        stars = declared.count("*")
        base = " ".join(word for word in declared.replace("*", " ").split() if word not in ("const", "struct"))
        records = [name for name, _ in self.records]
        callbacks = [name for _, name, _ in self.callbacks]
        if base in callbacks and stars == 0:
            return base
        if base in self.numbers:
            base = "int32_t"
        if base in records:
            return {1: f"POINTER({base})"}.get(stars, "c_void_p")
        if base in WIDTHS and stars == 0:
            return WIDTHS[base]
        if base == "char" and stars == 1:
            return "c_char_p"
        if base in WIDTHS and base not in ("void", "char", "unsigned char") and stars == 1:
            return f"POINTER({WIDTHS[base]})"
        if stars == 2:
            return "POINTER(c_void_p)"
        if stars == 1:
            return "c_void_p"
        raise SystemExit(f"no type for {declared!r}")

    def answer(self, declared: str) -> str:
        """Of a result: text comes back as an address, for it may hold a NUL."""
        kind = self.kind(declared)
        return "c_void_p" if kind == "c_char_p" else kind

    def parameters(self, text: str) -> list[str]:
        """The ctypes types of a parameter list."""
        if text.strip() == "void":
            return []
        kinds = []
        for parameter in text.split(","):
            declared = re.sub(r"\b\w+\s*$", "", " ".join(parameter.split()))
            kinds.append(self.kind(declared))
        return kinds

    def members(self, body: str) -> list[tuple[str, str]]:
        """The members of a record; of a function pointer the callback's type, written out."""
        found = []
        for line in (" ".join(part.split()) for part in body.split(";")):
            function = re.fullmatch(r"([\w \*]+?)\(\*(\w+)\)\((.*)\)", line)
            array = re.fullmatch(r"char (\w+)\[(\d+)\]", line)
            value = re.fullmatch(r"(.+?)(\w+)", line)
            if function:
                found.append((function[2], f"CFUNCTYPE({', '.join([self.kind(function[1])] + self.callback(function[3]))})"))
            elif array:
                found.append((array[1], f"c_char * {array[2]}"))
            elif value:
                found.append((value[2], self.kind(value[1])))
        return found

    def callback(self, text: str) -> list[str]:
        """Parameters of a callback: texts come as addresses, with their lengths beside them."""
        return ["c_void_p" if kind == "c_char_p" else kind for kind in self.parameters(text)]

    def write(self) -> str:
        """The module."""
        lines = ['"""Generated from the public headers by make_abi.py; do not edit."""', "# fmt: off", "",
                 "from ctypes import CFUNCTYPE, POINTER, Structure", "from ctypes import (c_char, c_char_p, c_int32, "
                 "c_int64, c_size_t, c_ubyte, c_uint32, c_void_p)", ""]
        lines += [f"{name} = {value}" for name, value in self.constants]
        lines.append("")
        for result, name, parameters in self.callbacks:
            lines.append(f"{name} = CFUNCTYPE({', '.join([self.kind(result)] + self.callback(parameters))})")
        for name, body in self.records:
            lines += ["", "", f"class {name}(Structure):", "    _fields_ = ["]
            lines += [f'        ("{member}", {kind}),' for member, kind in self.members(body)]
            lines.append("    ]")
        names = [name for name, _ in self.records]
        lines += ["", "", f"RECORDS = [{', '.join(names)}]", "", "FUNCTIONS = {"]
        for result, name, parameters in self.functions:
            kinds = self.parameters(parameters)
            lines.append(f'    "{name}": ({self.answer(result)}, [{", ".join(kinds)}]),')
        lines += ["}", ""]
        return "\n".join(lines)


def main() -> int:
    """Prints or compares."""
    words = sys.argv[1:]
    check = words[:1] == ["--check"]
    folder = pathlib.Path(words[-1]) if words and not check else HEADERS
    text = Headers(folder).write()
    if not check:
        sys.stdout.write(text)
        return 0
    if text != (HERE / "mend" / "_abi.py").read_text():
        print("mend/_abi.py is not what the headers say: python3 make_abi.py > mend/_abi.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
