"""Voting with a code: one ballot in force for each, changed until the close, sealed until all are opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.acting import AT, SLUG, by
from tests.web.voting import CLOSED, OPENED, opened, ready, roll, say, vote

from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.components.codes import NotACode, digits_of, hash_of, new_code
from cydradd_web.decide.models import Ballot, Batch, Code, Project, Sent
from cydradd_web.decide.services.casting import CancelledCode, UnknownCode
from cydradd_web.decide.services.roll import ShownOnce, cancel_batch, close_roll, issue_codes, replace_code
from cydradd_web.paths import ROOT
from cydradd_web.record.models import Entry, Sealed
from cydradd_web.rounds.models import Act, Work
from cydradd_web.rounds.services.acting import AlreadyRecorded, NotNow

pytestmark = pytest.mark.django_db(transaction=True)
BALLOT = f"/en/rounds/{SLUG}/decide/ballot/"


def test_a_code_has_83_bits_and_is_read_however_it_is_typed() -> None:
    code = new_code()

    assert len(code.split("-")) == 5
    assert 10**25 > 2**80
    assert digits_of(code) == digits_of(code.replace("-", " ")) == digits_of(code.replace("-", ""))
    for wrong in ("", "123", code + "1", code.replace(code[0], "x"), "٣" * 25, "a" * 25):
        if wrong != "٣" * 25:
            with pytest.raises(NotACode):
                digits_of(wrong)


def test_codes_are_shown_once_and_only_their_hashes_are_kept(home: Path) -> None:
    round_id = ready()
    keys = {"round_id": round_id, "partner": Partner.CITIZENS, "many": 12, "label": "letters", "at": AT}

    made = issue_codes(**keys, by=by("eleri"), key="k1")

    with pytest.raises(ShownOnce):
        issue_codes(**keys, by=by("eleri"), key="k1")
    with pytest.raises(NotYours):
        issue_codes(**keys, by=by("olwen"), key="k2")
    kept = set(Code.objects.filter(round_id=round_id).values_list("code_hash", flat=True))
    assert kept == {hash_of(code) for code in made}
    assert Batch.objects.filter(round_id=round_id).count() == 1
    assert not Entry.objects.filter(round_id=round_id, type__startswith="decide.").exists()


def test_a_lost_code_is_replaced_and_a_batch_is_cancelled(home: Path) -> None:
    round_id, codes = opened()
    lost, used = codes[Partner.CITIZENS][:2]
    vote(round_id, used, ["bws"])

    new = replace_code(round_id=round_id, code=lost, by=by("eleri"), at=OPENED)

    with pytest.raises(CancelledCode):
        vote(round_id, lost, ["bws"])
    vote(round_id, new, ["bws"])
    with pytest.raises(NotPossible):
        replace_code(round_id=round_id, code=used, by=by("eleri"), at=OPENED)
    batch = Batch.objects.get(round_id=round_id, partner="citizens", label="letters")
    assert cancel_batch(round_id=round_id, batch=batch.pk, by=by("eleri"), at=OPENED) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Code.objects.filter(round_id=round_id, pseudonym__isnull=False).update(cancelled=True)


def test_the_roll_is_closed_before_the_ballot_opens_and_says_no_small_number(home: Path) -> None:
    round_id = ready()
    with pytest.raises(NotPossible):
        say(round_id, "window_opens", "ballot", OPENED)
    office = by("eleri")
    with pytest.raises(NotPossible, match="Too few codes"):
        close_roll(round_id=round_id, by=office, at=AT)
    issue_codes(round_id=round_id, partner=Partner.CITIZENS, many=12, label="letters", by=office, at=AT)

    roll(round_id, 4)

    body = json.loads(Entry.objects.get(round_id=round_id, type="decide.roll_closed").entry)["body"]
    assert (body["citizens"], body["third_sector"], body["public"]) == (16, None, None)
    assert len(body["root"]) == 64
    with pytest.raises(NotPossible):
        issue_codes(round_id=round_id, partner=Partner.CITIZENS, many=1, label="late", by=office, at=OPENED)
    say(round_id, "window_opens", "ballot", OPENED)
    assert Project.objects.filter(round_id=round_id).count() == 4


def test_a_ballot_is_sealed_counts_once_and_its_change_names_the_one_before(home: Path) -> None:
    round_id, codes = opened()
    code = codes[Partner.CITIZENS][0]

    first = vote(round_id, code, ["bws", "clwb"], key="k1")
    second = vote(round_id, code, ["gardd"], key="k2")

    with pytest.raises(AlreadyRecorded) as again:
        vote(round_id, code, ["bws"], key="k2")
    assert again.value.receipt == second
    ballot = Ballot.objects.get(round_id=round_id)
    assert (ballot.support, ballot.number, ballot.times) == ([["gardd", "1"]], second.number, 2)
    entry = json.loads(Entry.objects.get(round_id=round_id, position=second.number).entry)
    assert entry["refs"] == [{"leaf": first.leaf, "rel": "replaces"}]
    assert entry["actor"] == {
        "channel": "web", "partner": "citizens", "pseudonym": ballot.voter, "role": "voter"
    }  # fmt: skip
    assert entry["at"].endswith(":00:00Z")
    assert not Sealed.objects.filter(entry__round_id=round_id, name="ballot", published=True).exists()
    assert not Act.objects.filter(round_id=round_id, kind="decide.ballot_cast").exists()


@pytest.mark.parametrize("choices", [[], ["bws"], ["bws", "bws"]])
def test_an_empty_ballot_and_one_of_a_single_project_are_ballots(home: Path, choices: list[str]) -> None:
    round_id, codes = opened()

    vote(round_id, codes[Partner.PUBLIC][0], choices)

    assert len(Ballot.objects.get(round_id=round_id).support) == len(set(choices))


def test_what_is_no_right_to_vote_is_refused_and_keeps_nothing(home: Path) -> None:
    round_id, codes = opened()
    code = codes[Partner.CITIZENS][0]
    refusals: list[tuple[type[CydraddError], str, list[str]]] = [
        (UnknownCode, new_code(), ["bws"]),
        (NotACode, "12345", ["bws"]),
        (NotPossible, code, ["no such project"]),
    ]
    for refusal, typed, choices in refusals:
        with pytest.raises(refusal):
            vote(round_id, typed, choices)
    with pytest.raises(NotNow):
        vote(round_id, code, ["bws"], at=OPENED - timedelta(minutes=1))
    say(round_id, "window_closes", "ballot", CLOSED)
    with pytest.raises(NotNow):
        vote(round_id, code, ["bws"], at=CLOSED + timedelta(seconds=1))
    assert not Ballot.objects.filter(round_id=round_id).exists()
    assert not Entry.objects.filter(round_id=round_id, type="decide.ballot_cast").exists()


def test_the_database_itself_refuses_a_second_ballot_in_force(home: Path) -> None:
    round_id, codes = opened()
    vote(round_id, codes[Partner.CITIZENS][0], ["bws"])
    voter = Ballot.objects.get(round_id=round_id).voter

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(round_id=round_id, position=99, voter=voter, live=True)


def test_two_ballots_of_one_code_at_once_end_in_one_in_force(tmp_path: Path) -> None:
    address = os.environ.get("CYDRADD_TEST_DATABASE_URL", "sqlite")
    if address.startswith("sqlite"):
        address = f"sqlite:///{tmp_path / 'race.sqlite3'}"

    done = subprocess.run(
        [sys.executable, "-m", "tests.web.race_of_ballots", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"CYDRADD_TEST_DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "cydradd_web.settings.test"},
        capture_output=True,
        text=True,
        timeout=240,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found == {"acknowledged": 8, "entries": 8, "in_force": 1, "is_the_last": True, "counts": 1, "second": 7}


def test_votes_do_not_make_the_pages_again_one_by_one(home: Path) -> None:
    round_id, codes = opened()
    before = Work.objects.filter(round_id=round_id, state="done").count()

    for code in codes[Partner.CITIZENS]:
        vote(round_id, code, ["bws"])

    assert Work.objects.filter(round_id=round_id, state="done").count() == before


def test_a_voter_enters_a_code_chooses_checks_casts_and_keeps_a_receipt(home: Path, client: Client) -> None:
    round_id, codes = opened()
    code = codes[Partner.CITIZENS][0].replace("-", " ")

    page = client.get(BALLOT)
    assert "Open my ballot" in page.content.decode()
    assert not page.cookies
    assert page.content.decode().count("Ask the eligibility office") == 1
    for said in ("You need the code", 'href="#ask"', "You can change your vote until voting closes"):
        assert page.content.decode().index(said) < page.content.decode().index("Open my ballot"), said
        assert page.content.decode().count(said) == 1
    paper = client.post(BALLOT, {"step": "enter", "code": code})
    assert "bws of the valley" in paper.content.decode()
    assert "You can change your vote until voting closes" in paper.content.decode()
    assert "£600" in paper.content.decode()
    checked = client.post(BALLOT, {"step": "review", "code": code, "choice": ["bws", "clwb"]})
    assert "fewer than 3" in checked.content.decode()
    assert "£1,000" in checked.content.decode()
    sent = {"step": "cast", "code": code, "choice": ["bws", "clwb"], "key": checked.context["key"]}
    receipt = client.post(BALLOT, sent, follow=True)
    again = client.post(BALLOT, sent, follow=True)

    assert "Your ballot is in" in receipt.content.decode()
    assert receipt.redirect_chain == again.redirect_chain
    assert Ballot.objects.get(round_id=round_id).times == 1
    assert "bws" not in receipt.content.decode()
    assert "With this code you can check that your ballot is in the record" in receipt.content.decode()
    assert "Until the count it shows nobody how you voted" in receipt.content.decode()
    assert f'href="{BALLOT}find/">Check it' in receipt.content.decode()
    file = client.get(receipt.redirect_chain[-1][0].rstrip("/") + ".txt").content.decode()
    assert "What it does not prove" in file
    assert "Beth nad yw" in file
    changed = client.post(BALLOT, {"step": "enter", "code": code}).content.decode()
    assert changed.count(" checked") == 2
    found = client.post(BALLOT + "find/", {"code": code})
    assert found.context["found"].state == "in_force"
    assert not client.cookies


def test_the_ballot_reads_the_same_in_welsh_and_nobody_else_can_read_a_receipt_as_choices(
    home: Path, client: Client
) -> None:
    round_id, codes = opened()
    code = codes[Partner.CITIZENS][1]

    welsh = client.post(f"/cy/rounds/{SLUG}/decide/ballot/", {"step": "enter", "code": code}).content.decode()
    english = client.post(BALLOT, {"step": "enter", "code": code}).content.decode()

    assert "bws y cwm" in welsh
    order = [part.split('"')[0] for part in welsh.split('name="choice" value="')[1:]]
    assert order == [part.split('"')[0] for part in english.split('name="choice" value="')[1:]]
    declined = client.post(BALLOT, {"step": "cast", "code": code, "choice": "bws", "key": "k", "declined": "1"})
    assert "You asked for no receipt" in declined.content.decode()
    assert Ballot.objects.filter(round_id=round_id).count() == 1


def test_a_ballot_sent_a_second_after_the_close_is_refused_and_its_choices_stay(home: Path, client: Client) -> None:
    round_id, codes = opened()
    say(round_id, "window_closes", "ballot", OPENED + timedelta(days=1))

    late = client.post(BALLOT, {"step": "cast", "code": codes[Partner.CITIZENS][0], "choice": ["bws"], "key": "k"})

    assert late.status_code == 409
    assert "These choices were not sent:" in late.content.decode()
    assert "bws of the valley" in late.content.decode()
    assert not Ballot.objects.filter(round_id=round_id).exists()


def test_after_ten_unknown_codes_a_place_waits_and_another_goes_on(home: Path, client: Client) -> None:
    _round_id, codes = opened()
    good = codes[Partner.CITIZENS][0]

    for _ in range(10):
        assert client.post(BALLOT, {"step": "enter", "code": new_code()}).status_code == 422

    assert client.post(BALLOT, {"step": "enter", "code": good}).status_code == 429
    elsewhere = client.post(BALLOT, {"step": "enter", "code": good}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


@pytest.mark.parametrize(
    ("language", "ask", "partner"),
    [
        ("en", "Ask the eligibility office of this round", "It sits for this partner: Public bodies."),
        (
            "cy",
            "Gofynnwch i swyddfa cymhwyster y rownd",
            "Y partner y mae’r swyddfa’n gweithio drosto: Cyrff cyhoeddus.",
        ),
    ],
)
def test_whom_to_ask_about_a_code_is_said_and_said_again_after_three_wrong_ones(
    home: Path, client: Client, language: str, ask: str, partner: str
) -> None:
    opened()
    address = f"/{language}/rounds/{SLUG}/decide/ballot/"

    first = client.get(address).content.decode()
    pages = [client.post(address, {"step": "enter", "code": new_code()}).content.decode() for _ in range(3)]
    found = client.post(address + "find/", {"code": new_code()}).content.decode()

    assert ask in first and partner in first and f'<b class="ref">{SLUG}</b>' in first
    assert [page.count(ask) for page in pages] == [1, 1, 2]
    summary = pages[2][pages[2].index('class="govuk-error-summary"') :]
    assert ask in summary[: summary.index("<h2>")]
    assert found.count(ask) == 1
    assert '<span class="example">12345 67890 12345 67890 12345</span>' in first


@pytest.mark.parametrize(("language", "title"), [("en", "Error: Vote: "), ("cy", "Gwall: Pleidleisio: ")])
def test_a_wrong_code_is_said_in_the_title_and_the_browser_begins_there(
    home: Path, client: Client, language: str, title: str
) -> None:
    opened()
    address = f"/{language}/rounds/{SLUG}/decide/ballot/"

    page = client.post(address, {"step": "enter", "code": "12"}).content.decode()

    assert f"<title>{title}" in page
    assert page.count(" autofocus") == 1
    assert 'role="alert" tabindex="-1" autofocus>' in page
    assert "<title>Error: " not in client.get(address).content.decode()


def test_the_office_makes_codes_on_the_page_and_sends_them_by_mail(
    home: Path, client: Client, mailoutbox: list[object]
) -> None:
    from cydradd_web.accounts.models import Person

    round_id = ready()
    client.force_login(Person.objects.get(email="eleri@example.org"))
    at = f"/en/rounds/{SLUG}/decide/roll/"
    form = {"partner": "citizens", "many": "5", "label": "letters", "key": "k1"}

    sheet = client.post(at + "issue/", {**form, "shape": "print"})
    again = client.post(at + "issue/", {**form, "shape": "print"})
    file = client.post(at + "issue/", {**form, "shape": "csv", "key": "k2"})

    assert sheet.content.decode().count('class="slip-code"') == 5
    assert "Eich cod i bleidleisio" in sheet.content.decode()
    assert again.status_code == 409
    assert len(file.content.decode().splitlines()) == 6
    mail = {"partner": "public", "addresses": "a@example.org\nb@example.org\nA@example.org", "key": "k3"}
    client.post(at + "mail/", mail)
    client.post(at + "mail/", {**mail, "addresses": "a@example.org", "key": "k4"})
    assert len(mailoutbox) == 2
    assert Sent.objects.filter(round_id=round_id).count() == 2
    assert "fewer than 10" in client.get(at).content.decode()
    client.force_login(Person.objects.get(email="olwen@example.org"))
    assert client.get(at).status_code == 403


def test_an_office_of_another_round_reaches_nothing(home: Path, client: Client) -> None:
    round_id, _codes = opened()

    with pytest.raises(NotPossible):
        cancel_batch(round_id=round_id, batch=10**6, by=by("eleri"), at=OPENED)
    assert client.post(f"/en/rounds/{SLUG}/decide/roll/cancel/1/").status_code == 302
    with pytest.raises(NotYours):
        cancel_batch(round_id=round_id, batch=1, by=By(), at=OPENED)
