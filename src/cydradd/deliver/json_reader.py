"""Read a JSON file that somebody wrote by hand: every refusal names the file, the key and what to write instead.

A key that is absent or null is ``None``: unknown, never 0. Keys that nobody asked for are listed, not dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from cydradd.deliver.moments import Moment
from cydradd.record.canonical import NotCanonical, parse
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import LARGEST, Pence
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date, parse_date, parse_instant

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes above which a file is not read."""
MOST_WORDS = 12
"""Words of a closed list that a refusal names."""


def _refuse(place: str, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{place}: {cy}", f"{place}: {en}"))


@dataclass(slots=True)
class Fields:
    """One JSON object while it is read.

    Attributes:
        place: File and path to the object, for refusals.
        unknown: Shared by all objects of a file: paths of keys that nobody asked for, filled by `close`.
    """

    value: Mapping[str, JsonValue]
    place: str
    path: str = ""
    unknown: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def refuse(self, key: str, cy: str, en: str) -> UnreadableFile:
        """A refusal that names the key."""
        return _refuse(f"{self.place}: {self.path}{key}", cy, en)

    def get(self, key: str) -> JsonValue:
        """The value as it is; ``None`` when it is absent or null."""
        self.asked.add(key)
        return self.value.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is there and not null."""
        return self.get(key) is not None

    def text(self, key: str, words: Sequence[str] = ()) -> str | None:
        """Text, one of ``words`` where they are given."""
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(key, "ysgrifennwch destun mewn dyfynodau.", "write text in quotation marks.")
        if words and value not in words:
            listed = ", ".join(words[:MOST_WORDS]) + (" ..." if len(words) > MOST_WORDS else "")
            raise self.refuse(key, f"ysgrifennwch un o {listed}.", f"write one of {listed}.")
        return value.strip()

    def both(self, key: str) -> Bilingual | None:
        """Text in two languages, ``{"cy", "en"}``; plain text is a text whose language is not told."""
        value = self.get(key)
        if isinstance(value, Mapping):
            inner = self._below(key, value)
            found = Bilingual(inner.text("cy"), inner.text("en"))
            inner.close()
            return found
        plain = self.text(key)
        return None if plain is None else Bilingual(None, plain)

    def flag(self, key: str) -> bool | None:
        """``true`` or ``false``."""
        value = self.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.refuse(key, "ysgrifennwch true neu false.", "write true or false.")
        return value

    def money(self, key: str) -> Pence | None:
        """Whole minor units."""
        value = self.get(key)
        return None if value is None else self._money(key, value)

    def _money(self, key: str, value: JsonValue) -> Pence:
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
            raise self.refuse(
                key,
                "ysgrifennwch geiniogau cyfan heb goma na phwynt: 123450 yw £1,234.50.",
                "write whole pence without comma or point: £1,234.50 is 123450.",
            )
        return Pence(value)

    def money_list(self, key: str) -> tuple[Pence, ...] | None:
        """A list of whole minor units."""
        items = self._list(key)
        return None if items is None else tuple(self._money(f"{key}[{n}]", each) for n, each in enumerate(items))

    def exact(self, key: str) -> Fraction | None:
        """A number read exactly, of 0 or more: ``3``, ``0.75``, ``"1/3"``."""
        value = self.get(key)
        if value is None:
            return None
        try:
            found = _exact(value)
        except (ArithmeticError, ValueError):
            found = None
        if found is None or not 0 <= found <= LARGEST:
            raise self.refuse(
                key, "ysgrifennwch rif o 0 i fyny, fel 3, 0.75 neu \"1/3\".", "write a number of 0 or more, such as "
                "3, 0.75 or \"1/3\"."
            )  # fmt: skip
        return found

    def day(self, key: str) -> date | None:
        """A local date."""
        value = self.get(key)
        return None if value is None else self._parsed(key, value).day

    def moment(self, key: str) -> Moment | None:
        """A date, or an instant with its zone."""
        value = self.get(key)
        return None if value is None else self._parsed(key, value)

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates; none when absent."""
        return tuple(self._parsed(f"{key}[{n}]", each).day for n, each in enumerate(self._list(key) or ()))

    def _parsed(self, key: str, value: JsonValue) -> Moment:
        try:
            text = value if isinstance(value, str) else ""
            if len(text.strip()) <= len("2027-03-01"):
                return Moment(parse_date(text))
            at: datetime = parse_instant(text)
            return Moment(local_date(at), at)
        except CydraddError:
            raise self.refuse(
                key,
                'ysgrifennwch ddyddiad fel "2027-03-01", neu amser fel "2027-03-01T10:00:00Z".',
                'write a date such as "2027-03-01", or a time such as "2027-03-01T10:00:00Z".',
            ) from None

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts."""
        items = self._list(key)
        if items is None:
            return None
        found = []
        for number, each in enumerate(items):
            if not isinstance(each, str) or not each.strip():
                raise self.refuse(f"{key}[{number}]", "ysgrifennwch destun.", "write text.")
            found.append(each.strip())
        return tuple(found)

    def objects(self, key: str) -> tuple[Fields, ...] | None:
        """A list of objects."""
        items = self._list(key)
        if items is None:
            return None
        return tuple(self._below(f"{key}[{number}]", each) for number, each in enumerate(items))

    def object(self, key: str) -> Fields | None:
        """An object."""
        value = self.get(key)
        return None if value is None else self._below(key, value)

    def _below(self, key: str, value: JsonValue) -> Fields:
        if not isinstance(value, Mapping):
            raise self.refuse(key, "ysgrifennwch wrthrych { }.", "write an object { }.")
        return Fields(value, self.place, f"{self.path}{key}.", self.unknown)

    def _list(self, key: str) -> Sequence[JsonValue] | None:
        value = self.get(key)
        if value is not None and not isinstance(value, list):
            raise self.refuse(key, "ysgrifennwch restr [ ].", "write a list [ ].")
        return value

    def close(self) -> None:
        """List the keys that nobody asked for."""
        self.unknown += [f"{self.path}{key}" for key in self.value if key not in self.asked]


def _exact(value: JsonValue) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        return Fraction(value) if len(value) <= 40 and "e" not in value.lower() else None
    return Fraction(Decimal(repr(value)))


def read_object(path: Path) -> Fields:
    """The one object of a JSON file.

    Raises:
        UnreadableFile: No file, a folder, too large, no strict JSON, or no object.
    """
    if not path.is_file():
        raise _refuse(path.name, "nid oes ffeil o’r enw hwn.", "there is no file of this name.")
    if path.stat().st_size > LARGEST_FILE:
        most = LARGEST_FILE >> 20
        raise _refuse(path.name, f"mae’r ffeil dros {most} MB.", f"the file is larger than {most} MB.")
    try:
        value = parse(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except NotCanonical as error:
        raise _refuse(path.name, error.sentence.cy or "", error.sentence.en or "") from None
    if not isinstance(value, Mapping):
        raise _refuse(path.name, "ysgrifennwch un gwrthrych { }.", "write one object { }.")
    return Fields(value, path.name)
