"""What waits now: on one's own page, at the top of the home page, and on a round's first page."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests.web.acting import AT, SLUG, by, convened, person
from tests.web.applying import LATER, calling, form, submitted
from tests.web.applying import body as organisation
from tests.web.folders import AT as READ_AT
from tests.web.folders import write_round
from tests.web.heard import NOW, heard, voter
from tests.web.test_listening import said
from tests.web.voting import OPENED
from tests.web.voting import opened as voting_open
from tests.web.way import scoped

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.models import Person
from cydradd_web.accounts.services.interests import declare_interests
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.listen.services.participating import take_part
from cydradd_web.rounds.models import Document
from cydradd_web.rounds.services import import_rounds
from cydradd_web.rounds.services.consenting import give_consent
from cydradd_web.rounds.services.convening import convene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _clock(settings: Settings, tmp_path: Path) -> None:
    settings.CLOCK = tmp_path / "clock"
    at(settings, "2026-09-01T10:00:00Z")


def at(settings: Settings, instant: str) -> None:
    """Pages are asked for at this instant."""
    Path(settings.CLOCK).write_text(instant, "utf-8")


def sign_in(client: Client, name: str) -> None:
    client.force_login(Person.objects.get(email=f"{name}@example.org"))


def shown(client: Client, page: str) -> str:
    text = re.sub(r"<[^>]+>", " ", client.get(page).content.decode())
    return re.sub(r"\s+", " ", text)


def can_do(client: Client, language: str = "en") -> str:
    """The part of a round's first page that says what can be done."""
    page = client.get(f"/{language}/rounds/{SLUG}/").content.decode()
    part = re.search(r'<section class="do-now".*?</section>', page, re.DOTALL)
    assert part is not None
    assert page.index('class="do-now"') < page.index('id="story-h"')
    return re.sub(r"\s+", " ", part[0])


def test_a_consent_waits_until_it_is_given_wherever_one_looks(home: Path, client: Client) -> None:
    round_id = scoped()
    sign_in(client, "ann")
    gate = f'href="/en/rounds/{SLUG}/gates/open-listen/">Consent or object: the gate to Listen</a>'

    pages = [client.get("/en/my-page/").content.decode(), client.get("/en/").content.decode()]
    assert gate in pages[0]
    assert "2 things wait for you." in pages[0]
    assert "2 things wait for you." in pages[1]
    assert f'href="/en/my-page/#{SLUG}"' in pages[1]
    assert gate in can_do(client)
    assert "Cydsynio neu wrthwynebu: porth y cam Gwrando" in shown(client, "/cy/fy-nhudalen/")

    give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=Bilingual(), by=by("ann"), at=AT)
    declare_interests(round_id=round_id, organisations=(), relation="none", by=by("ann"), at=AT)
    assert "Nothing waits for you now." in shown(client, "/en/")
    assert "Nothing waits for you here now." in shown(client, "/en/my-page/")
    assert "Does dim byd yn aros amdanoch nawr." in shown(client, "/cy/")


def test_an_officer_is_told_the_steps_in_their_order_and_a_stranger_what_to_read(home: Path, client: Client) -> None:
    convened()

    assert "Consent" not in can_do(client)
    assert "Read what this round is about" in can_do(client)
    sign_in(client, "olwen")
    found = can_do(client)
    first, second = "Say what is open and what is closed", "Declare your interests"
    assert found.index(first) < found.index(second)
    assert "Publish the notice" in found
    assert first in shown(client, "/en/my-page/")


def test_statements_that_wait_and_the_last_day_are_said_and_an_empty_queue_is_not(
    home: Path, client: Client, settings: Settings
) -> None:
    round_id = heard(())
    at(settings, "2026-09-22T09:40:00Z")
    sign_in(client, "tom")

    assert "Moderate: 0" not in shown(client, "/en/my-page/")
    said(round_id, voter(round_id))
    mine = shown(client, "/en/my-page/")

    assert "Moderate: 1 statement waits" in mine
    assert "Vote on statements Until the end of this day: 30 October 2026" in mine
    assert "Moderate: 1 statement waits" in can_do(client)
    assert "Vote on statements Tan ddiwedd y dydd hwn: 30 Hydref 2026" not in shown(client, "/cy/fy-nhudalen/")
    assert "Tan ddiwedd y dydd hwn: 30 Hydref 2026" in shown(client, "/cy/fy-nhudalen/")


