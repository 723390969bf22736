#!/usr/bin/env python3
"""A service desk over HTTP, on the standard library alone: how libmend sits in a program with accounts and requests.

    python3 service_desk.py shop.db 8080

    POST /tickets                  opens one; body: {"action": "register", "fields": {...}}
    GET  /tickets                  the newest; ?state=dispatched, ?assignee=chen, ?after=SR-202403150001
    GET  /tickets/<key>            what stands in it, personal values masked
    GET  /tickets/<key>/actions    what the caller may do now, and what each step still lacks
    GET  /tickets/<key>/clocks     where each deadline stands, and why
    GET  /tickets/<key>/history    its events
    POST /tickets/<key>/<action>   does something; body: {"fields": {...}, "reason": "..."}

Who calls is told by an access token; the accounts, their roles and grades belong to this program, not to the library.
A request with an Idempotency-Key may be sent again: it counts once. A refusal answers 422 (403 for a wrong role, 409 for
a wrong state) with every reason; nothing has changed then. A thread of its own does what time has made due.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import datetime
import hmac
import http.server
import json
import pathlib
import sys
import threading
import urllib.parse
from typing import Any, Callable, Dict, List, Optional

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import mend  # noqa: E402

TENANT = "shop"
LONGEST_BODY = 1 << 20
INDEXES = {"state": mend.MEND_INDEX_STATE, "stage": mend.MEND_INDEX_STAGE, "level": mend.MEND_INDEX_LEVEL,
           "assignee": mend.MEND_INDEX_ASSIGNEE, "customer": mend.MEND_INDEX_CUSTOMER,
           "serial": mend.MEND_INDEX_SERIAL}
HTTP_OF = {mend.MEND_WRONG_ROLE: 403, mend.MEND_WRONG_STATE: 409, mend.MEND_SEPARATION: 403,
           mend.MEND_NOT_FOUND: 404, mend.MEND_CONFLICT: 409, mend.MEND_DUPLICATE: 409, mend.MEND_KEY_REUSED: 409,
           mend.MEND_BUSY: 503, mend.MEND_UNKNOWN: 503, mend.MEND_IO: 500, mend.MEND_NOMEM: 500,
           mend.MEND_INTERNAL: 500, mend.MEND_CORRUPT: 500}


class Office:
    """The desk of each thread, the accounts, and the clock."""

    def __init__(self, path: str, accounts: Dict[str, Dict[str, Any]],
                 clock: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.timezone.utc)) -> None:
        self.policy = mend.Policy("standard@1")
        self.accounts, self.clock, self._path = accounts, clock, path
        self._own = threading.local()

    @property
    def desk(self) -> mend.Desk:
        """This thread's desk."""
        if not hasattr(self._own, "desk"):
            self._own.desk = mend.Desk(mend.SqliteStore(self._path), TENANT, self.policy)
        desk: mend.Desk = self._own.desk
        return desk

    def close(self) -> None:
        """Closes this thread's desk."""
        if hasattr(self._own, "desk"):
            self._own.desk.close()
            del self._own.desk

    def caller(self, header: str) -> Optional[Dict[str, Any]]:
        """The actor whom a token belongs to."""
        scheme, _, token = header.partition(" ")
        found = None
        for known, actor in self.accounts.items():  # every one is compared, so that the time tells nothing
            if hmac.compare_digest(known.encode(), token.encode()) and scheme == "Bearer":
                found = actor
        return found

    def sweep(self) -> int:
        """Does what is due; answers how many tickets that was."""
        done = 0
        while True:
            swept = self.desk.sweep(self.clock(), batch=100)
            done += swept.ticked
            if not swept.more:
                return done


