"""Organisations as accounts: made with four facts, changed with their history kept, and joined by colleagues."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.apply.models import Body, BodyFact, BodyInvitation, BodyMember
from cydradd_web.apply.models.bodies import ROLES
from cydradd_web.apply.services.team import must_edit, must_sign

INVITED_FOR = timedelta(days=14)
_ORG_ID = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,8}-[A-Za-z0-9-]{1,40}")


def create_body(*, facts: Mapping[str, str], by: By, at: datetime, number: str = "") -> int:
    """Begin an organisation; whoever does signs for it. Its key.

    Args:
        facts: By key; ``name_cy`` or ``name_en`` must be there.
        number: An org-id such as ``GB-CHC-1234567``; empty: not registered, so that we give it an id of our own.

    Raises:
        NotYours: Nobody is signed in.
        NotPossible: There is no name, or the number is no org-id, or it is here already.
    """
    if by.person is None:
        raise NotYours(Bilingual("Mewngofnodwch yn gyntaf.", "Sign in first."))
    name = facts.get("name_cy") or facts.get("name_en") or ""
    if not name:
        raise NotPossible(Bilingual("Rhowch enw’r sefydliad.", "Give the name of the organisation."))
    identifier = _identifier(number) or f"360G-cydradd-{slugify(name)[:40] or 'body'}-{secrets.token_hex(3)}"
    try:
        with transaction.atomic():
            body = Body.objects.create(identifier=identifier, made_at=at)
            BodyMember.objects.create(body=body, person_id=by.person, role="signer", joined_at=at)
            _add(body.pk, {**facts, "number": number.strip()}, by, at)
    except IntegrityError:
        raise NotPossible(
            Bilingual(
                f"Mae sefydliad â’r rhif hwn yma eisoes: {identifier}. Gofynnwch i un o’i aelodau eich gwahodd.",
                f"An organisation with the number {identifier} is here already. Ask one of its people to invite you.",
            )
        ) from None
    return body.pk


def _identifier(number: str) -> str:
    """An org-id as people write it; empty: none was given."""
    text = number.strip()
    if not text:
        return ""
    if text.isdigit() and 5 <= len(text) <= 8:
        return f"GB-CHC-{text}"
    if not _ORG_ID.fullmatch(text):
        raise NotPossible(
            Bilingual(
                "Rhowch rif elusen (6 neu 7 digid), neu rif fel GB-COH-01234567. Gadewch y lle’n wag os nad oes rhif.",
                "Give a charity number (6 or 7 digits) or one such as GB-COH-01234567. Leave it empty if none.",
            )
        )
    return text


def change_facts(*, body: int, facts: Mapping[str, str], by: By, at: datetime) -> tuple[str, ...]:
    """Write down facts that are new or have changed; what was known before stays in the history. The keys changed.

    Raises:
        NotYours: Whoever acts does not act for the organisation.
        NotPossible: No name would be left.
    """
    with transaction.atomic():
        Body.objects.select_for_update().get(pk=body)
        must_edit(body, by)
        now = {fact.key: fact.value for fact in BodyFact.objects.filter(body_id=body)}
        after = {**now, **facts}
        if not (after.get("name_cy") or after.get("name_en")):
            raise NotPossible(Bilingual("Rhowch enw’r sefydliad.", "Give the name of the organisation."))
        return _add(body, {key: value for key, value in facts.items() if now.get(key, "") != value}, by, at, known=now)


def confirm_facts(*, body: int, by: By, at: datetime) -> None:
    """Say that everything known of an organisation is right today.

    Raises:
        NotYours: Whoever acts does not act for the organisation.
    """
    with transaction.atomic():
        Body.objects.select_for_update().get(pk=body)
        must_edit(body, by)
        now = {fact.key: fact.value for fact in BodyFact.objects.filter(body_id=body)}
        _add(body, {key: value for key, value in now.items() if value}, by, at)


def _add(
    body: int, facts: Mapping[str, str], by: By, at: datetime, *, known: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    kept = {key: value for key, value in facts.items() if value or (known or {}).get(key)}
    BodyFact.objects.bulk_create(
        BodyFact(body_id=body, key=key, value=value, as_of=local_date(at), given_by_id=by.person, given_at=at)
        for key, value in kept.items()
    )
    return tuple(kept)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invite(*, body: int, email: str, role: str, by: By, at: datetime) -> str:
    """Invite a colleague to act for an organisation; the token of the link that is sent to them.

    Invited again, they are sent a new link, and the earlier one ends.

    Raises:
        NotYours: Whoever acts does not sign for it.
        NotPossible: There is no such role.
    """
    if role not in ROLES:
        raise NotPossible(Bilingual("Dewiswch rôl.", "Choose a role."))
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        Body.objects.select_for_update().get(pk=body)
        must_sign(body, by)
        BodyInvitation.objects.filter(body_id=body, email__iexact=email, accepted_at__isnull=True).delete()
        BodyInvitation.objects.create(
            body_id=body,
            email=email,
            role=role,
            token_hash=_hash(token),
            invited_at=at,
            expires_at=at + INVITED_FOR,
        )
    return token


def join(*, token: str, by: By, at: datetime) -> int:
    """Accept an invitation to act for an organisation; its key.

    Raises:
        NotYours: Nobody is signed in.
        NotPossible: The invitation has ended, or was used.
    """
    if by.person is None:
        raise NotYours(Bilingual("Mewngofnodwch yn gyntaf.", "Sign in first."))
    with transaction.atomic():
        rows = BodyInvitation.objects.select_for_update().filter(token_hash=_hash(token))
        row = rows.filter(accepted_at__isnull=True, expires_at__gt=at).first()
        if row is None:
            raise NotPossible(
                Bilingual(
                    "Mae’r gwahoddiad hwn wedi dod i ben neu wedi’i ddefnyddio. Gofynnwch am un newydd.",
                    "This invitation has ended or was used. Ask for a new one.",
                )
            )
        BodyInvitation.objects.filter(pk=row.pk).update(accepted_at=at)
        made, new = BodyMember.objects.get_or_create(
            body_id=row.body_id, person_id=by.person, left_at=None, defaults={"role": row.role, "joined_at": at}
        )
        if not new and row.role == "signer" and made.role != "signer":
            BodyMember.objects.filter(pk=made.pk).update(role="signer")
    return row.body_id


def leave(*, body: int, by: By, at: datetime) -> None:
    """Stop acting for an organisation.

    Raises:
        NotYours: Whoever acts does not act for it.
        NotPossible: Nobody would be left who signs, while others still write.
    """
    with transaction.atomic():
        Body.objects.select_for_update().get(pk=body)
        person = must_edit(body, by)
        others = BodyMember.objects.filter(body_id=body, left_at__isnull=True).exclude(person_id=person)
        if others.exists() and not others.filter(role="signer").exists():
            raise NotPossible(
                Bilingual(
                    "Chi yw’r unig lofnodwr. Gwahoddwch rywun arall i lofnodi cyn gadael.",
                    "You are the only one who signs. Invite somebody else to sign before you leave.",
                )
            )
        BodyMember.objects.filter(body_id=body, person_id=person, left_at__isnull=True).update(left_at=at)
