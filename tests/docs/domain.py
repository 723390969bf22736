"""What docs/domain.md says is so: its rows exist in the policies that it names them for, nothing is left out, no row has vanished.

    python3 tests/docs/domain.py <page> <counts> <folder of policies>

The folder holds `<name>.json`, the reply of `mend-desk --json policy show`, for each of the six presets.

SPDX-License-Identifier: Apache-2.0
"""

import json
import pathlib
import re
import sys

PRESETS = {
    "standard": "standard@1",
    "R": "repair-process@1",
    "F": "response-framework@1",
    "D": "field-dispatch@1",
    "S": "service-sheet@1",
    "E": "electronics-repair@1",
}
NAMED = ("roles", "grades", "clocks", "sheets", "numbers")
faults = []


def fault(words):
    faults.append(words)


def expand(text):
    """`/a/{b,c}` as `/a/b` and `/a/c`."""
    inner = re.search(r"\{([^{}]*)\}", text)
    if not inner:
        return [text]
    return [each for part in inner.group(1).split(",") for each in expand(text[: inner.start()] + part + text[inner.end() :])]


def there(value, pointer):
    for token in pointer.split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        if not isinstance(value, dict) or token not in value:
            return False
        value = value[token]
    return True


def policies_of(word):
    names = list(PRESETS) if word == "all" else word.split()
    return names if names and all(name in PRESETS for name in names) else None


def read_cell(number, cell, policies):
    """Gives policy -> pointers, and the policies that are said to have none."""
    rows, without = {}, set()
    for part in cell.split("<br>"):
        if part.startswith("library: "):
            continue
        if part.startswith("— ("):
            without.update(PRESETS)
            continue
        head, colon, rest = part.partition(": ")
        names = policies_of(head)
        if not colon or names is None:
            fault(f"{number}: “{part}” does not say which policies are meant")
            continue
        pointers = [each for code in re.findall(r"`(/[^`]*)`", rest) for each in expand(code)]
        if rest.startswith("— ("):
            without.update(names)
        elif not pointers:
            fault(f"{number}: there is no row in “{part}”")
        for name in names:
            for pointer in pointers:
                if not there(policies[name], pointer):
                    fault(f"{number}: {PRESETS[name]} has no {pointer}")
            if not rest.startswith("— ("):
                rows.setdefault(name, []).extend(pointers)
    return rows, without


def read_page(text, policies):
    seen, counts, numbers = {name: set() for name in PRESETS}, {}, set()
    for line in text.splitlines():
        found = re.match(r"\| (\d+(?:\.\d+)*)\.(\d+) \| (.+?) \| (.+?) \| (.+) \|$", line)
        if not found:
            if re.match(r"\| *\d", line):
                fault(f"not a row: {line}")
            continue
        section, _, _, asked, cell = found.groups()
        number = f"{section}.{found.group(2)}"
        if number in numbers:
            fault(f"{number} stands twice")
        numbers.add(number)
        counts[section] = counts.get(section, 0) + 1
        letters = asked.split()
        owed = list(PRESETS) if letters in (["all"], ["+"]) else ["standard"] + letters
        rows, without = read_cell(number, cell, policies)
        for name in owed:
            if name not in PRESETS:
                fault(f"{number}: {name} is no procedure")
            elif name not in rows and name not in without:
                fault(f"{number}: nothing is said of {PRESETS[name]}")
        for name, pointers in rows.items():
            seen[name].update(pointers)
    return seen, counts


def names_of(policy):
    """What the page has to mention, as pointers."""
    for section in NAMED:
        yield from (f"/{section}/{name}" for name in policy.get(section, {}))
    yield from (f"/choices/level/{name}" for name in policy.get("choices", {}).get("level", {}))


def main():
    page, counts_file, folder = (pathlib.Path(word) for word in sys.argv[1:4])
    policies = {}
    for name, preset in PRESETS.items():
        policies[name] = json.loads((folder / f"{preset}.json").read_text(encoding="utf-8"))["document"]
    seen, counts = read_page(page.read_text(encoding="utf-8"), policies)
    mentioned = 0
    for name, policy in policies.items():
        # What a preset takes over from standard@1 under the same name is mentioned where standard@1 is.
        known = seen[name] | seen["standard"]
        for pointer in names_of(policy):
            mentioned += 1
            if not any(each == pointer or each.startswith(pointer + "/") for each in known):
                fault(f"{PRESETS[name]}: the page does not mention {pointer}")
    committed = {}
    for line in counts_file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            section, count = line.split()
            committed[section] = int(count)
    for section in sorted(set(committed) | set(counts)):
        if committed.get(section, 0) != counts.get(section, 0):
            fault(f"section {section} has {counts.get(section, 0)} rows, and {counts_file.name} says {committed.get(section, 0)}")
    for words in faults:
        print(words)
    pointers = sum(len(each) for each in seen.values())
    print(f"{sum(counts.values())} sentences, {pointers} rows, {mentioned} names, {len(faults)} wrong")
    return 1 if faults or not counts else 0


if __name__ == "__main__":
    sys.exit(main())
