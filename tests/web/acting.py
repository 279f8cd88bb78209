"""What tests of acting share: people, a round that is carried here, and who acts in it."""

from __future__ import annotations

from datetime import UTC, datetime

from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.models import Person
from cydradd_web.accounts.selectors import by_for
from cydradd_web.rounds.services.convening import convene, seat_person

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
SLUG = "valley-26-001"


def person(name: str, **columns: object) -> int:
    """Somebody with an account; their key."""
    return Person.objects.create_user(f"{name}@example.org", "long enough for a test", name=name, **columns).pk


def convened(at: datetime = AT) -> int:
    """A round that an officer has convened, with a seat for each partner: ann (citizens), tom (third sector)."""
    officer = person("olwen", convener=True)
    receipt = convene(
        reference=SLUG, title=Bilingual("Y cwm", "The valley"), place="W06000002", by=by_for(officer), at=at
    )
    seat_person(round_id=receipt.round_id, person=person("ann"), partner=Partner.CITIZENS, at=at)
    duties = [Duty.MODERATOR]
    seat_person(round_id=receipt.round_id, person=person("tom"), partner=Partner.THIRD_SECTOR, duties=duties, at=at)
    return receipt.round_id


def by(name: str, slug: str = SLUG) -> By:
    """Somebody as services know them in a round."""
    return by_for(Person.objects.get(email=f"{name}@example.org").pk, slug)
