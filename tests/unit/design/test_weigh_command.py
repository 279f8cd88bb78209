"""`cydradd design weigh`: its keys, its words and its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

KEYS = [
    "partner_weights", "round_weights", "utility", "ranking", "winner_by_partner", "acceptability", "dominated",
    "weight_moved", "polarisation", "too_close", "sentence",
]  # fmt: skip


def document() -> dict[str, Any]:
    """The vector of the design, as a file."""
    weights = {"citizens": (0.5, 0.3, 0.2), "third_sector": ("2/5", 0.4, 0.2), "public": (2, 3, 5)}
    values = {"A": (0.8, 0.5, 0.3), "B": (0.5, 0.7, 0.6), "C": (0.4, 0.6, 0.6)}
    return {
        "criteria": [{"id": f"c{n}", "low": 0, "high": 1, "direction": "up"} for n in range(3)],
        "weights": [
            {"seat": f"s-{partner}", "partner": partner, "criterion": f"c{n}", "points": each}
            for partner, given in weights.items()
            for n, each in enumerate(given)
        ],
        "scores": [
            {"application": id, "criterion": f"c{n}", "value": each}
            for id, row in values.items()
            for n, each in enumerate(row)
        ],
        "draws": 100_000,
        "seed": 11,
    }


def run(folder: Path, content: object, *options: str) -> Any:
    path = folder / "weigh.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return CliRunner().invoke(app, ["design", "weigh", str(path), *options])


def test_the_vector_comes_out_under_the_keys_of_the_design(tmp_path: Path) -> None:
    found = json.loads(run(tmp_path, document(), "--json").stdout)

    assert list(found) == KEYS
    assert found["round_weights"] == pytest.approx({"c0": 11 / 30, "c1": 1 / 3, "c2": 0.3})
    assert found["utility"] == pytest.approx({"A": 0.55, "B": 0.596667, "C": 0.526667}, abs=1e-6)
    assert found["acceptability"]["simplex"]["A"][0] == pytest.approx(0.30, abs=0.005)
    assert found["acceptability"]["partners"]["B"][0] == pytest.approx(0.90, abs=0.005)
    assert (found["ranking"], found["dominated"]) == (["B", "A", "C"], [{"id": "C", "by": "B"}])
    assert (found["weight_moved"], found["polarisation"]) == (pytest.approx(7 / 90), pytest.approx(7 / 15))
    assert found["too_close"] is False
    assert set(found["sentence"]) == {"cy", "en"}


def test_the_words_say_who_is_first_and_how_surely(tmp_path: Path) -> None:
    result = run(tmp_path, document())

    assert result.exit_code == 0
    assert "B            0.597   90." in result.stdout
    assert "C is nowhere better than B" in result.stdout


def test_what_nobody_reads_and_who_gave_nothing_are_told_beside_the_result(tmp_path: Path) -> None:
    content = document() | {"note": "x"}
    content["weights"].append({"seat": "quiet", "partner": "public", "criterion": "c0", "points": 0})

    result = run(tmp_path, content, "--json")

    assert result.exit_code == 0
    assert "note: unknown-key" in result.stderr
    assert "quiet" in result.stderr


def changed(*path: object, to: object) -> dict[str, Any]:
    """The document with one value changed."""
    content: Any = document()
    found = content
    for step in path[:-1]:
        found = found[step]
    found[path[-1]] = to
    return content  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ["weigh.json", "not JSON"]),
        ("[]", ["write an object"]),
        ("{", ["not JSON"]),
        ('{"criteria": NaN}', ["NaN"]),
        ("[" * 100_000, ["nested"]),
        ({}, ["“criteria” is missing"]),
        (changed("criteria", to=3), ["criteria: write a list"]),
        (changed("criteria", 0, to=None), ["criteria[0]: write an object"]),
        (changed("criteria", 0, "low", to=True), ["criteria[0].low", "write a number"]),
        (changed("criteria", 0, "high", to=1e300), ["criteria[0].high", "write a number"]),
        (changed("criteria", 0, "low", to="1/0"), ["criteria[0].low", "write a number"]),
        (changed("criteria", 0, "direction", to="left"), ["criteria[0].direction", "up down"]),
        (changed("criteria", 1, "id", to="c0"), ["there twice: c0"]),
        (changed("weights", 0, "partner", to="lords"), ["weights[0].partner", "citizens third_sector public"]),
        (changed("weights", 0, "points", to=-1), ["weights[0].points", "0 or more"]),
        (changed("weights", 0, "seat", to="a\0b"), ["weights[0].seat", "write text"]),
        (changed("scores", 2, "value", to="high"), ["scores[2].value", "write a number"]),
        (changed("scores", to=document()["scores"][:-1]), ["Application: C", "Criterion: c2"]),
        (changed("weights", to=document()["weights"][:6]), ["Public bodies (public)"]),
        (changed("draws", to=0), ["draws", "from 1 to"]),
        (changed("draws", to=1e5), ["draws", "whole number"]),
        (changed("seed", to=-1), ["seed", "whole number"]),
    ],
)
def test_a_file_that_cannot_be_weighed_is_refused_with_the_place(
    tmp_path: Path, content: object, words: list[str]
) -> None:
    result = run(tmp_path, content, "--json")

    assert (result.exit_code, result.stdout) == (1, "")
    assert all(word in result.stderr for word in words), result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.json", tmp_path):
        result = CliRunner().invoke(app, ["design", "weigh", str(path)])

        assert result.exit_code == 1
        assert result.stderr.startswith("cydradd: ")
