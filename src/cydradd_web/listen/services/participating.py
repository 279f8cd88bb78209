"""Taking part in a listening: under which name, for which partner, and as much of oneself as one likes to say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cydradd.listen.votes import Strength
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.listen.models import Participant
from cydradd_web.listen.services.positions import after_last
from cydradd_web.rounds.services.acting import Acting, acting

FOR_NOBODY = Bilingual(
    "Dywedwch yn gyntaf dros bwy rydych yn siarad. Nid oes dim wedi’i anfon.",
    "Say first for whom you speak. Nothing has been sent.",
)
STRENGTHS = tuple(Strength)
"""How strongly somebody can be known, weakest first."""


def take_part(
    *,
    round_id: int,
    voter: str,
    partner: Partner,
    strength: str,
    by: By,
    at: datetime,
    place: str | None = None,
    profile: Mapping[str, str] | None = None,
) -> None:
    """Join a listening. It is no act of the record: the votes and statements that follow are.

    Args:
        voter: The name under which the round knows whoever joins.
        partner: For whom they speak; whoever has a seat speaks for its partner.
        place: Area of a postcode; ``None``: rather not said.
        profile: What else was said, by column.

    Raises:
        NotNow: Listening is not open.
        NotPossible: A seat's partner is not what was said.
    """
    with acting(round_id, by=by, at=at) as act:
        act.must_be_open("listen")
        if by.partner is not None and by.partner is not partner:
            raise NotPossible(
                Bilingual(
                    "Mae gennych sedd dros bartner arall yn y rownd hon. Rydych yn siarad dros y partner hwnnw.",
                    "You hold a seat for another partner in this round. You speak for that partner.",
                )
            )
        join(round_id, voter, partner=partner, strength=strength, place=place, profile=profile)


def join(
    round_id: int,
    voter: str,
    *,
    partner: Partner | None,
    strength: str,
    place: str | None = None,
    profile: Mapping[str, str] | None = None,
) -> None:
    """Keep who takes part, inside the caller's transaction, which holds the round locked."""
    kept = {
        "partner": None if partner is None else str(partner),
        "strength": strength,
        "place": place,
        "profile": dict(profile or {}),
    }
    Participant.objects.update_or_create(
        round_id=round_id,
        voter=voter,
        defaults=kept,
        create_defaults={**kept, "position": after_last(Participant, round_id)},
    )


def must_take_part(act: Acting, voter: str, strength: str) -> Partner | None:
    """The partner of somebody who takes part, and their strength brought up to date. One query, seldom two.

    Raises:
        NotPossible: They have not said for whom they speak.
    """
    found = partners_of(act.round_id, {voter: strength})
    if voter not in found:
        raise NotPossible(FOR_NOBODY)
    return found[voter]


def partners_of(round_id: int, strengths: Mapping[str, str]) -> dict[str, Partner | None]:
    """The partner of each who takes part, by voter; whoever is now known more strongly than before is noted so.

    Args:
        strengths: How strongly each is known now, by voter.
    """
    rows = Participant.objects.filter(round_id=round_id, voter__in=strengths).only("voter", "partner", "strength")
    found = {}
    for row in rows:
        found[row.voter] = Partner(row.partner) if row.partner else None
        if _rank(strengths[row.voter]) > _rank(row.strength or Strength.OPEN):
            Participant.objects.filter(pk=row.pk).update(strength=strengths[row.voter])
    return found


def _rank(strength: str) -> int:
    """Place of a strength among all; -1: it is none."""
    return STRENGTHS.index(Strength(strength)) if strength in STRENGTHS else -1
