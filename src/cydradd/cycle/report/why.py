"""Why a project is not funded, in one plain sentence that the count can prove."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from markupsafe import Markup

from cydradd.cycle.report import formats
from cydradd.cycle.report.contexts.names import titles
from cydradd.cycle.report.result import NotFunded
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say
from cydradd.decide.funders import Cut
from cydradd.vocabulary.text import Language


def whys(story: Story, language: Language) -> dict[str, Markup]:
    """Why each project that stood in the count is not funded, by its id: the same sentence wherever it is told."""

    def money(value: Fraction) -> str:
        return formats.money(value, story.settings.currency)

    result = story.result
    if result is None:
        return {}
    found = {row.id: why(row, result.left, language, money, raised=result.raised) for row in result.not_funded}
    if result.pots is not None:
        found |= {name: _why_pots(cut, story, language, money) for name, cut in result.pots.refused.items()}
    return found


def _why_pots(cut: Cut, story: Story, language: Language, money: Callable[[Fraction], str]) -> Markup:
    """Which pots may pay for it and for what beside it, what they hold, and what is missing."""
    if not cut.pots:
        return say(language, "pots.why_none")
    known, pots = titles(story), {pot.id: pot for pot in story.tables.pots or ()}

    def named(project: str) -> str:
        told = known.get(project)
        either = told.either(language) if told else None
        return either[0] if either else project

    return say(
        language,
        "pots.why" if len(cut.projects) > 1 else "pots.why_alone",
        need=money(cut.need),
        have=money(cut.have),
        missing=money(cut.short_by),
        projects="; ".join(named(each) for each in cut.projects),
        pots="; ".join(f"{pots[each].commissioner} ({each})" if each in pots else each for each in cut.pots),
    )


def why(
    project: NotFunded, left: Fraction, language: Language, money: Callable[[Fraction], str], *, raised: bool = False
) -> Markup:
    """What its supporters still had against what it costs; without purses, what was left of the money.

    Args:
        raised: The shares of the ballots were raised, so that what supporters had is a figure of the count alone.
    """
    cost = money(project.cost)
    if project.had is None:
        if project.cost > left:
            return say(language, "result.why_budget", cost=cost, left=money(left))
        return say(language, "result.why_votes", n=project.supporters)
    if project.had >= project.cost:
        return say(language, "result.why_budget", cost=cost, left=money(left))
    if project.had == 0:
        return say(language, "result.why_none", cost=cost)
    missing = money(project.cost - project.had)
    if raised:
        return say(language, "result.why_raised", had=money(project.had), cost=cost, missing=missing)
    return say(language, "result.why_short", had=money(project.had), cost=cost, missing=missing)
