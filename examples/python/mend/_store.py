"""Stores written in Python: subclass Store, and the library calls its methods.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ctypes
import os
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple

from . import _abi
from ._library import MendError, NEVER, encoded, lib, text_at

Row = Tuple[str, int, bytes]
"""(key, number, bytes)"""


class StoreFault(MendError):
    """What a method of a store raises to answer with a status: ``StoreFault(mend.MEND_CONFLICT)``."""


class NotStored(StoreFault):
    """MEND_NOT_FOUND: there is no such thing."""

    def __init__(self) -> None:
        super().__init__(_abi.MEND_NOT_FOUND)


class Change:
    """One atomic step to be stored, read out of the library's own."""

    def __init__(self, change: int) -> None:
        def text(name: str, *args: Any) -> str:
            length = ctypes.c_size_t()
            address = getattr(lib, name)(change, *args, ctypes.byref(length))
            return text_at(address, length.value)

        def data(name: str, *args: Any) -> bytes:
            length = ctypes.c_size_t()
            address = getattr(lib, name)(change, *args, ctypes.byref(length))
            return ctypes.string_at(address, length.value) if address else b""

        self.tenant = text("mend_change_tenant")
        self.key = text("mend_change_key")
        self.expected = int(lib.mend_change_expected(change))
        self.revision = int(lib.mend_change_revision(change))
        self.record = data("mend_change_record")
        self.opened = int(lib.mend_change_opened(change))
        self.closed = _or_none(lib.mend_change_closed(change))
        self.now = int(lib.mend_change_now(change))
        self.next_due = _or_none(lib.mend_change_next_due(change))
        self.claim = text("mend_change_claim")
        self.idempotency = text("mend_change_idempotency")
        self.outcome = data("mend_change_outcome")
        self.indexes: Dict[int, str] = {
            i: text("mend_change_index", i) for i in range(_abi.MEND_INDEX_NUMBER, _abi.MEND_INDEX_COUNT)}
        self.events: List[Tuple[int, int, bytes]] = [self._event(change, i)
                                                     for i in range(lib.mend_change_event_count(change))]
        self.notices: List[Tuple[str, bytes]] = [self._notice(change, i)
                                                 for i in range(lib.mend_change_notice_count(change))]
        self.units: List[Tuple[str, str, bytes, int, int]] = [
            (text("mend_change_unit_key", i), text("mend_change_unit_serial", i), data("mend_change_unit_record", i),
             int(lib.mend_change_unit_expected(change, i)), int(lib.mend_change_unit_revision(change, i)))
            for i in range(lib.mend_change_unit_count(change))]

    @staticmethod
    def _event(change: int, i: int) -> Tuple[int, int, bytes]:
        seq, at, length = ctypes.c_int64(), ctypes.c_int64(), ctypes.c_size_t()
        address = lib.mend_change_event(change, i, ctypes.byref(seq), ctypes.byref(at), ctypes.byref(length))
        return seq.value, at.value, ctypes.string_at(address, length.value)

    @staticmethod
    def _notice(change: int, i: int) -> Tuple[str, bytes]:
        name, name_length, length = ctypes.c_void_p(), ctypes.c_size_t(), ctypes.c_size_t()
        address = lib.mend_change_notice(change, i, ctypes.byref(name), ctypes.byref(name_length),
                                         ctypes.byref(length))
        return text_at(name.value, name_length.value), ctypes.string_at(address, length.value)


def _or_none(ms: int) -> Optional[int]:
    return None if ms == NEVER else int(ms)


