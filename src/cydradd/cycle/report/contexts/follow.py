"""What the section on the money shows: where it went, and how far to few. Read from results.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.cycle.report.story import Story
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual, Language

SHOWN = ("type", "size")
"""What the page tells the money apart by; results.json holds places and years too."""


@dataclass(frozen=True, slots=True)
class Part:
    """One bar. ``label`` of ``None``: what is not known; it is hatched, and in the total."""

    label: Bilingual | None
    grants: int
    recipients: int | None
    money: Pence
    evidence: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Went:
    """The money of the round by one thing, with its sentence. The parts add up to ``total`` and ``grants``."""

    by: str
    sentence: Bilingual
    parts: tuple[Part, ...]
    grants: int
    total: Pence


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the money went to few; every share is ``None`` when nothing was given."""

    recipients: int
    top10: Fraction | None
    lower_half: Fraction | None
    gini: Fraction | None
    hhi: Fraction | None
    unidentified: Pence


def _object(value: JsonValue) -> Mapping[str, JsonValue]:
    return value if isinstance(value, Mapping) else {}


def _int(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _share(value: JsonValue) -> Fraction | None:
    return Fraction(value).limit_denominator(10**9) if isinstance(value, int | float) else None


def _both(value: JsonValue) -> Bilingual:
    sides = _object(value)
    cy, en = sides.get("cy"), sides.get("en")
    return Bilingual(cy if isinstance(cy, str) else None, en if isinstance(en, str) else None)


def _part(row: Mapping[str, JsonValue], label: Bilingual | None) -> Part:
    """A row, or the part that is not known: of that, recipients are not told apart."""
    evidence = _object(row.get("evidence"))
    strong, medium, weak = (_int(evidence.get(level)) for level in ("strong", "medium", "weak"))
    return Part(
        label,
        _int(row.get("grants")),
        None if label is None else _int(row.get("recipients")),
        Pence(_int(row.get("sum_pence"))),
        None if label is None else (strong, medium, weak),
    )


def _went(by: str, found: Mapping[str, JsonValue]) -> Went:
    listed = found.get("rows")
    rows = [_object(row) for row in listed] if isinstance(listed, Sequence) and not isinstance(listed, str) else []
    parts = [_part(row, _both(row.get("label"))) for row in rows]
    unknown = _part(_object(found.get("unknown")), None)
    grants, total = _int(found.get("grants")), Pence(_int(found.get("sum_pence")))
    return Went(by, _both(found.get("sentence")), (*parts, unknown), grants, total)


def follow(story: Story, _language: Language) -> dict[str, object]:
    """What the template ``sections/follow.html`` needs beside the story."""
    found = story.results.follow or {}
    reach, held = _object(found.get("reach")), _object(found.get("concentration"))
    spread = Spread(
        _int(held.get("recipients")),
        _share(held.get("top10_share")),
        _share(held.get("lower_half_share")),
        _share(held.get("gini")),
        _share(held.get("hhi")),
        Pence(_int(_object(held.get("unidentified")).get("sum_pence"))),
    )
    return {
        "went": tuple(_went(by, _object(reach[by])) for by in SHOWN if by in reach),
        "spread": spread if held else None,
        "awards": len(story.tables.agreements) if story.tables.agreements else None,
        "published_awards": sum(made.awards or 0 for made in story.published),
        "from_agreements": found.get("source") == "deliver/agreements.csv",
    }
