"""Check-ins: what a provider tells, once for all who fund it, in proportion to the money."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from cydradd.deliver.checkin import CheckIn as CheckInRow
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty, NotYours
from cydradd_web.apply.selectors.bodies import mine
from cydradd_web.components.rows import add_row
from cydradd_web.deliver.models import Agreement, CheckIn
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import acting

CHECKINS = "deliver/checkins.csv"


def receive_checkin(
    *,
    round_id: int,
    agreement: str,
    due: date,
    minutes: int | None,
    text: Bilingual,
    by: By,
    at: datetime,
    key: str = "",
) -> Receipt:
    """Record what a provider tells: what changed for people, what was learnt, what should change.

    Args:
        due: The day it was due; each is told once.
        minutes: How long it took; ``None``: not told.
        text: In the language it was told in, or in both. It is published: no person is named.

    Raises:
        NotYours: Whoever acts neither acts for the provider nor is the round's officer.
        NotPossible: No such agreement, nothing told, or told already.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        row = Agreement.objects.filter(round_id=round_id, identifier=agreement).first()
        if row is None:
            raise NotPossible(
                Bilingual("Nid oes cytundeb o’r fath yn y rownd hon.", "There is no such agreement in this round.")
            )
        _must_be_theirs(by, row)
        if not (text.cy or text.en):
            raise NotPossible(Bilingual("Ysgrifennwch beth newidiodd.", "Write what changed."))
        if CheckIn.objects.filter(round_id=round_id, agreement=agreement, due=due).exists():
            raise NotPossible(
                Bilingual("Mae’r adroddiad byr hwn wedi dod i law.", "This check-in has been received already.")
            )
        took = None if minutes is None else Fraction(minutes)
        add_row(CheckIn, CHECKINS, round_id, CheckInRow(agreement, due, local_date(act.at), took, text))
        return act.record_body(
            "deliver.checkin_received",
            {"agreement": agreement, "due": due.isoformat(), "minutes": minutes},
            sealed={"text": {"text": text.as_json()}},
            public=("text",),
        )


def acts_for(by: By, row_organisation: str) -> bool:
    """Whether somebody acts for the organisation of an agreement."""
    if by.person is None:
        return False
    return any(each.profile.identifier == row_organisation for each in mine(by.person))


def _must_be_theirs(by: By, row: Agreement) -> None:
    if Duty.OFFICER in by.duties or acts_for(by, row.organisation):
        return
    raise NotYours(
        Bilingual(
            "Dim ond y darparwr neu swyddog y rownd all wneud hyn.",
            "Only the provider or the round’s officer can do this.",
        )
    )
