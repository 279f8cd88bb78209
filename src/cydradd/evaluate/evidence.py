"""What a table says before anything is pooled: its effects, what each correlation tried gives, and what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from cydradd.evaluate.effect_size import Effects, Excluded, Row, assumed, effects
from cydradd.evaluate.formulas import COUNTS, MEASURES, SPREADS, STANDARDISED
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    from cydradd.evaluate.table_file import StudyTable

LARGE = 3
"""A standardised difference beyond this is more often a standard error typed as a deviation."""

ON_A_SCALE = frozenset({"MD", "MC"})
"""Measures in the units of an instrument: comparable only on the same one."""

SCALES_APART = 10
"""Ratio of the largest to the smallest standard deviation above which means are hardly on one scale."""

GOALS = frozenset({"gas", "gas t", "gas-t"})
"""Words of ``scale`` for Goal Attainment Scaling, whose T is no common scale of benefit (evaluate.md 3.2)."""


@dataclass(frozen=True, slots=True)
class Warned:
    """What to look at before a number is believed."""

    code: str
    study: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The effects of one table.

    Attributes:
        found: What the reported numbers give.
        assumed: By pre-post correlation, what all rows give where some report none; empty: every row reports it.
        n_rows: Rows of the table, those that take no part included.
        comparable: Whether the effects are on one scale.
    """

    found: Effects
    assumed: tuple[tuple[float, Effects], ...]
    n_rows: int
    warnings: tuple[Warned, ...]
    comparable: bool
    used: tuple[Row, ...]

    @property
    def k(self) -> int:
        """Studies with an effect, those included whose correlation is assumed."""
        return len(self.assumed[0][1].y) if self.assumed else len(self.found.y)

    def listing(self, others: Sequence[Excluded], n_rows: int) -> Evidence:
        """The same with more rows that take no part."""
        excluded = tuple(sorted((*self.found.excluded, *others), key=lambda each: each.row))
        return replace(self, found=replace(self.found, excluded=excluded), n_rows=n_rows)


def gather(measure: str, table: StudyTable) -> Evidence:
    """The effects of a table, and what to look at.

    Raises:
        NotPossible: An unknown measure.
    """
    given = (table.rows, table.studies, table.groups, table.numbers)
    found, tried = effects(measure, *given), assumed(measure, *given)
    excluded = tuple(sorted((*table.excluded, *found.excluded), key=lambda each: each.row))
    found = replace(found, excluded=excluded)
    places = dict(zip(table.numbers, table.rows, strict=True))
    return Evidence(
        found,
        tried,
        len(table.rows) + len(table.excluded),
        tuple(_warnings(found, table)),
        _comparable(measure, table),
        tuple(places[row] for row in found.rows),
    )


def require_effects(evidence: Evidence, name: str) -> None:
    """Refuse a table without any effect; ``name`` is that of the table.

    Raises:
        NotPossible: No row has an effect.
    """
    if evidence.k:
        return
    measure = evidence.found.measure
    why = next(iter(evidence.found.excluded), None)
    raise NotPossible(
        Bilingual(
            cy=f"Nid oes rhes yn {name} y gellir ei defnyddio ar gyfer {measure}"
            + (f" (rhes {why.row}: {why.reason.cy})." if why else "."),
            en=f"{name} has no row that can be used for {measure}"
            + (f" (row {why.row}: {why.reason.en})." if why else "."),
        )
    )


def _warnings(found: Effects, table: StudyTable) -> Iterator[Warned]:
    names = dict(zip(table.numbers, table.studies, strict=True))
    names |= {each.row: each.study for each in table.excluded}
    for code, row, text in table.notes:
        yield Warned(code, names[row], f"row {row}, {text}")
    for row in found.double_zero:
        yield Warned("double-zero", names[row], f"row {row}: nobody, or everybody, had the event in both groups")
    if found.measure in STANDARDISED:
        for row, study, y in zip(found.rows, found.studies, found.y, strict=True):
            if abs(y) > LARGE:
                text = f"row {row}: beyond {LARGE}; is a standard error typed as a standard deviation?"
                yield Warned("large-effect", study, text)
    yield from _errors_for_deviations(found.measure, table)
    yield from _counts(found.measure, table)
    yield from _repeated(found, table)


def _errors_for_deviations(measure: str, table: StudyTable) -> Iterator[Warned]:
    """A deviation far below those of the other studies, which times sqrt(n) would be like them."""
    roles = [role for role in SPREADS if role in MEASURES[measure][0]]
    spreads = [[row.get(role) for role in roles] for row in table.rows]
    for at, (number, study) in enumerate(zip(table.numbers, table.studies, strict=True)):
        others = [sd for place, row in enumerate(spreads) if table.studies[place] != study for sd in row if sd]
        if not others:
            continue
        middle = median(others)
        for role, sd in zip(roles, spreads[at], strict=True):
            n = table.rows[at].get(SPREADS[role])
            if sd and n and n > 0 and sd < middle / 4 and abs(sd * n**0.5 - middle) <= middle / 2:
                text = f"row {number}, {role} = {sd:g}: the others are about {middle:g}; is it a standard error?"
                yield Warned("se-as-sd", study, text)


def _counts(measure: str, table: StudyTable) -> Iterator[Warned]:
    """A count that is no whole number may be a percentage."""
    roles = [role for role in MEASURES[measure][0] if role in COUNTS]
    for number, study, row in zip(table.numbers, table.studies, table.rows, strict=True):
        for role in roles:
            value = row.get(role)
            if value is not None and value != int(value):
                text = f"row {number}: {role} is {value:g}, no whole number; is a percentage typed for a count?"
                yield Warned("count-not-whole", study, text)


def _repeated(found: Effects, table: StudyTable) -> Iterator[Warned]:
    """The same study, or the same control arm, in two rows."""
    for study, times in Counter(found.studies).items():
        if times > 1:
            yield Warned("repeated-study", study, f"{times} rows have this name; is a study counted twice?")
    if "m2i" not in MEASURES[found.measure][0]:
        return
    arms = [tuple(row.get(role) for role in ("m2i", "sd2i", "n2i")) for row in table.rows]
    for arm, times in Counter(arms).items():
        if times > 1 and None not in arm:
            at = len(arms) - 1 - arms[::-1].index(arm)
            text = f"row {table.numbers[at]}: the second group is that of another row too; is one arm used twice?"
            yield Warned("repeated-arm", table.studies[at], text)


def _comparable(measure: str, table: StudyTable) -> bool:
    """Whether effects in the units of an instrument are on one and the same.

    Without a column ``scale``, deviations more than tenfold apart speak against it.
    """
    named = {scale.lower() for scale in table.scales or () if scale}
    if len(named) > 1 and measure not in STANDARDISED:
        return False
    if measure in ON_A_SCALE and named:
        return not named & GOALS
    if measure not in ON_A_SCALE:
        return True
    roles = [role for role in SPREADS if role in MEASURES[measure][0]]
    middles = [median(there) for row in table.rows if (there := [sd for role in roles if (sd := row.get(role))])]
    return not middles or max(middles) <= SCALES_APART * min(middles)
