"""Files of contracts data are read in every form they come in, and what is wrong with them is said with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from cydradd.follow import ocds
from cydradd.vocabulary.errors import UnreadableFile

ONE: dict[str, Any] = {"ocid": "ocds-1-a", "id": "1", "date": "2027-01-01T00:00:00Z", "tag": ["tender"]}
TWO = {**ONE, "id": "2", "tag": ["award"]}


def written(folder: Path, content: Any) -> Path:
    path = folder / "file.json"
    path.write_bytes(content if isinstance(content, bytes) else orjson.dumps(content))
    return path


def lines(*documents: Any) -> bytes:
    return b"\n".join(orjson.dumps(each) for each in documents)


FORMS: dict[str, tuple[Any, str, list[str]]] = {
    "release package": ({"version": "1.1", "releases": [ONE, TWO]}, "release-package", ["/releases/0", "/releases/1"]),
    "its list first": ({"releases": [ONE, TWO], "version": "1.1"}, "release-package", ["/releases/0", "/releases/1"]),
    "record package": (
        {"records": [{"ocid": "ocds-1-a", "releases": [ONE, TWO], "compiledRelease": ONE}]},
        "record-package",
        ["/records/0/releases/0", "/records/0/releases/1"],
    ),
    "bare list": ([ONE, TWO], "list", ["/0", "/1"]),
    "lines": (lines(ONE, TWO) + b"\n\n", "lines", ["/0", "/1"]),
    "lines after an empty one": (b"\n" + lines(ONE, TWO), "lines", ["/1", "/2"]),
    "lines of packages": (lines({"releases": [ONE]}, {"releases": [TWO]}), "lines", ["/0/releases/0", "/1/releases/0"]),
    "lines of records": (
        lines({"ocid": "ocds-1-a", "releases": [ONE]}, {"ocid": "ocds-1-a", "releases": [TWO]}),
        "lines",
        ["/0/releases/0", "/1/releases/0"],
    ),
    "mark of UTF-8": (b"\xef\xbb\xbf" + orjson.dumps([ONE, TWO]), "list", ["/0", "/1"]),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_releases_each_with_its_place(tmp_path: Path, name: str) -> None:
    content, form, pointers = FORMS[name]
    reading = ocds.open_file(written(tmp_path, content))

    rows = list(reading.rows())

    assert reading.form == form
    assert [row.values for row in rows] == [ONE, TWO]
    assert [row.pointer for row in rows] == pointers
    assert {row.file_sha256 for row in rows} == {reading.sha256}
    assert list(reading.rows()) == rows


def test_one_release_alone_is_a_file_too(tmp_path: Path) -> None:
    assert [(row.pointer, row.values) for row in ocds.read(written(tmp_path, ONE))] == [("", ONE)]


def test_a_record_of_links_gives_its_compiled_release_and_one_without_says_so(tmp_path: Path) -> None:
    link = {"url": "https://example.org/1", "date": ONE["date"], "tag": ["tender"]}
    records = [{"ocid": "ocds-1-a", "releases": [link], "compiledRelease": ONE}, {"ocid": "b", "releases": [link]}]
    reading = ocds.open_file(written(tmp_path, {"records": records}))

    rows = list(reading.rows())

    assert [row.pointer for row in rows] == ["/records/0/compiledRelease", "/records/1"]
    assert (rows[1].values, rows[1].extra) == ({}, {"": records[1]})
    assert reading.counts == {"releases_elsewhere": 1}


def test_a_release_without_id_gets_one_made_of_its_content_whatever_the_order_of_its_fields(tmp_path: Path) -> None:
    bare = {name: value for name, value in ONE.items() if name != "id"}
    reading = ocds.open_file(written(tmp_path, [bare, dict(reversed(bare.items())), {**bare, "language": "cy"}]))

    ids = [str(row.values["id"]) for row in reading.rows()]

    assert ids[0] == ids[1] != ids[2]
    assert ids[0].startswith("sha256-")
    assert reading.counts["release_id_missing"] == 3


def test_what_can_mean_one_thing_only_is_repaired_and_what_was_written_is_kept(tmp_path: Path) -> None:
    tender = {
        "id": "t",
        "lotDetails": {"maximumLotsBidPerSupplier": 2147483647},
        "submissionTerms": {"languages": ["EN", "cy"]},
        "value": {"amount": 2147483647, "currency": "GBP"},
    }
    reading = ocds.open_file(written(tmp_path, [{**ONE, "language": "EN", "tender": tender}]))

    (row,) = reading.rows()

    found: Any = row.values
    assert found["language"] == "en"
    assert found["tender"]["lotDetails"] == {"maximumLotsBidPerSupplier": None}
    assert found["tender"]["submissionTerms"]["languages"] == ["en", "cy"]
    assert found["tender"]["value"]["amount"] == 2147483647
    assert {(each.code, each.path, each.original) for each in row.repairs} == {
        ("language_case", "/language", "EN"),
        ("no_limit", "/tender/lotDetails/maximumLotsBidPerSupplier", "2147483647"),
        ("language_case", "/tender/submissionTerms/languages/0", "EN"),
    }
    assert reading.repairs["language_case", "tender/submissionTerms/languages"] == 1


def test_what_no_field_of_the_standard_holds_is_kept_in_its_place_and_listed(tmp_path: Path) -> None:
    release = {
        **ONE,
        "title_cy": "no title is there",
        "tender": {"id": "t", "title_cy": "Galwad", "planet": {"a/b": 1}},
    }

    (row,) = ocds.read(written(tmp_path, [release]))

    assert row.values == release
    assert row.extra == {"/title_cy": "no title is there", "/tender/planet": {"a/b": 1}}


def test_extensions_that_are_not_known_are_named(tmp_path: Path) -> None:
    known = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/master/extension.json"
    unknown = "https://example.org/ours/extension.json"
    reading = ocds.open_file(written(tmp_path, {"releases": [ONE], "extensions": [known, unknown]}))

    list(reading.rows())

    assert [(each.code, each.value) for each in reading.defects] == [("extension_unknown", unknown)]


def test_faults_of_a_release_are_listed_with_their_places(tmp_path: Path) -> None:
    release = {"id": "1", "tender": {}, "awards": [{"title": "x"}], "parties": [{"id": "p", "roles": []}]}
    reading = ocds.open_file(written(tmp_path, {"releases": [7, release]}))

    rows = list(reading.rows())

    assert rows[0].extra == {"": 7}
    assert [(each.code, each.column) for each in reading.defects] == [
        ("not_an_object", "/releases/0"),
        ("ocid_missing", "/releases/1"),
        ("empty_object", "/releases/1/tender"),
        ("object_without_id", "/releases/1/awards/0"),
    ]


def test_a_release_of_1_0_is_brought_up_to_date_and_says_so(tmp_path: Path) -> None:
    old = {**ONE, "buyer": {"name": "Council", "identifier": {"scheme": "GB-LAE", "id": "BOL"}}}

    (row,) = ocds.read(written(tmp_path, {"version": "1.0", "releases": [old]}))

    assert row.values["buyer"] == {"name": "Council", "id": "GB-LAE-BOL"}
    assert [each.code for each in row.repairs] == ["ocds_1_0"]


BROKEN: dict[str, tuple[bytes, str]] = {
    "cut off": (b'{"releases": [{"ocid": "a"},\n {"ocid": "b"', r"the file is cut off \(line 2, character 14\)"),
    "no JSON inside": (b'{"releases": [{"ocid": "a"},\n {"ocid": b}]}', r"not whole JSON \(line 2, character 11\)"),
    "a broken line": (lines(ONE, TWO) + b'\n{"ocid": "a",}', "line 3 is not whole JSON"),
    "too deep": (b'{"releases": [' + b'{"a":' * 70 + b"1" + b"}" * 70 + b"]}", "nested deeper than 64"),
    "too deep in a line": (lines(ONE) + b"\n" + b'{"a":' * 70 + b"1" + b"}" * 70, "nested deeper than 64"),
    "grants": (b'{"grants": [{"id": "360G-1"}]}', r"no contracts data \(OCDS\)"),
    "another object": (b'{"type": "FeatureCollection", "features": []}', r"no contracts data \(OCDS\)"),
    "a table": (b"ocid,id\na,1\n", r"no contracts data \(OCDS\)"),
    "nothing": (b"", r"no contracts data \(OCDS\)"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_with_the_place(tmp_path: Path, name: str) -> None:
    content, sentence = BROKEN[name]

    with pytest.raises(UnreadableFile, match=sentence) as refusal:
        list(ocds.read(written(tmp_path, content)))

    assert str(refusal.value).startswith("file.json: ")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="there is no file of this name"):
        ocds.open_file(tmp_path / "none.json")
