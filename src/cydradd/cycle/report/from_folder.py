"""The story of a round folder: what was read, calculated and checked, as the report tells it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from cydradd.apply import feedback
from cydradd.cycle import consent, fates
from cydradd.cycle.calculation import Calculated
from cydradd.cycle.check import Checked, evidence_of
from cydradd.cycle.evidence import Evidence
from cydradd.cycle.gates import State
from cydradd.cycle.gates.consents import NEEDS_CONSENT
from cydradd.cycle.kept_explanations import explanations
from cydradd.cycle.kept_own_ballots import kept_own_ballots
from cydradd.cycle.record_of_folder import FolderRecord
from cydradd.cycle.report.from_count import result_of
from cydradd.cycle.report.from_map import heard_of, with_beside
from cydradd.cycle.report.heard import Answers, Heard, Said
from cydradd.cycle.report.over_pots import over_pots_of
from cydradd.cycle.report.result import Result
from cydradd.cycle.report.story import RecordHead, Story
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stage_results import StageResults
from cydradd.cycle.stages import Gate, Stage
from cydradd.listen.document import map_document
from cydradd.listen.polis_export import PolisExport
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence, major_units
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.place import place_name


def heard_document(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:
    """The map as results.json publishes it: ``listen map`` without where each person stands."""
    made, export = calculated.opinion_map, folder.listening
    if made is None or export is None:
        return None
    beside = export.by_strength()[1]
    return map_document(
        made,
        export.participants,
        events=export.events,
        with_participants=False,
        beside=beside,
        found=calculated.findings,
    )


def _partners(export: PolisExport) -> dict[str, Partner]:
    return {person.voter: person.partner for person in export.participants or () if person.partner is not None}


def _heard(folder: RoundFolder, calculated: Calculated) -> Heard | None:
    export, document = folder.listening, heard_document(folder, calculated)
    if export is None:
        return None
    _, beside = export.by_strength()
    told = any(person.strength for person in export.participants or ())
    made, findings = calculated.opinion_map, calculated.findings
    if made is not None and findings is not None and document is not None:
        heard = heard_of(made, findings, document, export.statements, _partners(export), export.participants or ())
        return with_beside(replace(heard, strength_known=told), beside)
    nothing = Answers(0, 0, 0)
    statements = tuple(
        Said(each.id, nothing, each.text if each.text.cy else None, each.text.en, in_map=not each.out)
        for each in export.statements
    )
    empty = Heard(0, 0, nothing, statements, (), (), (), (), {}, "polis", 0, strength_known=told)
    return with_beside(empty, beside)


def stage_states(checked: Checked, calculated: Collection[Stage] = ()) -> dict[Stage, str]:
    """``done`` where a later stage has begun, or the gate to it is open or was opened despite an objection.

    A stage whose folder holds only what comes before its gate (pots before listening, say) has not begun: it is
    ``opened`` where its gate is, else ``not_present``.

    Args:
        calculated: Stages of which something was worked out from what other stages hold; they are present.
    """
    opened = {state.gate.stage for state in checked.gates if state.state in (State.OPEN, State.OVERRIDDEN)}
    order = list(Stage)
    found: dict[Stage, str] = {}
    for number, stage in enumerate(order):
        later = order[number + 1 :]
        behind = any(each in checked.begun for each in later) or (bool(later) and later[0] in opened)
        if checked.stages[stage] == "faulty":
            found[stage] = "faulty"
        elif stage not in checked.begun and stage not in calculated:
            found[stage] = "opened" if stage in opened else "not_present"
        else:
            found[stage] = "done" if behind else "present"
    return found


def _money(folder: RoundFolder, calculated: Calculated) -> Fraction | None:
    """All the money there is: the pots, else the budget of the ballots."""
    if folder.tables.pots:
        return major_units(Pence(sum(pot.amount for pot in folder.tables.pots)), folder.settings.currency)
    counted = calculated.count.election if calculated.count else folder.election
    return counted.budget if counted else None


def _reasons(evidence: Evidence) -> tuple[int, int] | None:
    """How many of those who were not funded have complete reasons. ``None``: no file says."""
    owed = fates.unsuccessful(evidence)
    if evidence.tables.feedback is None or not owed:
        return None
    explained = evidence.allocation.explained if evidence.allocation else frozenset()
    silent = feedback.unanswered(owed, evidence.tables.feedback, explained)
    return len(owed) - len(silent), len(owed)


def _record_head(record: FolderRecord) -> RecordHead:
    return RecordHead(len(record.entries), record.root.hex())


def _result(folder: RoundFolder, calculated: Calculated) -> Result | None:
    count = calculated.count
    if count is None:
        return None
    funded = calculated.funded
    losses = explanations(count, funded) or ()
    pots = None if funded is None else over_pots_of(funded)
    found = result_of(count, folder.tables.applications or (), losses, folder.settings.currency, pots)
    return replace(found, own=kept_own_ballots(count, funded))


def story_of(folder: RoundFolder, calculated: Calculated, checked: Checked, stages: StageResults) -> Story:
    """Everything the report of a folder tells, but for what lies beside it: open data and files."""
    events, as_of = folder.tables.events, folder.settings.as_of
    states = {gate: consent.partner_states(events or (), gate, as_of=as_of) for gate in Gate}
    shown = [gate for gate in Gate if gate in NEEDS_CONSENT or any(each.objects for each in states[gate].values())]
    evidence = evidence_of(folder, calculated, checked.record)
    found = fates.fates(evidence)
    return Story(
        settings=folder.settings,
        stages=stage_states(checked, () if stages.follow is None else (Stage.FOLLOW,)),
        tables=folder.tables,
        place=place_name(folder.settings.place) if folder.settings.place else None,
        money=_money(folder, calculated),
        heard=_heard(folder, calculated),
        result=_result(folder, calculated),
        gates=checked.gates,
        consents={gate: states[gate] for gate in shown} if events is not None else {},
        overrides=consent.overrides(events or (), as_of=as_of, seats=folder.tables.seats),
        fates={name: str(next(iter(each))) for name, each in found.items() if len(each) == 1},
        reasons=_reasons(evidence),
        invariants=checked.invariants,
        defects=checked.defects,
        record=_record_head(checked.record),
        results=stages,
    )
