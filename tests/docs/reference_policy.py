#!/usr/bin/env python3
"""docs/policy-reference.md out of docs/policy.schema.json, and the parts of the schema that follow from others.

    python3 tests/docs/reference_policy.py --check     both files are as they would be written (the default)
    python3 tests/docs/reference_policy.py --write     writes them

What people write of the schema is its definitions of whole objects. From these follow, and are written here:

  - the definitions over_...: the same objects in a document that lies over another, where nothing is required and null
    deletes;
  - the examples of the objects, which are taken from tests/docs/every.json, a policy that uses every member.

The errors (x-error) are asked of the library by tests/docs/schema.py. Only the standard library is needed.

SPDX-License-Identifier: Apache-2.0
"""
import json
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMA = os.path.join(ROOT, "docs", "policy.schema.json")
REFERENCE = os.path.join(ROOT, "docs", "policy-reference.md")
EVERY = os.path.join(ROOT, "tests", "docs", "every.json")
WIDTH = 120
OVER = "over_"


# ---- JSON as people write it: what fits stands on one line ----

def one_line(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {one_line(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(one_line(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def pretty(value, indent=0, used=0, width=WIDTH):
    """The value as text; `used` columns of its first line are taken."""
    line = one_line(value)
    if not isinstance(value, (dict, list)) or not value or indent + used + len(line) <= width:
        return line
    pad = " " * (indent + 2)
    if isinstance(value, list):
        if all(not isinstance(v, (dict, list)) for v in value):
            return wrapped([one_line(v) for v in value], indent, width)
        rows = [pad + pretty(v, indent + 2, 1, width) for v in value]
        return "[\n" + ",\n".join(rows) + "\n" + " " * indent + "]"
    rows = []
    for key, v in value.items():
        head = json.dumps(key, ensure_ascii=False) + ": "
        rows.append(pad + head + pretty(v, indent + 2, len(head) + 1, width))
    return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"


def wrapped(words, indent, width):
    rows, row = [], ""
    for i, word in enumerate(words):
        word += "," if i + 1 < len(words) else ""
        if row and indent + 3 + len(row) + len(word) > width:
            rows.append(row)
            row = ""
        row += (" " if row else "") + word
    pad = "\n" + " " * (indent + 2)
    return "[" + pad + pad.join(rows + [row]) + "\n" + " " * indent + "]"


# ---- what a schema says ----

def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def target(ref):
    return ref.removeprefix("#/$defs/")


def is_object(part):
    return part.get("type") == "object"


def has_members(name, part):
    """An object of members that are known, not of names or languages alone."""
    return is_object(part) and (part.get("additionalProperties") is False or name == "text")


def follow(defs, part):
    """The definition behind a $ref, with what stands beside the $ref going first."""
    while "$ref" in part:
        beside = {k: v for k, v in part.items() if k != "$ref"}
        part = {**defs[target(part["$ref"])], **beside}
    return part


# ---- documents that lie over others ----

CARRIED = ("title", "description", "default", "x-default")


def over(defs, part, here):
    """What may stand in place of `part` in a document that lies over another. `here` names the whole part."""
    name = target(part["$ref"]) if "$ref" in part else ""
    if name and (is_object(defs[name]) or name == "section"):
        return {"$ref": "#/$defs/" + OVER + name}
    if is_object(part) and "properties" not in part:
        return over_map(defs, part, here)
    if "anyOf" in part and any("$ref" in p and is_object(defs[target(p["$ref"])]) for p in part["anyOf"]):
        return {"anyOf": [over(defs, p, f"{here}/anyOf/{i}") for i, p in enumerate(part["anyOf"])]}
    return {"$ref": "#/$defs/" + name} if name else {"$ref": here}


def or_null(part):
    if "anyOf" in part:
        return {"anyOf": part["anyOf"] + [{"type": "null"}]}
    return {"anyOf": [part, {"type": "null"}]}


def over_map(defs, part, here):
    result = {k: part[k] for k in ("type", "propertyNames", "patternProperties")}
    result["additionalProperties"] = or_null(over(defs, part["additionalProperties"], here + "/additionalProperties"))
    return result


def over_object(defs, name, part):
    here = f"#/$defs/{name}"
    result = {k: part[k] for k in ("title", "description", "type", "propertyNames") if k in part}
    result["properties"] = {}
    for key, value in part.get("properties", {}).items():
        result["properties"][key] = {**or_null(over(defs, value, f"{here}/properties/{key}")),
                                     **{k: value[k] for k in CARRIED if k in value}}
    result["patternProperties"] = part["patternProperties"]
    rest = part["additionalProperties"]
    result["additionalProperties"] = or_null(over(defs, rest, here + "/additionalProperties")) if rest else False
    return {k: v for k, v in result.items() if k != "properties" or v}


def union(defs, names):
    """Members of several forms in one object: a document may change any of them."""
    properties = {}
    for name in names:
        for key, value in over_object(defs, name, defs[name])["properties"].items():
            other = properties.setdefault(key, value)
            if other["anyOf"] != value["anyOf"]:
                more = [p for p in value["anyOf"] if p not in other["anyOf"]]
                properties[key] = {**other, "anyOf": more + other["anyOf"]}
    return {"type": "object", "properties": properties, "patternProperties": {"^x-": True},
            "additionalProperties": False}


def overlays(defs):
    """All definitions over_..., by name."""
    result = {}
    for name, part in defs.items():
        if name == "condition":
            result[OVER + name] = {"title": part["title"], "description": part["description"],
                                   **union(defs, [target(p["$ref"]) for p in part["oneOf"]])}
        elif name == "section":
            result[OVER + name] = {"title": part["title"], "description": part["description"],
                                   **union(defs, ["block", "section_use"])}
        elif is_object(part) and not name.startswith("if_"):
            result[OVER + name] = over_object(defs, name, part)
    policy = result.pop(OVER + "policy")
    properties = {"extends": {"$ref": "#/$defs/extends"}, **policy["properties"]}
    for key in ("mend", "id", "revision"):
        properties[key] = defs["policy"]["properties"][key]
    result["overlay"] = {
        "title": "Document over a policy",
        "description": "A first document that extends a preset, or a later one that says what differs: objects merge, "
                       "null deletes, everything else replaces.",
        "type": "object", "properties": properties, "patternProperties": {"^x-": True},
        "additionalProperties": False, "dependentRequired": {"extends": ["mend", "id", "revision"]}}
    return result


# ---- where in the example every object stands ----

def by_pointer(document, pointer):
    for step in pointer.split("/")[1:]:
        document = document[int(step) if isinstance(document, list) else step.replace("~1", "/").replace("~0", "~")]
    return document


def places(schema, document):
    """Pointers by definition: where in the document objects of each closed definition stand. The forms of a condition
    are told apart by their heads, which are their first members."""
    defs, found = schema["$defs"], {}

    def visit(part, value, pointer):
        stack = [(part, value, pointer)]
        while stack:
            part, value, pointer = stack.pop()
            name = ""
            while "$ref" in part:
                name = target(part["$ref"])
                part = defs[name]
            if name == "condition":
                forms = [target(p["$ref"]) for p in part["oneOf"]]
                name = next(form for form in forms if next(iter(defs[form]["properties"])) in value)
                part = defs[name]
            if name == "section":
                name = "section_use" if "use" in value else "block"
                part = defs[name]
            if "anyOf" in part and part.get("type") != "object":
                part = next((p for p in part["anyOf"] if kind_of(p) == kind_of_value(value)), {})
                stack.append((part, value, pointer))
                continue
            if isinstance(value, dict):
                if has_members(name, part):
                    found.setdefault(name, []).append(pointer)
                for key, v in value.items():
                    if key.startswith("x-"):
                        continue
                    inner = part.get("properties", {}).get(key, part.get("additionalProperties"))
                    if isinstance(inner, dict):
                        stack.append((inner, v, pointer + "/" + key.replace("~", "~0").replace("/", "~1")))
            elif isinstance(value, list) and isinstance(part.get("items"), dict):
                stack.extend((part["items"], v, f"{pointer}/{i}") for i, v in enumerate(value))

    def kind_of(part):
        part = follow(defs, part)
        return part.get("type", "string" if "enum" in part or "const" in part else None)

    def kind_of_value(value):
        return {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer"}[type(value)]

    visit({"$ref": "#/$defs/policy"}, document, "")
    return {name: sorted(at, key=lambda p: p.count("/")) for name, at in found.items()}


def telling(document, pointers):
    """Of several objects the one that shows most and is not long."""
    values = [by_pointer(document, p) for p in pointers]
    fitting = [v for v in values if pretty(v, width=110).count("\n") < 24]
    if not fitting:
        return min(values, key=lambda v: len(one_line(v)))
    return max(fitting, key=lambda v: (len(v), -len(one_line(v))))


def completed(schema, document):
    """The schema with everything that follows."""
    defs = {k: v for k, v in schema["$defs"].items() if not k.startswith(OVER) and k != "overlay"}
    result = {**schema, "$defs": defs}
    where = places(result, document)
    for name, part in defs.items():
        if name in where and name != "policy":
            part.pop("examples", None)
            part["examples"] = [telling(document, where[name])]
    result["$defs"] = {**defs, **overlays(defs)}
    return result


# ---- the reference ----

HEAD = """<!-- Written by tests/docs/reference_policy.py from docs/policy.schema.json; change that one instead. -->
# Policy reference

Every member of the policy document: what it means, its type, what it is where it is left out, an example, and what the
loader says where it is wrong. [policy.md](policy.md) is the guide to all of it.

[policy.schema.json](policy.schema.json) says the same to programs (JSON Schema, draft 2020-12). An editor that is told to
use it for your policies completes and explains members and marks what is wrong; its definition `policy` is a whole document,
`overlay` one that lies over another. The schema knows members, types and ranges. Whether a name stands for something, a
state can be reached, a clock can be stopped, `mend-desk policy check` tells.

Everywhere:

- A **name** is made of small letters, digits and `_`, a letter first, at most 64 bytes. Where a table says *names → X*,
  the keys of the object are names and its values are X.
- **Required** members of an object have to be there once all documents are laid over each other.
- Members that begin with `x-` are yours. An unknown member is refused: `there is no member "…"`, with a likely meaning or
  with those that are known, as many as the line has room for.
- `order` is an integer (`"first"`: “expected an integer, found text”), `label` an object by language (`"Chief"`: “expected an
  object of texts by language, found text”).
- A **condition** is one of the forms under [Conditions](policy-reference.md#conditions); a **duration** is `PT8H30M` or `P2D`; a **percentage**
  and a **decimal** are texts, `"12.5"`; an **amount** is an integer in minor units of the currency; a **label** is an object
  by language.

"""

# The objects that stand under a heading, in the order of the document.
CHAPTERS = [
    ("Top level", ["policy"]),
    ("Roles, grades, counters, choices", ["role", "grade", "counter", "choice"]),
    ("Fields", ["field_row"]),
    ("States", ["state"]),
    ("Actions", ["action", "form_field", "form_list", "check_item", "evidence", "rule", "notice", "loop"]),
    ("Conditions", ["if_field", "if_all", "if_any", "if_not", "if_some", "if_every", "if_last", "if_count", "if_done",
                    "if_counter", "if_state", "if_actor", "if_clock"]),
    ("Numbers", ["series"]),
    ("Masks", ["masks", "mask_name", "mask_email", "mask_id"]),
    ("Texts", ["text"]),
    ("Limits", ["limits"]),
    ("Calendars", ["calendar", "week", "holiday", "exception"]),
    ("Clocks", ["clock", "trigger", "target", "pause", "warning", "rung", "clock_notices"]),
    ("Triage", ["triage", "triage_rule", "matrix", "tier"]),
    ("Warranty", ["warranty", "term", "part_terms"]),
    ("Fees", ["fees", "card", "labour", "band", "part_rule", "travel", "way_zone", "diagnosis", "cancel", "cancel_stage",
              "storage", "surcharge", "extra_fee", "discount", "tax", "estimate", "tolerance"]),
    ("Sheets", ["sheet", "section_use", "block", "cell", "sign"]),
    ("Rights", ["rights", "rights_row", "rights_fact", "regime"]),
    ("Earlier tickets of a customer", ["earlier_row"]),
    ("Dispatch", ["dispatch", "route", "overrule"]),
]


def anchor(title):
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def escape(text):
    return text.replace("|", "\\|")


def link(defs, name):
    return f"[{defs[name]['title'].lower()}](policy-reference.md#{anchor(defs[name]['title'])})"


CONDITION = "[condition](policy-reference.md#conditions)"
CONDITIONS = "[conditions](policy-reference.md#conditions)"
SIMPLE = {"name": "name", "names": "list of names", "label": "label", "order": "integer", "duration": "duration",
          "date": "date", "amount": "amount", "decimal": "decimal", "percent": "percentage", "value": "value",
          "share": "percentage, 100 at most", "bound": "integer or decimal", "zone": "text, 128 bytes at most",
          "field": "field", "field_path": "field or `list/column`", "list": "list", "condition": CONDITION,
          "recipient": "`customer` or a role", "label_text": "text", "long_text": "text", "time_of_day": "time of day",
          "windows": "windows",
          "form": "names → [field](policy-reference.md#field-of-a-form) or [list](policy-reference.md#list-of-a-form)",
          "setters": "fields → value", "calendars": "names → [calendar](policy-reference.md#calendar)",
          "section": "[section](policy-reference.md#block) or [block](policy-reference.md#section-that-is-a-block)"}


def words(values):
    return " ".join(f"`{one_line(v).strip(chr(34))}`" for v in values)


def type_words(defs, part):
    if "$ref" in part:
        name = target(part["$ref"])
        if name in SIMPLE:
            return SIMPLE[name]
        if is_object(defs[name]):
            return link(defs, name)
        return type_words(defs, defs[name])
    if "const" in part:
        return words([part["const"]])
    if "enum" in part:
        return words(part["enum"])
    if "anyOf" in part:
        return " or ".join(type_words(defs, p) for p in part["anyOf"])
    kind = part.get("type")
    if kind == ["object"]:  # whose members another page tells
        return "object"
    if kind == "array":
        inner = type_words(defs, part["items"])
        several = {"name": "names", "field": "fields", "text": "texts", CONDITION: CONDITIONS}
        return "list of " + several.get(inner, inner)
    if kind == "object":
        special = {"#/$defs/date_key": "dates", "#/$defs/code_key": "codes"}
        keys = special.get(part["propertyNames"].get("$ref"), "names")
        return keys + " → " + type_words(defs, part["additionalProperties"])
    if kind == "integer" and ("minimum" in part or "maximum" in part):
        low, high = part.get("minimum"), part.get("maximum")
        return f"integer, {low} to {high}" if high is not None else f"integer, {low} or more"
    if kind == "boolean":
        return "true or false"
    if kind == "string":
        return f"text, {part['maxLength']} bytes at most" if "maxLength" in part else "text"
    return {"integer": "integer"}.get(kind, "value")


def default_words(part, key, required):
    if key in required:
        return "**required**"
    if "default" in part:
        return f"`{one_line(part['default'])}`"
    return part.get("x-default", "")


def short(value):
    text = one_line(value)
    return f"`{text}`" if len(text) <= 48 else ""


def table(defs, name, sample):
    part = defs[name]
    rows = ["| member | what | type | default | example |", "|---|---|---|---|---|"]
    members = dict(part["properties"])
    if name == "policy":  # of a document that is still to be merged
        first = dict(list(members.items())[:3])
        members = {**first, "extends": {"$ref": "#/$defs/extends", "x-default": "none"}, **members}
    for key, value in members.items():
        whole = follow(defs, value)
        what = whole.get("description", "")
        if value.get("$ref") in ("#/$defs/order", "#/$defs/label") and "description" not in value:
            what = {"order": "Where it stands among its kind: the lower number first, then by name.",
                    "label": "What people see, by language."}[target(value["$ref"])]
        default = default_words(whole, key, part.get("required", []))
        example = short(sample[key]) if key in sample else ""
        cells = (f"`{key}`", what, type_words(defs, value), default, example)
        rows.append("| " + " | ".join(escape(c) for c in cells) + " |")
    return rows


def errors(defs, name):
    """What is said of wrong values, alike ones together. Order and label are the same everywhere."""
    said = {}
    for key, value in defs[name]["properties"].items():
        if "x-error" in value and (key not in ("order", "label") or name == "policy"):
            said.setdefault(one_line(value["x-error"]), []).append(key)
    rows = []
    for pair, keys in said.items():
        wrong, text = json.loads(pair)
        rows.append("- " + ", ".join(f"`{k}`" for k in keys) + f": with `{one_line(wrong)}` “{text}”")
    return rows


def member_samples(document, pointers):
    """The first value of every member that the example has for an object."""
    result = {}
    for pointer in pointers:
        for key, value in by_pointer(document, pointer).items():
            result.setdefault(key, value)
    return result


def section_of(defs, name, where, document, chapter):
    part = defs[name]
    lines = [] if part["title"] == chapter else [f"### {part['title']}", ""]
    lines += [part["description"], ""]
    pointers = where.get(name, [])
    lines += table(defs, name, member_samples(document, pointers)) + [""]
    if name != "policy" and pointers:
        lines += ["```json", pretty(part["examples"][0], width=110), "```", ""]
    said = errors(defs, name)
    if said:
        lines += ["What the loader says where a value is wrong:", ""] + said + [""]
    return lines


def reference(schema, document):
    defs = schema["$defs"]
    where = places(schema, document)
    lines = [HEAD.rstrip("\n"), ""]
    for title, names in CHAPTERS:
        lines += [f"## {title}", ""]
        if title == "Conditions":
            lines += [defs["condition"]["description"] + " Paths outside of a `where` are fields of the ticket; inside they "
                      "are columns of the list. A condition that could take more than a million steps on the fullest "
                      "ticket is refused.", ""]
        for name in names:
            lines += section_of(defs, name, where, document, title)
    return "\n".join(lines).rstrip("\n") + "\n"


# ---- the command ----

def main(argv):
    write = argv == ["--write"]
    if argv not in ([], ["--check"], ["--write"]):
        print(__doc__)
        return 2
    document = load(EVERY)
    schema = completed(load(SCHEMA), document)
    explained = {name for _, names in CHAPTERS for name in names}
    closed = {n for n, p in schema["$defs"].items() if has_members(n, p) and not n.startswith(OVER) and n != "overlay"}
    if explained != closed:
        print("chapters and definitions differ:", sorted(explained ^ closed))
        return 1
    stale = []
    for path, text in ((SCHEMA, pretty(schema) + "\n"), (REFERENCE, reference(schema, document))):
        old = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
        if old != text:
            stale.append(os.path.relpath(path, ROOT))
            if write:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
    if stale and not write:
        print("not as it would be written: " + ", ".join(stale) + " (python3 tests/docs/reference_policy.py --write)")
        return 1
    members = sum(len(schema["$defs"][n]["properties"]) for n in closed)
    print(f"{len(closed)} objects, {members} members" + (", written" if stale else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
