"""The level of a requirement, as people say it: pence become money, and a unit keeps its distance."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup, escape

from cydradd.cycle.report import formats
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say, word
from cydradd.design.lots import Requirement
from cydradd.vocabulary.text import Language

MINOR_UNITS = ("pence", "ceiniogau", "p")


def level(story: Story, asked: Requirement, language: Language) -> Markup | None:
    """``£5,000,000`` for 500000000 pence, ``1 policy``; ``None``: no level is given."""
    if not asked.level:
        return None
    amount = _whole(asked.level)
    if amount is not None and asked.unit in MINOR_UNITS:
        return escape(formats.money(Fraction(amount, 10**story.exponent), story.settings.currency))
    if amount is not None and asked.unit == story.settings.currency:
        return escape(formats.money(Fraction(amount), story.settings.currency))
    shown = escape(asked.level) if amount is None else escape(formats.number(amount))
    if not asked.unit:
        return Markup('<bdi class="user">{}</bdi>').format(shown)
    return say(language, "codes.level", level=shown, unit=word(language, "codes.unit", asked.unit))


def _whole(text: str) -> int | None:
    """A whole number written in figures; ``None``: it is something else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
