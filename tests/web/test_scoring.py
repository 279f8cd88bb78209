"""Assessors score while it is sealed, each on the criteria's own scale, and never where they have an interest."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by
from tests.web.voting import CLOSED, OPENED, closed, ready

from cydradd.vocabulary.errors import NotPossible
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.decide.models import Score
from cydradd_web.decide.services.counting import count_ballots
from cydradd_web.decide.services.scoring import score_application
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act, Seat
from cydradd_web.rounds.services.acting import NotNow
from cydradd_web.rounds.services.renewing import renew

pytestmark = pytest.mark.django_db(transaction=True)
SEVEN = {"budd": Fraction(7)}


def test_a_score_is_kept_changed_and_refused_off_its_scale(home: Path) -> None:
    round_id = ready()
    keys = {"round_id": round_id, "application": "bws", "at": OPENED - timedelta(days=1), "by": by("asim")}

    score_application(**keys, scores=SEVEN)
    score_application(**keys, scores={"budd": Fraction(15, 2)})

    assert Score.objects.get(round_id=round_id).score == Fraction(15, 2)
    for wrong in ({"budd": Fraction(11)}, {"budd": Fraction(-1)}, {"none": Fraction(1)}):
        with pytest.raises(NotPossible):
            score_application(**keys, scores=wrong)
    with pytest.raises(NotPossible):
        score_application(**{**keys, "application": "none"}, scores=SEVEN)
    with pytest.raises(NotYours):
        score_application(**{**keys, "by": by("ann")}, scores=SEVEN)
    with pytest.raises(NotNow):
        score_application(**{**keys, "at": AT + timedelta(days=20)}, scores=SEVEN)


def test_a_seat_with_an_interest_in_the_lot_scores_nothing_in_it(home: Path) -> None:
    round_id = ready()
    Seat.objects.filter(round_id=round_id, seat=by("asim").seat).update(interests=["GB-CHC-clwb"])

    with pytest.raises(NotYours, match="interest in this lot"):
        score_application(
            round_id=round_id, application="bws", scores=SEVEN, at=OPENED - timedelta(days=1), by=by("asim")
        )

    assert not Score.objects.filter(round_id=round_id).exists()


def test_scores_are_opened_with_the_ballots_in_the_same_second(home: Path) -> None:
    round_id, _codes = closed()
    with pytest.raises(NotNow):
        score_application(round_id=round_id, application="bws", scores=SEVEN, at=CLOSED, by=by("asim"))
    at = CLOSED + timedelta(hours=1)
    asim = by("asim")
    Score.objects.create(
        round_id=round_id, position=2, application="bws", seat=asim.seat, criterion="budd", score=Fraction(7),
        cells={"application": "bws", "seat": asim.seat, "criterion": "budd", "score": "7"},
    )  # fmt: skip

    count_ballots(round_id=round_id, by=by("olwen"), at=at)

    lines = Act.objects.filter(round_id=round_id, kind="publish").values_list("object", "code", "at")
    assert sorted(lines) == [(what, code, at) for what in ("ballots", "scores") for code in ("cy", "en")]
    assert '"scores":1' in Entry.objects.get(round_id=round_id, type="decide.ballots_published").entry


def test_an_assessor_scores_on_the_page(home: Path, client: Client) -> None:
    from cydradd_web.components import clock

    round_id = ready()
    client.force_login(Person.objects.get(email="asim@example.org"))
    assert clock.now() > OPENED - timedelta(days=1)

    listed = client.get(f"/cy/rounds/{SLUG}/decide/scores/")
    address = f"/en/rounds/{SLUG}/decide/scores/bws/"
    wrong = client.post(address, {"score-0": "ten"})
    sent = client.post(address, {"score-0": "6.5"}, follow=True)

    assert "bws y cwm" in listed.content.decode()
    assert wrong.status_code == 422
    assert "1 of 1" in sent.content.decode()
    assert Score.objects.get(round_id=round_id).score == Fraction(13, 2)
    assert client.get(f"/en/rounds/{SLUG}/decide/scores/none/").status_code == 404
    client.force_login(Person.objects.get(email="ann@example.org"))
    assert client.get(address).status_code == 403


def test_no_list_and_no_folder_gives_a_score_before_the_count_and_both_do_after_it(home: Path, client: Client) -> None:
    round_id, _codes = closed()
    seat, at = by("asim").seat, CLOSED + timedelta(hours=1)
    Score.objects.create(
        round_id=round_id, position=2, application="bws", seat=seat, criterion="budd", score=Fraction(1234, 1000),
        cells={"application": "bws", "seat": seat, "criterion": "budd", "score": "1.234"},
    )  # fmt: skip

    def given() -> tuple[bytes, dict[str, bytes]]:
        listed, answer = (
            b"".join(client.get(f"/rounds/{SLUG}/{path}").streaming_content)  # type: ignore[attr-defined]
            for path in ("data/scores.csv", "folder.zip")
        )
        with zipfile.ZipFile(io.BytesIO(answer)) as folder:
            return listed, {name: folder.read(name) for name in folder.namelist()}

    renew(round_id, as_of=CLOSED)
    listed, folder = given()
    assert b"1.234" not in listed
    assert f"{SLUG}/round.toml" in folder
    assert not any(b"1.234" in data for data in folder.values())

    count_ballots(round_id=round_id, by=by("olwen"), at=at)
    renew(round_id, as_of=at)
    listed, folder = given()
    assert b"1.234" in listed
    assert b"1.234" in folder[f"{SLUG}/decide/scores.csv"]
