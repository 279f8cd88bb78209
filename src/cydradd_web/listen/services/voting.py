"""Votes: agree, disagree, or no view on one statement."""

from __future__ import annotations

from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.listen.models import Statement, Vote
from cydradd_web.listen.services.participating import must_take_part
from cydradd_web.listen.words import NotThere
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import acting

ANSWERS = (1, -1, 0)


def cast_vote(
    *, round_id: int, statement: str, vote: int, voter: str, strength: str, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Vote on one statement; the last vote of a person on a statement is the one that counts.

    Args:
        vote: 1 agree, 0 no view, -1 disagree.
        voter: The name under which the round knows whoever votes; it is all that the record holds of them.
        strength: How strongly they are known.

    Raises:
        NotNow: Listening is not open.
        NotThere: There is no such statement, or it is not shown.
        NotPossible: The vote is none of the three, or they have not said for whom they speak.
    """
    if vote not in ANSWERS:
        raise NotPossible(
            Bilingual(
                "Atebwch Cytuno, Anghytuno neu Heb farn. Nid oes dim wedi’i anfon.",
                "Answer Agree, Disagree or Pass. Nothing has been sent.",
            )
        )
    with acting(round_id, by=by, at=at, key=key) as act:
        act.must_be_open("listen")
        partner = must_take_part(act, voter, strength)
        if not Statement.objects.filter(round_id=round_id, identifier=statement, state="shown").exists():
            raise NotThere
        receipt = act.record_body(
            "listen.votes_cast",
            {"votes": 1},
            sealed={"votes": [{"statement": statement, "vote": vote}]},
            partner=partner,
            seat=voter,
            role="voter",
        )
        row = Vote(round_id=round_id, voter=voter, statement=statement, vote=vote, position=receipt.number)
        Vote.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["round", "voter", "statement"],
            update_fields=["vote", "position"],
        )
    return receipt
