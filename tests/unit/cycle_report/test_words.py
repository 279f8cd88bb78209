import re
from importlib import resources
from pathlib import Path

import pytest

from cydradd.cycle.report.words import Plural, UnknownPhrase, phrases, say, word
from cydradd.vocabulary.text import Language

REPORT = Path(str(resources.files("cydradd.cycle.report")))
SAME_IN_BOTH = {
    "after.n",
    "common.cost",
    "common.list_and",
    "common.partner",
    "design.lot",
    "design.offer_type.contract",
    "design.offer_type.grant",
    "heard.partner_word",
}
ASKED = re.compile(r"""(?:say|word)\(\s*(?:language,\s*)?f?["']([a-z_0-9.]+)""")
"""A phrase by its name, or the beginning of a name that is made while the page is."""


def sides(phrase) -> list[tuple[str, str]]:
    if isinstance(phrase, Plural):
        return [(cy, phrase.en[1]) for cy in phrase.cy]
    return [(phrase.cy, phrase.en)]


def test_no_phrase_lacks_a_side():
    for name, phrase in phrases().items():
        if isinstance(phrase, Plural):
            assert all(phrase.cy) and all(phrase.en), name
        else:
            assert phrase.cy and phrase.en, name


def test_no_welsh_phrase_is_english_left_as_it_was():
    same = {name for name, phrase in phrases().items() for cy, en in sides(phrase) if cy == en}

    assert same <= SAME_IN_BOTH


def test_welsh_nouns_mutate_after_their_numbers():
    nouns = {name: phrase.cy for name, phrase in phrases().items() if isinstance(phrase, Plural)}
    del nouns["front.overrides"]  # a sentence with a number at its end, which nothing follows

    assert all(len(set(forms)) == 6 for forms in nouns.values())


def test_both_sides_of_a_phrase_hold_the_same_values():
    for name, phrase in phrases().items():
        for cy, en in sides(phrase):
            if isinstance(phrase, Plural):
                continue
            assert set(re.findall(r"{(\w+)}", cy)) == set(re.findall(r"{(\w+)}", en)), name


@pytest.mark.parametrize(
    ("n", "cy", "en"),
    [
        (0, "dim ceisiadau", "0 applications"),
        (1, "1 cais", "1 application"),
        (2, "2 gais", "2 applications"),
        (3, "3 chais", "3 applications"),
        (6, "6 chais", "6 applications"),
        (1234, "1,234 o geisiadau", "1,234 applications"),
    ],
)
def test_counts_in_both_languages(n: int, cy: str, en: str):
    assert say(Language.CY, "applied.applications", n=n) == cy
    assert say(Language.EN, "applied.applications", n=n) == en


def test_values_are_escaped_and_their_braces_mean_nothing():
    assert "&lt;b&gt;{x}" in say(Language.EN, "gates.supply", who="<b>{x}")


def test_a_phrase_that_does_not_exist_is_an_error_and_a_word_for_an_unknown_code_is_the_code():
    with pytest.raises(UnknownPhrase):
        say(Language.EN, "common.nothing")

    assert word(Language.EN, "common.stage", "<other>") == "&lt;other&gt;"


def test_every_phrase_is_used_and_every_phrase_used_exists():
    files = [*REPORT.rglob("*.html"), *REPORT.rglob("*.py")]
    asked = {name for file in files for name in ASKED.findall(file.read_text("utf-8"))}
    asked = {name for name in asked if "." in name}

    known = set(phrases())
    assert {name for name in asked if not any(each.startswith(name) for each in known)} == set()
    assert {name for name in known if not any(name == each or name.startswith(each) for each in asked)} == set()
