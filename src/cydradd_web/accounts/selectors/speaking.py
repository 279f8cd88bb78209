"""Whoever speaks in a round, with all that a vote asks of them, in one query.

Every vote asks for this, so its SQL is written out: building it anew from models costs more than running it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import connection

from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import By, Duty

SPEAKING = """
SELECT round.id, person.id, person.level, person.convener, person.operator,
       place.partner, place.seat, place.duties, pseudonym.pseudonym
FROM rounds_round AS round
LEFT JOIN accounts_person AS person ON person.id = %s AND person.is_active
LEFT JOIN accounts_place AS place
    ON place.person_id = person.id AND place.round_id = round.id AND place.ended_at IS NULL
LEFT JOIN accounts_pseudonym AS pseudonym
    ON pseudonym.person_id = person.id AND pseudonym.round_id = round.id AND pseudonym.purpose = 'talking'
WHERE round.slug = %s
ORDER BY place.id
LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Speaking:
    """Somebody in one round. ``voter``: the name under which it knows them; ``None``: they have not spoken in it."""

    round_id: int
    by: By
    voter: str | None


def speaking(person: int, slug: str, *, channel: str = "web") -> Speaking | None:
    """A person as the services of a listening need to know them; ``None``: there is no such round. One query."""
    with connection.cursor() as cursor:
        cursor.execute(SPEAKING, [person, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    round_id, known, level, convener, operator, partner, seat, duties, voter = row
    if known is None:
        return Speaking(round_id, By(channel=channel), None)
    by = By(
        person=known,
        partner=Partner(partner) if partner else None,
        seat=seat,
        duties=frozenset(Duty(duty) for duty in json.loads(duties or "[]")),
        channel=channel,
        level=level,
        convener=bool(convener),
        operator=bool(operator),
    )
    return Speaking(round_id, by, voter)
