"""From convening to the listening: each step says what is done and what comes next, and a shut gate says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from tests.web.acting import AT, SLUG, by, convened, person
from tests.web.way import HARM, LAST_DAY, NOTICE, OPENS, POT, REMEDY, agreed, listening, said, scoped

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.accounts.selectors import by_for
from cydradd_web.accounts.services.invitations import invite
from cydradd_web.components import clock
from cydradd_web.design.services.pots import state_pot
from cydradd_web.record.models import Entry
from cydradd_web.rounds.consenting import at_gate
from cydradd_web.rounds.convening import doing
from cydradd_web.rounds.doing import doing as of_stage
from cydradd_web.rounds.models import Act, Round
from cydradd_web.rounds.selectors.consents import gate_page
from cydradd_web.rounds.selectors.evidence import acts_of, pots_of
from cydradd_web.rounds.selectors.opening import first_last_day
from cydradd_web.rounds.selectors.scope import items_of, scope_of
from cydradd_web.rounds.services.acting import AlreadyRecorded
from cydradd_web.rounds.services.consenting import give_consent, raise_objection, take_back_consent
from cydradd_web.rounds.services.convening import convene
from cydradd_web.rounds.services.identifying import set_identifiers
from cydradd_web.rounds.services.publishing import publish
from cydradd_web.rounds.services.scoping import remove_item, set_item
from cydradd_web.rounds.services.windows import close_due
from cydradd_web.rounds.steps import steps

pytestmark = pytest.mark.django_db(transaction=True)
BASE = f"/en/rounds/{SLUG}"
TEXT = Bilingual("Ble dylai fod.", "Where it should be.")
FORM = {"reference": "eithin-26-007", "title_cy": "Y cwm", "title_en": "The valley", "place": "W06000002", "key": "k1"}
HOW = Bilingual("Pleidlais", "A vote")
LATER, EARLY = AT + timedelta(hours=1), AT + timedelta(days=6)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is asked of services and selectors without a page is told in English, whatever page came before."""
    with translation.override("en"):
        yield


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> object:
    """The clock of pages, set to an instant."""

    def set_to(at: datetime) -> None:
        for module in ("acts.windows", "acts.scope", "acts.publishing", "acts.consents", "act_page", "views"):
            monkeypatch.setattr(f"cydradd_web.rounds.{module}.now", lambda: at)

    set_to(AT)
    return set_to


def signed_in(client: Client, name: str) -> Client:
    client.force_login(Person.objects.get(email=f"{name}@example.org"))
    return client


def text_of(client: Client, path: str) -> str:
    return client.get(BASE + path).content.decode()


# The gate that is shut


def test_the_page_that_opens_a_window_lists_what_is_missing_and_has_no_button(
    home: Path, client: Client, on: object
) -> None:
    scoped()
    on(LATER)  # type: ignore[operator]
    page = signed_in(client, "olwen").get(BASE + "/windows/listen/open/")

    shown = page.content.decode()
    assert [fact.code for fact in page.context["opening"].facts] == [
        "no-consent:citizens", "no-consent:third_sector", "no-consent:public", "short-notice"
    ]  # fmt: skip
    assert f'href="{BASE}/gates/open-listen/"' in shown
    assert "By the calendar, it can open from 15 September 2026 on." in shown
    assert 'name="closes_on"' not in shown
    assert "Yn ôl y calendr" in client.get(f"/cy/rounds/{SLUG}/windows/listen/open/").content.decode()


def test_each_fact_leads_to_where_it_is_put_right_by_whoever_may(home: Path, client: Client, on: object) -> None:
    convened()

    visitor = text_of(client, "/gates/open-listen/")
    officer = text_of(signed_in(client, "olwen"), "/gates/open-listen/")
    citizen = text_of(signed_in(client, "ann"), "/gates/open-listen/")

    for address in ("/scope/pot/", "/scope/item/", "/publish/notice/"):
        assert f'href="{BASE}{address}"' in officer
        assert f'href="{BASE}{address}"' not in visitor + citizen


def test_a_window_that_can_open_has_its_button_and_says_its_earliest_last_day(
    home: Path, client: Client, on: object
) -> None:
    agreed()
    on(OPENS)  # type: ignore[operator]

    shown = text_of(signed_in(client, "olwen"), "/windows/listen/open/")

    assert 'name="closes_on"' in shown
    assert "At the earliest: 19 October 2026." in shown


