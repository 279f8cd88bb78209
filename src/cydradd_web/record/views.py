"""The record of a round: every act, and each one by itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language
from cydradd_web.components.paging import paging
from cydradd_web.record import selectors
from cydradd_web.rounds import selectors as rounds

SIZE = 50


@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """The acts of one round, newest first; ``?stage=`` those of one stage, ``?files=1`` the entries of files too."""
    language = Language(get_language() or "en")
    page = rounds.frame(slug, language)
    if page is None:
        raise Http404(slug)
    asked = request.GET.get("stage", "")
    stage = Stage(asked) if asked in list(Stage) else None
    files = request.GET.get("files") == "1"
    of = selectors.count(page.round_id, stage=stage, files=files)
    found = paging(request.GET, of, SIZE)
    acts = selectors.entries(page.round_id, language, stage=stage, most=SIZE, start=found.start, files=files)
    return render(
        request,
        "record/list.html",
        {"page": page, "acts": acts, "of": of, "stage": stage, "files": files, "paging": found},
    )


@require_safe
def entry(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One act of one round."""
    language = Language(get_language() or "en")
    page = rounds.frame(slug, language)
    act = None if page is None else selectors.entry(page.round_id, number, language)
    if page is None or act is None:
        raise Http404(slug)
    last = selectors.count(page.round_id, files=True) - 1
    before, after = number - 1 if number else None, number + 1 if number < last else None
    return render(request, "record/entry.html", {"page": page, "act": act, "before": before, "after": after})
