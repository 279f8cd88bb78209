"""Organisations over all rounds, joined by org-id: what each is called, what kind of body it is, what it got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cydradd.apply.organisation import Organisation
from cydradd.follow.recipients import GROUPS, UNKNOWN, Class, Recipient, classify
from cydradd_web.follow.addresses import Body
from cydradd_web.follow.selectors.gathering import Told, personal


@dataclass(slots=True)
class Joined:
    """One organisation as all rounds know it.

    Attributes:
        rows: Its row in each round that lists it, newest round first.
        rounds: Every round that names it, newest first.
        asked, funded: Requests that it made or joined, and those of them that were funded.
        got: What it was awarded, in minor units of each currency.
    """

    body: Body
    rows: list[tuple[Told, Organisation]] = field(default_factory=list)
    rounds: list[Told] = field(default_factory=list)
    asked: int = 0
    funded: int = 0
    got: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in the newest round that tells one; its id where none does."""
        return next((row.name for _, row in self.rows if row.name), self.body.id)

    @property
    def place(self) -> str | None:
        """Its place in the newest round that tells one."""
        return next((row.place for _, row in self.rows if row.place), None)

    @property
    def kind(self) -> Class:
        """What kind of body it is: by the recipient rules, else its own word, which is weak evidence."""
        found = classify(Recipient(self.body.id, self.name))
        said = next((row.type for _, row in self.rows if row.type and row.type in GROUPS), UNKNOWN)
        if found.code != UNKNOWN or said == UNKNOWN:
            return found
        return Class(said, None, "weak", None)


def joined(rounds: Iterable[Told]) -> dict[Body, Joined]:
    """Every organisation that a round names, people left out."""
    listed = list(rounds)
    people, found = personal(listed), dict[Body, Joined]()
    for told in listed:
        for id in _named(told):
            body = told.body(id)
            if body not in people:
                found.setdefault(body, Joined(body)).rounds.append(told)
        for row in told.tables.organisations or ():
            if (one := found.get(told.body(row.id))) is not None:
                one.rows.append((told, row))
        _count(told, found)
    return found


def _named(told: Told) -> dict[str, None]:
    """Ids of all bodies in a round, each once."""
    tables = told.tables
    ids = [row.id for row in tables.organisations or ()]
    ids += [row.organisation for row in tables.applications or () if row.organisation]
    ids += [row.organisation for row in tables.members or ()]
    ids += [row.organisation for row in tables.agreements or ()]
    return dict.fromkeys(ids)


def _count(told: Told, found: Mapping[Body, Joined]) -> None:
    """Add the requests and the money of one round."""
    for row in told.published.applications:
        if row.id in told.direct:
            continue
        for member, _share in row.members:
            if (one := found.get(told.body(member.id))) is not None:
                one.asked += 1
                one.funded += row.status == "funded"
    for body, award in told.given:
        if body is not None and (one := found.get(body)) is not None:
            currency = told.round.currency
            one.got[currency] = one.got.get(currency, 0) + award.amount
