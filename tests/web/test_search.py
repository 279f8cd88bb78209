"""The search: every form of a word, in both languages, whatever is typed, and nothing kept of it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT, write_round

from cydradd_web.paths import ROOT
from cydradd_web.rounds.services import forget, import_rounds
from cydradd_web.share.models import Entry, Word
from cydradd_web.share.selectors import KINDS
from cydradd_web.share.selectors.search import Found
from cydradd_web.share.services import import_proposals

pytestmark = pytest.mark.django_db
NEEDS = """id,title_cy,title_en,kind,place,size_p
N1,Cludiant i gymunedau’r cwm,Transport for the valley,transport,W92000004,1000
N2,Gardd i bawb,A garden for everybody,transport,W92000004,1000
"""
COMMENTS = """timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body,comment-body-cy
1699999999,1,1,1,1,1,The valley needs a bus to the hospital,Mae angen bws i’r ysbyty ar bobl y cwm
1699999999,2,1,2,0,-1,Something rude about a submarine,
"""
BODIES = """id,name,type
GB-CHC-1234567,Gofalwyr Nant Las,charity
ORG-P,Mair Unig,individual
"""
HOSTILE = [
    "",
    " ",
    '"',
    "'",
    "%",
    "_",
    "%%%",
    "\\",
    "a' OR 1=1 --",
    '"unbalanced',
    "NEAR(a b)",
    "a AND OR NOT b",
    "col:thing*",
    "^a + -b",
    "(((((",
    "\0",
    "a\0b",
    "\x1b[31m",
    "\ud800",
    "ŵ" * 10_000,
    "gofalwyr " * 1_200,
    " ".join(f"w{number}" for number in range(2_000)),
    "<script>alert(1)</script>",
    "😀",
    "i'r o'r",
]


@pytest.fixture
def _public(home: Path) -> None:
    folder = write_round(home, "valley")
    for path, text in {
        "design/needs.csv": NEEDS,
        "apply/organisations.csv": BODIES,
        "listen/comments.csv": COMMENTS,
    }.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    import_rounds(home, by="test", at=AT)
    import_proposals(ROOT / "demo" / "proposals", by="test", at=AT)


def found(client: Client, query: str, language: str = "en", **more: str) -> Found:
    response = client.get(f"/{language}/search/", {"q": query, **more})
    assert response.status_code == 200
    answer = response.context["found"]
    assert isinstance(answer, Found)
    return answer


def titles(answer: Found) -> set[str]:
    return {"".join(run.text for run in each.title) for group in answer.groups for each in group.results}


@pytest.mark.usefixtures("_public")
@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("cymuned", "need", "Cludiant i gymunedau’r cwm"),
        ("gymuned", "need", "Cludiant i gymunedau’r cwm"),
        ("cymunedau", "need", "Cludiant i gymunedau’r cwm"),
        ("ardd", "need", "Gardd i bawb"),
        ("ngardd", "need", "Gardd i bawb"),
        ("GARDENS", "need", "A garden for everybody"),
        ("pobl", "statement", "Mae angen bws i’r ysbyty ar bobl y cwm"),
        ("phobl", "statement", "Mae angen bws i’r ysbyty ar bobl y cwm"),
        ("ysbytai", "statement", "Mae angen bws i’r ysbyty ar bobl y cwm"),
        ("gofalwyr", "organisation", "Gofalwyr Nant Las"),
        ("living staying", "round", "Staying well at home"),
        ("llwybr", "application", "Llwybr newydd"),
        ("seibiant", "proposal", "Seibiant y gall gofalwyr ei gynllunio (demo)"),
        ("weekends evenings", "point", "Carers should choose when a break comes, evenings and weekends included."),
    ],
)
def test_everything_public_is_found_in_whatever_form_it_is_remembered(
    client: Client, query: str, kind: str, title: str
) -> None:
    answer = found(client, query)

    shown = {
        "".join(run.text for run in each.title)
        for group in answer.groups
        for each in group.results
        if group.kind == kind
    }
    assert title in shown


@pytest.mark.usefixtures("_public")
def test_every_result_leads_to_a_page_that_is_there(client: Client) -> None:
    for query in ("gofalwyr", "cwm", "the", "carers", "round", "agorwyd"):
        for group in found(client, query).groups:
            for each in group.results:
                assert client.get(each.href.split("#")[0]).status_code == 200, each.href


@pytest.mark.usefixtures("_public")
def test_the_words_that_were_found_are_marked_in_the_text_as_it_stands(client: Client) -> None:
    text = client.get("/en/search/", {"q": "cymuned"}).content.decode()

    assert "Cludiant i <mark>gymunedau’r</mark> cwm" in text
    assert 'hreflang="cy"' in text


@pytest.mark.usefixtures("_public")
def test_the_word_as_it_was_asked_for_stands_before_its_other_forms(client: Client) -> None:
    for query, first in (("gardd", "Gardd i bawb"), ("carers", "Breaks that carers can plan for (demo)")):
        answer = found(client, query)

        assert "".join(run.text for run in answer.groups[0].results[0].title) == first


@pytest.mark.usefixtures("_public")
def test_a_word_is_looked_for_in_the_other_language_too_and_that_is_said(client: Client) -> None:
    answer = found(client, "transport")

    assert "cludiant" in answer.also
    assert "Transport for the valley" in titles(answer)
    assert "cludiant" in client.get("/en/search/", {"q": "transport"}).content.decode()


@pytest.mark.usefixtures("_public")
def test_a_thing_is_one_result_in_the_language_of_the_page(client: Client) -> None:
    english, welsh = found(client, "demo"), found(client, "demo", "cy")

    assert "Breaks that carers can plan for (demo)" in titles(english)
    assert "Seibiant y gall gofalwyr ei gynllunio (demo)" not in titles(english)
    assert "Seibiant y gall gofalwyr ei gynllunio (demo)" in titles(welsh)


@pytest.mark.usefixtures("_public")
def test_results_are_narrowed_by_kind_and_language_and_come_in_pages(client: Client) -> None:
    every, points = found(client, "carers"), found(client, "carers", kind="point")
    welsh = found(client, "carers", lang="cy")

    assert points.total == dict(every.kinds)["point"]
    assert [group.kind for group in points.groups] == ["point"]
    assert points.paging is not None
    assert all("/cy/" in each.href for group in welsh.groups for each in group.results if group.kind != "organisation")
    assert found(client, "carers", kind="nonsense", lang="xx", page="99").total == every.total


@pytest.mark.usefixtures("_public")
def test_a_person_who_holds_money_is_never_found(client: Client) -> None:
    assert "Mair Unig" not in titles(found(client, "Mair Unig"))
    assert not Entry.objects.filter(exact__contains="mair").exists()
    assert not Word.objects.filter(word="mair").exists()


def test_who_is_a_person_in_one_round_is_found_in_none(home: Path, client: Client) -> None:
    for name, kind in (("first", "charity"), ("second", "individual")):
        folder = write_round(home, name, content=False)
        (folder / "apply").mkdir()
        (folder / "apply" / "organisations.csv").write_text(f"id,name,type\nGB-CHC-1234567,Mair Unig,{kind}\n", "utf-8")
    import_rounds(home, by="test", at=AT)

    assert Entry.objects.filter(kind="organisation").count() == 1
    assert found(client, "Mair Unig").total == 0


@pytest.mark.usefixtures("_public")
def test_a_statement_that_was_not_let_in_is_never_found(client: Client) -> None:
    assert found(client, "rude submarine").total == 0


@pytest.mark.usefixtures("_public")
def test_where_nothing_is_found_the_nearest_words_are_offered(client: Client) -> None:
    answer = found(client, "gofalwir")

    assert answer.total == 0
    assert "gofalwyr" in answer.nearest
    assert "Nothing was found" in client.get("/en/search/", {"q": "gofalwir"}).content.decode()
    assert "Ni chafwyd hyd i ddim" in client.get("/cy/search/", {"q": "qqqq"}).content.decode()


@pytest.mark.usefixtures("_public")
def test_where_nothing_has_every_word_what_has_some_is_shown_and_that_is_said(client: Client) -> None:
    answer = found(client, "garden submarine")

    assert answer.some
    assert "A garden for everybody" in titles(answer)


@pytest.mark.usefixtures("_public")
@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("language", ["cy", "en"])
def test_whatever_is_typed_breaks_nothing(
    client: Client, query: str, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"/{language}/search/?q=" + "".join(f"%{byte:02X}" for byte in query.encode("utf-8", "surrogatepass"))

    with django_assert_max_num_queries(12):
        response = client.get(address)

    text = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert" not in text
    assert len(text) < 100_000
    assert not response.cookies


@pytest.mark.usefixtures("_public")
def test_signs_of_the_database_are_no_wildcards(client: Client) -> None:
    for query in ("gofal%", "gofalwy_", "g*", "%"):
        assert "Gofalwyr Nant Las" not in titles(found(client, query))


@pytest.mark.usefixtures("_public")
def test_the_other_language_keeps_what_was_asked_for(client: Client) -> None:
    text = client.get("/en/search/", {"q": "gardd a bws", "kind": "need"}).content.decode()

    assert 'href="/cy/search/?q=gardd+a+bws&amp;kind=need"' in text


@pytest.mark.usefixtures("_public")
def test_a_query_is_neither_kept_nor_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    before = (Entry.objects.count(), Word.objects.count())

    with caplog.at_level(logging.DEBUG):
        client.get("/en/search/", {"q": "cyfrinachol"})

    assert (Entry.objects.count(), Word.objects.count()) == before
    said = [each.getMessage() for each in caplog.records if not each.name.startswith("django.db")]
    assert not [text for text in said if "cyfrinachol" in text]


@pytest.mark.usefixtures("_public")
def test_the_index_goes_with_its_round() -> None:
    assert Entry.objects.filter(round__isnull=False).exists()

    forget("valley")

    assert not Entry.objects.filter(round__isnull=False).exists()
    assert not Word.objects.filter(round__isnull=False).exists()


@pytest.mark.usefixtures("_public")
def test_the_index_holds_kinds_that_the_page_knows() -> None:
    assert set(Entry.objects.values_list("kind", flat=True)) <= {*KINDS, "person"}


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_site_with_nothing_in_it_can_be_searched_too(client: Client, language: str) -> None:
    assert found(client, "gofalwyr", language).total == 0
    assert client.get(f"/{language}/search/").status_code == 200
