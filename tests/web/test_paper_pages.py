"""Pages of paper sheets: printed in both languages, typed in by two people, checked by whoever holds the receipt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests.web.acting import SLUG
from tests.web.heard import heard, joined
from tests.web.test_moderating import sign_in

from cydradd.vocabulary.text import Bilingual
from cydradd_web.listen.models import PaperBatch, PaperKeying, PaperSheet, Statement, Vote

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("while_listening")]
AT = f"/en/rounds/{SLUG}/listen/paper/"
MAKE = {"many": "2", "each": "12", "way": "post", "return_cy": "Llyfrgell Eithin", "return_en": "Eithin library"}
MARKS = {"partner": "citizens", "mark-1": "1", "mark-2": "none"}


@pytest.fixture
def printed(home: Path, client: Client) -> dict[str, str]:
    """Two sheets, made by the officer on the page; the code of each by its number."""
    return two_sheets(client)


def two_sheets(client: Client) -> dict[str, str]:
    """What the officer prints."""
    heard()
    sign_in(client, "olwen")
    return codes_of(client.post(f"{AT}make/", MAKE))


def codes_of(page: HttpResponse) -> dict[str, str]:
    """The codes on a page of sheets."""
    return dict(re.findall(r"(\d+) · (\d{5}-\d{5}-\d{5})", page.content.decode()))


def someone(name: str) -> Client:
    """Another person's browser."""
    browser = Client()
    sign_in(browser, name)
    return browser


def typed(client: Client, number: str, code: str, language: str = "en", **changed: str) -> HttpResponse:
    """One sheet typed in, in two steps."""
    address = AT.replace("/en/", f"/{language}/") + "key/"
    asked = client.post(address, {"number": number, "sheet_code": code})
    assert asked.status_code == 200, asked.content.decode()[-3000:]
    form = asked.context["form"]
    sent = {"number": number, "sheet_code": code, "step": "marks", "key": form.initial["key"], **MARKS, **changed}
    return client.post(address, sent, follow=True)


def test_sheets_are_printed_in_both_languages_and_shown_once(printed: dict[str, str], client: Client) -> None:
    assert set(printed) == {"1", "2"}

    page = client.post(f"{AT}make/", {**MAKE, "key": "k"})
    text = page.content.decode()
    again = client.post(f"{AT}make/", {**MAKE, "key": "k"})

    assert set(codes_of(page)) == {"3", "4"}
    for said in ("Mae angen bws ar y Sul.", "We need a bus on Sundays.", "Anghytuno", "Disagree", "Llyfrgell Eithin",
                 "Eithin library", "30 Hydref 2026", "30 October 2026", f"/cy/rounds/{SLUG}/listen/paper/check/",
                 f"/en/rounds/{SLUG}/listen/paper/check/", "The codes are shown this once", "Y cwm", "The valley"):  # fmt: skip
        assert said in text, said
    assert page.headers["Cache-Control"] == "no-store"
    assert (again.status_code, "cannot be shown again" in again.content.decode()) == (409, True)
    assert PaperBatch.objects.count() == 2
    assert not set(codes_of(page).values()) & set(codes_of(client.get(AT)).values())


def test_a_sheet_goes_from_the_first_reader_to_the_count(printed: dict[str, str], client: Client) -> None:
    code, tom, holder = printed["1"], someone("tom"), Client()

    def stands() -> str:
        return holder.post(f"{AT}check/", {"number": "1", "sheet_code": code.replace("-", " ")}).content.decode()

    assert "not typed in yet" in stands()
    first = typed(client, "1", code).content.decode()
    assert "Sheet 1 is typed in once. Somebody else must" in first
    assert "typed in once. It is counted when" in stands()
    assert "Sheets that you can type in the second time:" in tom.get(AT).content.decode()
    asked = tom.post(f"{AT}key/", {"number": "1", "sheet_code": code}).content.decode()
    assert asked.count(" checked") == 0
    second = typed(tom, "1", code).content.decode()
    assert "Sheet 1 is counted. Its number in the record:" in second

    entry = PaperSheet.objects.get(number=1).entry
    told = stands()
    assert "counted, with 1 answer." in told
    assert f"/en/rounds/{SLUG}/record/" in told
    assert f"Entry {entry} in the record" in told
    assert "Agree" not in told
    assert list(Vote.objects.values_list("statement", "vote")) == [("1", 1)]
    assert "wedi’i chyfrif, gydag 1 ateb." in holder.post(
        f"/cy/rounds/{SLUG}/listen/paper/check/", {"number": "1", "sheet_code": code}
    ).content.decode()  # fmt: skip


def test_a_difference_is_settled_on_a_page_that_shows_both_readings(printed: dict[str, str], client: Client) -> None:
    tom = someone("tom")
    typed(client, "2", printed["2"])

    sent = typed(tom, "2", printed["2"], **{"mark-2": "0", "partner": "public"})

    settle = f"{AT}2/settle/"
    assert sent.redirect_chain[-1][0] == settle
    text = sent.content.decode()
    assert "First reading: No mark, or not clear. Second reading: Pass." in text
    assert "Two people read 2 places on this sheet differently." in text
    assert "mark-1" not in text
    waits = client.post(f"{AT}check/", {"number": "2", "sheet_code": printed["2"]}).content.decode()
    assert "read it differently" in waits
    missing = client.post(settle, {"mark-2": "0"})
    assert (missing.status_code, missing.content.decode().count(" checked")) == (422, 1)
    done = client.post(settle, {"mark-2": "0", "partner": "public"}, follow=True)
    assert "Sheet 2 is counted. Its number" in done.content.decode()
    late = client.post(settle, {"mark-2": "1", "partner": "public"}, follow=True).content.decode()
    assert "does not wait to be settled" in late
    assert client.get(settle).status_code == 404
    assert dict(Vote.objects.values_list("statement", "vote")) == {"1": 1, "2": 0}
    log = Client().get(f"/en/rounds/{SLUG}/listen/moderation/").content.decode()
    assert "Error rate: <b>66.7%</b>. Two people read 3 places" in log
    assert "Sheets printed: <b>2</b>" in log
    assert "Cyfradd gwallau: <b>66.7%</b>" in Client().get(f"/cy/rounds/{SLUG}/listen/moderation/").content.decode()


