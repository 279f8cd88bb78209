"""The seed for drawing lots: each partner commits to words of its own, and only then are all three opened.

No partner can choose the seed, since each is bound before it sees the others (decide.md 3.5).
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.design.models import SeedPart
from cydradd_web.design.selectors.agreed import DESIGN
from cydradd_web.design.services.checks import refuse
from cydradd_web.design.services.items import must_be_changeable
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import Acting, acting
from cydradd_web.rounds.services.settings import keep_seed

_HASH = re.compile(r"[0-9a-f]{64}")
LEAST, MOST = 12, 200
"""Characters of a partner's words."""


def hash_of(words: str) -> str:
    """SHA-256 of a partner's words, as 64 hexadecimal digits."""
    return hashlib.sha256(words.encode()).hexdigest()


def seed_of(words: dict[Partner, str]) -> str:
    """The seed that three partners' words make: lowercase hexadecimal SHA-256 of the three, a line each."""
    return hashlib.sha256("\n".join(words[partner] for partner in Partner).encode()).hexdigest()


def commit_words(*, round_id: int, sha256: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Bind a partner to words that it will open later. Until anybody has opened, it may bind itself anew.

    Args:
        sha256: `hash_of` its words. The words themselves stay with the partner.

    Raises:
        NotYours: Whoever acts holds no seat.
        Amendment: The design is agreed.
        NotPossible: Not a hash, another partner's hash, or a partner has opened its words already.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        partner, _seat = by.must_sit()
        must_be_changeable(events_of(round_id))
        if not _HASH.fullmatch(sha256):
            raise refuse("Nid SHA-256 yw hwn.", "This is no SHA-256.")
        parts = SeedPart.objects.filter(round_id=round_id)
        if parts.filter(words__isnull=False).exists():
            raise refuse(
                "Mae partner wedi agor ei eiriau. Gall swyddog y rownd ddechrau eto.",
                "A partner has opened its words. The round’s officer can start again.",
            )
        if parts.filter(sha256=sha256).exclude(partner=str(partner)).exists():
            raise refuse("Dewiswch eich geiriau eich hun.", "Choose words of your own.")
        SeedPart.objects.update_or_create(round_id=round_id, partner=str(partner), defaults={"sha256": sha256})
        return _record(act, "committed", sha256)


def open_words(*, round_id: int, words: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Open a partner's words, once all three are bound. With the third the seed is made and public.

    Raises:
        NotYours: Whoever acts holds no seat.
        Amendment: The design is agreed.
        NotPossible: Not all are bound, these are not the words, or they are open already.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        partner, _seat = by.must_sit()
        must_be_changeable(events_of(round_id))
        parts = {Partner(row.partner): row for row in SeedPart.objects.filter(round_id=round_id)}
        if len(parts) < len(Partner):
            raise refuse(
                "Nid yw’r tri phartner wedi ymrwymo eto. Arhoswch: nid oes neb wedi gweld eich geiriau.",
                "Not all three partners are bound yet. Wait: nobody has seen your words.",
            )
        own = parts[partner]
        if own.words is not None:
            raise refuse("Mae geiriau eich partner ar agor eisoes.", "Your partner’s words are open already.")
        if hash_of(words) != own.sha256:
            raise refuse(
                "Nid dyma’r geiriau yr ymrwymodd eich partner iddynt. Gwiriwch bob llythyren a bwlch.",
                "These are not the words your partner is bound to. Check every letter and space.",
                "other-words",
            )
        own.words = words
        own.save(update_fields=["words"])
        opened = {who: row.words for who, row in parts.items() if row.words is not None}
        if len(opened) == len(Partner):
            keep_seed(round_id, seed_of(opened))
        return _record(act, "opened", own.sha256, words)


def start_again(*, round_id: int, by: By, at: datetime, key: str = "") -> Receipt:
    """Let all three partners bind themselves anew, where one has lost its words.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        Amendment: The design is agreed.
        NotPossible: No partner is bound.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        must_be_changeable(events_of(round_id))
        if not SeedPart.objects.filter(round_id=round_id).delete()[0]:
            raise refuse("Nid oes dim i’w ddechrau eto.", "There is nothing to start again.")
        keep_seed(round_id, None)
        return act.record("change", object=DESIGN, item="seed", code="started_again")


def _record(act: Acting, code: str, sha256: str, words: str | None = None) -> Receipt:
    """The hash stands in the entry, the words beside it once they are open."""
    body = {"object": DESIGN, "item": "seed", "code": code, "sha256": sha256}
    sealed = {} if words is None else {"text": {"text": words}}
    return act.record_body("design.changed", body, sealed=sealed, public=("text",))
