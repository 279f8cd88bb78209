"""How long a statement is as a reader counts it, and which statements say nearly the same."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cydradd.listen.similar import clusters, likeness, near_duplicates, threes


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", 0),
        ("tŷ", 2),
        ("ty\u0302", 2),  # the accent is a character of its own
        ("\u0302", 1),
        ("👩\u200d👧", 1),
        ("👍🏽", 1),
        ("🏴🏴", 2),
        ("🇬🇧🇫🇷", 2),
        ("a\r\nb", 3),
    ],
)
def test_a_character_is_what_a_reader_sees(text: str, seen: int) -> None:
    assert clusters(text) == seen


def test_likeness_is_the_share_of_threes_in_common() -> None:
    one, other = frozenset({"abc", "bcd"}), frozenset({"bcd", "cde"})

    assert likeness(one, other) == Fraction(1, 3)
    assert likeness(frozenset(), frozenset()) == 0


def test_case_accents_and_marks_make_no_other_statement() -> None:
    assert threes("Mae angen tŷ!") == threes("mae  angen TY")


def test_a_statement_that_says_nearly_the_same_is_found_and_another_is_not() -> None:
    there = {
        "1": (None, "The surgery should open in the evening."),
        "2": ("Dylai’r feddygfa agor gyda’r nos.", None),
        "3": (None, "Buses should run on Sundays."),
    }

    assert near_duplicates("the surgery should open in the evenings", there) == ("1",)
    assert near_duplicates("DYLAI'R FEDDYGFA AGOR GYDA'R NOS", there) == ("2",)
    assert near_duplicates("We need a lunch club.", there) == ()
    assert near_duplicates("?!", there) == ()
