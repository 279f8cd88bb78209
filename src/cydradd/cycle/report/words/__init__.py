"""The words of the report, in Welsh and English side by side: one TOML file per part, read once.

A phrase is ``{ cy = "...", en = "..." }``. A phrase with a count holds one form per plural category of Unicode
CLDR (Welsh has six) on either side. Welsh never mutates after a value that is filled in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TypeAlias

from markupsafe import Markup, escape

from cydradd.cycle.report.formats import number
from cydradd.vocabulary.text import Bilingual, Language, Plural

Phrase: TypeAlias = "Bilingual | Plural"
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
PARTS = (
    "common",
    "codes",
    "front",
    "heard",
    "design",
    "involvement",
    "applied",
    "result",
    "pots",
    "own",
    "after",
    "evaluate",
    "follow",
    "gates",
    "end",
    "now",
)
"""Parts of the report; each has its file of words."""


class UnknownPhrase(KeyError):
    """A template asks for a phrase that no file of words holds."""


def _phrase(found: Mapping[str, object]) -> Phrase | None:
    """A phrase, or ``None`` when ``found`` is a list of phrases."""
    cy, en = found.get("cy"), found.get("en")
    if isinstance(cy, str) and isinstance(en, str):
        return Bilingual(cy, en)
    if isinstance(cy, dict) and isinstance(en, dict):
        zero, one, two, few, many, other = (str(cy.get(name) or cy["other"]) for name in _CATEGORIES)
        return Plural((zero, one, two, few, many, other), (str(en["one"]), str(en["other"])))
    return None


def _flat(part: str, table: Mapping[str, object]) -> dict[str, Phrase]:
    phrases: dict[str, Phrase] = {}
    for name, found in table.items():
        if not isinstance(found, dict):
            raise TypeError(f"{part}.{name} is not a phrase")
        phrase = _phrase(found)
        phrases |= {f"{part}.{name}": phrase} if phrase else _flat(f"{part}.{name}", found)
    return phrases


@cache
def phrases() -> Mapping[str, Phrase]:
    """Every phrase by its name: ``result.title``, ``common.partner.citizens``."""
    found: dict[str, Phrase] = {}
    for part in PARTS:
        text = resources.files(__package__).joinpath(f"{part}.toml").read_text("utf-8")
        found |= _flat(part, tomllib.loads(text))
    return found


def say(language: Language, name: str, n: int | None = None, **values: object) -> Markup:
    """A phrase in ``language``, escaped, with its values filled in; ``n`` is the count, if it has one."""
    phrase = phrases().get(name)
    if phrase is None:
        raise UnknownPhrase(name)
    if isinstance(phrase, Plural):
        if n is None:
            raise TypeError(f"{name} needs a count")
        return escape(phrase.count(n).side(language))
    text = phrase.side(language) or ""
    filled = dict(values) if n is None else {"n": number(n)} | values
    return Markup(escape(text)).format(**filled)  # noqa: S704  the text is escaped, and so is every value


def word(language: Language, listed: str, code: str) -> Markup:
    """The word of a list for a code (``common.stage``, ``listen``); a code that is not in it stands for itself."""
    return say(language, f"{listed}.{code}") if f"{listed}.{code}" in phrases() else escape(code)
