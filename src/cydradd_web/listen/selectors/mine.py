"""What somebody said and voted in one round, for that person alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from cydradd.listen.votes import Strength
from cydradd.vocabulary.text import Bilingual
from cydradd_web.listen.models import Participant, Statement, Vote
from cydradd_web.listen.policy import BY_ID, Rule
from cydradd_web.record.selectors.statements import of_statements
from cydradd_web.record.services import code_of

MADE = "listen.statement_made"


@dataclass(frozen=True, slots=True)
class Mine:
    """A statement of one's own. ``votes``: agree, disagree, pass; ``None`` while it is not shown.

    Attributes:
        beside: How many answered it without an account; they are counted beside the map, and not in ``votes``.
        rule: Of the policy, when it was returned or held.
        can_appeal: Whether its author may ask that somebody else looks at it.
        entry: Its number in the record; ``None``: it is not in it.
        code: What proves that the entry is unchanged.
    """

    id: str
    text: Bilingual
    state: str
    rule: Rule | None
    appeal: str | None
    made: datetime | None
    votes: tuple[int, int, int] | None
    beside: int = 0
    entry: int | None = None
    code: str = ""

    @property
    def can_change(self) -> bool:
        """Whether its author may change it and send it again, as another statement."""
        return self.state == "returned" and self.appeal != "asked"

    @property
    def can_appeal(self) -> bool:
        """Once, and not while somebody may be at risk."""
        risk = self.rule is not None and not self.rule.returns
        return self.state in ("returned", "held") and self.appeal is None and not risk


@dataclass(frozen=True, slots=True)
class Answered:
    """One vote of one's own."""

    statement: str
    text: Bilingual
    vote: int


def votes_on(round_id: int, statements: Iterable[str]) -> dict[str, tuple[tuple[int, int, int], int]]:
    """How many agree, disagree and pass, for each statement; and how many are counted beside the map. One query."""
    known_as_open = Participant.objects.filter(
        round_id=OuterRef("round_id"), voter=OuterRef("voter"), strength=Strength.OPEN
    )
    votes = Vote.objects.filter(round_id=round_id, statement__in=list(statements))
    rows = votes.annotate(beside=Exists(known_as_open)).values_list("statement", "vote", "beside")
    counts = Counter(rows)
    beside = Counter(name for name, _, is_beside in counts.elements() if is_beside)
    names = {name for name, _, _ in counts}
    return {
        name: ((counts[name, 1, False], counts[name, -1, False], counts[name, 0, False]), beside[name])
        for name in names
    }


def statements_of(round_id: int, voter: str) -> tuple[Mine, ...]:
    """Every statement of somebody, newest first. Three queries."""
    rows = list(Statement.objects.filter(round_id=round_id, author=voter).order_by("-position")) if voter else []
    counts = votes_on(round_id, [row.identifier for row in rows])
    entries = of_statements(round_id, MADE, [row.identifier for row in rows]) if rows else {}
    nobody, no_entry = ((0, 0, 0), 0), (None, "")
    return tuple(
        Mine(
            id=row.identifier,
            text=Bilingual(row.text_cy, row.text_en),
            state=row.state,
            rule=BY_ID.get(row.rule or ""),
            appeal=row.appeal,
            made=row.made_at,
            votes=counts.get(row.identifier, nobody)[0] if row.state == "shown" else None,
            beside=counts.get(row.identifier, nobody)[1] if row.state == "shown" else 0,
            entry=entries.get(row.identifier, no_entry)[0],
            code=code_of(entries.get(row.identifier, no_entry)[1]),
        )
        for row in rows
    )


def votes_of(round_id: int, voter: str) -> tuple[Answered, ...]:
    """Every vote of somebody, the latest first; a statement that is not shown has no text. Two queries."""
    cast = list(Vote.objects.filter(round_id=round_id, voter=voter).order_by("-position")) if voter else []
    rows = Statement.objects.filter(round_id=round_id, state="shown", identifier__in=[each.statement for each in cast])
    texts = {row.identifier: Bilingual(row.text_cy, row.text_en) for row in rows}
    return tuple(Answered(each.statement, texts.get(each.statement, Bilingual()), each.vote) for each in cast)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody said of themselves."""

    partner: str | None
    strength: str | None
    place: str | None
    profile: dict[str, str]


def told_by(round_id: int, voter: str) -> Told | None:
    """What somebody said of themselves when they joined; ``None``: they have not joined. One query."""
    row = Participant.objects.filter(round_id=round_id, voter=voter).first() if voter else None
    return None if row is None else Told(row.partner, row.strength, row.place, dict(row.profile))
