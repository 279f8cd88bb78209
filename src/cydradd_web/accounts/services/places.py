"""Places in rounds: who acts there, for which partner, with which duties."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import Duty
from cydradd_web.accounts.models import Place


def take_place(
    *, person: int, round_id: int, partner: Partner, seat: str, duties: Collection[Duty] = (), at: datetime
) -> None:
    """Give somebody a place in a round, inside the caller's transaction.

    Raises:
        NotPossible: They hold a place in it already: a person acts for one partner in a round.
    """
    try:
        with transaction.atomic():
            Place.objects.create(
                person_id=person,
                round_id=round_id,
                partner=str(partner),
                seat=seat,
                duties=sorted(duties),
                given_at=at,
            )
    except IntegrityError:
        raise NotPossible(
            Bilingual(
                "Mae gan y person hwn le yn y rownd yn barod. Mae person yn gweithredu dros un partner ym mhob rownd.",
                "This person has a place in the round already. A person acts for one partner in a round.",
            )
        ) from None
