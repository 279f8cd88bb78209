"""Money on the table: each pot of a round, who holds it and what it may pay for."""

from __future__ import annotations

import hashlib
from datetime import datetime

from cydradd.cycle.columns import TABLES as COLUMNS
from cydradd.cycle.stages import Gate
from cydradd.cycle.table_writing import cells
from cydradd.design.pots import Pot
from cydradd.record.canonical import serialise
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.rows import add_row, change_row
from cydradd_web.design.models import Pot as PotRow
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import passed
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import Acting, acting

POTS = "design/pots.csv"


def state_pot(*, round_id: int, pot: Pot, by: By, at: datetime, key: str = "") -> Receipt:
    """Put a pot on the table: the record holds its sum and the hash of its row, the round's files the row itself.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: There is such a pot already, its words are not known, or the call has opened.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _may_change(round_id, pot)
        if PotRow.objects.filter(round_id=round_id, identifier=pot.id).exists():
            raise NotPossible(
                Bilingual(
                    "Mae cronfa â’r enw hwn yn y rownd. Rhowch enw arall.",
                    "The round has a pot of this name. Give another name.",
                )
            )
        add_row(PotRow, POTS, round_id, pot)
        return _recorded(act, pot)


def change_pot(*, round_id: int, pot: Pot, by: By, at: datetime, key: str = "") -> Receipt:
    """Change a pot's sum or conditions, before its owner has consented and before the call opens.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: There is no such pot, its owner has consented to it as it stands, or the call has opened.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _may_change(round_id, pot)
        row = PotRow.objects.filter(round_id=round_id, identifier=pot.id).first()
        if row is None:
            raise NotPossible(Bilingual("Nid oes cronfa o’r enw hwn.", "There is no pot of this name."))
        said = [each for each in events_of(round_id) if each.kind == "consent" and each.object == pot.id]
        if said and said[-1].code != "withdrawn":
            raise NotPossible(
                Bilingual(
                    "Mae perchennog y gronfa wedi cydsynio iddi fel y mae. Rhaid tynnu’r cydsyniad yn ôl yn gyntaf.",
                    "The pot’s owner has consented to it as it stands. That consent must be taken back first.",
                )
            )
        change_row(row, POTS, pot)
        return _recorded(act, pot)


def _may_change(round_id: int, pot: Pot) -> None:
    if passed(round_id, Gate.OPEN_APPLY):
        raise NotPossible(
            Bilingual(
                "Mae pobl yn ymgeisio am yr arian hwn, felly ni ellir ei newid.",
                "People are applying for this money, so it cannot be changed.",
            )
        )
    words = COLUMNS[POTS].words
    if pot.mode not in words["mode"] or pot.commissioner_kind not in words["commissioner_kind"]:
        raise NotPossible(Bilingual("Dewiswch o’r rhestr.", "Choose from the list."))
    if not pot.id.strip() or len(pot.id) > 64 or not pot.commissioner.strip():
        raise NotPossible(Bilingual("Rhowch enw’r gronfa ac enw’r corff.", "Give the name of the pot and of its body."))
    if pot.amount <= 0:
        raise NotPossible(Bilingual("Rhowch swm dros £0.", "Give a sum above £0."))
    if pot.mode == "individual" and not pot.owner:
        raise NotPossible(
            Bilingual(
                "Cyllideb unigol: rhowch gyfeirnod yr unigolyn sy’n berchen arni, nid enw.",
                "An individual budget: give the reference of the person whose it is, not a name.",
            )
        )


def _recorded(act: Acting, pot: Pot) -> Receipt:
    digest = hashlib.sha256(serialise(cells(COLUMNS[POTS], pot))).hexdigest()
    body: dict[str, JsonValue] = {"object": "pots", "item": pot.id, "amount_p": int(pot.amount), "sha256": digest}
    return act.record_body("design.changed", body)
