"""The warehouse: nothing lost, nothing twice, and every number with what is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.unit.follow.small_files import file_of, grant, loaded

from cydradd.follow import flows
from cydradd.follow.classification import classification
from cydradd.follow.reach import By
from cydradd.follow.threesixtygiving import open_file
from cydradd.follow.tracing import trace
from cydradd.follow.warehouse import loading
from cydradd.follow.warehouse.filing import classify_again, load, say_class
from cydradd.follow.warehouse.loaded import NotConserved
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import Warehouse, open_warehouse
from cydradd.vocabulary.errors import NotPossible, UnreadableFile

ALL = Filters()


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path / "w.duckdb", writing=True) as opened:
        yield opened


MIXED = [
    grant("a", 100.5, "GB-CHC-1000001"),
    grant("b", 50, "GB-PLA-GWN", awardDate="2021-02-01"),
    grant("c", 25, "360G-x-1", awardDate="someday"),
    grant("d", 10, None),
    grant("e", "a lot"),
    grant("f", 7, "GB-CHC-1000001", currency="EUR"),
    grant("g", 40, [{"id": "GB-CHC-1", "name": "One"}, {"id": "GB-CHC-2", "name": "Two"}]),
    "no grant at all",
]


def test_every_row_is_kept_and_money_in_is_money_kept(warehouse: Warehouse, tmp_path: Path) -> None:
    found = loaded(warehouse, tmp_path, MIXED)

    assert (found.rows_in, found.rows_kept, found.not_grants, found.not_summable) == (8, 7, 1, 1)
    assert found.sums_in == found.sums_kept == {"GBP": 22_550, "EUR": 700}
    assert found.conserved
    assert warehouse.ask("SELECT count(*) FROM rows") == [(8,)]


def test_the_same_file_twice_is_left_out_and_said(warehouse: Warehouse, tmp_path: Path) -> None:
    first = loaded(warehouse, tmp_path, MIXED)
    again = loaded(warehouse, tmp_path, MIXED, "copy.json")

    assert (first.was_there, again.was_there, again.rows_kept) == (False, True, 7)
    assert warehouse.ask("SELECT count(*) FROM grants") == [(7,)]


@pytest.mark.parametrize("by", By)
def test_rows_and_unknown_add_up_to_the_whole(warehouse: Warehouse, tmp_path: Path, by: By) -> None:
    loaded(warehouse, tmp_path, MIXED)

    found = flows.reach(warehouse, ALL, by)

    parts = (*found.rows, found.unknown)
    assert sum(row.grants for row in parts) == found.grants == 5
    assert sum(row.total for row in parts) == found.total == 22_550
    assert sum(found.unknown.reasons.values()) == found.unknown.grants
    assert (found.not_summable, {code: left.total for code, left in found.other_currencies.items()}) == (
        1,
        {"EUR": 700},
    )
    assert sum(each.total for each in flows.flow(warehouse, ALL, by)) == found.total


def test_by_type_tells_public_bodies_charities_and_several_together(warehouse: Warehouse, tmp_path: Path) -> None:
    loaded(warehouse, tmp_path, MIXED)

    found = flows.reach(warehouse, ALL, By.TYPE)

    assert [(row.key, row.total, dict(row.evidence)) for row in found.rows] == [
        ("third_sector", 10_050, {"strong": 1}),
        ("statutory", 5_000, {"strong": 1}),
        ("joint", 4_000, {"strong": 1}),
    ]
    assert found.unknown.reasons == {"no-evidence": 1, "no-recipient": 1}
    assert found.recipients == 3


def test_years_are_calendar_years_or_begin_on_the_first_of_april(warehouse: Warehouse, tmp_path: Path) -> None:
    loaded(
        warehouse, tmp_path, [grant("a", 1, awardDate="2020-03-31"), grant("b", 2, awardDate="2020-04-01T00:00:00Z")]
    )

    assert [row.key for row in flows.reach(warehouse, ALL, By.YEAR).rows] == ["2020"]
    april = flows.reach(warehouse, Filters(april=True), By.YEAR)
    assert [(row.key, row.total) for row in april.rows] == [("2020-21", 200), ("2019-20", 100)]


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        (Filters(funder="GB-CHC-9"), 22_550),
        (Filters(funder="The Fund"), 22_550),
        (Filters(funder="Nobody"), 0),
        (Filters(recipient="GB-CHC-2"), 4_000),
        (Filters(since=date(2021, 1, 1)), 5_000),
        (Filters(until=date(2020, 12, 31)), 10_050 + 1_000 + 4_000),
        (Filters(currency="EUR"), 700),
        (Filters(without_transfers=True), 17_550),
    ],
)
def test_filters_choose_grants(warehouse: Warehouse, tmp_path: Path, filters: Filters, total: int) -> None:
    loaded(warehouse, tmp_path, MIXED)

    assert flows.reach(warehouse, filters, By.TYPE).total == total


def test_what_filters_leave_out_is_counted(warehouse: Warehouse, tmp_path: Path) -> None:
    same = grant("same", 5, "GB-PLA-GWN")
    loaded(warehouse, tmp_path, [same, same, {**same, "amountAwarded": 6}, grant("other", 1)])

    found = flows.reach(warehouse, Filters(once=True), By.TYPE)
    both = flows.reach(warehouse, Filters(once=True, without_transfers=True), By.TYPE)

    assert (found.grants, found.total, {why: (left.grants, left.total) for why, left in found.excluded.items()}) == (
        3,
        1_200,
        {"duplicates": (1, 500)},
    )
    assert (both.total, both.excluded["transfers"].total, both.excluded["duplicates"].total) == (100, 1_600, 0)
    assert warehouse.ask("SELECT kind, count(*) FROM repeats GROUP BY kind ORDER BY kind") == [
        ("conflict", 2),
        ("exact", 1),
    ]


@pytest.mark.parametrize(
    ("recipient", "key", "level"),
    [
        ({"id": "a", "location": [{"geoCode": "W06000002"}], "postalCode": "CF10 1AA"}, "W06000002", "strong"),
        ({"id": "a", "postalCode": "cf101aa"}, "CF", "weak"),
        ({"id": "a", "postalCode": "SY23"}, "SY", "weak"),
        ({"id": "a", "location": [{"name": "Sir Ddinbych"}]}, "W06000004", "weak"),
        ({"id": "a", "postalCode": "ZZ1 1AA"}, None, None),
    ],
)
def test_the_best_evidence_of_a_place_is_taken(
    warehouse: Warehouse, tmp_path: Path, recipient: object, key: str | None, level: str | None
) -> None:
    loaded(warehouse, tmp_path, [grant("a", 1, recipient)])

    found = flows.reach(warehouse, ALL, By.PLACE)

    assert [(row.key, dict(row.evidence)) for row in found.rows] == ([(key, {level: 1})] if key else [])


def test_wales_is_its_codes_and_its_postcode_areas_and_not_the_west_of_london(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    places = ({"location": [{"geoCode": "W06000002"}]}, {"postalCode": "LL55 1AA"}, {"postalCode": "W1A 1AA"})
    loaded(warehouse, tmp_path, [grant(str(n), 1, {"id": str(n), **place}) for n, place in enumerate(places)])

    assert flows.reach(warehouse, Filters(place="W92000004"), By.PLACE).grants == 2
    assert flows.reach(warehouse, Filters(place="W"), By.PLACE).grants == 1


def test_where_a_grant_is_for_is_told_apart_from_where_its_recipient_is(warehouse: Warehouse, tmp_path: Path) -> None:
    here, there = {"geoCode": "W06000002"}, {"geoCode": "E08000009"}
    recipient = {"id": "a", "location": [here]}
    loaded(
        warehouse,
        tmp_path,
        [
            grant("a", 1, recipient, beneficiaryLocation=[there]),
            grant("b", 2, recipient, beneficiaryLocation=[here, there]),
        ],
    )

    assert [row.key for row in flows.reach(warehouse, ALL, By.PLACE).rows] == ["W06000002"]
    of_people = flows.reach(warehouse, Filters(beneficiary=True), By.PLACE)
    assert [row.key for row in of_people.rows] == ["E08000009"]
    assert of_people.unknown.reasons == {"several-places": 1}


def test_concentration_counts_each_recipient_once_and_bounds_what_names_nobody(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    loaded(warehouse, tmp_path, [*(grant(str(n), n * 10, f"GB-CHC-{n}") for n in (1, 2, 3, 4)), grant("x", 5, None)])

    found = flows.concentration(warehouse, ALL).as_json()

    assert (found["recipients"], found["gini"], found["hhi"]) == (4, 0.25, 3000.0)
    unidentified = found["unidentified"]
    assert isinstance(unidentified, dict)
    assert (unidentified["grants"], unidentified["sum_pence"]) == (1, 500)
    assert found["lorenz"][-1] == [1.0, 1.0]  # type: ignore[index]


def test_nothing_in_a_currency_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    loaded(warehouse, tmp_path, MIXED)

    with pytest.raises(NotPossible, match=r"no such grant is in USD\. Other currencies: EUR, GBP"):
        flows.concentration(warehouse, Filters(currency="USD"))


def test_a_figure_leads_to_the_cell_as_it_was_written(warehouse: Warehouse, tmp_path: Path) -> None:
    loaded(warehouse, tmp_path, [grant("a", 1, fromOpenCall="Y", Stray={"deep": [1]}), grant("a", 2)])

    first, second = trace(warehouse, "a")

    assert (first.file, first.pointer, second.pointer) == ("grants.json", "/grants/0", "/grants/1")
    assert (first.cells["/fromOpenCall"], first.cells["/amountAwarded"], first.cells["/Stray/deep/0"]) == (
        "Y",
        "1",
        "1",
    )
    assert first.repairs == ({"code": "yes_no", "path": "/fromOpenCall", "original": "Y"},)
    assert trace(warehouse, "nothing") == ()


def test_a_cell_of_a_table_is_told_by_its_heading(warehouse: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_text("Identifier,Amount Awarded,Currency,Note\n007,12.50,GBP,mine\n", encoding="utf-8")
    load(warehouse, open_file(path))

    (match,) = trace(warehouse, "007")

    assert (match.row, dict(match.cells)) == (
        2,
        {"Identifier": "007", "Amount Awarded": "12.50", "Currency": "GBP", "Note": "mine"},
    )


def test_a_class_that_a_person_gives_is_counted_and_kept_beside_the_computed_one(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    loaded(warehouse, tmp_path, [grant("a", 1, "360G-x-1")])

    say_class(warehouse, "360G-x-1", "charity", "Registered last week")
    classify_again(warehouse, None)

    (row,) = classification(warehouse).rows
    assert (row.code, row.rule, row.said, row.reason) == ("unknown", "11", "charity", "Registered last week")
    assert [row.key for row in flows.reach(warehouse, ALL, By.TYPE).rows] == ["third_sector"]
    assert classification(warehouse).classified_share == 1
    with pytest.raises(NotPossible, match="give a recipient"):
        say_class(warehouse, "360G-x-1", "charity", " ")


def test_what_is_not_conserved_is_rolled_back(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "sums_of", lambda warehouse, file_no: {"GBP": 1})

    with pytest.raises(NotConserved):
        loaded(warehouse, tmp_path, MIXED)

    for table in ("files", "rows", "grants", "parties"):
        assert warehouse.connection.table(table).fetchall() == []


def test_a_file_that_breaks_off_leaves_the_warehouse_as_it_was(warehouse: Warehouse, tmp_path: Path) -> None:
    path = file_of(tmp_path, MIXED)
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(UnreadableFile):
        load(warehouse, open_file(path))

    assert warehouse.ask("SELECT count(*) FROM rows") == [(0,)]


def test_what_is_no_warehouse_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("hello", encoding="utf-8")

    with pytest.raises(UnreadableFile, match="no warehouse here"):
        open_warehouse(tmp_path / "none")
    with pytest.raises(UnreadableFile, match="is no warehouse"):
        open_warehouse(other)
