"""What is asked for each lot of a round, held against its money (design.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from cydradd.cycle.consent import Standing, partner_states
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.stages import Gate
from cydradd.design.lots import Requirement
from cydradd.design.proportionality import Form, Report, check, over_budget
from cydradd.design.proportionality.finding import BREACH
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.time import local_date

CURRENCY = "GBP"
"""Thresholds are amounts of this currency; none is ever converted."""


def forms(tables: Tables, settings: Settings) -> Mapping[str, Form] | None:
    """What is asked for each lot, by its id. The day is that of the round's clock.

    An exception counts as one when all three partners have consented at the gate it names; else it is judged.

    Returns:
        ``None``: no lots, nothing that says what is asked, another currency, or no authority bound by the law.
    """
    asked = (tables.requirements, tables.questions)
    if not tables.lots or asked == (None, None) or settings.currency != CURRENCY:
        return None
    if settings.authority_type in (None, "none"):
        return None
    excused = {row.id for row in tables.requirements or () if exception_consented(tables, settings, row)}
    return {
        lot.id: Form(
            on=local_date(settings.as_of),
            authority_type=settings.authority_type or "",
            value=lot.value,
            years=lot.years if lot.years else Fraction(1),
            questions=[row for row in tables.questions or () if row.lot == lot.id],
            requirements=[row for row in tables.requirements or () if row.lot == lot.id and row.id not in excused],
            lots=len(tables.lots),
            one_lot_reason=lot.one_lot_reason,
        )
        for lot in tables.lots
    }


def exception_consented(tables: Tables, settings: Settings, requirement: Requirement) -> bool:
    """Whether a requirement names a gate at which all three partners have consented to it."""
    if requirement.exception_gate not in list(Gate):
        return False
    states = partner_states(tables.events or (), Gate(requirement.exception_gate), as_of=settings.as_of)
    return all(state.standing is Standing.CONSENTED for state in states.values())


def reports(tables: Tables, settings: Settings) -> Mapping[str, Report] | None:
    """The proportion report of each lot. ``None``: as `forms`, or no threshold is held for the day."""
    found = forms(tables, settings)
    if found is None:
        return None
    try:
        return {lot: check(_judged(form)) for lot, form in found.items()}
    except NotPossible:  # a day or an authority outside every row is not guessed at
        return None


def _judged(form: Form) -> Form:
    """The form with no exception of its own: those the partners consented to are no longer in it."""
    return replace(form, requirements=[replace(row, exception_gate=None) for row in form.requirements])


def out_of_proportion(tables: Tables, settings: Settings) -> Mapping[str, tuple[str, ...]] | None:
    """Ids of what is out of proportion, by lot: requirements, questions beyond the band, or the lot itself.

    A requirement without a reason is a fault of its own (I9) and is not named here.
    """
    asked, found = forms(tables, settings), reports(tables, settings)
    if asked is None or found is None:
        return None
    return {lot: _ids(lot, asked[lot], report) for lot, report in found.items()}


def _ids(lot: str, form: Form, report: Report) -> tuple[str, ...]:
    ids: dict[str, None] = {}
    for finding in report.findings:
        if finding.severity != BREACH or finding.code == "no_reason":
            continue
        if finding.code in ("questions", "words"):
            ids |= dict.fromkeys(over_budget(form.questions, report.band))
        else:
            ids[finding.id or lot] = None
    return tuple(ids)
