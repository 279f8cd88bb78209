"""The figures of a round's story so far: who opened it, who was heard, what partners did, money, and what is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle.acts import in_order
from cydradd.cycle.consent import Standing, overrides, partner_states
from cydradd.cycle.events import Event
from cydradd.cycle.gates.consents import NEEDS_CONSENT
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd_web.listen.selectors import number_of_votes, statements
from cydradd_web.rounds.models import Document, Round, Tally
from cydradd_web.rounds.selectors.live import events_of


@dataclass(frozen=True, slots=True)
class Kept:
    """Of the rules that hold at all times: how many the files show broken, of how many they do not say, and all."""

    broken: int
    unknown: int
    of: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a story tells. Money is in minor units of `currency`; ``None``: not known.

    Attributes:
        opened: When a public body opened it on this site; ``None``: it came from a folder.
        first: When its first act was done.
        agreed_at: Gates at which all three partners consent.
        so_far: The gate at which some consent, and who; ``None``: nobody has consented yet, or all have.
        objecting: Objections that stand.
        funded: Projects that are funded; ``None``: nothing was decided.
        next_gate: The first gate that is not open; ``None``: every one is, or nothing is known of them.
        kept: Whether the round keeps its own rules; ``None``: nothing is known of them.
    """

    live: bool
    currency: str
    opened: datetime | None
    first: datetime | None
    people: int | None
    statements: int
    votes: int
    agreed_at: tuple[Gate, ...]
    so_far: tuple[Gate, tuple[Partner, ...]] | None
    objecting: int
    overridden: int
    money: int | None
    funded: int | None
    agreed: int | None
    paid: int | None
    next_gate: Gate | None
    decided: bool
    kept: Kept | None


def figures(round_id: int) -> Figures:
    """The figures of one round as it stands. Seven queries at most."""
    row = Round.objects.get(pk=round_id)
    tally = Tally.objects.filter(round_id=round_id).first()
    events = tuple(in_order(events_of(round_id), row.as_of))
    documents = Document.objects.filter(round_id=round_id, part__in=("gates", "decide", "invariants"))
    made = dict(documents.values_list("part", "content"))
    winners = _list(made.get("decide"), "winners")
    agreed_at, so_far, objecting = _partners(events, row.as_of)
    votes = number_of_votes(round_id)
    return Figures(
        live=row.live,
        currency=row.currency,
        opened=next((act.at for act in events if act.kind == "round.opened" and act.partner is Partner.PUBLIC), None),
        first=events[0].at if events else None,
        people=tally.people if tally else None,
        statements=len(statements(round_id)) if votes else 0,
        votes=votes,
        agreed_at=agreed_at,
        so_far=so_far,
        objecting=objecting,
        overridden=sum(line.stands for line in overrides(events, as_of=row.as_of)),
        money=row.money,
        funded=None if winners is None else len(winners),
        agreed=tally.agreed if tally else None,
        paid=tally.paid if tally else None,
        next_gate=next_gate(made.get("gates")),
        decided=winners is not None,
        kept=_kept(made.get("invariants")),
    )


def _list(content: JsonValue, name: str) -> list[JsonValue] | None:
    found = content.get(name) if isinstance(content, Mapping) else None
    return found if isinstance(found, list) else None


def _partners(
    events: tuple[Event, ...], at: datetime
) -> tuple[tuple[Gate, ...], tuple[Gate, tuple[Partner, ...]] | None, int]:
    """Gates at which all consent; the last at which only some do, and who; and how many objections stand."""
    agreed: list[Gate] = []
    some, objecting = None, 0
    for gate in Gate:
        states = partner_states(events, gate, as_of=at)
        objecting += sum(state.objects for state in states.values())
        consenting = tuple(name for name, state in states.items() if state.standing is Standing.CONSENTED)
        if gate in NEEDS_CONSENT and len(consenting) == len(Partner):
            agreed.append(gate)
        elif gate in NEEDS_CONSENT and consenting:
            some = gate, consenting
    return tuple(agreed), some, objecting


def next_gate(content: JsonValue) -> Gate | None:
    """The first gate of the eight that is neither open nor overridden."""
    states = {str(each["gate"]): each["state"] for each in content or () if isinstance(each, Mapping)}  # type: ignore[union-attr]
    order = (gate for gate in Gate if gate is not Gate.ENDING and str(gate) in states)
    return next((gate for gate in order if states[str(gate)] not in ("open", "overridden")), None)


def _kept(content: JsonValue) -> Kept | None:
    if not isinstance(content, Mapping) or not content:
        return None
    states = [each["state"] for each in content.values() if isinstance(each, Mapping)]
    return Kept(states.count("broken"), states.count("not_evidenced"), len(states))
