"""Typing booklets in, settling what two people read differently, and typing in again those that were drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cydradd_web.accounts import who
from cydradd_web.decide.paper import State
from cydradd_web.decide.paper_forms import CrossesForm, FindForm, SettleForm
from cydradd_web.decide.paper_pages import page_of
from cydradd_web.decide.selectors import paper_forms
from cydradd_web.decide.selectors.paper_forms import Difference, Sheet
from cydradd_web.decide.services.checking import key_again, settle_again
from cydradd_web.decide.services.keying import Keyed, key_booklet, settle_booklet
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language, told
from cydradd_web.rounds.two_steps import TwoSteps

acting = require_http_methods(["GET", "HEAD", "POST"])
Look = Callable[[int, int, str, str | None], Sheet]


@acting
def key(request: HttpRequest, slug: str) -> HttpResponse:
    """Type one booklet in: its number and code, and then its crosses."""

    def typed(asked: Asked) -> HttpResponse:
        form, number = asked.form, asked.form.said("number")
        code, scan = form.said("sheet_code"), form.scanned
        done = key_booklet(number=number, code=code, reading=form.reading(), scan=scan, **asked.keys)
        _say(request, number, done)
        return redirect("paper-key", slug)

    words = ActWords(title=_("Type in a booklet"), button=_("Go on"), done=_("The ballot of this booklet is cast."))
    return _two_steps(request, slug, words, paper_forms.to_key, typed, again=False)


@acting
def again(request: HttpRequest, slug: str) -> HttpResponse:
    """Type a drawn booklet in once more."""

    def typed(asked: Asked) -> HttpResponse:
        form, number = asked.form, asked.form.said("number")
        differ = key_again(number=number, code=form.said("sheet_code"), reading=form.reading(), **asked.keys)
        said = (
            _("Booklet %(number)s is typed in again, and was read differently. Somebody else must settle it.")
            if differ
            else _("Booklet %(number)s is typed in again, and is the same.")
        )
        messages.success(request, said % {"number": number})
        return redirect("paper-again", slug)

    words = ActWords(
        title=_("Type in a booklet of the sample again"), button=_("Go on"), done=_("The booklet is typed in again.")
    )
    return _two_steps(request, slug, words, paper_forms.to_key_again, typed, again=True)


def _two_steps(
    request: HttpRequest,
    slug: str,
    words: ActWords,
    look: Look,
    typed: Callable[[Asked], HttpResponse],
    *,
    again: bool,
) -> HttpResponse:
    """Which booklet it is, and then what stands in it."""
    page, by, back = page_of(slug), who.acting(request, slug), reverse("paper-ballots", args=[slug])
    more = {"other": reverse("paper-again" if again else "paper-key", args=[slug])}
    steps = TwoSteps(
        FindForm,
        lambda number, code: look(page.round_id, number, code, by.seat),
        lambda data, files, **options: CrossesForm(data, files, language=language(), again=again, **options),
    )

    def act(asked: Asked) -> HttpResponse:
        if isinstance(asked.form, CrossesForm):
            return typed(asked)
        return render(request, "decide/paper_key.html", {
            "page": page, "words": words, "back": back, "switches": True, **more, "form": steps.second(asked),
        })  # fmt: skip

    template = "decide/paper_key.html"
    return act_page(request, slug, steps.form, act, words, back=back, template=template, more=more)


def _say(request: HttpRequest, number: int, done: Keyed) -> None:
    """Say what became of a booklet."""
    said = {
        State.ONCE: _("Booklet %(number)s is typed in once. Somebody else must type it in the second time."),
        State.DIFFERS: _("Booklet %(number)s was read differently the first time. A third person must settle it."),
        State.CAST: _("Booklet %(number)s: its ballot is cast."),
        State.VOID: _("Booklet %(number)s cannot be counted, and this is recorded."),
        State.WEB: _("Booklet %(number)s: somebody voted on the web with its code, and that vote counts."),
    }[done.state]
    messages.success(request, told(said % {"number": number}, done.receipt))


@acting
def settle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what stands where two people read a booklet differently."""

    def act(asked: Asked) -> HttpResponse:
        _say(request, number, settle_booklet(number=number, reading=asked.form.reading(), **asked.keys))
        return redirect("paper-ballots", slug)

    found = paper_forms.to_settle(page_of(slug).round_id, number)
    return _settling(request, slug, number, found, act, button=_("Cast its ballot"))


@acting
def settle_last(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what stands where a booklet of the sample was read differently."""

    def act(asked: Asked) -> HttpResponse:
        receipt = settle_again(number=number, reading=asked.form.reading(), **asked.keys)
        said = (
            _("Booklet %(number)s: its ballot is put right.")
            if receipt
            else _("Booklet %(number)s: its ballot stands as it was.")
        )
        messages.success(request, told(said % {"number": number}, receipt))
        return redirect("paper-ballots", slug)

    found = paper_forms.to_settle_again(page_of(slug).round_id, number)
    return _settling(request, slug, number, found, act, button=_("Say what stands"))


def _settling(
    request: HttpRequest,
    slug: str,
    number: int,
    found: Difference | None,
    act: Callable[[Asked], HttpResponse],
    *,
    button: str,
) -> HttpResponse:
    if found is None:
        return _settled_already(request, slug)
    places = len(found.places) + found.on_void
    lead = ngettext(
        "%(n)s place in this booklet was read differently. Take the booklet in hand and choose what stands there.",
        "%(n)s places in this booklet were read differently. Take the booklet in hand and choose what stands there.",
        places,
    )
    words = ActWords(
        title=_("Settle booklet %(number)s") % {"number": number}, lead=lead % {"n": places}, button=button,
        done=_("Booklet %(number)s is settled.") % {"number": number},
    )  # fmt: skip

    def form(data: Any = None, _files: Any = None, **options: Mapping[str, Any]) -> SettleForm:
        return SettleForm(data, difference=found, language=language(), **options)

    back = reverse("paper-ballots", args=[slug])
    return act_page(request, slug, form, act, words, back=back, template="decide/paper_act.html")


def _settled_already(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing waits there: said to whoever sends a form that is late, and else no such page."""
    if request.method != "POST":
        raise Http404(slug)
    messages.info(request, _("This booklet does not wait to be settled any more."))
    return redirect("paper-ballots", slug)
