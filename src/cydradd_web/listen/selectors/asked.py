"""Which statement somebody is asked about next, and what they have answered."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from dataclasses import dataclass
from time import monotonic

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.listen.models import Participant, Statement, Vote

RECENT = 5.0
"""Seconds for which a process believes how often each statement was answered: it only decides the order of asking."""

_counted: dict[int, tuple[float, Counter[str]]] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as somebody is asked about it.

    Attributes:
        other: The language it is in when it is not there in the language of the page.
        beside: Its text in the other language, when it is there in both.
        translated: Whether the side that is shown was translated by a person (``human``) or a machine (``machine``).
        answer: What they answered before; ``None``: nothing.
        mine: Whether whoever looks made it.
    """

    id: str
    text: str
    other: Language | None
    beside: str | None
    beside_language: Language
    translated: str
    seed: bool
    answer: int | None = None
    mine: bool = False

    @property
    def was_agree(self) -> bool:
        """Whether they agreed."""
        return self.answer == 1

    @property
    def was_disagree(self) -> bool:
        """Whether they disagreed."""
        return self.answer == -1

    @property
    def was_pass(self) -> bool:
        """Whether they had no view."""
        return self.answer == 0


def takes_part(round_id: int, voter: str) -> bool:
    """Whether somebody has said for whom they speak. One query."""
    return Participant.objects.filter(round_id=round_id, voter=voter).exists()


def progress(round_id: int, voter: str) -> tuple[int, int]:
    """How many statements somebody has answered, of those they are shown: not their own. Two queries."""
    shown = Statement.objects.filter(round_id=round_id, state="shown", identifier=OuterRef("statement"))
    answered = Vote.objects.filter(Exists(shown), round_id=round_id, voter=voter).count()
    return answered, answered + _unseen(round_id, voter).count()


def last_answered(round_id: int, voter: str) -> str | None:
    """The statement somebody answered last; ``None``: none. One query."""
    rows = Vote.objects.filter(round_id=round_id, voter=voter).order_by("-position")
    return rows.values_list("statement", flat=True).first()


def answer_of(round_id: int, statement: str, voter: str) -> int | None:
    """What somebody has answered to one statement; ``None``: nothing. One query."""
    found = Vote.objects.filter(round_id=round_id, voter=voter, statement=statement)
    return found.values_list("vote", flat=True).first()


def one(round_id: int, statement: str, voter: str, language: Language) -> Asked | None:
    """One statement that is shown, with what somebody answered; ``None``: there is none. Two queries."""
    row = Statement.objects.filter(round_id=round_id, identifier=statement, state="shown").first()
    if row is None:
        return None
    return _asked(row, language, answer_of(round_id, statement, voter), voter)


def next_one(round_id: int, voter: str, language: Language) -> Asked | None:
    """The next statement for somebody: among those least answered, drawn by lot; ``None``: all are answered.

    The lot is seeded by the round, the person and how many they have answered: asked again, it is the same. Nobody is
    asked about their own. Three queries at most.
    """
    unseen = list(_unseen(round_id, voter).values_list("identifier", flat=True))
    if not unseen:
        return None
    seen = _seen(round_id)
    least = min(seen[each] for each in unseen)
    first = sorted(each for each in unseen if seen[each] == least)
    seed = hashlib.sha256(f"{round_id}\n{voter}\n{len(unseen)}".encode()).digest()
    drawn = random.Random(seed).choice(first)  # noqa: S311  a lot that can be drawn again, not a secret
    row = Statement.objects.filter(round_id=round_id, identifier=drawn).first()
    return None if row is None else _asked(row, language, None, voter)


def _unseen(round_id: int, voter: str) -> QuerySet[Statement]:
    answered = Vote.objects.filter(round_id=OuterRef("round_id"), voter=voter, statement=OuterRef("identifier"))
    rows = Statement.objects.filter(~Exists(answered), round_id=round_id, state="shown")
    return rows.exclude(Q(author=voter) & Q(author__isnull=False))


def _seen(round_id: int) -> Counter[str]:
    known = _counted.get(round_id)
    if known is not None and monotonic() - known[0] <= RECENT:
        return known[1]
    rows = Vote.objects.filter(round_id=round_id).order_by().values_list("statement").annotate(n=Count("pk"))
    found = Counter(dict(rows))
    _counted[round_id] = (monotonic(), found)
    return found


def _asked(row: Statement, language: Language, answer: int | None, voter: str) -> Asked:
    text = Bilingual(row.text_cy, row.text_en)
    shown, its = text.either(language) or ("", language)
    beside_language = Language.EN if its is Language.CY else Language.CY
    origin = row.origin_cy if its is Language.CY else row.origin_en
    return Asked(
        id=row.identifier,
        text=shown,
        other=None if its is language else its,
        beside=text.side(beside_language),
        beside_language=beside_language,
        translated=origin if origin in ("human", "machine") else "",
        seed=bool(row.seed),
        answer=answer,
        mine=row.author == voter,
    )
