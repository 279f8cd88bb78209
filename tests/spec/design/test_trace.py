"""From a statement to what is asked, and back: the links of design.md section 3, in both directions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cydradd.design.criteria import Criterion
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.design.trace import Design, Links, trace
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

TITLE = Bilingual("Teitl", "Title")


def need(id: str, *statements: str) -> Need:
    return Need(id, TITLE, "care", "W06000002", Pence(1), statements=statements)


def criterion(id: str, statements: str = "", needs: str = "") -> Criterion:
    return Criterion(id, Fraction(0), Fraction(10), statements=tuple(statements.split()), needs=tuple(needs.split()))


DESIGN = Design(
    statements=("1", "2", "3", "4", "5", "6", "7"),
    needs=(need("N1", "1", "2"), need("N2", "2")),
    assets=(Asset("A1", "human", statements=("5",)),),
    outcomes=(Outcome("O1", TITLE, needs=("N1",)), Outcome("O2", TITLE, needs=("N1", "N2"))),
    criteria=(criterion("C1", "3"), criterion("C2", "", "N2"), criterion("C3")),
    lots=(Lot("L1", "grant", Pence(1), ("N1",)), Lot("L2", "grant", Pence(1), ("N2",))),
    requirements=(Requirement("R1", "L1", "accounts"),),
    questions=(Question("Q1", "L1", TITLE, 100, criterion="C1"), Question("Q2", "L2", TITLE, 100, criterion="C2")),
    nets={"1": (5, 5), "3": (4, 1), "4": (2, 9), "5": (1, 1), "6": (8, -1), "7": (3, 0)},
    added={"C3": (Partner.PUBLIC, Bilingual("Oherwydd.", "Because."))},
)


@pytest.mark.parametrize(
    ("id", "sources", "results"),
    [
        ("1", "", "N1 O1 O2 L1 R1 Q1"),
        ("2", "", "N1 N2 O1 O2 C2 L1 L2 R1 Q1 Q2"),
        ("3", "", "C1 Q1"),
        ("4", "", ""),
        ("5", "", "A1"),
        ("N1", "1 2", "O1 O2 L1 R1 Q1"),
        ("A1", "5", ""),
        ("O1", "1 2 N1", "L1 R1 Q1"),
        ("O2", "1 2 N1 N2", "C2 L1 L2 R1 Q1 Q2"),
        ("C1", "3", "Q1"),
        ("C2", "2 N2 O2", "Q2"),
        ("C3", "", ""),
        ("L2", "2 N2 O2", "Q2"),
        ("R1", "1 2 N1 O1 O2 L1", ""),
        ("Q1", "1 2 3 N1 O1 O2 C1 L1", ""),
        ("need:N1", "1 2", "O1 O2 L1 R1 Q1"),
    ],
)
def test_each_thing_is_followed_back_and_forward(id: str, sources: str, results: str) -> None:
    found = trace(DESIGN, id)

    assert (" ".join(found.sources), " ".join(found.results)) == (sources, results)


def test_back_and_forward_are_the_same_links() -> None:
    ids = [node[1] for node in Links(DESIGN).nodes]
    found = {id: trace(DESIGN, id) for id in ids}

    for here in ids:
        for there in ids:
            assert (there in found[here].results) == (here in found[there].sources), (here, there)


def test_what_every_group_agrees_with_and_no_need_takes_up_is_heard_and_not_used() -> None:
    found = trace(DESIGN).unheard

    assert found is not None
    assert [(each.id, each.code, each.used) for each in found] == [
        ("3", "in-criterion", ("C1",)),
        ("4", "no-link", ()),
        ("5", "in-asset", ("A1",)),
    ]


def test_a_criterion_that_no_statement_leads_to_was_asked_for_by_nobody() -> None:
    (found,) = trace(DESIGN).unasked

    assert (found.id, found.partner) == ("C3", Partner.PUBLIC)
    assert found.reason and found.reason.en == "Because."


def test_a_criterion_of_a_need_that_nobody_stated_was_asked_for_by_nobody() -> None:
    made = Design(needs=(need("N9"),), criteria=(criterion("C9", "", "N9"),))

    assert [each.id for each in trace(made).unasked] == ["C9"]
    assert trace(made).unasked[0].partner is None


def test_without_votes_it_is_not_known_what_went_unheard() -> None:
    assert trace(replace(DESIGN, nets=None)).unheard is None
    assert trace(replace(DESIGN, nets={})).unheard == ()


def test_the_keys_of_a_trace() -> None:
    assert trace(DESIGN, "C1").as_json() == {
        "id": "C1",
        "from": ["3"],
        "to": ["Q1"],
        "unheard": ["3", "4", "5"],
        "unasked": ["C3"],
    }


@pytest.mark.parametrize(
    ("id", "words"), [("n1", "N1"), ("C", "C1"), ("", "The nearest"), ("x" * 10_000, "The nearest")]
)
def test_an_id_that_is_not_there_is_refused_with_the_nearest(id: str, words: str) -> None:
    with pytest.raises(NotPossible, match="Nothing has the id") as refused:
        trace(DESIGN, id)

    assert words in str(refused.value)
    assert len(str(refused.value)) < 300


def test_an_id_of_two_kinds_must_say_which_and_is_named_with_its_kind() -> None:
    made = Design(statements=("1",), needs=(need("1", "1"),), criteria=(criterion("C1", "", "1"),))

    with pytest.raises(NotPossible, match="statement:1, need:1"):
        trace(made, "1")
    assert trace(made, "need:1").sources == ("statement:1",)
    assert trace(made, "C1").sources == ("statement:1", "need:1")


def test_an_empty_design_has_nothing_to_trace() -> None:
    with pytest.raises(NotPossible, match="holds nothing to trace"):
        trace(Design(), "N1")
    assert (trace(Design()).unheard, trace(Design()).unasked) == (None, ())
