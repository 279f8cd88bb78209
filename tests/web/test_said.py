"""Each person sees what became of each thing they said; nobody else does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, person

from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts import said
from cydradd_web.accounts.models import Person
from cydradd_web.components.became import Became

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = Bilingual("Y cwm", "The valley")


def one(words: str, days: int, **keys: object) -> Became:
    told = {"lang": None, "what": ["It became a need."], "href": "/en/x/", "round_title": TITLE} | keys
    return Became(when=AT + timedelta(days=days), said=words, **told)  # type: ignore[arg-type]


def test_who_said_nothing_is_told_how_to_begin_in_both_languages(home: Path, client: Client) -> None:
    assert client.get("/en/my-page/said/").status_code == 302
    client.force_login(Person.objects.get(pk=person("ann")))

    english = client.get("/en/my-page/said/").content.decode()
    welsh = client.get("/cy/fy-nhudalen/a-ddywedais/").content.decode()

    assert "You have not said anything here yet." in english
    assert "Nid ydych wedi dweud dim yma eto." in welsh
    assert "You have not" not in welsh
    assert client.post("/en/my-page/said/").status_code == 405


def test_what_stages_tell_stands_in_one_list_the_latest_first(
    home: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = person("ann")
    tellers = {
        ann: ([one("A bus", 1), one("<b>Bws</b>", 3, lang="cy", what=[])], [one("A lift home", 2)]),
        person("tom"): ([one("Of another", 4)], []),
    }
    monkeypatch.setattr(said, "_tellers", lambda: [lambda who, n=n: tellers[who][n] for n in (0, 1)])
    client.force_login(Person.objects.get(pk=ann))

    page = client.get("/en/my-page/said/").content.decode()

    assert page.index("Bws") < page.index("A lift home") < page.index("A bus")
    assert '<blockquote lang="cy">&lt;b&gt;Bws' in page
    assert "Nothing has come of it yet." in page
    assert page.count("It became a need.") == 2
    assert "Of another" not in page
    assert "The valley" in page


def test_every_stage_that_hears_people_answers_for_anybody() -> None:
    ann = person("ann")

    tellers = list(said._tellers())

    assert tellers
    assert [became(ann) for became in tellers] == [[] for _ in tellers]


def test_no_more_is_shown_than_a_page_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(said, "_tellers", lambda: [lambda _who: [one(str(n), n) for n in range(said.MOST + 5)]])

    shown, more = said.said_by(1)

    assert (len(shown), more) == (said.MOST, 5)
    assert shown[0][0].said == str(said.MOST + 4)
