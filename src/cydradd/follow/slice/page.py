"""The page of a slice in one language: one file of HTML, no script, nothing fetched from anywhere."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cydradd.follow.concentration import lorenz
from cydradd.follow.pictures.curve import curve_picture
from cydradd.follow.pictures.drawing import NARROW, WIDE, at
from cydradd.follow.pictures.flow import flow_picture
from cydradd.follow.pictures.tiles import tile_map
from cydradd.follow.reach import By, Reach, Row
from cydradd.follow.reach_words import LEVELS, because, percent
from cydradd.follow.slice.facts import LARGEST, Slice
from cydradd.follow.slice.words import say
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual, Language

MOST = 10_000_000
"""Bytes of one page, at most."""


class TooLarge(CydraddError):
    """A slice that has more grants than one page can hold."""

    code = "slice-too-large"


def render(slice: Slice, language: Language, css: str, other: str) -> bytes:
    """The page as UTF-8.

    Args:
        css: The look (`cydradd.cycle.report.css`), written into the page.
        other: Address of the same page in the other language, as a link from this one.

    Raises:
        TooLarge: It would be larger than `MOST`; nothing of it is given.
    """
    template = _environment().get_template("page.html")
    pieces, size = [], 0
    for piece in template.generate(_values(slice, language, css, other)):
        made = piece.encode("utf-8", "replace")
        size += len(made)
        if size > MOST:
            raise _too_large(slice)
        pieces.append(made)
    return b"".join(pieces) + b"\n"


def _too_large(slice: Slice) -> TooLarge:
    grants, most = slice.by[By.TYPE].grants, MOST // 10**6
    return TooLarge(
        Bilingual(
            f"Mae gormod yn y darn hwn i un dudalen o {most} MB (grantiau: {grants:,}). Gofynnwch am lai: un ariannwr, "
            "un lle, neu lai o flynyddoedd.",
            f"This slice holds too much for one page of {most} MB ({grants:,} grants). Ask for less: one funder, one "
            "place, or fewer years.",
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("cydradd.follow.slice", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(percent=percent, bys=list(By), largest=LARGEST)
    return environment


def _values(slice: Slice, language: Language, css: str, other: str) -> dict[str, object]:
    """What the template shows, and the few functions that it may call."""
    currency = slice.filters.currency
    whole = slice.by[By.TYPE]
    return {
        "slice": slice,
        "language": language,
        "other": other,
        "css": Markup(css),  # noqa: S704  our own file
        "say": partial(say, language),
        "money": partial(_money, currency),
        "money_of": lambda total, code: _money(code, total),
        "label": lambda found, row: found.label(row.key).side(language) or row.key,
        "side": lambda text: text.side(language) or "",
        "share": lambda total: percent(Fraction(total, whole.total) if whole.total else None),
        "width": lambda total: at(Fraction(max(total, 0), whole.total) * 100) if whole.total > 0 else "0",
        "sentence": lambda found: _sentence(found, language),
        "why": lambda found: why.side(language) if (why := because(found.unknown.reasons)) else "",
        "most": _most,
        "evidence": lambda row: ", ".join(f"{row.evidence.get(level, 0):,}" for level in LEVELS),
        "asked": _asked(slice, language),
        "pictures": _pictures(slice, language),
        "points": _points(slice),
    }


def _money(currency: str, total: int) -> str:
    return format_money(Pence(total), currency).replace(" ", "\N{NO-BREAK SPACE}")


def _sentence(found: Reach, language: Language) -> str:
    said = found.as_json()["sentence"]
    return str(said[str(language)]) if isinstance(said, dict) else ""


def _most(found: Reach) -> Row | None:
    """The part with most money, where one has more than nothing."""
    most = max(found.rows, key=lambda row: row.total, default=None)
    return most if most is not None and most.total > 0 else None


def _asked(slice: Slice, language: Language) -> list[tuple[str, str | None]]:
    """What was asked for, by the name of its words; ``None``: it is a yes."""
    asked = slice.by[By.TYPE].filters
    funder, place = slice.offered.funders.get(slice.filters.funder or ""), slice.place
    named = {"funder": funder.name if funder else None, "place": place.side(language) if place else None}
    return [(name, None if value is True else named.get(name) or str(value)) for name, value in asked.items()]


def _pictures(slice: Slice, language: Language) -> dict[str, tuple[Markup, Markup]]:
    """Each drawing wide and narrow; our own drawings, in which every name is escaped."""
    drawn: dict[str, tuple[str | None, str | None]] = {}
    sizes = (WIDE, NARROW)
    wide, narrow = (flow_picture(slice.flow, language, size, f"flow-{size.width}") for size in sizes)
    drawn["flow"] = wide, narrow
    if slice.tiles is not None:
        wide, narrow = (tile_map(slice.tiles, language, size, f"tiles-{size.width}") for size in sizes)
        drawn["tiles"] = wide, narrow
    if slice.concentration is not None:
        report = slice.concentration
        drawn["curve"] = (
            curve_picture(report, language, WIDE, "curve-wide"),
            curve_picture(report, language, NARROW, "curve-narrow"),
        )
    return {name: (Markup(a), Markup(b)) for name, (a, b) in drawn.items() if a and b}  # noqa: S704


def _points(slice: Slice) -> list[tuple[Fraction, Fraction]]:
    """The curve as a table: what each tenth of recipients, the smallest first, and those below it hold together."""
    if slice.concentration is None:
        return []
    points = lorenz(slice.concentration.held.totals)
    found = []
    for tenth in range(1, 11):
        people = Fraction(tenth, 10)
        after = next(((x, y) for x, y in points if x >= people), None)
        before = next(((x, y) for x, y in reversed(points) if x <= people), None)
        if after is None or before is None:
            return []
        slope = (after[1] - before[1]) / (after[0] - before[0]) if after[0] > before[0] else Fraction(0)
        found.append((people, before[1] + slope * (people - before[0])))
    return found
