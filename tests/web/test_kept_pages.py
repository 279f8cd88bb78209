"""Pages are made once and shown again, and never after what they show has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT, write_round

from cydradd_web.rounds.services import forget, import_rounds

pytestmark = pytest.mark.django_db


def test_the_second_visitor_costs_nothing_and_reads_the_same(
    home: Path, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)

    first = client.get("/en/rounds/valley/")
    with django_assert_num_queries(0):
        second = client.get("/en/rounds/valley/")

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_round_that_changes_is_shown_as_it_is_now(home: Path, client: Client) -> None:
    folder = write_round(home, "valley")
    import_rounds(home, by="test", at=AT)
    assert "Staying well" in client.get("/en/rounds/valley/").content.decode()

    text = folder.joinpath("round.toml").read_text("utf-8").replace("Staying well", "Living well")
    folder.joinpath("round.toml").write_text(text, "utf-8")
    import_rounds(home, by="test", at=AT)
    assert "Living well" in client.get("/en/rounds/valley/").content.decode()

    forget("valley")
    assert client.get("/en/rounds/valley/").status_code == 404


def test_one_that_has_the_page_already_is_told_so(home: Path, client: Client) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)
    tag = client.get("/en/rounds/valley/")["ETag"]

    again = client.get("/en/rounds/valley/", headers={"if-none-match": tag})

    assert again.status_code == 304


@pytest.mark.parametrize(("address", "cookie"), [("/en/search/?q=valley", False), ("/en/rounds/valley/", True)])
def test_what_is_searched_for_and_who_has_a_cookie_are_never_kept(
    home: Path, client: Client, address: str, cookie: bool
) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)
    if cookie:
        client.cookies["somebody"] = "1"

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200

    assert len(asked) > 0