def test_a_gate_that_shut_meanwhile_refuses_with_a_list_and_keeps_what_was_typed(
    home: Path, client: Client, on: object
) -> None:
    round_id = agreed()
    on(OPENS)  # type: ignore[operator]
    take_back_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, why=Bilingual(), by=by("tom"), at=OPENS)

    answer = signed_in(client, "olwen").post(BASE + "/windows/listen/open/", {"closes_on": LAST_DAY.isoformat()})

    shown = answer.content.decode()
    summary = shown[shown.index("govuk-error-summary__list") : shown.index("</ul>", shown.index("error-summary__list"))]
    assert answer.status_code == 409
    assert summary.count("<li>") == 1
    assert "The third sector consents" in summary
    assert "The third sector’s seats" in summary
    assert "This must hold:" not in shown
    assert LAST_DAY.isoformat() in shown


def test_the_offer_to_open_says_beforehand_why_not_and_from_when(home: Path) -> None:
    round_id = scoped()

    def offered(at: datetime) -> str:
        return next(
            each.why_not for each in of_stage(SLUG, Gate.OPEN_LISTEN.stage, by("olwen"), at) if "Open" in each.words
        )

    assert offered(LATER) == "The gate is shut: 4 things are missing. It can open from 15 September 2026 on."
    for name in ("ann", "tom", "olwen"):
        give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=HOW, by=by(name), at=AT)
    assert offered(LATER) == "It can open from 15 September 2026 on."
    assert offered(OPENS) == ""


def test_where_time_alone_is_missing_nobody_is_asked_to_put_it_right(home: Path, client: Client, on: object) -> None:
    round_id = scoped()
    on(LATER)  # type: ignore[operator]
    shown = text_of(signed_in(client, "olwen"), "/windows/listen/open/")
    gate = gate_page(round_id, Gate.OPEN_LISTEN, "en", at=LATER)  # type: ignore[arg-type]

    assert shown.count("Nobody need do anything: wait until 15 September 2026.") == 1
    assert shown.count("Who can put this right:") == 3
    assert {fact.codes[0]: fact.wait for fact in gate.facts if fact.wait} == {"short-notice": "15 September 2026"}
    assert (
        "Nid oes angen i neb wneud dim: arhoswch tan 15 Medi 2026."
        in client.get(f"/cy/rounds/{SLUG}/gates/open-listen/").content.decode()
    )


def test_days_of_listening_are_told_while_it_is_open(home: Path) -> None:
    round_id = listening()
    gate = gate_page(round_id, Gate.OPEN_DESIGN, "en", at=OPENS + timedelta(days=12))  # type: ignore[arg-type]
    found = {fact.codes[0]: fact for fact in gate.facts if fact.codes}

    assert found["short-listening"].detail == "Days so far: 12. They count when it closes."
    assert found["short-listening"].wait == found["listening-open"].wait == "31 October 2026"
    assert found["no-summary"].wait == ""


def test_a_window_that_is_open_already_says_so_before_anything_is_sent(home: Path, client: Client, on: object) -> None:
    listening()
    on(OPENS)  # type: ignore[operator]

    shown = text_of(signed_in(client, "olwen"), "/windows/listen/open/")

    assert "This is open already." in shown
    assert 'name="closes_on"' not in shown


def test_the_earliest_last_day_of_a_call_is_its_twentieth_working_day(home: Path) -> None:
    round_id = scoped()

    assert first_last_day("call", acts_of(round_id, at=AT), AT) == date(2026, 9, 29)
    assert first_last_day("ballot", acts_of(round_id, at=AT), AT) is None


def test_work_on_the_design_waits_until_the_design_has_opened(home: Path) -> None:
    listening()
    after = datetime(2026, 10, 31, 1, tzinfo=UTC)
    close_due(after)

    found = {each.words: each for each in of_stage(SLUG, Gate.OPEN_DESIGN.stage, by("olwen"), after)}

    for words in ("Work on the design", "Turn what was heard into needs", "Weigh the criteria"):
        assert found[words].why_not == "The design has not opened yet."
        assert not found[words].first
    assert found["Open the design for comments"].why_not.startswith("The gate is shut:")


