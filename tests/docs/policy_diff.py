#!/usr/bin/env python3
"""mend-desk policy diff says every change in words, in English and in Chinese.

    PATH=<folder of mend-desk>:$PATH python3 tests/docs/policy_diff.py [--all] [--show]

Each member of tests/docs/every.json, the policy that uses every member there is, is taken away, put back or changed; so
are some members of every preset. What is tried, and in which language, is drawn with a fixed seed; with --all everything is
tried in both. The program compares, and every line that it says is looked at: no JSON, no bare names of the format or of
the policy, no words that belong to the other language, and something is said of every change that matters. --show prints
the lines.

Only the standard library is needed.

SPDX-License-Identifier: Apache-2.0
"""
import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVERY = os.path.join(ROOT, "tests", "docs", "every.json")
SCHEMA = os.path.join(ROOT, "docs", "policy.schema.json")
PRESETS = ["standard@1", "electronics-repair@1", "field-dispatch@1", "repair-process@1", "response-framework@1",
           "service-sheet@1"]
OF_PRESET = 14       # changes tried of each preset
TRIES = 3            # other values tried where one is refused
PLAIN = ("order", "en", "zh-CN")  # everything has them: some will do
LANGUAGES = ("en", "zh")
IN_ORDER = ("rank", "knows", "texts", "levels", "zones", "dates", "extends", "show")  # lists whose order says something
OWN = {"en": "en", "zh": "zh-CN"}
ALL, SHOW = "--all" in sys.argv[1:], "--show" in sys.argv[1:]

