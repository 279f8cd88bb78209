"""Welsh words by their mutations: the tables and vectors of share.md 3.4."""

from __future__ import annotations

import pytest

from cydradd.share.plurals import singulars
from cydradd.share.thesaurus import thesaurus
from cydradd.share.welsh import Mutations, expand, fold, mutations, radicals, tokens, wide
from cydradd.vocabulary.text import Language

REVERSALS = {
    "fan": {"fan", "ban", "man"},
    "ddyn": {"ddyn", "dyn"},
    "bobl": {"bobl", "pobl"},
    "dad": {"dad", "tad"},
    "gath": {"gath", "cath"},
    "lan": {"lan", "llan", "glan"},
    "ran": {"ran", "rhan", "gran"},
    "waith": {"waith", "gwaith"},
    "ardd": {"ardd", "gardd"},
    "hysgol": {"hysgol", "ysgol"},
    "hardd": {"hardd", "ardd"},
    "mhobl": {"mhobl", "pobl"},
    "nhad": {"nhad", "tad"},
    "nghath": {"nghath", "cath"},
    "ngwaith": {"ngwaith", "gwaith"},
    "man": {"man", "ban"},
    "nyn": {"nyn", "dyn"},
    "phobl": {"phobl", "pobl"},
    "thad": {"thad", "tad"},
    "chath": {"chath", "cath"},
    "ffordd": {"ffordd"},
    "llan": {"llan"},
    "rhan": {"rhan"},
    "pobl": {"pobl"},
    "cath": {"cath"},
    "haf": {"haf", "af"},
    "s": {"s"},
    "": {""},
}
FORWARD = {
    "pobl": Mutations("bobl", "mhobl", "phobl"),
    "tad": Mutations("dad", "nhad", "thad"),
    "cymuned": Mutations("gymuned", "nghymuned", "chymuned"),
    "bws": Mutations("fws", "mws"),
    "dyn": Mutations("ddyn", "nyn"),
    "gardd": Mutations("ardd", "ngardd"),
    "glan": Mutations("lan", "nglan"),
    "mam": Mutations("fam"),
    "llan": Mutations("lan"),
    "rhan": Mutations("ran"),
    "ysgol": Mutations(h="hysgol"),
    "chwaer": Mutations(),
    "ddoe": Mutations(),
    "ffordd": Mutations(),
    "theatr": Mutations(),
    "haf": Mutations(),
    "siop": Mutations(),
    "g": Mutations(nasal="ng"),
    "": Mutations(),
}
FINDS = [
    ("cymuned", ["gymuned", "chymuned", "nghymuned", "gymunedau"]),
    ("pobl", ["bobl", "phobl", "mhobl"]),
    ("gwasanaeth", ["wasanaeth", "wasanaethau", "ngwasanaeth"]),
    ("ein hysgol", ["ysgol"]),
    ("gardd", ["ardd"]),
    ("gymuned", ["cymuned", "nghymuned", "cymunedau"]),
    ("cymunedau", ["cymuned", "gymuned"]),
    ("gwenwyn", ["ŵenwyn", "wenwyn"]),
    ("plant", ["blant", "phlant", "plentyn", "blentyn"]),
    ("plentyn", ["mhlant"]),
    ("pleidlais", ["bleidleisiau"]),
    ("cronfa", ["gronfeydd"]),
    ("gofalwyr", ["gofalwr", "ofalwyr", "gofalwyr’n"]),
    ("Tŷ", ["ty", "TŶ", "t\u0079\u0302"]),
]


def found(query: str, form: str, vocabulary: frozenset[str] | None = None) -> bool:
    """Whether a text that holds one form is found by a query."""
    known = vocabulary or wide(form)
    return any(not term.forms.isdisjoint(wide(form)) for term in expand(query, known))


@pytest.mark.parametrize(("form", "words"), REVERSALS.items())
def test_a_form_has_every_radical_that_it_may_come_from(form: str, words: set[str]) -> None:
    assert radicals(form) == words


@pytest.mark.parametrize(("word", "made"), FORWARD.items())
def test_a_word_is_mutated_by_its_first_letter_and_digraphs_are_letters(word: str, made: Mutations) -> None:
    assert mutations(word) == made


@pytest.mark.parametrize(("query", "form"), [(query, form) for query, forms in FINDS for form in forms])
def test_a_word_is_found_in_whatever_form_people_remember(query: str, form: str) -> None:
    assert found(query, form)


def test_a_garden_does_not_find_what_is_beautiful() -> None:
    assert not found("gardd", "hardd")


def test_a_candidate_that_the_index_does_not_know_is_dropped() -> None:
    alone, beside = expand("gardd", {"gardd"}), expand("gardd", {"gardd", "cardd"})

    assert [term.forms for term in alone] == [{"gardd"}]
    assert [term.forms for term in beside] == [{"gardd", "cardd"}]


def test_a_mutated_word_finds_another_mutation_of_the_same_word() -> None:
    terms = expand("gymuned", wide("nghymunedau"))

    assert terms[0].forms == {"gymuned", "cymuned"}


@pytest.mark.parametrize("word", ["yn", "ŵy", "a", "o"])
def test_words_under_three_letters_are_not_expanded(word: str) -> None:
    assert wide(word) == {fold(word)}


def test_an_english_text_is_found_by_its_plurals_and_by_no_mutation() -> None:
    assert wide("gardens", Language.EN) == {"gardens", "garden"}
    assert wide("stories", Language.EN) >= {"stories", "story"}
    assert wide("classes", Language.EN) >= {"classes", "class"}
    assert wide("less", Language.EN) == {"less"}


def test_a_proper_name_is_found_by_itself_alone() -> None:
    assert wide("Gwynedd", None) == {"gwynedd"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Tŷ", "ty"), ("TŶ BACH", "ty bach"), ("I’R ŵyl", "i'r wyl"), ("naïf", "naif"), ("ẅ", "w"), ("ñ", "ñ")],
)
def test_case_accents_and_apostrophes_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_an_apostrophe_inside_a_word_belongs_to_it_and_both_sides_are_found() -> None:
    words = [token.word for token in tokens("‘Cwm’: i’r gofalwyr’n 20%")]

    assert words == ["cwm", "i'r", "gofalwyr'n", "20"]
    assert "gofalwr" in wide("gofalwyr'n")


def test_the_thesaurus_is_asked_in_both_languages() -> None:
    terms = expand("cydgynhyrchu", set(), {"cydgynhyrchu": ("co-production",)})

    assert terms[0].also == (("co", "production"),)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("cymunedau", "cymuned"),
        ("dyddiau", "dydd"),
        ("ysgolion", "ysgol"),
        ("lleoedd", "lle"),
        ("afonydd", "afon"),
        ("seddi", "sedd"),
        ("llewod", "llew"),
        ("bysedd", "bys"),
        ("partneriaid", "partner"),
        ("pleidleisiau", "pleidlais"),
        ("elusennau", "elusen"),
        ("tlodion", "tlawd"),
        ("dyrnau", "dwrn"),
        ("cronfeydd", "cronfa"),
        ("gofalwyr", "gofalwr"),
        ("cyrff", "corff"),
        ("plant", "plentyn"),
    ],
)
def test_a_plural_gives_its_singular_among_the_candidates(plural: str, singular: str) -> None:
    assert singular in singulars(plural)


def test_the_thesaurus_leads_both_ways() -> None:
    pairs = thesaurus()

    assert "gofalwyr" in pairs["carers"]
    assert "carers" in pairs["gofalwyr"]
    assert "co-production" in pairs["cydgynhyrchu"]
    assert all(word == fold(word) for word in pairs)
