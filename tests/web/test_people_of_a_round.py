"""Seats are offered, taken, left and handed over; the record shows it, and no name."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings
from tests.web.acting import AT, SLUG, by, convened, person

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import Duty, NotYours
from cydradd_web.accounts.models import Invitation, Person, Place
from cydradd_web.accounts.services.interests import declare_interests
from cydradd_web.accounts.services.invitations import (
    NoSuchInvitation,
    accept_invitation,
    decline_invitation,
    invite,
    send_invitation_again,
    withdraw_invitation,
)
from cydradd_web.accounts.services.seats import end_seat, hand_over, set_duties
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act, Document, Seat
from cydradd_web.rounds.services.acting import AlreadyRecorded

pytestmark = pytest.mark.django_db(transaction=True)
ROUND = f"/en/rounds/{SLUG}/"


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, settings: Settings) -> None:
    """Pages are asked for an hour after the round was convened."""
    clock = tmp_path / "clock"
    clock.write_text((AT + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    settings.CLOCK = clock


def token() -> str:
    """What the link of the last e-mail holds."""
    return re.findall(r"/en/invitations/([\w-]+)/", str(mail.outbox[-1].body))[-1]


def asked(round_id: int, email: str = "dai@example.org", **more: object) -> int:
    """An invitation that olwen has sent; its key."""
    more = {"partner": Partner.CITIZENS, "by": by("olwen"), "at": AT} | more
    invite(round_id=round_id, email=email, **more)  # type: ignore[arg-type]
    return Invitation.objects.get(round_id=round_id, email=email, withdrawn_at=None).pk


def place(name: str) -> Place:
    return Place.objects.get(person__email=f"{name}@example.org")


def said(round_id: int) -> list[dict[str, object]]:
    """The bodies of what the record says of seats and duties."""
    entries = Entry.objects.filter(round_id=round_id, type="round.decided").order_by("position")
    return [json.loads(entry.entry)["body"] for entry in entries]


def test_an_invitation_is_one_entry_and_one_letter_in_both_languages(home: Path) -> None:
    round_id = convened()

    asked(round_id, duties=[Duty.ASSESSOR])

    assert said(round_id) == [{"object": "seat", "code": "offered", "to": "citizens", "duties": ["assessor"]}]
    (letter,) = mail.outbox
    assert letter.to == ["dai@example.org"]
    assert "Gwahoddiad i sedd mewn rownd / An invitation to a seat in a round" in letter.subject
    assert "Y cwm" in letter.body
    assert "Partner: Citizens" in letter.body
    assert "/cy/gwahoddiadau/" in letter.body
    kept = Invitation.objects.get()
    assert token() not in (kept.token_hash, *Entry.objects.values_list("entry", flat=True))
    assert kept.expires_at == AT + timedelta(days=14)


def test_whoever_was_asked_joins_on_the_way_and_takes_the_seat(home: Path, client: Client) -> None:
    round_id = convened()
    asked(round_id, duties=[Duty.ASSESSOR])
    address = f"/en/invitations/{token()}/"

    page = client.get(address).content.decode()
    assert f"/en/account/login/?next={address}" in page
    assert f"/en/account/signup/?next={address}" in page
    client.force_login(Person.objects.get(pk=person("dai", level="email")))
    assert "Take the seat" in client.get(address).content.decode()
    told = client.post(address, {"answer": "accept"}, follow=True)

    assert "You have taken your seat." in told.content.decode()
    taken = place("dai")
    assert (taken.partner, taken.duties) == ("citizens", ["assessor"])
    assert Person.objects.get(email="dai@example.org").level == "list"
    assert Seat.objects.filter(round_id=round_id, seat=taken.seat, partner="citizens").exists()
    assert said(round_id)[-1] == {"object": "seat", "code": "taken", "id": taken.seat, "duties": ["assessor"]}
    assert "This invitation no longer stands" not in client.get(address).content.decode()
    assert "You have a seat in this round already" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("cy", ("Pwy sy’n eich gwahodd Swyddog y rownd hon. Partner: Cyrff cyhoeddus", "Y rownd Y cwm")),
        ("en", ("Who invites you The officer of this round. Partner: Public bodies", "The round The valley")),
    ],
)
def test_an_invitation_says_which_round_it_is_and_who_invites(
    home: Path, client: Client, language: str, said: tuple[str, ...]
) -> None:
    asked(convened())
    address = re.search(rf"/{language}/\S+", str(mail.outbox[0].body))
    assert address is not None

    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address[0]).content.decode()))

    assert [each in page for each in said] == [True, True], page


def test_whoever_leaves_may_change_their_mind_and_comes_back_to_the_people(home: Path, client: Client) -> None:
    convened()
    client.force_login(Person.objects.get(email="ann@example.org"))
    address = f"/en/rounds/{SLUG}/people/leave/"

    page = client.get(address)
    left = client.post(address, {"key": page.context["form"]["key"].value()})

    assert page.content.decode().count(f'href="/en/rounds/{SLUG}/people/"') == 2
    assert left.headers["Location"] == f"/en/rounds/{SLUG}/"


def test_a_link_works_once_even_when_it_is_sent_twice(home: Path) -> None:
    round_id = convened()
    number, key = asked(round_id), token()
    dai, eve = person("dai"), person("eve")
    keys = {"round_id": round_id, "invitation": number, "token": key, "at": AT}

    accept_invitation(by=by("dai"), key="k", **keys)

    with pytest.raises(AlreadyRecorded):
        accept_invitation(by=by("dai"), key="k", **keys)
    with pytest.raises(NotPossible):
        accept_invitation(by=by("eve"), **keys)
    assert Place.objects.filter(person_id__in=[dai, eve]).count() == 1


@pytest.mark.parametrize("case", ["late", "withdrawn", "declined", "sent again", "not theirs", "not signed in"])
def test_an_invitation_that_does_not_stand_gives_no_seat(home: Path, case: str) -> None:
    round_id = convened()
    number, key = asked(round_id), token()
    person("eve")
    who, at = by("eve"), AT + timedelta(days=1)
    if case == "late":
        at = AT + timedelta(days=14)
    elif case == "withdrawn":
        withdraw_invitation(round_id=round_id, invitation=number, by=by("olwen"), at=AT)
    elif case == "declined":
        decline_invitation(round_id=round_id, invitation=number, token=key, by=who, at=AT)
    elif case == "sent again":
        send_invitation_again(round_id=round_id, invitation=number, by=by("olwen"), at=AT)
    elif case == "not theirs":
        key = ""
    else:
        who = by("eve").__class__()

    with pytest.raises((NotPossible, NoSuchInvitation)):
        accept_invitation(round_id=round_id, invitation=number, token=key, by=who, at=at)

    assert not Place.objects.filter(person__email="eve@example.org").exists()


def test_a_link_sent_again_works_for_fourteen_days_more(home: Path) -> None:
    round_id = convened()
    number = asked(round_id)
    person("dai")

    later = AT + timedelta(days=20)
    send_invitation_again(round_id=round_id, invitation=number, by=by("olwen"), at=later)
    accept_invitation(round_id=round_id, invitation=number, token=token(), by=by("dai"), at=later + timedelta(days=13))

    assert len(mail.outbox) == 2
    assert place("dai").partner == "citizens"


def test_nobody_is_asked_twice_at_once_nor_sits_for_two_partners(home: Path) -> None:
    round_id = convened()
    number, key = asked(round_id), token()

    with pytest.raises(NotPossible, match="waits already"):
        asked(round_id, "DAI@example.org")
    with pytest.raises(NotPossible, match="has a seat"):
        asked(round_id, "Ann@example.org", partner=Partner.PUBLIC)
    with pytest.raises(NotPossible, match="has a seat"):
        accept_invitation(round_id=round_id, invitation=number, token=key, by=by("tom"), at=AT)
    with pytest.raises(NotYours):
        invite(round_id=round_id, email="x@example.org", partner=Partner.CITIZENS, by=by("ann"), at=AT)
    assert place("tom").partner == "third_sector"
    assert len(mail.outbox) == 1


def test_an_offer_that_has_run_out_can_be_made_again(home: Path) -> None:
    round_id = convened()
    asked(round_id)

    again = asked(round_id, at=AT + timedelta(days=15))

    assert Invitation.objects.get(pk=again).expires_at == AT + timedelta(days=29)


def test_duties_are_given_and_taken_but_one_officer_stays(home: Path) -> None:
    round_id = convened()
    ann, olwen = place("ann").seat, place("olwen").seat
    keys = {"round_id": round_id, "by": by("olwen"), "at": AT}

    set_duties(seat=ann, duties=[Duty.OFFICER, Duty.PAYER], **keys)
    set_duties(seat=olwen, duties=[], **keys)

    assert said(round_id)[0] == {"object": "duty", "code": "set", "id": ann, "duties": ["officer", "payer"]}
    with pytest.raises(NotPossible, match="at least one officer"):
        set_duties(round_id=round_id, seat=ann, duties=[], by=by("ann"), at=AT)
    with pytest.raises(NotPossible, match="already"):
        set_duties(round_id=round_id, seat=ann, duties=[Duty.PAYER, Duty.OFFICER], by=by("ann"), at=AT)
    with pytest.raises(NotYours):
        set_duties(round_id=round_id, seat=olwen, duties=[Duty.PAYER], by=by("tom"), at=AT)
    assert place("ann").duties == ["officer", "payer"]


def test_a_seat_ends_and_whoever_left_comes_back_to_the_same_one(home: Path) -> None:
    round_id = convened()
    tom = place("tom").seat

    end_seat(round_id=round_id, seat=tom, by=by("tom"), at=AT)
    assert by("tom").seat is None
    assert Seat.objects.get(round_id=round_id, seat=tom).ends == AT.date()
    with pytest.raises(NotPossible, match="another partner"):
        accept_invitation(
            round_id=round_id, invitation=asked(round_id, "tom@example.org"), token=token(), by=by("tom"), at=AT
        )
    withdraw_invitation(round_id=round_id, invitation=Invitation.objects.get().pk, by=by("olwen"), at=AT)
    number = asked(round_id, "tom@example.org", partner=Partner.THIRD_SECTOR)
    accept_invitation(round_id=round_id, invitation=number, by=by("tom"), at=AT)

    assert by("tom").seat == tom
    assert Seat.objects.get(round_id=round_id, seat=tom).ends is None
    assert [body["code"] for body in said(round_id)] == ["ended", "offered", "offer_withdrawn", "offered", "taken"]


def test_only_the_officer_ends_the_seat_of_another_and_never_the_last_officer(home: Path) -> None:
    round_id = convened()

    with pytest.raises(NotYours):
        end_seat(round_id=round_id, seat=place("tom").seat, by=by("ann"), at=AT)
    with pytest.raises(NotPossible, match="at least one officer"):
        end_seat(round_id=round_id, seat=place("olwen").seat, by=by("olwen"), at=AT)

    assert Place.objects.filter(ended_at=None).count() == 3
    assert said(round_id) == []


def test_duties_are_handed_over_to_another_seat(home: Path) -> None:
    round_id = convened()
    ann, tom = place("ann").seat, place("tom").seat

    hand_over(round_id=round_id, to=ann, by=by("tom"), at=AT)

    assert (place("ann").duties, place("tom").duties) == (["moderator"], [])
    body = {"object": "duty", "code": "handed_over", "id": ann, "from": tom, "duties": ["moderator"]}
    assert said(round_id) == [body]
    for to in (ann, tom, "0" * 32):
        with pytest.raises(NotPossible):
            hand_over(round_id=round_id, to=to, by=by("tom"), at=AT)


def test_who_sits_where_is_no_decision_about_what_people_are_heard_on(home: Path) -> None:
    round_id = convened()

    hand_over(round_id=round_id, to=place("ann").seat, by=by("tom"), at=AT)

    rules = Document.objects.get(round_id=round_id, part="invariants").content
    assert rules["I5"]["state"] == "not_evidenced", rules["I5"]
    assert Act.objects.get(kind="round.decided").line["body"]["object"] == "duty"
    kept = " ".join(Entry.objects.values_list("entry", flat=True)) + json.dumps(list(Act.objects.values_list("line")))
    assert not re.findall(r"\b(olwen|ann|tom|example)\b", kept)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_page_of_people_shows_names_to_those_who_sit_and_addresses_to_the_officer(
    home: Path, client: Client, language: str
) -> None:
    round_id = convened()
    asked(round_id)
    address = f"/{language}/rounds/{SLUG}/people/"

    client.force_login(Person.objects.get(email="ann@example.org"))
    member = client.get(address).content.decode()
    client.force_login(Person.objects.get(email="olwen@example.org"))
    officer = client.get(address).content.decode()

    assert ("tom" in member, "tom@example.org" in member, "dai@example.org" in member) == (True, False, False)
    assert "tom@example.org" in officer
    assert "dai@example.org" in officer
    client.force_login(Person.objects.get(pk=person("else")))
    refused = client.get(address)
    assert refused.status_code == 403
    assert {"cy": "unrhyw un â sedd yn y rownd hon", "en": "anybody with a seat in this round"}[
        language
    ] in refused.content.decode()


def test_who_declared_before_the_round_was_taken_up_is_not_asked_again_on_the_page_of_people(
    home: Path, client: Client
) -> None:
    round_id = convened()
    declare_interests(round_id=round_id, organisations=(), relation="none", by=by("ann"), at=AT)
    Place.objects.update(declared_at=None)
    client.force_login(Person.objects.get(email="ann@example.org"))

    page = client.get(f"/en/rounds/{SLUG}/people/").content.decode()

    assert page.count(">Declared<") == 1
    assert page.count(">Not declared yet<") == Place.objects.count() - 1


def test_each_act_about_people_is_done_on_its_page(home: Path, client: Client) -> None:
    round_id = convened()
    client.force_login(Person.objects.get(email="olwen@example.org"))
    ann, tom = place("ann").seat, place("tom").seat

    def send(part: str, **typed: object) -> str:
        page = client.get(f"{ROUND}people/{part}")
        typed["key"] = page.context["form"]["key"].value()
        return client.post(f"{ROUND}people/{part}", typed, follow=True).content.decode()

    assert "Invitation sent." in send("invite/", email="dai@example.org", partner="public", duties=["payer"])
    number = Invitation.objects.get().pk
    assert "Invitation sent." in send(f"invitations/{number}/again/")
    assert "Invitation withdrawn." in send(f"invitations/{number}/withdraw/")
    assert client.get(f"{ROUND}people/invitations/{number}/withdraw/").status_code == 404
    assert "Duties recorded." in send(f"people/{ann}/duties/".removeprefix("people/"), duties=["officer"])
    assert "Seat ended." in send(f"{tom}/end/")
    assert client.get(f"{ROUND}people/{tom}/end/").status_code == 404
    assert "Duties handed over." in send("hand-over/", to=ann)
    assert "You have left the round." in send("leave/")
    assert [body["code"] for body in said(round_id)] == [
        "offered", "offer_withdrawn", "set", "ended", "handed_over", "ended",
    ]  # fmt: skip


def test_seats_of_another_round_and_rounds_that_nobody_carries_are_not_there(home: Path, client: Client) -> None:
    convened()
    client.force_login(Person.objects.get(email="olwen@example.org"))

    assert client.get(f"{ROUND}people/{'0' * 32}/duties/").status_code == 404
    assert client.get("/en/rounds/nowhere/people/").status_code == 404
    assert client.post("/en/rounds/nowhere/people/invite/").status_code == 404
    assert client.get("/en/invitations/nothing/").status_code == 404
    assert client.get("/en/my-page/invitations/999/").status_code == 404


def test_ones_own_page_names_rounds_duties_and_what_waits(home: Path, client: Client) -> None:
    round_id = convened()
    person("dai")
    number = asked(round_id)

    client.force_login(Person.objects.get(email="dai@example.org"))
    mine = client.get("/en/my-page/").content.decode()
    assert f"/en/my-page/invitations/{number}/" in mine
    client.post(f"/en/my-page/invitations/{number}/", {"answer": "accept"})
    mine = client.get("/cy/fy-nhudalen/").content.decode()

    assert "Y cwm" in mine
    assert "Dinasyddion" in mine
    assert f"/cy/rounds/{SLUG}/interests/" in mine
    assert f"/my-page/invitations/{number}/" not in mine
    client.logout()
    assert client.get("/en/my-page/").status_code == 302
