"""The texts of one field: what each is meant as, and whether the field may hold it, found out once for each text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cydradd.follow.formats import FORMS
from cydradd.follow.reading.mending import DayFirst, mended
from cydradd.follow.reading.shape import Member

_REMEMBERED = 50_000
"""Texts of one field that are remembered: the same dates come again and again."""

_strip = str.strip


class Meant(NamedTuple):
    """A text as it is meant, the code of its repair (``None``: it is as it was), and whether the field may hold it."""

    text: str
    code: str | None
    is_sound: bool


class Texts:
    """What is known of the texts of one field."""

    def __init__(self, member: Member, is_day_first: DayFirst) -> None:
        known = member.field
        self.member = member
        self._is_day_first = is_day_first
        self._forms = [FORMS[form] for form in known.formats]
        self._codes = known.codelist.codes if known.codelist is not None else None
        self._shortest = known.numbers.get("min_length", 0)
        self._is_any = not (self._forms or self._codes is not None or self._shortest or member.suspects)
        self._good: set[str] = set()
        self._other: dict[str, Meant] = {}

    def others(self, texts: Sequence[str]) -> Mapping[str, Meant]:
        """Those of the texts that are not as they should be."""
        if self._is_any:
            if list(map(_strip, texts)) == texts:
                return {}
            return {text: self._meant(text) for text in texts if text.strip() is not text}
        found = {}
        for text in set(texts) - self._good:
            meant = self._other.get(text) or self._meant(text)
            if meant.code is None and meant.is_sound:
                if len(self._good) < _REMEMBERED:
                    self._good.add(text)
            else:
                found[text] = meant
                if len(self._other) < _REMEMBERED:
                    self._other[text] = meant
        return found

    def _meant(self, written: str) -> Meant:
        text, code = mended(self.member, written, self._is_day_first, self.member.column)
        fits = len(text) >= self._shortest and (not self._forms or any(form(text) for form in self._forms))
        return Meant(text, code, fits and (self._codes is None or text in self._codes))


def are_plain(member: Member, value: list[Any]) -> bool:
    """Whether a list holds only texts that need no mending, and that its field may hold."""
    known = member.field
    forms = [FORMS[form] for form in known.each_format]
    return (
        known.of == ("string",)
        and "unique" not in known.flags
        and len(value) >= known.numbers.get("min_items", 0)
        and all(
            text.__class__ is str
            and text.strip() is text
            and len(text) >= known.numbers.get("each_min_length", 0)
            and (not forms or any(form(text) for form in forms))
            and (known.codelist is None or text in known.codelist.codes)
            for text in value
        )
    )
