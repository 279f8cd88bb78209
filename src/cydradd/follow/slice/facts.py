"""Everything that the page of a slice shows, asked of a warehouse once for both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

import orjson

from cydradd.follow.concentration_report import ConcentrationReport
from cydradd.follow.finding import Grant
from cydradd.follow.flows import concentration, flow, place_names, reach
from cydradd.follow.people import may_show
from cydradd.follow.pictures.flow_table import FlowTable, flow_table
from cydradd.follow.pictures.tile_table import TileTable, tile_table
from cydradd.follow.reach import By, Reach
from cydradd.follow.reach_words import label
from cydradd.follow.recipients import INDIVIDUAL
from cydradd.follow.tracing import Match, trace_rows
from cydradd.follow.warehouse.asking import Tables
from cydradd.follow.warehouse.offered import Holder, Offered, every_grant, holders, offered
from cydradd.follow.warehouse.questions import Filters
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

BLOCK = 500
"""Grants of which the cells are asked for together."""
LARGEST = 20
"""Recipients that are listed by what they got."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that grants come from, with what it says of itself; ``None``: it says nothing."""

    file: str
    sha256: str
    grants: int
    publisher: str | None
    licence: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One grant. Of a person, or from one, no name is told.

    Attributes:
        funder, recipient: ``None``: nobody is named, several are, or it is a person.
        person: It went to a person.
        place: Sheet and row, or JSON pointer, in ``file``.
        cells: What is written there, by heading or by JSON pointer.
    """

    grant: Grant
    funder: str | None
    recipient: str | None
    person: bool
    place: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Slice:
    """Some grants of one warehouse.

    Attributes:
        by: The money by each thing it is told apart by; ``None`` of ``concentration``: it cannot be measured.
        place: Name of the place that was asked for; ``None``: all places.
        tiles: ``None``: none of the money is known to be in one of the 22 authorities of Wales.
    """

    tables: Tables
    filters: Filters
    offered: Offered
    place: Bilingual | None
    by: Mapping[By, Reach]
    flow: FlowTable
    tiles: TileTable | None
    concentration: ConcentrationReport | None
    holders: tuple[Holder, ...]
    sources: tuple[Source, ...]

    def grants(self) -> Iterator[Line]:
        """Every grant, newest first, of every currency: as many as the page has room for."""
        every = every_grant(self.tables, self.filters)
        while block := list(islice(every, BLOCK)):
            places = trace_rows(self.tables, [each.row_no for each in block])
            yield from (_line(each, places.get(each.row_no), self.offered) for each in block)


def gather(tables: Tables, filters: Filters) -> Slice:
    """Ask a warehouse for all that the page shows.

    Raises:
        NotPossible: No grant is like that.
    """
    held = offered(tables)
    by = {each: _in_time(reach(tables, filters, each)) for each in By}
    try:
        spread = concentration(tables, filters)
    except NotPossible as error:
        if error.code != "negative-total":
            raise
        spread = None
    streams = flow(tables, filters, By.TYPE)
    tiles = tile_table(by[By.PLACE])
    return Slice(
        tables,
        filters,
        held,
        _place(tables, filters.place),
        by,
        flow_table(
            streams,
            By.TYPE,
            filters.currency,
            funders={each.key: each.name for each in held.funders.values()},
            people=held.people,
        ),
        tiles if any(tile.total for tile in tiles.tiles) else None,
        spread,
        tuple(holders(tables, filters)),
        _sources(tables, by[By.TYPE]),
    )


def _in_time(found: Reach) -> Reach:
    """Years in their order."""
    return replace(found, rows=tuple(sorted(found.rows, key=lambda row: row.key))) if found.by is By.YEAR else found


def _place(tables: Tables, code: str | None) -> Bilingual | None:
    return None if code is None else place_names(tables, [code]).get(code) or label(By.PLACE, code)


def _sources(tables: Tables, found: Reach) -> tuple[Source, ...]:
    about = {str(sha256): _about(meta) for sha256, meta in tables.ask("SELECT sha256, meta FROM files")}
    return tuple(
        Source(
            str(each["file"]),
            str(each["sha256"]),
            int(str(each["grants"])),
            about.get(str(each["sha256"]), {}).get("publisher"),
            about.get(str(each["sha256"]), {}).get("license"),
        )
        for each in found.sources
    )


def _about(meta: object) -> dict[str, str]:
    """Publisher and licence of a file, as its own head names them."""
    head = orjson.loads(str(meta)) if meta else {}
    publisher = head.get("publisher")
    said = {"license": head.get("license"), "publisher": publisher.get("name") if isinstance(publisher, dict) else None}
    return {name: value for name, value in said.items() if isinstance(value, str) and value}


def _line(grant: Grant, match: Match | None, held: Offered) -> Line:
    person = grant.to_group == INDIVIDUAL or grant.to_key in held.people
    cells = match.cells if match is not None else {}
    place = f"{grant.sheet}!{grant.row}" if grant.sheet else str(grant.row or grant.pointer or "")
    named = held.funders.get(grant.from_key or "")
    return Line(
        grant,
        None if grant.from_key in held.people else named.name if named else grant.from_name or grant.from_key,
        None if person else grant.to_name or grant.to_key,
        person,
        place,
        {where: text for where, text in cells.items() if text.strip() and (not person or may_show(where))},
    )
