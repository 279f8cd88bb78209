"""The numbers of a flow diagram: money from few funders to few parts, all of it, with what is not known in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from cydradd.follow.flows import Stream
from cydradd.follow.pictures.drawing import named
from cydradd.follow.pictures.flow_words import (
    GAVE,
    GRANTS,
    NOT_NAMED,
    OTHER_PARTS,
    OTHER_PLACES,
    OTHER_YEARS,
    OTHERS,
    PEOPLE,
)
from cydradd.follow.reach import JOINT, By
from cydradd.follow.reach_words import label, percent
from cydradd.follow.recipients import BANDS, UNKNOWN
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual, Plural

FUNDERS, PARTS = 8, 10
"""Funders, and parts, that stand by themselves; the others of each side are one."""


class Kind(StrEnum):
    """What an end of the money is."""

    NAMED = "named"
    OTHERS = "others"
    PEOPLE = "people"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class End:
    """One end of the money: a funder or a part, several together, people, or what is not known.

    Attributes:
        key: As in `flows.Stream`; ``None`` where it is not one.
        many: How many it stands for.
    """

    kind: Kind
    key: str | None
    label: Bilingual
    many: int
    grants: int
    total: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Grants and minor units from one funder to one part."""

    grants: int
    total: int


@dataclass(frozen=True, slots=True)
class FlowTable:
    """All the money of one currency, by who gave it and by part.

    Attributes:
        cells: By the numbers of source and part; every grant is in one of them.
        funders: How many funders gave, of whom not all have a row.
    """

    by: By
    currency: str
    beneficiary: bool
    sources: tuple[End, ...]
    parts: tuple[End, ...]
    cells: Mapping[tuple[int, int], Cell]
    funders: int
    grants: int
    total: int

    def share(self, total: int) -> str:
        """A share of all the money; a dash where there is none."""
        return percent(Fraction(total, self.total) if self.total else None)

    def money(self, total: int) -> str:
        """An amount that does not break at the end of a line."""
        return format_money(Pence(total), self.currency).replace(" ", "\N{NO-BREAK SPACE}")

    def unknown(self) -> Cell:
        """Money of which the part is not known."""
        return next((Cell(end.grants, end.total) for end in self.parts if end.kind is Kind.UNKNOWN), Cell(0, 0))

    def given_back(self) -> Cell:
        """Cells whose money is below 0: how many of them, and how much; they have no ribbon."""
        below = [cell.total for cell in self.cells.values() if cell.total < 0]
        return Cell(len(below), sum(below))

    def title(self) -> Bilingual:
        """The finding: the largest stream between two that have a name."""
        known = {
            (source, part): cell.total
            for (source, part), cell in self.cells.items()
            if self.sources[source].kind is self.parts[part].kind is Kind.NAMED and cell.total > 0
        }
        if not known:
            return Bilingual("I ble’r aeth yr arian", "Where the money went")
        source, part = max(known, key=lambda each: (known[each], [-number for number in each]))
        who, what, total = self.sources[source].label, self.parts[part].label, known[source, part]
        money, share = self.money(total), self.share(total)
        return Bilingual(
            f"Y llif mwyaf: {who.cy} → {what.cy}, {money} ({share} o’r arian)",
            f"The largest stream: {who.en} → {what.en}, {money} ({share} of the money)",
        )

    def sentence(self) -> Bilingual:
        """How many gave how much, and how much is not known."""
        who, what, unknown = GAVE.count(self.funders), GRANTS.count(self.grants), self.share(self.unknown().total)
        money, back = self.money(self.total), self.given_back()
        cy = f"{who.cy}, {what.cy}: {money} i gyd. Ddim yn hysbys: {unknown} o’r arian. Mae yn y cyfanswm."
        en = f"{who.en}, {what.en}: {money} in all. Unknown: {unknown} of the money. It is in the total."
        if back.grants:
            cy += f" O dan sero, felly yn y tabl a’r cyfanswm ond nid yn y llun: {self.money(back.total)}."
            en += f" Below zero, so in the table and the total but not in the picture: {self.money(back.total)}."
        return Bilingual(cy, en)


Side = tuple[Kind, str | None]


