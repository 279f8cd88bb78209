"""What every agreement must satisfy: D1 to D6 as a table, signature, change, and the parts of a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydradd.deliver.agreement import change, move, parts, sign
from cydradd.deliver.agreement_document import report_of
from cydradd.deliver.agreement_rules import DETAILS, findings
from cydradd.deliver.payments import Payment
from cydradd.deliver.profile import ProfileLine
from cydradd.deliver.terms import KINDS, NEXT, Change, Terms
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

START, END = date(2026, 4, 1), date(2027, 3, 31)
PARTNERS = frozenset({"citizens", "third_sector", "public"})
BOTH = frozenset({"funder", "provider"})
GOOD = Terms(
    kind="grant",
    amount=Pence(1_200_000),
    start=START,
    end=END,
    state="offered",
    award="A1",
    award_passed=True,
    pots={"P1": Pence(1_000_000), "P2": Pence(200_000)},
    profile=(ProfileLine(START, Pence(600_000), "up_front"), ProfileLine(date(2026, 10, 1), Pence(600_000), "on_date")),
    notice_months=Fraction(3),
    details=frozenset({"purpose"}),
)
SIGNED = replace(GOOD, state="signed", signed_on=date(2026, 3, 20))


def paid(day: date, amount: int, pot: str | None = None) -> tuple[Payment, ...]:
    return (Payment("AG1", Pence(amount), day, pot=pot),)


def changed(*what: str, money: int = 0, consents: frozenset[str] = BOTH) -> Change:
    return Change(frozenset(what), Pence(money), consents)


BROKEN: list[tuple[str, Terms, str, str]] = [
    ("pots are another sum", replace(GOOD, pots={"P1": Pence(1)}), "D1", "pots"),
    ("the profile is another sum", replace(GOOD, profile=GOOD.profile and GOOD.profile[:1]), "D1", "profile"),
    ("shares above 1", replace(GOOD, members={"a": Fraction(1, 2), "b": Fraction(2, 3)}), "D2", "members"),
    ("shares by decimals below 1", replace(GOOD, members={"a": Fraction("0.33"), "b": Fraction("0.66")}), "D2", "members"),
    ("risk shares", replace(GOOD, shares={"a": Fraction(1, 2)}), "D2", "shares"),
    ("paid above it", replace(SIGNED, paid=paid(START, 1_200_001)), "D3", "payments"),
    ("paid outside its pots", replace(SIGNED, paid=paid(START, 1, "P9")), "D3", "payments"),
    ("more from a pot than it gives", replace(SIGNED, paid=paid(START, 200_001, "P2")), "D3", "payments"),
    ("paid before signature", replace(SIGNED, paid=paid(date(2026, 3, 19), 1)), "D3", "payments[0].paid_on"),
    ("paid and never signed", replace(GOOD, paid=paid(START, 1)), "D3", "payments[0].paid_on"),
    ("due before signature", replace(SIGNED, signed_on=date(2026, 4, 2)), "D3", "profile[0].due"),
    ("no award", replace(GOOD, award=None), "D4", "award"),
    ("an award before its gate", replace(GOOD, award_passed=False), "D4", "award"),
    ("a choice without consent", replace(GOOD, award=None, choice_consent=False), "D4", "choice"),
    ("two months of notice", replace(GOOD, notice_months=Fraction(2)), "D5", "notice_months"),
    ("no notice", replace(GOOD, notice_months=None), "D5", "notice_months"),
    ("six months and no notice", replace(GOOD, end=date(2026, 9, 30), notice_months=None), "D5", "notice_months"),
    ("one party alone", replace(SIGNED, changes=(changed("dates", consents=frozenset({"funder"})),)), "D6", "changes[0].consents"),
    ("outcomes without the partners", replace(SIGNED, changes=(changed("outcomes"),)), "D6", "changes[0].consents"),
    ("place without the partners", replace(SIGNED, changes=(changed("place"),)), "D6", "changes[0].consents"),
    ("people without the partners", replace(SIGNED, changes=(changed("people"),)), "D6", "changes[0].consents"),
    ("over a tenth of the money", replace(SIGNED, changes=(changed("money", money=120_001),)), "D6", "changes[0].consents"),
    ("over a tenth, by slices", replace(SIGNED, changes=(changed("money", money=80_000), changed("money", money=-80_000))), "D6", "changes[1].consents"),
    ("an alliance without one party", replace(SIGNED, parties=("x", "y", "z"), changes=(changed(consents=frozenset({"x", "y"})),)), "D6", "changes[0].consents"),
    ("a large micro grant", replace(GOOD, kind="micro_grant", amount=Pence(100_001), pots=None, profile=None), "kind", "amount_p"),
    ("above the ceiling", replace(GOOD, ceiling=Pence(1_500_000), call_offs=(Pence(300_001),)), "kind", "ceiling_p"),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "code", "field"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_each_broken_rule_is_the_one_finding(terms: Terms, code: str, field: str) -> None:
    found = findings(terms)

    assert [(each.code, each.field) for each in found] == [(code, field)]
    assert found[0].sentence.cy and found[0].sentence.en


KEPT: list[tuple[str, Terms]] = [
    ("as it is", GOOD),
    ("signed", SIGNED),
    ("pots and profile not told", replace(GOOD, pots=None, profile=None)),
    ("thirds", replace(GOOD, members=dict.fromkeys("abc", Fraction(1, 3)))),
    ("paid on the day of signature", replace(SIGNED, profile=None, signed_on=START, paid=paid(START, 1_200_000))),
    ("a return before anything", replace(SIGNED, paid=paid(date(2026, 1, 1), -1))),
    ("paid whole and partly returned", replace(SIGNED, paid=(*paid(START, 1_200_100), *paid(START, -100)))),
    ("whether the award passed is not told", replace(GOOD, award_passed=None)),
    ("a choice with consent", replace(GOOD, award=None, choice_consent=True)),
    ("a day short of six months", replace(GOOD, end=date(2026, 9, 29), profile=None, notice_months=None)),
    ("a tenth of the money", replace(SIGNED, changes=(changed("money", money=120_000),))),
    ("more with all partners", replace(SIGNED, changes=(changed("money", "outcomes", money=900_000, consents=BOTH | PARTNERS),))),
    ("at the ceiling", replace(GOOD, ceiling=Pence(1_500_000), call_offs=(Pence(300_000),))),
    ("a micro grant of a thousand", replace(GOOD, kind="micro_grant", amount=Pence(100_000), pots=None, profile=None)),
]  # fmt: skip


@pytest.mark.parametrize("terms", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_keeps_the_rules_has_no_finding(terms: Terms) -> None:
    assert findings(terms) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_may_grow_and_what_is_offered_has_what_its_kind_asks(kind: str) -> None:
    bare = replace(GOOD, kind=kind, amount=Pence(100_000), pots=None, profile=None, details=frozenset(), state="draft")

    asked = {each.field for each in findings(replace(bare, state="offered"))}

    assert findings(bare) == ()
    assert set(DETAILS[kind]) <= asked


def test_arrears_to_a_small_organisation_need_a_reason_in_both_languages() -> None:
    late = (ProfileLine(END, Pence(1_200_000), "in_arrears"),)
    why = (replace(late[0], reason=Bilingual("Rheswm", "Reason")),)
    small = replace(GOOD, income=Pence(9_999_999))

    assert [each.field for each in findings(replace(small, profile=late))] == ["profile[0].reason"]
    assert findings(replace(small, profile=why)) == ()
    assert findings(replace(GOOD, income=Pence(10_000_000), profile=late)) == ()
    assert findings(replace(GOOD, income=None, profile=late)) == ()


def test_signing_needs_an_offer_that_keeps_the_rules() -> None:
    assert sign(GOOD, START) == replace(GOOD, state="signed", signed_on=START)
    with pytest.raises(NotPossible, match="pots"):
        sign(replace(GOOD, pots={}), START)
    with pytest.raises(NotPossible, match="draft"):
        sign(replace(GOOD, state="draft"), START)


def test_a_change_is_kept_only_with_its_consents() -> None:
    running = move(SIGNED, "running")

    moved = change(running, changed("dates"))

    assert (moved.state, len(moved.changes)) == ("changed", 1)
    assert len(change(moved, changed("outcomes", consents=BOTH | PARTNERS)).changes) == 2
    with pytest.raises(NotPossible, match="citizens, public, third_sector") as refused:
        change(running, changed("outcomes"))
    assert refused.value.code == "D6"
    with pytest.raises(NotPossible):
        change(GOOD, changed("dates"))


def test_states_go_one_way_and_every_one_can_be_reached() -> None:
    reached = {"draft"}
    for _ in NEXT:
        reached |= {after for state in reached for after in NEXT[state]}

    assert reached == set(NEXT)
    with pytest.raises(NotPossible):
        move(replace(GOOD, state="ended"), "running")


def test_the_odd_penny_goes_by_remainder_then_by_org_id() -> None:
    thirds = {"GB-CHC-3": Fraction(1, 3), "GB-CHC-1": Fraction(1, 3), "GB-CHC-2": Fraction(1, 3)}
    uneven = {"a": Fraction(1, 10), "b": Fraction(9, 10)}

    assert parts(Pence(100), thirds) == {"GB-CHC-3": 33, "GB-CHC-1": 34, "GB-CHC-2": 33}
    assert parts(Pence(101), thirds) == {"GB-CHC-3": 33, "GB-CHC-1": 34, "GB-CHC-2": 34}
    assert parts(Pence(-100), thirds) == {"GB-CHC-3": -33, "GB-CHC-1": -34, "GB-CHC-2": -33}
    assert parts(Pence(7), uneven) == {"a": 1, "b": 6}


@pytest.mark.parametrize("shares", [{}, {"a": Fraction(1, 2)}, {"a": Fraction(3, 2), "b": Fraction(-1, 2)}])
def test_shares_that_are_no_whole_have_no_parts(shares: dict[str, Fraction]) -> None:
    with pytest.raises(NotPossible):
        parts(Pence(1), shares)


@given(st.integers(-(10**12), 10**12), st.dictionaries(st.text("abc123", min_size=1), st.integers(0, 99), min_size=1))
def test_the_parts_are_always_the_whole_and_each_within_a_penny(whole: int, weights: dict[str, int]) -> None:
    total = sum(weights.values())
    if not total:
        return
    shares = {id: Fraction(weight, total) for id, weight in weights.items()}

    found = parts(Pence(whole), shares)

    assert sum(found.values()) == whole
    assert all(abs(found[id] - whole * share) < 1 for id, share in shares.items())
    assert parts(Pence(whole), dict(reversed(shares.items()))) == found


def test_quarterly_in_arrears_lends_three_months_to_the_funder() -> None:
    quarters = tuple(ProfileLine(day, Pence(300_000), "in_arrears") for day in (date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1)))  # fmt: skip

    found = report_of(replace(GOOD, profile=quarters))

    assert (found.cash_strain, found.share_up_front, found.spend_assumed) == (-300_000, 0, True)


def test_terms_up_to_the_last_day_of_the_calendar_have_a_plan() -> None:
    found = report_of(replace(GOOD, start=date(9998, 1, 31), end=date(9999, 12, 31), profile=None, pots=None))

    assert found.profile and sum(line.amount for line in found.profile) == GOOD.amount
    assert found.checkins[-1].due == date(9999, 12, 31)
    assert found.cash_strain is not None
