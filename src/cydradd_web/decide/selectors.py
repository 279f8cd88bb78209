"""What others read of the decide stage. Querysets stay here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.cycle.columns import TABLES as COLUMNS
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components.rows import cells_of, given_rows
from cydradd_web.decide.models import Project
from cydradd_web.decide.services import TABLES


@dataclass(frozen=True, slots=True)
class OnBallot:
    """One project as it stood on the ballot. ``cost`` is in major units, as its file has it."""

    id: str
    title: Bilingual
    cost: Fraction


def rows(round_id: int, path: str) -> tuple[object, ...]:
    """The rows of one table of a round, as the library has them. One query."""
    return given_rows(TABLES[path], round_id, COLUMNS[path].row)


def cells(round_id: int, path: str) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The text of each row of one table of a round, with its line. One query."""
    return cells_of(TABLES[path], round_id)


def on_ballots(round_ids: Iterable[int] | None = None) -> dict[int, list[OnBallot]]:
    """What stood on the ballots, by round. One query.

    Args:
        round_ids: Of these rounds only; ``None``: of every round.
    """
    made = Project.objects.all()
    found: dict[int, list[OnBallot]] = {}
    for each in made if round_ids is None else made.filter(round_id__in=list(round_ids)):
        title = Bilingual(each.title_cy, each.title_en)
        found.setdefault(each.round_id, []).append(OnBallot(each.identifier, title, each.cost))
    return found