class Store:
    """Where tickets are kept. mend/store.h says what each method has to do and may answer.

    ``load``, ``recall`` and ``commit`` are needed. Override what else you can do: what you leave out answers
    UNSUPPORTED. A method answers with a fault by raising StoreFault (NotStored: there is none). Any other exception
    counts as "it failed" (from ``commit``, ``unit_put`` and ``end``: nobody knows), and comes out of the desk's call as
    the cause of its Fault.
    """

    def load(self, tenant: str, key: str) -> Tuple[bytes, int]:
        """A ticket's record and revision."""
        raise NotImplementedError

    def recall(self, tenant: str, idempotency: str) -> bytes:
        """The outcome stored with an idempotency key."""
        raise NotImplementedError

    def commit(self, change: Change) -> None:
        """Stores a change, all or nothing."""
        raise NotImplementedError

    def events(self, tenant: str, key: str, after: int, most: int) -> Iterable[Row]:
        """Events of a ticket numbered above ``after``: ("", number, event)."""
        raise NotImplementedError

    def page(self, tenant: str, index: int, value: str, after: str, most: int) -> Iterable[Row]:
        """Tickets: (key, revision, record), newest first."""
        raise NotImplementedError

    def draw(self, tenant: str, counter: str, start: int, step: int, count: int, limit: int) -> Optional[int]:
        """Takes ``count`` numbers; answers the counter's value before, None if it was never used."""
        raise NotImplementedError

    def pending(self, tenant: str, after: str, most: int) -> Iterable[Row]:
        """The outbox: (id, attempts, document)."""
        raise NotImplementedError

    def sent(self, tenant: str, notice: str, done: bool) -> None:
        """A notice was handed over, or not."""
        raise NotImplementedError

    def begin(self) -> None:
        """Begins a batch."""
        raise NotImplementedError

    def end(self, keep: bool) -> None:
        """Ends it."""
        raise NotImplementedError

    def random(self, count: int) -> bytes:
        """Random bytes."""
        return os.urandom(count)

    def due(self, tenant: str, until: int, after: Tuple[int, str, str], most: int, now: int,
            lease_until: Optional[int]) -> Iterable[Tuple[str, str, int, str]]:
        """Tickets that are due: (tenant, key, instant, token). ``lease_until`` None: only looks."""
        raise NotImplementedError

    def erase(self, tenant: str, key: str, expected: int) -> None:
        """Removes a ticket for good."""
        raise NotImplementedError

    def unit_load(self, tenant: str, key: str) -> Tuple[bytes, int]:
        """A unit's record and revision."""
        raise NotImplementedError

    def unit_page(self, tenant: str, serial: str, after: str, most: int) -> Iterable[Row]:
        """Units: (key, revision, record)."""
        raise NotImplementedError

    def unit_put(self, change: Change) -> None:
        """Stores the units of a change that has no ticket."""
        raise NotImplementedError

    def close(self) -> None:
        """The desk is being closed."""


_MEMBERS: List[Tuple[str, Any]] = [member for member in _abi.mend_store._fields_[3:]]
_UNSURE = {"commit", "unit_put", "end"}
_MAY_ANSWER = {_abi.MEND_NOMEM, _abi.MEND_LIMIT, _abi.MEND_NOT_FOUND, _abi.MEND_UNSUPPORTED, _abi.MEND_CORRUPT,
               _abi.MEND_CONFLICT, _abi.MEND_DUPLICATE, _abi.MEND_EXISTS, _abi.MEND_BUSY, _abi.MEND_IO,
               _abi.MEND_UNKNOWN, _abi.MEND_DENIED, _abi.MEND_FULL, _abi.MEND_EXHAUSTED}


