"""Pages on which the officer publishes: what will be public is read in both languages before it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd.cycle.report import formats
from cydradd.cycle.stages import Gate
from cydradd_web.components.clock import now
from cydradd_web.record.services import Receipt
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import LANGUAGE, ActWords, Asked, act_page, language
from cydradd_web.rounds.forms import NoticeForm, PublishForm
from cydradd_web.rounds.selectors.opening import earliest_day, if_told_today
from cydradd_web.rounds.selectors.scope import Scope, scope_of
from cydradd_web.rounds.services import publishing

acting = require_http_methods(["GET", "HEAD", "POST"])
SHOW, CHANGE = "show", "change"
"""What the buttons of a notice ask for before the last one publishes it."""


@acting
def publish(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Something is made public in Welsh and in English, at the same second."""
    if what == "notice":
        return notice(request, slug)
    title = published_words(what)
    words = ActWords(
        title=title,
        lead=_("Both languages are public at the same moment. Anybody can read them."),
        button=title,
        done=_("Published in Welsh and in English."),
    )
    act = _publishing(what)
    return act_page(request, slug, PublishForm, act, words, back=reverse("round", args=[slug]))


def _publishing(what: str) -> Callable[[Asked], Receipt]:
    def act(asked: Asked) -> Receipt:
        text = asked.form.both("text")
        return publishing.publish(what=what, text=text if text.cy or text.en else None, **asked.keys)

    return act


def notice(request: HttpRequest, slug: str) -> HttpResponse:
    """The notice is written, read once more in both languages, and published."""
    page, round_id, at = selectors.frame(slug, language()), selectors.known_live(slug), now()
    if page is None or round_id is None:
        raise Http404(slug)
    words, scope, back = _words(), scope_of(round_id, language(), at=at), reverse("scope", args=[slug])
    asked = scope.can_be_told and not scope.told_already
    more = {"scope": scope, "day": _earliest(round_id, scope, at), "switches": asked}
    step = request.POST.get("step", SHOW)
    if request.method == "POST" and LANGUAGE not in request.POST and step in (SHOW, CHANGE):
        form = NoticeForm(request.POST)
        if form.is_valid():
            read = step == SHOW and asked
            form = form if read else NoticeForm(initial=form.cleaned_data)
            shown = {"page": page, "words": words, "back": back, "form": form, **more}
            return render(request, "rounds/notice_check.html" if read else "rounds/notice.html", shown)
    return act_page(
        request, slug, NoticeForm, _publishing("notice"), words, back=back, template="rounds/notice.html", more=more
    )


def _words() -> ActWords:
    return ActWords(
        title=_("Publish the notice"),
        lead=_("The notice tells everybody what the round is about, who is asked, and when."),
        button=_("See it before it is published"),
        done=_("Published in Welsh and in English."),
    )


def _earliest(round_id: int, scope: Scope, at: datetime) -> str:
    """The earliest day of the listening, in words: it counts from the first notice, or from today if there is none."""
    day = earliest_day(round_id, Gate.OPEN_LISTEN, at=at) if scope.notice else if_told_today(at)
    return formats.day(day, language()) if day else ""


def published_words(what: str) -> str:
    """What publishing something is called."""
    return {
        "report": _("Publish what was heard"),
        "design": _("Publish the design"),
        "eligibility": _("Publish who is eligible"),
        "result": _("Publish the result"),
    }[what]
