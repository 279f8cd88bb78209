"""The money of one contracting process: awarded, contracted and paid are three measures and are never added.

Sums come from compiled releases, so that a correction counts once (follow.md 3.6). The value of an award to several
suppliers is one amount of all of them: it is neither multiplied nor divided. A budget, a ceiling of a framework and
the greatest value of a tender are no spending and are not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cydradd.follow.amounts import NO_AWARD, Sums
from cydradd.follow.contracts.parties import Object, Parties, Party, objects
from cydradd.follow.findings import finding
from cydradd.vocabulary.facts import Defect, JsonValue

NO_CONTRACT = frozenset({"cancelled"})
"""Status of a contract that was never begun."""


class Measure(StrEnum):
    """What an amount says: decided, agreed, or paid."""

    AWARD = "award"
    CONTRACT = "contract"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of one measure.

    Attributes:
        id: Of the award, contract or transaction, as published.
        pointer: Where it stands in the compiled release.
        minor_units: Exact; ``None``: no amount is given, or it cannot be read and is in no sum.
        date: Of the award, the signature or the payment, as published.
        suppliers: Who it goes to, all that are listed; empty: nobody is named.
    """

    measure: Measure
    ocid: str
    id: str | None
    pointer: str
    currency: str | None
    minor_units: int | None
    date: str | None
    buyer: Party | None
    suppliers: tuple[Party, ...]

    @property
    def is_joint(self) -> bool:
        """Whether several suppliers share it, in parts that nobody has told."""
        return len({party.key for party in self.suppliers}) > 1


@dataclass(slots=True)
class Money:
    """Every amount of one compiled release, and what is wrong with them."""

    amounts: list[Amount]
    defects: list[Defect]
    not_summable: int = 0

    def of(self, measure: Measure) -> Iterator[Amount]:
        """The amounts of one measure."""
        return (each for each in self.amounts if each.measure is measure)


def money(release: Object, pointer: str = "") -> Money:
    """Awards, contracts and payments of one compiled release.

    Awards that were unsuccessful or cancelled, and contracts that were cancelled, are left out.

    Args:
        pointer: Where the release comes from, for the places of defects.
    """
    return _Reading(release, pointer).read()


def sums(amounts: Iterable[Amount]) -> dict[str, int]:
    """Minor units by currency, of amounts of one measure."""
    found: dict[str, int] = {}
    for each in amounts:
        if each.minor_units is not None and each.currency is not None:
            found[each.currency] = found.get(each.currency, 0) + each.minor_units
    return dict(sorted(found.items()))


class _Reading:
    """One compiled release while its money is read."""

    def __init__(self, release: Object, pointer: str) -> None:
        self.release, self.pointer = release, pointer
        self.parties = Parties(release)
        self.buyer = self.parties.of(release.get("buyer"))
        self.found = Money([], [])

    def read(self) -> Money:
        suppliers: dict[str, tuple[Party, ...]] = {}
        for index, award in enumerate(self.listed(self.release.get("awards"), "/awards")):
            if isinstance(award, Mapping):
                place = f"/awards/{index}"
                named = self.suppliers(award, place)
                suppliers[str(award.get("id"))] = named
                if not _is_one_of(award.get("status"), NO_AWARD):
                    self.add(Measure.AWARD, award, place, award.get("date"), named)
                    self.remark(award, named, place)
        for index, contract in enumerate(self.listed(self.release.get("contracts"), "/contracts")):
            if isinstance(contract, Mapping):
                place = f"/contracts/{index}"
                named = suppliers.get(str(contract.get("awardID")), ())
                if not _is_one_of(contract.get("status"), NO_CONTRACT):
                    self.add(Measure.CONTRACT, contract, place, contract.get("dateSigned"), named)
                self.payments(contract, named, place)
        return self.found

    def payments(self, contract: Object, named: tuple[Party, ...], place: str) -> None:
        """What was paid under a contract; to the payee, else to whom the contract went."""
        implementation = contract.get("implementation")
        if not isinstance(implementation, Mapping):
            return
        inner = f"{place}/implementation/transactions"
        for index, each in enumerate(self.listed(implementation.get("transactions"), inner)):
            if isinstance(each, Mapping):
                payee = self.parties.of(each.get("payee"))
                self.add(Measure.PAID, each, f"{inner}/{index}", each.get("date"), (payee,) if payee else named)

    def suppliers(self, award: Object, place: str) -> tuple[Party, ...]:
        """The suppliers of one award, as they are listed."""
        found: list[Party] = []
        for index, each in enumerate(objects(award.get("suppliers"))):
            party = self.parties.of(each)
            if party is None or party.name is None:
                self.note("supplier_unnamed", f"{place}/suppliers/{index}")
            if party is not None:
                found.append(party)
        return tuple(found)

    def remark(self, award: Object, named: tuple[Party, ...], place: str) -> None:
        """What is odd about one award, and is kept."""
        value = award.get("value")
        if not named:
            self.note("award_without_supplier", place)
        if isinstance(value, Mapping) and value.get("amount") == 0:
            self.note("zero_value", f"{place}/value/amount", 0)

    def add(self, measure: Measure, owner: Object, place: str, date: JsonValue, named: tuple[Party, ...]) -> None:
        """Count one amount."""
        value = owner.get("value")
        value = value if isinstance(value, Mapping) else {}
        exact = Sums()
        exact.add(value.get("amount"), value.get("currency"), f"{self.pointer}{place}/value/amount")
        self.found.defects += exact.defects
        self.found.not_summable += exact.not_summable
        currency, units = next(iter(exact.minor_units.items()), (None, None))
        ocid, id = self.release.get("ocid"), owner.get("id")
        self.found.amounts.append(
            Amount(
                measure,
                ocid if isinstance(ocid, str) else "",
                None if id is None else str(id),
                place,
                currency,
                units,
                date if isinstance(date, str) else None,
                self.buyer,
                named,
            )
        )

    def listed(self, value: JsonValue, place: str) -> list[JsonValue]:
        """A list; anything else that stands in its place holds no money that can be counted, and is listed."""
        if value is not None and not isinstance(value, list):
            self.note("wrong-type", place, value, types="array")
        return value if isinstance(value, list) else []

    def note(self, code: str, place: str, value: JsonValue = None, **facts: str) -> None:
        self.found.defects.append(finding(code, self.pointer + place, value, **facts))


def _is_one_of(value: JsonValue, words: frozenset[str]) -> bool:
    return isinstance(value, str) and value in words
