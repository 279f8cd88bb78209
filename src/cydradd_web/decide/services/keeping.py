"""Keeping the rows of the decide stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cydradd.decide.election import Election
from cydradd_web.components.rows import BATCH, RoundRow, keep_rows
from cydradd_web.decide.models import Ballot, Project, Score

TABLES: Mapping[str, type[RoundRow]] = {
    "decide/scores.csv": Score,
}
"""The model of each table of this stage, by its path in a round folder."""


def keep_table(round_id: int, path: str, rows: Iterable[object], cells: Mapping[int, Mapping[str, str]]) -> None:
    """Replace the rows of one table of a round, inside the caller's transaction."""
    keep_rows(TABLES[path], round_id, rows, cells)


def keep_election(round_id: int, election: Election | None) -> None:
    """Replace the projects and ballots of a round, inside the caller's transaction."""
    Project.objects.filter(round_id=round_id).delete()
    Ballot.objects.filter(round_id=round_id).delete()
    if election is None:
        return
    Project.objects.bulk_create(
        Project(
            round_id=round_id,
            position=number,
            identifier=each.id,
            title_cy=each.title.cy,
            title_en=each.title.en,
            cost=each.cost,
            cells=dict(each.cells),
        )
        for number, each in enumerate(election.projects, 1)
    )
    Ballot.objects.bulk_create(
        (
            Ballot(
                round_id=round_id,
                position=number,
                voter=each.voter,
                partner=None if each.partner is None else str(each.partner),
                support=[[project, str(points)] for project, points in each.support],
                cells=dict(each.cells),
            )
            for number, each in enumerate(election.ballots, 1)
        ),
        batch_size=BATCH,
    )
