"""The pages of a round that is carried here, made again after an act: first the act is safe, then its pages follow.

What must be made is written down as `Work` in the transaction of the act. Small rounds are renewed at once, after the
act is committed; large ones by the worker, and the page says so meanwhile. Work that failed says so, and can be run
again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cydradd.cycle import output
from cydradd.cycle.evidence import Allocation
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components import edition
from cydradd_web.components.clock import now
from cydradd_web.listen.selectors import number_of_votes
from cydradd_web.mail.services import about_rounds
from cydradd_web.rounds.convert import columns
from cydradd_web.rounds.models import Round, Work
from cydradd_web.rounds.selectors.evidence import ballots_are_sealed
from cydradd_web.rounds.selectors.live import live_files
from cydradd_web.rounds.services.made import keep_made

log = structlog.get_logger("cydradd_web.rounds")

AT_ONCE = {"polis": 20_000, "cydradd": 2_000}
"""Votes of a round up to which its pages are made again in the request that acted, by the method of its map.

A map of 225,524 votes of 2,031 people takes 5 s by `polis` and 25 s by `cydradd`, one of 5,303 votes 1 s and 2 s, on
one core: what takes longer than a page may is left to the worker.
"""
STEPS = 4
"""Read the round, calculate, write its files, keep its pages."""
A_MINUTE = timedelta(minutes=1)
LEFT = timedelta(minutes=15)
"""How long one step of work may take before we believe that its process ended in the middle of it."""
FAILED = Bilingual(
    "Ni ellid diweddaru’r tudalennau hyn. Mae popeth a wnaed wedi’i gofnodi. Rhowch gynnig arall arni.",
    "These pages could not be brought up to date. Everything that was done is recorded. Try again.",
)


def ask(round_id: int, kind: str, *, at: datetime, soon: bool = True) -> None:
    """Write down that something must be made, inside the caller's transaction, and begin once that is committed.

    Args:
        soon: Begin at once. Otherwise it waits for the next tick: of acts that come by the hundred, one renewal
            a minute shows them all.
    """
    work, _ = Work.objects.get_or_create(round_id=round_id, kind=kind, state="waiting", defaults={"asked_at": at})
    if work.asked_at < at:
        Work.objects.filter(pk=work.pk).update(asked_at=at)
    if soon:
        transaction.on_commit(lambda: begin(work.pk))


def begin(work_id: int) -> None:
    """Do work now where it is little; else leave it to the worker."""
    from cydradd_web.rounds.tasks import do_work

    round_id = Work.objects.values_list("round_id", flat=True).get(pk=work_id)
    if number_of_votes(round_id) <= _at_once(round_id):
        do(work_id)
    else:
        do_work.enqueue(work_id)


def _at_once(round_id: int) -> int:
    """`AT_ONCE` of a round; one that says nothing of its map has it made by `polis`. One query."""
    said = Round.objects.values_list("settings", flat=True).get(pk=round_id).get("listen")
    method = said.get("method") if isinstance(said, dict) else None
    return AT_ONCE.get(str(method or "polis"), min(AT_ONCE.values()))


def do(work_id: int) -> None:
    """Do work that waits; what is running, done or failed is left. A failure is kept with its sentence.

    Work that is stopped in the middle, because the worker is told to end, waits again.
    """
    begun = {"state": "running", "done": 0, "of": STEPS, "seen_at": timezone.now()}
    if not Work.objects.filter(pk=work_id, state="waiting").update(**begun):
        return
    work = Work.objects.get(pk=work_id)
    try:
        renew(work.round_id, as_of=work.asked_at, tell=lambda done: _progress(work_id, done))
    except Exception as error:
        log.error("work failed", work=work_id, kind=work.kind, exc_info=error)
        _fail(work, error.sentence if isinstance(error, CydraddError) else FAILED)
    except BaseException:
        _wait_again(work)
        raise
    else:
        Work.objects.filter(pk=work_id).update(state="done", done=STEPS, ended_at=timezone.now())


def _progress(work_id: int, done: int) -> None:
    """Write down how far it is, for whoever looks."""
    Work.objects.filter(pk=work_id).update(done=done, seen_at=timezone.now())


def _fail(work: Work, sentence: Bilingual) -> None:
    """Keep why it failed, and tell whoever can run it again."""
    ended = {"state": "failed", "sentence_cy": sentence.cy, "sentence_en": sentence.en, "ended_at": timezone.now()}
    row = Round.objects.get(pk=work.round_id)
    with transaction.atomic():
        Work.objects.filter(pk=work.pk).update(**ended)
        about_rounds.work_failed(
            round_=about_rounds.About(row.pk, row.slug, row.reference, Bilingual(row.title_cy, row.title_en)),
            sentence=sentence,
            work_id=work.pk,
            at=now(),
        )
        edition.renew()  # the pages that were kept say that they are being made


def _wait_again(work: Work) -> None:
    """Nobody does it now. Where another of its kind waits already, that one does for both."""
    waiting = Work.objects.filter(round_id=work.round_id, kind=work.kind, state="waiting")
    if waiting.exists():
        Work.objects.filter(pk=work.pk).update(state="done", ended_at=timezone.now())
    else:
        Work.objects.filter(pk=work.pk).update(state="waiting", done=0)


def take_up() -> int:
    """Do what waits and has not been begun, a round at most once a minute; and what was left in the middle.

    Times here are the machine's own: how long work has lain has nothing to do with a round's clock.
    """
    moment = timezone.now()
    for left in Work.objects.filter(state="running", seen_at__lt=moment - LEFT):
        log.warning("work was left in the middle", work=left.pk, kind=left.kind)
        _wait_again(left)
    fresh = Work.objects.filter(ended_at__gt=moment - A_MINUTE).exclude(state="failed").values("round_id")
    waiting = Work.objects.filter(state="waiting").exclude(round_id__in=fresh)
    keys = list(waiting.order_by("asked_at").values_list("pk", flat=True))
    for key in keys:
        do(key)
    return len(keys)


def again(round_id: int, *, at: datetime) -> None:
    """Run work once more, after it failed."""
    with transaction.atomic():
        ask(round_id, "renew", at=at)


def write_folder(round_id: int, folder: Path, *, as_of: datetime) -> tuple[str, ...]:
    """Write a round that is carried here as a round folder; the paths written. What is sealed is not in it."""
    files = live_files(round_id, as_of=as_of, sealed=ballots_are_sealed(round_id, at=as_of))
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return tuple(files)


def renew(round_id: int, *, as_of: datetime, tell: Callable[[int], None] = lambda _done: None) -> None:
    """Make a round's pages, results and files again from its rows, as they stand at an instant.

    Args:
        tell: Told how many of the `STEPS` are done.
    """
    steps = {"read": 1, "calculated": 2, "written": 3}
    settings.DATA_DIR.joinpath("rounds").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR / "rounds", prefix=".folder-") as home:
        row = Round.objects.get(pk=round_id)
        folder = Path(home) / row.slug
        folder.mkdir()
        write_folder(round_id, folder, as_of=as_of)
        made = f"rounds/live-{row.pk}-{int(as_of.timestamp())}-{timezone.now():%f}"
        try:
            result = output.run(folder, settings.DATA_DIR / made, overwrite=True, tell=lambda done: tell(steps[done]))
            before = _keep(row, result, folder, made, as_of)
        except Exception:
            shutil.rmtree(settings.DATA_DIR / made, ignore_errors=True)
            raise
    if before and before != made:
        shutil.rmtree(settings.DATA_DIR / before, ignore_errors=True)


def _keep(row: Round, result: output.RunResult, folder: Path, made: str, as_of: datetime) -> str:
    """Show what was made, unless something later is shown already. Where what was shown before lies."""
    kept = columns(result.story, row.slug) | {"ok": result.ok, "output": made, "found": _found(result)}
    with transaction.atomic():
        shown = Round.objects.select_for_update().get(pk=row.pk)
        if shown.output and shown.as_of > as_of:
            return made
        before = shown.output
        Round.objects.filter(pk=row.pk).update(**{name: value for name, value in kept.items() if name != "slug"})
        keep_made(shown, result, folder)
        edition.renew()
    return before


def _found(result: output.RunResult) -> dict[str, Any]:
    pays = [[each.pot, each.project, int(each.amount)] for each in result.who_pays or ()]
    kept = {"allocation": _plain(result.allocation), "packages_valid": result.packages_valid}
    return {**kept, "who_pays": None if result.who_pays is None else pays}


def _plain(allocation: Allocation | None) -> dict[str, Any] | None:
    if allocation is None:
        return None
    return {
        "winners": list(allocation.winners),
        "not_funded": list(allocation.not_funded),
        "set_aside": dict(allocation.set_aside),
        "costs": dict(allocation.costs),
        "explained": sorted(allocation.explained),
    }
