"""Reading proposal files into the site. One file is one transaction: a visitor sees the old proposal or the new."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import structlog
from django.db import transaction
from django.utils.text import slugify

from cydradd.share.proposal_file import ProposalFile, read_proposal
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components import edition
from cydradd_web.components.storing import storable
from cydradd_web.rounds.folders import hash_of_library
from cydradd_web.share.models import Fault, Proposal
from cydradd_web.share.services.index import keep_proposal
from cydradd_web.share.services.keeping import columns, keep_parts

log = structlog.get_logger("cydradd_web.share")
KINDS = (".toml", ".json")


class Imported(StrEnum):
    """What became of one file."""

    UNCHANGED = "unchanged"
    READ = "read"
    FAULTY = "faulty"


class SameReference(CydraddError):
    """Two files say that they are the same proposal."""

    code = "same-reference"


def proposal_files(home: Path) -> list[Path]:
    """Each TOML or JSON file in ``home``, by name. ``home`` that is not there holds none."""
    if not home.is_dir():
        return []
    return sorted(path for path in home.iterdir() if path.suffix in KINDS and not path.name.startswith("."))


def _refused(path: Path, error: Exception) -> Bilingual:
    """The sentence that is shown in place of a proposal. A fault of ours is also logged with its traceback."""
    if isinstance(error, CydraddError):
        return error.sentence
    if isinstance(error, OSError):
        why = error.strerror or type(error).__name__
        return Bilingual(
            cy=f"Ni ellir darllen y ffeil ({why}). Gwiriwch fod gan y wefan hawl i’w darllen.",
            en=f"The file cannot be read ({why}). Check that the site may read it.",
        )
    log.error("a proposal brought out a fault of ours", file=path.name, exc_info=error)
    return Bilingual(
        cy="Daeth nam yn y feddalwedd i’r golwg wrth ddarllen y ffeil hon. Nid oes dim wedi’i golli. "
        "Anfonwch y ffeil at y rhai sy’n cynnal y wefan.",
        en="Reading this file brought out a fault in the software. Nothing is lost. "
        "Send the file to the people who run this site.",
    )


def _hash(path: Path) -> str:
    """What must be the same for a file not to be read again: its name, content, and the library. Empty: no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(f"{hash_of_library()} {content} ".encode() + os.fsencode(path.name)).hexdigest()


def import_proposal(path: Path, *, by: str, at: datetime) -> Imported:
    """Read one file, unless it and the library are as they were when it was last read.

    A file that cannot be read becomes a `Fault` with its sentence, and the proposal that was read from it before is no
    longer shown. What is wrong in a file that can be read is listed with the proposal.

    Args:
        by: Who asked for it, as a word: ``start``.
        at: The instant, with zone.
    """
    file_hash = ""
    try:
        file_hash = _hash(path)
        same = {"file": path.name, "file_hash": file_hash}
        if file_hash and any(model.objects.filter(**same).exists() for model in (Proposal, Fault)):
            return Imported.UNCHANGED
        _keep(path, read_proposal(path), file_hash, by=by, at=at)
    except Exception as error:  # noqa: BLE001  one bad file must not keep the others from being shown
        _keep_fault(path, file_hash, _refused(path, error), by=by, at=at)
        return Imported.FAULTY
    return Imported.READ


def _keep(path: Path, read: ProposalFile, file_hash: str, *, by: str, at: datetime) -> None:
    """Replace what is kept of a file."""
    slug = (slugify(read.proposal.id) or slugify(path.stem) or "proposal")[:100]
    if other := Proposal.objects.filter(slug=slug).exclude(file=path.name).first():
        raise SameReference(
            Bilingual(
                cy=f"Mae’r un id mewn ffeil arall: {other.file}. Rhowch id arall.",
                en=f"Another file has the same id: {other.file}. Give another.",
            )
        )
    kept = columns(read.proposal) | {
        "slug": slug,
        "file_hash": file_hash,
        "content": path.read_bytes(),
        "imported_at": at,
        "imported_by": by,
    }
    with transaction.atomic():
        Fault.objects.filter(file=path.name).delete()
        row, _ = Proposal.objects.update_or_create(file=path.name, defaults=kept)
        keep_parts(row, read.proposal, read.defects)
        keep_proposal(row.pk, slug, read.proposal)
        edition.renew()


def _keep_fault(path: Path, file_hash: str, sentence: Bilingual, *, by: str, at: datetime) -> None:
    """Show the file as one that could not be read."""
    with transaction.atomic():
        forget(path.name)
        Fault.objects.create(
            file=storable(path.name, 255) or "",
            file_hash=file_hash,
            sentence_cy=storable(sentence.cy),
            sentence_en=storable(sentence.en),
            imported_at=at,
            imported_by=by,
        )


def forget(file: str) -> None:
    """Show nothing of a file any more."""
    with transaction.atomic():
        Proposal.objects.filter(file=file).delete()
        Fault.objects.filter(file=file).delete()
        edition.renew()


def import_proposals(
    home: Path, *, by: str, at: datetime, tell: Callable[[Path, Imported], None] | None = None
) -> dict[Imported, int]:
    """Read every proposal in ``home``, and forget those that are no longer there.

    Args:
        tell: Is told of each file when it is done.
    """
    paths = proposal_files(home)
    there = {path.name for path in paths}
    known = {*Proposal.objects.values_list("file", flat=True), *Fault.objects.values_list("file", flat=True)}
    for gone in sorted(known - there):
        forget(gone)
    counts = dict.fromkeys(Imported, 0)
    for path in paths:
        imported = import_proposal(path, by=by, at=at)
        counts[imported] += 1
        if tell:
            tell(path, imported)
    return counts
