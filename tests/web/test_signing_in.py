"""Signing in by a link, a password and a second step; nothing tells who has an account; every page in both languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.web.acting import SLUG, convened, person
from tests.web.test_crawl import ENGLISH, read

from cydradd.vocabulary.errors import NotPossible
from cydradd_web.accounts.models import Person, SignInLink
from cydradd_web.accounts.services.links import make_link, use_link

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
PASSWORD = "long enough for a test"  # noqa: S105


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def at(name: str, *parts: object, language: str = "en") -> str:
    with translation.override(language):
        return reverse(name, args=parts)


def link_in(message: mail.EmailMessage, language: str = "en") -> str:
    found = re.search(rf"http://testserver(/{language}/\S+)", str(message.body))
    assert found, message.body
    return found[1]


def asked(email: str, client: Client | None = None, **more: str) -> Client:
    client = client or Client()
    response = client.post(at("ask-for-link"), {"email": email, **more})
    assert response.headers["Location"] == at("link-sent")
    return client


def who(client: Client) -> str | None:
    key = client.session.get("_auth_user_id")
    return Person.objects.get(pk=key).email if key else None


def second_step(client: Client) -> str:
    """Set up an app; the secret of it."""
    page = client.get(at("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    response = client.post(at("mfa_activate_totp"), {"code": code(secret)})
    assert response.status_code == 302
    return secret


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def signed_in(name: str, *, password: bool = False) -> Client:
    client = Client()
    token = make_link(person=Person.objects.get(email=f"{name}@example.org").pk, at=datetime.now(UTC))
    client.post(at("sign-in-by-link", token))
    if password:
        client.post(at("account_reauthenticate"), {"password": PASSWORD})
    client.get(at("signed-out"))  # what was said of the sign-in has been read
    return client


def test_a_link_signs_in_with_another_browser_and_only_when_its_button_is_pressed() -> None:
    person("ann")
    asked("Ann@Example.org", next="/en/how-a-round-works/")
    link = link_in(mail.outbox[0])
    other = Client(enforce_csrf_checks=True)

    looked = [Client().get(link).status_code for _ in range(3)]
    page = other.get(link)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert token
    response = other.post(link, {"csrfmiddlewaretoken": token[1]})

    assert looked == [200, 200, 200]
    assert response.headers["Location"] == "/en/how-a-round-works/"
    assert who(other) == "ann@example.org"


def test_a_link_works_once_and_for_half_an_hour() -> None:
    ann = person("ann")
    used, old = make_link(person=ann, at=NOW), make_link(person=ann, at=NOW - timedelta(minutes=30))
    Client().post(at("sign-in-by-link", used))

    for token in (used, old, "never-made"):
        client = Client()

        assert client.get(at("sign-in-by-link", token)).status_code == 410
        assert client.post(at("sign-in-by-link", token)).status_code == 410
        assert who(client) is None


def test_only_the_hash_of_a_link_is_kept_and_nobody_uses_one_made_for_something_else() -> None:
    token = make_link(person=person("ann"), purpose="erase", at=NOW)

    assert token not in str(SignInLink.objects.values().get())
    with pytest.raises(NotPossible):
        use_link(token=token, at=NOW)


def test_the_answer_is_the_same_whether_anybody_has_the_address() -> None:
    person("ann")
    pages = [asked(email).get(at("link-sent")).content for email in ("ann@example.org", "nobody@example.org")]
    wrong = [
        Client().post(at("account_login"), {"login": email, "password": "not the password"}).content.decode()
        for email in ("ann@example.org", "nobody@example.org")
    ]
    forgotten = [
        Client().post(at("account_reset_password"), {"email": email}).headers["Location"]
        for email in ("ann@example.org", "nobody@example.org")
    ]

    assert pages[0] == pages[1]
    same = [re.sub(r'value="[^"]*"', "", page) for page in wrong]
    assert same[0] == same[1]
    assert forgotten[0] == forgotten[1]
    assert SignInLink.objects.filter(person=None).count() == 1
    assert len(mail.outbox) == 4


def test_signing_up_asks_for_language_and_the_link_proves_the_address() -> None:
    client = Client()
    response = client.post(
        at("account_signup", language="cy"), {"email": "Bethan@example.org", "name": "Bethan", "language": "cy"}
    )
    assert response.headers["Location"] == at("account_email_verification_sent", language="cy")
    [message] = mail.outbox

    Client().post(at("account_signup"), {"email": "bethan@example.org", "language": "en"})
    signed = Client()
    signed.post(link_in(message, "cy"))

    bethan = Person.objects.get()
    assert (bethan.email, bethan.name, bethan.language) == ("bethan@example.org", "Bethan", "cy")
    assert who(signed) == "bethan@example.org"
    assert not ENGLISH.search(str(message.body)) and not ENGLISH.search(message.subject)


def test_signing_up_again_sends_a_link_that_signs_in() -> None:
    person("ann", language="en")

    response = Client().post(at("account_signup"), {"email": "ann@example.org", "language": "en"})
    client = Client()
    client.post(link_in(mail.outbox[0]))

    assert response.headers["Location"] == at("account_email_verification_sent")
    assert who(client) == "ann@example.org"
    assert Person.objects.count() == 1


def test_a_message_is_in_the_language_that_was_told_and_in_both_when_none_was() -> None:
    person("ann", language="cy"), person("tom")

    asked("ann@example.org")
    asked("tom@example.org")

    welsh, both = mail.outbox
    assert link_in(welsh, "cy") and "/en/" not in str(welsh.body)
    assert link_in(both, "cy") and link_in(both, "en")


def test_a_password_an_app_and_a_recovery_code_each_do_their_part(settings: Settings) -> None:
    settings.MFA_TOTP_INSECURE_BYPASS_CODE = None
    person("ann")
    client = signed_in("ann", password=True)
    secret = second_step(client)
    codes = client.get(at("mfa_view_recovery_codes")).context["unused_codes"]

    for answer, right in ((code(secret), True), (codes[0], True), (codes[0], False), ("000000", False)):
        cache.clear()
        browser = Client()
        first = browser.post(at("account_login"), {"login": "ann@example.org", "password": PASSWORD})
        assert first.headers["Location"] == at("mfa_authenticate")
        assert who(browser) is None
        browser.post(at("mfa_authenticate"), {"code": answer})

        assert (who(browser) == "ann@example.org") is right


def test_a_link_does_not_go_round_the_second_step() -> None:
    ann = person("ann")
    second_step(signed_in("ann", password=True))
    browser = Client()

    response = browser.post(at("sign-in-by-link", make_link(person=ann, at=datetime.now(UTC))))

    assert response.headers["Location"] == at("mfa_authenticate")
    assert who(browser) is None


def test_a_new_password_comes_by_a_link_and_ends_other_sessions() -> None:
    person("ann")
    other = signed_in("ann")
    client = Client()
    client.post(at("account_reset_password"), {"email": "ann@example.org"})
    form = client.get(link_in(mail.outbox[-1])).headers["Location"]
    new = "another one, long enough"

    client.post(form, {"password1": new, "password2": new})

    assert Person.objects.get().check_password(new)
    assert other.get(at("my-data")).status_code == 302
    assert Client().get(link_in(mail.outbox[0])).context["token_fail"]


def test_whoever_asks_too_often_is_told_to_wait() -> None:
    statuses = [Client().post(at("ask-for-link"), {"email": "ann@example.org"}).status_code for _ in range(5)]

    assert statuses == [302, 302, 302, 429, 429]


def test_a_fault_in_one_way_of_signing_in_leaves_the_other_ways_on_the_page() -> None:
    page = Client().post(at("ask-for-link"), {"email": "", "next": at("my-data")})
    text = page.content.decode()

    assert page.status_code == 422
    assert 'href="#link_email">E-mail address: Answer this: it is needed.</a>' in text
    assert f'action="{at("account_login")}"' in text
    assert 'name="password"' in text
    assert text.count(f'<input type="hidden" name="next" value="{at("my-data")}">') == 3
    assert "data-passkey" in text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    kept = Client().post(at("ask-for-link", language="cy"), {"email": "dim cyfeiriad"}).content.decode()
    assert 'value="dim cyfeiriad"' in kept


def test_guessing_a_password_is_stopped_and_another_way_stays_open() -> None:
    person("ann")
    for _ in range(6):
        page = Client().post(at("account_login"), {"login": "ann@example.org", "password": "guess"})

    assert "Too many failed login attempts" in page.content.decode()
    asked("ann@example.org")
    assert link_in(mail.outbox[-1])


def test_mail_that_cannot_be_sent_is_said(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    page = Client().post(at("ask-for-link"), {"email": "ann@example.org"})

    assert page.status_code == 503
    assert "The fault is ours" in page.content.decode()


def test_there_is_no_cookie_before_a_form_needs_one() -> None:
    client = Client()
    for name in ("link-sent", "signed-out", "home"):
        client.get(at(name))
    assert not client.cookies

    client.get(at("account_login"))
    assert set(client.cookies) == {"csrftoken"}


@pytest.mark.parametrize(
    ("away", "duty", "still"), [(31, True, False), (29, True, True), (31, False, True), (721, False, False)]
)
def test_a_session_ends_by_itself(
    away: int, duty: bool, still: bool, settings: Settings, tmp_path: Path, home: Path
) -> None:
    convened()
    clock = tmp_path / "clock"
    settings.CLOCK = str(clock)
    now = datetime.now(UTC)
    clock.write_text(now.isoformat())
    client = signed_in("olwen" if duty else "ann")
    client.get(at("my-data"))

    clock.write_text((now + timedelta(minutes=away)).isoformat())

    assert (client.get(at("my-data")).status_code == 200) is still


def test_no_session_is_older_than_thirty_days(settings: Settings, tmp_path: Path) -> None:
    person("ann")
    settings.CLOCK = str(tmp_path / "clock")
    now = datetime.now(UTC)
    (tmp_path / "clock").write_text(now.isoformat())
    client = signed_in("ann")
    for hours in range(0, 30 * 24 + 1, 11):
        (tmp_path / "clock").write_text((now + timedelta(hours=hours)).isoformat())
        last = client.get(at("my-data")).status_code
        assert last == 200
    (tmp_path / "clock").write_text((now + timedelta(days=30, hours=2)).isoformat())

    assert client.get(at("my-data")).status_code == 302


def test_one_browser_is_signed_out_from_another_and_nobody_elses() -> None:
    person("ann"), person("tom")
    here, there, tom = signed_in("ann"), signed_in("ann"), signed_in("tom")
    sessions = here.get(at("usersessions_list")).context["sessions"]
    [other] = [each for each in sessions if each.session_key == there.session.session_key]

    stranger = tom.post(at("end-session", other.pk))
    here.post(at("end-session", other.pk))

    assert stranger.status_code == 404
    assert there.get(at("my-data")).status_code == 302
    assert here.get(at("my-data")).status_code == 200


def test_a_script_may_run_only_where_a_passkey_is_used() -> None:
    person("ann")
    client = signed_in("ann")
    scripted = {"account_login": Client(), "mfa_add_webauthn": signed_in("ann", password=True)}

    for name, browser in scripted.items():
        policy = browser.get(at(name)).headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy, name
    for name in ("account_signup", "mfa_index", "my-data", "home"):
        assert "script-src" not in client.get(at(name)).headers["Content-Security-Policy"], name


def test_a_form_that_was_open_too_long_says_what_to_do() -> None:
    page = Client(enforce_csrf_checks=True).post(at("account_login"), {"login": "ann@example.org", "password": "x"})

    assert page.status_code == 403
    assert "Open the page again" in page.content.decode()


OPEN = ("account_login", "link-sent", "signed-out", "account_inactive", "account_signup", "account_email_verification_sent",
        "account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done", "erased")  # fmt: skip
OWN = ("account_logout", "account_email", "account_change_password", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn",
       "mfa_add_webauthn", "usersessions_list", "my-data", "how-known", "erase")  # fmt: skip
SECOND = ("mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
          "mfa_reauthenticate", "account_reauthenticate")  # fmt: skip


def english(page: bytes) -> list[str]:
    return [text for text in read(page.decode()).welsh if ENGLISH.search(text)]


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_page_is_there_in_both_languages_and_no_welsh_one_holds_english(language: str) -> None:
    person("ann")
    client = signed_in("ann", password=True)
    pages = {name: Client().get(at(name, language=language)) for name in OPEN}
    pages |= {name: client.get(at(name, language=language)) for name in OWN}
    second_step(client)
    pages |= {f"{name} then": client.get(at(name, language=language)) for name in SECOND}
    token = make_link(person=person("tom"), at=datetime.now(UTC))
    for name, part in (("sign-in-by-link", token), ("sign-in-by-link", "none"), ("erase-by-link", "none")):
        pages[f"{name} {part}"] = Client().get(at(name, part, language=language))
    pages["no key"] = Client().get(at("account_confirm_email", "none", language=language))
    pages["bad reset"] = Client().get(f"{at('account_reset_password', language=language)}1-bad/")
    browser = Client()
    browser.post(at("account_login"), {"login": "ann@example.org", "password": PASSWORD})
    pages["second step"] = browser.get(at("mfa_authenticate", language=language))

    for name, page in pages.items():
        assert page.status_code in (200, 410), (name, page.status_code)
        assert f'<html lang="{language}"' in page.content.decode(), name
        if language == "cy":
            assert english(page.content) == [], name


FAULTS = (
    ("account_login", {}), ("account_login", {"login": "x", "password": "y"}), ("ask-for-link", {}),
    ("ask-for-link", {"email": "not one"}), ("account_signup", {}), ("account_signup", {"email": "x", "language": "fr"}),
    ("account_reset_password", {"email": "x"}), ("account_reset_password", {}),
)  # fmt: skip
OWN_FAULTS = (
    ("account_email", {"action_add": "1", "email": "x"}), ("account_email", {"action_add": "1", "email": "ann@example.org"}),
    ("account_change_password", {}), ("account_change_password", {"oldpassword": "x", "password1": "a", "password2": "b"}),
    ("account_change_password", {"oldpassword": PASSWORD, "password1": "1" * 12, "password2": "b"}),
    ("account_change_password", {"oldpassword": PASSWORD, "password1": "password123", "password2": "b"}),
    ("mfa_activate_totp", {}), ("mfa_activate_totp", {"code": "1"}), ("mfa_add_webauthn", {"credential": "{"}),
    ("mfa_add_webauthn", {"credential": "{}"}), ("account_reauthenticate", {"password": "x"}), ("my-data", {"language": "fr"}),
    ("my-data", {"name": "n" * 300}), ("erase", {}), ("erase", {"email": "tom@example.org"}), ("account_login", {"login": "\0"}),
)  # fmt: skip


def test_every_fault_of_a_form_is_said_in_welsh() -> None:
    person("ann")
    client = signed_in("ann", password=True)

    for browser, faults in ((Client(), FAULTS), (client, OWN_FAULTS)):
        for name, sent in faults:
            page = browser.post(at(name, language="cy"), sent)
            if page.status_code == 302:
                continue
            assert "govuk-error-summary" in page.content.decode(), (name, sent)
            assert english(page.content) == [], (name, sent)


def test_every_message_is_whole_in_welsh(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person("ann", language="cy")
    client = signed_in("ann", password=True)
    with django_capture_on_commit_callbacks(execute=True):
        second_step(client)
        client.post(at("mfa_generate_recovery_codes"))
    client.post(at("mfa_deactivate_totp"))
    new = "another one, long enough"
    client.post(at("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    client.post(at("account_email"), {"action_add": "1", "email": "ann.new@example.org"})
    client.post(link_in(mail.outbox[-1], "cy"))
    Client().post(at("account_reset_password"), {"email": "ann.new@example.org"})

    assert len(mail.outbox) == 7
    assert Person.objects.get().email == "ann.new@example.org"
    for message in mail.outbox:
        for line in (message.subject, *str(message.body).splitlines()):
            assert not ENGLISH.search(re.sub(r"http\S+", "", line)), line


def test_a_duty_needs_a_second_step_where_the_setting_says_so(settings: Settings, home: Path) -> None:
    convened()
    address = f"/en/rounds/{SLUG}/gates/open-listen/consent/"
    settings.REQUIRE_SECOND_FACTOR = True
    officer, ann = signed_in("olwen", password=True), signed_in("ann")

    refused = officer.get(address)
    second_step(officer)

    assert refused.status_code == 403
    assert "Set up a second step first" in refused.content.decode()
    assert officer.get(address).status_code == ann.get(address).status_code == 200


@pytest.mark.parametrize("page", ["account_login", "account_signup", "account_reset_password"])
def test_an_address_is_called_the_same_on_every_page_and_in_every_error(page: str) -> None:
    for language, label, other in (("en", "E-mail address", r"\bemail\b"), ("cy", "Cyfeiriad e-bost", r"\bebost\b")):
        with translation.override(language):
            address = reverse(page)
        sent = Client().post(address, {"email": "nobody", "login": "nobody@", "password": "x"}).content.decode()
        text = re.sub(r"<[^>]+>", " ", sent)

        labels = re.findall(r'<label[^>]*for="[^"]*(?:email|login)"[^>]*>(.*?)</label>', sent, re.DOTALL)
        assert labels and {each.strip() for each in labels} == {label}
        assert not re.search(other, text, re.IGNORECASE), page
