"""Which recipient each grant of a package went to, and how much each holds (follow.md 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cydradd.follow.amounts import Sums
from cydradd.follow.concentration import Holdings
from cydradd.follow.recipients import Recipient
from cydradd.vocabulary.facts import JsonValue


def recipient_of(grant: Mapping[str, JsonValue]) -> Recipient | None:
    """The first recipient a 360Giving grant names; ``None`` when it names neither organisation nor person."""
    for key, is_individual in (("recipientOrganization", False), ("recipientIndividual", True)):
        named = grant.get(key)
        first = named[0] if isinstance(named, list) and named else named
        if isinstance(first, Mapping):
            return Recipient(
                id=_text(first.get("id")),
                name=_text(first.get("name")),
                charity_number=_text(first.get("charityNumber")),
                company_number=_text(first.get("companyNumber")),
                is_individual=is_individual,
            )
    return None


def identity(recipient: Recipient | None) -> tuple[str, str] | None:
    """What tells recipients apart: the published id, else the exact name; ``None`` when neither is given."""
    if recipient is None:
        return None
    if recipient.id:
        return "id", recipient.id
    return ("name", recipient.name) if recipient.name else None


def of_grants(grants: Iterable[JsonValue], currency: str) -> tuple[Holdings, Sums, dict[str, int]]:
    """Holdings in one currency; the sums of all currencies; and the grants left out, by currency.

    An amount that cannot be read is in no holding: it is counted by `Sums.not_summable`.
    """
    held, sums, others = Holdings(), Sums(), dict[str, int]()
    for index, grant in enumerate(grants):
        if not isinstance(grant, Mapping):
            continue
        own = Sums()
        own.add(grant.get("amountAwarded"), grant.get("currency"), f"/grants/{index}/amountAwarded")
        sums.not_summable += own.not_summable
        sums.defects.extend(own.defects)
        for unit, amount in own.minor_units.items():
            sums.minor_units[unit] = sums.minor_units.get(unit, 0) + amount
            if unit == currency:
                held.add(identity(recipient_of(grant)), amount)
            else:
                others[unit] = others.get(unit, 0) + 1
    return held, sums, others


def _text(value: JsonValue) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
