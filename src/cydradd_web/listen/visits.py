"""Who visits a listening: the round, and under which name it knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest

from cydradd.cycle.stages import Stage
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.selectors.pseudonyms import pseudonym_of
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.components.clock import now
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import language
from cydradd_web.rounds.selectors import known_live
from cydradd_web.rounds.selectors.evidence import open_window
from cydradd_web.rounds.selectors.pages import Page

TALKING = "talking"
"""In a visitor's session: the names under which rounds know whoever has no account."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to a listening. ``voter``: empty while the round knows no name for whoever visits."""

    slug: str
    round_id: int
    by: By
    voter: str
    at: datetime

    @property
    def keys(self) -> dict[str, object]:
        """What a service of somebody who takes part wants to know of them."""
        return {"voter": self.voter, "strength": self.by.level}


def visit(request: HttpRequest, slug: str) -> Visit:
    """The visit that a request is.

    Raises:
        Http404: No such round is carried here.
    """
    round_id = known_live(slug)
    if round_id is None:
        raise Http404(slug)
    by = who.acting(request, slug)
    return Visit(slug, round_id, by, _voter(request, round_id, by), now())


def page_of(slug: str) -> Page:
    """What stands round a page of the listening."""
    page = selectors.frame(slug, language(), Stage.LISTEN)
    if page is None:
        raise Http404(slug)
    return page


def is_open(here: Visit) -> bool:
    """Whether people can vote and say now."""
    return open_window(here.round_id, "listen", at=here.at) is not None


def _voter(request: HttpRequest, round_id: int, by: By) -> str:
    if by.person is not None:
        return pseudonym_of(by.person, round_id) or ""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(request.session.get(TALKING, {}).get(str(round_id), ""))


def name_for(request: HttpRequest, here: Visit) -> str:
    """The name of whoever visits, given now where there is none. A visitor's own browser session keeps it."""
    if here.voter:
        return here.voter
    name = pseudonym_for(here.by.person, here.round_id, here.at)
    if here.by.person is None:
        request.session[TALKING] = {**request.session.get(TALKING, {}), str(here.round_id): name}
    return name
