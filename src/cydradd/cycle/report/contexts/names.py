"""Names looked up for more than one section: nobody should need a table beside the page to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cydradd.cycle.report.result import Project
from cydradd.cycle.report.story import Story
from cydradd.follow.published_round import DIRECT_PAYMENT, INDIVIDUAL
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Agreed:
    """How an agreement is called: its project, whom it is with, and its own code. ``None``: no table says.

    `whose`: the organisation it is with, where that is the one that applied and is no person.
    """

    code: str
    title: Bilingual | None
    plain: str | None
    organisation: str | None
    whose: Applicant | None = None


def organisation_names(story: Story) -> Callable[[str], str]:
    """The name of an organisation by its id; an id that is in no table stands for itself."""
    names = {row.id: row.name for row in story.tables.organisations or ()}
    return lambda id: names.get(id, id)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Whose an application is: the organisation's id, and its name or, where no table names it, its id."""

    id: str
    name: str


def applicants(story: Story) -> dict[str, Applicant]:
    """The organisation of each application, by the application's id. A person who holds money is never among them."""
    tables, named = story.tables, organisation_names(story)
    people = {row.id for row in tables.organisations or () if row.type == INDIVIDUAL}
    direct = {lot.id for lot in tables.lots or () if lot.offer_type == DIRECT_PAYMENT}
    paid = {row.application for row in tables.agreements or () if row.kind == DIRECT_PAYMENT}
    return {
        row.id: Applicant(row.organisation, named(row.organisation))
        for row in tables.applications or ()
        if row.organisation and row.organisation not in people and row.lot not in direct and row.id not in paid
    }


def titles(story: Story) -> dict[str, Bilingual | None]:
    """Titles of applications by id; where there is no list of them, of the projects of the ballot."""
    found: dict[str, Bilingual | None] = {}
    if story.result is not None:
        result = story.result
        projects: tuple[Project, ...] = (*result.funded, *result.not_funded, *result.set_aside)
        found |= {row.id: row.title or (Bilingual(row.plain, row.plain) if row.plain else None) for row in projects}
    return found | {row.id: row.title for row in story.tables.applications or () if row.title}


def agreement_names(story: Story) -> Callable[[str], Agreed]:
    """What an agreement is called, by its id; one that is in no table has its id alone."""
    named, known, asked = organisation_names(story), titles(story), applicants(story)
    found = {}
    for row in story.tables.agreements or ():
        by = asked.get(row.application)
        whose = by if by and by.id == row.organisation else None
        title = known.get(row.application)
        found[row.id] = Agreed(row.id, title, row.application, named(row.organisation), whose)
    return lambda id: found.get(id) or Agreed(id, None, None, None)