# The scope


def test_what_was_said_is_changed_and_taken_out_from_the_page_of_the_scope(
    home: Path, client: Client, on: object
) -> None:
    round_id = said()
    set_item(round_id=round_id, name="hours", code="closed", text=TEXT, by=by("olwen"), at=AT)
    signed_in(client, "olwen")
    first, second = scope_of(round_id, "en", at=AT).items  # type: ignore[arg-type]
    page = text_of(client, "/scope/")

    change = f"{BASE}/scope/item/{second.number}/change/"
    form = client.get(change).content.decode()
    client.post(change, {"code": "open", "text_cy": "Pryd.", "text_en": "When."})
    client.post(f"{BASE}/scope/item/{first.number}/remove/", {"why_en": "Asked twice."})
    again = text_of(client, "/scope/")

    assert f'href="{change}"' in page
    assert TEXT.en in form
    assert {name: act.code for name, act in items_of(acts_of(round_id, at=clock.now())).items()} == {"hours": "open"}
    assert "When." in again
    assert "What should happen." not in again
    taken = Act.objects.filter(round_id=round_id).last()
    assert (taken.kind, taken.object, taken.code) == ("change", "scope", "taken_out")  # type: ignore[union-attr]
    assert Entry.objects.filter(round_id=round_id).last().type == "design.changed"


def test_a_second_thing_of_one_name_is_refused_and_leads_to_the_first(home: Path, client: Client, on: object) -> None:
    round_id = said()
    signed_in(client, "olwen")
    address, first = BASE + "/scope/item/", {"name": "Hours", "code": "open", "text_cy": "Pryd.", "text_en": "When."}

    for _ in range(2):
        assert client.post(address, {**first, "key": "k1"}).status_code == 302
    again = client.post(address, {**first, "name": "hours", "text_en": "Other words.", "key": "k2"})
    shown = again.content.decode()

    number = items_of(acts_of(round_id, at=clock.now()))["Hours"].row
    assert again.status_code == 409
    assert f'<li><a href="{BASE}/scope/item/{number}/change/">There is an item of this name already' in shown
    assert "Other words." in shown
    assert Act.objects.filter(round_id=round_id, kind="item").count() == 2


def test_what_was_taken_out_already_leads_back_to_the_scope(home: Path, client: Client, on: object) -> None:
    round_id = said()
    set_item(round_id=round_id, name="hours", code="closed", text=TEXT, by=by("olwen"), at=AT)
    signed_in(client, "olwen")
    address = f"{BASE}/scope/item/{scope_of(round_id, 'en', at=AT).items[1].number}/remove/"  # type: ignore[arg-type]

    client.post(address, {"why_en": "Asked twice."})
    again = client.post(address, {"why_en": "Asked twice."}, follow=True)

    assert again.redirect_chain == [(f"{BASE}/scope/", 302)]
    assert "hours was taken out already." in again.content.decode()
    assert client.get(f"{BASE}/scope/item/999/remove/").status_code == 404


def test_the_last_thing_that_is_said_stays_until_another_is_said(home: Path) -> None:
    round_id = said()
    keys = {"round_id": round_id, "name": "what", "why": Bilingual(), "at": AT}

    with pytest.raises(NotPossible, match="only thing that is said"):
        remove_item(by=by("olwen"), **keys)
    with pytest.raises(NotYours):
        remove_item(by=by("ann"), **keys)
    with pytest.raises(NotPossible, match="nothing of this name"):
        remove_item(by=by("olwen"), **{**keys, "name": "bus"})


def test_the_scope_is_settled_by_the_notice_by_consent_and_by_the_listening(
    home: Path, client: Client, on: object
) -> None:
    round_id = scoped()
    keys = {"round_id": round_id, "by": by("olwen"), "at": AT}
    item = {"name": "hours", "code": "open", "text": TEXT}
    page = text_of(signed_in(client, "olwen"), "/scope/")

    with pytest.raises(NotPossible, match="notice has told everybody"):
        set_item(**item, **keys)
    assert "The notice has told everybody of this." in page
    assert "/change/" not in page
    raise_objection(round_id=round_id, gate=Gate.OPEN_LISTEN, harm=HARM, remedy=REMEDY, by=by("ann"), at=AT)
    set_item(**item, **keys)
    give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=HOW, by=by("tom"), at=AT)
    with pytest.raises(NotPossible, match=r"Consent has been given to this as it stands \(Third sector\)"):
        remove_item(name="hours", why=Bilingual(), **keys)


