"""`follow check --schema DIR`: schema files that a user has hold beside our tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.unit.follow.small_files import file_of, grant
from tests.unit.follow.test_merge_command import package, release, run

from cydradd.follow.contracts.schema_files import schema_files, with_files
from cydradd.follow.fields import ocds

EXTENSION = {
    "definitions": {
        "Tender": {
            "properties": {
                "mood": {"type": ["string", "null"], "codelist": "mood.csv", "openCodelist": False},
                "visits": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/Visit"}},
                "title": None,
            }
        },
        "Visit": {"required": ["day"], "properties": {"day": {"type": "string", "format": "date-time"}}},
    }
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "schemas" / "visits"
    (made / "codelists").mkdir(parents=True)
    (made / "release-schema.json").write_bytes(orjson.dumps(EXTENSION))
    (made / "codelists" / "mood.csv").write_text("Code,Title\ngood,Good\n", encoding="utf-8")
    return made.parent


def codes(file: Path, *words: object) -> dict[str, int]:
    found = run("check", file, *words, "--json")
    assert found.exit_code == 0, found.stderr
    return dict(orjson.loads(found.stdout)["defects_by_code"])


def a_package(folder: Path, **tender: Any) -> Path:
    path = package(folder, "a.json", release(1, tender={"id": "t", **tender}))
    content = orjson.loads(path.read_bytes())
    content["extensions"] = ["https://example.org/ocds_visits_extension/master/extension.json"]
    path.write_bytes(orjson.dumps(content))
    return path


def test_fields_of_an_extension_are_checked_and_it_is_no_longer_unknown(tmp_path: Path, folder: Path) -> None:
    good = a_package(tmp_path, mood="good", visits=[{"day": "2027-01-01T00:00:00Z"}])

    assert codes(good) == {"extension_unknown": 1}
    assert codes(good, "--schema", folder) == {}

    bad = a_package(tmp_path, mood="bad", visits=[{}])
    assert codes(bad, "--schema", folder) == {"unknown-code": 1, "missing-field": 1, "empty_object": 1}
    assert codes(a_package(tmp_path, visits=[]), "--schema", folder) == {"too-few-items": 1}


def test_what_a_file_sets_to_null_is_taken_out_and_nothing_else_changes(folder: Path) -> None:
    made = with_files(ocds(), schema_files(folder))

    assert set(ocds().objects["Tender"].fields) - set(made.objects["Tender"].fields) == {"title"}
    assert made.objects["Release"] == ocds().objects["Release"]
    assert made.objects["Visit"].required == ("day",)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (None, "", "there is no release-schema.json here"),
        ("release-schema.json", "{", "it is no JSON Schema of releases"),
        ("release-schema.json", "[]", "it is no JSON Schema of releases"),
        ("codelists/x.csv", "Name\na\n", "it has no column Code"),
    ],
)
def test_files_that_are_no_schema_are_refused(tmp_path: Path, name: str | None, text: str, said: str) -> None:
    folder = tmp_path / "schemas"
    (folder / "codelists").mkdir(parents=True)
    if name is not None:
        (folder / "release-schema.json").write_text('{"definitions": {}}', encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")

    found = run("check", package(tmp_path, "a.json", release(1)), "--schema", folder)

    assert found.exit_code != 0
    assert said in found.stderr


def test_grants_have_no_such_schema(tmp_path: Path, folder: Path) -> None:
    found = run("check", file_of(tmp_path, [grant("a", 1)]), "--schema", folder)

    assert found.exit_code != 0
    assert "Schema files are for contracts alone" in found.stderr
