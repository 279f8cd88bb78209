"""The list of rounds: filters by address, a sentence that says what is shown, and odd values ignored kindly."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT, write_round

from cydradd_web.rounds.models import Round
from cydradd_web.rounds.services import import_rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds(home: Path) -> None:
    write_round(home, "valley")
    write_round(home, "coast", title_cy="Tŷ Ŵyn", title_en="Ŵyn House", content=False)
    write_round(home, "hills", title_cy=None, title_en="Buses <b>late</b>")
    import_rounds(home, by="test", at=AT)
    Round.objects.filter(slug="coast").update(place_code="W06000008", place_cy="Ceredigion", place_en="Ceredigion")
    Round.objects.filter(slug="hills").update(stages={"evaluate": "done"}, stage_reached="evaluate")


def found(client: Client, language: str = "en", **asked: str) -> tuple[str, list[str]]:
    """The sentence above the list, and the rounds in it."""
    response = client.get(f"/{language}/rounds/?{urlencode(asked)}")
    text = response.content.decode()
    assert response.status_code == 200
    sentence = re.search(r'<h2 id="found-h"[^>]*>(.*?)</h2>', text)
    assert sentence is not None
    return re.sub("</?bdi>", "", sentence[1]), re.findall(rf'class="h3"><a href="/{language}/rounds/([^/]+)/"', text)


@pytest.mark.usefixtures("rounds")
@pytest.mark.parametrize(
    ("asked", "sentence", "slugs"),
    [
        ({}, "3 rounds.", ["coast", "hills", "valley"]),
        ({"place": "W06000008"}, "1 round in Ceredigion.", ["coast"]),
        ({"place": "W06000002", "state": "open"}, "1 round in Gwynedd, still under way.", ["valley"]),
        ({"stage": "evaluate"}, "1 round at the stage Evaluate.", ["hills"]),
        ({"state": "finished"}, "1 round finished.", ["hills"]),
        ({"year": "2026"}, "3 rounds with acts in 2026.", ["coast", "hills", "valley"]),
        ({"words": "WELL home"}, "1 round with the words “WELL home”.", ["valley"]),
        ({"words": "ŵyn"}, "1 round with the words “ŵyn”.", ["coast"]),
        ({"words": "nobody"}, "0 rounds with the words “nobody”.", []),
    ],
)
def test_the_list_is_narrowed_and_says_how(
    client: Client, asked: dict[str, str], sentence: str, slugs: list[str]
) -> None:
    assert found(client, **asked) == (sentence, slugs)


@pytest.mark.usefixtures("rounds")
def test_the_same_is_said_in_welsh_without_a_bare_name_after_a_word_that_mutates(client: Client) -> None:
    sentence, slugs = found(client, "cy", place="W06000002", state="open")

    assert (sentence, slugs) == ("1 rownd. Lle: Gwynedd. Ar y gweill.", ["valley"])


@pytest.mark.usefixtures("rounds")
@pytest.mark.parametrize(
    "odd",
    [
        {"stage": "campaign"},
        {"place": "W0600000'2"},
        {"place": "\x00"},
        {"state": "both"},
        {"year": "9" * 400},
        {"year": "-1"},
        {"stage": "<script>"},
    ],
)
def test_an_odd_value_leaves_nothing_out_and_is_said(client: Client, odd: dict[str, str]) -> None:
    response = client.get(f"/en/rounds/?{urlencode(odd)}")

    assert response.status_code == 200
    assert found(client, **odd)[0] == "3 rounds."
    assert "were not understood" in response.content.decode()
    assert "<script>" not in response.content.decode()


@pytest.mark.usefixtures("rounds")
@pytest.mark.parametrize("words", ["\x00", "%", "_", "\\", "\u202ebus", "🚌" * 300, "<b>", '"', " "])
def test_any_words_are_taken_as_words(client: Client, words: str) -> None:
    response = client.get(f"/cy/rounds/?{urlencode({'words': words})}")

    text = response.content.decode()
    assert response.status_code == 200
    assert "\u202e" not in text
    assert not re.search(r"<h2[^>]*>[^\n]*<b>", text)


@pytest.mark.usefixtures("rounds")
def test_filters_stay_in_the_form_and_can_be_cleared(client: Client) -> None:
    text = client.get("/en/rounds/?stage=evaluate&words=buses").content.decode()

    assert '<option value="evaluate" selected>' in text
    assert 'value="buses"' in text
    assert '<a href="/en/rounds/">Clear the filters</a>' in text


def test_a_long_list_comes_in_pages_that_keep_the_filters(client: Client, home: Path) -> None:
    write_round(home, "valley", content=False)
    import_rounds(home, by="test", at=AT)
    row = Round.objects.get()
    for number in range(45):
        row.pk, row.slug, row.folder = None, f"copy-{number:02}", f"copy-{number:02}"
        row._state.adding = True
        row.save()

    first, last, far = (found(client, words="home", page=page)[1] for page in ("1", "3", "999999999999"))

    assert (len(first), len(last), far) == (20, 6, last)
    assert not set(first) & set(last)
    assert 'href="?words=home&amp;page=2"' in client.get("/en/rounds/?words=home").content.decode()


@pytest.mark.usefixtures("rounds")
def test_the_list_asks_the_database_at_most_twelve_times(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        client.get("/en/rounds/?words=home&place=W06000002&year=2026&state=open&stage=decide")


def test_a_list_without_rounds_is_kind(client: Client) -> None:
    text = client.get("/cy/rounds/").content.decode()

    assert "Nid oes rowndiau yma eto" in text
    assert 'class="filters"' not in text


@pytest.mark.parametrize("state", ["listening", "calling", "voting"])
def test_in_welsh_each_part_of_the_sentence_over_the_list_begins_as_a_sentence(client: Client, state: str) -> None:
    text = client.get(f"/cy/rounds/?state={state}").content.decode()

    found = re.search(r'id="found-h"[^>]*>([^<]*)<', text)
    assert found is not None
    assert re.search(r"\. [A-ZÂÊÎÔÛŴŶ][^.]*\.$", found[1].strip()), found[1]


@pytest.mark.parametrize(
    ("stage", "window", "cy", "en"),
    [
        ("apply", "call", "Ymgeisio", "Apply"),
        ("apply", None, "Gweld y ceisiadau", "See the applications"),
        ("decide", "ballot", "Gweld y pleidleisio", "See the vote"),
    ],
)
def test_where_a_call_stands_open_the_way_in_says_what_can_be_done_there(
    stage: str, window: str | None, cy: str, en: str
) -> None:
    for language, words in (("cy", cy), ("en", en)):
        with override(language):
            assert render_to_string("rounds/go.html", {"stage": stage, "window": window}).strip() == words
