"""Voting, one statement at a time."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd.listen.votes import Strength
from cydradd.vocabulary.errors import CydraddError
from cydradd_web.listen.scripted import with_script
from cydradd_web.listen.selectors import asked as asking
from cydradd_web.listen.selectors.paper import has_paper
from cydradd_web.listen.services.voting import cast_vote
from cydradd_web.listen.visits import Visit, is_open, page_of, visit
from cydradd_web.listen.words import NotThere
from cydradd_web.rounds.act_page import language, new_key, sentence_of
from cydradd_web.rounds.selectors.evidence import last_day
from cydradd_web.rounds.services.acting import AlreadyRecorded

LONGEST_KEY = 64


@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer one statement, and then the next. Whoever has not said for whom they speak says so first."""
    here = visit(request, slug)
    if request.method == "POST":
        return _cast(request, here)
    if not here.voter or not asking.takes_part(here.round_id, here.voter):
        return redirect("listen-join", slug)
    return _show(request, here, request.GET.get("statement", ""))


def _cast(request: HttpRequest, here: Visit) -> HttpResponse:
    statement, answer = request.POST.get("statement", ""), request.POST.get("vote", "")
    if not here.voter:
        typed = urlencode({"statement": statement[:64], "vote": answer[:2]})
        return redirect(f"{reverse('listen-join', args=[here.slug])}?{typed}")
    before = asking.answer_of(here.round_id, _plain(statement), here.voter)
    try:
        cast_vote(
            round_id=here.round_id,
            statement=_plain(statement),
            vote=int(answer) if answer in ("1", "0", "-1") else 7,
            voter=here.voter,
            strength=here.by.level,
            by=here.by,
            at=here.at,
            key=_plain(request.POST.get("key", ""))[:LONGEST_KEY],
        )
    except AlreadyRecorded:
        pass
    except NotThere:
        raise Http404(statement) from None
    except CydraddError as error:
        return _show(request, here, _plain(statement), fault=sentence_of(error))
    else:
        if before is not None and before != int(answer):
            _say_changed(request, here, _plain(statement), before)
    return redirect("listen-vote", here.slug)


def _say_changed(request: HttpRequest, here: Visit, statement: str, before: int) -> None:
    """Say what counts now: the form may have been older than the answer that was there."""
    now = asking.one(here.round_id, statement, here.voter, language())
    if now is None or now.answer is None:
        return
    words = _words()
    told = {"statement": now.text, "before": words[before], "now": words[now.answer]}
    messages.success(request, _("“%(statement)s” You had answered %(before)s; now %(now)s counts.") % told)


def _words() -> dict[int, str]:
    return {1: _("Agree"), -1: _("Disagree"), 0: _("Pass")}


def _plain(value: str) -> str:
    """What a database can be asked for: PostgreSQL knows no NUL."""
    return value.replace("\0", "")


def _show(request: HttpRequest, here: Visit, statement: str, fault: str = "") -> HttpResponse:
    """The page of one statement: the one that is asked for, else the next."""
    tongue = language()
    shown = asking.one(here.round_id, _plain(statement), here.voter, tongue) if statement else None
    if statement and shown is None:
        raise Http404(statement)
    answered, of = asking.progress(here.round_id, here.voter)
    values = {
        "page": replace(page_of(here.slug), renewal=None),  # every vote asks for new pages; nobody need be told here
        "open": is_open(here),
        "asked": shown or asking.next_one(here.round_id, here.voter, tongue),
        "answered": answered,
        "of": of,
        "beside": here.by.level == Strength.OPEN,
        "closes": last_day(here.round_id, "listen"),
        "last": asking.last_answered(here.round_id, here.voter),
        "key": new_key(),
        "fault": fault,
        "words": _words(),
        "on_paper": has_paper(here.round_id),
    }
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    return with_script(render(request, "listen/vote.html", values, status=status))
