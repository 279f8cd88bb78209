"""Which gates stand beside a stage: the one that opens it, the one after it, and the side gate of deliver."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from cydradd.cycle.consent import PartnerState
from cydradd.cycle.gates import GateState
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say
from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language

Beside = tuple[Markup, GateState, Mapping[Partner, PartnerState] | None]
"""What the gate is here, its state, and where each partner stands (``None``: it needs no consent)."""


def gates_beside(story: Story, stage: Stage, language: Language) -> list[Beside]:
    """The next gate first: it is what people are waiting for."""
    order = list(Stage)
    after = order[order.index(stage) + 1 :]
    here = say(language, "now.this_gate")
    wanted = [(Gate(f"open-{after[0]}"), say(language, "now.next_gate"))] if after else []
    wanted.append((Gate(f"open-{stage}"), here))
    if stage is Stage.DELIVER:
        wanted.append((Gate.ENDING, here))
    states = {state.gate: state for state in story.gates}
    return [(title, states[gate], story.consents.get(gate)) for gate, title in wanted if gate in states]
