"""Why a project is not funded, in one plain sentence that the count can prove."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from markupsafe import Markup

from cydradd.cycle.report.result import NotFunded
from cydradd.cycle.report.words import say
from cydradd.vocabulary.text import Language


def why(project: NotFunded, left: Fraction, language: Language, money: Callable[[Fraction], str]) -> Markup:
    """What its supporters still had against what it costs; without purses, what was left of the money."""
    if project.had is None:
        if project.cost > left:
            return say(language, "result.why_budget", cost=money(project.cost), left=money(left))
        return say(language, "result.why_votes", n=project.supporters)
    if project.had >= project.cost:
        return say(language, "result.why_budget", cost=money(project.cost), left=money(left))
    if project.had == 0:
        return say(language, "result.why_none", cost=money(project.cost))
    missing = project.cost - project.had
    return say(language, "result.why_short", had=money(project.had), cost=money(project.cost), missing=money(missing))
