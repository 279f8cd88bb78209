"""Words as people remember them: without accents, and with every radical that a mutated Welsh form may come from.

Half of Welsh mutated forms have more than one radical, so a form has a *set* of them; which of them are words of an
index, its own vocabulary says (`expand`). Initial mutation and common plurals only, not the whole of morphology.
Source: share.md 3.4; P. W. Thomas, *Gramadeg y Gymraeg*, 1996, on initial mutation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from cydradd.share.plurals import singulars
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual, Language


class NotOneWord(CydraddError):
    """One word was asked for, and something else was given."""

    code = "not-one-word"


LEAST = 3
"""Letters of a word below which it is not expanded."""
VOWELS = "aeiouwy"
_FOLDED = re.compile("([aeiouwy])[\u0300\u0301\u0302\u0308]+")
_LETTER = r"[^\W_][\u0300-\u036f]*"
_WORD = re.compile(f"(?:{_LETTER})+(?:['’‘ʼ](?:{_LETTER})+)*")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def fold(text: str) -> str:
    """A text without case, without the accents of Welsh, and with one shape of apostrophe."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    return unicodedata.normalize("NFC", _FOLDED.sub(r"\1", plain)).translate(_APOSTROPHES)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: where it stands, and its folded form."""

    start: int
    end: int
    word: str


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text in order. An apostrophe inside a word belongs to it: *i'r*."""
    for found in _WORD.finditer(text):
        yield Token(found.start(), found.end(), fold(found[0]))


def single(text: str) -> str:
    """The one word of a text, folded.

    Raises:
        NotOneWord: It holds no word, or more than one.
    """
    found = [token.word for token in tokens(text)]
    if len(found) != 1:
        raise NotOneWord(
            Bilingual(
                f"Nifer y geiriau yma: {len(found)}. Rhowch un gair, fel gymuned.",
                f"There are {len(found)} words here. Give one word, such as gymuned.",
            )
        )
    return found[0]


REVERSED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ngh", ("ngh", "c")),
    ("mh", ("mh", "p")),
    ("nh", ("nh", "t")),
    ("ng", ("ng", "g")),
    ("ph", ("ph", "p")),
    ("th", ("th", "t")),
    ("ch", ("ch", "c")),
    ("dd", ("dd", "d")),
    ("ff", ("ff",)),
    ("ll", ("ll",)),
    ("rh", ("rh",)),
    ("f", ("f", "b", "m")),
    ("b", ("b", "p")),
    ("d", ("d", "t")),
    ("g", ("g", "c")),
    ("l", ("l", "ll", "gl")),
    ("r", ("r", "rh", "gr")),
    ("m", ("m", "b")),
    ("n", ("n", "d")),
    *((vowel, (vowel, f"g{vowel}")) for vowel in VOWELS),
    *((f"h{vowel}", (f"h{vowel}", vowel)) for vowel in VOWELS),
)
"""Beginning of a form, and what its radical may begin with. Digraphs are letters, and are read first."""


def radicals(form: str) -> frozenset[str]:
    """Every word that a form may be a mutation of; the form itself is one of them."""
    form = fold(form)
    for beginning, found in REVERSED:
        if form.startswith(beginning):
            return frozenset((form, *(each + form[len(beginning) :] for each in found)))
    return frozenset((form,))


@dataclass(frozen=True, slots=True)
class Mutations:
    """How one word begins after others. ``None``: this mutation leaves the word as it is.

    Attributes:
        h: After *ei* (her), *eu* and *ein*, before a vowel.
    """

    soft: str | None = None
    nasal: str | None = None
    aspirate: str | None = None
    h: str | None = None

    def forms(self) -> tuple[str, ...]:
        """Those that there are."""
        return tuple(form for form in (self.soft, self.nasal, self.aspirate, self.h) if form is not None)


_MUTATED: Mapping[str, tuple[str | None, str | None, str | None]] = {
    "ll": ("l", None, None),
    "rh": ("r", None, None),
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m", None),
    "d": ("dd", "n", None),
    "g": ("", "ng", None),
    "m": ("f", None, None),
}
_OTHER_LETTERS = ("ch", "dd", "ff", "ng", "ph", "th")


def mutations(radical: str) -> Mutations:
    """The mutated forms of a word. A form that could not be read back as a mutation of it is none."""
    word = fold(radical)
    if word.startswith(tuple(VOWELS)):
        return Mutations(h=f"h{word}")
    letter = next((each for each in _MUTATED if word.startswith(each)), None)
    if letter is None or word.startswith(_OTHER_LETTERS):
        return Mutations()
    rest = word[len(letter) :]
    made = [None if each is None else each + rest for each in _MUTATED[letter]]
    soft, nasal, aspirate = (each if each and word in radicals(each) else None for each in made)
    return Mutations(soft, nasal, aspirate)


def parts(word: str) -> tuple[str, ...]:
    """A folded word, and what stands in it round an apostrophe where that is long enough: *gofalwyr'n*, *gofalwyr*."""
    return (word, *(part for part in word.split("'") if part != word and len(part) >= LEAST))


def wide(word: str, language: Language | None = Language.CY) -> frozenset[str]:
    """What a word of a text is also found by: its candidate radicals and singulars. The folded word is among them.

    Args:
        language: Of the text; in English no radicals are looked for. ``None``: a proper name, found by itself alone.
    """
    found: set[str] = set()
    for part in parts(fold(word)):
        found.add(part)
        if language is None or len(part) < LEAST:
            continue
        forms = radicals(part) if language is Language.CY else (part,)
        for form in forms:
            found |= {form, *singulars(form, language)}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query, and what is looked for in its place.

    Attributes:
        word: Folded, as it was asked for.
        forms: The word and its candidates that the index knows.
        also: Words and phrases of the thesaurus, each as its folded words.
    """

    word: str
    forms: frozenset[str]
    also: tuple[tuple[str, ...], ...] = ()


def candidates(query: str, language: Language | None = Language.CY) -> frozenset[str]:
    """Every word that `expand` asks the vocabulary about."""
    return frozenset(form for token in tokens(query) for form in wide(token.word, language))


def expand(
    query: str,
    vocabulary: Collection[str],
    thesaurus: Mapping[str, Collection[str]] | None = None,
    *,
    language: Language | None = Language.CY,
) -> tuple[Term, ...]:
    """The words of a query, each once, with the candidates that an index knows.

    Args:
        vocabulary: Folded words of the index: those of its texts and those that they are also found by (`wide`).
            A candidate that is none of them is dropped: *gardd* is no mutation of *cardd* where nobody wrote *cardd*.
        thesaurus: Folded words and phrases, and what each is called in the other language.
    """
    words = dict.fromkeys(token.word for token in tokens(query))
    return tuple(
        Term(
            word,
            frozenset(form for form in wide(word, language) if form == word or form in vocabulary),
            tuple(tuple(token.word for token in tokens(each)) for each in (thesaurus or {}).get(word, ())),
        )
        for word in words
    )
