"""Tables as text: what is read can be written again, cell by cell."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from cydradd.cycle.raw_tables import in_order, raw_table, written

CELL = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2).filter(lambda row: any(cell.strip() for cell in row))))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    made = written(("a", "b"), rows)

    again = raw_table(made.decode())

    assert again.header == ("a", "b")
    assert [list(row.cells) for row in again.rows] == rows
    assert written(again.header, [row.cells for row in again.rows]) == made
    assert list(csv.reader(io.StringIO(made.decode(), newline="")))[1:] == rows


def test_a_line_that_is_no_row_costs_itself_alone_and_lines_keep_their_numbers() -> None:
    found = raw_table('a,b\n1,"x\ny"\n2,"open\n3,z\n')

    assert [(row.line, row.cells) for row in found.rows] == [(2, ("1", "x\ny")), (5, ("3", "z"))]


def test_nothing_is_an_empty_table() -> None:
    assert raw_table("").header == ()


def test_cells_come_in_the_order_of_the_headings() -> None:
    assert in_order(("a", "b", "c"), {"c": "3", "a": "1"}) == ["1", "", "3"]
