"""A slice of a warehouse as one page: the figures are those of the library, every grant has its cells, nothing is fetched."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.unit.follow.small_files import file_of, grant
from typer.testing import CliRunner

from cydradd.follow import slice as slices
from cydradd.follow.flows import concentration, reach
from cydradd.follow.reach import By
from cydradd.follow.reach_words import percent
from cydradd.follow.slice import page
from cydradd.follow.slice.words import texts
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import open_warehouse
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Language
from cydradd_cli.main import app

EVIL = '<script>alert("x")</script>'
CARDIFF = {"id": "GB-CHC-1000002", "name": f"Clwb Cân {EVIL}", "postalCode": "CF10 1AA"}
PERSON = {"recipientIndividual": {"id": "360G-p-1", "name": "Nobody Knows"}}
GRANTS = [
    grant("a", 1000),
    grant("b", 250.5, CARDIFF, awardDate="2021-02-01", Ward="Menai"),
    grant("c", 50, "GB-PLA-GWN", awardDate="soon"),
    grant("d", 10, None, title=EVIL),
    grant("e", "a lot"),
    grant("f", 7, CARDIFF, currency="EUR"),
    grant("i", 20, None, title="For Nobody Knows", **PERSON),
    grant("j", 30, fundingOrganization=[{"id": "GB-CHC-8", "name": "The Fund for Choirs"}]),
]


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["follow", *map(str, words)])


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    made = tmp_path / "w.duckdb"
    assert run("import", file_of(tmp_path, GRANTS), "--warehouse", made).exit_code == 0
    return made


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))


def words_of(text: str) -> str:
    main = text.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def pages(warehouse: Path, folder: Path, *more: str) -> dict[str, str]:
    done = run("slice", "--warehouse", warehouse, "--out", folder / "page.html", *more)
    assert done.exit_code == 0, done.stderr
    return {each: (folder / f"page-{each}.html").read_text("utf-8") for each in ("cy", "en")}


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_figure_of_the_library_stands_on_the_page(warehouse: Path, tmp_path: Path, language: str) -> None:
    shown = words_of(pages(warehouse, tmp_path)[language])

    with open_warehouse(warehouse) as opened:
        for by in By:
            found = reach(opened, Filters(), by)
            for row in (*found.rows, found.unknown):
                money = format_money(Pence(row.total), "GBP")
                assert f"{money} · {percent(row.share_money)}" in shown.replace("\xa0", " "), (by, row.key)
            assert str(found.as_json()["sentence"][language]) in shown  # type: ignore[index,call-overload]
        spread = concentration(opened, Filters())
    assert percent(spread.found.lower_half_share) in shown and percent(spread.found.top10_share) in shown
    assert "€7" in shown and "2021" in shown and "CF" in shown


def test_every_grant_has_its_place_and_its_cells_and_a_person_none_that_tell(warehouse: Path, tmp_path: Path) -> None:
    text = pages(warehouse, tmp_path)["en"]
    shown = words_of(text)

    for index, each in enumerate(GRANTS):
        assert f"grants.json /grants/{index}" in shown and f"/id: {each['id']}" in shown
    assert "/Ward: Menai" in shown and "/amountAwarded: a lot" in shown and "the amount cannot be read: a lot" in shown
    assert "Nobody Knows" not in text and "360G-p-1" not in text
    assert "a person" in shown and "/amountAwarded: 20" in shown


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_page_needs_nothing_from_anywhere_and_runs_nothing(warehouse: Path, tmp_path: Path, language: str) -> None:
    text = pages(warehouse, tmp_path)[language]

    tags = Page(text).tags
    assert not {"script", "link", "iframe", "img", "object", "form"} & {tag for tag, _ in tags}
    assert not [
        name for _, given in tags for name in given if name.startswith("on") or name in ("src", "style", "srcset")
    ]
    drawn = {each.removeprefix("#") for each in re.findall(r"url\(([^)]*)\)", text)}  # patterns of the page itself
    assert "@import" not in text and "hatch-bar" in drawn
    assert drawn <= {given["id"] for _, given in tags if "id" in given}
    other = {"cy": "page-en.html", "en": "page-cy.html"}[language]
    assert [given["href"] for tag, given in tags if tag == "a"] == ["#main", other]
    assert EVIL not in text and "&lt;script&gt;" in text
    ids = [given["id"] for _, given in tags if "id" in given]
    assert len(ids) == len(set(ids))
    assert f'<html lang="{language}">' in text


def test_filters_are_those_of_reach_and_are_told(warehouse: Path, tmp_path: Path) -> None:
    shown = words_of(pages(warehouse, tmp_path, "--funder", "GB-CHC-8")["cy"])

    assert "Ariannwr: The Fund for Choirs" in shown and "£30" in shown and "£1,250" not in shown
    assert "Ardal cod post CF" in words_of(pages(warehouse, tmp_path, "--place", "CF")["cy"])


def test_a_slice_that_is_too_large_is_refused_with_the_remedy_and_leaves_nothing(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(pages(warehouse, tmp_path)["cy"].encode())
    before = sorted(each.name for each in tmp_path.iterdir())
    monkeypatch.setattr(page, "MOST", size - 1)

    done = run("slice", "--warehouse", warehouse, "--out", tmp_path / "other.html")

    assert done.exit_code == 1 and done.stderr.count("\n") == 1
    assert "Ask for less: one funder, one place, or fewer years." in done.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_a_page_is_at_most_ten_megabytes_and_says_what_was_written(warehouse: Path, tmp_path: Path) -> None:
    done = run("slice", "--warehouse", warehouse, "--out", tmp_path / "a.html", "--json")

    assert slices.MOST == 10_000_000
    assert json.loads(done.stdout) == {
        "files": [str(tmp_path / f"a-{each}.html") for each in ("cy", "en")],
        "grants": 6,
    }


def test_what_is_not_there_is_refused_in_one_sentence(warehouse: Path, tmp_path: Path) -> None:
    for more, words in ((["--currency", "USD"], "USD"), (["--funder", "Nobody"], "no funder named")):
        done = run("slice", "--warehouse", warehouse, "--out", tmp_path / "none.html", *more)

        assert done.exit_code == 1 and done.stderr.count("\n") == 1 and words in done.stderr
    assert list(tmp_path.glob("none*")) == []


def test_every_text_is_there_in_both_languages_and_used() -> None:
    template = (Path(page.__file__).parent / "templates" / "page.html").read_text("utf-8")
    for key, text in texts().items():
        assert text.cy and text.en and (text.cy != text.en or key == "grant"), key
        assert sorted(re.findall(r"{\w+}", text.cy)) == sorted(re.findall(r"{\w+}", text.en)), key
    asked = {
        "funder",
        "recipient",
        "place",
        "from",
        "to",
        "beneficiary",
        "april",
        "exclude_transfers",
        "exclude_duplicates",
    }
    made = {f"{start}_{by}" for start in ("head", "how") for by in By} | {"apart_transfers", "apart_duplicates"}
    used = set(re.findall(r'(?:say|cell)\("(\w+)"', template)) | asked | made
    assert set(texts()) == {each for each in used if not each.endswith("_")}


@pytest.mark.parametrize("language", list(Language))
def test_a_slice_without_a_curve_or_a_map_says_so_and_is_whole(tmp_path: Path, language: Language) -> None:
    made = tmp_path / "one.duckdb"
    run("import", file_of(tmp_path, [grant("a", 5)]), "--warehouse", made)

    shown = words_of(pages(made, tmp_path)[language.value])

    assert "£5" in shown and {"cy": "Pwy gafodd fwyaf", "en": "Who got most"}[language.value] in shown
