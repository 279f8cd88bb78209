"""Proposals, each of their versions, and the search."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import local_date
from cydradd_web.components.storing import storable
from cydradd_web.rounds.selectors import signs
from cydradd_web.share import selectors

SHOWN = 200
"""Letters of a query that its box shows again."""


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Every proposal with its state and its one call to action, and the files that could not be read."""
    language = Language(get_language() or "en")
    values = {"proposals": selectors.proposals(language), "faults": selectors.faults(language)}
    return render(request, "share/proposals.html", values)


@require_safe
def proposal(request: HttpRequest, slug: str) -> HttpResponse:
    """One proposal; its clock as it stands today."""
    page = selectors.page(slug, Language(get_language() or "en"), on=local_date(timezone.now()))
    if page is None:
        raise Http404(slug)
    return render(request, "share/proposal.html", {"page": page, "sprite": signs()})


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of one proposal, as it stood."""
    page = selectors.version_page(slug, number, Language(get_language() or "en"))
    if page is None:
        raise Http404(slug)
    return render(request, "share/version.html", {"page": page})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``?q=`` over everything public; ``kind=`` and ``lang=`` narrow it. What was asked for is kept nowhere."""
    query, kind, only = (request.GET.get(name, "") for name in ("q", "kind", "lang"))
    kind = kind if kind in selectors.KINDS else ""
    spoken = Language(only) if only in list(Language) else None
    page = Language(get_language() or "en")
    found = selectors.search(query, page, kind=kind or None, only=spoken, asked=request.GET)
    values = {
        "q": (storable(query, SHOWN) or "").strip(),
        "found": found,
        "kind": kind,
        "only": spoken,
        "address": _links(request.GET),
    }
    return render(request, "share/search.html", values)


def _links(asked: QueryDict) -> dict[str, str]:
    """The query of the address without some of its parts, for links that narrow the results or widen them."""

    def without(*names: str) -> str:
        kept = asked.copy()
        for name in ("page", *names):
            kept.pop(name, None)
        return kept.urlencode()

    return {
        "kinds": without("kind"),
        "languages": without("lang"),
        "clear": without("kind", "lang"),
    }
