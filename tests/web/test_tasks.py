"""Work behind the pages: how far it is, what fails, what is left in the middle, and what each minute brings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings
from tests.web.acting import AT, SLUG, by, convened, person
from tests.web.folders import write_round
from tests.web.serving import free_port, served

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.models import Held
from cydradd_web.mail.models import Message
from cydradd_web.pruning import also, prune
from cydradd_web.rounds.models import Round, Work
from cydradd_web.rounds.services import renewing
from cydradd_web.rounds.services.acting import acting
from cydradd_web.rounds.services.consenting import give_consent
from cydradd_web.tick import steps, tick

pytestmark = pytest.mark.django_db(transaction=True)
HOW = Bilingual("Pleidlais: 5 o 7", "A vote: 5 of 7")


def in_the_way(settings: Settings, tmp_path: Path) -> None:
    """No files can be made: where they would go there is a file."""
    (tmp_path / "a-file").write_text("")
    settings.DATA_DIR = tmp_path / "a-file"


def test_work_is_done_in_steps_that_anybody_can_see(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    round_id = convened()
    seen: list[tuple[str, int, int | None]] = []
    step = renewing._progress

    def watched(work_id: int, done: int) -> None:
        step(work_id, done)
        work = Work.objects.get(pk=work_id)
        seen.append((work.state, work.done, work.of))

    monkeypatch.setattr(renewing, "_progress", watched)
    renewing.again(round_id, at=AT)

    assert seen == [("running", 1, 4), ("running", 2, 4), ("running", 3, 4)]
    last = Work.objects.filter(round_id=round_id).first()
    assert last is not None
    assert (last.state, last.done, last.of) == ("done", 4, 4)


def test_work_that_fails_says_so_tells_the_officer_and_can_be_run_again(
    home: Path, settings: Settings, tmp_path: Path
) -> None:
    round_id = convened()
    data = settings.DATA_DIR
    in_the_way(settings, tmp_path)

    give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=HOW, by=by("ann"), at=AT)

    work = Work.objects.filter(round_id=round_id).first()
    assert work is not None
    assert (work.state, work.sentence_en) == ("failed", renewing.FAILED.en)
    (told,) = mail.outbox
    assert told.to == ["olwen@example.org"]
    assert "Rhowch gynnig arall arni." in told.body
    assert f"/cy/rounds/{SLUG}/" in told.body or f"/cy/rowndiau/{SLUG}/" in told.body
    settings.DATA_DIR = data
    renewing.again(round_id, at=AT)
    assert Work.objects.filter(round_id=round_id).latest("pk").state == "done"


def test_work_that_is_stopped_in_the_middle_waits_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    round_id = convened()
    work = Work.objects.create(round_id=round_id, kind="renew", asked_at=AT)

    def ended(*_arguments: object, **_keys: object) -> None:
        raise SystemExit(1)

    with monkeypatch.context() as patched:
        patched.setattr(renewing, "renew", ended)
        with pytest.raises(SystemExit):
            renewing.do(work.pk)

    work.refresh_from_db()
    assert work.state == "waiting"
    Work.objects.exclude(pk=work.pk).update(ended_at=timezone.now() - timedelta(minutes=2))
    assert renewing.take_up() == 1
    work.refresh_from_db()
    assert work.state == "done"


def test_work_whose_process_ended_is_found_and_done(home: Path) -> None:
    round_id = convened()
    Work.objects.update(ended_at=timezone.now() - timedelta(minutes=2))
    left = Work.objects.create(
        round_id=round_id, kind="renew", state="running", asked_at=AT, seen_at=timezone.now() - renewing.LEFT * 2
    )
    alive = Work.objects.create(round_id=round_id, kind="renew", state="running", asked_at=AT, seen_at=timezone.now())

    renewing.take_up()

    left.refresh_from_db()
    alive.refresh_from_db()
    assert (left.state, alive.state) == ("done", "running")


def test_many_small_acts_are_shown_by_one_renewal_a_minute(home: Path) -> None:
    round_id = convened()
    before = Work.objects.filter(state="done").count()

    for number in range(3):
        with acting(round_id, by=by("ann"), at=AT + timedelta(seconds=number)) as act:
            renewing.ask(act.round_id, "renew", at=act.at, soon=False)

    assert Work.objects.filter(state="waiting").count() == 1
    assert renewing.take_up() == 0
    Work.objects.filter(state="done").update(ended_at=timezone.now() - timedelta(minutes=2))
    assert renewing.take_up() == 1
    assert Work.objects.filter(state="done").count() == before + 1
    assert Round.objects.get(pk=round_id).as_of == AT + timedelta(seconds=2)


def test_a_step_that_fails_does_not_hold_up_the_others(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def broken(_at: object) -> None:
        raise RuntimeError

    listed = {"first": broken, "second": lambda _at: done.append("second")}
    monkeypatch.setattr("cydradd_web.tick.steps", lambda: listed)

    assert tick(AT) == ("first",)
    assert done == ["second"]


def test_a_tick_on_a_quiet_site_does_nothing_and_fails_nowhere(home: Path) -> None:
    convened()
    Message.objects.all().delete()

    assert tick(AT) == ()
    assert tick(AT) == ()
    assert "windows" in steps()


def test_what_is_over_is_forgotten(home: Path) -> None:
    Held.objects.create(token_hash="1" * 64, path="/", body="", held_at=AT - timedelta(days=2))
    Held.objects.create(token_hash="2" * 64, path="/", body="", held_at=AT)
    person("ann")
    called: list[object] = []
    also(called.append)

    prune(at=AT)

    assert list(Held.objects.values_list("token_hash", flat=True)) == ["2" * 64]
    assert called == [AT]


def workers_of(process: int) -> list[int]:
    found = subprocess.run(["pgrep", "-f", "-P", str(process), "cydradd_web.work"], capture_output=True, text=True)
    return [int(each) for each in found.stdout.split()]


def until(found: object, seconds: float = 20) -> object:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := found():  # type: ignore[operator]
            return value
        time.sleep(0.2)
    return None


@pytest.mark.skipif("CYDRADD_TEST_DATABASE_URL" in os.environ, reason="it starts a site of its own")
def test_one_worker_runs_beside_the_site_is_started_again_when_it_dies_and_ends_with_it(tmp_path: Path) -> None:
    write_round(tmp_path / "rounds", "valley")

    with served(tmp_path, free_port()) as (process, address):
        first = until(lambda: workers_of(process.pid))
        assert isinstance(first, list)
        assert len(first) == 1
        environment = Path(f"/proc/{first[0]}/environ")
        assert not environment.exists() or b"OPENBLAS_NUM_THREADS=1" in environment.read_bytes()
        os.kill(first[0], signal.SIGKILL)
        second = until(lambda: [each for each in workers_of(process.pid) if each != first[0]])
        assert second, "no worker was started again"
        assert urllib.request.urlopen(f"{address}/en/", timeout=10).status == 200
        process.terminate()
        process.wait(timeout=15)

    assert isinstance(second, list)
    assert until(lambda: not Path(f"/proc/{second[0]}").exists(), seconds=5)


@pytest.mark.skipif("CYDRADD_TEST_DATABASE_URL" in os.environ, reason="it starts a site of its own")
def test_a_tick_runs_by_itself_for_a_timetable(tmp_path: Path) -> None:
    own = {"CYDRADD_DATA": str(tmp_path / "data"), "CYDRADD_ROUNDS": str(tmp_path)}
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | own
    (tmp_path / "data").mkdir()
    migrated = [sys.executable, "-m", "django", "migrate", "--settings", "cydradd_web.settings.development"]
    subprocess.run(migrated, env=kept, check=True, capture_output=True)

    done = subprocess.run([sys.executable, "-m", "cydradd_web.tick"], env=kept, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
