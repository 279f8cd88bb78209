"""A file of acts, ``events.jsonl``: one JSON object on each line. Good lines are kept, the others are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from cydradd.design.involvement.acts import READERS, Act, UnreadableAct, read_act
from cydradd.record.canonical import NotCanonical, parse
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import UnreadableTime

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes above which a file of acts is taken for a mistake."""
_OTHER_KEYS = frozenset(
    {
        "kind", "at", "channel", "imported", "harm", "remedy", "office", "ground", "seat", "role", "text", "body",
        "sealed", "refs",
    }
)  # fmt: skip
"""Keys of a line that are known, beside those of `READERS`."""


def _unknown_keys(line: Mapping[str, JsonValue], file: str, row: int) -> Iterable[Defect]:
    for name in sorted(line.keys() - READERS.keys() - _OTHER_KEYS):
        message = Bilingual(f"Nid oes rheol i {name[:60]}.", f"No rule knows {name[:60]}.")
        yield Defect("unknown-key", message, file, row, name[:200], str(line[name])[:200])


def _line(raw: bytes, row: int, file: str, defects: list[Defect]) -> Act | None:
    try:
        value = parse(raw)
        if not isinstance(value, Mapping):
            cy, en = "Rhaid i’r llinell fod yn wrthrych JSON.", "The line must be a JSON object."
            raise UnreadableAct(Bilingual(cy, en), code="bad-json")
        act = read_act(value, row)
    except CydraddError as error:
        column = (
            error.column if isinstance(error, UnreadableAct) else "at" if isinstance(error, UnreadableTime) else None
        )
        code = "bad-json" if isinstance(error, NotCanonical) else error.code
        defects.append(Defect(code, error.sentence, file, row, column))
        return None
    defects += _unknown_keys(value, file, row)
    return act


def read_acts(data: bytes, file: str = "events.jsonl") -> tuple[list[Act], list[Defect]]:
    """Every act of a file, and every line that is none.

    A line with keys that no rule knows is kept, and they are listed. A contribution whose id was there
    already is listed and left out, for it would be counted twice.
    """
    acts: list[Act] = []
    defects: list[Defect] = []
    seen: set[str] = set()
    for row, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        act = _line(raw.rstrip(b"\r"), row, file, defects) if raw.strip() else None
        if act is None:
            continue
        if act.kind == "contribution" and act.id is not None:
            if act.id in seen:
                cy, en = "Mae’r cyfraniad yno eisoes.", "The contribution is there already."
                defects.append(Defect("repeated-id", Bilingual(cy, en), file, row, "id", act.id[:200]))
                continue
            seen.add(act.id)
        acts.append(act)
    return acts, defects


def read_events_file(path: Path) -> tuple[list[Act], list[Defect]]:
    """The acts of one file.

    Raises:
        UnreadableFile: Too large, or not one line of it is an act.
        OSError: There is no such file, or it may not be read.
    """
    if path.stat().st_size > LARGEST_FILE:
        most = LARGEST_FILE >> 20
        cy, en = f"mae’r ffeil dros {most} MB; rhannwch hi.", f"the file is over {most} MB; split it."
        raise UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))
    acts, defects = read_acts(path.read_bytes(), path.name)
    if not acts:
        raise no_act(path.name, defects)
    return acts, defects


def no_act(file: str, defects: list[Defect]) -> UnreadableFile:
    """The refusal of a file without an act, with the first thing that is wrong with it."""
    cy = "nid oes gweithred yma. Rhowch un gwrthrych JSON ar bob llinell, gydag at a kind."
    en = "there is no act here. Write one JSON object on each line, with at and kind."
    if defects:
        first = defects[0]
        cy += f" Llinell {first.row}: {first.message.cy}"
        en += f" Line {first.row}: {first.message.en}"
    return UnreadableFile(Bilingual(f"{file}: {cy}", f"{file}: {en}"), code="no-act")
