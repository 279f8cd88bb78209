"""Pages of the design stage that anybody may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cydradd_web.accounts import who
from cydradd_web.components.clock import now
from cydradd_web.design.acts.common import live
from cydradd_web.design.doing import doing
from cydradd_web.design.selectors.heard import heard as heard_of
from cydradd_web.design.selectors.seed import parts
from cydradd_web.design.selectors.workshop import workshop as workshop_of
from cydradd_web.rounds.act_page import language
from cydradd_web.rounds.selectors import frame


@require_safe
def workshop(request: HttpRequest, slug: str) -> HttpResponse:
    """A design as it stands now, and what is missing."""
    round_id, by, at = live(slug), who.acting(request, slug), now()
    values = {
        "page": frame(slug, language()),
        "workshop": workshop_of(round_id, language(), at=at),
        "parts": parts(round_id, language()),
        "doing": doing(slug, round_id, by, at),
        "by": by,
    }
    return render(request, "design/workshop.html", values)


@require_safe
def heard(request: HttpRequest, slug: str) -> HttpResponse:
    """What was heard, to start needs, assets and criteria from."""
    round_id = live(slug)
    values = {
        "page": frame(slug, language()),
        "heard": heard_of(round_id, language()),
        "by": who.acting(request, slug),
    }
    return render(request, "design/heard.html", values)
