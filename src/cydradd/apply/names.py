"""Names of bodies, folded so that one body written in two ways is found: case, accents, articles, mutation."""

from __future__ import annotations

import re
import unicodedata

LEFT_OUT = frozenset({"the", "y", "yr", "r", "ltd", "limited", "cyf", "cyfyngedig"})
"""Words that tell no body from another: articles, and the forms of "limited". ``’r`` is an article too."""

_WORDS = re.compile(r"[^\W_]+")
_INITIALS = (
    ("ngh", ""), ("mh", "p"), ("nh", "t"), ("ng", ""), ("ph", "p"), ("th", "t"), ("ch", ""), ("dd", "t"), ("ff", "ff"),
    ("ll", "l"), ("rh", "r"), ("b", "p"), ("f", "p"), ("m", "p"), ("p", "p"), ("d", "t"), ("n", "t"), ("t", "t"),
    ("c", ""), ("g", ""),
)  # fmt: skip
"""Every initial of Welsh with one letter for all that it may become: soft, nasal or aspirate (longest first).

Different radicals can meet in one letter (p and b in ``b``), so that a fold says "perhaps the same", never "the same".
"""


def _unmutated(word: str) -> str:
    for initial, one in _INITIALS:
        if word.startswith(initial):
            return one + word[len(initial) :]
    return word


def fold(name: str) -> str:
    """The name without what tells no body from another; empty when nothing is left.

    ``Clwb Cinio’r Bryn Cyf.`` and ``Y Clwb Cinio Bryn`` are one.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("&", " and ")
    words = [word for word in _WORDS.findall(plain) if word not in LEFT_OUT]
    return " ".join(_unmutated(word) for word in words)


def alike(one: str, other: str) -> bool:
    """Whether two folded names are at least 0.9 alike: at most one edit for every ten letters of the longer.

    Similarity is 1 - d / n, d the edits (Levenshtein 1966) and n the letters of the longer name.
    """
    longest = max(len(one), len(other))
    most = longest // 10
    if not longest or abs(len(one) - len(other)) > most:
        return False
    return one == other or _edits_at_most(one, other, most)


def _edits_at_most(one: str, other: str, most: int) -> bool:
    """Whether at most so many letters are put in, taken out or changed."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, second in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != second))
        if min(row) > most:
            return False
    return row[-1] <= most
