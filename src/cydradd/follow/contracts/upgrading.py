"""Releases of OCDS 1.0 written as 1.1.

The changes are those of the changelog of 1.1 (https://standard.open-contracting.org/1.1/en/history/changelog/):
organisations move to ``parties`` with their roles, ``amendment`` becomes the list ``amendments``, and transactions
say ``payer``, ``payee`` and ``value``. Nothing is lost: what a field of 1.1 holds already is kept beside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from cydradd.vocabulary.facts import JsonValue

Json = dict[str, JsonValue]

_NAMES = ("id", "name")
_ORGANISATION = frozenset({"identifier", "additionalIdentifiers", "address", "contactPoint"})
"""Fields of an organisation that stands in its place, as in 1.0, and is no reference."""


def is_old(release: Mapping[str, JsonValue], version: JsonValue = None) -> bool:
    """Whether a release is one of 1.0: its package says so, or says nothing and no list ``parties`` is there."""
    if isinstance(version, str):
        return version == "1.0"
    return "parties" not in release and any(_ORGANISATION & each.keys() for each, _ in _places(release))


def upgrade(release: Mapping[str, JsonValue]) -> Json:
    """A release of 1.0 as one of 1.1; one of 1.1 stays as it is. The release given is not changed."""
    found: Json = deepcopy(dict(release))
    parties = _Parties(found.get("parties"))
    for organisation, role in list(_places(found)):
        parties.refer(organisation, role)
    for owner in _amended(found):
        _amendments(owner)
    for transaction in _transactions(found):
        _transaction(transaction, parties)
    if parties.all:
        found["parties"] = [*parties.all.values(), *parties.others]
    return found


class _Parties:
    """The list ``parties`` while organisations move there."""

    def __init__(self, given: JsonValue) -> None:
        self.all: dict[str, Json] = {}
        self.others: list[JsonValue] = []
        for each in given if isinstance(given, list) else ():
            if isinstance(each, dict) and isinstance(each.get("id"), str | int):
                self.all[str(each["id"])] = each
            else:
                self.others.append(each)

    def refer(self, organisation: Json, role: str) -> None:
        """Move what is said of an organisation to the parties, and leave its id and name in place.

        One whose id is no id stays as it is.
        """
        id = organisation.get("id")
        key = str(id) if isinstance(id, str | int) else _key(organisation)
        if key is None or not isinstance(id, str | int | None):
            return
        party = self.all.setdefault(key, {"id": id if id is not None else key})
        for name, value in organisation.items():
            party.setdefault(name, value)
        roles = party.setdefault("roles", [])
        if isinstance(roles, list) and role not in roles:
            roles.append(role)
        for name in [name for name, value in organisation.items() if name not in _NAMES and party[name] == value]:
            del organisation[name]
        organisation["id"] = party["id"]


def _key(organisation: Mapping[str, JsonValue]) -> str | None:
    """The id of an organisation of 1.0, which had none: its identifier, else a hash of its name."""
    identifier = organisation.get("identifier")
    if isinstance(identifier, Mapping) and isinstance(identifier.get("id"), str | int):
        scheme = identifier.get("scheme")
        return f"{scheme}-{identifier['id']}" if isinstance(scheme, str) and scheme else str(identifier["id"])
    name = organisation.get("name")
    if not isinstance(name, str) or not name:
        return None
    return "name-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _objects(value: JsonValue) -> Iterator[Json]:
    """The objects of a list."""
    for each in value if isinstance(value, Sequence) and not isinstance(value, str) else ():
        if isinstance(each, dict):
            yield each


def _places(release: Mapping[str, JsonValue]) -> Iterator[tuple[Json, str]]:
    """Every organisation of a release outside ``parties``, with its role."""
    buyer, tender = release.get("buyer"), release.get("tender")
    if isinstance(buyer, dict):
        yield buyer, "buyer"
    if isinstance(tender, dict):
        if isinstance(entity := tender.get("procuringEntity"), dict):
            yield entity, "procuringEntity"
        for each in _objects(tender.get("tenderers")):
            yield each, "tenderer"
    for award in _objects(release.get("awards")):
        for each in _objects(award.get("suppliers")):
            yield each, "supplier"


def _amended(release: Json) -> Iterator[Json]:
    """Everything that may carry an ``amendment``."""
    if isinstance(tender := release.get("tender"), dict):
        yield tender
    yield from _objects(release.get("awards"))
    yield from _objects(release.get("contracts"))


def _amendments(owner: Json) -> None:
    """One ``amendment`` as the only one of a list. Where 1.1's list is there too, nothing is changed."""
    if isinstance(owner.get("amendment"), dict) and "amendments" not in owner:
        owner["amendments"] = [owner.pop("amendment")]


def _transactions(release: Json) -> Iterator[Json]:
    for contract in _objects(release.get("contracts")):
        if isinstance(implementation := contract.get("implementation"), dict):
            yield from _objects(implementation.get("transactions"))


_SIDES = (("providerOrganization", "payer"), ("receiverOrganization", "payee"))


def _transaction(transaction: Json, parties: _Parties) -> None:
    """Identifiers of payer and payee as parties; ``amount`` as ``value``."""
    if "value" not in transaction and isinstance(transaction.get("amount"), dict):
        transaction["value"] = transaction.pop("amount")
    for old, new in _SIDES:
        identifier = transaction.get(old)
        if new in transaction or not isinstance(identifier, dict):
            continue
        side: Json = {"identifier": identifier}
        if isinstance(name := identifier.get("legalName"), str):
            side["name"] = name
        parties.refer(side, new)
        if "id" in side:
            transaction[new] = side
            del transaction[old]
