"""What the section of the result shows: who paid for what, and why not."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from cydradd.cycle.report.contexts.names import applicants
from cydradd.cycle.report.reasons import told_reason
from cydradd.cycle.report.result import ByPartner
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.why import whys
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language

_HATCH, _FILLS = "f-hb", {Partner.CITIZENS: "f-c", Partner.THIRD_SECTOR: "f-t", Partner.PUBLIC: "f-p"}


def paid_parts(paid: ByPartner) -> list[tuple[str, Fraction]]:
    """What each partner paid, in the order of the partners, those not known last."""
    known = [(_FILLS[partner], paid[partner]) for partner in Partner if partner in paid]
    return [*known, (_HATCH, paid[None])] if None in paid else known


def _named_pot(pot: str, funder: str | None) -> Markup:
    """A pot by its funder, its own code after it."""
    code = Markup('<span class="ref"><bdi class="user">{}</bdi></span>').format(pot)
    return Markup('<bdi class="user">{}</bdi> {}').format(funder, code) if funder else code


def decide(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/decide.html`` needs beside the story."""
    pots = {pot.id: pot.commissioner for pot in story.tables.pots or ()}
    return {
        "result": story.result,
        "paid_parts": paid_parts,
        "why": whys(story, language),
        "whose": applicants(story),
        "pots": story.result.pots if story.result else None,
        "pot_named": lambda pot: _named_pot(pot, pots.get(pot)),
        "reason": lambda text: told_reason(story, language, text),
    }
