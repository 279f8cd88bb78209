"""What a warehouse can be asked about: its places, currencies and funders; and who holds the money of some grants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cydradd.follow.finding import Grant
from cydradd.follow.flows import place_names
from cydradd.follow.recipients import INDIVIDUAL
from cydradd.follow.warehouse import questions
from cydradd.follow.warehouse.asking import Tables, ask, sql
from cydradd.follow.warehouse.questions import Filters
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Funder:
    """Who gave: ``name`` is the one under which it gave most grants."""

    key: str
    name: str
    grants: int


@dataclass(frozen=True, slots=True)
class Offered:
    """What a warehouse holds, in few words.

    Attributes:
        places: Places of recipients, by their codes; ``names`` are those that a register gave.
        currencies: Of grants whose amount can be read; the first has most grants.
        people: Keys of recipients who are people, not organisations.
    """

    files: int
    grants: int
    places: tuple[str, ...]
    names: Mapping[str, Bilingual]
    currencies: tuple[str, ...]
    funders: Mapping[str, Funder]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holder:
    """One recipient with its money of one currency. ``key`` of ``None``: nobody is named, or several together."""

    key: str | None
    name: str | None
    group: str
    grants: int
    total: int


def offered(tables: Tables) -> Offered:
    """What the warehouse can be asked about."""
    places = tables.ask(
        "SELECT DISTINCT place FROM parties WHERE place IS NOT NULL "
        "AND party IN (SELECT recipient FROM grants) ORDER BY place"
    )
    currencies = tables.ask(
        "SELECT currency FROM grants WHERE currency IS NOT NULL AND minor_units IS NOT NULL "
        "GROUP BY currency ORDER BY count(*) DESC, currency"
    )
    funders: dict[str, Funder] = {}
    for key, name, many in tables.ask(
        "SELECT p.key, p.name, count(*) AS n FROM grants g JOIN parties p ON g.funder = p.party "
        "WHERE p.key IS NOT NULL GROUP BY p.key, p.name ORDER BY n DESC, p.name NULLS LAST, p.key"
    ):
        first, more = funders.get(str(key)), many if isinstance(many, int) else 0
        named = first.name if first else str(name or key)
        funders[str(key)] = Funder(str(key), named, more + (first.grants if first else 0))
    people = tables.ask("SELECT DISTINCT key FROM parties WHERE counted_group = ? AND key IS NOT NULL", [INDIVIDUAL])
    files, grants = (tables.ask(f"SELECT count(*) FROM {name}")[0][0] for name in ("files", "grants"))  # noqa: S608
    codes = tuple(str(code) for (code,) in places)
    return Offered(
        files if isinstance(files, int) else 0,
        grants if isinstance(grants, int) else 0,
        codes,
        place_names(tables, codes),
        tuple(str(code) for (code,) in currencies),
        funders,
        frozenset(str(key) for (key,) in people),
    )


def holders(tables: Tables, filters: Filters) -> list[Holder]:
    """Who holds the money, largest first; it adds up to what `flows.reach` says of the same filters."""
    found = [
        Holder(
            None if key is None else str(key),
            None if name is None else str(name),
            str(group),
            many if isinstance(many, int) else 0,
            total if isinstance(total, int) else 0,
        )
        for key, name, group, many, total in ask(tables, questions.held, filters)
    ]
    return sorted(found, key=lambda each: (-each.total, each.name or "", each.key or ""))


def every_grant(tables: Tables, filters: Filters) -> Iterator[Grant]:
    """All grants of the filters, in the order of `finding.grants`, a block at a time."""
    found = tables.each(sql(questions.listing, filters, dialect=tables.dialect))
    yield from (Grant(*row) for row in found)  # type: ignore[arg-type]


def count_grants(tables: Tables, filters: Filters) -> int:
    """How many grants `every_grant` gives."""
    found = ask(tables, questions.currencies, filters)
    return sum(each for _, _, each, _ in found if isinstance(each, int))


def one_grant(tables: Tables, row_no: int) -> Grant | None:
    """One grant by its number in the warehouse; ``None``: there is no such grant."""
    listing = sql(questions.listing, Filters(), dialect=tables.dialect)
    rows = tables.ask(f"SELECT * FROM ({listing}) WHERE row_no = ?", [row_no])  # noqa: S608
    return Grant(*rows[0]) if rows else None  # type: ignore[arg-type]
