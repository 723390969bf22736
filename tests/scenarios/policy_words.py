#!/usr/bin/env python3
"""policy explain and policy try of mend-desk, held against what a person may be shown.

Every state, action and clock of every policy, and an answer or more of every kind of rule, is told in both languages. In
Chinese no word of Latin letters stands outside of quotation marks and brackets, and no English sentence; in English no name
of the format ("outage_end", "$now") stands outside of them. A line is no more than a heading with nothing behind it.

    PATH=<folder of mend-desk>:$PATH python3 tests/scenarios/policy_words.py

SPDX-License-Identifier: Apache-2.0
"""
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PRESETS = ["standard@1", "repair-process@1", "response-framework@1", "electronics-repair@1", "field-dispatch@1",
           "service-sheet@1"]
EVERY = os.path.join(ROOT, "tests/docs/every.json")
DAY = "2026-03-15T09:00:00+08:00"

# What has no Chinese word: priority levels (P1), temperatures and the like have one letter; these are what shops say.
PROPER = {"App", "SIM", "IMEI", "VIP", "ID", "GPS", "PDF", "QR", "km"}


def desk(*words):
    run = subprocess.run(["mend-desk", "--db", "/nonexistent/none.db", "--now", DAY, *words], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def plain(line):
    """What stands outside of quotation marks, and of brackets right behind a label that hold a name."""
    before = None
    while before != line:
        before, line = line, re.sub(r"“[^“”]*”", "“”", line)
    return re.sub(r"(?<=”)( \([a-z][a-z0-9_]*\)|（[a-z][a-z0-9_]*）)", "", line)


def faults(lang, text):
    """Lines that say something in no language, or in the other one."""
    lines = text.rstrip("\n").split("\n")
    for at, line in enumerate(lines):
        bare = plain(re.sub(r" ?\[[A-Z_]+\]$", "", line))
        if "$" in bare or re.search(r"\b[a-z]+_[a-z_]+\b", bare) or re.search(r"[(（]null[)）]|%[ds]", bare):
            yield "a name of the format", line
        if lang == "zh":
            words = [w for w in re.findall(r"[A-Za-z]{2,}", bare) if w not in PROPER]
            if words:
                yield "not Chinese: " + " ".join(words), line
            if re.search(r"[一-鿿] ?[,;:] ?[一-鿿]", bare):
                yield "punctuation", line
        elif re.search(r"[一-鿿：，。、；（）]", bare):
            yield "not English", line
        if "““" in line or "””" in line:
            yield "quoted twice", line
        if "“”" in line:
            yield "quotation marks around nothing", line
        if re.search(r"[,，、;；(（ ]$", line):
            yield "not finished", line
        indent = len(line) - len(line.lstrip(" "))
        deeper = at + 1 < len(lines) and len(lines[at + 1]) - len(lines[at + 1].lstrip(" ")) > indent
        if re.search(r"[:：]$", line) and not deeper:
            yield "a heading of nothing", line


def explained(policy, lang):
    """(where, text) of everything in a policy."""
    code, out, err = desk("--policy", policy, "--lang", lang, "--json", "policy", "explain")
    if code != 0:
        return [(policy + " " + err, "$")]
    return [(f"{policy} {lang} {one['kind']} {one['name']}", one["text"]) for one in json.loads(out)["explained"]]


# ---- rules ----

TICKETS = [{}, {"safety_hazard": True, "service_type": "repair"},
           {"impact": "core_function_down", "urgency": "at_once", "tier": "key", "service_type": "repair"},
           {"service_type": "complaint"}, {"service_type": "consultation", "category": "phone", "level": "p4"}]
TEAM = [{"id": "吴工", "department": "depot", "roles": ["engineer"], "grade": "senior", "load": 2},
        {"id": "李工", "department": "field_service", "roles": ["regional_engineer"], "grade": "junior", "load": 12},
        {"id": "周工", "department": "complaints", "roles": ["supervisor"], "absent": True}]
LAWS = ["cn95@1", "cn_auto@1", "cn_av@1", "cn_consumer@1", "cn_mobile@1", "cn_pc@1", "cn_fixed@1", "cn_zhejiang@1"]
CASES = [{}, {"at": "2024-05-20"}, {"at": "2024-08-01", "price": 300000, "explain": True},
         {"at": "2024-05-03", "explain": True, "price": 300000, "sold": "2024-05-01", "last_day": "2025-05-01"},
         {"at": "2026-05-03", "explain": True, "start": "2024-05-01", "km": 900, "severe_failure": True, "n": "0.005"}]
MORE = {  # beside the examples of docs/probe.md: rows and facts that lead to the other answers
    "labour": [({"mode": "flat", "price": 5000}, {"times": 2}), ({"mode": "flat", "price": 5000}, {"times": -2})],
    "diagnosis": [({"fee": 4500, "credit": c, "waive_unrepairable": w}, {"outcome": o, "labour": 9000, "repair": 9000})
                  for c in ("none", "full") for w in (False, True) for o in ("accepted", "declined", "unrepairable", "covered")],
    "travel": [({"zones": [{"upto": "5", "fee": 0}]}, {"km": "6"})],
    "cancel": [({"table": {}}, {"stage": "quoted"})],
    "storage": [({"per_day": 100}, {"notified": None, "picked": "2024-05-10"})],
    "validity": [({}, {"issued": "2024-05-01", "at": "2024-05-31"})],
    "ledger": [({}, {"total": 100, "events": [{"type": "payment", "amount": a}]}) for a in (1, 100, 200)],
    "in_period": [({"start": "2024-01-01", "last_day": "2024-02-01"}, {"at": a}) for a in ("2023-01-01", "2025-01-01")],
    "start_date": [({"order": ["delivery"]}, {"have": {}}),
                   ({"order": ["manufacture"], "manufacture_plus_days": 90}, {"have": {"manufacture": "2024-01-01"}})],
    "usage": [({"months": 24, "usage_limit": 500}, {"start": "2022-03-01", "at": a, "usage_at": u})
              for a in ("2023-03-01", "2025-03-01") for u in (10, 900)] +
             [({"months": 24, "usage_limit": 500}, {"start": "2022-03-01", "at": "2023-03-01"})],
    "part_warranty": [({"mode": m, "days": 90}, {"unit_last_day": "2026-12-31", "on": "2024-11-01"})
                      for m in ("fresh", "remainder", "longer")],
    "pro_rata": [({"total_months": 48, "free_months": 24}, {"start": "2022-01-15", "at": a, "price": 80000})
                 for a in ("2022-02-01", "2030-01-01")],
    "decide": [({"terms": [{"id": "maker", "payer": "warranty", "start": "2024-01-01", "last_day": "2025-01-01",
                            "causes": ["defect"]}]},
                {"basis_date": d, "cause": c, "lines": [{"id": "p1", "kind": "part", "class": "relay", "amount": 3500}]})
               for d in ("2023-06-01", "2024-06-01", "2026-06-01") for c in ("defect", "misuse")],
    "liability": [({"extends": e}, {"delivered": "2026-08-01", "at": a}) for e in ("eu@1", "uk@1")
                  for a in ("2026-09-01", "2027-10-01")],
    "depreciation": [({"extends": "cn95@1"}, {"price": 300000, "invoiced": "2024-01-01", "returned": "2024-04-10"})],
    "remedy": [({"extends": law}, case) for law in LAWS for case in CASES],
    "assembly_remedy": [({"extends": "cn_auto@1"}, case) for case in CASES],
    "triage": [({}, facts) for facts in TICKETS],
    "dispatch": [({}, dict(facts, candidates=TEAM, now=DAY)) for facts in TICKETS],
    "rights": [({}, dict(facts, now=DAY, purchased_on=day, purchase_price=500000)) for day in ("2026-03-10", "2025-04-01")
               for facts in ({}, {"category": "phone"}, {"category": "computer"}, {"category": "appliance"})],
}


def examples():
    """(section, row, facts) of docs/probe.md and more."""
    with open(os.path.join(ROOT, "docs/probe.md"), encoding="utf-8") as guide:
        for request in re.findall(r"```json door\n(.*)\n", guide.read()):
            one = json.loads(request)
            yield one["section"], one["row"], one["facts"]
    for section, cases in MORE.items():
        for row, facts in cases:
            yield section, row, facts


def slips():
    """(section, row, facts) of docs/probe.md with a fact of a wrong name, and with one of a wrong type."""
    for section, row, facts in examples():
        if (section, row, facts) in [(s, *case) for s, cases in MORE.items() for case in cases] or not facts:
            continue
        first = next(iter(facts))
        yield section, row, {("zq" + key if key == first else key): value for key, value in facts.items()}
        yield section, row, dict(facts, **{first: {"zq": [7]}})


def tried(job):
    """(where, answered, text); a case that a law knows no such fact of says so, and that is no answer."""
    lang, (section, row, facts) = job
    code, out, err = desk("--policy", "standard@1", "--lang", lang, "policy", "try", section, json.dumps(row),
                          json.dumps(facts))
    place = r"^mend-desk: [^:：]*?(，第 \d+ 行第 \d+ 列（[^）]*）：|, line \d+, column \d+ \([^)]*\): )"
    return f"try {lang} {section} {json.dumps(row)} {json.dumps(facts)}", section, code, re.sub(place, "", out + err)


def main():
    wrong, told, answered = [], 0, {}
    known = re.findall(r'^    \{"([a-z_]*)", mend__probe_', open(os.path.join(ROOT, "src/policy/probe.c"), encoding="utf-8")
                       .read(), re.M)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = [(p, lang) for lang in ("zh", "en") for p in PRESETS + [EVERY]]
        for (_, lang), things in zip(jobs, pool.map(lambda job: explained(*job), jobs)):
            for where, text in things:
                told += 1
                wrong += [f"{why}\n  {where}\n  {line}" for why, line in faults(lang, text)]
        cases = [(lang, case) for lang in ("zh", "en") for case in examples()]
        for (lang, _), (where, section, code, text) in zip(cases, pool.map(tried, cases)):
            answered[section] = answered.get(section, 0) + (code == 0)
            if code not in (0, 5) or text.strip() == "":
                wrong.append(f"ended with {code}\n  {where}\n  {text}")
            if code == 0 or lang == "zh":
                wrong += [f"{why}\n  {where}\n  {line}" for why, line in faults(lang, text)]
        for where, _, code, text in pool.map(tried, [("zh", case) for case in slips()]):
            if code != 5 or text.startswith("mend-desk: "):
                wrong.append(f"ended with {code}, or says no place\n  {where}\n  {text}")
            wrong += [f"{why}\n  {where}\n  {line}" for why, line in faults("zh", text)]
    wrong += [f"no rule of the kind {section} was tried with success" for section in known if not answered.get(section)]
    print("\n".join(dict.fromkeys(wrong)))
    print(f"{told} things explained, {len(cases)} rules tried, {len(wrong)} wrong")
    return 1 if wrong or told < 1000 else 0


if __name__ == "__main__":
    sys.exit(main())
