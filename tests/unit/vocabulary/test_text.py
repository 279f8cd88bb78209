"""Welsh and English as equals; a missing side is never hidden."""

from __future__ import annotations

import pytest

from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual, Language, Plural

APPLICATIONS = Plural(
    ("Dim ceisiadau", "{n} cais", "{n} gais", "{n} chais", "{n} chais", "{n} o geisiadau"),
    ("{n} application", "{n} applications"),
)


@pytest.mark.parametrize(
    ("count", "cy", "en"),
    [
        (0, "Dim ceisiadau", "0 applications"),
        (1, "1 cais", "1 application"),
        (2, "2 gais", "2 applications"),
        (3, "3 chais", "3 applications"),
        (4, "4 o geisiadau", "4 applications"),
        (6, "6 chais", "6 applications"),
        (11, "11 o geisiadau", "11 applications"),
        (1234, "1,234 o geisiadau", "1,234 applications"),
    ],
)
def test_a_noun_is_counted_by_the_rules_of_each_language(count: int, cy: str, en: str) -> None:
    assert APPLICATIONS.count(count) == Bilingual(cy, en)


def test_the_other_side_stands_in_and_says_its_language() -> None:
    only_welsh = Bilingual(cy="Angen")

    assert only_welsh.side(Language.EN) is None
    assert only_welsh.either(Language.EN) == ("Angen", Language.CY)
    assert Bilingual("Angen", "Need").either(Language.EN) == ("Need", Language.EN)
    assert Bilingual().either(Language.CY) is None


def test_a_missing_side_is_null_in_json() -> None:
    assert Bilingual(en="Need").as_json() == {"cy": None, "en": "Need"}


def test_a_refusal_is_its_sentence_with_a_stable_code() -> None:
    by_class, by_case = UnreadableFile(Bilingual("Gwag.", "Empty.")), UnreadableFile(Bilingual("Gwag."), code="empty")

    assert (str(by_class), by_class.code) == ("Empty.", "unreadable")
    assert (str(by_case), by_case.code) == ("Gwag.", "empty")
    assert isinstance(by_class, CydraddError)


def test_a_defect_says_where_and_what_in_both_languages() -> None:
    defect = Defect("duplicate", Bilingual("Ddwywaith.", "Twice."), "decide/ballots.csv", 4, "choice")

    assert defect.as_json() == {
        "file": "decide/ballots.csv",
        "row": 4,
        "column": "choice",
        "code": "duplicate",
        "message": {"cy": "Ddwywaith.", "en": "Twice."},
    }
