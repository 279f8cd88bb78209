"""Money of contracts in a warehouse: three measures never added, corrections once, several suppliers never divided."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.unit.follow.small_files import file_of, grant
from tests.unit.follow.test_merge_command import award, package, release, run

CHARITY = {"id": "GB-CHC-1000001", "name": "Elusen", "identifier": {"scheme": "GB-CHC", "id": "1000001"}}
COUNCIL = {
    "id": "c",
    "name": "Cyngor Gwynedd",
    "identifier": {"scheme": "GB-PLA", "id": "GWN"},
    "address": {"postalCode": "LL55 1SH"},
}


def told(*words: object) -> Any:
    found = run(*words, "--json")
    assert found.exit_code == 0, found.stderr
    return orjson.loads(found.stdout)


def one_process(**part: Any) -> dict[str, Any]:
    return release(1, parties=[CHARITY, COUNCIL], buyer={"id": "c", "name": "Cyngor Gwynedd"}, **part)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One award of £10 to a charity, agreed at £9 and £4 of it paid; one of £30 to two suppliers; one grant of £100."""
    contract = {
        "id": "k",
        "awardID": "1",
        "dateSigned": "2027-03-01T00:00:00Z",
        "value": {"amount": 9, "currency": "GBP"},
        "implementation": {"transactions": [{"id": "t", "value": {"amount": 4, "currency": "GBP"}}]},
    }
    alone = award(10, suppliers=0, date="2027-02-01T00:00:00Z") | {"suppliers": [{"id": CHARITY["id"]}]}
    tmp_path = tmp_path_factory.mktemp("contracts")
    contracts = package(
        tmp_path,
        "contracts.json",
        one_process(awards=[alone], contracts=[contract]),
        release(1, "ocds-1-b", awards=[award(30, suppliers=2), award(7, "EUR") | {"id": "2"}]),
    )
    made = tmp_path / "w.db"
    told("import", contracts, file_of(tmp_path, [grant("360G-a-1", 100, "GB-CHC-1000001")]), "--warehouse", made)
    return made


@pytest.mark.parametrize(
    ("measure", "many", "pence"),
    [("grants", 1, 100_00), ("awards", 2, 40_00), ("contracts", 1, 9_00), ("paid", 1, 4_00)],
)
def test_each_measure_is_counted_alone_and_the_others_are_said(
    warehouse: Path, measure: str, many: int, pence: int
) -> None:
    found = told("reach", "--warehouse", warehouse, "--measure", measure)

    assert (found["measure"], found["grants"], found["sum_pence"]) == (measure, many, pence)
    others = {"grants": 100_00, "awards": 40_00, "contracts": 9_00, "paid": 4_00}
    del others[measure]
    assert {name: left["sum_pence"] for name, left in found["other_measures"].items()} == others


def test_what_several_suppliers_share_is_one_row_and_is_nobodys(warehouse: Path) -> None:
    found = told("reach", "--warehouse", warehouse, "--measure", "awards")
    spread = told("concentration", "--warehouse", warehouse, "--measure", "awards")

    assert {row["key"]: (row["grants"], row["sum_pence"]) for row in found["rows"]} == {
        "joint": (1, 30_00),
        "third_sector": (1, 10_00),
    }
    assert (spread["recipients"], spread["sum_pence"], spread["unidentified"]["sum_pence"]) == (1, 10_00, 30_00)
    assert found["other_currencies"] == {"EUR": {"grants": 1, "sum_pence": 7_00}}
    assert [source["file"] for source in found["sources"]] == ["contracts.json"]


def test_who_buys_is_who_gives_and_days_are_those_of_the_award(warehouse: Path) -> None:
    by_year = told("reach", "--warehouse", warehouse, "--measure", "awards", "--by", "year", "--funder", "GB-PLA-GWN")

    assert [(row["key"], row["sum_pence"]) for row in by_year["rows"]] == [("2027", 10_00)]
    assert by_year["filters"] == {"funder": "GB-PLA-GWN", "measure": "awards"}


def test_a_correction_in_a_later_file_replaces_the_amount_and_its_suppliers(warehouse: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    shutil.copy(warehouse, again)
    later = package(tmp_path, "later.json", release(2, "ocds-1-b", awards=[award(5, suppliers=3)]))
    told("import", later, "--warehouse", again)

    found = told("reach", "--warehouse", again, "--measure", "awards")

    assert {row["key"]: row["sum_pence"] for row in found["rows"]} == {"joint": 5_00, "third_sector": 10_00}
    assert {source["file"] for source in found["sources"]} == {"contracts.json", "later.json"}
    traced = told("trace", "ocds-1-b", "--warehouse", again)
    assert [match["file"] for match in traced["matches"]] == ["contracts.json", "later.json"]
    shared = next(each for each in traced["amounts"] if each["currency"] == "GBP")
    assert (shared["amount_pence"], shared["suppliers"], shared["joint"]) == (5_00, ["S0", "S1", "S2"], True)


def test_an_id_that_is_of_no_list_makes_no_two_suppliers_one(tmp_path: Path) -> None:
    named = [{"suppliers": [{"id": "1", "name": name}]} for name in ("Amgueddfa", "Llyfrgell")]
    file = package(
        tmp_path, "two.json", *(release(1, f"ocds-1-{n}", awards=[award(5) | each]) for n, each in enumerate(named))
    )
    told("import", file, "--warehouse", tmp_path / "w.db")

    assert told("reach", "--warehouse", tmp_path / "w.db", "--measure", "awards")["recipients"] == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("reach", "--measure", "awards", "--by", "size"), 1, "by type, place or year"),
        (("concentration", "--measure", "awards", "--currency", "USD"), 1, "no such awards in USD"),
        (("reach", "--measure", "spend"), 2, "grants, awards, contracts, paid"),
    ],
)
def test_what_cannot_be_asked_of_contracts_is_refused_with_what_can(
    warehouse: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    found = run(*words, "--warehouse", warehouse)

    assert found.exit_code == code
    assert said in found.stderr


def test_people_read_which_measure_it_is_and_that_no_other_is_added(warehouse: Path) -> None:
    shown = run("reach", "--warehouse", warehouse, "--measure", "paid").stdout

    assert "1 payments" in shown
    assert "Another measure, not added: 2 awards, £40 (--measure awards)." in shown


@pytest.mark.parametrize("id", [["x"], {"a": 1}, 7, True, None])
def test_parties_with_an_id_of_any_kind_break_nothing(tmp_path: Path, id: object) -> None:
    file = package(tmp_path, "odd.json", release(1, parties=[{"id": id, "address": 3}], awards=[award(5)]))
    told("import", file, "--warehouse", tmp_path / "w.db")

    assert told("reach", "--warehouse", tmp_path / "w.db", "--measure", "awards")["sum_pence"] == 5_00
