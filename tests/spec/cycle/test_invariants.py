"""I1 to I15: each kept by the finished round, broken by name, and not judged without its evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.spec.cycle.rounds import (
    EMPTY,
    FINISHED,
    act,
    add,
    drop,
    edit,
    every,
    instant,
    later,
    moved,
    rows,
    settings,
    table,
    told,
)

from cydradd.apply.application import Application
from cydradd.apply.consortium import Member
from cydradd.apply.organisation import Organisation
from cydradd.cycle import invariants
from cydradd.cycle.evidence import Allocation, PotPays
from cydradd.cycle.invariants import INVARIANTS
from cydradd.decide.scores import Score
from cydradd.design.pots import Pot
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

T = FINISHED.tables
ALLOCATION = FINISHED.allocation
UNEQUAL = settings(partners=dict(zip(Partner, (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)), strict=True)))


def only_pot(restriction=None, amount=60_000, **keys):
    """One pot, so that it pays for everything."""
    pot = Pot("P1", "F", "council", Pence(amount), "pooled", restriction=restriction or {}, **keys)
    return every(table(pots=(pot,), agreements=None, payments=None), told(who_pays=None))


def counted(**changes):
    return told(allocation=replace(ALLOCATION, **changes))


BROKEN = [
    ("I1", "a pot promises more than it holds", rows("pots", amount=Pence(49_999)), ("P1",)),
    (
        "I1",
        "a pot that nobody named pays",
        told(who_pays=(PotPays("P1", "a1", Pence(50_000)), PotPays("P9", "a1", Pence(10_000)))),
        ("P9",),
    ),
    ("I1", "an award is not paid in full", told(who_pays=(PotPays("P1", "a1", Pence(50_000)),)), ("a1",)),
    ("I1", "the only pot is too small", only_pot(amount=59_999), ("P1",)),
    (
        "I1",
        "awards pass all the pots, whoever pays",
        every(told(who_pays=None), table(agreements=None), counted(costs={"a1": Pence(60_001)})),
        ("P1", "P2"),
    ),
    ("I1", "an agreement's pots do not add up", rows("agreements", amount=Pence(61_000)), ("G1",)),
    ("I1", "an agreement follows no application", rows("agreements", application="a9"), ("G1",)),
    ("I2", "an offer of another type", only_pot({"offer_types": ["isf"]}), ("a1",)),
    ("I2", "another need", only_pot({"needs": ["N2"]}), ("a1",)),
    ("I2", "another kind of need", only_pot({"need_kinds": "transport"}), ("a1",)),
    ("I2", "another group", every(only_pot({"groups": ["carers"]}), rows("needs", group="children")), ("a1",)),
    (
        "I2",
        "capital for revenue",
        every(only_pot({"revenue_or_capital": "capital"}), rows("needs", revenue_or_capital="revenue")),
        ("a1",),
    ),
    ("I2", "another place", only_pot({"places": ["W06000015"]}), ("a1",)),
    (
        "I2",
        "a larger provider",
        every(
            only_pot({"provider_sizes": ["small"]}),
            table(organisations=(Organisation("O1", "A body", income=Pence(100_000_00)),)),
        ),
        ("a1",),
    ),
    (
        "I2",
        "promised in an agreement",
        every(told(who_pays=None), rows("pots", restriction={"needs": ["N2"]})),
        ("a1",),
    ),
    ("I3", "the person never consented", drop(object="P2"), ("P2",)),
    ("I3", "the person's row refuses", table(pots=(T.pots[0], replace(T.pots[1], consent=False))), ("P2",)),
    (
        "I3",
        "the person had taken it back before a payment",
        add(act("2027-08-01", "consent", object="P2", gate="open-apply", code="withdrawn")),
        ("P2",),
    ),
    ("I3", "the person consented after the signature", moved("2027-07-16", object="P2"), ("P2",)),
    (
        "I3",
        "a payment names the pot",
        every(
            table(agreements=(replace(T.agreements[0], pots={}),)),
            rows("payments", pot="P2", paid_on=date(2027, 5, 5)),
        ),
        ("P2",),
    ),
    (
        "I4",
        "shares that do not sum to 1",
        settings(partners=dict.fromkeys(Partner, Fraction(1, 2))),
        ("citizens", "public", "third_sector"),
    ),
    (
        "I4",
        "a partner is left out",
        settings(partners={Partner.CITIZENS: Fraction(1)}),
        ("citizens",),
    ),
    (
        "I4",
        "unequal and one did not consent before the design",
        every(
            UNEQUAL,
            drop(gate="open-listen", partner=Partner.PUBLIC),
            moved("2027-04-02", gate="open-design", partner=Partner.PUBLIC),
        ),
        ("public",),
    ),
    ("I5", "decided without a window", edit({"object": "premises"}, kind="decision", object="ballot"), ("premises",)),
    ("I5", "decided before the window opened", moved("2027-03-31", kind="decision", object="design"), ("design",)),
    ("I6", "another design now", told(design_hash="hash-2"), ("design",)),
    ("I7", "scored where tied", table(scores=(Score("a2", "t-1", "K1", Fraction(1)),)), ("t-1",)),
    ("I7", "scored a competitor", table(scores=(Score("a4", "t-1", "K1", Fraction(1)),)), ("t-1",)),
    ("I7", "voted where tied", told(ballots_of_seats={"t-1": ("a1", "a2")}), ("t-1",)),
    ("I7", "an interest in the seat's row", rows("seats", interests=("O5",)), ("c-1",)),
    ("I8", "the design was never public", drop(kind="publish", object="design"), ("t-1",)),
    ("I8", "public once the call was open", moved("2027-05-11", kind="publish", object="design"), ("t-1",)),
    ("I9", "no reason", rows("requirements", reason=None), ("R1",)),
    ("I9", "a reason in English alone", rows("requirements", reason=Bilingual(None, "Why.")), ("R1",)),
    ("I9", "a reason in Welsh alone", rows("requirements", reason=Bilingual("Pam.", None)), ("R1",)),
    ("I9", "out of proportion", told(proportion={"L1": ("R1", "Q1")}), ("R1",)),
    (
        "I10",
        "an application nobody answered",
        table(applications=(*T.applications, Application("a9", Pence(1)))),
        ("a9",),
    ),
    ("I10", "funded though withdrawn", rows("applications", status="withdrawn"), ("a1",)),
    ("I10", "funded and not funded", counted(not_funded=("a1", "a2")), ("a1",)),
    ("I10", "no feedback", table(feedback=T.feedback[:1]), ("a4",)),
    (
        "I10",
        "set aside by an objection, without feedback",
        counted(set_aside={"a3": "withdrawn", "a4": "ineligible", "a5": "objection"}),
        ("a5",),
    ),
    ("I11", "the report came after the decision", rows("endings", report_on=date(2028, 3, 21)), ("G1",)),
    (
        "I11",
        "the report came after the end",
        rows("endings", report_on=date(2028, 8, 1), decided_on=None, notice_on=None),
        ("G1",),
    ),
    ("I11", "no report", rows("endings", report_on=None), ("G1",)),
    (
        "I11",
        "the report came on the day of notice",
        every(
            rows("endings", report_on=date(2028, 3, 21), decided_on=None),
        ),
        ("G1",),
    ),
    (
        "I12",
        "English 61 seconds later",
        edit({"at": later("2027-06-29", seconds=61)}, object="result", code="en"),
        ("result",),
    ),
    ("I12", "Welsh never came", drop(object="a1", code="cy"), ("a1",)),
    (
        "I12",
        "a second report in English alone",
        add(act("2027-03-20", "publish", object="report", code="en")),
        ("report",),
    ),
    ("I13", "an entry does not verify", told(record_verified=False, first_bad_entry=0), ("0",)),
    ("I13", "the record as a whole does not", told(record_verified=False), ("record",)),
    ("I14", "replay gives something else", told(replay_equal=False), ("replay",)),
    ("I15", "shares below 1", rows("members", share=Fraction(1, 4)), ("a1",)),
    (
        "I15",
        "shares of 1 with a negative one",
        table(
            members=(Member("a1", "O1", Fraction(4, 3)), Member("a1", "O5", Fraction(-1, 3))),
        ),
        ("a1",),
    ),
    (
        "I15",
        "a member also alone for the lot",
        table(
            applications=(*T.applications, Application("a9", Pence(1), "L1", "O5")),
        ),
        ("a9",),
    ),
]

NOT_JUDGED = [
    ("I1", "no pots", table(pots=None)),
    ("I1", "several pots and nobody says who pays", every(told(who_pays=None), table(agreements=None))),
    ("I2", "no pots", table(pots=None)),
    ("I2", "nobody says who pays", every(told(who_pays=None), table(agreements=None))),
    (
        "I2",
        "no restriction and nothing paid",
        every(
            only_pot(),
            told(allocation=None),
        ),
    ),
    ("I2", "a need that names no group", only_pot({"groups": ["carers"]})),
    ("I2", "a restriction that no rule knows", only_pot({"colour": "green"})),
    ("I2", "a provider whose size nobody knows", only_pot({"provider_sizes": ["small"]})),
    ("I2", "an award without a lot", rows("applications", lot=None)),
    ("I3", "no pots", table(pots=None)),
    ("I3", "nothing has moved", table(agreements=None, payments=None)),
    ("I3", "no acts to read", table(events=None)),
    ("I4", "unequal, and no acts to read", every(UNEQUAL, table(events=None))),
    ("I5", "no decision", drop(kind="decision")),
    ("I6", "no decision on the design", drop(kind="decision", object="design")),
    ("I6", "the decision names none", edit({"item": None}, kind="decision", object="design")),
    ("I6", "the design now is not known", told(design_hash=None)),
    ("I7", "no applications", table(applications=None)),
    ("I7", "neither scores nor ballots", every(table(scores=None), told(ballots_of_seats=None))),
    ("I7", "nobody's interests are known", every(table(seats=None), drop(kind="interest"))),
    ("I8", "no contributions", drop(kind="contribution")),
    ("I8", "no call", drop(kind="window_opens", object="call")),
    ("I8", "no applications", table(applications=None)),
    ("I9", "no requirements", table(requirements=None)),
    ("I9", "no proportion report", told(proportion=None)),
    ("I10", "nothing was counted", told(allocation=None)),
    ("I10", "no file of feedback", table(feedback=None)),
    ("I10", "no time of the result", drop(object="result")),
    ("I11", "no file of endings", table(endings=None)),
    ("I12", "nothing was published", drop(kind="publish")),
    ("I13", "no record", told(record_verified=None)),
    ("I14", "not replayed", told(replay_equal=None)),
    ("I15", "no consortia", table(members=None)),
    ("I15", "no applications to compare with", table(applications=None)),
]

KEPT = [
    ("I1", "one pot pays for everything", only_pot()),
    ("I1", "agreements say who pays", told(who_pays=None)),
    ("I2", "no restriction at all", only_pot()),
    ("I2", "the place of the restriction, or inside it", only_pot({"places": ["W06000002", "W92000004"]})),
    (
        "I2",
        "one need of the lot is permitted",
        every(
            only_pot({"needs": ["N1"]}),
            rows("lots", needs=("N1", "N9")),
        ),
    ),
    ("I3", "no budget is a person's own", table(pots=T.pots[:1])),
    (
        "I3",
        "the person's row consents",
        every(drop(object="P2"), table(pots=(T.pots[0], replace(T.pots[1], consent=True)))),
    ),
    (
        "I3",
        "taken back after everything was paid",
        add(
            act("2028-01-01", "consent", object="P2", gate="open-apply", code="withdrawn"),
        ),
    ),
    ("I4", "unequal, and all consented before the design", UNEQUAL),
    ("I7", "a tie to another lot", told(ballots_of_seats={"t-1": ("a1",)})),
    (
        "I8",
        "only seats without a tie contributed",
        every(
            edit({"seat": "p-1"}, kind="contribution"),
            drop(kind="publish", object="design"),
        ),
    ),
    (
        "I9",
        "an exception that all consent to",
        every(
            told(proportion={"L1": ("R1",)}),
            rows("requirements", exception_gate="open-apply"),
        ),
    ),
    ("I9", "nothing is required", every(table(requirements=()), told(proportion=None))),
    (
        "I10",
        "all were funded",
        every(
            table(applications=T.applications[:1], feedback=None),
            told(allocation=Allocation(("a1",), costs=ALLOCATION.costs)),
        ),
    ),
    ("I11", "nothing is decided yet", rows("endings", report_on=None, decided_on=None, notice_on=None, ended_on=None)),
    (
        "I11",
        "a provider withdrew and the report followed in 20 working days",
        rows(
            "endings",
            kind="provider_withdrew",
            ended_on=date(2028, 3, 1),
            report_on=date(2028, 3, 29),
        ),
    ),
    (
        "I11",
        "a provider withdrew and there is time for the report",
        every(
            rows("endings", kind="provider_withdrew", ended_on=date(2028, 8, 20), report_on=None),
            settings(as_of=instant("2028-08-30")),
        ),
    ),
    ("I12", "exactly 60 seconds apart", edit({"at": later("2027-06-29", seconds=60)}, object="result", code="en")),
    (
        "I12",
        "published again in both",
        add(
            act("2027-03-20", "publish", object="report", code="en"),
            act("2027-03-20", "publish", object="report", code="cy"),
        ),
    ),
    (
        "I15",
        "a member also alone for another lot",
        table(
            applications=(*T.applications, Application("a9", Pence(1), "L2", "O5")),
        ),
    ),
    (
        "I15",
        "a member withdrew its own application",
        table(
            applications=(*T.applications, Application("a9", Pence(1), "L1", "O5", status="withdrawn")),
        ),
    ),
]


def judged(evidence, name):
    return next(state for state in invariants.states(evidence) if state.id == name)


def _ids(table_):
    return [f"{row[0]}: {row[1]}" for row in table_]


ALL = [f"I{number}" for number in range(1, 16)]


def test_there_are_fifteen_in_order_each_said_in_both_languages():
    states = invariants.states(EMPTY)

    assert [state.id for state in states] == ALL
    assert all(state.sentence.cy and state.sentence.en for state in states)


@pytest.mark.parametrize("name", ALL)
def test_the_finished_round_keeps_every_invariant(name):
    state = judged(FINISHED, name)

    assert (state.state, state.ids) == ("holds", ())


@pytest.mark.parametrize("name", [name for name in ALL if name != "I4"])
def test_a_round_of_which_nothing_is_known_keeps_and_breaks_nothing(name):
    assert judged(EMPTY, name).state == "not_evidenced"


@pytest.mark.parametrize(("name", "case", "change", "ids"), BROKEN, ids=_ids(BROKEN))
def test_a_broken_invariant_names_what_breaks_it(name, case, change, ids):
    state = judged(change(FINISHED), name)

    assert state.state == "broken"
    assert state.ids == ids


@pytest.mark.parametrize(("name", "case", "change"), NOT_JUDGED, ids=_ids(NOT_JUDGED))
def test_an_invariant_without_its_evidence_is_not_judged(name, case, change):
    state = judged(change(FINISHED), name)

    assert (state.state, state.ids) == ("not_evidenced", ())


@pytest.mark.parametrize(("name", "case", "change"), KEPT, ids=_ids(KEPT))
def test_an_invariant_is_kept_where_it_should_be(name, case, change):
    assert judged(change(FINISHED), name).state == "holds"


@pytest.mark.parametrize("table_", [BROKEN, NOT_JUDGED])
def test_every_invariant_is_tried(table_):
    assert {row[0] for row in table_} == {rule.id for rule in INVARIANTS}
