"""A JSON file that a person wrote: what is read, or a refusal that names the place and what to write there instead.

Keys that nobody reads are kept apart as defects, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

from cydradd.record.canonical import NotCanonical, parse
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import LARGEST
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import UnreadableTime, parse_date

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes above which a file of this kind is taken for a mistake."""

_EXACT = re.compile(r"-?(?:[0-9]{1,15}/[0-9]{1,15}|[0-9]{1,15}(?:\.[0-9]{1,15})?)", re.ASCII)


class UnreadableValue(CydraddError):
    """A value of a JSON file that is not what its place asks for."""

    code = "unreadable-value"


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file, and where it stands. ``defects`` is shared by all values of one file."""

    value: JsonValue
    file: str
    place: str = ""
    defects: list[Defect] = field(default_factory=list)

    def refuse(self, cy: str, en: str) -> NoReturn:
        """Say what is wrong here, and what to write.

        Raises:
            UnreadableValue: Always.
        """
        where = f"{self.file}: {self.place}" if self.place else self.file
        raise UnreadableValue(Bilingual(f"{where}: {cy}", f"{where}: {en}"))

    def _inside(self, value: JsonValue, name: str) -> Node:
        return Node(value, self.file, f"{self.place}{name}".removeprefix("."), self.defects)

    def keys(self, required: str, optional: str = "") -> dict[str, Node]:
        """The object's values by key; a key that is null counts as absent.

        Raises:
            UnreadableValue: No object, or a required key is not there.
        """
        if not isinstance(self.value, Mapping):
            self.refuse("ysgrifennwch wrthrych, {...}.", "write an object, {...}.")
        for name in required.split():
            if self.value.get(name) is None:
                self.refuse(f"mae’r allwedd “{name}” ar goll; rhowch hi.", f"the key “{name}” is missing; give it.")
        known = {*required.split(), *optional.split()}
        for name in self.value:
            if name not in known:
                where = f"{self.place}.{name}".removeprefix(".")[:200]
                message = Bilingual("Nid oes neb yn darllen yr allwedd hon.", "Nobody reads this key.")
                self.defects.append(Defect("unknown-key", message, self.file, None, where))
        return {name: self._inside(self.value[name], f".{name}") for name in known if self.value.get(name) is not None}

    def items(self) -> Iterator[Node]:
        """The values of a list."""
        if not isinstance(self.value, list):
            self.refuse("ysgrifennwch restr, [...].", "write a list, [...].")
        for number, value in enumerate(self.value):
            yield self._inside(value, f"[{number}]")

    def text(self) -> str:
        """Text that is not blank, without NUL and without white space at its ends."""
        if not isinstance(self.value, str) or not self.value.strip() or "\0" in self.value:
            self.refuse("ysgrifennwch destun nad yw’n wag.", "write text that is not blank.")
        return self.value.strip()

    def word(self, words: tuple[str, ...]) -> str:
        """One of a closed list of words."""
        if self.value not in words:
            self.refuse(f"dewiswch un o’r rhain: {' '.join(words)}.", f"choose one of: {' '.join(words)}.")
        return str(self.value)

    def number(self, least: int | None = None) -> Fraction:
        """An exact number: ``2.5``, ``4`` or text such as ``"1/3"``."""
        value = self.value
        if isinstance(value, str) and _EXACT.fullmatch(value) and not re.search(r"/0+$", value):
            found = Fraction(value)
        elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST:
            found = Fraction(repr(value))
        else:
            self.refuse("ysgrifennwch rif fel 2.5 neu “1/3”.", "write a number such as 2.5 or “1/3”.")
        if least is not None and found < least:
            self.refuse(f"ysgrifennwch {least} neu fwy.", f"write {least} or more.")
        return found

    def whole(self, least: int = 0, most: int = LARGEST) -> int:
        """A whole number between two limits."""
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.refuse(f"ysgrifennwch rif cyfan o {least} i {most}.", f"write a whole number from {least} to {most}.")
        return value

    def flag(self) -> bool:
        """``true`` or ``false``."""
        if not isinstance(self.value, bool):
            self.refuse("ysgrifennwch true neu false.", "write true or false.")
        return self.value

    def day(self) -> date:
        """A date, ``YYYY-MM-DD``."""
        try:
            return parse_date(self.value if isinstance(self.value, str) else "")
        except UnreadableTime:
            self.refuse("ysgrifennwch ddyddiad fel 2026-03-31.", "write a date such as 2026-03-31.")

    def both(self) -> Bilingual:
        """Text in two languages, ``{"cy", "en"}``; plain text has no known language, and stands on both sides."""
        if isinstance(self.value, str):
            return Bilingual(self.text(), self.text())
        sides = self.keys("", "cy en")
        if not sides:
            self.refuse("rhowch destun o dan “cy” ac “en”.", "give text under “cy” and “en”.")
        return Bilingual(**{name: side.text() for name, side in sides.items()})


def read_json(path: Path) -> Node:
    """The value of a JSON file.

    Raises:
        UnreadableFile: Too large, or no strict JSON in UTF-8.
        OSError: There is no such file, or it may not be read.
    """
    if path.stat().st_size > LARGEST_FILE:
        most = LARGEST_FILE // 1024**2
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: mae’r ffeil dros {most} MB; rhannwch hi.",
                f"{path.name}: the file is over {most} MB; split it.",
            )
        )
    try:
        return Node(parse(path.read_bytes().removeprefix(b"\xef\xbb\xbf")), path.name)
    except NotCanonical as error:
        said = error.sentence
        raise UnreadableFile(Bilingual(f"{path.name}: {said.cy}", f"{path.name}: {said.en}")) from None
