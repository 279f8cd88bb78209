"""People hear what was done in their rounds, what closes soon and what waits for them: once, in their language."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from tests.web.acting import AT, SLUG, by, convened
from tests.web.applying import LATER, body, calling, form, signer

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.accounts.models import Person
from cydradd_web.apply.services.submitting import submit
from cydradd_web.mail import hooks
from cydradd_web.mail.models import Message, Stop, Told
from cydradd_web.mail.services import about_rounds
from cydradd_web.mail.services.about_rounds import About
from cydradd_web.mail.services.digests import send_digests
from cydradd_web.mail.services.reminders import remind
from cydradd_web.mail.services.telling import tell_news
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.services.acting import acting
from cydradd_web.rounds.services.consenting import give_consent

pytestmark = pytest.mark.django_db(transaction=True)
HARM = Bilingual("Niwed cyfrinachol", "A private harm")
REMEDY = Bilingual("Ateb", "A remedy")
MINUTE = timedelta(minutes=1)
ABOUT = About(1, SLUG, SLUG, Bilingual("Y cwm", "The valley"))
MONDAY = datetime(2026, 9, 7, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_hooks_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has apps say is forgotten after it."""
    monkeypatch.setattr(hooks, "_CLOSING", {window: list(each) for window, each in hooks._CLOSING.items()})
    monkeypatch.setattr(hooks, "_OPENING", {window: list(each) for window, each in hooks._OPENING.items()})


def spoken() -> int:
    """A round whose people have said their language: ann Welsh, tom English, olwen neither."""
    round_id = convened()
    Person.objects.filter(email="ann@example.org").update(language="cy")
    Person.objects.filter(email="tom@example.org").update(language="en")
    tell_news(at=AT)
    mail.outbox.clear()
    return round_id


def opened(round_id: int, window: str = "design", closes: date | None = None, at: datetime = AT) -> None:
    """A window that stands open, with its last day."""
    if closes is not None:
        Round.objects.filter(pk=round_id).update(plan={window: closes.isoformat()})
    with acting(round_id, by=by("olwen"), at=at) as act:
        act.record("window_opens", object=window)


def to(name: str) -> list[EmailMessage]:
    return [each for each in mail.outbox if each.to == [f"{name}@example.org"]]


def test_an_objection_is_told_to_every_other_seat_and_what_it_says_is_not(home: Path) -> None:
    round_id = spoken()
    with acting(round_id, by=by("ann"), at=AT + MINUTE) as act:
        act.record("objection", gate=str(Gate.OPEN_LISTEN), harm=HARM, remedy=REMEDY)

    tell_news(at=AT + MINUTE)
    tell_news(at=AT + 2 * MINUTE)

    told = [each for each in mail.outbox if "objection" in each.subject or "wrthwynebiad" in each.subject]
    assert sorted(each.to[0] for each in told) == ["olwen@example.org", "tom@example.org"]
    assert not any("private" in each.body or "cyfrinachol" in each.body for each in mail.outbox)
    (tom,) = [each for each in to("tom") if "objection" in each.subject]
    assert "Partner: Citizens" in tom.body
    assert f"/en/rounds/{SLUG}/listen/" in tom.body
    assert "Dinasyddion" not in tom.body


def test_partners_are_asked_for_consent_once_another_has_consented(home: Path) -> None:
    round_id = spoken()
    give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=REMEDY, by=by("tom"), at=AT + MINUTE)

    tell_news(at=AT + MINUTE)
    tell_news(at=AT + 2 * MINUTE)

    asked = Counter(Message.objects.filter(kind="consent-needed").values_list("person__email", flat=True))
    assert asked == {"ann@example.org": 1, "olwen@example.org": 1}
    (ann,) = to("ann")
    assert "Mae angen cydsyniad eich partner" in ann.subject
    assert f"/gates/{Gate.OPEN_LISTEN}/" in ann.body or f"/pyrth/{Gate.OPEN_LISTEN}/" in ann.body
    assert "Listen" not in ann.body


def test_a_window_that_opens_is_told_to_seats_and_to_whom_an_app_names(home: Path) -> None:
    round_id = spoken()
    hooks.at_opening("design", asked_to_be_told)
    opened(round_id, closes=date(2026, 9, 30))

    tell_news(at=AT)

    assert {each.to[0] for each in mail.outbox if "esign" in each.subject or "Dylunio" in each.subject} == {
        "ann@example.org", "tom@example.org", "olwen@example.org", "group@example.org",
    }  # fmt: skip
    assert "Last day: 30 September 2026" in to("tom")[-1].body
    assert "Diwrnod olaf: 30 Medi 2026" in to("ann")[-1].body
    assert "List-Unsubscribe" in to("group")[0].extra_headers


def asked_to_be_told(round_id: int, at: datetime) -> list[hooks.Reader]:
    return [hooks.Reader("group@example.org", language=Language.CY)]


def test_news_that_is_days_old_is_not_told(home: Path) -> None:
    round_id = spoken()
    opened(round_id, "call")

    tell_news(at=AT + timedelta(days=4))

    assert not mail.outbox
    assert Told.objects.get(round_id=round_id).position > 0


