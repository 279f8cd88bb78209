"""The page of the work behind a round's pages, where what failed is run again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd_web.components.clock import now
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import language
from cydradd_web.rounds.selectors.work import state_of_pages, work_of
from cydradd_web.rounds.services import renewing


@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits, runs or failed; a press runs it again."""
    page, round_id = selectors.frame(slug, language()), selectors.known_live(slug)
    if page is None or round_id is None:
        raise Http404(slug)
    if request.method == "POST":
        renewing.again(round_id, at=now())
        messages.success(request, _("It runs again. This page says how far it is."))
        return redirect(request.path)
    told = {"page": page, "lines": work_of(round_id, language()), "failed": state_of_pages(round_id) == "failed"}
    return render(request, "rounds/work.html", told)
