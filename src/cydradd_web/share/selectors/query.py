"""A query as conditions on the index: nothing but whole folded words reaches the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable

from cydradd.share.found import asked
from cydradd.share.thesaurus import thesaurus
from cydradd.share.welsh import Term, candidates, expand, fold, tokens
from cydradd.vocabulary.text import Language
from cydradd_web.share.models import Word

LONGEST = 1_000
"""Letters of a query that are read."""
MOST = 8
"""Words that are looked for."""
EXACT, TITLE, WIDE, ALSO = 8, 4, 2, 1
"""What a word weighs that is found as it was asked for, in a title, in another form, by the thesaurus."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for.

    Attributes:
        words: Each word that has to be found, with its term in Welsh and in English.
        left: Whether words were left out because there are too many.
    """

    words: tuple[tuple[Term, Term], ...]
    left: bool

    def forms(self, language: Language | None) -> frozenset[str]:
        """Every form that is looked for in a text of a language."""
        found: set[str] = set()
        for welsh, english in self.words:
            found |= (english if language is Language.EN else welsh).forms
            found.update(word for phrase in welsh.also for word in phrase)
        return frozenset(found)

    @property
    def also(self) -> tuple[str, ...]:
        """Words and phrases of the thesaurus that are looked for too."""
        return tuple(dict.fromkeys(" ".join(phrase) for welsh, _ in self.words for phrase in welsh.also))


def read(query: str) -> Asked:
    """A query, expanded against the vocabulary of the index. One query to the database, none for an empty one."""
    every = asked(token.word for token in tokens(query[:LONGEST]))
    words = every[:MOST]
    if not words:
        return Asked((), False)
    text, pairs = " ".join(words), thesaurus()
    others = {token.word for word in words for phrase in pairs.get(word, ()) for token in tokens(phrase)}
    wanted = candidates(text, Language.CY) | candidates(text, Language.EN) | others
    known = set(Word.objects.filter(word__in=wanted).values_list("word", flat=True).distinct())
    welsh, english = (expand(text, known, pairs, language=language) for language in (Language.CY, Language.EN))
    return Asked(tuple(zip(welsh, english, strict=True)), len(every) > MOST or len(query) > LONGEST)


def _any(column: str, words: Collection[str]) -> Q:
    found = Q(pk__in=[])
    for word in sorted(words):
        found |= Q(**{f"{column}__contains": f" {word} "})
    return found


def _also(phrases: Iterable[Sequence[str]]) -> Q:
    """Every word of one of the phrases."""
    found = Q(pk__in=[])
    for phrase in phrases:
        whole = Q()
        for word in phrase:
            whole &= Q(exact__contains=f" {word} ")
        found |= whole
    return found


def _wide(word: tuple[Term, Term]) -> Q:
    welsh, english = word
    return Q(language="en") & _any("wide", english.forms) | ~Q(language="en") & _any("wide", welsh.forms)


def condition(asked: Asked, *, every: bool) -> Q:
    """Texts that hold every word, or any of them."""
    found = Q() if every else Q(pk__in=[])
    for word in asked.words:
        one = _wide(word) | _also(word[0].also)
        found = found & one if every else found | one
    return found


def score(asked: Asked) -> Combinable:
    """How well a text answers, in whole points."""
    total: Combinable = Value(0)
    for word in asked.words:
        exact, title = (Q(**{f"{column}__contains": f" {word[0].word} "}) for column in ("exact", "title_words"))
        total = total + Case(
            When(exact, then=EXACT),
            When(_wide(word), then=WIDE),
            When(_also(word[0].also), then=ALSO),
            default=0,
            output_field=IntegerField(),
        )
        total = total + Case(When(title, then=TITLE), default=0, output_field=IntegerField())
    return total


def nearby(asked: Asked) -> tuple[str, ...]:
    """Words of texts that begin like those that were asked for. One query."""
    begin = Q(pk__in=[])
    for welsh, _ in asked.words:
        for form in {fold(form)[:2] for form in candidates(welsh.word)}:
            begin |= Q(word__startswith=form)
    return tuple(Word.objects.filter(begin, plain=True).values_list("word", flat=True).distinct().order_by("word"))
