"""What is held of one person: every app says what it holds, why, until when, and how it is erased.

An app fills the registry when it starts (its ``apps.py``, ``ready``)::

    tell_of("statements", Held(what=..., why=..., until=...), statements_of)
    erase_with(cut_the_drafts_of)

The page *My data* lists the first, the export holds what the functions give, and erasing calls the second inside its
transaction. A function gives values that JSON can hold, of this person alone.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from cydradd.vocabulary.text import Bilingual

Teller = Callable[[int], object]
Eraser = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of data, in words for the person: what it is, why it is held, and until when."""

    what: Bilingual
    why: Bilingual
    until: Bilingual


_told: dict[str, tuple[Held, Teller]] = {}
_erasers: list[Eraser] = []


def tell_of(name: str, held: Held, teller: Teller) -> None:
    """Add one kind of data. ``name`` becomes the name of its file in the export; told twice, the last stands."""
    _told[name] = (held, teller)


def erase_with(eraser: Eraser) -> None:
    """Add what an app does when an account is erased, before its rows go."""
    if eraser not in _erasers:
        _erasers.append(eraser)


def kinds() -> Sequence[tuple[str, Held]]:
    """Every kind of data that is held, in the order in which it was told."""
    return [(name, held) for name, (held, _) in _told.items()]


def erasers() -> Sequence[Eraser]:
    """What every app does when an account is erased."""
    return tuple(_erasers)


def own_data(person: int) -> Mapping[str, object]:
    """Everything that is held of one person."""
    return {name: teller(person) for name, (_, teller) in _told.items()}


def exported(person: int) -> bytes:
    """Everything that is held of one person: a ZIP of one JSON file for each kind."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        about = {
            name: {side: getattr(text, side) for side in ("cy", "en")}
            for name, text in ((f"{name}.json", held.what) for name, held in kinds())
        }
        archive.writestr("about.json", _json(about))
        for name, value in own_data(person).items():
            archive.writestr(f"{name}.json", _json(value))
    return file.getvalue()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
