"""Pages of paper ballots: booklets in both languages, typed in by two people, checked, told on the decide tab."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests.web.acting import SLUG
from tests.web.on_paper import BEFORE, LATER, WHILE_OPEN, cast_all, close, keyed, printed, read
from tests.web.test_moderating import sign_in
from tests.web.voting import OPENED, everybody_votes, ready, roll, say, vote

from cydradd.vocabulary.people import Partner
from cydradd_web.decide.models import Ballot, Booklet, BookletReading, Code
from cydradd_web.decide.services.booklets import Printed

Voting = tuple[int, tuple[Printed, ...], dict[Partner, tuple[str, ...]]]
pytestmark = pytest.mark.django_db(transaction=True)
AT = f"/en/rounds/{SLUG}/decide/paper/"
TAB = f"/en/rounds/{SLUG}/decide/"
PRINT = {"partner": "citizens", "many": "2", "label": "letters", "return_cy": "Llyfrgell", "return_en": "The library"}


@pytest.fixture
def clock(settings: Settings, tmp_path: Path) -> Path:
    """The file that says what time it is at the site: a day of voting at first."""
    found = tmp_path / "clock"
    settings.CLOCK = str(found)
    shows(found, WHILE_OPEN)
    return found


def shows(clock: Path, at: datetime) -> None:
    """It is so late."""
    clock.write_text(at.strftime("%Y-%m-%dT%H:%M:%SZ"), "utf-8")


@pytest.fixture
def voting(home: Path, clock: Path) -> Voting:
    """A round in which people vote, with two booklets."""
    round_id = ready()
    made = printed(round_id)
    codes = roll(round_id)
    say(round_id, "window_opens", "ballot", OPENED)
    return round_id, made, codes


def someone(name: str) -> Client:
    """Somebody's browser."""
    browser = Client()
    sign_in(browser, name)
    return browser


def welsh(address: str) -> str:
    """The same page in Welsh."""
    return address.replace("/en/", "/cy/")


def typed(client: Client, booklet: Printed, *crosses: str, at: str = f"{AT}key/", **more: object) -> HttpResponse:
    """One booklet typed in, in two steps."""
    which = {"number": str(booklet.number), "sheet_code": booklet.paper_code}
    asked = client.post(at, which)
    assert asked.status_code == 200, asked.content.decode()[-3000:]
    stands = "crosses" if crosses else "none"
    sent = {**which, "step": "marks", "key": asked.context["form"].initial["key"], "stands": stands, "crosses": crosses}
    return client.post(at, {**sent, **more}, follow=True)


def test_booklets_are_printed_in_both_languages_and_shown_once(home: Path, clock: Path) -> None:
    ready()
    shows(clock, BEFORE)
    office = someone("eleri")
    assert "Paper ballots: print booklets" in office.get(TAB).content.decode()

    page = office.post(f"{AT}print/", {**PRINT, "key": "k"})
    text = page.content.decode()
    again = office.post(f"{AT}print/", {**PRINT, "key": "k"})

    assert page.headers["Cache-Control"] == "no-store"
    for said in ("bws y cwm", "bws of the valley", "£600", "£900", "Rhowch groes wrth bob prosiect", "Put a cross beside",
                 "Y cwm", "The valley", "Arian i’w rannu:", "£1,200", "Llyfrgell", "The library", "Tear off and keep",
                 "Rhwygwch a chadwch", f"/cy/rounds/{SLUG}/decide/ballot/find/", f"/en/rounds/{SLUG}/decide/ballot/",
                 "Give it to nobody.", "Order of the projects, of 64</span>: 2"):  # fmt: skip
        assert said in text, said
    assert text.count('class="sheet"') == 2
    assert len(set(re.findall(r"\b\d{5}-\d{5}-\d{5}\b(?!-)", text))) >= 2
    rights = re.findall(r">(\d{5}(?:-\d{5}){4})<", text)
    assert len(set(rights)) == 2
    for line in re.findall(r'<section class="sheet".*?</section>', text, re.S):
        tear = line.index('class="tear"')
        assert all(line.index(code) > tear for code in rights if code in line), "the right to vote is torn off"
    assert (again.status_code, "cannot be shown again" in again.content.decode()) == (409, True)
    assert Booklet.objects.count() == 2
    overview = office.get(AT).content.decode()
    assert "2 (1–2)" in overview
    assert not any(code in overview for code in rights)


