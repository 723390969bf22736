"""A store on the sqlite3 of the standard library.

One file for any number of tenants, processes and desks. Durable as SQLite is at synchronous=FULL in WAL mode: what a
commit answered survives a crash of the program and of the machine.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import Any, Iterator, List, Optional, Tuple

from . import _abi
from ._store import Change, NotStored, Row, Store, StoreFault

_INDEXES = {_abi.MEND_INDEX_NUMBER: "number", _abi.MEND_INDEX_STATE: "state", _abi.MEND_INDEX_STAGE: "stage",
            _abi.MEND_INDEX_LEVEL: "level", _abi.MEND_INDEX_ASSIGNEE: "assignee", _abi.MEND_INDEX_CUSTOMER: "customer",
            _abi.MEND_INDEX_PRODUCT: "product", _abi.MEND_INDEX_SERIAL: "serial"}

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS ticket (tenant TEXT NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL,
    record BLOB NOT NULL, opened INTEGER NOT NULL, closed INTEGER, next_due INTEGER, claim TEXT, claim_until INTEGER,
    number TEXT, state TEXT, stage TEXT, level TEXT, assignee TEXT, customer TEXT, product TEXT, serial TEXT,
    PRIMARY KEY (tenant, key)) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS ticket_number ON ticket (tenant, number) WHERE number <> '';
CREATE INDEX IF NOT EXISTS ticket_all ON ticket (tenant, opened DESC, key);
CREATE INDEX IF NOT EXISTS ticket_due ON ticket (next_due, tenant, key) WHERE next_due IS NOT NULL;
CREATE INDEX IF NOT EXISTS ticket_tenant_due ON ticket (tenant, next_due, key) WHERE next_due IS NOT NULL;
CREATE TABLE IF NOT EXISTS event (tenant TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    data BLOB NOT NULL, PRIMARY KEY (tenant, key, seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS command (tenant TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, outcome BLOB NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (tenant, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notice (place INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, data BLOB NOT NULL, UNIQUE (tenant, id));
CREATE INDEX IF NOT EXISTS notice_place ON notice (tenant, place);
CREATE TABLE IF NOT EXISTS counter (tenant TEXT NOT NULL, id TEXT NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (tenant TEXT NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL, serial TEXT,
    record BLOB NOT NULL, PRIMARY KEY (tenant, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS unit_serial ON unit (tenant, serial, key);
"""
for _name in _INDEXES.values():
    if _name != "number":
        _SCHEMA += f"CREATE INDEX IF NOT EXISTS ticket_{_name} ON ticket (tenant, {_name}, opened DESC, key);\n"


