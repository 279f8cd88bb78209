"""Who holds which place in which round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.models import Person, Place


@dataclass(frozen=True, slots=True)
class Holder:
    """One person's place in one round. Names and addresses are for those who share the round alone."""

    person: int
    round_id: int
    partner: Partner
    seat: str
    duties: frozenset[Duty]
    name: str
    email: str
    language: str | None


def _holder(row: Place) -> Holder:
    return Holder(
        person=row.person_id,
        round_id=row.round_id,
        partner=Partner(row.partner),
        seat=row.seat,
        duties=frozenset(Duty(duty) for duty in row.duties),
        name=row.person.name,
        email=row.person.email,
        language=row.person.language,
    )


def places_of(person: int) -> tuple[Holder, ...]:
    """Every place that a person holds now. One query."""
    rows = Place.objects.filter(person_id=person, ended_at__isnull=True).select_related("person")
    return tuple(_holder(row) for row in rows.order_by("-round_id"))


def holders(round_id: int) -> tuple[Holder, ...]:
    """Everybody who holds a place in a round now. One query."""
    rows = Place.objects.filter(round_id=round_id, ended_at__isnull=True).select_related("person")
    return tuple(_holder(row) for row in rows.order_by("partner", "seat"))


def holder(round_id: int, seat: str) -> Holder | None:
    """Whoever sits there now; ``None``: the round has no such seat, or it has ended. One query."""
    row = Place.objects.filter(round_id=round_id, seat=seat, ended_at__isnull=True).select_related("person").first()
    return None if row is None else _holder(row)


def rounds_of(person: int) -> Sequence[int]:
    """Keys of the rounds in which a person holds a place. One query."""
    return list(Place.objects.filter(person_id=person, ended_at__isnull=True).values_list("round_id", flat=True))


def by_for(person: int | None, slug: str | None = None, *, channel: str = "web") -> By:
    """A person as services need to know them, in one round or none. Two queries at most."""
    if person is None:
        return By(channel=channel)
    row = Person.objects.filter(pk=person, is_active=True).first()
    if row is None:
        return By(channel=channel)
    place = (
        Place.objects.filter(person_id=person, round__slug=slug, ended_at__isnull=True).first()
        if slug is not None
        else None
    )
    return By(
        person=person,
        partner=Partner(place.partner) if place else None,
        seat=place.seat if place else None,
        duties=frozenset(Duty(duty) for duty in place.duties) if place else frozenset(),
        channel=channel,
        level=row.level,
        convener=row.convener,
        operator=row.operator,
    )
