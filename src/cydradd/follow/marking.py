"""Cells of comma-separated text that a spreadsheet would run, marked so that none does, and read as they were.

What begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is led by an apostrophe (OWASP, CSV injection). So is
what begins so after apostrophes of its own: taking one away again gives every text back as it was.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n]")
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?", re.ASCII)


def marked(text: str) -> str:
    """A text as a cell that no spreadsheet runs; a number below nothing is a number, and stays one."""
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def unmarked(cell: str) -> str:
    """The text that `marked` made a cell of."""
    return cell[1:] if _MARKED.match(cell) else cell
