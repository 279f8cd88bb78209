"""What tests of voting share: a round with its call over, codes, a ballot that is open, and people who hold duties."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from fractions import Fraction

from tests.web.acting import AT, by, convened, person

from cydradd.apply.application import Application as ApplicationRow
from cydradd.design.criteria import Criterion as CriterionRow
from cydradd.design.pots import Pot as PotRow
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import Duty
from cydradd_web.apply.models import Application
from cydradd_web.components.rows import add_row
from cydradd_web.decide.services.casting import cast_ballot
from cydradd_web.decide.services.roll import close_roll, issue_codes
from cydradd_web.design.models import Criterion, Pot
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.on_opening import prepare
from cydradd_web.rounds.services.acting import acting
from cydradd_web.rounds.services.convening import seat_person

OPENED = AT + timedelta(days=60)
CLOSED = OPENED + timedelta(days=14)
PROJECTS = {"bws": 600_00, "clwb": 400_00, "gardd": 900_00, "llwybr": 500_00}


def ready(money: int = 1_200_00) -> int:
    """A round whose call is over: four applications, one pot, one criterion; eleri (eligibility), asim (assessor)."""
    round_id = convened()
    for name, partner, duty in (
        ("eleri", Partner.PUBLIC, Duty.ELIGIBILITY),
        ("asim", Partner.CITIZENS, Duty.ASSESSOR),
        ("petra", Partner.PUBLIC, Duty.PAYER),
    ):
        seat_person(round_id=round_id, person=person(name), partner=partner, duties=[duty], at=AT)
    Round.objects.filter(pk=round_id).update(settings={"decide": {"min_partner": 3, "seed": "cwm"}})
    for name, cost in PROJECTS.items():
        title = Bilingual(f"{name} y cwm", f"{name} of the valley")
        row = ApplicationRow(name, Pence(cost), "lot-1", f"GB-CHC-{name}", title)
        add_row(Application, "apply/applications.csv", round_id, row)
    pot = PotRow("cronfa", "GB-LAE-GWN", "council", Pence(money), "pooled")
    add_row(Pot, "design/pots.csv", round_id, pot)
    criterion = CriterionRow("budd", Fraction(0), Fraction(10), Bilingual("Budd", "Benefit"))
    add_row(Criterion, "design/criteria.csv", round_id, criterion)
    say(round_id, "window_opens", "call", AT + timedelta(days=10))
    say(round_id, "window_closes", "call", AT + timedelta(days=50))
    return round_id


def say(round_id: int, kind: str, about: str, at: datetime) -> Receipt:
    """One line of a window, as its service writes it once its gate is open."""
    with acting(round_id, by=by("olwen"), at=at) as act:
        if kind == "window_opens":
            prepare(about, round_id)
        return act.record(kind, object=about)


def roll(round_id: int, many: int = 4) -> dict[Partner, tuple[str, ...]]:
    """Codes for each partner, and the roll closed."""
    office, at = by("eleri"), OPENED - timedelta(days=2)
    found = {
        partner: issue_codes(round_id=round_id, partner=partner, many=many, label="letters", by=office, at=at)
        for partner in Partner
    }
    close_roll(round_id=round_id, by=office, at=at)
    return found


def opened(many: int = 4) -> tuple[int, dict[Partner, tuple[str, ...]]]:
    """A round in which people vote, and their codes."""
    round_id = ready()
    codes = roll(round_id, many)
    say(round_id, "window_opens", "ballot", OPENED)
    return round_id, codes


def vote(round_id: int, code: str, choices: Collection[str], *, key: str = "", at: datetime | None = None) -> Receipt:
    """One ballot, by whoever has the code."""
    from cydradd_web.accounts.duties import By

    return cast_ballot(
        round_id=round_id, code=code, choices=choices, by=By(), at=at or OPENED + timedelta(hours=1), key=key
    )


def everybody_votes(round_id: int, codes: dict[Partner, tuple[str, ...]]) -> None:
    """Every code is used: bws and clwb for most, gardd for one in each partner."""
    for of in codes.values():
        for number, code in enumerate(of):
            vote(round_id, code, ["gardd"] if number == 0 else ["bws", "clwb"])


def closed() -> tuple[int, dict[Partner, tuple[str, ...]]]:
    """A round in which everybody has voted, and voting is over."""
    round_id, codes = opened()
    everybody_votes(round_id, codes)
    say(round_id, "window_closes", "ballot", CLOSED)
    return round_id, codes
