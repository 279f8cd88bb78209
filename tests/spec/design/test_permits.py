"""What a pot may pay for: each condition of design.md section 4, held, not held, and not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cydradd.design.fit import Provider, size_of
from cydradd.design.needs import Need
from cydradd.design.permits import permits
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

NEED = Need("N1", Bilingual("Cwmni", "Company"), "loneliness", "W06000002", Pence(100))
SMALL = Provider("V1", "small", Pence(100), kind="charity")
FULL = replace(NEED, group="carers", age_from=11, age_to=16, revenue_or_capital="revenue", spend_from=date(2027, 4, 1))

HELD = [
    ({}, True),
    ({"needs": ["N1", "N2"]}, True),
    ({"needs": ["N2"]}, False),
    ({"need_kinds": "loneliness"}, True),
    ({"groups": ["carers"]}, True),
    ({"groups": ["children"]}, False),
    ({"places": ["W06000002"]}, True),
    ({"places": ["W92000004"]}, True),
    ({"places": ["W06000015", "W06000001"]}, False),
    ({"places": ["W06000015", "W01000001"]}, None),
    ({"age": [8, 18]}, True),
    ({"age": [11, 16]}, True),
    ({"age": [12, 18]}, False),
    ({"age": "young"}, None),
    ({"spend_by": "2027-04-01"}, True),
    ({"spend_by": "2027-03-31"}, False),
    ({"spend_by": "soon"}, None),
    ({"offer_types": ["grant"]}, True),
    ({"offer_types": ["contract_lot"]}, False),
    ({"provider_sizes": ["small", "medium"]}, True),
    ({"provider_kinds": ["council"]}, False),
    ({"revenue_or_capital": "capital"}, False),
    ({"colour": "green"}, None),
    ({"colour": "green", "needs": ["N2"]}, False),
]


@pytest.mark.parametrize(("restriction", "answer"), HELD, ids=str)
def test_a_condition_holds_or_does_not_or_cannot_be_told(restriction, answer):
    assert permits(restriction, FULL, SMALL, offer_type="grant") is answer


@pytest.mark.parametrize(
    "restriction",
    [
        {"groups": ["x"]},
        {"age": [1, 9]},
        {"spend_by": "2027-01-01"},
        {"offer_types": ["grant"]},
        {"provider_sizes": []},
    ],
    ids=str,
)
def test_what_is_not_stated_is_not_known(restriction):
    assert permits(restriction, NEED) is None


def test_a_need_of_all_wales_is_not_inside_one_authority():
    assert permits({"places": ["W06000002"]}, replace(NEED, place="W92000004")) is False


@pytest.mark.parametrize(("income", "size"), [(9_999_999, "small"), (10_000_000, "medium"), (100_000_000, "large")])
def test_sizes_begin_at_their_lower_bound(income, size):
    assert size_of(Pence(income)) == size
