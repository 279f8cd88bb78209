"""How long a statement is as a reader counts it, and which statements say nearly the same."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cydradd.listen.similar import clusters, likeness, near_duplicates, shows, threes


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
        ("\u200d".join("abc"), 3),  # nothing but signs can be joined
        ("👩\u200d❤\ufe0f\u200d💋\u200d👩", 1),
        ("a" + "\u0316" * 15, 1),
        ("a" + "\u0316" * 159, 10),  # no language writes so many marks on one letter
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


def test_what_nobody_sees_makes_no_other_statement() -> None:
    there = {"1": (None, "Buses should run on Sundays.")}

    for unseen in ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200f"):
        assert near_duplicates(unseen.join("Buses should run on Sundays"), there) == ("1",), ascii(unseen)


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200d", "\ufeff", "\u3164", "\u2800 \u00ad", "\u0316", "\u202e"])
def test_a_text_of_which_nothing_can_be_seen_shows_nothing(text: str) -> None:
    assert not shows(text)


@pytest.mark.parametrize("text", ["a", "?", "👍", "\u200bما\u200b", "字"])
def test_one_sign_is_enough_to_be_seen(text: str) -> None:
    assert shows(text)
