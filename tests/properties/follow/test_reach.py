"""Reach: whatever the awards, nothing is lost and nothing is counted twice."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cydradd.follow.reach import Award, By, holdings, reach
from cydradd.follow.recipients import Recipient
from cydradd.vocabulary.money import Pence

RECIPIENTS = st.none() | st.builds(
    Recipient,
    st.none() | st.sampled_from(("GB-CHC-1234567", "GB-NHS-7A1", "360G-a", "GB-COH-01234567", "?")),
    st.none() | st.sampled_from(("Un", "Cyngor Sir Eithin", "Dau CIC")),
    is_individual=st.booleans(),
)
AWARDS = st.lists(
    st.builds(
        Award,
        RECIPIENTS,
        st.integers(0, 10**9).map(Pence),
        st.none() | st.sampled_from(("charity", "cic", "group")),
        st.none() | st.integers(0, 10**12).map(Pence),
        st.none() | st.sampled_from(("W06000002", "W92000004", "E06000001")),
        st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    ),
    max_size=8,
)


@given(AWARDS, st.sampled_from(By))
@settings(max_examples=60, deadline=None)
def test_rows_and_unknown_add_up_to_the_total(awards: list[Award], by: By) -> None:
    found = reach(awards, by)
    parts = (*found.rows, found.unknown)

    assert sum(row.grants for row in parts) == found.grants == len(awards)
    assert sum(row.total for row in parts) == found.total == sum(award.amount for award in awards)
    assert sum(found.unknown.reasons.values()) == found.unknown.grants
    assert all(sum(row.evidence.values()) == row.grants > 0 for row in found.rows)
    if awards:
        assert sum(row.share_grants or 0 for row in parts) == 1
    if found.total:
        assert sum(row.share_money or 0 for row in parts) == 1
    held = holdings(awards)
    assert len(held.totals) == found.recipients
    assert sum(held.totals.values()) + sum(held.unidentified) == found.total


@given(AWARDS, st.sampled_from(By), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_awards_changes_nothing(awards: list[Award], by: By, rng: Random) -> None:
    mixed = rng.sample(awards, len(awards))

    assert reach(mixed, by) == reach(awards, by)
