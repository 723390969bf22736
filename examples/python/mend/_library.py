"""Finding libmend and calling it: the loaded library, its statuses as exceptions, its texts and buffers.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ctypes
import ctypes.util
import datetime
import json
import os
import pathlib
import sys
from typing import Any, List, Optional, Tuple, TypeVar, Union

from . import _abi

Instant = Union[int, datetime.datetime]
"""Milliseconds since 1970 UTC, or a datetime that knows its zone."""

OLDEST, NEXT_ABI = 1000, 1000000
"""The versions this package goes with: from 0.1.0, before 1.0.0."""


class LibraryError(ImportError):
    """libmend cannot be found, or is not one that this package goes with."""


class MendError(Exception):
    """A call did not do what was asked; nothing has changed.

    ``status`` is the number, ``name`` its constant ("MEND_NOT_FOUND").
    """

    def __init__(self, status: int, text: str = "") -> None:
        self.status = status
        self.name = status_name(status)
        super().__init__(f"{self.name}: {text or status_text(status)}")


class Fault(MendError):
    """Something is wrong with a call, a document or the store.

    ``text`` says what was found and what was expected; ``line`` and ``column`` (from 1; 0: none), ``document`` and
    ``offset`` (from 0; -1: none) and ``path`` say where.
    """

    def __init__(self, status: int, text: str = "", *, line: int = 0, column: int = 0, offset: int = -1,
                 document: int = -1, path: str = "") -> None:
        self.text = text or status_text(status)
        self.line, self.column, self.offset, self.document, self.path = line, column, offset, document, path
        where = f"line {line}, column {column}" if line else ""
        super().__init__(status, ", ".join(part for part in (where, path) if part) + ": " + text
                         if where or path else text)


def _names() -> List[str]:
    if sys.platform == "win32":
        return ["mend.dll", "libmend.dll"]
    if sys.platform == "darwin":
        return ["libmend.dylib", "libmend.0.dylib"]
    return ["libmend.so", "libmend.so.0"]


def _candidates() -> List[str]:
    """Where the library may lie: a build beside these sources, then wherever the system keeps libraries."""
    found = []
    for folder in pathlib.Path(__file__).resolve().parents:
        for build in [folder / "build"] + sorted(folder.glob(".build/*")):
            found += [str(build / name) for name in _names() if (build / name).is_file()]
        if (folder / "include" / "mend").is_dir():
            break
    system = ctypes.util.find_library("mend")
    return found + ([system] if system else []) + _names()


def _open() -> Tuple[ctypes.CDLL, str]:
    asked = os.environ.get("MEND_LIBRARY")
    said = []
    for name in [asked] if asked else _candidates():
        try:
            return ctypes.CDLL(name), name
        except OSError as error:
            said.append(str(error))
    if asked:
        raise LibraryError(f"MEND_LIBRARY names a library that cannot be loaded: {said[0]}")
    raise LibraryError("libmend was not found: build it (cmake -B build && cmake --build build), install it, or set "
                       "MEND_LIBRARY to the path of the shared library")


class Calls:
    """The functions of the library, by their names."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"libmend has no function {name}")


def _guarded(function: Any) -> Any:
    def call(*args: Any) -> Any:
        try:
            return function(*args)
        except ctypes.ArgumentError:
            for arg in args:
                if isinstance(arg, Handle):
                    arg.check_open()
            raise
    return call


def _declare(library: ctypes.CDLL, where: str) -> Calls:
    """Tells ctypes every function, and compares version and layouts before any of them is used in earnest."""
    calls = Calls()
    try:
        library.mend_version.restype = ctypes.c_int32
        library.mend_layout.restype = ctypes.c_size_t
        library.mend_layout.argtypes = [ctypes.c_char_p]
        version = library.mend_version()
    except AttributeError:
        raise LibraryError(f"{where} is not libmend") from None
    if not OLDEST <= version < NEXT_ABI:
        raise LibraryError(f"{where} is version {version // 1000000}.{version // 1000 % 1000}.{version % 1000}; this "
                           "package goes with 0.1 to 0.999")
    for record in _abi.RECORDS:
        size = library.mend_layout(record.__name__.encode())
        if size < ctypes.sizeof(record):
            raise LibraryError(f"{where} has {record.__name__} with {size} bytes, this package with "
                               f"{ctypes.sizeof(record)}: the library is older than the package, or another build")
    for name, (result, parameters) in _abi.FUNCTIONS.items():
        try:
            function = getattr(library, name)
        except AttributeError:
            raise LibraryError(f"{where} lacks {name}: the library is older than the package") from None
        function.restype = result
        function.argtypes = parameters
        setattr(calls, name, _guarded(function))
    return calls


_loaded, LIBRARY = _open()
lib: Any = _declare(_loaded, LIBRARY)


# ---- texts ----

def text_at(address: Optional[int], length: int = -1) -> str:
    """The text at an address; "" for none."""
    return ctypes.string_at(address, length).decode() if address else ""


def status_name(status: int) -> str:
    """The constant's name."""
    return text_at(lib.mend_status_name(status))


