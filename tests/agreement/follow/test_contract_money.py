"""Money of real contracts in a warehouse: the figures of follow.md 3.6; and its questions in every database's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cydradd.follow import measured
from cydradd.follow.ocds import open_file
from cydradd.follow.reach import By
from cydradd.follow.warehouse import contract_questions
from cydradd.follow.warehouse.asking import DIALECTS, sql
from cydradd.follow.warehouse.contracts import load
from cydradd.follow.warehouse.measures import Measured
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import Warehouse, open_warehouse

AWARDS = Filters(measure=Measured.AWARDS)
FILES = (
    "contracts_finder_2025-01_2025-03.json",
    "sell2wales_tenders_2025-02.json",
    "public_contracts_scotland_tenders_2019-04.json",
)


@pytest.fixture(scope="module")
def warehouse(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path_factory.mktemp("contracts") / "w.duckdb", writing=True) as opened:
        for name in FILES:
            load(opened, open_file(real_data / "contracts" / name))
        yield opened


@pytest.mark.real_data
@pytest.mark.parametrize("by", [By.TYPE, By.PLACE, By.YEAR])
def test_awards_are_those_of_the_compiled_releases_to_the_penny(warehouse: Warehouse, by: By) -> None:
    found = measured.reach(warehouse, AWARDS, by)

    parts = (*found.rows, found.unknown)
    assert (found.grants, found.total) == (96, 75_164_421_505)
    assert (sum(row.grants for row in parts), sum(row.total for row in parts)) == (96, 75_164_421_505)


@pytest.mark.real_data
def test_eight_awards_have_several_suppliers_and_one_has_34_of_which_one_is_listed_twice(warehouse: Warehouse) -> None:
    found = measured.reach(warehouse, AWARDS, By.TYPE)
    shared = warehouse.ask("SELECT count(*) AS many FROM members GROUP BY row_no ORDER BY many DESC")

    assert next(row.grants for row in found.rows if row.key == "joint") == 8
    assert (len(shared), shared[0]) == (8, (34,))


@pytest.mark.real_data
def test_no_contract_and_no_payment_is_told_and_none_is_made_up(warehouse: Warehouse) -> None:
    for measure in (Measured.CONTRACTS, Measured.PAID):
        found = measured.reach(warehouse, Filters(measure=measure), By.TYPE)

        assert (found.grants, found.total) == (0, 0)
        assert {name: left.total for name, left in found.other_measures.items()} == {"awards": 75_164_421_505}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("question", [contract_questions.by_measure, contract_questions.files_of])
def test_each_question_is_written_for_every_database(dialect: str, question: object) -> None:
    for filters in (AWARDS, Filters(measure=Measured.PAID, place="W92000004", without_transfers=True)):
        assert sql(question, filters, dialect=dialect).startswith(("SELECT", "WITH"))  # type: ignore[arg-type]
