"""Organisations apply together: exact shares, and each one's consent to one version of it all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.test import Client
from tests.web.acting import SLUG
from tests.web.applying import LATER, body, calling, form, form_id, signer, typed

from cydradd.apply.double_applications import DoubleApplication
from cydradd.vocabulary.errors import NotPossible
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.apply.models import Body, Member, Partnership, Standing
from cydradd_web.apply.selectors.forms import Writing, writing
from cydradd_web.apply.services.drafting import save_answers
from cydradd_web.apply.services.partnering import consent_as_member, set_partners
from cydradd_web.apply.services.submitting import Incomplete, submit
from cydradd_web.record.models import Entry

THIRD = Fraction(1, 3)
WHO = ("vera", "wil", "mair")


def together() -> tuple[int, str, list[int]]:
    """Three organisations with a third each; vera’s leads."""
    round_id = calling()
    bodies = [body(name, who) for name, who in zip(("Lunch", "Choir", "Garden"), WHO, strict=True)]
    code = form(round_id, bodies[0], "vera")
    set_partners(form=form_id(code), shares=[(each, THIRD) for each in bodies], by=signer("vera"), at=LATER)
    return round_id, code, bodies


def read(round_id: int, code: str, who: str = "vera") -> Writing:
    found = writing(signer(who).person, round_id, code)
    assert found is not None
    return found


def consent(round_id: int, code: str, made: int, who: str) -> None:
    version = read(round_id, code).consortium.version
    consent_as_member(round_id=round_id, form=form_id(code), body=made, version=version, by=signer(who), at=LATER)


@pytest.mark.django_db
def test_all_consent_and_it_is_sent_with_the_shares_of_all() -> None:
    round_id, code, bodies = together()
    assert [part.pence for part in read(round_id, code).partners] == [333_34, 333_33, 333_33]
    for made, who in list(zip(bodies, WHO, strict=True))[:2]:
        consent(round_id, code, made, who)
    with pytest.raises(Incomplete, match="have not consented to this version yet: 1"):
        submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)
    consent(round_id, code, bodies[2], "mair")

    submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)

    assert [row.share for row in Member.objects.filter(round_id=round_id)] == [THIRD] * 3
    assert Standing.objects.filter(stands=True).count() == 3
    entry = Entry.objects.filter(type="apply.member_consented").first()
    assert entry is not None
    assert Body.objects.get(pk=bodies[0]).identifier not in entry.entry


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["cost", "Q2", "title_cy", "shares"])
def test_any_change_voids_every_consent(change: str) -> None:
    round_id, code, bodies = together()
    for made, who in zip(bodies, WHO, strict=True):
        consent(round_id, code, made, who)
    assert all(part.consented for part in read(round_id, code).partners)

    if change == "shares":
        halves = [(bodies[0], Fraction(1, 2)), (bodies[1], Fraction(1, 4)), (bodies[2], Fraction(1, 4))]
        set_partners(form=form_id(code), shares=halves, by=signer("vera"), at=LATER)
    else:
        new = {"cost": "999", "Q2": "Other.", "title_cy": "Swper"}[change]
        save_answers(form=form_id(code), typed=typed({change: new}, 1), by=signer("vera"), at=LATER)

    assert not any(part.consented for part in read(round_id, code).partners)
    with pytest.raises(Incomplete, match="consented"):
        submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)


@pytest.mark.django_db
def test_consent_is_to_what_was_read_by_a_signer_of_a_member() -> None:
    round_id, code, bodies = together()
    stranger = body("Other", "lee")
    keys = {"round_id": round_id, "form": form_id(code), "at": LATER}
    version = read(round_id, code).consortium.version

    with pytest.raises(NotPossible, match="changed since you read it"):
        consent_as_member(**keys, body=bodies[1], version="0" * 64, by=signer("wil"))
    with pytest.raises(NotYours):
        consent_as_member(**keys, body=bodies[1], version=version, by=signer("mair"))
    with pytest.raises(NotPossible, match="no member"):
        consent_as_member(**keys, body=stranger, version=version, by=signer("lee"))
    assert not Partnership.objects.exclude(consented_to="").exists()


@pytest.mark.django_db
def test_shares_that_do_not_add_up_cannot_be_sent_and_impossible_ones_cannot_be_kept() -> None:
    round_id, code, bodies = together()
    keys = {"form": form_id(code), "by": signer("vera"), "at": LATER}
    set_partners(**keys, shares=[(bodies[0], THIRD), (bodies[1], THIRD)])

    with pytest.raises(Incomplete, match="add up to 2/3"):
        submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)
    for shares in (
        [(bodies[0], THIRD), (bodies[0], THIRD)],
        [(bodies[0], Fraction(0)), (bodies[1], Fraction(1))],
        [(bodies[1], Fraction(1, 2)), (bodies[2], Fraction(1, 2))],
    ):
        with pytest.raises(NotPossible):
            set_partners(**keys, shares=shares)
    with pytest.raises(NotYours):
        set_partners(form=form_id(code), shares=[], by=signer("wil"), at=LATER)


@pytest.mark.django_db
def test_a_member_that_applies_alone_for_the_same_lot_is_refused_naming_both() -> None:
    round_id, code, bodies = together()
    alone = form(round_id, bodies[1], "wil")
    submit(round_id=round_id, code=alone, by=signer("wil"), at=LATER)
    for made, who in zip(bodies, WHO, strict=True):
        consent(round_id, code, made, who)

    with pytest.raises(DoubleApplication, match=rf"{SLUG}-01 .*{SLUG}-02"):
        submit(round_id=round_id, code=code, by=signer("vera"), at=LATER)

    other = form(round_id, bodies[1], "wil", lot="L2")
    assert submit(round_id=round_id, code=other, by=signer("wil"), at=LATER)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "button"), [("cy", "Rydym yn cydsynio"), ("en", "We consent")])
def test_the_lead_adds_an_organisation_and_its_signer_consents_on_the_page(
    client: Client, language: str, button: str
) -> None:
    round_id = calling()
    lead, other = body("Lunch", "vera"), body("Choir", "wil")
    code = form(round_id, lead, "vera")
    address = f"/{language}/rounds/{SLUG}/apply/forms/{code}/together/"
    client.force_login(Person.objects.get(email="vera@example.org"))
    number = Body.objects.get(pk=other).identifier

    assert client.post(address, {f"share_{lead}": "2/3", "joins": "GB-CHC-0", "joins_share": "1/3"}).status_code == 409
    assert client.post(address, {f"share_{lead}": "lots", "joins": number, "joins_share": "1/0"}).status_code == 422
    client.post(address, {f"share_{lead}": "75%", "joins": number, "joins_share": "0.25"})
    assert [row.share for row in Partnership.objects.all()] == [Fraction(3, 4), Fraction(1, 4)]
    client.force_login(Person.objects.get(email="wil@example.org"))
    page = client.get(address)
    assert button in page.content.decode()
    assert "We cook together." in page.content.decode()
    client.post(address, {"version": page.context["form"]["version"].value()})

    assert [part.consented for part in read(round_id, code).partners] == [False, True]
    assert client.get(address.replace("together/", "1/")).status_code == 302
