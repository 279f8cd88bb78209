"""When many studies give one sentence, when they give none, and what is pointed at first (evaluate.md 3.6, 3.10)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

PRE_POST = "study,group,m_pre,m_post,sd_pre,sd_post,ni,ri\n"
MEANS = "study,m1i,sd1i,n1i,m2i,sd2i,n2i"


def told(tmp_path: Path, command: str, text: str, *options: str) -> dict[str, Any]:
    """What a command tells as JSON."""
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", command, str(path), "--json", *options])
    assert result.exit_code == 0, result.stderr
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def change(*posts: float, r: str = "", n: int = 20) -> str:
    """Studies of one treated group each, before and after."""
    rows = [f"s{at},treated,3,{post},1,1,{n},{r}" for at, post in enumerate(posts, 1)]
    return PRE_POST + "\n".join(rows) + "\n"


def test_each_correlation_is_tried_where_none_is_reported(tmp_path: Path) -> None:
    text = change(4.0, 3.9, 4.2)

    pooled, each = (told(tmp_path, command, text, "--measure", "SMCR") for command in ("pool", "effects"))

    assert [(part["r"], part["k"]) for part in pooled["correlation_range"]] == [(0.3, 3), (0.5, 3), (0.7, 3), (0.9, 3)]
    assert (pooled["estimate"], pooled["k"]) == (None, 0)
    assert pooled["withheld"][0]["what"] == "estimate"
    assert not pooled["headline"]["refused"]
    assert "values from 0.3 to 0.9 were tried" in pooled["headline"]["sentence"]["en"]
    assert each["rows"] == []
    assert [len(part["rows"]) for part in each["correlation_range"]] == [3] * 4


def test_the_correlation_given_is_what_its_own_table_gives(tmp_path: Path) -> None:
    tried = told(tmp_path, "pool", change(4.0, 3.9, 4.2), "--measure", "SMCC")["correlation_range"]

    for part in tried:
        alone = told(tmp_path, "pool", change(4.0, 3.9, 4.2, r=str(part["r"])), "--measure", "SMCC")
        assert alone["correlation_range"] is None
        assert part["estimate"] == pytest.approx(alone["estimate"], rel=1e-14)
        assert part["ci"] == pytest.approx(alone["ci"], rel=1e-14)


def test_studies_that_report_the_correlation_keep_it_in_every_trial(tmp_path: Path) -> None:
    text = change(4.0, 3.9, 4.2, r="0.6") + "s4,treated,3,4.4,1,1,20,\n"

    pooled = told(tmp_path, "pool", text, "--measure", "SMCR")
    rows = told(tmp_path, "effects", text, "--measure", "SMCR")["correlation_range"]

    assert pooled["k"] == 3
    assert [part["k"] for part in pooled["correlation_range"]] == [4] * 4
    assert len({part["rows"][0]["vi"] for part in rows}) == 1
    assert len({part["rows"][3]["vi"] for part in rows}) == 4


def test_a_correlation_that_moves_the_interval_across_zero_refuses_the_headline(tmp_path: Path) -> None:
    pooled = told(tmp_path, "pool", change(3.2, 3.25, 3.3, n=12), "--measure", "SMCR")

    lows = [part["ci"][0] for part in pooled["correlation_range"]]
    assert lows[0] < 0 < lows[-1]
    assert pooled["headline"]["reasons"] == ["correlation-flips"]
    assert "that correlation from every study" in pooled["headline"]["sentence"]["en"]


def test_change_against_control_needs_both_groups_of_a_study(tmp_path: Path) -> None:
    text = PRE_POST + "a,treated,3,4,1,1,20,0.5\na,control,3,3.2,1,1,22,0.5\nb,control,3,3,1,1,20,0.5\n"
    text += "a,treated,3,5,1,1,20,0.5\nc,both,3,5,1,1,20,0.5\n"

    each = told(tmp_path, "effects", text, "--measure", "PPC")

    assert [(row["row"], row["study"]) for row in each["rows"]] == [(1, "a")]
    assert [(row["row"], row["reason"]["en"]) for row in each["excluded"]] == [
        (3, "the control group has no treated group beside it"),
        (4, "a second row of the group treated"),
        (5, "'both' is no group: treated or control"),
    ]


@pytest.mark.parametrize(
    ("text", "options", "reasons"),
    [
        ("yi,vi\n1,0.1\n1.1,0.1\n", (), ["few-studies"]),
        ("yi,vi\n1,0.1\n1.1,0.1\n-0.2,0.1\n", (), ["directions-differ"]),
        ("xi,ni\n3,10\n4,10\n8,10\n", ("--measure", "PLO"), []),
        ("yi,vi,scale\n1,0.1,WEMWBS\n1.1,0.1,GAS T\n1.2,0.1,WEMWBS\n", (), ["not-comparable"]),
        (f"{MEANS}\n1,3,1,9,2,1,9\n2,40,30,9,20,30,9\n3,3,1,9,2,1,9\n", ("--measure", "MD"), ["not-comparable"]),
        (f"{MEANS},scale\n1,3,1,9,2,1,9,d\n2,40,30,9,20,30,9,d\n3,3,1,9,2,1,9,d\n", ("--measure", "MD"), []),
        (
            f"{MEANS},scale\n1,60,9,9,50,9,9,GAS T\n2,60,9,9,50,9,9,GAS T\n3,60,9,9,50,9,9,GAS T\n",
            ("--measure", "MD"),
            ["not-comparable"],
        ),
        (f"{MEANS}\n1,3,1,9,2,1,9\n2,40,30,9,20,30,9\n3,3,1,9,2,1,9\n", ("--measure", "SMD"), []),
    ],
)
def test_a_headline_is_refused_with_its_reasons(
    tmp_path: Path, text: str, options: tuple[str, ...], reasons: list[str]
) -> None:
    headline = told(tmp_path, "pool", text, *options)["headline"]

    assert (headline["reasons"], headline["refused"]) == (reasons, bool(reasons))
    assert all(headline["sentence"].values())
    assert ("No single figure is given" in headline["sentence"]["en"]) == bool(reasons)
    assert ("Ni roddir un ffigur" in headline["sentence"]["cy"]) == bool(reasons)
    assert (headline["plain"] == headline["sentence"]) == bool(reasons)


def test_a_next_study_that_may_show_nothing_is_said_and_nulls_are_counted(tmp_path: Path) -> None:
    wide = told(tmp_path, "pool", "yi,vi\n0.1,0.01\n0.9,0.01\n0.5,0.01\n0,0.01\n")["headline"]["sentence"]
    narrow = told(tmp_path, "pool", "yi,vi\n1,0.01\n1.1,0.01\n1.2,0.01\n")["headline"]["sentence"]

    assert "it may show none, or the opposite" in wide["en"]
    assert "ddangos dim effaith" in wide["cy"]
    assert "clearly show an effect above 0: 2. Below 0: 0. No clear effect: 2." in wide["en"]
    assert "effaith uwchlaw 0, yn glir: 2. Islaw 0: 0. Dim effaith glir: 2." in wide["cy"]
    assert "opposite" not in narrow["en"]


def test_ratios_and_proportions_are_told_on_the_scale_that_people_read(tmp_path: Path) -> None:
    ratio = told(tmp_path, "pool", "ai,bi,ci,di\n20,80,10,90\n22,78,10,90\n19,81,10,90\n", "--measure", "RR")
    part = told(tmp_path, "pool", "xi,ni\n30,100\n31,100\n29,100\n", "--measure", "PLO")

    assert "the ratio is 2.03" in ratio["headline"]["sentence"]["en"]
    assert "no difference: 1" in ratio["headline"]["sentence"]["en"]
    assert "the proportion is 30%" in part["headline"]["sentence"]["en"]


@pytest.mark.parametrize(
    ("text", "measure", "english", "welsh"),
    [
        (change(2.0, 2.1, 2.2, r="0.5"), "SMCR", "Together, 3 studies show less after than before.", "llai wedyn nag"),
        (change(4.0, 4.1, 4.2, r="0.5"), "SMCR", "Together, 3 studies show more after than before.", "mwy wedyn nag"),
        (change(3.0, 3.0, 3.0, r="0.5"), "SMCR", "Together, 3 studies show no clear change.", "nad oes newid clir"),
        (
            "ai,bi,ci,di\n20,180,40,160\n22,178,40,160\n19,181,40,160\n",
            "RR",
            "Together, 3 studies show that it happens less often with the service.",
            "yn llai aml gyda’r gwasanaeth",
        ),
        (
            f"{MEANS}\n1,9,2,30,7,2,30\n2,9,2,30,7,2,30\n3,9,2,30,7,2,30\n",
            "SMD",
            "Together, 3 studies show more with the service than without.",
            "mwy gyda’r gwasanaeth na hebddo",
        ),
        ("xi,ni\n30,100\n31,100\n29,100\n", "PLO", "Together, 3 studies show this: 30% of people", "30% o’r bobl"),
    ],
)
def test_the_plain_sentence_says_more_less_or_neither_without_statistics(
    tmp_path: Path, text: str, measure: str, english: str, welsh: str
) -> None:
    plain = told(tmp_path, "pool", text, "--measure", measure)["headline"]["plain"]

    assert plain["en"].startswith(english)
    assert welsh in plain["cy"]
    assert "standard deviation" not in plain["en"]


def test_the_plain_sentence_says_that_a_new_study_may_show_the_opposite(tmp_path: Path) -> None:
    wide = told(tmp_path, "pool", "yi,vi\n0.1,0.01\n0.9,0.01\n0.5,0.01\n0.2,0.01\n0.7,0.01\n")["headline"]["plain"]

    assert "A new study may show none of this, or the opposite." in wide["en"]
    assert "neu’r gwrthwyneb" in wide["cy"]


def test_surveys_without_a_control_are_never_pooled_with_controlled_studies(tmp_path: Path) -> None:
    text = "study,yi,vi,controlled\na,1,0.1,yes\nb,1.1,0.1,no\nc,1.2,0.1,yes\n"

    pooled = told(tmp_path, "pool", text)

    assert (pooled["k"], pooled["n_rows"]) == (2, 3)
    assert pooled["excluded"][0]["reason"]["en"].startswith("measured without a control")


@pytest.mark.parametrize(
    ("text", "options", "codes"),
    [
        ('yi,vi\n"0,5",1\n1,1\n', (), ["comma-decimal"]),
        ("xi,ni\n45%,100\n40,100\n", ("--measure", "PR"), ["percent"]),
        ("xi,ni\n45.5,100\n40,100\n", ("--measure", "PR"), ["count-not-whole"]),
        ("yi,vi\nlots,1\n1,1\n", (), ["not-a-number"]),
        (f"{MEANS}\n1,9,1,9,2,1,9\n", ("--measure", "SMD"), ["large-effect"]),
        (
            f"{MEANS}\n1,3,10,25,2,10,25\n2,3,10,25,2.5,10,26\n3,3,2,25,2.6,10,27\n",
            ("--measure", "SMD"),
            ["se-as-sd"],
        ),
        (f"{MEANS}\n1,3,10,25,2,10,25\n2,3,10,25,2.5,10,26\n3,3,3,25,2.6,10,27\n", ("--measure", "SMD"), []),
        (f"{MEANS}\n1,3,10,25,2,10,25\n2,4,10,25,2,10,25\n", ("--measure", "SMD"), ["repeated-arm"]),
        ("study,yi,vi\na,1,1\na,1,1\n", (), ["repeated-study"]),
        ("ai,bi,ci,di\n0,9,0,9\n1,8,2,7\n", ("--measure", "RR"), ["double-zero"]),
    ],
)
def test_what_is_often_typed_wrong_is_pointed_at(
    tmp_path: Path, text: str, options: tuple[str, ...], codes: list[str]
) -> None:
    assert [each["code"] for each in told(tmp_path, "effects", text, *options)["warnings"]] == codes


def test_a_decimal_comma_that_splits_a_row_excludes_the_row(tmp_path: Path) -> None:
    each = told(tmp_path, "effects", "study,yi,vi\na,0,5,1\nb,1,1\n")

    assert each["n_rows"] == 2
    assert [(row["row"], row["study"]) for row in each["excluded"]] == [(1, "a")]
    assert each["excluded"][0]["reason"]["en"].startswith("4 cells where the header has 3; is a decimal")
