"""Policies, tickets, units, arguments and results: what needs no store.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ctypes
import dataclasses
import datetime
import json
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Union

from . import _abi
from ._library import (Buffer, Fault, Handle, Instant, MendError, NEVER, c_text, check, encoded, instant,
                       json_bytes, lib, milliseconds, new_error, text_at)

Document = Union[str, bytes, Mapping[str, Any]]
"""A JSON document: its text, or what it says."""


@dataclasses.dataclass(frozen=True)
class Reason:
    """Why something is refused: a stable code, its parameters, and a sentence."""

    code: str
    params: Dict[str, str]
    text: str


class Refused(MendError):
    """The policy refuses; ``reasons`` holds every reason at once. Nothing has changed."""

    def __init__(self, status: int, reasons: Sequence[Reason]) -> None:
        self.reasons = list(reasons)
        super().__init__(status, " ".join(reason.text for reason in self.reasons))


@dataclasses.dataclass(frozen=True)
class Result:
    """What a step did: the events as they were written (``log``) and as values, in order.

    ``replayed``: the key was known, and this is what happened the first time. ``more``: time has more to do.
    """

    log: List[bytes]
    replayed: bool = False
    more: bool = False

    @property
    def events(self) -> List[Dict[str, Any]]:
        """The events as values."""
        return [json.loads(event) for event in self.log]


class Policy(Handle):
    """A compiled policy. It never changes; any thread may use it.

    ``documents`` are JSON texts, values, or the name of a preset as the only one; each further document is laid over
    those before it. ``zones`` gives the TZif file of an IANA zone, or None.
    """

    _free = "mend_policy_free"

    def __init__(self, *documents: Document, zones: Optional[Callable[[str], Optional[bytes]]] = None) -> None:
        super().__init__()
        if len(documents) == 1 and isinstance(documents[0], str) and not documents[0].lstrip().startswith("{"):
            documents = (preset(documents[0]),)
        texts = [json_bytes(document) for document in documents]
        array = (ctypes.c_char_p * len(texts))(*texts)
        lengths = (ctypes.c_size_t * len(texts))(*[len(text) for text in texts])
        error, finder = new_error(), _Zones(zones)
        options = _abi.mend_policy_options(ctypes.sizeof(_abi.mend_policy_options), 0, finder.callback, None)
        status = lib.mend_policy_load_with(None, ctypes.cast(array, ctypes.POINTER(ctypes.c_void_p)), lengths,
                                           len(texts), ctypes.byref(options), ctypes.byref(self._handle),
                                           ctypes.byref(error))
        finder.raise_if_failed()
        check(status, error)

    @property
    def id(self) -> str:
        """The author's id."""
        return text_at(lib.mend_policy_id(self, None))

    @property
    def revision(self) -> int:
        """The author's revision."""
        return int(lib.mend_policy_revision(self))

    @property
    def digest(self) -> str:
        """What it says, as 64 hexadecimal digits."""
        return text_at(lib.mend_policy_digest(self))

    def document(self) -> Any:
        """The merged document."""
        with Buffer() as out:
            check(lib.mend_policy_write(self, out))
            return out.json()

    def names(self, kind: int) -> List[str]:
        """The names of one kind of thing (``MEND_KIND_STATE``), in the policy's order."""
        return [text_at(lib.mend_policy_name(self, kind, i, None)) for i in range(lib.mend_policy_count(self, kind))]

    def label(self, kind: int, name: str, language: Optional[str] = None) -> str:
        """What people call it; "" if there is no such thing."""
        data = encoded(name)
        return text_at(lib.mend_policy_label(self, kind, data, len(data), c_text(language), None))

    def door(self, request: Document) -> Any:
        """Asks the document door, which knows every operation (docs/door.md). "status" in the reply says how it went:
        refusals and faults are replies too."""
        return json.loads(door(request, self))


