"""Forms without any script: what is wrong comes first, and what was typed goes along into the other language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import SLUG, convened

from cydradd_web.accounts.models import Person
from cydradd_web.record.models import Entry
from cydradd_web.rounds.forms import ObjectionForm

pytestmark = pytest.mark.django_db(transaction=True)
OBJECT = "rounds/{slug}/gates/open-listen/object/"
TYPED = "Bydd y bws yn dod i ben. <b>"


def address(language: str) -> str:
    return f"/{language}/" + OBJECT.format(slug=SLUG)


@pytest.fixture
def ann(home: Path, client: Client) -> Client:
    """Somebody with a seat is signed in."""
    convened()
    client.force_login(Person.objects.get(email="ann@example.org"))
    return client


def title(page: str) -> str:
    found = re.search("<title>(.*?)</title>", page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("language", "error", "kept", "unsent"),
    [
        ("en", "Error: ", "What you wrote is still here.", "Nothing has been sent yet."),
        ("cy", "Gwall: ", "Mae’r hyn a ysgrifennoch yn dal yma.", "Nid oes dim wedi’i anfon eto."),
    ],
)
def test_what_is_wrong_comes_first_and_only_what_was_typed_is_said_to_be_kept(
    ann: Client, language: str, error: str, kept: str, unsent: str
) -> None:
    empty = ann.post(address(language), {}).content.decode()
    begun = ann.post(address(language), {"harm_cy": TYPED}).content.decode()

    assert title(empty).startswith(error)
    assert not title(ann.get(address(language)).content.decode()).startswith(error)
    assert kept not in empty and unsent in empty
    assert kept in begun and unsent in begun
    for page in (empty, begun):
        acting = page[page.index('class="wrap act"') :]
        assert acting.index("govuk-error-summary") < acting.index("govuk-back-link") < acting.index("<h2>", 400)
        assert page.count(" autofocus") == 1
        assert 'class="govuk-error-summary" role="alert" tabindex="-1" autofocus>' in page


def test_blanks_and_boxes_without_a_tick_are_nothing_typed() -> None:
    assert not ObjectionForm({"harm_cy": "  ", "key": "k"}).filled
    assert ObjectionForm({"harm_en": "no bus", "key": "k"}).filled
    assert not ObjectionForm(initial={"harm_en": "no bus"}).filled


@pytest.mark.parametrize(
    ("language", "other", "button"),
    [("en", "cy", "Yr un ffurflen yn Gymraeg"), ("cy", "en", "The same form in English")],
)
def test_a_form_half_filled_comes_along_into_the_other_language(
    ann: Client, language: str, other: str, button: str
) -> None:
    first = ann.get(address(language)).content.decode()
    before = Entry.objects.count()
    key = re.search(r'name="key" value="([0-9a-f]+)"', first)
    assert key is not None

    sent = {"harm_cy": TYPED, "key": key[1], "_language": other}
    page = ann.post(address(other), sent)

    text = page.content.decode()
    assert (
        f'name="_language" value="{other}" formaction="{address(other)}" formnovalidate lang="{other}">{button}'
        in first
    )
    assert first.index('data-prevent-double-click="true"') < first.index(button), "Enter does the act, as it did"
    assert '<a class="govuk-language-navigation__link" href="#other-language"' in first
    assert page.status_code == 200
    assert f'<html lang="{other}"' in text
    assert "Bydd y bws yn dod i ben. &lt;b&gt;" in text
    assert f'name="key" value="{key[1]}"' in text
    assert "govuk-error-summary" not in text and title(text) == title(ann.get(address(other)).content.decode())
    assert Entry.objects.count() == before


def test_a_page_without_a_field_leads_to_the_other_language_by_its_address(ann: Client) -> None:
    page = ann.get(f"/en/rounds/{SLUG}/listen/").content.decode()

    assert "#other-language" not in page
    assert f'<a class="govuk-language-navigation__link" href="/cy/rounds/{SLUG}/listen/"' in page
