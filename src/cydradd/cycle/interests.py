"""Conflicts of interest: who may not act on what (cycle.md section 1; the rule for every stage).

A seat declares the organisations it has a tie with. It is recused from every lot one of them applies for:
it cannot open, score or vote on any application there, its own or a competing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.events import Event
from cydradd.cycle.round import Tables
from cydradd.vocabulary.people import Partner


@dataclass(frozen=True, slots=True)
class Ties:
    """What may tie a person to an organisation: what is known of either side."""

    org_ids: tuple[str, ...] = ()
    trustees: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that a seat and an applicant share. It proposes an interest; a person confirms it."""

    kind: str
    value: str


def _name(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text).casefold().split())


def _telephone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return re.sub(r"^(00)?44(?=\d{9,10}$)", "0", digits)


def _domain(text: str) -> str:
    host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", text.strip().casefold()).split("/")[0].split(":")[0]
    return host.rsplit("@", 1)[-1].removeprefix("www.")


_COMPARED = {
    "org_ids": lambda text: text.strip().upper(),
    "trustees": _name,
    "addresses": _name,
    "telephones": _telephone,
    "websites": _domain,
}
_KIND = {
    "org_ids": "org_id",
    "trustees": "trustee",
    "addresses": "address",
    "telephones": "telephone",
    "websites": "website",
}


def matches(seat: Ties, applicant: Ties) -> tuple[Match, ...]:
    """What a seat and an applicant share, however it is written: case, spaces, ``+44``, ``https://www.``."""
    found = []
    for attribute, same_form in _COMPARED.items():
        ours = {same_form(text) for text in getattr(seat, attribute)}
        theirs = {same_form(text) for text in getattr(applicant, attribute)}
        found += [Match(_KIND[attribute], value) for value in sorted(ours & theirs - {""})]
    return tuple(found)


def declared(tables: Tables, events: Iterable[Event]) -> dict[str, frozenset[str]]:
    """Organisations each seat has declared, in its seat's row or in an ``interest`` act."""
    found = {seat.seat: set(seat.interests) for seat in tables.seats or ()}
    for act in Acts(in_order(events)).of("interest"):
        if act.seat is not None:
            found.setdefault(act.seat, set()).update(act.links)
    return {seat: frozenset(organisations) for seat, organisations in found.items()}


def applicants(tables: Tables, lot: str | None) -> frozenset[str]:
    """Organisations that apply for a lot, alone or as members. ``None``: applications that name no lot."""
    return applicants_by_lot(tables).get(lot, frozenset())


def applicants_by_lot(tables: Tables) -> dict[str | None, frozenset[str]]:
    """Organisations that apply, alone or as members, by lot."""
    found: dict[str | None, set[str]] = {row.lot: set() for row in tables.applications or ()}
    lot_of = {row.id: row.lot for row in tables.applications or ()}
    for row in tables.applications or ():
        found[row.lot] |= {row.organisation} if row.organisation else set()
    for member in tables.members or ():
        if member.application in lot_of:
            found[lot_of[member.application]].add(member.organisation)
    return {lot: frozenset(names) for lot, names in found.items()}


def recused(seat: str, lot: str | None, tables: Tables, events: Iterable[Event]) -> bool:
    """Whether a seat may not act on any application for ``lot``."""
    return bool(declared(tables, events).get(seat, frozenset()) & applicants(tables, lot))


def recusals(tables: Tables, events: Iterable[Event]) -> Mapping[str, frozenset[str | None]]:
    """Lots from which each seat is recused; seats that may act on every lot are left out."""
    organisations = applicants_by_lot(tables)
    found = {
        seat: frozenset(lot for lot, names in organisations.items() if interests & names)
        for seat, interests in declared(tables, events).items()
    }
    return {seat: barred for seat, barred in found.items() if barred}


def empty_partners(tables: Tables, events: Iterable[Event], lot: str | None) -> tuple[Partner, ...]:
    """Partners that had seats and are left with none on ``lot``: it is paused (``partner-empty``)."""
    barred = {seat for seat, lots in recusals(tables, events).items() if lot in lots}
    seats = tables.seats or ()
    return tuple(
        partner
        for partner in Partner
        if (held := {row.seat for row in seats if row.partner is partner}) and held <= barred
    )
