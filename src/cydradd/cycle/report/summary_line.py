"""One sentence of the summary."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from cydradd.vocabulary.text import Bilingual, Language

LONGEST_WORDS = 240
"""Characters of what people wrote that the summary quotes; the section holds it whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, its sign, and the name of the section that says more."""

    icon: str
    text: Markup
    section: str | None = None


def quoted(text: str, spoken: Language | None = None) -> Markup:
    """What people wrote, escaped and kept apart from the direction of the text around it."""
    short = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[: LONGEST_WORDS + 1])
    if len(short) > LONGEST_WORDS:
        short = short[:LONGEST_WORDS] + " …"
    if spoken is None:
        return Markup('<bdi class="user">{}</bdi>').format(short)
    return Markup('<bdi class="user" lang="{}">{}</bdi>').format(spoken, short)


def in_either(text: Bilingual | None, plain: str | None, language: Language) -> Markup | None:
    """What people wrote in the language of the page, else in the other; ``None``: there are no words."""
    found = text.either(language) if text else None
    if found:
        return quoted(found[0], None if found[1] is language else found[1])
    return quoted(plain) if plain else None
