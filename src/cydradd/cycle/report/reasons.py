"""Why an application was withdrawn or not eligible: a code that we know in words, anything else as it was given."""

from __future__ import annotations

from markupsafe import Markup

from cydradd.cycle.report.story import Story
from cydradd.cycle.report.summary_line import quoted
from cydradd.cycle.report.words import phrases, say, word
from cydradd.vocabulary.text import Language


def _code(story: Story, text: str) -> tuple[str, str | None] | None:
    """A code that we know and the pot whose rule it is; ``None``: no code of ours.

    A code may name the pot before it: ``P1-revenue-only``.
    """
    for pot in (None, *(pot.id for pot in story.tables.pots or ())):
        code = text if pot is None else text.removeprefix(f"{pot}-")
        if f"result.reason_code.{code}" in phrases():
            return code, pot
    return None


BETWEEN = " / "
"""Between the Welsh and the English of a reason that the site wrote into its one cell."""


def _side(language: Language, text: str) -> str:
    """The side of a reason that is for whoever reads; a reason that has not two sides is whole."""
    sides = text.split(BETWEEN)
    return sides[language is Language.EN] if len(sides) == 2 else text


def told_reason(story: Story, language: Language, text: str) -> Markup:
    """One reason as the page shows it."""
    known = _code(story, text)
    if known is None:
        return say(language, "result.reason_given", text=quoted(_side(language, text)))
    code, pot = known
    words = word(language, "result.reason_code", code)
    return words if pot is None else Markup(" ").join([words, say(language, "result.reason_pot", pot=quoted(pot))])
