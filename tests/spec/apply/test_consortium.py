"""Consortia: the vectors and rules of apply.md 3.7."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from cydradd.apply.consortium import Consortium, Member, consent, divide, ready
from cydradd.apply.double_applications import DoubleApplication, Standing, double_applications, refuse_double
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence

THIRD = Fraction(1, 3)
ORGS = ("GB-CHC-1", "GB-CHC-2", "GB-CHC-3")
THREE = Consortium(
    "A1",
    tuple(Member("A1", org, THIRD) for org in ORGS),
    Pence(1_000_00),
    budget=[{"item": "wages", "pence": 100000}],
    joint_answers={"Q1": "Together."},
)


def all_consent(consortium: Consortium) -> Consortium:
    for each in consortium.members:
        consortium = consent(consortium, each.organisation, consortium.version)
    return consortium


@pytest.mark.parametrize(
    ("total", "shares", "parts"),
    [
        (1_000_00, [THIRD] * 3, (333_34, 333_33, 333_33)),
        (2, [THIRD] * 3, (1, 1, 0)),
        (0, [THIRD] * 3, (0, 0, 0)),
        (100, [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)], (50, 33, 17)),
        (1, [Fraction(1, 4), Fraction(3, 4)], (0, 1)),
        (7, [Fraction(1)], (7,)),
        (7, [Fraction(1), Fraction(0)], (7, 0)),
    ],
)
def test_pence_go_by_largest_remainder_and_ties_to_who_joined_first(
    total: int, shares: list[Fraction], parts: tuple[int, ...]
) -> None:
    assert divide(Pence(total), shares) == parts


@pytest.mark.parametrize("shares", [[THIRD] * 2, [Fraction(3, 2), Fraction(-1, 2)]])
def test_shares_that_do_not_add_up_are_not_divided(shares: list[Fraction]) -> None:
    with pytest.raises(NotPossible):
        divide(Pence(100), shares)


def test_all_consents_to_one_version_make_it_ready() -> None:
    assert not ready(THREE)
    assert ready(all_consent(THREE))


def test_one_consent_missing_blocks_and_is_named() -> None:
    two = consent(consent(THREE, ORGS[0], THREE.version), ORGS[2], THREE.version)

    assert not ready(two)
    assert two.blocked_by == (ORGS[1],)


CHANGES: dict[str, Callable[[Consortium], Consortium]] = {
    "a share": lambda c: replace(c, members=(*(replace(m, share=Fraction(1, 4)) for m in c.members[:2]),
                                             replace(c.members[2], share=Fraction(1, 2)))),
    "a member": lambda c: replace(c, members=(*c.members[:2], replace(c.members[2], organisation="GB-CHC-9"))),
    "the order of joining": lambda c: replace(c, members=c.members[::-1]),
    "the money": lambda c: replace(c, request=Pence(1_000_01)),
    "the budget": lambda c: replace(c, budget=[{"item": "rent", "pence": 100000}]),
    "a joint answer": lambda c: replace(c, joint_answers={"Q1": "Together!"}),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_voids_all_consents(change: str) -> None:
    changed = CHANGES[change](all_consent(THREE))

    assert not ready(changed)
    assert set(changed.waiting) == {each.organisation for each in changed.members}


def test_a_change_that_is_taken_back_is_the_version_consented_to() -> None:
    whole = all_consent(THREE)

    assert ready(replace(replace(whole, request=Pence(5)), request=Pence(1_000_00)))


def test_equal_shares_written_otherwise_are_the_same_version() -> None:
    other = replace(THREE, members=tuple(replace(m, share=Fraction(2, 6)) for m in THREE.members))

    assert other.version == THREE.version


def test_consent_to_an_older_version_is_refused() -> None:
    changed = replace(THREE, request=Pence(2_000_00))

    with pytest.raises(NotPossible, match="has changed"):
        consent(changed, ORGS[0], THREE.version)


def test_only_a_member_consents() -> None:
    with pytest.raises(NotPossible, match="GB-CHC-9"):
        consent(THREE, "GB-CHC-9", THREE.version)


def test_shares_short_of_1_and_money_not_known_block() -> None:
    short = all_consent(replace(THREE, members=THREE.members[:2], request=None))

    assert short.share_sum == Fraction(2, 3)
    assert short.pence is None
    assert short.blocked_by == ("share-sum", "no-request")


ALONE = Standing("A1", "L1", ("GB-CHC-1",))
TOGETHER = Standing("A2", "L1", ("GB-CHC-2", "GB-COH-00000001"))
LINK = ("GB-CHC-1", "GB-COH-00000001")


def test_a_body_stands_once_in_a_lot_itself_or_through_a_link() -> None:
    assert double_applications([ALONE, TOGETHER]) == ()
    (found,) = double_applications([ALONE, TOGETHER], [LINK])
    assert found.applications == ("A1", "A2")
    assert found.bodies == LINK


def test_links_carry_over() -> None:
    chain = [("GB-CHC-1", "360G-x"), ("GB-COH-00000001", "360G-x")]

    assert len(double_applications([ALONE, TOGETHER], chain)) == 1


@pytest.mark.parametrize("other", [replace(TOGETHER, lot="L2"), replace(TOGETHER, bodies=("GB-CHC-7",))])
def test_another_lot_or_another_body_is_no_double(other: Standing) -> None:
    assert double_applications([ALONE, other], [LINK]) == ()


def test_a_round_without_lots_is_one_lot() -> None:
    assert len(double_applications([replace(ALONE, lot=None), replace(ALONE, application="A3", lot=None)])) == 1


def test_a_double_is_refused_naming_both_unless_the_design_allows_it() -> None:
    with pytest.raises(DoubleApplication, match=r"A1 .*A2 ") as refused:
        refuse_double([ALONE, TOGETHER], [LINK])

    assert "A1" in (refused.value.sentence.cy or "")
    refuse_double([ALONE, TOGETHER], [LINK], allowed=True)
