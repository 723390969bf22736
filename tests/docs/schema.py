#!/usr/bin/env python3
"""Holds docs/policy.schema.json against the library, both ways.

    python3 tests/docs/schema.py <libmend.so>              every test; one line at the end
    python3 tests/docs/schema.py <libmend.so> --write      puts what the library says into the schema's x-error

tests/docs/every.json is a policy that uses every member of every object. So every member the schema has is known to the
loader: the policy loads. And the loader knows no other: at each object a member that nobody knows is refused with the
list of all that are known; where that list does not fit the message, or is not given, every word of the sources is tried
as a member. Words of enumerations are compared in the same way. Needs the Debian package python3-jsonschema.

SPDX-License-Identifier: Apache-2.0
"""
import copy
import ctypes
import glob
import json
import os
import re
import sys

from jsonschema import Draft202012Validator

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import reference_policy as made  # noqa: E402

ROOT = made.ROOT
NOBODY = "qq_nobody_knows"
TEXT_MAX = 255  # longest message of the library


# ---- the library ----

class Fault(ctypes.Structure):
    """mend_error of mend/base.h."""
    _fields_ = [("struct_size", ctypes.c_uint32), ("status", ctypes.c_int32), ("offset", ctypes.c_int64),
                ("line", ctypes.c_int32), ("column", ctypes.c_int32), ("document", ctypes.c_int32),
                ("reason", ctypes.c_int32), ("path", ctypes.c_char * 256), ("text", ctypes.c_char * 256)]


class Library:
    def __init__(self, path):
        lib = self.lib = ctypes.CDLL(path)
        lib.mend_buf_data.restype = ctypes.c_char_p
        lib.mend_preset_name.restype = ctypes.c_char_p
        lib.mend_calendar_ready_name.restype = ctypes.c_char_p
        lib.mend_preset_text.restype = ctypes.c_char_p
        lib.mend_preset_text.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_size_t)]
        for name in ("mend_policy_free", "mend_buf_free"):
            getattr(lib, name).argtypes = [ctypes.c_void_p]
        lib.mend_policy_write.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        lib.mend_buf_data.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self.loads = 0

    def load(self, *documents, merged=False):
        """("", "") if the documents load, else path and message; with `merged` the whole document or None."""
        texts = [d if isinstance(d, bytes) else json.dumps(d, ensure_ascii=False).encode() for d in documents]
        array = (ctypes.c_char_p * len(texts))(*texts)
        fault = Fault(struct_size=ctypes.sizeof(Fault))
        policy = ctypes.c_void_p()
        self.loads += 1
        status = self.lib.mend_policy_load(None, array, None, ctypes.c_size_t(len(texts)), ctypes.byref(policy),
                                           ctypes.byref(fault))
        if status != 0:
            said = fault.path.decode(), fault.text.decode(errors="replace") or f"status {status}"
            return None if merged else said
        whole = self.write(policy) if merged else ("", "")
        self.lib.mend_policy_free(policy)
        return whole

    def write(self, policy):
        buf = ctypes.c_void_p()
        assert self.lib.mend_buf_new(None, ctypes.byref(buf)) == 0
        assert self.lib.mend_policy_write(policy, buf) == 0
        whole = json.loads(self.lib.mend_buf_data(buf, None))
        self.lib.mend_buf_free(buf)
        return whole

    def presets(self):
        names = [self.lib.mend_preset_name(i) for i in range(self.lib.mend_preset_count())]
        return {n.decode(): self.lib.mend_preset_text(n, None) for n in names}

    def calendars(self):
        return [self.lib.mend_calendar_ready_name(i).decode() for i in range(self.lib.mend_calendar_ready_count())]


# ---- changing one place of the example ----

def loader_path(pointer):
    """$.actions.repair.roles[1], as the loader names places."""
    path, steps = "$", pointer.split("/")[1:]
    for step in steps:
        if re.fullmatch(r"[0-9]+", step):
            path += f"[{step}]"
        elif re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", step):
            path += "." + step
        else:
            path += f"['{step}']"
    return path


