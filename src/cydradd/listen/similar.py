"""Statements as people write them: how long one is, and whether it says what another one says (listen.md section 4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction

MOST = 280
"""Grapheme clusters in one language of one statement."""
NEAR = Fraction(4, 5)
"""Share of groups of three letters in common from which two statements are taken for near-duplicates."""

_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
_SKINS = range(0x1F3FB, 0x1F400)


def clusters(text: str) -> int:
    """How many characters a reader sees: an accent, a skin tone or a joined sign belongs to the letter before it.

    The rules of extended grapheme clusters (Unicode Annex 29) that matter in living text; Hangul is composed first.
    """
    count, before, flags = 0, "", 0
    for letter in unicodedata.normalize("NFC", text):
        joined = before == _JOINER or letter == _JOINER or unicodedata.category(letter) in ("Mn", "Me", "Mc")
        joined = joined or ord(letter) in _SKINS or (before == "\r" and letter == "\n")
        if ord(letter) in _FLAGS:
            joined = joined or flags % 2 == 1
            flags += 1
        else:
            flags = 0
        count += not (joined and count)
        before = letter
    return count


def threes(text: str) -> frozenset[str]:
    """Every three letters that follow one another, without regard to case, accents, marks and spaces between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"\w+", "".join(each for each in plain if not unicodedata.combining(each)))
    joined = f" {' '.join(words)} "
    return frozenset(joined[start : start + 3] for start in range(len(joined) - 2)) if words else frozenset()


def likeness(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """Share of groups that both have among those that either has (Jaccard); 0 where both are empty."""
    either = one | other
    return Fraction(len(one & other), len(either)) if either else Fraction(0)


def near_duplicates(text: str, others: Mapping[str, Iterable[str | None]]) -> tuple[str, ...]:
    """Ids of statements that say nearly the same, the likest first.

    Args:
        others: The texts of each statement by its id, in as many languages as it has.
    """
    mine = threes(text)
    if not mine:
        return ()
    found = []
    for id_, sides in others.items():
        like = max((likeness(mine, threes(side)) for side in sides if side), default=Fraction(0))
        if like >= NEAR:
            found.append((-like, id_))
    return tuple(id_ for _, id_ in sorted(found))
