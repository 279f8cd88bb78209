"""The search over everything public: results grouped by kind, with the words that were found marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from cydradd.share.found import Run, marked, nearest
from cydradd.vocabulary.text import Language
from cydradd_web.components.paging import Paging, paging
from cydradd_web.share.models import Entry
from cydradd_web.share.selectors import query as conditions

KINDS = (
    "round", "proposal", "point", "statement", "need", "outcome", "lot", "criterion", "application", "organisation",
    "act",
)  # fmt: skip
"""In the order of the page."""
PERSON = "person"
"""An entry of this kind says that its thing is a person, who is never found."""
SIZE = 20
"""Results of one kind on a page of their own; in the overview there are `FEW` of each."""
FEW = 5
SNIPPET = 240
MOST = 20_000
"""Texts that are weighed; more than that no query can tell apart."""


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found: where it is, and its text with the words that were found.

    ``language``: of the text, when it is not that of the page; ``None``: the same, or a proper name.
    """

    kind: str
    href: str
    title: tuple[Run, ...]
    text: tuple[Run, ...]
    where: str
    language: Language | None


@dataclass(frozen=True, slots=True)
class Group:
    """Results of one kind: some of them, and how many there are."""

    kind: str
    count: int
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one query.

    Attributes:
        total: Things that were found, by the filters.
        groups: By kind. ``paging``: of the one kind that was asked for; ``None``: the overview.
        kinds, languages: How many there are of each without that filter.
        some: Whether nothing has every word, and these have some of them.
        also: Words of the thesaurus that were looked for too.
        nearest: Words that are written alike; only where nothing was found.
        left: Whether the query was too long to be read whole.
    """

    words: int
    total: int = 0
    groups: tuple[Group, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[Language, int], ...] = ()
    paging: Paging | None = None
    some: bool = False
    also: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    left: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    id: int
    thing: str
    kind: str
    language: str
    score: int


def _matches(asked: conditions.Asked, *, every: bool) -> list[_Match]:
    people = Entry.objects.filter(kind=PERSON).values("thing")
    found = Entry.objects.filter(conditions.condition(asked, every=every)).exclude(thing__in=people)
    found = found.annotate(score=conditions.score(asked))
    rows = found.order_by("-score", "id").values_list("id", "thing", "kind", "language", "score")[:MOST]
    return [_Match(*row) for row in rows]


def _best(matches: Iterable[_Match], page: Language) -> list[_Match]:
    """Each thing once: by the text that answers best, and of two equals by that of the language of the page."""
    best: dict[str, _Match] = {}
    for match in matches:
        other = best.get(match.thing)
        if other is None or (match.score, match.language == page) > (other.score, other.language == page):
            best[match.thing] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.id))


def search(
    query: str, page: Language, *, kind: str | None = None, only: Language | None = None, asked: QueryDict
) -> Found:
    """Look for a query. Five queries to the database at most.

    Args:
        kind: Only things of this kind. ``only``: only texts of this language.
        asked: The address, for links to other pages.
    """
    words = conditions.read(query)
    if not words.words:
        return Found(0, left=words.left)
    matches, some = _matches(words, every=True), False
    if not matches and len(words.words) > 1:
        matches, some = _matches(words, every=False), True
    if not matches:
        return Found(len(words.words), also=words.also, nearest=_nearest(words), left=words.left)
    kept = _best((match for match in matches if only is None or match.language in ("", only)), page)
    kinds = Counter(match.kind for match in kept)
    shown = [match for match in kept if kind is None or match.kind == kind]
    found = None if kind is None else paging(asked, len(shown), SIZE)
    return Found(
        words=len(words.words),
        total=len(shown),
        groups=_groups(shown, found, words, page),
        kinds=tuple((each, kinds[each]) for each in KINDS if kinds[each]),
        languages=_languages(matches, kind),
        paging=found,
        some=some,
        also=words.also,
        left=words.left,
    )


def _languages(matches: Iterable[_Match], kind: str | None) -> tuple[tuple[Language, int], ...]:
    things = [(match.language, match.thing) for match in matches if kind is None or match.kind == kind]
    return tuple((language, len({thing for said, thing in things if said in ("", language)})) for language in Language)


def _groups(shown: list[_Match], found: Paging | None, words: conditions.Asked, page: Language) -> tuple[Group, ...]:
    """The results that the page shows. One query."""
    by_kind: dict[str, list[_Match]] = {kind: [] for kind in KINDS}
    for match in shown:
        by_kind[match.kind].append(match)
    start, most = (found.start, SIZE) if found else (0, FEW)
    parts = {kind: matches[start : start + most] for kind, matches in by_kind.items()}
    rows: Mapping[int, Entry] = Entry.objects.in_bulk([match.id for part in parts.values() for match in part])
    return tuple(
        Group(kind, len(by_kind[kind]), tuple(_result(rows[match.id], words, page) for match in part))
        for kind, part in parts.items()
        if part
    )


def _result(row: Entry, words: conditions.Asked, page: Language) -> Result:
    language = Language(row.language) if row.language else None
    forms = words.forms(language)
    return Result(
        kind=row.kind,
        href=f"/{language or page}/{row.path}",
        title=marked(row.title, forms, language, SNIPPET),
        text=marked(row.text, forms, language, SNIPPET) if row.text else (),
        where=row.where,
        language=None if language in (None, page) else language,
    )


def _nearest(words: conditions.Asked) -> tuple[str, ...]:
    """Words of the index that are written most like those that were asked for. One query."""
    there = conditions.nearby(words)
    return tuple(dict.fromkeys(word for welsh, _ in words.words for word in nearest(welsh.word, there, 4)))
