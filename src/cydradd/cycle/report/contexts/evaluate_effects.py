"""The studies of an outcome as lines and rows, read from what `cydradd.evaluate.document` wrote."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle.report.forest import Line
from cydradd.evaluate.back import back
from cydradd.evaluate.headline import number
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

NORMAL = 1.959963984540054

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


def reader(measure: str) -> Callable[[float], str]:
    """A value of the measure as people read it."""
    turn = back(measure) or float
    return lambda value: number(turn(value), measure)


def study_lines(effects: Object, pool: Object) -> list[Line]:
    """Every study in the order of the file; where the correlation is tried, its widest interval."""
    tau2 = _number(pool.get("tau2")) or 0.0
    reported = {row.get("row") for row in mappings(effects.get("rows"))}
    tried = [mappings(each.get("rows")) for each in mappings(effects.get("correlation_range"))]
    lines = []
    for row in tried[0] if tried else mappings(effects.get("rows")):
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


def together(pool: Object) -> tuple[Line | None, Line | None]:
    """What the studies say together, and where the next one may lie; over every correlation that was tried."""
    tried = mappings(pool.get("correlation_range"))
    if tried:
        middles = [_number(each.get("estimate")) for each in tried]
        ends = [_pair(each.get("ci_truncated")) or _pair(each.get("ci")) for each in tried]
        wide = [_pair(each.get("prediction")) for each in tried]
    else:
        middles = [_number(pool.get("estimate"))]
        ends = [_pair(mapping(pool.get("hartung_knapp_truncated")).get("ci")) or _pair(pool.get("ci"))]
        wide = [_pair(mapping(pool.get("prediction")).get("t_k_minus_2"))]
    here, there = [each for each in middles if each is not None], [each for each in ends if each is not None]
    if not here or not there:
        return None, None
    at = sum(here) / len(here)
    predicted = [each for each in wide if each is not None]
    together = Line("", min(low for low, _ in there), at, max(high for _, high in there))
    if not predicted:
        return together, None
    return together, Line("", min(low for low, _ in predicted), at, max(high for _, high in predicted))


def study_row(line: Line, name: Bilingual | None, read: Callable[[float], str], total: float) -> StudyRow:
    """One line in the words of the table; ``total`` is the sum of the weights, 0 where nothing is weighed."""
    weight = f"{100 * line.weight / total:.0f}%" if line.weight and total else None
    return StudyRow(name, line.label, read(line.at), read(line.low), read(line.high), weight, line.assumed)


def tried(each: Object, read: Callable[[float], str]) -> tuple[str, str, str, str]:
    """What one correlation gives: r, estimate, low, high."""
    ends = _pair(each.get("ci_truncated")) or _pair(each.get("ci")) or (0.0, 0.0)
    return f"{_number(each.get('r')):g}", read(_number(each.get("estimate")) or 0.0), read(ends[0]), read(ends[1])


def facts(pool: Object) -> tuple[tuple[str, str], ...]:
    """The numbers behind the sentence, by the names of their phrases."""
    found = [(name, _number(pool.get(name))) for name in ("tau2", "I2", "Q", "Q_p")]
    return tuple((name, f"{value:.3g}") for name, value in found if value is not None)


def mapping(value: JsonValue) -> Object:
    """The object that a value is, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: JsonValue) -> list[Object]:
    """The objects of a list, or none."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, Sequence) else []


def _number(value: JsonValue) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _pair(value: JsonValue) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    low, high = (_number(each) for each in value)
    return None if low is None or high is None else (low, high)


def bilingual(value: JsonValue) -> Bilingual:
    """A text of a results file in both languages; a side that is not text is missing."""
    found = mapping(value)
    cy, en = found.get("cy"), found.get("en")
    return Bilingual(cy if isinstance(cy, str) else None, en if isinstance(en, str) else None)
