"""Who funds groups like ours: a plain count by hand of the same grants, and what is not known never taken for known."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.follow.small_files import grant, loaded

from cydradd.follow.alike import Ours, alike, median
from cydradd.follow.warehouse import likeness
from cydradd.follow.warehouse.asking import DIALECTS, sql
from cydradd.follow.warehouse.store import Warehouse, open_warehouse
from cydradd.vocabulary.money import UnreadableAmount


def to(name: str, number: int, **more: object) -> dict[str, object]:
    return {"id": f"GB-CHC-10000{number:02}", "name": name, **more}


CARDIFF = {"location": [{"geoCode": "W06000015", "geoCodeType": "UA"}]}
GWYNEDD = {"location": [{"geoCode": "W06000002", "geoCodeType": "UA"}]}
CHOIRS = [{"id": "GB-CHC-8", "name": "The Fund for Choirs"}]
GRANTS = [
    grant("a", 100, to("Côr A", 1, **CARDIFF), awardDate="2019-05-01"),
    grant("b", 300, to("Côr A", 1, **CARDIFF), awardDate="2021-05-01"),
    grant("c", 1000, to("Côr B", 2, **CARDIFF), awardDate="soon"),
    grant("d", 50, to("Côr C", 3, **GWYNEDD)),
    grant("e", 60, to("Côr D", 4, postalCode="CF10 1AA")),
    grant("f", 70, to("Côr E", 5)),
    grant("g", 80, {"id": "GB-PLA-CRF", "name": "Cyngor", **CARDIFF}),
    grant("h", 90, None),
    grant("i", 20, None, recipientIndividual={"id": "360G-p-1", "name": "Nobody"}),
    grant("j", 40, to("Côr B", 2, **CARDIFF), fundingOrganization=CHOIRS),
    grant("k", 5, to("Côr B", 2, **CARDIFF), currency="EUR", fundingOrganization=CHOIRS),
    grant("l", 7, to("Côr E", 5), fundingOrganization=[{"id": "GB-CHC-7", "name": "Not Told"}]),
    grant("m", "much", to("Côr A", 1, **CARDIFF)),
]


@pytest.fixture(name="warehouse")
def _warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path / "w.duckdb", writing=True) as opened:
        loaded(opened, tmp_path, GRANTS)
        yield opened


def test_a_funder_is_told_by_its_grants_to_groups_of_the_same_place_and_kind(warehouse: Warehouse) -> None:
    found = alike(warehouse, Ours(place="W06000015", group="third_sector"))

    first, second = found.givers
    assert (first.key, first.name, first.grants) == ("GB-CHC-9", "The Fund", 3)
    assert (first.least, first.median, first.most) == (10_000, 30_000, 100_000)
    assert first.last == date(2021, 5, 1)
    assert (first.like, first.other) == (2, 3)  # C in Gwynedd, the council, a person
    assert first.share == Fraction(2, 7) and first.share_unknown == Fraction(2, 7)  # D by its postcode's area, E
    assert (second.key, second.grants, second.median, second.share) == ("GB-CHC-8", 1, 4_000, 1)
    assert found.others == 1
    assert found.grants == {"like": 4, "other": 3, "unknown": 4}


def test_all_of_wales_and_an_area_of_postcodes_are_places_too(warehouse: Warehouse) -> None:
    assert alike(warehouse, Ours("W92000004", "third_sector")).grants == {"like": 6, "other": 2, "unknown": 3}
    assert alike(warehouse, Ours("CF", "third_sector")).grants["like"] == 1


@pytest.mark.parametrize(
    ("postcode", "state"), [("SW1A 1AA", "other"), ("SY23 1AA", "unknown"), ("CF10 1AA", "unknown"), ("", "unknown")]
)
def test_an_english_area_of_postcodes_is_known_not_to_be_in_wales(tmp_path: Path, postcode: str, state: str) -> None:
    with open_warehouse(tmp_path / "one.duckdb", writing=True) as opened:
        loaded(opened, tmp_path, [grant("a", 5, to("Côr", 1, postalCode=postcode))])

        found = alike(opened, Ours(place="W06000015"))

    assert found.grants == {"like": 0, "other": 0, "unknown": 0} | {state: 1}


def test_income_is_like_only_where_a_register_tells_it(warehouse: Warehouse) -> None:
    warehouse.ask("INSERT INTO sizes SELECT row_no, 500000, 'micro' FROM grants WHERE id IN ('a', 'b')")
    warehouse.ask("INSERT INTO sizes SELECT row_no, 50000000, 'medium' FROM grants WHERE id = 'd'")

    found = alike(warehouse, Ours(group="third_sector", band="micro"))

    assert found.grants == {"like": 2, "other": 3, "unknown": 6}
    assert [(each.key, each.like) for each in found.givers] == [("GB-CHC-9", 1)]


def test_currencies_are_never_added_and_every_grant_that_can_be_read_is_in_one_state(warehouse: Warehouse) -> None:
    assert sum(alike(warehouse, Ours("W06000015")).grants.values()) == 11
    assert [each.median for each in alike(warehouse, Ours(currency="EUR")).givers] == [500]
    assert alike(warehouse, Ours(currency="USD")).givers == ()
    with pytest.raises(UnreadableAmount):
        alike(warehouse, Ours(currency="pounds"))


def test_without_a_wish_every_organisation_is_like_ours(warehouse: Warehouse) -> None:
    assert alike(warehouse, Ours()).grants == {"like": 9, "other": 1, "unknown": 1}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_questions_are_written_for_every_engine(dialect: str) -> None:
    ours = Ours("W92000004", "third_sector", "micro")

    for question in (likeness.amounts, likeness.recipients):
        assert "GROUP BY" in sql(question, ours, dialect=dialect)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30))
def test_the_median_is_that_of_the_standard_library(amounts: list[int]) -> None:
    assert median(Counter(amounts)) == Fraction(statistics.median(map(Fraction, amounts)))
