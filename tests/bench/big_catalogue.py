"""A made-up catalogue as large as the law of a whole ministry: some 35,000 lines of YAML that hold, the same every time.

`python -m tests.bench.big_catalogue FOLDER` writes it, so that `haedang check FOLDER` can be timed by hand.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

PROGRAMS, FACTS = 80, 400
VERSIONS = ("2017-01-01", "2019-07-01", "2022-01-01", "2025-01-01")
FIGURES = 3
KINDS = ("integer", "integer", "boolean", "date", "choice", "decimal")


def big_catalogue(programs: int = PROGRAMS, facts: int = FACTS) -> dict[str, bytes]:
    """The files of the catalogue by their names inside a rulesets folder."""
    kinds = {f"fact_{number:03}": KINDS[number % len(KINDS)] for number in range(facts)}
    texts = {f"facts/theme_{part:02}.yaml": _facts(kinds, part) for part in range(20)}
    texts["facts/choices.yaml"] = _choices(programs)
    texts["sources/made_up.yaml"] = "sources:\n  leaflet: {ko: 지어낸 출처, en: A made-up source}\n"
    for number in range(programs):
        chance = random.Random(number)  # noqa: S311 - the same file every time
        name = f"program_{number:03}"
        texts[f"parameters/{name}.yaml"] = _parameters(name)
        texts[f"definitions/{name}.yaml"] = _definitions(name, kinds, chance)
        texts[f"tables/{name}.yaml"] = _table(name, chance)
        texts[f"domain_{number % 5}/{name}/common.yaml"] = _common(name, kinds, chance)
        for version in VERSIONS:
            texts[f"domain_{number % 5}/{name}/{version}.yaml"] = _version(name, version)
    return {name: text.encode() for name, text in texts.items()}


def _label(text: str) -> str:
    return f"{{ko: {text}, en: {text} in English}}"


def _facts(kinds: dict[str, str], part: int) -> str:
    lines = ["facts:"]
    for name, kind in list(kinds.items())[part::20]:
        lines += [
            f"  {name}:",
            f"    label: {_label(f'사실 {name[-3:]}')}",
            "    entity: person",
            f"    type: {kind}",
        ]
        lines += {
            "integer": ["    unit: day", "    range: [0, 10000]"],
            "decimal": ["    unit: KRW/day", "    range: [0, 10000000]"],
            "date": ["    range: [1900-01-01, today + P1Y]"],
            "choice": ["    choices: kind"],
        }.get(kind, [])
        lines += [
            "    source: given",
            "    known_by: [applicant]",
            "    changes: acts",
            "    sensitive: none",
        ]
    if part == 0:
        lines += [
            "  applied_on:",
            f"    label: {_label('신청일')}",
            *("    entity: person", "    type: date", "    source: given", "    known_by: [applicant]"),
            *("    changes: acts", "    sensitive: none"),
        ]
    return "\n".join(lines) + "\n"


def _choices(programs: int) -> str:
    kinds = [f"    kind_{number:02}: {_label(f'갈래 {number}')}" for number in range(20)]
    return "\n".join(["choices:", "  kind:", *kinds]) + "\n" if programs else "choices: {}\n"


def _parameters(name: str) -> str:
    lines = ["parameters:"]
    for index in range(FIGURES):
        lines += [f"  {name}_figure_{index}:", f"    label: {_label(f'수치 {index}')}", "    type: integer"]
        lines += ["    unit: day", "    keyed_to: applied_on", "    values:"]
        for place, version in enumerate(VERSIONS):
            lines += [f"      - from: {version}", f"        value: {100 + index + place}"]
            lines += [
                f"        published: {version}",
                f"        cite: 지어낸 법 제{index + 1}조제{place + 1}항",
            ]
            lines += ["        grade: B", "        source: leaflet"]
    return "\n".join(lines) + "\n"


def _of(kinds: dict[str, str], kind: str, chance: random.Random) -> str:
    return chance.choice([name for name, each in kinds.items() if each == kind])


def _definitions(name: str, kinds: dict[str, str], chance: random.Random) -> str:
    lines = ["definitions:"]
    for index in range(6):
        money, days = _of(kinds, "decimal", chance), _of(kinds, "integer", chance)
        lines += [f"  {name}_value_{index}:", f"    label: {_label(f'정의 {index}')}", "    unit: KRW"]
        lines += [
            "    value: >-",
            f"      if {days} > {name}_figure_{index % FIGURES} then floor({money} * {days} / 3)",
        ]
        lines += [
            f"      else {money} * {name}_figure_{index % FIGURES}",
            f"    cite: 지어낸 법 제{index + 10}조",
        ]
    return "\n".join(lines) + "\n"


def _table(name: str, chance: random.Random) -> str:
    lines = [
        "tables:",
        f"  {name}_days:",
        f"    label: {_label('일수표')}",
        "    unit: day",
        "    keyed_to: applied_on",
    ]
    lines += [
        "    hit: unique",
        f"    inputs: [fact_000, fact_{chance.randrange(60) * 6 + 2:03}]",
        "    versions:",
    ]
    for version in VERSIONS[::2]:
        lines += [f"      - from: {version}", "        cite: 지어낸 법 별표 1", "        rows:"]
        for step in range(8):
            interval = f"[{step * 100}..{step * 100 + 100})" if step < 7 else ">= 700"
            lines += [f'          - {{when: ["{interval}", "true"], then: {step * 30 + 90}}}']
            lines += [f'          - {{when: ["{interval}", "false"], then: {step * 30 + 60}}}']
    return "\n".join(lines) + "\n"


def _common(name: str, kinds: dict[str, str], chance: random.Random) -> str:
    lines = [
        f"program: {name}",
        f"title: {_label(f'지어낸 제도 {name[-3:]}')}",
        "for: person",
        "keyed_to: applied_on",
    ]
    lines += ["conditions:"]
    for index in range(20):
        lines += [f"  condition_{index}:", f"    when: {_test(name, index, kinds, chance)}"]
        lines += [
            f"    label: {_label(f'조건 {index}이 성립함')}",
            f"    cite: 지어낸 법 제{index + 2}조제1항",
        ]
    lines += [
        "amounts:",
        "  total:",
        f"    label: {_label('지급액')}",
        f"    value: {name}_value_0 + {name}_value_1",
    ]
    lines += [
        "    unit: KRW",
        "    ranks: true",
        "    cite: 지어낸 법 제30조",
        "  days:",
        f"    label: {_label('일수')}",
    ]
    lines += [f"    value: {name}_days", "    unit: day", "    cite: 지어낸 법 제31조", "apply:"]
    lines += [f"  where: {_label('지어낸 기관')}", "  cite: 지어낸 법 제32조", "  documents:"]
    lines += [f"    - {_label(f'서류 {index}')}" for index in range(4)]
    return "\n".join(lines) + "\n"


def _test(name: str, index: int, kinds: dict[str, str], chance: random.Random) -> str:
    number, other = _of(kinds, "integer", chance), _of(kinds, "integer", chance)
    choice, truth, day = (_of(kinds, kind, chance) for kind in ("choice", "boolean", "date"))
    tests = (
        f"{number} >= {name}_figure_{index % FIGURES}",
        f'{choice} in ["kind_01", "kind_{2 + chance.randrange(18):02}"]',
        f"{number} + {other} < {chance.randrange(500, 15000)}",
        truth,
        f'{day} + duration("P{chance.randrange(1, 30)}M") <= applied_on',
        f'{truth} or {choice} != "kind_{chance.randrange(20):02}"',
        f"{number} >= {chance.randrange(1, 90)} and {number} < {chance.randrange(100, 9000)}",
    )
    return tests[index % len(tests)]


def _version(name: str, version: str) -> str:
    lines = [
        f"program: {name}",
        f"from: {version}",
        f"published: {version}",
        "cite: 지어낸 법 제1조",
        "conditions:",
        "  all:",
    ]
    lines += [
        f"    - {{id: condition_{index}, cite: 지어낸 법 제{index + 2}조제2항}}"
        if index % 3
        else f"    - condition_{index}"
        for index in range(12)
    ]
    lines += ["    - id: one_of_them", f"      label: {_label('하나에 해당함')}", "      any:"]
    lines += [f"        - condition_{index}" for index in range(12, 16)]
    lines += ["        - all:", *(f"            - condition_{index}" for index in range(16, 20))]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes the catalogue into the folder that is named."""
    folder = Path(sys.argv[1])
    for name, text in big_catalogue().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


if __name__ == "__main__":
    main()
