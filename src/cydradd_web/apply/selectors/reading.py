"""Applications as they were sent, for the round's people who may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty, NotYours
from cydradd_web.apply.models import Application, EligibilityAnswer, Organisation, Submission
from cydradd_web.apply.selectors.call import Asked, CallLot, lots_of
from cydradd_web.apply.words import pounds
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.selectors.seating import recused_from

READERS = frozenset({Duty.ASSESSOR, Duty.ELIGIBILITY, Duty.OFFICER})
ASIDE = Bilingual(
    "Mae gennych fuddiant yn y cais hwn neu yn un arall am yr un lot, felly rydych yn camu o’r neilltu.",
    "You have an interest in this application or in another for the same lot, so you stand aside.",
)
NOT_YET = Bilingual(
    "Gellir darllen y ceisiadau ar ôl i’r alwad gau, nid cyn hynny.",
    "The applications can be read when the call has closed, not before.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One application in a list; ``aside``: whoever looks stands aside from it, and reads no more than this.

    ``eligible`` ``None``: not answered yet.
    """

    reference: str
    lot: str | None
    title: Bilingual
    organisation: str
    cost: Pence
    status: str | None
    eligible: bool | None
    aside: bool

    @property
    def pounds(self) -> str:
        """What it asks for, as people read it."""
        return pounds(self.cost)


@dataclass(frozen=True, slots=True)
class ToRead:
    """One application with its answers, each under its question."""

    line: Line
    answers: tuple[tuple[Asked, str], ...]
    facts: Sequence[Any]
    sent_at: datetime
    lot: CallLot | None


def may_read(round_id: int, by: By, *, at: datetime) -> None:
    """Refuse whoever may not read applications, and everybody while the call is open.

    Raises:
        NotYours: Who may, or when.
    """
    by.must_have(*READERS)
    acts = acts_of(round_id, at=at)
    if acts.closed("call") is None or acts.is_open("call"):
        raise NotYours(NOT_YET)


def to_read(round_id: int, by: By, *, at: datetime) -> tuple[Line, ...]:
    """Every application of a round, for those who may read them.

    Raises:
        NotYours: As `may_read`.
    """
    may_read(round_id, by, at=at)
    barred = recused_from(round_id, by.seat) if by.seat else frozenset()
    names = dict(Organisation.objects.filter(round_id=round_id).values_list("identifier", "name"))
    answers = dict(EligibilityAnswer.objects.filter(round_id=round_id).values_list("application", "eligible"))
    return tuple(
        Line(
            row.identifier,
            row.lot,
            Bilingual(row.title_cy, row.title_en),
            names.get(row.organisation or "", row.organisation or ""),
            Pence(row.cost),
            row.status,
            answers.get(row.identifier),
            row.lot in barred,
        )
        for row in Application.objects.filter(round_id=round_id)
    )


def application_to_read(round_id: int, reference: str, by: By, *, at: datetime) -> ToRead | None:
    """One application with its answers; ``None``: there is none, or it was not written here.

    Raises:
        NotYours: As `may_read`; or whoever looks stands aside from it.
    """
    line = next((each for each in to_read(round_id, by, at=at) if each.reference == reference), None)
    sent = Submission.objects.filter(round_id=round_id, reference=reference).first()
    if line is None or sent is None:
        return None
    if line.aside:
        raise NotYours(ASIDE)
    lot = next((each for each in lots_of(round_id) if each.id == sent.lot), None)
    answers = tuple((each, sent.answers.get(each.id, "")) for each in lot.written) if lot else ()
    return ToRead(line, answers, sent.facts, sent.sent_at, lot)


def unanswered(round_id: int) -> tuple[str, ...]:
    """Applications sent here that stand and that nobody has answered on eligibility. Two queries."""
    told = EligibilityAnswer.objects.filter(round_id=round_id).values_list("application", flat=True)
    rows = Submission.objects.filter(round_id=round_id, withdrawn_at__isnull=True).exclude(reference__in=list(told))
    return tuple(rows.order_by("pk").values_list("reference", flat=True))
