"""Who may not act on what."""

from __future__ import annotations

import pytest
from tests.spec.cycle.rounds import FINISHED, act, add, drop, rows, table

from cydradd.cycle.interests import Match, Ties, declared, empty_partners, matches, recusals, recused
from cydradd.vocabulary.people import Partner

SHARED = [
    ("the same org-id", Ties(org_ids=("GB-CHC-1234567",)), Ties(org_ids=("gb-chc-1234567 ",)), "org_id"),
    ("the same trustee", Ties(trustees=("Siân  Môr-Jones",)), Ties(trustees=("siân môr jones",)), "trustee"),
    (
        "the same address",
        Ties(addresses=("1 High St., Bala",)),
        Ties(addresses=("1 high st Bala",)),
        "address",
    ),
    (
        "the same telephone",
        Ties(telephones=("+44 1678 520000",)),
        Ties(telephones=("01678 520 000",)),
        "telephone",
    ),
    (
        "the same telephone, 00",
        Ties(telephones=("0044 1678 520000",)),
        Ties(telephones=("01678520000",)),
        "telephone",
    ),
    (
        "the same domain",
        Ties(websites=("https://www.Example.org/a",)),
        Ties(websites=("example.org:443",)),
        "website",
    ),
]
NOT_SHARED = [
    ("nothing", Ties(), Ties()),
    ("blank values", Ties(org_ids=("",), websites=("",)), Ties(org_ids=(" ",), websites=("http://",))),
    ("another path of another domain", Ties(websites=("a.org/x",)), Ties(websites=("b.org/x",))),
    ("a telephone as an address", Ties(telephones=("01678",)), Ties(addresses=("01678",))),
    ("a name within a name", Ties(trustees=("Jones",)), Ties(trustees=("Siân Jones",))),
]


@pytest.mark.parametrize(("case", "seat", "applicant", "kind"), SHARED, ids=[row[0] for row in SHARED])
def test_a_tie_is_proposed_however_it_is_written(case, seat, applicant, kind):
    found = matches(seat, applicant)

    assert [match.kind for match in found] == [kind]
    assert matches(applicant, seat) == found


@pytest.mark.parametrize(("case", "seat", "applicant"), NOT_SHARED, ids=[row[0] for row in NOT_SHARED])
def test_no_tie_is_invented(case, seat, applicant):
    assert matches(seat, applicant) == ()


def test_every_shared_thing_is_named():
    both = Ties(org_ids=("A-1", "B-2"), telephones=("1",))

    assert matches(both, both) == (
        Match("org_id", "A-1"),
        Match("org_id", "B-2"),
        Match("telephone", "1"),
    )


def test_interests_come_from_the_seats_row_and_from_what_it_declared():
    tables = rows("seats", interests=("O1",))(FINISHED).tables

    found = declared(tables, [*tables.events, act("2027-06-16", "interest", seat="c-1", links=("O7",))])

    assert found["c-1"] == {"O1", "O7"}
    assert found["t-1"] == {"O2"}
    assert found["p-1"] == frozenset()


RECUSED = [
    ("an applicant's own lot", "O2", "L2", True),
    ("a competing application in it", "O3", "L2", True),
    ("another lot", "O2", "L1", False),
    ("a member of a consortium", "O5", "L1", True),
    ("an organisation that does not apply", "O9", "L1", False),
]


@pytest.mark.parametrize(("case", "organisation", "lot", "answer"), RECUSED, ids=[row[0] for row in RECUSED])
def test_a_seat_is_recused_from_every_lot_its_organisation_applies_for(case, organisation, lot, answer):
    tables = rows("seats", interests=(organisation,))(FINISHED).tables

    assert recused("c-1", lot, tables, tables.events) is answer
    assert (lot in recusals(tables, tables.events).get("c-1", ())) is answer


def test_a_seat_of_which_nothing_is_known_is_not_recused():
    assert not recused("x-9", "L1", FINISHED.tables, FINISHED.tables.events)


def test_a_lot_is_paused_when_a_partner_has_no_seat_left_on_it():
    tables = FINISHED.tables

    assert empty_partners(tables, tables.events, "L2") == (Partner.THIRD_SECTOR,)
    assert empty_partners(tables, tables.events, "L1") == ()
    assert empty_partners(tables, drop(kind="interest")(FINISHED).tables.events, "L2") == ()


def test_a_partner_that_never_had_a_seat_does_not_pause_a_lot():
    tables = table(seats=FINISHED.tables.seats[:1])(FINISHED).tables

    assert empty_partners(tables, tables.events, "L2") == ()


def test_an_interest_written_verbatim_keeps_its_links_sealed():
    entry = act("2027-06-16", "decide.interest_declared", body={"seat": "c-1"}, sealed={"links": {"links": ["O4"]}})

    assert declared(FINISHED.tables, add(entry)(FINISHED).tables.events)["c-1"] == {"O4"}
