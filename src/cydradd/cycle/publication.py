"""What of a round is made public as open data: its rows, its acts and its count as `follow` publishes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from cydradd.apply.application import Application
from cydradd.cycle.events import Event, in_order
from cydradd.cycle.round import Settings, Tables
from cydradd.decide.count import Count
from cydradd.follow.publish import Form, Published, publish, to_bytes, withheld
from cydradd.follow.published_round import (
    Body,
    PublishedAgreement,
    PublishedApplication,
    PublishedLot,
    PublishedPayment,
    PublishedPot,
    PublishedRound,
    Withheld,
)
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.money import Pence, UnreadableAmount, minor_units
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date


class _Reading:
    """A round while it is turned into what is published. Nothing after ``as_of`` has happened yet."""

    def __init__(self, settings: Settings, tables: Tables, events: Sequence[Event] | None, count: Count | None) -> None:
        self.settings = settings
        self.tables = tables
        self.count = count
        self.today = local_date(settings.as_of)
        self.events = [event for event in in_order(events or ()) if event.at <= settings.as_of]
        self.bodies = {row.id: Body(row.id, row.name, row.type) for row in tables.organisations or ()}
        self.offers = {lot.id: lot.offer_type for lot in tables.lots or ()}
        self.costs = {project.id: project.cost for project in count.election.projects} if count else {}

        self.awarded_at = self.first("publish", "result")

    def body(self, id: str) -> Body:
        """An organisation by its id; one without a row has no name."""
        return self.bodies.get(id, Body(id))

    def first(self, kind: str, object: str | None) -> datetime | None:
        """When an act first happened; a publication is complete with the later of its two languages."""
        found: dict[str | None, datetime] = {}
        for event in self.events:
            if event.kind == kind and event.object == object:
                found.setdefault(event.code, event.at)
        if kind == "publish" and {"cy", "en"} <= found.keys():
            return max(found["cy"], found["en"])
        return min(found.values()) if found else None

    def fate(self, row: Application) -> str | None:
        if row.status is not None:
            return row.status
        if self.count is None:
            return None
        if row.id in self.count.winners:
            return "funded"
        stood = {loser.project for loser in self.count.losers} | {aside.project for aside in self.count.set_aside}
        return "not_funded" if row.id in stood else None

    def cost(self, row: Application) -> Pence:
        """What it costs: the ballot's cost, where it stood on the ballot."""
        try:
            return minor_units(self.costs[row.id], self.settings.currency)
        except (KeyError, UnreadableAmount):
            return row.cost

    def members(self, row: Application) -> tuple[tuple[Body, Fraction], ...]:
        together = [each for each in self.tables.members or () if each.application == row.id]
        if together:
            return tuple((self.body(each.organisation), each.share) for each in together)
        return ((self.body(row.organisation), Fraction(1)),) if row.organisation else ()

    def rows(self) -> Iterable[Application]:
        """Applications; the projects of the ballot stand in where there are none (cycle.md section 2)."""
        if self.tables.applications is not None or self.count is None:
            return self.tables.applications or ()
        return [
            Application(project.id, minor_units(project.cost, self.settings.currency), title=project.title)
            for project in self.count.election.projects
        ]

    def application(self, row: Application) -> PublishedApplication:
        return PublishedApplication(
            id=row.id,
            lot=row.lot,
            offer_type=self.offers.get(row.lot or "", "grant"),
            members=self.members(row),
            title=row.title or Bilingual(),
            cost=self.cost(row),
            status=self.fate(row),
            reason=row.reason,
            awarded_at=None if self.awarded_at else self.first("publish", row.id),
        )

    def agreements(self) -> tuple[PublishedAgreement, ...]:
        ends: dict[str, date] = {
            row.agreement: row.ended_on for row in self.tables.endings or () if row.ended_on is not None
        }
        return tuple(
            PublishedAgreement(
                id=row.id,
                application=row.application,
                body=self.body(row.organisation),
                amount=row.amount,
                start=row.start,
                end=row.end,
                signed_on=row.signed_on,
                pots=row.pots,
                ended_on=ends.get(row.id),
            )
            for row in self.tables.agreements or ()
            if row.signed_on <= self.today
        )


