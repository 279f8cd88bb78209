"""A file of open data is checked whole: every fault with its place, the money exact, nothing that crashes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd.follow import ocds
from cydradd.follow.threesixtygiving import check, open_file
from cydradd.vocabulary.errors import UnreadableFile
from cydradd_cli.main import app

AS_OF = date(2027, 6, 1)


def grant(id: str = "360G-x-1", **other: Any) -> dict[str, Any]:
    """A grant of which no check finds anything."""
    return {
        "id": id,
        "title": "A",
        "description": "B",
        "currency": "GBP",
        "amountAwarded": 10.1,
        "awardDate": "2027-03-01",
        "recipientOrganization": [
            {"id": "GB-CHC-1000611", "name": "C", "charityNumber": "1000611", "postalCode": "LL55 1AA"}
        ],
        "beneficiaryLocation": [{"name": "Gwynedd", "geoCode": "W06000002"}],
        "fundingOrganization": [{"id": "GB-CHC-1000612", "name": "D"}],
        "grantProgramme": [{"title": "E"}],
        "plannedDates": [{"duration": 12}],
        "dateModified": "2027-03-01T00:00:00Z",
        "dataSource": "https://example.org/grants",
    } | other


def release(id: str, **other: Any) -> dict[str, Any]:
    return {
        "ocid": "ocds-abc123-1",
        "id": id,
        "date": f"2027-03-0{id}T00:00:00Z",
        "tag": ["award"],
        "initiationType": "tender",
    } | other


def award(amount: object, status: str = "active", currency: str = "GBP") -> dict[str, Any]:
    return {"awards": [{"id": "1", "status": status, "value": {"amount": amount, "currency": currency}}]}


def checked(folder: Path, document: object) -> dict[str, Any]:
    path = folder / "package.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    if isinstance(document, dict) and "grants" in document:
        return check(open_file(path), AS_OF).as_json()
    return ocds.check(ocds.open_file(path)).as_json()


def test_a_valid_package_has_no_faults_and_its_sum_is_exact(tmp_path: Path) -> None:
    found = checked(tmp_path, {"version": "1.4", "grants": [grant("a"), grant("b", amountAwarded=0.2)]})

    assert (found["format"], found["version"], found["count"], found["valid"]) == ("360giving", "1.4", 2, 2)
    assert found["sums_pence"] == {"GBP": 1030}
    assert found["defects"] == []


def test_currencies_are_never_added(tmp_path: Path) -> None:
    grants = [grant("a"), grant("b", currency="JPY", amountAwarded=500), grant("c", currency="KWD", amountAwarded=1.5)]

    assert checked(tmp_path, {"grants": grants})["sums_pence"] == {"GBP": 1010, "JPY": 500, "KWD": 1500}


def test_an_amount_that_cannot_be_read_is_counted_and_left_out(tmp_path: Path) -> None:
    grants = [grant("a", amountAwarded="1,234.50"), grant("b", currency="DEM"), grant("c", amountAwarded=-3)]

    found = checked(tmp_path, {"grants": grants})

    assert (found["not_summable"], found["sums_pence"], found["invalid"]) == (2, {"GBP": -300}, 1)
    assert found["defects_by_code"] == {"negative-amount": 1, "not-summable": 2, "wrong-type": 1}


@pytest.mark.parametrize(("amount", "pence"), [(0.125, 12), (0.135, 14), (2.675, 268), (1e-9, 0)])
def test_more_decimals_than_the_currency_has_are_rounded_half_to_even_and_listed(
    tmp_path: Path, amount: float, pence: int
) -> None:
    found = checked(tmp_path, {"grants": [grant(amountAwarded=amount)]})

    assert found["sums_pence"] == {"GBP": pence}
    assert found["defects_by_code"] == {"too-many-decimals": 1}
    assert found["valid"] == 1


def test_equal_ids_are_kept_and_counted(tmp_path: Path) -> None:
    found = checked(tmp_path, {"grants": [grant(), grant(amountAwarded=5), grant("b")]})

    assert (found["count"], found["sums_pence"], found["invalid"]) == (3, {"GBP": 2520}, 0)
    assert found["duplicate_ids"] == {"ids": 1, "rows": 2}
    assert [(d["code"], d["level"], d["row"]) for d in found["defects"]] == [("duplicate_conflict", "warning", 2)]
    assert "/grants/0" in found["defects"][0]["message"]["en"]


def test_each_fault_says_where_it_is_in_both_languages(tmp_path: Path) -> None:
    broken = grant("b", awardDate="01/03/2027", recipientOrganization=[])
    del broken["title"]

    found = checked(tmp_path, {"grants": [grant("a"), broken]})

    assert [(d["code"], d["row"], d["pointer"]) for d in found["defects"]] == [
        ("missing-field", 2, "/grants/1"),
        ("not-a-date", 2, "/grants/1/awardDate"),
        ("too-few-items", 2, "/grants/1/recipientOrganization"),
    ]
    assert all(d["message"]["cy"] and d["message"]["en"] for d in found["defects"])
    assert (found["valid"], found["invalid"]) == (1, 1)


def test_a_corrected_award_counts_once_and_an_unsuccessful_one_not_at_all(tmp_path: Path) -> None:
    releases = [
        release("1", **award(10_932_000)),
        release("2", **award(109_320)),
        release("3", ocid="ocds-abc123-2", **award(50, status="unsuccessful")),
    ]

    found = checked(tmp_path, {"releases": releases})

    assert found["sums_pence"] == {"GBP": 10_932_000}
    assert (found["format"], found["count"], found["valid"]) == ("ocds-release-package", 3, 3)
    # Four fields are missing of the package itself: uri, publisher ...
    assert found["defects_by_code"] == {"award_without_supplier": 1, "missing-field": 4}


def test_a_record_without_a_compiled_release_is_summed_from_its_releases(tmp_path: Path) -> None:
    inside = [release("1", **award(10)), release("2", **award(1.5))]
    records = [{"ocid": "ocds-abc123-1", "releases": inside}]

    found = checked(tmp_path, {"records": records})

    assert (found["format"], found["sums_pence"]) == ("ocds-record-package", {"GBP": 150})


UNREADABLE: dict[str, bytes] = {
    "empty": b"",
    "a spreadsheet": b"PK\x03\x04 and so on",
    "comma-separated, of something else": b"Name,Address\n1,2\n",
    "a bare list": b"[]",
    "cut off": b'{"grants": [{"id": "1"',
    "not UTF-8": b'{"grants": ["\xff"]}',
    "nothing of ours": b'{"hello": 1}',
    "a bomb": b'{"grants": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "nested": b'{"grants": ' + b"[" * 200 + b"]" * 200 + b"}",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_says_nothing_is_refused_with_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(UNREADABLE[name])

    with pytest.raises(UnreadableFile) as refusal:
        list(open_file(path).rows())

    assert refusal.value.sentence.cy
    result = CliRunner().invoke(app, ["follow", "check", str(path)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("cydradd: file.json: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "rows",
    [[None, 1, "x", [], {}, {"id": 1}], [{"compiledRelease": 1, "releases": "x"}], [{"awards": {}}, {"awards": [1]}]],
)
@pytest.mark.parametrize("name", ["grants", "releases", "records"])
def test_nonsense_in_a_package_is_listed_and_never_crashes(tmp_path: Path, name: str, rows: list[Any]) -> None:
    found = checked(tmp_path, {name: rows})

    assert found["count"] == len(rows)
    assert found["invalid"] == len(rows)


def test_the_command_prints_the_keys_of_its_contract_and_strict_refuses_what_is_not_valid(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text(json.dumps({"grants": [grant("a", url="www.example.org"), grant("b", url="x y")]}), "utf-8")

    asked = ["follow", "check", str(path), "--json", "--as-of", "2027-06-01"]
    plain = CliRunner().invoke(app, [*asked, "--limit", "1"])
    strict = CliRunner().invoke(app, [*asked, "--strict"])

    found = json.loads(plain.stdout)
    assert list(found) == [
        "file", "sha256", "format", "version", "count", "valid", "invalid", "sums_pence", "not_summable",
        "duplicate_ids", "repairs", "defects_by_code", "defects_total", "defects",
    ]  # fmt: skip
    assert (plain.exit_code, found["defects_total"], len(found["defects"])) == (0, 2, 1)
    assert strict.exit_code == 1
    assert len(json.loads(strict.stdout)["defects"]) == 2
    assert strict.stderr == "cydradd: package.json does not keep to its standard; see the defects listed.\n"
