"""One's own statements and votes: seen, taken, erased."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.cycle.raw_tables import written
from cydradd_web.downloads.formats import disarmed
from cydradd_web.listen.forms import EraseForm
from cydradd_web.listen.policy import MOST
from cydradd_web.listen.selectors.mine import statements_of, told_by, votes_of
from cydradd_web.listen.services.rights import erase_votes
from cydradd_web.listen.visits import is_open, page_of, visit
from cydradd_web.rounds.act_page import ActWords, act_page, language
from cydradd_web.rounds.selectors.lines import words

ANSWERS = {1: "agree", 0: "pass", -1: "disagree"}


@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What somebody said and voted in this round, and what became of it."""
    here = visit(request, slug)
    tongue = language()
    statements = statements_of(here.round_id, here.voter)
    votes = votes_of(here.round_id, here.voter)
    values = {
        "page": page_of(slug),
        "here": here,
        "open": is_open(here),
        "told": told_by(here.round_id, here.voter),
        "statements": [(each, words(each.text.cy, each.text.en, tongue)) for each in statements],
        "votes": [(each, words(each.text.cy, each.text.en, tongue)) for each in votes],
        "left": MOST - sum(each.state not in ("draft", "withdrawn") for each in statements),
        "days": settings.SESSION_COOKIE_AGE // 86_400,
        "answers": {1: _("Agree"), -1: _("Disagree"), 0: _("Pass")},
    }
    response = render(request, "listen/mine.html", values)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def my_votes(request: HttpRequest, slug: str) -> HttpResponse:
    """Every vote of whoever asks, as a CSV file of theirs."""
    here = visit(request, slug)
    rows = [
        [each.statement, disarmed(each.text.cy), disarmed(each.text.en), ANSWERS[each.vote]]
        for each in votes_of(here.round_id, here.voter)
    ]
    response = HttpResponse(written(("statement", "text_cy", "text_en", "vote"), rows), content_type="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-my-votes.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, slug: str) -> HttpResponse:
    """Erase one's own votes."""
    here = visit(request, slug)
    lead = _("They leave the next opinion map. The record keeps that somebody voted and when, to the hour, "
             "but nobody can read how. This cannot be undone.")  # fmt: skip
    return act_page(
        request,
        slug,
        EraseForm,
        lambda asked: erase_votes(voter=here.voter, **asked.keys),
        ActWords(title=_("Erase my votes"), lead=lead, button=_("Erase my votes"), done=_("Your votes are erased.")),
        back=reverse("listen-mine", args=[slug]),
    )