def published_round(
    settings: Settings, tables: Tables, events: Sequence[Event] | None, count: Count | None
) -> PublishedRound:
    """A round as `follow.publish` takes it.

    Args:
        events: ``publish`` of ``result`` gives the date of the awards; where there is none, that of an application
            by its id gives its own (otherwise it says when its award was published, which comes later);
            ``window_opens`` and ``window_closes`` of ``call`` give the call's.
        count: The result; ``None`` = not counted, and nothing is awarded.

    Raises:
        UnreadableAmount: There are no applications, and a project's cost has more decimals than the currency.
    """
    reading = _Reading(settings, tables, events, count)
    return PublishedRound(
        id=settings.id,
        title=settings.title,
        place=settings.place,
        currency=settings.currency,
        as_of=settings.as_of,
        publisher_id=settings.publisher_id,
        publisher_name=settings.publisher_name,
        grant_prefix=settings.grant_prefix,
        ocid_prefix=settings.ocid_prefix,
        applications=tuple(reading.application(row) for row in reading.rows()),
        awarded_at=reading.awarded_at,
        agreements=reading.agreements(),
        payments=tuple(
            PublishedPayment(row.agreement, row.amount, row.paid_on, row.pot)
            for row in tables.payments or ()
            if row.paid_on <= reading.today
        ),
        pots=tuple(PublishedPot(row.id, row.amount, reading.body(row.commissioner)) for row in tables.pots or ()),
        lots=tuple(PublishedLot(row.id, row.offer_type, row.value, row.title) for row in tables.lots or ()),
        call_opens=reading.first("window_opens", "call"),
        call_closes=reading.first("window_closes", "call"),
    )


PATHS = {
    Form.GRANTS: ("360giving.json",),
    Form.CONTRACTS: ("ocds/release-package.json", "ocds/record-package.json"),
}
"""Where the packages of each standard stand in OUT (cycle.md section 2)."""


@dataclass(frozen=True, slots=True)
class OpenData:
    """The open data of a round.

    Attributes:
        files: Packages by path in OUT.
        awards: Funded applications of each standard that is published.
        defects: Why a package could not be made, and every fault of those that were, with the path of the package.
        valid: Whether every package is valid; ``None``: none was made.
    """

    files: Mapping[str, bytes]
    awards: Mapping[Form, int]
    withheld: tuple[Withheld, ...]
    defects: tuple[Defect, ...]
    valid: bool | None


def open_data(round: PublishedRound) -> OpenData:
    """Every package that a round can publish. A round without contracts has no OCDS, and that is no defect."""
    files: dict[str, bytes] = {}
    defects: list[Defect] = []
    made: dict[Form, Published] = {}
    for form, paths in PATHS.items():
        try:
            found = publish(round, form)
        except CydraddError as refused:
            if refused.code != "nothing-to-publish":
                defects.append(Defect(refused.code, refused.sentence, paths[0]))
            continue
        made[form] = found
        files |= {path: to_bytes(package) for path, package in zip(paths, found.packages, strict=True)}
        defects += [replace(defect, file=paths[0]) for defect in found.errors]
    left = dict.fromkeys(each for form in Form for each in withheld(round, grants=form is Form.GRANTS))
    awards = {form: found.awards for form, found in made.items()}
    return OpenData(files, awards, tuple(left), tuple(defects), packages_valid(list(made.values())))


def packages_valid(made: Sequence[Published]) -> bool | None:
    """Whether all packages of a round are valid, as the gate ``open-follow`` asks; ``None``: none was made."""
    return all(not each.errors for each in made) if made else None
