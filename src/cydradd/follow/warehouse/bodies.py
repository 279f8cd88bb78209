"""Parties of a warehouse: who is who by everything said of them, with their class and place, each found out once."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from cydradd.follow.recipients import GROUPS, Class, Recipient, classify, company_number
from cydradd.follow.warehouse.feeding import BATCH, Cell, Feed
from cydradd.follow.warehouse.grant_facts import Said
from cydradd.follow.warehouse.places import place_of, postcode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cydradd.follow.warehouse.store import Warehouse

MOST = 50_000
"""Parties held in memory at once."""
SAID_LEVEL = "medium"
"""Level of evidence of a class that a person gave, with a reason."""


class Income(Protocol):
    """Income of one charity in one year, in pence, by the last day of the year."""

    @property
    def org_id(self) -> str:
        """Whose."""

    @property
    def until(self) -> str:
        """Last day of the year, as an ISO day."""

    @property
    def income(self) -> int:
        """In pence."""


class Evidence(Protocol):
    """What registers know of some recipients (`registers.Register`)."""

    def links(self, recipients: Sequence[Recipient]) -> Mapping[str, str]:
        """Org-id of the charity that a company is, by the company's org-id."""

    def kinds(self, recipients: Sequence[Recipient]) -> Mapping[str, str]:
        """Type of each company by its number, in the words of `recipients.classify`."""

    def names(self, recipients: Sequence[Recipient]) -> Mapping[str, str]:
        """Class of each name that bodies of one class alone have, by the name as `recipients.plain_name` writes it."""

    def canonical(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The one id of a body by each other id it has."""

    def postcodes(self, written: Sequence[str]) -> Mapping[str, str]:
        """GSS code by whole postcode."""

    def authorities(self, ids: Sequence[str]) -> Mapping[str, str]:
        """GSS code of the place that a council is the council of, by its org-id."""

    def incomes(self, ids: Sequence[str]) -> Sequence[Income]:
        """Every known yearly income of charities."""

    def places(self) -> Sequence[tuple[str, str, str | None, str | None, str | None]]:
        """Every code a local authority has had, with today's code, its names in Welsh and English, and its country."""


def number(*parts: str | bool | None) -> int:
    """A number that equal texts share, of 64 bits: two of ten million meet by chance once in 370,000 warehouses."""
    whole = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(whole.encode(), digest_size=8).digest(), "big", signed=True)


def fold(name: str) -> str:
    """Small letters without accents, so that a name is found however it is typed."""
    if name.isascii():
        return name.lower()
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def recipient(said: Said) -> Recipient:
    """The same as the rules of classes take it."""
    return Recipient(*said[:5])


class Parties:
    """The parties that a load meets, on their way to the warehouse."""

    def __init__(self, warehouse: Warehouse, evidence: Evidence | None, current: Mapping[str, str]) -> None:
        self.warehouse = warehouse
        self.evidence = evidence
        self.current = current
        self.numbers: dict[Said, int] = {}
        self.waiting: dict[int, Said] = {}
        self.feed = Feed(warehouse.connection, "parties")

    def number(self, said: Said) -> int:
        """The number of a party."""
        known = self.numbers.get(said)
        if known is None:
            if len(self.numbers) >= MOST:
                self.numbers.clear()
            known = self.numbers[said] = number(*said)
            self.waiting[known] = said
            if len(self.waiting) >= BATCH:
                self.flush()
        return known

    def flush(self) -> None:
        """Class, place and keep those that the warehouse does not know yet."""
        numbers = list(self.waiting)
        there = self.warehouse.ask("SELECT party FROM parties WHERE party IN (SELECT unnest(?::BIGINT[]))", [numbers])
        new = {number: self.waiting[number] for number in numbers if (number,) not in set(there)}
        self.waiting = {}
        for row in rows_of(new, self.evidence, self.current):
            self.feed.add(row)
        self.feed.flush()


def rows_of(
    parties: Mapping[int, Said],
    evidence: Evidence | None,
    current: Mapping[str, str],
    said_before: Mapping[int, tuple[str, str]] | None = None,
) -> list[tuple[Cell, ...]]:
    """Rows of the table of parties, in the order of its columns. ``said_before``: class and reason a person gave."""
    asked = [recipient(said) for said in parties.values()]
    links = evidence.links(asked) if evidence else {}
    kinds = evidence.kinds(asked) if evidence else {}
    names = evidence.names(asked) if evidence else {}
    same = evidence.canonical([each.id for each in asked if each.id]) if evidence else {}
    directory = (
        evidence.postcodes([each for said in parties.values() if (each := postcode(said[6]))]) if evidence else {}
    )
    councils = evidence.authorities([each.id for each in asked if each.id]) if evidence else {}
    made = []
    for (party, said), one in zip(parties.items(), asked, strict=True):
        found = classify(one, links, kinds, names)
        place, level = place_of(
            said[5] or councils.get(said[0] or ""), said[6], said[7], current=current, directory=directory
        )
        by_hand = (said_before or {}).get(party, (None, None))
        made.append((*_row(party, said, found, same, by_hand), place, level, registered(one, links)))
    return made


def registered(one: Recipient, links: Mapping[str, str]) -> str | None:
    """The org-id under which a register of charities may know a recipient."""
    id = (one.id or "").strip()
    if id.startswith(("GB-CHC-", "GB-SC-", "GB-NIC-")):
        return id
    linked = links.get(f"GB-COH-{company_number(one)}")
    number = (one.charity_number or "").strip()
    return linked or (f"GB-CHC-{number}" if number.isascii() and number.isdigit() else None)


def _row(
    party: int,
    said: Said,
    found: Class,
    same: Mapping[str, str],
    by_hand: tuple[str | None, str | None],
) -> tuple[Cell, ...]:
    id, name = said[0], said[1]
    key = same.get(id, id) if id else (f"name:{name}" if name else None)
    return (
        party,
        None if key is None else number(key),
        key,
        id,
        name,
        fold(name or ""),
        *said[2:],
        found.code,
        found.rule,
        found.level,
        found.why,
        *by_hand,
        GROUPS[by_hand[0]] if by_hand[0] else found.group,
        SAID_LEVEL if by_hand[0] else found.level,
    )
