"""The warehouse beside real files: counts, sums and concentration of follow.md, and the share that is classified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cydradd.follow import flows
from cydradd.follow.classification import classification
from cydradd.follow.reach import By
from cydradd.follow.registers import build, open_register
from cydradd.follow.threesixtygiving import open_file
from cydradd.follow.warehouse.filing import load
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import Warehouse, open_warehouse

pytestmark = pytest.mark.real_data

FILES = {
    "lloyds-bank-foundation-2010-2015.json": ("GB-CHC-327114", 4116, 11_579_563_569),
    "ab-charitable-trust-2013-2021.json": ("GB-CHC-1000147", 783, 1_278_562_500),
    "trafford-council-voluntary-sector-grants.json": ("GB-LAE-TRF", 555, 129_143_654),
    "wolfson-2014-messy-invalid.json": ("GB-CHC-1156077", 379, 3_117_845_600),
}
SPREAD = {
    "GB-CHC-327114": (3624, ".0404", ".2746", "5.89", ".3534"),
    "GB-CHC-1000147": (322, ".2141", ".1664", "94.70", ".5102"),
    "GB-LAE-TRF": (323, ".2669", ".1458", "120.61", ".5783"),
    "GB-CHC-1156077": (305, ".4669", ".0551", "301.23", ".7739"),
}


@pytest.fixture(scope="module")
def warehouse(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path_factory.mktemp("follow") / "w.duckdb", writing=True) as opened:
        for name in FILES:
            load(opened, open_file(real_data / "grants" / "threesixty" / name))
        yield opened


@pytest.mark.parametrize("name", FILES)
def test_counts_and_sums_to_the_penny(warehouse: Warehouse, name: str) -> None:
    funder, grants, pence = FILES[name]

    found = flows.reach(warehouse, Filters(funder=funder), By.YEAR)

    assert (found.grants, found.total) == (grants, pence)
    assert [(source["file"], source["grants"]) for source in found.sources] == [(name, grants)]


@pytest.mark.parametrize("funder", SPREAD)
def test_the_table_of_concentration(warehouse: Warehouse, funder: str) -> None:
    found = flows.concentration(warehouse, Filters(funder=funder)).found

    n, *expected = SPREAD[funder]
    measures = (found.top10_share, found.lower_half_share, found.gini)
    assert found.recipients == n
    assert [f"{float(each or 0):.4f}".lstrip("0") for each in measures] == [expected[0], expected[1], expected[3]]
    assert f"{float(found.hhi or 0):.2f}" == expected[2]


def test_grants_at_welsh_postcode_areas(warehouse: Warehouse) -> None:
    found = flows.reach(warehouse, Filters(funder="GB-CHC-327114", place="W92000004"), By.PLACE)

    assert (found.grants, found.total) == (335, 743_465_440)
    assert {row.key for row in found.rows} == {"CF", "LD", "LL", "NP", "SA"}


@pytest.mark.parametrize("by", By)
def test_nothing_is_lost_between_the_rows(warehouse: Warehouse, by: By) -> None:
    found = flows.reach(warehouse, Filters(), by)

    parts = (*found.rows, found.unknown)
    assert sum(row.grants for row in parts) == sum(grants for _, grants, _ in FILES.values())
    assert sum(row.total for row in parts) == sum(pence for *_, pence in FILES.values())


def test_json_and_csv_of_one_publisher_are_the_same_grants(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "grants" / "threesixty"
    with open_warehouse(tmp_path / "w.duckdb", writing=True) as opened:
        for suffix in ("csv", "json"):
            load(opened, open_file(folder / f"trafford-council-voluntary-sector-grants.{suffix}"))

        all_of_it, once = (flows.reach(opened, Filters(once=once), By.TYPE) for once in (False, True))

    assert (all_of_it.grants, once.grants, once.excluded["duplicates"].total) == (1110, 555, 129_143_654)
    assert [(row.key, row.total) for row in once.rows] == [(row.key, row.total // 2) for row in all_of_it.rows]


def test_most_grants_are_classified_and_registers_classify_more(
    warehouse: Warehouse, real_data: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    build(real_data / "grants" / "orgs", tmp_path / "register")

    without = classification(warehouse).classified_share
    with (
        open_warehouse(tmp_path / "w.duckdb", writing=True) as opened,
        open_register(tmp_path / "register") as register,
    ):
        for name in FILES:
            load(opened, open_file(real_data / "grants" / "threesixty" / name), evidence=register)
        with_registers = classification(opened).classified_share

    assert without is not None
    assert with_registers is not None
    record_property("classified_share", f"{float(without):.4f}, with registers {float(with_registers):.4f}")
    assert without < with_registers
    assert without >= GOAL


GOAL = 0.95
"""Of follow.md, section 8."""