class Table:
    """The library's table of callbacks over a store. Nothing a store raises passes through the library."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.raised: Optional[BaseException] = None
        self._kept: List[Any] = []
        self.record = _abi.mend_store()
        self.record.struct_size = ctypes.sizeof(self.record)
        for name, kind in _MEMBERS:
            own = getattr(self, "_" + name)
            if name != "destroy" and getattr(type(store), name) is getattr(Store, name) and name != "random":
                continue  # not overridden: the member stays NULL
            callback = kind(self._guard(name, own))
            self._kept.append(callback)
            setattr(self.record, name, callback)

    def _guard(self, name: str, own: Callable[..., None]) -> Callable[..., Optional[int]]:
        def called(*args: Any) -> Optional[int]:
            status = _abi.MEND_OK
            try:
                own(*args[1:])
            except StoreFault as fault:
                status = fault.status if fault.status in _MAY_ANSWER else _abi.MEND_IO
            except MemoryError as error:
                self.raised, status = error, _abi.MEND_UNKNOWN if name in _UNSURE else _abi.MEND_NOMEM
            except BaseException as error:  # also KeyboardInterrupt: it is raised again when the library has returned
                self.raised, status = error, _abi.MEND_UNKNOWN if name in _UNSURE else _abi.MEND_IO
            return None if name == "destroy" else status
        return called

    # Each turns addresses into values, asks the store, and turns its answer back.

    def _load(self, tenant: int, tenant_len: int, key: int, key_len: int, record: int, revision: Any) -> None:
        data, number = self.store.load(text_at(tenant, tenant_len), text_at(key, key_len))
        self._append(record, data)
        revision[0] = number

    def _recall(self, tenant: int, tenant_len: int, key: int, key_len: int, outcome: int) -> None:
        self._append(outcome, self.store.recall(text_at(tenant, tenant_len), text_at(key, key_len)))

    def _commit(self, change: int) -> None:
        self.store.commit(Change(change))

    def _events(self, tenant: int, tenant_len: int, key: int, key_len: int, after: int, most: int, rows: int) -> None:
        self._rows(rows, self.store.events(text_at(tenant, tenant_len), text_at(key, key_len), after, most))

    def _page(self, tenant: int, tenant_len: int, index: int, value: int, value_len: int, after: int, after_len: int,
              most: int, rows: int) -> None:
        self._rows(rows, self.store.page(text_at(tenant, tenant_len), index, text_at(value, value_len),
                                         text_at(after, after_len), most))

    def _draw(self, tenant: int, tenant_len: int, counter: int, counter_len: int, start: int, step: int, count: int,
              limit: int, last: Any) -> None:
        before = self.store.draw(text_at(tenant, tenant_len), text_at(counter, counter_len), start, step, count, limit)
        last[0] = NEVER if before is None else before

    def _pending(self, tenant: int, tenant_len: int, after: int, after_len: int, most: int, rows: int) -> None:
        self._rows(rows, self.store.pending(text_at(tenant, tenant_len), text_at(after, after_len), most))

    def _sent(self, tenant: int, tenant_len: int, notice: int, notice_len: int, done: int) -> None:
        self.store.sent(text_at(tenant, tenant_len), text_at(notice, notice_len), bool(done))

    def _begin(self) -> None:
        self.store.begin()

    def _end(self, keep: int) -> None:
        self.store.end(bool(keep))

    def _random(self, out: int, count: int) -> None:
        data = self.store.random(count)
        if len(data) != count:
            raise ValueError(f"random({count}) gave {len(data)} bytes")
        ctypes.memmove(out, data, count)

    def _destroy(self) -> None:
        self.store.close()

    def _due(self, tenant: int, tenant_len: int, until: int, after_due: int, after_tenant: int, after_tenant_len: int,
             after_key: int, after_key_len: int, most: int, now: int, lease_until: int, rows: int) -> None:
        after = (after_due, text_at(after_tenant, after_tenant_len), text_at(after_key, after_key_len))
        for owner, key, due, token in self.store.due(text_at(tenant, tenant_len), until, after, most, now,
                                                     _or_none(lease_until)):
            a, b, c = encoded(owner), encoded(key), encoded(token)
            _pass(lib.mend_rows_add_due(rows, a, len(a), b, len(b), due, c, len(c)))

    def _erase(self, tenant: int, tenant_len: int, key: int, key_len: int, expected: int) -> None:
        self.store.erase(text_at(tenant, tenant_len), text_at(key, key_len), expected)

    def _unit_load(self, tenant: int, tenant_len: int, key: int, key_len: int, record: int, revision: Any) -> None:
        data, number = self.store.unit_load(text_at(tenant, tenant_len), text_at(key, key_len))
        self._append(record, data)
        revision[0] = number

    def _unit_page(self, tenant: int, tenant_len: int, serial: int, serial_len: int, after: int, after_len: int,
                   most: int, rows: int) -> None:
        self._rows(rows, self.store.unit_page(text_at(tenant, tenant_len), text_at(serial, serial_len),
                                              text_at(after, after_len), most))

    def _unit_put(self, change: int) -> None:
        self.store.unit_put(Change(change))

    @staticmethod
    def _append(out: int, data: bytes) -> None:
        _pass(lib.mend_buf_append(out, data, len(data)))

    @staticmethod
    def _rows(rows: int, given: Iterable[Row]) -> None:
        for key, number, data in given:
            name = encoded(key)
            _pass(lib.mend_rows_add(rows, name, len(name), number, data, len(data)))


def _pass(status: int) -> None:
    if status != _abi.MEND_OK:
        raise StoreFault(status)
