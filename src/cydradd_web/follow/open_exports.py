"""The tables of the open data as files, as the page shows them; grants as they come, however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cydradd.cycle.report.formats import decimal
from cydradd.follow.flows import concentration, flow, place_names, reach
from cydradd.follow.pictures.flow_table import Kind, flow_table
from cydradd.follow.pictures.tile_table import tile_table
from cydradd.follow.reach import By
from cydradd.follow.recipients import INDIVIDUAL, UNKNOWN
from cydradd.follow.warehouse.offered import every_grant, holders
from cydradd.vocabulary.money import Pence, major_units
from cydradd.vocabulary.text import Bilingual
from cydradd_web.downloads.formats import Ending
from cydradd_web.downloads.lists import Column, Listing
from cydradd_web.follow import exports
from cydradd_web.follow.selectors.reached import Followed
from cydradd_web.licence import Licence

if TYPE_CHECKING:
    from cydradd.follow.finding import Grant
    from cydradd.follow.reach import Reach
    from cydradd.follow.warehouse.offered import Offered
    from cydradd.follow.warehouse.questions import Filters
    from cydradd.follow.warehouse.store import Warehouse

NAMES = ("reach", "flow", "places", "recipients", "grants", "concentration", "lorenz")
PARQUET = "parquet"
ENDINGS = (*Ending, PARQUET)
"""The kinds of file in which every table comes."""
WORKBOOK = 100_000
"""Grants in a workbook, at most: more come as the other kinds."""
_RECIPIENTS = (Column("id"), Column("name"), Column("group"), Column("currency"), Column("grants", "whole"))
_GRANTS = tuple(
    Column(name, kind)
    for kind, names in (
        ("text", "id title description programme currency"),
        ("amount", "amount"),
        (
            "text",
            "amount_as_written awarded_on funder_id funder recipient_id recipient group same_id file sha256 sheet",
        ),
        ("whole", "row"),
        ("text", "pointer"),
    )
    for name in names.split()
)

_FLOW = tuple(
    Column(name, kind)
    for kind, names in (
        ("text", "currency funder_id funder by key label_cy label_en"),
        ("whole", "grants sum_pence"),
        ("json", "share_money"),
    )
    for name in names.split()
)
_PLACES = tuple(
    Column(name, kind)
    for kind, names in (
        ("text", "currency code short name_cy name_en"),
        ("whole", "grants recipients sum_pence"),
        ("json", "share_money"),
    )
    for name in names.split()
)


def licence(sources: str) -> Licence:
    """The licence of these lists: that of each file they were made from, told where its publisher published it."""
    name = Bilingual(
        "Trwydded pob ffeil wreiddiol, gan ei chyhoeddwr; rhestr y ffeiliau: gweler y cyfeiriad",
        "The licence of each original file, from its publisher; the list of files is at the address",
    )
    return Licence("LicenseRef-original-files", name, Bilingual(sources, sources))


def listing(name: str, warehouse: Warehouse, offered: Offered, filters: Filters, by: By) -> Listing:
    """One table. Raises `KeyError` where there is no such table."""
    if name == "flow":
        return Listing("open-flow", _FLOW, _streams(warehouse, offered, filters, by))
    if name == "places":
        return Listing("open-places", _PLACES, _tiles(reach(warehouse, filters, By.PLACE)))
    if name == "reach":
        return exports.reach_listing("open-reach", reach(warehouse, filters, by))
    if name == "recipients":
        return Listing("open-recipients", (*_RECIPIENTS, Column("amount", "amount")), _holders(warehouse, filters))
    if name == "grants":
        return Listing("open-grants", _GRANTS, (_grant(each) for each in every_grant(warehouse, filters)))
    followed = Followed(filters.currency, {}, concentration(warehouse, filters), 0)
    return exports.money_listing({"concentration": "money-concentration", "lorenz": "money-lorenz"}[name], followed)


def _streams(warehouse: Warehouse, offered: Offered, filters: Filters, by: By) -> Iterator[list[str | None]]:
    """Money from every funder to every part; funders who are people are together, and none is named."""
    found = flow(warehouse, filters, by)
    places = place_names(warehouse, {each.key for each in found}) if by is By.PLACE else {}
    whole = sum(each.total for each in found)
    names, most = {each.key: each.name for each in offered.funders.values()}, (len(found), len(found))
    table = flow_table(found, by, filters.currency, funders=names, places=places, people=offered.people, most=most)
    for (source, part), cell in sorted(table.cells.items()):
        gave, got = table.sources[source], table.parts[part]
        named = [gave.key, gave.label.en]
        if gave.kind is not Kind.NAMED:
            named = [None, INDIVIDUAL if gave.kind is Kind.PEOPLE else None]
        share = json.dumps(cell.total / whole) if whole else None
        told = [by.value, got.key or UNKNOWN, got.label.cy, got.label.en]
        yield [filters.currency, *named, *told, str(cell.grants), str(cell.total), share]


def _tiles(found: Reach) -> Iterator[list[str | None]]:
    """The 22 authorities by code, then what is in none of them; a sum is blank where no grant is known to have gone."""
    table = tile_table(found)
    for tile in table.tiles:
        place, total = tile.authority, tile.total
        share = json.dumps(total / table.total) if table.total and total is not None else None
        known = [str(tile.grants), str(tile.recipients), None if total is None else str(total), share]
        yield [table.currency, place.code, place.short, place.name.cy, place.name.en, *known]
    for each in table.beside:
        share = json.dumps(each.total / table.total) if table.total else None
        yield [table.currency, None, None, each.what.cy, each.what.en, str(each.grants), None, str(each.total), share]


def _holders(warehouse: Warehouse, filters: Filters) -> Iterator[list[str | None]]:
    """People are together in one row: none is named."""
    people, money = 0, 0
    for each in holders(warehouse, filters):
        if each.group == INDIVIDUAL:
            people, money = people + each.grants, money + each.total
            continue
        told = [each.key, each.name, each.group, filters.currency, str(each.grants)]
        yield [*told, decimal(major_units(Pence(each.total), filters.currency), filters.currency)]
    if people:
        amount = decimal(major_units(Pence(money), filters.currency), filters.currency)
        yield [None, None, INDIVIDUAL, filters.currency, str(people), amount]


def _grant(one: Grant) -> list[str | None]:
    """One row; of a person neither name nor text."""
    person = one.to_group == INDIVIDUAL
    amount = None
    if one.minor_units is not None and one.currency is not None:
        amount = decimal(major_units(Pence(one.minor_units), one.currency), one.currency)
    texts: list[str | None] = [None, None] if person else [one.title, one.description]
    who: list[str | None] = [None, None] if person else [one.to_key, one.to_name]
    return [
        one.id,
        *texts,
        one.programme,
        one.currency,
        amount,
        one.amount_text,
        one.awarded_on.isoformat() if one.awarded_on else None,
        one.from_key,
        one.from_name,
        *who,
        one.to_group,
        one.kind,
        one.file,
        one.sha256,
        one.sheet,
        None if one.row is None else str(one.row),
        one.pointer,
    ]
