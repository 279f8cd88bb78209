"""`cydradd follow import, reach, concentration, classify, trace, register build`: keys, words and refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.unit.follow.small_files import file_of, grant
from typer.testing import CliRunner

from cydradd_cli.main import app

GOOD = [grant("360G-a-1", 100, "GB-CHC-1000001"), grant("360G-a-2", 50, "360G-x"), grant("360G-a-3", 5, currency="USD")]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["follow", *map(str, words)])


def told(*words: str | Path) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    made = tmp_path / "w.duckdb"
    assert run("import", file_of(tmp_path, GOOD), "--warehouse", made).exit_code == 0
    return made


def test_import_tells_what_came_in_and_what_was_kept(tmp_path: Path) -> None:
    found = told("import", file_of(tmp_path, GOOD), "--warehouse", tmp_path / "w.duckdb")

    assert " ".join(found) == "files count sums_pence conserved refused"
    (file,) = found["files"]
    assert {"file", "sha256", "format", "rows_in", "rows_kept", "sums_in_pence", "sums_kept_pence"} <= set(file)
    assert (file["format"], file["rows_in"], file["sums_kept_pence"]) == ("360giving", 3, {"GBP": 15_000, "USD": 500})
    assert (found["count"], found["conserved"], file["already_there"]) == (3, True, False)
    assert file["defects_total"] > 0


def test_an_import_that_was_broken_off_goes_on_where_it_stopped(warehouse: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"grants": [{"id": "a"}', encoding="utf-8")
    more = file_of(tmp_path, [grant("b", 1)], "more.json")

    result = run("import", tmp_path / "grants.json", broken, more, "--warehouse", warehouse, "--json")

    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(each["file"], each["already_there"]) for each in found["files"]] == [
        ("grants.json", True),
        ("more.json", False),
    ]
    assert [each["file"] for each in found["refused"]] == ["broken.json"]
    assert "cut off" in result.stderr


def test_strict_keeps_no_file_with_errors_and_says_why(tmp_path: Path) -> None:
    bad = file_of(tmp_path, [{"id": "a", "currency": "GBP", "amountAwarded": 5}])
    warehouse = tmp_path / "w.duckdb"

    result = run("import", bad, "--warehouse", warehouse, "--strict", "--json")

    found = json.loads(result.stdout)
    assert (result.exit_code, found["count"], found["files"]) == (1, 0, [])
    assert found["refused"][0]["rows_kept"] == 0
    assert found["refused"][0]["defects_by_code"]["missing-field"] > 0
    assert told("import", bad, "--warehouse", warehouse)["count"] == 1


def test_reach_has_the_keys_that_other_programs_read(warehouse: Path) -> None:
    found = told("reach", "--warehouse", warehouse, "--by", "type", "--exclude-transfers")

    assert " ".join(found) == (
        "by filters currency grants recipients sum_pence rows unknown not_summable other_currencies excluded sentence "
        "sources measure other_measures"
    )
    assert (found["sum_pence"], found["unknown"]["sum_pence"]) == (15_000, 5_000)
    assert found["other_currencies"] == {"USD": {"grants": 1, "sum_pence": 500}}
    assert found["excluded"] == {"transfers": {"grants": 0, "sum_pence": 0}}
    assert found["filters"] == {"exclude_transfers": True}
    assert found["sources"][0]["grants"] == 2
    assert found["sentence"]["cy"] and found["sentence"]["en"]


def test_reach_in_words_shows_the_unknown(warehouse: Path) -> None:
    result = run("reach", "--warehouse", warehouse)

    assert "Not known (number of grants): nothing tells what kind it is (1)." in result.stdout
    assert "In none of this: 1 grants, USD." in result.stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("reach", "--by", "colour"), 2, "type, size, place, year"),
        (("reach", "--from", "yesterday"), 2, "2027-04-01"),
        (("reach", "--currency", "POUND"), 1, "no currency code"),
        (("reach", "--funder", "fund"), 1, "Did you mean: The Fund?"),
        (("concentration", "--funder", "The Find"), 1, "Did you mean: The Fund?"),
        (("trace", "nothing"), 1, "no grant or contract of this warehouse"),
        (("concentration", "file.json"), 2, "not both"),
        (("concentration", "--currency", "EUR"), 1, "no such grant is in EUR"),
    ],
)
def test_what_cannot_be_answered_is_refused(warehouse: Path, words: tuple[str, ...], status: int, said: str) -> None:
    result = run(*words, "--warehouse", warehouse)

    assert result.exit_code == status
    assert said in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize("name", ["The Fund", "GB-CHC-9"])
def test_a_funder_is_asked_for_by_id_or_name(warehouse: Path, name: str) -> None:
    assert told("reach", "--funder", name, "--warehouse", warehouse)["grants"] == 2


def test_no_warehouse_is_said_with_what_to_do(tmp_path: Path) -> None:
    result = run("reach", "--warehouse", tmp_path / "none")

    assert result.exit_code == 1
    assert "cydradd follow import" in result.stderr


def test_concentration_of_a_warehouse_and_of_its_file_agree(warehouse: Path, tmp_path: Path) -> None:
    of_warehouse = told("concentration", "--warehouse", warehouse)
    of_file = told("concentration", tmp_path / "grants.json")

    for key in ("recipients", "sum_pence", "top10_share", "lower_half_share", "hhi", "gini", "unidentified", "lorenz"):
        assert of_warehouse[key] == of_file[key]


def test_trace_leads_to_the_cell(warehouse: Path) -> None:
    (match,) = told("trace", "360G-a-2", "--warehouse", warehouse)["matches"]

    assert " ".join(match) == "file sha256 sheet row pointer cells repairs"
    assert (match["pointer"], match["cells"]["/amountAwarded"]) == ("/grants/1", "50")


REGISTER = {
    "publicextract.charity.txt": "date_of_extract\tregistered_charity_number\tlinked_charity_number\tcharity_name\t"
    "latest_acc_fin_period_end_date\tlatest_income\tcharity_contact_postcode\tcharity_company_registration_number\n"
    "2023-09-07 00:00:00\t1000001\t0\tOne\t2019-03-31 00:00:00\t99999\tCF10 1AA\t1234567\n",
    "publicextract.charity_annual_return_history.txt": "date_of_extract\tregistered_charity_number\t"
    "fin_period_end_date\ttotal_gross_income\n2023-09-07 00:00:00\t1000001\t2021-03-31 00:00:00\t100000\n",
    "companies.csv": " CompanyNumber,CompanyCategory\n00000005,Community Interest Company\n",
    "places.csv": "LADCD,LADNM,LADCD_ACTIVE,LADNM_ACTIVE,CTRYCD\nE07000001,Old,E06000099,New,E92000001\n"
    "E06000099,New,E06000099,New,E92000001\n",
    "note.txt": "nothing\n",
}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "registers"
    folder.mkdir()
    for name, text in REGISTER.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = tmp_path / "register.duckdb"
    found = told("register", "build", folder, "--out", made)
    assert found == {
        "entries": 5,
        "lists": {"charities": 1, "charity_incomes": 1, "companies": 1, "places": 2},
        "as_of": "2023-09-07",
        "left_out": ["note.txt"],
    }
    return made


def test_registers_tell_companies_sizes_and_places_of_today(register: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    grants = [
        grant("a", 1, "GB-COH-01234567", awardDate="2020-05-01"),
        grant("b", 2, "GB-CHC-1000001", awardDate="2021-05-01"),
        grant("c", 4, {"id": "GB-COH-00000005", "location": [{"geoCode": "E07000001"}]}),
        grant("d", 8, "GB-CHC-1000001", awardDate="2018-05-01"),
    ]
    told("import", file_of(tmp_path, grants), "--warehouse", warehouse)
    assert told("classify", "--warehouse", warehouse)["by_rule"] == {"1": 2, "11": 2}

    classified = told("classify", "--warehouse", warehouse, "--register", register)

    assert (classified["by_rule"], classified["classified_share"]) == ({"1": 2, "7": 1, "8": 1}, 1.0)
    size = told("reach", "--warehouse", warehouse, "--by", "size")
    assert [(row["key"], row["sum_pence"]) for row in size["rows"]] == [("small", 100), ("medium", 200)]
    assert size["unknown"]["reasons"] == {"no-income": 2}
    place = told("reach", "--warehouse", warehouse, "--by", "place")
    assert [(row["key"], row["label"]["en"]) for row in place["rows"]] == [("E06000099", "New")]
    assert told("concentration", "--warehouse", warehouse)["recipients"] == 2


def test_importing_with_a_register_says_the_same_as_classifying_with_it_after(register: Path, tmp_path: Path) -> None:
    file = file_of(tmp_path, [grant("a", 1, "GB-COH-01234567"), grant("c", 4, "GB-COH-00000005")])
    first, second = tmp_path / "first", tmp_path / "second"

    told("import", file, "--warehouse", first, "--register", register)
    told("import", file, "--warehouse", second)
    told("classify", "--warehouse", second, "--register", register)

    for by in ("type", "size", "place"):
        assert told("reach", "--warehouse", first, "--by", by) == told("reach", "--warehouse", second, "--by", by)


def test_a_register_that_was_named_once_is_used_again_and_missed_when_it_is_gone(
    register: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "w"
    told("import", file_of(tmp_path, [grant("a", 1)]), "--warehouse", warehouse, "--register", register)
    told("import", file_of(tmp_path, [grant("b", 4, "GB-COH-00000005")], "b.json"), "--warehouse", warehouse)

    assert told("classify", "--warehouse", warehouse)["by_rule"] == {"1": 1, "8": 1}

    register.unlink()
    result = run("import", file_of(tmp_path, [grant("c", 4)], "c.json"), "--warehouse", warehouse)
    assert (result.exit_code, "is not there: name it with --register" in result.stderr) == (0, True)


def test_a_folder_without_registers_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    result = run("register", "build", tmp_path / "empty", "--out", tmp_path / "r")

    assert (result.exit_code, (tmp_path / "r").exists()) == (1, False)
    assert "no file of a register" in result.stderr
