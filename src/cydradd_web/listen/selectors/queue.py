"""What waits for the people who look after a listening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.listen.models import Concern, Statement
from cydradd_web.listen.policy import BY_ID, RISK, Rule

WAITS = Q(state="waiting") | Q(appeal="asked") | (Q(state="held") & ~Q(rule=RISK))
LACKS = Q(state="shown") & (Q(origin_cy="missing") | Q(origin_en="missing"))
MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement that waits for a moderator: to be decided, on appeal, or for its other language."""

    id: str
    text: Bilingual
    state: str
    made: datetime | None
    rule: Rule | None
    appeal: str | None
    appeal_text: str
    decided_partner: str | None
    missing: str | None
    mark: str

    @property
    def only(self) -> Language | None:
        """The one language it is in; ``None``: it is in both."""
        if bool(self.text.cy) == bool(self.text.en):
            return None
        return Language.CY if self.text.cy else Language.EN

    @property
    def why(self) -> str:
        """``appeal``, ``waiting``, ``held`` or ``translation``."""
        return "appeal" if self.appeal == "asked" else "translation" if self.state == "shown" else self.state


def _waiting(row: Statement) -> Waiting:
    missing = [code for code, origin in (("cy", row.origin_cy), ("en", row.origin_en)) if origin == "missing"]
    return Waiting(
        id=row.identifier,
        text=Bilingual(row.text_cy, row.text_en),
        state=row.state,
        made=row.made_at,
        rule=BY_ID.get(row.rule or ""),
        appeal=row.appeal,
        appeal_text=row.appeal_text,
        decided_partner=row.decided_partner,
        missing=missing[0] if len(missing) == 1 else None,
        mark=row.mark,
    )


def waiting(round_id: int) -> Sequence[Waiting]:
    """Statements to decide on, the oldest first. One query."""
    return [_waiting(row) for row in Statement.objects.filter(WAITS, round_id=round_id)[:MOST]]


def by_language(found: Sequence[Waiting]) -> dict[Language | None, int]:
    """How many are in Welsh alone, in English alone, and (``None``) in both."""
    counts = Counter(each.only for each in found)
    return {language: counts[language] for language in (*Language, None)}


def next_readable(round_id: int, statement: str, reads: Language) -> str | None:
    """The next that waits, after one that is left, in a language somebody reads; ``None``: there is none. One query."""
    found = waiting(round_id)
    ids = [each.id for each in found]
    place = ids.index(statement) + 1 if statement in ids else 0
    after = (
        each.id for each in (*found[place:], *found[:place]) if each.id != statement and each.only in (None, reads)
    )
    return next(after, None)


def lacking_a_side(round_id: int) -> Sequence[Waiting]:
    """Statements that are shown in one language only. One query."""
    return [_waiting(row) for row in Statement.objects.filter(LACKS, round_id=round_id)[:MOST]]


def shown_whole(round_id: int) -> Sequence[Waiting]:
    """Statements that are shown in both languages, the newest first; one may be decided on again. One query."""
    rows = Statement.objects.filter(round_id=round_id, state="shown").exclude(LACKS).order_by("-position")
    return [_waiting(row) for row in rows[:MOST]]


def number_waiting(round_id: int) -> int:
    """How many statements wait for a decision. One query."""
    return Statement.objects.filter(WAITS, round_id=round_id).count()


def to_moderate(round_id: int, statement: str) -> Waiting | None:
    """One statement as a moderator sees it; ``None``: there is none for a moderator. One query."""
    row = Statement.objects.filter(round_id=round_id, identifier=statement).first()
    if row is None or row.state in ("draft", "withdrawn") or row.rule == RISK:
        return None
    return _waiting(row)


@dataclass(frozen=True, slots=True)
class Worry:
    """One concern, for the safeguarding officer alone."""

    id: int
    statement: str | None
    statement_text: Bilingual | None
    text: str
    contact: str
    made: datetime
    closed: datetime | None
    outcome: str


def concerns(round_id: int) -> Sequence[Worry]:
    """Concerns of a round, those that wait first, the oldest first. Two queries."""
    rows = sorted(Concern.objects.filter(round_id=round_id), key=lambda row: (row.closed_at is not None, row.made_at))
    named = [row.statement for row in rows if row.statement]
    said = Statement.objects.filter(round_id=round_id, identifier__in=named)
    texts = {row.identifier: Bilingual(row.text_cy, row.text_en) for row in said}
    return [
        Worry(
            id=row.pk,
            statement=row.statement,
            statement_text=texts.get(row.statement or ""),
            text=row.text,
            contact=row.contact,
            made=row.made_at,
            closed=row.closed_at,
            outcome=row.outcome,
        )
        for row in rows
    ]


def number_of_concerns(round_id: int) -> int:
    """How many concerns wait. One query."""
    return Concern.objects.filter(round_id=round_id, closed_at__isnull=True).count()
