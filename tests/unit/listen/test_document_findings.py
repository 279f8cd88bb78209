"""What `listen map` tells of what was tested: its keys, its counts, and what it must not give away."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.listen.planted import Cell, camps

from cydradd.listen.document import Object, by_partner, map_document
from cydradd.listen.exports.rows import Participant
from cydradd.listen.factors.model import Ridges
from cydradd.listen.opinion_map import OpinionMap, fit
from cydradd.listen.prediction import found
from cydradd.listen.statements import Statement
from cydradd.listen.votes import from_cells
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

ALL, SPLIT, OUT = "90", "91", "92"


def shared_and_split() -> list[Cell]:
    """Two camps of 40, a statement with which all agree, one that splits them, one that is moderated out."""
    cells, camp = camps((40, 40), 12, seen=0.9)
    ours = enumerate(camp.tolist())
    return cells + [(str(i), s, v) for i, c in ours for s, v in ((ALL, 1), (SPLIT, 1 - 2 * c), (OUT, 1))]


def people(sizes: tuple[int, ...], camp_of: int = 80) -> list[Participant]:
    """Partners dealt out to the people in turn, as many each as asked; the others' partner is not known."""
    partners = np.random.default_rng(4).permutation(np.repeat(np.arange(len(sizes)), sizes)).tolist()
    named = [list(Partner)[each] for each in partners]
    return [Participant(str(i), named[i] if i < len(named) else None) for i in range(camp_of)]


def made(method: str = "cydradd") -> OpinionMap:
    fixed = {"rank": 2, "ridges": Ridges(3.0)} if method == "cydradd" else {}
    out = [Statement(OUT, Bilingual(None, "Out"), moderated=-1)]
    return fit(from_cells(shared_and_split()), method, statements=out, groups=2, **fixed)  # type: ignore[arg-type]


def told(opinion: OpinionMap, voters: list[Participant] | None = None) -> Any:
    tested = found(opinion, by_partner(opinion, voters))
    return map_document(opinion, voters, events=None, with_participants=False, found=tested)


@pytest.fixture(scope="module")
def ours() -> OpinionMap:
    return made()


def statement(document: Object, identifier: str) -> Any:
    (one,) = [each for each in document["statements"] if each["id"] == identifier]  # type: ignore[union-attr,index,call-overload]
    return one


def test_common_ground_has_the_counts_of_every_group(ours: OpinionMap) -> None:
    document = told(ours)

    (shared,) = [each for each in document["common_ground"] if each["statement"] == ALL]
    assert shared["direction"] == "agree"
    assert [(cell["chosen"], cell["seen"]) for cell in shared["by_group"]] == [(40, 40), (40, 40)]
    assert shared["low"] == min(cell["low"] for cell in shared["by_group"]) > 0.5


def test_what_divides_the_camps_is_told_once_with_both_sides(ours: OpinionMap) -> None:
    document = told(ours)

    (line,) = [each for each in document["divides"] if each["statement"] == SPLIT]
    assert (line["between"], line["n_more"], line["n_less"]) == ("groups", line["seen_more"], 0)
    assert {line["more"], line["less"]} == {0, 1}
    assert line["low"] > 0.5 and line["q"] < 0.05
    assert ALL not in {each["statement"] for each in document["divides"]}


def test_what_sets_a_group_apart_has_its_difference_and_its_chance(ours: OpinionMap) -> None:
    listed = told(ours)["representative"]

    assert {each["group"] for each in listed} == {0, 1}
    assert all(each["low"] <= each["difference"] <= each["high"] and each["q"] <= 0.05 for each in listed)


def test_what_all_agree_with_bridges_more_than_what_splits_and_what_is_out_is_not_told(ours: OpinionMap) -> None:
    document = told(ours)

    assert statement(document, ALL)["bridging_low"] > 0.3 > statement(document, SPLIT)["bridging"]
    assert statement(document, OUT)["bridging"] is None
    assert OUT not in {each["statement"] for each in document["common_ground"] + document["not_heard"]}


def test_three_partners_agree_where_each_is_known_and_nothing_is_said_where_none_is(ours: OpinionMap) -> None:
    document = told(ours, people((30, 25, 25)))

    (shared,) = [each for each in document["all_partners"] if each["statement"] == ALL]
    assert {name: cell["seen"] for name, cell in shared["by_partner"].items()} == {
        "citizens": 30,
        "third_sector": 25,
        "public": 25,
    }
    assert told(ours)["all_partners"] is None
    assert told(ours, people((40, 40)))["all_partners"] == []


def test_a_group_counts_as_heard_from_thirty_views(ours: OpinionMap) -> None:
    unheard = told(ours)["not_heard"]

    assert {each["statement"] for each in unheard}.isdisjoint({ALL, SPLIT})
    few = from_cells([(str(i), "0", 1) for i in range(29)])
    (only,) = told(fit(few, "cydradd", rank=0, ridges=Ridges(3.0)))["not_heard"]
    assert only == {"group": 0, "statement": "0", "seen": 29}


def test_the_method_of_polis_keeps_its_own_list_and_has_the_tested_ones_beside_it() -> None:
    document = told(made("polis"))

    assert all(each["z_r"] is not None and each["q"] is None for each in document["representative"])
    assert ALL in {each["statement"] for each in document["common_ground"]}
    assert SPLIT in {each["statement"] for each in document["divides"]}
    assert document["warnings"] == ["not-tested-against-chance"]


def test_a_map_that_nobody_tested_says_so_by_nulls(ours: OpinionMap) -> None:
    document = map_document(ours, None, events=None, with_participants=False)

    assert [document[key] for key in ("common_ground", "divides", "all_partners", "not_heard")] == [None] * 4
    assert statement(document, ALL)["bridging"] is None


@settings(max_examples=15)
@given(st.tuples(*[st.integers(0, 26)] * 3))
@example((20, 20, 3))
@example((3, 20, 25))
def test_no_list_tells_a_count_that_the_table_hides(sizes: tuple[int, int, int]) -> None:
    camp = [(str(i), s, 1 if i % 2 or s == "0" else -1) for i in range(80) for s in ("0", "1", "2")]
    document = told(fit(from_cells(camp), "cydradd", rank=0, ridges=Ridges(3.0)), people(sizes))

    hidden = {
        (each["id"], partner)
        for each in document["statements"]
        for partner, cell in (each["by_partner"] or {}).items()
        if cell is None
    }
    told_of = {(each["statement"], name) for each in document["all_partners"] or [] for name in each["by_partner"]}
    lines = [each for each in document["divides"] if each["between"] == "partners"]
    told_of |= {(each["statement"], each[side]) for each in lines for side in ("more", "less")}
    assert not told_of & hidden
