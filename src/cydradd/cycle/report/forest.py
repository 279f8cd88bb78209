"""A forest of studies as a picture: where each square, line, diamond and bar lies, in hundredths of the width.

Squares have an area by weight, lines are intervals, the diamond is what the studies say together and the bar under it
is where the effect of a new study may lie. Ratios stand on an axis of logarithms. Each line is a picture of its own
under its name, which is text of the page and may break; the line of no effect crosses the pictures, never a name.
Positions are text, so that every platform writes the same bytes; widths scale and heights do not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

MARGIN = 5.0
"""Hundredths of the width kept free at each side, for the numbers of the axis."""

HEIGHT, AXIS = 28, 30
"""Pixels of one line of the picture, and of the axis."""

APART = 14.0
"""Hundredths of the width between two numbers of the axis, at least: 40 pixels on a narrow screen."""

LEAST, MOST = 5.0, 15.0
"""Sides of the smallest and the largest square, in pixels."""

_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One study, or the pooled effect, on the scale of the measure. ``weight`` is None where nothing weighs it."""

    label: str
    low: float
    at: float
    high: float
    weight: float | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the picture.

    Attributes:
        from_, to, width, at: Its ends, its width and its middle, in hundredths of the width.
        side, half: The side of the square in pixels, and what moves it onto its middle.
        cut_left, cut_right: It goes on beyond the picture.
    """

    label: str
    from_: str
    to: str
    width: str
    at: str
    side: str
    half: str
    assumed: bool
    cut_left: bool
    cut_right: bool


@dataclass(frozen=True, slots=True)
class Forest:
    """The picture.

    Attributes:
        studies: In the order of the file: a null result has the same height and the same line as any other.
        diamond, bar: ``None``: no headline is given, or there is no prediction.
        none: Where the line of no effect is; ``None``: the measure has none.
        ticks: Positions and numbers of the axis.
        row, axis: Pixels of the height of each line, whatever it shows, and of the axis.
    """

    studies: tuple[Mark, ...]
    diamond: Mark | None
    bar: Mark | None
    none: str | None
    ticks: tuple[tuple[str, str], ...]
    row: int = HEIGHT
    axis: int = AXIS


def forest(
    studies: Sequence[Line], diamond: Line | None, bar: Line | None, *, ratio: bool = False, share: bool = False
) -> Forest:
    """Lay the studies out.

    Args:
        studies: In the order of the file; none: an empty picture.
        diamond: What they say together.
        bar: Where a new study may lie.
        ratio: The values are logarithms of ratios.
        share: The values are shares of people; they have no line of no effect.
    """
    shown = [*studies, *(line for line in (diamond, bar) if line)]
    low, high = _frame(shown or [Line("", 0.0, 0.0, 0.0)], share=share)
    heaviest = max((study.weight or 0.0 for study in studies), default=0.0)

    def place(value: float) -> float:
        return MARGIN + (100 - 2 * MARGIN) * (min(max(value, low), high) - low) / (high - low)

    def mark(line: Line) -> Mark:
        left, right = place(line.low), place(line.high)
        side = LEAST + (MOST - LEAST) * math.sqrt((line.weight or 0.0) / heaviest) if heaviest else LEAST
        return Mark(
            line.label, _text(left), _text(right), _text(max(right - left, 0.5)), _text(place(line.at)),
            _text(side), _text(-side / 2), line.assumed, line.low < low, line.high > high,
        )  # fmt: skip

    ticks = [(place(value), text) for value, text in _ticks(low, high, ratio=ratio, share=share)]
    return Forest(
        tuple(mark(study) for study in studies),
        mark(diamond) if diamond else None,
        mark(bar) if bar else None,
        None if share else _text(place(0.0)),
        tuple((_text(at), text) for at, text in _spaced(ticks, None if share else place(0.0))),
    )


def _spaced(ticks: Sequence[tuple[float, str]], none: float | None) -> list[tuple[float, str]]:
    """The numbers that fit beside each other; that of no effect stays."""
    kept: list[tuple[float, str]] = []
    for at, text in sorted(ticks, key=lambda tick: (none is None or abs(tick[0] - none) > 1e-6, tick[0])):
        if all(abs(at - other) >= APART for other, _ in kept):
            kept.append((at, text))
    return sorted(kept)


def _text(value: float) -> str:
    return f"{value:.2f}"


def _frame(lines: Sequence[Line], *, share: bool) -> tuple[float, float]:
    """The ends of the axis: every effect and no effect lie inside; a very wide interval is cut."""
    middles = [line.at for line in lines] + ([] if share else [0.0])
    reach = max(max(middles) - min(middles), 3 * median(max(line.high - line.low, 0) / 2 for line in lines), 1e-6)
    low = max(min(line.low for line in lines), min(middles) - reach)
    high = min(max(line.high for line in lines), max(middles) + reach)
    if not share:
        low, high = min(low, 0.0), max(high, 0.0)
    spare = (high - low or reach) / 20
    return low - spare, high + spare


def _ticks(low: float, high: float, *, ratio: bool, share: bool) -> list[tuple[float, str]]:
    """At most six round numbers, with their places."""
    if ratio:
        values = [each for each in _STEPS if low <= math.log(each) <= high and each not in (0.25, 2.5)]
        while len(values) > 6:
            middle = values.index(1.0) if 1.0 in values else 0
            values = [each for at, each in enumerate(values) if (at - middle) % 2 == 0]
        return [(math.log(each), f"{each:g}") for each in values]
    step = next((each for each in _STEPS if (high - low) / each <= 6), (high - low) / 5)
    first, last = math.ceil(low / step), math.floor(high / step)
    found = [each * step for each in range(first, last + 1)]
    return [(each, f"{100 * each:.0f}%" if share else f"{each:.2f}".rstrip("0").rstrip(".")) for each in found]
