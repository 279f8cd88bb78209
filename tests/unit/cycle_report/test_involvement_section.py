"""The section of involvement: the rung by word and sign, every sign with its flag, and "not known" said as such."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd.cycle.report import Story, sections
from cydradd.cycle.report.words import say
from cydradd.cycle.stage_results import StageResults
from cydradd.design.involvement import LADDER, NAMES, Act, document, involvement
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language
from cydradd_cli.main import app

DEMO = Path(__file__).parents[3] / "demo" / "rounds" / "eithin-25-003"
VECTOR = [
    Act("commitment", datetime(2027, 3, 1, 9, tzinfo=UTC), object="<o>", code="provider_named", row=1),
    Act("window_opens", datetime(2027, 3, 15, 9, tzinfo=UTC), object="<o>", row=2),
    Act("window_closes", datetime(2027, 4, 5, 9, tzinfo=UTC), object="<o>", row=3),
    Act("decision", datetime(2027, 4, 6, 9, tzinfo=UTC), object="<o>", partner=Partner.PUBLIC, row=4),
]


def section(story: Story, acts: list[Act], language: Language = Language.EN) -> str:
    results = StageResults(design={"involvement": document(involvement(acts))})
    return str(sections(replace(story, results=results), language)["involvement"])


def test_the_rung_reached_is_marked_by_word_and_sign_and_why_it_is_no_higher(story: Story) -> None:
    page = section(story, VECTOR)

    (here,) = [part for part in page.split("<li") if 'class="here"' in part]
    assert "Informing" in here
    assert "People were told, and not asked." in here
    assert "A provider was named 14 days before the first window opened" in page
    assert "A commitment came before anybody was asked" in page


def test_there_is_one_ladder_for_the_whole_round_and_one_sentence_over_it(story: Story) -> None:
    listening = [replace(act, object="listen") for act in VECTOR[1:]]
    page = section(story, [*[replace(act, object="design") for act in VECTOR], *listening])

    assert page.count('<ol class="ladder"') == 1
    assert "Highest: Consultation (The listening). Lowest: Informing (The design)." in page


def test_where_everything_reached_one_rung_that_is_said_once(story: Story) -> None:
    page = section(story, [replace(act, object=name) for name in ("design", "call") for act in VECTOR])

    assert "Everything reached the same rung: Informing (The design, The call for applications)." in page


@pytest.mark.parametrize("language", list(Language))
def test_every_rung_is_explained_once(story: Story, language: Language) -> None:
    page = section(story, VECTOR, language)

    for rung in LADDER:
        assert page.count(str(say(language, f"involvement.means.{rung}"))) == 1


def test_every_sign_has_its_value_its_flag_and_its_line(story: Story) -> None:
    page = section(story, VECTOR)

    assert "14 days" in page and "21 days; holidays: 9%" in page and "1 of 3" in page and "line 1" in page
    assert page.count('<td class="unknown"') == 7
    assert page.count("#bang") == 3


@pytest.mark.parametrize(
    ("days", "contributions", "said"),
    [
        (1, 2, "Enough time to read every contribution 360 times over"),
        (1, 500, "Enough time to read every contribution 1.44 times over"),
        (1, 1440, "Time to read only 50% of the contributions"),
        (-1, 2, "No time: the decision came before the window closed"),
    ],
)
def test_time_to_read_is_said_in_words(story: Story, days: int, contributions: int, said: str) -> None:
    closes = datetime(2027, 4, 5, 9, tzinfo=UTC)
    given = [
        Act("contribution", datetime(2027, 4, 1, 9, tzinfo=UTC), id=f"c{n}", object="design", row=n)
        for n in range(contributions)
    ]
    acts = [
        Act("window_opens", datetime(2027, 3, 1, 9, tzinfo=UTC), object="design", row=2),
        Act("window_closes", closes, object="design", row=3),
        Act("decision", closes + timedelta(days=days), object="design", partner=Partner.PUBLIC, row=4),
    ]

    assert said in section(story, [*acts, *given])


@pytest.mark.parametrize("language", list(Language))
def test_each_sign_says_once_how_it_is_calculated(story: Story, language: Language) -> None:
    page = section(story, VECTOR, language)

    for name in NAMES:
        assert page.count(str(say(language, f"involvement.rule.{name}"))) == 1


def test_a_name_that_people_wrote_is_escaped_and_one_of_the_cycle_is_a_word(story: Story) -> None:
    assert 'Another decision: <bdi class="user">&lt;o&gt;</bdi>' in section(story, VECTOR)
    assert "Y dyluniad" in section(story, [replace(act, object="design") for act in VECTOR], Language.CY)


def test_what_came_from_outside_is_said(story: Story) -> None:
    assert "told from outside our Record" in section(story, [*VECTOR[:3], replace(VECTOR[3], outside=True)])


def test_many_objects_are_cut_and_counted(story: Story) -> None:
    acts = [replace(VECTOR[3], object=f"o{n}", row=n) for n in range(33)]

    assert "Not shown here: 3." in section(story, acts)


def test_a_round_without_acts_has_no_such_section(story: Story) -> None:
    assert "involvement" not in sections(replace(story, results=StageResults()), Language.EN)


def test_the_results_hold_what_the_command_prints(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["round", "run", str(DEMO), "--out", str(tmp_path / "out")])
    said = CliRunner().invoke(app, ["design", "involvement", str(DEMO), "--json"])

    assert run.exit_code == 0
    results = json.loads((tmp_path / "out" / "results.json").read_text("utf-8"))
    assert results["design"]["involvement"] == json.loads(said.stdout)