def changed(document, pointer, key, value):
    """A copy in which the object at the pointer has another value for the key. Only what lies on the way is copied."""
    root = copy.copy(document)
    at = root
    for step in pointer.split("/")[1:]:
        index = int(step) if isinstance(at, list) else step
        at[index] = copy.copy(at[index])
        at = at[index]
    at[key] = value
    return root


def source_words():
    """Every word of the sources that read objects."""
    words = set()
    for path in glob.glob(os.path.join(ROOT, "src", "*", "*.c")):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if re.search(r"members_known\(|json_members\(|fee_open\(|fact_word\(|value_word\(", text):
            words |= set(re.findall(r'"([a-z][a-z0-9_]*)"', text))
    return sorted(words)


def offered(text):
    """The words that a message lists as possible; None if it lists none, or not all of them."""
    lists = re.search(r"expected ([a-z0-9_]+(?:(?:, | or )[a-z0-9_]+)*)$", text)
    return None if lists is None or len(text.encode()) >= TEXT_MAX else set(re.split(r", | or ", lists.group(1)))


class Tests:
    def __init__(self, library):
        self.library = library
        self.document = made.load(made.EVERY)
        self.schema = made.completed(made.load(made.SCHEMA), self.document)
        self.defs = self.schema["$defs"]
        self.where = made.places(self.schema, self.document)
        self.valid = Draft202012Validator(self.schema)
        self.words = source_words()
        self.failures = []
        self.done = 0

    def at(self, name):
        return Draft202012Validator({"$ref": "#/$defs/" + name, "$defs": self.defs})

    def check(self, holds, what):
        self.done += 1
        if not holds:
            self.failures.append(what)
            print("FAIL", what)

    def objects(self):
        return [n for n, p in self.defs.items()
                if made.has_members(n, p) and not n.startswith(made.OVER) and n != "overlay"]

    # ---- members ----

    def refused(self, pointer, key, value):
        return self.library.load(changed(self.document, pointer, key, value))

    def test_members(self):
        self.check(self.library.load(self.document) == ("", ""), "tests/docs/every.json loads")
        for name in self.objects():
            pointers = self.where.get(name, [])
            self.check(pointers, f"{name}: tests/docs/every.json has none")
            if not pointers:
                continue
            known = set(self.defs[name]["properties"])
            used = {k for p in pointers for k in made.by_pointer(self.document, p)}
            self.check(known <= used, f"{name}: tests/docs/every.json lacks {sorted(known - used)}")
            if name != "text":  # its other members are languages
                self.one_object(name, pointers[0], known)

    def one_object(self, name, pointer, known):
        path, text = self.refused(pointer, NOBODY, True)
        here = path == loader_path(pointer + "/" + NOBODY) and text.startswith("there is no ")
        self.check(here, f"{name} at {pointer}: an unknown member gives {path}: {text}")
        words = offered(text)
        if words is not None:
            self.check(words == known, f"{name}: the loader knows {sorted(words)}, the schema {sorted(known)}")
            return
        known = known | {"extends"} if name == "policy" else known  # read, and taken out, before the sections
        template = json.dumps(changed(self.document, pointer, NOBODY, True))
        for word in self.words:
            if word not in known:
                path, text = self.library.load(template.replace(NOBODY, word).encode())
                self.check(path == loader_path(pointer + "/" + word) and text.startswith("there is no "),
                           f"{name}: the loader seems to know {word} ({path}: {text})")

    # ---- words ----

    def enumeration(self, value):
        """The words of a member and how one stands in it; None: it has no fixed words."""
        part = made.follow(self.defs, value)
        if "enum" in part:
            return part["enum"], lambda word: word
        if part.get("type") == "array":
            inner = made.follow(self.defs, part["items"])
            return (inner["enum"], lambda word: [word]) if "enum" in inner else None
        if "anyOf" in part and "$ref" in part["anyOf"][0]:
            return self.enumeration(part["anyOf"][0])
        return None

    def test_words(self):
        for name in self.objects():
            for key, value in self.defs[name]["properties"].items():
                found = self.enumeration(value)
                if found is None or made.target(value.get("$ref", "")) in ("list", "field", "field_path"):
                    continue
                pointer = self.place_of(name, key)
                words, put = found
                path, text = self.refused(pointer, key, put(NOBODY))
                self.check(path.startswith(loader_path(pointer + "/" + key)),
                           f"{name}.{key}: a wrong word gives {path}: {text}")
                told = offered(text)
                if told is not None:
                    self.check(told == set(words), f"{name}.{key}: the loader takes {sorted(told)}, the schema {words}")
                    continue
                template = json.dumps(changed(self.document, pointer, key, put(NOBODY)))
                for word in sorted(set(self.words) | set(words)):
                    path, text = self.library.load(template.replace(NOBODY, word).encode())
                    unknown = path.startswith(loader_path(pointer + "/" + key)) and \
                        re.match(r"unknown word|there is no|expected ", text)
                    self.check(bool(unknown) == (word not in words), f"{name}.{key}: {word} ({path}: {text})")

    def place_of(self, name, key):
        """An object of the example that has the member."""
        return next((p for p in self.where[name] if key in made.by_pointer(self.document, p)), self.where[name][0])

    def test_names(self):
        presets = sorted(self.library.presets())
        self.check(sorted(self.defs["extends"]["enum"]) == presets, f"extends: the presets are {presets}")
        like = sorted(self.defs["calendar"]["properties"]["like"]["enum"])
        self.check(like == sorted(self.library.calendars()), f"like: the calendars are {self.library.calendars()}")
        fields, columns, lists = self.catalogue()
        for name, expected in (("list", lists), ("field", fields + lists), ("field_path", fields + columns)):
            part = self.defs[name]
            words = part["enum"] if "enum" in part else part["anyOf"][0]["enum"]
            self.check(words == expected, f"{name}: not the names of docs/fields.md")
        self.check(list(self.defs["form"]["properties"]) == lists, "form: not the lists of docs/fields.md")

    @staticmethod
    def catalogue():
        fields, columns, lists, at = [], [], [], None
        with open(os.path.join(ROOT, "docs", "fields.md"), encoding="utf-8") as file:
            for line in file:
                head, row = re.match(r"## `(\w+)`", line), re.match(r"\| `(\w+)` \|", line)
                if line.startswith("## "):
                    at = head.group(1) if head else None
                    lists += [at] if head else []
                elif row:
                    (columns if at else fields).append(at + "/" + row.group(1) if at else row.group(1))
        return fields, columns, lists

    # ---- wrong values ----

    def wrong(self, value):
        """A value that a member cannot have."""
        if "x-wrong" in value:
            return value["x-wrong"]
        reference = made.target(value.get("$ref", value.get("items", {}).get("$ref", "")))
        if reference in ("name", "names", "recipient", "field", "field_path", "list"):
            many = reference == "names" or "items" in value
            return ["nobody"] if many else "nobody"
        part = made.follow(self.defs, value)
        if "const" in part:
            return "other"
        if "enum" in part:
            return "something"
        if part.get("type") == "array":
            return ["something"] if "enum" in made.follow(self.defs, part["items"]) else "one"
        if part.get("type") == "object":
            return "something"
        if part.get("type") == "boolean":
            return "yes"
        if part.get("type") == "integer":
            return -1 if part.get("minimum") == 0 else part["minimum"] - 1 if "minimum" in part else "first"
        special = {"duration": "2 hours", "date": "tomorrow", "amount": -1, "percent": "-1", "decimal": "much",
                   "value": []}
        return special.get(made.target(value.get("$ref", "")), 5)

    def test_errors(self, write):
        for name in self.objects():
            for key, value in self.defs[name]["properties"].items():
                pointer, wrong = self.place_of(name, key), self.wrong(value)
                document = changed(self.document, pointer, key, wrong)
                path, text = self.library.load(document)
                self.check(path.startswith(loader_path(pointer + "/" + key)),
                           f"{name}.{key} = {wrong!r} at {pointer}: {path}: {text}")
                # What stands for a name the loader alone can tell.
                taken = self.at(name).is_valid(made.by_pointer(document, pointer))
                self.check(text.startswith("there is no ") or not taken,
                           f"{name}.{key} = {wrong!r}: the schema takes it ({text})")
                if write:
                    value["x-error"] = [wrong, text]
                else:
                    self.check(value.get("x-error") == [wrong, text], f"{name}.{key} = {wrong!r}: {text} (--write)")

    def test_defaults(self):
        for name in self.objects():
            for key, value in self.defs[name]["properties"].items():
                part = made.follow(self.defs, value)
                self.check("default" not in part or Draft202012Validator({**value, "$defs": self.defs}).is_valid(part["default"]),
                           f"{name}.{key}: its default is no value of it")

    def test_required(self):
        for name in self.objects():
            for key in self.defs[name].get("required", []):
                pointer = self.place_of(name, key)
                document = changed(self.document, pointer, key, None)
                del made.by_pointer(document, pointer)[key]
                self.check(self.library.load(document) != ("", ""), f"{name}.{key}: the loader does without")
                self.check(not self.at(name).is_valid(made.by_pointer(document, pointer)),
                           f"{name}.{key}: the schema does without")

    # ---- documents ----

    def accept(self, what, document, validator=None):
        error = next((validator or self.valid).iter_errors(document), None)
        self.check(error is None, f"{what}: {error and deepest(error)}")

    def test_documents(self):
        self.accept("tests/docs/every.json", self.document)
        for name, text in self.library.presets().items():
            self.accept(name, json.loads(text))
            merged = self.library.load(text, merged=True)
            self.accept(f"{name}, merged", merged, self.at("policy"))
        for page in sorted(glob.glob(os.path.join(ROOT, "docs", "*.md")) + glob.glob(os.path.join(ROOT, "README.md"))):
            with open(page, encoding="utf-8") as file:
                for i, block in enumerate(re.findall(r"^```json policy\n(.*?)^```", file.read(), re.S | re.M)):
                    self.accept(f"{os.path.relpath(page, ROOT)}, policy {i + 1}", json.loads(block))
        for path in sorted(glob.glob(os.path.join(ROOT, "tests", "scenarios", "**", "*.json"), recursive=True)
                           + glob.glob(os.path.join(ROOT, "examples", "**", "*.json"), recursive=True)):
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
            known = set(self.defs["overlay"]["properties"])
            if not path.endswith(".map.json") and isinstance(document, dict) and document and set(document) <= known:
                self.accept(os.path.relpath(path, ROOT), document)

    def test_broken(self):
        """Documents that neither takes."""
        own = {"mend": 1, "id": "own", "revision": 1}
        over = {**own, "extends": "standard@1"}
        step = {"from": ["registered"], "roles": ["engineer"]}
        clock = {"start": {"on": ["register"]}, "stop": {"on": ["close"]}}
        broken = {
            "not an object": [], "another format": {**own, "mend": 2},
            "an id with capitals": {**own, "id": "Own"}, "revision 0": {**own, "revision": 0},
            "revision 1.5": {**own, "revision": 1.5},
            "no such preset": {**own, "extends": "standard@9"}, "extends without an id": {"extends": "standard@1"},
            "null under nothing": {**own, "roles": None}, "unknown section": {**over, "action": {}},
            "unknown member deep below": {**over, "actions": {"close": {"forms": {}}}},
            "an array for an object": {**over, "actions": []}, "a name with a blank": {**over, "roles": {"head clerk": {}}},
            "no such stage": {**over, "states": {"closed": {"stage": "finished"}}},
            "no such need": {**over, "actions": {"close": {"form": {"solution": {"need": "must"}}}}},
            "an empty list of roles": {**over, "actions": {"close": {"roles": []}}},
            "a bad duration": {**over, "actions": {"close": {"backdate": "2h"}}},
            "a duration without a part": {**over, "actions": {"close": {"backdate": "PT"}}},
            "months in a duration": {**over, "clocks": {"first_response": {"late_after": "P1M"}}},
            "a window of one time": {**over, "calendars": {"business": {"week": {"mon": [["09:00"]]}}}},
            "a time of 25:00": {**over, "calendars": {"business": {"week": {"mon": [["09:00", "25:00"]]}}}},
            "no such weekday": {**over, "calendars": {"business": {"week": {"monday": []}}}},
            "a calendar called always": {**over, "calendars": {"always": {"week": {"mon": [["09:00", "10:00"]]}}}},
            "a label that is text": {**over, "roles": {"engineer": {"label": "Engineer"}}},
            "a label in no language": {**over, "roles": {"engineer": {"label": {"en_GB": "Engineer"}}}},
            "an empty label": {**over, "roles": {"engineer": {"label": {"en": ""}}}},
            "a condition that is text": {**over, "actions": {"close": {"when": "always"}}},
            "a condition of an unknown form":
                {**over, "actions": {"own": {**step, "when": {"fields": "level", "is": "p1"}}}},
            "no such status of a clock":
                {**over, "actions": {"own": {**step, "when": {"clock": "repair", "is": ["late"]}}}},
            "a mask nobody knows": {**over, "fields": {"own": {"type": "text", "mask": "hidden"}}},
            "a percentage of words": {**over, "fees": {"tax": {"rates": {"other": "ten"}}}},
            "an amount below zero": {**over, "fees": {"writeoff_limit": -5}},
            "a boolean in quotes": {**over, "fees": {"diagnosis_if_declined": "true"}},
            "a pattern without a counter": {**over, "numbers": {"ticket": {"pattern": "SR-{YYYY}"}}},
            "month 13": {**over, "numbers": {"ticket": {"fiscal_start": 13}}},
            "a date in words": {**over, "calendars": {"business": {"known_until": "next year"}}},
            "a kind of clock that is none":
                {**over, "clocks": {"own": {**clock, "kind": "timer", "targets": {"all": {"time": "PT1H"}}}}},
            "41 lines": {**over, "blocks": {"own": {"fields": {"solution": {"lines": 41}}}}},
            "a card that is false": {**over, "blocks": {"own": {"card": False}}},
            "two words for one in rank": {**over, "dispatch": {"rank": ["load", "load"]}},
        }
        for what, document in broken.items():
            self.check(self.library.load(document) != ("", ""), f"{what}: the loader takes it")
            self.check(not self.valid.is_valid(document), f"{what}: the schema takes it")
        self.check(self.library.load(over) == ("", "") and self.valid.is_valid(over), "what they are built on is right")


def deepest(error):
    """The innermost reason of an error that has alternatives."""
    while error.context:
        error = max(error.context, key=lambda e: len(e.absolute_path))
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def main(argv):
    if not argv or len(argv) > 2 or argv[1:] not in ([], ["--write"]):
        print(__doc__)
        return 2
    tests = Tests(Library(os.path.abspath(argv[0])))
    Draft202012Validator.check_schema(tests.schema)
    write = argv[1:] == ["--write"]
    tests.test_errors(write)
    if write:
        with open(made.SCHEMA, "w", encoding="utf-8") as file:
            file.write(made.pretty(tests.schema) + "\n")
        return 0
    tests.test_members()
    tests.test_words()
    tests.test_names()
    tests.test_defaults()
    tests.test_required()
    tests.test_broken()
    tests.test_documents()
    if tests.failures:
        print(f"{len(tests.failures)} of {tests.done} failed")
        return 1
    print(f"{len(tests.objects())} objects, {tests.done} checks, {tests.library.loads} policies loaded")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
