"""Every Welsh page that can be reached from the front page of the demo: it answers, and it holds no English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.web.kept import kept

from cydradd_web import catalogue
from cydradd_web.paths import ROOT

pytestmark = pytest.mark.django_db

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
ENGLISH = re.compile(
    r"\b(the|and|with|which|this|that|from|were|was|have|has|are|for|not known|they|their|who|what)\b", re.I
)
"""Words that English cannot do without and Welsh does not have."""
EXACT = ("raw", "ref")
"""Classes of what is shown as it is recorded: codes, addresses, hashes."""
MOST_ACTS = 40
"""Pages of single acts that are visited in each round; they are all made alike."""


class Text(HTMLParser):
    """The text of a page that claims to be Welsh, piece by piece, its links, and text for the ear (aria-label)."""

    def __init__(self) -> None:
        super().__init__()
        self.welsh: list[str] = []
        self.links: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "a":
            self.links.append(given.get("href") or "")
        exact = any(name in EXACT for name in (given.get("class") or "").split()) or tag in (
            "script",
            "style",
            "code",
            "pre",
        )
        other = given.get("lang", given.get("hreflang", "cy")) != "cy"
        hidden = other or exact or (bool(self.open) and self.open[-1][1] and given.get("lang") != "cy")
        if tag not in VOID:
            self.open.append((tag, hidden))
        if not hidden:
            self.welsh += [given[name] or "" for name in ("aria-label", "title", "alt", "placeholder") if name in given]

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.handle_starttag(tag, attributes)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, _ = self.open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.open and self.open[-1][1]):
            self.welsh.append(" ".join(data.split()))


def read(html: str) -> Text:
    parser = Text()
    parser.feed(html)
    return parser


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept(ROOT / "demo" / "rounds", django_db_blocker):
        yield


@pytest.fixture(scope="module")
def pages(_demo: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Text]:
    """Every page under ``/cy/`` that links lead to, from the front page on."""
    with django_db_blocker.unblock():
        return crawled(Client())


def crawled(client: Client) -> dict[str, Text]:
    found: dict[str, Text] = {}
    waiting = ["/cy/"]
    acts: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        if address in found or re.search(r"\.(atom|ics)$", address.split("?")[0]):
            continue
        if one := re.match(r"(/cy/rounds/[^/]+)/record/\d+/$", address):
            acts[one[1]] = acts.get(one[1], 0) + 1
            if acts[one[1]] > MOST_ACTS:
                continue
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        found[address] = read(response.content.decode())
        waiting += [link.split("#")[0] for link in found[address].links if link.startswith("/cy/")]
        if address.split("?")[0] != address:
            continue
        waiting += [address + link for link in found[address].links if link.startswith("?")]
    return found


def test_the_crawl_reaches_the_whole_site(pages: dict[str, Text]) -> None:
    for part in ("", "rounds/", "hygyrchedd/", "preifatrwydd/", "data-agored/", "sut-mae-rownd-yn-gweithio/"):
        assert f"/cy/{part}" in pages
    assert sum("/rounds/eithin-25-003/" in address for address in pages) > 15


def test_no_welsh_page_holds_an_english_message_of_the_catalogue(pages: dict[str, Text]) -> None:
    english = {ids for each in catalogue.catalogue() for ids in (each.id if isinstance(each.id, tuple) else [each.id])}
    english -= {str(each.string) for each in catalogue.catalogue()} | {""}

    left = {(text, address) for address, page in pages.items() for text in page.welsh if text.strip(" .:,") in english}

    assert not left


def test_no_welsh_page_holds_english_that_does_not_say_so(pages: dict[str, Text]) -> None:
    left = {text: address for address, page in pages.items() for text in page.welsh if ENGLISH.search(text)}

    assert not left


def test_the_test_itself_sees_english_where_it_stands_without_a_mark() -> None:
    page = read('<html lang="cy"><p>Mae <b>hwn</b> yma</p><p lang="en">the other</p><p>the one</p></html>')

    assert [text for text in page.welsh if ENGLISH.search(text)] == ["the one"]


def test_a_welsh_string_that_equals_its_english_is_listed() -> None:
    same = {str(each.id) for each in catalogue.catalogue() if each.id and each.id == each.string}

    assert same <= catalogue.SAME_IN_BOTH
