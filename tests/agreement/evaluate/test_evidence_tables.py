"""Every table of evidence from its file to its pooled numbers, beside those of metafor (../shared/data/evidence)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cydradd.evaluate.effect_size import effects
from cydradd.evaluate.pooling import Pooled, pool
from cydradd.evaluate.table_file import read_studies

pytestmark = pytest.mark.real_data

TABLES: tuple[tuple[str, str, dict[str, str]], ...] = (
    *(("bcg", m, {"ai": "tpos", "bi": "tneg", "ci": "cpos", "di": "cneg"}) for m in ("RR", "OR", "RD", "PETO", "AS")),
    ("gibson2002", "SMD", {}),
    ("gibson2002", "RR", {}),
    *(("normand1999", m, {}) for m in ("SMD", "MD", "ROM")),
    *(("pritz1997", m, {}) for m in ("PR", "PLN", "PLO", "PAS", "PFT")),
    ("baskerville2012", "GEN", {"yi": "smd", "sei": "se"}),
    *((name, "GEN", {}) for name in ("hackshaw1998", "konstantopoulos2011", "raudenbush1985", "tannersmith2016")),
)
METHODS = ("EE", "DL", "PM", "REML")


def oracle(folder: Path, name: str) -> dict[str, Any]:
    """The numbers that metafor gave for one table."""
    document: dict[str, Any] = json.loads((folder / "evidence" / f"{name}.expected.json").read_text(encoding="utf-8"))
    return document


def near(value: object) -> object:
    """Within 1e-8."""
    return pytest.approx(value, rel=1e-8, abs=1e-8)


def assert_agrees(found: Pooled, want: dict[str, Any]) -> None:
    """Every univariate number of the oracle that we give too."""
    assert (found.estimate, found.se, found.tau2) == near((want["estimate"], want["se"], want["tau2"]))
    assert (found.z, found.p_value) == near((want["zval"], want["pval"]))
    assert found.ci == near((want["ci_lb"], want["ci_ub"]))
    assert (found.q, found.q_p, found.h2) == near((want["QE"], want["QEp"], want["H2"]))
    assert found.i2 == pytest.approx(want["I2"], rel=1e-8, abs=1e-6)
    for key, ours in (("hartung_knapp", found.hartung_knapp), ("hartung_knapp_adhoc", found.hartung_knapp_truncated)):
        if key in want:
            assert ours is not None
            assert (ours.se, *ours.ci) == near((want[key]["se"], want[key]["ci_lb"], want[key]["ci_ub"]))
    for key, interval in (
        ("pi_normal", found.prediction.normal),
        ("pi_riley_t_kminus2", found.prediction.t_k_minus_2),
    ):
        if f"{key}_lb" in want:
            assert interval == near((want[f"{key}_lb"], want[f"{key}_ub"]))
    knapp = want.get("hartung_knapp", {})
    if "pi_lb" in knapp:
        assert found.prediction.hartung_knapp == near((knapp["pi_lb"], knapp["pi_ub"]))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("name", "measure", "columns"), TABLES, ids=lambda part: str(part) if part else "own")
def test_a_table_pools_as_metafor_pools_it(
    real_data: Path, name: str, measure: str, columns: dict[str, str], method: str
) -> None:
    want = oracle(real_data, name)
    read = read_studies(real_data / "evidence" / f"{name}.csv", measure, columns)
    found = effects(measure, read.rows, read.studies)

    result = pool(found.y, found.v, method)

    assert_agrees(result, (want if measure == "GEN" else want[measure])["univariate"][method])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("measure", ["SMCR", "SMCC", "MC"])
def test_change_in_the_treated_pools_as_metafor_pools_it(
    real_data: Path, tmp_path: Path, measure: str, method: str
) -> None:
    lines = (real_data / "evidence" / "morris2008.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "treated.csv"
    path.write_text(lines[0] + "".join(line for line in lines if "treated" in line), encoding="utf-8")
    want = oracle(real_data, "morris2008")[measure]["univariate_treated"]
    read = read_studies(path, measure)
    found = effects(measure, read.rows, read.studies)

    assert_agrees(pool(found.y, found.v, method), want[method])


@pytest.mark.parametrize("method", METHODS)
def test_change_against_a_control_pools_as_metafor_pools_it(real_data: Path, method: str) -> None:
    want = oracle(real_data, "morris2008")["pretest_posttest_control"]

    assert_agrees(pool(want["yi"], want["vi"], method), want["univariate"][method])
