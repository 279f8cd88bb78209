"""Typing paper sheets in, and settling what two people read differently."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cydradd_web.listen.paper import State
from cydradd_web.listen.paper_forms import FindForm, MarksForm, SettleForm
from cydradd_web.listen.selectors import paper
from cydradd_web.listen.services.keying import Keyed, key_sheet, settle_sheet
from cydradd_web.listen.visits import is_open, page_of, visit
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language, told
from cydradd_web.rounds.selectors.evidence import last_day
from cydradd_web.rounds.two_steps import TwoSteps

acting = require_http_methods(["GET", "HEAD", "POST"])


@acting
def key(request: HttpRequest, slug: str) -> HttpResponse:
    """Type one sheet in: its number and code, and then its marks."""
    here = visit(request, slug)
    back = reverse("listen-paper", args=[slug])
    words = ActWords(
        title=_("Type in a paper sheet"), button=_("Go on"), done=_("The answers of this sheet are counted.")
    )
    more = {"open": is_open(here), "closes": last_day(here.round_id, "listen")}

    steps = TwoSteps(
        FindForm,
        lambda number, code: paper.to_key(here.round_id, number, code, here.by.seat),
        lambda data, _files, **options: MarksForm(data, language=language(), **options),
    )

    def act(asked: Asked) -> HttpResponse:
        if isinstance(asked.form, MarksForm):
            return _typed_in(request, slug, asked)
        return render(request, "listen/paper_key.html", {
            "page": page_of(slug), "words": words, "back": back, "switches": True, **more, "form": steps.second(asked),
        })  # fmt: skip

    return act_page(request, slug, steps.form, act, words, back=back, template="listen/paper_key.html", more=more)


def _typed_in(request: HttpRequest, slug: str, asked: Asked) -> HttpResponse:
    form, number = asked.form, asked.form.said("number")
    done = key_sheet(number=number, code=form.said("sheet_code"), reading=form.reading(), **asked.keys)
    _say(request, number, done)
    if done.state is State.DIFFERS:
        return redirect("listen-paper-settle", slug, number)
    return redirect("listen-paper-key", slug)


def _say(request: HttpRequest, number: int, done: Keyed) -> None:
    """Say what became of a sheet."""
    said = {
        State.ONCE: _("Sheet %(number)s is typed in once. Somebody else must type it in the second time."),
        State.DIFFERS: _("Sheet %(number)s was read differently the first time. Settle it now, or later."),
        State.COUNTED: _("Sheet %(number)s is counted."),
        State.EMPTY: _("Sheet %(number)s is done. Nothing was marked on it, so nothing is counted."),
    }[done.state]
    messages.success(request, told(said % {"number": number}, done.receipt))


@acting
def settle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what stands where two people read a sheet differently."""
    here = visit(request, slug)
    found = paper.to_settle(here.round_id, number)
    if found is None:
        return _settled_already(request, slug)
    places = len(found.statements) + found.on_partner
    lead = ngettext(
        "Two people read %(n)s place on this sheet differently. Take the sheet in hand and choose what stands there.",
        "Two people read %(n)s places on this sheet differently. Take the sheet in hand and choose what stands there.",
        places,
    )
    words = ActWords(
        title=_("Settle sheet %(number)s") % {"number": number},
        lead=lead % {"n": places},
        button=_("Count the sheet"),
        done=_("Sheet %(number)s is counted.") % {"number": number},
    )

    def act(asked: Asked) -> HttpResponse:
        done = settle_sheet(number=number, reading=asked.form.reading(), **asked.keys)
        _say(request, number, done)
        return redirect("listen-paper", slug)

    def form(*args: Any, **options: Any) -> SettleForm:
        return SettleForm(*args, difference=found, language=language(), **options)

    back = reverse("listen-paper", args=[slug])
    return act_page(request, slug, form, act, words, back=back, template="listen/paper_act.html")


def _settled_already(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing waits there: said to whoever sends a form that is late, and else no such page."""
    if request.method != "POST":
        raise Http404(slug)
    messages.info(request, _("This sheet does not wait to be settled any more."))
    return redirect("listen-paper", slug)
