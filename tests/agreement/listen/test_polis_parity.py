"""The opinion map beside Polis's own output for the same votes, and the traps of real exports."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cydradd.listen import polis_export
from cydradd.listen.opinion_map import OpinionMap, fit, residual
from cydradd.listen.polis_export import PolisExport

pytestmark = pytest.mark.real_data

FIXTURES = ("25ptpt-3gp-no-strict-with-meta", "150ptpt-3gp-no-strict-no-meta")
CONVERSATIONS = ("vtaiwan.uberx", "american-assembly.bowling-green", "scoop-hivemind.biodiversity", "brexit-consensus")


@cache
def exported(folder: Path) -> PolisExport:
    """An export, read once for all that is asked of it."""
    return polis_export.read(folder)


def membership(oracle: dict[str, Any]) -> dict[str, int]:
    """Polis's own group of each participant."""
    base = dict(zip(oracle["base-clusters"]["id"], oracle["base-clusters"]["members"], strict=True))
    return {
        str(person): group["id"]
        for group in oracle["group-clusters"]
        for cluster in group["members"]
        for person in base[cluster]
    }


@pytest.fixture(scope="module", params=FIXTURES)
def pair(request: pytest.FixtureRequest, real_data: Path) -> tuple[PolisExport, OpinionMap, dict[str, Any]]:
    """An export, our map given Polis's groups, and Polis's output."""
    folder = real_data / "polis" / "red-dwarf-fixtures" / request.param
    oracle = json.loads((folder / "math-pca2.json").read_text(encoding="utf-8"))
    export = exported(folder)
    return export, fit(export.votes, statements=export.statements, membership=membership(oracle)), oracle


def columns(made: OpinionMap, oracle: dict[str, Any]) -> list[int]:
    """Our column of each statement in Polis's order."""
    at = {identifier: column for column, identifier in enumerate(made.votes.statements)}
    return [at[str(identifier)] for identifier in oracle["tids"]]


Pair = tuple[PolisExport, OpinionMap, dict[str, Any]]


def test_centre_components_and_extremity_are_polis(pair: Pair) -> None:
    _, made, oracle = pair
    order = columns(made, oracle)

    assert made.centre[order] == pytest.approx(-np.array(oracle["pca"]["center"]), abs=1e-9)
    assert made.extremity[order] == pytest.approx(np.array(oracle["pca"]["comment-extremity"]), abs=1e-9)
    for ours, theirs in zip(made.components, oracle["pca"]["comps"], strict=True):
        sign = np.sign(ours[order] @ np.array(theirs))
        assert ours[order] == pytest.approx(sign * np.array(theirs), abs=1e-9)


def test_base_clusters_stand_where_polis_puts_them(pair: Pair) -> None:
    _, made, oracle = pair
    order = columns(made, oracle)
    row = {person: number for number, person in enumerate(made.votes.participants)}
    signs = [np.sign(made.components[k][order] @ np.array(oracle["pca"]["comps"][k])) for k in (0, 1)]
    clusters = oracle["base-clusters"]

    checked = 0
    for members, x, y in zip(clusters["members"], clusters["x"], clusters["y"], strict=True):
        if len(members) == 1:
            at = made.positions[row[str(members[0])]]
            assert [-at[0] * signs[0], -at[1] * signs[1]] == pytest.approx([x, y], abs=1e-9)
            checked += 1
    assert checked > 20


def test_group_aware_consensus_and_priorities_are_polis(pair: Pair) -> None:
    _, made, oracle = pair
    at = {identifier: column for column, identifier in enumerate(made.votes.statements)}

    for identifier, value in oracle["group-aware-consensus"].items():
        assert made.group_aware[at[identifier]] == pytest.approx(value, abs=1e-9)
    for identifier, value in oracle["comment-priorities"].items():
        assert made.priority[at[identifier]] == pytest.approx(value, abs=1e-9)


def test_lists_are_polis_in_order_with_their_numbers(pair: Pair) -> None:
    _, made, oracle = pair

    for group, listed in oracle["repness"].items():
        ours = [each for each in made.representative if each.group == int(group)]
        assert [(made.votes.statements[each.statement], each.direction) for each in ours] == [
            (str(row["tid"]), row["repful-for"]) for row in listed
        ]
        for each, row in zip(ours, listed, strict=True):
            assert each.p == pytest.approx(row["p-success"], abs=1e-9)
            assert each.z_p == pytest.approx(row["p-test"], abs=1e-9)
            assert each.ratio == pytest.approx(row["repness"], abs=1e-9)
            assert each.z_r == pytest.approx(row["repness-test"], abs=1e-6)
    for direction, ours in (("agree", made.agree), ("disagree", made.disagree)):
        listed = oracle["consensus"][direction]
        assert [made.votes.statements[each.statement] for each in ours] == [str(row["tid"]) for row in listed]


