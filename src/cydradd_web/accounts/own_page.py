"""One's own page: rounds in which one sits or takes part, and what waits there."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.vocabulary.people import PARTNER_NAMES
from cydradd.vocabulary.text import Language
from cydradd_web.accounts import who
from cydradd_web.accounts.people_forms import in_language
from cydradd_web.accounts.selectors.invitations import Invited, invitations_to
from cydradd_web.accounts.yours import all_of, yours
from cydradd_web.components.clock import now
from cydradd_web.rounds.selectors.lines import Words, words
from cydradd_web.rounds.selectors.seating import Named, named_rounds


@dataclass(frozen=True, slots=True)
class Offered:
    """A seat that was offered to somebody."""

    number: int
    title: Words | None
    reference: str
    partner: str


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """What waits for somebody who is signed in: in their rounds, and what they are asked."""
    by, at = who.acting(request), now()
    asked = invitations_to(by.person or 0, at=at)
    rounds = named_rounds({each.round_id for each in asked}) if asked else {}
    found = yours(by, at)
    values = {
        "yours": found,
        "n": all_of(found, len(asked)),
        "offered": [_offered(each, rounds[each.round_id]) for each in asked],
        "by": by,
    }
    return render(request, "accounts/my_page.html", values)


def _offered(asked: Invited, named: Named) -> Offered:
    title = words(named.title.cy, named.title.en, Language(get_language() or "en"))
    return Offered(asked.id, title, named.reference, in_language(PARTNER_NAMES[asked.partner]))
