"""The rounds in which somebody sits or takes part, and what waits for them in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cydradd.cycle.report import formats
from cydradd.vocabulary.people import PARTNER_NAMES
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.people_forms import in_language
from cydradd_web.accounts.selectors.places import Holder, places_of
from cydradd_web.accounts.selectors.pseudonyms import pseudonyms_of
from cydradd_web.accounts.shown import duties_of
from cydradd_web.apply.selectors.taking_part import forms_of
from cydradd_web.rounds.selectors.at_hand import AtHand, at_hand
from cydradd_web.rounds.selectors.lines import Words, words
from cydradd_web.rounds.selectors.seating import Named, named_rounds
from cydradd_web.rounds.waiting import Offer, number_that_waits, waiting

ROUNDS = 10
"""Most rounds on the page, the newest first."""


@dataclass(frozen=True, slots=True)
class Yours:
    """One round in which somebody sits or takes part, and what waits for them there.

    Attributes:
        partner: For whom they sit; "": they take part without a seat.
        of: How many things wait.
        code: What is known of a ballot that is open: whoever was given a code can cast one. "": none is open.
    """

    slug: str
    reference: str
    title: Words | None
    partner: str
    duties: str
    waits: tuple[Offer, ...]
    of: int
    code: str


def yours(by: By, at: datetime) -> tuple[Yours, ...]:
    """Rounds of somebody who is signed in, those in which something waits first.

    Seven queries, and at most twenty more for each round that is carried on; of rounds there are ten at most.
    """
    if by.person is None:
        return ()
    places = {each.round_id: each for each in reversed(places_of(by.person))}
    forms = forms_of(by.person)
    known = sorted({*pseudonyms_of(by.person), *forms} - set(places), reverse=True)
    keys = [*sorted(places, reverse=True), *known][:ROUNDS]
    named, here = named_rounds(keys), at_hand(keys)
    found = [_yours(named[key], here.get(key), places.get(key), by, forms.get(key, 0), at) for key in keys]
    return tuple(sorted(found, key=lambda each: not each.of))


def _yours(named: Named, here: AtHand | None, place: Holder | None, by: By, forms: int, at: datetime) -> Yours:
    there = replace(by, partner=place.partner, seat=place.seat, duties=place.duties) if place else by
    found = waiting(here, there, at) if here else ()
    waits = [step for step in found if step.waits]
    if here and forms and here.window == "call":
        waits.insert(0, _form(here, forms))
    return Yours(
        slug=named.slug,
        reference=named.reference,
        title=words(named.title.cy, named.title.en, _language()),
        partner=in_language(PARTNER_NAMES[place.partner]) if place else "",
        duties=duties_of(place.duties) if place else "",
        waits=tuple(waits),
        of=number_that_waits(waits),
        code=_code(next((step for step in found if step.coded), None)),
    )


def _form(here: AtHand, n: int) -> Offer:
    """Forms that were begun and not sent, while the call is open."""
    said = ngettext("Your application: %(n)s form is not sent", "Your applications: %(n)s forms are not sent", n)
    until = formats.day(here.closes, _language()) if here.closes else ""
    return Offer(said % {"n": n}, reverse("apply-start", args=[here.slug]), None, waits=True, until=until)


def _code(ballot: Offer | None) -> str:
    """What can be said of a ballot. The roll holds codes without names, so nobody can tell whose is cast."""
    if ballot is None:
        return ""
    if not ballot.until:
        return _("If you were given a code for this round, you can vote now. No closing day is given yet.")
    return _("If you were given a code for this round, you can vote until the end of this day: %(day)s.") % {
        "day": ballot.until
    }


def _language() -> Language:
    return Language(get_language() or "en")


def all_of(found: tuple[Yours, ...], offered: int = 0) -> int:
    """How many things wait over all rounds, seats that are offered among them."""
    return sum(each.of for each in found) + offered


Waiting = Mapping[str, object]
"""What the home page says to somebody who is signed in."""


def at_home(by: By, at: datetime, *, offered: int) -> Waiting:
    """What waits, for the top of the home page."""
    found = yours(by, at)
    return {"rounds": [each for each in found if each.of or each.code], "n": all_of(found, offered), "offered": offered}
