"""How much of one text is left in another, word by word.

Levenshtein distance by bit vectors: G. Myers, "A fast bit-vector algorithm for approximate string matching based on
dynamic programming", J. ACM 46 (1999), doi:10.1145/316542.316550, in the form for whole texts of H. Hyyrö (2003).
One whole number holds a column of the table, so that two texts of 10,000 words take 10,000 steps and not 10^8.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from fractions import Fraction


def words(text: str) -> list[str]:
    """The words of a text: what stands between spaces, letters composed (NFC)."""
    return unicodedata.normalize("NFC", text).split()


def _without_common_ends(a: Sequence[str], b: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    start, most = 0, min(len(a), len(b))
    while start < most and a[start] == b[start]:
        start += 1
    end = 0
    while end < most - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[start : len(a) - end], b[start : len(b) - end]


def distance(a: Sequence[str], b: Sequence[str]) -> int:
    """Least number of words put in, taken out or replaced that makes ``b`` of ``a``."""
    a, b = _without_common_ends(a, b)
    if not a or not b:
        return len(a) + len(b)
    places: dict[str, int] = {}
    for place, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << place
    whole, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    rises, falls, score = whole, 0, len(a)
    for word in b:
        same = places.get(word, 0)
        level = same | falls
        across = (((same & rises) + rises) ^ rises) | same
        up, down = falls | ~(across | rises), rises & across
        score += bool(up & last) - bool(down & last)
        up, down = up << 1 | 1, down << 1
        rises, falls = (down | ~(level | up)) & whole, up & level & whole
    return score


def similarity(pairs: Sequence[tuple[str, str]]) -> Fraction | None:
    """1 - distance / longer text, over all pairs together; ``None`` when there is no word in any."""
    changed = longest = 0
    for first, last in pairs:
        a, b = words(first), words(last)
        changed += distance(a, b)
        longest += max(len(a), len(b))
    return 1 - Fraction(changed, longest) if longest else None
