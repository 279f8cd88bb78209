"""Who sits in a round, by pseudonym, and from what each seat stands aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle import interests
from cydradd.cycle.events import Event
from cydradd.cycle.round import Seat as SeatRow
from cydradd.cycle.round import Tables
from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply import selectors as apply
from cydradd_web.components.rows import given_rows
from cydradd_web.rounds.models import Act, Round, Seat

DECLARED = ("interest", "decide.interest_declared")


@dataclass(frozen=True, slots=True)
class Named:
    """A round as a line of somebody's own page names it. ``live``: it is carried on this site."""

    id: int
    slug: str
    reference: str
    title: Bilingual
    live: bool


def named_rounds(round_ids: Iterable[int]) -> Mapping[int, Named]:
    """Rounds by their key. One query."""
    rows = Round.objects.filter(pk__in=list(round_ids))
    return {
        row.pk: Named(row.pk, row.slug, row.reference, Bilingual(row.title_cy, row.title_en), row.live) for row in rows
    }


def seats_of(round_id: int) -> tuple[SeatRow, ...]:
    """Every seat of a round, those that have ended too. One query."""
    return given_rows(Seat, round_id, SeatRow)


def _tables(round_id: int) -> Tables:
    rows = {path: apply.rows(round_id, f"apply/{path}.csv") for path in ("applications", "members")}
    return Tables(seats=seats_of(round_id), applications=rows["applications"], members=rows["members"])  # type: ignore[arg-type]


def _declared(round_id: int) -> list[Event]:
    """What seats have said, oldest first. One query."""
    rows = Act.objects.filter(round_id=round_id, kind__in=DECLARED).order_by("at", "position")
    return [Event("interest", row.at, seat=row.seat, links=tuple(row.line.get("links", ()))) for row in rows]


def recused_from(round_id: int, seat: str) -> frozenset[str | None]:
    """The lots on which a seat may not act (cycle.md section 1); ``None``: applications that name no lot.

    Four queries.
    """
    return interests.recusals(_tables(round_id), _declared(round_id)).get(seat, frozenset())


def stands_aside(round_id: int, seat: str, application: str) -> bool:
    """Whether a seat may not act on an application: its own tie, a member's, or that of a rival for the same lot."""
    tables = _tables(round_id)
    lots = [row.lot for row in tables.applications or () if row.id == application]
    return bool(lots) and interests.recused(seat, lots[0], tables, _declared(round_id))


def have_declared(round_id: int) -> frozenset[str]:
    """The seats that declared their interests, here or before the round was taken up. Two queries."""
    acts = Act.objects.filter(round_id=round_id, kind__in=DECLARED).values_list("seat", flat=True)
    rows = (row.seat for row in seats_of(round_id) if row.interests or row.relation)
    return frozenset(seat for seat in (*acts, *rows) if seat)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a seat declared once: its organisations, and how it is tied to them."""

    at: datetime
    organisations: tuple[str, ...]
    relation: str | None


def declarations(round_id: int, seat: str) -> tuple[Declaration, ...]:
    """Everything that a seat declared, newest first. One query."""
    rows = Act.objects.filter(round_id=round_id, kind__in=DECLARED, seat=seat).order_by("-at", "-position")
    return tuple(Declaration(row.at, tuple(row.line.get("links", ())), row.code) for row in rows)


def organisations_known(round_id: int) -> Mapping[str, str]:
    """Organisations that a round names, with the name of each where it is known. Four queries."""
    tables = _tables(round_id)
    found = {row.organisation: "" for row in tables.applications or () if row.organisation}
    found |= {row.organisation: "" for row in tables.members or ()}
    for row in apply.rows(round_id, "apply/organisations.csv"):
        found[row.id] = row.name  # type: ignore[attr-defined]
    return dict(sorted(found.items(), key=lambda each: (each[1].casefold(), each[0])))