class _Zones:
    """The callback that finds zones: what it raises is raised again once the library has returned."""

    def __init__(self, find: Optional[Callable[[str], Optional[bytes]]]) -> None:
        self._find = find
        self._failed: Optional[BaseException] = None
        self._kept: List[ctypes.c_void_p] = []
        self.callback = _abi.mend_zone_fn(self._called)

    def _called(self, _user: Any, name: int, length: int, out: Any) -> int:
        try:
            data = None if self._find is None else self._find(text_at(name, length))
            if data is None:
                return _abi.MEND_NOT_FOUND
            zone = ctypes.c_void_p()
            status: int = lib.mend_zone_tzif(None, data, len(data), ctypes.byref(zone), None)
            if status == _abi.MEND_OK:
                self._kept.append(zone)
                out[0] = zone.value
            return status
        except BaseException as error:  # nothing may pass through the library
            self._failed = error
            return _abi.MEND_IO

    def raise_if_failed(self) -> None:
        """Frees the zones; raises what the caller's function raised."""
        for zone in self._kept:
            lib.mend_zone_free(zone)
        if self._failed is not None:
            raise self._failed


def presets() -> List[str]:
    """The names of the built-in policies."""
    return [text_at(lib.mend_preset_name(i)) for i in range(lib.mend_preset_count())]


def preset(name: str) -> str:
    """The document of a built-in policy."""
    address = lib.mend_preset_text(c_text(name), None)
    if not address:
        raise Fault(_abi.MEND_NOT_FOUND, f"there is no preset {name!r}; there are {', '.join(presets())}")
    return text_at(address)


def door(request: Document, policy: Optional[Policy] = None) -> bytes:
    """The reply of the document door to a request, as it was written; "status" in it says how it went."""
    data, error = json_bytes(request), new_error()
    with Buffer() as out:
        return out.reply(lib.mend_doc_call(policy, data, len(data), out, ctypes.byref(error)), error)


class Args(Handle):
    """What somebody does, from a document as mend_args_json() reads it."""

    _free = "mend_args_free"

    def __init__(self, document: Document, *units: "Unit") -> None:
        super().__init__()
        check(lib.mend_args_new(None, ctypes.byref(self._handle)))
        data, error = json_bytes(document), new_error()
        check(lib.mend_args_json(self, data, len(data), ctypes.byref(error)), error)
        self._units = units  # borrowed by the arguments
        for unit in units:
            setter = lib.mend_args_contract if unit.kind == "contract" else lib.mend_args_unit
            check(setter(self, unit))


class ResultHandle(Handle):
    """The library's own result, read out into a Result or a Refused."""

    _free = "mend_result_free"

    def __init__(self) -> None:
        super().__init__()
        check(lib.mend_result_new(None, ctypes.byref(self._handle)))

    def take(self, status: int, error: Any, policy: Optional[Policy], language: Optional[str]) -> Result:
        """The result of a call that answered ``status``."""
        if status <= _abi.MEND_REFUSED:
            raise Refused(status, self._reasons(policy, language))
        check(status, error)
        length = ctypes.c_size_t()
        log = []
        for i in range(lib.mend_result_event_count(self)):
            address = lib.mend_result_event(self, i, ctypes.byref(length))
            log.append(ctypes.string_at(address, length.value))
        return Result(log, bool(lib.mend_result_replayed(self)), bool(lib.mend_result_more(self)))

    def _reasons(self, policy: Optional[Policy], language: Optional[str]) -> List[Reason]:
        with Buffer() as out:
            check(lib.mend_result_write(self, policy, c_text(language), out))
            return [Reason(r["code"], r.get("params", {}), r["text"]) for r in out.json().get("reasons", [])]


class Unit(Handle):
    """A unit or a contract: what outlives a ticket."""

    _free = "mend_unit_free"

    def __init__(self, document: Optional[Document] = None) -> None:
        super().__init__()
        check(lib.mend_unit_new(None, ctypes.byref(self._handle)))
        if document is not None:
            data, error = json_bytes(document), new_error()
            check(lib.mend_unit_read(self, data, len(data), ctypes.byref(error)), error)

    @property
    def key(self) -> str:
        """Its key in the store."""
        return text_at(lib.mend_unit_key(self, None))

    @property
    def kind(self) -> str:
        """"unit" or "contract"."""
        return text_at(lib.mend_unit_kind(self))

    @property
    def revision(self) -> int:
        """How often it has been stored."""
        return int(lib.mend_unit_revision(self))

    def document(self) -> Any:
        """What it says."""
        with Buffer() as out:
            check(lib.mend_unit_write(self, out))
            return out.json()


