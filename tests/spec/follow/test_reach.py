"""Where money went: rows, evidence and what is not known (follow.md 3.3, 3.4 and 5)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from cydradd.follow.reach import Award, By, holdings, reach
from cydradd.follow.recipients import Recipient
from cydradd.vocabulary.money import Pence

DAY = date(2027, 3, 1)


def award(id: str | None, amount: int, kind: str | None = None, income: int | None = None, **more: object) -> Award:
    recipient = None if id is None else Recipient(id, str(more.get("name", "")) or None)
    return Award(recipient, Pence(amount), kind, None if income is None else Pence(income), None, DAY)


AWARDS = [
    award("GB-CHC-1234567", 6000, "charity", 999_999),
    award("GB-CHC-1234567", 1000, "charity", 1_000_000),
    award("GB-PLA-GWN", 1500, income=None),
    award("360G-x", 500, "cic", 0),
    award("360G-y", 600, "unregistered_group"),
    award("360G-z", 0, name="Cyngor Sir Eithin"),
    award(None, 400),
]


def test_by_type_with_its_evidence_and_the_unknown_in_the_total() -> None:
    found = reach(AWARDS, By.TYPE)

    assert [(row.key, row.grants, row.recipients, row.total, dict(row.evidence)) for row in found.rows] == [
        ("third_sector", 2, 1, 7000, {"strong": 2}),
        ("statutory", 2, 2, 1500, {"strong": 1, "weak": 1}),
        ("other_nonprofit", 1, 1, 500, {"weak": 1}),
    ]
    assert (found.grants, found.recipients, found.total) == (7, 5, 10_000)
    assert (found.unknown.grants, found.unknown.total) == (2, 1000)
    assert found.unknown.reasons == {"no-evidence": 1, "no-recipient": 1}
    assert found.unknown.share_money == Fraction(1, 10)


@pytest.mark.parametrize(
    ("by", "rows", "unknown"),
    [
        (By.SIZE, [("micro", 6500), ("small", 1000)], 2500),
        (By.PLACE, [], 10_000),
        (By.YEAR, [("2027", 10_000)], 0),
    ],
)
def test_by_size_place_and_year(by: By, rows: list[tuple[str, int]], unknown: int) -> None:
    found = reach(AWARDS, by)

    assert [(row.key, row.total) for row in found.rows] == rows
    assert found.unknown.total == unknown


def test_a_word_of_its_own_never_stands_above_a_number() -> None:
    found = reach([award("GB-LAE-EIN", 100, "charity")], By.TYPE)

    assert [row.key for row in found.rows] == ["statutory"]


def test_the_keys_of_reach() -> None:
    told = reach(AWARDS, By.TYPE).as_json()

    assert " ".join(told) == (
        "by filters currency grants recipients sum_pence rows unknown not_summable other_currencies excluded sentence sources"
    )
    assert told["sentence"] == {
        "cy": "5 o dderbynwyr, £100 i gyd. Trydydd sector: 70% o’r arian. Math ddim yn hysbys: 10%. Mae yn y cyfanswm.",
        "en": "5 recipients, £100 in all. Third sector: 70% of the money. 10% cannot be classified; it is in the total.",
    }


@pytest.mark.parametrize("by", By)
def test_nothing_given_has_an_unknown_of_nothing(by: By) -> None:
    told = reach([], by).as_json()

    assert told["rows"] == []
    assert told["unknown"] == {
        "grants": 0,
        "sum_pence": 0,
        "share_grants": None,
        "share_money": None,
        "reasons": {},
    }


def test_what_each_holds() -> None:
    held = holdings(AWARDS)

    assert sorted(held.totals.values()) == [0, 500, 600, 1500, 7000]
    assert held.unidentified == [400]