def test_the_worked_statement_has_its_numbers(real_data: Path) -> None:
    folder = real_data / "polis" / "red-dwarf-fixtures" / FIXTURES[1]
    oracle = json.loads((folder / "math-pca2.json").read_text(encoding="utf-8"))
    export = exported(folder)
    made = fit(export.votes, statements=export.statements, membership=membership(oracle))
    column = made.votes.statements.index("41")

    counts = [(int(g.agree[column]), int(g.disagree[column]), int(g.seen[column])) for g in made.by_group]
    listed = next(r for r in made.representative if r.group == 0 and r.statement == column)

    assert counts == [(14, 0, 15), (0, 8, 13), (4, 3, 17)]
    assert (listed.p, listed.z_p, listed.ratio) == pytest.approx((0.8823529412, 3.5, 5.6470588235))
    assert listed.z_r == pytest.approx(5.100021, abs=1e-6)
    assert made.group_aware[column] == pytest.approx(0.0154798762)
    assert (made.extremity[column], made.priority[column]) == pytest.approx((1.5920394306, 0.4614325773))


@pytest.mark.parametrize("name", [*CONVERSATIONS, *(f"red-dwarf-fixtures/{name}" for name in FIXTURES)])
def test_components_are_those_of_a_dense_decomposition(real_data: Path, name: str) -> None:
    export = exported(real_data / "polis" / name)
    made = fit(export.votes, statements=export.statements)
    _, cells = residual(export.votes, made.out)
    dense = np.zeros((len(export.votes.participants), len(export.votes.statements)))
    dense[export.votes.rows, export.votes.columns] = cells

    _, _, right = np.linalg.svd(dense, full_matrices=False)

    for ours, theirs in zip(made.components, right[:2], strict=True):
        assert ours == pytest.approx(np.sign(ours @ theirs) * theirs, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "people", "statements", "out", "votes", "events"),
    [
        ("vtaiwan.uberx", 1921, 197, 78, 49_443, 49_997),
        ("american-assembly.bowling-green", 2031, 896, 289, 225_524, None),
        ("scoop-hivemind.biodiversity", 536, 316, 162, 29_719, 29_802),
        ("brexit-consensus", 204, 50, 0, 5_303, 5_312),
    ],
)
def test_real_exports_hold_what_their_source_says(
    real_data: Path, name: str, people: int, statements: int, out: int, votes: int, events: int | None
) -> None:
    export = exported(real_data / "polis" / name)

    assert len(export.votes.participants) == people
    assert len(export.votes.statements) == statements
    assert sum(statement.moderated == -1 for statement in export.statements) == out
    assert (len(export.votes.values), export.events) == (votes, events)
    assert (export.generation, export.sign, export.sign_how) == (1, 1, "matched")


def test_changed_votes_count_once_and_the_last_one_counts(real_data: Path) -> None:
    export = exported(real_data / "polis" / "vtaiwan.uberx")

    assert export.duplicates == 49_997 - 49_443
    assert export.ties == 1
    assert int(export.votes.counts().agree.sum()) == 31_029
    assert not any(defect.code == "matrix-differs" for defect in export.defects)


def test_statements_over_several_lines_are_whole(real_data: Path) -> None:
    export = exported(real_data / "polis" / "vtaiwan.uberx")

    assert sum("\n" in (statement.text.en or "") for statement in export.statements) == 7


def test_statements_without_a_vote_are_there(real_data: Path) -> None:
    export = exported(real_data / "polis" / "scoop-hivemind.biodiversity")
    seen = export.votes.counts().seen

    assert sorted(s for s, n in zip(export.votes.statements, seen, strict=True) if n == 0) == ["6", "7"]


def test_votes_are_read_from_the_matrix_where_there_are_no_events(real_data: Path, tmp_path: Path) -> None:
    whole = exported(real_data / "polis" / "brexit-consensus")
    for name in ("comments.csv", "participants-votes.csv"):
        (tmp_path / name).write_bytes((real_data / "polis" / "brexit-consensus" / name).read_bytes())

    matrix = polis_export.read(tmp_path)

    assert matrix.events is None
    assert np.array_equal(matrix.votes.values, whole.votes.values)
    assert matrix.votes.participants == whole.votes.participants


def test_an_export_written_and_read_again_has_equal_votes(real_data: Path, tmp_path: Path) -> None:
    export = exported(real_data / "polis" / "vtaiwan.uberx")

    polis_export.write(export, tmp_path)
    again = polis_export.read(tmp_path)

    voted = export.votes.per_participant > 0
    assert again.votes.statements == export.votes.statements
    assert again.votes.participants == tuple(np.array(export.votes.participants)[voted])
    assert np.array_equal(again.votes.values, export.votes.values)
    assert [s.text for s in again.statements] == [s.text for s in export.statements]
