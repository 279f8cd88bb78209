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
_DEEPEST = 16
"""Marks and joined signs that one character may hold; what follows counts anew: no living language piles up more."""
_NOTHING = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing."""


def clusters(text: str) -> int:
    """How many characters a reader sees: an accent, a skin tone or a joined sign belongs to the letter before it.

    The rules of extended grapheme clusters (Unicode Annex 29) that matter in living text; Hangul is composed first.
    """
    count, before, flags, held = 0, "", 0, 0
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        joined = (before == _JOINER and kind == "So") or letter == _JOINER or kind in ("Mn", "Me", "Mc")
        joined = joined or ord(letter) in _SKINS or (before == "\r" and letter == "\n")
        if ord(letter) in _FLAGS:
            joined = joined or flags % 2 == 1
            flags += 1
        else:
            flags = 0
        joined = joined and 0 < held < _DEEPEST
        held = held + 1 if joined else 1
        count += not joined
        before = letter
    return count


def shows(text: str) -> bool:
    """Whether a reader sees anything: not only blanks, marks of format and other signs that are drawn as nothing."""
    return any(letter not in _NOTHING and unicodedata.category(letter)[0] not in "ZCM" for letter in text)


def threes(text: str) -> frozenset[str]:
    """Every three letters that follow one another, without regard to case, accents, marks and spaces between words.

    What nobody sees between two letters makes no other statement.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    seen = (each for each in plain if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")
    words = re.findall(r"\w+", "".join(seen))
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