def test_once_people_were_asked_the_scope_stays_as_it_was(home: Path) -> None:
    round_id = listening()

    with pytest.raises(NotPossible, match="People have been asked"):
        set_item(round_id=round_id, name="hours", code="open", text=TEXT, by=by("olwen"), at=OPENS)
    set_item(round_id=round_id, name="profile", code="closed", text=TEXT, by=by("olwen"), at=OPENS)


def test_a_pot_is_put_on_the_table_changed_and_taken_off_from_the_scope(home: Path, client: Client, on: object) -> None:
    round_id = convened()
    signed_in(client, "olwen")
    money = {"commissioner": "Cyngor", "commissioner_kind": "council", "amount": "50,000", "mode": "pooled"}

    form = text_of(client, "/scope/pot/")
    added = client.post(BASE + "/scope/pot/", {**money, "only_need_kinds": "youth"})
    (pot,) = pots_of(round_id)
    change = f"{BASE}/scope/pot/{pot.id}/change/"
    seen = client.get(change).context["form"]["seen"].value()
    client.post(change, {**money, "amount": "40,000", "seen": seen})
    (less,) = pots_of(round_id)
    remove = f"{BASE}/scope/pot/{pot.id}/remove/"
    seen = client.get(remove).context["form"]["seen"].value()
    taken = client.post(remove, {"seen": seen, "why_en": "It is spent."})

    front = form[: form.index("<details")]
    assert 'name="amount"' in front
    assert 'name="only_places"' not in front
    assert 'name="only_places"' in form
    assert (added.url, taken.url) == (f"{BASE}/scope/", f"{BASE}/scope/")  # type: ignore[attr-defined]
    assert pot.restriction == {"need_kinds": ["youth"]}
    assert less.amount == 4_000_000
    assert pots_of(round_id) == ()


def test_what_is_wrong_under_a_folded_line_unfolds_it(home: Path, client: Client, on: object) -> None:
    convened()

    shown = signed_in(client, "olwen").post(BASE + "/scope/pot/", {"age_from": "5"}).content.decode()

    assert '<details class="more govuk-form-group" open>' in shown


def test_what_is_wrong_with_a_pot_is_named_at_its_field(home: Path, client: Client, on: object) -> None:
    round_id = convened()
    signed_in(client, "olwen")
    money = {"commissioner": "Cyngor", "commissioner_kind": "council", "amount": "50,000", "mode": "pooled"}
    address = BASE + "/scope/pot/"

    form = client.get(address).content.decode()
    ages = client.post(address, {**money, "age_from": "30", "age_to": "20"}).content.decode()
    kept = client.post(address, {**money, "amount": "£12,5", "only_places": "W06000002"}).content.decode()
    over = client.post(address, {**money, "only_spend_by": "2020-01-31"}).content.decode()
    nothing = client.post(address, {**money, "amount": "0"}).content.decode()

    assert "Spending must start by" in form
    assert "no spending could start by it" in over
    assert 'name="choice"' not in form
    assert "Providers that its owner chose" not in form
    assert "It may pay only for these needs" not in form
    assert '<a href="#id_age_to">It may pay only for people to age: This is below the age' in ages
    assert '<details class="more govuk-form-group" open>' in ages
    assert '<details class="more govuk-form-group" open>' in kept
    assert 'value="£12,5"' in kept
    assert "This day is over" in over
    assert "Write a sum above £0." in nothing
    assert pots_of(round_id) == ()


# The steps


def test_steps_that_are_done_stay_with_their_day_and_the_next_one_is_marked(
    home: Path, client: Client, on: object
) -> None:
    round_id = convened()
    before = {step.name: step for step in steps(SLUG, round_id, AT)}
    keys = {"round_id": round_id, "by": by("olwen"), "at": AT}
    set_item(name="place", code="open", text=TEXT, **keys)
    after = {step.name: step for step in steps(SLUG, round_id, AT)}
    page = text_of(signed_in(client, "olwen"), "/scope/")

    assert [step.name for step in before.values() if step.next] == ["items"]
    assert before["people"].done == "1 September 2026"
    assert before["notice"].waits
    assert before["consent"].waits
    assert after["items"].done == "1 September 2026"
    assert [step.name for step in after.values() if step.next] == ["money"]
    assert "Done: 1 September 2026" in page
    assert page.count('aria-current="step"') == 1


