"""Read a JSON file that a person wrote: every value has its place, and a refusal names it and what to write there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from cydradd.record.canonical import NotCanonical, parse
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import LARGEST, Pence
from cydradd.vocabulary.text import Bilingual

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes above which a file is not read."""
LONGEST_TEXT = 10_000
LONGEST_FRACTION = 40
"""Characters of the longest text, and of the longest share, that is read."""
MOST_SECONDS = 10**9
"""Seconds above which a time spent is taken for a mistake: more than thirty years."""


def bytes_of(path: Path) -> bytes:
    """The bytes of an ordinary file of at most `LARGEST_FILE`; a byte order mark is left out.

    Raises:
        UnreadableFile: A folder, a pipe, or a file that is too large.
        OSError: The file is not there, or may not be read.
    """
    size = path.stat().st_size
    if not path.is_file():
        raise UnreadableFile(Bilingual(f"{path.name}: nid ffeil yw hon.", f"{path.name}: this is not a file."))
    if size > LARGEST_FILE:
        most = LARGEST_FILE >> 20
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: mae’r ffeil dros {most} MB; rhannwch hi.",
                f"{path.name}: the file is larger than {most} MB; divide it.",
            )
        )
    return path.read_bytes().removeprefix(b"\xef\xbb\xbf")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a JSON file, with the file's name and the value's place such as ``applications[3].id``."""

    file: str
    place: str
    value: JsonValue

    def refuse(self, cy: str, en: str) -> UnreadableFile:
        """The refusal of this value: where it is, and what to write there."""
        where = f"{self.file}: {self.place}" if self.place else self.file
        return UnreadableFile(Bilingual(f"{where}: {cy}", f"{where}: {en}"))

    def get(self, key: str) -> Value:
        """The value of a key of this object; null when the key is not there."""
        if not isinstance(self.value, dict):
            raise self.refuse("rhowch wrthrych JSON, { … }.", "write a JSON object, { … }.")
        return Value(self.file, f"{self.place}.{key}" if self.place else key, self.value.get(key))

    def items(self) -> tuple[Value, ...]:
        """The values of this list; none when it is null."""
        if self.value is None:
            return ()
        if not isinstance(self.value, list):
            raise self.refuse("rhowch restr JSON, [ … ].", "write a JSON list, [ … ].")
        return tuple(Value(self.file, f"{self.place}[{n}]", each) for n, each in enumerate(self.value))

    def unknown(self, known: Collection[str]) -> list[Defect]:
        """Keys of this object that no rule knows: they are kept out, and listed."""
        if not isinstance(self.value, dict):
            raise self.refuse("rhowch wrthrych JSON, { … }.", "write a JSON object, { … }.")
        message = Bilingual("Nid oes rheol i’r allwedd hon.", "No rule knows this key.")
        return [
            Defect("unknown-key", message, self.file, None, f"{self.place}.{key}".lstrip(".")[:200])
            for key in self.value
            if key not in known
        ]

    def text(self) -> str | None:
        """Text with something in it; ``None`` for null and for white space alone."""
        if self.value is None:
            return None
        if not isinstance(self.value, str) or len(self.value) > LONGEST_TEXT or "\0" in self.value:
            raise self.refuse(
                f"rhowch destun o hyd at {LONGEST_TEXT} o lythrennau.",
                f"write text of at most {LONGEST_TEXT} characters.",
            )
        return self.value.strip() or None

    def needed(self) -> str:
        """Text that must be there."""
        found = self.text()
        if found is None:
            raise self.refuse("mae angen testun yma.", "text is needed here.")
        return found

    def word(self, known: Collection[str]) -> str | None:
        """A word of a closed list, or null."""
        found = self.text()
        if found is not None and found not in known:
            listed = ", ".join(sorted(known))
            raise self.refuse(f"defnyddiwch un o’r rhain: {listed}.", f"use one of {listed}.")
        return found

    def whole(self, most: int) -> int | None:
        """A whole number from 0 to ``most``, or null."""
        if self.value is None:
            return None
        if isinstance(self.value, bool) or not isinstance(self.value, int) or not 0 <= self.value <= most:
            raise self.refuse(
                f"rhowch rif cyfan o 0 i {most}, neu null.", f"write a whole number, 0 to {most}, or null."
            )
        return self.value

    def pence(self) -> Pence | None:
        """Whole pence, or null."""
        found = self.whole(LARGEST)
        return None if found is None else Pence(found)

    def share(self) -> Fraction:
        """An exact share from 0 to 1, as text: ``1/3`` or ``0.25``; 0 and 1 may be numbers.

        A decimal written as a number is refused: 0.1 three times is not 0.3.
        """
        text = str(self.value) if isinstance(self.value, str | int) and not isinstance(self.value, bool) else ""
        try:
            if not text.isascii() or len(text) > LONGEST_FRACTION or "e" in text.lower() or "_" in text:
                raise ValueError
            found = Fraction(text)
        except (ValueError, ZeroDivisionError):
            found = Fraction(-1)
        if not 0 <= found <= 1:
            raise self.refuse('rhowch gyfran o 0 i 1 fel testun: "1/3".', 'write a share from 0 to 1 as text: "1/3".')
        return found

    def bilingual(self) -> Bilingual | None:
        """Text in two languages, ``{"cy", "en"}``; ``None`` when neither side is there."""
        if self.value is None:
            return None
        both = Bilingual(self.get("cy").text(), self.get("en").text())
        return both if both.cy or both.en else None


def json_file(path: Path) -> Value:
    """The value of a JSON file.

    Raises:
        UnreadableFile: Not strict JSON in UTF-8 (NaN, a key twice, too deep), a folder or a file too large.
    """
    try:
        return Value(path.name, "", parse(bytes_of(path)))
    except NotCanonical as error:
        said = error.sentence
        raise UnreadableFile(Bilingual(f"{path.name}: {said.cy}", f"{path.name}: {said.en}")) from None
