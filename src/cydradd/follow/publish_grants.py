"""Grants of a round as a package of the 360Giving Data Standard 1.4 (https://standard.threesixtygiving.org/)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cydradd.follow.publish_parts import (
    CannotPublish,
    both,
    lots_by_id,
    money,
    org_id,
    pots_by_id,
    require,
    slug,
    sorted_out,
)
from cydradd.follow.published_round import (
    INDIVIDUAL,
    Body,
    PublishedAgreement,
    PublishedApplication,
    PublishedPayment,
    PublishedRound,
)
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import format_instant, local_date

Json = dict[str, JsonValue]


class _Writing:
    """One round while its grants are written."""

    def __init__(self, round: PublishedRound) -> None:
        publisher, self.name, prefix = require(round, "publisher_id", "publisher_name", "grant_prefix")
        self.prefix = prefix.removeprefix("360G-")
        self.round = round
        self.publisher = org_id(Body(publisher), self.prefix)
        self.pots = pots_by_id(round)
        self.lots = lots_by_id(round)

    def package(self, grants: Sequence[JsonValue]) -> Json:
        return {
            "version": "1.4",
            "identifier": f"{self.prefix}-{slug(self.round.id)}",
            **both("title", self.round.title, self.round.id),
            "issued": local_date(self.round.as_of).isoformat(),
            "publisher": {"identifier": self.publisher, "name": self.name},
            "grants": grants,
        }

    def grant(self, row: PublishedApplication) -> Json:
        round = self.round
        lot = self.lots.get(row.lot or "")
        agreements = [each for each in round.agreements if each.application == row.id]
        found: Json = {
            "id": f"360G-{self.prefix}-{slug(round.id)}-{slug(row.id)}",
            **both("title", row.title, row.id),
            **both("description", self._description(row)),
            "currency": round.currency,
            "amountAppliedFor": money(row.cost, round.currency),
            "amountAwarded": money(row.cost, round.currency),
        }
        if (at := row.awarded_at or round.awarded_at) is not None:
            found["awardDate"] = local_date(at).isoformat()
        found |= self._recipients(row)
        found["fundingOrganization"] = [self._funder(agreements)]
        programme = {"code": round.id, **both("title", round.title)}
        found["grantProgramme"] = [programme | ({"code": f"{round.id}/{lot.id}"} if lot else {})]
        if round.call_opens is not None:
            found["fromOpenCall"] = "Yes"
        if round.place is not None:
            found["beneficiaryLocation"] = [{"geoCode": round.place}]
        found |= self._money_of(agreements)
        found["dateModified"] = format_instant(round.as_of)
        return found

    def _description(self, row: PublishedApplication) -> Bilingual:
        """What was asked for, in which lot and round: in each language what that language has."""
        lot = self.lots.get(row.lot or "")
        parts = [row.title, lot.title if lot and lot.title else Bilingual(), self.round.title]
        cy, en = ([getattr(part, side) for part in parts] for side in ("cy", "en"))
        welsh, english = ". ".join(filter(None, cy)), ". ".join(filter(None, en))
        return Bilingual(welsh or None, english or welsh or self.round.id)

    def _recipients(self, row: PublishedApplication) -> Json:
        people = [body for body, _ in row.members if body.kind == INDIVIDUAL]
        if people:
            return {
                "recipientIndividual": {
                    "id": f"360G-{self.prefix}-IND:{slug(row.id)}",
                    "name": "Individual recipient / Derbynnydd unigol",
                }
            }
        ids = [org_id(body, self.prefix) for body, _ in row.members]
        found: Json = {
            "recipientOrganization": [
                {"id": id, "name": body.name or body.id} for id, (body, _) in zip(ids, row.members, strict=True)
            ]
        }
        if len(ids) > 1:
            found["recipientShares"] = [
                {"recipient": id, "share": str(share)} for id, (_, share) in zip(ids, row.members, strict=True)
            ]
        return found

    def _funders(self, agreements: Sequence[PublishedAgreement]) -> Mapping[str, tuple[Body, Pence]]:
        """Who pays, by org-id, and how much: the pots of the agreements."""
        found: dict[str, tuple[Body, Pence]] = {}
        for agreement in agreements:
            for id, amount in agreement.pots.items():
                if id in self.pots:
                    body = self.pots[id].funder
                    key = org_id(body, self.prefix)
                    before = found[key][1] if key in found else 0
                    found[key] = (body, Pence(before + amount))
        return found

    def _funder(self, agreements: Sequence[PublishedAgreement]) -> Json:
        """The one that pays; the publisher where several pay together or it is not known which one does.

        More than one funding organisation is a fault of 360Giving data: several are told apart by
        ``commitmentTransaction``.
        """
        funders = self._funders(agreements)
        if len(funders) == 1:
            ((id, (body, _)),) = funders.items()
            return {"id": id, "name": body.name or (self.name if id == self.publisher else body.id)}
        return {"id": self.publisher, "name": self.name}

    def _money_of(self, agreements: Sequence[PublishedAgreement]) -> Json:
        """Planned dates, who pays which part, and what was paid."""
        if not agreements:
            return {}
        currency = self.round.currency
        found: Json = {
            "plannedDates": [
                {"startDate": each.start.isoformat(), "endDate": each.end.isoformat()} for each in agreements
            ],
            "commitmentTransaction": [
                {"provider": id, "currency": currency, "value": money(amount, currency)}
                for id, (_, amount) in self._funders(agreements).items()
            ],
        }
        ids = {each.id for each in agreements}
        payments = [each for each in self.round.payments if each.agreement in ids]
        if payments:
            found["amountDisbursed"] = money(Pence(sum(each.amount for each in payments)), currency)
            found["disbursementTransaction"] = [self._payment(each) for each in payments]
        return {key: each for key, each in found.items() if each != []}

    def _payment(self, payment: PublishedPayment) -> Json:
        return {
            "transactionDate": payment.paid_on.isoformat(),
            "currency": self.round.currency,
            "value": money(payment.amount, self.round.currency),
        }


def grants_package(round: PublishedRound) -> Json:
    """The grants of a round: every funded application that is paid by grant, but those that are withheld.

    Raises:
        CannotPublish: Publisher or prefix is not set, or no grant can be published (a package holds at least one).
    """
    writing = _Writing(round)
    rows, _ = sorted_out(round, grants=True)
    if not rows:
        raise CannotPublish(
            Bilingual(
                "Nid oes grant i’w gyhoeddi. Gwiriwch fod y canlyniad wedi’i gyhoeddi.",
                "There is no grant to publish. Check that the result is published.",
            ),
            code="nothing-to-publish",
        )
    return writing.package([writing.grant(row) for row in rows])