def test_what_is_wrong_in_a_form_is_said_and_what_was_typed_stays(home: Path, clock: Path) -> None:
    ready()
    shows(clock, BEFORE)
    office = someone("eleri")

    page = office.post(f"{AT}print/", {**PRINT, "many": "501"}).content.decode()

    assert "There is a problem" in page
    assert 'value="The library"' in page
    assert not Code.objects.exists()
    assert "Argraffu llyfrynnau" in office.get(welsh(f"{AT}print/")).content.decode()


def test_a_booklet_goes_from_the_first_reader_to_the_record(voting: Voting) -> None:
    _, (booklet, _other), _codes = voting
    ann, tom, holder = someone("ann"), someone("tom"), Client()

    def stands(language: str = "en") -> str:
        address = f"/{language}/rounds/{SLUG}/decide/ballot/find/"
        return holder.post(address, {"code": booklet.code}).content.decode()

    assert "nobody has typed it in yet" in stands()
    first = typed(ann, booklet, "bws", "clwb").content.decode()
    assert "Booklet 1 is typed in once. Somebody else must" in first
    assert "is typed in once. Its ballot is cast when" in stands()
    assert "wedi’i deipio i mewn unwaith" in stands("cy")
    assert "Booklets that you can type in the second time:" in tom.get(AT).content.decode()
    assert "Booklets that you typed in, and somebody else must now:" in ann.get(AT).content.decode()
    asked = tom.post(f"{AT}key/", {"number": "1", "sheet_code": booklet.paper_code}).content.decode()
    assert asked.count(" checked") == 0, "neither sees what the other has read"
    places = re.findall(r"(\d)\. <bdi lang=\"en\">(\w+) of the valley</bdi> · £", asked)
    assert places == [(str(n), name) for n, name in enumerate(booklet.projects, 1)]
    scan = SimpleUploadedFile("scan.pdf", b"a scan")
    second = typed(tom, booklet, "clwb", "bws", file=scan).content.decode()
    assert "Booklet 1: its ballot is cast. Its number in the record:" in second
    assert Booklet.objects.get(number=1).scan == hashlib.sha256(b"a scan").hexdigest()
    found = stands()
    assert Ballot.objects.get().leaf in found
    assert "Yes, unless it is changed" in found
    voted = holder.post(f"/en/rounds/{SLUG}/decide/ballot/", {"step": "enter", "code": booklet.code})
    assert (voted.status_code, "The paper ballot that was returned" in voted.content.decode()) == (409, True)


def test_a_difference_goes_to_a_third_who_sees_both_readings(voting: Voting) -> None:
    _, (booklet, _), _codes = voting
    ann, tom, olwen = someone("ann"), someone("tom"), someone("olwen")
    typed(ann, booklet, "bws")
    sent = typed(tom, booklet, "bws", "gardd").content.decode()
    assert "A third person must settle it" in sent
    settle = f"{AT}1/settle/"
    assert settle in olwen.get(AT).content.decode()
    assert settle not in tom.get(AT).content.decode()
    assert "two people read it differently" in Client().post(
        f"/en/rounds/{SLUG}/decide/ballot/find/", {"code": booklet.code}
    ).content.decode()  # fmt: skip

    page = olwen.get(settle).content.decode()
    assert "First reading: No cross. Second reading: A cross." in page
    assert "gardd of the valley" in page
    assert "bws of the valley" not in page
    assert "Darlleniad cyntaf: Dim croes. Ail ddarlleniad: Croes." in olwen.get(welsh(settle)).content.decode()
    place = booklet.projects.index("gardd") + 1
    assert olwen.post(settle, {}).status_code == 422
    late = tom.post(settle, {f"cross-{place}": "yes"})
    assert (late.status_code, "You have read this booklet already" in late.content.decode()) == (409, True)
    done = olwen.post(settle, {f"cross-{place}": "yes"}, follow=True).content.decode()
    assert "Booklet 1: its ballot is cast." in done
    assert [project for project, _ in Ballot.objects.get().support] == ["bws", "gardd"]
    assert "does not wait to be settled" in olwen.post(settle, {}, follow=True).content.decode()
    assert olwen.get(settle).status_code == 404


