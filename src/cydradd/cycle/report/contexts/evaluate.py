"""What the section of the evaluation shows: outcome by outcome, every study in the same size, and what has no answer.

A study of fewer than `FEWEST_PEOPLE` people is counted and not shown (evaluate.md 3.11).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle.report.forest import Forest, Line, forest
from cydradd.cycle.report.story import Story
from cydradd.evaluate.back import PROPORTIONS, back
from cydradd.evaluate.formulas import RATIOS
from cydradd.evaluate.headline import number
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual, Language

FEWEST_PEOPLE = 5
"""People behind a published row of an outcome."""

NORMAL = 1.959963984540054
LONGEST_LABEL = 36

Object = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One study as the table shows it; ``weight`` in per cent, ``None`` where nothing is pooled."""

    name: Bilingual | None
    id: str
    value: str
    low: str
    high: str
    weight: str | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome.

    Attributes:
        sentence: The headline, or why there is none and what would be enough.
        hidden: Studies counted and not shown, for there are too few people in them.
        left_out: Rows that take no part: name, id and reason.
        tried: What each correlation gives: r, estimate, low, high.
        facts: Names and values of the calculation, for whoever asks how.
    """

    id: str
    title: Bilingual | None
    measure: str
    sentence: Bilingual
    refused: bool
    studies: tuple[StudyRow, ...]
    together: StudyRow | None
    next: tuple[str, str] | None
    picture: Forest | None
    hidden: int
    left_out: tuple[tuple[Bilingual | None, str, Bilingual], ...]
    tried: tuple[tuple[str, str, str, str], ...]
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[tuple[str, str], ...]


def evaluate(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/evaluate.html`` needs beside the story."""
    titles = {row.id: row.title for row in story.tables.outcomes or ()}
    measured = {row.outcome for row in story.tables.results or ()}
    missing = [title.either(language) or (id, language) for id, title in titles.items() if id not in measured]
    found = _map((story.results.evaluate or {}).get("outcomes"))
    names = _names(story)
    told = [_told(id, titles.get(id), _map(each), story, names, language) for id, each in found.items()]
    return {
        "told": [each for each in told if each is not None],
        "tables": story.tables,
        "outcome_title": titles.get,
        "few": few,
        "fewest": FEWEST_PEOPLE,
        "unmeasured": "; ".join(text for text, _ in missing),
    }


def few(row: OutcomeResult) -> bool:
    """Whether so few people are behind a row that it is not shown."""
    return any(size is not None and 0 < size < FEWEST_PEOPLE for size in (row.n, row.n_before, row.of))


def _names(story: Story) -> dict[str, Bilingual]:
    """The title of the application behind each agreement."""
    titles = {row.id: row.title for row in story.tables.applications or () if row.title is not None}
    return {row.id: titles[row.application] for row in story.tables.agreements or () if row.application in titles}


def _told(
    id: str, title: Bilingual | None, each: Object, story: Story, names: Mapping[str, Bilingual], language: Language
) -> Told | None:
    effects, pool = _map(each.get("effects")), _map(each.get("pool"))
    if not effects:
        return None
    measure = str(effects.get("measure"))
    read = _reader(measure)
    hidden = {row.agreement for row in story.tables.results or () if row.outcome == id and few(row)}
    lines = [line for line in _lines(effects, pool) if line.label not in hidden]
    headline = _map(pool.get("headline"))
    refused = headline.get("refused") is not False
    together, following = (None, None) if refused else _together(pool)
    named = [
        Line(
            _label(names.get(line.label), line.label, language), line.low, line.at, line.high, line.weight, line.assumed
        )
        for line in lines
    ]
    total = sum(line.weight or 0.0 for line in _lines(effects, pool))
    return Told(
        id=id,
        title=title,
        measure=measure,
        sentence=_both(headline.get("sentence")),
        refused=refused,
        studies=tuple(_row(line, names.get(line.label), read, total) for line in lines),
        together=_row(together, None, read, 0.0) if together else None,
        next=(read(following.low), read(following.high)) if following else None,
        picture=forest(named, together, following, ratio=measure in RATIOS, share=measure in PROPORTIONS)
        if lines
        else None,
        hidden=len({line.label for line in _lines(effects, pool)} & hidden),
        left_out=_left_out(effects, names, {line.label for line in _lines(effects, pool)}),
        tried=tuple(_tried(tried, read) for tried in _maps(pool.get("correlation_range"))),
        facts=_facts(pool),
        warnings=tuple((str(each.get("code")), str(each.get("study"))) for each in _maps(effects.get("warnings"))),
    )


def _reader(measure: str) -> Callable[[float], str]:
    """A value of the measure as people read it."""
    turn = back(measure) or float
    return lambda value: number(turn(value), measure)


