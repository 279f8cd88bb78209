"""In a round under way, what has not happened yet is told apart from what is not known."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from cydradd.cycle import output
from cydradd.cycle.gates import State
from cydradd.cycle.report import Story, sections
from cydradd.cycle.report.ahead import Ahead
from cydradd.cycle.report.pages import side
from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.text import Language

DEMO = Path(__file__).parents[3] / "demo" / "rounds"
LISTENING, VOTING = "eithin-26-007", "eithin-26-004"
SAY = {Language.EN: "Not known: the files do not say", Language.CY: "Ddim yn hysbys: nid yw’r ffeiliau’n dweud"}
BOTH = pytest.mark.parametrize("language", list(Language))


@cache
def told(name: str) -> Story:
    """A round of the demo, as its report tells it."""
    return output.run(DEMO / name, Path(mkdtemp()) / "out").story


def words(story: Story, name: str, language: Language = Language.EN) -> str:
    """One section in words."""
    return " ".join(sections(story, language)[name].striptags().split())


@BOTH
@pytest.mark.parametrize("name", [LISTENING, VOTING])
def test_no_gate_nor_rule_of_a_round_under_way_says_that_the_files_do_not_say(name: str, language: Language):
    story = told(name)
    shown = [words(story, part, language) for part in ("gates", "rules")]
    shown += [side(story, stage, language).striptags() for stage in Stage]

    for text in shown:
        assert SAY[language] not in text
    assert ("Not yet" if language is Language.EN else "Ddim eto") in shown[0]


def test_while_people_are_listened_to_the_days_so_far_are_told():
    story = told(LISTENING)
    beside = " ".join(side(story, Stage.LISTEN, Language.EN).striptags().split())

    days = Ahead(story).days_listened
    assert 0 < days < 400
    assert f"Days of listening so far: {days} (needed: 28)" in beside
    assert "Not yet: Listening has closed." in beside
    assert "Diwrnodau gwrando hyd yma" in side(story, Stage.LISTEN, Language.CY)


def test_each_rule_says_what_it_waits_for():
    rules = words(told(LISTENING), "rules")

    for why in ("there are no awards", "nothing is paid", "nothing is decided", "the design is not agreed",
                "the ballots are not counted", "the call for applications has not opened",
                "nothing is being ended"):  # fmt: skip
        assert f"Not yet: {why}" in rules
    assert "the design is not agreed" not in words(told(VOTING), "rules")


def test_gates_ahead_stages_and_rules_are_told_apart_in_short():
    short = words(told(VOTING), "summary")

    assert "Gates still ahead: Deliver, Evaluate, Share, Follow, Ending an agreement." in short
    assert "Not begun yet: Deliver, Evaluate, Share, Follow." in short
    assert "Rules that cannot be checked yet, because nothing of the kind has happened: 5 of 15." in short
    for never in ("do not say enough", "Not in these files", "do not show whether"):
        assert never not in short


def test_a_folder_without_acts_still_says_that_it_is_not_known():
    story = told(VOTING)
    silent = replace(story, tables=replace(story.tables, events=None))

    assert SAY[Language.EN] in words(silent, "gates")
    assert "Gates of which the files do not say enough" in words(silent, "summary")
    assert "Not in these files: Deliver" in words(silent, "summary")


def test_what_a_stage_that_has_begun_does_not_show_is_not_called_ahead():
    story = told(VOTING)
    gates = tuple(
        replace(gate, state=State.NOT_EVIDENCED) if gate.gate == "open-apply" else gate for gate in story.gates
    )
    late = Ahead(replace(story, gates=gates))

    assert late.state(next(gate for gate in late.story.gates if gate.gate is Gate.OPEN_APPLY)) == "not_evidenced"
    assert late.gate(Gate.OPEN_DELIVER) and late.gate(Gate.ENDING) and not late.gate(Gate.OPEN_DECIDE)


def test_while_people_are_asked_signs_of_the_decision_are_not_yet_there():
    listening = words(told(LISTENING), "involvement")

    assert (
        "People are still being asked. Of the 10 signs, 6 can be told only after the decision, and 2 are not known."
        in (listening)
    )
    assert "Not yet" in listening
    assert "People are still being asked" not in words(told("eithin-25-003"), "involvement")
