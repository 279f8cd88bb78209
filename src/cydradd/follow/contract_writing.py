"""One round while its releases are written: its own id, its parties, and the frame that every release has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cydradd.follow.publish_parts import org_id, pots_by_id, require, slug, sorted_out
from cydradd.follow.published_round import DIRECT_PAYMENT, GRANTS, INDIVIDUAL, Body, PublishedRound
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import UnknownIdentifier, parse_org_id

Json = dict[str, JsonValue]


class Writing:
    """One round while its releases are written."""

    def __init__(self, round: PublishedRound) -> None:
        self.publisher_id, self.name, self.prefix = require(round, "publisher_id", "publisher_name", "ocid_prefix")
        self.round = round
        self.rows, _ = sorted_out(round, grants=False)
        self.lots = [lot for lot in round.lots if lot.offer_type not in GRANTS and lot.offer_type != DIRECT_PAYMENT]
        self.pots = pots_by_id(round)
        shown = {row.id for row in self.rows}
        self.agreements = [each for each in round.agreements if each.application in shown]
        self.ocid = f"{self.prefix}-{slug(round.id)}"
        self.buyer = Body(self.publisher_id, self.name)
        bodies = [body for row in self.rows for body, _ in row.members]
        bodies += [each.body for each in self.agreements] + [pot.funder for pot in round.pots]
        self.people = sorted({body.id for body in bodies if body.kind == INDIVIDUAL})

    def party_id(self, body: Body) -> str:
        """The id of a party: its org-id, else one of ours."""
        if body.kind == INDIVIDUAL:
            return f"{self.ocid}-individual-{self.people.index(body.id) + 1}"
        return org_id(body, (self.round.grant_prefix or self.prefix).removeprefix("360G-"))

    def reference(self, body: Body) -> Json:
        """``{"id", "name"}`` of a party."""
        id = self.party_id(body)
        name = "Individual / Unigolyn" if body.kind == INDIVIDUAL else body.name or body.id
        return {"id": id, "name": name}

    def parties(self, roles: Iterable[tuple[Body, str]]) -> list[JsonValue]:
        """Every party once, with all its roles."""
        bodies: dict[str, Body] = {}
        found: dict[str, list[str]] = {}
        for body, role in roles:
            id = self.party_id(body)
            if bodies.setdefault(id, body).name is None:
                bodies[id] = body
            if role not in found.setdefault(id, []):
                found[id].append(role)
        return [self._party(bodies[id], found[id]) for id in sorted(found)]

    def _party(self, body: Body, roles: Sequence[str]) -> Json:
        party = self.reference(body)
        if body.kind != INDIVIDUAL:
            try:
                known = parse_org_id(body.id)
                party["identifier"] = {"scheme": known.prefix, "id": known.number, "legalName": party["name"]}
            except UnknownIdentifier:
                pass
        return party | {"roles": roles}

    def release(self, tag: str, at: str, roles: Iterable[tuple[Body, str]], number: int | None = None) -> Json:
        """The frame of one release."""
        id = f"{self.ocid}-{tag}" + (f"-{number}" if number is not None else "")
        return {
            "ocid": self.ocid,
            "id": id,
            "date": at,
            "tag": [tag],
            "initiationType": "tender",
            "language": "en",
            "parties": self.parties([(self.buyer, "buyer"), *roles]),
            "buyer": self.reference(self.buyer),
        }