def test_nobody_types_in_twice_and_what_was_marked_stays(printed: dict[str, str], client: Client) -> None:
    typed(client, "1", printed["1"])

    again = client.post(f"{AT}key/", {"number": "1", "sheet_code": printed["1"]})
    assert (again.status_code, "You typed this sheet in the first time" in again.content.decode()) == (409, True)
    tom = someone("tom")
    left = tom.post(f"{AT}key/", {"number": "1", "sheet_code": printed["1"], "step": "marks", "mark-1": "-1"})
    assert left.status_code == 422
    assert re.search(r'name="mark-1" value="-1"[^>]* checked', left.content.decode())
    other = tom.post(f"/cy/rounds/{SLUG}/listen/paper/key/", {
        "number": "1", "sheet_code": printed["1"], "step": "marks", "mark-1": "-1", "_language": "cy",
    })  # fmt: skip
    assert re.search(r'name="mark-1" value="-1"[^>]* checked', other.content.decode())
    assert "Mae angen bws ar y Sul." in other.content.decode()
    assert PaperKeying.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"number": "1", "sheet_code": "00000-00000-00000"},
        {"number": "999999", "sheet_code": "1" * 15},
        {"number": "1" * 40, "sheet_code": "1" * 15},
        {"number": "-1", "sheet_code": "1" * 15},
        {"number": "1\0", "sheet_code": "1\0"},
        {"number": "1", "sheet_code": "9" * 100_000},
        {"number": "", "sheet_code": ""},
        {"number": "1", "sheet_code": "1" * 15, "step": "marks", "mark-1": "1", "partner": "nobody"},
        {"number": "x\0", "sheet_code": "\0", "step": "\0", "mark-1": "\0"},
    ],
)
def test_what_is_no_sheet_is_refused_kindly(printed: dict[str, str], client: Client, sent: dict[str, str]) -> None:
    for address in ("key/", "check/"):
        answer = client.post(AT + address, sent)
        assert answer.status_code in (409, 422), answer.status_code
        assert "There is a problem" in answer.content.decode()

    assert not PaperKeying.objects.exists()


@pytest.mark.parametrize("number", ["77", "9" * 30])
def test_what_was_never_printed_has_no_page(printed: dict[str, str], client: Client, number: str) -> None:
    assert client.get(f"{AT}{number}/settle/").status_code == 404
    assert client.post(f"{AT}batch/{number}/cancel/").status_code == 409


def test_a_batch_is_cancelled_and_its_sheets_are_worth_nothing(printed: dict[str, str], client: Client) -> None:
    sent = client.post(f"{AT}batch/1/cancel/", follow=True).content.decode()

    assert "The sheets are cancelled." in sent
    told = Client().post(f"{AT}check/", {"number": "1", "sheet_code": printed["1"]}).content.decode()
    assert "This sheet was cancelled" in told
    assert "Sheets printed" not in Client().get(f"/en/rounds/{SLUG}/listen/moderation/").content.decode()


def test_only_those_with_the_duty_see_the_pages_and_the_way_to_them(printed: dict[str, str], client: Client) -> None:
    tab = f"/en/rounds/{SLUG}/listen/"
    assert AT in client.get(tab).content.decode()
    ann, nobody = someone("ann"), Client()
    for part in ("", "make/", "key/", "1/settle/", "batch/1/cancel/"):
        assert ann.get(AT + part).status_code == 403
        assert nobody.get(AT + part).status_code == 302
    assert AT not in ann.get(tab).content.decode()
    assert f"{AT}check/" in nobody.get(f"{tab}join/").content.decode()
    joined(nobody)
    assert f"{AT}check/" in nobody.get(f"/en/rounds/{SLUG}/vote/").content.decode()


def test_without_sheets_nothing_is_said_of_them(home: Path, client: Client) -> None:
    heard()
    for page in ("listen/join/", "listen/moderation/"):
        assert "aper sheet" not in client.get(f"/en/rounds/{SLUG}/{page}").content.decode()


def test_a_statement_in_one_language_is_printed_as_not_yet_translated(home: Path, client: Client) -> None:
    heard((Bilingual("<b>Bws</b> & thrên", "A bus & a train"),))
    Statement.objects.update(text_en=None, origin_en="missing")
    sign_in(client, "tom")

    text = client.post(f"{AT}make/", {**MAKE, "many": "1"}).content.decode()

    assert "&lt;b&gt;Bws&lt;/b&gt; &amp; thrên" in text
    assert "<i>Not yet translated.</i>" in text


def test_after_the_close_it_says_so_and_counts_nothing(
    printed: dict[str, str], client: Client, settings: Settings
) -> None:
    Path(settings.CLOCK).write_text("2026-11-02T09:00:00Z", "utf-8")

    sent = typed(someone("tom"), "1", printed["1"])

    assert sent.status_code == 409
    assert "This is not open now." in sent.content.decode()
    assert "no sheet can be typed in or settled" in sent.content.decode()
    assert "so it cannot be counted" in client.post(
        f"{AT}check/", {"number": "1", "sheet_code": printed["1"]}
    ).content.decode()  # fmt: skip
