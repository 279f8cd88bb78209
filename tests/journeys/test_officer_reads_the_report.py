"""An officer reads what was heard: the verdict first, then what people agree on, what divides, who was not heard.

By keyboard alone on the listen tab of a round, in both languages, and in the report that the command writes of a real
conversation. axe looks at both, wide and narrow, with everything that opens open.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import WIDTHS, axe, go, tab_to

pytestmark = pytest.mark.journey
TAB = "rounds/eithin-25-003/listen/"
ASKED = {
    "cy": ("Beth rydyn ni’n cytuno arno", "Beth sy’n ein rhannu", "Pwy sydd heb gael eu clywed"),
    "en": ("What we agree on", "What divides us", "Who has not been heard"),
}
WORDS: dict[str, dict[str, str]] = {
    "cy": {
        "verdict": "pleidleisiau’n ffurfio grwpiau clir.", "all": "Pob datganiad a phob pleidlais",
        "how": "Sut y gwnaethon ni gyfrifo",
        "written": "Mae pobl yn sefyll ar hyd llinell barn, nid mewn gwersylloedd.",
    },
    "en": {
        "verdict": "the votes form no clear groups.", "all": "Every statement and every vote",
        "how": "How we calculated", "written": "People stand along a line of opinion, not in camps.",
    },
}  # fmt: skip


def seen(page: Page) -> str:
    """The words of a page that axe finds no fault in and that fits, wide and narrow."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == [], f"{page.url} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} at {width}"
    return " ".join(page.locator("body").inner_text().split())


def first(words: str) -> int:
    """The first number that stands in some words."""
    found = re.search(r"\d+", words)
    assert found, words
    return int(found[0])


def opens(page: Page, words: str) -> None:
    """Open what is folded under a line, by keyboard."""
    tab_to(page, words, most=200)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is True


@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_officer_reads_what_was_heard_and_takes_the_counts_along(page: Page, language: str) -> None:
    words = WORDS[language]
    page.goto(f"/{language}/{TAB}")
    text = seen(page)

    # The verdict, and after it the three questions in their order.
    places = [text.index(each) for each in (words["verdict"], *ASKED[language])]
    assert places == sorted(places)

    # Every share that is shown can be had from the counts that open below.
    opens(page, words["all"])
    rows = [
        row.locator("th, td").all_inner_texts() for row in page.locator("table:has(#all-statements) tbody tr").all()
    ]
    counts = {first(cells[0]): [int(each.replace(",", "")) for each in cells[-4:]] for cells in rows}
    assert len(counts) == 22
    assert all(agree + disagree + passed == votes for agree, disagree, passed, votes in counts.values())
    cards = page.locator("#listen article.stm")
    assert cards.count() >= 5
    for card in cards.all():
        number = first(card.locator("p.by bdi").inner_text())
        shown = first(card.locator(".say .v").first.inner_text())
        agree, disagree, _passed, votes = counts[number]
        assert shown in (round(100 * agree / votes), round(100 * disagree / votes)), number
    opens(page, words["how"])
    assert "cydradd listen map" in seen(page)

    # The counts as files: what the browser fetches says what the page says.
    links = page.locator("a[href*='/files/']")
    files = {
        str(link.get_attribute("href")).rsplit("/", 1)[-1]: str(link.get_attribute("href")) for link in links.all()
    }
    assert set(files) >= {"statements.csv", "results.json"}
    for address in files.values():
        answer = page.request.get(address)
        assert answer.ok
        assert len(answer.body()) > 1_000
    go(page, f"/{language}/rounds/eithin-25-003/data/")
    assert page.locator("main a[href$='/data/statements.csv']").count() == 1


@pytest.fixture(scope="module")
def written(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the command has written the report of a real conversation."""
    folder = tmp_path_factory.mktemp("report")
    conversation = real_data / "polis" / "brexit-consensus"
    command = [sys.executable, "-m", "cydradd_cli.main", "listen", "report", str(conversation), "--out", str(folder)]
    subprocess.run(command, check=True, timeout=900, stdout=subprocess.DEVNULL)
    yield folder


@pytest.mark.real_data
@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_written_report_has_no_fault_that_axe_can_find(chromium: Browser, written: Path, language: str) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith("file:") else None)
    page.goto((written / f"report-{language}.html").as_uri())

    folded = seen(page)
    assert page.evaluate("document.documentElement.lang") == language
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main", "the first key skips to the content"
    assert page.locator("details").count() > 3
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert len(seen(page)) > len(folded), "the counts that were folded away are looked at too"
    headings = page.locator("h2").all_inner_texts()
    assert headings[0] == WORDS[language]["written"]
    assert [each for each in headings if each in ASKED[language]] == list(ASKED[language])
    assert elsewhere == [], "the report is one file"
    context.close()
