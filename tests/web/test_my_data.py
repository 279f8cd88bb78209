"""One's own data: said, taken away, erased; and nobody else's is in it."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import get_resolver
from tests.web.acting import AT, SLUG, by, convened, person
from tests.web.test_acting import HOW
from tests.web.test_signing_in import PASSWORD, at, link_in, second_step, signed_in, who
from typer.testing import CliRunner

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual
from cydradd_cli.main import app
from cydradd_web.accounts import command, own_data
from cydradd_web.accounts.duties import Duty
from cydradd_web.accounts.models import Erasure, Invitation, Person, Place, Pseudonym
from cydradd_web.accounts.own_data import Held, erase_with, tell_of
from cydradd_web.accounts.services.erasing import Ground, OnlyOfficer, erase_person, rounds_that_need
from cydradd_web.rounds.services.consenting import give_consent

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def files(content: bytes) -> dict[str, object]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


@contextmanager
def told(name: str, teller: own_data.Teller) -> Iterator[None]:
    tell_of(name, Held(*[Bilingual("Rhywbeth", "Something")] * 3), teller)
    try:
        yield
    finally:
        own_data._told.pop(name)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_kind_of_data_is_named_with_why_and_until_when(language: str) -> None:
    person("ann")
    page = signed_in("ann").get(at("my-data", language=language)).content.decode()

    assert len(own_data.kinds()) >= 6
    for _name, kind in own_data.kinds():
        for text in (kind.what, kind.why, kind.until):
            assert getattr(text, language) in page


def test_the_file_holds_everything_of_one_person_and_nothing_of_another(home: Path) -> None:
    round_id = convened()
    ann = Person.objects.get(email="ann@example.org")
    Pseudonym.objects.create(person=ann, round_id=round_id, purpose="talking", pseudonym="p-ann")
    Pseudonym.objects.create(person_id=by("tom").person, round_id=round_id, purpose="talking", pseudonym="p-tom")
    client = signed_in("ann", password=True)
    second_step(client)

    found = files(client.get(at("my-data-file")).content)
    text = json.dumps(found)

    assert found["account.json"]["email"] == "ann@example.org"  # type: ignore[index,call-overload]
    assert found["places.json"][0]["round"] == SLUG  # type: ignore[index]
    assert found["pseudonyms.json"][0]["pseudonym"] == "p-ann"  # type: ignore[index]
    assert len(found["sessions.json"]) == 1  # type: ignore[arg-type]
    assert {each["kind"] for each in found["second-steps.json"]} == {"totp", "recovery_codes"}  # type: ignore[attr-defined]
    for other in ("tom", "olwen", "secret", "migrated", ann.password):
        assert other not in text


def test_another_app_adds_its_own_kind() -> None:
    ann = person("ann")
    with told("statements", lambda number: [f"said by {number}"]):
        found = files(signed_in("ann").get(at("my-data-file")).content)

    assert found["statements.json"] == [f"said by {ann}"]
    assert found["about.json"]["statements.json"] == {"cy": "Rhywbeth", "en": "Something"}  # type: ignore[index,call-overload]


def test_nobody_without_an_account_reads_or_erases_one() -> None:
    for name in ("my-data", "my-data-file", "erase", "how-known", "usersessions_list"):
        assert Client().get(at(name)).headers["Location"].startswith(at("account_login"))


def test_settings_are_kept_and_a_field_that_is_not_there_changes_nothing() -> None:
    person("ann", language="cy")
    client = signed_in("ann")

    client.post(
        at("my-data"), {"name": "Ann", "language": "", "operator": "on", "convener": "on", "level": "in_person"}
    )

    ann = Person.objects.get()
    assert (ann.name, ann.language, ann.digest) == ("Ann", None, False)
    assert (ann.operator, ann.convener, ann.level) == (False, False, "email")


def test_the_level_says_what_it_means() -> None:
    person("ann", level="list")
    page = signed_in("ann").get(at("how-known"))

    assert [level.number for level in page.context["levels"] if level.own] == [3]


@pytest.mark.django_db(transaction=True)
def test_erasing_takes_the_name_and_cuts_the_pseudonym_and_entries_stay(home: Path) -> None:
    round_id = convened()
    ann = by("ann").person
    assert ann is not None
    give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=HOW, by=by("ann"), at=AT, key="k")
    Pseudonym.objects.create(person_id=ann, round_id=round_id, purpose="talking", pseudonym="p-ann")
    Invitation.objects.create(
        round_id=round_id, email="Ann@example.org", partner="citizens", token_hash="h",  # noqa: S106
         invited_at=NOW,
        expires_at=datetime(2030, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    from cydradd_web.rounds.models import Act, Seat

    before = (Act.objects.count(), Seat.objects.count())
    other = signed_in("ann")
    client = signed_in("ann", password=True)

    wrong = client.post(at("erase"), {"email": "tom@example.org"})
    kept = Person.objects.filter(pk=ann).exists()
    client.post(at("erase"), {"email": "ann@example.org"})

    assert wrong.status_code == 422 and kept
    assert (Act.objects.count(), Seat.objects.count()) == before
    assert not Person.objects.filter(pk=ann).exists()
    assert not Place.objects.filter(person_id=ann).exists() and not Pseudonym.objects.exists()
    assert not Invitation.objects.exists() and not UserSession.objects.exists()
    assert other.get(at("my-data")).status_code == 302
    assert Erasure.objects.get().person_number == ann and Erasure.objects.get().ground == "request"


def test_whoever_has_no_password_follows_a_link_first() -> None:
    ann = Person.objects.create_user("ann@example.org")
    client = signed_in("ann")

    client.post(at("erase"), {"email": "ann@example.org"})
    assert Person.objects.filter(pk=ann.pk).exists()
    link = link_in(mail.outbox[-1])
    Client().get(link)
    assert Person.objects.filter(pk=ann.pk).exists()

    response = client.post(link)

    assert response.headers["Location"] == at("erased")
    assert not Person.objects.exists()
    assert who(client) is None
    assert Client().post(link).status_code == 410


def test_whoever_has_a_password_must_give_it_again() -> None:
    person("ann")

    response = signed_in("ann").post(at("erase"), {"email": "ann@example.org"})

    assert response.headers["Location"].startswith(at("account_reauthenticate"))
    assert Person.objects.exists()


def test_the_only_officer_hands_over_first(home: Path) -> None:
    round_id = convened()
    olwen, tom = by("olwen").person, by("tom").person
    assert olwen and tom
    client = signed_in("olwen", password=True)

    page = client.post(at("erase"), {"email": "olwen@example.org"})
    assert page.status_code == 409 and SLUG in page.content.decode()
    with pytest.raises(OnlyOfficer):
        erase_person(person=olwen, ground=Ground.LAW, at=NOW)

    Place.objects.filter(person_id=tom, round_id=round_id).update(duties=[Duty.OFFICER])
    assert rounds_that_need(olwen) == []
    client.post(at("erase"), {"email": "olwen@example.org"})
    assert not Person.objects.filter(pk=olwen).exists()


def test_an_app_that_cannot_erase_stops_everything() -> None:
    ann = person("ann")

    def fails(_person: int) -> None:
        raise sqlite3.OperationalError("no")

    erase_with(fails)
    try:
        with pytest.raises(sqlite3.OperationalError):
            erase_person(person=ann, ground=Ground.REQUEST, at=NOW)
    finally:
        own_data._erasers.remove(fails)

    assert Person.objects.filter(pk=ann).exists() and not Erasure.objects.exists()


def test_every_address_of_signing_in_answers_as_stated() -> None:
    from cydradd_web.accounts import permissions
    from cydradd_web.accounts.sign_in_urls import urlpatterns

    stated = {name for name, _, _, _ in permissions.table()}

    assert {pattern.name for pattern in urlpatterns} <= stated
    assert get_resolver().reverse_dict.getlist("my-data")
    assert PASSWORD


def test_the_command_adds_lists_exports_and_erases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["add", "Ann@Example.org", "--name", "Ann", "--language", "cy", "--convener"]) == 0
    link = capsys.readouterr().out.strip()
    ann = Person.objects.get()
    client = Client()
    client.post(link.removeprefix("http://127.0.0.1:8000"))

    assert (ann.email, ann.name, ann.language, ann.convener, ann.operator) == (
        "ann@example.org",
        "Ann",
        "cy",
        True,
        False,
    )
    assert who(client) == "ann@example.org"
    assert command.main(["export", str(ann.pk), "--out", str(tmp_path / "ann.zip")]) == 0
    assert files((tmp_path / "ann.zip").read_bytes())["account.json"]["name"] == "Ann"  # type: ignore[index,call-overload]
    assert command.main(["list"]) == 0 and "ann@example.org" in capsys.readouterr().out
    assert command.main(["erase", str(ann.pk), "--ground", "law"]) == 0
    assert Erasure.objects.get().ground == "law"


@pytest.mark.parametrize(
    "asked", [["add", "nonsense"], ["export", "77", "--out", "x.zip"], ["erase", "77", "--ground", "law"]]
)
def test_the_command_refuses_with_one_sentence(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(asked) == 1
    said = capsys.readouterr().err

    assert said.startswith("cydradd: ") and "Traceback" not in said and not Person.objects.exists()


def test_the_command_line_still_serves_and_knows_its_parts() -> None:
    shown = CliRunner().invoke(app, ["serve", "--help"])

    assert shown.exit_code == 0
    for word in ("--host", "--port", "--rounds", "person"):
        assert word in shown.output
