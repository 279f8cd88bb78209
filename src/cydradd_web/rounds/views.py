"""The home of the network, the list of rounds, the page of each round, and its files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language
from cydradd_web.accounts import who
from cydradd_web.components.clock import now
from cydradd_web.components.doing import Doing
from cydradd_web.components.paging import paging
from cydradd_web.rounds import selectors
from cydradd_web.rounds.doing import doing
from cydradd_web.rounds.shown import sentence
from cydradd_web.rounds.telling import story

SIZE = 20
"""Rounds on one page of the list."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is open, what changed, what came of it and who got the money, over every round."""
    language = Language(get_language() or "en")
    faults = len(selectors.faults(language))
    values = {"home": selectors.home(language), "sprite": selectors.signs(), "faults": faults}
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
        "lines": selectors.listed(asked, language, start=found.start, most=SIZE),
        "asked": asked,
        "there": there,
        "stages": selectors.STAGES,
        "paging": found,
        "sentence": sentence(of, asked, there, language),
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
    told = {"page": page, "story": story(page.round_id, page.line, language), "doing": _doing(request, slug, None)}
    return render(request, "rounds/round.html", told)


@require_safe
def stage_page(request: HttpRequest, slug: str, stage: Stage) -> HttpResponse:
    """One of the eight stages of one round."""
    page = selectors.page(slug, Language(get_language() or "en"), stage)
    if page is None:
        raise Http404(slug)
    return render(request, "rounds/tab.html", {"page": page, "doing": _doing(request, slug, stage)})


def _doing(request: HttpRequest, slug: str, stage: Stage | None) -> tuple[Doing, ...]:
    """What whoever reads can do here now."""
    return doing(slug, stage, who.acting(request, slug), now())


@require_safe
def download(request: HttpRequest, slug: str, name: str) -> FileResponse:  # noqa: ARG001  a view takes a request
    """One file of a round, saved rather than shown: a report inside it may hold anything people wrote."""
    path = selectors.file(slug, name)
    if path is None:
        raise Http404(name)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
