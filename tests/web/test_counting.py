"""The count opens every ballot and score in the same second; until then nothing of them leaves."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.web.acting import SLUG, by
from tests.web.voting import CLOSED, OPENED, PROJECTS, closed, everybody_votes, opened, ready, roll, say, vote

from cydradd.cycle.stages import Stage
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.decide.models import Ballot, Roll
from cydradd_web.decide.services.counting import CountRefused, count_ballots
from cydradd_web.decide.services.scoring import score_application
from cydradd_web.record.models import Entry, Sealed
from cydradd_web.rounds.models import Act, Round, Work
from cydradd_web.rounds.services.acting import NotNow
from cydradd_web.rounds.services.exporting import export_round
from cydradd_web.rounds.services.publishing import OneLanguage, publish
from cydradd_web.rounds.services.renewing import write_folder

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = CLOSED + timedelta(hours=1)


def body_of(round_id: int, type_: str) -> dict[str, object]:
    """The body of the only entry of a type."""
    return dict(json.loads(Entry.objects.get(round_id=round_id, type=type_).entry)["body"])


def test_the_count_publishes_ballots_and_allocation_in_order(home: Path) -> None:
    round_id, _codes = closed()

    count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)

    types = list(Entry.objects.filter(round_id=round_id, at__gte=CLOSED).values_list("type", flat=True))
    assert types == [
        "decide.closed", "decide.ballots_published", "round.published", "round.published", "decide.allocation_computed"
    ]  # fmt: skip
    published = body_of(round_id, "decide.ballots_published")
    assert (published["ballots"], published["changed"]) == (12, 0)
    opened_ = Entry.objects.filter(round_id=round_id, type="decide.ballot_cast").values_list("openings", flat=True)
    assert all(each["ballot"]["choices"] for each in opened_)
    assert Work.objects.filter(round_id=round_id, state="failed").count() == 0
    found = Round.objects.get(pk=round_id).found["allocation"]
    assert set(found["winners"]) <= set(PROJECTS)
    assert found["winners"]
    assert Roll.objects.get(round_id=round_id).secret is None


def test_what_was_counted_can_be_counted_again_from_the_files(home: Path, tmp_path: Path) -> None:
    import hashlib

    from cydradd.cycle import round_folder
    from cydradd.cycle.calculation import calculate
    from cydradd.cycle.output_results import decided_document
    from cydradd.record.canonical import serialise

    round_id, _codes = closed()
    count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)

    folder = tmp_path / "folder"
    folder.mkdir()
    write_folder(round_id, folder, as_of=AFTER + timedelta(days=3))
    read = round_folder.read(folder)
    document = decided_document(read, calculate(read, with_map=False))

    assert document is not None
    assert document["pots"]
    computed = body_of(round_id, "decide.allocation_computed")
    assert computed["input"] == read.files["decide/ballots.pb"]
    assert computed["output"] == hashlib.sha256(serialise(document)).hexdigest()


def test_a_changed_ballot_stays_sealed_and_only_the_last_counts(home: Path, client: Client) -> None:
    round_id, codes = opened()
    everybody_votes(round_id, codes)
    code = codes[Partner.CITIZENS][1]
    first = Ballot.objects.filter(round_id=round_id).count()
    changed = vote(round_id, code, ["llwybr"])
    say(round_id, "window_closes", "ballot", CLOSED)

    count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)

    assert Ballot.objects.filter(round_id=round_id).count() == first == 12
    sealed = Sealed.objects.filter(entry__round_id=round_id, name="ballot", published=False)
    assert sealed.count() == 1
    assert Entry.objects.get(round_id=round_id, position=changed.number).openings["ballot"]["choices"] == ["llwybr"]
    assert body_of(round_id, "decide.ballots_published")["changed"] == 1
    told = client.get(f"/en/rounds/{SLUG}/decide/ballot/").content.decode()
    assert "12 ballots were counted." in told
    assert "1 of them had been changed" in told


def test_the_count_is_refused_while_open_to_others_and_a_second_time(home: Path) -> None:
    round_id, codes = opened()
    everybody_votes(round_id, codes)
    with pytest.raises(NotNow):
        count_ballots(round_id=round_id, by=by("olwen"), at=OPENED + timedelta(days=1))
    say(round_id, "window_closes", "ballot", CLOSED)
    with pytest.raises(NotYours):
        count_ballots(round_id=round_id, by=by("eleri"), at=AFTER)
    with pytest.raises(NotYours):
        count_ballots(round_id=round_id, by=by("ann"), at=AFTER)

    count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)

    with pytest.raises(NotPossible):
        count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)
    assert Entry.objects.filter(round_id=round_id, type="decide.allocation_computed").count() == 1


def test_a_partner_with_too_few_ballots_stops_the_count_and_everything_stays_sealed(home: Path) -> None:
    round_id, codes = opened()
    for code in codes[Partner.CITIZENS]:
        vote(round_id, code, ["bws"])
    vote(round_id, codes[Partner.PUBLIC][0], ["bws"])
    say(round_id, "window_closes", "ballot", CLOSED)

    with pytest.raises(CountRefused) as refused:
        count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)

    assert refused.value.sentence.cy
    assert not Entry.objects.filter(round_id=round_id, type="decide.ballots_published").exists()
    assert not Sealed.objects.filter(entry__round_id=round_id, name="ballot", published=True).exists()


def test_nobody_can_publish_ballots_scores_or_a_result_past_the_count(home: Path) -> None:
    round_id, _codes = closed()

    for what in ("ballots", "scores", "result"):
        with pytest.raises(OneLanguage):
            publish(round_id=round_id, what=what, by=by("olwen"), at=AFTER)

    count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)
    publish(round_id=round_id, what="result", by=by("olwen"), at=AFTER)
    assert Act.objects.filter(round_id=round_id, kind="publish", object="result").count() == 2


def pages(client: Client) -> dict[str, bytes]:
    """Everything that anybody can ask for of a round: pages, entries, feeds, lists, files, and what programs read."""
    entries = range(Entry.objects.count())
    asked: list[str] = []
    for language in ("cy", "en"):
        with override(language):
            asked += [
                reverse(name) for name in ("home", "rounds", "follow", "places", "network-data", "feed", "calendar")
            ]
            asked += [reverse(name, args=[SLUG]) for name in ("round", "record", "round-data", "round-feed", "ballot")]
            asked += [reverse("round-calendar", args=[SLUG]), reverse("search") + "?q=valley"]
            asked += [reverse("stage", args=[SLUG, stage]) for stage in Stage]
            asked += [reverse("entry", args=[SLUG, number]) for number in entries]
    asked += [reverse(f"api-1:{name}", args=[SLUG]) for name in ("round", "results", "record")]
    asked += [reverse("api-1:stage", args=[SLUG, "decide"])]
    asked += [reverse("api-1:entry", args=[SLUG, number]) for number in entries]
    row = Round.objects.get(slug=SLUG)
    output = settings.DATA_DIR / row.output
    made = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    asked += [reverse("download", args=[SLUG, name]) for name in made]
    found = {}
    for path in asked:
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return found


def test_while_people_vote_no_page_feed_answer_or_file_says_what_was_chosen(home: Path, client: Client) -> None:
    round_id, codes = opened()
    score_application(
        round_id=round_id,
        application="bws",
        scores={"budd": 7},
        by=by("asim"),
        at=OPENED,  # type: ignore[dict-item]
    )
    for of in codes.values():
        vote(round_id, of[0], ["bws", "clwb"])
    pseudonyms = list(Ballot.objects.filter(round_id=round_id).values_list("voter", flat=True))
    secrets = [code for of in codes.values() for each in of for code in (each, each.replace("-", ""))]

    read = pages(client)
    files: dict[str, bytes] = {}
    folder = home / "folder"
    folder.mkdir()
    write_folder(round_id, folder, as_of=OPENED + timedelta(hours=2))
    files |= {f"folder {path}": path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    files |= {path: (home / path).read_bytes() for path in export_round(round_id, home)}

    assert len(read) > 40
    assert not any("ballots.pb" in path or "scores.csv" in path for path in files)
    for path, data in {**read, **files}.items():
        text = data.decode("utf-8", "replace")
        assert '"choices"' not in text and "&quot;choices&quot;" not in text, path
        assert not any(code in text for code in secrets), path
        if "record" not in path:
            assert not any(name in text for name in pseudonyms), path
    say(round_id, "window_closes", "ballot", CLOSED)
    write_folder(round_id, folder, as_of=CLOSED)
    assert not (folder / "decide" / "ballots.pb").exists()


def test_the_officer_counts_on_the_page_and_everybody_reads_the_result(home: Path, client: Client) -> None:
    round_id, _codes = closed()
    client.force_login(Person.objects.get(email="olwen@example.org"))
    address = f"/cy/rounds/{SLUG}/decide/count/"

    page = client.get(address)
    sent = client.post(address, {"key": page.context["form"]["key"].value()}, follow=True)

    assert sent.status_code == 200
    anybody = Client()
    for language, title in (("cy", "bws y cwm"), ("en", "bws of the valley")):
        assert title in anybody.get(f"/{language}/rounds/{SLUG}/decide/").content.decode()
    assert anybody.get(address).status_code == 302
    client.force_login(Person.objects.get(email="ann@example.org"))
    assert client.get(address).status_code == 403
    assert Entry.objects.filter(round_id=round_id, type="decide.allocation_computed").count() == 1


def test_a_round_in_which_nobody_voted_is_not_counted(home: Path) -> None:
    round_id = ready()
    roll(round_id)
    say(round_id, "window_opens", "ballot", OPENED)
    say(round_id, "window_closes", "ballot", CLOSED)

    with pytest.raises(NotPossible):
        count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)
