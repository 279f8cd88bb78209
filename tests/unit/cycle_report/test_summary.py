"""In short: one sentence for each thing a reader should know, only where its facts are, each leading to its section."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from cydradd.cycle.consent import overrides, partner_states
from cydradd.cycle.events import Event
from cydradd.cycle.gates import State
from cydradd.cycle.invariants import State as RuleState
from cydradd.cycle.report import Story, sections
from cydradd.cycle.report.summary import lines
from cydradd.cycle.stage_results import StageResults
from cydradd.cycle.stages import Gate, Stage
from cydradd.design.involvement import Act, document, involvement
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language

BOTH = pytest.mark.parametrize("language", list(Language))
REACH = {"type": {"sentence": {"cy": "Trydydd sector: 74%.", "en": "Third sector: 74%."}}}
HEADLINES = {"O1": {"pool": {"headline": {"refused": False}}}, "O2": {"pool": {"headline": {"refused": True}}}}


def told(story: Story, language: Language = Language.EN) -> dict[str | None, str]:
    """The sentences by the section they lead to, those of one section together."""
    found: dict[str | None, str] = {}
    for line in lines(story, language):
        found[line.section] = f"{found.get(line.section, '')} {line.text.striptags()}".strip()
    return found


def at(day: int, month: int = 1) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


def overridden(story: Story) -> Story:
    """The third sector objects, is mediated twice, and a public body acts despite it."""
    harm, remedy = Bilingual("Ni ofynnwyd.", "Carers were <b>not</b> asked."), Bilingual("Dwy noson.", "Two evenings.")
    gate = {"gate": "open-listen"}
    events = (
        Event("objection", at(5), partner=Partner.THIRD_SECTOR, **gate, row=2, harm=harm, remedy=remedy),
        *(
            Event(kind, at(day), partner=Partner.THIRD_SECTOR, **gate, row=day)
            for kind, day in (
                ("mediation_opens", 6),
                ("mediation_closes", 7),
                ("mediation_opens", 8),
                ("mediation_closes", 9),
            )
        ),
        Event(
            "override",
            at(12),
            partner=Partner.PUBLIC,
            **gate,
            row=12,
            office="Chief",
            ground="LGA",
            text=Bilingual("R", "R"),
        ),
    )
    states = partner_states(events, Gate.OPEN_LISTEN, as_of=story.settings.as_of)
    return replace(
        story,
        tables=replace(story.tables, events=events),
        consents={Gate.OPEN_LISTEN: states},
        overrides=overrides(events, as_of=story.settings.as_of),
    )


def test_the_listening_is_told_apart_from_the_vote_that_decides(story: Story):
    found = told(story)

    assert "236 people answered 3 statements. This was the listening" in found["listen"]
    assert "it is not the decision" in found["listen"]
    assert "469 people voted to decide. That is another vote than the listening." in found["decide"]


def test_what_most_agree_on_and_what_divides_are_in_peoples_own_words(story: Story):
    found = told(story)["listen"]

    assert "Most people agree: “Being lonely makes people ill.” (89%)." in found
    assert "This divides the groups most: “One good centre in town” (53 percentage points apart)." in found


def test_the_money_is_told_from_the_asking_to_what_came_back(story: Story):
    payments = (*story.tables.payments, replace(story.tables.payments[0], amount=-20_000))
    applications = (replace(story.tables.applications[0], status="withdrawn"), *story.tables.applications[1:])
    asked = replace(story, tables=replace(story.tables, payments=payments, applications=applications))
    late = {"payments": {"median_days": 8.5, "within_30": 0.75, "unknown": 1}}

    found = told(replace(asked, results=StageResults(deliver=late)))

    assert found["apply"] == "3 applications came in, asking for £17,900. Withdrawn, and not in the sum: 1."
    assert "1 of 3 projects were funded." in found["decide"]
    assert "Of £60,000, £18,400 was awarded and £41,600 is left." in found["decide"]
    assert found["deliver"] == (
        "£9,200 has been paid, of £18,400 promised in agreements. £200 came back, so £9,000 is with the "
        "projects. The payment in the middle took 8.5 days; 75% of payments came within 30 days. Payments of which that is not known: 1."
    )


def test_changes_that_name_what_people_said_are_counted(story: Story):
    given = [
        Event("contribution", at(1), id="c1", object="design", row=1),
        Event("change", at(2), object="design", links=("c1",), row=2),
        Event("change", at(3), object="design", row=3),
        Event("change", at(3), object="ending", links=("c1",), row=4),
    ]

    def said(events: list[Event]) -> str | None:
        return told(replace(story, tables=replace(story.tables, events=tuple(events)))).get("design")

    assert said(given) == "1 change to the design names what people said."
    assert said(given[:1]) == "0 changes to the design name what people said."
    assert said(given[1:]) is None


def test_outcomes_are_counted_by_whether_there_is_an_answer(story: Story):
    found = told(replace(story, results=StageResults(evaluate={"outcomes": HEADLINES})))

    assert found["evaluate"] == (
        "What came of it: 2 outcomes to be measured. The studies together give an answer for 1. "
        "Measured, without one answer: 0. Not measured: 1."
    )


def test_whom_the_money_reached_and_how_high_people_stood_are_told_where_they_are_known(story: Story):
    acts = [Act("decision", at(2), object="design", partner=Partner.PUBLIC, row=1)]
    results = StageResults(follow={"reach": REACH}, design={"involvement": document(involvement(acts))})

    found = told(replace(story, results=results))

    assert found["follow"] == "Who the money reached: Third sector: 74%."
    assert found["involvement"].endswith("Everything reached the same rung: Coercion (The design).")
    assert not {"follow", "involvement"} & set(told(story))


@BOTH
def test_an_override_is_told_with_its_office_and_what_the_objector_said(story: Story, language: Language):
    found = told(overridden(story), language)["against"]

    assert "Chief" in found
    assert ("Carers were <b>not</b> asked." if language is Language.EN else "Ni ofynnwyd.") in found
    assert ("Third sector" if language is Language.EN else "Trydydd sector") in found


def test_an_override_that_is_refused_is_not_told_as_one(story: Story):
    found = told(story)["against"]

    assert "it does not count" in found
    assert "A public body acted" not in found


def test_a_sustained_objection_that_nobody_overrode_is_told(story: Story):
    acted = overridden(story)
    alone = replace(acted, overrides=())

    assert "An objection stands after two mediations. Gate: Listen. By: Third sector." in told(alone)["against"]
    assert "stands after two mediations" not in told(acted)["against"]


def test_a_broken_rule_and_missing_evidence_are_named(story: Story):
    broken = replace(story.invariants[6], state=RuleState.BROKEN)
    unknown = tuple(replace(rule, state=RuleState.NOT_EVIDENCED) for rule in story.invariants[:2])
    gates = tuple(replace(gate, state=State.NOT_EVIDENCED) for gate in story.gates[:1])

    found = told(replace(story, invariants=(*unknown, broken), gates=gates))

    assert found["rules"] == (
        "A rule is broken: Nobody scored or voted where they have an interest. "
        "Rules of which the files do not show whether they were kept: 2 of 3."
    )
    assert found["gates"] == "Gates of which the files do not say enough: Listen."


def test_a_stage_whose_gate_opened_is_not_said_to_be_missing(story: Story):
    opened = replace(story, stages={**story.stages, Stage.SHARE: "opened", Stage.FOLLOW: "not_present"})

    assert "The gate to Share has opened; there is nothing of that stage in the files yet." in told(opened)["gates"]
    assert told(opened)[None].startswith("Not begun yet: Follow.")
    silent = replace(opened, tables=replace(opened.tables, events=None))
    assert told(silent)[None].startswith("Not in these files: Follow.")


@BOTH
def test_each_sentence_leads_to_a_section_of_the_page(story: Story, language: Language):
    acts = [Act("decision", at(2), object="design", partner=Partner.PUBLIC, row=1)]
    results = StageResults(follow={"reach": REACH}, design={"involvement": document(involvement(acts))})
    whole = replace(overridden(story), results=results)

    led = {line.section for line in lines(whole, language) if line.section}

    assert led <= set(sections(whole, language))
    assert {"listen", "apply", "decide", "deliver", "evaluate", "follow", "involvement", "against"} <= led


@BOTH
def test_of_what_is_not_known_nothing_is_said(bare: Story, language: Language):
    assert {line.section for line in lines(bare, language)} == {None}


def test_where_voting_goes_on_nothing_is_told_of_its_result(story: Story):
    events = (Event("window_opens", at(1), object="ballot", row=1),)
    voting = replace(story, tables=replace(story.tables, events=events), result=replace(story.result, left=Fraction(1)))

    assert told(voting)["decide"] == "Voting is going on now. Nothing is counted before it closes."
