"""The flow diagram of the open data, and the map of the authorities, with the tables that say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from cydradd.cycle.report.words import say
from cydradd.follow.flows import flow, place_names
from cydradd.follow.pictures.drawing import NARROW, WIDE
from cydradd.follow.pictures.flow import flow_picture
from cydradd.follow.pictures.flow_table import End, FlowTable, Kind, flow_table
from cydradd.follow.pictures.tile_table import TileTable, tile_table
from cydradd.follow.pictures.tiles import tile_map
from cydradd.follow.reach import By, Reach
from cydradd_web.follow.addresses import written
from cydradd_web.follow.counts import Count
from cydradd_web.follow.selectors.reached import HOW

if TYPE_CHECKING:
    from cydradd.follow.warehouse.offered import Offered
    from cydradd.follow.warehouse.questions import Filters
    from cydradd.follow.warehouse.store import Warehouse
    from cydradd.vocabulary.text import Language


@dataclass(frozen=True, slots=True)
class Line:
    """What one funder gave, by part. ``address`` of ``None``: it has no page. ``cells``: a dash for no grant."""

    name: str
    address: str | None
    unknown: bool
    grants: Count
    money: str
    share: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The page. ``pictures``: wide and narrow. ``more``: funders that are together in one line."""

    title: str
    sentence: str
    pictures: tuple[SafeString, SafeString]
    parts: tuple[tuple[str, bool, str], ...]
    lines: tuple[Line, ...]
    grants: Count
    total: str
    funders: Count
    more: int
    how: tuple[str, ...]


def table(warehouse: Warehouse, offered: Offered, filters: Filters, by: By) -> FlowTable:
    """The numbers of the flow of some grants; people who gave are not named."""
    found = flow(warehouse, filters, by)
    return flow_table(
        found,
        by,
        filters.currency,
        beneficiary=filters.beneficiary,
        funders={each.key: each.name for each in offered.funders.values()},
        places=place_names(warehouse, {each.key for each in found}) if by is By.PLACE else {},
        people=offered.people,
    )


def flow_page(warehouse: Warehouse, offered: Offered, filters: Filters, by: By, language: Language) -> Flow | None:
    """The page of the flow of some grants; ``None``: there is no such grant."""
    found = table(warehouse, offered, filters, by)
    if not found.grants:
        return None
    parts = tuple((_side(end, language), end.kind is Kind.UNKNOWN, found.money(end.total)) for end in found.parts)
    together = [end.many for end in found.sources if end.kind is Kind.OTHERS]
    return Flow(
        title=found.title().side(language) or "",
        sentence=found.sentence().side(language) or "",
        pictures=(
            _safe(flow_picture(found, language, WIDE, "flow")),
            _safe(flow_picture(found, language, NARROW, "flow-narrow")),
        ),
        parts=parts,
        lines=tuple(_line(number, end, found, parts, language) for number, end in enumerate(found.sources)),
        grants=Count(found.grants),
        total=found.money(found.total),
        funders=Count(found.funders),
        more=sum(together),
        how=tuple(str(say(language, f"follow.{name}")) for name in HOW.get(by, ("how_unknown",))),
    )


def _side(end: End, language: Language) -> str:
    return end.label.side(language) or end.key or ""


def _line(
    number: int, end: End, found: FlowTable, parts: tuple[tuple[str, bool, str], ...], language: Language
) -> Line:
    cells = [found.cells.get((number, part)) for part in range(len(parts))]
    return Line(
        name=_side(end, language),
        address=written(end.key) if end.kind is Kind.NAMED and end.key else None,
        unknown=end.kind is Kind.UNKNOWN,
        grants=Count(end.grants),
        money=found.money(end.total),
        share=found.share(end.total),
        cells=tuple(
            (part[0], "–" if cell is None else found.money(cell.total)) for part, cell in zip(parts, cells, strict=True)
        ),
    )


def _safe(picture: str) -> SafeString:
    return mark_safe(picture)  # noqa: S308  drawn by the library, which escapes every name


@dataclass(frozen=True, slots=True)
class Place:
    """One authority, or what is in none. ``money`` of ``None``: no grant is known to have gone there."""

    name: str
    short: str
    code: str | None
    unknown: bool
    grants: Count
    money: str | None
    share: str


@dataclass(frozen=True, slots=True)
class Places:
    """The map of the authorities with its table."""

    title: str
    sentence: str
    pictures: tuple[SafeString, SafeString]
    places: tuple[Place, ...]
    total: str
    grants: Count


def places(found: Reach, language: Language) -> Places | None:
    """The map of an answer by place; ``None``: none of its money is in one of the 22, nor in Wales."""
    made = tile_table(found)
    if not any(tile.total for tile in made.tiles):
        return None
    return Places(
        title=made.title().side(language) or "",
        sentence=made.sentence().side(language) or "",
        pictures=(
            _safe(tile_map(made, language, WIDE, "tiles")),
            _safe(tile_map(made, language, NARROW, "tiles-narrow")),
        ),
        places=(*_authorities(made, language), *_others(made, language)),
        total=made.money(made.total),
        grants=Count(made.grants),
    )


def _authorities(made: TileTable, language: Language) -> list[Place]:
    """The 22, by their names."""
    found = [
        Place(
            tile.authority.name.side(language) or tile.authority.code,
            tile.authority.short,
            tile.authority.code if tile.total is not None else None,
            unknown=False,
            grants=Count(tile.grants),
            money=None if tile.total is None else made.money(tile.total),
            share="–" if tile.total is None else made.share(tile.total),
        )
        for tile in made.tiles
    ]
    return sorted(found, key=lambda place: place.name)


def _others(made: TileTable, language: Language) -> list[Place]:
    return [
        Place(
            each.what.side(language) or "", "", None, each.unknown, Count(each.grants), made.money(each.total),
            made.share(each.total),
        )
        for each in made.beside
    ]  # fmt: skip
