"""The binding, on the library that it finds.

    python3 -m unittest discover -s examples/python/tests

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import datetime
import gc
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import mend  # noqa: E402

NOW = datetime.datetime(2024, 3, 15, 1, 0, tzinfo=datetime.timezone.utc)
CLERK = {"id": "li", "roles": ["customer_service"]}
QUESTION = {
    "action": "register", "actor": CLERK,
    "fields": {"service_type": "consultation", "channel": "chat", "tier": "ordinary", "customer_name": "王芳",
               "customer_phone": "13900001111", "preferred_channel": "phone", "fault_description": "如何设置童锁？"},
}
POLICY = mend.Policy("standard@1")


def minutes(count: int) -> datetime.datetime:
    """So long after NOW."""
    return NOW + datetime.timedelta(minutes=count)


class MemoryStore(mend.Store):
    """The least a store can be: tickets and commands in two dicts, numbers in a third."""

    def __init__(self) -> None:
        self.tickets, self.commands, self.counters, self.closed = {}, {}, {}, False

    def load(self, tenant, key):
        if (tenant, key) not in self.tickets:
            raise mend.NotStored
        return self.tickets[tenant, key]

    def recall(self, tenant, idempotency):
        if (tenant, idempotency) not in self.commands:
            raise mend.NotStored
        return self.commands[tenant, idempotency]

    def commit(self, change):
        if (change.tenant, change.idempotency) in self.commands:
            raise mend.StoreFault(mend.MEND_EXISTS)
        _, revision = self.tickets.get((change.tenant, change.key), (b"", 0))
        if revision != change.expected:
            raise mend.StoreFault(mend.MEND_CONFLICT if change.expected else mend.MEND_DUPLICATE)
        self.tickets[change.tenant, change.key] = change.record, change.revision
        if change.idempotency:
            self.commands[change.tenant, change.idempotency] = change.outcome

    def draw(self, tenant, counter, start, step, count, limit):
        before = self.counters.get((tenant, counter))
        self.counters[tenant, counter] = (start if before is None else before + step) + (count - 1) * step
        return before

    def close(self):
        self.closed = True


class Policies(unittest.TestCase):
    def test_a_preset_has_names_and_labels(self):
        self.assertEqual((POLICY.id, POLICY.revision), ("standard", 1))
        self.assertIn("registered", POLICY.names(mend.MEND_KIND_STATE))
        self.assertEqual(POLICY.label(mend.MEND_KIND_ROLE, "engineer", "zh-CN"), "维修工程师")
        self.assertEqual(POLICY.document()["id"], "standard")
        self.assertEqual(len(POLICY.digest), 64)

    def test_a_fault_in_a_document_has_its_place(self):
        with self.assertRaises(mend.Fault) as caught:
            mend.Policy('{"mend": 1,\n "id": "shop", "revision": 1,\n "stats": {}}')
        self.assertEqual((caught.exception.status, caught.exception.line, caught.exception.path),
                         (mend.MEND_SCHEMA, 3, "$.stats"))
        self.assertIn("states", str(caught.exception))

    def test_a_document_is_laid_over_a_preset(self):
        with mend.Policy({"mend": 1, "id": "shop", "revision": 2, "extends": "standard@1"},
                         {"label": {"en": "Shop"}}) as policy:
            self.assertEqual((policy.id, policy.revision), ("shop", 2))

    def test_an_unknown_preset_is_named(self):
        with self.assertRaisesRegex(mend.Fault, "there is no preset 'standrad@1'"):
            mend.Policy("standrad@1")

    def test_what_the_zone_function_raises_comes_out(self):
        def find(name):
            raise LookupError(name)
        document = {"mend": 1, "id": "shop", "revision": 1, "extends": "standard@1", "zone": "Asia/Shanghai"}
        with self.assertRaises(LookupError):
            mend.Policy(document, zones=find)
        with self.assertRaises(mend.Fault):
            mend.Policy(document, zones=lambda name: None)

    def test_a_zone_is_found_by_its_name(self):
        folder = HERE.parent.parent.parent / "tests" / "zoneinfo"
        document = {"mend": 1, "id": "shop", "revision": 1, "extends": "standard@1", "zone": "Asia/Shanghai"}
        with mend.Policy(document, zones=lambda name: (folder / name).read_bytes()) as policy:
            self.assertEqual(policy.document()["zone"], "Asia/Shanghai")

    def test_a_closed_object_says_so(self):
        policy = mend.Policy("standard@1")
        policy.close()
        policy.close()
        with self.assertRaisesRegex(mend.Fault, "has been closed"):
            policy.names(mend.MEND_KIND_ROLE)


class Tickets(unittest.TestCase):
    def test_a_ticket_is_opened_saved_and_replayed(self):
        args = dict(QUESTION, ticket={"tenant": "shop", "key": "T-1", "number": "T-1"})
        with mend.Ticket() as ticket:
            result = ticket.act(POLICY, args, NOW)
            self.assertEqual(result.events[0]["data"]["action"], "register")
            self.assertEqual((ticket.key, ticket.state, ticket.stage), ("T-1", "registered", "new"))
            self.assertEqual(ticket["service_type"], "consultation")
            self.assertNotIn("13900001111", ticket["customer_phone"])
            self.assertIsNone(ticket.get("serial"))
            with self.assertRaises(KeyError):
                ticket["seriel"]
            record = ticket.save()
            self.assertEqual(mend.Ticket(record).save(), record)
            self.assertEqual(mend.Ticket.replay(ticket.slots(), result.log).save(), record)
            self.assertIsNotNone(ticket.next_due)

    def test_a_refusal_names_everything_and_changes_nothing(self):
        args = {"action": "register", "actor": CLERK, "ticket": {"tenant": "shop", "key": "T-1"},
                "fields": {"service_type": "consultation", "channel": "chat", "tier": "gold"}}
        ticket = mend.Ticket()
        with self.assertRaises(mend.Refused) as caught:
            ticket.act(POLICY, args, NOW, language="zh-CN")
        self.assertEqual(caught.exception.status, mend.MEND_INCOMPLETE)
        self.assertEqual([r.code for r in caught.exception.reasons][:2], ["CHOICE_UNKNOWN", "FIELD_MISSING"])
        self.assertEqual(caught.exception.reasons[1].params["field"], "customer_name")
        self.assertRegex(caught.exception.reasons[1].text, "客户")
        self.assertEqual(ticket.state, "")

    def test_questions_are_answered(self):
        args = dict(QUESTION, ticket={"tenant": "shop", "key": "T-1", "number": "T-1"})
        ticket = mend.Ticket()
        ticket.act(POLICY, args, NOW)
        actions = ticket.actions(POLICY, {"id": "wang", "roles": ["cs_supervisor"]}, minutes(5), "en")
        self.assertIn("judge", [a["action"] for a in actions["actions"] if a["status"] != "WRONG_ROLE"])
        self.assertTrue(ticket.clocks(POLICY, minutes(5), "en")["clocks"])
        self.assertEqual(ticket.facts(POLICY, minutes(5))["number"], "T-1")
        self.assertEqual(ticket.view(POLICY)["number"], "T-1")
        self.assertTrue(ticket.sheet(POLICY, "registration", minutes(5), "zh-CN"))
        tried = ticket.try_(POLICY, {"action": "add_note", "actor": CLERK,
                                     "fields": {"notes/+1/text": "call back"}}, minutes(5))
        self.assertEqual((len(tried.log), ticket.revision), (1, 1))

    def test_time_passes(self):
        ticket = mend.Ticket()
        ticket.act(POLICY, dict(QUESTION, ticket={"tenant": "shop", "key": "T-1", "number": "T-1"}), NOW)
        result = ticket.tick(POLICY, NOW + datetime.timedelta(days=3))
        self.assertIn("clock_breached", [event["type"] for event in result.events])

    def test_text_is_checked_before_the_library_sees_it(self):
        ticket = mend.Ticket()
        for bad, status in (("\ud800", mend.MEND_UTF8),):
            with self.assertRaises(mend.Fault) as caught:
                ticket.get(bad)
            self.assertEqual(caught.exception.status, status)
        with self.assertRaises(mend.Fault) as caught:
            ticket.view(POLICY, "zh\0CN")
        self.assertEqual(caught.exception.status, mend.MEND_INVALID)
        fields = dict(QUESTION["fields"], customer_name="A\0B")
        with self.assertRaises(mend.MendError):
            ticket.act(POLICY, dict(QUESTION, ticket={"tenant": "shop", "key": "T"}, fields=fields), NOW)
        self.assertEqual(ticket.state, "")
        with self.assertRaises(mend.Fault) as caught:
            ticket.act(POLICY, b'{"action": "\xff"}', NOW)
        self.assertEqual(caught.exception.status, mend.MEND_UTF8)

    def test_instants_are_checked(self):
        ticket = mend.Ticket()
        with self.assertRaisesRegex(mend.Fault, "no zone"):
            ticket.tick(POLICY, datetime.datetime(2024, 1, 1))
        with self.assertRaises(TypeError):
            ticket.tick(POLICY, 1.5)
        with self.assertRaises(mend.Fault):
            ticket.tick(POLICY, 1 << 70)


class Desks(unittest.TestCase):
    def test_a_desk_on_sqlite_does_the_rounds(self):
        with tempfile.TemporaryDirectory() as folder, \
                mend.Desk(mend.SqliteStore(os.path.join(folder, "shop.db")), "shop", POLICY) as desk:
            ticket, result = desk.open(dict(QUESTION, key="k1"), NOW)
            self.assertEqual((ticket.number, result.replayed), ("SR-202403150001", False))
            again, result = desk.open(dict(QUESTION, key="k1"), minutes(1))
            self.assertEqual((again.number, result.replayed), ("SR-202403150001", True))
            with self.assertRaises(mend.Fault) as caught:
                desk.open(dict(QUESTION, key="k1", fields=dict(QUESTION["fields"], tier="key")), NOW)
            self.assertEqual(caught.exception.status, mend.MEND_KEY_REUSED)
            other, _ = desk.open(QUESTION, minutes(2))
            desk.act(ticket.key, {"action": "judge", "actor": {"id": "wang", "roles": ["cs_supervisor"]}, "fields": {
                "level": "p3", "level_reason": "普通咨询", "impact": "minor_function", "service_way": "remote"}}, minutes(3))
            self.assertEqual(desk.read(ticket.key).state, "judged")
            self.assertEqual([t.key for t in desk.page(mend.MEND_INDEX_STATE, "registered")], [other.key])
            self.assertEqual([t.key for t in desk.page(after=other.key)], [ticket.key])
            log = desk.history(ticket.key)
            self.assertEqual(mend.Ticket.replay(desk.read(ticket.key).slots(), log).save(),
                             desk.read(ticket.key).save())
            notices = desk.pending()
            self.assertTrue(notices)
            desk.sent(notices[0]["id"])
            desk.sent(notices[1]["id"], done=False)
            left = desk.pending()
            self.assertEqual((len(left), left[0]["attempts"]), (len(notices) - 1, 1))
            swept = desk.sweep(NOW + datetime.timedelta(days=3), batch=10)
            self.assertEqual((swept.ticked, swept.failed), (2, {}))
            self.assertEqual(desk.sweep(NOW + datetime.timedelta(days=3)).ticked, 0)
            with self.assertRaises(mend.Refused) as caught:
                desk.act(ticket.key, {"action": "close", "actor": CLERK}, NOW + datetime.timedelta(days=3))
            self.assertEqual(caught.exception.reasons[0].code, "STATE_NOT_OPEN")
            values = desk.reveal(ticket.key, {"action": "reveal", "actor": {"id": "wang", "roles": ["supervisor"]},
                                              "reason": "call", "fields": {"customer_phone": ""}},
                                 NOW + datetime.timedelta(days=3)) if "reveal" in POLICY.names(
                                     mend.MEND_KIND_ACTION) else {"customer_phone": "13900001111"}
            self.assertEqual(values["customer_phone"], "13900001111")
            self.assertEqual(desk.door({"op": "show", "key": ticket.key}, NOW)["status"], "OK")
            self.assertEqual(desk.door({"op": "show", "key": "T-0"}, NOW)["status"], "NOT_FOUND")
            said = desk.door({"op": "act", "key": ticket.key, "args": {"action": "close", "actor": CLERK}},
                             NOW + datetime.timedelta(days=3))
            self.assertEqual((said["status"], said["reasons"][0]["code"]), ("WRONG_STATE", "STATE_NOT_OPEN"))

    def test_a_batch_is_kept_whole_or_not_at_all(self):
        with mend.Desk(mend.SqliteStore(":memory:"), "shop", POLICY) as desk:
            with desk.batch():
                desk.open(QUESTION, NOW)
            with self.assertRaises(RuntimeError), desk.batch():
                desk.open(QUESTION, NOW)
                raise RuntimeError
            self.assertEqual(len(desk.page()), 1)

    def test_units_are_kept(self):
        with mend.Desk(mend.SqliteStore(":memory:"), "shop", POLICY) as desk:
            desk.put_unit({"kind": "unit", "tenant": "shop", "key": "U1", "serial": "U1",
                           "dates": {"sale": "2023-10-02"}})
            self.assertEqual(desk.unit("U1").document()["dates"]["sale"], "2023-10-02")
            with self.assertRaises(mend.Fault) as caught:
                desk.unit("U2")
            self.assertEqual(caught.exception.status, mend.MEND_NOT_FOUND)

    def test_a_desk_tells_rights_and_earlier_tickets(self):
        policy = mend.Policy(mend.preset("standard@1"), {"earlier": {"customer": {"show": ["customer_phone"]}}})
        asked = dict(QUESTION, fields=dict(QUESTION["fields"], customer_id="C1"))
        with mend.Desk(mend.SqliteStore(":memory:"), "shop", policy) as desk:
            first, _ = desk.open(asked, NOW)
            second, _ = desk.open(asked, minutes(1))
            said = desk.rights(second.key, minutes(2), "zh-CN")
            self.assertEqual((said["row"], said["label"], said["provisional"]), ("goods", "消费者的其他商品", True))
            file = desk.earlier(second.key, minutes(2), "en")["rows"][0]
            self.assertEqual((file["label"], [t["key"] for t in file["tickets"]]),
                             ("Tickets of the customer", [first.key]))
            self.assertIn("customer_phone", file["tickets"][0]["fields"])
            self.assertNotIn("13900001111", json.dumps(file))
            for ask in (desk.rights, desk.earlier):
                with self.assertRaises(mend.Fault) as caught:
                    ask("T-0", NOW)
                self.assertEqual(caught.exception.status, mend.MEND_NOT_FOUND)

    def test_a_store_of_three_methods_is_enough(self):
        store = MemoryStore()
        with mend.Desk(store, "shop", POLICY) as desk:
            ticket, _ = desk.open(QUESTION, NOW)
            self.assertEqual(desk.read(ticket.key).state, "registered")
            with self.assertRaises(mend.Fault) as caught:
                desk.page()
            self.assertEqual(caught.exception.status, mend.MEND_UNSUPPORTED)
        self.assertTrue(store.closed)

    def test_what_a_store_raises_is_the_cause_and_nothing_is_written(self):
        store = MemoryStore()
        with mend.Desk(store, "shop", POLICY) as desk:
            ticket, _ = desk.open(QUESTION, NOW)

            def fails(*_):
                raise ZeroDivisionError("broken")
            note = {"action": "add_note", "actor": CLERK, "fields": {"notes/+1/text": "x"}}
            store.load = fails
            with self.assertRaises(mend.Fault) as caught:
                desk.act(ticket.key, note, minutes(1))
            self.assertEqual(caught.exception.status, mend.MEND_IO)
            self.assertIsInstance(caught.exception.__cause__, ZeroDivisionError)
            del store.load
            store.commit = fails
            with self.assertRaises(mend.Fault) as caught:
                desk.act(ticket.key, note, minutes(1))
            self.assertEqual(caught.exception.status, mend.MEND_UNKNOWN)
            del store.commit
            self.assertEqual(desk.read(ticket.key).revision, 1)
            desk.act(ticket.key, note, minutes(1))
            self.assertEqual(desk.read(ticket.key).revision, 2)

    def test_conflicts_are_met_by_deciding_again(self):
        store, lost = MemoryStore(), []
        with mend.Desk(store, "shop", POLICY) as desk:
            ticket, _ = desk.open(QUESTION, NOW)
            commit = store.commit

            def loses_once(change):
                if not lost:
                    lost.append(True)
                    raise mend.StoreFault(mend.MEND_CONFLICT)
                commit(change)
            store.commit = loses_once
            desk.act(ticket.key, {"action": "add_note", "actor": CLERK, "fields": {"notes/+1/text": "x"}}, minutes(1))
            self.assertEqual(desk.read(ticket.key).revision, 2)

    def test_eight_threads_write_one_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path, numbers = os.path.join(folder, "shop.db"), []
            mend.SqliteStore(path).close()

            def work(index):
                with mend.Desk(mend.SqliteStore(path, 30), "shop", POLICY) as desk:
                    for i in range(5):
                        numbers.append(desk.open(dict(QUESTION, key=f"{index}-{i}"), NOW)[0].number)
            threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(len(set(numbers)), 40)

    def test_nothing_is_left_behind(self):
        import resource

        def refuse():
            for _ in range(300):
                with self.assertRaises(mend.Refused):
                    mend.Ticket().act(POLICY, dict(QUESTION, fields={"channel": "chat"},
                                                   ticket={"tenant": "shop", "key": "T-1"}), NOW)
            gc.collect()
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        refuse()
        self.assertLess(refuse() - refuse(), 1024)  # KiB; a ticket that was left would be 4 each time


class Libraries(unittest.TestCase):
    def run_with(self, library):
        environment = dict(os.environ, MEND_LIBRARY=library, PYTHONPATH=str(HERE.parent))
        return subprocess.run([sys.executable, "-c", "import mend"], env=environment, capture_output=True, text=True)

    def test_a_library_that_is_not_there_is_named(self):
        done = self.run_with("/nowhere/libmend.so")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("LibraryError: MEND_LIBRARY names a library that cannot be loaded", done.stderr)

    def test_another_library_is_told_apart(self):
        done = self.run_with("libc.so.6")
        self.assertIn("libc.so.6 is not libmend", done.stderr)

    def test_versions_and_layouts_are_compared(self):
        with tempfile.TemporaryDirectory() as folder:
            for body, said in (("int mend_version(void){return 2000000;} unsigned long mend_layout(const char *n)"
                                "{return 4096 + (n != 0);}", "is version 2.0.0"),
                               ("int mend_version(void){return 1000;} unsigned long mend_layout(const char *n)"
                                "{return n != 0;}", "has mend_error with 1 bytes"),
                               ("int mend_version(void){return 1000;} unsigned long mend_layout(const char *n)"
                                "{return 4096 + (n != 0);}", "lacks mend_status_name")):
                source, library = os.path.join(folder, "other.c"), os.path.join(folder, "other.so")
                pathlib.Path(source).write_text(body)
                subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
                self.assertIn(said, self.run_with(library).stderr)


if __name__ == "__main__":
    unittest.main()
