"""What is exported and read again holds the same votes, in both generations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.listen.exports import export
from typer.testing import CliRunner

from cydradd.listen.exports.rows import Participant
from cydradd.listen.polis_export import PolisExport, read, write
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Votes, from_cells
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_cli.main import app

IDS = st.integers(0, 40).map(str)
CELLS = st.lists(st.tuples(IDS, IDS, st.sampled_from([-1, 0, 1])), min_size=1, max_size=60)


def conversation(votes: Votes, statements: tuple[Statement, ...] = ()) -> PolisExport:
    texts = statements or tuple(Statement(each, Bilingual(None, f"S {each}")) for each in votes.statements)
    return PolisExport("talk", 1, 1, "declared", (), votes, texts, None, 0, 0, {}, None, ())


def same(one: Votes, other: Votes) -> bool:
    arrays = ((one.starts, other.starts), (one.columns, other.columns), (one.values, other.values))
    return (one.participants, one.statements) == (other.participants, other.statements) and all(
        np.array_equal(a, b) for a, b in arrays
    )


@given(CELLS, st.sampled_from([1, 2]))
def test_votes_come_back_as_they_were(cells: list[tuple[str, str, int]], generation: int) -> None:
    made = conversation(from_cells(cells))

    with TemporaryDirectory() as folder:
        write(made, Path(folder), generation=generation)
        found = read(Path(folder))

    assert same(found.votes, made.votes)
    assert (found.generation, found.sign, found.sign_how, found.defects) == (generation, 1, "declared", ())


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=30), st.sampled_from([1, 2])
)
def test_any_text_comes_back_in_both_languages(text: str, generation: int) -> None:
    made = conversation(from_cells([("1", "1", 1)]), (Statement("1", Bilingual("x" + text, "y" + text)),))

    with TemporaryDirectory() as folder:
        write(made, Path(folder), generation=generation)
        found = read(Path(folder))

    assert found.statements[0].text == made.statements[0].text


def test_the_second_generation_keeps_what_the_first_has_no_column_for(tmp_path: Path) -> None:
    statements = (Statement("1", Bilingual(None, "A"), 1, meta=True, seed=True, author="7"),)
    made = conversation(from_cells([("1", "1", 1)]), statements)

    write(made, tmp_path / "1", generation=1)
    write(made, tmp_path / "2", generation=2)

    first, second = read(tmp_path / "1").statements[0], read(tmp_path / "2").statements[0]
    assert second == statements[0]
    assert (first.meta, first.moderated, first.out) == (False, -1, True)


def test_people_and_statements_without_votes_are_kept_with_groups_and_partners(tmp_path: Path) -> None:
    votes = from_cells([("1", "1", 1)], ["1", "2"], ["1", "3"])
    people = (Participant("1", Partner.CITIZENS, "email", None, {"age": "80+"}), Participant("2"))
    made = replace(conversation(votes), groups={"1": 0}, participants=people)

    write(made, tmp_path)
    found = read(tmp_path)

    assert same(found.votes, votes)
    assert found.groups == {"1": 0}
    assert found.participants == (people[0], Participant("2", profile={"age": ""}))


def test_a_matrix_that_could_not_be_read_is_not_written(tmp_path: Path) -> None:
    made = conversation(from_cells([("1", "s-1", 1)]))

    write(made, tmp_path)

    assert not (tmp_path / "participant-votes.csv").exists()
    assert same(read(tmp_path).votes, made.votes)


def test_there_is_no_third_generation(tmp_path: Path) -> None:
    with pytest.raises(NotPossible):
        write(conversation(from_cells([("1", "1", 1)])), tmp_path, generation=3)


@pytest.mark.parametrize("generation", ["1", "2"])
def test_the_command_writes_what_it_read(tmp_path: Path, generation: str) -> None:
    source = export(tmp_path / "in", "3,,1,7,-1\n1,,1,7,1\n2,,2,8,0\n", "1,,1,0,1,1,1,A\n2,,2,0,0,0,1,B\n")
    target = tmp_path / "out"

    answer = CliRunner().invoke(app, ["listen", "export", str(source), "--to", str(target), "--generation", generation])

    assert answer.exit_code == 0, answer.output
    assert same(read(target).votes, read(source).votes)
