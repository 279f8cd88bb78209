"""Why a project lost and what would have changed it, on the worked elections."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.spec.decide.elections import E1, E2, E3, E5, election

from cydradd.decide.election import Election
from cydradd.decide.explain import Explained, Loss
from cydradd.decide.explain_sentences import lost, money
from cydradd.decide.options import Options
from cydradd.decide.standing import standing
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner


def losses(of: Election, **options: JsonValue) -> dict[str, Loss]:
    """Every loser of a count, by its id."""
    explained = Explained(standing(of, Options.from_settings({"tie": "cost,votes,id", **options}), {}, {}))
    return {loss.loser.project: loss for loss in explained.losses()}


def test_e1_c_lost_what_its_supporters_spent_on_a_and_d() -> None:
    c = losses(E1)["c"]

    assert (c.loser.held, c.loser.missing) == (20, 10)
    assert c.spent_by == (("a", 30), ("d", 10))
    assert c.loser.held is not None
    assert c.loser.held + sum(amount for _, amount in c.spent_by) == 60
    assert (c.cost_reduction, c.singletons) == (20, 1)
    assert c.rivals == (("a", 2), ("d", 1))


def test_e1_b_would_have_won_at_15_or_with_one_new_voter() -> None:
    b = losses(E1)["b"]

    assert (b.cost_reduction, b.singletons) == (15, 1)


def test_e3_losers_have_the_figures_that_were_worked_out() -> None:
    found = losses(E3)

    assert {name: (each.cost_reduction, each.singletons) for name, each in found.items()} == {
        "a": (6, 1),
        "d": (12, 2),
        "e": (6, 4),
        "f": (21, 2),
    }
    some_or_any = {name: (each.supporters_added, each.supporters_added_any) for name, each in found.items()}
    assert (some_or_any["d"], some_or_any["e"], some_or_any["f"]) == ((1, 2), (4, 4), (2, 2))


@pytest.mark.parametrize("completion", ["none", "add1", "add1e", "add1u", "greedy"])
def test_each_figure_has_a_count_that_wins_and_one_a_unit_beyond_that_does_not(completion: str) -> None:
    for loss in losses(E3, completion=completion).values():
        pairs = list(zip(loss.proof[::2], loss.proof[1::2], strict=True))
        assert all(wins.wins and not beyond.wins and wins.change == beyond.change for wins, beyond in pairs)
        assert all(abs(wins.value - beyond.value) == 1 for wins, beyond in pairs)
        assert all(wins.result_sha256 != beyond.result_sha256 for wins, beyond in pairs)


def test_new_voters_join_the_partner_most_supporters_belong_to() -> None:
    a = losses(E5, weights="partner", min_partner=1)["a"]

    assert a.singletons_partner is Partner.CITIZENS
    assert a.spent_by == (("b", Fraction(15, 2)), ("d", Fraction(20, 3)))


def test_greedy_loses_by_votes_and_any_voters_are_as_good_as_others() -> None:
    loser = losses(election("a10 b10", "a a a b -", 10), rule="greedy")["b"]

    assert loser.loser.held is None
    assert (loser.supporters_added, loser.supporters_added_any, loser.singletons) == (3, 3, 3)


def test_a_project_that_costs_the_whole_budget_cannot_be_bought_by_new_voters() -> None:
    found = losses(election("a30 b10", "a b b", 30))["a"]

    assert found.singletons is None
    assert "No number of new voters for it alone was found" in (lost(found, "GBP").en or "")


def test_sentences_say_the_same_in_both_languages() -> None:
    said = lost(losses(E2)["b"], "GBP")

    assert (said.en or "").startswith("At £59 instead of £60 it would have won.")
    assert (said.cy or "").startswith("Am £59 yn lle £60 byddai wedi ennill.")


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [(1234, "GBP", "£1,234"), (Fraction(5, 2), "GBP", "£2.50"), (Fraction(1, 3), "PLN", "0.34 PLN"), (7, None, "7")],
)
def test_amounts_read_as_people_write_them(amount: int | Fraction, currency: str | None, said: str) -> None:
    assert money(Fraction(amount), currency) == said


def test_a_search_that_may_count_only_once_leaves_figures_out_and_claims_nothing() -> None:
    explained = Explained(standing(E3, Options.from_settings({"tie": "cost,votes,id"}), {}, {}), most_nodes=1)

    for loss in explained.losses():
        assert loss.supporters_added_any is None or loss.supporters_added_any == 1
        assert len(loss.proof) == 2 * sum(
            figure is not None
            for figure in (loss.cost_reduction, loss.singletons, loss.supporters_added, loss.supporters_added_any)
        )
