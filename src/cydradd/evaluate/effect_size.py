"""Effect sizes: one row of counts or means becomes an effect ``y`` and its sampling variance ``v``.

A missing number excludes its row, with the number and the reason; it is never filled in. The correlation of before
with after is the one number that studies seldom report: `assumed` says what each of several values would give.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cydradd.evaluate.formulas import (
    ABOVE_ZERO,
    MEASURES,
    PRE_POST,
    RATES,
    TABLE,
    Effect,
    Row,
    Undefined,
    hedges_j,
)
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

__all__ = ["ASSUMED", "MEASURES", "Effects", "Excluded", "Row", "assumed", "effects", "hedges_j"]

ASSUMED = (0.3, 0.5, 0.7, 0.9)
"""Pre-post correlations that are tried where a study reports none."""

TREATED, CONTROL = "treated", "control"

ALONE = Bilingual(
    cy="mesurwyd heb grŵp rheoli: byth yn cael ei gyfuno ag astudiaethau sydd â grŵp rheoli",
    en="measured without a control: never pooled with controlled studies",
)
"""Why a survey stands apart."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row that takes no part. ``row`` counts from 1, the header not counted."""

    row: int
    study: str
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects of a table.

    Attributes:
        rows: Number of the row that each effect comes from, from 1; of a pair (PPC) that of the treated group.
        y, v: Effects and their sampling variances, on the scale of the measure.
        double_zero: Rows in which nobody, or everybody, had the event in both groups; kept, with a warning.
    """

    measure: str
    rows: tuple[int, ...]
    studies: tuple[str, ...]
    y: tuple[float, ...]
    v: tuple[float, ...]
    excluded: tuple[Excluded, ...] = ()
    double_zero: tuple[int, ...] = ()


_NO_ADDITION = frozenset({"AS", "PAS", "PFT", "PETO"})


def _with_halves(measure: str, roles: Sequence[str], values: list[float]) -> list[float]:
    """Values with 1/2 added to every cell of a row that has a zero cell, where the measure asks for it."""
    if measure in _NO_ADDITION:
        return values
    if roles == TABLE and 0 in values:
        return [value + 0.5 for value in values]
    if roles == RATES and 0 in (values[0], values[2]):
        return [values[0] + 0.5, values[1], values[2] + 0.5, values[3]]
    if roles == ("xi", "ni") and values[0] in (0, values[1]):
        return [values[0] + 0.5, values[1] + 1]
    return values


def _values(row: Row, roles: Sequence[str]) -> list[float]:
    """The numbers of a row in the order of ``roles``."""
    found = {role: row.get(role) for role in roles}
    missing = [role for role, value in found.items() if value is None]
    if missing:
        raise Undefined(f"dim gwerth: {', '.join(missing)}", f"no value for {', '.join(missing)}")
    numbers = {role: float(value) for role, value in found.items() if value is not None}
    if not all(map(math.isfinite, numbers.values())):
        raise Undefined("mae gwerth nad yw’n rhif meidraidd", "a value is not a finite number")
    for role, number in numbers.items():
        if role in ABOVE_ZERO and number <= 0:
            raise Undefined(f"nid yw {role} yn fwy na 0", f"{role} is not above 0")
        if number < 0 and role.startswith("sd"):
            raise Undefined(f"{role}: mae gwyriad safonol yn negyddol", f"{role}: a standard deviation is negative")
    if roles == TABLE and min(numbers.values()) < 0:
        raise Undefined("mae cyfrif yn negyddol", "a count is negative")
    if roles == RATES and min(numbers.values()) < 0:
        raise Undefined("mae cyfrif o ddigwyddiadau yn negyddol", "a count of events is negative")
    return list(numbers.values())


def _effect(measure: str, row: Row) -> Effect:
    """The effect of one row.

    Raises:
        Undefined: The row has none; the reason is the message.
    """
    roles, formula = MEASURES[measure]
    values = _with_halves(measure, roles, _values(row, roles))
    try:
        y, v = formula(*values)
    except Undefined:
        raise
    except (ZeroDivisionError, OverflowError, ValueError):
        raise Undefined("nid yw’r rhifau’n rhoi effaith", "the numbers give no effect") from None
    if not (math.isfinite(y) and math.isfinite(v)):
        raise Undefined("mae’r rhifau’n rhy fawr i roi effaith", "the numbers are too large for an effect")
    if v <= 0:
        raise Undefined("nid yw’r amrywiant samplu’n fwy na 0", "the sampling variance is not positive")
    return y, v


def effects(
    measure: str,
    rows: Sequence[Row],
    studies: Sequence[str] | None = None,
    groups: Sequence[str] | None = None,
    numbers: Sequence[int] | None = None,
) -> Effects:
    """The effect of each row that has one.

    Args:
        measure: A key of `MEASURES`.
        rows: One mapping of role to number per study; ``None`` is "not reported".
        studies: Names of the rows; their numbers from 1 when not given.
        numbers: Numbers of the rows in their file; from 1 when not given.
        groups: ``treated`` or ``control`` of each row. PPC needs it; the other measures of change leave out a control.

    Raises:
        NotPossible: An unknown measure, or PPC without groups.
    """
    _known(measure, groups)
    places = list(numbers) if numbers is not None else list(range(1, len(rows) + 1))
    names = list(studies) if studies is not None else [str(n) for n in places]
    used: list[tuple[int, str, Effect]] = []
    excluded, double_zero = [], []
    by_number = dict(zip(places, groups, strict=True)) if groups is not None else {}
    for number, row, name in zip(places, rows, names, strict=True):
        try:
            if by_number and measure in PRE_POST:
                _in_a_group(by_number[number], alone=measure != "PPC")
            effect = _effect(measure, row)
        except Undefined as undefined:
            excluded.append(Excluded(number, name, undefined.reason))
            continue
        used.append((number, name, effect))
        if MEASURES[measure][0] == TABLE and 0 in (_sum(row, "ai", "ci"), _sum(row, "bi", "di")):
            double_zero.append(number)
    found = Effects(
        measure,
        tuple(number for number, _, _ in used),
        tuple(name for _, name, _ in used),
        tuple(y for _, _, (y, _) in used),
        tuple(v for _, _, (_, v) in used),
        tuple(excluded),
        tuple(double_zero),
    )
    return _paired(found, by_number) if measure == "PPC" else found


def _known(measure: str, groups: Sequence[str] | None) -> None:
    if measure not in MEASURES:
        known = " ".join(MEASURES)
        raise NotPossible(
            Bilingual(
                cy=f"Nid oes mesur o’r enw {measure}. Dewiswch un o’r rhain: {known}.",
                en=f"There is no measure named {measure}. Choose one of: {known}.",
            )
        )
    if measure == "PPC" and groups is None:
        raise NotPossible(
            Bilingual(
                cy="Mae PPC yn cymharu dau grŵp: rhowch golofn group, gyda treated neu control ym mhob rhes.",
                en="PPC compares two groups: give a column group, with treated or control in every row.",
            )
        )


def no_group(group: str) -> Bilingual:
    """That a word names no group."""
    return Bilingual(
        f"nid yw ‘{group}’ yn enw ar grŵp: treated neu control", f"'{group}' is no group: treated or control"
    )


def second_row(group: str) -> Bilingual:
    """That a group of a study has a row already."""
    return Bilingual(f"ail res i’r un grŵp: {group}", f"a second row of the group {group}")


def _in_a_group(group: str, *, alone: bool) -> None:
    if group not in (TREATED, CONTROL):
        why = no_group(group)
        raise Undefined(why.cy or "", why.en or "")
    if alone and group == CONTROL:
        raise Undefined(
            "grŵp rheoli; PPC sy’n ei gymharu â’r grŵp arall", "a control group; PPC compares it with the treated"
        )


def _sum(row: Row, *roles: str) -> float:
    return sum(row.get(role) or 0.0 for role in roles)


def _paired(found: Effects, groups: Mapping[int, str]) -> Effects:
    """Change of the treated less change of the control, study by study; the variances add."""
    sides: dict[str, dict[str, int]] = {}
    excluded = list(found.excluded)
    for at, (number, name) in enumerate(zip(found.rows, found.studies, strict=True)):
        group = groups[number]
        if group in sides.setdefault(name, {}):
            excluded.append(Excluded(number, name, second_row(group)))
        else:
            sides[name][group] = at
    pairs = []
    for name, side in sides.items():
        if len(side) == len((TREATED, CONTROL)):
            pairs.append((side[TREATED], side[CONTROL]))
            continue
        (group, at), other = *side.items(), CONTROL if TREATED in side else TREATED
        excluded.append(
            Excluded(
                found.rows[at],
                name,
                Bilingual(
                    f"nid oes grŵp {other} ochr yn ochr â’r grŵp hwn: {group}",
                    f"the {group} group has no {other} group beside it",
                ),
            )
        )
    return replace(
        found,
        rows=tuple(found.rows[treated] for treated, _ in pairs),
        studies=tuple(found.studies[treated] for treated, _ in pairs),
        y=tuple(found.y[treated] - found.y[control] for treated, control in pairs),
        v=tuple(found.v[treated] + found.v[control] for treated, control in pairs),
        excluded=tuple(sorted(excluded, key=lambda each: each.row)),
    )


def assumed(
    measure: str,
    rows: Sequence[Row],
    studies: Sequence[str],
    groups: Sequence[str] | None = None,
    numbers: Sequence[int] | None = None,
) -> tuple[tuple[float, Effects], ...]:
    """What each of several correlations gives where a row reports none; empty when no row lacks it alone."""
    if measure not in PRE_POST:
        return ()
    reported = effects(measure, rows, studies, groups, numbers)
    tried = []
    for r in ASSUMED:
        filled = [{**row, "ri": r} if row.get("ri") is None else row for row in rows]
        tried.append((r, effects(measure, filled, studies, groups, numbers)))
    return tuple(tried) if any(len(found.y) > len(reported.y) for _, found in tried) else ()
