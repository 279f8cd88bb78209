"""The corrected copy: the file that is sent with its safe repairs made and nothing else; and nothing of it is kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from tests.unit.follow.grants import HEADINGS, a_row, as_csv, as_json, as_workbook, checked, rows_of
from tests.unit.follow.small_files import grant
from tests.web import test_check_file
from tests.web.test_check_file import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
folder, ann = test_check_file._folder, test_check_file._ann


def messy(place: Path) -> Path:
    rows = [
        [*HEADINGS, "From An Open Call?"],
        [*a_row(Identifier="00123", Title=" Côr ", Data_Source="example.org/a"), "Y"],
        [*a_row(Identifier="00123", Amount_Awarded="£1,200"), "N"],
    ]
    return as_csv(place / "messy.csv", rows, encoding="cp1252", separator=";")


def copied(client: Client, path: Path, place: Path, form: str = "same", language: str = "en") -> Any:
    """The answer, and where it was saved under the name that it has."""
    answer = sent(client, path, language, **{"as": "copy", "copy": form})
    if answer.status_code != 200:
        return answer, None
    name = answer["Content-Disposition"].split('filename="')[1].rstrip('"')
    (place / name).write_bytes(b"".join(answer.streaming_content))
    return answer, place / name


@pytest.mark.parametrize(("form", "name"), [("same", "csv"), ("csv", "csv"), ("xlsx", "xlsx"), ("json", "json")])
def test_the_copy_has_the_safe_repairs_and_nothing_else(
    ann: Client, tmp_path: Path, folder: Path, form: str, name: str
) -> None:
    answer, path = copied(ann, messy(tmp_path), tmp_path, form)

    assert path.name == f"messy-corrected.{name}"
    assert sum(checked(path).repairs.values()) == 0
    first, second = (row.values for row in rows_of(path))
    assert (first["id"], first["title"], first["dataSource"]) == ("00123", "Côr", "https://example.org/a")
    assert (first["fromOpenCall"], second["fromOpenCall"]) == ("Yes", "No")
    assert second["id"] == "00123" and second["amountAwarded"] == "£1,200"
    assert list(folder.iterdir()) == []
    assert "sandbox" in answer["Content-Security-Policy"] and answer["Cache-Control"].count("no-store") == 1


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_the_form_is_that_of_the_file_whatever_its_name(ann: Client, tmp_path: Path, kind: str) -> None:
    path = (
        as_json(tmp_path / "a.txt", grant("a", 1))
        if kind == "json"
        else as_workbook(tmp_path / "a.txt", Grants=[HEADINGS, a_row()])
    )

    assert copied(ann, path, tmp_path)[1].name == f"a-corrected.{kind}"


@pytest.mark.parametrize(
    ("language", "mended", "left"),
    [
        ("en", "Places that would be mended: 4", "Grants that would still not be valid: 1"),
        ("cy", "Lleoedd a fyddai’n cael eu cywiro: 4", "Grantiau na fyddent yn ddilys o hyd: 1"),
    ],
)
def test_a_page_of_findings_says_what_a_copy_would_mend_and_what_is_left(
    ann: Client, tmp_path: Path, language: str, mended: str, left: str
) -> None:
    shown = sent(ann, messy(tmp_path), language).content.decode()

    assert mended in shown and left in shown
    assert 'value="copy"' in shown and 'href="#send-h"' in shown
    found = copied(ann, messy(tmp_path), tmp_path)[1]
    faults = sum(checked(found, test_check_file.date(2026, 11, 26)).by_code.values())
    assert f": {faults}</li>" in shown


def test_contracts_and_what_a_form_cannot_hold_are_refused_with_what_to_do(
    ann: Client, tmp_path: Path, folder: Path
) -> None:
    release = {"ocid": "ocds-1-a", "id": "1", "date": "2027-01-01T00:00:00Z", "tag": ["award"]}
    package = tmp_path / "releases.json"
    package.write_text(json.dumps({"version": "1.1", "releases": [release]}), "utf-8")
    lists = as_json(tmp_path / "lists.json", grant("a", "1000", relatedActivity=["x;y"]))

    for path, form, words in (
        (package, "same", "made of grants alone"),
        (lists, "csv", "CSV does not hold these values as they are: amountAwarded (1), relatedActivity"),
        (lists, "csv", "Choose JSON, which holds everything."),
    ):
        answer, _ = copied(ann, path, tmp_path, form)
        assert answer.status_code == 422 and words in answer.content.decode()
    assert copied(ann, lists, tmp_path, "json")[0].status_code == 200
    assert "a chontractau sydd yn y ffeil hon" in copied(ann, package, tmp_path, "same", "cy")[0].content.decode()
    assert "Places that would be mended" not in sent(ann, package).content.decode()
    assert list(folder.iterdir()) == []


def test_a_form_that_is_not_offered_and_a_broken_file_give_no_copy(ann: Client, tmp_path: Path, folder: Path) -> None:
    cut = tmp_path / "cut.json"
    cut.write_bytes(b'{"grants": [{"id": "a"}, {"id"')

    assert copied(ann, messy(tmp_path), tmp_path, "exe")[0].status_code == 422
    assert "cut off" in copied(ann, cut, tmp_path)[0].content.decode()
    assert list(folder.iterdir()) == []


class Unread(io.RawIOBase):
    """What is sent, counting how much of it is read."""

    def __init__(self, size: int) -> None:
        self.size, self.taken = size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.taken += len(buffer)
        return len(buffer)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The file is too large: 50 MB"), ("cy", "Mae’r ffeil yn rhy fawr: 50 MB")]
)
@pytest.mark.parametrize("who", ["ann", "nobody"])
def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    ann: Client, client: Client, folder: Path, language: str, words: str, who: str
) -> None:
    body = Unread(50_099_000)

    answer = (ann if who == "ann" else client).generic(
        "POST",
        f"/{language}/follow/check/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(body.size),
        **{"wsgi.input": body},
    )

    shown = answer.content.decode()
    assert answer.status_code == 413 and body.taken == 0
    assert words in shown and "20 MB" in shown and 'type="file"' in shown and "govuk-error-summary" in shown
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("told", ["", "x"])
def test_a_size_that_is_no_number_is_no_reason_to_refuse(ann: Client, tmp_path: Path, told: str) -> None:
    assert ann.post("/en/follow/check/", {"file": ""}, CONTENT_LENGTH=told or "0").status_code == 422


def test_other_addresses_are_asked_for_no_size(client: Client, settings: Settings) -> None:
    settings.CHECK_MOST_MB = 0

    answer = client.generic("POST", "/en/no/such/page/", b"x" * 200_000)

    assert answer.status_code == 404
