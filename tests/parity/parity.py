"""Stories and vectors run by Python, to be held against those of other languages (parity.c tells the files).

    python3 parity.py desk FOLDER < steps.jsonl       on a desk with the store on SQLite
    python3 parity.py door FOLDER < door.jsonl        by the document door; every reply must be the one that stands there
    python3 parity.py vectors FILE < requests.jsonl   what `driver --requests` has written; FILE gets every answer

SPDX-License-Identifier: Apache-2.0
"""

import json
import pathlib
import sys
import tempfile

import mend


def canonical(value):
    """A line as the door writes it: members sorted."""
    reply = mend.door({"op": "canonical", "value": value})
    return reply[len('{"status":"OK","value":'):-1] + b"\n"


# ---- stories on a desk ----

class Story:
    """One story from its head to the list of its tickets."""

    def __init__(self, folder, head):
        self.path = str(pathlib.Path(folder) / pathlib.Path(head["story"]).stem)
        self.policy = mend.Policy(head["policy"])
        self.desk = mend.Desk(mend.SqliteStore(":memory:"), head["tenant"], self.policy)
        self.answers, self.notices = [], []

    def write(self, end, data):
        with open(self.path + end, "wb") as file:
            file.write(data)

    def act(self, op, request, now):
        """Opens, acts or tries; a refusal is asked for again in the other language."""
        said = {"op": op}
        for self.desk.language in "en", "zh-CN":
            try:
                if op == "open":
                    _, result = self.desk.open(request["args"], now)
                else:
                    call = self.desk.act if op == "act" else self.desk.try_
                    result = call(request.get("key", ""), request["args"], now)
                said.update(status="MEND_OK", replayed=result.replayed, events=result.events)
                break
            except mend.Refused as refused:
                said["status"] = refused.name
                said[self.desk.language] = [vars(reason) for reason in refused.reasons]
            except mend.Fault as fault:
                said.update(status=fault.name, path=fault.path, text=fault.text)
        self.answers.append(canonical(said))

    def sweep(self, now):
        swept = self.desk.sweep(now)
        self.answers.append(canonical({
            "op": "sweep", "due": swept.due, "ticked": swept.ticked, "conflicts": swept.conflicts,
            "failed": len(swept.failed), "events": swept.events, "more": int(swept.more),
            "next_due": -(1 << 63) if swept.next_due is None else swept.next_due}))

    def step(self, now, request):
        op = request["op"]
        if op in ("open", "act", "try"):
            self.act(op, request, now)
        elif op == "sweep":
            self.sweep(now)
        elif op == "pending":
            for notice in self.desk.pending():
                attempts = notice.pop("attempts")
                self.notices.append(canonical({"id": notice["id"], "attempts": attempts, "notice": notice}))
        elif op == "sent":
            self.desk.sent(request["id"])
        elif op == "unit_put":
            self.desk.put_unit(request["unit"])
        else:
            for request["lang"] in ["zh-CN"] if op == "reveal" else ["en", "zh-CN"]:
                self.answers.append(self.desk.reply(request, now) + b"\n")

    def end(self, tickets):
        for ticket in tickets:
            name, key = "." + ticket["name"], ticket["key"]
            log, stored = self.desk.history(key), self.desk.read(key)
            self.write(name + ".jsonl", b"".join(event + b"\n" for event in log))
            self.write(name + ".record", stored.save())
            self.write(name + ".slots", stored.slots())
            if mend.Ticket.replay(stored.slots(), log).save() != stored.save():
                raise SystemExit(self.path + name + ": replayed, it is another ticket")
        self.write(".answers.jsonl", b"".join(self.answers))
        self.write(".notices.jsonl", b"".join(self.notices))
        self.write(".units.json", self.desk.reply({"op": "units", "max": 100}, 0))
        self.desk.close()


