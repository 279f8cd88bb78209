"""Which recipient each grant of a file went to, and how much each holds (follow.md 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cydradd.follow.amounts import Sums
from cydradd.follow.concentration import Holdings
from cydradd.follow.recipients import Recipient
from cydradd.follow.rows import Row
from cydradd.vocabulary.facts import JsonValue


def recipient_of(grant: Mapping[str, JsonValue]) -> Recipient | None:
    """The recipient of a 360Giving grant; ``None`` when it names nobody, or several, whose money is never divided."""
    named = [
        Recipient(
            id=_text(each.get("id")),
            name=_text(each.get("name")),
            charity_number=_text(each.get("charityNumber")),
            company_number=_text(each.get("companyNumber")),
            is_individual=is_individual,
        )
        for key, is_individual in (("recipientOrganization", False), ("recipientIndividual", True))
        for each in _all(grant.get(key))
    ]
    return named[0] if len(set(named)) == 1 else None


def _all(value: JsonValue) -> list[Mapping[str, JsonValue]]:
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, Mapping)]


def identity(recipient: Recipient | None) -> tuple[str, str] | None:
    """What tells recipients apart: the published id, else the exact name; ``None`` when neither is given."""
    if recipient is None:
        return None
    if recipient.id:
        return "id", recipient.id
    return ("name", recipient.name) if recipient.name else None


def of_grants(rows: Iterable[Row], currency: str) -> tuple[Holdings, Sums, dict[str, int]]:
    """Holdings in one currency; the sums of all currencies; and the grants left out, by currency.

    An amount that cannot be read is in no holding: it is counted by `Sums.not_summable`.
    """
    held, sums, others = Holdings(), Sums(), dict[str, int]()
    for row in rows:
        own, grant = Sums(), row.values
        own.add(grant.get("amountAwarded"), grant.get("currency"), f"{row.pointer or ''}/amountAwarded")
        sums.not_summable += own.not_summable
        sums.defects.extend(replace(defect, row=row.row) for defect in own.defects)
        for unit, amount in own.minor_units.items():
            sums.minor_units[unit] = sums.minor_units.get(unit, 0) + amount
            if unit == currency:
                held.add(identity(recipient_of(grant)), amount)
            else:
                others[unit] = others.get(unit, 0) + 1
    return held, sums, others


def _text(value: JsonValue) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
