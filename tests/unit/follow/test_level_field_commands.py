"""`cydradd follow indicators --register` and `cydradd design level-field`: what a register adds, and a round as a call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.unit.follow.test_merge_command import award, package, release, run
from typer.testing import CliRunner

from cydradd_cli.main import app

ROUND = Path(__file__).parents[3] / "demo" / "rounds"


def supplier(number: str, name: str, vcse: bool = False) -> dict[str, Any]:
    return {
        "id": f"GB-COH-{number}",
        "name": name,
        "identifier": {"scheme": "GB-COH", "id": number},
        "details": {"vcse": vcse},
    }


@pytest.fixture
def contracts(tmp_path: Path) -> Path:
    """£30 to a charity that is a company, £10 to a company of shareholders, £60 to one that only says it is voluntary."""
    parties = [supplier("01000001", "Elusen"), supplier("01000002", "Cwmni Cyf"), supplier("01000003", "Llais", True)]
    given = [
        award(amount, suppliers=0) | {"id": str(n), "suppliers": [{"id": party["id"], "name": party["name"]}]}
        for n, (amount, party) in enumerate(zip((30, 10, 60), parties, strict=True))
    ]
    return package(tmp_path, "contracts.json", release(1, parties=parties, awards=given))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "registers"
    folder.mkdir()
    (folder / "links.csv").write_text("org_id_a,org_id_b\nGB-CHC-1000001,GB-COH-01000001\n", encoding="utf-8")
    (folder / "companies.csv").write_text(
        "CompanyNumber,CompanyCategory\n01000002,Private Limited Company\n", encoding="utf-8"
    )
    made = tmp_path / "register.duckdb"
    assert run("register", "build", folder, "--out", made).exit_code == 0
    return made


def third_sector(found: Any) -> Any:
    return next(each for each in orjson.loads(found.stdout)["indicators"] if each["id"] == "L15")


def test_the_third_sector_share_is_of_suppliers_that_a_register_knows(contracts: Path, register: Path) -> None:
    without = third_sector(run("indicators", contracts, "--json"))
    found = third_sector(run("indicators", contracts, "--register", register, "--json"))

    assert without["value"] is None and without["reason_not_computed"]["cy"]
    assert (found["value"], found["n"], found["coverage"]) == (0.75, 2, 0.4)
    assert (found["details"]["say_voluntary"], found["details"]["say_voluntary_confirmed"]) == (1, 0)


def test_a_warehouse_tells_the_same_with_the_register_it_was_made_with(
    contracts: Path, register: Path, tmp_path: Path
) -> None:
    held = tmp_path / "w.db"
    assert run("import", contracts, "--warehouse", held, "--register", register).exit_code == 0

    assert third_sector(run("indicators", "--warehouse", held, "--json"))["value"] == 0.75
    reached = orjson.loads(run("reach", "--warehouse", held, "--measure", "awards", "--json").stdout)
    assert {row["key"]: row["sum_pence"] for row in reached["rows"]} == {"third_sector": 30_00, "private": 10_00}


def test_level_field_of_a_file_says_what_indicators_say(contracts: Path, register: Path) -> None:
    asked = CliRunner().invoke(app, ["design", "level-field", str(contracts), "--register", str(register), "--json"])
    found = orjson.loads(asked.stdout)

    assert " ".join(found) == "indicators window sources"
    assert (
        found["indicators"]
        == orjson.loads(run("indicators", contracts, "--register", register, "--json").stdout)["indicators"]
    )
    assert [each["file"] for each in found["sources"]] == ["contracts.json"]
    assert found["window"] == []


def test_a_round_is_one_call_in_two_languages_with_its_own_awards() -> None:
    asked = CliRunner().invoke(app, ["design", "level-field", str(ROUND / "eithin-25-003"), "--json"])
    found = orjson.loads(asked.stdout)
    by_id = {each["id"]: each for each in found["indicators"]}

    assert asked.exit_code == 0, asked.stderr
    assert (by_id["L14"]["value"], by_id["L14"]["n"]) == (1, 1)
    assert by_id["L15"]["details"]["suppliers"] > 0
    assert by_id["L16"]["value"] is None and by_id["L16"]["reason_not_computed"]["cy"]
    assert "apply/applications.csv" in {each["file"] for each in found["sources"]}


@pytest.mark.parametrize("words", [("nothing-here.json",), (".",)])
def test_what_is_no_round_and_no_file_is_refused(words: tuple[str, ...]) -> None:
    found = CliRunner().invoke(app, ["design", "level-field", *words])

    assert found.exit_code == 1
    assert found.stderr.startswith("cydradd: ")
