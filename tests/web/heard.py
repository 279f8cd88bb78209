"""A round in which people are listened to, as tests of that stage begin."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.test import Client
from tests.web.acting import SLUG, by
from tests.web.way import OPENS, listening

from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.listen.services.participating import take_part
from cydradd_web.listen.services.saying import plant

NOW = OPENS + timedelta(days=1)
BUS = Bilingual("Mae angen bws ar y Sul.", "We need a bus on Sundays.")
CLUB = Bilingual("Dylai’r feddygfa anfon pobl at glwb cinio.", "The surgery should send people to a lunch club.")
VISITOR = By()


def heard(seeds: tuple[Bilingual, ...] = (BUS, CLUB)) -> int:
    """Listening is open, and seats have put statements there to begin with: 1, 2 ..."""
    with transaction.atomic():  # so that its pages are made once, and not after every act
        round_id = listening()
        for text in seeds:
            plant(round_id=round_id, text=text, by=by("ann"), at=NOW)
    return round_id


def voter(round_id: int, partner: Partner = Partner.CITIZENS, at: datetime = NOW) -> str:
    """Somebody without an account who takes part; the name under which the round knows them."""
    name = pseudonym_for(None, round_id, at)
    take_part(round_id=round_id, voter=name, partner=partner, strength="open", by=VISITOR, at=at)
    return name


def joined(client: Client, partner: str = "citizens", language: str = "en") -> None:
    """A visitor's browser has taken part."""
    sent = client.post(f"/{language}/rounds/{SLUG}/listen/join/", {"partner": partner})
    assert sent.status_code == 302, sent.content.decode()[-3000:]
