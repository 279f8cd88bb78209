"""Singulars that a plural may come from: common endings by rule, the rest as a table of pairs.

Source: share.md 3.4. The pairs stand in ``tables/plurals.csv``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from cydradd.vocabulary.text import Language

LEAST_STEM = 3
"""Letters that are left of a word when its ending is taken off."""
ENDINGS = ("iau", "au", "ion", "on", "oedd", "ydd", "iaid", "aid", "od", "edd", "ed", "i")
"""Endings of plurals that are put after the singular."""
CHANGED = (("feydd", "fa"), ("wyr", "wr"), ("wyr", "ydd"), ("ffeydd", "ffa"), ("eydd", "ai"), ("ion", ""), ("adau", ""))
"""Endings that stand in the place of another."""
VOWELS = (("ei", "ai"), ("o", "aw"), ("y", "w"), ("eu", "au"))
"""Vowels of the last syllable of a stem that the ending changed, and what they were."""
DOUBLED = ("nn", "rr")
"""Letters that are doubled before an ending."""


@cache
def exceptions() -> Mapping[str, frozenset[str]]:
    """Each plural that no rule makes, with its singulars."""
    text = (files("cydradd.share") / "tables" / "plurals.csv").read_text(encoding="utf-8")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(text.splitlines()):
        found[row["plural"]].add(row["singular"])
    return {plural: frozenset(words) for plural, words in found.items()}


def singulars(word: str, language: Language = Language.CY) -> frozenset[str]:
    """Candidate singulars of a folded word, without it; empty when it does not look like a plural."""
    if language is Language.EN:
        return frozenset(_english(word)) - {word}
    return frozenset((*exceptions().get(word, ()), *_welsh(word))) - {word}


def _welsh(word: str) -> Iterator[str]:
    for ending in ENDINGS:
        if word.endswith(ending):
            yield from _stems(word[: -len(ending)])
    for ending, other in CHANGED:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            yield word[: -len(ending)] + other


def _stems(stem: str) -> Iterator[str]:
    """A stem, and how it may have been before its ending changed it."""
    if len(stem) < LEAST_STEM:
        return
    yield stem
    if stem.endswith(DOUBLED):
        yield stem[:-1]
    for vowel, other in VOWELS:
        place = stem.rfind(vowel)
        if place > 0 and not any(letter in "aeiouwy" for letter in stem[place + len(vowel) :]):
            yield stem[:place] + other + stem[place + len(vowel) :]


def _english(word: str) -> Iterator[str]:
    for ending, other in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= LEAST_STEM:
            yield word[: -len(ending)] + other
