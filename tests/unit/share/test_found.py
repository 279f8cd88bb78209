"""What is shown of a text that was found, and the nearest words where nothing was."""

from __future__ import annotations

from cydradd.share.found import Run, asked, marked, nearest
from cydradd.vocabulary.text import Language


def test_the_mark_stands_on_the_form_that_stands_in_the_text() -> None:
    runs = marked("Cludiant i gymunedau’r cwm", {"cymuned"}, Language.CY)

    assert runs == (Run("Cludiant i ", False), Run("gymunedau’r", True), Run(" cwm", False))


def test_a_text_without_the_word_is_one_part_and_an_empty_one_none() -> None:
    assert marked("A bench", {"bus"}, Language.EN) == (Run("A bench", False),)
    assert marked("", {"bus"}, Language.EN) == ()


def test_a_long_text_is_cut_between_words_round_the_first_that_was_found() -> None:
    text = f"{'before ' * 40}bus {'after ' * 40}"

    shown = "".join(run.text for run in marked(text, {"bus"}, Language.EN, 60))

    assert len(shown) <= 64
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert " bus " in shown


def test_quiet_words_are_looked_for_only_where_there_are_no_others() -> None:
    assert asked(["ein", "ysgol", "ysgol"]) == ("ysgol",)
    assert asked(["ein", "yn"]) == ("ein", "yn")
    assert asked([]) == ()


def test_the_nearest_words_come_first_and_what_is_far_does_not_come() -> None:
    assert nearest("gofalwir", ["gofalwyr", "gofal", "bws"]) == ("gofalwyr", "gofal")
