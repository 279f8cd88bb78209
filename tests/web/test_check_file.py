"""Check my file: every fault of a file that is sent, with its place and what to do; and nothing of it is kept."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries, Settings
from tests.unit.follow.grants import HEADINGS, a_row, as_csv, as_workbook
from tests.unit.follow.small_files import file_of, grant
from tests.web.acting import person
from tests.web.test_signing_in import signed_in

from cydradd.follow import any_file
from cydradd.follow.faults import LEVELS
from cydradd.follow.reading import mending
from cydradd_web.downloads.formats import disarmed
from cydradd_web.follow import checking, found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
MESSY = [
    grant("a", 100.5, title=" A choir ", dataSource="example.org/grants"),
    grant("a", "£1,200"),
    {**grant("b", 0), "description": "Write to ann@example.org", "awardDate": "2020-13-01"},
    {**grant("c", 5, currency="EUR"), "title": None},
]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    """The folder in which every temporary file is made, on a day that stands still."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    clock = tmp_path / "clock"
    clock.write_text("2026-11-26T12:00:00Z", "utf-8")
    settings.CLOCK = str(clock)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000  # so that Django, too, writes what is larger to a file
    return folder


@pytest.fixture(name="ann")
def _ann() -> Client:
    person("ann")
    return signed_in("ann")


def sent(client: Client, path: Path, language: str = "en", name: str | None = None, **more: str) -> Any:
    content = SimpleUploadedFile(name or path.name, path.read_bytes())
    return client.post(f"/{language}/follow/check/", {"file": content, **more})


def report_of(path: Path) -> Any:
    return any_file.check(any_file.open_file(path), date(2026, 11, 26))


def messy_table(folder: Path) -> Path:
    rows = [
        HEADINGS,
        a_row(),
        a_row(Identifier="360G-x-2", Amount_Awarded="£1,200"),
        a_row(Identifier="360G-x-3", Award_Date="soon", Description="Write to ann@example.org"),
        a_row(Identifier="360G-x-4", Currency="EUR", Title=" B "),
    ]
    return as_csv(folder / "messy.csv", rows)


@pytest.mark.parametrize(
    ("language", "words", "page"),
    [
        ("en", "Check my file", "What is in the file tells what it is"),
        ("cy", "Gwirio fy ffeil", "Yr hyn sydd yn y ffeil"),
    ],
)
def test_whoever_is_signed_in_finds_the_form_and_a_visitor_is_led_to_sign_in(
    client: Client, ann: Client, language: str, words: str, page: str
) -> None:
    with translation.override(language):
        ways = [reverse(name) for name in ("follow", "network-data")]
    for way in ways:
        assert f'href="/{language}/follow/check/"' in client.get(way).content.decode(), way
    asked = client.get(f"/{language}/follow/check/")
    assert asked.status_code == 302 and f"next=/{language}/follow/check/" in asked["Location"]

    shown = ann.get(f"/{language}/follow/check/").content.decode()

    assert f"<h1>{words}</h1>" in shown and page in shown
    assert "20 MB" in shown and "200 MB" in shown
    assert 'enctype="multipart/form-data"' in shown and "csrfmiddlewaretoken" in shown


def test_a_visitor_who_sends_a_file_is_led_to_sign_in_and_no_file_is_left(
    client: Client, tmp_path: Path, folder: Path
) -> None:
    answer = sent(client, file_of(tmp_path, MESSY))

    assert answer.status_code == 302 and "login" in answer["Location"]
    assert list(folder.iterdir()) == []


def test_a_good_file_is_said_to_be_good(ann: Client, tmp_path: Path) -> None:
    answer = sent(ann, as_csv(tmp_path / "good.csv", [HEADINGS, a_row(), a_row(Identifier="360G-x-2")]))

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "2 grants, 2 of them valid" in shown and "<b>£21</b>" in shown
    assert "The file keeps to its standard as it is written." in shown
    assert "Not allowed by the standard" not in shown
    assert answer["Cache-Control"].count("no-store") == 1


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_fault_of_a_messy_table_is_told_with_cell_value_and_what_to_do(
    ann: Client, tmp_path: Path, language: str
) -> None:
    path = messy_table(tmp_path)
    report = report_of(path)

    shown = sent(ann, path, language).content.decode()

    assert report.invalid == 2
    said = {"en": "4 grants, 2 of them valid", "cy": "Grantiau: 4, a 2 ohonynt yn ddilys"}[language]
    assert said in shown
    for words in ("E3", "F4", "C4", "£1,200", "soon"):
        assert f">{words}</bdi>" in shown, words
    faults = list(report.faults)
    assert len(faults) > 5
    for fault in faults:
        assert escape(getattr(fault.message, language)) in shown, fault
        assert f'id="c-{fault.code}"' in shown
    assert "<b>£21</b>, <b>€10.50</b>" in shown or "<b>€10.50</b>, <b>£21</b>" in shown  # never added
    assert {"en": "spaces around a text are taken away", "cy": "tynnir bylchau o amgylch testun"}[language] in shown


