"""The percentile of missing hours beside NumPy's, and the version of a consortium beside the standard library's JSON."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from cydradd.apply.consortium import Consortium, Member
from cydradd.apply.net import percentile_90
from cydradd.vocabulary.money import Pence


@pytest.mark.parametrize("seed", range(20))
def test_the_90th_percentile_is_numpys(seed: int) -> None:
    chance = Random(seed)
    hours = [chance.randrange(100_000) for _ in range(chance.randrange(5, 60))]

    found = percentile_90(hours)

    assert found is not None
    assert float(found) == pytest.approx(float(np.quantile(hours, 0.9, method="linear")), rel=1e-12)


def test_anybody_can_find_the_version_of_a_consortium() -> None:
    members = (Member("A", "GB-CHC-1", Fraction(2, 4)), Member("A", "GB-CHC-2", Fraction(1, 2)))
    budget = [{"item": "cyflog ŵ", "pence": 5}]
    agreed = {
        "members": [{"org": "GB-CHC-1", "share": "1/2"}, {"org": "GB-CHC-2", "share": "1/2"}],
        "request_pence": 5,
        "budget": budget,
        "joint_answers": {"Q1": {"cy": "Ydym", "en": "Yes"}},
    }
    plain = json.dumps(agreed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    found = Consortium("A", members, Pence(5), budget, {"Q1": {"cy": "Ydym", "en": "Yes"}})

    assert found.version == hashlib.sha256(plain).hexdigest()
