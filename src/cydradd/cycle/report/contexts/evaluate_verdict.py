"""What an outcome comes to before any statistics: what was measured, from what to what, of how many, beside whom.

Made only from the numbers that were given. Rows of fewer than `FEWEST_PEOPLE` people take no part in it, so that
nobody can be found by taking the others away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle.report.formats import number
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.vocabulary.text import Bilingual

FEWEST_PEOPLE = 5
"""People behind a published row of an outcome."""

MOST_LISTED = 3
"""Projects told one by one; of more, the lowest and the highest are told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one group, or the groups of all projects, came to; each as text, ``None`` where it was not measured.

    Attributes:
        before, after: Means: one, or the lowest and the highest.
        happened: To how many of how many, or to what share of people.
    """

    before: tuple[str, ...] | None
    after: tuple[str, ...] | None
    happened: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Project:
    """One project's numbers: those who had the service and, where they were measured, those who did not."""

    name: Bilingual | None
    id: str
    treated: Reading
    control: Reading | None


@dataclass(frozen=True, slots=True)
class People:
    """How many people were measured; ``at_least``: of some rows it is not known, of ``None`` of all of them."""

    n: int | None
    at_least: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of an outcome, and what not.

    Attributes:
        projects: Projects shown.
        each: Project by project, where they are few; else empty.
        span: The lowest and the highest of all projects, where they are many.
        span_control: The same of those without the service.
        moved: Projects whose mean went down, went up, stayed: where there are several with both means.
        compared: People without the service were measured beside those with it, in some project.
    """

    projects: int
    treated: People
    control: People | None
    each: tuple[Project, ...]
    span: Reading | None
    span_control: Reading | None
    moved: tuple[int, int, int] | None
    compared: bool


def few(row: OutcomeResult) -> bool:
    """Whether so few people are behind a row that it is not shown."""
    return any(size is not None and 0 < size < FEWEST_PEOPLE for size in (row.n, row.n_before, row.of))


def verdict(rows: Sequence[OutcomeResult], names: Mapping[str, Bilingual]) -> Verdict | None:
    """What the rows of one outcome come to; ``None``: no row of a group that had the service can be shown."""
    treated, control = _by_project(rows, "treated"), _by_project(rows, "control")
    if not treated:
        return None
    beside = {id: row for id, row in control.items() if id in treated}
    listed = len(treated) <= MOST_LISTED
    return Verdict(
        projects=len(treated),
        treated=_people(list(treated.values())),
        control=_people(list(beside.values())) if beside else None,
        each=tuple(
            Project(names.get(id), id, _read([row]), _read([beside[id]]) if id in beside else None)
            for id, row in treated.items()
        )
        if listed
        else (),
        span=None if listed else _read(list(treated.values())),
        span_control=_read(list(beside.values())) if beside and not listed else None,
        moved=_moved(list(treated.values())),
        compared=bool(beside),
    )


def _by_project(rows: Sequence[OutcomeResult], group: str) -> dict[str, OutcomeResult]:
    """The first row of each agreement in ``group``; what has no agreement is no project's."""
    found: dict[str, OutcomeResult] = {}
    for row in rows:
        if row.group == group and row.agreement and not few(row):
            found.setdefault(row.agreement, row)
    return found


def _people(rows: Sequence[OutcomeResult]) -> People:
    sizes = [row.n if row.n is not None else row.of for row in rows]
    known = [size for size in sizes if size is not None]
    return People(sum(known) if known else None, len(known) < len(sizes))


def _read(rows: Sequence[OutcomeResult]) -> Reading:
    """The numbers of one row, or the ends of those of several."""
    counts = [(row.events, row.of) for row in rows if row.events is not None and row.of]
    if len(rows) == 1:
        happened = tuple(number(each) for each in counts[0]) if counts else None
    else:
        shares = [100 * events / of for events, of in counts]
        happened = _ends(shares, "%")
    return Reading(_ends([row.mean_before for row in rows]), _ends([row.mean for row in rows]), happened)


def _ends(values: Sequence[float | None], unit: str = "") -> tuple[str, ...] | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    told = [f"{number(round(end) if unit else end)}{unit}" for end in (min(known), max(known))]
    return tuple(dict.fromkeys(told))


def _moved(rows: Sequence[OutcomeResult]) -> tuple[int, int, int] | None:
    """Means that went down, up, and nowhere."""
    both = [(row.mean_before, row.mean) for row in rows if row.mean_before is not None and row.mean is not None]
    if len(both) < 2:
        return None
    down, up = sum(after < before for before, after in both), sum(after > before for before, after in both)
    return down, up, len(both) - down - up


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the table of an outcome hold anything."""

    group: bool
    people: bool
    before: bool
    after: bool
    happened: bool
    note: bool


def columns(rows: Sequence[OutcomeResult]) -> Columns:
    """The columns worth showing. A row too small to show fills none but the number of people."""
    shown = [row for row in rows if not few(row)]
    return Columns(
        group=any(row.group != "treated" for row in rows),
        people=len(shown) < len(rows) or any(row.n is not None or row.of is not None for row in shown),
        before=any(row.mean_before is not None for row in shown),
        after=any(row.mean is not None for row in shown),
        happened=any(row.events is not None for row in shown),
        note=any(row.note is not None and (row.note.cy or row.note.en) for row in shown),
    )
