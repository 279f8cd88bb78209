"""Publishing is exact and always gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import orjson
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.follow.rounds import a_round

from cydradd.follow.publish import grants_package, release_package, to_bytes
from cydradd.follow.publish_parts import money
from cydradd.vocabulary.money import LARGEST, Pence

AMOUNTS = st.integers(min_value=-LARGEST, max_value=LARGEST)


@given(AMOUNTS)
def test_no_penny_is_lost_between_minor_units_and_json(pence):
    written = orjson.dumps(money(Pence(pence), "GBP")).decode()

    assert Decimal(written) * 100 == pence
    assert Decimal(repr(orjson.loads(written))) * 100 == pence


@given(st.lists(AMOUNTS, min_size=7, max_size=7), st.permutations(range(7)))
def test_publish_parse_publish_gives_equal_bytes_in_any_order_of_rows(amounts, order):
    round = a_round()
    rows = [replace(row, cost=Pence(each)) for row, each in zip(round.applications, amounts, strict=True)]
    mixed = replace(round, applications=tuple(rows[number] for number in order))
    straight = replace(round, applications=tuple(rows))

    for package in (grants_package, release_package):
        data = to_bytes(package(straight))

        assert to_bytes(orjson.loads(data)) == data
        assert to_bytes(package(mixed)) == data
