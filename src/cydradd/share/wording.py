"""Letters that share their wording: counted like any other, and shown as such, never hidden.

Source: share.md 3.5 (Jaccard of 5-word shingles); A. Broder, *On the resemblance and containment of documents*, 1997,
doi:10.1109/SEQUEN.1997.666900.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from cydradd.share.support import Letter

WORDS = 5
"""Words in one shingle."""
ALIKE = Fraction(9, 10)
"""Least Jaccard index of two letters that share their wording."""
_WORD = re.compile(r"\w+(?:'\w+)*")


def folded(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and the shape of apostrophes."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("’", "'")
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of `WORDS` words; a shorter text is one shingle, and a text without words has none."""
    found = folded(text)
    if len(found) < WORDS:
        return frozenset((found,)) if found else frozenset()
    return frozenset(found[i : i + WORDS] for i in range(len(found) - WORDS + 1))


def jaccard(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> Fraction:
    """Shingles in both over shingles in either; 0 when neither has any."""
    either = len(one | other)
    return Fraction(len(one & other), either) if either else Fraction(0)


def shared_wording(letters: Sequence[Letter]) -> tuple[tuple[str, ...], ...]:
    """Writers whose letters share their wording, in groups of two and more, in the order of the letters.

    A group holds every letter that is like one of the others in it, so that a chain of small changes stays together.
    """
    copies: dict[frozenset[tuple[str, ...]], list[int]] = defaultdict(list)
    for place, letter in enumerate(letters):
        text = shingles(f"{letter.why}\n{letter.difference}")
        if text:
            copies[text].append(place)
    groups = _joined(list(copies))
    members: Mapping[int, list[int]] = defaultdict(list)
    for number, places in enumerate(copies.values()):
        members[groups[number]].extend(places)
    found = sorted(sorted(places) for places in members.values() if len(places) > 1)
    return tuple(tuple(letters[place].writer for place in places) for places in found)


def _joined(texts: Sequence[frozenset[tuple[str, ...]]]) -> list[int]:
    """The group of each text: the place of the first text that a chain of likeness leads to."""
    group = list(range(len(texts)))
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        both = Counter(other for shingle in text for other in holders[shingle])
        for other, count in both.items():
            if Fraction(count, len(text) + len(texts[other]) - count) >= ALIKE:
                old, new = sorted((group[place], group[other]), reverse=True)
                group = [new if each == old else each for each in group]
        for shingle in text:
            holders[shingle].append(place)
    return group
