"""An organisation that applied in a round of the demo goes on where that round is taken up, with whoever signs for it."""

from __future__ import annotations

import shutil
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import person

from cydradd.vocabulary.errors import NotPossible
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.models import Person
from cydradd_web.apply.models import Body, Standing, Submission
from cydradd_web.apply.services.taking_up import take_up_organisation
from cydradd_web.record.models import Entry
from cydradd_web.rounds.selectors.evidence import last_day, open_window
from cydradd_web.rounds.services import adopting

DEMO = Path(__file__).resolve().parents[2] / "demo"
FINISHED = "eithin-25-003"
AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def taken_up(monkeypatch: pytest.MonkeyPatch) -> int:
    """The finished round of the demo, without its pages."""
    monkeypatch.setattr(adopting, "renew", lambda *_args, **_words: None)
    return adopting.adopt_round(DEMO / "rounds" / FINISHED, at=AT)


def signer_of(identifier: str, name: str = "tom") -> int:
    return take_up_organisation(identifier=identifier, by=By(person=person(name)), at=AT)


def test_what_an_organisation_asked_for_is_there_with_its_facts_and_its_receipt(taken_up: int, client: Client) -> None:
    body = signer_of("GB-CHC-0000002")
    client.force_login(Person.objects.get(name="tom"))

    english = client.get(f"/en/my-organisation/{body}/").content.decode()
    welsh = client.get(f"/cy/fy-sefydliad/{body}/").content.decode()

    (sent,) = Submission.objects.all()
    entry = Entry.objects.get(round_id=taken_up, position=sent.entry)
    assert (sent.reference, sent.cost, sent.sent_at.date()) == (f"{FINISHED}-02", 1_290_000, date(2025, 5, 21))
    assert entry.type == "apply.submitted"
    assert f'"id":"{sent.reference}"' in entry.entry
    assert sent.code.replace("-", "") == entry.leaf[:12]
    assert "Evenings for young carers, in Welsh and English" in english
    assert "Nosweithiau i ofalwyr ifanc, yn Gymraeg ac yn Saesneg" in welsh
    for shown in ("£12,900", "270", "Gofalwyr Ifanc Eithin", "21 May 2025"):
        assert shown in english
    assert "14 September 2011" in english
    assert "14 Medi 2011" in welsh
    for told, none in ((english, "No answer is kept here"), (welsh, "Ni chedwir ateb yma")):
        (link,) = [each for each in told.split(chr(34)) if each.startswith("/") and sent.reference in each]
        page = client.get(link)
        assert page.status_code == 200
        assert none in page.content.decode()


def test_an_application_that_was_withdrawn_stands_no_more(taken_up: int) -> None:
    signer_of("GB-CHC-0000011")

    (sent,) = Submission.objects.all()

    assert sent.withdrawn_at is not None
    assert [each.stands for each in Standing.objects.all()] == [False]


def test_what_no_round_knows_and_what_somebody_signs_for_already_is_refused(taken_up: int) -> None:
    signer_of("GB-CHC-0000002")

    with pytest.raises(LookupError):
        signer_of("GB-CHC-7777777", "ann")
    with pytest.raises(NotPossible):
        signer_of("GB-CHC-0000002", "eira")
    assert Body.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "at", "last"),
    [
        ("eithin-26-009", "2026-11-26", {"call": "2027-03-31"}),
        ("eithin-26-009", "2027-03-31", {"call": "2027-03-31"}),
        ("eithin-26-009", "2027-04-01", {}),
        ("eithin-26-007", "2026-11-03", {"listen": "2026-11-20"}),
        ("eithin-26-007", "2026-11-26", {}),
        (FINISHED, "2026-11-03", {}),
    ],
)
def test_the_last_day_that_was_announced_holds_where_the_round_is_taken_up_unless_it_is_over(
    monkeypatch: pytest.MonkeyPatch, name: str, at: str, last: dict[str, str]
) -> None:
    monkeypatch.setattr(adopting, "renew", lambda *_args, **_words: None)
    noon = datetime.fromisoformat(f"{at}T12:00:00+00:00")

    round_id = adopting.adopt_round(DEMO / "rounds" / name, at=noon)

    found = {window: last_day(round_id, window) for window in ("listen", "design", "call", "ballot")}
    assert {window: day.isoformat() for window, day in found.items() if day is not None} == last
    call = open_window(round_id, "call", at=noon)
    assert (call is not None) == (name == "eithin-26-009")


@pytest.mark.parametrize(("added", "last"), [("2027-05-14", "2027-05-14"), ("L1", "2027-03-31")])
def test_a_later_day_that_was_announced_holds_and_what_names_no_day_changes_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, added: str, last: str
) -> None:
    monkeypatch.setattr(adopting, "renew", lambda *_args, **_words: None)
    folder = Path(shutil.copytree(DEMO / "rounds" / "eithin-26-009", tmp_path / "eithin-26-009"))
    with (folder / "cycle" / "events.jsonl").open("a", encoding="utf-8") as acts:
        acts.write(f'{{"at":"2026-10-20T09:00:00Z","kind":"change","object":"call","item":"{added}"}}\n')

    assert str(last_day(adopting.adopt_round(folder, at=AT), "call")) == last


def test_whoever_signs_for_an_organisation_in_the_demo_has_declared_it() -> None:
    people = tomllib.loads((DEMO / "people.toml").read_text("utf-8"))["person"]
    signers = [each for each in people if "signs_for" in each]

    assert [each["email"] for each in signers] == ["tom@eithin.example"]
    for each in signers:
        for name, place in each["seats"].items():
            if any(name == asked.parent.parent.name for asked in _applied(each["signs_for"])):
                seats = (DEMO / "rounds" / name / "cycle" / "seats.csv").read_text("utf-8").splitlines()
                partner, number = place.split(":")
                held = [row for row in seats if f",{partner}," in row][int(number) - 1]
                assert each["signs_for"] in held


def _applied(identifier: str) -> list[Path]:
    """The tables of applications in which an organisation stands."""
    tables = (DEMO / "rounds").glob("*/apply/applications.csv")
    return [path for path in tables if identifier in path.read_text("utf-8")]
