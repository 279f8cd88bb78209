"""Votes: agree, disagree, or no view on one statement.

Votes come by the hundred a second when a listening is talked of on the radio. Those that arrive at the same moment are
checked and kept in one transaction; each is an entry of its own, and each person gets their own receipt or refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cydradd.cycle.events import Event
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.components.together import Together
from cydradd_web.listen.models import Statement, Vote
from cydradd_web.listen.services.participating import FOR_NOBODY, partners_of
from cydradd_web.listen.words import NotThere
from cydradd_web.record.services import Receipt, receipts_of
from cydradd_web.rounds.services.acting import Acting, AlreadyRecorded, NotNow, acting

ANSWERS = (1, -1, 0)
NO_ANSWER = Bilingual(
    "Atebwch Cytuno, Anghytuno neu Heb farn. Nid oes dim wedi’i anfon.",
    "Answer Agree, Disagree or Pass. Nothing has been sent.",
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One vote as it was asked for."""

    round_id: int
    statement: str
    vote: int
    voter: str
    strength: str
    by: By
    at: datetime
    key: str

    def event(self, partner: Partner | None) -> Event:
        """Its line of the record."""
        given = {self.statement: self.vote}
        return votes_event(self.voter, given, partner=partner, channel=self.by.channel, at=self.at)


def votes_event(voter: str, given: Mapping[str, int], *, partner: Partner | None, channel: str, at: datetime) -> Event:
    """The line of the record of votes that one person cast together, by statement: what was voted is sealed."""
    return Event(
        kind="listen.votes_cast",
        at=at,
        channel=channel,
        partner=partner,
        seat=voter,
        role="voter",
        body={"votes": len(given)},
        sealed={"votes": [{"statement": statement, "vote": vote} for statement, vote in given.items()]},
    )


def cast_vote(
    *, round_id: int, statement: str, vote: int, voter: str, strength: str, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Vote on one statement; the last vote of a person on a statement is the one that counts.

    Args:
        vote: 1 agree, 0 no view, -1 disagree.
        voter: The name under which the round knows whoever votes; it is all that the record holds of them.
        strength: How strongly they are known.

    Raises:
        NoSuchRound: There is no such round on this site.
        AlreadyRecorded: The vote was cast before under this key.
        NotNow: Listening is not open.
        NotThere: There is no such statement, or it is not shown.
        NotPossible: The vote is none of the three, or they have not said for whom they speak.
    """
    if vote not in ANSWERS:
        raise NotPossible(NO_ANSWER)
    instant = at.astimezone(UTC).replace(microsecond=0)
    asked = _Asked(round_id, statement, vote, voter, strength, by, instant, key)
    return _TOGETHER.setdefault(round_id, Together(_cast)).ask(asked)


def _cast(votes: Sequence[_Asked]) -> list[Receipt | CydraddError]:
    """Cast votes in one round, in one transaction: for each its receipt, or why it was refused."""
    round_id, latest = votes[0].round_id, max(votes, key=lambda vote: vote.at)
    with acting(round_id, by=latest.by, at=latest.at) as act:
        partners = partners_of(round_id, {vote.voter: vote.strength for vote in votes})
        refused = _refused(act, votes, partners)
        good = [vote for vote, refusal in zip(votes, refused, strict=True) if refusal is None]
        receipts = act.record_together([(vote.event(partners[vote.voter]), vote.key) for vote in good])
        _keep(good, receipts)
    made = iter(receipts)
    return [refusal or next(made) for refusal in refused]


def _refused(act: Acting, votes: Sequence[_Asked], partners: dict[str, Partner | None]) -> list[CydraddError | None]:
    """Why each vote is refused; ``None``: it is not. Four queries, whatever their number."""
    done = receipts_of(act.round_id, {vote.key for vote in votes})
    asked = {vote.statement for vote in votes}
    shown = Statement.objects.filter(round_id=act.round_id, identifier__in=asked, state="shown")
    there = set(shown.values_list("identifier", flat=True))
    closed = {at: _closed(act, at) for at in {vote.at for vote in votes}}

    def why(vote: _Asked) -> CydraddError | None:
        if vote.key in done:
            return AlreadyRecorded(done[vote.key])
        if (not_now := closed[vote.at]) is not None:
            return not_now
        if vote.voter not in partners:
            return NotPossible(FOR_NOBODY)
        return None if vote.statement in there else NotThere()

    return [why(vote) for vote in votes]


def _closed(act: Acting, at: datetime) -> NotNow | None:
    """Why nobody could vote at an instant; ``None``: anybody could."""
    try:
        act.must_be_open("listen", at=at)
    except NotNow as error:
        return error
    return None


def _keep(votes: Sequence[_Asked], receipts: Sequence[Receipt]) -> None:
    """The vote that counts, of each person on each statement: the last of them."""
    cast = zip(votes, receipts, strict=True)
    keep_votes(votes[0].round_id if votes else 0, ((v.voter, v.statement, v.vote, r.number) for v, r in cast))


def keep_votes(round_id: int, cast: Iterable[tuple[str, str, int, int]]) -> None:
    """Keep votes that are recorded, the last of each person on each statement: voter, statement, vote, entry."""
    rows = {
        (voter, statement): Vote(round_id=round_id, voter=voter, statement=statement, vote=vote, position=entry)
        for voter, statement, vote, entry in cast
    }
    Vote.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["round", "voter", "statement"],
        update_fields=["vote", "position"],
    )


_TOGETHER: dict[int, Together[_Asked, Receipt]] = {}
"""Votes that wait, by round."""
