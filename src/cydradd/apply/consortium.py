"""Consortia: who applies together, each one's exact share of the money, and consent to one version of it all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from cydradd.record.canonical import serialise
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

SHARE_SUM = "share-sum"
NO_REQUEST = "no-request"


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation's exact share of one application (apply/members.csv)."""

    application: str
    organisation: str
    share: Fraction
    row: int | None = None


def divide(total: Pence, shares: Sequence[Fraction]) -> tuple[Pence, ...]:
    """Whole pence by shares that add up to 1, by largest remainder; ties go to who stands first.

    Every part is the exact share, rounded down or up, and the parts add up to ``total`` to the penny.

    Raises:
        NotPossible: The shares do not add up to 1, or one is below 0.
    """
    if sum(shares) != 1 or min(shares) < 0:
        raise NotPossible(
            Bilingual(
                "Rhaid i’r cyfrannau adio i 1 yn union, heb yr un o dan 0.",
                "The shares must add up to exactly 1, and none may be below 0.",
            )
        )
    exact = [total * share for share in shares]
    parts = [each.numerator // each.denominator for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])  # stable: the first of equals first
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return tuple(Pence(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Consortium:
    """One application by several organisations.

    Attributes:
        members: In the order in which they joined.
        request: Pence asked for. ``None``: not known yet, so that nobody's pence are.
        budget: The lines of the budget, as they are written.
        joint_answers: The answers that all members give together, by question.
        consents: The version to which each organisation has consented; who is not there has consented to none.
    """

    application: str
    members: tuple[Member, ...]
    request: Pence | None = None
    budget: JsonValue = None
    joint_answers: Mapping[str, JsonValue] = field(default_factory=dict)
    consents: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """SHA-256 of what is consented to: members with shares, money asked for, budget and joint answers.

        The canonical form is RFC 8785, so that any program finds the same hash. Any change of these makes
        another version, to which nobody has consented yet.
        """
        agreed: dict[str, JsonValue] = {
            "members": [{"org": each.organisation, "share": str(each.share)} for each in self.members],
            "request_pence": self.request,
            "budget": self.budget,
            "joint_answers": dict(self.joint_answers),
        }
        return hashlib.sha256(serialise(agreed)).hexdigest()

    @property
    def share_sum(self) -> Fraction:
        """What the shares add up to: 1, or the division of the money is not agreed yet."""
        return sum((each.share for each in self.members), Fraction(0))

    @property
    def pence(self) -> tuple[Pence, ...] | None:
        """Each member's money; ``None`` when the money is not known or the shares do not add up to 1."""
        if self.request is None or self.share_sum != 1:
            return None
        return divide(self.request, [each.share for each in self.members])

    @property
    def waiting(self) -> tuple[str, ...]:
        """Organisations that have not consented to this version."""
        version = self.version
        return tuple(o for o in (each.organisation for each in self.members) if self.consents.get(o) != version)

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """Why it cannot be sent: `SHARE_SUM`, `NO_REQUEST`, then every organisation that has not consented."""
        faults = [SHARE_SUM] * (self.share_sum != 1) + [NO_REQUEST] * (self.request is None)
        return (*faults, *self.waiting)


def consent(consortium: Consortium, member: str, version: str) -> Consortium:
    """The consortium once one member has consented to the version that it has read.

    Raises:
        NotPossible: The organisation is no member, or the request has changed since it was read.
    """
    if member not in [each.organisation for each in consortium.members]:
        raise NotPossible(
            Bilingual(
                f"Nid yw’r sefydliad hwn yn aelod o’r consortiwm: {member}.",
                f"The organisation {member} is no member of the consortium.",
            )
        )
    if version != consortium.version:
        raise NotPossible(
            Bilingual(
                "Mae’r cais wedi newid ers i chi ei ddarllen. Darllenwch ef eto cyn cydsynio.",
                "The request has changed since you read it. Read it again before you consent.",
            )
        )
    return replace(consortium, consents={**consortium.consents, member: version})


def ready(consortium: Consortium) -> bool:
    """Whether it can be sent: shares of exactly 1, money known, and every member's consent to this version."""
    return bool(consortium.members) and not consortium.blocked_by
