"""By which identifiers a round is known in open data. They can be given, and put right, after it was convened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.design.selectors.agreed import agreement
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.selectors.scope import IDENTIFIERS
from cydradd_web.rounds.services.acting import acting

PUBLISHED = "follow.file_published"


def set_identifiers(*, round_id: int, identifiers: Mapping[str, str], by: By, at: datetime, key: str = "") -> Receipt:
    """Say who publishes the data of a round, by which prefixes, and what kind of body gives the money.

    Args:
        identifiers: Some of `IDENTIFIERS`; one that is not there, or is empty, is taken away.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: Open data was published under them; or the kind of body would change after the design was agreed.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        events = events_of(round_id)
        if any(event.kind == PUBLISHED for event in events):
            raise NotPossible(
                Bilingual(
                    "Mae data agored wedi’i gyhoeddi o dan y dynodwyr hyn, felly ni ellir eu newid.",
                    "Open data was published under these identifiers, so they cannot be changed.",
                )
            )
        given = {name: identifiers[name] for name in IDENTIFIERS if identifiers.get(name)}
        before = act.round.settings
        if agreement(events) is not None and given.get("authority_type") != before.get("authority_type"):
            raise NotPossible(
                Bilingual(
                    "Cytunwyd ar y dyluniad yn ôl trothwyon y math hwn o gorff. Diwygio yw ei newid.",
                    "The design was agreed by the thresholds of this kind of body. A change to it is an amendment.",
                )
            )
        kept = {name: value for name, value in before.items() if name not in IDENTIFIERS}
        act.round.settings = {**kept, **given}
        act.round.save(update_fields=["settings"])
        return act.record("change", object="identifiers", code="changed")
