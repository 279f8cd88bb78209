"""A real Apache Spark, a cluster of two executors, answers as DuckDB does: every question, and every function that asks.

Small grants made to tell engines apart, and the four real files where they are there. See `asked` for what is asked, and
`spark_answers` for the cluster.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.agreement.follow import asked
from tests.conftest import REAL_DATA

from cydradd.follow.flows import reach
from cydradd.follow.reach import By
from cydradd.follow.threesixtygiving import open_file
from cydradd.follow.warehouse.asking import ask
from cydradd.follow.warehouse.exporting import export
from cydradd.follow.warehouse.filing import load
from cydradd.follow.warehouse.naming import must_name_a_funder
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import Warehouse, open_warehouse

ROOT = Path(__file__).resolve().parents[3]
PYTHON = ROOT / ".spark-venv" / "bin" / "python"
JAVA = shutil.which(str(Path(os.environ["JAVA_HOME"]) / "bin" / "java") if "JAVA_HOME" in os.environ else "java")
REAL = {
    "lloyds-bank-foundation-2010-2015.json": 11_579_563_569,
    "ab-charitable-trust-2013-2021.json": 1_278_562_500,
    "trafford-council-voluntary-sector-grants.json": 129_143_654,
    "wolfson-2014-messy-invalid.json": 3_117_845_600,
}
"""Real files, and their pence (SOURCES.md of the folder)."""
ORDERED = {"listing", "sources", "files_of"}
"""Questions that have an order of their own; the rows of the others are compared in any."""
MISSING = "Apache Spark is not there (make spark-env): the questions are not tried on it."

pytestmark = pytest.mark.skipif(
    os.environ.get("CI") != "true" and not (PYTHON.exists() and JAVA), reason=MISSING
)  # with CI=true the missing Spark is a failure


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("spark")
    with open_warehouse(folder / "money", writing=True) as opened:
        asked.fill(opened, folder)
        for name in REAL if REAL_DATA.is_dir() else ():
            load(opened, open_file(REAL_DATA / "grants" / "threesixty" / name))
        yield opened


@pytest.fixture(scope="module")
def spark(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the cluster answers."""
    folder = tmp_path_factory.mktemp("cluster")
    export(warehouse, folder / warehouse.name)  # of one name, as some answers tell it
    done = subprocess.run(
        [PYTHON, "-m", "tests.agreement.follow.spark_answers", folder / "answers.json", folder / warehouse.name],
        cwd=ROOT,
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(folder / "workers")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    found: dict[str, Any] = orjson.loads((folder / "answers.json").read_bytes())
    return found


def rows_of(call: asked.Call, rows: list[list[Any]]) -> list[list[Any]]:
    return rows if call[0].__name__ in ORDERED else sorted(rows, key=repr)


def by_name(calls: list[asked.Call]) -> dict[str, asked.Call]:
    return {asked.named(each): each for each in calls}


def test_two_executors_in_processes_of_their_own_did_the_work(spark: dict[str, Any]) -> None:
    assert len(spark["executors"]) == 2
    assert min(spark["executors"].values()) > 20
    assert len(set(spark["processes"]) - {spark["driver"]}) == 2


def test_every_question_has_the_same_rows_in_spark(warehouse: Warehouse, spark: dict[str, Any]) -> None:
    calls, told = by_name(asked.few(asked.ASKED)), 0

    assert set(spark["questions"]) == set(calls)
    for name, call in calls.items():
        ours = rows_of(call, asked.plain(ask(warehouse, call[0], *call[1])))
        assert rows_of(call, spark["questions"][name]) == ours, name
        told += bool(ours)
    assert told > len(calls) / 2
    assert {call[0] for call in calls.values()} == set(asked.every_question())


@pytest.mark.parametrize("function", asked.every_function_that_asks(), ids=lambda each: each.__name__)
def test_every_function_that_asks_hands_back_the_same(
    warehouse: Warehouse, spark: dict[str, Any], function: Callable[..., Any]
) -> None:
    for call in asked.answered(function):
        ours = orjson.loads(orjson.dumps(asked.answer(warehouse, call)))
        assert spark["functions"][asked.named(call)] == ours
        assert ours or function is must_name_a_funder  # which hands nothing back


def test_the_page_of_instructions_finds_what_duckdb_finds(warehouse: Warehouse, spark: dict[str, Any]) -> None:
    found = reach(warehouse, Filters(place="W92000004", without_transfers=True), By.SIZE)

    assert spark["how_to"] == orjson.loads(orjson.dumps(asked.plain(found)))


@pytest.mark.real_data
def test_the_money_of_the_real_files_is_in_spark_to_the_penny(warehouse: Warehouse, spark: dict[str, Any]) -> None:
    made_up = {"GBP": 10_050 + 5_000 + 2_500 + 1_000 + 4_000 + 300 + 300 + 400 - 525 + 100 + 100 + 200 + 200}

    found = next(rows for name, rows in spark["questions"].items() if "currencies(Filters(funder=None" in name)
    totals = {currency: total for currency, readable, _, total in found if readable}

    assert totals["GBP"] == sum(REAL.values()) + made_up["GBP"]
    assert totals["USD"] == 2 * asked.HUGE


def test_a_question_with_a_parameter_that_has_no_values_is_refused() -> None:
    def new_question(filters: object, colour: str) -> None: ...

    with pytest.raises(KeyError, match="colour"):
        asked.asked_of(new_question)