def status_text(status: int) -> str:
    """What a status means, in English."""
    return text_at(lib.mend_status_text(status))


def encoded(text: Union[str, bytes]) -> bytes:
    """A text as the library takes it."""
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError(f"expected text, not {type(text).__name__}")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Fault(_abi.MEND_UTF8, f"the text has a lone surrogate at {error.start}") from None


def c_text(text: Optional[str]) -> Optional[bytes]:
    """A text that ends at its NUL, such as a language tag."""
    if text is None:
        return None
    data = encoded(text)
    if b"\0" in data:
        raise Fault(_abi.MEND_INVALID, "the text holds a NUL")
    return data


def json_bytes(value: Any) -> bytes:
    """A value as a JSON document; text and bytes are taken to be one already."""
    if isinstance(value, (str, bytes)):
        return encoded(value)
    return encoded(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def milliseconds(when: Instant) -> int:
    """An instant as the library counts it."""
    if isinstance(when, datetime.datetime):
        if when.tzinfo is None:
            raise Fault(_abi.MEND_INVALID, "the datetime has no zone")
        return (when - _EPOCH) // datetime.timedelta(milliseconds=1)
    if isinstance(when, bool) or not isinstance(when, int):
        raise TypeError(f"expected milliseconds or a datetime with a zone, not {type(when).__name__}")
    if not -(1 << 63) < when < 1 << 63:
        raise Fault(_abi.MEND_RANGE, "the instant is outside the years 1 to 9999")
    return when


def instant(ms: int) -> Optional[datetime.datetime]:
    """An instant of the library's as a datetime in UTC; None for "never"."""
    return None if ms == NEVER else _EPOCH + datetime.timedelta(milliseconds=ms)


NEVER = -(1 << 63)
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


# ---- calls ----

def new_error() -> Any:
    """A record for details of a fault."""
    error = _abi.mend_error()
    error.struct_size = ctypes.sizeof(error)
    return error


def check(status: int, error: Any = None) -> None:
    """Raises what a status below zero means."""
    if status >= 0:
        return
    if error is None or error.status != status:
        raise Fault(status)
    raise Fault(status, error.text.decode(), line=error.line, column=error.column, offset=error.offset,
                document=error.document, path=error.path.decode())


Self = TypeVar("Self", bound="Handle")


class Handle:
    """An object of the library, freed by close(), by leaving ``with``, or when nothing refers to it any more."""

    _free = ""

    def __init__(self) -> None:
        self._handle = ctypes.c_void_p()

    def check_open(self) -> None:
        """Raises a Fault if it has been closed."""
        if not self._handle.value:
            raise Fault(_abi.MEND_MISUSE, f"this {type(self).__name__} has been closed")

    @property
    def _as_parameter_(self) -> ctypes.c_void_p:
        self.check_open()
        return self._handle

    def close(self) -> None:
        """Frees it; a second time nothing happens."""
        handle, self._handle = self._handle, ctypes.c_void_p()
        if handle.value:
            getattr(lib, self._free)(handle)

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __del__(self) -> None:
        try:
            self.close()
        except Exception:  # the interpreter is going down
            pass


class Buffer(Handle):
    """A run of bytes that the library writes documents into."""

    _free = "mend_buf_free"

    def __init__(self) -> None:
        super().__init__()
        check(lib.mend_buf_new(None, ctypes.byref(self._handle)))

    def __bytes__(self) -> bytes:
        length = ctypes.c_size_t()
        data = lib.mend_buf_data(self, ctypes.byref(length))
        return ctypes.string_at(data, length.value)

    def reply(self, status: int, error: Any) -> bytes:
        """What a door has replied, refusals and faults too; raises where there was no memory for a reply."""
        reply = bytes(self)
        if not reply:
            check(status, error)
        return reply

    def json(self) -> Any:
        """What the document says."""
        return json.loads(bytes(self))


class Rows(Handle):
    """A list of (key, number, bytes)."""

    _free = "mend_rows_free"

    def __init__(self) -> None:
        super().__init__()
        check(lib.mend_rows_new(None, ctypes.byref(self._handle)))

    def add(self, key: Union[str, bytes], number: int, data: bytes) -> None:
        """Adds a row."""
        key = encoded(key)
        check(lib.mend_rows_add(self, key, len(key), number, data, len(data)))

    def __len__(self) -> int:
        return int(lib.mend_rows_count(self))

    def row(self, index: int) -> Tuple[str, int, bytes]:
        """One row."""
        length = ctypes.c_size_t()
        key = text_at(lib.mend_rows_key(self, index, ctypes.byref(length)), length.value)
        number = lib.mend_rows_number(self, index)
        data = lib.mend_rows_bytes(self, index, ctypes.byref(length))
        return key, number, ctypes.string_at(data, length.value)

    def tenant(self, index: int) -> str:
        """The tenant of a row of what is due."""
        return text_at(lib.mend_rows_tenant(self, index, None))

    def list(self) -> List[Tuple[str, int, bytes]]:
        """All rows."""
        return [self.row(i) for i in range(len(self))]