def test_what_may_do_harm_comes_first_then_what_the_standard_does_not_allow(ann: Client, tmp_path: Path) -> None:
    shown = sent(ann, messy_table(tmp_path)).content.decode()

    places = [shown.find(f'id="{level}"') for level in ("critical", "error", "warning", "advice")]
    there = [place for place in places if place >= 0]
    assert places[0] > 0 and places[1] > 0
    assert there == sorted(there)


def test_of_many_places_the_first_are_shown_and_the_rest_counted(ann: Client, tmp_path: Path) -> None:
    rows = [a_row(Identifier=f"360G-x-{n}", Award_Date="soon") for n in range(25)]

    shown = sent(ann, as_csv(tmp_path / "many.csv", [HEADINGS, *rows])).content.decode()

    assert "In 25 places" in shown and "And 20 more: see the whole list." in shown
    assert ">F6</bdi>" in shown and ">F7</bdi>" not in shown


def test_json_a_workbook_and_contracts_are_told_by_their_bytes(ann: Client, tmp_path: Path) -> None:
    release = {"ocid": "ocds-1-a", "id": "1", "date": "2027-01-01T00:00:00Z", "tag": ["award"]}
    package = tmp_path / "releases.json"
    package.write_text(json.dumps({"version": "1.1", "releases": [release]}), "utf-8")
    book = as_workbook(tmp_path / "grants.xlsx", My_grants=[HEADINGS, a_row(Award_Date="soon")])

    grants = sent(ann, file_of(tmp_path, MESSY), name="grants.txt").content.decode()
    contracts = sent(ann, package).content.decode()
    sheet = sent(ann, book, name="grants.csv").content.decode()

    assert "4 grants, 0 of them valid" in grants and "/grants/1/amountAwarded" in grants
    assert "1 release or record, 0 of them valid" in contracts
    assert f"{escape(chr(39))}My grants{escape(chr(39))}!F2" in sheet


@pytest.mark.parametrize("make", [messy_table, lambda folder: file_of(folder, MESSY)])
def test_the_saved_list_is_the_librarys(ann: Client, tmp_path: Path, make: Any) -> None:
    path = make(tmp_path)
    report = report_of(path)

    as_json = sent(ann, path, **{"as": "json"})
    as_csv_ = sent(ann, path, **{"as": "csv"})

    assert json.loads(as_json.content) == report.as_json()
    rows = list(csv.DictReader(io.StringIO(as_csv_.content.decode(), newline="")))
    assert rows == [
        {
            "code": each.code,
            "level": each.level,
            "row": "" if each.row is None else str(each.row),
            "cell": disarmed(each.cell),
            "pointer": disarmed(each.pointer),
            "value": disarmed(each.value),
            "message_cy": disarmed(each.message.cy),
            "message_en": disarmed(each.message.en),
        }
        for each in report.faults
    ]
    assert len(rows) == report.total > 5
    assert as_json["Content-Disposition"] == 'attachment; filename="findings.json"'
    assert as_csv_["Content-Disposition"] == 'attachment; filename="findings.csv"'


