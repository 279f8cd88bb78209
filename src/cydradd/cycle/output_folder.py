"""Writing OUT: everything or nothing, never over what somebody else put there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual

OURS = "results.json"
"""What an earlier run leaves: only such a folder is overwritten."""


class CannotWriteHere(CydraddError):
    """OUT is a place where the results of a round may not go."""

    code = "cannot-write-here"


def check(folder: Path, out: Path, *, overwrite: bool) -> None:
    """Refuse an OUT inside the round's folder or around it, one that is a file, and one that is not empty.

    ``overwrite`` replaces the results of an earlier run and nothing else.

    Raises:
        CannotWriteHere: With the sentence that says where to write instead.
    """
    source, target = folder.resolve(), out.resolve()
    if target == source or source in target.parents or target in source.parents:
        raise CannotWriteHere(
            Bilingual(
                f"Ni all y canlyniadau fynd i mewn i ffolder y rownd, nac o’i chwmpas. Dewiswch le arall: {out}.",
                f"Results cannot go inside the folder of the round, nor around it. Choose another place than {out}.",
            ),
            code="out-inside-folder",
        )
    if target.exists() and not target.is_dir():
        raise CannotWriteHere(
            Bilingual(f"Ffeil sydd yma, nid ffolder: {out}. Dewiswch ffolder.", f"{out} is a file. Choose a folder."),
            code="out-is-a-file",
        )
    if not target.is_dir() or not any(target.iterdir()):
        return
    if overwrite and not (target / OURS).is_file():
        raise CannotWriteHere(
            Bilingual(
                f"Mae ffeiliau eraill yn y ffolder, heb {OURS}: {out}. Ni fyddwn yn eu dileu. Dewiswch ffolder arall.",
                f"{out} holds other files and no {OURS}. They will not be deleted. Choose another folder.",
            ),
            code="out-not-ours",
        )
    if not overwrite:
        raise CannotWriteHere(
            Bilingual(
                f"Nid yw’r ffolder yn wag: {out}. Dewiswch un wag, neu ychwanegwch --overwrite.",
                f"{out} is not empty. Choose an empty folder, or add --overwrite.",
            ),
            code="out-not-empty",
        )


def write(files: Mapping[str, bytes], out: Path) -> None:
    """Put files into OUT as one act: a reader sees the old folder or the new one, never half of it.

    Raises:
        CannotWriteHere: A path would leave OUT.
        OSError: The disk refuses; OUT is as it was.
    """
    target = out.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        fresh = made / "new"
        for path, content in files.items():
            place = fresh / path
            if not place.resolve().is_relative_to(fresh.resolve()):
                raise CannotWriteHere(
                    Bilingual(f"Mae’r llwybr yn gadael y ffolder: {path}.", f"The path leaves the folder: {path}.")
                )
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        _swap(fresh, target, made / "old")
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _swap(fresh: Path, target: Path, old: Path) -> None:
    """Set ``fresh`` in the place of ``target``; put the old one back if that fails."""
    replaced = target.exists()
    if replaced:
        target.replace(old)
    try:
        fresh.replace(target)
    except OSError:
        if replaced:
            old.replace(target)
        raise
