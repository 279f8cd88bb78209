"""Where somebody stands on the opinion map of one round, for that person alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cydradd.listen.picture import LETTERS
from cydradd.listen.places import Places
from cydradd.listen.standing import Alike, Standing, compare, stand
from cydradd.vocabulary.text import Language
from cydradd_web.listen.models import Statement, Vote
from cydradd_web.rounds.selectors.kept_map import kept_map
from cydradd_web.rounds.selectors.lines import Words, words

SHOWN = 3
"""Statements that are told of each group."""
SURE = 0.8
"""Share of the places one could have, below which one stands between groups."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is. ``own``: one's own answers."""

    people: int
    statements: int
    votes: int
    own: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in words (``None``: it is not shown any more) and the direction that is told of it."""

    words: Words | None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of the map. ``same`` and ``other``: what one answers as most of it do, and the other way.

    Attributes:
        apart: What sets it apart beyond chance, at most `SHOWN`.
        here: Whether it is nearest to whoever looks.
    """

    letter: str
    size: int
    apart: tuple[Said, ...]
    same: tuple[Said, ...]
    other: tuple[Said, ...]
    here: bool

    @property
    def compared(self) -> int:
        """Answers of one's own that can be compared with this group's."""
        return len(self.same) + len(self.other)


@dataclass(frozen=True, slots=True)
class Place:
    """One's own place. ``nearest``: a letter. ``share``: in whole per cent; ``None``: the method gives none.

    Attributes:
        places, standing: What it was worked out from, and what came out; for the picture.
        as_of: The instant of the votes that the map was made of.
        shared: What all groups are of one mind on, at most `SHOWN`.
    """

    places: Places
    standing: Standing
    as_of: datetime
    groups: tuple[GroupLine, ...]
    shared: tuple[Said, ...]
    nearest: str | None
    share: int | None

    @property
    def is_between(self) -> bool:
        """Whether one could well stand nearest to another group."""
        return self.share is not None and self.share < 100 * SURE

    @property
    def no_group(self) -> int:
        """People who voted and stand in no group."""
        return self.places.people - self.places.placed


def numbers(round_id: int, voter: str) -> Numbers:
    """How much there is so far. Four queries."""
    cast = Vote.objects.filter(round_id=round_id)
    shown = Statement.objects.filter(round_id=round_id, state="shown")
    people = cast.order_by().values("voter").distinct().count()
    own = cast.filter(voter=voter).count() if voter else 0
    return Numbers(people, shown.count(), cast.count(), own)


def place_of(round_id: int, voter: str, language: Language) -> Place | None:
    """Where somebody stands now; ``None``: they have no vote that counts, or it is too early. Four queries."""
    kept = kept_map(round_id)
    if kept is None or not voter or kept[0].is_early:
        return None
    places, as_of = kept
    votes = dict(Vote.objects.filter(round_id=round_id, voter=voter).values_list("statement", "vote"))
    standing = stand(places, votes)
    if standing is None:
        return None
    alike = compare(places, votes)
    told = _words(round_id, [*votes, *(each.statement for each in (*places.apart, *places.shared))], language)
    return Place(
        places=places,
        standing=standing,
        as_of=as_of,
        groups=tuple(_group(places, each, told, standing.nearest) for each in alike),
        shared=tuple(Said(told.get(each.statement), each.direction) for each in places.shared[:SHOWN]),
        nearest=None if standing.nearest is None else letter(standing.nearest),
        share=None if standing.share is None else round(100 * standing.share),
    )


def letter(group: int) -> str:
    """The letter of a group on the map."""
    return LETTERS[group] if group < len(LETTERS) else str(group + 1)


def _words(round_id: int, names: Iterable[str], language: Language) -> dict[str, Words]:
    rows = Statement.objects.filter(round_id=round_id, state="shown", identifier__in=set(names))
    found = ((row.identifier, words(row.text_cy, row.text_en, language)) for row in rows)
    return {name: each for name, each in found if each is not None}


def _group(places: Places, alike: Alike, told: Mapping[str, Words], nearest: int | None) -> GroupLine:
    apart = [each for each in places.apart if each.group == alike.group]
    return GroupLine(
        letter=letter(alike.group),
        size=places.crowd.sizes[alike.group],
        apart=tuple(Said(told.get(each.statement), each.direction) for each in apart[:SHOWN]),
        same=tuple(Said(told.get(name)) for name in alike.same),
        other=tuple(Said(told.get(name)) for name in alike.other),
        here=alike.group == nearest,
    )
