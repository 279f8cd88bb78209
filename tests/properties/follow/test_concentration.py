"""What must hold of every concentration."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cydradd.follow.concentration import concentration, lorenz

totals = st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any)


@given(totals)
def test_gini_is_the_mean_difference(held: list[int]) -> None:
    n, whole = len(held), sum(held)
    differences = sum(abs(a - b) for a in held for b in held)

    assert concentration(held).gini == Fraction(differences, 2 * n * whole)


@given(totals, st.integers(1, 1000))
def test_neither_unit_nor_order_matters(held: list[int], factor: int) -> None:
    base, scaled = concentration(held), concentration([total * factor for total in reversed(held)])

    assert (base.gini, base.hhi, base.top10_share) == (scaled.gini, scaled.hhi, scaled.top10_share)


@given(totals)
def test_the_curve_never_rises_above_equality_nor_falls(held: list[int]) -> None:
    curve = lorenz(held)

    assert all(money <= people for people, money in curve)
    assert list(curve) == sorted(curve)


@given(totals, st.integers(1, 10**6))
def test_a_gift_from_the_largest_to_the_smallest_never_concentrates(held: list[int], gift: int) -> None:
    ordered = sorted(held)
    moved = min(gift, (ordered[-1] - ordered[0]) // 2)

    ordered[0], ordered[-1] = ordered[0] + moved, ordered[-1] - moved
    before, after = concentration(held), concentration(ordered)

    assert before.gini is not None
    assert after.gini is not None
    assert after.gini <= before.gini