def test_a_reading_that_contradicts_itself_is_asked_about_and_stays(voting: Voting) -> None:
    _, (booklet, other), _codes = voting
    ann = someone("ann")

    for sent, said in (
        ({"stands": "none", "crosses": ["bws"]}, "Some projects are ticked below"),
        ({"stands": "crosses", "crosses": []}, "Tick the projects that have a cross"),
        ({"stands": "crosses", "crosses": ["castell"]}, "There is a problem"),
        ({"stands": "none", "scan": "abc"}, "A SHA-256 hash is 64 hexadecimal digits"),
        ({"stands": "none", "scan": "0" * 64, "file": SimpleUploadedFile("s", b"x")}, "another SHA-256"),
        ({"stands": ""}, "There is a problem"),
    ):
        page = typed(ann, booklet, **{"crosses": [], **sent})
        assert page.status_code == 422, sent
        assert said in page.content.decode(), sent
    kept = typed(ann, booklet, stands="none", crosses=["bws"]).content.decode()
    assert re.search(r'name="crosses" value="bws"[^>]* checked', kept)
    assert not BookletReading.objects.exists()
    typed(ann, booklet)
    for number, code in (("1", booklet.paper_code), ("1", other.paper_code), ("x", "1"), ("9" * 40, "\0"), ("", "")):
        answer = ann.post(f"{AT}key/", {"number": number, "sheet_code": code})
        assert answer.status_code in (409, 422)
        assert "There is a problem" in answer.content.decode()
    left = ann.post(f"{AT}key/", {
        "number": "1", "sheet_code": booklet.paper_code, "step": "marks", "stands": "crosses", "crosses": ["bws"],
    })  # fmt: skip
    assert (left.status_code, "You have read this booklet already" in left.content.decode()) == (409, True)
    assert re.search(r'name="crosses" value="bws"[^>]* checked', left.content.decode())


def test_whether_a_booklet_counts_is_settled_without_its_crosses_where_it_does_not(voting: Voting) -> None:
    round_id, (booklet, other), _codes = voting
    for each in (booklet, other):
        keyed(round_id, each, "ann", read(void=True))
        keyed(round_id, each, "tom", read("bws"))
    olwen = someone("olwen")

    open_ = olwen.post(f"{AT}1/settle/", {"void": "no"})
    assert (open_.status_code, "Choose what stands there." in open_.content.decode()) == (422, True)
    assert "cannot be counted, and this is recorded" in olwen.post(
        f"{AT}1/settle/", {"void": "yes"}, follow=True
    ).content.decode()  # fmt: skip
    place = other.projects.index("bws") + 1
    done = olwen.post(f"{AT}2/settle/", {"void": "no", f"cross-{place}": "yes"}, follow=True).content.decode()
    assert "Booklet 2: its ballot is cast." in done
    assert [project for project, _ in Ballot.objects.get().support] == ["bws"]


def test_a_code_that_voted_on_the_web_is_told_to_whoever_types(voting: Voting) -> None:
    round_id, (booklet, _), _codes = voting
    vote(round_id, booklet.code, ["bws"])

    page = someone("ann").post(welsh(f"{AT}key/"), {"number": "1", "sheet_code": booklet.paper_code})

    assert page.status_code == 409
    assert "Pleidleisiodd rhywun ar y we" in page.content.decode()


def test_only_those_who_may_see_each_page(voting: Voting) -> None:
    round_id, (booklet, _), _codes = voting
    visitor, ann, office = Client(), someone("ann"), someone("eleri")
    batch = Booklet.objects.all()[0].batch_id
    for part in ("print/", f"print/{batch}/", "key/", "1/settle/", "draw/", "again/", "again/1/settle/"):
        assert visitor.get(AT + part).status_code == 302, part
    for part in ("print/", f"print/{batch}/", "draw/"):
        assert ann.get(AT + part).status_code == 403, part
    told = typed(office, booklet, "bws")
    assert (told.status_code, "The eligibility office gave out the codes" in told.content.decode()) == (403, True)
    text = visitor.get(AT).content.decode()
    assert "is told when voting has closed" in text
    assert "Booklets printed" not in text
    assert f"{AT}key/" not in text
    assert f"{AT}key/" in ann.get(AT).content.decode()
    assert f"{AT}key/" not in office.get(AT).content.decode()
    again = office.post(f"{AT}print/{batch}/", {"return_cy": "A", "return_en": "B"}).content.decode()
    assert again.count('class="sheet"') == 2
    assert Code.objects.filter(cancelled=True).count() == 2
    assert round_id


