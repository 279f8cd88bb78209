"""The result: sums that add up to the real money, shares of the decision told apart from money, reasons in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cydradd.cycle.report import Story, sections
from cydradd.cycle.report.reasons import told_reason
from cydradd.cycle.report.result import PartnerMoney, Result
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language

RAISED = Fraction(25_000)


def raised(story: Story, *, left: int = 41_600) -> Story:
    """The shares of the ballots raised from a third of £60,000 to £25,000 each."""
    partners = tuple(replace(row, endowment=RAISED) for row in story.result.partners)
    return replace(story, result=replace(story.result, partners=partners, left=Fraction(left)))


def decide(story: Story, language: Language = Language.EN) -> str:
    return str(sections(story, language)["decide"])


def test_each_partner_is_shown_a_third_of_the_real_money_though_purses_were_raised(story: Story):
    page = decide(raised(story))
    shown, how = page.split("How we calculated")

    assert shown.count("£20,000") == 6  # beside each partner, and in the table
    assert "£25,000" not in shown and "£75,000" not in shown
    assert "Together they come to £75,000, more than the £60,000 there is to spend." in how
    assert "not money" in how


def test_the_amount_of_each_ballot_is_that_of_its_partner(story: Story):
    page = decide(raised(story))

    for each in ("£48.54", "£526.32", "£1,052.63"):  # 20,000 by 412, 38 and 19 ballots
        assert f"For each ballot: {each}" in page


def test_unequal_shares_are_parts_of_the_budget_too(story: Story):
    partners = (
        PartnerMoney(Partner.CITIZENS, 10, Fraction(60), Fraction(0)),
        PartnerMoney(Partner.PUBLIC, 5, Fraction(30), Fraction(0)),
    )
    result: Result = replace(story.result, budget=Fraction(45), partners=partners)

    assert [result.part(row) for row in partners] == [30, 15]
    assert sum(result.part(row) for row in partners) == result.budget


def test_what_partners_carried_is_said_not_to_be_their_money(story: Story):
    assert "This is a share of the decision, not the partner’s money: the pots pay." in decide(story)
    assert "Who paid" not in decide(story)


@pytest.mark.parametrize(("left", "said"), [(2_000, True), (9_900, False), (0, False)])
def test_money_left_over_is_explained_only_where_nothing_small_enough_remained(story: Story, left: int, said: bool):
    told = "Nothing small enough remained: the cheapest project not funded costs £9,900." in decide(
        raised(story, left=left)
    )

    assert told is said


def test_why_not_says_that_raised_shares_are_figures_of_the_count(story: Story):
    page = decide(raised(story))

    assert "It costs £9,900. Even with the raised shares, its supporters had £8,800 left in the count." in page


def test_words_of_the_count_stand_under_how_we_calculated(story: Story):
    shown, how = decide(replace(story, result=replace(story.result, ties=()))).split("How we calculated")

    for text in ("add1e", "What counts as value", "At no step were two projects exactly equal"):
        assert text not in shown and text in how


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("another-funder", Language.EN, "Another funder pays for it."),
        ("another-funder", Language.CY, "Mae ariannwr arall yn talu amdano."),
        (
            "P1-revenue-only",
            Language.EN,
            "The pot pays for running costs only, not for buildings or equipment. (Pot P1)",
        ),
        ("P9-revenue-only", Language.EN, "Reason given: P9-revenue-only"),
        ("Too <far>", Language.EN, "Reason given: Too &lt;far&gt;"),
        ("Rhy bell", Language.CY, "Rheswm a roddwyd: Rhy bell"),
        ("Rhy bell / Too far", Language.CY, "Rheswm a roddwyd: Rhy bell"),
        ("Rhy bell / Too far", Language.EN, "Reason given: Too far"),
    ],
)
def test_a_reason_is_in_words_where_its_code_is_known_else_as_given(
    story: Story, text: str, language: Language, said: str
):
    shown = str(told_reason(story, language, text)).replace('<bdi class="user">', "").replace("</bdi>", "")

    assert shown == said