class Ticket(Handle):
    """A ticket. One thread at a time."""

    _free = "mend_ticket_free"

    def __init__(self, record: Optional[bytes] = None) -> None:
        super().__init__()
        check(lib.mend_ticket_new(None, ctypes.byref(self._handle)))
        if record is not None:
            error = new_error()
            check(lib.mend_ticket_load(self, record, len(record), ctypes.byref(error)), error)

    @classmethod
    def replay(cls, slots: bytes, events: Sequence[bytes]) -> "Ticket":
        """Builds a ticket again from its log; no policy is needed."""
        ticket, error = cls(), new_error()
        array = (ctypes.c_char_p * len(events))(*events)
        lengths = (ctypes.c_size_t * len(events))(*[len(event) for event in events])
        check(lib.mend_ticket_replay(ticket, slots, len(slots), ctypes.cast(array, ctypes.POINTER(ctypes.c_void_p)),
                                     lengths, len(events), ctypes.byref(error)), error)
        return ticket

    def save(self) -> bytes:
        """The record for a store. It holds personal values."""
        with Buffer() as out:
            check(lib.mend_ticket_save(self, out))
            return bytes(out)

    def slots(self) -> bytes:
        """The personal values, which the log only points to."""
        with Buffer() as out:
            check(lib.mend_ticket_slots(self, out))
            return bytes(out)

    @property
    def key(self) -> str:
        """Its key in the store."""
        return text_at(lib.mend_ticket_key(self, None))

    @property
    def number(self) -> str:
        """Its number; "" if it has none."""
        return text_at(lib.mend_ticket_number(self, None))

    @property
    def state(self) -> str:
        """The name of its state; "" before it is opened."""
        return text_at(lib.mend_ticket_state(self, None))

    @property
    def stage(self) -> str:
        """new, active, waiting, done or closed."""
        return text_at(lib.mend_ticket_stage(self))

    @property
    def revision(self) -> int:
        """The number of its last event."""
        return int(lib.mend_ticket_revision(self))

    @property
    def next_due(self) -> Optional[datetime.datetime]:
        """When time does something to it next."""
        return instant(lib.mend_ticket_next_due(self))

    def __getitem__(self, path: str) -> str:
        """The value of a field as text, masked if it is personal; "" if it has none, KeyError if there is no such field."""
        data, length = encoded(path), ctypes.c_size_t()
        status = lib.mend_ticket_text(self, data, len(data), None, 0, ctypes.byref(length))
        if status in (_abi.MEND_NOT_FOUND, _abi.MEND_UNKNOWN_FIELD):
            raise KeyError(path)
        if status not in (_abi.MEND_OK, _abi.MEND_SHORT_BUFFER):
            check(status)
        out = ctypes.create_string_buffer(length.value + 1)
        check(lib.mend_ticket_text(self, data, len(data), out, len(out), ctypes.byref(length)))
        return out.raw[:length.value].decode()

    def get(self, path: str, default: Optional[str] = None) -> Optional[str]:
        """The value of a field as text; the default if it has none."""
        return self[path] or default

    def view(self, policy: Optional[Policy] = None, language: Optional[str] = None) -> Any:
        """The whole ticket for people, personal values masked."""
        with Buffer() as out:
            error = new_error()
            check(lib.mend_view(policy, self, c_text(language), out, ctypes.byref(error)), error)
            return out.json()

    def clocks(self, policy: Policy, now: Instant, language: Optional[str] = None) -> Any:
        """Where each clock stands, and why."""
        with Buffer() as out:
            error = new_error()
            check(lib.mend_clocks(policy, self, None, 0, milliseconds(now), c_text(language), out,
                                  ctypes.byref(error)), error)
            return out.json()

    def facts(self, policy: Policy, now: Instant) -> Any:
        """What reports count."""
        with Buffer() as out:
            error = new_error()
            check(lib.mend_facts(policy, self, milliseconds(now), out, ctypes.byref(error)), error)
            return out.json()

    def sheet(self, policy: Policy, sheet: str, now: Instant, language: Optional[str] = None) -> Any:
        """What stands on a form."""
        with Buffer() as out:
            data, error = encoded(sheet), new_error()
            check(lib.mend_sheet(policy, self, data, len(data), milliseconds(now), c_text(language), out,
                                 ctypes.byref(error)), error)
            return out.json()

    def actions(self, policy: Policy, actor: Mapping[str, Any], now: Instant, language: Optional[str] = None) -> Any:
        """What this actor may do now, and what each step still lacks."""
        with Args({"actor": dict(actor)}) as args, Buffer() as out:
            error = new_error()
            check(lib.mend_actions(policy, self, args, milliseconds(now), c_text(language), out,
                                   ctypes.byref(error)), error)
            return out.json()

    def act(self, policy: Policy, args: Document, now: Instant, *units: Unit,
            language: Optional[str] = None) -> Result:
        """Does it: the events, or Refused with every reason, or a Fault."""
        with Args(args, *units) as given, ResultHandle() as result:
            error = new_error()
            status = lib.mend_act(policy, self, given, milliseconds(now), result, ctypes.byref(error))
            return result.take(status, error, policy, language)

    def try_(self, policy: Policy, args: Document, now: Instant, *units: Unit,
             language: Optional[str] = None) -> Result:
        """The same without doing it."""
        with Args(args, *units) as given, ResultHandle() as result:
            error = new_error()
            status = lib.mend_try(policy, self, given, milliseconds(now), result, ctypes.byref(error))
            return result.take(status, error, policy, language)

    def tick(self, policy: Policy, now: Instant) -> Result:
        """Time has passed: what was due happens. As long as ``more`` is true, call again."""
        with ResultHandle() as result:
            error = new_error()
            status = lib.mend_tick(policy, self, milliseconds(now), result, ctypes.byref(error))
            return result.take(status, error, policy, None)

    def quote(self, policy: Policy, now: Instant, *units: Unit, kind: int = _abi.MEND_QUOTE_ESTIMATE,
              language: Optional[str] = None) -> Any:
        """What it costs, line by line, who pays and why; Refused if no quote can be made."""
        own = [unit for unit in units if unit.kind != "contract"]
        contracts = [unit for unit in units if unit.kind == "contract"]
        array = (ctypes.c_void_p * len(contracts))(*[unit._as_parameter_.value for unit in contracts])
        with Quote() as quote:
            error = new_error()
            status = lib.mend_quote_make(policy, self, own[0] if own else None,
                                         ctypes.cast(array, ctypes.POINTER(ctypes.c_void_p)), len(contracts), kind,
                                         milliseconds(now), quote, ctypes.byref(error))
            return quote.take(status, error, policy, language)


