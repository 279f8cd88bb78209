"""Addresses that are not there, odd filters, foreign letters: a kind page that offers the likely one, never a fault."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker
from tests.web.folders import write_round
from tests.web.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _rounds(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    home = tmp_path_factory.mktemp("rounds")
    write_round(home, "valley-26-001")
    (home / "valley-26-001" / "apply").mkdir()
    (home / "valley-26-001" / "apply" / "organisations.csv").write_text("id,name\nGB-CHC-0000001,Ceir y Cwm\n", "utf-8")
    write_round(home, "coast-26-002", title_cy="Yr arfordir", title_en=None, content=False)
    with kept(home, django_db_blocker):
        yield


def offered(client: Client, address: str) -> list[str]:
    response = client.get(address)
    text = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{"cy" if address.startswith("/cy/") else "en"}"' in text
    found = re.search(r'<ul class="likely">(.*?)</ul>', text, re.S)
    return re.findall(r'href="([^"]+)"', found[1]) if found else []


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/en/rounds/valey-26-001/", "/en/rounds/valley-26-001/"),
        ("/cy/rounds/VALLEY-26-01/deside/", "/cy/rounds/valley-26-001/decide/"),
        ("/cy/rounds/valley-26-001/gwrando/", "/cy/rounds/valley-26-001/listen/"),
        ("/en/rowndiau/valley-26-001/cofnod/", "/en/rounds/valley-26-001/record/"),
        ("/en/rounds/yr-arfordir/", "/en/rounds/coast-26-002/"),
        ("/en/staying-well-at-home/", "/en/rounds/valley-26-001/"),
        ("/cy/accessibility/", "/cy/hygyrchedd/"),
        ("/en/hygyrched/", "/en/accessibility/"),
        ("/en/how-a-round-work/", "/en/how-a-round-works/"),
        ("/en/opendata/", "/en/open-data/"),
        ("/en/organisations/gb-chc-000001/", "/en/organisations/GB-CHC-0000001/"),
        ("/cy/sefydliadau/ceir-y-cwn/", "/cy/organisations/GB-CHC-0000001/"),
    ],
)
def test_the_likely_address_is_offered_first(client: Client, address: str, first: str) -> None:
    found = offered(client, address)

    assert found[:1] == [first]
    assert client.get(first).status_code == 200


def test_few_queries_are_spent_on_an_address_that_is_not_there(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        offered(client, "/en/rounds/valey-26-001/deside/")
    with django_assert_max_num_queries(12):
        offered(client, "/en/organisations/gb-chc-000001/x/")


def test_a_name_in_the_other_language_says_which(client: Client) -> None:
    text = client.get("/en/rounds/coast-26-02/").content.decode()

    assert '<bdi lang="cy">Yr arfordir</bdi>' in text


ODD = [
    "<script>alert(1)</script>/",
    "%3Cscript%3Ealert(1)%3C/script%3E/",
    "a%00b/",
    "rounds/%00/",
    "%ff%fe/",
    "rounds/%c3%28/listen/",
    "ŵyŷ/日本/",
    "%F0%9F%92%A9/",
    "../../../etc/passwd",
    "rounds/valley-26-001/record/99999999999999999999999/",
    "rounds/valley-26-001/record/" + "9" * 5000 + "/",
    "rounds/valley-26-001/record/-1/",
    "x" * 20_000,
    "/".join("ab" * 3 for _ in range(3000)),
    "{{ 7*7 }}/{% url %}/",
    "//evil.example/",
    "rounds/valley-26-001/nowhere",
]


@pytest.mark.parametrize("code", ["cy", "en"])
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_address_gets_a_kind_page_and_is_never_written_into_it(client: Client, code: str, odd: str) -> None:
    response = client.get(f"/{code}/{odd}")

    text = response.content.decode()
    assert response.status_code == 404
    assert {"cy": "Nid yw’r dudalen hon yma", "en": "This page is not here"}[code] in html.unescape(text)
    assert "alert(1)" not in text
    assert "49" not in re.sub(r"<svg.*?</svg>|<head>.*?</head>", "", text, flags=re.S)
    assert len(text) < 30_000


@pytest.mark.parametrize("code", ["cy", "en"])
@pytest.mark.parametrize("page", ["", "rounds/", "rounds/valley-26-001/record/", "rounds/valley-26-001/listen/"])
def test_odd_filters_and_pages_lead_to_something_that_is_there(client: Client, code: str, page: str) -> None:
    values = [
        "%00",
        "%ff",
        "999999999999999999999999",
        "-1",
        "0",
        "1e9",
        "٣",
        "日",
        "<script>",
        "' OR 1=1--",
        "x" * 5000,
    ]
    for name in ("page", "stage", "q", "place", "partner", "nothing", "%00"):
        for value in values:
            response = client.get(f"/{code}/{page}?{name}={value}")

            assert response.status_code in (200, 302), (name, value)
            assert "<script" not in response.content.decode()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/en/", "This page is only for reading"),
        ("/cy/rounds/valley-26-001/", "I’w darllen yn unig y mae’r dudalen hon"),
        ("/cy/hygyrchedd/", "I’w darllen yn unig y mae’r dudalen hon"),
        ("/rounds/valley-26-001/data/needs.csv", "This page is only for reading"),
        ("/en/acts.atom", "This page is only for reading"),
    ],
)
def test_writing_to_a_page_is_refused_in_words(client: Client, address: str, says: str) -> None:
    for method in (client.post, client.put, client.delete):
        response = method(address)

        assert response.status_code == 405
        assert "GET" in response["Allow"]
        assert says in html.unescape(response.content.decode())
