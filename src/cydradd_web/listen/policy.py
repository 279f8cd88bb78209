"""The published policy of moderation: each rule by its id, in both languages. People read it before they write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cydradd.vocabulary.text import Bilingual

VERSION = 1
DATED = "2026-09-01"
NAMES, RISK = "names-a-person", "at-risk"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it asks, and why. ``returns``: a statement that breaks it is given back; else it is held."""

    id: str
    name: Bilingual
    why: Bilingual
    returns: bool = True


RULES: tuple[Rule, ...] = (
    Rule(
        "one-thing",
        Bilingual("Un peth ym mhob datganiad", "One thing in each statement"),
        Bilingual(
            "Os oes dau beth, nid yw’n glir beth mae pobl yn cytuno ag ef. Gwnewch ddau ddatganiad.",
            "If there are two things, it is not clear what people agree with. Make two statements.",
        ),
    ),
    Rule(
        "can-be-answered",
        Bilingual("Rhywbeth y gall pobl gytuno neu anghytuno ag ef", "Something people can agree or disagree with"),
        Bilingual(
            "Nid yw cwestiwn, dolen neu gyfarchiad yn dweud barn. Ysgrifennwch eich barn fel brawddeg.",
            "A question, a link or a greeting says no view. Write your view as a sentence.",
        ),
    ),
    Rule(
        "about-this-round",
        Bilingual("Am y rownd hon", "About this round"),
        Bilingual(
            "Rhaid i’r datganiad fod am yr hyn y mae’r rownd yn ei ystyried.",
            "The statement must be about what the round considers.",
        ),
    ),
    Rule(
        "new",
        Bilingual("Yn dweud rhywbeth newydd", "Says something new"),
        Bilingual(
            "Mae datganiad arall yn dweud yr un peth. Pleidleisiwch ar hwnnw.",
            "Another statement says the same. Vote on that one.",
        ),
    ),
    Rule(
        "respect",
        Bilingual("Parch at bobl", "Respect for people"),
        Bilingual(
            "Dim bygwth, dim casineb at grŵp o bobl, dim iaith sy’n sarhau rhywun.",
            "No threats, no hatred of a group of people, no words that insult anybody.",
        ),
    ),
    Rule(
        "no-advertising",
        Bilingual("Dim hysbysebu", "No advertising"),
        Bilingual("Nid lle i werthu rhywbeth yw hwn.", "This is no place to sell something."),
    ),
    Rule(
        NAMES,
        Bilingual("Dim enwi unigolion", "No naming of people"),
        Bilingual(
            "Peidiwch ag enwi neb, na dweud dim y gellid adnabod rhywun wrtho. Caiff datganiad o’r fath ei ddal.",
            "Name nobody, and say nothing by which somebody could be known. Such a statement is held.",
        ),
    ),
    Rule(
        RISK,
        Bilingual("Gallai rhywun fod mewn perygl", "Somebody may be at risk"),
        Bilingual(
            "Caiff ei guddio ar unwaith, a dim ond y swyddog diogelu sy’n ei weld.",
            "It is hidden at once, and only the safeguarding officer sees it.",
        ),
        returns=False,
    ),
)
"""Every rule, in the order of the page."""
BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
RETURNS = tuple(rule for rule in RULES if rule.returns)
MOST = 10
"""Statements that one person may make in a round."""
