"""Invitations to a seat in a round: offered by its officer, taken or declined by whoever was asked."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import DUTY_NAMES, By, Duty
from cydradd_web.accounts.models import LEVELS, Invitation, Person, Place
from cydradd_web.accounts.services.seats import say
from cydradd_web.mail.services import send
from cydradd_web.mail.words import link, template
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import Acting, acting
from cydradd_web.rounds.services.convening import seat_person
from cydradd_web.rounds.services.seating import open_seat_row_again

LASTS = timedelta(days=14)
"""How long the link of an invitation works."""
GONE = Bilingual(
    "Nid yw’r gwahoddiad hwn yn ddilys mwyach: mae wedi’i ateb, ei dynnu’n ôl neu wedi dod i ben. "
    "Gofynnwch i swyddog y rownd am un newydd.",
    "This invitation no longer stands: it was answered, withdrawn or has run out. "
    "Ask the officer of the round for a new one.",
)
ASKED_ALREADY = Bilingual(
    "Mae gwahoddiad i’r cyfeiriad hwn yn aros yn barod. Gallwch ei anfon eto o’r dudalen pobl.",
    "An invitation to this address waits already. You can send it again from the page of people.",
)
SITS_ALREADY = Bilingual(
    "Mae gan y person hwn sedd yn y rownd yn barod. Mae person yn gweithredu dros un partner ym mhob rownd.",
    "This person has a seat in the round already. A person acts for one partner in a round.",
)
OTHER_PARTNER = Bilingual(
    "Buoch yn y rownd hon dros bartner arall. Mae person yn gweithredu dros un partner ym mhob rownd.",
    "You were in this round for another partner. A person acts for one partner in a round.",
)


class NoSuchInvitation(CydraddError):
    """There is no such invitation, or it is for somebody else."""

    code = "no-such-invitation"


def hash_of(token: str) -> str:
    """What is kept of the token that a link holds."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    *, round_id: int, email: str, partner: Partner, duties: Collection[Duty] = (), by: By, at: datetime, key: str = ""
) -> Receipt:
    """Offer a seat to whoever reads this address. The e-mail holds a link that works once, within 14 days.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: The person sits in the round already, or an invitation to the address waits.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        if Place.objects.filter(round_id=round_id, person__email__iexact=email, ended_at__isnull=True).exists():
            raise NotPossible(SITS_ALREADY)
        waiting = Invitation.objects.filter(round_id=round_id, accepted_at=None, withdrawn_at=None)
        waiting.filter(expires_at__lte=act.at).update(withdrawn_at=act.at)
        columns = {"partner": str(partner), "duties": sorted(str(duty) for duty in duties), "invited_at": act.at}
        try:
            with transaction.atomic():
                made = Invitation.objects.create(
                    round_id=round_id,
                    email=email,
                    token_hash=hash_of(secrets.token_urlsafe()),
                    expires_at=act.at + LASTS,
                    **columns,
                )
        except IntegrityError:
            raise NotPossible(ASKED_ALREADY) from None
        receipt = say(act, "seat", "offered", to=made.partner, duties=made.duties)
        _send(act, made)
        return receipt


def _send(act: Acting, made: Invitation) -> None:
    """Send the link, with a new token: an earlier link works no more."""
    token = secrets.token_urlsafe(24)
    made.token_hash, made.expires_at = hash_of(token), act.at + LASTS
    made.save(update_fields=["token_hash", "expires_at"])
    names = [DUTY_NAMES[Duty(duty)] for duty in made.duties]
    words = template(
        "invitation",
        round=Bilingual(act.round.title_cy, act.round.title_en),
        partner=PARTNER_NAMES[Partner(made.partner)],
        duties=Bilingual(
            ", ".join(str(name.cy) for name in names) or "dim", ", ".join(str(name.en) for name in names) or "none"
        ),
        link=link(lambda: reverse("invitation", args=[token])),
    )
    key = f"{made.pk}:{made.token_hash[:16]}"
    send(kind="invitation", to=made.email, words=words, at=act.at, key=key, round_id=act.round_id)


def _waiting(invitation: int, act: Acting) -> Invitation:
    """An invitation of the round that stands; the round is locked, so that it is answered once."""
    found = Invitation.objects.filter(pk=invitation, round_id=act.round_id).first()
    if found is None:
        raise NoSuchInvitation(GONE)
    if found.accepted_at or found.withdrawn_at:
        raise NotPossible(GONE)
    return found


def send_invitation_again(*, round_id: int, invitation: int, by: By, at: datetime, key: str = "") -> None:
    """Send a new link to the same address, for 14 days more; the link sent before works no more.

    Raises:
        NotYours, NoSuchInvitation, NotPossible: As `invite`; it was answered or withdrawn.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _send(act, _waiting(invitation, act))


