"""One's own votes: erased at one's own request."""

from __future__ import annotations

from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.listen.models import Participant, Vote
from cydradd_web.record.services import Receipt, erase_parts
from cydradd_web.rounds.services.acting import acting


def erase_votes(*, round_id: int, voter: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Erase every vote of somebody and what they said of themselves, at any time. They leave the next map.

    Their entries stay in the record, with nothing that opens them.

    Raises:
        NotPossible: There is nothing of theirs.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        gone, _ = Vote.objects.filter(round_id=round_id, voter=voter).delete()
        joined, _ = Participant.objects.filter(round_id=round_id, voter=voter).delete()
        if not voter or not (gone or joined):
            raise NotPossible(
                Bilingual("Nid oes pleidleisiau gennych yn y rownd hon.", "You have no votes in this round.")
            )
        entries = erase_parts(round_id, pseudonym=voter, type_="listen.votes_cast")
        body: dict[str, JsonValue] = {"ground": "own-request", "of": "listen.votes_cast", "entries": entries}
        return act.record_body("record.erased", body, partner=None, seat=voter, role="voter")
