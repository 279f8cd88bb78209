"""The money of one contracting process: what was awarded, agreed and paid after its last release, and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.follow.warehouse.asking import Tables
from cydradd.vocabulary.facts import JsonValue


@dataclass(frozen=True, slots=True)
class ProcessAmount:
    """One amount.

    Attributes:
        measure: ``awards``, ``contracts`` or ``paid``: never added to each other.
        pointer: Where it stands in the compiled release.
        minor_units: Of the currency; ``None``: no amount is given, or it cannot be read.
        awarded_on: Day of the award, the signature or the payment, as ISO; ``None``: not told.
        suppliers: Names, else ids. Several share the amount, in parts that nobody has told.
    """

    source: str
    measure: str
    id: str | None
    pointer: str
    currency: str | None
    minor_units: int | None
    awarded_on: str | None
    suppliers: tuple[str, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of an amount of ``follow trace``."""
        return {
            "source": self.source,
            "measure": self.measure,
            "id": self.id,
            "pointer": self.pointer,
            "currency": self.currency,
            "amount_pence": self.minor_units,
            "date": self.awarded_on,
            "suppliers": list(self.suppliers),
            "joint": len(self.suppliers) > 1,
        }


def of_process(tables: Tables, ocid: str) -> tuple[ProcessAmount, ...]:
    """Every amount of the processes with an ocid, a key within one source only; none where there is no money."""
    rows = tables.ask(
        "SELECT a.row_no, a.source, a.measure, a.id, a.stands_at, a.currency, a.minor_units, "
        "CAST(a.awarded_on AS VARCHAR(10)), p.name, p.id "
        "FROM amounts a LEFT JOIN members m ON a.row_no = m.row_no "
        "LEFT JOIN parties p ON p.party = coalesce(m.party, a.recipient) "
        "WHERE a.process = ? ORDER BY a.source, a.measure, a.stands_at, a.row_no, m.position",
        [ocid.strip()],
    )
    named: dict[object, list[str]] = {}
    told: dict[object, tuple[object, ...]] = {}
    for row_no, *rest, name, id in rows:
        told[row_no] = tuple(rest)
        named.setdefault(row_no, []).extend(str(each) for each in (name or id,) if each)
    return tuple(
        ProcessAmount(
            str(source),
            str(measure),
            None if id is None else str(id),
            str(pointer),
            None if currency is None else str(currency),
            units if isinstance(units, int) else None,
            None if day is None else str(day),
            tuple(named[row_no]),
        )
        for row_no, (source, measure, id, pointer, currency, units, day) in told.items()
    )