def withdraw_invitation(*, round_id: int, invitation: int, by: By, at: datetime, key: str = "") -> Receipt:
    """Take an offer of a seat back, before it is taken.

    Raises:
        NotYours, NoSuchInvitation, NotPossible: As `send_invitation_again`.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        return _end(act, _waiting(invitation, act), "offer_withdrawn")


def _end(act: Acting, made: Invitation, code: str) -> Receipt:
    made.withdrawn_at = act.at
    made.save(update_fields=["withdrawn_at"])
    return say(act, "seat", code, to=made.partner, duties=made.duties)


def _answered_by(invitation: int, token: str, act: Acting) -> tuple[Invitation, Person]:
    """The invitation and whoever answers it: they hold its link, or its address is theirs."""
    made = _waiting(invitation, act)
    person = Person.objects.filter(pk=act.by.person or 0, is_active=True).first()
    held = bool(token) and secrets.compare_digest(hash_of(token), made.token_hash)
    if person is None or not (held or person.email.casefold() == made.email.casefold()):
        raise NoSuchInvitation(GONE)
    if made.expires_at <= act.at:
        raise NotPossible(GONE)
    return made, person


def accept_invitation(
    *, round_id: int, invitation: int, token: str = "", by: By, at: datetime, key: str = ""
) -> Receipt:
    """Take the seat that was offered. Whoever does is known from then on as somebody on a list (trust.md 3.1).

    Args:
        token: What the link holds; empty: the invitation was sent to the person's own address.

    Raises:
        NoSuchInvitation: It is not theirs.
        NotPossible: It no longer stands, or they act in the round already, or did for another partner.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        made, person = _answered_by(invitation, token, act)
        partner, duties = Partner(made.partner), frozenset(Duty(duty) for duty in made.duties)
        seat = _sit(act, person, partner, duties)
        made.accepted_at = act.at
        made.save(update_fields=["accepted_at"])
        if LEVELS.index(person.level) < LEVELS.index("list"):
            person.level = "list"
            person.save(update_fields=["level"])
        act.by = By(person.pk, partner, seat, duties, by.channel, person.level)
        return say(act, "seat", "taken", seat=seat, duties=made.duties)


def _sit(act: Acting, person: Person, partner: Partner, duties: Collection[Duty]) -> str:
    """The seat somebody takes: a new one, or the one they had left, so that nobody counts twice."""
    before = Place.objects.filter(person=person, round_id=act.round_id).first()
    if before is None:
        return seat_person(round_id=act.round_id, person=person.pk, partner=partner, duties=duties, at=act.at)
    if before.ended_at is None:
        raise NotPossible(SITS_ALREADY)
    if before.partner != str(partner):
        raise NotPossible(OTHER_PARTNER)
    before.duties, before.ended_at, before.given_at = sorted(str(duty) for duty in duties), None, act.at
    before.save(update_fields=["duties", "ended_at", "given_at"])
    open_seat_row_again(round_id=act.round_id, seat=before.seat)
    return before.seat


def decline_invitation(
    *, round_id: int, invitation: int, token: str = "", by: By, at: datetime, key: str = ""
) -> Receipt:
    """Say no to a seat that was offered.

    Raises:
        NoSuchInvitation, NotPossible: As `accept_invitation`.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        made, _person = _answered_by(invitation, token, act)
        return _end(act, made, "declined")
