"""Invitations to seats, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import Duty
from cydradd_web.accounts.models import Invitation, Person
from cydradd_web.accounts.services.invitations import hash_of


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation. ``stands``: it can still be answered."""

    id: int
    round_id: int
    slug: str
    email: str
    partner: Partner
    duties: tuple[Duty, ...]
    invited_at: datetime
    expires_at: datetime
    stands: bool


def _invited(row: Invitation, at: datetime) -> Invited:
    return Invited(
        id=row.pk,
        round_id=row.round_id,
        slug=row.round.slug,
        email=row.email,
        partner=Partner(row.partner),
        duties=tuple(Duty(duty) for duty in row.duties),
        invited_at=row.invited_at,
        expires_at=row.expires_at,
        stands=row.accepted_at is None and row.withdrawn_at is None and row.expires_at > at,
    )


def invitations_of(round_id: int, *, at: datetime) -> tuple[Invited, ...]:
    """What a round has offered and nobody has answered; those that have run out too. One query."""
    rows = Invitation.objects.filter(round_id=round_id, accepted_at=None, withdrawn_at=None).select_related("round")
    return tuple(_invited(row, at) for row in rows)


def invitation_of_round(round_id: int, number: int, *, at: datetime) -> Invited | None:
    """One of a round's invitations; ``None``: the round has none of this number. One query."""
    row = Invitation.objects.filter(round_id=round_id, pk=number).select_related("round").first()
    return None if row is None else _invited(row, at)


def invitation_by_token(token: str, *, at: datetime) -> Invited | None:
    """The invitation whose link holds this token; ``None``: there is none. One query."""
    row = Invitation.objects.filter(token_hash=hash_of(token)).select_related("round").first()
    return None if row is None else _invited(row, at)


def invitation_to(person: int, number: int, *, at: datetime) -> Invited | None:
    """An invitation that was sent to somebody's own address; ``None``: it was not. Two queries."""
    row = Invitation.objects.filter(pk=number, email__iexact=_address(person)).select_related("round").first()
    return None if row is None else _invited(row, at)


def invitations_to(person: int, *, at: datetime) -> tuple[Invited, ...]:
    """What was offered to somebody's own address and waits for an answer. Two queries."""
    rows = Invitation.objects.filter(email__iexact=_address(person), accepted_at=None, withdrawn_at=None)
    return tuple(_invited(row, at) for row in rows.filter(expires_at__gt=at).select_related("round"))


def _address(person: int) -> str:
    return Person.objects.filter(pk=person, is_active=True).values_list("email", flat=True).first() or "-"
