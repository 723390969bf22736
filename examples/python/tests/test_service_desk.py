"""The HTTP desk, asked by a client of its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import datetime
import http.client
import json
import os
import pathlib
import sys
import tempfile
import threading
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import service_desk  # noqa: E402

NOW = datetime.datetime(2024, 3, 15, 1, 0, tzinfo=datetime.timezone.utc)
ACCOUNTS = {"li": {"id": "li", "roles": ["customer_service"]},
            "wang": {"id": "wang", "roles": ["cs_supervisor", "supervisor"], "grade": "senior"}}
FIELDS = {"service_type": "consultation", "channel": "chat", "tier": "ordinary", "customer_name": "王芳",
          "customer_phone": "13900001111", "preferred_channel": "phone", "fault_description": "如何设置童锁？"}


class ServiceDesk(unittest.TestCase):
    def setUp(self):
        self.now = NOW
        self.folder = tempfile.TemporaryDirectory()
        self.office = service_desk.Office(os.path.join(self.folder.name, "shop.db"), ACCOUNTS, lambda: self.now)
        self.server = service_desk.serve(self.office, 0)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def tearDown(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.office.close()
        self.folder.cleanup()

    def ask(self, method, address, who="li", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body)
        connection.request(method, address, data, {"Authorization": f"Bearer {who}", **headers})
        reply = connection.getresponse()
        answer = reply.status, json.loads(reply.read())
        connection.close()
        return answer

    def open(self, **headers):
        return self.ask("POST", "/tickets", body={"action": "register", "fields": FIELDS}, **headers)

    def test_a_ticket_is_opened_judged_listed_and_shown(self):
        status, ticket = self.open()
        self.assertEqual((status, ticket["number"]), (200, "SR-202403150001"))
        address = f"/tickets/{ticket['key']}"
        status, reply = self.ask("POST", address + "/judge", "wang", {"fields": {
            "level": "p3", "level_reason": "普通咨询", "impact": "minor_function", "service_way": "remote"}})
        self.assertEqual((status, reply["state"]), (200, "judged"))
        self.assertEqual([t["key"] for t in self.ask("GET", "/tickets?state=judged")[1]], [ticket["key"]])
        self.assertEqual(self.ask("GET", "/tickets?state=registered")[1], [])
        self.assertEqual(len(self.ask("GET", address + "/history")[1]), 2)
        self.assertTrue(self.ask("GET", address + "/clocks", Accept_Language="zh-CN")[1]["clocks"])
        self.assertIn("dispatch", [a["action"] for a in self.ask("GET", address + "/actions", "wang")[1]["actions"]])
        shown = json.dumps(self.ask("GET", address)[1], ensure_ascii=False)
        self.assertNotIn("13900001111", shown)

    def test_a_refusal_says_everything(self):
        status, reply = self.ask("POST", "/tickets", body={"action": "register", "fields": {"channel": "chat"}},
                                 Accept_Language="zh-CN,en;q=0.5")
        self.assertEqual((status, reply["error"]), (422, "MEND_INCOMPLETE"))
        self.assertGreater(len(reply["reasons"]), 3)
        self.assertIn("客户", reply["reasons"][1]["text"])
        _, ticket = self.open()
        status, reply = self.ask("POST", f"/tickets/{ticket['key']}/judge", body={})
        self.assertEqual((status, reply["reasons"][0]["code"]), (403, "ROLE_MISSING"))
        self.assertEqual(self.ask("POST", f"/tickets/{ticket['key']}/close", "li", {})[0], 409)

    def test_a_request_sent_again_counts_once(self):
        first, again = self.open(Idempotency_Key="a1"), self.open(Idempotency_Key="a1")
        self.assertEqual((first[1]["key"], first[1]["replayed"]), (again[1]["key"], False))
        self.assertTrue(again[1]["replayed"])
        self.assertEqual(len(self.ask("GET", "/tickets")[1]), 1)

    def test_nobody_else_gets_in(self):
        self.assertEqual(self.ask("GET", "/tickets", "mallory")[0], 401)
        body = {"action": "register", "actor": {"id": "wang", "roles": ["supervisor"]}, "fields": FIELDS}
        _, ticket = self.ask("POST", "/tickets", body=body)
        self.assertEqual(self.ask("GET", f"/tickets/{ticket['key']}/history")[1][0]["actor"]["id"], "li")

    def test_what_is_wrong_is_told(self):
        self.assertEqual(self.ask("GET", "/tickets/T-1")[0], 404)
        self.assertEqual(self.ask("GET", "/nothing")[0], 400)
        self.assertEqual(self.ask("POST", "/tickets", body=b"{")[0], 400)
        self.assertEqual(self.ask("POST", "/tickets", body=b"[]")[0], 400)
        self.assertEqual(self.ask("POST", "/tickets", body={"action": "regster"})[1]["error"], "MEND_UNKNOWN_ACTION")

    def test_time_does_its_part(self):
        _, ticket = self.open()
        self.now = NOW + datetime.timedelta(days=3)
        self.assertEqual(self.office.sweep(), 1)
        self.assertEqual(self.office.sweep(), 0)
        events = self.ask("GET", f"/tickets/{ticket['key']}/history")[1]
        self.assertIn("clock_breached", [event["type"] for event in events])


if __name__ == "__main__":
    unittest.main()
