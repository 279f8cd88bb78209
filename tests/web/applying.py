"""What tests of applying share: a call that is open, organisations, and an application that is ready to send."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

from tests.web.acting import AT, SLUG, by, convened, person

from cydradd.design.criteria import Criterion as CriterionRow
from cydradd.design.lots import Lot as LotRow
from cydradd.vocabulary.facts import Question as QuestionRow
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.models import Person
from cydradd_web.accounts.selectors import by_for
from cydradd_web.apply.services.bodies import create_body
from cydradd_web.apply.services.drafting import Typed, begin, save_answers
from cydradd_web.components.rows import add_row
from cydradd_web.design.models import Criterion, Lot, Question
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import acting
from cydradd_web.rounds.services.convening import seat_person

LATER = AT + timedelta(hours=1)
AFTER = AT + timedelta(days=2)
TEXT = {"title_cy": "Cinio", "title_en": "Lunch", "cost": "1,000", "Q2": "We cook together.", "minutes": "90"}


def designed(round_id: int) -> None:
    """Two lots, a criterion and two questions."""
    for id, cy, value in (("L1", "Bwyd", 5_000_00), ("L2", "Gwres", 2_000_00)):
        add_row(Lot, "design/lots.csv", round_id, LotRow(id, "grant", Pence(value), title=Bilingual(cy, f"Lot {id}")))
    scale = CriterionRow("C1", Fraction(0), Fraction(5), Bilingual("Pobl", "People"))
    add_row(Criterion, "design/criteria.csv", round_id, scale)
    for lot in ("L1", "L2"):
        who = QuestionRow("Q1" if lot == "L1" else "Q3", lot, Bilingual("Pwy?", "Who?"), 0, True)
        what = QuestionRow("Q2" if lot == "L1" else "Q4", lot, Bilingual("Beth?", "What?"), 20, criterion="C1")
        add_row(Question, "design/questions.csv", round_id, who)
        add_row(Question, "design/questions.csv", round_id, what)


def window(round_id: int, kind: str, at: datetime) -> None:
    """The call opens or closes, whatever its gate says: gates have tests of their own."""
    with acting(round_id, by=by("olwen"), at=at) as act:
        act.record(kind, object="call")


def calling() -> int:
    """A round whose call is open; eli is its eligibility office, ash an assessor."""
    round_id = convened()
    for name, duty in (("eli", Duty.ELIGIBILITY), ("ash", Duty.ASSESSOR)):
        seat_person(round_id=round_id, person=person(name), partner=Partner.PUBLIC, duties=[duty], at=AT)
    designed(round_id)
    window(round_id, "window_opens", AT)
    return round_id


def signer(name: str) -> By:
    """Somebody with an account and no seat."""
    found = Person.objects.filter(email=f"{name}@example.org").values_list("pk", flat=True).first()
    return by_for(found or person(name), SLUG)


def body(name: str, who: str, **facts: str) -> int:
    """An organisation and whoever signs for it."""
    known = {
        "name_cy": f"{name} cy",
        "name_en": name,
        "kind": "charity",
        "place": "W06000002",
        "income_band": "0-10000",
    }
    return create_body(facts={**known, **facts}, by=signer(who), at=AT)


def typed(texts: dict[str, str], version: int = 0) -> dict[str, Typed]:
    return {question: Typed(text, version) for question, text in texts.items()}


def form(round_id: int, body_id: int, who: str, lot: str = "L1", **texts: str) -> str:
    """A form with everything written; its code."""
    code = begin(round_id=round_id, body=body_id, lot=lot, by=signer(who), at=LATER)
    given = {**TEXT, **({"Q4": TEXT["Q2"]} if lot == "L2" else {}), **texts}
    assert save_answers(form=form_id(code), typed=typed(given), by=signer(who), at=LATER) == ()
    return code


def form_id(code: str) -> int:
    from cydradd_web.apply.models import Draft

    return Draft.objects.get(code=code).pk


def submitted(round_id: int, name: str, who: str, lot: str = "L1") -> tuple[int, Receipt]:
    """An organisation that has applied; its key and the receipt."""
    from cydradd_web.apply.services.submitting import submit

    made = body(name, who)
    code = form(round_id, made, who, lot)
    return made, submit(round_id=round_id, code=code, by=signer(who), at=LATER)
