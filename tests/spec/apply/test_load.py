"""Minutes of a form: the vector of apply.md 3.3."""

from __future__ import annotations

from fractions import Fraction

from cydradd.apply.load import load, minutes, per_thousand_pounds
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.text import Bilingual


def asked(kind: str, words: int = 0, *, prefilled: bool = False) -> Question:
    return Question("q", "L1", Bilingual("?", "?"), words, prefilled, kind)


def form(words: int) -> list[Question]:
    facts = [asked("fact", prefilled=True)] * 6
    return [*facts, *[asked("choice")] * 2, asked("number"), asked("prose", words), asked("new_document")]


def test_the_vector_of_the_specification() -> None:
    assert load(form(300)) == 48
    assert per_thousand_pounds(load(form(300)), 500_00) == 96
    assert load(form(1_000)) == 118
    assert per_thousand_pounds(load(form(1_000)), 500_00) == 236
    assert per_thousand_pounds(Fraction(48), 0) is None


def test_a_table_takes_two_minutes_a_line_and_what_is_known_takes_none() -> None:
    assert minutes(asked("table"), lines=4) == 8
    assert minutes(asked("document")) == 0
    assert minutes(asked("prose", 100, prefilled=True)) == 0
    assert minutes(asked("text", 25)) == Fraction(5, 2)
