"""A round as the report tells it: every value the templates show, and nothing they would have to work out.

Money is in major units of the round's currency, exact. ``None`` means "not known", never zero. Text written by
people is kept as it came; the templates escape it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.consent import Override, PartnerState
from cydradd.cycle.gates import GateState
from cydradd.cycle.invariants import InvariantState
from cydradd.cycle.report.heard import Heard
from cydradd.cycle.report.result import Result
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.stage_results import StageResults
from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.money import exponent
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Published:
    """Open data of one standard. `what` is ``grants`` or ``contracts``.

    Attributes:
        awards: Awards in the package; ``None``: there is no package.
        why_not: Why nothing, or not everything, is published.
    """

    what: str
    awards: int | None
    why_not: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The record that lies beside the report. `signed_by`: name of the key; ``None``: not signed."""

    entries: int
    head: str
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the report of one round tells.

    Attributes:
        place: Name of the round's place; ``None``: only its code is known, or nothing.
        stages: ``done``, ``present``, ``faulty``, ``opened`` (its gate is open, and nothing is there yet) or
            ``not_present``.
        money: All the money there is to spend; ``None``: not known.
        tables: Tables of the round as they were read.
        fates: What became of each application: ``funded``, ``not_funded``, ``withdrawn``, ``ineligible``; an
            application that is not in it has no decision yet.
        reasons: How many of those not funded were given complete reasons, and of how many; ``None``: not known.
        results: What each stage calculates, as its own commands print it.
        published: ``None``: nothing was tried.
        files: What lies beside the report, by path. Empty: nothing to download.
    """

    settings: Settings
    stages: Mapping[Stage, str]
    tables: Tables
    place: Bilingual | None = None
    money: Fraction | None = None
    heard: Heard | None = None
    result: Result | None = None
    gates: tuple[GateState, ...] = ()
    consents: Mapping[Gate, Mapping[Partner, PartnerState]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    fates: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[int, int] | None = None
    invariants: tuple[InvariantState, ...] = ()
    defects: tuple[Defect, ...] = ()
    results: StageResults = field(default_factory=StageResults)
    published: tuple[Published, ...] = ()
    record: RecordHead | None = None
    files: tuple[str, ...] = ()

    @property
    def voting_since(self) -> datetime | None:
        """When voting opened, while it is going on; ``None``: nobody is voting."""
        acts = Acts(in_order(self.tables.events or (), self.settings.as_of))
        return acts.opened("ballot") if acts.is_open("ballot") else None

    @property
    def exponent(self) -> int:
        """Decimals of the round's currency (ISO 4217)."""
        return exponent(self.settings.currency)

    @property
    def objections(self) -> int:
        """Objections that partners maintain, in mediation or not."""
        return sum(state.objects for states in self.consents.values() for state in states.values())

    @property
    def overridden(self) -> int:
        """Times a public body acted despite an objection; refused overrides do not count."""
        return sum(line.stands for line in self.overrides)
