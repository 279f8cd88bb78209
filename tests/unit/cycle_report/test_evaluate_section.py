"""What came of it, on the page: every study in the same size, refusals, and those too few to show."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import cast

import pytest
from tests.unit.cycle_report.stories import full

from cydradd.cycle.report.contexts.evaluate import Told, evaluate
from cydradd.cycle.report.forest import APART, HEIGHT, Line, forest
from cydradd.cycle.report.pages import render, sections
from cydradd.cycle.report.story import Story
from cydradd.cycle.stage_results import StageResults
from cydradd.evaluate.document import effects_document, pooled_document
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.evaluate.round_outcomes import outcome_evidence
from cydradd.vocabulary.text import Language


def change(agreement: str, after: float, n: int = 30, r: float | None = 0.5) -> OutcomeResult:
    """One group before and after."""
    return OutcomeResult("O1", agreement, "treated", n, after, 1.0, n, 3.0, 1.0, r)


def told_story(*rows: OutcomeResult) -> Story:
    """A story in which the evaluation is these rows."""
    evidence = outcome_evidence(rows, "O1")
    outcomes = {
        "O1": {"effects": effects_document(evidence), "pool": pooled_document(evidence) if evidence.k else None}
    }
    story = full()
    return replace(
        story, tables=replace(story.tables, results=rows), results=StageResults(evaluate={"outcomes": outcomes})
    )


def section(story: Story, language: Language) -> str:
    """The words of the section, without its markup."""
    return " ".join(re.sub("<[^>]+>", "", sections(story, language)["evaluate"]).split())


def told(story: Story) -> Told:
    """What the section tells of the one outcome."""
    (only,) = cast("list[Told]", evaluate(story, Language.EN)["told"])
    return only


def test_a_null_study_has_the_height_and_the_line_of_any_other() -> None:
    picture = forest([Line("a", -1, -0.5, 0, 10), Line("null", -0.5, 0, 0.5, 10)], None, None)

    assert picture.row == HEIGHT
    assert picture.studies[0].side == picture.studies[1].side
    assert picture.studies[0].width == picture.studies[1].width
    assert picture.studies[1].at == picture.none


def test_ratios_stand_on_an_axis_of_logarithms_and_shares_have_no_line_of_no_effect() -> None:
    ratio = forest([Line("a", -0.7, 0.0, 0.7, 1)], None, None, ratio=True)

    assert dict(ratio.ticks)["50.00"] == "1"
    assert ratio.none == "50.00"
    assert forest([Line("a", 0.2, 0.3, 0.4, 1)], None, None, share=True).none is None


def test_a_very_wide_interval_is_cut_and_says_so() -> None:
    picture = forest([Line("a", 0.4, 0.5, 0.6, 1), Line("b", 0.3, 0.4, 0.5, 1), Line("c", -90, 0.5, 90, 1)], None, None)

    assert [(mark.cut_left, mark.cut_right) for mark in picture.studies] == [(False, False)] * 2 + [(True, True)]


def test_numbers_of_the_axis_never_stand_closer_than_a_narrow_screen_can_show() -> None:
    picture = forest([Line("a", -4.6, -1.0, 0.6, 1), Line("b", -4.0, -1.2, 3.0, 1)], None, None, ratio=True)

    places = [float(at) for at, _ in picture.ticks]
    assert len(places) > 2
    assert "1" in dict(picture.ticks).values()
    assert all(right - left >= APART for left, right in pairwise(places))


def test_a_headline_has_its_diamond_and_a_refusal_has_none() -> None:
    given = told(told_story(change("A", 2.0), change("B", 2.1), change("C", 2.2)))
    refused = told(told_story(change("A", 2.0), change("B", 3.9), change("C", 2.2)))

    assert given.picture is not None
    assert given.picture.diamond is not None
    assert refused.refused
    assert refused.picture is not None
    assert (refused.picture.diamond, refused.together, len(refused.studies)) == (None, None, 3)
    assert "No single figure is given" in (refused.plain.en or "")


def test_a_study_whose_correlation_is_tried_is_hollow_and_takes_part() -> None:
    found = told(told_story(change("A", 2.0), change("B", 2.1, r=None), change("C", 2.2)))

    assert [study.assumed for study in found.studies] == [False, True, False]
    assert [tried[0] for tried in found.tried] == ["0.3", "0.5", "0.7", "0.9"]
    assert found.left_out == ()


@pytest.mark.parametrize("language", Language)
def test_a_row_of_too_few_people_is_counted_and_not_shown(language: Language) -> None:
    story = told_story(change("A", 2.0), change("B", 2.1), change("C", 2.2), change("D", 1.77, n=4))

    found, page = told(story), render(story, language)

    assert [study.id for study in found.studies] == ["A", "B", "C"]
    assert found.hidden == 1
    assert "1.77" not in page
    assert ("fewer than 5" if language is Language.EN else "llai na 5") in page


@pytest.mark.parametrize("language", Language)
def test_what_takes_no_part_is_listed_with_its_reason_in_the_language_of_the_page(language: Language) -> None:
    rows = (change("A", 2.0), replace(change("B", 2.0), n_before=9))

    page = render(told_story(*rows), language)

    assert ("n differs from n_before" if language is Language.EN else "mae n yn wahanol i n_before") in page


def test_a_name_that_is_markup_stays_text_in_the_picture() -> None:
    page = render(told_story(change("<script>\u202e", 2.0), change("B", 2.0)), Language.EN)

    assert "<script>" not in page
    assert '<p><bdi class="user" lang="">&lt;script&gt;\u202e</bdi></p>' in page.split('class="forest"')[1]


def test_an_outcome_that_cannot_be_pooled_says_why() -> None:
    found = told(told_story(OutcomeResult("O1", "A", mean=2.0)))

    assert (found.picture, found.studies) == (None, ())
    assert found.left_out[0][2].en == "nothing to compare with: no control and nothing from before"


def test_one_group_before_and_after_is_told_in_words_and_what_it_cannot_show() -> None:
    page = section(told_story(change("A", 2.0), change("B", 3.0)), Language.EN)

    assert "People: 60; all of them had the service." in page
    assert "a mean of 3 before the work, and 2 after." in page
    assert "a mean of 3 before the work, and 3 after." in page
    assert "What we cannot say: that the service caused this. Nobody without the service was measured" in page


def test_people_who_were_compared_with_are_told_beside_those_who_had_the_service() -> None:
    rows = (
        OutcomeResult("O1", "A", events=6, of=64),
        OutcomeResult("O1", "A", "control", events=17, of=61),
    )

    english, welsh = (section(told_story(*rows), language) for language in (Language.EN, Language.CY))

    assert "With the service: 6 of 64 people. Without: 17 of 61 people." in english
    assert "that the service alone caused the difference" in english
    assert "Gyda’r gwasanaeth: 6 allan o 64 o bobl. Heb y gwasanaeth: 17 allan o 61 o bobl." in welsh
    assert "Pobl heb y gwasanaeth, i gymharu: 61." in welsh


def test_of_many_projects_the_lowest_and_the_highest_are_told_and_which_way_they_went() -> None:
    page = section(
        told_story(*(change(name, after) for name, after in zip("ABCDE", (2, 2.5, 3, 2.8, 3.4), strict=True))),
        Language.EN,
    )

    assert "mean before the work, 3; mean after, 2 to 3.4." in page
    assert "Projects in which the mean went down: 3. Up: 1. The same: 1." in page


def test_people_of_whom_too_few_are_known_are_not_in_the_words_either() -> None:
    page = section(told_story(change("A", 2.0), change("B", 2.1), change("D", 1.77, n=4)), Language.EN)

    assert "Projects: 2. People: 60;" in page
    assert "1.77" not in page


def test_a_number_of_people_that_some_did_not_tell_is_at_least_what_the_others_told() -> None:
    rows = (change("A", 2.0), OutcomeResult("O1", "B", mean=2.0, mean_before=3.0))

    assert "People: at least 30;" in section(told_story(*rows), Language.EN)


def test_columns_that_hold_nothing_are_not_shown_and_each_row_names_its_project() -> None:
    found = told(told_story(change("A", 2.0), change("B", 2.1)))

    assert (found.columns.before, found.columns.after) == (True, True)
    assert not any((found.columns.group, found.columns.happened, found.columns.note))


def test_the_method_is_explained_once_however_many_outcomes_there_are() -> None:
    rows = (change("A", 2.0), replace(change("A", 2.0), outcome="O2"), replace(change("A", 2.0), outcome="O3"))

    page = section(told_story(*rows), Language.EN)

    assert page.count("how we calculated") == 1
    assert page.count("Hartung and Knapp") == 1


def test_an_outcome_that_was_measured_and_not_calculated_is_still_told() -> None:
    story = replace(told_story(change("A", 2.0)), results=StageResults())

    assert "a mean of 3 before the work, and 2 after." in section(story, Language.EN)
