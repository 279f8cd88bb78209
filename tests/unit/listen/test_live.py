"""A live conversation is, at every moment, what reading its votes so far gives: to the bit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.listen.exports import export
from tests.unit.listen.planted import camps
from typer.testing import CliRunner

from cydradd.listen.exports.events import history
from cydradd.listen.live import Live, replay, same
from cydradd.listen.opinion_map import fit
from cydradd.listen.polis_export import read
from cydradd.listen.votes import append, from_cells
from cydradd.vocabulary.errors import NotPossible
from cydradd_cli.main import app

cells = st.lists(
    st.tuples(st.integers(0, 12).map(str), st.integers(0, 6).map(str), st.sampled_from([1, 0, -1])), max_size=60
)


@given(cells, st.integers(0, 60))
def test_a_matrix_with_further_votes_is_the_matrix_of_all_of_them(events: list[tuple[str, str, int]], cut: int) -> None:
    joined = append(from_cells(events[:cut]), events[cut:])

    assert same(joined, from_cells(events))


@given(cells, st.integers(1, 9))
def test_every_vote_is_counted_at_once_also_when_it_is_changed(events: list[tuple[str, str, int]], every: int) -> None:
    live = Live()
    for number, event in enumerate(events):
        live.add(*event)
        if number % every == 0:
            assert len(live.votes.values) <= number + 1

    votes = from_cells(events)
    counts = votes.counts()
    for j, statement in enumerate(votes.statements):
        assert live.counts(statement) == (counts.agree[j], counts.disagree[j], counts.passes[j])
    assert live.counts("never seen") == (0, 0, 0)


def test_counts_of_the_groups_of_the_last_map_are_exact_until_the_next() -> None:
    events = camps((15, 12), 10)[0]
    live = Live(from_cells(events[:200]), "polis")
    made = live.refresh()
    person = made.votes.participants[int(np.flatnonzero(made.membership == 1)[0])]
    before = live.counts("0", 1)

    live.add(person, "99", -1)
    live.add(person, "99", 1)

    assert live.counts("99", 1) == live.counts("99") == (1, 0, 0)
    assert live.counts("99", 0) == (0, 0, 0)
    assert live.counts("0", 1) == before == (made.by_group[1].agree[0], made.by_group[1].disagree[0], before[2])


@pytest.mark.parametrize("method", ["polis", "cydradd"])
def test_the_live_map_is_the_map_of_all_votes_at_every_cut(method: str) -> None:
    events = camps((12, 10), 9)[0]
    order = np.random.default_rng(2).permutation(len(events)).tolist()
    changed = [(person, statement, -vote) for person, statement, vote in events[:30]]

    cuts = list(replay([*(events[i] for i in order), *changed], 4, method))

    assert [cut.events for cut in cuts] == [(len(events) + 30) * n // 4 for n in range(1, 5)]
    assert all(cut.equal for cut in cuts)


def test_maps_that_differ_in_a_last_bit_are_not_the_same() -> None:
    made = fit(from_cells(camps((12, 10), 9)[0]))
    other = made.positions.copy()
    other[3, 1] = np.nextafter(other[3, 1], 9)

    assert same(made, fit(from_cells(camps((12, 10), 9)[0])))
    assert not same(made, replace(made, positions=other))


@settings(max_examples=5)
@given(st.integers(0, 9))
def test_a_live_map_that_lost_a_vote_is_told_from_the_right_one(lost: int) -> None:
    class Forgetful(Live):
        def add(self, participant: str, statement: str, vote: int) -> None:
            if (participant, statement) != (str(lost), "1"):
                super().add(participant, statement, vote)

    events = [(str(i), str(j), 1) for i in range(10) for j in range(3)]
    live = Forgetful()
    for event in events:
        live.add(*event)

    assert not same(live.votes, from_cells(events))
    assert live.counts("1") == (9, 0, 0)


def test_events_are_told_by_time_and_then_by_their_order_in_the_file(tmp_path: Path) -> None:
    rows = "300,,1,7,1\n100,,2,7,-1\n300,,1,7,-1\n200,,1,8,0\n"

    told = history(export(tmp_path, rows))

    assert list(told.cells(0, 4)) == [("7", "2", -1), ("8", "1", 0), ("7", "1", 1), ("7", "1", -1)]
    assert told.times.tolist() == [100_000, 200_000, 300_000, 300_000]
    assert list(history(tmp_path, -1).cells(0, 1)) == [("7", "2", 1)]
    found = read(tmp_path)
    assert same(from_cells(((p, s, found.sign * v) for p, s, v in told.cells(0, 4)), (), ("1", "2")), found.votes)


def test_an_export_without_events_cannot_be_played_again(tmp_path: Path) -> None:
    export(tmp_path, participants__votes_csv="participant,group-id,1\n7,,1\n")

    with pytest.raises(NotPossible, match="order of the votes"):
        history(tmp_path)


def test_the_replay_command_has_its_keys(tmp_path: Path) -> None:
    rows = "".join(f"{n},,{s},{p},{v}\n" for n, (p, s, v) in enumerate(camps((9, 8), 8)[0], 1))
    export(tmp_path, rows)

    answer = CliRunner().invoke(app, ["listen", "replay", str(tmp_path), "--cuts", "3", "--method", "polis", "--json"])

    assert answer.exit_code == 0, answer.output
    cuts = json.loads(answer.stdout)["cuts"]
    assert [cut["equal"] for cut in cuts] == [True] * 3
    assert cuts[-1]["events"] == rows.count("\n")
