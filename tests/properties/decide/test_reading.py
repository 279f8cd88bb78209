"""Files that are read fast, by column, hold what a slow reading of every cell finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cydradd.decide import pabulib
from cydradd.decide.classes import Cast
from cydradd.decide.election import Election, election_sha256
from cydradd.vocabulary.facts import Defect

IDS = ("01", "2", "KAR/0011", "x y", "10")
CHOICES = st.lists(st.sampled_from((*IDS, *IDS, "nobody", " 2 ", "")), max_size=4).map(",".join)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(("1", "2", "30", "44", "v5", "", " 7")),
        CHOICES,
        st.sampled_from(("3,2,1", "1", "", "x,1,-1,2")),
        st.sampled_from(("citizens", "public", "", " third_sector", "none")),
        st.sampled_from(("31", "", "F")),
    ),
    max_size=12,
)
KINDS = st.sampled_from(("approval", "choose-1", "cumulative", "scoring", "ordinal"))
LIMITS = st.sampled_from(("", "max_length;2\n", "max_sum_cost;25.5\n"))


def file_of(kind: str, limits: str, rows: list[tuple[str, ...]], *, quoted: bool = False) -> str:
    """A file of these rows; its votes without quotation marks, or each cell in them."""
    projects = "".join(f"{name};{cost}\n" for name, cost in zip(IDS, ("10", "0", "20.50", "7", "5"), strict=True))
    votes = "".join(";".join(f'"{cell}"' if quoted else cell for cell in row) + "\n" for row in rows)
    head = f"META\nkey;value\nbudget;40\nvote_type;{kind}\n{limits}PROJECTS\nproject_id;cost\n{projects}"
    return f"{head}VOTES\nvoter_id;vote;points;partner;age\n{votes}"


def read(folder: Path, text: str) -> tuple[Election, list[Defect]]:
    """What is read of a file."""
    path = folder / "votes.pb"
    path.write_text(text, encoding="utf-8", newline="")
    return pabulib.read(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples."""
    return tmp_path_factory.mktemp("read")


@given(kind=KINDS, limits=LIMITS, rows=ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_rows_that_are_cut_into_columns_say_what_rows_read_cell_by_cell_say(
    folder: Path, kind: str, limits: str, rows: list[tuple[str, ...]]
) -> None:
    election, defects = read(folder, file_of(kind, limits, rows))

    again, same = read(folder, file_of(kind, limits, rows, quoted=True))

    assert election == again
    assert [replace(each, value=None) for each in defects] == [replace(each, value=None) for each in same]
    assert [dict(ballot.cells) for ballot in election.ballots] == [
        dict(zip(election.vote_columns, row, strict=True)) for row in rows if any(cell.strip() for cell in row)
    ]


@given(kind=KINDS, limits=LIMITS, rows=ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_ballots_taken_together_while_reading_are_those_taken_together_one_by_one(
    folder: Path, kind: str, limits: str, rows: list[tuple[str, ...]]
) -> None:
    election, _ = read(folder, file_of(kind, limits, rows))

    plain = replace(election, ballots=tuple(election.ballots))

    assert isinstance(election.ballots, Cast)
    assert tuple(election.classes) == tuple(plain.classes)
    assert election.entries == plain.entries
    assert election.classes.empty == sum(not ballot.support for ballot in plain.ballots)
    votes = election.classes.votes()
    assert {name: votes.get(name, 0) for name in IDS} == {
        name: sum(name in dict(ballot.support) for ballot in plain.ballots) for name in IDS
    }
    assert election_sha256(election) == election_sha256(plain)


def test_a_long_file_with_one_faulty_row_in_the_middle_keeps_every_line(tmp_path: Path) -> None:
    rows = [(str(at), IDS[at % 5], "", "", "40") for at in range(2000)]
    rows[700] = ("v", "2,2", "", "", "")
    rows[1500] = ("3", "nobody", "", "", "")

    election, defects = read(tmp_path, file_of("approval", "", rows))

    assert [(each.code, each.row) for each in defects] == [
        ("zero-cost", 8),
        ("duplicate-in-ballot", 714),
        ("repeated-voter", 1514),
        ("unknown-project", 1514),
    ]
    assert len(election.ballots) == 2000
    assert election.ballots[1999].support == ((IDS[4], 1),)
    assert election.ballots[1999].cells["age"] == "40"
