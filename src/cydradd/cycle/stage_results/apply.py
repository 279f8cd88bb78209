"""What the apply stage calculates of a round folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from cydradd.apply.document import feedback_document, net_document
from cydradd.apply.duplicates import Body, merge_candidates
from cydradd.apply.feedback import Answered, answered, by_application, told_of
from cydradd.apply.net import NetFunding, net_funding
from cydradd.apply.results import ApplicationResult, Outcome, Seconds
from cydradd.cycle.calculation import Calculated
from cydradd.cycle.check import allocation_of
from cydradd.cycle.evidence import Evidence
from cydradd.cycle.fates import Fate, fates
from cydradd.cycle.round import Tables
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

MINUTE = 60


def application_results(folder: RoundFolder, calculated: Calculated) -> tuple[ApplicationResult, ...]:
    """What became of every application: the count's result, the minutes it took and what its applicant was told.

    Without ``apply/applications.csv`` the projects of the ballot stand in, and no time of applying is known.
    """
    allocation = allocation_of(calculated.count, folder)
    found = fates(Evidence(folder.settings, folder.tables, allocation=allocation))
    rows = {row.id: row for row in folder.tables.applications or ()}
    told = by_application(folder.tables.feedback or ())
    reporting = _reporting(folder.tables)
    made = []
    for id, each in found.items():
        outcome = Outcome(next(iter(each))) if len(each) == 1 else None
        minutes = rows[id].minutes_spent if id in rows else None
        made.append(
            ApplicationResult(
                id=id,
                outcome=outcome,
                award=allocation.costs.get(id) if allocation and Fate.FUNDED in each and outcome else None,
                apply_seconds=None if minutes is None else minutes * MINUTE,
                report_seconds=reporting.get(id) if outcome is Outcome.FUNDED else None,
                told=told_of(told.get(id, ()), explained=allocation is not None and id in allocation.explained),
                applicant=rows[id].organisation if id in rows else None,
            )
        )
    return tuple(made)


def _reporting(tables: Tables) -> Mapping[str, Seconds | None]:
    """Time of reporting by application; unknown once a check-in came whose minutes nobody wrote down.

    A check-in that has not come yet took no time so far.
    """
    application = {row.id: row.application for row in tables.agreements or ()}
    taken: defaultdict[str, list[Fraction | None]] = defaultdict(list)
    for row in tables.checkins or ():
        if row.agreement in application and (row.received_on is not None or row.minutes is not None):
            taken[application[row.agreement]].append(row.minutes)
    return {
        id: None if None in minutes else sum((m for m in minutes if m is not None), Fraction(0)) * MINUTE
        for id, minutes in taken.items()
    }


def rate_of(folder: RoundFolder) -> tuple[Pence | None, Bilingual | None]:
    """What an hour is worth and who says so (``[apply]`` of round.toml); ``None``: the round does not say."""
    said = folder.settings.apply
    rate, cy, en = said.get("rate_p"), said.get("rate_source_cy"), said.get("rate_source_en")
    source = Bilingual(str(cy) if cy else None, str(en) if en else None)
    return (Pence(rate) if isinstance(rate, int) else None), (source if cy or en else None)


def net_of(folder: RoundFolder, calculated: Calculated) -> NetFunding:
    """What the money of the round is worth after the time it took."""
    return net_funding(application_results(folder, calculated), rate_of(folder)[0])


def answered_of(folder: RoundFolder, calculated: Calculated) -> Answered | None:
    """Who has been told why; ``None``: nothing is decided yet, so that nobody knows who is owed reasons."""
    if calculated.count is None:
        return None
    return answered(application_results(folder, calculated))


def duplicates_of(folder: RoundFolder) -> dict[str, JsonValue] | None:
    """``{"pairs"}``: organisations of the round that may be one body; ``None``: there is no table of them."""
    rows = folder.tables.organisations
    if rows is None:
        return None
    bodies = [Body(row.id, (row.id,), (row.name,), place=row.place) for row in rows]
    return {"pairs": [pair.as_json() for pair in merge_candidates(bodies)]}


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:
    """``{"feedback", "net", "duplicates"}``; ``None`` when the stage is not present.

    Feedback is null while nothing is decided, duplicates where no table names the organisations.
    """
    if folder.stages[Stage.APPLY] == "not_present":
        return None
    told = answered_of(folder, calculated)
    return {
        "feedback": None if told is None else feedback_document(told),
        "net": net_document(net_of(folder, calculated), rate_of(folder)[1]),
        "duplicates": duplicates_of(folder),
    }
