"""A small design that tests of the design stage state, change and agree."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.db import transaction
from tests.web.acting import AT, by

from cydradd.design.criteria import Criterion
from cydradd.design.fit import Provider
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.design.pots import Pot
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.design.services.items import add_item
from cydradd_web.design.services.seeding import commit_words, hash_of, open_words
from cydradd_web.design.services.talking import contribute
from cydradd_web.design.services.weighing import give_points
from cydradd_web.listen.models import Statement
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.services.acting import acting
from cydradd_web.rounds.services.settings import set_decide

HOUR = timedelta(hours=1)
CLUB = Bilingual("Clwb ar ôl ysgol", "After-school club")
WHY = Bilingual("Dywedodd pobl hyn.", "People said so.")
DECIDE = {"rule": "equal-shares", "utility": "cost", "completion": "add1e", "tie": ["cost", "votes", "lot"]}
WORDS = {"ann": "heather on the hill", "tom": "a long way to the sea", "olwen": "three sheep and a gate"}


def need(**columns: Any) -> Need:
    """A need of 30,000 pounds."""
    given = {"title": CLUB, "kind": "childcare", "place": "W06000002", "size": Pence(30_000_00)}
    return Need(id="", **{**given, **columns})


def lot(**columns: Any) -> Lot:
    """A lot for the first need."""
    return Lot(id="", **{"title": CLUB, "offer_type": "grant", "value": Pence(20_000_00), "needs": ("N1",), **columns})


ITEMS = (
    ("need", need(statements=("1",))),
    ("asset", Asset(id="", kind="physical", title=Bilingual("Neuadd", "Hall"), shareable=True)),
    ("outcome", Outcome(id="", title=Bilingual("Llai o bryder", "Less worry"), goals=("healthier",), needs=("N1",))),
    (
        "pot",
        Pot(
            id="",
            commissioner="The council",
            commissioner_kind="council",
            amount=Pence(25_000_00),
            mode="pooled",
            restriction={"places": ["W06000002"], "age": [0, 18], "needs": ["N1"]},
        ),
    ),
    ("provider", Provider(id="", name="Y Clwb", size="small", capacity=Pence(40_000_00), needs=("N1",))),
    ("lot", lot()),
    ("requirement", Requirement(id="", lot="L1", kind="safeguarding", when="after_offer", reason=WHY)),
    (
        "criterion",
        Criterion(
            id="", title=Bilingual("Y budd", "The good it does"), low=Fraction(0), high=Fraction(10), needs=("N1",)
        ),
    ),
    ("question", Question(id="", lot="L1", text=Bilingual("Beth?", "What?"), words=150, criterion="C1")),
)
"""One of each kind, in an order in which each can rest on those before it."""


def heard(round_id: int, *names: str) -> None:
    """Statements that somebody made."""
    Statement.objects.bulk_create(
        Statement(round_id=round_id, position=i, identifier=name, text_en=f"Statement {name}", moderated=1, meta=False)
        for i, name in enumerate(names, 1)
    )


@transaction.atomic
def add_all(round_id: int) -> None:
    """A whole small design, stated by one seat. Its pages are made once, after the last act."""
    heard(round_id, "1", "2")
    for kind, row in ITEMS:
        add_item(round_id=round_id, kind=kind, row=row, by=by("ann"), at=AT)


def opened(round_id: int, window: str = "design", *, at: Any = AT, closes: bool = False) -> None:
    """A window that opens or closes, whatever its gate says."""
    with acting(round_id, by=by("olwen"), at=at) as act:
        act.record("window_closes" if closes else "window_opens", object=window)


@transaction.atomic
def settled(round_id: int) -> None:
    """Everything a design needs before it can be agreed. Its pages are made once, after the last act."""
    Round.objects.filter(pk=round_id).update(settings={"authority_type": "sub_central_wales"})
    add_all(round_id)
    opened(round_id)
    contribute(round_id=round_id, text=WHY, item="N1", by=by("ann"), at=AT + HOUR)
    opened(round_id, at=AT + 2 * HOUR, closes=True)
    at = AT + 3 * HOUR
    for name in WORDS:
        give_points(round_id=round_id, points={"C1": Fraction(1)}, by=by(name), at=at)
    set_decide(round_id=round_id, decide=DECIDE, options_considered=2, by=by("olwen"), at=at)
    for name, words in WORDS.items():
        commit_words(round_id=round_id, sha256=hash_of(words), by=by(name), at=at)
    for name, words in WORDS.items():
        open_words(round_id=round_id, words=words, by=by(name), at=at)
