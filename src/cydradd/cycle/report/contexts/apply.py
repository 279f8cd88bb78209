"""What the section of the applications shows: who asked for what."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cydradd.cycle.report.contexts.names import organisation_names
from cydradd.cycle.report.result import Project
from cydradd.cycle.report.story import Story
from cydradd.vocabulary.text import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of who asked for what. `plain`: its title in a language that is not told."""

    title: Bilingual | None
    plain: str
    organisation: str | None
    cost: Fraction
    minutes: Fraction | None = None
    fate: str | None = None
    reason: str | None = None


def _asked(story: Story) -> list[Asked]:
    """Applications; where there is no list of them, the projects of the ballot."""
    if story.tables.applications is not None:
        named = organisation_names(story)
        return [
            Asked(
                row.title,
                row.id,
                named(row.organisation) if row.organisation else None,
                Fraction(row.cost, 10**story.exponent),
                row.minutes_spent,
                story.fates.get(row.id),
                row.reason,
            )
            for row in story.tables.applications
        ]
    if story.result is None:
        return []
    result = story.result
    projects: tuple[Project, ...] = (*result.funded, *result.not_funded, *result.set_aside)
    return [Asked(row.title, row.plain or row.id, None, row.cost, None, story.fates.get(row.id)) for row in projects]


def apply(story: Story, _language: Language) -> dict[str, object]:
    """What the template ``sections/apply.html`` needs beside the story."""
    asked = _asked(story)
    total = sum((row.cost for row in asked if row.fate != "withdrawn"), Fraction(0))
    return {"asked": asked, "asked_total": total, "stand_in": story.tables.applications is None}
