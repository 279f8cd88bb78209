"""Where rounds stand now: which window is open and until when, which gate is next, and which stages have work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cydradd.cycle.stages import Gate, Stage
from cydradd_web.rounds.models import Document, Round
from cydradd_web.rounds.selectors.lines import STAGES, WINDOWS, windows_of
from cydradd_web.rounds.selectors.story import next_gate

BEFORE_GATES = {Gate.OPEN_DELIVER: Stage.APPLY}
"""A gate for which an earlier stage still has to act: every unsuccessful applicant is told why."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """Where one round stands.

    Attributes:
        window: ``listen``, ``design``, ``call`` or ``ballot``, as it stands open; ``None``: none does.
        closes: Its last day; ``None``: none was announced.
        gate: The gate that is next; ``None``: every one is open, or nothing is known of them.
        stages: The stages that people work at now.
    """

    id: int
    slug: str
    window: str | None
    closes: date | None
    gate: Gate | None
    stages: tuple[Stage, ...]


def at_hand(round_ids: Iterable[int]) -> Mapping[int, AtHand]:
    """Rounds that are carried here, by their key. Three queries, however many rounds."""
    rows = list(Round.objects.filter(pk__in=list(round_ids), live=True))
    windows = windows_of(rows)
    gates = Document.objects.filter(round__in=rows, part="gates").values_list("round_id", "content")
    following = {number: next_gate(content) for number, content in gates}
    return {row.pk: _at_hand(row, windows[row.pk], following.get(row.pk, Gate.OPEN_LISTEN)) for row in rows}


def _at_hand(row: Round, window: tuple[str, date | None] | None, gate: Gate | None) -> AtHand:
    reached = Stage(row.stage_reached) if row.stage_reached else None
    stages = _stages(reached, WINDOWS[window[0]] if window else None, gate)
    return AtHand(row.pk, row.slug, window[0] if window else None, window[1] if window else None, gate, stages)


def _stages(reached: Stage | None, opened: Stage | None, gate: Gate | None) -> tuple[Stage, ...]:
    """The stage of the open window; without one that which is reached, and that which is next."""
    if opened is not None:
        found = {opened}
    else:
        found = {stage for stage in (reached, gate and gate.stage, gate and BEFORE_GATES.get(gate)) if stage}
    if reached is not None and STAGES.index(reached) > STAGES.index(Stage.DELIVER):
        found.add(Stage.DELIVER)
    return tuple(stage for stage in STAGES if stage in found)
