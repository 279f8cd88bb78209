"""Interests are declared, changed and kept; whoever has a tie stands aside from the lot."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import UnknownIdentifier
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.accounts.models import Person, Place
from cydradd_web.accounts.services.interests import declare_interests
from cydradd_web.apply.models import Application
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act, Seat
from cydradd_web.rounds.selectors.seating import stands_aside

pytestmark = pytest.mark.django_db(transaction=True)
ORG, RIVAL = "GB-CHC-1234567", "GB-CHC-7654321"


def applications(round_id: int) -> None:
    for number, (name, lot, body) in enumerate((("a1", "L1", ORG), ("a2", "L1", RIVAL), ("a3", "L2", RIVAL)), 2):
        Application.objects.create(
            round_id=round_id, position=number, identifier=name, cost=100, lot=lot, organisation=body
        )


def test_a_declaration_is_one_act_with_its_organisations_sealed_in_the_record(home: Path) -> None:
    round_id = convened()

    declare_interests(round_id=round_id, organisations=[ORG], relation="trustee", by=by("ann"), at=AT)

    seat = Seat.objects.get(round_id=round_id, seat=by("ann").seat)
    assert (seat.interests, seat.relation) == ([ORG], "trustee")
    assert Place.objects.get(person__email="ann@example.org").declared_at == AT
    entry = Entry.objects.get(type="decide.interest_declared")
    assert ORG not in entry.entry
    assert entry.openings == {}


def test_none_is_a_declaration_and_every_earlier_one_still_counts(home: Path) -> None:
    round_id = convened()
    applications(round_id)
    seat = by("ann").seat or ""

    declare_interests(round_id=round_id, organisations=[ORG], relation="member", by=by("ann"), at=AT)
    declare_interests(round_id=round_id, organisations=[], relation="none", by=by("ann"), at=AT)

    assert Seat.objects.get(round_id=round_id, seat=seat).relation == "none"
    assert Act.objects.filter(kind="interest").count() == 2
    assert [stands_aside(round_id, seat, name) for name in ("a1", "a2", "a3", "none")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("organisations", "relation", "error"),
    [
        ([ORG], "none", NotPossible),
        ([], "trustee", NotPossible),
        ([ORG], "friend", NotPossible),
        (["the hall"], "member", UnknownIdentifier),
    ],
)
def test_a_declaration_that_says_nothing_clear_is_refused(
    home: Path, organisations: list[str], relation: str, error: type[Exception]
) -> None:
    round_id = convened()

    with pytest.raises(error):
        declare_interests(round_id=round_id, organisations=organisations, relation=relation, by=by("ann"), at=AT)
    with pytest.raises(NotYours):
        declare_interests(round_id=round_id, organisations=[ORG], relation="member", by=By(person=1), at=AT)

    assert Act.objects.filter(kind="interest").count() == 0


def test_whoever_has_a_tie_is_recused_before_the_application_and_its_rivals(home: Path) -> None:
    round_id = convened()
    applications(round_id)
    declare_interests(round_id=round_id, organisations=[ORG], relation="user", by=by("tom"), at=AT)

    found = {name: who.roles(by("tom"), {"slug": SLUG, "application": name}) for name in ("a1", "a2", "a3")}

    assert [("recused", "own") in found[name] for name in ("a1", "a2", "a3")] == [True, True, False]
    assert ("recused", "own") not in who.roles(by("tom"), {"slug": SLUG})


@pytest.mark.parametrize(("language", "said"), [("cy", "Datganiad wedi’i gofnodi."), ("en", "Declaration recorded.")])
def test_a_seat_declares_on_the_page(home: Path, client: Client, language: str, said: str) -> None:
    round_id = convened()
    applications(round_id)
    client.force_login(Person.objects.get(email="ann@example.org"))
    address = f"/{language}/rounds/{SLUG}/interests/"
    page = client.get(address)
    typed = {"organisations": [ORG], "others": "the hall", "relation": "member"}

    wrong = client.post(address, typed | {"key": page.context["form"]["key"].value()})
    right = client.post(address, typed | {"others": RIVAL, "key": "k"}, follow=True)

    assert wrong.status_code == 422
    assert "the hall" in wrong.content.decode()
    assert said in right.content.decode()
    assert Seat.objects.get(round_id=round_id, seat=by("ann").seat).interests == [ORG, RIVAL]
    assert ORG in client.get(address).content.decode()
