"""Real elections: three cities that used equal shares, 149 official results, and another implementation's outcomes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cydradd.decide import pabulib
from cydradd.decide.count import Count, count
from cydradd.decide.options import Options
from cydradd.vocabulary.facts import JsonValue

pytestmark = pytest.mark.real_data

RULES: dict[str, dict[str, JsonValue]] = {
    "mes_cost": {"utility": "cost"},
    "mes_card": {"utility": "cardinality"},
    "mes_sqrt": {"utility": "sqrt"},
    "mes_score": {"utility": "score"},
    "mes_cost_add1_exhaustive_stop": {"utility": "cost", "completion": "add1e"},
    "phragmen": {"rule": "phragmen"},
}
NO_SKIP = {"greedy-no-skip": "no-skip", "greedy-custom": "no-skip", "greedy-threshold": "threshold"}


def counted(path: Path, ineligible: dict[str, str] | None = None, **options: JsonValue) -> Count:
    """The count of a file under options by their names."""
    election, _ = pabulib.read(path)
    return count(election, Options.from_settings(options), ineligible=ineligible)


def official(result: Count) -> set[str]:
    """The projects a city says it selected."""
    return {project.id for project in result.election.projects if project.cells.get("selected") == "1"}


@pytest.mark.parametrize(
    ("file", "completion", "winners", "spent", "purse"),
    [
        ("Poland_Swiecie_2023.pb", "add1e", 17, 1_040_337, "645.11"),
        ("Poland_Swiecie_2023.pb", "add1", 17, 1_040_337, "661.11"),
        ("Netherlands_Assen_2024.pb", "add1e", 9, 76_700, "2033.48"),
        ("Netherlands_Assen_2024.pb", "add1", 9, 76_700, "2033.48"),
    ],
)
def test_cities_are_counted_as_they_counted(
    real_data: Path, file: str, completion: str, winners: int, spent: int, purse: str
) -> None:
    result = counted(real_data / "pabulib" / "files" / file, completion=completion)

    assert (len(result.winners), result.spent) == (winners, spent)
    assert result.purse_final is not None
    assert f"{float(result.purse_final):.2f}" == purse


def test_wieliczka_needs_its_stop_and_its_eligibility_to_be_derived(real_data: Path) -> None:
    path = next((real_data / "pabulib" / "files").glob("*Wieliczka*"))

    add1 = counted(path, completion="add1")
    early = counted(path, completion="add1e")
    without_66 = counted(path, {"66": "not eligible"}, completion="add1e")

    start = Fraction(add1.election.budget, len(add1.election.ballots))
    assert (len(add1.winners), add1.spent) == (30, 995_079)
    assert set(add1.winners) == official(add1)
    assert add1.purse_final == start + 164
    assert (add1.steps[-1].spent, add1.steps[-1].first) == (1_045_079, start + 165)
    assert (len(early.winners), early.spent, early.purse_final) == (31, 984_579, start + 150)
    assert set(without_66.winners) == official(without_66)
    assert without_66.purse_final == start + 154


def test_wieliczka_prefers_equal_shares_to_greedy_as_its_own_comparison_found(real_data: Path) -> None:
    path = next((real_data / "pabulib" / "files").glob("*Wieliczka*"))

    result = counted(path, completion="add1", compare="satisfaction")

    assert result.comparison is not None
    assert result.comparison.kept == "main"
    assert set(result.winners) == official(result)


def index(folder: Path) -> list[dict[str, Any]]:
    """One row per file, with the official rule."""
    rows: list[dict[str, Any]] = json.loads((folder / "INDEX.json").read_text(encoding="utf-8"))
    return rows


def test_149_official_results_are_reproduced(real_data: Path) -> None:
    folder = real_data / "pabulib"
    flagged = [row for row in index(folder) if row["official_reproduced_by_simple_greedy"]]

    differ = []
    for row in flagged:
        result = counted(
            folder / "files" / row["file"], rule="greedy", variant=NO_SKIP.get(row["rule"], "skip"), tie="cost,votes,id"
        )
        if set(result.winners) != official(result):
            differ.append(row["file"])

    assert len(flagged) == 149
    assert differ == []


def outcomes(folder: Path) -> Iterator[tuple[Path, dict[str, list[str]]]]:
    """Each file of the oracle with its outcomes."""
    for row in json.loads((folder / "oracle_pabutools_1.2.3.json").read_text(encoding="utf-8")):
        yield folder / "files" / row["file"], row["outcomes"]


def test_every_outcome_of_another_implementation_is_ours(real_data: Path) -> None:
    differ, compared = [], 0
    for path, expected in outcomes(real_data / "pabulib"):
        election, _ = pabulib.read(path)
        greedy: dict[str, JsonValue] = {"rule": "greedy", "by": "density" if election.vote_type.has_points else "votes"}
        for name, settings in {**RULES, "greedy_votes": greedy}.items():
            if name not in expected:
                continue
            compared += 1
            result = count(election, Options.from_settings({**settings, "tie": "id"}))
            if sorted(result.winners) != sorted(expected[name]):
                differ.append((path.name, name))

    assert compared == 509
    assert differ == []


def test_every_file_is_read_as_its_index_says_and_written_without_loss(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "pabulib"
    rows = index(folder)

    for row in rows:
        election, _ = pabulib.read(folder / "files" / row["file"])
        pabulib.write(election, tmp_path / "again.pb")
        again, _ = pabulib.read(tmp_path / "again.pb")

        assert len(election.ballots) == row["voters"], row["file"]
        assert len(election.projects) == row["projects"], row["file"]
        assert election.entries == row["entries"], row["file"]
        assert election == again, row["file"]

    assert len(rows) == 190