def test_the_check_is_drawn_read_again_and_told_to_everybody(voting: Voting, clock: Path) -> None:
    round_id, made, codes = voting
    cast_all(round_id, made, read("bws"))
    everybody_votes(round_id, codes)
    close(round_id)
    shows(clock, LATER)
    olwen, asim, visitor = someone("olwen"), someone("asim"), Client()
    tab = olwen.get(TAB).content.decode()
    assert "must end the typing in and draw the sample before the count" in tab
    assert f"{AT}draw/" in tab
    refused = olwen.post(f"/en/rounds/{SLUG}/decide/count/", {})
    assert (refused.status_code, "draw the sample before" in refused.content.decode()) == (409, True)

    drawn = olwen.post(f"{AT}draw/", {"key": "k"}, follow=True).content.decode()

    assert "the sample is drawn. Its number in the record:" in drawn
    assert "Paper ballots: 2 cast. None has been typed in again yet" in visitor.get(TAB).content.decode()
    (number,) = Booklet.objects.filter(drawn=True).values_list("number", flat=True)
    booklet = made[number - 1]
    assert "cannot be counted" not in asim.post(
        f"{AT}again/", {"number": str(number), "sheet_code": booklet.paper_code}
    ).content.decode()  # fmt: skip
    sent = typed(asim, booklet, "bws", "gardd", at=f"{AT}again/").content.decode()
    assert "was read differently. Somebody else must settle it." in sent
    place = booklet.projects.index("gardd") + 1
    settled = olwen.post(f"{AT}again/{number}/settle/", {f"cross-{place}": "yes"}, follow=True).content.decode()
    assert f"Booklet {number}: its ballot is put right." in settled
    assert "every paper ballot is typed in again" in visitor.get(AT).content.decode()
    assert "Darllenwyd mwy na 0.5% o’r sampl yn wahanol" in visitor.get(welsh(AT)).content.decode()
    rest = made[2 - number]
    same = typed(asim, rest, "bws", at=welsh(f"{AT}again/")).content.decode()
    assert "ac mae’r un fath" in same
    told = visitor.get(TAB).content.decode()
    assert "Paper ballots: 2 cast. Typed in again: 2. Read differently then: 1 (50.0%)" in told
    assert "Pleidleisiau papur: nifer a fwriwyd: 2." in visitor.get(welsh(TAB)).content.decode()
    assert "The check is done." in visitor.get(AT).content.decode()
    counted = olwen.post(f"/en/rounds/{SLUG}/decide/count/", {}, follow=True).content.decode()
    assert "The ballots are open and counted." in counted
    assert "Read differently then: 1 (50.0%)" in visitor.get(TAB).content.decode()


def test_what_is_not_finished_is_told_before_the_draw(voting: Voting, clock: Path) -> None:
    round_id, made, _ = voting
    keyed(round_id, made[1], "ann", read("bws"))
    close(round_id)
    shows(clock, LATER)
    olwen = someone("olwen")

    page = olwen.post(f"{AT}draw/", {})
    assert (page.status_code, "not settled: 2. Finish them" in page.content.decode()) == (409, True)
    assert olwen.post(f"{AT}draw/", {"leave": "on"}).status_code == 302
    assert "Typed in and not finished, so not counted: <b>1</b>" in Client().get(AT).content.decode()


def test_a_round_without_booklets_says_so_and_nothing_more(home: Path, clock: Path) -> None:
    round_id = ready()
    roll(round_id)
    say(round_id, "window_opens", "ballot", OPENED)

    assert "No booklet has been printed in this round." in Client().get(AT).content.decode()
    assert "Paper ballots" not in Client().get(TAB).content.decode()
    assert "Paper ballots" not in someone("ann").get(TAB).content.decode()
    assert Client().get("/en/rounds/nowhere/decide/paper/").status_code == 404
