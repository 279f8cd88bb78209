"""What others read of the decide stage. Querysets stay here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.cycle.columns import TABLES as COLUMNS
from cydradd.decide.ballots import Ballot as CastBallot
from cydradd.decide.ballots import VoteType
from cydradd.decide.election import Election, Project
from cydradd.decide.pabulib import text_of
from cydradd.design.pots import Pot
from cydradd.vocabulary.money import major_units
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components.clock import now
from cydradd_web.components.rows import cells_of, given_rows, paths_with_rows, written_table
from cydradd_web.decide.models import Ballot
from cydradd_web.decide.models import Project as ProjectRow
from cydradd_web.decide.services import TABLES
from cydradd_web.design import selectors as design


@dataclass(frozen=True, slots=True)
class OnBallot:
    """One project as it stood on the ballot. ``cost`` is in major units, as its file has it."""

    id: str
    title: Bilingual
    cost: Fraction


def rows(round_id: int, path: str) -> tuple[object, ...]:
    """The rows of one table of a round, as the library has them. One query."""
    return given_rows(TABLES[path], round_id, COLUMNS[path].row)


def filled(round_id: int) -> frozenset[str]:
    """Those tables of a round that have rows, by their paths, whether anybody may read them yet or not. One query."""
    return paths_with_rows(TABLES, round_id)


def there(round_id: int) -> frozenset[str]:
    """Those tables of a round that have rows, by their paths; none while they are sealed. Five queries at most."""
    return frozenset() if _sealed(round_id) else filled(round_id)


def cells(round_id: int, path: str) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The text of each row of one table of a round, with its line; none while they are sealed. Five queries at most."""
    return () if _sealed(round_id) else cells_of(TABLES[path], round_id)


def _sealed(round_id: int) -> bool:
    """Whether a round is carried here, and nothing of its ballots and scores may leave before the count."""
    from cydradd_web.rounds.selectors.evidence import ballots_are_sealed, is_carried_here

    return is_carried_here(round_id) and ballots_are_sealed(round_id, at=now())


def on_ballots(round_ids: Iterable[int] | None = None) -> dict[int, list[OnBallot]]:
    """What stood on the ballots, by round. One query.

    Args:
        round_ids: Of these rounds only; ``None``: of every round.
    """
    made = ProjectRow.objects.all()
    found: dict[int, list[OnBallot]] = {}
    for each in made if round_ids is None else made.filter(round_id__in=list(round_ids)):
        title = Bilingual(each.title_cy, each.title_en)
        found.setdefault(each.round_id, []).append(OnBallot(each.identifier, title, each.cost))
    return found


def live_files(round_id: int, *, sealed: bool) -> dict[str, bytes]:
    """The ballots and the scores as files of a round folder; none while they are sealed. Three queries."""
    if sealed:
        return {}
    made = {path: written_table(model, path, round_id) for path, model in TABLES.items()}
    found = {path: data for path, data in made.items() if data is not None}
    election = _election(round_id)
    if election is not None:
        found["decide/ballots.pb"] = text_of(election).encode("utf-8")
    return found


def number(amount: Fraction) -> str:
    """Money in major units as a Pabulib file has it: ``60000``, ``40.5``."""
    pounds = f"{float(amount):.4f}".rstrip("0").rstrip(".")
    return pounds if Fraction(pounds) == amount else str(amount)


def _election(round_id: int) -> Election | None:
    """The ballots that were cast here; ``None``: none were. Four queries.

    They stand in the order of their pseudonyms, which are random: the file does not say who voted when.
    """
    cast = sorted(Ballot.objects.filter(round_id=round_id), key=lambda each: each.voter)
    if not cast:
        return None
    projects = tuple(
        Project(each.identifier, Bilingual(each.title_cy, each.title_en), each.cost)
        for each in ProjectRow.objects.filter(round_id=round_id)
    )
    pots = design.rows(round_id, "design/pots.csv")
    currency = cast[0].round.currency
    held = sum((major_units(pot.amount, currency) for pot in pots if isinstance(pot, Pot)), Fraction(0))
    budget = held or sum((each.cost for each in projects), Fraction(0))
    meta = {
        "description": "Cydradd",
        "country": "Wales",
        "num_projects": str(len(projects)),
        "num_votes": str(len(cast)),
        "budget": number(budget),
        "vote_type": "approval",
        "rule": "equal-shares",
        "min_length": "0",
        "max_length": str(len(projects)),
    }
    ballots = tuple(
        CastBallot(
            each.voter,
            tuple((project, Fraction(points)) for project, points in each.support),
            Partner(each.partner) if each.partner else None,
        )
        for each in cast
    )
    return Election(
        projects=projects,
        ballots=ballots,
        budget=budget,
        vote_type=VoteType.APPROVAL,
        meta=meta,
        project_columns=("project_id", "cost", "name", "name_cy"),
        vote_columns=("voter_id", "vote", "partner"),
    )
