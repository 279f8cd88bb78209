"""Erasing an account: names and addresses go, the join between a person and a pseudonym is cut, entries stay."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import Duty
from cydradd_web.accounts.models import Erasure, Invitation, Person, Place
from cydradd_web.accounts.own_data import erasers

LAST_STAGE = "evaluate"


class Ground(StrEnum):
    """Why an account is erased."""

    REQUEST = "request"
    NOT_NEEDED = "not-needed"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    UNLAWFUL = "unlawful"
    LAW = "law"


class OnlyOfficer(NotPossible):
    """Somebody is the only officer of a round that is being carried; it would stand still without them."""

    code = "only-officer"


def rounds_that_need(person: int) -> list[str]:
    """Rounds being carried of which this person is the only officer. Two queries."""
    own = Place.objects.filter(person_id=person, ended_at=None, round__live=True).select_related("round")
    carried = {
        row.round_id: row.round.slug
        for row in own
        if Duty.OFFICER in row.duties and row.round.stages.get(LAST_STAGE) != "done"
    }
    others = Place.objects.filter(round_id__in=carried, ended_at=None).exclude(person_id=person)
    for row in others:
        if Duty.OFFICER in row.duties:
            carried.pop(row.round_id, None)
    return sorted(carried.values())


def erase_person(*, person: int, ground: Ground, at: datetime) -> None:
    """Erase one account. What was said and decided stays, under pseudonyms that lead to nobody now.

    Raises:
        OnlyOfficer: A round that is being carried has no other officer: another must be named first.
        NotPossible: There is no such account.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update().filter(pk=person).first()
        if row is None:
            raise NotPossible(Bilingual("Nid oes cyfrif â’r rhif hwn.", "There is no account with this number."))
        if slugs := rounds_that_need(person):
            named = ", ".join(slugs)
            raise OnlyOfficer(
                Bilingual(
                    f"Chi yw unig swyddog y rowndiau hyn: {named}. Nid oes dim wedi’i ddileu. "
                    "Rhowch y gwaith i swyddog arall yn gyntaf, yna dewch yn ôl.",
                    f"You are the only officer of these rounds: {named}. Nothing has been erased. "
                    "Hand the work to another officer first, then come back.",
                )
            )
        for erase in erasers():
            erase(person)
        addresses = {row.email, *EmailAddress.objects.filter(user_id=person).values_list("email", flat=True)}
        for address in addresses:
            Invitation.objects.filter(email__iexact=address).delete()
        for session in UserSession.objects.filter(user_id=person):
            session.end()
        row.delete()
        Erasure.objects.create(person_number=person, ground=ground, erased_at=at)