def test_a_round_page_names_five_things_and_leads_to_the_others(home: Path, client: Client, settings: Settings) -> None:
    heard(())
    at(settings, "2026-09-22T09:40:00Z")
    sign_in(client, "olwen")

    found = can_do(client)

    assert len(re.findall("<li>", found)) == 5
    more = re.search(rf'href="/en/rounds/{SLUG}/listen/">And (\d+) more: Listen', found)
    assert more is not None
    assert int(more[1]) > 0
    assert "People of this round" in found
    assert found.count("gates/open-listen/") == 0


def test_whoever_takes_part_without_a_seat_finds_the_round_on_their_page(
    home: Path, client: Client, settings: Settings
) -> None:
    round_id = heard()
    dai = person("dai")
    name = pseudonym_for(dai, round_id, NOW)
    take_part(round_id=round_id, voter=name, partner=Partner.CITIZENS, strength="email", by=by("dai"), at=NOW)
    at(settings, "2026-09-22T09:40:00Z")
    sign_in(client, "dai")

    mine = shown(client, "/en/my-page/")

    assert "You take part without a seat" in mine
    assert "Vote on statements" in mine
    assert "1 thing waits for you." in mine
    assert "People of this round" not in mine


def test_of_a_ballot_that_is_open_it_is_said_that_a_code_is_needed_and_nothing_is_counted(
    home: Path, client: Client, settings: Settings
) -> None:
    voting_open()
    at(settings, (OPENED + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    sign_in(client, "ann")

    mine = shown(client, "/en/my-page/")

    assert "If you were given a code for this round, you can vote now." in mine
    assert "1 thing waits for you." in mine
    assert "Declare your interests" in mine
    way = f'<a href="{reverse("ballot", args=[SLUG])}">Vote with a code</a>'
    assert way in client.get("/en/my-page/").content.decode()
    assert "Os cawsoch god ar gyfer y rownd hon" in shown(client, "/cy/")
    assert "With the code that you were given." in can_do(client)


def test_the_officer_of_an_open_ballot_is_told_how_it_ends_and_closes_it(
    home: Path, client: Client, settings: Settings
) -> None:
    voting_open()
    at(settings, (OPENED + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    sign_in(client, "olwen")

    assert "Close the voting Nobody can vote afterwards; then the ballots can be counted." in shown(
        client, "/en/my-page/"
    )
    assert "Cau’r pleidleisio Ni all neb bleidleisio wedyn" in shown(client, "/cy/fy-nhudalen/")
    tab = shown(client, f"/en/rounds/{SLUG}/decide/")
    assert "Voting is open. No last day is set: it ends when the officer closes it." in tab
    assert "How many have voted is not shown before the count." in tab
    assert "Set the last day" in tab
    assert "Gosod y diwrnod olaf" in shown(client, f"/cy/rounds/{SLUG}/decide/")
    assert "Consent or object: the gate to Deliver" not in tab + can_do(client)
    assert can_do(client).count('class="govuk-button"') == 1
    extend = client.get(reverse("extend-window", args=[SLUG, "ballot"]))
    assert "Keep it open for longer" not in extend.content.decode()
    gate = shown(client, f"/en/rounds/{SLUG}/gates/open-deliver/")
    assert "Consent There is nothing to consent to yet: the ballots are not counted." in gate


def test_a_new_round_asks_the_officer_for_people_first_and_for_nothing_that_can_be_left_out(
    home: Path, client: Client
) -> None:
    convened()
    convene(reference="newydd", title=Bilingual("Rownd", "Round"), place=None, by=by("olwen"), at=AT)
    sign_in(client, "olwen")

    mine = client.get("/en/my-page/").content.decode()
    mine = mine[mine.index('id="newydd"') :].partition("</article>")[0]
    page = client.get("/en/rounds/newydd/").content.decode()
    listed = re.findall(r'<li><a class="govuk-button"[^>]*>([^<]*)', page)

    assert "Invite somebody for each partner" in mine
    assert mine.index("Invite somebody for each partner") < mine.index("Say what is open and what is closed")
    assert "Say what is fixed already" not in mine
    assert listed == ["Invite somebody for each partner"]
    assert "Say what is fixed already" in page


def test_a_form_that_was_begun_waits_until_it_is_sent(home: Path, client: Client) -> None:
    round_id = calling()
    lunch = organisation("Lunch", "sian")
    form(round_id, lunch, "sian")
    sign_in(client, "sian")

    assert "Your application: 1 form is not sent" in shown(client, "/en/my-page/")
    submitted(round_id, "Coal", "mair")
    sign_in(client, "mair")
    mine = shown(client, "/en/my-page/")
    assert "You take part without a seat" in mine
    assert "not sent" not in mine


def test_one_link_leads_to_the_people_of_each_round(home: Path, client: Client) -> None:
    convened()
    sign_in(client, "olwen")

    assert client.get("/en/my-page/").content.decode().count(f"/en/rounds/{SLUG}/people/") == 1


def test_a_stranger_is_told_of_nothing_that_waits(home: Path, client: Client) -> None:
    convened()

    assert "What waits for you" not in shown(client, "/en/")
    person("dai")
    sign_in(client, "dai")
    assert "What waits for you Nothing waits for you now. My page" in shown(client, "/en/")


def test_an_organisation_is_led_to_open_calls_or_told_that_there_are_none(home: Path, client: Client) -> None:
    made = organisation("Lunch", "sian")
    sign_in(client, "sian")
    page = f"/en/my-organisation/{made}/"

    assert "No round takes applications now." in shown(client, page)
    assert "No round takes applications now" in shown(client, "/en/rounds/?state=calling")
    calling()
    convene(reference="coast", title=Bilingual("Arfordir", "The coast"), place=None, by=by("olwen"), at=LATER)
    assert 'href="/en/rounds/?state=calling"' in client.get(page).content.decode()
    listed = shown(client, "/en/rounds/?state=calling")
    assert "1 round taking applications now." in listed
    assert "The valley" in listed
    assert "The coast" not in listed
    assert "1 rownd" in shown(client, "/cy/rounds/?state=calling")


def test_what_only_a_checker_reads_is_folded_and_one_sentence_stays_in_sight(home: Path, client: Client) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=READ_AT)

    page = client.get("/en/rounds/valley/").content.decode()
    in_sight = re.sub(
        r"<details.*?</details>", "", re.sub(r'<details class="more">.*?</details>', "", page, flags=re.S), flags=re.S
    )

    for folded in ('id="rules"', 'id="files"', 'id="gates"'):
        assert folded in page
        assert folded not in in_sight
    assert "Nothing in this round breaks its own rules." in in_sight
    found = Document.objects.get(round__slug="valley", part="invariants")
    found.content["I1"]["state"] = "broken"
    found.save()
    assert "1 of this round’s own rules is broken. See which" in shown(client, "/en/rounds/valley/?again")
    assert "Torrwyd 1 o reolau’r rownd hon ei hun." in shown(client, "/cy/rounds/valley/?again")


def test_an_empty_list_says_who_opens_a_round_and_how(home: Path, client: Client) -> None:
    assert "An officer of a public body opens a round here" in shown(client, "/en/rounds/")
    assert "round folder" not in shown(client, "/en/rounds/")
    person("olwen", convener=True)
    sign_in(client, "olwen")
    assert "You may open the first one" in shown(client, "/en/rounds/")
    assert 'href="/en/rounds/convene/"' in client.get("/en/rounds/").content.decode()


def test_the_pages_ask_no_more_of_the_database_for_people_who_sit_in_many_rounds(
    home: Path, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    convened()
    for number in range(3):
        title = Bilingual("Rownd", "Round")
        convene(reference=f"more-{number}", title=title, place=None, by=by("olwen"), at=AT)
    sign_in(client, "olwen")

    with django_assert_max_num_queries(14 + 4 * 35):
        client.get("/en/my-page/")
    with django_assert_max_num_queries(17 + 4 * 35):
        client.get("/en/")
    with django_assert_max_num_queries(50):
        client.get(f"/en/rounds/{SLUG}/")


def test_a_gate_that_lies_behind_is_not_offered_as_something_to_do(home: Path, client: Client) -> None:
    heard(())
    gates = re.findall(r"/gates/([a-z-]+)/", can_do(client))

    assert set(gates) <= {"open-design"}
