"""The involvement detector beside two hundred logs whose labels its maker knew before writing a line of them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.agreement.design.labelled_logs import HOW_MANY, SIGNALS, all_logs
from tests.agreement.design.parts_of_logs import CLEAN, FLAGGED, NOTHING, Log
from typer.testing import CliRunner

from cydradd_cli.main import app

RECALL, FALSE_ALARMS, RUNGS = 0.95, 0.05, 0.95
Answer = tuple[Log, dict[str, Any]]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """Each log with what the command says of its object."""
    folder = tmp_path_factory.mktemp("logs")
    return [(log, _said(folder / f"{log.name}.jsonl", log)) for log in all_logs()]


def _said(path: Path, log: Log) -> dict[str, Any]:
    path.write_text(log.lines(), encoding="utf-8")
    result = CliRunner().invoke(app, ["design", "involvement", str(path), "--json"])
    assert result.exit_code == 0, (log.name, result.stderr)
    (found,) = [each for each in json.loads(result.stdout)["objects"] if each["object"] == log.about]
    return dict(found)


def _table(answers: list[Answer]) -> dict[str, Counter[str]]:
    """Of each signal: planted, found; clean, false; without evidence, said to be known."""
    table = {signal: Counter[str]() for signal in SIGNALS}
    for log, said in answers:
        for signal, label in log.labels.items():
            answer = said["signals"][signal]
            table[signal][label] += 1
            table[signal][f"{label} flagged"] += answer["flag"] is True
            table[signal][f"{label} known"] += answer["value"] is not None
    return table


def _sum(table: dict[str, Counter[str]]) -> Counter[str]:
    total = Counter[str]()
    for each in table.values():
        total.update(each)
    return total


def _print(table: dict[str, Counter[str]]) -> None:
    sys.stdout.write("\nsignal  planted  found  recall   clean  false  alarms  no evidence  said known\n")
    for signal, row in [*table.items(), ("all", _sum(table))]:
        planted, found = row[FLAGGED], row[f"{FLAGGED} flagged"]
        clean, false = row[CLEAN], row[f"{CLEAN} flagged"]
        sys.stdout.write(
            f"{signal:6}  {planted:7}  {found:5}  {found / planted:6.3f}   {clean:5}  {false:5}  {false / clean:6.3f}"
            f"  {row[NOTHING]:11}  {row[f'{NOTHING} known']:10}\n"
        )


def test_there_are_two_hundred_logs_and_enough_of_each_kind() -> None:
    logs = all_logs()

    assert len(logs) == 200
    assert Counter(log.rung for log in logs) == HOW_MANY
    assert sum(log.near for log in logs) == 40
    assert 30 <= sum(log.capped for log in logs) <= 80
    for signal in SIGNALS:
        labels = Counter(log.labels.get(signal) for log in logs)
        assert min(labels[FLAGGED], labels[CLEAN]) >= 30, (signal, labels)
        assert labels[NOTHING] >= (0 if signal == "S10" else 15), (signal, labels)


def test_the_same_seed_writes_the_same_logs() -> None:
    assert [log.lines() for log in all_logs(7)] == [log.lines() for log in all_logs(7)]
    assert [log.lines() for log in all_logs(7)] != [log.lines() for log in all_logs(8)]


def test_what_was_planted_is_found_and_what_was_not_raises_no_alarm(answers: list[Answer]) -> None:
    table = _table(answers)
    _print(table)

    for signal, row in [*table.items(), ("all", _sum(table))]:
        assert row[f"{FLAGGED} flagged"] >= RECALL * row[FLAGGED], signal
        assert row[f"{CLEAN} flagged"] <= FALSE_ALARMS * row[CLEAN], signal


def test_what_has_no_evidence_is_not_known_and_never_a_pass(answers: list[Answer]) -> None:
    wrong = [
        (log.name, signal)
        for log, said in answers
        for signal, label in log.labels.items()
        if label == NOTHING and (said["signals"][signal]["value"] is not None or said["signals"][signal]["flag"])
    ]

    assert wrong == []


def test_contributions_that_name_no_item_and_changed_nothing_are_never_a_pass(answers: list[Answer]) -> None:
    unnamed = [said["signals"]["S5"]["flag"] for log, said in answers if "S5" not in log.labels]

    assert len(unnamed) >= 10
    assert False not in unnamed


def test_the_rung_is_the_one_the_round_stood_on(answers: list[Answer]) -> None:
    wanted = {log.name: ("informing", "S1") if log.capped else (log.rung, None) for log, _ in answers}
    found = {log.name: (said["rung"], said["capped_by"]) for log, said in answers}

    wrong = {name: (wanted[name], found[name]) for name in wanted if wanted[name] != found[name]}
    sys.stdout.write(f"\nrungs: {len(wanted) - len(wrong)} of {len(wanted)}\n")

    assert len(wrong) <= (1 - RUNGS) * len(wanted), wrong


def test_a_commitment_before_the_window_is_named(answers: list[Answer]) -> None:
    for log, said in answers:
        early = {event["id"] for event in log.events if event["kind"] == "commitment"}

        if log.labels["S1"] == FLAGGED:
            assert said["signals"]["S1"]["event"] in early, log.name
