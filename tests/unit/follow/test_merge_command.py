"""`cydradd follow merge` and `indicators`: releases of many files become records, and say what they come to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from typer.testing import CliRunner, Result

from cydradd.follow.fields import Root
from cydradd.follow.fields import ocds as ocds_table
from cydradd.follow.validation import errors, validate
from cydradd_cli.main import app

PUBLISHER = {"name": "Cyngor"}


def release(n: int, ocid: str = "ocds-1-a", **part: Any) -> dict[str, Any]:
    return {
        "ocid": ocid,
        "id": f"{ocid}-{n}",
        "date": f"2027-01-0{n}T00:00:00Z",
        "tag": ["award"],
        "initiationType": "tender",
        **part,
    }


def award(amount: float, currency: str = "GBP", suppliers: int = 1, **part: Any) -> dict[str, Any]:
    named = [{"id": str(n), "name": f"S{n}"} for n in range(suppliers)]
    return {"id": "1", "value": {"amount": amount, "currency": currency}, "suppliers": named, **part}


def package(folder: Path, name: str, *releases: Any, publisher: dict[str, str] = PUBLISHER) -> Path:
    path = folder / name
    content = {
        "uri": f"urn:x:{name}",
        "version": "1.1",
        "publishedDate": "2027-02-01T00:00:00Z",
        "publisher": publisher,
        "releases": list(releases),
    }
    path.write_bytes(orjson.dumps(content))
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["follow", *map(str, words)])


def merged(folder: Path, *words: object) -> tuple[dict[str, Any], dict[str, Any]]:
    found = run("merge", *words, "--out", folder / "out.json", "--json")
    assert found.exit_code == 0, found.output
    return orjson.loads(found.stdout), orjson.loads((folder / "out.json").read_bytes())


def test_a_correction_in_another_file_counts_once_and_every_release_is_kept(tmp_path: Path) -> None:
    one = package(tmp_path, "one.json", release(1, awards=[award(10_932_000)]), release(1, "ocds-1-b"))
    two = package(tmp_path, "two.json", release(2, awards=[award(109_320)]))

    told, out = merged(tmp_path, one, two)

    assert (told["releases"], told["ocids"], told["awards"]) == (3, 2, 1)
    assert told["sums_pence"] == {"GBP": 109_320_00}
    assert [len(record["releases"]) for record in out["records"]] == [2, 1]
    assert out["publisher"] == PUBLISHER
    assert errors(validate(out, ocds_table().at(Root.RECORDS))) == []


def test_currencies_are_never_added_and_joint_money_is_told_apart(tmp_path: Path) -> None:
    file = package(
        tmp_path,
        "one.json",
        release(1, "ocds-1-a", awards=[award(10.01)]),
        release(1, "ocds-1-b", awards=[award(20, "EUR", suppliers=2)]),
        release(1, "ocds-1-c", awards=[award(5, status="unsuccessful")]),
        release(1, "ocds-1-d", awards=[award(7, "SHELLS")]),
        release(1, "ocds-1-e", awards=[award(500, "JPY")]),
    )

    told, _ = merged(tmp_path, file)

    assert told["sums_pence"] == {"EUR": 20_00, "GBP": 10_01, "JPY": 500}
    assert told["joint"] == {"awards": 1, "sums_pence": {"EUR": 20_00}}
    assert (told["awards"], told["not_summable"]) == (4, 1)


def test_one_ocid_of_two_publishers_is_two_processes(tmp_path: Path) -> None:
    one = package(tmp_path, "one.json", release(1, awards=[award(1)]))
    two = package(tmp_path, "two.json", release(2, awards=[award(2)]), publisher={"name": "Council"})

    told, out = merged(tmp_path, one, two)

    assert (told["ocids"], told["sums_pence"]) == (2, {"GBP": 3_00})
    assert told["defects_by_code"] == {"ocid_of_two_sources": 1}
    assert out["publisher"] == {"name": "Council; Cyngor"}


def test_releases_without_a_date_are_kept_and_not_merged(tmp_path: Path) -> None:
    dateless = release(2, awards=[award(2)])
    del dateless["date"]
    file = package(tmp_path, "one.json", release(1, awards=[award(1)]), dateless)

    told, out = merged(tmp_path, file)

    assert told["releases"] == sum(len(record["releases"]) for record in out["records"]) == 2
    assert told["defects_by_code"] == {"cannot_merge": 2}
    assert all("compiledRelease" not in record for record in out["records"])


def test_what_was_merged_is_merged_to_the_same_again(tmp_path: Path) -> None:
    file = package(
        tmp_path,
        "one.json",
        release(1, awards=[award(10)], parties=[{"name": "no id"}]),
        release(2, awards=[award(11)]),
    )
    once, first = merged(tmp_path, file, "--versioned")

    (tmp_path / "again").mkdir()
    (tmp_path / "out.json").rename(tmp_path / "first.json")
    twice, second = merged(tmp_path / "again", tmp_path / "first.json", "--versioned")

    assert second["records"] == first["records"]
    assert second["records"][0]["versionedRelease"]["awards"][0]["value"]["amount"][1]["value"] == 11
    assert {**twice, "files": None} == {**once, "files": None}


def test_a_broken_file_is_refused_in_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    good, bad = package(tmp_path, "one.json", release(1)), tmp_path / "bad.json"
    bad.write_bytes(b'{"releases": [{"ocid": "a"},\n')

    found = run("merge", good, bad, "--out", tmp_path / "out.json")

    assert found.exit_code == 1
    assert found.stderr.startswith("cydradd: bad.json: the file is cut off (line 2")
    assert {path.name for path in tmp_path.iterdir()} == {"one.json", "bad.json"}


def test_the_merge_is_told_in_words(tmp_path: Path) -> None:
    file = package(tmp_path, "one.json", release(1, awards=[award(1234.5, suppliers=2)]))

    found = run("merge", file, "--out", tmp_path / "out.json")

    assert "1 releases of 1 contracting processes; 1 awards.\n£1,234.50 awarded.\n" in found.stdout
    assert "£1,234.50 of it in 1 awards that several suppliers share." in found.stdout


def test_indicators_say_what_is_not_known_and_never_0(tmp_path: Path) -> None:
    period = {"startDate": "2027-01-04T00:00:00Z", "endDate": "2027-01-14T00:00:00Z"}
    file = package(tmp_path, "one.json", release(1, tag=["tender"], tender={"id": "t", "tenderPeriod": period}))

    found = {each["id"]: each for each in orjson.loads(run("indicators", file, "--json").stdout)["indicators"]}

    assert list(found) == ["L1", "L2", "L3", "L4", "L5", "L8", "L9", "L11", "L14", "L15", "L16"]
    assert {"id", "value", "n", "coverage", "threshold", "flag", "reason_not_computed"} <= found["L1"].keys()
    assert (found["L1"]["value"], found["L1"]["n"], found["L1"]["flag"]) == (10, 1, True)
    for id in ("L3", "L5", "L16"):
        assert found[id]["value"] is None
        assert set(found[id]["reason_not_computed"]) == {"cy", "en"}


def test_indicators_are_told_in_words(tmp_path: Path) -> None:
    period = {"startDate": "2027-01-04T00:00:00Z", "endDate": "2027-01-14T00:00:00Z"}
    file = package(tmp_path, "one.json", release(1, tag=["tender"], tender={"id": "t", "tenderPeriod": period}))

    found = run("indicators", file).stdout.splitlines()

    assert found[0] == "L1   Days from notice to deadline, median: 10 (n 1, threshold 15) <- look"
    assert found[2] == "L3   Share of calls that one bidder answered: not known. No call tells how many offered."
