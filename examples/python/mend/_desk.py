"""A desk: policies and a store joined for one tenant.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import json
from typing import Any, Dict, Iterator, List, Optional, Tuple, Union

from . import _abi
from ._library import (Buffer, Fault, Handle, Instant, NEVER, Rows, check, encoded, json_bytes, lib,
                       milliseconds, new_error)
from ._model import Args, Document, Policy, Quote, Result, ResultHandle, Ticket, Unit
from ._store import Store, Table


@dataclasses.dataclass(frozen=True)
class Sweep:
    """What came of a sweep; ``failed`` names tickets that could not be ticked, with the status."""

    due: int
    ticked: int
    conflicts: int
    events: int
    more: bool
    next_due: Optional[int]
    failed: Dict[str, int]


class Desk(Handle):
    """Opens, acts, ticks and sweeps on a store. One thread at a time; make one for each thread.

    The first policy given is in force for old tickets, the last one for new ones.
    """

    _free = "mend_desk_free"

    def __init__(self, store: Store, tenant: str, *policies: Policy, node: int = 1,
                 language: Optional[str] = None) -> None:
        super().__init__()
        self._table, self._policies, self.language = Table(store), list(policies), language
        name, error = encoded(tenant), new_error()
        check(lib.mend_desk_new(None, ctypes.byref(self._table.record), name, len(name), ctypes.byref(self._handle),
                                ctypes.byref(error)), error)
        for policy in policies:
            check(lib.mend_desk_policy(self, policy))
        check(lib.mend_desk_node(self, node))

    def add(self, policy: Policy) -> None:
        """Adds a policy: new tickets go by it."""
        check(lib.mend_desk_policy(self, policy))
        self._policies.append(policy)

    def _check(self, status: int, error: Any = None) -> None:
        """As check(), with what the store raised as the cause."""
        raised, self._table.raised = self._table.raised, None
        if raised is not None and not isinstance(raised, Exception):
            raise raised  # such as KeyboardInterrupt
        try:
            check(status, error)
        except Fault as fault:
            raise fault from raised

    def _take(self, result: ResultHandle, status: int, error: Any, key: str = "") -> Result:
        if _abi.MEND_REFUSED < status < 0:
            self._check(status, error)
        self._table.raised = None
        policy = None
        if status <= _abi.MEND_REFUSED:  # its sentences take the labels of the ticket's own policy
            policy = self.policy_of(self.read(key)) if key else self._policies[-1]
        return result.take(status, error, policy, self.language)

    def open(self, args: Document, now: Instant, *units: Unit) -> Tuple[Ticket, Result]:
        """Opens a ticket by an opening action, under the policy added last."""
        ticket = Ticket()
        with Args(args, *units) as given, ResultHandle() as result:
            error = new_error()
            status = lib.mend_desk_open(self, given, milliseconds(now), ticket, result, ctypes.byref(error))
            return ticket, self._take(result, status, error)

    def act(self, key: str, args: Document, now: Instant, *units: Unit) -> Result:
        """Does something with a stored ticket."""
        name = encoded(key)
        with Args(args, *units) as given, ResultHandle() as result:
            error = new_error()
            status = lib.mend_desk_act(self, name, len(name), given, milliseconds(now), None, result,
                                       ctypes.byref(error))
            return self._take(result, status, error, key)

    def try_(self, key: str, args: Document, now: Instant, *units: Unit) -> Result:
        """The same without doing it; key "": a ticket still to be opened."""
        name = encoded(key)
        with Args(args, *units) as given, ResultHandle() as result:
            error = new_error()
            status = lib.mend_desk_try(self, name, len(name), given, milliseconds(now), result, ctypes.byref(error))
            return self._take(result, status, error, key)

    def tick(self, key: str, now: Instant) -> Result:
        """Does what time has made due on a ticket."""
        name = encoded(key)
        with ResultHandle() as result:
            error = new_error()
            status = lib.mend_desk_tick(self, name, len(name), milliseconds(now), result, ctypes.byref(error))
            return self._take(result, status, error, key)

    def sweep(self, now: Instant, most: int = 1000, batch: int = 1, lease: int = 60000) -> Sweep:
        """Ticks the tickets that are due. ``more``: sweep again at once."""
        options = _abi.mend_sweep_options(ctypes.sizeof(_abi.mend_sweep_options), most, batch, 0, lease)
        info, error = _abi.mend_sweep_info(ctypes.sizeof(_abi.mend_sweep_info)), new_error()
        with Rows() as failed:
            status = lib.mend_desk_sweep(self, milliseconds(now), ctypes.byref(options), ctypes.byref(info), failed,
                                         ctypes.byref(error))
            self._check(status, error)
            return Sweep(info.due, info.ticked, info.conflicts, info.events, bool(info.more),
                         None if info.next_due == NEVER else info.next_due,
                         {key: number for key, number, _ in failed.list()})

    def read(self, key: str) -> Ticket:
        """A stored ticket."""
        name, ticket, error = encoded(key), Ticket(), new_error()
        self._check(lib.mend_desk_read(self, name, len(name), ticket, ctypes.byref(error)), error)
        return ticket

    def history(self, key: str) -> List[bytes]:
        """All its events, as they were written."""
        name, events = encoded(key), []  # type: Tuple[bytes, List[bytes]]
        while True:
            with Rows() as rows:
                error = new_error()
                after = len(events)
                self._check(lib.mend_desk_history(self, name, len(name), after, 1000, rows, ctypes.byref(error)), error)
                events += [data for _, _, data in rows.list()]
                if len(rows) < 1000:
                    return events

    def page(self, index: int = _abi.MEND_INDEX_ALL, value: str = "", after: str = "", most: int = 100) -> List[Ticket]:
        """Tickets by an index value, newest first."""
        data, behind = encoded(value), encoded(after)
        with Rows() as rows:
            error = new_error()
            self._check(lib.mend_desk_page(self, index, data, len(data), behind, len(behind), most, rows,
                                           ctypes.byref(error)), error)
            return [Ticket(record) for _, _, record in rows.list()]

    def pending(self, after: str = "", most: int = 100) -> List[Dict[str, Any]]:
        """Notices that are owed: {"id", "attempts", …}."""
        behind = encoded(after)
        with Rows() as rows:
            error = new_error()
            self._check(lib.mend_desk_pending(self, behind, len(behind), most, rows, ctypes.byref(error)), error)
            return [{"id": key, "attempts": number, **json.loads(data)} for key, number, data in rows.list()]

    def sent(self, notice: str, done: bool = True) -> None:
        """A notice was handed over, or not."""
        name, error = encoded(notice), new_error()
        self._check(lib.mend_desk_sent(self, name, len(name), int(done), ctypes.byref(error)), error)

    def reveal(self, key: str, args: Document, now: Instant) -> Dict[str, str]:
        """Plain values of personal fields, by an action of kind "reveal"; it leaves an event."""
        name = encoded(key)
        with Args(args) as given, ResultHandle() as result, Buffer() as out:
            error = new_error()
            status = lib.mend_desk_reveal(self, name, len(name), given, milliseconds(now), result, out,
                                          ctypes.byref(error))
            self._take(result, status, error, key)
            return dict(out.json())

    def quote(self, key: str, now: Instant, kind: int = _abi.MEND_QUOTE_ESTIMATE) -> Any:
        """What a stored ticket costs, line by line, and who pays."""
        name = encoded(key)
        with Quote() as quote:
            error = new_error()
            status = lib.mend_desk_quote(self, name, len(name), kind, milliseconds(now), quote, ctypes.byref(error))
            if _abi.MEND_REFUSED < status < 0:
                self._check(status, error)
            return quote.take(status, error, self.policy_of(self.read(key)), self.language)

    def rights(self, key: str, now: Instant, language: Optional[str] = None) -> Any:
        """What the customer of a stored ticket may ask for, with reasons, by the policy's section "rights"."""
        return self._beside(lib.mend_desk_rights, key, now, language)

    def earlier(self, key: str, now: Instant, language: Optional[str] = None) -> Any:
        """Stored tickets of the same customer, unit or trouble, by the policy's section "earlier"."""
        return self._beside(lib.mend_desk_earlier, key, now, language)

    def _beside(self, ask: Any, key: str, now: Instant, language: Optional[str]) -> Any:
        name, tag = encoded(key), language or self.language
        with Buffer() as out:
            error = new_error()
            self._check(ask(self, name, len(name), milliseconds(now), encoded(tag) if tag else None, out,
                            ctypes.byref(error)), error)
            return out.json()

    def policy_of(self, ticket: Ticket) -> Policy:
        """The policy of a ticket."""
        found = lib.mend_desk_policy_of(self, ticket)
        for policy in self._policies:
            if policy._as_parameter_.value == found:
                return policy
        raise Fault(_abi.MEND_POLICY_MISMATCH)

    def put_unit(self, unit: Union[Unit, Document]) -> None:
        """Stores a unit or a contract."""
        own = unit if isinstance(unit, Unit) else Unit(unit)
        error = new_error()
        self._check(lib.mend_desk_unit_put(self, own, ctypes.byref(error)), error)

    def unit(self, key: str) -> Unit:
        """A stored unit or contract."""
        name, unit, error = encoded(key), Unit(), new_error()
        self._check(lib.mend_desk_unit_read(self, name, len(name), unit, ctypes.byref(error)), error)
        return unit

    def erase(self, key: str, now: Instant) -> None:
        """Removes a ticket whose time in the archive is over."""
        name, error = encoded(key), new_error()
        self._check(lib.mend_desk_erase(self, name, len(name), milliseconds(now), ctypes.byref(error)), error)

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """What happens inside becomes durable together; an exception takes it all back."""
        error = new_error()
        self._check(lib.mend_desk_begin(self, ctypes.byref(error)), error)
        try:
            yield
        except BaseException:
            lib.mend_desk_end(self, 0, None)
            raise
        self._check(lib.mend_desk_end(self, 1, ctypes.byref(error)), error)

    def door(self, request: Document, now: Instant) -> Any:
        """Asks the document door on this desk. "status" in the reply says how it went: refusals and faults are replies
        too. Only what the store raised is raised again."""
        return json.loads(self.reply(request, now))

    def reply(self, request: Document, now: Instant) -> bytes:
        """The same, as it was written."""
        data, error = json_bytes(request), new_error()
        with Buffer() as out:
            status = lib.mend_doc_desk(self, milliseconds(now), data, len(data), out, ctypes.byref(error))
            if self._table.raised is not None:
                self._check(status if status > _abi.MEND_REFUSED else 0, error)
            return out.reply(status, error)


__all__ = ["Desk", "Sweep"]
