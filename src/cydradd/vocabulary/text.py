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
