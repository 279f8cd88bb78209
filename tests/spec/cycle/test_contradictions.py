"""Contradictions: each rule names both of the rows that cannot both be right, and drops neither."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.spec.cycle.rounds import (
    EMPTY,
    FINISHED,
    PUBLIC,
    SAID,
    act,
    add,
    drop,
    every,
    instant,
    rows,
    table,
    told,
)
from tests.unit.cycle_folder.folders import folder

from cydradd.apply.application import Application
from cydradd.apply.consortium import Member
from cydradd.apply.feedback import Feedback
from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import check
from cydradd.cycle.contradictions import RULES, contradictions
from cydradd.cycle.evidence import Evidence
from cydradd.cycle.round_folder import FAULTS, read
from cydradd.decide.scores import Score
from cydradd.deliver.payments import Payment
from cydradd.vocabulary.money import Pence

T = FINISHED.tables
DEMO = Path(__file__).parents[3] / "demo" / "rounds"
APPLICATIONS, AGREEMENTS, PAYMENTS = "apply/applications.csv", "deliver/agreements.csv", "deliver/payments.csv"
MEMBERS, FEEDBACK, SCORES = "apply/members.csv", "apply/feedback.csv", "decide/scores.csv"
BALLOTS, EVENTS, POTS = "decide/ballots.pb", "cycle/events.jsonl", "design/pots.csv"
CHECKINS, ENDINGS = "deliver/checkins.csv", "deliver/endings.csv"
POT_OF_A_PERSON = replace(T.pots[1], consent=None)


def also(name, *more):
    """A table with further rows."""
    return table(**{name: (*getattr(T, name), *more)})


def paid(*payments):
    return table(payments=tuple(Payment("G1", Pence(amount), day, pot=pot) for amount, day, pot in payments))


ALONE = Application("a5", Pence(1), "L1", "O5")

FOUND = [
    ("pot-without-consent", "an owner was never asked", drop(kind="consent", object="P2"), (POTS, 3, "consent"), AGREEMENTS),
    (
        "pot-without-consent",
        "the call opened without an owner's word",
        every(drop(kind="consent", object="P2"), table(agreements=None)),
        (POTS, 3, "consent"),
        EVENTS,
    ),
    (
        "pot-consent-differs",
        "a consent was taken back, and the pot still says yes",
        every(
            table(pots=(T.pots[0], replace(POT_OF_A_PERSON, consent=True))),
            add(act("2027-05-08", "consent", gate="open-apply", object="P2", code="withdrawn", row=61)),
        ),
        (POTS, 3, "consent"),
        EVENTS,
    ),
    (
        "pot-consent-differs",
        "a pot says no, and its owner said yes",
        table(pots=(T.pots[0], replace(POT_OF_A_PERSON, consent=False))),
        (POTS, 3, "consent"),
        EVENTS,
    ),
    (
        "weights-partner-differs",
        "a citizens' seat weighs for a public body",
        rows("weights", partner=PUBLIC),
        ("design/weights.csv", 2, "partner"),
        "cycle/seats.csv, line 2",
    ),
    ("shares-not-one", "shares of 5/6", rows("members", share=Fraction(1, 6)), (MEMBERS, 2, "share"), f"{APPLICATIONS}, line 2"),
    (
        "shares-not-one",
        "shares of an application that is not listed",
        also("members", Member("a9", "O1", Fraction(1, 3))),
        (MEMBERS, 4, "share"),
        f"{MEMBERS}, line 4",
    ),
    ("member-applies-alone", "a member alone too", also("applications", ALONE), (APPLICATIONS, 6, "organisation"), f"{MEMBERS}, line 3"),
    ("feedback-not-due", "reasons to the funded", rows("feedback", application="a1"), (FEEDBACK, 2, "application"), BALLOTS),
    (
        "feedback-not-due",
        "reasons to one that withdrew",
        rows("feedback", application="a3"),
        (FEEDBACK, 2, "application"),
        f"{APPLICATIONS}, line 4 (status)",
    ),
    (
        "feedback-before-result",
        "told the day before",
        rows("feedback", at=instant("2027-06-28")),
        (FEEDBACK, 2, "at"),
        EVENTS,
    ),
    (
        "score-of-withdrawn",
        "a score for one that withdrew",
        rows("scores", application="a3"),
        (SCORES, 2, "application"),
        f"{APPLICATIONS}, line 4 (status)",
    ),
    ("score-outside-scale", "5.1 of 5", rows("scores", score=Fraction(51, 10)), (SCORES, 2, "score"), "design/criteria.csv, line 2"),
    ("score-outside-scale", "-1 of 5", also("scores", Score("a2", "c-1", "K1", Fraction(-1))), (SCORES, 4, "score"), "design/criteria.csv"),
    (
        "agreement-without-award",
        "the count did not fund it",
        every(rows("agreements", application="a2", amount=Pence(20_000), pots={}, organisation="O2"), told(who_pays=None)),
        (AGREEMENTS, 2, "application"),
        BALLOTS,
    ),
    (
        "agreement-without-award",
        "it was withdrawn",
        every(rows("agreements", application="a3", organisation="O3", amount=Pence(5_000), pots={}), drop(kind="interest")),
        (AGREEMENTS, 2, "application"),
        f"{APPLICATIONS}, line 4 (status)",
    ),
    (
        "agreement-without-award",
        "it was not eligible, and nothing was counted",
        every(rows("agreements", application="a4", organisation="O4", amount=Pence(5_000), pots={}), told(allocation=None)),
        (AGREEMENTS, 2, "application"),
        f"{APPLICATIONS}, line 5 (status)",
    ),
    (
        "agreement-amount-differs",
        "a penny more than it cost",
        rows("agreements", amount=Pence(60_001), pots={}),
        (AGREEMENTS, 2, "amount_p"),
        f"{APPLICATIONS}, line 2 (cost_p)",
    ),
    (
        "agreement-amount-differs",
        "the cost in the list, not that of the ballot",
        every(rows("agreements", amount=Pence(59_000), pots={}), rows("applications", cost=Pence(59_000))),
        (AGREEMENTS, 2, "amount_p"),
        BALLOTS,
    ),
    (
        "agreement-pots-differ",
        "pots of a penny less",
        rows("agreements", pots={"P1": Pence(50_000), "P2": Pence(9_999)}),
        (AGREEMENTS, 2, "pots"),
        f"{AGREEMENTS}, line 2 (amount_p)",
    ),
    (
        "agreement-organisation-differs",
        "a stranger signed",
        rows("agreements", organisation="O9"),
        (AGREEMENTS, 2, "organisation"),
        f"{APPLICATIONS}, line 2 (organisation)",
    ),
    (
        "agreement-dates-reversed",
        "it ends before it starts",
        every(rows("agreements", end=date(2027, 7, 31)), table(checkins=None, endings=None)),
        (AGREEMENTS, 2, "end"),
        f"{AGREEMENTS}, line 2 (start)",
    ),
    (
        "payment-before-signature",
        "the day before",
        rows("payments", paid_on=date(2027, 7, 14)),
        (PAYMENTS, 2, "paid_on"),
        f"{AGREEMENTS}, line 2 (signed_on)",
    ),
    (
        "payments-above-agreement",
        "the third payment passes it",
        paid((30_000, date(2027, 8, 2), None), (30_001, date(2027, 10, 1), None), (9, date(2028, 1, 1), None)),
        (PAYMENTS, 3, "amount_p"),
        f"{AGREEMENTS}, line 2 (amount_p)",
    ),
    ("payment-outside-pots", "from a third pot", rows("payments", pot="P3"), (PAYMENTS, 2, "pot"), f"{AGREEMENTS}, line 2 (pots)"),
    (
        "checkin-outside-agreement",
        "due after the end",
        rows("checkins", due=date(2028, 8, 1)),
        (CHECKINS, 2, "due"),
        f"{AGREEMENTS}, line 2 (end)",
    ),
    (
        "checkin-outside-agreement",
        "answered before the start",
        rows("checkins", received_on=date(2027, 7, 31)),
        (CHECKINS, 2, "received_on"),
        f"{AGREEMENTS}, line 2 (start)",
    ),
    (
        "ending-out-of-order",
        "notice before the decision",
        rows("endings", notice_on=date(2028, 3, 19)),
        (ENDINGS, 2, "notice_on"),
        f"{ENDINGS}, line 2 (decided_on)",
    ),
    (
        "ending-out-of-order",
        "a report before the proposal",
        rows("endings", report_on=date(2028, 2, 28)),
        (ENDINGS, 2, "report_on"),
        f"{ENDINGS}, line 2 (proposed_on)",
    ),
    (
        "ended-while-running",
        "not renewed, and over a month before its end",
        rows("endings", ended_on=date(2028, 6, 30)),
        (ENDINGS, 2, "ended_on"),
        f"{AGREEMENTS}, line 2 (end)",
    ),
    (
        "ended-early-too-late",
        "ended early, on its last day",
        rows("endings", kind="ended_early"),
        (ENDINGS, 2, "ended_on"),
        f"{AGREEMENTS}, line 2 (end)",
    ),
]  # fmt: skip

NO_CONTRADICTION = [
    ("a finished round", every()),
    ("an empty round", lambda _: EMPTY),
    ("an owner nobody has asked yet", lambda _: replace(EMPTY, tables=replace(EMPTY.tables, pots=(POT_OF_A_PERSON,)))),
    ("feedback on the day of the result", rows("feedback", at=instant("2027-06-29T08:00"))),
    (
        "one that is not eligible told as soon as that is public",
        table(feedback=(Feedback("a4", "not_eligible", instant("2027-06-15"), SAID),)),
    ),
    ("a member that withdrew alone", also("applications", replace(ALONE, status="withdrawn"))),
    ("a member alone for another lot", also("applications", replace(ALONE, lot="L2"))),
    ("a score at each end of the scale", rows("scores", score=Fraction(5))),
    ("a member of the consortium signs", rows("agreements", organisation="O5")),
    ("an agreement that names no pot", rows("agreements", pots={})),
    ("a person's own choice that the ballot did not fund", every(
        rows("agreements", application="a2", amount=Pence(20_000), pots={}, organisation="O2", kind="isf"), table(payments=None)
    )),
    (
        "two agreements that share an application",
        table(
            agreements=(
                replace(T.agreements[0], amount=Pence(20_000), pots={}),
                replace(T.agreements[0], id="G2", organisation="O5", amount=Pence(40_000), pots={}),
            ),
            payments=None,
        ),
    ),
    ("paid on the day of signature", rows("payments", paid_on=date(2027, 7, 15))),
    ("too much, and the rest back on the same day", paid((60_000, date(2027, 8, 2), "P1"), (-5, date(2027, 9, 1), None), (5, date(2027, 9, 1), None))),
    ("a check-in on the last day, answered late", rows("checkins", due=date(2028, 7, 31), received_on=date(2028, 8, 9))),
    ("moved in house before its end", rows("endings", kind="moved_in_house", ended_on=date(2028, 6, 30))),
    ("the report after the decision, which is for I11", rows("endings", report_on=date(2028, 4, 1))),
    ("an application with no organisation", every(rows("applications", organisation=None), rows("agreements", organisation="O9"))),
    ("a round without acts", every(table(events=None), table(pots=(T.pots[0],)))),
    (
        "an agreement of one day",
        every(rows("agreements", end=date(2027, 8, 1)), table(checkins=None, endings=None)),
    ),
    ("a check-in answered on the first day", rows("checkins", received_on=date(2027, 8, 1))),
    ("proposed, decided and told on one day", rows("endings", decided_on=date(2028, 3, 1), notice_on=date(2028, 3, 1))),
]  # fmt: skip


def numbered(evidence: Evidence) -> Evidence:
    """The same, each row with its line as if it had been read from a file."""
    tables = {field.name: getattr(evidence.tables, field.name) for field in fields(evidence.tables)}
    lined = {
        name: tuple(replace(row, row=row.row or n) for n, row in enumerate(each, start=1 if name == "events" else 2))
        for name, each in tables.items()
        if each is not None
    }
    return replace(evidence, tables=replace(evidence.tables, **lined))


@pytest.mark.parametrize(
    ("code", "case", "change", "here", "there"), FOUND, ids=[f"{row[0]}: {row[1]}" for row in FOUND]
)
def test_a_contradiction_names_both_of_its_sides(code, case, change, here, there):
    evidence = numbered(change(FINISHED))

    (found,) = [defect for defect in contradictions(evidence) if defect.code == code]

    assert (found.file, found.row, found.column) == here
    for side in (here[0], there):
        assert side in found.message.en
        assert side.replace(", line ", ", llinell ") in found.message.cy


@pytest.mark.parametrize(("case", "change"), NO_CONTRADICTION, ids=[case for case, _ in NO_CONTRADICTION])
def test_what_can_both_be_right_is_no_contradiction(case, change):
    assert contradictions(numbered(change(FINISHED))) == ()


def test_every_rule_has_a_case_and_no_contradiction_makes_a_stage_faulty():
    codes = {row[0] for row in FOUND}

    assert codes == {*RULES, "ended-early-too-late"}
    assert not codes & FAULTS


def test_a_sum_of_a_thousand_odd_shares_can_still_be_said():
    members = tuple(Member("a1", f"O{n}", Fraction(1, 10**14 + n), row=n + 2) for n in range(1_000))

    (found,) = contradictions(table(members=members, agreements=None)(FINISHED))

    assert (found.code, found.value) == ("shares-not-one", "≈ 0.000000")


def test_a_payment_that_was_too_early_stays_in_the_round_and_in_its_stage(tmp_path):
    files = {
        AGREEMENTS: "id,application,organisation,kind,amount_p,start,end,signed_on\n"
        "G1,a1,O1,grant,500,2027-04-01,2028-03-31,2027-04-01\n",
        PAYMENTS: "agreement,paid_on,amount_p\nG1,2027-03-31,500\nG9,2027-04-02,500\n",
    }
    found = read(folder(tmp_path, files))

    checked = check(found, calculate(found, with_map=False))

    assert [defect.code for defect in checked.defects] == ["dangling-reference", "payment-before-signature"]
    assert len(found.tables.payments or ()) == 2
    assert checked.stages["deliver"] == "present"
    assert AGREEMENTS in checked.defects[0].message.en and AGREEMENTS in checked.defects[0].message.cy


@pytest.mark.parametrize("name", sorted(path.name for path in DEMO.iterdir() if path.is_dir()))
def test_no_round_of_the_demo_contradicts_itself(name):
    found = read(DEMO / name)

    checked = check(found, calculate(found, with_map=False))

    assert [defect for defect in checked.defects if defect.code in {*RULES, "ended-early-too-late"}] == []
