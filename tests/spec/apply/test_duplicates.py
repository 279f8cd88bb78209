"""Duplicates: the rules of apply.md 3.8."""

from __future__ import annotations

import pytest

from cydradd.apply.duplicates import Body, merge_candidates
from cydradd.apply.names import alike, fold

LEVELS: list[tuple[str, Body, Body, str | None]] = [
    ("a shared number", Body("a", ("GB-CHC-1", "GB-COH-2")), Body("b", ("GB-COH-2",)), "certain"),
    ("a number in small letters", Body("a", ("GB-COH-OC1",)), Body("b", ("gb-coh-oc1",)), "certain"),
    ("a link", Body("a", ("GB-CHC-9",)), Body("b", ("GB-COH-9",)), "certain"),
    ("a link over another", Body("a", ("GB-CHC-9",)), Body("b", ("360G-nine",)), "certain"),
    ("branches of one number", Body("a", ("GB-CHC-1",), branch="Bala"), Body("b", ("GB-CHC-1",), branch="Bont"), None),
    ("a branch and its body", Body("a", ("GB-CHC-1",), branch="Bala"), Body("b", ("GB-CHC-1",)), "certain"),
    ("name and postcode", Body("a", (), ("The Hut Ltd",), "LL57 1AA"), Body("b", (), ("HUT",), "ll571aa"), "likely"),
    ("a name in either language", Body("a", (), ("Y Cwt", "Hut"), "L1"), Body("b", (), ("Hut!",), "L1"), "likely"),
    ("a name without postcode", Body("a", (), ("Hut",)), Body("b", (), ("Hut",)), None),
    ("another postcode", Body("a", (), ("Hut",), "L1"), Body("b", (), ("Hut",), "L2"), None),
    (
        "a name alike in one authority",
        Body("a", (), ("Cludiant Cwm Eithin",), None, "W06000002"),
        Body("b", (), ("Cludiant Cwm Eithyn",), None, "W06000002"),
        "possible",
    ),
    (
        "a name alike in two authorities",
        Body("a", (), ("Cludiant Cwm Eithin",), None, "W06000002"),
        Body("b", (), ("Cludiant Cwm Eithyn",), None, "W06000001"),
        None,
    ),
    (
        "a whole country is no authority",
        Body("a", (), ("Cludiant Cwm Eithin",), None, "W92000004"),
        Body("b", (), ("Cludiant Cwm Eithin",), None, "W92000004"),
        None,
    ),
]


@pytest.mark.parametrize(("case", "a", "b", "level"), LEVELS, ids=[case for case, *_ in LEVELS])
def test_each_level(case: str, a: Body, b: Body, level: str | None) -> None:
    links = [("GB-CHC-9", "GB-COH-9"), ("GB-COH-9", "360G-nine")]

    found = merge_candidates([a, b], links)

    assert [(pair.a, pair.b, str(pair.level)) for pair in found] == ([("a", "b", level)] if level else [])


def test_the_surest_level_counts_and_the_surest_pairs_come_first() -> None:
    same = ("Hut",), "L1", "W06000002"

    found = merge_candidates([Body("c", (), *same), Body("a", ("X-1",), *same), Body("b", ("X-1",), *same)])

    assert [(pair.a, pair.b, str(pair.level)) for pair in found] == [
        ("a", "b", "certain"),
        ("c", "a", "likely"),
        ("c", "b", "likely"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Clwb Cinio’r Bryn Cyf.", "Y CLWB CINIO BRYN"),
        ("Canolfan Bangor", "Ganolfan Fangor"),
        ("Tŷ Gobaith", "Dy Obaith"),
        ("Pobl Caerdydd", "Phobl Nghaerdydd"),
        ("Merched y Wawr", "Ferched Wawr"),
        ("Llyfrgell Rhuthun Limited", "Lyfrgell Ruthun"),
        ("Age & Care", "Age and Care"),
    ],
)
def test_case_punctuation_articles_limited_and_mutation_are_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Ffermwyr Ifanc", "Fermwyr"), ("Clwb Pêl", "Clwb Sêr"), ("Nant", "Sant")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other", "yes"),
    [
        ("abcdefghij", "abcdefghiX", True),
        ("abcdefghij", "abcdefghi", True),
        ("abcdefghij", "abcdefgh", False),
        ("abcdefghi", "abcdefghX", False),
        ("abcdefghij", "Xbcdefghij", True),
        ("", "", False),
        ("abcdefghijabcdefghij", "bcdefghijabcdefghijk", True),
        ("abcdefghijabcdefghij", "badcefghijabcdefghij", False),
    ],
)
def test_alike_is_one_edit_for_ten_letters(one: str, other: str, yes: bool) -> None:
    assert alike(one, other) is alike(other, one) is yes
