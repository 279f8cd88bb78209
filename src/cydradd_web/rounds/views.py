"""The home of the network, the list of rounds, the page of each round, and its files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts import who
from cydradd_web.accounts.selectors.invitations import invitations_to
from cydradd_web.accounts.yours import at_home
from cydradd_web.components.clock import now
from cydradd_web.components.paging import paging
from cydradd_web.rounds import selectors
from cydradd_web.rounds.doing import doing
from cydradd_web.rounds.selectors.at_hand import at_hand
from cydradd_web.rounds.selectors.story import figures
from cydradd_web.rounds.shown import sentence
from cydradd_web.rounds.telling import story
from cydradd_web.rounds.waiting import now_in

SIZE = 20
"""Rounds on one page of the list."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is open, what changed, what came of it, who got the money; and what waits for whoever is signed in."""
    language = Language(get_language() or "en")
    faults = len(selectors.faults(language))
    by, at = who.acting(request), now()
    waits = at_home(by, at, offered=len(invitations_to(by.person, at=at))) if by.person is not None else None
    values = {
        "home": selectors.home(language, local_date(at)),
        "sprite": selectors.signs(),
        "faults": faults,
        "by": by,
        "waits": waits,
    }
    return render(request, "rounds/home.html", values)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Rounds by place, stage, state, year and words; any address leads to a list."""
    language = Language(get_language() or "en")
    there = selectors.choices(language)
    asked = selectors.asked(request.GET, there)
    of = selectors.number_of(asked)
    found = paging(request.GET, of, SIZE)
    values = {
        "lines": selectors.listed(asked, language, start=found.start, most=SIZE, today=local_date(now())),
        "asked": asked,
        "there": there,
        "stages": selectors.STAGES,
        "paging": found,
        "sentence": sentence(of, asked, there, language),
        "by": who.acting(request),
        "faults": selectors.faults(language),
    }
    return render(request, "rounds/list.html", values)


@require_safe
def round_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page of one round: what it came to, its gates, and what can be checked."""
    language = Language(get_language() or "en")
    page = selectors.page(slug, language)
    if page is None:
        raise Http404(slug)
    found = figures(page.round_id)
    here = at_hand([page.round_id]).get(page.round_id) if found.live else None
    told = {
        "page": page,
        "story": story(found, page.line, language),
        "kept": found.kept,
        "now": now_in(here, who.acting(request, slug), now()) if here else None,
    }
    return render(request, "rounds/round.html", told)


@require_safe
def stage_page(request: HttpRequest, slug: str, stage: Stage) -> HttpResponse:
    """One of the eight stages of one round."""
    page = selectors.page(slug, Language(get_language() or "en"), stage)
    if page is None:
        raise Http404(slug)
    found = doing(slug, stage, who.acting(request, slug), now())
    return render(request, "rounds/tab.html", {"page": page, "doing": found})


@require_safe
def download(request: HttpRequest, slug: str, name: str) -> FileResponse:  # noqa: ARG001  a view takes a request
    """One file of a round, saved rather than shown: a report inside it may hold anything people wrote."""
    path = selectors.file(slug, name)
    if path is None:
        raise Http404(name)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
