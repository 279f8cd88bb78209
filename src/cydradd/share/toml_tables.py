"""Tables of a TOML or JSON document, read key by key: every fault is listed with its place, and what is good is kept.

A place is written as a person counts: ``letters[2].why`` is the key ``why`` of the second letter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from cydradd.record.canonical import NotCanonical, parse
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import FIRST_YEAR, LAST_YEAR, LOCAL, parse_date, parse_instant

LARGEST = 16 * 1024 * 1024
"""Bytes above which a file is not read."""
LONGEST = 20_000
"""Characters of the longest text that is kept."""

Word = TypeVar("Word", bound=StrEnum)


def read_document(path: Path) -> Mapping[str, object]:
    """The outermost table of a TOML file, or of a JSON file (one that begins with ``{``).

    Raises:
        UnreadableFile: No such file, too large, not UTF-8, or neither TOML nor JSON (with the line).
    """
    if not path.is_file():
        raise _refuse(path, "nid oes ffeil o’r enw hwn.", "there is no file of this name.")
    if path.stat().st_size > LARGEST:
        raise _refuse(path, "mae’r ffeil dros 16 MB.", "the file is larger than 16 MB.")
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        if data.lstrip()[:1] == b"{":
            found = parse(data)
            return found if isinstance(found, Mapping) else {}
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise _refuse(path, "nid UTF-8 yw’r ffeil.", "the file is not UTF-8. Save it as UTF-8.") from None
    except NotCanonical as error:
        raise _refuse(path, error.sentence.cy or "", error.sentence.en or "") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refuse(path, f"nid TOML yw’r ffeil: {error}.", f"the file is not TOML: {error}.") from None
    except ValueError:  # thousands of digits, which Python does not take for an error of TOML
        raise _refuse(path, "mae rhif yn rhy hir.", "a number in it is too long.") from None


def _refuse(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))


class Table:
    """One table of a document and the list of faults it adds to. Keys that nobody asked for are listed by `close`."""

    def __init__(self, values: Mapping[str, object], place: str, file: str, defects: list[Defect]) -> None:
        self.place = place
        self._values, self._file, self._defects = values, file, defects
        self._asked: set[str] = set()

    def fault(self, code: str, cy: str, en: str, key: str | None = None) -> None:
        """List one fault of this table, or of one of its keys."""
        value = None if key is None or key not in self._values else str(self._values[key])[:200]
        column = ".".join(part for part in (self.place, key) if part) or None
        self._defects.append(Defect(code, Bilingual(cy, en), self._file, None, column, value))

    def refused(self, error: CydraddError, key: str | None = None) -> None:
        """List what the rules refused."""
        self.fault(error.code, error.sentence.cy or "", error.sentence.en or "", key)

    def _value(self, key: str, *, needed: bool) -> object:
        self._asked.add(key)
        value = self._values.get(key)
        if value is None and needed:
            self.fault("missing", f"Mae angen {key}. Ychwanegwch yr allwedd.", f"{key} is needed. Add it.", key)
        return value

    def text(self, key: str, *, needed: bool = False) -> str | None:
        """Text without white space at its ends; ``None`` when it is absent, blank or no text."""
        value = self._value(key, needed=needed)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > LONGEST:
            self.fault(
                "no-text",
                f"Rhaid i {key} fod yn destun o hyd at {LONGEST} llythyren, mewn dyfynodau.",
                f"{key} must be text of up to {LONGEST} characters, in quotation marks.",
                key,
            )
            return None
        if any(not (character.isprintable() or character in "\n\t\r") for character in value):
            self.fault(
                "control-character", "Mae nod cudd yn y testun.", "The text holds a character that cannot be seen.", key
            )
            return None
        if not value.strip() and needed:
            self.fault("missing", f"Mae {key} yn wag. Llenwch hi.", f"{key} is empty. Fill it in.", key)
        return value.strip() or None

    def bilingual(self, key: str, *, needed: bool = True) -> Bilingual:
        """``key_cy`` and ``key_en``: one of them is enough, and the other is shown as missing."""
        found = Bilingual(self.text(f"{key}_cy"), self.text(f"{key}_en"))
        if needed and not (found.cy or found.en):
            self.fault(
                "missing",
                f"Mae angen {key}_cy neu {key}_en, y ddau os oes modd.",
                f"{key}_cy or {key}_en is needed, both if you can.",
                f"{key}_en",
            )
        return found

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number within bounds; ``default`` (``None``: it is needed) where there is none."""
        value = self._value(key, needed=default is None)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.fault(
            "no-whole-number",
            f"Rhaid i {key} fod yn rhif cyfan o {least} i {most}.",
            f"{key} must be a whole number from {least} to {most}.",
            key,
        )
        return default

    def instant(self, key: str, *, needed: bool = True) -> datetime | None:
        """A time with its zone, or a date: the start of that day in Europe/London."""
        value = self._value(key, needed=needed)
        if value is None:
            return None
        try:
            found = _instant(value)
        except CydraddError as error:
            self.refused(error, key)
            return None
        if found is None or not FIRST_YEAR < found.year < LAST_YEAR:
            self.fault(
                "no-time",
                f"Ysgrifennwch {key} fel 2027-03-01 neu 2027-03-01T10:00:00Z.",
                f"Write {key} as 2027-03-01 or 2027-03-01T10:00:00Z.",
                key,
            )
            return None
        return found

    def word(self, key: str, words: type[Word], *, needed: bool = True) -> Word | None:
        """One of a few words."""
        value = self._value(key, needed=needed)
        if value is None:
            return None
        try:
            return words(str(value))
        except ValueError:
            known = ", ".join(words)
            self.fault("unknown-word", f"Defnyddiwch un o: {known}.", f"Use one of: {known}.", key)
            return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text alone."""
        value = self._value(key, needed=False)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        found = tuple(each.strip() for each in listed if isinstance(each, str) and each.strip())
        if len(found) != len(listed):
            self.fault("no-text", f"Rhaid i {key} fod yn rhestr o destunau.", f"{key} must be a list of texts.", key)
        return found

    def table(self, key: str) -> Table | None:
        """The table below a key; ``None`` when there is none."""
        value = self._value(key, needed=False)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.fault("no-table", f"Rhaid i {key} fod yn dabl.", f"{key} must be a table, such as [{key}].", key)
            return None
        return Table(value, f"{self.place}.{key}".lstrip("."), self._file, self._defects)

    def tables(self, key: str) -> list[Table]:
        """The tables listed below a key, in their order."""
        value = self._value(key, needed=False)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        found = []
        for number, each in enumerate(listed, 1):
            place = f"{self.place}.{key}[{number}]".lstrip(".")
            if isinstance(each, Mapping):
                found.append(Table(each, place, self._file, self._defects))
            else:
                message = Bilingual(f"Ysgrifennwch [[{key}]].", f"Each must be a table: write [[{key}]].")
                self._defects.append(Defect("no-table", message, self._file, None, place, str(each)[:200]))
        return found

    def close(self) -> None:
        """List each key that no rule asked for."""
        for key in self._values:
            if key not in self._asked:
                self.fault(
                    "unknown-key",
                    "Nid oes rheol i’r allwedd hon. Gwiriwch y sillafu.",
                    "No rule knows this key. Check how it is spelt.",
                    key[:60],
                )


def _instant(value: object) -> datetime | None:
    """The instant that a value of TOML or JSON means; ``None`` when it is no time."""
    if isinstance(value, datetime):
        return parse_instant(value.isoformat())
    if isinstance(value, date):
        return _start(value)
    if isinstance(value, str):
        return _start(parse_date(value)) if len(value.strip()) <= len("2027-03-01") else parse_instant(value)
    return None


def _start(day: date) -> datetime:
    """The first instant of a local day: no change of the clock happens at midnight in Europe/London."""
    return datetime.combine(day, time(), LOCAL).astimezone(UTC) if day.year > 1 else datetime.min.replace(tzinfo=UTC)
