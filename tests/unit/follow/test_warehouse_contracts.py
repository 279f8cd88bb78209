"""Contracts in a warehouse: nothing lost, and each process compiled anew from the releases of every file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.unit.follow.test_merge_command import award, package, release, run

from cydradd.follow.ocds import open_file
from cydradd.follow.warehouse.contracts import load, processes
from cydradd.follow.warehouse.loaded import NotValid
from cydradd.follow.warehouse.store import Warehouse, open_warehouse
from cydradd.vocabulary.errors import UnreadableFile


def warehouse(folder: Path) -> Warehouse:
    return open_warehouse(folder / "w.db", writing=True)


def compiled(to: Warehouse) -> list[tuple[Any, ...]]:
    rows = to.ask("SELECT source, ocid, releases, is_merged, content FROM compiled ORDER BY ALL")
    return [
        (*row[:4], [each["value"]["amount"] for each in orjson.loads(str(row[4])).get("awards", ())]) for row in rows
    ]


def test_a_correction_in_a_later_file_makes_the_compiled_release_anew(tmp_path: Path) -> None:
    one = package(tmp_path, "one.json", release(1, awards=[award(10)]), release(1, "ocds-1-b", awards=[award(5)]))
    two = package(tmp_path, "two.json", release(2, awards=[award(7)]))

    with warehouse(tmp_path) as to:
        first, second = load(to, open_file(one)), load(to, open_file(two))

        assert (first.rows_in, first.rows_kept, first.sums_in) == (2, 2, {"GBP": 15_00})
        assert (second.sums_kept, first.conserved and second.conserved) == ({"GBP": 7_00}, True)
        assert compiled(to) == [("Cyngor", "ocds-1-a", 2, True, [7]), ("Cyngor", "ocds-1-b", 1, True, [5])]
        assert [(each.ocid, len(each.releases)) for each in processes(to)] == [("ocds-1-a", 2), ("ocds-1-b", 1)]


def test_one_ocid_of_two_publishers_is_two_processes(tmp_path: Path) -> None:
    one = package(tmp_path, "one.json", release(1, awards=[award(10)]))
    two = package(tmp_path, "two.json", release(2, awards=[award(7)]), publisher={"name": "Council"})

    with warehouse(tmp_path) as to:
        load(to, open_file(one))
        load(to, open_file(two))

        assert [row[:2] for row in compiled(to)] == [("Council", "ocds-1-a"), ("Cyngor", "ocds-1-a")]


def test_a_file_that_is_there_already_is_left_as_it_is(tmp_path: Path) -> None:
    one = package(tmp_path, "one.json", release(1, awards=[award(10)]))

    with warehouse(tmp_path) as to:
        load(to, open_file(one))
        again = load(to, open_file(one))

        assert (again.was_there, again.conserved, again.sums_kept) == (True, True, {"GBP": 10_00})
        assert to.ask("SELECT count(*) FROM releases") == [(1,)]


def test_what_is_no_release_or_has_no_ocid_or_date_is_kept_and_listed(tmp_path: Path) -> None:
    bare = {"id": "x", "awards": [award(3)]}
    file = package(tmp_path, "one.json", 7, bare, bare | {"id": "y"})

    with warehouse(tmp_path) as to:
        found = load(to, open_file(file))

        assert (found.rows_in, found.rows_kept, found.not_grants, found.conserved) == (3, 2, 1, True)
        assert found.defects_by_code["not_an_object"] == 1
        assert found.defects_by_code["ocid_missing"] == 2
        assert compiled(to) == [("Cyngor", None, 1, False, [3])] * 2
        assert to.ask("SELECT count(*) FROM defects") == [(found.defects_total,)]


def test_a_broken_or_with_strict_an_invalid_file_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"releases": [{"ocid": "a", "id": "1"},\n{"ocid": ')
    invalid = package(tmp_path, "invalid.json", {"ocid": "a"})

    with warehouse(tmp_path) as to:
        with pytest.raises(UnreadableFile):
            load(to, open_file(broken))
        with pytest.raises(NotValid):
            load(to, open_file(invalid), strict=True)

        for table in ("files", "rows", "releases", "awarded", "compiled", "defects"):
            assert to.ask(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608


def test_contracts_are_imported_and_told_of_by_commands(tmp_path: Path) -> None:
    period = {"startDate": "2027-01-04T00:00:00Z", "endDate": "2027-01-14T00:00:00Z"}
    file = package(tmp_path, "one.json", release(1, tag=["tender"], tender={"id": "t", "tenderPeriod": period}))
    held = tmp_path / "w.db"

    imported = orjson.loads(run("import", file, "--warehouse", held, "--json").stdout)
    told = orjson.loads(run("indicators", "--warehouse", held, "--json").stdout)

    assert (imported["count"], imported["conserved"]) == (1, True)
    assert imported["files"][0]["format"] == "ocds-release-package"
    assert told == orjson.loads(run("indicators", file, "--json").stdout)
    assert told["indicators"][0]["value"] == 10


def test_indicators_want_files_or_a_warehouse(tmp_path: Path) -> None:
    assert run("indicators").exit_code == 2
    assert run("indicators", tmp_path / "a.json", "--warehouse", tmp_path / "w.db").exit_code == 2
