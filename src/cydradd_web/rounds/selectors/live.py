"""A round that is carried here, as its folder would hold it. What is sealed stays out."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

import tomli_w

from cydradd.cycle.events import Event, read_line
from cydradd.cycle.round import Settings
from cydradd.cycle.settings import read_settings
from cydradd.vocabulary.time import format_instant
from cydradd_web.apply import selectors as apply
from cydradd_web.components.rows import written_table
from cydradd_web.decide import selectors as decide
from cydradd_web.deliver import selectors as deliver
from cydradd_web.design import selectors as design
from cydradd_web.evaluate import selectors as evaluate
from cydradd_web.listen import selectors as listen
from cydradd_web.rounds.models import Act, Round, Seat
from cydradd_web.rounds.selectors.calling import is_calling

SEATS, EVENTS, SETTINGS = "cycle/seats.csv", "cycle/events.jsonl", "round.toml"


def _without_nothing(value: Any) -> Any:
    """The same without keys that hold nothing: TOML knows no null."""
    if isinstance(value, dict):
        return {name: _without_nothing(each) for name, each in value.items() if each not in (None, {}, "")}
    return value


def settings_file(row: Round, as_of: datetime) -> bytes:
    """``round.toml`` of a round as it stands at an instant."""
    plain = {"id": row.reference, "currency": row.currency, "as_of": format_instant(as_of)}
    titles = {"title_cy": row.title_cy, "title_en": row.title_en, "place": row.place_code}
    tables = {name: value for name, value in row.settings.items() if isinstance(value, dict)}
    rest = {name: value for name, value in row.settings.items() if name not in tables}
    return tomli_w.dumps(_without_nothing({**plain, **titles, **rest, **tables})).encode("utf-8")


def settings_of(row: Round, as_of: datetime) -> Settings:
    """What a round says of itself, as the library has it."""
    return read_settings(settings_file(row, as_of))[0]


def events_of(round_id: int, kinds: Collection[str] | None = None) -> tuple[Event, ...]:
    """Every act of a round, as the library has them. One query.

    Args:
        kinds: Of these kinds only; ``None``: of every kind.
    """
    rows = Act.objects.filter(round_id=round_id)
    lines = (rows if kinds is None else rows.filter(kind__in=kinds)).values_list("position", "line")
    read = (read_line(position, json.dumps(line).encode(), []) for position, line in lines)
    return tuple(event for event in read if event is not None)


def _events_file(round_id: int) -> bytes:
    lines = Act.objects.filter(round_id=round_id).values_list("line", flat=True)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8")


def currency_of(round_id: int) -> str:
    """The currency of a round (ISO 4217). One query."""
    return str(Round.objects.values_list("currency", flat=True).get(pk=round_id))


def live_files(round_id: int, *, as_of: datetime, sealed: bool) -> dict[str, bytes]:
    """Every file of a round folder, by path.

    Args:
        as_of: The clock of the round.
        sealed: Whether ballots and scores stay out: until the ballots are published.
    """
    row = Round.objects.get(pk=round_id)
    found = {SETTINGS: settings_file(row, as_of), EVENTS: _events_file(round_id)}
    seats = written_table(Seat, SEATS, round_id)
    if seats is not None:
        found[SEATS] = seats
    for part in (listen, design, deliver, evaluate):
        found |= part.live_files(round_id)
    found |= apply.live_files(round_id, calling=is_calling(round_id))
    return found | decide.live_files(round_id, sealed=sealed)
