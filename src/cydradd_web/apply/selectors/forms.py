"""Applications while they are written, for those who write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.core.exceptions import ValidationError

from cydradd.apply.consortium import Consortium
from cydradd.apply.consortium import Member as Part
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply.models import BodyMember, Draft, Submission
from cydradd_web.apply.selectors.bodies import Profile, profiles
from cydradd_web.apply.selectors.call import Call, CallLot
from cydradd_web.apply.words import pounds
from cydradd_web.components.forms import PoundsField

TITLE_CY, TITLE_EN, COST, MINUTES = "title_cy", "title_en", "cost", "minutes"
ABOUT = (TITLE_CY, TITLE_EN, COST)
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Written:
    """What stands under one question; ``version`` 0: nothing was written yet."""

    text: str = ""
    version: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """One organisation of a consortium, its share, and whether it has consented to this version."""

    profile: Profile
    share: Fraction
    consented: bool
    pence: Pence | None

    @property
    def pounds(self) -> str:
        """Its part of the money, as people read it."""
        return pounds(self.pence)


@dataclass(frozen=True, slots=True)
class Writing:
    """One form as it stands.

    Attributes:
        lead: Whether whoever looks acts for the organisation that leads; else they act for ``acts_for``.
        signs: Whether they sign for it.
        sent: Reference of the application that stands; empty: none does.
    """

    id: int
    code: str
    round_id: int
    body: Profile
    lot: str
    answers: Mapping[str, Written]
    partners: tuple[Partner, ...]
    consortium: Consortium
    lead: bool
    acts_for: Profile
    signs: bool
    sent: str

    def text(self, question: str) -> str:
        """What is written under one question."""
        return self.answers.get(question, Written()).text

    @property
    def title(self) -> Bilingual:
        """The title, each side as far as it is written."""
        return Bilingual(self.text(TITLE_CY) or None, self.text(TITLE_EN) or None)

    @property
    def cost(self) -> Pence | None:
        """What is asked for; ``None``: not written, or no sum."""
        return pence_of(self.text(COST))


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that keeps a form from being sent, and on which page it is mended."""

    question: str
    sentence: Bilingual


def pence_of(text: str) -> Pence | None:
    """A sum as people write it; ``None``: it is none."""
    try:
        found: Pence | None = PoundsField(required=False).clean(text)
    except ValidationError:
        return None
    return found


def words_of(text: str) -> int:
    """Words of an answer."""
    return len(text.split())


def writing(person: int | None, round_id: int, code: str) -> Writing | None:
    """One form, if somebody acts for an organisation in it; ``None``: they do not, or there is none."""
    row = Draft.objects.filter(round_id=round_id, code=code).prefetch_related("answers", "partners").first()
    if row is None or person is None:
        return None
    bodies = [row.body_id, *(each.body_id for each in row.partners.all() if each.body_id != row.body_id)]
    roles = dict(
        BodyMember.objects.filter(person_id=person, body_id__in=bodies, left_at__isnull=True).values_list(
            "body_id", "role"
        )
    )
    if not roles:
        return None
    acts_for = row.body_id if row.body_id in roles else next(id for id in bodies if id in roles)
    return _writing(row, profiles(bodies), acts_for, roles[acts_for] == "signer")


def _writing(row: Draft, known: Mapping[int, Profile], acts_for: int, signs: bool) -> Writing:
    answers = {each.question: Written(each.text, each.version, each.written_at) for each in row.answers.all()}
    together = consortium_of(row, answers, known)
    pence = together.pence
    partners = tuple(
        Partner(
            known[each.body_id],
            each.share,
            together.consents.get(known[each.body_id].identifier) == together.version,
            pence[number] if pence else None,
        )
        for number, each in enumerate(row.partners.all())
    )
    sent = Submission.objects.filter(draft=row, withdrawn_at__isnull=True).values_list("reference", flat=True).first()
    return Writing(
        id=row.pk,
        code=row.code,
        round_id=row.round_id,
        body=known[row.body_id],
        lot=row.lot,
        answers=answers,
        partners=partners,
        consortium=together,
        lead=acts_for == row.body_id,
        acts_for=known[acts_for],
        signs=signs,
        sent=sent or "",
    )


