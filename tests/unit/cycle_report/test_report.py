from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from cydradd.cycle.report import Story, css, render, render_body, sections
from cydradd.cycle.report.heard import Said
from cydradd.listen.verdict import Verdict
from cydradd.vocabulary.text import Bilingual, Language

BOTH = pytest.mark.parametrize("language", list(Language))


class Page(HTMLParser):
    """What a browser would see: elements in order, text, and everything fetched from elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]


@BOTH
def test_the_report_fetches_nothing_and_runs_nothing(story: Story, language: Language):
    page = Page(render(story, language))

    assert not [tag for tag, _ in page.elements if tag in ("script", "link", "iframe", "img", "object", "base")]
    assert not [attrs for _, attrs in page.elements if "style" in attrs or any(name.startswith("on") for name in attrs)]
    assert all(not str(attrs.get("src", "")) for _, attrs in page.elements)
    assert "url(http" not in css() and "@import" not in css()


@BOTH
def test_headings_descend_one_level_at_a_time_from_one_title(story: Story, language: Language):
    headings = Page(render(story, language)).headings

    assert headings[0] == 1 and headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


@BOTH
def test_every_table_has_a_caption_and_every_id_is_its_own(story: Story, language: Language):
    page = Page(render(story, language))
    tags = [tag for tag, _ in page.elements]
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]

    assert tags.count("table") == tags.count("caption") > 10
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for _, attrs in page.elements if str(attrs.get("href", "")).startswith("#")} <= set(ids)


@BOTH
def test_what_people_wrote_cannot_become_part_of_the_page(story: Story, language: Language):
    nasty = "<script>alert(1)</script>{{ 7919*7919 }}{x}\u202e\x00\"'&"
    said = Said("<b>", story.heard.total, None, nasty)
    told = replace(
        story,
        settings=replace(story.settings, title=Bilingual(nasty, nasty), id=nasty),
        heard=replace(story.heard, agreed=(said,), statements=(said,)),
    )

    html = render(told, language)

    assert "<script" not in html and "62710561" not in html
    assert nasty.replace("\x00", "\ufffd") in Page(html).text
    assert "\x00" not in html


def test_text_in_the_other_language_says_so(story: Story):
    page = render(story, Language.CY)

    assert '<bdi class="user" lang="en">A workshop</bdi>' in page
    assert "heb ei gyfieithu eto" in page
    assert '<bdi class="user">Cludiant</bdi>' in page


@BOTH
def test_a_round_of_which_nothing_is_known_still_has_a_report(bare: Story, language: Language):
    page = Page(render(bare, language))

    assert page.headings[0] == 1
    assert set(sections(bare, language)) == {"summary", "faults", "record"}


@BOTH
def test_the_site_shows_the_same_body_as_the_report(story: Story, language: Language):
    assert str(render_body(story, language)) in render(story, language)


def test_objections_and_overrides_are_counted_on_the_first_page(story: Story):
    band = render_body(story, Language.EN).split("</ul>")[0]

    assert "1 objection" in band
    assert "0 overrides" in band


def test_a_refused_override_is_shown_with_the_reason_it_does_not_count(story: Story):
    against = sections(story, Language.EN)["against"]

    assert '<dt>Office</dt><dd><bdi class="user" lang="">Section 151 Officer</bdi></dd>' in against
    assert "It does not count: It does not count." in against


def test_a_project_that_is_not_funded_is_told_what_its_supporters_had(story: Story):
    plain = replace(story, result=replace(story.result, purse=None))

    assert "Its supporters had £8,800 left; it costs £9,900. Short by £1,100." in sections(plain, Language.EN)["decide"]


def test_partners_whose_answers_are_too_few_are_not_shown(story: Story):
    card = Page(sections(story, Language.EN)["listen"]).text

    assert "too few to show" in card


def test_unknown_shares_are_shown_even_when_nothing_is_unknown(story: Story):
    known = replace(story, heard=replace(story.heard, partners={"citizens": 236}))

    text = Page(sections(known, Language.EN)["listen"]).text

    assert "Not known" in text
    assert "Partner not known: 0 of 236" in text


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (None, "Whether these groups are truly apart is not known."),
        (Verdict.NONE, "But the votes form no clear groups."),
        (Verdict.SPECTRUM, "People stand along a line, not in camps."),
        (Verdict.CLEAR, "The groups are clear."),
    ],
)
def test_the_map_says_whether_its_groups_are_groups(story: Story, verdict: Verdict | None, said: str):
    assert story.heard is not None
    told = replace(story, heard=replace(story.heard, verdict=verdict, stability=None if verdict is None else 0.347))

    text = Page(sections(told, Language.EN)["listen"]).text

    assert said in text
    assert ("Stability: 0.35." in text) is (verdict is not None)
