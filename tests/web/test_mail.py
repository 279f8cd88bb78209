"""A message is written down with what it tells of, leaves once that is safe, and is never lost or doubled."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from pytest_django import Settings
from tests.web.acting import AT, SLUG, convened, person

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.accounts.models import Person
from cydradd_web.mail.models import Message
from cydradd_web.mail.selectors import undelivered_to
from cydradd_web.mail.services import send
from cydradd_web.mail.services.delivering import WAITS, deliver, deliver_late, send_again
from cydradd_web.mail.services.stopping import stop_address
from cydradd_web.mail.words import WIDTH, Words, letter, said

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = said(
    Bilingual("Eich cais: valley-26-014", "Your application: valley-26-014"),
    Bilingual("Mae eich cais wedi dod i law.", "We have your application."),
)
BROKEN = "django.core.mail.backends.smtp.EmailBackend"


def sent(to: int | str, **keys: object) -> int | None:
    return send(**({"kind": "receipt", "to": to, "words": WORDS, "at": AT, "key": "app-1"} | keys))  # type: ignore[arg-type]


def broken(settings: Settings) -> None:
    """Nobody answers where mail is handed in."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = BROKEN, "127.0.0.1", 1


@pytest.mark.parametrize(
    ("language", "there", "not_there"),
    [("cy", "wedi dod i law", "We have"), ("en", "We have your application", "Mae eich")],
)
def test_a_person_is_written_to_in_their_language_alone(language: str, there: str, not_there: str) -> None:
    ann = person("ann", language=language)

    sent(ann)

    (letter_,) = mail.outbox
    assert letter_.to == ["ann@example.org"]
    assert there in letter_.body
    assert not_there not in letter_.body + letter_.subject
    assert letter_.extra_headers["Content-Language"] == language
    assert Message.objects.get().state == "sent"


def test_who_has_not_said_which_language_gets_both_welsh_first() -> None:
    sent("group@example.org")

    (letter_,) = mail.outbox
    assert letter_.subject == "Eich cais: valley-26-014 / Your application: valley-26-014"
    assert letter_.body.index("wedi dod i law") < letter_.body.index("We have your application")


def test_nothing_leaves_when_what_it_tells_of_was_rolled_back() -> None:
    ann = person("ann")

    with pytest.raises(RuntimeError), transaction.atomic():
        sent(ann)
        raise RuntimeError

    assert not mail.outbox
    assert not Message.objects.exists()


def test_one_event_is_one_message_to_each() -> None:
    ann, tom = person("ann"), person("tom")

    told = [sent(ann), sent(ann), sent(tom), sent(ann, key="app-2"), sent(999_999)]

    assert [each is not None for each in told] == [True, False, True, True, False]
    assert len(mail.outbox) == 3


def test_a_failure_keeps_the_message_says_so_and_tries_again(settings: Settings) -> None:
    ann = person("ann", language="en")
    broken(settings)

    message = sent(ann)

    (kept,) = undelivered_to(ann)
    assert (kept.message, kept.tries, kept.for_good) == (message, 1, False)
    assert kept.subject_en == "Your application: valley-26-014"
    assert "@" not in Message.objects.get().error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    due = Message.objects.get().next_at
    assert deliver_late(at=due - timedelta(seconds=1)) == 0
    assert deliver_late(at=due) == 1
    assert len(mail.outbox) == 1
    assert not undelivered_to(ann)


def test_after_the_last_try_it_is_kept_as_failed_until_somebody_sends_it_again(home: Path, settings: Settings) -> None:
    round_id = convened()
    ann = Person.objects.get(email="ann@example.org").pk
    broken(settings)
    message = sent(ann, round_id=round_id)
    assert message is not None

    for _ in WAITS:
        deliver(message, at=Message.objects.get().next_at)

    assert undelivered_to(ann)[0].for_good
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = Message.objects.get().next_at + timedelta(days=30)
    assert deliver_late(at=later) == 0
    assert not send_again(message_id=message, round_id=round_id + 1, at=later)
    assert send_again(message_id=message, round_id=round_id, at=later)
    assert mail.outbox[-1].to == ["ann@example.org"]


def test_a_message_whose_process_ended_in_the_middle_is_taken_up_again_and_known_as_the_same() -> None:
    ann = person("ann")
    kept = Message.objects.values("subject_cy", "body_cy", "subject_en", "body_en")
    with transaction.atomic():
        message = sent(ann)
        words = kept.get(pk=message)
    assert not any(kept.get(pk=message).values()), "what has left is kept no longer"
    Message.objects.update(state="sending", sent_at=None, **words)
    lost = Message.objects.get().next_at

    assert deliver_late(at=lost) == 0
    assert deliver_late(at=lost + timedelta(seconds=1)) == 1

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert not deliver(message or 0, at=lost + timedelta(days=2))


