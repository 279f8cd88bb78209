"""The public log of moderation: what was decided under which rule, never the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle.events import Event
from cydradd_web.listen.policy import BY_ID, Rule
from cydradd_web.rounds.selectors.live import events_of

KIND = "listen.statement_moderated"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log. ``rule``: ``None`` where none was broken, or where only "held" is told."""

    at: datetime
    statement: str
    outcome: str
    rule: Rule | None
    rule_id: str
    language: str
    partner: str | None
    office: str
    appeal: str


def _decision(event: Event) -> Decision:
    body = event.body or {}
    rule = str(body.get("rule", ""))
    return Decision(
        at=event.at,
        statement=str(body.get("statement", "")),
        outcome=str(body.get("outcome", "")),
        rule=BY_ID.get(rule),
        rule_id=rule,
        language=str(body.get("language", "")),
        partner=None if event.partner is None else str(event.partner),
        office={"seat": "moderator", "voter": "author"}.get(event.role, event.role),
        appeal=str(body.get("appeal", "")),
    )


def decisions(round_id: int) -> Sequence[Decision]:
    """Every decision, the latest first. One query."""
    return [_decision(event) for event in events_of(round_id) if event.kind == KIND][::-1]


def by_rule(lines: Sequence[Decision]) -> Sequence[tuple[Rule, int]]:
    """How many statements each rule returned or held, in the order of the policy."""
    counts = Counter(line.rule_id for line in lines if line.outcome in ("returned", "held"))
    return [(rule, counts[rule.id]) for rule in BY_ID.values() if counts[rule.id]]