def test_hostile_text_is_shown_as_text_and_runs_in_no_spreadsheet(ann: Client, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    path = as_csv(tmp_path / "evil.csv", [HEADINGS, a_row(Award_Date=evil), a_row(Award_Date="=cmd|' /C calc'!A0")])

    shown = sent(ann, path, name="<img src=x>.csv").content.decode()
    saved = sent(ann, path, **{"as": "csv"}).content.decode()

    assert evil not in shown and escape(evil) in shown
    assert "<img src=x>" not in shown and "&lt;img src=x&gt;.csv" in shown
    assert ",'=cmd|' /C calc'!A0," in saved


def bomb(folder: Path) -> Path:
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    return path


def written(name: str, content: bytes) -> Any:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


@pytest.mark.parametrize(
    ("make", "cy", "en"),
    [
        (written("empty.csv", b""), "mae’r ffeil yn wag", "the file is empty"),
        (written("cut.json", b'{"grants": [{"id": "a", "ti'), "", "cut.json"),
        (written("other.json", b'{"people": []}'), "nid pecyn o grantiau", "no package of grants"),
        (written("old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600), "hen lyfr gwaith Excel", "an old Excel workbook"),
        (written("text.zip", b"PK\x03\x04nothing"), "llyfr gwaith wedi’i dorri", "the workbook is broken"),
        (written("deep.json", b'{"grants": [' + b"[" * 5000), "ddyfnach na 64", "deeper than 64"),
        (bomb, "dadbacio’n llawer mwy", "unpacks to far more"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence_and_the_form_stays(
    ann: Client, tmp_path: Path, folder: Path, make: Any, cy: str, en: str
) -> None:
    path = make(tmp_path)

    for language, words in (("cy", cy), ("en", en)):
        answer = sent(ann, path, language)
        shown = answer.content.decode()

        assert answer.status_code == 422, words
        assert words in shown
        assert "govuk-error-summary" in shown and 'type="file"' in shown
        assert list(folder.iterdir()) == []


def test_a_file_that_is_too_large_or_unpacks_to_too_much_is_refused_with_the_limit(
    ann: Client, tmp_path: Path, settings: Settings, folder: Path
) -> None:
    settings.CHECK_MOST_MB = 1
    large, packed = tmp_path / "large.csv", tmp_path / "packed.xlsx"
    large.write_bytes(b"Identifier\n" + b"a" * 1_200_000)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 11_000_000)

    for path, size, status in ((large, "2 MB", 413), (packed, "11 MB", 422)):
        answer = sent(ann, path)
        assert answer.status_code == status
        assert f"The file is too large: {size}" in answer.content.decode()
        assert f"Mae’r ffeil yn rhy fawr: {size}" in sent(ann, path, "cy").content.decode()
    assert "1 MB" in ann.get("/en/follow/check/").content.decode()
    assert [each for each in folder.iterdir() if "check" in each.name] == []


def test_a_check_that_takes_too_long_is_given_up(ann: Client, tmp_path: Path, settings: Settings, folder: Path) -> None:
    settings.CHECK_MOST_SECONDS = -1
    rows = [a_row(Identifier=f"360G-x-{n}") for n in range(1100)]

    answer = sent(ann, as_csv(tmp_path / "long.csv", [HEADINGS, *rows]))

    assert answer.status_code == 422 and "would take too long here" in answer.content.decode()
    assert list(folder.iterdir()) == []


def test_no_file_at_all_is_said_in_words(ann: Client) -> None:
    for language, words in (("en", "Choose the file to check."), ("cy", "Dewiswch y ffeil i’w gwirio.")):
        answer = ann.post(f"/{language}/follow/check/", {"file": ""})
        assert answer.status_code == 422 and words in answer.content.decode()


def test_a_file_that_another_site_has_sent_is_not_checked(tmp_path: Path) -> None:
    person("ann")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in("ann").cookies

    answer = sent(strict, file_of(tmp_path, MESSY))

    assert answer.status_code == 302 and "login" in answer["Location"]


@pytest.mark.parametrize("asked", ["page", "csv", "json"])
def test_nothing_is_left_in_the_temporary_folder(ann: Client, tmp_path: Path, folder: Path, asked: str) -> None:
    before = checking.TemporaryDirectory(prefix="cydradd-check-")
    assert len(list(folder.iterdir())) == 1  # so that this test sees what would be left
    before.cleanup()

    answer = sent(ann, file_of(tmp_path, MESSY * 20), **{"as": asked})

    assert answer.status_code == 200
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["é" * 120 + ".csv", "..\\..\\x.csv", "a\nb.csv", "...", "CON"])
def test_a_file_may_be_called_anything(ann: Client, tmp_path: Path, folder: Path, name: str) -> None:
    answer = sent(ann, messy_table(tmp_path), name=f"{name}")

    assert answer.status_code in (200, 422)
    assert list(folder.iterdir()) == []
    assert list(folder.parent.rglob("x.csv")) == []


def test_a_check_asks_the_database_for_nothing_but_who_asks(
    ann: Client, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path = file_of(tmp_path, MESSY * 50)

    with django_assert_max_num_queries(6):
        assert sent(ann, path).status_code == 200


def test_every_level_and_repair_of_the_library_has_words() -> None:
    grants = {mending.YES_NO, mending.HTTPS, mending.DATE, mending.TRIM, mending.HEADING_CASE}
    assert grants <= found.REPAIRS.keys()
    assert set(found.ORDER) == set(LEVELS) == found.TITLES.keys()