def _lines(effects: Object, pool: Object) -> list[Line]:
    """Every study in the order of the file; where the correlation is tried, its widest interval."""
    tau2 = _number(pool.get("tau2")) or 0.0
    reported = {row.get("row") for row in _maps(effects.get("rows"))}
    tried = [_maps(each.get("rows")) for each in _maps(effects.get("correlation_range"))]
    lines = []
    for row in tried[0] if tried else _maps(effects.get("rows")):
        y, v = _number(row.get("yi")), _number(row.get("vi"))
        if y is None or v is None:
            continue
        same = [other for rows in tried for other in rows if other.get("row") == row.get("row")] or [row]
        ends = [_interval(other) for other in same]
        low, high = min(low for low, _ in ends), max(high for _, high in ends)
        weight = 1 / (v + tau2)
        lines.append(Line(str(row.get("study")), low, y, high, weight, row.get("row") not in reported))
    return lines


def _interval(row: Object) -> tuple[float, float]:
    y, v = _number(row.get("yi")) or 0.0, _number(row.get("vi")) or 0.0
    return y - NORMAL * math.sqrt(v), y + NORMAL * math.sqrt(v)


def _together(pool: Object) -> tuple[Line | None, Line | None]:
    """What the studies say together, and where the next one may lie; over every correlation that was tried."""
    tried = _maps(pool.get("correlation_range"))
    if tried:
        middles = [_number(each.get("estimate")) for each in tried]
        ends = [_pair(each.get("ci_truncated")) or _pair(each.get("ci")) for each in tried]
        wide = [_pair(each.get("prediction")) for each in tried]
    else:
        middles = [_number(pool.get("estimate"))]
        ends = [_pair(_map(pool.get("hartung_knapp_truncated")).get("ci")) or _pair(pool.get("ci"))]
        wide = [_pair(_map(pool.get("prediction")).get("t_k_minus_2"))]
    here, there = [each for each in middles if each is not None], [each for each in ends if each is not None]
    if not here or not there:
        return None, None
    at = sum(here) / len(here)
    predicted = [each for each in wide if each is not None]
    together = Line("", min(low for low, _ in there), at, max(high for _, high in there))
    if not predicted:
        return together, None
    return together, Line("", min(low for low, _ in predicted), at, max(high for _, high in predicted))


def _row(line: Line, name: Bilingual | None, read: Callable[[float], str], total: float) -> StudyRow:
    weight = f"{100 * line.weight / total:.0f}%" if line.weight and total else None
    return StudyRow(name, line.label, read(line.at), read(line.low), read(line.high), weight, line.assumed)


def _left_out(
    effects: Object, names: Mapping[str, Bilingual], shown: set[str]
) -> tuple[tuple[Bilingual | None, str, Bilingual], ...]:
    """Rows that take no part; one whose correlation is tried takes part."""
    found = []
    for each in _maps(effects.get("excluded")):
        study, reason = str(each.get("study")), _both(each.get("reason"))
        if not (study in shown and reason.en == "no value for ri"):
            found.append((names.get(study), study, reason))
    return tuple(found)


def _tried(each: Object, read: Callable[[float], str]) -> tuple[str, str, str, str]:
    ends = _pair(each.get("ci_truncated")) or _pair(each.get("ci")) or (0.0, 0.0)
    return f"{_number(each.get('r')):g}", read(_number(each.get("estimate")) or 0.0), read(ends[0]), read(ends[1])


def _facts(pool: Object) -> tuple[tuple[str, str], ...]:
    """The numbers behind the sentence, by the names of their phrases."""
    found = [(name, _number(pool.get(name))) for name in ("tau2", "I2", "Q", "Q_p")]
    return tuple((name, f"{value:.3g}") for name, value in found if value is not None)


def _label(name: Bilingual | None, id: str, language: Language) -> str:
    """A name short enough for the picture; the table has the whole of it."""
    told = (name.either(language) if name else None) or (id, language)
    clean = "".join(each if each.isprintable() else "\ufffd" for each in told[0][: LONGEST_LABEL + 1])
    return clean if len(clean) <= LONGEST_LABEL else clean[: LONGEST_LABEL - 1].rstrip() + "…"


def _map(value: JsonValue) -> Object:
    return value if isinstance(value, Mapping) else {}


def _maps(value: JsonValue) -> list[Object]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, Sequence) else []


def _number(value: JsonValue) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _pair(value: JsonValue) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    low, high = (_number(each) for each in value)
    return None if low is None or high is None else (low, high)


def _both(value: JsonValue) -> Bilingual:
    found = _map(value)
    cy, en = found.get("cy"), found.get("en")
    return Bilingual(cy if isinstance(cy, str) else None, en if isinstance(en, str) else None)