def test_the_weekly_e_mail_is_stopped_by_its_link_without_signing_in(client: Client) -> None:
    ann = person("ann", language="en")
    sent(ann, kind="digest", stops="digest")
    headers = mail.outbox[0].extra_headers
    address = re.sub(r"^<https?://[^/]+", "", headers["List-Unsubscribe"]).rstrip(">")

    page = client.get(address).content.decode()

    assert "<button" in page
    assert Person.objects.get(pk=ann).digest
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    done = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert not Person.objects.get(pk=ann).digest
    assert sent(ann, kind="digest", stops="digest", key="app-2") is None
    assert sent(ann, kind="reminder", stops="reminders", key="app-2") is not None


def test_reminders_to_an_address_without_an_account_are_stopped_and_what_waits_does_not_leave(
    client: Client, settings: Settings
) -> None:
    broken(settings)
    message = sent("group@example.org", kind="reminder", stops="reminders")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    address = stop_address(Message.objects.get(), "cy").removeprefix(settings.SITE_ADDRESS)

    page = client.post(address)

    assert "Ni fyddwn yn anfon negeseuon atgoffa" in page.content.decode()
    assert "group" not in address
    assert not deliver(message or 0, at=Message.objects.get().next_at)
    assert Message.objects.get().state == "stopped"
    assert not mail.outbox


def test_a_link_that_is_not_ours_is_not_found(client: Client) -> None:
    assert client.get("/en/messages/stop/nonsense/").status_code == 404
    assert client.post("/en/messages/stop/nonsense:x:y/").status_code == 404


def test_lines_are_short_addresses_whole_and_a_subject_is_one_line() -> None:
    address = "https://cydradd.example/en/rounds/" + "a" * 90
    long = Words("A subject\nBcc: other@example.org", f"{'word ' * 40}\n\n- {'point ' * 30}\n- two\n\n{address}")

    sent("group@example.org", words=lambda language: long, language=Language.EN)

    (letter_,) = mail.outbox
    assert letter_.subject == "A subject Bcc: other@example.org"
    assert address in letter_.body.splitlines()
    assert all(len(line) <= WIDTH for line in letter_.body.splitlines() if line != address)
    assert letter("- one\n- two") == "- one\n- two"


def test_nothing_in_a_message_is_written_for_a_browser(tmp_path: Path) -> None:
    words = said(Bilingual("Tŷ & gardd", "House & garden"), Bilingual("<b>", "<b>"))

    sent("group@example.org", words=words)

    assert "&amp;" not in mail.outbox[0].subject + mail.outbox[0].body


def test_what_did_not_arrive_stands_on_the_page_of_the_person_and_of_the_officer_who_sends_it_again(
    home: Path, client: Client, settings: Settings
) -> None:
    round_id = convened()
    ann, olwen = (Person.objects.get(email=f"{name}@example.org") for name in ("ann", "olwen"))
    broken(settings)
    message = sent(ann.pk, round_id=round_id)
    client.force_login(ann)

    mine = client.get("/en/my-page/messages/").content.decode()

    assert "Your application: valley-26-014" in mine
    assert client.get(f"/en/rounds/{SLUG}/messages/").status_code == 403
    client.force_login(olwen)
    page = client.get(f"/en/rounds/{SLUG}/messages/").content.decode()
    assert "Your application: valley-26-014" in page
    assert "ann@example.org" not in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    again = client.post(f"/en/rounds/{SLUG}/messages/", {"message": message}, follow=True).content.decode()
    assert "Every message of this round has left." in again
    assert mail.outbox[-1].to == ["ann@example.org"]


def test_a_person_stops_and_takes_up_each_list_on_their_own_page(client: Client) -> None:
    ann = person("ann")
    address = "/en/my-page/messages/"
    assert client.get(address).status_code == 302
    client.force_login(Person.objects.get(pk=ann))

    client.post(address, {"list": "digest", "do": "stop"})
    client.post(address, {"list": "reminders", "do": "stop"})
    stopped = [sent(ann, stops=name, kind=name) for name in ("digest", "reminders")]
    client.post(address, {"list": "reminders", "do": "start"})

    assert stopped == [None, None]
    assert sent(ann, stops="reminders", kind="reminders") is not None
    assert not Person.objects.get(pk=ann).digest
    assert "Start the weekly e-mail" in client.get(address).content.decode()
