"""What a rule of a gate is: one fact, its sentence for people, who can supply it, and one small function.

A fact *holds* when its evidence shows it, is *missing* when its evidence is there and does not show it, and
is *not evidenced* when there is nothing to judge by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.consent import Override, PartnerState, overrides, partner_states
from cydradd.cycle.evidence import Evidence
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date


class FactState(StrEnum):
    """Whether one fact is shown, contradicted, or cannot be judged."""

    HOLDS = "holds"
    MISSING = "missing"
    NOT_EVIDENCED = "not_evidenced"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule found. ``codes`` say what stands in the way; empty when the fact holds.

    ``supplier``: who can supply what is missing, where the evidence names them; ``None``: as the rule says.
    """

    state: FactState
    codes: tuple[str, ...] = ()
    detail: Bilingual | None = None
    supplier: Bilingual | None = None


def holds(detail: Bilingual | None = None) -> Answer:
    """The evidence shows the fact."""
    return Answer(FactState.HOLDS, (), detail)


def missing(*codes: str, detail: Bilingual | None = None, supplier: Bilingual | None = None) -> Answer:
    """The evidence is there and does not show the fact."""
    return Answer(FactState.MISSING, codes, detail, supplier)


def not_evidenced(*codes: str, detail: Bilingual | None = None, supplier: Bilingual | None = None) -> Answer:
    """Nothing to judge by."""
    return Answer(FactState.NOT_EVIDENCED, codes, detail, supplier)


def shown(value: bool, code: str, detail: Bilingual | None = None) -> Answer:
    """A fact whose evidence is there: it holds or it is missing."""
    return holds(detail) if value else missing(code, detail=detail)


def count(cy: str, en: str, found: int, needed: int) -> Bilingual:
    """``Days listened: 21 (needed: 28)`` in both languages."""
    return Bilingual(f"{cy}: {found} (angen: {needed})", f"{en}: {found} (needed: {needed})")


def named(cy: str, en: str, ids: tuple[str, ...], most: int = 10) -> Bilingual:
    """A label and the first ids of a list, with the number of those left out."""
    listed = ", ".join(ids[:most])
    rest = len(ids) - most
    return Bilingual(
        f"{cy}: {listed}" + (f" (a {rest} arall)" if rest > 0 else ""),
        f"{en}: {listed}" + (f" (and {rest} more)" if rest > 0 else ""),
    )


@dataclass(frozen=True)
class Reading:
    """Evidence as rules ask it: ordered acts, today, where partners stand. Made once per set of gates."""

    evidence: Evidence

    @property
    def settings(self) -> Settings:
        """``round.toml``."""
        return self.evidence.settings

    @property
    def tables(self) -> Tables:
        """Every table; ``None`` where a file is not present."""
        return self.evidence.tables

    @property
    def today(self) -> date:
        """The local date of the round's clock."""
        return local_date(self.settings.as_of)

    @cached_property
    def acts(self) -> Acts:
        """What has happened by the round's clock, in order. No file of events: nothing."""
        return Acts(in_order(self.tables.events or (), self.settings.as_of))

    @cached_property
    def overrides(self) -> tuple[Override, ...]:
        """Every override so far, refused ones included."""
        return overrides(self.acts.events, seats=self.tables.seats)

    def partners(self, gate: Gate) -> Mapping[Partner, PartnerState]:
        """Where each partner stands before a gate today."""
        return partner_states(self.acts.events, gate, as_of=self.settings.as_of)


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact of one gate.

    Attributes:
        name: The fact's first code: unique within its gate.
        sentence: What holds when the fact holds, for people.
        supplier: Who can supply what is missing.
        check: Finds out.
    """

    name: str
    sentence: Bilingual
    supplier: Bilingual
    check: Callable[[Reading], Answer]


ROUND_OFFICER = Bilingual("Swyddog y rownd", "The round’s officer")
FUNDERS = Bilingual("Yr arianwyr", "The funders")
EVERY_PARTNER = Bilingual("Y tri phartner", "The three partners")
WHO_INVITES = Bilingual("Swyddog y rownd, sy’n gwahodd y partneriaid", "The round’s officer, who invites the partners")
SEATS = Bilingual("Y bobl yn y seddi", "The people in the seats")
PROVIDERS = Bilingual("Y darparwyr a swyddog y rownd", "The providers and the round’s officer")
PUBLISHER = Bilingual("Pwy bynnag sy’n cyhoeddi data’r rownd", "Whoever publishes the round’s data")


def in_both_languages(reading: Reading, about: str) -> Answer:
    """A thing is public in Welsh and in English, published at most 60 seconds apart."""
    if not reading.acts.of("publish", about):
        return not_evidenced("one-language")
    return shown(reading.acts.in_both_languages(about) is not None, "one-language")
