"""What was answered on a paper sheet: erased at the request of whoever holds its receipt."""

from __future__ import annotations

import json
from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.listen.models import PaperSheet, Participant, Vote
from cydradd_web.listen.selectors.paper import sheet_with
from cydradd_web.record.selectors import recorded_at
from cydradd_web.record.services import Receipt, erase_parts
from cydradd_web.rounds.services.acting import acting


def erase_sheet(*, round_id: int, number: int, code: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Erase what was answered on one sheet, at any time. It leaves the next map, and nobody can count it again.

    Whoever knows the number and the code of a sheet holds its receipt; no account is asked for. A sheet that was not
    counted yet, or not even typed in, is not counted any more. The entry of its answers stays in the record, with
    nothing that opens it.

    Raises:
        NotACode: The code has not the form of one.
        NoSuchSheet: There is no sheet with this number and code, or it is cancelled, or of another round.
        NotPossible: It was erased before.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        sheet = sheet_with(round_id, number, code)
        if sheet.erased_at is not None:
            raise NotPossible(
                Bilingual(
                    "Mae atebion y daflen hon wedi’u dileu yn barod. Nid oes dim ar ôl i’w ddileu.",
                    "The answers of this sheet are erased already. Nothing is left to erase.",
                )
            )
        voter, entries = _voter(round_id, sheet), 0
        if voter:
            Vote.objects.filter(round_id=round_id, voter=voter).delete()
            Participant.objects.filter(round_id=round_id, voter=voter).delete()
            entries = erase_parts(round_id, pseudonym=voter, type_="listen.votes_cast")
        sheet.keyings.update(marks=None, partner=None)
        sheet.erased_at = act.at
        sheet.save(update_fields=["erased_at"])
        body: dict[str, JsonValue] = {"ground": "own-request", "of": "listen.votes_cast", "entries": entries}
        return act.record_body("record.erased", body, partner=None, seat=voter or None, role="voter")


def _voter(round_id: int, sheet: PaperSheet) -> str:
    """The name under which a sheet was counted; empty: it was not, or nothing was marked on it."""
    found = None if sheet.entry is None else recorded_at(round_id, sheet.entry)
    return "" if found is None else str(json.loads(str(found["entry"]))["actor"]["pseudonym"])
