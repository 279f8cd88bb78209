"""The outcomes of a round as evidence: each outcome for itself, a null result counted like any other.

The mapping of evaluate.md section 5. What has no effect is listed with the reason, never dropped and never filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cydradd.evaluate.effect_size import ALONE, CONTROL, TREATED, Excluded, Row, no_group, second_row
from cydradd.evaluate.evidence import Evidence, gather
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.evaluate.table_file import StudyTable
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

CONTROLLED = ("PPC", "SMD", "RR")
UNCONTROLLED = ("SMCR", "PLO")
"""Surveys without a control are evidence of the first level, and never pooled with controlled studies."""


@dataclass(frozen=True, slots=True)
class OutcomeTables:
    """The rows of one outcome by the measure that they allow; a study is an agreement."""

    outcome: str
    tables: dict[str, StudyTable]
    excluded: tuple[Excluded, ...]
    n_rows: int


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file, with its number there, the header not counted."""

    number: int
    result: OutcomeResult


def outcome_tables(results: Sequence[OutcomeResult], outcome: str) -> OutcomeTables:
    """The rows of ``outcome``, each under the measure that it allows."""
    lines = [
        _Line(result.row - 1 if result.row else place, result)
        for place, result in enumerate(results, 1)
        if result.outcome == outcome
    ]
    groups: dict[str, dict[str, _Line]] = {}
    excluded = []
    for line in lines:
        agreement, group = line.result.agreement, line.result.group
        if agreement is None:
            excluded.append(
                Excluded(line.number, "", Bilingual("nid oes cytundeb wedi’i enwi", "no agreement is named"))
            )
        elif group not in (TREATED, CONTROL):
            excluded.append(Excluded(line.number, agreement, no_group(group)))
        elif group in groups.setdefault(agreement, {}):
            excluded.append(Excluded(line.number, agreement, second_row(group)))
        else:
            groups[agreement][group] = line
    rows: dict[str, list[tuple[int, str, str, Row]]] = {}
    for agreement, sides in groups.items():
        treated, control = sides.get(TREATED), sides.get(CONTROL)
        measure, why = _measure(treated.result if treated else None, control.result if control else None)
        if why is not None:
            excluded += [Excluded(line.number, agreement, why) for line in sides.values()]
        else:
            rows.setdefault(measure, []).extend(
                (number, agreement, group, row) for number, group, row in _rows(measure, treated, control)
            )
    tables = {measure: _table(found) for measure, found in rows.items()}
    return OutcomeTables(outcome, tables, tuple(excluded), len(lines))


def _table(found: Sequence[tuple[int, str, str, Row]]) -> StudyTable:
    return StudyTable(
        rows=tuple(row for *_, row in found),
        studies=tuple(agreement for _, agreement, _, _ in found),
        numbers=tuple(number for number, *_ in found),
        groups=tuple(group for _, _, group, _ in found),
    )


def _measure(treated: OutcomeResult | None, control: OutcomeResult | None) -> tuple[str, Bilingual | None]:
    """The measure that the groups of one agreement allow, or the reason why there is none."""
    if treated is None:
        return "", Bilingual("nid oes grŵp a gafodd y gwasanaeth", "there is no treated group")
    if treated.mean is None:
        if treated.events is None:
            return "", Bilingual(
                "nid oes na chymedr na chyfrif o ddigwyddiadau", "neither a mean nor a count of events"
            )
        return ("PLO" if control is None else "RR"), None
    there = [side for side in (treated, control) if side is not None]
    before = [side.mean_before is not None for side in there]
    if not all(before):
        return (
            ("SMD", None)
            if control
            else (
                "",
                Bilingual(
                    "dim i’w gymharu: dim grŵp rheoli a dim o’r cyfnod cynt",
                    "nothing to compare with: no control and nothing from before",
                ),
            )
        )
    if any(side.n is None or side.n != side.n_before for side in there):
        return "", Bilingual(
            "mae n yn wahanol i n_before, neu nid yw un ohonynt wedi’i roi",
            "n differs from n_before, or one of them is not given",
        )
    if any(side.r is not None and abs(side.r) >= 1 for side in there):
        return "", Bilingual("nid yw’r cydberthyniad rhwng -1 ac 1", "the correlation is not between -1 and 1")
    return ("PPC" if control else "SMCR"), None


