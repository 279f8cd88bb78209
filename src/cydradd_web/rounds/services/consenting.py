"""Consent of the partners at the gates."""

from __future__ import annotations

from datetime import datetime

from cydradd.cycle.consent import Standing, partner_states
from cydradd.cycle.gates.consents import NEEDS_CONSENT
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import acting


def give_consent(*, round_id: int, gate: Gate, how: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Record that a partner consents at a gate, and how it decided inside itself (cycle.md section 1).

    Raises:
        NotYours: Whoever acts holds no seat in the round.
        NotPossible: No consent is needed there, or the partner has consented already.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        partner, _seat = by.must_sit()
        if gate not in NEEDS_CONSENT:
            raise NotPossible(
                Bilingual("Nid oes angen cydsyniad wrth y porth hwn.", "No consent is needed at this gate.")
            )
        standing = partner_states(events_of(round_id), gate, as_of=act.at)[partner]
        if standing.standing is Standing.CONSENTED:
            raise NotPossible(
                Bilingual("Mae’r partner hwn eisoes wedi cydsynio yma.", "This partner has already consented here.")
            )
        return act.record("consent", gate=str(gate), text=how)
