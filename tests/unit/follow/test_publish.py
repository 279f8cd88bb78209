"""What a round publishes, what it holds back, and when it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.follow.rounds import a_round

from cydradd.follow.publish import CannotPublish, grants_package, record_package, release_package, to_bytes, withheld
from cydradd.follow.publish_parts import has_contact, money
from cydradd.follow.published_round import Body, PublishedLot, PublishedPot
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual


def _grants(round):
    return {grant["id"]: grant for grant in grants_package(round)["grants"]}


def _awards(round):
    return {a["id"]: a for r in release_package(round)["releases"] for a in r.get("awards", [])}


def test_only_funded_grants_are_in_the_grants_package():
    grants = _grants(a_round())

    assert sorted(grants) == [f"360G-gwynedd-gwynedd-27-{id}" for id in ("a1", "a2", "a4")]
    assert sum(Decimal(str(g["amountAwarded"])) for g in grants.values()) == Decimal("17595.51")


def test_only_contracts_are_awarded_in_ocds_and_what_was_not_funded_has_no_value():
    awards = _awards(a_round())

    assert [(a["status"], a.get("value")) for a in awards.values()] == [
        ("active", {"amount": 60000, "currency": "GBP"}),
        ("unsuccessful", None),
    ]


def test_a_consortium_names_all_its_recipients_and_their_exact_shares():
    grant = _grants(a_round())["360G-gwynedd-gwynedd-27-a2"]

    assert [each["id"] for each in grant["recipientOrganization"]] == ["GB-CHC-1123456", "360G-gwynedd-ORG:choir"]
    assert [each["share"] for each in grant["recipientShares"]] == ["1/2", "1/2"]


def test_a_person_is_never_named():
    round = a_round(applications=tuple(replace(row, status="funded") for row in a_round().applications))
    care = replace(round.applications[4], members=round.applications[3].members)
    round = replace(round, applications=(*round.applications[:4], care))

    text = to_bytes(grants_package(round)) + to_bytes(release_package(round))

    assert b"Megan" not in text
    assert b"recipientIndividual" in text


def test_direct_payments_are_told_as_one_total():
    found = withheld(a_round(), grants=False)

    assert [(each.application, each.code, each.amount) for each in found] == [(None, "direct_payment", 90_000)]


@pytest.mark.parametrize("contact", ["ffoniwch 01286 672 000", "a@b.cymru", "+44 29 2087 1234", "(029) 20871234"])
def test_an_application_with_an_address_or_number_is_held_back_and_listed(contact):
    round = a_round()
    first = replace(round.applications[0], title=Bilingual("Cais", contact))
    round = replace(round, applications=(first, *round.applications[1:]))

    listed = [(each.application, each.code) for each in withheld(round, grants=True)]

    assert ("a1", "contact_in_text") in listed
    assert contact not in to_bytes(grants_package(round)).decode()


@pytest.mark.parametrize("text", ["Rownd 2027-28", "£1,000,000,000", "01-02-2027 10:00", "Uned 4, 12345678"])
def test_dates_sums_and_numbers_of_units_are_no_telephone(text):
    assert not has_contact(iter([text]))


@pytest.mark.parametrize("name", ["publisher_id", "publisher_name", "grant_prefix"])
def test_grants_without_a_publisher_or_prefix_are_refused_in_both_languages(name):
    with pytest.raises(CannotPublish) as refused:
        grants_package(a_round(**{name: None}))

    assert name in str(refused.value.sentence.cy) and name in str(refused.value.sentence.en)


def test_contracts_without_an_ocid_prefix_are_refused():
    with pytest.raises(CannotPublish, match="ocid_prefix"):
        release_package(a_round(ocid_prefix=None))


def test_a_round_whose_result_is_not_published_has_no_grants_to_publish():
    round = a_round(awarded_at=None)

    with pytest.raises(CannotPublish):
        grants_package(round)

    assert {each.code for each in withheld(round, grants=True)} == {"no_award_date", "direct_payment"}


def test_releases_follow_the_acts_of_the_round_in_order_of_time():
    releases = release_package(a_round())["releases"]

    assert [each["tag"][0] for each in releases] == [
        "planning", "tender", "award", "contract", "implementation", "contractTermination",
    ]  # fmt: skip
    assert [each["date"] for each in releases] == sorted(each["date"] for each in releases)
    assert len({each["id"] for each in releases}) == len(releases)


def test_what_each_pot_pays_of_a_contract_adds_up_to_its_value():
    (contract,) = [
        c for r in release_package(a_round())["releases"] if r["tag"] == ["contract"] for c in r["contracts"]
    ]

    assert sum(each["value"]["amount"] for each in contract["finance"]) == contract["value"]["amount"] == 60000


@pytest.mark.parametrize(
    ("pence", "currency", "written"),
    [(1, "GBP", "0.01"), (-1, "GBP", "-0.01"), (5, "JPY", "5"), (1_001, "KWD", "1.001")],
)
def test_money_is_written_exactly_in_major_units(pence, currency, written):
    assert json.dumps(money(Pence(pence), currency)) == written


def test_two_ids_that_differ_in_a_space_stay_two():
    round = a_round()
    rows = tuple(replace(round.applications[0], id=id) for id in ("a 1", "a-1"))

    assert len(_grants(replace(round, applications=rows))) == 2


def test_the_record_says_how_things_stand_at_last():
    (record,) = record_package(a_round())["records"]
    now = record["compiledRelease"]

    assert now["tag"] == ["compiled"]
    assert (now["tender"]["status"], now["tender"]["title_cy"]) == ("complete", "Rownd y gaeaf")
    assert [(lot["id"], lot["status"]) for lot in now["tender"]["lots"]] == [("care", "complete")]
    assert [award["status"] for award in now["awards"]] == ["active", "unsuccessful"]
    assert [contract["status"] for contract in now["contracts"]] == ["terminated"]
    paid = now["contracts"][0]["implementation"]["transactions"]
    assert sum(Decimal(str(each["value"]["amount"])) for each in paid) == Decimal("29999.99")


def test_parties_keep_in_the_record_every_role_they_had():
    (record,) = record_package(a_round())["records"]

    roles = {party["id"]: set(party["roles"]) for party in record["compiledRelease"]["parties"]}

    assert roles["GB-PLA-GWN"] == {"buyer", "procuringEntity", "funder", "payer"}
    assert roles["GB-CHC-1123456"] == {"supplier"}
    assert roles["360G-gwynedd-ORG:choir"] == {"tenderer"}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": Bilingual("Rownd a@b.cymru", "Round")},
        {"lots": (PublishedLot("care", "contract_lot", Pence(1), Bilingual(en="Care, 01286 672000")),)},
        {"pots": (PublishedPot("pot", Pence(1), Body("council", "Cyngor, 01286 672000")),)},
    ],
)
def test_an_address_or_number_in_what_every_package_holds_blocks_the_round(changes):
    for package in (grants_package, release_package):
        with pytest.raises(CannotPublish, match="e-mail or a telephone number"):
            package(a_round(**changes))
