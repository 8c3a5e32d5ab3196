"""What came of setting the engines against each other: a summary, and every difference with a profile one can screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.engines import WHY
from api.rendering.words import Words
from engine.documents.to_yaml import write_yaml

_VERDICTS = {"eligible": "해당", "open": "미정", "ineligible": "비해당", "not_in_force": "시행 전후"}


def agreement_text(result: Mapping[str, Any], lang: str) -> str:
    """The result as text."""
    words = Words(lang)
    differences = "".join(_difference(difference, words) for difference in result["differences"])
    return differences + _summary(result, words)


def _difference(difference: Mapping[str, Any], words: Words) -> str:
    voice = difference["voice"]
    head = words(
        f"다름: {voice}, {difference['number']}번째 프로필",
        f"{voice} differs, profile {difference['number']}",
    )
    lines = [f"✗ {head}"]
    for each in difference["differences"]:
        place = " · ".join(part for part in (each["program"], each["worker"], each["field"]) if part)
        lines += [
            f"  {place}",
            f"    compiled: {_shown(each['compiled'])}",
            f"    {voice}: {_shown(each[voice])}",
        ]
    if difference["left_out"] is not None:
        left_out = difference["left_out"]
        lines.append(
            words(
                f"  with less said: compiled에는 {left_out} 없이 묻고 {voice}에는 모두 말함",
                f"  with less said: compiled heard nothing of {left_out}, {voice} heard it all",
            )
        )
    lines.append(
        words(
            "  가장 작은 프로필 (haedang screen으로 심사할 수 있음):",
            "  the least profile (haedang screen takes it):",
        )
    )
    lines += [f"    {line}" for line in write_yaml(dict(difference["profile"])).splitlines()]
    return "\n".join(lines) + "\n\n"


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_shown(inner) for inner in value) or "—"
    return "—" if value is None else str(value)


def _summary(result: Mapping[str, Any], words: Words) -> str:
    profiles, differing = f"{result['profiles']:,}", f"{result['differing']:,}"
    engines = " × ".join(result["engines"])
    text = ""
    for unheard in result["unheard"]:
        why = WHY[unheard["reason"]]
        text += words(
            f"답이 없음: {unheard['voice']}, 프로필 {unheard['profiles']:,}개 ({why.ko})\n",
            f"no opinion: {unheard['voice']}, {unheard['profiles']:,} profiles ({why.en})\n",
        )
    for program, counted in result["verdicts"].items():
        listed = ", ".join(
            f"{words(_VERDICTS[verdict], verdict)} {counted[verdict]:,}"
            for verdict in _VERDICTS
            if verdict in counted
        )
        text += f"  {program}: {listed}\n"
    if result["refused"]:
        text += words(
            f"프로필로 읽히지 않음: {result['refused']:,}\n", f"refused as profiles: {result['refused']:,}\n"
        )
    mark = "✓" if result["agreed"] else "✗"
    agreed = words(
        f"{mark} {engines}: 프로필 {profiles}개 가운데 {differing}개에서 다름",
        f"{mark} {engines}: {differing} of {profiles} profiles differ",
    )
    rate = result["profiles"] / max(result["seconds"], 1)
    where = words(
        f"씨앗 {result['seed']}, {result['first']:,}번째부터",
        f"seed {result['seed']}, from {result['first']:,}",
    )
    return text + f"{agreed} · {where} · {result['seconds']:,} s, {rate:,.0f}/s · {result['release'][:12]}\n"
