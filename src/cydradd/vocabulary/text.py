"""Text that people read, in Welsh and English as equals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the network, by its ISO 639-1 code."""

    CY = "cy"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages. A side that is ``None`` is missing, and is shown as missing."""

    cy: str | None = None
    en: str | None = None

    def side(self, language: Language) -> str | None:
        """The text in ``language``, or ``None`` when that side is missing."""
        return self.cy if language is Language.CY else self.en

    def either(self, language: Language) -> tuple[str, Language] | None:
        """The text in ``language`` if it is there, else the other side, with the language it is in."""
        other = Language.EN if language is Language.CY else Language.CY
        for choice in (language, other):
            if text := self.side(choice):
                return text, choice
        return None

    def as_json(self) -> dict[str, str | None]:
        """``{"cy", "en"}``, a missing side null (DESIGN section 5)."""
        return {"cy": self.cy, "en": self.en}


def plural_form(language: Language, count: int) -> int:
    """Which of a language's plural forms a whole number takes (CLDR): six in Welsh, two in English."""
    if language is Language.EN:
        return 0 if count == 1 else 1
    return {0: 0, 1: 1, 2: 2, 3: 3, 6: 4}.get(count, 5)


@dataclass(frozen=True, slots=True)
class Plural:
    """One counted noun in both languages.

    Attributes:
        cy: Forms for 0, 1, 2, 3, 6 and any other number; ``{n}`` is the number.
        en: Forms for 1 and any other number.
    """

    cy: tuple[str, str, str, str, str, str]
    en: tuple[str, str]

    def count(self, number: int) -> Bilingual:
        """The noun counted, in both languages."""
        n = f"{number:,}"
        cy = self.cy[plural_form(Language.CY, number)].format(n=n)
        return Bilingual(cy, self.en[plural_form(Language.EN, number)].format(n=n))
