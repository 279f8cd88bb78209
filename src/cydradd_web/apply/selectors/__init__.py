"""What others read of the apply stage. Querysets stay here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet

from cydradd.cycle.columns import TABLES as COLUMNS
from cydradd_web.apply.models import Application, Member, Organisation
from cydradd_web.apply.services import TABLES
from cydradd_web.components.rows import RoundRow, given_row, given_rows, paths_with_rows, written_table

R = TypeVar("R", bound=RoundRow)


def rows(round_id: int, path: str) -> tuple[object, ...]:
    """The rows of one table of a round, as the library has them. One query."""
    return given_rows(TABLES[path], round_id, COLUMNS[path].row)


def cells(round_id: int, path: str) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The text of each row of one table of a round, with its line; none while its call is open. One query."""
    return list(_told(TABLES[path]).filter(round_id=round_id).values_list("position", "cells"))


def filled(round_id: int) -> frozenset[str]:
    """Those tables of a round that have rows, by their paths, whether anybody may read them yet or not. One query."""
    return paths_with_rows(TABLES, round_id)


def there(round_id: int) -> frozenset[str]:
    """Those tables of a round that have rows, by their paths; none while its call is open. Two queries."""
    from cydradd_web.rounds.selectors.calling import is_calling

    return frozenset() if is_calling(round_id) else filled(round_id)


def by_round(path: str, round_ids: Iterable[int] | None = None) -> dict[int, list[Any]]:
    """The rows of one table by their round, as the library has them. One query.

    Who applies is not told while a call is open: what is sent then is left out.

    Args:
        round_ids: Of these rounds only; ``None``: of every round.
    """
    made = _told(TABLES[path])
    found: dict[int, list[Any]] = {}
    for each in made if round_ids is None else made.filter(round_id__in=list(round_ids)):
        found.setdefault(each.round_id, []).append(given_row(each, COLUMNS[path].row))
    return found


def rounds_of(organisation: str) -> set[int]:
    """The rounds that know an organisation by this id: listed, applicant or member of a consortium. One query."""
    listed = _told(Organisation).filter(identifier=organisation)
    applied = _told(Application).filter(organisation=organisation)
    joined = _told(Member).filter(organisation=organisation)
    named = [made.order_by().values_list("round_id", flat=True) for made in (listed, applied, joined)]
    return set(named[0].union(*named[1:]))


def _told(model: type[R]) -> QuerySet[R]:
    """Rows that anybody may read: none of a round whose call is open.

    Rounds read this module when they are loaded; so they are asked when it is needed.
    """
    from cydradd_web.rounds.selectors.calling import calling_rounds

    return model._default_manager.exclude(round_id__in=calling_rounds())


def live_files(round_id: int, *, calling: bool) -> dict[str, bytes]:
    """Every table of this stage that has rows, as a file of a round folder. One query a table.

    Args:
        calling: Whether the call is open, so that nobody is told yet who applies.
    """
    if calling:
        return {}
    made = {path: written_table(model, path, round_id) for path, model in TABLES.items()}
    return {path: data for path, data in made.items() if data is not None}
