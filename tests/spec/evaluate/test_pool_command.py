"""`cydradd evaluate effects` and `pool`: the keys that were promised, the worked numbers, and each refusal."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd.evaluate.spread import tau2_interval
from cydradd_cli.main import app

POOLED_KEYS = """
measure method k n_rows excluded estimate se z p_value ci tau2 tau2_se tau2_ci I2 I2_ci H2 Q Q_df Q_p weights
hartung_knapp hartung_knapp_truncated prediction back_transformed withheld headline warnings correlation_range
"""
GIVEN = "study,yi,vi\na,0.2,0.04\nb,0.5,0.09\nc,0.4,0.01\n"


def run(tmp_path: Path, command: str, text: str, *options: str) -> tuple[int, dict[str, object], str]:
    """Exit status, what was told as JSON, and the message."""
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", command, str(path), "--json", *options])
    return result.exit_code, json.loads(result.stdout or "{}"), result.stderr


def test_pool_tells_every_key_in_order(tmp_path: Path) -> None:
    status, told, _ = run(tmp_path, "pool", GIVEN)

    assert status == 0
    assert list(told) == POOLED_KEYS.split()
    assert (told["k"], told["method"], told["headline"]["refused"]) == (3, "REML", False)  # type: ignore[index]


def test_effects_tells_rows_and_the_excluded_with_their_reason(tmp_path: Path) -> None:
    status, told, _ = run(tmp_path, "effects", 'study,xi,ni\na,3,10\nb,,12\nc,"1,5",9\n', "--measure", "PLO")

    assert status == 0
    assert told["rows"] == [
        {"row": 1, "study": "a", "yi": pytest.approx(math.log(3 / 7)), "vi": pytest.approx(1 / 3 + 1 / 7)}
    ]
    assert (told["n_rows"], told["n_used"]) == (3, 1)
    assert told["excluded"] == [
        {"row": 2, "study": "b", "reason": {"cy": "dim gwerth: xi", "en": "no value for xi"}},
        {"row": 3, "study": "c", "reason": {"cy": "dim gwerth: xi", "en": "no value for xi"}},
    ]
    assert [warning["code"] for warning in told["warnings"]] == ["comma-decimal"]  # type: ignore[attr-defined]


def test_a_group_and_a_standard_error_serve_in_place_of_the_rest_and_the_variance(tmp_path: Path) -> None:
    whole = run(tmp_path, "effects", "ai,bi,ci,di\n4,6,2,18\n", "--measure", "RR")[1]["rows"]

    assert run(tmp_path, "effects", "ai,n1i,ci,n2i\n4,10,2,20\n", "--measure", "RR")[1]["rows"] == whole
    assert run(tmp_path, "effects", "yi,sei\n1,0.5\n")[1]["rows"] == [{"row": 1, "study": "1", "yi": 1.0, "vi": 0.25}]


def test_a_null_study_is_one_row_like_any_other(tmp_path: Path) -> None:
    _, told, _ = run(tmp_path, "pool", GIVEN + "none,0,0.01\n")

    assert told["k"] == 4
    assert told["weights"][3] == pytest.approx(told["weights"][2])  # type: ignore[index]


def test_one_and_two_studies_say_what_is_withheld_and_give_no_headline(tmp_path: Path) -> None:
    _, one, _ = run(tmp_path, "pool", "yi,vi\n1,0.5\n")
    _, two, _ = run(tmp_path, "pool", "yi,vi\n1,0.5\n2,0.5\n")

    assert one["tau2_ci"] is None
    assert [each["what"] for each in one["withheld"]][-1] == "prediction"  # type: ignore[attr-defined]
    assert two["prediction"]["t_k_minus_2"] is None  # type: ignore[index]
    assert two["headline"]["reasons"] == ["few-studies"]  # type: ignore[index]


def test_directions_that_differ_give_no_headline(tmp_path: Path) -> None:
    _, told, _ = run(tmp_path, "pool", GIVEN + "other,-0.3,0.02\n")

    assert told["headline"]["reasons"] == ["directions-differ"]  # type: ignore[index]
    assert all(told["headline"]["sentence"].values())  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        ("yi,xi\n1,2\n", (), "no column named sei"),
        ("yi,vi\n1,0\n", (), "Row 1: the variance must be above 0"),
        ("ri,ni\n1,20\n", ("--measure", "ZCOR"), "Row 1: the correlation"),
        ("yi,vi\n,\n", (), "no row that can be used"),
        ("", (), "no column named"),
        (GIVEN, ("--method", "XX"), "no method named XX"),
        (GIVEN, ("--measure", "XX"), "no measure named XX"),
        (GIVEN, ("--columns", "yi=effect"), "no column named effect"),
        (GIVEN, ("--study", "trial"), "no column named trial"),
        (GIVEN, ("--method", "MH"), "MH does not pool GEN. Choose one of these measures: OR RR RD"),
        (GIVEN, ("--measure", "PPC"), "no column named m_pre"),
        ("m_pre,m_post,sd_pre,ni,ri\n", ("--measure", "PPC"), "no column named study"),
        ("study,m_pre,m_post,sd_pre,ni,ri\n1,1,2,1,9,0.5\n", ("--measure", "PPC"), "give a column group"),
        ("yi,vi\nnan,1\n", (), "Row 1, column yi: 'nan' is no number"),
        ("yi,vi\n1,1\n1,inf\n", (), "Row 2, column vi: 'inf' is no number"),
        ("yi,vi\n1,1e999\n", (), "Row 1, column vi: '1e999' is no number"),
        ("yi,sei\n1,-2\n", (), "Row 1: the variance must be above 0"),
        ("m_pre,m_post,sd_pre,ni,ri\n1,2,1,9,-1.2\n", ("--measure", "SMCR"), "Row 1: the correlation"),
        ("yi,yi,vi\n1,2,1\n", (), "more than one column named yi"),
        ("yi,vi\n1,\0\n", (), "not a CSV file"),
        ("ai,bi,ci,di\n0,9,0,9\n", ("--measure", "OR", "--method", "MH"), "too few events"),
        ("n1i,m1i,sd1i,n2i,m2i,sd2i\n0,1,1,9,1,1\n", ("--measure", "MD"), "row 1: n1i is not above 0"),
        ("n1i,m1i,sd1i,n2i,m2i,sd2i\n9,1,-1,9,1,1\n", ("--measure", "MD"), "a standard deviation is negative"),
        ("n1i,m1i,sd1i,n2i,m2i,sd2i\n9,1,0,9,1,0\n", ("--measure", "MD"), "the sampling variance is not positive"),
        ("xi,ni\n12,9\n", ("--measure", "PR"), "a count is negative or larger than its total"),
    ],
)
def test_what_cannot_be_pooled_is_refused_in_one_sentence(
    tmp_path: Path, text: str, options: tuple[str, ...], words: str
) -> None:
    status, told, message = run(tmp_path, "pool", text, *options)

    assert (status, told) == (1, {})
    assert words in message
    assert len(message.strip().splitlines()) == 1


@pytest.mark.real_data
def test_the_worked_pool_of_the_vaccine_trials(real_data: Path) -> None:
    columns = "ai=tpos,bi=tneg,ci=cpos,di=cneg"
    path = real_data / "evidence" / "bcg.csv"
    result = CliRunner().invoke(app, ["evaluate", "pool", str(path), "--measure", "RR", "--columns", columns, "--json"])
    told = json.loads(result.stdout)

    assert (told["estimate"], told["se"]) == pytest.approx((-0.714532342158, 0.179781516105), abs=1e-11)
    assert (told["tau2"], told["I2"], told["Q"]) == pytest.approx(
        (0.313243258136, 92.22138452, 152.233008082), abs=1e-8
    )
    assert told["hartung_knapp"]["se"] == pytest.approx(0.180791744093, abs=1e-11)
    assert told["prediction"]["t_k_minus_2"] == pytest.approx([-2.008375907, 0.579311223], abs=1e-8)
    assert told["tau2_ci"] == pytest.approx([0.119718361, 1.111479084], abs=1e-8)


def test_studies_that_agree_have_no_spread_and_one_has_no_interval() -> None:
    assert tau2_interval([1.0, 1.0, 1.0], [1.0, 1.0, 1.0]) == (0.0, 0.0)
    assert tau2_interval([1.0], [1.0]) is None
