"""What contributions changed: each change, in words, with the contributions it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cydradd.cycle.acts import in_order
from cydradd.cycle.events import Event
from cydradd.cycle.report.story import Story
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

ENDINGS = "ending"
"""Changes to this object are told with the endings, all others with the design."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one partner. ``partner`` of ``None``: no seat is named, or one that no table knows."""

    text: Bilingual | None
    plain: str | None
    partner: Partner | None


@dataclass(frozen=True, slots=True)
class Changed:
    """One change.

    Attributes:
        about: What was open to change, or the part of the design that it is about, in words; ``None``: no line says.
        item: Its code.
        because: Contributions the change names. Empty: it names none.
        missing: Contributions it names that no line holds.
    """

    about: Bilingual | None
    about_plain: str | None
    item: str | None
    change: Said
    because: tuple[Said, ...]
    missing: int

    @property
    def names(self) -> bool:
        """Whether it names contributions at all."""
        return bool(self.because or self.missing)

    @property
    def words(self) -> tuple[object, ...]:
        """What is read of it, so that the same thing in every lot is told once."""
        return self.change, self.about, self.about_plain

    @property
    def tells(self) -> bool:
        """Whether there is anything to read of it."""
        return self.names or bool(self.change.text or self.change.plain or self.about or self.about_plain)


def changes(story: Story, *, of_endings: bool) -> tuple[Changed, ...]:
    """Changes in their order, of endings or of everything else. People are named by their partner, never by seat.

    Points that a seat gave, and other acts of which nothing is said and that name no contribution and no part of
    the design, are in the record and not here.
    """
    acts = in_order(story.tables.events or (), story.settings.as_of)
    partners = {seat.seat: seat.partner for seat in story.tables.seats or ()}
    given = {act.id: act for act in acts if act.kind == "contribution" and act.id}
    items = {(act.object, act.id or ""): act for act in acts if act.kind == "item" and act.id}
    parts = {} if of_endings else _parts(story)
    found = (
        _changed(act, given, items.get((act.object, act.item or "")), parts, partners)
        for act in acts
        if act.kind == "change" and (act.object == ENDINGS) is of_endings
    )
    return tuple(each for each in found if each.tells)


def _parts(story: Story) -> dict[str, Bilingual]:
    """Parts of the design by their id, each in its own words."""
    tables = story.tables
    titled = (tables.needs, tables.assets, tables.outcomes, tables.lots, tables.criteria)
    found = {row.id: row.title for rows in titled for row in rows or () if row.title}
    found |= {row.id: row.text for row in tables.questions or () if row.text}
    return found | {row.id: Bilingual(row.commissioner, row.commissioner) for row in tables.pots or ()}


def _changed(
    act: Event,
    given: Mapping[str, Event],
    item: Event | None,
    parts: Mapping[str, Bilingual],
    partners: Mapping[str, Partner],
) -> Changed:
    named = [given[link] for link in act.links if link in given]
    return Changed(
        item.text if item else parts.get(act.item or ""),
        item.text_plain if item else None,
        act.item,
        _said(act, partners),
        tuple(_said(each, partners) for each in named),
        len(act.links) - len(named),
    )


def _said(act: Event, partners: Mapping[str, Partner]) -> Said:
    return Said(act.text, act.text_plain, act.partner or partners.get(act.seat or ""))