class Quote(Handle):
    """The library's own quote, read out into its document."""

    _free = "mend_quote_free"

    def __init__(self) -> None:
        super().__init__()
        check(lib.mend_quote_new(None, ctypes.byref(self._handle)))

    def take(self, status: int, error: Any, policy: Policy, language: Optional[str]) -> Any:
        """The document, or why there is none."""
        if status <= _abi.MEND_REFUSED:
            code = text_at(lib.mend_reason_name(lib.mend_quote_refusal(self, None, None)))
            raise Refused(status, [Reason(code, {"field": error.path.decode()}, error.text.decode())])
        check(status, error)
        with Buffer() as out:
            check(lib.mend_quote_write(self, policy, c_text(language), out))
            return out.json()


class Calendar(Handle):
    """Working time, from a calendar document (docs/calendars.md). Any thread."""

    _free = "mend_calendar_free"

    def __init__(self, document: Document, zones: Optional[Callable[[str], Optional[bytes]]] = None) -> None:
        super().__init__()
        data, error, finder = json_bytes(document), new_error(), _Zones(zones)
        status = lib.mend_calendar_new(None, data, len(data), finder.callback, None, ctypes.byref(self._handle),
                                       ctypes.byref(error))
        finder.raise_if_failed()
        check(status, error)

    def add(self, at: Instant, work: datetime.timedelta) -> Optional[datetime.datetime]:
        """When so much working time will have passed."""
        out = ctypes.c_int64()
        ms = work // datetime.timedelta(milliseconds=1)
        check(lib.mend_calendar_add(self, milliseconds(at), ms, ctypes.byref(out), None))
        return instant(out.value)

    def between(self, start: Instant, end: Instant) -> datetime.timedelta:
        """How much working time lies between."""
        out = ctypes.c_int64()
        check(lib.mend_calendar_between(self, milliseconds(start), milliseconds(end), ctypes.byref(out), None))
        return datetime.timedelta(milliseconds=out.value)


__all__ = ["Args", "Calendar", "Document", "NEVER", "Policy", "Quote", "Reason", "Refused", "Result", "ResultHandle",
           "Ticket", "Unit", "door", "preset", "presets"]
