"""The gates: which of them need consent, and what was done despite an objection, in labelled fields."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.cycle_report.test_summary import overridden

from cydradd.cycle import output
from cydradd.cycle.invariants import INVARIANTS
from cydradd.cycle.report import Story, sections
from cydradd.cycle.report.pages import band
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language

DEMO = Path(__file__).parents[3] / "demo" / "rounds" / "eithin-25-003"


def test_the_gates_that_need_consent_are_told_apart_from_those_that_do_not(story: Story):
    page = sections(story, Language.EN)["gates"].striptags()

    assert "need the consent of all three partners: Listen, Design, Apply, Deliver, Share, Ending an agreement." in page
    assert "These need no consent, but an objection stops them: Decide, Evaluate, Follow." in page


def test_office_and_legal_ground_stand_behind_their_labels(story: Story):
    page = sections(overridden(story), Language.EN)["against"]

    for label, value in (("Office", "Chief"), ("Legal ground", "LGA")):
        assert f'<dt>{label}</dt><dd><bdi class="user" lang="">{value}</bdi></dd>' in page
    assert "<dt>Day</dt><dd>12 January 2026</dd>" in page
    assert "Carers were &lt;b&gt;not&lt;/b&gt; asked." in page and "Two evenings." in page


def test_objections_and_overrides_stand_right_after_the_summary(story: Story):
    assert list(sections(story, Language.EN))[:2] == ["summary", "against"]
    assert "against" not in sections(replace(story, overrides=(), consents={}), Language.EN)


def test_an_objection_is_told_once_with_the_override_or_among_those_that_stand(story: Story):
    acted = overridden(story)

    for told in (acted, replace(acted, overrides=())):
        assert sections(told, Language.EN)["against"].count("Two evenings.") == 1


@pytest.mark.parametrize("language", list(Language))
def test_an_ending_at_once_is_named_as_the_exception(language: Language):
    (rule,) = [each for each in INVARIANTS if each.id == "I11"]

    assert {"en": "except endings at once, whose report follows", "cy": "ac eithrio terfynu ar unwaith"}[
        language
    ] in str(rule.sentence.side(language))


def test_in_the_finished_round_no_stage_with_an_open_gate_is_missing(tmp_path: Path):
    told = output.run(DEMO, tmp_path / "out").story

    assert told.stages[Stage.SHARE] == "opened"
    assert told.stages[Stage.FOLLOW] == "present"
    assert "not_present" not in told.stages.values()
    assert "Gate opened; nothing yet" in band(told, Language.EN)
