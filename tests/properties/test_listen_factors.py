"""The map of method ``cydradd``: planted camps are found, noise is called noise, and order means nothing."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.listen.planted import Cell, a_line, camps, shuffled

from cydradd.listen.document import map_document
from cydradd.listen.factors.model import Ridges
from cydradd.listen.groups import ari
from cydradd.listen.opinion_map import OpinionMap, fit
from cydradd.listen.statements import Statement
from cydradd.listen.verdict import Verdict
from cydradd.listen.votes import from_cells
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual


def made(cells: list[Cell], **how: object) -> OpinionMap:
    return fit(from_cells(cells), "cydradd", **how)  # type: ignore[arg-type]


def own(result: OpinionMap, camp: np.ndarray) -> np.ndarray:
    """The camp of each row of a map whose participants are numbers."""
    return np.asarray(camp[[int(person) for person in result.votes.participants]])


@pytest.mark.parametrize("sizes", [(40, 30), (40, 30, 20)])
def test_planted_camps_are_found_and_clear(sizes: tuple[int, ...]) -> None:
    cells, camp = camps(sizes)

    result = made(cells, refits=20)

    assert result.factors is not None and result.stability is not None
    assert result.verdict is Verdict.CLEAR
    assert sorted(result.sizes, reverse=True) == list(sizes)
    assert ari(result.membership, own(result, camp)) == 1
    assert result.stability.median > 0.9
    assert (result.stability.share >= 0.8).mean() > 0.95


@pytest.mark.parametrize("seed", range(5))
def test_votes_given_out_anew_have_no_groups(seed: int) -> None:
    votes = shuffled(from_cells(camps((40, 30))[0]), seed)

    result = fit(votes, "cydradd", refits=5)

    assert result.verdict is Verdict.NONE


@pytest.mark.parametrize("method", ["cydradd", "polis"])
def test_groups_that_are_forced_on_noise_carry_the_verdict_none(method: str) -> None:
    votes = shuffled(from_cells(camps((40, 30))[0]), 1)

    result = fit(votes, method, groups=4, rank=2, refits=10)

    assert result.verdict is Verdict.NONE


def test_people_along_a_line_are_a_spectrum() -> None:
    result = fit(a_line(), "cydradd", refits=20)

    assert result.factors is not None and result.factors.model.rank >= 1
    assert result.verdict is Verdict.SPECTRUM


def test_polis_groups_carry_a_verdict_when_it_is_asked_for() -> None:
    cells, _ = camps()

    assert fit(from_cells(cells)).verdict is None
    assert fit(from_cells(cells), refits=10).verdict is Verdict.CLEAR


@settings(max_examples=4)
@given(st.randoms(use_true_random=False))
def test_the_order_of_votes_changes_not_a_bit(rng: object) -> None:
    cells, _ = camps((12, 10), 12)
    order = list(cells)
    rng.shuffle(order)  # type: ignore[attr-defined]

    one, other = made(cells, refits=2), made(order, refits=2)

    assert one.positions.tobytes() == other.positions.tobytes()
    for document in (map_document(each, None, events=None, with_participants=True) for each in (one, other)):
        assert json.dumps(document) == json.dumps(map_document(one, None, events=None, with_participants=True))


@settings(max_examples=10)
@given(st.permutations(range(27)), st.permutations(range(14)))
def test_other_ids_give_the_same_map_up_to_labels(people: list[int], statements: list[int]) -> None:
    cells, _ = camps((15, 12), 14)
    named = [(str(people[int(p)]), str(statements[int(s)]), vote) for p, s, vote in cells]
    fixed = {"rank": 2, "ridges": Ridges(2.0), "groups": 2}

    one, other = made(cells, **fixed), made(named, **fixed)

    place = [other.votes.participants.index(str(people[int(person)])) for person in one.votes.participants]
    assert np.abs(other.positions[place]) == pytest.approx(np.abs(one.positions), abs=1e-6)
    assert ari(other.membership[place], one.membership) == 1


def test_a_statement_nobody_saw_changes_nothing() -> None:
    cells, _ = camps((15, 12), 14)

    one, other = (fit(from_cells(cells, statements=more), "cydradd", refits=3) for more in ([], ["99"]))

    assert other.positions.tobytes() == one.positions.tobytes()
    assert other.membership.tolist() == one.membership.tolist()
    assert one.stability is not None and other.stability is not None
    assert other.stability.indices == one.stability.indices


def test_a_statement_that_is_out_moves_nobody() -> None:
    cells, _ = camps((15, 12), 14)
    noisy = [*cells, *((str(person), "99", 1) for person in range(27))]
    out = Statement("99", Bilingual("", "Out"), moderated=-1)

    one, other = made(cells), made(noisy, statements=[out])

    assert other.positions.tobytes() == one.positions.tobytes()
    assert other.counts.agree[-1] == 27


def test_turning_every_vote_around_mirrors_the_map() -> None:
    cells, _ = camps((15, 12), 14)

    one, other = made(cells), made([(person, statement, -vote) for person, statement, vote in cells])

    assert other.centre == pytest.approx(-one.centre, abs=1e-9)
    assert np.abs(other.positions) == pytest.approx(np.abs(one.positions), abs=1e-9)
    assert other.membership.tolist() == one.membership.tolist()


def test_few_votes_are_placed_with_more_doubt_and_nobody_without_votes_is() -> None:
    cells, _ = camps((30, 30), 24)
    few = [("100", "0", 1), ("100", "1", -1)]
    votes = from_cells([*cells, *few], participants=["200"])

    result = fit(votes, "cydradd")

    assert result.sd is not None
    at = {person: i for i, person in enumerate(votes.participants)}
    assert result.sd[at["100"]] > np.nanmax(np.delete(result.sd, [at["100"], at["200"]]))
    assert np.isnan(result.sd[at["200"]])
    assert result.membership[[at["100"], at["200"]]].tolist() == [-1, -1]
    document = map_document(result, None, events=None, with_participants=True)
    assert document["participants"][-1]["x"] is None  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    "cells",
    [
        [(str(i), str(j), 0) for i in range(20) for j in range(5)],
        [("0", str(j), 1) for j in range(12)],
        [(str(i), "0", 1 - i % 3) for i in range(20)],
        [("0", "0", -1)],
    ],
    ids=["all pass", "one person", "one statement", "one vote"],
)
def test_where_there_is_nothing_to_see_the_map_says_so(cells: list[Cell]) -> None:
    result = made(cells, refits=3)

    assert result.verdict is Verdict.NONE
    assert np.isfinite(result.positions).all()
    json.dumps(map_document(result, None, events=None, with_participants=True), allow_nan=False)


def test_more_groups_than_people_and_a_rank_out_of_bounds() -> None:
    cells, _ = camps((4, 4), 10, seen=1.0)

    assert len(made(cells, groups=50, refits=2).by_group) <= 8
    with pytest.raises(NotPossible, match="rank"):
        made(cells, rank=9)
    with pytest.raises(NotPossible, match="no vote"):
        fit(
            from_cells([("1", "1", 1)]),
            "cydradd",
            statements=[Statement("1", Bilingual("", "Out"), moderated=-1)],
        )