def consortium_of(row: Draft, answers: Mapping[str, Written], known: Mapping[int, Profile]) -> Consortium:
    """Who applies together, for what, and who has consented to which version. Minutes are no part of it."""
    cost = answers.get(COST, Written()).text
    joint = {question: each.text for question, each in answers.items() if each.text and question not in (COST, MINUTES)}
    rows = list(row.partners.all())
    return Consortium(
        application=row.code,
        members=tuple(Part(row.code, known[each.body_id].identifier, each.share) for each in rows),
        request=pence_of(cost),
        joint_answers=joint,
        consents={known[each.body_id].identifier: each.consented_to for each in rows if each.consented_to},
    )


def lacks(form: Writing, lot: CallLot) -> tuple[Lack, ...]:
    """Everything that keeps a form from being sent, in the order of its pages."""
    found = []
    if not form.title.cy:
        found.append(Lack(TITLE_CY, Bilingual("Rhowch y teitl yn Gymraeg.", "Give the title in Welsh.")))
    if not form.title.en:
        found.append(Lack(TITLE_EN, Bilingual("Rhowch y teitl yn Saesneg.", "Give the title in English.")))
    if any(len(side or "") > LONGEST_TITLE for side in (form.title.cy, form.title.en)):
        cy = f"Mae’r teitl yn rhy hir: dim mwy na {LONGEST_TITLE} o lythrennau."
        found.append(Lack(TITLE_CY, Bilingual(cy, f"The title is too long: at most {LONGEST_TITLE} letters.")))
    if not form.cost:
        sentence = Bilingual("Rhowch y swm mewn punnoedd, fel 1,250.", "Give the sum in pounds, such as 1,250.")
        found.append(Lack(COST, sentence))
    elif lot.value is not None and form.cost > lot.value:
        most = f"£{lot.value / 100:,.2f}".removesuffix(".00")
        sentence = Bilingual(f"Mae’r swm dros werth y lot: {most}.", f"The sum is more than the lot holds: {most}.")
        found.append(Lack(COST, sentence))
    for number, each in enumerate(lot.written, 1):
        found += _of_answer(number, each.id, each.most, form.text(each.id))
    return (*found, *_of_consortium(form.consortium))


def _of_answer(number: int, id: str, most: int, text: str) -> list[Lack]:
    if not text:
        return [Lack(id, Bilingual(f"Cwestiwn {number}: heb ei ateb.", f"Question {number} is not answered."))]
    if most and words_of(text) > most:
        n = f"{words_of(text):,}"
        cy = f"Cwestiwn {number}: rhy hir. Geiriau: {n}. Dim mwy na: {most:,}."
        return [Lack(id, Bilingual(cy, f"The answer to question {number} is too long: {n} words, at most {most:,}."))]
    return []


def _of_consortium(together: Consortium) -> list[Lack]:
    if not together.members:
        return []
    if together.share_sum != 1:
        now = together.share_sum
        cy = f"Rhaid i’r cyfrannau adio i 1. Eu swm nawr: {now}."
        return [Lack("partners", Bilingual(cy, f"The shares must add up to 1. They now add up to {now}."))]
    if together.waiting:
        n = len(together.waiting)
        cy = f"Aelodau heb gydsynio i’r fersiwn hon eto: {n}."
        return [Lack("partners", Bilingual(cy, f"Members who have not consented to this version yet: {n}."))]
    return []


def my_forms(person: int | None, call: Call) -> tuple[tuple[str, str, Profile, bool], ...]:
    """Forms of a round in which somebody acts: code, lot, organisation, and whether it was sent. Four queries."""
    if person is None:
        return ()
    bodies = BodyMember.objects.filter(person_id=person, left_at__isnull=True).values_list("body_id", flat=True)
    own = list(bodies)
    rows = Draft.objects.filter(round_id=call.round_id)
    mine = list((rows.filter(body_id__in=own) | rows.filter(partners__body_id__in=own)).distinct())
    sent = set(Submission.objects.filter(draft__in=mine, withdrawn_at__isnull=True).values_list("draft_id", flat=True))
    known = profiles(row.body_id for row in mine)
    return tuple((row.code, row.lot, known[row.body_id], row.pk in sent) for row in mine)
