"""What gates read of a round that is carried here: the same rules, and the same answers, as for its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from cydradd.cycle import gates
from cydradd.cycle.acts import Acts, Window, in_order
from cydradd.cycle.columns import TABLES
from cydradd.cycle.events import Event
from cydradd.cycle.evidence import Allocation, Evidence, PotPays
from cydradd.cycle.gates import GateState
from cydradd.cycle.proportion import out_of_proportion
from cydradd.cycle.round import Seat as SeatRow
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.round_folder import design_hash
from cydradd.cycle.stages import Gate
from cydradd.design.pots import Pot
from cydradd.record.short_form import SHORT_FORM
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.time import local_date
from cydradd_web.apply import selectors as apply
from cydradd_web.components.rows import given_rows
from cydradd_web.decide import selectors as decide
from cydradd_web.deliver import selectors as deliver
from cydradd_web.design import selectors as design
from cydradd_web.evaluate import selectors as evaluate
from cydradd_web.listen import selectors as listen
from cydradd_web.rounds.models import Opened, Round, Seat
from cydradd_web.rounds.selectors.live import SEATS, events_of, settings_of

READERS: dict[str, Any] = {
    "design": design.rows,
    "apply": apply.rows,
    "decide": decide.rows,
    "deliver": deliver.rows,
    "evaluate": evaluate.rows,
}


def _tables(round_id: int, events: Sequence[Event]) -> Tables:
    """Every table that has rows. One query for each of them, and five to know which they are."""
    found: dict[str, Any] = {table.name: None for table in TABLES.values()}
    found[TABLES[SEATS].name] = given_rows(Seat, round_id, SeatRow) or None
    for path in _filled(round_id):
        found[TABLES[path].name] = tuple(READERS[path.split("/")[0]](round_id, path)) or None
    return Tables(events=tuple(events), **found)


def _filled(round_id: int) -> Iterable[str]:
    parts = (design.there, apply.filled, decide.filled, deliver.there, evaluate.there)
    return chain.from_iterable(filled(round_id) for filled in parts)


def _allocation(found: Mapping[str, Any]) -> Allocation | None:
    """The result as it was last counted; ``None``: nothing was."""
    kept = found.get("allocation")
    if kept is None:
        return None
    return Allocation(
        winners=tuple(kept["winners"]),
        not_funded=tuple(kept["not_funded"]),
        set_aside=kept["set_aside"],
        costs={name: Pence(cost) for name, cost in kept["costs"].items()},
        explained=frozenset(kept["explained"]),
    )


def _who_pays(found: Mapping[str, Any]) -> tuple[PotPays, ...] | None:
    """Who pays what, as it was last counted; ``None``: nothing was counted, or there are no pots."""
    kept = found.get("who_pays")
    return None if kept is None else tuple(PotPays(pot, project, Pence(amount)) for pot, project, amount in kept)


def design_hash_of(round_id: int, settings: Settings) -> str | None:
    """Hash of the design as it stands now (cycle.md section 2); ``None``: there is no design."""
    files = {path: hashlib.sha256(data).hexdigest() for path, data in design.live_files(round_id).items()}
    return design_hash(files, settings)


def evidence(round_id: int, *, at: datetime, planned: Sequence[Event] = ()) -> Evidence:
    """All that is known of a round at an instant.

    Args:
        planned: Acts about to be done.
    """
    row = Round.objects.get(pk=round_id)
    settings = settings_of(row, at)
    tables = _tables(round_id, (*events_of(round_id), *planned))
    return Evidence(
        settings=settings,
        tables=tables,
        profile_column=listen.has_profile(round_id),
        allocation=_allocation(row.found),
        who_pays=_who_pays(row.found),
        proportion=out_of_proportion(tables, settings),
        packages_valid=row.found.get("packages_valid"),
        design_hash=design_hash_of(round_id, settings),
    )


def gate_state(round_id: int, gate: Gate, *, at: datetime, planned: Sequence[Event] = ()) -> GateState:
    """One gate as it stands at an instant, with the act that would pass it."""
    return gates.state(gate, evidence(round_id, at=at, planned=planned))


def gate_states(round_id: int, *, at: datetime) -> tuple[GateState, ...]:
    """All nine gates as they stand at an instant."""
    return gates.states(evidence(round_id, at=at))


def acts_of(round_id: int, *, at: datetime) -> Acts:
    """The acts of a round up to an instant. One query."""
    return Acts(in_order(events_of(round_id), at))


def last_day(round_id: int, window: str) -> date | None:
    """The last day of a window as it was announced; ``None``: none was. One query."""
    plan = Round.objects.filter(pk=round_id).values_list("plan", flat=True).first() or {}
    return date.fromisoformat(plan[window]) if window in plan else None


WINDOW_ACTS = tuple(
    {kind for kind, _, _ in SHORT_FORM.values() if kind.startswith("window_")}
    | {type_ for type_, (kind, _, _) in SHORT_FORM.items() if kind.startswith("window_")}
)
"""Kinds of the acts that open and close a window. A vote asks for them alone: acts are many, and each is read."""


def open_window(round_id: int, window: str, *, at: datetime) -> Window | None:
    """A window that stands open at an instant; ``None``: it has not opened, has closed, or its last day has passed."""
    acts = Acts(in_order(events_of(round_id, WINDOW_ACTS), at))
    day = last_day(round_id, window)
    if not acts.is_open(window) or (day is not None and local_date(at) > day):
        return None
    return acts.windows(window)[-1]


def passed(round_id: int, gate: Gate) -> bool:
    """Whether a gate was passed by an act on this site. One query."""
    return Opened.objects.filter(round_id=round_id, gate=str(gate)).exists()


def is_carried_here(round_id: int) -> bool:
    """Whether a round is made of acts on this site, and not of a folder. One query."""
    return Round.objects.filter(pk=round_id, live=True).exists()


def ballots_are_sealed(round_id: int, *, at: datetime) -> bool:
    """Whether nothing of ballots and scores may leave: from the first of them until the count publishes all."""
    acts = acts_of(round_id, at=at)
    return acts.is_open("ballot") or acts.published("ballots") is None


def seats_of(round_id: int) -> tuple[SeatRow, ...]:
    """Every seat of a round, in order. One query."""
    return given_rows(Seat, round_id, SeatRow)


def pots_of(round_id: int) -> tuple[Pot, ...]:
    """Every pot of a round, in order. One query."""
    return tuple(row for row in design.rows(round_id, "design/pots.csv") if isinstance(row, Pot))
