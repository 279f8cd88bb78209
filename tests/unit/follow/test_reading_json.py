"""A package of JSON is read as a stream: every grant whole with its pointer, and every broken file refused at its place."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from tests.unit.follow.grants import as_json, rows_of

from cydradd.follow.reading import json_stream
from cydradd.follow.reading.json_stream import JsonPackage
from cydradd.follow.threesixtygiving import open_file
from cydradd.vocabulary.errors import UnreadableFile


def entries(path: Path) -> list[Any]:
    with JsonPackage(path, ("grants",)) as package:
        assert package.find_list() == "grants"
        return list(package.entries())


def test_each_grant_has_its_pointer_and_the_package_is_beside(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"version": "1.4", "grants": [{"id": "a"}, {"id": "b"}], "publisher": {"name": "P"}}', "utf-8")

    reading = open_file(path)
    rows = list(reading.rows())

    assert [(row.pointer, row.values["id"], row.row, row.cells) for row in rows] == [
        ("/grants/0", "a", None, {}),
        ("/grants/1", "b", None, {}),
    ]
    assert reading.meta == {"version": "1.4", "publisher": {"name": "P"}}
    assert len(reading.sha256) == 64


@pytest.mark.parametrize("piece", [1, 7, 64, 1 << 18])
def test_brackets_and_quotes_in_texts_do_not_mislead_the_cutting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(json_stream, "PIECE", piece)
    grants = [{"t": text, "n": [{"x": [1, {"y": "]}"}]}]} for text in ("}, {", '"}],[{"', "\\", '\\"}', "]", "é}", "")]
    path = as_json(tmp_path / "a.json", *grants * 20, after={"a": [{"b": 1}, {"c": 2}]})

    assert entries(path) == grants * 20


@pytest.mark.parametrize("piece", [1, 16, 1 << 18])
def test_entries_of_every_type_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(json_stream, "PIECE", piece)
    values = [1, -2.5e3, "x", None, True, [], {}, [[]], [{}], {"a": {}}, "", "]"]

    assert entries(as_json(tmp_path / "a.json", *values)) == values
    assert entries(as_json(tmp_path / "b.json")) == []


def test_a_grant_that_is_no_object_is_kept_whole_beside(tmp_path: Path) -> None:
    rows = rows_of(as_json(tmp_path / "a.json", None, {"id": "a"}))

    assert (rows[0].values, rows[0].extra, rows[1].values["id"]) == ({}, {"": None}, "a")


def test_what_no_field_holds_is_kept_by_its_pointer(tmp_path: Path) -> None:
    grant = {"id": "a", "Open Call?": "YES", "recipientOrganization": [{"id": "b", "x/y": 1, "location": [{"z~": 2}]}]}

    row = rows_of(as_json(tmp_path / "a.json", grant))[0]

    assert row.extra == {
        "/Open Call?": "YES",
        "/recipientOrganization/0/x~1y": 1,
        "/recipientOrganization/0/location/0/z~0": 2,
    }
    assert row.values == {"id": "a", "recipientOrganization": [{"id": "b", "location": [{}]}]}


BROKEN = {
    "cut off in a grant": ('{"grants": [\n{"id": "a"},\n{"id": "b"', "cut off", 3),
    "cut off in a text": ('{"grants": [\n{"id": "a', "cut off", 2),
    "cut off after a grant": ('{"grants": [{"id": "a"}', "cut off", 1),
    "cut off after the list": ('{"grants": [{"id": "a"}]', "cut off", 1),
    "a comma too many": ('{"grants": [{"id": "a"},]}', "not whole JSON", 1),
    "a comma too few": ('{"grants": [{"id": "a"}\n{"id": "b"}]}', "not whole JSON", 2),
    "a bare word": ('{"grants": [{"id": a}]}', "not whole JSON", 1),
    "something after": ('{"grants": []}\n\n{}', "not whole JSON", 3),
    "no quotes": ('{grants: []}', "not whole JSON", 1),
    "two lists": ('{"grants": [], "grants": []}', "two lists", None),
    "contracts": ('{"releases": []}', "no list of grants", None),
}  # fmt: skip


@pytest.mark.parametrize("piece", [4, 1 << 18])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_at_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, piece: int
) -> None:
    monkeypatch.setattr(json_stream, "PIECE", piece)
    text, said, line = BROKEN[name]
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")

    with pytest.raises(UnreadableFile) as refusal:
        rows_of(path)

    assert said in str(refusal.value)
    assert line is None or f"(line {line}, " in str(refusal.value)
    assert refusal.value.sentence.cy


@pytest.mark.parametrize("piece", [64, 1 << 18])
@pytest.mark.parametrize(
    "inside", ["[" * 70 + "]" * 70, '{"a":' * 65 + "1" + "}" * 65, "[" * 100_000, '{"a":[' * 400_000]
)
def test_what_is_nested_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str, piece: int
) -> None:
    monkeypatch.setattr(json_stream, "PIECE", piece)
    path = tmp_path / "a.json"
    path.write_text('{"grants": [{"id": "a", "x": ' + inside + "}]}", "utf-8")

    with pytest.raises(UnreadableFile, match=r"nested deeper than 64 levels|cut off"):
        rows_of(path)


def test_many_brackets_in_texts_are_no_depth(tmp_path: Path) -> None:
    grant = {"id": "a", "title": "[" * 200}

    assert rows_of(as_json(tmp_path / "a.json", grant))[0].values == grant


def test_an_entry_larger_than_any_grant_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST", 1 << 20)
    path = as_json(tmp_path / "a.json", {"id": "x" * (3 << 20)})

    with pytest.raises(UnreadableFile, match="larger than"):
        rows_of(path)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = as_json(tmp_path / "a.json", *({"id": f"a{index}", "title": "x" * 1000} for index in range(count)))
        tracemalloc.start()
        assert sum(1 for _ in open_file(path).rows()) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(30_000) < 1.5 * peak(3_000)


def test_a_number_is_kept_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"grants": [{"amountAwarded": 0.1, "id": "00123"}, {"amountAwarded": 12345678901.23}]}', "utf-8")

    rows = rows_of(path)

    assert [json.dumps(row.values["amountAwarded"]) for row in rows] == ["0.1", "12345678901.23"]
    assert rows[0].values["id"] == "00123"
