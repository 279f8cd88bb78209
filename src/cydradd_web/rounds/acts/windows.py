"""Pages on which the officer opens, extends and closes windows."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd.cycle.report import formats
from cydradd_web.accounts import who
from cydradd_web.components.clock import now
from cydradd_web.record.services import Receipt
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.forms import CloseWindowForm, ExtendWindowForm, OpenWindowForm
from cydradd_web.rounds.opening import opening
from cydradd_web.rounds.selectors.evidence import acts_of, last_day
from cydradd_web.rounds.selectors.opening import GATES, first_last_day
from cydradd_web.rounds.services import windows
from cydradd_web.rounds.windows import after_words, close_words, day_words, open_words

acting = require_http_methods(["GET", "HEAD", "POST"])


def _back(slug: str, window: str) -> str:
    return reverse("gate", args=[slug, GATES[window]])


@acting
def open_window(request: HttpRequest, slug: str, window: str) -> HttpResponse:
    """A window opens."""
    title = open_words(window)
    lead = _("Everybody is told its last day. It opens only if the gate before it is open.")
    words = ActWords(title=title, lead=lead, button=title, done=_("It is open now."))
    round_id, by, at = selectors.known_live(slug), who.acting(request, slug), now()
    if round_id is None:
        raise Http404(slug)
    never = windows.why_never(round_id, window, at)
    found = opening(slug, round_id, window, by, at)
    said = never.side(language()) if never else ""
    more = {"opening": found, "never": said, "switches": not (said or found.facts)}
    form = partial(OpenWindowForm, first=_first(round_id, window, at))

    def act(asked: Asked) -> Receipt:
        return windows.open_window(window=window, closes_on=asked.form.day("closes_on"), **asked.keys)

    back = _back(slug, window)
    return act_page(request, slug, form, act, words, back=back, template="rounds/opening.html", more=more)


def _first(round_id: int, window: str, at: datetime) -> str:
    """The earliest last day that a window could have, in words; empty: any day will do."""
    day = first_last_day(window, acts_of(round_id, at=at), at)
    return formats.day(day, language()) if day else ""


@acting
def extend_window(request: HttpRequest, slug: str, window: str) -> HttpResponse:
    """A window stays open for longer."""
    round_id = selectors.known_live(slug)
    day = last_day(round_id, window) if round_id is not None else None
    title = day_words(day)
    longer, first = _("It stays open for longer. The new last day is public."), _("The last day is public.")
    words = ActWords(title=title, button=title, done=longer if day else first)

    def act(asked: Asked) -> Receipt:
        form = asked.form
        return windows.extend_window(
            window=window, closes_on=form.said("closes_on"), why=form.both("why"), **asked.keys
        )

    return act_page(request, slug, ExtendWindowForm, act, words, back=_back(slug, window))


@acting
def close_window(request: HttpRequest, slug: str, window: str) -> HttpResponse:
    """A window closes."""
    title = close_words(window)
    words = ActWords(
        title=title,
        lead=after_words(window),
        button=title,
        done=_("It is closed."),
    )
    return act_page(
        request,
        slug,
        CloseWindowForm,
        lambda asked: windows.close_window(window=window, **asked.keys),
        words,
        back=_back(slug, window),
    )
