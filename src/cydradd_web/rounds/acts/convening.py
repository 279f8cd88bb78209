"""Pages on which a round is opened, and its scope is said."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.place import AUTHORITIES
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.components.clock import now
from cydradd_web.record.services import Receipt
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, first_form, language, sentence_of
from cydradd_web.rounds.convening import doing
from cydradd_web.rounds.forms import ConveneForm
from cydradd_web.rounds.scope_forms import CommitmentForm, ItemForm, OptionForm
from cydradd_web.rounds.selectors.scope import scope_of, slug_of, suggested
from cydradd_web.rounds.services import scoping
from cydradd_web.rounds.services.convening import convene as open_round

acting = require_http_methods(["GET", "HEAD", "POST"])


def _form(*args: object, **options: object) -> ConveneForm:
    said = language()
    places = sorted(((each.code, each.name.side(said) or each.code) for each in AUTHORITIES), key=lambda each: each[1])
    return ConveneForm(*args, places=places, **options)


@acting
def convene(request: HttpRequest) -> HttpResponse:
    """A round is opened, by whoever may open rounds."""
    by = who.acting(request)
    shown = {"may": by.convener or by.operator}
    if request.method != "POST":
        form, given_back = first_form(request, _form, {"reference": suggested(now())})
        return render(request, "rounds/convene.html", shown | {"form": form, "given_back": given_back})
    form = _form(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            return _opened(request, form, by)
        except CydraddError as error:
            form.add_error(None, sentence_of(error))
            status = HTTPStatus.FORBIDDEN if isinstance(error, NotYours) else HTTPStatus.CONFLICT
    return render(request, "rounds/convene.html", shown | {"form": form}, status=status)


def _opened(request: HttpRequest, form: ConveneForm, by: By) -> HttpResponse:
    receipt = open_round(
        reference=form.said("reference"),
        title=form.both("title"),
        place=form.said("place") or None,
        settings=form.settings(),
        by=by,
        at=now(),
    )
    messages.success(request, _("The round is open. You are its officer. Now say what it is about."))
    return redirect(reverse("scope", args=[slug_of(receipt.round_id)]))


@require_safe
def scope(request: HttpRequest, slug: str) -> HttpResponse:
    """What a round is about: what is open, what is closed and why, what is fixed, and its money."""
    page = selectors.frame(slug, language())
    round_id = selectors.known_live(slug)
    if page is None or round_id is None:
        raise Http404(slug)
    by, at = who.acting(request, slug), now()
    told = {"page": page, "scope": scope_of(round_id, language(), at=at), "officer": "officer" in by.duties}
    others = [each for each in doing(slug, round_id, by, at) if each.href != request.path]
    return render(request, "rounds/scope.html", told | {"doing": others})


@acting
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """Something is open, or closed and why."""
    words = ActWords(
        title=_("Say what is open and what is closed"),
        lead=_("People are asked only about what is open. What is closed needs its reason, before anybody is asked."),
        button=_("Say it"),
        done=_("It is said."),
    )

    def act(asked: Asked) -> Receipt:
        form = asked.form
        said = {"name": form.said("name"), "code": form.said("code"), "text": form.both("text")}
        return scoping.set_item(**said, **asked.keys)

    return act_page(request, slug, ItemForm, act, words, back=reverse("scope", args=[slug]))


@acting
def option(request: HttpRequest, slug: str) -> HttpResponse:
    """One way in which it could be done."""
    words = ActWords(
        title=_("Add an option"),
        lead=_("At least two ways are considered before anybody applies."),
        button=_("Add the option"),
        done=_("The option is added."),
    )

    def act(asked: Asked) -> Receipt:
        form = asked.form
        return scoping.state_option(name=form.said("name"), text=form.both("text"), **asked.keys)

    return act_page(request, slug, OptionForm, act, words, back=reverse("scope", args=[slug]))


@acting
def commitment(request: HttpRequest, slug: str) -> HttpResponse:
    """What is fixed already."""
    words = ActWords(
        title=_("Say what is fixed already"),
        lead=_("Say it before you ask people. Each page of the round shows what was fixed before they were heard."),
        button=_("Say it"),
        done=_("It is said."),
    )

    def act(asked: Asked) -> Receipt:
        form = asked.form
        return scoping.commit(code=form.said("code"), text=form.both("text"), **asked.keys)

    return act_page(request, slug, CommitmentForm, act, words, back=reverse("scope", args=[slug]))
