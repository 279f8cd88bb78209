"""Endings of a round folder, held to the order of their acts."""

from __future__ import annotations

from datetime import date

from cydradd.cycle.consent import overrides, partner_states
from cydradd.cycle.events import Event
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stages import Gate
from cydradd.cycle.standing import Standing
from cydradd.deliver.ending import Ending, MayEnd, Overriding, Proposal, may_end
from cydradd.deliver.impact import ImpactReport
from cydradd.deliver.moments import Moment
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.time import local_date


def ending_of(folder: RoundFolder, row: Ending) -> MayEnd:
    """Whether one agreement could end as it did. Of the impact report only its date is in the folder."""
    events = folder.tables.events
    term = {each.id: each.end for each in folder.tables.agreements or ()}
    return may_end(
        Proposal(
            kind=row.kind,
            agreement=row.agreement,
            proposed_at=Moment(row.proposed_on),
            report=None
            if row.report_on is None
            else ImpactReport(at=Moment(row.report_on), gap_months=row.gap_months, date_alone=True),
            consents=None if events is None else _consents(folder, row.agreement),
            override=None if events is None else _override(folder, row.agreement),
            decided_at=_moment(row.decided_on),
            notice_at=_moment(row.notice_on),
            ends_at=_moment(row.ended_on or term.get(row.agreement)),
        ),
        local_date(folder.settings.as_of),
    )


def _moment(day: date | None) -> Moment | None:
    return None if day is None else Moment(day)


def _at(event: Event) -> Moment:
    return Moment(local_date(event.at), event.at)


def _about(event: Event, agreement: str) -> bool:
    """Whether an act at the gate is about this agreement: one that names none is about all."""
    return event.gate == Gate.ENDING and event.object in (None, agreement)


def _consents(folder: RoundFolder, agreement: str) -> dict[Partner, Moment]:
    """Partners that consent at the gate of the ending, each with the moment of its consent."""
    acts = [act for act in folder.tables.events or () if _about(act, agreement)]
    states = partner_states(acts, Gate.ENDING, as_of=folder.settings.as_of)
    return {
        partner: Moment(local_date(state.consented_at), state.consented_at)
        for partner, state in states.items()
        if state.standing is Standing.CONSENTED and state.consented_at is not None
    }


def _override(folder: RoundFolder, agreement: str) -> Overriding | None:
    """The last override that stands; one that was refused is none."""
    lines = overrides(folder.tables.events or (), as_of=folder.settings.as_of, seats=folder.tables.seats)
    standing = [line.act for line in lines if line.stands and _about(line.act, agreement)]
    return Overriding(True, _at(standing[-1])) if standing else None