@contextlib.contextmanager
def _faults(writing: bool = False) -> Iterator[None]:
    """What SQLite raises, as the statuses a store answers with."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise StoreFault(_abi.MEND_BUSY) from error
        if "full" in text:
            raise StoreFault(_abi.MEND_FULL) from error
        if "readonly" in text:
            raise StoreFault(_abi.MEND_DENIED) from error
        raise StoreFault(_abi.MEND_UNKNOWN if writing else _abi.MEND_IO) from error
    except sqlite3.DatabaseError as error:
        raise StoreFault(_abi.MEND_CORRUPT) from error


class SqliteStore(Store):
    """Tickets in one SQLite file; ":memory:" keeps them for the life of the store."""

    def __init__(self, path: str, timeout: float = 5.0) -> None:
        self._file = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=FULL")
        version = self._file.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise ValueError(f"{path} was written by a newer release (version {version})")
        self._file.executescript("BEGIN IMMEDIATE;" + _SCHEMA + f"PRAGMA user_version={_VERSION};COMMIT;")
        self._batch = False
        self._seen = ("", "", 0)  # the last notice of the last page, whose place is known though it may be gone

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction; inside a batch a savepoint of it, so that a change is stored whole or not at all."""
        begin, keep, back = (("SAVEPOINT change", "RELEASE change", "ROLLBACK TO change; RELEASE change")
                             if self._batch else ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"))
        with _faults():
            self._file.execute(begin)
        try:
            with _faults():
                yield self._file
        except BaseException:
            if self._file.in_transaction:
                for statement in back.split("; "):
                    self._file.execute(statement)
            raise
        try:
            with _faults(writing=True):
                self._file.execute(keep)
        except StoreFault:
            if self._file.in_transaction and not self._batch:  # COMMIT left it open: nothing is stored
                self._file.execute("ROLLBACK")
            raise

    def _rows(self, query: str, *values: Any) -> List[Any]:
        with _faults():
            return self._file.execute(query, values).fetchall()

    # ---- tickets ----

    def load(self, tenant: str, key: str) -> Tuple[bytes, int]:
        rows = self._rows("SELECT record, revision FROM ticket WHERE tenant=? AND key=?", tenant, key)
        if not rows:
            raise NotStored
        return bytes(rows[0][0]), int(rows[0][1])

    def recall(self, tenant: str, idempotency: str) -> bytes:
        rows = self._rows("SELECT outcome FROM command WHERE tenant=? AND id=?", tenant, idempotency)
        if not rows:
            raise NotStored
        return bytes(rows[0][0])

    def commit(self, change: Change) -> None:
        with self._transaction() as file:
            if change.idempotency and file.execute("SELECT 1 FROM command WHERE tenant=? AND id=?",
                                                   (change.tenant, change.idempotency)).fetchone():
                raise StoreFault(_abi.MEND_EXISTS)
            self._check_ticket(file, change)
            self._write_ticket(file, change)
            self._write_units(file, change)
            file.executemany("INSERT INTO event VALUES (?,?,?,?,?)", [
                (change.tenant, change.key, seq, at, data) for seq, at, data in change.events])
            file.executemany("INSERT INTO notice (tenant, id, key, data) VALUES (?,?,?,?)", [
                (change.tenant, notice, change.key, data) for notice, data in change.notices])
            if change.idempotency:
                file.execute("INSERT INTO command VALUES (?,?,?,?,?)",
                             (change.tenant, change.idempotency, change.key, change.outcome, change.now))

    @staticmethod
    def _check_ticket(file: sqlite3.Connection, change: Change) -> None:
        row = file.execute("SELECT revision, claim FROM ticket WHERE tenant=? AND key=?",
                           (change.tenant, change.key)).fetchone()
        if change.expected == 0 and row:
            raise StoreFault(_abi.MEND_DUPLICATE)
        if change.expected > 0 and (not row or row[0] != change.expected):
            raise StoreFault(_abi.MEND_CONFLICT)
        if change.claim and row[1] != change.claim:
            raise StoreFault(_abi.MEND_CONFLICT)

    @staticmethod
    def _write_ticket(file: sqlite3.Connection, change: Change) -> None:
        columns = ["tenant", "key", "revision", "record", "opened", "closed", "next_due"] + list(_INDEXES.values())
        values = [change.tenant, change.key, change.revision, change.record, change.opened, change.closed,
                  change.next_due] + [change.indexes[i] for i in _INDEXES]
        try:  # REPLACE would push a ticket of the same number out, so: update, else insert
            changed = file.execute(
                f"UPDATE ticket SET {', '.join(c + '=?' for c in columns[2:])}, claim=NULL, claim_until=NULL "
                "WHERE tenant=? AND key=?", values[2:] + values[:2]).rowcount
            if changed == 0:
                file.execute(f"INSERT INTO ticket ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                             values)
        except sqlite3.IntegrityError as error:
            raise StoreFault(_abi.MEND_DUPLICATE) from error

    @staticmethod
    def _write_units(file: sqlite3.Connection, change: Change) -> None:
        for key, serial, record, expected, revision in change.units:
            if expected == 0:
                done = file.execute("INSERT OR IGNORE INTO unit VALUES (?,?,?,?,?)",
                                    (change.tenant, key, revision, serial, record)).rowcount
            else:
                done = file.execute("UPDATE unit SET revision=?, serial=?, record=? WHERE tenant=? AND key=? AND "
                                    "revision=?", (revision, serial, record, change.tenant, key, expected)).rowcount
            if done != 1:
                raise StoreFault(_abi.MEND_CONFLICT)

    def events(self, tenant: str, key: str, after: int, most: int) -> List[Row]:
        return [("", seq, data) for seq, data in self._rows(
            "SELECT seq, data FROM event WHERE tenant=? AND key=? AND seq>? ORDER BY seq LIMIT ?", tenant, key, after,
            most)]

    def page(self, tenant: str, index: int, value: str, after: str, most: int) -> List[Row]:
        if index != _abi.MEND_INDEX_ALL and index not in _INDEXES:
            raise StoreFault(_abi.MEND_UNSUPPORTED)
        where, values = "tenant=?", [tenant]  # type: Tuple[str, List[Any]]
        if index != _abi.MEND_INDEX_ALL:
            where += f" AND {_INDEXES[index]}=?"
            values.append(value)
        if after:
            opened = self._rows("SELECT opened FROM ticket WHERE tenant=? AND key=?", tenant, after)
            if not opened:
                raise NotStored
            where += " AND (opened<? OR (opened=? AND key>?))"
            values += [opened[0][0], opened[0][0], after]
        return self._rows(f"SELECT key, revision, record FROM ticket WHERE {where} ORDER BY opened DESC, key LIMIT ?",
                          *values, most)

    def erase(self, tenant: str, key: str, expected: int) -> None:
        with self._transaction() as file:
            row = file.execute("SELECT revision FROM ticket WHERE tenant=? AND key=?", (tenant, key)).fetchone()
            if not row:
                raise NotStored
            if row[0] != expected:
                raise StoreFault(_abi.MEND_CONFLICT)
            for table in ("ticket", "event", "command", "notice"):
                file.execute(f"DELETE FROM {table} WHERE tenant=? AND key=?", (tenant, key))

    # ---- numbers, notices, batches ----

    def draw(self, tenant: str, counter: str, start: int, step: int, count: int, limit: int) -> Optional[int]:
        with self._transaction() as file:
            row = file.execute("SELECT last FROM counter WHERE tenant=? AND id=?", (tenant, counter)).fetchone()
            last = (start if row is None else row[0] + step) + (count - 1) * step
            if last > limit:
                raise StoreFault(_abi.MEND_EXHAUSTED)
            file.execute("INSERT OR REPLACE INTO counter VALUES (?,?,?)", (tenant, counter, last))
            return None if row is None else int(row[0])

    def pending(self, tenant: str, after: str, most: int) -> List[Row]:
        place = 0  # a notice that is not there any more begins at the front: better twice than never
        found = self._rows("SELECT place FROM notice WHERE tenant=? AND id=?", tenant, after) if after else []
        if found:
            place = found[0][0]
        elif (tenant, after) == self._seen[:2]:
            place = self._seen[2]
        rows = self._rows("SELECT id, attempts, data, place FROM notice WHERE tenant=? AND place>? ORDER BY place LIMIT ?",
                          tenant, place, most)
        if rows:
            self._seen = (tenant, rows[-1][0], rows[-1][3])
        return [row[:3] for row in rows]

    def sent(self, tenant: str, notice: str, done: bool) -> None:
        with self._transaction() as file:
            statement = ("DELETE FROM notice WHERE tenant=? AND id=?" if done else
                         "UPDATE notice SET attempts=attempts+1 WHERE tenant=? AND id=?")
            if file.execute(statement, (tenant, notice)).rowcount != 1:
                raise NotStored

    def begin(self) -> None:
        with _faults():
            self._file.execute("BEGIN IMMEDIATE")
        self._batch = True

    def end(self, keep: bool) -> None:
        self._batch = False
        try:
            with _faults(writing=True):
                self._file.execute("COMMIT" if keep else "ROLLBACK")
        except StoreFault:
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")
            raise

    # ---- time ----

    def due(self, tenant: str, until: int, after: Tuple[int, str, str], most: int, now: int,
            lease_until: Optional[int]) -> List[Tuple[str, str, int, str]]:
        where, values = "next_due<=? AND (next_due, tenant, key)>(?,?,?)", [until, *after]  # type: Tuple[str, List[Any]]
        if tenant:
            where += " AND tenant=?"
            values.append(tenant)
        query = f"SELECT tenant, key, next_due FROM ticket WHERE {where}"
        order = " ORDER BY next_due, tenant, key LIMIT ?"
        if lease_until is None:
            return [(owner, key, at, "") for owner, key, at in self._rows(query + order, *values, most)]
        with self._transaction() as file:
            free = " AND (claim IS NULL OR claim_until<=?)"
            rows = [(owner, key, at, os.urandom(16).hex())
                    for owner, key, at in file.execute(query + free + order, (*values, now, most)).fetchall()]
            file.executemany("UPDATE ticket SET claim=?, claim_until=? WHERE tenant=? AND key=?", [
                (token, lease_until, owner, key) for owner, key, _, token in rows])
            return rows

    # ---- units ----

    def unit_load(self, tenant: str, key: str) -> Tuple[bytes, int]:
        rows = self._rows("SELECT record, revision FROM unit WHERE tenant=? AND key=?", tenant, key)
        if not rows:
            raise NotStored
        return bytes(rows[0][0]), int(rows[0][1])

    def unit_page(self, tenant: str, serial: str, after: str, most: int) -> List[Row]:
        where, values = "tenant=? AND key>?", [tenant, after]
        if serial:
            where += " AND serial=?"
            values.append(serial)
        return self._rows(f"SELECT key, revision, record FROM unit WHERE {where} ORDER BY key LIMIT ?", *values, most)

    def unit_put(self, change: Change) -> None:
        with self._transaction() as file:
            self._write_units(file, change)
