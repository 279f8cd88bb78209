"""What was typed survives an ended session; nobody else can read it, and secrets are never kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import SLUG, convened

from cydradd_web.accounts.models import Held, Person

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"/en/rounds/{SLUG}/gates/open-listen/consent/"
TYPED = "Five of seven of us, after an evening"


def sign_in(client: Client) -> None:
    kept = client.cookies.get("held")
    client.force_login(Person.objects.get(email="ann@example.org"))
    if kept is not None:
        client.cookies["held"] = kept.value


def test_what_was_typed_without_a_session_is_back_after_sign_in_and_gone_when_taken(home: Path, client: Client) -> None:
    convened()

    sent = client.post(ADDRESS, {"how_en": TYPED, "key": "k", "password": "a secret", "code": "1234"})
    assert sent.headers["Location"] == f"/en/account/login/?next={ADDRESS}"
    kept = Held.objects.get()
    assert "secret" not in kept.body
    assert "1234" not in kept.body
    sign_in(client)
    page = client.get(ADDRESS)
    assert TYPED in page.content.decode()
    assert "Your session had ended." in page.content.decode()
    done = client.post(ADDRESS, {"how_en": TYPED, "key": page.context["form"]["key"].value()})

    assert done.status_code == 302
    assert Held.objects.count() == 0
    assert done.cookies["held"].value == ""


def test_a_form_that_was_open_too_long_is_kept_too(home: Path) -> None:
    convened()
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict)

    sent = strict.post(ADDRESS, {"how_en": TYPED})

    assert sent.status_code == 302
    assert TYPED in strict.get(ADDRESS).content.decode()


def test_another_visitor_does_not_see_it(home: Path, client: Client) -> None:
    convened()
    client.post(ADDRESS, {"how_en": TYPED})
    other = Client()
    other.cookies["held"] = "guessed"

    sign_in(other)

    assert TYPED not in other.get(ADDRESS).content.decode()
    assert TYPED not in other.get(f"/en/rounds/{SLUG}/gates/open-design/consent/").content.decode()


def test_nothing_is_kept_of_a_link_that_works_once(home: Path, client: Client) -> None:
    convened()

    assert client.post("/en/invitations/a-token/", {"answer": "accept"}).status_code == 302

    assert Held.objects.count() == 0
