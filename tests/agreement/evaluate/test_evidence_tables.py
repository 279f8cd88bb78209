"""Every table of evidence from its file to its pooled numbers, beside those of metafor (../shared/data/evidence).

``pytest -s`` prints what was compared: file, measure, method, how many numbers, and the largest relative difference.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cydradd.evaluate.document import pooled_document
from cydradd.evaluate.effect_size import Effects, effects
from cydradd.evaluate.evidence import gather
from cydradd.evaluate.pooling import Pooled, pool
from cydradd.evaluate.raw_counts import pool_counts
from cydradd.evaluate.spread import tau2_interval
from cydradd.evaluate.table_file import read_studies

pytestmark = pytest.mark.real_data

BCG = {"ai": "tpos", "bi": "tneg", "ci": "cpos", "di": "cneg"}
TABLES: tuple[tuple[str, str, dict[str, str]], ...] = (
    *(("bcg", m, BCG) for m in ("RR", "OR", "RD", "PETO", "AS")),
    ("gibson2002", "SMD", {}),
    ("gibson2002", "RR", {}),
    *(("normand1999", m, {}) for m in ("SMD", "MD", "ROM")),
    *(("pritz1997", m, {}) for m in ("PR", "PLN", "PLO", "PAS", "PFT")),
    *(("morris2008", m, {}) for m in ("SMCR", "SMCC", "MC", "PPC")),
    ("baskerville2012", "GEN", {"yi": "smd", "sei": "se"}),
    *((name, "GEN", {}) for name in ("hackshaw1998", "konstantopoulos2011", "raudenbush1985", "tannersmith2016")),
)
METHODS = ("EE", "DL", "HE", "HS", "SJ", "ML", "REML", "EB", "PM")
CLOSE = 1e-8
NOUGHT = 1e-10
"""Below this tau2 of the oracle is 0, and I2 with it: its REML stops at 2e-14 where the score has no root."""


def oracle(folder: Path, name: str) -> dict[str, Any]:
    """The numbers that metafor gave for one table."""
    document: dict[str, Any] = json.loads((folder / "evidence" / f"{name}.expected.json").read_text(encoding="utf-8"))
    return document


def parts(folder: Path, name: str, measure: str) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """The effects of the oracle, where it has them, and its pooled numbers."""
    document = oracle(folder, name)
    if measure == "GEN":
        return None, document["univariate"]
    if measure == "PPC":
        part = document["pretest_posttest_control"]
        return part, part["univariate"]
    part = document[measure]
    return part.get("effect_sizes") or part["treated"], part.get("univariate") or part["univariate_treated"]


def of_table(folder: Path, name: str, measure: str, columns: dict[str, str]) -> Effects:
    """Our effects of one table, read from its file."""
    read = read_studies(folder / "evidence" / f"{name}.csv", measure, columns)
    return effects(measure, read.rows, read.studies, read.groups)


def away(ours: float | None, theirs: float) -> float:
    """The relative difference; 0 where both are nought."""
    if ours is None:
        return float("inf")
    if abs(theirs) < NOUGHT:
        return 0.0 if abs(ours) < NOUGHT else float("inf")
    return abs(ours - theirs) / abs(theirs)


def pairs_of(found: Pooled, want: dict[str, Any]) -> dict[str, tuple[float | None, float]]:
    """Every univariate number of the oracle, ours first."""
    ours: dict[str, float | None] = {
        "estimate": found.estimate, "se": found.se, "zval": found.z, "pval": found.p_value,
        "ci_lb": found.ci[0], "ci_ub": found.ci[1], "tau2": found.tau2, "se_tau2": found.tau2_se,
        "QE": found.q, "QEp": found.q_p, "I2": found.i2, "H2": found.h2,
    }  # fmt: skip
    for key, interval in (
        ("pi_normal", found.prediction.normal),
        ("pi_riley_t_kminus2", found.prediction.t_k_minus_2),
    ):
        assert interval is not None
        ours[f"{key}_lb"], ours[f"{key}_ub"] = interval
    told = {key: (value, want[key]) for key, value in ours.items() if want.get(key) is not None}
    if want["tau2"] < NOUGHT:
        told |= {key: (value, 0.0) for key, value in (("tau2", found.tau2), ("I2", found.i2)) if want["se_tau2"]}
    for key, knapp in (
        ("hartung_knapp", found.hartung_knapp),
        ("hartung_knapp_adhoc", found.hartung_knapp_truncated),
    ):
        if key in want:
            assert knapp is not None
            mine = {"se": knapp.se, "tval": knapp.t, "df": knapp.df, "pval": knapp.p_value}
            mine |= {"ci_lb": knapp.ci[0], "ci_ub": knapp.ci[1]}
            wide = found.prediction.hartung_knapp
            assert wide is not None
            mine |= {"pi_lb": wide[0], "pi_ub": wide[1]}
            told |= {f"{key}.{each}": (mine[each], theirs) for each, theirs in want[key].items()}
    return told


def worst(told: Mapping[str, tuple[float | None, float]]) -> tuple[float, str]:
    """The largest relative difference and the number that has it."""
    return max((away(*pair), name) for name, pair in told.items())


@pytest.mark.parametrize(("name", "measure", "columns"), TABLES, ids=lambda part: str(part) if part else "own")
def test_the_effects_of_a_table_are_those_of_metafor(
    real_data: Path, name: str, measure: str, columns: dict[str, str]
) -> None:
    theirs, _ = parts(real_data, name, measure)
    if theirs is None:
        pytest.skip("the table gives its effects")
    found = of_table(real_data, name, measure, columns)

    wanted = [(y, v) for y, v in zip(theirs["yi"], theirs["vi"], strict=True) if y is not None]
    told = {}
    for at, (y, v) in enumerate(wanted):
        told[f"yi {at}"], told[f"vi {at}"] = (found.y[at], y), (found.v[at], v)
    print(  # noqa: T201 - shown by pytest -s
        f"\n{name:20} {measure:5} effects {len(told):4} numbers, largest difference {worst(told)[0]:.1e}"
    )

    assert len(found.y) == len(wanted)
    assert worst(told)[0] <= CLOSE


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("name", "measure", "columns"), TABLES, ids=lambda part: str(part) if part else "own")
def test_a_table_pools_as_metafor_pools_it(
    real_data: Path, name: str, measure: str, columns: dict[str, str], method: str
) -> None:
    found = of_table(real_data, name, measure, columns)
    _, want = parts(real_data, name, measure)

    told = pairs_of(pool(found.y, found.v, method), want[method])
    if method == "REML":
        interval = tau2_interval(found.y, found.v)
        typical = pool(found.y, found.v).typical
        assert interval is not None
        assert typical is not None
        bounds = want["tau2_qprofile_REML"]
        for end, tau2 in zip(("lb", "ub"), interval, strict=True):
            told[f"tau2_{end}"] = (tau2, bounds[f"tau2_{end}"])
            told[f"I2_{end}"] = (100 * tau2 / (tau2 + typical), bounds[f"I2_{end}"])
    largest, which = worst(told)
    print(  # noqa: T201 - shown by pytest -s
        f"\n{name:20} {measure:5} {method:4} {len(told):3} numbers, largest difference {largest:.1e} ({which})"
    )

    assert found.y
    assert want["k"] == len(found.y)
    assert largest <= CLOSE


def test_every_file_of_evidence_is_compared(real_data: Path) -> None:
    files = {path.name.removesuffix(".expected.json") for path in (real_data / "evidence").glob("*.expected.json")}

    assert files - {name for name, _, _ in TABLES} == {"hedges_j"}


@pytest.mark.parametrize(("method", "measure"), [("MH", "OR"), ("MH", "RR"), ("MH", "RD"), ("PETO", "PETO")])
def test_raw_counts_pool_as_metafor_pools_them(real_data: Path, method: str, measure: str) -> None:
    document = oracle(real_data, "bcg")
    want = document["peto"] if method == "PETO" else document["mantel_haenszel"][measure]
    rows = read_studies(real_data / "evidence" / "bcg.csv", measure, BCG).rows
    each = effects(measure, rows)

    found = pool_counts(rows, each.y, each.v, measure, method)

    ours = {"estimate": found.estimate, "se": found.se, "ci_lb": found.ci[0], "ci_ub": found.ci[1], "QE": found.q}
    largest, _ = worst({key: (ours[key], theirs) for key, theirs in want.items()})
    print(  # noqa: T201 - shown by pytest -s
        f"\nbcg                  {measure:5} {method:4} {len(want):3} numbers, largest difference {largest:.1e}"
    )
    assert largest <= CLOSE


def test_proportions_come_back_from_their_scales_as_metafor_brings_them(real_data: Path) -> None:
    document = oracle(real_data, "pritz1997")
    for measure, key in (("PFT", "PFT_backtransformed_harmonic_mean"), ("PLO", "PLO_backtransformed")):
        evidence = gather(measure, read_studies(real_data / "evidence" / "pritz1997.csv", measure))

        told = pooled_document(evidence)["back_transformed"]

        want = document[key]
        assert isinstance(told, dict)
        assert told["estimate"] == pytest.approx(want["pred"], rel=1e-7)  # the oracle's, at its default tolerance
        assert told["ci"] == pytest.approx([want["ci_lb"], want["ci_ub"]], rel=1e-7)
