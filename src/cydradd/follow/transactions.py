"""Money that moved under contracts, as OCDS publishes it: ``contracts[].implementation.transactions``.

Source: https://standard.open-contracting.org/1.1/en/schema/reference/#transaction. Publications of it are rare: a
package without a section of contracts says nothing of payments, which is not the same as "nothing was paid".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cydradd.follow.amounts import Sums
from cydradd.follow.contracts.processes import Process
from cydradd.follow.findings import finding
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.time import local_date, parse_date, parse_instant


@dataclass(frozen=True, slots=True)
class Money:
    """Whole minor units of one currency."""

    amount: Pence
    currency: str


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract. What is not published is ``None``. ``id`` names it with its contracting process."""

    id: str
    value: Money | None
    start: date | None
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class Transaction:
    """One payment: what and when, under which contract."""

    contract: str
    paid_on: date
    value: Money


@dataclass(slots=True)
class Transactions:
    """Contracts of a file and what moved under them; what could not be read is listed.

    Attributes:
        told: Whether any contract says what was paid, were it nothing.
    """

    contracts: list[Contract] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)
    told: bool = False
    defects: list[Defect] = field(default_factory=list)


def transactions_of(processes: Iterable[Process]) -> Transactions:
    """Read every contract and transaction of the compiled releases, so that what is published twice counts once."""
    found = Transactions()
    for process in processes:
        release, pointer = process.compiled, process.pointer
        for index, contract in enumerate(_objects(release.get("contracts"))):
            place = f"{pointer}/contracts/{index}"
            id = f"{release.get('ocid')}/{contract.get('id')}"
            period = contract.get("period")
            start = period.get("startDate") if isinstance(period, Mapping) else None
            found.contracts.append(
                Contract(
                    id,
                    _money(found, contract.get("value"), f"{place}/value"),
                    _day(found, start, f"{place}/period/startDate"),
                    _day(found, contract.get("dateSigned"), f"{place}/dateSigned"),
                )
            )
            _add_transactions(found, id, contract.get("implementation"), f"{place}/implementation/transactions")
    return found


def _add_transactions(found: Transactions, contract: str, implementation: JsonValue, place: str) -> None:
    listed = implementation.get("transactions") if isinstance(implementation, Mapping) else None
    found.told = found.told or isinstance(listed, list)
    for index, each in enumerate(_objects(listed)):
        pointer = f"{place}/{index}"
        value = _money(found, each.get("value") or each.get("amount"), f"{pointer}/value")
        paid_on = _day(found, each.get("date"), f"{pointer}/date")
        if value is not None and paid_on is not None:
            found.transactions.append(Transaction(contract, paid_on, value))
        elif value is None and not isinstance(each.get("value"), Mapping):
            found.defects.append(finding("missing-field", pointer, name="value"))
        elif paid_on is None and each.get("date") is None:
            found.defects.append(finding("missing-field", pointer, name="date"))


def _objects(value: JsonValue) -> Iterator[Mapping[str, JsonValue]]:
    yield from (each for each in (value if isinstance(value, list) else ()) if isinstance(each, Mapping))


def _money(found: Transactions, value: JsonValue, pointer: str) -> Money | None:
    """Minor units of a value; a return is below 0, and no defect here."""
    if not isinstance(value, Mapping):
        return None
    sums = Sums()
    sums.add(value.get("amount"), value.get("currency"), pointer)
    found.defects += [each for each in sums.defects if each.code != "negative-amount"]
    return next((Money(Pence(amount), currency) for currency, amount in sums.minor_units.items()), None)


def _day(found: Transactions, value: JsonValue, pointer: str) -> date | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else ""
    try:
        return local_date(parse_instant(text)) if len(text) > len("2027-03-01") else parse_date(text)
    except CydraddError:
        found.defects.append(finding("not-a-date", pointer, value, forms="date-time"))
        return None
