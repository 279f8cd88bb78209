"""Which address was probably meant: the nearest page, round and stage, by the letters they share (difflib)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from django.db import DatabaseError
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override

from cydradd.cycle.report.words import word
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.discovery.addresses import plain_pages
from cydradd_web.follow.addresses import Body
from cydradd_web.follow.selectors.bodies import joined
from cydradd_web.follow.selectors.gathering import every_round
from cydradd_web.rounds import sources

MOST_OFFERED = 4
MOST_PARTS, LONGEST = 5, 120
"""Only so much of an address is compared, so that a long one costs nothing."""
NEAR = 0.6
"""Share of letters in common from which an address is offered."""
SAID = {
    "rowndiau": "rounds", "chwilio": "search", "sefydliadau": "organisations", "lleoedd": "places",
    "cynigion": "proposals", "dilyn": "follow", "arian": "follow", "money": "follow",
}  # fmt: skip
"""What people may type for a page whose address is one in both languages."""
NOUNS = frozenset({"rounds", "rowndiau", "rownd", "round"})
"""Parts of an address that name no one thing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One address that is there. `text` is its name, ``None``: the address stands for itself."""

    href: str
    stage: Stage | None = None
    text: str | None = None
    other: Language | None = None


def _parts(path: str) -> list[str]:
    """The parts of an address, without its language."""
    parts = [part.casefold()[:LONGEST] for part in unquote(path[: LONGEST * 8]).split("/") if part.strip()]
    return [part for part in parts if part not in tuple(Language)][:MOST_PARTS]


def _nearest(part: str, known: Iterable[str], most: int = 1, near: float = NEAR) -> list[str]:
    return get_close_matches(part, list(known), most, near)


def _stages() -> Mapping[str, Stage]:
    """Each stage by its word in an address and by its name in both languages."""
    words = {str(stage): stage for stage in Stage}
    return words | {slugify(word(side, "common.stage", stage)): stage for stage in Stage for side in Language}


def _pages(language: Language) -> Mapping[str, str]:
    """The pages without arguments: the address of each in ``language`` by its address in either."""
    found: dict[str, str] = {}
    for name in plain_pages():
        here = reverse(name)
        for side in Language:
            with override(side):
                found[reverse(name)[4:].strip("/")] = here
    found |= {said: found[known] for said, known in SAID.items() if known in found}
    return {path: here for path, here in found.items() if path and here.startswith(f"/{language}/")}


def likely(path: str, language: Language) -> tuple[Offer, ...]:
    """The nearest addresses that are there, the likeliest first. One query; eight for an organisation."""
    parts = _parts(path)
    if not parts:
        return ()
    offers = [*_organisations(parts), *_rounds(parts, language)]
    pages = _pages(language)
    offers += [Offer(pages[near]) for near in _nearest("/".join(parts), pages, 2)]
    return tuple({offer.href: offer for offer in offers}.values())[:MOST_OFFERED]


def _organisations(parts: list[str]) -> Iterable[Offer]:
    """Organisations by their id or their name, where an address begins as theirs do. Seven queries, else none."""
    if len(parts) < 2 or not _nearest(parts[0], ("organisations", "organisation", "sefydliadau", "sefydliad")):
        return
    try:
        found = joined(every_round())
    except DatabaseError:
        return
    known: dict[str, Body] = {}
    for body, one in found.items():
        known |= {slugify(one.name): body, body.id.casefold(): body, body.address.casefold(): body}
    for near in _nearest(parts[1], (name for name in known if name), 2):
        yield Offer(reverse("organisation", args=[known[near].address]), None, found[known[near]].name, None)


def _rounds(parts: list[str], language: Language) -> Iterable[Offer]:
    try:
        titles = dict(sources.known())
    except DatabaseError:
        return
    names = {slugify(side): slug for slug, title in titles.items() for side in (title.cy, title.en) if side}
    names |= {slug: slug for slug in titles}
    stages = _stages()
    for part in parts:
        if part in NOUNS or part in stages:
            continue
        slugs = dict.fromkeys(names[near] for near in _nearest(part, names, 2))
        for slug in slugs:
            yield from _of_round(slug, titles[slug], [other for other in parts if other != part], language, stages)


def _of_round(
    slug: str, title: Bilingual, others: list[str], language: Language, stages: Mapping[str, Stage]
) -> Iterable[Offer]:
    """The stage of a round that an address also names, then its first page."""
    found = title.either(language) or (slug, language)
    text, other = found[0], None if found[1] is language else found[1]
    for part in others:
        for near in _nearest(part, stages) if part not in NOUNS else ():
            yield Offer(reverse("stage", args=[slug, stages[near]]), stages[near], text, other)
        for name, words in (("record", ("record", "cofnod")), ("round-data", ("data", "lawrlwytho"))):
            if _nearest(part, words):
                yield Offer(reverse(name, args=[slug]), None, reverse(name, args=[slug]))
    yield Offer(reverse("round", args=[slug]), None, text, other)