class Handler(http.server.BaseHTTPRequestHandler):
    """One request."""

    office: Office
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A question."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """A command."""
        self._answer(self._post)

    def _answer(self, what: Callable[[Dict[str, Any], List[str], Dict[str, str]], Any]) -> None:
        try:
            actor = self.office.caller(self.headers.get("Authorization", ""))
            if actor is None:
                self._send(401, {"error": "no such token"})
                return
            address = urllib.parse.urlsplit(self.path)
            words = [urllib.parse.unquote(word) for word in address.path.split("/") if word]
            self._send(200, what(actor, words, dict(urllib.parse.parse_qsl(address.query))))
        except mend.Refused as refused:
            self._send(HTTP_OF.get(refused.status, 422), {"error": refused.name, "reasons": [
                {"code": reason.code, "params": reason.params, "text": reason.text} for reason in refused.reasons]})
        except mend.MendError as fault:
            self._send(HTTP_OF.get(fault.status, 400), {"error": fault.name, "text": str(fault)})
        except (ValueError, KeyError) as error:
            self._send(400, {"error": "BAD_REQUEST", "text": str(error)})

    def _get(self, actor: Dict[str, Any], words: List[str], query: Dict[str, str]) -> Any:
        desk, now = self.office.desk, self.office.clock()
        if words == ["tickets"]:
            asked = [name for name in INDEXES if name in query]
            index = INDEXES[asked[0]] if asked else mend.MEND_INDEX_ALL
            tickets = desk.page(index, query[asked[0]] if asked else "", query.get("after", ""))
            return [{"key": t.key, "number": t.number, "state": t.state, "stage": t.stage} for t in tickets]
        if len(words) not in (2, 3) or words[0] != "tickets":
            raise KeyError("there is nothing at this address")
        ticket = desk.read(words[1])
        policy, what = desk.policy_of(ticket), words[2] if len(words) == 3 else "view"
        if what == "view":
            return ticket.view(policy, self._language())
        if what == "actions":
            return ticket.actions(policy, actor, now, self._language())
        if what == "clocks":
            return ticket.clocks(policy, now, self._language())
        if what == "history":
            return [json.loads(event) for event in desk.history(words[1])]
        raise KeyError(f"a ticket has no {what}")

    def _post(self, actor: Dict[str, Any], words: List[str], _query: Dict[str, str]) -> Any:
        desk, now, args = self.office.desk, self.office.clock(), self._body()
        desk.language = self._language()
        args["actor"] = actor  # whoever the body says it is
        if "Idempotency-Key" in self.headers:
            args["key"] = self.headers["Idempotency-Key"]
        if words == ["tickets"]:
            ticket, result = desk.open(args, now)
            return {"key": ticket.key, "number": ticket.number, "replayed": result.replayed}
        if len(words) != 3 or words[0] != "tickets":
            raise KeyError("there is nothing at this address")
        args["action"] = words[2]
        result = desk.act(words[1], args, now)
        return {"state": desk.read(words[1]).state, "events": result.events, "replayed": result.replayed}

    def _body(self) -> Dict[str, Any]:
        length = int(self.headers.get("Content-Length", 0))
        if not 0 <= length <= LONGEST_BODY:
            self.close_connection = True
            raise ValueError("the body is too long")
        args = json.loads(self.rfile.read(length) or b"{}")
        if not isinstance(args, dict):
            raise ValueError("the body must be an object")
        return args

    def _language(self) -> Optional[str]:
        return self.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip() or None

    def _send(self, status: int, reply: Any) -> None:
        body = json.dumps(reply, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: addresses may hold personal values."""

    def finish(self) -> None:
        """The connection is over, and with it this thread."""
        super().finish()
        self.office.close()


def serve(office: Office, port: int) -> http.server.ThreadingHTTPServer:
    """A server that is ready to run; port 0: any free one."""
    handler = type("OfficeHandler", (Handler,), {"office": office})
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)


def main() -> None:
    """Two accounts to try it with; a real program has its own."""
    accounts = {"let-li-in": {"id": "li", "roles": ["customer_service"], "grade": "junior"},
                "let-wang-in": {"id": "wang", "roles": ["cs_supervisor", "supervisor"], "grade": "senior"}}
    office = Office(sys.argv[1], accounts)
    server = serve(office, int(sys.argv[2]))
    stop = threading.Event()

    def keep_time() -> None:
        while not stop.wait(10):
            office.sweep()
        office.close()
    threading.Thread(target=keep_time, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}/tickets", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        stop.set()


if __name__ == "__main__":
    main()
