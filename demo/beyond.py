"""What no act on the site can make, so that the demo's script writes it itself. It is a short list, and says why.

* Ids of groups without a registration number (``known_by``): the network gave them out, and published them, before
  it had this site. A group that comes to the site is given an id of the site's own.
* Endings (``ends``), the report of their impact, and what is said about them (``says``): ending
  an agreement is no act of the site. They are recorded as acts, by the seats that said them, and rows are added.
* A check-in that never came (``never_came``): the site keeps only those that were told.
* What was measured (``measured``): results reach the site as a table of the evaluators, and no act adds one.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cydradd.deliver.checkin import CheckIn as CheckInRow
from cydradd.deliver.ending import Ending as EndingRow
from cydradd.evaluate.outcomes import OutcomeResult as ResultRow
from cydradd_web.accounts.duties import By
from cydradd_web.apply.models import Body
from cydradd_web.components.rows import add_row
from cydradd_web.deliver.models import Agreement, CheckIn, Ending
from cydradd_web.evaluate.models import OutcomeResult
from cydradd_web.rounds.services.acting import acting


def known_by(body: int, name: str) -> int:
    """Let an organisation keep the id by which the network already knows it; its key."""
    Body.objects.filter(pk=body).update(identifier=name)
    return body


def agreement_of(round_id: int, application: str) -> str:
    """The id of the agreement of an application."""
    return str(Agreement.objects.get(round_id=round_id, application=application).identifier)


def says(*, round_id: int, by: By, at: datetime, kind: str, **keys: Any) -> None:
    """Record what a seat says about the ending, as its own act."""
    with acting(round_id, by=by, at=at) as act:
        act.record(kind, **keys)


def reports_impact(*, round_id: int, by: By, at: datetime) -> None:
    """What the endings would cost people is written down before they are decided."""
    with acting(round_id, by=by, at=at) as act:
        act.record_body("deliver.impact_reported", {"agreement": "all", "alternatives": 3})


def ends(*, round_id: int, at: datetime, application: str, dates: dict[str, date | None], **told: Any) -> None:
    """The ending of one agreement."""
    del at
    row = EndingRow(agreement_of(round_id, application), **dates, **told)
    add_row(Ending, "deliver/endings.csv", round_id, row)


def never_came(*, round_id: int, at: datetime, application: str, due: date) -> None:
    """A check-in that was due, and of which nothing was heard."""
    del at
    add_row(CheckIn, "deliver/checkins.csv", round_id, CheckInRow(agreement_of(round_id, application), due))


def measured(*, round_id: int, at: datetime, application: str, **told: Any) -> None:
    """One measurement of one outcome."""
    del at
    row = ResultRow(agreement=agreement_of(round_id, application), **told)
    add_row(OutcomeResult, "evaluate/outcomes.csv", round_id, row)
