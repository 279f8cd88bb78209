"""Tables that are read as cards where the page is narrow: every cell carries the heading of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(td|th)\b([^>]*)>")
_SPAN = re.compile(r'\bcolspan="(\d+)"')


def labelled(rows: Markup, heads: Sequence[tuple[object, bool]]) -> Markup:
    """The rows of a table, each ``td`` with ``data-label``: the words of its heading, for `look.css` to show.

    A ``th`` is the title of its card and needs none. What people wrote is escaped, so that no cell of theirs
    can be taken for one of ours.

    Args:
        rows: ``tbody`` and ``tfoot`` as a template made them, without ``rowspan``.
        heads: Text of each heading (it may hold a sign), and whether the column is one of numbers.
    """
    words = [escape(Markup(str(escape(text))).striptags()) for text, _ in heads]  # noqa: S704  escaped just here
    return Markup(_ROW.sub(lambda row: _row(row.group(), words), str(rows)))  # noqa: S704  made by our templates


def _row(row: str, words: Sequence[Markup]) -> str:
    column = 0

    def cell(found: re.Match[str]) -> str:
        nonlocal column
        tag, attributes = found.groups()
        here, span = column, _SPAN.search(attributes)
        column += int(span.group(1)) if span else 1
        if tag == "th" or here >= len(words) or not words[here]:
            return found.group()
        return f'<td{attributes} data-label="{words[here]}">'

    return _CELL.sub(cell, row)
