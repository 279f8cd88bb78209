"""What others read of the listen stage. Querysets stay here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Q

from cydradd.cycle.raw_tables import written
from cydradd_web.listen.models import Participant, Statement, Vote


def statements(round_id: int) -> Sequence[dict[str, object]]:
    """Every statement of a round that anyone may read, in order; authors are pseudonyms and stay out. One query.

    One that was returned here is not read; one that came in a file as out was public there.
    """
    names = ("identifier", "text_cy", "text_en", "moderated", "meta", "seed")
    readable = Q(state="shown") | Q(state="returned", made_at__isnull=True)
    rows = Statement.objects.filter(readable, round_id=round_id).values_list(*names)
    return [dict(zip(names, row, strict=True)) for row in rows]


def live_files(round_id: int) -> dict[str, bytes]:
    """What was said and voted, as an export of Polis (listen.md section 7). Four queries.

    Statements that are not shown stay out, and the votes on them.
    Times are not kept: a vote's place in the order of votes stands for it.
    """
    said = list(Statement.objects.filter(round_id=round_id, state="shown"))
    if not said:
        return {}
    shown = {each.identifier for each in said}
    cast = Vote.objects.filter(round_id=round_id).values_list("voter", "statement", "vote")
    votes = [vote for vote in cast if vote[1] in shown]
    people = Participant.objects.filter(round_id=round_id)
    agrees = Counter(statement for _, statement, vote in votes if vote == 1)
    disagrees = Counter(statement for _, statement, vote in votes if vote == -1)
    headings = (*COMMENTS, *(("is-meta",) if any(each.meta for each in said) else ()))
    comments = [
        ["0", each.identifier, each.author or "", str(agrees[each.identifier]), str(disagrees[each.identifier]),
         str(each.moderated), each.text_en or "", each.text_cy or "", str(each.meta).lower()][: len(headings)]
        for each in said
    ]  # fmt: skip
    lines = [[str(number), statement, voter, str(vote)] for number, (voter, statement, vote) in enumerate(votes, 1)]
    return {
        "listen/comments.csv": written(headings, comments),
        "listen/votes.csv": written(("timestamp", "comment-id", "voter-id", "vote"), lines),
        **_participants(people),
    }


COMMENTS = (
    "timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body", "comment-body-cy",
)  # fmt: skip


def _participants(people: Iterable[Participant]) -> dict[str, bytes]:
    """The list of who took part, by pseudonym, with every profile column anybody filled."""
    rows = list(people)
    if not rows:
        return {}
    profile = sorted({name for each in rows for name in each.profile})
    headings = ("voter-id", "partner", "strength", "place", *profile)
    cells = [
        [
            each.voter,
            each.partner or "",
            each.strength or "",
            each.place or "",
            *(each.profile.get(n, "") for n in profile),
        ]
        for each in rows
    ]
    return {"listen/participants.csv": written(headings, cells)}


def has_profile(round_id: int) -> bool | None:
    """Whether the list of who took part says anything of who they are; ``None``: there is no list. One query."""
    profiles = list(Participant.objects.filter(round_id=round_id).values_list("profile", flat=True))
    return any(profiles) if profiles else None


def number_of_votes(round_id: int) -> int:
    """How many votes stand in a round. One query."""
    return Vote.objects.filter(round_id=round_id).count()