@pytest.mark.parametrize(("days", "sent"), [(8, 0), (7, 3), (6, 0), (1, 3), (0, 0)])
def test_reminders_go_out_a_week_and_a_day_before_the_last_day(home: Path, days: int, sent: int) -> None:
    round_id = spoken()
    opened(round_id, closes=date(2026, 9, 1) + timedelta(days=days))

    assert remind(at=AT) == sent
    assert remind(at=AT + MINUTE) == 0
    assert len(mail.outbox) == sent
    if sent:
        days_left = {7: "One week is left.", 1: "Tomorrow is the last day."}[days]
        assert days_left in to("tom")[0].body


def test_nobody_is_reminded_at_night_of_a_closed_window_or_after_saying_stop(home: Path) -> None:
    round_id = spoken()
    opened(round_id, closes=date(2026, 9, 8))
    ann = Person.objects.get(email="ann@example.org")
    Stop.objects.create(person=ann, list="reminders", at=AT)

    assert remind(at=datetime(2026, 9, 1, 5, tzinfo=UTC)) == 0
    assert remind(at=AT) == 2
    assert not to("ann")
    with acting(round_id, by=by("olwen"), at=AT + MINUTE) as act:
        act.record("window_closes", object="design")
    assert remind(at=datetime(2026, 9, 7, 9, tzinfo=UTC)) == 0


def test_who_has_an_unfinished_draft_is_reminded_of_that_instead(home: Path) -> None:
    round_id = spoken()
    tom = Person.objects.get(email="tom@example.org").pk
    hooks.before_closing(
        "ballot", lambda _round, _at: [hooks.Reader(tom, template="draft-unsent", name="d1", href=lambda _l: "/draft")]
    )
    opened(round_id, "ballot", closes=date(2026, 9, 8))

    assert remind(at=AT) == 3

    (letter,) = to("tom")
    assert letter.subject == "Your application is not submitted. It closes on 8 September 2026"
    assert "/draft" in letter.body


def test_whoever_acts_for_an_organisation_is_reminded_of_its_form_until_it_is_sent(home: Path) -> None:
    round_id = calling()
    first = form(round_id, body("Lunch Club", "vera"), "vera")
    sent = form(round_id, body("Warm Room", "wil"), "wil")
    submit(round_id=round_id, code=sent, by=signer("wil"), at=LATER)
    Round.objects.filter(pk=round_id).update(plan={"call": "2026-09-08"})
    mail.outbox.clear()

    remind(at=LATER)

    (letter,) = [each for each in mail.outbox if "Your application is not submitted" in each.subject]
    assert letter.to == ["vera@example.org"]
    assert f"/forms/{first}/" in letter.body


def test_the_weekly_e_mail_says_what_happened_and_what_waits(home: Path) -> None:
    round_id = spoken()
    opened(round_id, closes=date(2026, 9, 30))
    give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=REMEDY, by=by("tom"), at=AT)
    Person.objects.filter(email="olwen@example.org").update(digest=False)
    mail.outbox.clear()

    assert send_digests(at=MONDAY - timedelta(days=1)) == 0
    assert send_digests(at=MONDAY) == 2
    assert send_digests(at=MONDAY + MINUTE) == 0

    (tom,), (ann,) = to("tom"), to("ann")
    assert "Round: The valley\n- Opened: Design\n- Consents: 1" in tom.body
    assert "Waits for you: Design. Open until 30 September 2026" in tom.body
    assert "Yn aros amdanoch: cydsyniad, cam Gwrando" in ann.body
    assert "consent, stage" not in tom.body
    assert "Opened" not in ann.body
    assert tom.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not to("olwen")


def test_a_week_in_which_nothing_happened_brings_no_e_mail(home: Path) -> None:
    spoken()

    assert send_digests(at=MONDAY + timedelta(days=28)) == 0


def test_an_applicant_hears_the_reference_number_and_never_the_result_itself(home: Path) -> None:
    about = About(convened(), SLUG, SLUG, Bilingual("Y cwm", "The valley"))
    mail.outbox.clear()

    about_rounds.receipt(to="group@example.org", about=about, number="valley-26-014", code="4f2a-99", at=AT)
    about_rounds.result_ready(to=["group@example.org"], about=about, number="valley-26-014", at=AT)
    about_rounds.feedback_ready(to=["group@example.org"], about=about, number="valley-26-014", at=AT)

    receipt, result, feedback = mail.outbox
    assert receipt.subject.count("valley-26-014") == 2
    assert "Cod prawf (nid oes angen ichi ei gadw): 4f2a-99" in receipt.body
    assert "Proof code (you need not keep it): 4f2a-99" in receipt.body
    assert "Mae’r penderfyniad am eich cais wedi’i gyhoeddi." in result.body
    assert "Feedback on your application is ready" in feedback.body


KINDS = sorted(
    path.name.removesuffix("-cy.txt") for path in Path(hooks.__file__).parent.glob("templates/mail/*-cy.txt")
)


def test_every_message_is_written_in_both_languages() -> None:
    found = Path(hooks.__file__).parent.glob("templates/mail/*-en.txt")

    assert sorted(path.name.removesuffix("-en.txt") for path in found) == KINDS
    assert len(KINDS) == 10
