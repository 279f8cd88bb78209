"""What a reader is shown of a text that was found: the matching words marked, and the nearest words where none match.

Source: share.md 3.4: snippets show the real text, with the mark on the form that stands there.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cydradd.share.welsh import tokens, wide
from cydradd.vocabulary.text import Language

_QUIET = """
    a ac ag am an and ar are as at be but by can could da dan do does dros drwy ei eich ein er eu for
    from gan gyda had has have heb hefyd how i i'r if in into is it its mae mae'n mewn na nad nag neu
    nid not o o'r of on ond or our pan roedd sy sydd that the their them there they this through to trwy
    un was we were what when where which who will with would wrth y ym yn yng you your yr yw
"""
QUIET = frozenset(_QUIET.split())
"""Words that hold a sentence together. They are looked for only where a query has no others."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text: words that were found, or what stands between them."""

    text: str
    found: bool


def asked(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a query that have to be found: all but the quiet ones, or all where there are no others."""
    every = tuple(dict.fromkeys(words))
    return tuple(word for word in every if word not in QUIET) or every


def marked(text: str, forms: Collection[str], language: Language | None, most: int | None = None) -> tuple[Run, ...]:
    """A text in parts, each word that is found by one of the forms in a part of its own.

    Args:
        forms: Folded words that were looked for.
        language: Of the text; ``None``: a name, found by its own words alone.
        most: Letters to show at most, round the first word that was found; ``None``: the whole text.
    """
    known = frozenset(forms)
    places = [(token.start, token.end) for token in tokens(text) if not known.isdisjoint(wide(token.word, language))]
    start, end = _window(text, places[0] if places else (0, 0), most)
    runs = [Run("… ", False)] if start else []
    at = start
    for first, last in places:
        if first < start or last > end:
            continue
        if first > at:
            runs.append(Run(text[at:first], False))
        runs.append(Run(text[first:last], True))
        at = last
    if at < end:
        runs.append(Run(text[at:end], False))
    return tuple([*runs, Run(" …", False)] if end < len(text) else runs)


def _window(text: str, first: tuple[int, int], most: int | None) -> tuple[int, int]:
    """The part of a text to show, cut between words; a word that is itself too long is cut."""
    if most is None or len(text) <= most:
        return 0, len(text)
    start = max(0, min(first[0] - most // 3, len(text) - most))
    end = start + most
    if start and (space := text.find(" ", start, first[0])) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", first[1], end)) > 0:
        end = space
    return start, end


def nearest(word: str, vocabulary: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """Words of a vocabulary that are written most like a word, the nearest first; ties by the alphabet."""
    scored = ((difflib.SequenceMatcher(None, word, other).ratio(), other) for other in set(vocabulary) - {word})
    return tuple(other for ratio, other in sorted(scored, key=lambda each: (-each[0], each[1])) if ratio >= 0.6)[:most]
