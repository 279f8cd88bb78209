"""What became of applications: for the officer who owes reasons, and for the organisation that asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cydradd.apply.feedback import REASONS
from cydradd.cycle.fates import Fate, fates, unsuccessful
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply.models import Application, BodyMember, EligibilityAnswer, Organisation, Reasons, Submission
from cydradd_web.apply.words import pounds
from cydradd_web.rounds.selectors.evidence import acts_of, evidence
from cydradd_web.rounds.selectors.seating import named_rounds

OUTCOMES = {
    Fate.FUNDED: Bilingual("Wedi’i ariannu", "Funded"),
    Fate.NOT_FUNDED: Bilingual("Heb ei ariannu", "Not funded"),
    Fate.WITHDRAWN: Bilingual("Wedi’i dynnu’n ôl", "Withdrawn"),
    Fate.INELIGIBLE: Bilingual("Ddim yn gymwys", "Not eligible"),
}
WAITING = Bilingual("Heb ei benderfynu eto", "Not decided yet")


@dataclass(frozen=True, slots=True)
class Owed:
    """One unsuccessful application: who applied, why it ended so, and whether they were told."""

    reference: str
    title: Bilingual
    organisation: str
    fate: Bilingual
    told: bool
    eligibility: Bilingual


@dataclass(frozen=True, slots=True)
class Queue:
    """Who is owed reasons. ``whole``: everybody has them, so that this keeps nobody from money."""

    owed: tuple[Owed, ...]
    public: bool

    @property
    def told(self) -> int:
        """How many have been told."""
        return sum(each.told for each in self.owed)

    @property
    def whole(self) -> bool:
        """Whether everybody has been told."""
        return self.told == len(self.owed)


def queue(round_id: int, *, at: datetime) -> Queue:
    """Every unsuccessful applicant of a round, those who wait first."""
    known = evidence(round_id, at=at)
    ends = fates(known)
    rows = {row.identifier: row for row in Application.objects.filter(round_id=round_id)}
    names = dict(Organisation.objects.filter(round_id=round_id).values_list("identifier", "name"))
    told = set(Reasons.objects.filter(round_id=round_id).values_list("application", flat=True))
    why = {
        row.application: Bilingual(row.reason_cy, row.reason_en)
        for row in EligibilityAnswer.objects.filter(round_id=round_id, eligible=False)
    }
    owed = [
        Owed(
            id,
            Bilingual(rows[id].title_cy, rows[id].title_en),
            names.get(rows[id].organisation or "", rows[id].organisation or ""),
            OUTCOMES[next(iter(ends[id]))],
            id in told,
            why.get(id, Bilingual()),
        )
        for id in unsuccessful(known)
        if id in rows
    ]
    acts = acts_of(round_id, at=at)
    public = bool(acts.of("publish", "result")) or bool(acts.of("publish", "eligibility"))
    return Queue(tuple(sorted(owed, key=lambda each: (each.told, each.reference))), public)


@dataclass(frozen=True, slots=True)
class Asked:
    """One application that an organisation sent, what it cost and what came back.

    ``minutes`` ``None``: not told. ``award`` ``None``: none, or not decided. ``lead``: whether it led.
    """

    reference: str
    round_id: int
    slug: str
    round_title: Bilingual
    title: Bilingual
    cost: Pence
    minutes: int | None
    sent_at: datetime
    outcome: Bilingual
    funded: bool
    award: Pence | None
    withdrawn: bool
    lead: bool
    code: str
    entry: int | None
    eligible_reason: Bilingual
    reasons: tuple[Bilingual, ...]
    text: Bilingual
    told_at: datetime | None
    answers: dict[str, str]
    lot: str

    @property
    def pounds(self) -> str:
        """What it asked for, as people read it."""
        return pounds(self.cost)


def _asked(row: Submission, own: set[int], at: datetime) -> Asked:
    named = named_rounds([row.round_id])[row.round_id]
    acts = acts_of(row.round_id, at=at)
    result = bool(acts.of("publish", "result"))
    eligibility = result or bool(acts.of("publish", "eligibility"))
    ends = fates(evidence(row.round_id, at=at)).get(row.reference, frozenset()) if eligibility else frozenset()
    fate = next((each for each in ends if result or each is Fate.INELIGIBLE), None)
    if row.withdrawn_at is not None:
        fate = Fate.WITHDRAWN
    told = Reasons.objects.filter(round_id=row.round_id, application=row.reference).first()
    answer = EligibilityAnswer.objects.filter(round_id=row.round_id, application=row.reference, eligible=False).first()
    minutes = row.answers.get("minutes", "")
    return Asked(
        reference=row.reference,
        round_id=row.round_id,
        slug=named.slug,
        round_title=named.title,
        title=Bilingual(row.answers.get("title_cy") or None, row.answers.get("title_en") or None),
        cost=Pence(row.cost),
        minutes=int(minutes) if minutes.isdigit() else None,
        sent_at=row.sent_at,
        outcome=OUTCOMES[fate] if fate else WAITING,
        funded=fate is Fate.FUNDED,
        award=Pence(row.cost) if fate is Fate.FUNDED else None,
        withdrawn=row.withdrawn_at is not None,
        lead=row.body_id in own,
        code=row.code,
        entry=row.entry,
        eligible_reason=Bilingual(answer.reason_cy, answer.reason_en) if answer and eligibility else Bilingual(),
        reasons=tuple(REASONS[code] for code in told.codes if code in REASONS) if told else (),
        text=Bilingual(told.text_cy, told.text_en) if told else Bilingual(),
        told_at=told.given_at if told else None,
        answers=dict(row.answers),
        lot=row.lot,
    )


def _own(person: int | None) -> set[int]:
    if person is None:
        return set()
    return set(BodyMember.objects.filter(person_id=person, left_at__isnull=True).values_list("body_id", flat=True))


def asked_by(body: int, *, at: datetime) -> tuple[Asked, ...]:
    """Everything that one organisation asked for, alone or with others, newest first."""
    rows = Submission.objects.filter(standing__body_id=body).distinct()
    return tuple(_asked(row, {body}, at) for row in rows)


def asked_by_person(person: int | None, *, at: datetime) -> tuple[Asked, ...]:
    """Everything that organisations asked for in which somebody acts, newest first."""
    own = _own(person)
    rows = Submission.objects.filter(standing__body_id__in=own).distinct() if own else ()
    return tuple(_asked(row, own, at) for row in rows)


def sent(person: int | None, round_id: int, reference: str, *, at: datetime) -> Asked | None:
    """One application that was sent, for those who act in it; ``None``: for everybody else, as if it were not there."""
    own = _own(person)
    rows = Submission.objects.filter(round_id=round_id, reference=reference, standing__body_id__in=own)
    row = rows.distinct().first() if own else None
    return None if row is None else _asked(row, own, at)
