"""Pabulib files: each trap that real files hold, and what is said of it."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.decide.files import META, PLAIN, PROJECTS, VOTES, read, written

from cydradd.decide import pabulib
from cydradd.decide.ballots import VoteType
from cydradd.decide.election import Election
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.people import Partner

SCORED = META.replace("approval", "cumulative") + PROJECTS


def choices(election: Election) -> list[list[str]]:
    """The projects each ballot supports."""
    return [[name for name, _ in ballot.support] for ballot in election.ballots]


def test_a_plain_file_has_no_defect(tmp_path: Path) -> None:
    election, defects = read(tmp_path, PLAIN)

    assert defects == []
    assert election.costs == {"01": 60, "KAR/0011": Fraction(81, 2)}
    assert (election.budget, election.currency, election.vote_type) == (100, "GBP", VoteType.APPROVAL)
    assert choices(election) == [["01", "KAR/0011"], ["01"], []]
    assert election.entries == 3


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("\ufeff" + PLAIN, 1, "bom"),
        (PLAIN.replace("VOTES\n", "\nVOTES\n"), 12, "blank-line"),
        (PLAIN.replace("VOTES\n", "votes\n"), 12, "section-case"),
        (PLAIN.replace("num_votes;3", "num_votes;4"), 4, "count-differs"),
        (PLAIN.replace("num_projects;2", "num_projects;x"), 3, "count-differs"),
        (PLAIN.replace("budget;100", "budget;100\nbudget;99"), 6, "repeated-key"),
        (PLAIN.replace("KAR/0011;40.50;Bench\n", "KAR/0011;40.50;Bench\n01;9;Twice\n"), 12, "repeated-project"),
        (PLAIN.replace(";60;", ";0;"), 10, "zero-cost"),
        (PLAIN.replace("01;60;Gardd", "01;60;Gardd;more"), 10, "cells-beyond-header"),
        (PLAIN.replace("b;01;", "b;01"), 15, "wrong-width"),
        (PLAIN.replace("b;01;", "b;99;"), 15, "unknown-project"),
        (PLAIN.replace("b;01;", "b;01,01;"), 15, "duplicate-in-ballot"),
        (PLAIN.replace("b;01;", "a;01;"), 15, "repeated-voter"),
        (PLAIN.replace("currency;GBP", "currency;GBP\nmax_sum_cost;70"), 15, "over-max-sum-cost"),
        (PLAIN.replace("currency;GBP", "currency;GBP\nmax_length;1"), 15, "over-max-length"),
        (PLAIN.replace("currency;GBP", "currency;GBP\nmax_length;²"), 8, "unreadable-limit"),
        (PLAIN.replace("vote_type;approval", "vote_type;choose-1"), 14, "over-max-length"),
        (PLAIN.replace(";age\n", ";partner\n"), 14, "unknown-partner"),
        (PLAIN.replace(";Gardd", ';"Gardd'), 10, "bare-quote"),
        (PLAIN.replace("voter_id;", "who;"), None, "no-voter-id"),
        (PLAIN.replace("cost;name", "cost;votes").replace("Gardd", "1").replace("Bench", "1"), None, "votes-differ"),
        (PLAIN.replace("vote;age\n", "vote;age;;\n"), 13, "empty-columns"),
    ],
)
def test_each_fault_is_listed_with_its_line_and_the_rest_is_kept(
    tmp_path: Path, text: str, line: int | None, code: str
) -> None:
    election, defects = read(tmp_path, text)

    listed = [(defect.code, defect.row) for defect in defects]
    assert (code, line) in listed
    assert all(defect.message.cy and defect.message.en for defect in defects)
    assert len(election.projects) == 2
    assert len(election.ballots) == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (PLAIN.replace("01;60;", "01;60,5;"), "line 10, column cost"),
        (PLAIN.replace("01;60;", "01;1 000;"), "line 10, column cost"),
        (PLAIN.replace("01;60;", "01;-1;"), "line 10, column cost"),
        (PLAIN.replace("01;60;", "01;1e999999999;"), "line 10, column cost"),
        (PLAIN.replace("01;60;", ";60;"), "line 10, column project_id"),
        (PLAIN.replace("budget;100", "budget;a lot"), "line 5, column value"),
        (PLAIN.replace("budget;100", "budget;-100"), "line 5, column value"),
        (PLAIN.replace("budget;100", "max_length;1"), "no budget"),
        (PLAIN.replace("vote_type;approval", "vote_type;veto"), "line 6"),
        (PLAIN.replace("project_id;cost", "project_id;price"), "no column cost"),
        (PLAIN.replace("cost;name", "cost;cost"), "line 9"),
        (META + PROJECTS, "no section VOTES"),
        (PLAIN.replace("key;value", "key"), "two columns"),
        (META + "PROJECTS\nproject_id;cost;name\n" + VOTES, "no project"),
        (SCORED + VOTES, "no column points"),
        ("once upon a time\n" + PLAIN, "line 1"),
        ("", "no section META"),
        (b"META\nkey;value\nunit;\xe9\n", "line 3"),
        ("META\nkey;value\n" + ";" * 20_000, "line 3"),
        ("x" * 1_000_000, "line 1"),
    ],
)
def test_a_file_from_which_nothing_can_be_read_is_refused_with_its_place(
    tmp_path: Path, text: str | bytes, place: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path, text)

    sentence = refusal.value.sentence
    assert sentence.en is not None
    assert sentence.cy is not None
    assert place in sentence.en
    assert len(sentence.en) < 300


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        pabulib.read(tmp_path)


def test_line_ends_of_any_system_and_a_missing_last_one_are_no_defect(tmp_path: Path) -> None:
    plain, _ = read(tmp_path, PLAIN)

    windows, defects = read(tmp_path, PLAIN.replace("\n", "\r\n"))
    short, more = read(tmp_path, PLAIN.removesuffix("\n"))

    assert (defects, more) == ([], [])
    assert windows == plain == short


def test_a_title_may_hold_every_mark_of_the_format(tmp_path: Path) -> None:
    title = '<b>"Gardd"</b>; =SUM(A1)\r\nand a second line\n\nVOTES'

    quoted = title.replace('"', '""')
    election, defects = read(tmp_path, PLAIN.replace("Gardd", f'"{quoted}"'))

    assert defects == []
    assert election.projects[0].title.en == title
    assert len(election.ballots) == 3


def test_quotation_marks_inside_a_cell_are_text(tmp_path: Path) -> None:
    election, defects = read(tmp_path, PLAIN.replace("Bench", 'A "bench" here'))

    assert defects == []
    assert election.projects[1].title.en == 'A "bench" here'


def test_points_below_zero_missing_or_unreadable_count_for_nothing(tmp_path: Path) -> None:
    rows = "VOTES\nvoter_id;vote;points\na;01,KAR/0011;3,-1\nb;01,KAR/0011;2\nc;01,KAR/0011;x,2.5\n"

    election, defects = read(tmp_path, SCORED + rows)

    assert [ballot.support for ballot in election.ballots] == [
        (("01", 3),),
        (("01", 2),),
        (("KAR/0011", Fraction(5, 2)),),
    ]
    assert [(defect.code, defect.row) for defect in defects] == [
        ("negative-points", 14),
        ("points-differ", 15),
        ("unreadable-points", 16),
    ]


@pytest.mark.parametrize(("limit", "points"), [("", [2, 1]), ("max_length;5\n", [5, 4])])
def test_a_ranking_gives_points_by_place(tmp_path: Path, limit: str, points: list[int]) -> None:
    meta = META.replace("approval", "ordinal") + limit

    election, defects = read(tmp_path, meta + PROJECTS + "VOTES\nvoter_id;vote\na;KAR/0011,01\nb;\nc;\n")

    assert defects == []
    assert dict(election.ballots[0].support) == dict(zip(("KAR/0011", "01"), points, strict=True))


def test_a_column_names_the_partner_and_an_outside_table_rules_over_it(tmp_path: Path) -> None:
    text = PLAIN.replace(";age\n", ";partner\n").replace(";31", ";citizens").replace(";70", ";public")

    election, _ = read(tmp_path, text)
    moved = election.with_partners({"b": Partner.THIRD_SECTOR, "c": Partner.CITIZENS})

    assert [ballot.partner for ballot in election.ballots] == [Partner.CITIZENS, None, Partner.PUBLIC]
    assert [ballot.partner for ballot in moved.ballots] == [
        Partner.CITIZENS,
        Partner.THIRD_SECTOR,
        Partner.CITIZENS,
    ]


def test_writing_keeps_unknown_columns_their_order_and_the_spelling_of_numbers(tmp_path: Path) -> None:
    text = PLAIN.replace("project_id;cost;name", "zone;project_id;cost").replace("01;60;Gardd", "x;01;060.00")
    text = text.replace("KAR/0011;40.50;Bench", "y;KAR/0011;4.05e1")
    election, _ = read(tmp_path, text)

    pabulib.write(election, tmp_path / "out.pb")

    assert (tmp_path / "out.pb").read_bytes() == text.encode()


def test_an_election_made_in_memory_is_written_so_that_it_reads_the_same(tmp_path: Path) -> None:
    read_once, _ = read(tmp_path, PLAIN)
    bare = Election(
        tuple(type(p)(p.id, p.title, p.cost) for p in read_once.projects),
        tuple(type(b)(b.voter, b.support, b.partner) for b in read_once.ballots),
        read_once.budget,
        read_once.vote_type,
        meta={"budget": "100", "vote_type": "approval"},
        project_columns=("project_id", "cost", "name"),
    )

    again, defects = pabulib.read(written(tmp_path, pabulib.text_of(bare)))

    assert defects == []
    assert again.costs == bare.costs
    assert choices(again) == choices(bare)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("Gardd", "x" * 10_000_000),
        PLAIN.replace("Gardd", '"' + "x;" * 5_000_000 + '"'),
        PLAIN.replace("b;01;", "b;" + ",".join(["01"] * 90_000) + ";"),
        PLAIN.replace("b;01;", "b;" + ",".join(f"u{n}" for n in range(90_000)) + ";"),
        META + PROJECTS + "VOTES\nvoter_id;vote\n" + 'v;"\n' * 50_000,
    ],
    ids=["10 MB title", "10 MB quoted title", "one choice 90,000 times", "90,000 unknown choices", "open quotes"],
)
def test_files_that_are_meant_to_hurt_are_read_in_bounded_time(tmp_path: Path, text: str) -> None:
    began = time.process_time()

    election, _ = read(tmp_path, text)

    assert len(election.projects) == 2
    assert time.process_time() - began < 10
