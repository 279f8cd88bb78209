"""Whatever is written, a form leads back to its word, and nothing breaks."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cydradd.share.found import marked
from cydradd.share.welsh import candidates, expand, fold, mutations, radicals, tokens, wide
from cydradd.vocabulary.text import Language

WELSH = st.text("abcdefghilmnoprstuwy", max_size=9)
LANGUAGES = st.sampled_from([Language.CY, Language.EN, None])


@given(WELSH)
def test_each_mutation_of_a_word_has_the_word_among_its_radicals(word: str) -> None:
    for form in mutations(word).forms():
        assert word in radicals(form)


@given(WELSH | st.text(max_size=12))
def test_a_form_is_among_its_own_radicals(form: str) -> None:
    assert fold(form) in radicals(form)


@given(st.text(max_size=40))
def test_folding_again_changes_nothing_and_composed_letters_fold_as_decomposed_ones(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(max_size=60), LANGUAGES)
def test_every_word_of_a_query_is_looked_for_as_it_stands(query: str, language: Language | None) -> None:
    terms = expand(query, set(), language=language)

    assert [term.word for term in terms] == list(dict.fromkeys(token.word for token in tokens(query)))
    assert all(term.word in term.forms for term in terms)


@given(st.text(max_size=40), st.sets(WELSH, max_size=8))
def test_what_is_looked_for_is_what_the_vocabulary_was_asked_about(query: str, vocabulary: set[str]) -> None:
    asked = candidates(query)

    assert expand(query, vocabulary) == expand(query, vocabulary & asked)
    assert all(term.forms <= asked for term in expand(query, vocabulary))


@given(WELSH, LANGUAGES)
def test_a_text_is_found_by_every_word_that_it_holds(word: str, language: Language | None) -> None:
    for token in tokens(word):
        assert token.word in wide(token.word, language)


@given(st.text(max_size=80), WELSH, LANGUAGES, st.none() | st.integers(1, 60))
def test_marking_changes_no_letter_of_what_is_shown(
    text: str, word: str, language: Language | None, most: int | None
) -> None:
    runs = marked(f"{text} {word}", {word}, language, most)

    shown = "".join(run.text for run in runs).removeprefix("… ").removesuffix(" …")
    assert shown in f"{text} {word}"
    if most is None:
        assert shown == f"{text} {word}"
