"""Somebody may be at risk: the form for anybody, and the queue of the safeguarding officer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd_web.listen.acts.answering import or_404
from cydradd_web.listen.forms import ConcernForm, RiskForm
from cydradd_web.listen.selectors import asked as asking
from cydradd_web.listen.selectors import queue
from cydradd_web.listen.services.safeguarding import close_concern, raise_concern
from cydradd_web.listen.visits import page_of, visit
from cydradd_web.rounds.act_page import ActWords, act_page, language

acting = require_http_methods(["GET", "HEAD", "POST"])


@acting
@or_404
def risk(request: HttpRequest, slug: str, statement: str | None = None) -> HttpResponse:
    """Say that somebody may be at risk; no account is needed."""
    here = visit(request, slug)
    about = asking.one(here.round_id, statement, "", language()) if statement else None
    if statement and about is None and request.method != "POST":
        raise Http404(statement)
    words = ActWords(
        title=_("Somebody may be at risk"),
        button=_("Tell the safeguarding officer"),
        done=_("The safeguarding officer has been told that a message is waiting."),
    )
    return act_page(
        request,
        slug,
        RiskForm,
        lambda asked: raise_concern(
            statement=statement, text=asked.form.said("text"), contact=asked.form.said("contact"), **asked.keys
        ),
        words,
        back=reverse("stage", args=[slug, "listen"]),
        template="listen/risk.html",
        more={"about": about},
    )


@require_safe
def concerns(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for the safeguarding officer."""
    here = visit(request, slug)
    values = {"page": page_of(slug), "concerns": queue.concerns(here.round_id)}
    response = render(request, "listen/concerns.html", values)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@acting
@or_404
def concern(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One concern, and what becomes of the statement it is about."""
    here = visit(request, slug)
    found = next((each for each in queue.concerns(here.round_id) if each.id == number), None)
    if found is None:
        raise Http404(str(number))
    words = ActWords(title=_("A safeguarding message"), button=_("I have dealt with it"), done=_("Closed."))
    return act_page(
        request,
        slug,
        ConcernForm,
        lambda asked: close_concern(concern=number, release=asked.form.said("decision") == "release", **asked.keys),
        words,
        back=reverse("listen-concerns", args=[slug]),
        template="listen/concern.html",
        more={"found": found},
    )
