"""Words in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from cydradd.vocabulary.text import Bilingual, Language


def in_language(text: Bilingual) -> str:
    """One side of a text: that of the page, else the other."""
    found = text.either(Language(get_language() or "en"))
    return found[0] if found else ""
