"""One grant of the open data: its file, its row, every cell as it is written, and what was repaired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cydradd.follow.people import may_show
from cydradd.follow.recipients import INDIVIDUAL
from cydradd.follow.tracing import Match, trace_row
from cydradd.follow.warehouse.offered import Offered, one_grant
from cydradd_web.follow.found import REPAIRS
from cydradd_web.follow.selectors.open_bodies import GrantLine, With, grant_lines

if TYPE_CHECKING:
    from cydradd.follow.warehouse.store import Warehouse

LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class GrantPage:
    """One grant with the place it was read from.

    Attributes:
        cells: Heading (of JSON: pointer) and what is written there; ``None``: about a person, and not shown.
        repairs: What was done, where, and what is written there.
    """

    line: GrantLine
    funder: With
    match: Match
    cells: tuple[tuple[str, str | None], ...]
    person: bool
    repairs: tuple[tuple[object, str, str | None], ...]


def grant_page(warehouse: Warehouse, offered: Offered, row_no: int) -> GrantPage | None:
    """One grant by its number in the warehouse; ``None``: there is none."""
    grant = one_grant(warehouse, row_no) if row_no < LARGEST else None
    match = trace_row(warehouse, row_no) if grant else None
    if grant is None or match is None:
        return None
    person = grant.to_group == INDIVIDUAL
    (line,), (from_line,) = (tuple(grant_lines([grant], offered, side)) for side in (True, False))

    def shown(where: str, text: str) -> str | None:
        return text if not person or may_show(where) else None

    return GrantPage(
        line=line,
        funder=from_line.other,
        match=match,
        cells=tuple((where, shown(where, text)) for where, text in match.cells.items()),
        person=person,
        repairs=tuple(
            (
                REPAIRS.get(str(each["code"]), each["code"]),
                str(each["path"]),
                shown(str(each["path"]), str(each["original"])),
            )
            for each in match.repairs
        ),
    )
