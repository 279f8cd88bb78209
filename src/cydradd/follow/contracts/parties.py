"""Who is named in a compiled release: an organisation by the reference to it, with what the parties say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cydradd.follow.recipients import Recipient, is_org_id
from cydradd.vocabulary.facts import JsonValue

Object = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Party:
    """One organisation of one contracting process.

    Attributes:
        id: As published, by which the parties of one process are told apart.
        name: ``None``: said neither in the reference nor among the parties.
        org_id: List and number in one, such as ``GB-COH-01234567``; ``None``: no identifier with both is given.
        says_vcse: What the organisation, or the system for it, says: that it is voluntary. Nobody has checked it.
        scale: ``micro sme large`` or another code; ``None`` = not stated.
    """

    id: str | None
    name: str | None
    org_id: str | None = None
    says_vcse: bool | None = None
    scale: str | None = None

    @property
    def key(self) -> str | None:
        """What the organisation is known by across processes: org-id, else published id, else exact name."""
        return self.org_id or self.id or self.name

    def recipient(self) -> Recipient:
        """The organisation as it is classified."""
        return Recipient(self.org_id or self.id, self.name)


class Parties:
    """The parties of one compiled release."""

    def __init__(self, release: Object) -> None:
        self._by_id = {_text(each.get("id")): each for each in objects(release.get("parties"))}

    def of(self, reference: JsonValue) -> Party | None:
        """The organisation that a reference means; ``None``: it names none."""
        if not isinstance(reference, Mapping):
            return None
        id = _text(reference.get("id"))
        party = self._by_id.get(id, {}) if id is not None else {}
        details = party.get("details")
        details = details if isinstance(details, Mapping) else {}
        vcse = details.get("vcse")
        name = _text(reference.get("name")) or _text(party.get("name"))
        identifiers = (party.get("identifier"), reference.get("identifier"))
        org_id = next((found for each in identifiers if (found := _org_id(each))), None)
        if id is None and name is None and org_id is None:
            return None
        return Party(id, name, org_id, vcse if isinstance(vcse, bool) else None, _text(details.get("scale")))


def objects(value: JsonValue) -> Iterator[Object]:
    """The objects of a list; of anything else none."""
    for each in value if isinstance(value, list | tuple) else ():
        if isinstance(each, Mapping):
            yield each


def _text(value: JsonValue) -> str | None:
    """A text without spaces round it, or a whole number as text; ``None`` when nothing is left."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def _org_id(identifier: JsonValue) -> str | None:
    """``scheme-id``; a number that holds its scheme already stays as it is."""
    if not isinstance(identifier, Mapping):
        return None
    scheme, id = _text(identifier.get("scheme")), _text(identifier.get("id"))
    if scheme is None or id is None:
        return None
    whole = id if id.startswith(f"{scheme}-") else f"{scheme}-{id}"
    return whole if is_org_id(whole) else None