def test_a_partner_without_a_seat_comes_first(home: Path) -> None:
    officer = person("olwen", convener=True)
    made = convene(reference=SLUG, title=TEXT, place=None, by=by_for(officer), at=AT)

    first = steps(SLUG, made.round_id, AT)[0]

    assert (first.name, first.next, first.note) == ("people", True, "Partners with a seat: 1 of 3.")


def test_once_every_partner_is_invited_the_next_step_is_another(home: Path) -> None:
    officer = person("olwen", convener=True)
    made = convene(reference=SLUG, title=TEXT, place=None, by=by_for(officer), at=AT)

    def asks(partner: Partner) -> tuple[bool, str, str]:
        keys = {"round_id": made.round_id, "by": by("olwen"), "at": AT}
        invite(email=f"{partner}@example.org", partner=partner, duties=(), **keys)
        found = steps(SLUG, made.round_id, AT)
        return found[0].next, found[0].note, next(each.name for each in found if each.next)

    assert asks(Partner.CITIZENS) == (True, "Partners with a seat: 1 of 3. 1 invitation waits for an answer.", "people")
    told = "Partners with a seat: 1 of 3. 2 invitations wait for an answer."
    assert asks(Partner.THIRD_SECTOR) == (False, told, "items")
    assert steps(SLUG, made.round_id, AT + timedelta(days=365))[0].next


def test_a_pot_stands_in_the_scope_with_its_conditions(home: Path, client: Client) -> None:
    round_id = convened()
    limits: dict[str, JsonValue] = {"age": [11, 17], "spend_by": "2027-03-31", "need_kinds": ["<b>"]}
    keys = {"round_id": round_id, "by": by("olwen"), "at": AT}
    state_pot(pot=replace(POT, restriction=limits), **keys)

    shown, welsh = (client.get(f"/{each}/rounds/{SLUG}/scope/").content.decode() for each in ("en", "cy"))

    assert "Only people aged 11 to 17." in shown
    assert "Spending must start by 31 March 2027." in shown
    assert "Only these kinds of need:" in shown
    assert "&lt;b&gt;" in shown
    assert "Pobl o’r oedrannau hyn yn unig: 11 i 17." in welsh


def test_with_everything_said_the_listening_waits_for_its_day_and_then_comes_next(home: Path) -> None:
    round_id = agreed()

    early, late = (steps(SLUG, round_id, at)[-1] for at in (EARLY, OPENS))

    assert (early.next, early.note) == (False, "From 15 September 2026 on, if all three consent.")
    assert (late.next, late.waits) == (True, False)


def test_consent_is_no_button_until_there_is_something_to_consent_to(home: Path) -> None:
    round_id = convened()

    def own() -> list[tuple[str, bool, bool]]:
        gate = gate_page(round_id, Gate.OPEN_LISTEN, "en", at=AT)  # type: ignore[arg-type]
        found = at_gate(SLUG, round_id, gate, by("ann"), AT)
        return [(each.words, each.first, bool(each.why_not)) for each in found]

    read = ("Read what this round is about", False, False)
    assert own() == [read, ("Object", False, False), ("Consent", False, True)]
    assert [each.first for each in doing(SLUG, round_id, by("ann"), AT)][:2] == [True, False]
    keys = {"round_id": round_id, "by": by("olwen"), "at": AT}
    set_item(name="place", code="open", text=TEXT, **keys)
    assert own()[2] == ("Consent", False, True)
    state_pot(pot=POT, **keys)
    assert own() == [read, ("Object", True, False), ("Consent", True, False)]
    assert [each.first for each in doing(SLUG, round_id, by("ann"), AT)][:2] == [True, True]


# The notice


