"""Our effects and pooled results beside numbers that metafor computed (../shared/data/evidence)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cydradd.evaluate.effect_size import effects, hedges_j
from cydradd.evaluate.pooling import pool

pytestmark = pytest.mark.real_data

BCG_ROLES = {"tpos": "ai", "tneg": "bi", "cpos": "ci", "cneg": "di"}
CASES = [
    *[("bcg", measure) for measure in ("RR", "OR", "RD", "PETO", "AS")],
    *[("gibson2002", measure) for measure in ("SMD", "RR")],
    *[("pritz1997", measure) for measure in ("PR", "PLN", "PLO", "PAS", "PFT")],
]


def expected(folder: Path, name: str) -> dict[str, Any]:
    """The oracle of one data set."""
    document: dict[str, Any] = json.loads((folder / f"{name}.expected.json").read_text(encoding="utf-8"))
    return document


def table(folder: Path, name: str) -> list[dict[str, float | None]]:
    """The numbers of one data set, under the roles' names."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{BCG_ROLES.get(key, key): number(value) for key, value in row.items()} for row in csv.DictReader(file)]


def reported(values: list[float | None]) -> list[float]:
    """The effects of the rows that have one."""
    return [value for value in values if value is not None]


def number(text: str) -> float | None:
    """A cell as a number; ``None`` when it is blank or words."""
    try:
        return float(text)
    except ValueError:
        return None


@pytest.mark.parametrize(("name", "measure"), CASES)
def test_effects_are_those_of_metafor(real_data: Path, name: str, measure: str) -> None:
    oracle = expected(real_data / "evidence", name)[measure]["effect_sizes"]

    found = effects(measure, table(real_data / "evidence", name))

    assert found.y == pytest.approx(reported(oracle["yi"]), abs=1e-10)
    assert found.v == pytest.approx(reported(oracle["vi"]), abs=1e-10)


@pytest.mark.parametrize("method", ["EE", "DL", "PM", "REML"])
@pytest.mark.parametrize(("name", "measure"), CASES)
def test_pooled_results_are_those_of_metafor(real_data: Path, name: str, measure: str, method: str) -> None:
    oracle = expected(real_data / "evidence", name)[measure]
    if method not in oracle["univariate"]:
        pytest.fail(f"the oracle has no {method} for {name} {measure}")
    want = oracle["univariate"][method]

    sizes = oracle["effect_sizes"]
    found = pool(reported(sizes["yi"]), reported(sizes["vi"]), method)

    assert found.tau2 == pytest.approx(want["tau2"], abs=1e-8)
    assert found.estimate == pytest.approx(want["estimate"], abs=1e-8)
    assert found.se == pytest.approx(want["se"], abs=1e-8)
    assert found.ci == pytest.approx((want["ci_lb"], want["ci_ub"]), abs=1e-8)
    assert found.q == pytest.approx(want["QE"], rel=1e-9)
    assert found.i2 == pytest.approx(want["I2"], abs=1e-6)
    if "hartung_knapp" in want:
        knapp = want["hartung_knapp"]
        assert found.hartung_knapp is not None
        assert found.hartung_knapp.ci == pytest.approx((knapp["ci_lb"], knapp["ci_ub"]), abs=1e-8)
        truncated = want["hartung_knapp_adhoc"]
        assert found.hartung_knapp_truncated is not None
        assert found.hartung_knapp_truncated.ci == pytest.approx((truncated["ci_lb"], truncated["ci_ub"]), abs=1e-8)
    if "pi_riley_t_kminus2_lb" in want:
        interval = (want["pi_riley_t_kminus2_lb"], want["pi_riley_t_kminus2_ub"])
        assert found.prediction.t_k_minus_2 == pytest.approx(interval, abs=1e-8)


def test_hedges_factor_is_exact(real_data: Path) -> None:
    oracle = expected(real_data / "evidence", "hedges_j")

    for df, j in zip(oracle["df"], oracle["J_exact"], strict=True):
        if j is not None:
            assert hedges_j(df) == pytest.approx(j, rel=1e-14 if df <= 40 else 1e-10)
