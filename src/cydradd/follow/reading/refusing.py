"""One plain sentence, in both languages, for a file that cannot be read."""

from __future__ import annotations

from pathlib import Path

from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.text import Bilingual

DEEPEST = 64
"""Objects and lists inside one another above which a file is not read; both standards need under 20."""


def refuse(path: Path, cy: str, en: str) -> UnreadableFile:
    """The refusal of one file: what is wrong with it and, where it helps, what to do."""
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))


def too_deep(path: Path) -> UnreadableFile:
    """The refusal of a file with more in one another than `DEEPEST`."""
    return refuse(
        path,
        f"mae’r ffeil yn nythu’n ddyfnach na {DEEPEST} lefel.",
        f"the file is nested deeper than {DEEPEST} levels.",
    )


def line_and_character(path: Path, offset: int) -> tuple[int, int]:
    """Line and character, both from 1, of a byte of a file."""
    line, start, done = 1, 0, 0
    with path.open("rb") as file:
        while done < offset and (chunk := file.read(min(1 << 20, offset - done))):
            line += chunk.count(b"\n")
            last = chunk.rfind(b"\n")
            start = done + last + 1 if last >= 0 else start
            done += len(chunk)
        file.seek(start)
        before = file.read(min(offset - start, 1 << 24))
    return line, len(before.decode("utf-8", "replace")) + 1