def test_the_notice_is_read_in_both_languages_with_its_day_before_it_is_published(
    home: Path, client: Client, on: object
) -> None:
    round_id = said()
    signed_in(client, "olwen")
    address = BASE + "/publish/notice/"
    words = {"text_cy": "Un.\r\n\r\nDau “a” <b>.", "text_en": "One.\r\n\r\nTwo “a” <b>."}

    form = client.get(address).content.decode()
    read = client.post(address, {**words, "step": "show"})
    shown = read.content.decode()
    assert not Act.objects.filter(kind="publish").exists()
    changed = client.post(address, {**words, "step": "change"}).content.decode()
    done = client.post(address, {**words, "step": "publish"})

    assert "listening can open from 15 September 2026 on" in form
    assert "listening can open from 15 September 2026 on" in shown
    assert "Nothing is published yet." in shown
    assert "<p>Dau “a” &lt;b&gt;.</p>" in shown
    assert "<p>Two “a” &lt;b&gt;.</p>" in shown
    assert "Cyngor" in shown
    assert "<textarea" in changed
    assert "Two “a” &lt;b&gt;." in changed
    assert done.url == f"{BASE}/scope/"  # type: ignore[attr-defined]
    welsh, english = (event.text for event in acts_of(round_id, at=clock.now()).of("publish", "notice"))
    assert (welsh.cy, english.en) == (words["text_cy"], words["text_en"])  # type: ignore[union-attr]


def test_a_notice_is_published_again_only_when_what_it_tells_of_has_changed(
    home: Path, client: Client, on: object
) -> None:
    round_id = said()
    signed_in(client, "olwen")
    address, words = BASE + "/publish/notice/", {"text_cy": "Un.", "text_en": "One."}
    keys = {"round_id": round_id, "at": AT}

    first = client.post(address, {**words, "step": "show"}).content.decode()
    client.post(address, {**words, "step": "publish", "key": "k1"})
    again = client.post(address, {"text_cy": "Dau.", "text_en": "Two.", "step": "publish", "key": "k2"})
    form = text_of(client, "/publish/notice/")
    shown = client.post(address, {**words, "step": "show"}).content.decode()
    raise_objection(gate=Gate.OPEN_LISTEN, harm=HARM, remedy=REMEDY, by=by("ann"), **keys)
    set_item(name="hours", code="open", text=TEXT, by=by("olwen"), **keys)
    on(AT + timedelta(days=3))  # type: ignore[operator]
    anew = client.post(address, {**words, "step": "show"}).content.decode()
    done = client.post(address, {"text_cy": "Tri.", "text_en": "Three.", "step": "publish", "key": "k3"})

    assert "Publishing settles the scope:" in first
    assert again.status_code == 409
    assert "Two." in again.content.decode()
    assert "it was published on 1 September 2026" in form
    assert 'name="text_cy"' not in form
    assert "Nothing is published yet." not in shown + anew
    assert "A notice was published on 1 September 2026." in anew
    assert "listening can open from 15 September 2026 on, 10 working days after the first one" in anew
    assert done.status_code == 302
    assert Act.objects.filter(kind="publish", code="en").count() == 2


def test_a_notice_that_lacks_a_language_is_not_shown_as_if_it_could_be_published(
    home: Path, client: Client, on: object
) -> None:
    said()

    answer = signed_in(client, "olwen").post(BASE + "/publish/notice/", {"text_cy": "Un.", "step": "show"})

    assert answer.status_code == 422
    assert "The notice, in English" in answer.content.decode()
    assert "Un." in answer.content.decode()


def test_there_is_no_notice_of_nothing(home: Path, client: Client, on: object) -> None:
    round_id = convened()

    shown = text_of(signed_in(client, "olwen"), "/publish/notice/")

    assert 'name="text_cy"' not in shown
    assert f'href="{BASE}/scope/pot/"' in shown
    with pytest.raises(NotPossible, match="name a pot"):
        publish(round_id=round_id, what="notice", text=NOTICE, by=by("olwen"), at=AT)


def test_publishing_the_notice_is_in_one_place_of_the_page(home: Path, client: Client, on: object) -> None:
    said()

    assert text_of(signed_in(client, "olwen"), "/scope/").count("/publish/notice/") == 1


# Convening


