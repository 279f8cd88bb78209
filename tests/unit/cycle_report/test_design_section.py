"""The section of the design: what was said is followed to what is asked, and what nobody asked for is named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import check
from cydradd.cycle.report.contexts.design_value import Value, value
from cydradd.cycle.report.from_folder import story_of
from cydradd.cycle.report.pages import sections
from cydradd.cycle.report.story import Story
from cydradd.cycle.round_folder import read
from cydradd.cycle.stage_results import StageResults, stage_results
from cydradd.vocabulary.text import Language

DEMO = Path(__file__).resolve().parents[3] / "demo" / "rounds" / "eithin-25-003"


@cache
def story() -> Story:
    folder = read(DEMO)
    calculated = calculate(folder, with_map=True)
    return story_of(folder, calculated, check(folder, calculated), stage_results(folder, calculated))


def words(told: Story, language: Language = Language.EN) -> str:
    """The section as a person reads it."""
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", sections(told, language)["design"])).split())
    return text.replace(" .", ".")


def test_a_criterion_is_followed_back_to_what_people_said() -> None:
    shown = words(story())

    assert "Where each criterion came from" in shown
    assert "Nobody should plan a service without the people who use it." in shown


@pytest.mark.parametrize(
    ("language", "heading", "by"),
    [
        (Language.EN, "Nobody asked for these", "Added by: Public bodies. Reason: A criterion on clear costs"),
        (Language.CY, "Ni ofynnodd neb am y rhain", "Ychwanegwyd gan: Cyrff cyhoeddus. Rheswm: Maen prawf am gostau"),
    ],
)
def test_a_criterion_nobody_asked_for_is_named_with_who_added_it(language: Language, heading: str, by: str) -> None:
    shown = words(story(), language)

    assert heading in shown
    assert by in shown


def test_what_every_group_agrees_with_and_nobody_used_is_listed() -> None:
    told = story()

    assert "(nothing came of it)" in words(told)
    assert "Not known: the files hold no votes" in words(replace(told, heard=None))


def test_each_lot_has_a_sentence_of_what_is_allowed_and_what_is_asked() -> None:
    shown = words(story())

    assert shown.count("Questions to answer: 2, and the most is 5. Words: 400, and the most is 600.") == 4
    assert "An exception that the three partners consented to: insurance." in shown


def test_what_is_too_much_is_said_where_the_exception_was_not_consented_to() -> None:
    told = story()

    shown = words(replace(told, tables=replace(told.tables, events=())))

    assert "Too much: Insurance cover: £5,000,000." in shown


def test_on_a_day_without_a_threshold_the_proportion_is_not_known() -> None:
    told = story()
    before = replace(told.settings, as_of=datetime(2025, 2, 1, tzinfo=UTC))

    assert "Not known: no threshold is held" in words(replace(told, settings=before))


def test_the_ranking_says_how_sure_it_is_and_that_it_is_not_the_decision() -> None:
    shown = words(story())

    assert "This is not the decision." in shown
    assert "Too close" not in shown.split("How we calculated")[-2]
    assert "First by the weights of each partner" in shown


def test_too_close_asks_people_to_deliberate_in_both_languages() -> None:
    told = story()
    design = dict(told.results.design or {})
    drawn = design["weigh"]
    assert isinstance(drawn, dict)
    close = replace(told, results=StageResults(design={**design, "weigh": {**drawn, "too_close": True}}))

    assert "Too close: a small change could change the order. Deliberate first." in words(close)
    assert "Rhy agos: gallai newid bach newid y drefn. Trafodwch yn gyntaf." in words(close, Language.CY)


def test_without_the_weights_of_a_partner_the_report_says_why_there_is_no_ranking() -> None:
    told = story()
    fewer = tuple(row for row in told.tables.weights or () if row.partner != "public")

    shown = words(replace(told, tables=replace(told.tables, weights=fewer)))

    assert "Not weighed. Not every partner has given weights" in shown


def test_the_ranking_is_that_of_the_results() -> None:
    told = story()
    found = value(told)
    design = told.results.design or {}

    assert isinstance(found, Value)
    weighed = design["weigh"]
    assert isinstance(weighed, dict)
    assert [row.plain for row in found.rows] == weighed["ranking"]
