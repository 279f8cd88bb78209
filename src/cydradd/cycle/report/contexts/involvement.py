"""What the section of involvement shows: one ladder, what reached each rung of it, and the ten signs, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from markupsafe import Markup, escape

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.report import formats
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say, word
from cydradd.design.involvement import LADDER, NAMES
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Language

OBJECTS_SHOWN = 30
"""Objects on the page; results.json holds them all."""
MANY_TIMES = 10
"""From here on how many times the time is enough is told in whole numbers."""
LONGEST_NAME = 200
_LINE = re.compile(r"line (\d+)")
_AT_THE_DECISION = frozenset({"S4", "S5", "S6", "S7", "S8", "S9", "S10"})
"""Signs that can only be told when the window has closed or the decision is made."""
_SHARES = frozenset({"S2", "S5", "S6", "S8"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One signal as a row of the table. ``value``: ``None`` = not known. ``act``: id of the act, or its line.

    Attributes:
        waits: It cannot be told yet, because people are still being asked.
    """

    id: str
    flag: str
    value: Markup | None
    act: str | None
    line: str | None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One object: its name in words, its rung, what gives it away, and its signs."""

    name: Markup
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
        return _time_to_read(value, language)
    return say(language, "involvement.of_three", n=int(value * 3)) if id == "S9" else escape(formats.number(value))


def _time_to_read(times: Fraction, language: Language) -> Markup:
    """How far the time between the close and the decision goes, at two minutes for each contribution."""
    if times < 0:
        return say(language, "involvement.read_none")
    if times < 1:
        return say(language, "involvement.read_some", share=formats.percent(times, 1) or "0%")
    many = times if times < MANY_TIMES else round(times)
    return say(language, "involvement.read_all", times=formats.number(many))


def object_name(name: str, language: Language) -> Markup:
    """What an object is called: a word for those of the cycle; another is one of this round, named by its people."""
    known = word(language, "involvement.object", name)
    if known != escape(name):
        return known
    return say(language, "involvement.other", what=Markup('<bdi class="user">{}</bdi>').format(name[:LONGEST_NAME]))


def _sign(id: str, signal: Mapping[str, JsonValue], language: Language) -> Sign:
    event = signal["event"]
    line = _LINE.fullmatch(event) if isinstance(event, str) else None
    flag = "unknown" if signal["flag"] is None else "warns" if signal["flag"] else "clear"
    act = str(event) if event is not None and line is None else None
    return Sign(id, flag, _shown(id, signal, language), act, line[1] if line else None)


def _still_asked(judged: Judged, language: Language) -> Judged:
    """An object whose window stands open: what only its decision can tell is not told yet."""
    signs = tuple(replace(sign, waits=sign.value is None and sign.id in _AT_THE_DECISION) for sign in judged.signs)
    waits = sum(sign.waits for sign in signs)
    if not waits or any(sign.flag == "warns" for sign in signs):
        return replace(judged, signs=signs)
    unknown = sum(sign.value is None for sign in signs) - waits
    told = say(language, "involvement.still_asked", waits=waits, unknown=unknown)
    return replace(judged, signs=signs, sentence=str(told.unescape()))


def _judged(found: Mapping[str, JsonValue], language: Language) -> Judged:
    signals, sentence = found["signals"], found["sentence"]
    rows = (
        {name: row for name, row in signals.items() if isinstance(row, Mapping)} if isinstance(signals, Mapping) else {}
    )
    said = sentence.get(str(language)) if isinstance(sentence, Mapping) else None
    return Judged(
        name=object_name(str(found["object"]), language),
        rung=str(found["rung"]),
        sentence=str(said or ""),
        capped=found["capped_by"] is not None,
        outside=found["confidence"] == "outside",
        signs=tuple(_sign(name, rows[name], language) for name in NAMES),
    )


def by_rung(judged: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    """The ladder from the highest rung, each with the objects that reached it."""
    return [(str(rung), [each for each in judged if each.rung == rung]) for rung in reversed(LADDER)]


def overall(judged: Sequence[Judged], language: Language) -> Markup:
    """One sentence of the whole round: the highest rung that anything reached, the lowest, and what reached them."""
    reached = [(rung, there) for rung, there in by_rung(judged) if there]

    def told(rung: str, there: Sequence[Judged]) -> dict[str, object]:
        names = Markup(", ").join(each.name for each in there)
        return {"rung": word(language, "involvement.rung", rung), "objects": names}

    high, low = told(*reached[0]), told(*reached[-1])
    if len(reached) == 1:
        return say(language, "involvement.all_alike", None, **high)
    return say(
        language,
        "involvement.overall",
        high=high["rung"],
        high_objects=high["objects"],
        low=low["rung"],
        low_objects=low["objects"],
    )


def judged_of(story: Story, language: Language) -> list[Judged]:
    """Every object, in the order of its first act."""
    acts = Acts(in_order(story.tables.events or (), story.settings.as_of))
    judged = [(_judged(each, language), acts.is_open(str(each["object"]))) for each in objects_of(story)]
    return [_still_asked(each, language) if is_open else each for each, is_open in judged]


def involvement(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/involvement.html`` needs beside the story."""
    found = judged_of(story, language)
    shown = found[:OBJECTS_SHOWN]
    return {
        "judged": shown,
        "overall": overall(found, language) if found else "",
        "left_out": len(found) - OBJECTS_SHOWN,
        "ladder": by_rung(shown),
        "sign_names": NAMES,
        "heads": [(each.name, False) for each in shown],
        "signs": [(name, [each.signs[number] for each in shown]) for number, name in enumerate(NAMES)],
    }