def test_sent_twice_a_round_is_set_up_once_and_both_lead_to_it(home: Path, client: Client) -> None:
    key = person("olwen", convener=True)
    signed_in(client, "olwen")

    answers = [client.post("/en/rounds/convene/", FORM) for _ in range(2)]
    other = client.post("/en/rounds/convene/", {**FORM, "key": "k2"})

    assert [answer.url for answer in answers] == ["/en/rounds/eithin-26-007/scope/"] * 2  # type: ignore[attr-defined]
    assert Round.objects.count() == 1
    assert other.status_code == 409
    with pytest.raises(AlreadyRecorded):
        convene(reference="eithin-26-007", title=TEXT, place=None, by=by_for(key), at=AT, key="k1")


def test_what_the_round_is_for_is_public_in_both_languages(home: Path, client: Client) -> None:
    person("olwen", convener=True)
    signed_in(client, "olwen")

    client.post("/en/rounds/convene/", {**FORM, "purpose_cy": "I bobl ifanc.", "purpose_en": "For young people."})
    half = client.post("/en/rounds/convene/", {**FORM, "reference": "b-26-001", "purpose_cy": "I bobl ifanc."})

    assert "For young people." in client.get("/en/rounds/eithin-26-007/scope/").content.decode()
    assert "I bobl ifanc." in client.get("/cy/rounds/eithin-26-007/scope/").content.decode()
    assert half.status_code == 422


def test_titles_come_first_and_identifiers_last_as_they_were_in_the_round_before(home: Path, client: Client) -> None:
    person("olwen", convener=True)
    signed_in(client, "olwen")
    client.post("/en/rounds/convene/", {**FORM, "grant_prefix": "360G-cwm"})

    page = client.get("/en/rounds/convene/")

    shown = page.content.decode()
    names = ("title_cy", "place", "purpose_en", "publisher_name", "reference", "publisher_id", "ocid_prefix")
    order = [shown.index(f'name="{name}"') for name in names]
    assert order == sorted(order)
    assert shown.index('name="publisher_name"') < shown.index('<details class="more') < shown.index('name="reference"')
    assert page.context["form"]["grant_prefix"].value() == "360G-cwm"


@pytest.mark.parametrize(
    ("place", "code", "kept"),
    [("W92000004", "", "W92000004"), ("other", "E06000051", "E06000051"), ("other", "", None), ("other", "Bala", None)],
)
def test_all_of_wales_or_another_place_is_named(
    home: Path, client: Client, place: str, code: str, kept: str | None
) -> None:
    person("olwen", convener=True)

    signed_in(client, "olwen").post("/en/rounds/convene/", {**FORM, "place": place, "place_code": code})

    assert [row.place_code for row in Round.objects.all()] == ([kept] if kept else [])


def test_identifiers_are_put_right_after_convening(home: Path, client: Client) -> None:
    round_id = convened()
    signed_in(client, "olwen")
    address = BASE + "/scope/identifiers/"

    client.post(address, {"publisher_name": "Cyngor y cwm", "grant_prefix": "360G-cwm"})
    page = client.get(address)

    assert page.context["form"]["grant_prefix"].value() == "360G-cwm"
    english, welsh = (
        Client().get(BASE.replace("/en/", f"/{each}/") + "/scope/").content.decode() for each in ("en", "cy")
    )
    assert "The data of this round will be published by <bdi>Cyngor y cwm</bdi>." in english
    assert "Bydd data’r rownd hon yn cael ei gyhoeddi gan <bdi>Cyngor y cwm</bdi>." in welsh
    assert Round.objects.get().settings == {
        "publisher_name": "Cyngor y cwm",
        "grant_prefix": "360G-cwm",
        "listen": {"method": "cydradd", "seed": 0},
    }
    assert Entry.objects.filter(round_id=round_id).last().type == "design.changed"
    with pytest.raises(NotYours):
        set_identifiers(round_id=round_id, identifiers={}, by=by("ann"), at=AT)


def test_identifiers_under_which_data_was_published_stay(home: Path) -> None:
    round_id = convened()
    line = {"kind": "follow.file_published", "at": "2026-09-01T09:00:00Z", "body": {}}
    Act.objects.create(round_id=round_id, position=90, kind="follow.file_published", at=AT, line=line)

    with pytest.raises(NotPossible, match="cannot be changed"):
        set_identifiers(round_id=round_id, identifiers={}, by=by("olwen"), at=AT)
