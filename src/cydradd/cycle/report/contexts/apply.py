"""What the section of the applications shows: who asked for what, alone or together, and how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from markupsafe import Markup

from cydradd.apply.consortium import Member, divide
from cydradd.apply.feedback import MONEY_RAN_OUT, REASONS
from cydradd.cycle.report.contexts.apply_worth import LEAST_CELL, reasons, reasons_of, worth
from cydradd.cycle.report.contexts.names import Applicant, applicants, organisation_names
from cydradd.cycle.report.reasons import told_reason
from cydradd.cycle.report.result import Project
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.why import whys
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of who asked for what.

    Attributes:
        plain: Its title in a language that is not told.
        why: Reasons of the list. That the money ran out is not among them where the count says how far it fell short.
        whose: The organisation, where it is no person.
        exact: Why the count did not fund it.
    """

    title: Bilingual | None
    plain: str
    organisation: str | None
    cost: Fraction
    minutes: Fraction | None = None
    fate: str | None = None
    reason: str | None = None
    why: tuple[Bilingual, ...] = ()
    whose: Applicant | None = None
    exact: Markup | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Why the number of applications differs from one part of the page to the next.

    Attributes:
        standing: Applications that were not withdrawn.
        kept_off: Applications that are not eligible, and so are not on the ballot at all.
        ballot: Projects on the ballot; ``None``: there was no count.
        aside: Of those, set aside before the count.
    """

    standing: int
    withdrawn: int
    withdrawn_cost: Fraction
    kept_off: int
    ballot: int | None
    aside: int


@dataclass(frozen=True, slots=True)
class Together:
    """One consortium: each member's name, share and money; ``None``: the money cannot be divided."""

    title: Bilingual | None
    plain: str
    cost: Pence
    members: tuple[tuple[str, Fraction, Pence | None], ...]
    share_sum: Fraction


@dataclass(frozen=True, slots=True)
class Hours:
    """How long applying took: hours of those who told, the median in minutes, and how many did not tell."""

    told: Fraction
    median: Fraction | None
    unknown: int
    of: int


def _asked(story: Story, language: Language) -> list[Asked]:
    """Applications; where there is no list of them, the projects of the ballot."""
    if story.tables.applications is not None:
        named, told = organisation_names(story), reasons_of(story)
        whose, exact = applicants(story), whys(story, language)
        ran_out = REASONS[MONEY_RAN_OUT]
        return [
            Asked(
                row.title,
                row.id,
                named(row.organisation) if row.organisation else None,
                Fraction(row.cost, 10**story.exponent),
                row.minutes_spent,
                story.fates.get(row.id),
                row.reason,
                tuple(each for each in told.get(row.id, ()) if row.id not in exact or each != ran_out),
                whose.get(row.id),
                exact.get(row.id),
            )
            for row in story.tables.applications
        ]
    if story.result is None:
        return []
    result = story.result
    projects: tuple[Project, ...] = (*result.funded, *result.not_funded, *result.set_aside)
    return [Asked(row.title, row.plain or row.id, None, row.cost, None, story.fates.get(row.id)) for row in projects]


def _together(story: Story) -> list[Together]:
    """Applications of several organisations, in their order."""
    members: dict[str, list[Member]] = {}
    for each in story.tables.members or ():
        members.setdefault(each.application, []).append(each)
    named = organisation_names(story)
    found = []
    for row in story.tables.applications or ():
        joined = members.get(row.id)
        if not joined:
            continue
        shares = [each.share for each in joined]
        whole = sum(shares, Fraction(0)) == 1
        pence: tuple[Pence | None, ...] = divide(row.cost, shares) if whole else (None,) * len(shares)
        rows = tuple((named(e.organisation), e.share, part) for e, part in zip(joined, pence, strict=True))
        found.append(Together(row.title, row.id, row.cost, rows, sum(shares, Fraction(0))))
    return found


def _hours(story: Story) -> Hours | None:
    """``None``: there is no list of applications."""
    rows = story.tables.applications
    if not rows:
        return None
    told = [row.minutes_spent for row in rows if row.minutes_spent is not None]
    total = sum(told, Fraction(0)) / 60
    return Hours(total, Fraction(median(told)) if told else None, len(rows) - len(told), len(rows))


def _counts(story: Story, asked: list[Asked]) -> Counts:
    gone = [row for row in asked if row.fate == "withdrawn"]
    result = story.result
    projects = (*result.funded, *result.not_funded, *result.set_aside) if result else ()
    refused = {row.id for row in story.tables.applications or () if story.fates.get(row.id) == "ineligible"}
    return Counts(
        len(asked) - len(gone),
        len(gone),
        sum((row.cost for row in gone), Fraction(0)),
        len(refused - {project.id for project in projects}) if result else 0,
        result.projects if result else None,
        len(result.set_aside) if result else 0,
    )


def apply(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/apply.html`` needs beside the story."""
    asked = _asked(story, language)
    total = sum((row.cost for row in asked if row.fate != "withdrawn"), Fraction(0))
    given = reasons(story)
    return {
        "asked": asked,
        "counts": _counts(story, asked),
        "asked_total": total,
        "stand_in": story.tables.applications is None,
        "together": _together(story),
        "hours": _hours(story),
        "worth": worth(story),
        "given": given if any(each.applications is not None for each in given) else (),
        "reasons_hidden": any(each.applications is None for each in given),
        "least_cell": LEAST_CELL,
        "reason": lambda text: told_reason(story, language, text),
    }
