"""What pages and messages read of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.timezone import localtime

from cydradd_web.accounts.models import Invitation, Person, Place, Pseudonym, SignInLink
from cydradd_web.accounts.services.links import hashed


@dataclass(frozen=True, slots=True)
class Known:
    """One person as their own pages show them."""

    number: int
    email: str
    name: str
    language: str | None
    level: str
    digest: bool
    joined_at: datetime


def known(person: int) -> Known:
    """One person. One query."""
    row = Person.objects.get(pk=person)
    return Known(row.pk, row.email, row.name, row.language, row.level, row.digest, row.joined_at)


def number_of(email: str) -> int | None:
    """The number of the account of an address; ``None``: nobody has it, or it is closed. One query."""
    rows = Person.objects.filter(email__iexact=email.strip(), is_active=True)
    return rows.values_list("pk", flat=True).first()


def language_of(email: str) -> str | None:
    """The language in which somebody wants messages; ``None``: we have not been told. One query."""
    return Person.objects.filter(email__iexact=email.strip()).values_list("language", flat=True).first()


def account(person: int) -> AbstractBaseUser | None:
    """The account, as what signs people in wants it. One query."""
    return Person.objects.filter(pk=person, is_active=True).first()


def people() -> Sequence[Known]:
    """Everybody, by address. One query."""
    rows = Person.objects.order_by("email")
    return [Known(row.pk, row.email, row.name, row.language, row.level, row.digest, row.joined_at) for row in rows]


def link_is_good(token: str, purpose: str, at: datetime) -> bool:
    """Whether a link may still be used. One query; nothing is used up."""
    found = SignInLink.objects.filter(token_hash=hashed(token), purpose=purpose, used_at=None, expires_at__gt=at)
    return found.filter(person__is_active=True).exists()


def _when(instant: datetime | None) -> str | None:
    return localtime(instant).isoformat() if instant else None


def account_data(person: int) -> Mapping[str, object]:
    """Everything an account itself holds, but passwords and secrets."""
    row = Person.objects.get(pk=person)
    addresses = EmailAddress.objects.filter(user_id=person).order_by("pk")
    return {
        "number": row.pk,
        "email": row.email,
        "addresses": [{"email": each.email, "proved": each.verified} for each in addresses],
        "name": row.name or None,
        "language": row.language,
        "level": row.level,
        "weekly_message": row.digest,
        "opens_rounds": row.convener,
        "runs_the_site": row.operator,
        "has_password": row.has_usable_password(),
        "joined_at": _when(row.joined_at),
        "last_sign_in_at": _when(row.last_login),
    }


def second_steps_data(person: int) -> list[Mapping[str, object]]:
    """Which second steps are set up; never their secrets."""
    rows = Authenticator.objects.filter(user_id=person).order_by("pk")
    return [
        {
            "kind": str(row.type),
            "name": row.data.get("name"),
            "set_up_at": _when(row.created_at),
            "used_at": _when(row.last_used_at),
        }
        for row in rows
    ]


def sessions_data(person: int) -> list[Mapping[str, object]]:
    """Browsers that are signed in."""
    return [
        {
            "since": _when(row.created_at),
            "last_used_at": _when(row.last_seen_at),
            "network_address": row.ip,
            "browser": row.user_agent,
        }
        for row in UserSession.objects.filter(user_id=person).order_by("pk")
    ]


def places_data(person: int) -> list[Mapping[str, object]]:
    """Every place that somebody holds or held, and the pseudonym of its seat."""
    return [
        {
            "round": row.round.slug,
            "partner": row.partner,
            "seat": row.seat,
            "duties": list(row.duties),
            "given_at": _when(row.given_at),
            "declared_at": _when(row.declared_at),
            "ended_at": _when(row.ended_at),
        }
        for row in Place.objects.filter(person_id=person).select_related("round").order_by("pk")
    ]


def invitations_data(person: int) -> list[Mapping[str, object]]:
    """Every invitation that was sent to their address."""
    email = Person.objects.values_list("email", flat=True).get(pk=person)
    return [
        {
            "round": row.round.slug,
            "partner": row.partner,
            "duties": list(row.duties),
            "invited_at": _when(row.invited_at),
            "accepted_at": _when(row.accepted_at),
            "withdrawn_at": _when(row.withdrawn_at),
        }
        for row in Invitation.objects.filter(email__iexact=email).select_related("round").order_by("pk")
    ]


def pseudonyms_data(person: int) -> list[Mapping[str, object]]:
    """The random names under which rounds know them."""
    rows = Pseudonym.objects.filter(person_id=person).select_related("round").order_by("pk")
    return [{"round": row.round.slug, "purpose": row.purpose, "pseudonym": row.pseudonym} for row in rows]
