"""What was heard, as the report tells it: people, statements, groups of the map. ``None`` means "not known"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from cydradd.listen.places import Places
from cydradd.listen.verdict import Verdict
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language

DIVIDES_MOST = 5
"""So many of the statements that divide most are told."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How some people answered one statement."""

    agree: int
    disagree: int
    passes: int

    @property
    def votes(self) -> int:
        """Everybody who answered, those who passed included."""
        return self.agree + self.disagree + self.passes


@dataclass(frozen=True, slots=True)
class Said:
    """One statement and how it was answered.

    Attributes:
        text: Its words; ``None``: not in the files.
        plain: Its words in a language that is not told.
        by_group: Answers of each group, by letter.
        by_partner: Answers of each partner; a partner of whom too few voted is left out. ``None``: not known.
        in_map: ``False`` when a moderator took it out of the map.
        beside: Answers that are counted beside the map; ``None``: too few to show.
    """

    id: str
    everybody: Answers
    text: Bilingual | None = None
    plain: str | None = None
    by_group: Mapping[str, Answers] = field(default_factory=dict)
    by_partner: Mapping[Partner, Answers] | None = None
    in_map: bool = True
    beside: Answers | None = Answers(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the opinion map. `agrees` and `disagrees`: statements that set it apart beyond chance."""

    letter: str
    size: int
    agrees: tuple[Said, ...] = ()
    disagrees: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Apart:
    """A statement that two groups answer differently beyond chance, and by how much.

    Attributes:
        direction: ``agree`` or ``disagree``: what the two shares are of.
        high, low: Letters of the group that does so more, and of the one that does so less.
        difference: Of their shares, between 0 and 1, on votes that had no part in making the groups.
    """

    said: Said
    direction: str
    high: str
    low: str
    difference: float


@dataclass(frozen=True, slots=True)
class PartnersApart:
    """A statement that two partners answer differently beyond chance: both sides' own counts.

    Attributes:
        direction: ``agree`` or ``disagree``: what the counts are of.
        chosen, n: ``chosen`` of the ``n`` answers of ``more``; ``others`` of the ``rest`` answers of ``less``.
    """

    said: Said
    direction: str
    more: Partner
    less: Partner
    chosen: int
    n: int
    others: int
    rest: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How those who voted spread over what is known of them, in cells that are large enough to be shown.

    Attributes:
        kind: ``partner``, ``area``, ``language`` or ``strength``.
        rows: Cells that are shown, the largest first. ``unknown``: people of whom it is not known; ``None``: too few
            to show, so that they are among ``others``.
        others: People in all cells that are too small, or that could give those away. ``cells``: how many cells.
    """

    kind: str
    rows: tuple[tuple[str, int], ...]
    unknown: int | None
    others: int
    cells: int

    @property
    def total(self) -> int:
        """Everybody who voted on the map."""
        return sum(many for _, many in self.rows) + (self.unknown or 0) + self.others


@dataclass(frozen=True, slots=True)
class FewSeen:
    """Statements that too few of a group have seen: of ``total`` those in ``seen``, with the views of each.

    Attributes:
        seen: Views; ``None``: fewer than five.
    """

    letter: str
    total: int
    seen: tuple[tuple[Said, int | None], ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard.

    Attributes:
        people: Everybody who voted, those beside the map included.
        placed: Those who stand in a group of the map.
        pictures: Drawings of the map, wide and narrow, by language; empty: too few votes for a map.
        partners: People who voted by partner; the key ``None``: partner not known.
        statements: Every statement, in order.
        method, seed: As the calculation states them.
        beside, beside_votes: People counted beside the map, known as ``open``, and their votes; in no other figure.
        strength_known: Whether the files say of anybody how strongly they are known.
        verdict: Whether the groups are groups; ``None``: not known.
        stability: How well they come back when a fifth of the votes is left out: 1 always the same.
        all_three: Statements with which most of every partner agrees, or disagrees; ``None``: no partner is known.
        partner_divides: Where two partners differ beyond chance, widest first; ``None``: no partner is known.
        who: How those on the map spread over partners, and over each other thing that is known of any of them.
        few_seen: For each group that has seen too little, what.
        places: What one person's own place is worked out from, in no file; ``None``: there is no map.
    """

    people: int
    placed: int
    total: Answers
    statements: tuple[Said, ...]
    groups: tuple[Group, ...]
    agreed: tuple[Said, ...]
    refused: tuple[Said, ...]
    divides: tuple[Apart, ...]
    partners: Mapping[Partner | None, int]
    method: str
    seed: int
    pictures: Mapping[Language, tuple[Markup, Markup]] = field(default_factory=dict)
    beside: int = 0
    beside_votes: int = 0
    strength_known: bool = False
    verdict: Verdict | None = None
    stability: float | None = None
    all_three: tuple[tuple[Said, str], ...] | None = None
    partner_divides: tuple[PartnersApart, ...] | None = None
    who: tuple[Spread, ...] = ()
    few_seen: tuple[FewSeen, ...] = ()
    places: Places | None = None

    @property
    def counted(self) -> int:
        """People whose votes the map and every other figure is made of."""
        return self.people - self.beside

    @property
    def unknown_partner(self) -> int:
        """People whose votes count in the map, and whose partner is not known."""
        return self.partners.get(None, 0)

    @property
    def not_known(self) -> tuple[str, ...]:
        """What is known of nobody on the map."""
        known = {spread.kind for spread in self.who}
        return tuple(kind for kind in ("area", "language", "strength") if kind not in known)

    @property
    def moderated_out(self) -> int:
        """Statements that a moderator took out of the map."""
        return sum(not said.in_map for said in self.statements)