def flow_table(
    streams: Iterable[Stream],
    by: By,
    currency: str = "GBP",
    *,
    beneficiary: bool = False,
    funders: Mapping[str, str] | None = None,
    places: Mapping[str, Bilingual] | None = None,
    people: Collection[str] = (),
    most: tuple[int, int] = (FUNDERS, PARTS),
) -> FlowTable:
    """The numbers of a flow diagram.

    Args:
        streams: All of the money, as `flows.flow` gives it.
        beneficiary: Places are those of the people a grant is for.
        funders: Names of funders by their keys, where they are known better than by their streams.
        places: Names of places by their codes.
        people: Keys of people, who are not named.
        most: Funders, and parts, that stand by themselves.
    """
    told = list(streams)
    gave = {each.funder for each in told} - {None, *people}
    names = {each.funder: each.name or each.funder for each in told if each.funder} | dict(funders or {})
    source_of = _kept(told, _funder(people), most[0], by_money=True)
    part_of = _kept(told, _part, most[1], by_money=by is not By.SIZE)
    sources = _ends(told, source_of, lambda key: Bilingual(names[key], names[key]), OTHERS, _money_first)
    parts = _ends(
        told,
        part_of,
        lambda key: named((places or {}).get(key) or label(by, key), key),
        {By.PLACE: OTHER_PLACES, By.YEAR: OTHER_YEARS}.get(by, OTHER_PARTS),
        _ORDERS.get(by, _money_first),
    )
    rows, columns = ({(end.kind, end.key): n for n, end in enumerate(side)} for side in (sources, parts))
    cells: dict[tuple[int, int], Cell] = {}
    for each in told:
        place = rows[source_of(each)], columns[part_of(each)]
        before = cells.get(place, Cell(0, 0))
        cells[place] = Cell(before.grants + each.grants, before.total + each.total)
    grants, total = (sum(values) for values in ((each.grants for each in told), (each.total for each in told)))
    return FlowTable(by, currency, beneficiary, sources, parts, cells, len(gave), grants, total)


def _funder(people: Collection[str]) -> Callable[[Stream], Side]:
    def side(each: Stream) -> Side:
        if each.funder is None:
            return Kind.UNKNOWN, None
        return (Kind.PEOPLE, None) if each.funder in people else (Kind.NAMED, each.funder)

    return side


def _part(each: Stream) -> Side:
    return (Kind.UNKNOWN, None) if each.key == UNKNOWN else (Kind.NAMED, each.key)


def _kept(
    streams: Sequence[Stream], side: Callable[[Stream], Side], most: int, *, by_money: bool
) -> Callable[[Stream], Side]:
    """The side of a stream, in which those beyond the largest are together. One alone keeps its name."""
    totals: dict[str, int] = {}
    for each in streams:
        kind, key = side(each)
        if kind is Kind.NAMED and key is not None:
            totals[key] = totals.get(key, 0) + each.total
    order = sorted(totals, key=lambda key: (-totals[key], key))
    alone = set(order if not by_money or len(order) <= most + 1 else order[:most])

    def kept(each: Stream) -> Side:
        kind, key = side(each)
        return (Kind.OTHERS, None) if kind is Kind.NAMED and key not in alone else (kind, key)

    return kept


def _money_first(end: End) -> tuple[int, str]:
    return -end.total, end.key or ""


def _by_year(end: End) -> tuple[int, str]:
    return 0, end.key or ""


def _by_band(end: End) -> tuple[int, str]:
    bands = [*(band for band, _ in BANDS), JOINT]
    return (bands.index(end.key) if end.key in bands else len(bands)), end.key or ""


_ORDERS: Mapping[By, Callable[[End], tuple[int, str]]] = {By.SIZE: _by_band, By.YEAR: _by_year}
_LAST = (Kind.NAMED, Kind.PEOPLE, Kind.OTHERS, Kind.UNKNOWN)


def _ends(
    streams: Sequence[Stream],
    side: Callable[[Stream], Side],
    called: Callable[[str], Bilingual],
    others: Plural,
    order: Callable[[End], tuple[int, str]],
) -> tuple[End, ...]:
    """The ends of one side: those with a name in their order, people, the others, and last what is not known."""
    found: dict[Side, list[Stream]] = {}
    for each in streams:
        found.setdefault(side(each), []).append(each)
    made = []
    for (kind, key), some in found.items():
        many = len({each.funder if others is OTHERS else each.key for each in some})
        if kind is Kind.NAMED and key is not None:
            said = called(key)
        elif kind is Kind.OTHERS:
            said = others.count(many)
        elif kind is Kind.PEOPLE:
            said = PEOPLE
        else:
            said = NOT_NAMED if others is OTHERS else label("type", UNKNOWN)
        made.append(End(kind, key, said, many, sum(each.grants for each in some), sum(each.total for each in some)))
    return tuple(sorted(made, key=lambda end: (_LAST.index(end.kind), *order(end))))
