"""Each seat weighs the criteria for itself; the seed for drawing lots is nobody's choice."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import pytest
from django.db import IntegrityError
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened, person
from tests.web.designed import HOUR, ITEMS, WORDS, add_all, settled

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.design.models import Points, SeedPart
from cydradd_web.design.selectors.weights import weights
from cydradd_web.design.services.agreeing import agree_design
from cydradd_web.design.services.items import Amendment, add_item
from cydradd_web.design.services.seeding import commit_words, hash_of, open_words, seed_of, start_again
from cydradd_web.design.services.weighing import give_points
from cydradd_web.record.models import Entry
from cydradd_web.rounds.services.settings import decide_of

pytestmark = pytest.mark.django_db(transaction=True)


def _two_criteria() -> int:
    round_id = convened()
    add_all(round_id)
    add_item(round_id=round_id, kind="criterion", row=dict(ITEMS)["criterion"], by=by("ann"), at=AT)
    return round_id


def _give(round_id: int, name: str, first: int, second: int) -> None:
    points = {"C1": Fraction(first), "C2": Fraction(second)}
    give_points(round_id=round_id, points=points, by=by(name), at=AT)


def test_a_seat_sees_what_others_gave_once_it_has_given_its_own(home: Path) -> None:
    round_id = _two_criteria()
    _give(round_id, "tom", 1, 3)
    seat = by("ann").seat
    assert weights(round_id, seat, Language.EN).shown == ()

    _give(round_id, "ann", 60, 40)
    before = weights(round_id, seat, Language.EN)
    _give(round_id, "olwen", 1, 1)

    assert before.waiting == ("Public bodies",)
    assert [one.mean for one in before.shown] == [None, None]
    first, second = weights(round_id, seat, Language.EN).shown
    assert (first.own, first.partners, first.mean) == ("60 %", ("60 %", "25 %", "50 %"), "45 %")
    assert (second.partners, second.mean) == (("40 %", "75 %", "50 %"), "55 %")


def test_points_given_again_take_the_place_of_the_first_and_the_entry_holds_no_points(home: Path) -> None:
    round_id = _two_criteria()

    _give(round_id, "ann", 1, 1)
    _give(round_id, "ann", 9, 1)

    given = Points.objects.filter(round_id=round_id).values_list("criterion", "points", "partner")
    assert sorted(given) == [("C1", Fraction(9), "citizens"), ("C2", Fraction(1), "citizens")]
    entry = Entry.objects.filter(round_id=round_id).order_by("-position")[0]
    assert entry.type == "design.changed"
    assert "9" not in entry.entry.split('"body":')[1].split("}")[0]


@pytest.mark.parametrize(
    ("points", "says"),
    [
        ({"C9": Fraction(1)}, "C9"),
        ({"C1": Fraction(-1)}, "0 points or more"),
        ({"C1": Fraction(0)}, "one criterion at least"),
        ({}, "one criterion at least"),
    ],
)
def test_points_that_cannot_be_are_refused(home: Path, points: dict[str, Fraction], says: str) -> None:
    round_id = _two_criteria()

    with pytest.raises(CydraddError, match=says):
        give_points(round_id=round_id, points=points, by=by("ann"), at=AT)

    assert not Points.objects.exists()


def test_only_a_seat_weighs_and_only_until_the_design_is_agreed(home: Path) -> None:
    round_id = convened()
    settled(round_id)
    person("mair")
    with pytest.raises(NotYours):
        give_points(round_id=round_id, points={"C1": Fraction(1)}, by=by("mair"), at=AT + 4 * HOUR)

    agree_design(round_id=round_id, level="tracker", by=by("olwen"), at=AT + 4 * HOUR)

    with pytest.raises(Amendment):
        give_points(round_id=round_id, points={"C1": Fraction(1)}, by=by("ann"), at=AT + 5 * HOUR)


def test_a_seat_weighs_on_its_page(home: Path, client: Client) -> None:
    _two_criteria()
    client.force_login(Person.objects.get(email="ann@example.org"))
    address = f"/cy/rounds/{SLUG}/design/weights/"
    assert "Beth roddodd pob partner" not in client.get(address).content.decode()

    wrong = client.post(address, {"points-C1": "lots", "points-C2": "40", "key": "k"})
    right = client.post(address, {"points-C1": "60", "points-C2": "40", "key": "k"}, follow=True)

    assert wrong.status_code == 422
    assert 'value="lots"' in wrong.content.decode()
    assert "Beth roddodd pob partner" in right.content.decode()
    assert 'value="60"' in right.content.decode()


def test_the_seed_is_made_of_three_partners_words_that_were_bound_before(home: Path) -> None:
    round_id = convened()
    at = {"round_id": round_id, "at": AT}
    commit_words(**at, sha256=hash_of(WORDS["ann"]), by=by("ann"))
    with pytest.raises(CydraddError, match="Not all three"):
        open_words(**at, words=WORDS["ann"], by=by("ann"))
    with pytest.raises(CydraddError, match="words of your own"):
        commit_words(**at, sha256=hash_of(WORDS["ann"]), by=by("tom"))
    for name in ("tom", "olwen"):
        commit_words(**at, sha256=hash_of(WORDS[name]), by=by(name))
    with pytest.raises(CydraddError, match="not the words"):
        open_words(**at, words="heather on the hills", by=by("ann"))

    for name in ("ann", "tom"):
        open_words(**at, words=WORDS[name], by=by(name))
    assert "seed" not in decide_of(round_id)[0]
    with pytest.raises(CydraddError, match="has opened its words"):
        commit_words(**at, sha256=hash_of("something else entirely"), by=by("olwen"))
    open_words(**at, words=WORDS["olwen"], by=by("olwen"))

    joined = b"heather on the hill\na long way to the sea\nthree sheep and a gate"
    assert decide_of(round_id)[0]["seed"] == hashlib.sha256(joined).hexdigest()
    bound = Entry.objects.filter(round_id=round_id, type="design.changed").order_by("position")[0]
    assert hash_of(WORDS["ann"]) in bound.entry
    assert bound.openings == {}
    with pytest.raises(CydraddError, match="open already"):
        open_words(**at, words=WORDS["ann"], by=by("ann"))


def test_a_partner_that_lost_its_words_lets_all_three_start_again(home: Path) -> None:
    round_id = convened()
    settled(round_id)
    with pytest.raises(NotYours):
        start_again(round_id=round_id, by=by("ann"), at=AT + 4 * HOUR)

    start_again(round_id=round_id, by=by("olwen"), at=AT + 4 * HOUR)

    assert not SeedPart.objects.exists()
    assert "seed" not in decide_of(round_id)[0]


def test_the_words_are_bound_and_opened_on_their_pages_and_kept_nowhere_before(home: Path, client: Client) -> None:
    round_id = convened()
    for name in WORDS:
        client.force_login(Person.objects.get(email=f"{name}@example.org"))
        assert client.post(f"/en/rounds/{SLUG}/design/seed/bind/", {"words": WORDS[name]}).status_code == 302
    assert list(SeedPart.objects.values_list("words", flat=True)) == [None, None, None]

    for name in WORDS:
        client.force_login(Person.objects.get(email=f"{name}@example.org"))
        assert client.post(f"/en/rounds/{SLUG}/design/seed/open/", {"words": WORDS[name]}).status_code == 302

    words = dict(zip(Partner, WORDS.values(), strict=True))
    assert decide_of(round_id)[0]["seed"] == seed_of(words)


def test_the_database_keeps_one_part_of_each_partner(home: Path) -> None:
    round_id = convened()
    SeedPart.objects.create(round_id=round_id, partner="citizens", sha256="0" * 64)

    with pytest.raises(IntegrityError):
        SeedPart.objects.create(round_id=round_id, partner="citizens", sha256="1" * 64)