def _rows(measure: str, treated: _Line | None, control: _Line | None) -> Iterator[tuple[int, str, Row]]:
    """The numbers under the names of their roles: one row, or for PPC one of each group."""
    if treated is None:
        return
    t, c = treated.result, control.result if control else None
    if measure == "PLO":
        yield treated.number, TREATED, {"xi": t.events, "ni": t.of}
    elif measure == "RR" and c is not None:
        rest = [None if s.events is None or s.of is None else s.of - s.events for s in (t, c)]
        yield treated.number, TREATED, {"ai": t.events, "bi": rest[0], "ci": c.events, "di": rest[1]}
    elif measure == "SMD" and c is not None:
        first = {"m1i": t.mean, "sd1i": t.sd, "n1i": t.n}
        yield treated.number, TREATED, {**first, "m2i": c.mean, "sd2i": c.sd, "n2i": c.n}
    else:
        for line in (treated, control):
            if line is not None:
                side = line.result
                yield line.number, side.group, {
                    "m_pre": side.mean_before, "m_post": side.mean, "sd_pre": side.sd_before,
                    "sd_post": side.sd, "ni": side.n, "ri": side.r,
                }  # fmt: skip


def outcome_evidence(results: Sequence[OutcomeResult], outcome: str, measure: str | None = None) -> Evidence:
    """The evidence for one outcome.

    Where its rows allow several measures, that of the most studies is taken, controlled studies first; the rows of the
    others are listed.

    Args:
        results: The rows of evaluate/outcomes.csv.
        outcome: The id of the outcome.
        measure: Take this one instead.

    Raises:
        NotPossible: No row is of this outcome, or none allows this measure.
    """
    found = outcome_tables(results, outcome)
    if not found.n_rows:
        known = " ".join(dict.fromkeys(result.outcome for result in results))
        raise NotPossible(
            Bilingual(
                cy=f"Nid oes rhes am y canlyniad {outcome}. Dewiswch un o’r rhain: {known}.",
                en=f"There is no row about the outcome {outcome}. Choose one of: {known}.",
            )
        )
    if measure is not None and measure not in found.tables:
        known = " ".join(found.tables)
        raise NotPossible(
            Bilingual(
                cy=f"Nid yw’r rhesi’n caniatáu {measure}. Mae modd defnyddio: {known or '-'}.",
                en=f"The rows do not allow {measure}. They allow: {known or 'no measure'}.",
            )
        )
    tried = {name: gather(name, table) for name, table in found.tables.items()}
    taken = measure or _taken(tried)
    if taken is None:
        return gather("SMCR", _table([])).listing(found.excluded, found.n_rows)
    others = [
        Excluded(number, study, ALONE if _apart(taken, name) else _otherwise(name, taken))
        for name, table in found.tables.items()
        if name != taken
        for number, study in zip(table.numbers, table.studies, strict=True)
    ]
    return tried[taken].listing((*found.excluded, *others), found.n_rows)


def _otherwise(name: str, taken: str) -> Bilingual:
    return Bilingual(f"fe’i mesurwyd fel {name}; cyfunir {taken}", f"measured as {name}, pooled is {taken}")


def _taken(tried: dict[str, Evidence]) -> str | None:
    """The measure of the most studies, controlled ones first."""
    for names in (CONTROLLED, UNCONTROLLED):
        there = [name for name in names if name in tried and tried[name].k]
        if there:
            return max(there, key=lambda name: tried[name].k)
    return next(iter(tried), None)


def _apart(taken: str, other: str) -> bool:
    return taken in CONTROLLED and other in UNCONTROLLED


def chosen_outcome(results: Sequence[OutcomeResult], outcome: str | None) -> str:
    """The outcome asked for, or the only one.

    Raises:
        NotPossible: None is asked for and there are several, or none at all.
    """
    known = list(dict.fromkeys(result.outcome for result in results))
    if outcome is not None:
        return outcome
    if len(known) == 1:
        return known[0]
    raise NotPossible(
        Bilingual(
            cy=f"Mae angen un canlyniad: rhowch --outcome. Y canlyniadau: {' '.join(known) or '-'}.",
            en=f"One outcome is needed: give --outcome. The outcomes: {' '.join(known) or 'none'}.",
        )
    )