CODE = r"[a-z][a-z0-9_]*"
QUOTED = re.compile(r"“[^“”]*”")
BESIDE = re.compile(r" ?[(（]" + CODE + r"(/" + CODE + r")?[)）]")
ANYWHERE = [
    (re.compile(r"[\[\]{}\"]"), "JSON"),
    (re.compile(r"\b[a-z0-9]+_[a-z0-9_]*"), "a bare name"),
    (re.compile(r"\$[a-z]+"), "a token"),
    (re.compile(r"\bP(T?[0-9]+[WDHMS])+\b"), "a duration as programs write it"),
    (re.compile(r"\b(true|false|null)\b"), "a word of JSON"),
    (re.compile(r"\b[a-z]+/[a-z]+"), "a path"),
    (re.compile(r"[(（][)）]|“”|[:：;；，、] *[:：;；，、)）]|[(（] *[:：;；]"), "nothing where something should be"),
    (re.compile(r"several values|多项内容|\bmember “|项目“"), "a member that there are no words for"),
]
OF_LANGUAGE = {
    "en": [(re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]"), "Chinese"), (re.compile(r"  "), "a hole")],
    "zh": [(re.compile(r"[a-z]{3,}"), "English")],
}


# ---- a document, and what stands where in it ----

def places(node, path=()):
    """The paths of everything in a document but the document itself."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield path + (key,)
        yield from places(value, path + (key,))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def changed(document, path, value):
    """The document with another value there; None: without it. What lies beside the path is shared."""
    copied = holder = copy.copy(document)
    for key in path[:-1]:
        holder[key] = copy.copy(holder[key])
        holder = holder[key]
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return copied


class Words:
    """Values that stand, or may stand, under a key: what a changed member can be tried with."""

    def __init__(self, schema, documents):
        self.known = {}
        self.defaults = {}
        for definition in schema["$defs"].values():
            for key, member in definition.get("properties", {}).items():
                if "default" in member:
                    self.defaults.setdefault(key, []).append(member["default"])
                for item in (member, member.get("items", {}), *member.get("oneOf", []), *member.get("anyOf", [])):
                    for word in item.get("enum", []) if isinstance(item, dict) else []:
                        self.add(key, word)
        for document in documents:
            for path in places(document):
                value = at(document, path)
                key = path[-1] if isinstance(path[-1], str) else path[-2]
                if isinstance(value, str):
                    self.add(key, value)
                if isinstance(path[-1], str) and len(path) == 2:  # a thing of a section
                    self.add(path[0], path[-1])

    def add(self, key, word):
        words = self.known.setdefault(key, [])
        if word not in words:
            words.append(word)

    def others(self, path, value):
        """Other values for what stands there, the likely ones first."""
        key = next(k for k in reversed(path) if isinstance(k, str))
        if isinstance(value, bool):
            return [not value]
        if isinstance(value, int):
            return [value + 1, value - 1, 2]
        if not isinstance(value, str):
            return []
        if path[0] == "texts" or "label" in path:
            return [value + " (2)"]
        if re.fullmatch(r"-?[0-9.]+", value):
            return [str(int(float(value)) + 1), "1"]
        if re.fullmatch(r"P[0-9TWDHMS]+", value):
            return ["PT7H30M", "PT3M"]
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return [value[:8] + "15"]
        if re.fullmatch(r"[0-9]{2}:[0-9]{2}", value):
            return [value[:3] + "30"]
        return [word for word in self.known.get(key, []) if word != value] + [value + "2"]


# ---- what the program says ----

def said(language, before, after, *options):
    """The lines of the comparison behind the first; None: one of the policies is refused."""
    run = subprocess.run(["mend-desk", "--db", "/nonexistent/none.db", "--lang", language, "policy", "diff", *options,
                          before, after], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1, 3, 5):
        raise SystemExit(f"policy diff ended with {run.returncode}: {run.stderr}")
    return run.stdout.splitlines()[1:] if run.returncode == 0 else None


def wrong(language, line):
    """What is wrong with a line; None: nothing."""
    bare = line
    while QUOTED.search(bare):  # the author's words, and marks inside them
        bare = QUOTED.sub("§", bare)
    bare = BESIDE.sub("", bare)
    for pattern, name in ANYWHERE + OF_LANGUAGE[language]:
        found = pattern.search(bare.lstrip(" ") if name == "a hole" else bare)
        if found:
            return f"{name}: {found.group(0)}"
    if re.search(r"[:：;；,，、(（“]$", bare) and not re.search(r"is new:$|为新增：$", bare):
        return "ends with nothing"
    return None


def matters(words, language, path, before, after):
    """Whether a change is one of which something has to be said without --all."""
    if path[-1] == "order" or str(path[-1]).startswith(("x-", "$")):
        return False
    if "label" in path and path[-1] not in ("label", OWN[language]):
        return False
    if path[-1] == "label" and isinstance(before or after, dict):
        return OWN[language] in (before or after)
    given = before if after is None else after if before is None else None
    if isinstance(given, (dict, list)) and not given:
        return False
    if given is None:
        lists = isinstance(before, list) and sorted(map(str, before)) == sorted(map(str, after))
        return not lists or path[-1] in IN_ORDER
    return given is not False and given not in words.defaults.get(path[-1], [])


class Findings:
    def __init__(self):
        self.lines, self.changes, self.refused, self.faults = 0, 0, 0, []

    def look(self, words, language, what, path, before, after, lines, idle=False):
        """Judges what was said of one change."""
        self.changes += 1
        hint = lines[:1] and re.match(r"they say the same|内容相同", lines[0])
        if hint:
            if not idle and matters(words, language, path, before, after):
                self.faults.append(f"{what} ({language}): nothing is said")
            return
        if not lines:
            self.faults.append(f"{what} ({language}): no line at all")
        nameless = path[-1] == OWN[language] and "label" in path  # told by its name in the other language
        for line in lines:
            self.lines += 1
            fault = None if nameless else wrong(language, line)
            if fault:
                self.faults.append(f"{what} ({language}): {fault}\n    {line}")
        if SHOW:
            print(f"{what}", *lines, sep="\n")


# ---- one policy after the other ----

def alike(before, after):
    return json.dumps(before, sort_keys=True) == json.dumps(after, sort_keys=True)


def is_idle(document, path):
    """Whether the path lies in a condition for a need that is none."""
    if "when" not in path or path[0] != "actions":
        return False
    holder = at(document, path[:path.index("when")])
    return "form" in path and holder.get("need", "optional") == "optional"


def try_change(words, findings, folder, number, document, path, ways):
    """Takes one member away, puts it back, and changes it, or some of these."""
    value = at(document, path)
    name = "/".join(str(key) for key in path)
    idle = is_idle(document, path)
    base = os.path.join(folder, "base.json")
    other = os.path.join(folder, f"{number}.json")

    def ask(what, new, asked, back=False):
        with open(other, "w", encoding="utf-8") as out:
            out.write(json.dumps(changed(document, path, new), ensure_ascii=False))  # much quicker than json.dump()
        for language in asked:
            lines = said(language, other, base) if back else said(language, base, other)
            if lines is None:
                findings.refused += 1
                return False
            pair = (new, value) if back else (value, new)
            findings.look(words, language, f"{what} {name}", path, *pair, lines, idle)
        return True

    if "without" in ways:
        ask("without", None, ways["without"])
    if "with" in ways:
        ask("with", None, ways["with"], back=True)
    candidates = words.others(path, value)[:TRIES] if "changed" in ways else []
    if "changed" in ways and isinstance(value, list) and len(value) > 1:
        candidates.append(value[::-1])
    for new in candidates:
        if not alike(new, value) and ask("changed", new, ways["changed"]):
            break
    if os.path.exists(other):
        os.unlink(other)


def drawn(draw):
    """What is tried of a path, and in which languages."""
    if ALL:
        return {"without": LANGUAGES, "with": LANGUAGES, "changed": LANGUAGES}
    return {draw.choice(("without", "with", "changed")): (draw.choice(LANGUAGES),)}


def try_document(words, findings, document, paths, draw):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "base.json"), "w", encoding="utf-8") as out:
            json.dump(document, out, ensure_ascii=False)
        with ThreadPoolExecutor(4) as pool:
            jobs = [pool.submit(try_change, words, findings, folder, i, document, path, drawn(draw))
                    for i, path in enumerate(paths)]
            for job in jobs:
                job.result()


def preset(name):
    run = subprocess.run(["mend-desk", "--json", "--policy", name, "policy", "show"], capture_output=True, check=True)
    return json.loads(run.stdout)["document"]


def main():
    findings = Findings()
    with open(EVERY, encoding="utf-8") as file:
        every = json.load(file)
    with open(SCHEMA, encoding="utf-8") as file:
        schema = json.load(file)
    words = Words(schema, [every])
    draw = random.Random(1)
    paths = [p for p in places(every) if p[0] not in ("mend", "id", "revision")]
    try_document(words, findings, every, [p for p in paths if ALL or p[-1] not in PLAIN or draw.random() < 0.2], draw)
    few = findings.changes
    for name in PRESETS:
        document = preset(name)
        paths = [p for p in places(document) if p[0] not in ("mend", "id", "revision")]
        try_document(Words(schema, [every, document]), findings, document,
                     draw.sample(paths, OF_PRESET * (10 if ALL else 1)), draw)
    for i, name in enumerate(PRESETS):
        for language in LANGUAGES:
            lines = said(language, name, PRESETS[(i + 1) % len(PRESETS)])
            findings.look(words, language, name, ("policy",), 1, 2, lines)
    for fault in findings.faults[:None if ALL else 40]:
        print("FAIL:", fault)
    print(f"{findings.changes} changes, {findings.lines} lines, {findings.refused} refused, "
          f"{len(findings.faults)} wrong")
    if few < 500 or findings.lines < findings.changes // 2:
        print("FAIL: too little was asked for this to say anything")
        return 1
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
