"""What the section of involvement shows: each object's rung, its sentence and its ten signs, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from cydradd.cycle.report import formats
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say
from cydradd.design.involvement import LADDER, NAMES
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Language

OBJECTS_SHOWN = 30
"""Objects on the page; results.json holds them all."""
_LINE = re.compile(r"line (\d+)")
_SHARES = frozenset({"S2", "S5", "S6", "S8"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One signal as a row of the table. ``value``: ``None`` = not known. ``act``: id of the act, or its line."""

    id: str
    flag: str
    value: Markup | None
    act: str | None
    line: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One object: its rung, what gives it away, and its signs."""

    object: str
    rung: str
    sentence: str
    capped: bool
    outside: bool
    signs: tuple[Sign, ...]


def objects_of(story: Story) -> tuple[Mapping[str, JsonValue], ...]:
    """The objects of ``design.involvement`` in results.json; none when it was not calculated."""
    found = (story.results.design or {}).get("involvement")
    objects = found.get("objects") if isinstance(found, Mapping) else None
    return tuple(each for each in objects if isinstance(each, Mapping)) if isinstance(objects, list) else ()


def _number(value: JsonValue) -> Fraction | None:
    return Fraction(value).limit_denominator(10**9) if isinstance(value, int | float) else None


def _shown(id: str, signal: Mapping[str, JsonValue], language: Language) -> Markup | None:
    """A value in the unit of its sign."""
    value = _number(signal["value"])
    if value is None:
        return None
    if id in _SHARES:
        return escape(formats.percent(value, 1) or "0%")
    if id == "S1":
        return (
            say(language, "involvement.days", n=int(value))
            if signal["flag"]
            else say(language, "involvement.none_before")
        )
    if id == "S4":
        days, share = say(language, "involvement.days", n=int(value)), _number(signal.get("holiday_share"))
        shown = say(language, "common.unknown") if share is None else escape(formats.percent(share, 1) or "0%")
        return say(language, "involvement.open_days", days=days, share=shown)
    if id == "S7":
        return say(language, "involvement.times", times=formats.number(value))
    return say(language, "involvement.of_three", n=int(value * 3)) if id == "S9" else escape(formats.number(value))


def _sign(id: str, signal: Mapping[str, JsonValue], language: Language) -> Sign:
    event = signal["event"]
    line = _LINE.fullmatch(event) if isinstance(event, str) else None
    flag = "unknown" if signal["flag"] is None else "warns" if signal["flag"] else "clear"
    act = str(event) if event is not None and line is None else None
    return Sign(id, flag, _shown(id, signal, language), act, line[1] if line else None)


def _judged(found: Mapping[str, JsonValue], language: Language) -> Judged:
    signals, sentence = found["signals"], found["sentence"]
    rows = (
        {name: row for name, row in signals.items() if isinstance(row, Mapping)} if isinstance(signals, Mapping) else {}
    )
    said = sentence.get(str(language)) if isinstance(sentence, Mapping) else None
    return Judged(
        object=str(found["object"]),
        rung=str(found["rung"]),
        sentence=str(said or ""),
        capped=found["capped_by"] is not None,
        outside=found["confidence"] == "outside",
        signs=tuple(_sign(name, rows[name], language) for name in NAMES),
    )


def involvement(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/involvement.html`` needs beside the story."""
    found = objects_of(story)
    return {
        "judged": [_judged(each, language) for each in found[:OBJECTS_SHOWN]],
        "left_out": len(found) - OBJECTS_SHOWN,
        "ladder": [str(rung) for rung in reversed(LADDER)],
        "sign_names": NAMES,
    }
