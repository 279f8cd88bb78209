"""What a stage's page says first, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.unit.cycle_report.stories import full

from cydradd.cycle.events import Event
from cydradd.cycle.report import now, side
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language

AT = datetime(2027, 1, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_says_what_is_happening_and_shows_its_gates(stage: Stage, language: Language) -> None:
    story = full()

    assert now(story, stage, language)
    assert "<section" in side(story, stage, language)


def test_while_people_vote_nothing_is_counted() -> None:
    story = full()
    voting = replace(story, tables=replace(story.tables, events=(Event("window_opens", AT, object="ballot"),)))

    assert "Nothing is counted" in now(voting, Stage.DECIDE, Language.EN)


def test_a_stage_that_is_not_there_says_so() -> None:
    story = full()
    without = replace(story, stages=dict.fromkeys(Stage, "not_present"))

    assert now(without, Stage.DESIGN, Language.CY) == "Nid oes dim o’r cam hwn yma eto."
