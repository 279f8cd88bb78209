"""Reading round folders into the site. One folder is one transaction: a visitor sees the old round or the new."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction

from cydradd.cycle import output, round_folder
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components import edition
from cydradd_web.components.storing import storable
from cydradd_web.record import services as record
from cydradd_web.rounds.convert import columns, slug_of
from cydradd_web.rounds.folders import hash_to_read, round_folders
from cydradd_web.rounds.models import Fault, Round
from cydradd_web.rounds.services.made import keep_made
from cydradd_web.rounds.services.rows import keep_folder

log = structlog.get_logger("cydradd_web.rounds")


class Imported(StrEnum):
    """What became of one folder."""

    UNCHANGED = "unchanged"
    READ = "read"
    FAULTY = "faulty"


class SameReference(CydraddError):
    """Two folders say that they are the same round."""

    code = "same-reference"


def _refused(path: Path, error: Exception) -> Bilingual:
    """The sentence that is shown in place of a round. A fault of ours is also logged with its traceback."""
    if isinstance(error, CydraddError):
        return error.sentence
    if isinstance(error, OSError):
        why = error.strerror or type(error).__name__
        return Bilingual(
            cy=f"Ni ellir darllen un o’r ffeiliau ({why}). Gwiriwch fod gan y wefan hawl i’w darllen.",
            en=f"One of the files cannot be read ({why}). Check that the site may read it.",
        )
    log.error("a round folder brought out a fault of ours", folder=path.name, exc_info=error)
    return Bilingual(
        cy="Daeth nam yn y feddalwedd i’r golwg wrth ddarllen y ffolder hwn. Nid oes dim wedi’i golli. "
        "Anfonwch y ffolder at y rhai sy’n cynnal y wefan.",
        en="Reading this folder brought out a fault in the software. Nothing is lost. "
        "Send the folder to the people who run this site.",
    )


def _remove(made: str) -> None:
    """Delete what was made of a round, inside the site's data."""
    shutil.rmtree(settings.DATA_DIR / made, ignore_errors=True)


def _read(path: Path, folder_hash: str, *, by: str, at: datetime) -> None:
    """Run the folder and keep what came of it; the old files go when the new row stands."""
    made = f"rounds/{folder_hash}"
    settings.DATA_DIR.joinpath("rounds").mkdir(parents=True, exist_ok=True)
    try:
        result = output.run(path, settings.DATA_DIR / made, overwrite=True)
        slug = slug_of(result.story.settings.id, path.name)
        if other := Round.objects.filter(slug=slug).exclude(folder=path.name).first():
            raise SameReference(
                Bilingual(
                    cy=f"Mae’r un cyfeirnod mewn ffolder arall: {other.folder}. Rhowch gyfeirnod arall yn round.toml.",
                    en=f"Another folder has the same reference: {other.folder}. Give another in round.toml.",
                )
            )
        kept = columns(result.story, slug) | {
            "ok": result.ok,
            "folder_hash": folder_hash,
            "output": made,
            "imported_at": at,
            "imported_by": by,
        }
        with transaction.atomic():
            Fault.objects.filter(folder=path.name).delete()
            row, _ = Round.objects.update_or_create(folder=path.name, defaults=kept)
            folder = round_folder.read(path)
            keep_folder(row.pk, folder)
            record.keep_record(row.pk, result.record.entries, result.record.openings)
            keep_made(row, result, path)
            edition.renew()
    except Exception:
        _remove(made)
        raise


def import_round_folder(path: Path, *, by: str, at: datetime) -> Imported:
    """Read one round folder, unless it and the library are as they were when it was last read.

    A folder that cannot be read becomes a `Fault` with its sentence; the round that was read from it before is
    no longer shown, because it is no longer what the folder says.

    Args:
        by: Who asked for it, as a word: ``start``.
        at: The instant, with zone.
    """
    folder_hash = ""
    try:
        folder_hash = hash_to_read(path)
        same = {"folder": path.name, "folder_hash": folder_hash}
        if Round.objects.filter(**same).exists() or Fault.objects.filter(**same).exists():
            return Imported.UNCHANGED
        before = Round.objects.filter(folder=path.name).values_list("output", flat=True).first()
        _read(path, folder_hash, by=by, at=at)
    except Exception as error:  # noqa: BLE001  one bad folder must not keep the others from being shown
        _keep_fault(path, folder_hash, _refused(path, error), by=by, at=at)
        return Imported.FAULTY
    if before:
        _remove(before)
    return Imported.READ


def _keep_fault(path: Path, folder_hash: str, sentence: Bilingual, *, by: str, at: datetime) -> None:
    """Show the folder as one that could not be read."""
    with transaction.atomic():
        forget(path.name)
        Fault.objects.create(
            folder=path.name,
            folder_hash=folder_hash,
            sentence_cy=storable(sentence.cy),
            sentence_en=storable(sentence.en),
            imported_at=at,
            imported_by=by,
        )


def forget(folder: str) -> None:
    """Show nothing of a folder any more; its files are deleted."""
    with transaction.atomic():
        made = list(Round.objects.filter(folder=folder).values_list("output", flat=True))
        Round.objects.filter(folder=folder).delete()
        Fault.objects.filter(folder=folder).delete()
        edition.renew()
    for one in made:
        _remove(one)


def import_rounds(
    home: Path, *, by: str, at: datetime, tell: Callable[[Path, Imported], None] | None = None
) -> dict[Imported, int]:
    """Read every round folder in ``home``, and forget those that are no longer there.

    Args:
        tell: Is told of each folder when it is done.
    """
    paths = round_folders(home)
    there = {path.name for path in paths}
    read = Round.objects.filter(folder__isnull=False).values_list("folder", flat=True)
    known = {str(folder) for folder in (*read, *Fault.objects.values_list("folder", flat=True))}
    for gone in sorted(known - there):
        forget(gone)
    counts = dict.fromkeys(Imported, 0)
    for path in paths:
        imported = import_round_folder(path, by=by, at=at)
        counts[imported] += 1
        if tell:
            tell(path, imported)
    return counts
