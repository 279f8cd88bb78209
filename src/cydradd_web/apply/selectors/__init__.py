"""What others read of the apply stage. Querysets stay here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cydradd.cycle.columns import TABLES as COLUMNS
from cydradd_web.apply.models import Application, Member, Organisation
from cydradd_web.apply.services import TABLES
from cydradd_web.components.rows import cells_of, given_by_round, given_rows, written_table


def rows(round_id: int, path: str) -> tuple[object, ...]:
    """The rows of one table of a round, as the library has them. One query."""
    return given_rows(TABLES[path], round_id, COLUMNS[path].row)


def cells(round_id: int, path: str) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The text of each row of one table of a round, with its line. One query."""
    return cells_of(TABLES[path], round_id)


def by_round(path: str, round_ids: Iterable[int] | None = None) -> dict[int, list[Any]]:
    """The rows of one table by their round, as the library has them. One query.

    Args:
        round_ids: Of these rounds only; ``None``: of every round.
    """
    return given_by_round(TABLES[path], COLUMNS[path].row, round_ids)


def rounds_of(organisation: str) -> set[int]:
    """The rounds that know an organisation by this id: listed, applicant or member of a consortium. One query."""
    listed = Organisation.objects.filter(identifier=organisation)
    applied = Application.objects.filter(organisation=organisation)
    joined = Member.objects.filter(organisation=organisation)
    named = [made.order_by().values_list("round_id", flat=True) for made in (listed, applied, joined)]
    return set(named[0].union(*named[1:]))


def live_files(round_id: int) -> dict[str, bytes]:
    """Every table of this stage that has rows, as a file of a round folder. One query a table."""
    made = {path: written_table(model, path, round_id) for path, model in TABLES.items()}
    return {path: data for path, data in made.items() if data is not None}
