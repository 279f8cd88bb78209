"""The warehouse: names, units, order and splitting change nothing of what they must not."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.follow.small_files import grant, loaded

from cydradd.follow import flows
from cydradd.follow.reach import By, Reach
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import open_warehouse

RECIPIENTS = (None, "GB-CHC-1000001", "GB-PLA-GWN", "360G-x", "360G-y", "GB-COH-01234567")
AMOUNTS = st.integers(0, 10**9).map(lambda pence: pence / 100)
GRANTS = st.lists(
    st.tuples(AMOUNTS, st.sampled_from(RECIPIENTS), st.sampled_from(("2019-03-31", "2020-04-01", "soon"))),
    min_size=1,
    max_size=12,
)
Told = tuple[float, str | None, str]


def made(told: list[Told], **more: Any) -> list[dict[str, Any]]:
    return [
        grant(f"g{number}", amount, recipient, awardDate=day, **more)
        for number, (amount, recipient, day) in enumerate(told)
    ]


def asked(*files: list[dict[str, Any]], currency: str = "GBP") -> tuple[dict[By, Reach], Any]:
    """Every breakdown and the concentration of a warehouse of these files; money in is money kept."""
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder) / "w", writing=True) as warehouse:
        for number, grants in enumerate(files):
            assert loaded(warehouse, Path(folder), grants, f"{number}.json").conserved
        filters = Filters(currency=currency)
        return {by: flows.reach(warehouse, filters, by) for by in By}, flows.concentration(warehouse, filters).found


def rows_of(found: dict[By, Reach]) -> dict[By, Any]:
    return {by: (each.grants, each.recipients, each.total, each.rows, each.unknown) for by, each in found.items()}


@given(GRANTS)
@settings(max_examples=12, deadline=None)
def test_every_breakdown_adds_up_to_what_came_in(told: list[Told]) -> None:
    found, _ = asked(made(told))

    whole = sum(round(amount * 100) for amount, *_ in told)
    for each in found.values():
        parts = (*each.rows, each.unknown)
        assert sum(row.total for row in parts) == each.total == whole
        assert sum(row.grants for row in parts) == each.grants == len(told)


@given(GRANTS, st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_order_and_splitting_a_file_change_nothing(told: list[Told], rng: Any) -> None:
    grants = made(told)
    mixed = rng.sample(grants, len(grants))

    whole, split = asked(grants), asked(mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :])

    assert rows_of(whole[0]) == rows_of(split[0])
    assert whole[1] == split[1]


@given(GRANTS)
@settings(max_examples=10, deadline=None)
def test_other_ids_leave_the_concentration(told: list[Told]) -> None:
    other = [(amount, recipient and f"{recipient}7", day) for amount, recipient, day in told]

    assert asked(made(told))[1] == asked(made(other))[1]


@given(GRANTS)
@settings(max_examples=10, deadline=None)
def test_another_unit_of_money_leaves_the_shares(told: list[Told]) -> None:
    """A dinar has three decimals: the same figures are ten times as many minor units."""
    pounds, dinars = asked(made(told)), asked(made(told, currency="KWD"), currency="KWD")

    assert dinars[0][By.TYPE].total == 10 * pounds[0][By.TYPE].total
    for by in By:
        assert [row.share_money for row in pounds[0][by].rows] == [row.share_money for row in dinars[0][by].rows]
    assert (pounds[1].gini, pounds[1].hhi) == (dinars[1].gini, dinars[1].hhi)
