"""The report of a conversation: the same in both languages, whole without any other file, and safe to open."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest
from tests.unit.listen.exports import export
from tests.unit.listen.planted import camps
from typer.testing import CliRunner

from cydradd.listen.document import by_partner
from cydradd.listen.exports.rows import Participant
from cydradd.listen.factors.model import Ridges
from cydradd.listen.opinion_map import fit
from cydradd.listen.prediction import found
from cydradd.listen.report import Told, report
from cydradd.listen.report_words import SENTENCES, VERDICTS
from cydradd.listen.statements import Statement
from cydradd.listen.verdict import Verdict
from cydradd.listen.votes import from_cells
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_cli.main import app

HOSTILE = "<script>alert(1)</script>\x00\u202eback\" onload='x'"
WORDS = [
    Statement("90", Bilingual("Mwy o fysiau", "More buses")),
    Statement("91", Bilingual(None, "Close the library")),
    Statement("0", Bilingual(None, HOSTILE)),
]
PEOPLE = [Participant(str(i), list(Partner)[i % 3]) for i in range(78)] + [Participant("78", None)]


class Read(HTMLParser):
    """Tags in order, what is open at the end, and text."""

    VOID = ("meta", "br", "rect", "path", "circle")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def told() -> Told:
    """Two camps who all agree on 90, are split by 91, and of whom one person's partner is not known."""
    cells, camp = camps((40, 40), 12, seen=0.9)
    cells += [(str(i), s, v) for i, c in enumerate(camp.tolist()) for s, v in (("90", 1), ("91", 1 - 2 * c))]
    made = fit(from_cells(cells), "cydradd", groups=2, rank=2, ridges=Ridges(3.0), refits=3)
    return Told("Y fro", made, found(made, by_partner(made, PEOPLE)), WORDS, PEOPLE, 4)


@pytest.fixture(scope="module", params=list(Language))
def page(told: Told, request: pytest.FixtureRequest) -> tuple[Language, str]:
    return request.param, report(told, request.param)


def test_every_sentence_is_there_in_both_languages_with_the_same_values() -> None:
    for key, text in {**SENTENCES, **{str(each): words for each, words in VERDICTS.items()}}.items():
        assert text.cy and text.en and (text.cy != text.en or "{" in text.en or key in ("partner_word",)), key
        values = [{name for _, name, _, _ in Formatter().parse(side) if name} for side in (text.cy, text.en)]
        assert values[0] == values[1], key


def test_the_file_is_whole_well_formed_and_runs_nothing(page: tuple[Language, str]) -> None:
    language, text = page
    read = Read(text)

    tags = [tag for tag, _ in read.tags]
    assert read.open == []
    assert read.tags[0] == ("html", {"lang": str(language)})
    assert not {"script", "link", "img", "iframe", "object"} & set(tags)
    assert not any(name.startswith("on") or name in ("src", "style") for _, found in read.tags for name in found)
    assert all((found.get("href") or "#").startswith("#") for _, found in read.tags)
    assert "default-src 'none'" in text


def test_words_of_people_are_shown_as_words_in_their_language(page: tuple[Language, str]) -> None:
    language, text = page

    assert "<script" not in text and "\x00" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\ufffd" in text
    assert '<blockquote lang="en" dir="auto">Close the library</blockquote>' in text
    own = {Language.CY: "Mwy o fysiau", Language.EN: "More buses"}[language]
    assert f'<blockquote lang="{language}" dir="auto">{own}</blockquote>' in text
    assert ("Heb ei gyfieithu eto" in text) is (language is Language.CY)


def test_headings_step_down_one_at_a_time_and_tables_say_what_they_are(page: tuple[Language, str]) -> None:
    read = Read(page[1])

    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tags = [tag for tag, _ in read.tags]
    assert tags.count("caption") == tags.count("table") >= 3
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in read.tags if tag == "th")


def test_each_list_tells_its_counts(told: Told) -> None:
    known = [Participant(str(i), list(Partner)[i % 3]) for i in range(80)]
    told = replace(told, participants=known, found=found(told.made, by_partner(told.made, known)))

    text = unescape(report(told, Language.EN))

    after = text[text.index("Every group of one mind") :]
    agreed, divided = after.split("What divides us", 1)
    assert "More buses" in agreed and "Group A: 40 of 40 agreed (100%).<br>Group B: 40 of 40 agreed (100%)." in agreed
    assert "Close the library" in divided.split("Who has not been heard")[0]
    assert "Citizens: 27 of 27 agreed (100%)." in agreed
    assert "Counted beside the map, because they answered without an account: 4." in text


def test_a_partner_of_few_people_is_not_counted_out_loud(told: Told) -> None:
    text = report(told, Language.EN)
    table = text[text.index("People on the map, by partner") :].split("</table>")[0]

    assert table.count("too few to show") == 2  # one more is hidden, else the few could be had by subtraction
    assert re.findall(r"<td>(\d+)</td>", table) == ["26", "26"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("verdict", [Verdict.SPECTRUM, Verdict.NONE])
def test_a_page_begins_with_the_verdict(told: Told, language: Language, verdict: Verdict) -> None:
    assert told.made.stability is not None
    share = {Verdict.NONE: (0.1,), Verdict.SPECTRUM: (0.9,)}[verdict]
    stability = replace(told.made.stability, indices=share, separate=0.9)

    text = report(replace(told, made=replace(told.made, stability=stability)), language)

    assert re.findall("<h2>(.*?)</h2>", text)[0] == (VERDICTS[verdict].side(language) or "").replace("'", "&#x27;")


@pytest.mark.parametrize("people, statements", [(14, 20), (40, 6)])
def test_it_is_too_early_for_a_map_with_few_people_or_few_statements(people: int, statements: int) -> None:
    made = fit(from_cells(camps((people,), statements, seen=1.0)[0]), "cydradd", rank=1, ridges=Ridges(3.0))

    text = report(Told("Y fro", made, found(made)), Language.EN)

    assert "Too early for a map." in text and "<svg" not in text
    assert f"{people} people. {statements} statements." in text


def test_the_command_writes_the_language_that_is_asked_for(tmp_path: Path) -> None:
    rows = "".join(f"{n},,{s},{p},{v}\n" for n, (p, s, v) in enumerate(camps((10, 9), 8)[0], 1))
    talk, out = export(tmp_path / "talk", rows), tmp_path / "out"

    for lang, files in (("cy", ["report-cy.html"]), ("both", ["report-cy.html", "report-en.html"])):
        answer = CliRunner().invoke(app, ["listen", "report", str(talk), "--out", str(out), "--lang", lang])
        assert answer.exit_code == 0, answer.output
        assert sorted(each.name for each in out.iterdir()) == files
