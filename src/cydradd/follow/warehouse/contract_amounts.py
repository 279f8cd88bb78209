"""The money of compiled releases as rows of the warehouse: every award, contract and payment, each counted once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cydradd.follow.contracts.money import Amount, money
from cydradd.follow.contracts.parties import Party, objects
from cydradd.follow.contracts.processes import Process
from cydradd.follow.recipients import is_org_id
from cydradd.follow.warehouse.bodies import Parties, number
from cydradd.follow.warehouse.feeding import Feed
from cydradd.follow.warehouse.grant_facts import Days, Object, Said, text
from cydradd.follow.warehouse.measures import OF_CONTRACTS

if TYPE_CHECKING:
    from cydradd.follow.warehouse.store import Warehouse

Addresses = Mapping[str, Object]
"""Addresses of a process's parties by their ids."""


class ContractAmounts:
    """Amounts on their way to the tables ``amounts`` and, where several suppliers share one, ``members``."""

    def __init__(self, warehouse: Warehouse, parties: Parties, file_no: int) -> None:
        self.warehouse, self.parties, self.file_no, self.days = warehouse, parties, file_no, Days()
        self.feeds = {name: Feed(warehouse.connection, name) for name in ("amounts", "members")}

    def forget(self, source: str, processes: Sequence[str]) -> None:
        """Take out the amounts of processes that are compiled anew."""
        which = "source = ? AND process IN (SELECT unnest(?::VARCHAR[]))"
        values = [source, list(processes)]
        self.warehouse.ask(f"DELETE FROM members WHERE row_no IN (SELECT row_no FROM amounts WHERE {which})", values)  # noqa: S608
        self.warehouse.ask(f"DELETE FROM amounts WHERE {which}", values)  # noqa: S608 (words of ours)

    def keep(self, process: Process, key: str, place: int) -> None:
        """Keep the amounts of one process.

        Args:
            key: What tells it from others of its source.
            place: Its place among those of one key, which releases that cannot be merged make.
        """
        addresses = {
            id: address
            for each in objects(process.compiled.get("parties"))
            if (id := text(each.get("id"))) and isinstance(address := each.get("address"), Mapping)
        }
        tender = process.compiled.get("tender")
        call: Object = tender if isinstance(tender, Mapping) else {}
        told = text(call.get("title")), text(call.get("description"))
        for each in money(process.compiled).amounts:
            row_no = number(process.source, key, str(place), each.measure.value, each.pointer)
            suppliers = list(dict.fromkeys(_said(party, addresses) for party in each.suppliers))
            numbers = [self.parties.number(said) for said in suppliers]
            for position, one in enumerate(numbers if len(numbers) > 1 else ()):
                self.feeds["members"].add((row_no, one, position))
            buyer = None if each.buyer is None else self.parties.number(_said(each.buyer, addresses))
            self._amount((row_no, process.source, key), each, told, buyer, numbers)

    def _amount(
        self,
        place: tuple[int, str, str],
        amount: Amount,
        told: tuple[str | None, str | None],
        buyer: int | None,
        numbers: list[int],
    ) -> None:
        row_no, source, key = place
        self.feeds["amounts"].add(
            (
                row_no,
                self.file_no,
                OF_CONTRACTS[amount.measure].value,
                source,
                key,
                amount.id,
                amount.pointer,
                *told,
                None,
                amount.currency,
                amount.minor_units,
                None,
                *self.days.read(amount.date),
                buyer,
                numbers[0] if len(numbers) == 1 else None,
                len(numbers) > 1,
                None,
                None,
                "no-place",
            )
        )

    def flush(self) -> None:
        """Give the warehouse what waits."""
        self.parties.flush()
        for feed in self.feeds.values():
            feed.flush()


def _said(party: Party, addresses: Addresses) -> Said:
    """All that a process says of one party; an id that is of no list means nobody outside the process."""
    id = party.org_id or (party.id if party.id is not None and is_org_id(party.id) else None)
    address = addresses.get(party.id or "", {})
    return id, party.name, None, None, False, None, text(address.get("postalCode")), text(address.get("locality"))
