"""Somebody may be at risk: hidden at once, told to the safeguarding officer, and to nobody else."""

from __future__ import annotations

from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.selectors import holders
from cydradd_web.listen.models import Concern, Statement
from cydradd_web.listen.policy import RISK, VERSION
from cydradd_web.listen.services.moderating import MADE
from cydradd_web.listen.words import NotThere
from cydradd_web.mail.services import send
from cydradd_web.mail.words import said
from cydradd_web.record.services import Receipt, publish_part, withdraw_part
from cydradd_web.rounds.services.acting import acting

LONGEST = 5_000
HIDDEN = ("waiting", "shown")
"""States of a statement that is hidden when somebody says that a person may be at risk."""


def raise_concern(
    *, round_id: int, statement: str | None, text: str, contact: str, by: By, at: datetime, key: str = ""
) -> Receipt | None:
    """Say that somebody may be at risk. Anybody can, without an account, at any time of the round.

    Args:
        statement: The statement it is about, which is hidden at once; ``None``: it is about something else.
        text: What is known; may be empty when there is a statement.
        contact: How whoever writes can be reached; may be empty.

    Returns:
        The receipt of the hold; ``None`` when nothing was held: then nothing of it is in the record.

    Raises:
        NotThere: There is no such statement to be seen.
        NotPossible: Nothing is said.
    """
    if not (statement or text.strip()):
        raise NotPossible(Bilingual("Dywedwch beth sy’n eich poeni.", "Say what worries you."))
    with acting(round_id, by=by, at=at, key=key) as act:
        row = None
        if statement:
            row = Statement.objects.filter(round_id=round_id, identifier=statement).exclude(state="draft").first()
            if row is None:
                raise NotThere
        before = row.state if row else ""
        made = Concern.objects.create(
            round_id=round_id,
            statement=statement or None,
            before=before,
            text=text[:LONGEST],
            contact=contact[:200],
            made_at=act.at,
        )
        _tell(round_id, made.pk, act.at)
        if row is None or row.state not in HIDDEN:
            return None
        row.state, row.moderated, row.rule = "held", -1, RISK
        row.save(update_fields=["state", "moderated", "rule"])
        withdraw_part(round_id, type_=MADE, statement=row.identifier, name="text")
        body: dict[str, JsonValue] = {"statement": row.identifier, "outcome": "held", "policy": VERSION}
        return act.record_body("listen.statement_moderated", body, partner=None, seat=None, role="safeguarding")


def close_concern(*, round_id: int, concern: int, release: bool, by: By, at: datetime, key: str = "") -> Receipt | None:
    """The safeguarding officer has dealt with it: the statement comes back as it was, or stays hidden.

    Raises:
        NotYours: Whoever acts is not the safeguarding officer.
        NotThere: There is no such concern in this round, or it is closed.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.SAFEGUARDING)
        made = Concern.objects.filter(pk=concern, round_id=round_id, closed_at__isnull=True).first()
        if made is None:
            raise NotThere
        row = Statement.objects.filter(round_id=round_id, identifier=made.statement, rule=RISK, state="held").first()
        made.closed_at, made.outcome = act.at, ("none" if row is None else "released" if release else "kept")
        made.save(update_fields=["closed_at", "outcome"])
        others = Concern.objects.filter(round_id=round_id, statement=made.statement, closed_at__isnull=True)
        if row is None or not release or others.exists():
            return None
        first = Concern.objects.filter(round_id=round_id, statement=made.statement, before__in=HIDDEN).first()
        row.state = first.before if first else "waiting"
        row.moderated, row.rule = (1 if row.state == "shown" else 0), None
        row.save(update_fields=["state", "moderated", "rule"])
        if row.state == "shown":
            publish_part(round_id, type_=MADE, statement=row.identifier, name="text")
        body: dict[str, JsonValue] = {"statement": row.identifier, "outcome": "released", "policy": VERSION}
        return act.record_body("listen.statement_moderated", body, role="safeguarding")


def _tell(round_id: int, concern: int, at: datetime) -> None:
    """Tell the safeguarding officers that one waits, and no more; where there is none, those who can name one."""
    people = holders(round_id)
    officers = [each for each in people if Duty.SAFEGUARDING in each.duties]
    for each in officers or [each for each in people if Duty.OFFICER in each.duties]:
        words = WAITING if officers else NO_OFFICER
        send(kind="safeguarding", to=each.person, words=words, at=at, key=f"concern-{concern}", round_id=round_id)


WAITING = said(
    Bilingual("Diogelu: mae un yn aros", "Safeguarding: one waiting"),
    Bilingual(
        "Mae un neges ddiogelu yn aros yn eich rownd. Mewngofnodwch a’i darllen yn rhes diogelu’r rownd.",
        "One safeguarding message is waiting in your round. Sign in and read it in the round’s safeguarding queue.",
    ),
)
NO_OFFICER = said(
    Bilingual("Diogelu: mae un yn aros, a neb i’w darllen", "Safeguarding: one waiting, and nobody to read it"),
    Bilingual(
        "Mae neges ddiogelu yn aros, ac nid oes swyddog diogelu yn y rownd. Gwahoddwch un heddiw. "
        "Ni allwch chi ei darllen.",
        "A safeguarding message is waiting, and the round has no safeguarding officer. Invite one today. "
        "You cannot read it yourself.",
    ),
)
