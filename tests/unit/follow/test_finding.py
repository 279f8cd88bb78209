"""Organisations and funders found by words, and what one of them got and gave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.follow.small_files import grant, loaded

from cydradd.follow.finding import body, grants, search
from cydradd.follow.tracing import trace_row
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import Warehouse, open_warehouse

MON = {"id": "GB-CHC-1000002", "name": "Côr Ynys Môn"}


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path / "w.duckdb", writing=True) as opened:
        loaded(
            opened,
            tmp_path,
            [
                grant("a", 100, MON, description="New robes"),
                grant("b", 50, MON, awardDate="2021-05-01", currency="EUR"),
                grant("b", 60, MON, awardDate="2022-05-01"),
                grant("c", 10, "GB-CHC-1000003", description="A choir of the valleys"),
                grant("d", 40, [MON, {"id": "GB-CHC-1000003", "name": "Named GB-CHC-1000003"}], awardDate="2019-01-01"),
            ],
        )
        yield opened


def test_a_name_is_found_without_its_accents_and_before_what_grants_say(warehouse: Warehouse) -> None:
    by_name = search(warehouse, "cor mon")
    by_grant = search(warehouse, "CHOIR")

    assert [(each.key, each.in_name, each.grants, each.total) for each in by_name] == [
        ("GB-CHC-1000002", True, 3, 16_000)
    ]
    assert [(each.key, each.in_name) for each in by_grant] == [("GB-CHC-1000002", False), ("GB-CHC-1000003", False)]
    assert search(warehouse, "choir robes") == []
    assert search(warehouse, " ") == []


def test_funders_are_found_too(warehouse: Warehouse) -> None:
    (found,) = search(warehouse, "fund", gave=True)

    assert (found.key, found.grants, found.total) == ("GB-CHC-9", 5, 21_000)


def test_one_body_with_all_it_got_and_its_duplicates(warehouse: Warehouse) -> None:
    found = body(warehouse, "GB-CHC-1000002")

    assert found is not None
    assert (found.names, found.code, found.group, found.rule) == (("Côr Ynys Môn",), "charity", "third_sector", "1")
    assert [(each.currency, each.grants, each.total) for each in found.got] == [("EUR", 1, 5_000), ("GBP", 3, 20_000)]
    assert [each.key for each in found.funders] == ["GB-CHC-9", "GB-CHC-9"]
    assert found.repeats == {"conflict": 2}
    assert (found.years[0], found.gave) == ((2021, "EUR", 1, 5_000), ())


def test_one_funder_with_all_it_gave(warehouse: Warehouse) -> None:
    found = body(warehouse, "GB-CHC-9")

    assert found is not None
    assert [(each.currency, each.total) for each in found.gave] == [("EUR", 5_000), ("GBP", 21_000)]
    assert {(each.key, each.currency, each.total) for each in found.recipients} == {
        ("GB-CHC-1000002", "EUR", 5_000),
        ("GB-CHC-1000002", "GBP", 16_000),
        ("GB-CHC-1000003", "GBP", 1_000),
        (None, "GBP", 4_000),
    }
    assert body(warehouse, "nobody") is None


def test_every_grant_leads_to_its_cell(warehouse: Warehouse) -> None:
    first, *others = grants(warehouse, Filters(recipient="GB-CHC-1000002"), most=3)

    assert (first.id, first.minor_units, first.kind, len(others)) == ("b", 6_000, "conflict", 2)
    assert [each.id for each in grants(warehouse, Filters(recipient="GB-CHC-1000002"), most=3, skip=3)] == ["d"]
    match = trace_row(warehouse, first.row_no)
    assert match is not None
    assert (match.pointer, match.cells["/amountAwarded"]) == ("/grants/2", "60")
