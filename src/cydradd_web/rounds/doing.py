"""What somebody can do now in one round: each stage says so itself (its `doing` module), and this puts it together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.translation import get_language

from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.apply import doing as apply
from cydradd_web.components.doing import Doing
from cydradd_web.decide import doing as decide
from cydradd_web.deliver import doing as deliver
from cydradd_web.design import doing as design
from cydradd_web.listen import doing as listen
from cydradd_web.rounds import consenting, convening
from cydradd_web.rounds.selectors import known_live
from cydradd_web.rounds.windows import at_window

Says = Callable[[str, int, By, datetime], list[Doing]]
"""Called with the round's slug and key, whoever asks, and the instant."""

BY_STAGE: Mapping[Stage, Says] = {
    Stage.LISTEN: listen.doing,
    Stage.DESIGN: design.doing,
    Stage.APPLY: apply.doing,
    Stage.DECIDE: decide.doing,
    Stage.DELIVER: deliver.doing,
}
OWN_WINDOW = (Stage.LISTEN, Stage.APPLY, Stage.DECIDE)
"""Stages whose window the officer opens and closes from here; the design tells of its own."""


def doing(slug: str, stage: Stage, by: By, at: datetime) -> tuple[Doing, ...]:
    """What somebody can do at one stage. Nothing in a round that is not carried here."""
    round_id = known_live(slug)
    return () if round_id is None else of_stage(slug, round_id, stage, by, at)


def of_round(slug: str, round_id: int, by: By, at: datetime) -> tuple[Doing, ...]:
    """What somebody can do for the round as a whole."""
    return tuple(convening.doing(slug, round_id, by, at))


def of_stage(
    slug: str, round_id: int, stage: Stage, by: By, at: datetime, *, windows: bool = True
) -> tuple[Doing, ...]:
    """What somebody can do at one stage, with the way to its gates and, if asked for, to its window."""
    says = BY_STAGE.get(stage)
    own = says(slug, round_id, by, at) if says else []
    gate = Gate(f"open-{stage}")
    officer = windows and stage in OWN_WINDOW and Duty.OFFICER in by.duties
    window = at_window(slug, round_id, gate, at) if officer else []
    return (*own, *window, *consenting.gates_of(slug, stage, Language(get_language() or "en")))
