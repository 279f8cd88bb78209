"""One's own page: rounds and seats, and what waits there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.cycle.stages import Stage
from cydradd.vocabulary.people import PARTNER_NAMES
from cydradd.vocabulary.text import Language
from cydradd_web.accounts import who
from cydradd_web.accounts.people_forms import in_language
from cydradd_web.accounts.selectors import by_for
from cydradd_web.accounts.selectors.invitations import invitations_to
from cydradd_web.accounts.selectors.places import Holder, places_of
from cydradd_web.accounts.shown import duties_of
from cydradd_web.components.clock import now
from cydradd_web.components.doing import Doing
from cydradd_web.rounds import doing
from cydradd_web.rounds.selectors.lines import Words, words
from cydradd_web.rounds.selectors.seating import Named, named_rounds

ROUNDS, WAITING = 10, 4
"""Most rounds on the page, and most things to do in each."""


@dataclass(frozen=True, slots=True)
class Yours:
    """One round in which somebody sits, and what waits for them there."""

    slug: str
    reference: str
    title: Words | None
    partner: str
    duties: str
    declared: bool
    waits: tuple[Doing, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A seat that was offered to somebody."""

    number: int
    title: Words | None
    reference: str
    partner: str


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """What waits for somebody who is signed in: their rounds, what they can do in each, and what they are asked."""
    by, at = who.acting(request), now()
    person = by.person or 0
    places, asked = places_of(person)[:ROUNDS], invitations_to(person, at=at)
    rounds = named_rounds({each.round_id for each in places} | {each.round_id for each in asked})
    offered = [
        Offered(
            each.id,
            _title(rounds[each.round_id]),
            rounds[each.round_id].reference,
            in_language(PARTNER_NAMES[each.partner]),
        )
        for each in asked
    ]
    values = {"yours": [_yours(each, rounds[each.round_id], at) for each in places], "offered": offered, "by": by}
    return render(request, "accounts/my_page.html", values)


def _title(named: Named) -> Words | None:
    return words(named.title.cy, named.title.en, Language(get_language() or "en"))


def _yours(place: Holder, named: Named, at: datetime) -> Yours:
    return Yours(
        slug=named.slug,
        reference=named.reference,
        title=_title(named),
        partner=in_language(PARTNER_NAMES[place.partner]),
        duties=duties_of(place.duties),
        declared=place.declared,
        waits=_waits(place, named, at),
    )


def _waits(place: Holder, named: Named, at: datetime) -> tuple[Doing, ...]:
    """The first things that somebody can do in a round now: what can be done before what cannot yet."""
    by = by_for(place.person, named.slug)
    found: Iterable[Doing] = [each for stage in (None, *Stage) for each in doing.doing(named.slug, stage, by, at)]
    return tuple(sorted(found, key=lambda each: (bool(each.why_not), not each.first)))[:WAITING]
