"""An act is one transaction and one entry; its pages follow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.models import Person
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act, Round, Work
from cydradd_web.rounds.services.acting import AlreadyRecorded
from cydradd_web.rounds.services.consenting import give_consent

pytestmark = pytest.mark.django_db(transaction=True)
HOW = Bilingual("Pleidlais: 5 o 7", "A vote: 5 of 7")


def test_a_round_is_convened_with_its_first_entry_and_its_pages(home: Path, client: Client) -> None:
    round_id = convened()

    assert Entry.objects.get(round_id=round_id).type == "round.opened"
    assert Round.objects.get(pk=round_id).reference == SLUG
    assert Work.objects.get(round_id=round_id).state == "done", Work.objects.get(round_id=round_id).sentence_en
    page = client.get(f"/en/rounds/{SLUG}/")
    assert page.status_code == 200
    assert "The valley" in page.content.decode()


def test_a_partner_consents_once_and_the_same_form_sent_twice_is_one_act(home: Path) -> None:
    round_id = convened()
    keys = {"round_id": round_id, "gate": Gate.OPEN_LISTEN, "how": HOW, "at": AT}

    receipt = give_consent(**keys, by=by("ann"), key="k1")

    with pytest.raises(AlreadyRecorded) as again:
        give_consent(**keys, by=by("ann"), key="k1")
    assert again.value.receipt == receipt
    with pytest.raises(NotPossible):
        give_consent(**keys, by=by("ann"), key="k2")
    assert Act.objects.filter(round_id=round_id, kind="consent").count() == 1


def test_a_seat_consents_on_the_page_and_reads_it_there(home: Path, client: Client) -> None:
    convened()
    client.force_login(Person.objects.get(email="ann@example.org"))
    address = f"/en/rounds/{SLUG}/gates/open-listen/consent/"

    page = client.get(address)
    sent = client.post(address, {"key": page.context["form"]["key"].value(), "how_en": "5 of 7 seats"}, follow=True)

    assert sent.status_code == 200
    assert "Consent recorded." in sent.content.decode()
    assert "Its number in the record: 1. Proof code (you need not keep it): " in sent.content.decode()
    work = client.get(f"/en/rounds/{SLUG}/work/").content.decode()
    assert f'After: <a href="/en/rounds/{SLUG}/record/1/">A partner consented. Gate: Listen.</a>' in work
    assert not re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", work)
    assert "Ar ôl: <a" in client.get(f"/cy/rounds/{SLUG}/work/").content.decode()
    assert "5 of 7 seats" in client.get(f"/en/rounds/{SLUG}/record/1/").content.decode()


def test_whoever_has_no_seat_is_told_so_and_a_visitor_signs_in_first(home: Path, client: Client) -> None:
    convened()
    address = f"/en/rounds/{SLUG}/gates/open-listen/consent/"

    assert client.get(address).headers["Location"].startswith("/en/account/login/")
    client.force_login(Person.objects.create_user("else@example.org"))
    assert client.get(address).status_code == 403
