"""Rows of CSV: what RFC 4180 allows is read, what it does not costs its own line alone."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydradd.cycle.csv_rows import LONGEST_CELL, LONGEST_ROW, NoRow, rows


def read(text: str) -> list[tuple[int, list[str] | str]]:
    """Each row by its line, or the code of what is wrong with it."""
    return [(line, found.code if isinstance(found, NoRow) else found) for line, found in rows(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a,b\n1,2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ('a,b\r\n"x\r\ny",2\r\n3,4', [(1, ["a", "b"]), (2, ["x\r\ny", "2"]), (4, ["3", "4"])]),
        ('"he said ""yes""",1\n', [(1, ['he said "yes"', "1"])]),
        ("a\rb\rc", [(1, ["a"]), (2, ["b"]), (3, ["c"])]),
        ("a\n\n,,\n \nb", [(1, ["a"]), (5, ["b"])]),
        ('5" pipe,2\n3,4\n', [(1, "bare-quote"), (2, ["3", "4"])]),
        ('"x"y,1\n2,3', [(1, "bare-quote"), (2, ["2", "3"])]),
        ('a\n"open,1\nb\nc', [(1, ["a"]), (2, "bare-quote"), (3, ["b"]), (4, ["c"])]),
        ("", []),
    ],
)
def test_rows_are_read_and_a_bare_quote_costs_its_line(text: str, found: list[tuple[int, list[str] | str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text", ["x" * (LONGEST_CELL + 1), '"' + "x" * (LONGEST_CELL + 1) + '"', "," * LONGEST_ROW + ","]
)
def test_a_row_without_end_is_left(text: str) -> None:
    assert read(f"a\n{text}\nb") == [(1, ["a"]), (2, "too-large"), (3, ["b"])]


def test_a_quote_that_never_closes_costs_no_more_than_the_length_of_the_file() -> None:
    start = time.process_time()

    found = sum(1 for _ in rows('"' + "x,1\n" * 1_000_000))

    assert found == 1_000_000
    assert time.process_time() - start < 20


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_what_the_csv_module_writes_is_read_back(table: list[list[str]], end: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)

    found = [row for _, row in rows(out.getvalue())]

    assert found == [row for row in table if any(cell.strip() for cell in row)]
