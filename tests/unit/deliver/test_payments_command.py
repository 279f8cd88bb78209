"""`cydradd deliver payments`: a file, a folder or a package; what is not known is null, and every defect is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cydradd_cli.main import app

KEYS = [
    "n", "unknown", "median_days", "p90_days", "within_30", "small_within_10", "share_up_front", "total_p", "defects",
]  # fmt: skip
FIGURES = KEYS[2:8]
HEAD = "agreement,due,invoiced_on,paid_on,amount_p,pot\n"
ROUND = 'id = "r"\ntitle_cy = "r"\ntitle_en = "r"\ncurrency = "GBP"\nas_of = "2027-01-01T00:00:00Z"\n'


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["deliver", "payments", str(path), *options])


def told(path: Path, *options: str) -> dict[str, Any]:
    result = run(path, "--json", *options)
    assert result.exit_code == 0, result.stderr
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def alone(tmp_path: Path, rows: str) -> dict[str, Any]:
    file = tmp_path / "payments.csv"
    file.write_text(HEAD + rows, encoding="utf-8")
    return told(file)


def a_round(tmp_path: Path, payments: str, agreements: str = "") -> Path:
    for name in ("deliver", "apply"):
        (tmp_path / name).mkdir()
    (tmp_path / "round.toml").write_text(ROUND, encoding="utf-8")
    (tmp_path / "deliver/payments.csv").write_text(HEAD + payments, encoding="utf-8")
    head = "id,application,organisation,kind,amount_p,start,end,signed_on,pots\n"
    (tmp_path / "deliver/agreements.csv").write_text(head + agreements, encoding="utf-8")
    (tmp_path / "apply/organisations.csv").write_text("id,name,income_p\no1,One,9999999\no2,Two,\n", encoding="utf-8")
    return tmp_path


def test_a_file_alone_tells_days_and_not_what_it_cannot_know(tmp_path: Path) -> None:
    found = alone(
        tmp_path,
        "A,2026-05-01,2026-05-03,2026-05-13,100,\nA,2026-06-01,,2026-07-11,100,\n"
        "A,2026-09-01,,2026-08-01,100,\nA,,,2026-09-02,100,\nA,2026-09-01,,2026-12-24,-50,\n",
    )

    assert list(found) == KEYS
    assert [found[key] for key in KEYS[:5]] == [4, 1, 10, 40, 2 / 3]
    assert (found["small_within_10"], found["share_up_front"], found["total_p"]) == (None, None, 350)
    assert found["defects"] == []


def test_nothing_paid_yet_is_no_days(tmp_path: Path) -> None:
    found = alone(tmp_path, "")

    assert (found["n"], found["unknown"], found["total_p"]) == (0, 0, 0)
    assert [found[key] for key in FIGURES[:5]] == [None] * 5


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A,01/05/2026,,2026-05-13,100,", "unreadable-time"),
        ("A,2026-05-01,,2026-05-13,\"1,234.50\",", "unreadable-amount"),
        ("A,2026-05-01,,2026-05-13,12.5,", "unreadable-amount"),
        ("A,2026-05-01,,2026-05-13,2147483647,", "no-limit"),
        ("A,2026-05-01,,,100,", "empty-cell"),
        ("A,2026-05-01,,2026-05-13,100,,,x", "wrong-width"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_count_is_listed_and_the_good_one_kept(tmp_path: Path, row: str, code: str) -> None:
    found = alone(tmp_path, f"{row}\nA,2026-05-01,,2026-05-05,100,\n")

    assert (found["n"], found["total_p"], found["median_days"]) == (1, 100, 4)
    assert [(each["code"], each["row"]) for each in found["defects"]] == [(code, 2)]


def test_several_agreements_in_one_row_are_a_defect_and_counted_once(tmp_path: Path) -> None:
    found = alone(tmp_path, "A;B,2026-05-01,,2026-05-05,100,\n")

    assert (found["n"], [each["code"] for each in found["defects"]]) == (1, ["several-agreements"])


@pytest.mark.parametrize(
    "data", [b"", b"agreement,due\nA,2026-05-01\n", b"\xff\xfe", b"agreement\0,paid_on,amount_p\n"]
)
def test_a_file_from_which_nothing_is_read_says_nothing_of_payments(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "payments.csv"
    file.write_bytes(data)

    found = told(file)

    assert found["n"] == 0
    assert [found[key] for key in FIGURES] == [None] * 6
    assert found["defects"]


def test_a_folder_knows_who_is_small_and_what_came_up_front(tmp_path: Path) -> None:
    folder = a_round(
        tmp_path,
        "A1,2026-04-01,,2026-04-01,250,\nA1,2026-05-01,,2026-05-31,750,\nA2,2026-04-01,,2026-04-30,500,\n",
        "A1,x,o1,grant,1000,2026-04-01,2027-03-31,2026-03-01,\nA2,y,o2,grant,1000,2026-04-01,2027-03-31,2026-03-01,\n",
    )

    found = told(folder)

    assert (found["small_within_10"], found["share_up_front"]) == (0.5, 0.125)
    assert (found["n"], found["total_p"], found["within_30"]) == (3, 1500, 1)


def test_paid_before_signature_outside_its_pots_and_above_it_are_defects_and_kept(tmp_path: Path) -> None:
    folder = a_round(
        tmp_path,
        "A1,2026-04-01,,2026-02-28,900,P1\nA1,2026-05-01,,2026-05-31,200,P9\n",
        "A1,x,o1,grant,1000,2026-04-01,2027-03-31,2026-03-01,P1:1000\n",
    )

    found = told(folder)

    codes = {each["code"] for each in found["defects"]}
    assert {"paid-before-signature", "outside-pots", "above-agreement"} <= codes
    assert (found["n"], found["total_p"]) == (2, 1100)


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = [f"A,2026-05-0{n},,2026-05-{n * 3 + 1:02},{n},\n" for n in range(1, 9)]

    assert alone(tmp_path, "".join(rows)) == alone(tmp_path, "".join(reversed(rows)))


def test_a_package_in_two_currencies_is_summed_in_one_that_is_named(tmp_path: Path) -> None:
    def moved(id: str, amount: float, unit: str) -> dict[str, Any]:
        return {"id": id, "date": "2026-05-01T00:00:00Z", "value": {"amount": amount, "currency": unit}}

    contract = {"id": "c", "awardID": "a", "implementation": {"transactions": [moved("1", 10, "GBP"), moved("2", -2.5, "EUR")]}}  # fmt: skip
    release = {"ocid": "o", "id": "1", "date": "2026-06-01T00:00:00Z", "tag": ["contract"], "contracts": [contract]}
    file = tmp_path / "package.json"
    file.write_text(json.dumps({"releases": [release]}), encoding="utf-8")

    refused = run(file, "--json")

    assert (refused.exit_code, "EUR, GBP" in refused.stderr) == (1, True)
    assert (told(file, "--currency", "GBP")["total_p"], told(file, "--currency", "EUR")["total_p"]) == (1000, -250)
    assert told(file, "--currency", "EUR")["n"] == 0


def test_a_transaction_without_amount_or_day_is_listed(tmp_path: Path) -> None:
    listed = [{"id": "1"}, {"id": "2", "value": {"amount": 5, "currency": "GBP"}}, {"id": "3", "value": {"amount": "x", "currency": "GBP"}, "date": "2026"}]  # fmt: skip
    release = {"ocid": "o", "date": "2026-06-01T00:00:00Z", "contracts": [{"id": "c", "implementation": {"transactions": listed}}]}  # fmt: skip
    file = tmp_path / "package.json"
    file.write_text(json.dumps({"releases": [release]}), encoding="utf-8")

    found = told(file)

    assert (found["n"], found["total_p"]) == (0, 0)
    assert [each["code"] for each in found["defects"]] == [
        "missing-field",
        "missing-field",
        "not-summable",
        "not-a-date",
    ]


def test_a_contract_that_says_nothing_of_payments_is_not_one_unpaid(tmp_path: Path) -> None:
    release = {"ocid": "o", "date": "2026-06-01T00:00:00Z", "contracts": [{"id": "c", "value": {"amount": 5, "currency": "GBP"}}]}  # fmt: skip
    file = tmp_path / "package.json"
    file.write_text(json.dumps({"releases": [release]}), encoding="utf-8")

    assert told(file)["total_p"] is None


def test_in_words_as_well(tmp_path: Path) -> None:
    file = tmp_path / "payments.csv"
    file.write_text(HEAD + "A,2026-05-01,,2026-05-05,100,\n", encoding="utf-8")
    empty = tmp_path / "empty.json"
    empty.write_text('{"releases": []}', encoding="utf-8")

    assert "Median 4 days" in run(file).stdout
    assert run(empty).stdout.startswith("Nothing is said of payments")


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["", "record/"])
def test_the_published_example_holds_two_transactions_whose_days_cannot_be_told(real_data: Path, name: str) -> None:
    file = real_data / f"contracts/ocds_fictional_example_1.1/{name}ocds-213czf-000-00001.json"

    found = told(file)

    assert (found["n"], found["unknown"], found["total_p"], found["share_up_front"]) == (2, 2, 6_000_000, 0)
    assert [found[key] for key in FIGURES[:4]] == [None] * 4
    assert found["defects"] == []


@pytest.mark.real_data
@pytest.mark.parametrize(
    "name",
    ["contracts_finder_2025-01_2025-03", "public_contracts_scotland_tenders_2019-04", "sell2wales_tenders_2025-02"],
)
def test_a_package_without_contracts_is_unknown_and_not_nought_days(real_data: Path, name: str) -> None:
    found = told(real_data / f"contracts/{name}.json")

    assert (found["n"], found["unknown"], found["defects"]) == (0, 0, [])
    assert [found[key] for key in FIGURES] == [None] * 6
