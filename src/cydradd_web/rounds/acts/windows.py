"""Pages on which the officer opens, extends and closes windows, and publishes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd_web.record.services import Receipt
from cydradd_web.rounds.act_page import ActWords, Asked, act_page
from cydradd_web.rounds.forms import CloseWindowForm, ExtendWindowForm, NoticeForm, OpenWindowForm, PublishForm
from cydradd_web.rounds.services import publishing, windows
from cydradd_web.rounds.windows import close_words, open_words

acting = require_http_methods(["GET", "HEAD", "POST"])


def _back(slug: str, window: str) -> str:
    return reverse("gate", args=[slug, windows.GATES[window]])


@acting
def open_window(request: HttpRequest, slug: str, window: str) -> HttpResponse:
    """A window opens."""
    title = open_words(window)
    lead = _("Everybody is told its last day. It opens only if the gate before it is open.")
    words = ActWords(title=title, lead=lead, button=title, done=_("It is open now."))

    def act(asked: Asked) -> Receipt:
        return windows.open_window(window=window, closes_on=asked.form.day("closes_on"), **asked.keys)

    return act_page(request, slug, OpenWindowForm, act, words, back=_back(slug, window))


@acting
def extend_window(request: HttpRequest, slug: str, window: str) -> HttpResponse:
    """A window stays open for longer."""
    title = _("Keep it open for longer")
    words = ActWords(title=title, button=title, done=_("It stays open for longer. The new last day is public."))

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
        lead=_("After this nobody can act in it any more."),
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


@acting
def publish(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Something is made public in Welsh and in English, at the same second."""
    notice = what == "notice"
    title = _("Publish the notice") if notice else published_words(what)
    words = ActWords(
        title=title,
        lead=_("Both languages are public at the same moment. Anybody can read them."),
        button=title,
        done=_("Published in Welsh and in English."),
    )

    def act(asked: Asked) -> Receipt:
        text = asked.form.both("text")
        return publishing.publish(what=what, text=text if text.cy or text.en else None, **asked.keys)

    form = NoticeForm if notice else PublishForm
    return act_page(request, slug, form, act, words, back=reverse("round", args=[slug]))


def published_words(what: str) -> str:
    """What publishing something is called."""
    return {
        "report": _("Publish what was heard"),
        "design": _("Publish the design"),
        "eligibility": _("Publish who is eligible"),
        "result": _("Publish the result"),
    }[what]
