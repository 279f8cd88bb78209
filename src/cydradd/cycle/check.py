"""One look at a whole round: its stages, its gates, its invariants, and everything that is wrong with its files."""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.cycle import consent, gates, invariants, refusals
from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.calculation import Calculated
from cydradd.cycle.contradictions import contradictions
from cydradd.cycle.evidence import Allocation, Evidence
from cydradd.cycle.gates import GateState, State
from cydradd.cycle.invariants import InvariantState
from cydradd.cycle.pots_of_round import pot_pays
from cydradd.cycle.proportion import out_of_proportion
from cydradd.cycle.record_of_folder import FolderRecord, changes_are_found, record_of, replays
from cydradd.cycle.round_folder import RoundFolder, is_fault
from cydradd.cycle.stages import Gate, Stage
from cydradd.decide.count import Count
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import Pence, UnreadableAmount, minor_units

BEFORE_DESIGN = frozenset(f"design/{name}.csv" for name in ("pots", "needs", "assets", "providers"))
"""Files of the design that listening needs or gives."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What `cydradd round check` says of a folder.

    Attributes:
        begun: Stages that hold what may only be there once their gate is open. Pots, needs, assets and
            providers lie in ``design/`` and come before its gate.
    """

    round_id: str
    stages: dict[Stage, str]
    gates: tuple[GateState, ...]
    invariants: tuple[InvariantState, ...]
    defects: tuple[Defect, ...]
    overrides: int
    record: FolderRecord
    begun: frozenset[Stage]

    @property
    def ok(self) -> bool:
        """No closed gate before a stage with content, no broken invariant, no faulty file."""
        if "faulty" in self.stages.values() or any(state.state == "broken" for state in self.invariants):
            return False
        if any(is_fault(defect) for defect in self.defects):
            return False
        return not any(gate.state is State.CLOSED and self._later(gate.gate) for gate in self.gates)

    def _later(self, gate: Gate) -> bool:
        """Whether the stage a gate opens, or one after it, has content."""
        order = list(Stage)
        return any(stage in self.begun for stage in order[order.index(gate.stage) :])

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of cycle.md section 2."""
        return {
            "round": self.round_id,
            "ok": self.ok,
            "stages": {str(stage): state for stage, state in self.stages.items()},
            "gates": [
                {"gate": str(gate.gate), "state": str(gate.state), "missing": list(gate.missing)} for gate in self.gates
            ],
            "invariants": {each.id: {"state": str(each.state), "ids": list(each.ids)} for each in self.invariants},
            "defects": [defect.as_json() for defect in self.defects],
            "overrides": self.overrides,
        }


def _pence(amount: object, currency: str) -> Pence | None:
    try:
        return minor_units(amount, currency)  # type: ignore[arg-type]
    except UnreadableAmount:
        return None


def allocation_of(counted: Count | None, folder: RoundFolder) -> Allocation | None:
    """A count as gates and invariants read it."""
    if counted is None:
        return None
    currency = folder.settings.currency
    status = {row.id: row.status for row in folder.tables.applications or () if row.status}
    costs = {project.id: _pence(project.cost, currency) for project in counted.election.projects}
    losers = tuple(loser.project for loser in counted.losers)
    return Allocation(
        winners=counted.winners,
        not_funded=losers,
        set_aside={
            entry.project: status.get(entry.project, "ineligible") if entry.kind == "decision" else entry.kind
            for entry in counted.set_aside
        },
        costs={name: cost for name, cost in costs.items() if cost is not None},
        explained=frozenset(losers) | {entry.project for entry in counted.set_aside},
    )


def evidence_of(
    folder: RoundFolder, calculated: Calculated, record: FolderRecord, *, packages_valid: bool | None = None
) -> Evidence:
    """What the files of a folder evidence."""
    participants = None if folder.listening is None else folder.listening.participants
    acts = bool(folder.tables.events)
    return Evidence(
        settings=folder.settings,
        tables=folder.tables,
        profile_column=None if participants is None else any(person.profile for person in participants),
        allocation=allocation_of(calculated.count, folder),
        who_pays=pot_pays(calculated.funded, folder.settings.currency),
        proportion=out_of_proportion(folder.tables, folder.settings),
        packages_valid=packages_valid,
        design_hash=folder.design_hash,
        record_verified=changes_are_found(record) if acts else None,
        replay_equal=replays(folder, record) if acts else None,
    )


def check(folder: RoundFolder, calculated: Calculated, *, packages_valid: bool | None = None) -> Checked:
    """Judge a folder.

    Args:
        packages_valid: Whether the open-data packages made of it are valid; ``None`` = none made.
    """
    record = record_of(folder)
    evidence = evidence_of(folder, calculated, record, packages_valid=packages_valid)
    events, as_of, seats = folder.tables.events or (), folder.settings.as_of, folder.tables.seats
    refused = refusals.defects(events, as_of=as_of, seats=seats)
    stages = dict(folder.stages)
    if any(defect.code == "refused-count" for defect in calculated.defects):
        stages[Stage.DECIDE] = "faulty"
    return Checked(
        round_id=folder.settings.id,
        stages=stages,
        gates=gates.states(evidence),
        invariants=invariants.states(evidence),
        defects=(*folder.defects, *calculated.defects, *contradictions(evidence), *refused, *record.defects),
        overrides=sum(line.stands for line in consent.overrides(events, as_of=as_of, seats=seats)),
        record=record,
        begun=_begun(folder),
    )


WINDOWS = {"listen": Stage.LISTEN, "call": Stage.APPLY, "ballot": Stage.DECIDE}
"""The stage in which people act while a window stands open."""


def _begun(folder: RoundFolder) -> frozenset[Stage]:
    """Stages that hold something of their own, or whose window has opened."""
    acts = Acts(in_order(folder.tables.events or (), folder.settings.as_of))
    opened = {stage for window, stage in WINDOWS.items() if acts.opened(window) is not None}
    return frozenset(opened | {Stage(name.split("/")[0]) for name in folder.files if _begins(name)})


def _begins(name: str) -> bool:
    """Whether a file shows that its stage has begun."""
    stage = name.split("/")[0]
    return stage in [str(each) for each in Stage] and "/" in name and name not in BEFORE_DESIGN
