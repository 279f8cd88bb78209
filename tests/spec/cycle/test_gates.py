"""Every fact of every gate: shown, contradicted with its code, or not evidenced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.spec.cycle.rounds import (
    EMPTY,
    FINISHED,
    SAID,
    THIRD_SECTOR,
    Change,
    act,
    add,
    both,
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

from cydradd.apply.feedback import Feedback
from cydradd.cycle import gates
from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.evidence import Allocation
from cydradd.cycle.gates import RULES
from cydradd.cycle.gates.earliest import after_notice, earliest
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import LAST_YEAR

LISTEN, DESIGN, APPLY, DECIDE = Gate.OPEN_LISTEN, Gate.OPEN_DESIGN, Gate.OPEN_APPLY, Gate.OPEN_DECIDE
DELIVER, EVALUATE, SHARE = Gate.OPEN_DELIVER, Gate.OPEN_EVALUATE, Gate.OPEN_SHARE
FOLLOW, ENDING = Gate.OPEN_FOLLOW, Gate.ENDING
T = TABLES = FINISHED.tables


NOT_DECIDED = {"report_on": None, "decided_on": None, "notice_on": None, "ended_on": None}


def result(**keys: object) -> Change:
    """The allocation with other values."""
    found = FINISHED.allocation
    assert found is not None
    values = {
        "winners": found.winners,
        "not_funded": found.not_funded,
        "set_aside": found.set_aside,
        "costs": found.costs,
        "explained": found.explained,
    }
    return told(allocation=Allocation(**{**values, **keys}))  # type: ignore[arg-type]


# gate, what is the case, change, code: its evidence contradicts the fact
CONTRADICTED = [
    (LISTEN, "no pot is named", table(pots=()), "no-pot"),
    (LISTEN, "the third sector has no seat", table(seats=(T.seats[0], T.seats[2])), "no-seat:third_sector"),
    (LISTEN, "a seat began too late", rows("seats", starts=date(2027, 2, 2)), "no-seat:citizens"),
    (LISTEN, "a seat ended too soon", rows("seats", ends=date(2027, 1, 31)), "no-seat:citizens"),
    (LISTEN, "scope was set once listening had begun", moved("2027-02-02", object="scope"), "no-scope"),
    (LISTEN, "a closed item has no reason", edit({"text": None}, id="i2"), "no-scope"),
    (LISTEN, "the notice is in Welsh alone", drop(object="notice", code="en"), "one-language"),
    (LISTEN, "the notice is in English alone", drop(object="notice", code="cy"), "one-language"),
    (
        LISTEN,
        "English came 61 seconds later",
        edit({"at": later("2027-01-05", seconds=61)}, object="notice", code="en"),
        "one-language",
    ),
    (LISTEN, "9 working days of notice", moved("2027-01-19", object="notice"), "short-notice"),
    (DESIGN, "listening is open", drop(kind="window_closes", object="listen"), "listening-open"),
    (
        DESIGN,
        "listening opened again",
        add(act("2027-03-20", "window_opens", object="listen")),
        "listening-open",
    ),
    (
        DESIGN,
        "27 days of listening",
        moved("2027-02-28", kind="window_closes", object="listen"),
        "short-listening",
    ),
    (DESIGN, "the report came before listening closed", moved("2027-03-14", object="report"), "no-summary"),
    (DESIGN, "the report is in English alone", drop(object="report", code="cy"), "one-language"),
    (DESIGN, "the report says nothing of who took part", told(profile_column=False), "no-profile"),
    (
        DESIGN,
        "the profile is not known and nobody says why",
        every(told(profile_column=None), add(act("2027-03-16", "item", object="profile", code="closed"))),
        "no-profile",
    ),
    (APPLY, "one option", drop(kind="option", id="o2"), "one-option"),
    (
        APPLY,
        "one option is stated",
        every(drop(kind="option"), settings(design={"options_considered": 1})),
        "one-option",
    ),
    (APPLY, "no need is named", table(needs=()), "no-fit"),
    (APPLY, "no provider is named", table(providers=()), "no-fit"),
    (APPLY, "no lot is named", table(lots=()), "no-proportion"),
    (APPLY, "a requirement is too much", told(proportion={"L1": ("R1",)}), "out-of-proportion"),
    (
        APPLY,
        "an exception names a gate without consent",
        every(
            told(proportion={"L1": ("R1",)}),
            rows("requirements", exception_gate="open-share"),
            drop(gate="open-share", partner=THIRD_SECTOR),
        ),
        "out-of-proportion",
    ),
    (APPLY, "nobody contributed to the design", drop(kind="contribution"), "no-involvement"),
    (
        APPLY,
        "contributions outside any window",
        edit({"object": "other"}, kind="contribution"),
        "no-involvement",
    ),
    (
        APPLY,
        "the third sector gave no weights",
        table(weights=(T.weights[0], T.weights[2])),
        "no-weights:third_sector",
    ),
    (APPLY, "the design was agreed without a seed", settings(decide={}), "no-seed"),
    (
        APPLY,
        "the decision names no design",
        edit({"item": None}, object="design", kind="decision"),
        "no-design-hash",
    ),
    (APPLY, "another design was agreed", told(design_hash="hash-2"), "design-hash-differs"),
    (
        APPLY,
        "the ballot level is not said",
        edit({"code": None}, object="design", kind="decision"),
        "no-ballot-level",
    ),
    (APPLY, "a pot's row refuses", rows("pots", consent=False), "no-consent:pot:P1"),
    (APPLY, "one owner is silent", drop(object="P2"), "no-consent:pot:P2"),
    (
        APPLY,
        "an owner took consent back",
        add(act("2027-05-08", "consent", object="P2", gate="open-apply", code="withdrawn")),
        "no-consent:pot:P2",
    ),
    (APPLY, "the design is in Welsh alone", drop(object="design", code="en"), "one-language"),
    (DECIDE, "the call is open", drop(kind="window_closes", object="call"), "call-open"),
    (
        DECIDE,
        "19 working days of call",
        moved("2027-06-07", kind="window_closes", object="call"),
        "short-call",
    ),
    (
        DECIDE,
        "answers came before the call closed",
        moved("2027-06-13", object="eligibility"),
        "no-eligibility",
    ),
    (
        DECIDE,
        "an application is ineligible without a reason",
        rows("applications", status="ineligible", reason=" "),
        "no-eligibility",
    ),
    (DECIDE, "a seat declared nothing", drop(kind="interest", seat="p-1"), "no-interest:p-1"),
    (
        DECIDE,
        "a seat declared after the ballot opened",
        moved("2027-06-18", kind="interest", seat="c-1"),
        "no-interest:c-1",
    ),
    (DELIVER, "the result came before the ballot closed", moved("2027-06-27", object="result"), "no-result"),
    (DELIVER, "the ballot is open", drop(kind="window_closes", object="ballot"), "no-result"),
    (DELIVER, "the result is in English alone", drop(object="result", code="cy"), "one-language"),
    (DELIVER, "one applicant has no reasons", table(feedback=T.feedback[:1]), "no-feedback"),
    (DELIVER, "a code is unknown", rows("feedback", code="bad_luck"), "no-feedback"),
    (DELIVER, "reasons are in English alone", rows("feedback", text=Bilingual(None, "No.")), "no-feedback"),
    (DELIVER, "reasons are in Welsh alone", rows("feedback", text=Bilingual("Na.", None)), "no-feedback"),
    (
        DELIVER,
        "the money ran out, and where is not said",
        table(feedback=(T.feedback[0], replace(T.feedback[1], code="money_ran_out"))),
        "no-feedback",
    ),
    (
        DELIVER,
        "reasons came on the 11th working day",
        rows("feedback", at=instant("2027-07-14")),
        "late-feedback",
    ),
    (DELIVER, "the count does not explain", result(explained=frozenset()), "no-reasons"),
    (DELIVER, "scores were opened later", moved("2027-06-29T09:02", object="scores"), "not-together"),
    (DELIVER, "scores were never opened", drop(object="scores"), "not-together"),
    (
        DELIVER,
        "signed on the 7th working day",
        rows("agreements", signed_on=date(2027, 7, 8)),
        "short-standstill",
    ),
    (EVALUATE, "planned on the day of signature", moved("2027-07-15", kind="evaluate.planned"), "no-plan"),
    (
        EVALUATE,
        "the plan is of another agreement",
        edit({"body": {"agreement": "G9"}}, kind="evaluate.planned"),
        "no-plan",
    ),
    (EVALUATE, "the first review is to come", settings(as_of=instant("2028-01-30")), "no-review-yet"),
    (SHARE, "an outcome has no result", table(results=()), "no-outcomes:U1"),
    (SHARE, "no payment is known", table(payments=()), "no-payments"),
    (FOLLOW, "a package is not valid", told(packages_valid=False), "no-package"),
    (FOLLOW, "an award became public on the 31st day", moved("2027-08-15", object="a1"), "late-publication"),
    (
        FOLLOW,
        "one award of two never became public",
        told(awarded_on={"a1": date(2027, 7, 15), "a9": date(2027, 7, 15)}),
        "late-publication",
    ),
    (
        ENDING,
        "the report came after the decision",
        rows("endings", report_on=date(2028, 3, 21)),
        "no-impact-report",
    ),
    (
        ENDING,
        "the report came on the day of the decision",
        rows("endings", report_on=date(2028, 3, 20)),
        "no-impact-report",
    ),
    (ENDING, "ended without a report", rows("endings", report_on=None), "no-impact-report"),
    (
        ENDING,
        "a provider withdrew and the report came on the 21st working day",
        rows("endings", kind="provider_withdrew", ended_on=date(2028, 3, 1), report_on=date(2028, 3, 30)),
        "no-impact-report",
    ),
    (
        ENDING,
        "a day less than three months of notice",
        rows("endings", ended_on=date(2028, 6, 20)),
        "short-notice",
    ),
    (ENDING, "ended without notice", rows("endings", notice_on=None), "short-notice"),
]

# gate, what is the case, change, code: there is nothing to judge by
NOTHING_TO_JUDGE_BY = [
    (LISTEN, "no file of pots", table(pots=None), "no-pot"),
    (LISTEN, "no file of seats", table(seats=None), "no-seat:public"),
    (LISTEN, "no item", drop(kind="item"), "no-scope"),
    (LISTEN, "no notice", drop(object="notice"), "one-language"),
    (LISTEN, "no notice to count from", drop(object="notice"), "short-notice"),
    (LISTEN, "listening has not opened", drop(kind="window_opens", object="listen"), "short-notice"),
    (DESIGN, "no window of listening", drop(object="listen"), "listening-open"),
    (DESIGN, "listening has not closed", drop(kind="window_closes", object="listen"), "short-listening"),
    (DESIGN, "no report", drop(object="report"), "no-summary"),
    (DESIGN, "no list of participants", told(profile_column=None), "no-profile"),
    (
        DESIGN,
        "no report over the list",
        every(told(profile_column=False), drop(object="report")),
        "no-profile",
    ),
    (APPLY, "no option and no number", drop(kind="option"), "one-option"),
    (APPLY, "no file of providers", table(providers=None), "no-fit"),
    (APPLY, "no file of lots", table(lots=None), "no-proportion"),
    (APPLY, "nothing says what is asked", table(requirements=None, questions=None), "no-proportion"),
    (APPLY, "no proportion report", told(proportion=None), "out-of-proportion"),
    (
        APPLY,
        "no window and no contribution",
        every(drop(kind="contribution"), drop(kind="window_opens", object="design")),
        "no-involvement",
    ),
    (APPLY, "no file of weights", table(weights=None), "no-weights:citizens"),
    (APPLY, "no file of criteria", table(criteria=None), "no-weights:citizens"),
    (
        APPLY,
        "no seed, and nothing is agreed yet",
        every(settings(decide={}), drop(kind="decision", object="design")),
        "no-seed",
    ),
    (APPLY, "no decision on the design", drop(kind="decision", object="design"), "no-design-hash"),
    (APPLY, "the design now is not known", told(design_hash=None), "design-hash-differs"),
    (APPLY, "no decision to say the level", drop(kind="decision", object="design"), "no-ballot-level"),
    (APPLY, "no owner has spoken", every(rows("pots", consent=None), drop(object="P2")), "no-consent:pot:P1"),
    (APPLY, "the design was not published", drop(kind="publish", object="design"), "one-language"),
    (DECIDE, "no window of the call", drop(object="call"), "call-open"),
    (DECIDE, "the call has not closed", drop(kind="window_closes", object="call"), "short-call"),
    (DECIDE, "no answers are published", drop(object="eligibility"), "no-eligibility"),
    (DECIDE, "no file of applications", table(applications=None), "no-eligibility"),
    (DECIDE, "nobody has declared", drop(kind="interest"), "no-interest"),
    (DECIDE, "the ballot's opening is not known", drop(kind="window_opens", object="ballot"), "no-interest"),
    (DELIVER, "no result is published", drop(object="result"), "no-result"),
    (DELIVER, "nothing was counted", told(allocation=None), "no-feedback"),
    (DELIVER, "no file of feedback", table(feedback=None), "no-feedback"),
    (DELIVER, "no result to count from", drop(object="result"), "late-feedback"),
    (DELIVER, "no count to explain", told(allocation=None), "no-reasons"),
    (DELIVER, "neither was opened", every(drop(object="ballots"), drop(object="scores")), "not-together"),
    (DELIVER, "nothing is signed", table(agreements=None), "short-standstill"),
    (EVALUATE, "no plan", drop(kind="evaluate.planned"), "no-plan"),
    (EVALUATE, "no agreement", table(agreements=None), "no-review-yet"),
    (
        EVALUATE,
        "no review date is known",
        every(table(checkins=None, endings=None), settings(as_of=instant("2028-01-30"))),
        "no-review-yet",
    ),
    (SHARE, "no file of outcomes", table(outcomes=None), "no-outcomes"),
    (SHARE, "no file of results", table(results=None), "no-outcomes:U1"),
    (SHARE, "no file of payments", table(payments=None), "no-payments"),
    (FOLLOW, "no package was made", told(packages_valid=None), "no-package"),
    (FOLLOW, "no award was published", drop(object="a1"), "late-publication"),
    (
        FOLLOW,
        "an award of ten days ago is not public yet",
        told(awarded_on={"a1": date(2027, 7, 15), "a9": date(2028, 8, 22)}),
        "late-publication",
    ),
    (LISTEN, "a year without known bank holidays", moved("1970-01-05", object="notice"), "short-notice"),
    (DECIDE, "a call of such a year", moved("1970-01-05", object="call"), "short-call"),
    (DECIDE, "answers while the call is open", drop(kind="window_closes", object="call"), "no-eligibility"),
    (DELIVER, "signed in such a year", rows("agreements", signed_on=date(2999, 1, 1)), "short-standstill"),
    (DELIVER, "a result of such a year", moved("1970-01-05", object="result"), "late-feedback"),
    (ENDING, "nothing is decided yet", rows("endings", **NOT_DECIDED), "no-impact-report"),
    (ENDING, "no file of endings", table(endings=None), "no-impact-report"),
    (ENDING, "no ending to count from", table(endings=None), "short-notice"),
    (
        ENDING,
        "a gap longer than the notice, runways unknown",
        rows("endings", gap_months=Fraction(9)),
        "short-notice",
    ),
]

# gate, what is the case, change: as good as the finished round
STILL_OPEN = [
    (
        LISTEN,
        "exactly 60 seconds between languages",
        edit({"at": later("2027-01-05", seconds=60)}, object="notice", code="en"),
    ),
    (LISTEN, "exactly 10 working days of notice", moved("2027-01-18", object="notice")),
    (DESIGN, "exactly 28 days of listening", moved("2027-03-01", kind="window_closes", object="listen")),
    (
        DESIGN,
        "listening in two parts of 20 days",
        every(
            moved("2027-02-21", kind="window_closes", object="listen"),
            add(
                act("2027-02-23", "window_opens", object="listen"),
                act("2027-03-15", "window_closes", object="listen"),
            ),
        ),
    ),
    (
        DESIGN,
        "the profile is not known, and why is said",
        every(
            told(profile_column=None),
            add(act("2027-03-16", "item", object="profile", code="closed", text=SAID)),
        ),
    ),
    (APPLY, "two options are stated", every(drop(kind="option"), settings(design={"options_considered": 2}))),
    (
        APPLY,
        "an exception has every consent",
        every(
            told(proportion={"L1": ("R1",)}),
            rows("requirements", exception_gate="open-apply"),
        ),
    ),
    (APPLY, "no tie can reach the lot", settings(decide={"tie": ["cost", "id"]})),
    (APPLY, "there are no criteria", table(criteria=(), weights=None)),
    (APPLY, "the ballot is tracked", edit({"code": "tracker"}, object="design", kind="decision")),
    (DECIDE, "exactly 20 working days of call", moved("2027-06-08", kind="window_closes", object="call")),
    (
        DECIDE,
        "a seat that ended before the ballot declared nothing",
        every(
            drop(kind="interest", seat="c-1"),
            rows("seats", ends=date(2027, 6, 16)),
        ),
    ),
    (DELIVER, "reasons on the 10th working day", rows("feedback", at=instant("2027-07-13"))),
    (DELIVER, "signed on the 8th working day", rows("agreements", signed_on=date(2027, 7, 9))),
    (DELIVER, "the money ran out, and the count says where", rows("feedback", code="money_ran_out")),
    (
        DELIVER,
        "nobody was unsuccessful",
        every(
            table(
                feedback=(Feedback("a1", "incomplete", instant("2027-06-30")),),
                applications=T.applications[:1],
            ),
            result(not_funded=(), set_aside={}),
        ),
    ),
    (DELIVER, "there are no scores", every(table(scores=()), drop(object="scores"))),
    (EVALUATE, "every term is over", table(checkins=None, endings=None)),
    (SHARE, "a result without any number", table(results=(T.results[0].__class__("U1"),))),
    (FOLLOW, "public on the 30th day", moved("2027-08-14", object="a1")),
    (FOLLOW, "published by the agreement's id", edit({"object": "G1"}, object="a1")),
    (FOLLOW, "dates of award from the agreements", told(awarded_on=None)),
    (ENDING, "exactly three months of notice", rows("endings", ended_on=date(2028, 6, 21))),
    (ENDING, "notice as long as the gap", rows("endings", gap_months=Fraction(4))),
    (
        ENDING,
        "an emergency",
        rows("endings", kind="emergency", ended_on=date(2028, 3, 1), report_on=date(2028, 3, 29)),
    ),
    (
        ENDING,
        "a provider withdrew and the report came on the 20th working day",
        rows(
            "endings",
            kind="provider_withdrew",
            ended_on=date(2028, 3, 1),
            report_on=date(2028, 3, 29),
            notice_on=None,
        ),
    ),
]


def _ids(table_: list[tuple[object, ...]]) -> list[str]:
    return [f"{row[0]}: {row[1]}" for row in table_]


def fact_with(state: gates.GateState, code: str) -> gates.Fact:
    return next(fact for fact in state.facts if code in fact.codes)


@pytest.mark.parametrize("gate", Gate)
def test_a_finished_round_has_every_gate_open(gate):
    state = gates.state(gate, FINISHED)

    assert (state.state, state.missing, state.not_evidenced) == ("open", (), ())


@pytest.mark.parametrize("gate", Gate)
def test_a_round_of_which_nothing_is_known_has_every_gate_not_evidenced(gate):
    state = gates.state(gate, EMPTY)

    assert (state.state, state.missing) == ("not_evidenced", ())
    assert all(fact.state is FactState.NOT_EVIDENCED and fact.codes for fact in state.facts)


@pytest.mark.parametrize(("gate", "case", "change", "code"), CONTRADICTED, ids=_ids(CONTRADICTED))
def test_a_contradicted_fact_closes_its_gate(gate, case, change, code):
    state = gates.state(gate, change(FINISHED))

    assert state.state == "closed"
    assert state.missing == (code,)
    assert fact_with(state, code).state is FactState.MISSING


@pytest.mark.parametrize(("gate", "case", "change", "code"), NOTHING_TO_JUDGE_BY, ids=_ids(NOTHING_TO_JUDGE_BY))
def test_a_fact_without_evidence_neither_closes_nor_passes(gate, case, change, code):
    state = gates.state(gate, change(FINISHED))

    assert state.state != "open"
    assert fact_with(state, code).state is FactState.NOT_EVIDENCED
    assert code not in state.missing


@pytest.mark.parametrize(("gate", "case", "change"), STILL_OPEN, ids=_ids(STILL_OPEN))
def test_what_is_good_enough_leaves_the_gate_open(gate, case, change):
    state = gates.state(gate, change(FINISHED))

    assert (state.state, state.missing, state.not_evidenced) == ("open", (), ())


@pytest.mark.parametrize("gate", Gate)
def test_every_rule_is_tried_against_contradiction_and_against_silence(gate):
    """No fact can be added to a gate without a row in both tables."""
    for tried in (CONTRADICTED, NOTHING_TO_JUDGE_BY):
        broken = {
            place
            for on, _, change, code in tried
            if on is gate
            for place, rule in enumerate(RULES[gate])
            if code in rule.check(gates.Reading(change(FINISHED))).codes
        }
        assert broken == set(range(len(RULES[gate])))


def test_all_nine_gates_are_told_in_the_order_of_the_cycle():
    assert [state.gate for state in gates.states(FINISHED)] == list(Gate)


@pytest.mark.parametrize("gate", Gate)
def test_every_fact_is_said_in_both_languages_with_who_can_supply_it(gate):
    for fact in gates.state(gate, EMPTY).facts:
        assert fact.sentence.cy and fact.sentence.en and fact.sentence.cy != fact.sentence.en
        assert fact.supplier.cy and fact.supplier.en


def supplier_of(gate: Gate, name: str, change: Change) -> Bilingual:
    """Who can supply one fact that does not hold."""
    state = gates.state(gate, change(FINISHED))
    (fact,) = (fact for fact in state.facts if any(code.startswith(name) for code in fact.codes))
    return fact.supplier


@pytest.mark.parametrize(
    ("gate", "name", "change", "words"),
    [
        (LISTEN, "no-seat", table(seats=()), "The round’s officer, who invites the partners"),
        (APPLY, "no-fit", table(providers=()), "The people in the seats"),
        (APPLY, "no-fit", table(pots=(), providers=()), "The funders"),
        (APPLY, "no-consent:pot", drop(object="P2"), "The owners of the pots: P2"),
        (APPLY, "no-consent:pot", rows("pots", consent=False), "The owners of the pots: GB-LAE-1 (P1)"),
    ],
)
def test_whoever_can_put_it_right_is_the_one_who_is_named(gate, name, change, words):
    assert supplier_of(gate, name, change).en == words


def test_what_cannot_be_computed_names_the_list_that_is_missing():
    state = gates.state(APPLY, table(needs=(), providers=())(FINISHED))

    (fact,) = (fact for fact in state.facts if "no-fit" in fact.codes)
    assert fact.detail == Bilingual("Ar goll: anghenion, darparwyr", "Missing: needs, providers")


NOTICE = both("2027-03-01T10:00", "notice")


@pytest.mark.parametrize(
    ("gate", "events", "last_day", "day"),
    [
        (LISTEN, NOTICE, None, date(2027, 3, 15)),
        (LISTEN, NOTICE[:1], None, None),
        (DESIGN, [act("2027-03-01", "window_opens", object="listen")], date(2027, 3, 30), date(2027, 3, 31)),
        (DESIGN, [act("2027-03-01", "window_opens", object="listen")], None, None),
        (DESIGN, [], date(2027, 3, 30), None),
        (DECIDE, [act("2027-03-01", "window_opens", object="call")], date(2027, 3, 30), date(2027, 3, 31)),
        (APPLY, NOTICE, date(2027, 3, 30), None),
    ],
)
def test_the_calendar_says_the_earliest_day_where_it_rules_one(gate, events, last_day, day):
    assert earliest(gate, Acts(in_order(events)), last_day) == day


def test_the_earliest_day_is_the_first_on_which_the_notice_was_long_enough():
    day = earliest(LISTEN, Acts(in_order(NOTICE)))

    assert day is not None
    for opens, holds in ((day, True), (date(2027, 3, 14), False)):
        events = (*NOTICE, act(f"{opens}T10:00", "window_opens", object="listen"))
        evidence = replace(FINISHED, tables=replace(T, events=events))
        codes = {code for fact in gates.state(LISTEN, evidence).facts for code in fact.codes}
        assert ("short-notice" not in codes) is holds


def test_after_the_last_known_bank_holiday_no_earliest_day_is_promised():
    assert after_notice(date(LAST_YEAR, 6, 1)) is None
