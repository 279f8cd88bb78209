"""Outcomes of a round as effects: a null counts like any other, and what takes no part is listed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.evaluate.round_outcomes import outcome_evidence
from cydradd.vocabulary.errors import NotPossible
from cydradd_cli.main import app

HEADER = "outcome,agreement,group,n,mean,sd,n_before,mean_before,sd_before,r,events,of\n"


def change(
    agreement: str | None, after: float, n: int = 24, r: float | None = 0.5, group: str = "treated"
) -> OutcomeResult:
    """One group before and after."""
    return OutcomeResult("O1", agreement, group, n, after, 1.1, 24, 3.1, 1.2, r)


def after(agreement: str, mean: float, group: str = "treated") -> OutcomeResult:
    """One group after only."""
    return OutcomeResult("O1", agreement, group, 20, mean, 1.0)


def test_a_null_result_is_an_effect_of_nought_beside_the_others() -> None:
    evidence = outcome_evidence([change("A", 2.1), change("B", 3.1)], "O1")

    assert evidence.found.measure == "SMCR"
    assert evidence.found.studies == ("A", "B")
    assert evidence.found.y[1] == 0
    assert evidence.found.excluded == ()


def test_what_takes_no_part_is_listed_with_the_reason() -> None:
    rows = [
        change(None, 2),
        change("A", 2, n=20),
        change("B", 2, group="both"),
        OutcomeResult("O1", "C", mean=2.0),
        OutcomeResult("O1", "D"),
        change("E", 2, group="control"),
        change("F", 2),
        change("F", 2.2),
        change("G", 2, r=1.0),
    ]
    evidence = outcome_evidence(rows, "O1")

    assert [(each.row, each.study, each.reason.en) for each in evidence.found.excluded] == [
        (1, "", "no agreement is named"),
        (2, "A", "n differs from n_before, or one of them is not given"),
        (3, "B", "'both' is no group: treated or control"),
        (4, "C", "nothing to compare with: no control and nothing from before"),
        (5, "D", "neither a mean nor a count of events"),
        (6, "E", "there is no treated group"),
        (8, "F", "a second row of the group treated"),
        (9, "G", "the correlation is not between -1 and 1"),
    ]
    assert (evidence.found.rows, evidence.n_rows) == ((7,), 9)


@pytest.mark.parametrize(
    ("rows", "measure"),
    [
        ([OutcomeResult("O1", "A", events=4, of=10)], "PLO"),
        (
            [OutcomeResult("O1", "A", events=4, of=10), OutcomeResult("O1", "A", "control", events=2, of=20)],
            "RR",
        ),
        ([after("A", 3.0), after("A", 2.0, "control")], "SMD"),
        ([change("A", 2.0)], "SMCR"),
        ([change("A", 2.0), change("A", 3.0, group="control")], "PPC"),
    ],
)
def test_the_groups_and_numbers_of_a_row_say_its_measure(rows: list[OutcomeResult], measure: str) -> None:
    evidence = outcome_evidence(rows, "O1")

    assert (evidence.found.measure, len(evidence.found.y)) == (measure, 1)
    assert evidence.found.rows == (1,)


def test_what_has_no_control_is_never_pooled_with_what_has_one() -> None:
    rows = [change("A", 2.0), change("B", 2.0), after("C", 3.0), after("C", 2.0, "control")]

    evidence = outcome_evidence(rows, "O1")

    assert (evidence.found.measure, evidence.found.studies) == ("SMD", ("C",))
    assert {each.reason.en for each in evidence.found.excluded} == {
        "measured without a control: never pooled with controlled studies"
    }
    assert outcome_evidence(rows, "O1", "SMCR").found.studies == ("A", "B")


def test_an_outcome_or_a_measure_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NotPossible, match=r"no row about the outcome O9\. Choose one of: O1"):
        outcome_evidence([change("A", 2)], "O9")
    with pytest.raises(NotPossible, match=r"do not allow RR\. They allow: SMCR"):
        outcome_evidence([change("A", 2)], "O1", "RR")


def test_a_correlation_that_nobody_gave_is_tried_and_never_assumed() -> None:
    rows = [replace(change(name, mean, r=None)) for name, mean in (("A", 2.0), ("B", 1.8), ("C", 2.2))]

    evidence = outcome_evidence(rows, "O1")

    assert evidence.found.y == ()
    assert [r for r, _ in evidence.assumed] == [0.3, 0.5, 0.7, 0.9]
    assert evidence.k == 3


def tell(path: Path, command: str, *options: str) -> tuple[int, dict[str, object], str]:
    """Exit status, JSON and messages."""
    result = CliRunner().invoke(app, ["evaluate", command, str(path), "--json", *options])
    return result.exit_code, json.loads(result.stdout or "{}"), result.stderr


def test_a_folder_and_its_table_say_the_same_by_the_line_of_each_row(tmp_path: Path) -> None:
    (tmp_path / "evaluate").mkdir()
    table = tmp_path / "evaluate" / "outcomes.csv"
    table.write_text(HEADER + "O2,A,,9,1,1,,,,,,\nO1,A,,9,2,1,9,3,1,0.5,,\nO1,B,control,9,2,1,9,3,1,0.5,,\n", "utf-8")

    status, told, _ = tell(tmp_path, "effects", "--outcome", "O1")

    assert status == 0
    assert told == tell(table, "effects", "--outcome", "O1")[1]
    assert [row["row"] for row in told["rows"]] == [2]  # type: ignore[attr-defined]
    assert told["excluded"] == [
        {
            "row": 3,
            "study": "B",
            "reason": {"cy": "nid oes grŵp a gafodd y gwasanaeth", "en": "there is no treated group"},
        }
    ]


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        (HEADER + "O1,A,,9,2,1,9,3,1,0.5,,\nO2,A,,9,2,1,9,3,1,0.5,,\n", (), "give --outcome. The outcomes: O1 O2"),
        (HEADER + "O1,A,,9,2,1,,,,,,\n", (), "row 1: nothing to compare with"),
        (HEADER, (), "It has no row"),
        ("", (), "The file is empty"),
        ("agreement\nA\n", (), "outcome"),
    ],
)
def test_a_round_without_an_answer_is_refused_in_one_sentence(
    tmp_path: Path, text: str, options: tuple[str, ...], words: str
) -> None:
    (tmp_path / "evaluate").mkdir()
    (tmp_path / "evaluate" / "outcomes.csv").write_text(text, encoding="utf-8")

    status, told, message = tell(tmp_path, "pool", *options)

    assert (status, told) == (1, {})
    assert words in message
    assert len(message.strip().splitlines()) == 1


def test_a_folder_without_outcomes_is_refused(tmp_path: Path) -> None:
    status, _, message = tell(tmp_path, "pool")

    assert status == 1
    assert "outcomes.csv" in message
