"""Concentration: the vector and the table of follow.md 3.5."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from cydradd.follow.concentration import Holdings, concentration, lorenz
from cydradd.follow.holdings import of_grants
from cydradd.follow.threesixtygiving import read
from cydradd.vocabulary.errors import NotPossible

FILES = {
    "lloyds-bank-foundation-2010-2015.json": (3624, ".0404", ".2746", "5.89", ".3534"),
    "ab-charitable-trust-2013-2021.json": (322, ".2141", ".1664", "94.70", ".5102"),
    "trafford-council-voluntary-sector-grants.json": (323, ".2669", ".1458", "120.61", ".5783"),
    "wolfson-2014-messy-invalid.json": (305, ".4669", ".0551", "301.23", ".7739"),
}


def test_the_vector() -> None:
    found = concentration([30, 10, 40, 20])

    assert (found.top10_share, found.lower_half_share) == (1, Fraction(3, 10))
    assert (found.hhi, found.gini) == (3000, Fraction(1, 4))


@pytest.mark.real_data
@pytest.mark.parametrize("name", FILES)
def test_the_table_of_real_files(real_data: Path, name: str) -> None:
    held, _, _ = of_grants(read(real_data / "grants" / "threesixty" / name), "GBP")
    found = concentration(held.totals.values())

    n, top10, lower, hhi, gini = FILES[name]
    assert found.recipients == n
    assert None not in (found.top10_share, found.lower_half_share, found.hhi, found.gini)
    assert f"{float(found.top10_share or 0):.4f}".lstrip("0") == top10
    assert f"{float(found.lower_half_share or 0):.4f}".lstrip("0") == lower
    assert f"{float(found.hhi or 0):.2f}" == hhi
    assert f"{float(found.gini or 0):.4f}".lstrip("0") == gini


def test_nothing_given_has_no_share() -> None:
    found = concentration([0, 0])

    assert (found.recipients, found.zero_totals, found.gini, found.hhi) == (2, 2, None, None)
    assert lorenz([0, 0]) == ()


def test_nobody_is_no_error() -> None:
    assert concentration([]).recipients == 0


def test_a_total_below_nothing_is_refused() -> None:
    with pytest.raises(NotPossible, match="below 0"):
        concentration([5, -1])


def test_money_of_nobody_known_is_bounded_from_both_sides() -> None:
    held = Holdings()
    held.add("a", 10)
    held.add(None, 20)
    held.add(None, 10)

    as_one, all_different = held.spread().bounds()

    assert (as_one.recipients, as_one.gini) == (2, Fraction(1, 4))
    assert (all_different.recipients, all_different.gini) == (3, Fraction(1, 6))


def test_the_curve_ends_at_all_and_says_what_the_lower_half_holds() -> None:
    curve = lorenz([30, 10, 40, 20])

    assert (curve[0], curve[2], curve[-1]) == ((0, 0), (Fraction(1, 2), Fraction(3, 10)), (1, 1))
    assert len(lorenz(range(100_000))) == 102


def test_how_many_hold_how_much_says_the_same_as_one_number_each() -> None:
    each = [0, 0, 5, 5, 5, 7, 30, 30, 2, 2, 2, 2]

    assert concentration(Counter(each)) == concentration(each)
    assert lorenz(Counter(each)) == lorenz(each)
    assert len(set(lorenz(each))) == len(each) + 1