def stories(folder):
    calls, story = 0, None
    for line in sys.stdin.buffer:
        given = json.loads(line)
        if "story" in given:
            story = Story(folder, given)
        elif "tickets" in given:
            story.end(given["tickets"])
        else:
            story.step(given["now"], given["request"])
            calls += 1
    print(f"{calls} calls of the desk, 0 wrong")
    return calls > 0


# ---- the document door ----

def replies():
    calls, wrong, policy = 0, 0, None
    for line in sys.stdin.buffer:
        if not line.startswith(b'{"request":'):
            head = json.loads(line)
            policy = mend.Policy(head["policy"]) if "policy" in head else None
            continue
        request, _, reply = line.rstrip(b"\n")[len(b'{"request":'):-1].partition(b',"reply":')
        calls += 1
        if mend.door(request, policy) != reply:
            wrong += 1
            print("another reply to", request.decode())
    print(f"{calls} calls of the door, {wrong} wrong")
    return calls > 0 and not wrong


# ---- vectors ----

def asked(request):
    """What a reply comes to: its "out", why a rule refused, or its error by reason, else by status."""
    reply = json.loads(mend.door(request))
    error = reply.get("error", {})
    return reply["out"] if "out" in reply else {"err": reply.get("refused") or error.get("reason") or reply["status"]}


def reserve(given):
    """Numbers drawn when they are reserved or, without gaps, when they are committed."""
    store, held, numbers, gaps = mend.SqliteStore(":memory:"), {}, {}, []

    def draw():
        last = store.draw("vectors", "number", 1, 1, 1, 10 ** 18 - 1)
        return 1 if last is None else last + 1
    gapless = given["mode"] == "gapless"
    for what, who in given["events"]:
        if what == "reserve":
            held[who] = None if gapless else draw()
        elif who not in held:
            return {"err": "NOT_RESERVED"}
        elif what == "commit":
            numbers[who] = draw() if gapless else held[who]
            del held[who]
        else:
            gaps += [] if gapless else [held[who]]
            del held[who]
    return {"numbers": numbers, "gaps": gaps, "next": draw()}


def block(given):
    """Numbers in blocks: a desk for each node, all on one file of SQLite."""
    policy = mend.Policy({
        "mend": 1, "id": "vectors", "revision": 1, "roles": {"clerk": {"order": 1}},
        "states": {"shut": {"order": 1, "stage": "closed"}},
        "actions": {"open": {"order": 1, "opens": True, "to": "shut", "roles": ["clerk"], "number": "number"}},
        "numbers": {"number": {"order": 1, "pattern": "{SEQ:1}", "block": given["size"]}}})
    nodes, numbers = {}, []
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/blocks"
        for what, who in given["events"]:
            if what == "restart":
                nodes.pop(who).close()
                continue
            if who not in nodes:
                nodes[who] = mend.Desk(mend.SqliteStore(path), "vectors", policy)
            ticket, _ = nodes[who].open({"action": "open", "actor": {"id": "driver", "roles": ["clerk"]}}, 0)
            numbers.append([who, int(ticket.number)])
        last = mend.SqliteStore(path).draw("vectors", "number/", 1, 1, 1, 10 ** 18 - 1)
        for desk in nodes.values():
            desk.close()
    return {"numbers": numbers, "next_block": last + 1}


def vectors(path):
    cases, wrong = 0, 0
    with open(path, "wb") as file:
        for line in sys.stdin.buffer:
            case = json.loads(line)
            got = asked(case["request"]) if "request" in case else {"reserve": reserve, "block": block}[case["op"]](
                case["in"])
            file.write(canonical(got))
            cases += 1
            if got != case["out"]:
                wrong += 1
                print(f"{case['id']}: expected {case['out']}, got {got}")
    print(f"{cases} cases, {wrong} wrong")
    return cases > 0 and not wrong


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    good = stories(sys.argv[2]) if sys.argv[1] == "desk" else replies() if sys.argv[1] == "door" else vectors(sys.argv[2])
    sys.exit(0 if good else 1)
