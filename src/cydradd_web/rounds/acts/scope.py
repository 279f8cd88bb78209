"""Pages on which it is said what a round is about, before anybody is asked."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.cycle.events import Event
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import Duty
from cydradd_web.components.clock import now
from cydradd_web.record.services import Receipt
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.convening import doing
from cydradd_web.rounds.scope_forms import ChangeItemForm, CommitmentForm, ItemForm, OptionForm, RemoveForm
from cydradd_web.rounds.selectors.scope import identifiers_of, items_of_round, numbered, scope_of
from cydradd_web.rounds.services import scoping
from cydradd_web.rounds.steps import steps

acting = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def scope(request: HttpRequest, slug: str) -> HttpResponse:
    """What a round is about: what is open, what is closed and why, what is fixed, and its money."""
    page = selectors.frame(slug, language())
    round_id = selectors.known_live(slug)
    if page is None or round_id is None:
        raise Http404(slug)
    by, at = who.acting(request, slug), now()
    officer = Duty.OFFICER in by.duties
    offered = [] if officer else [each for each in doing(slug, round_id, by, at) if each.href != request.path]
    told = {"page": page, "scope": scope_of(round_id, language(), at=at), "officer": officer, "doing": offered}
    publisher = identifiers_of(round_id).get("publisher_name")
    return render(request, "rounds/scope.html", told | {"steps": steps(slug, round_id, at), "publisher": publisher})


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
        return scoping.set_item(**said, new=True, **asked.keys)

    way = partial(_to_change, slug)
    return act_page(request, slug, ItemForm, act, words, back=reverse("scope", args=[slug]), way=way)


def _to_change(slug: str, asked: Asked, error: CydraddError) -> str:
    """Where what has the name already is changed."""
    if error.code != scoping.NAME_TAKEN:
        return ""
    said = items_of_round(asked.round_id, at=asked.at).items()
    rows = [act.row for name, act in said if scoping.same_name(name, asked.form.said("name"))]
    return reverse("scope-item-change", args=[slug, rows[0]]) if rows else ""


def _standing(request: HttpRequest, slug: str, number: int) -> Event | HttpResponse:
    """What stands under a name, by the act that said it; taken out already, the way back; else no such page."""
    round_id = selectors.known_live(slug)
    name, found = ("", None) if round_id is None else numbered(round_id, number, at=now())
    if found is None and not name:
        raise Http404(number)
    if found is None:
        messages.info(request, _("%(name)s was taken out already.") % {"name": name})
        return redirect("scope", slug)
    return found


@acting
def change_item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What is said to be open or closed is said in other words."""
    before = _standing(request, slug, number)
    if isinstance(before, HttpResponse):
        return before
    name, text = before.item or "", before.text or Bilingual()
    words = ActWords(
        title=_("Change: %(name)s") % {"name": name},
        lead=_("What you write takes the place of what stands. The record keeps both."),
        button=_("Record the change"),
        done=_("The change is recorded."),
    )

    def act(asked: Asked) -> Receipt:
        form = asked.form
        return scoping.set_item(name=name, code=form.said("code"), text=form.both("text"), **asked.keys)

    initial = {"code": before.code, "text_cy": text.cy, "text_en": text.en}
    return act_page(request, slug, ChangeItemForm, act, words, back=reverse("scope", args=[slug]), initial=initial)


@acting
def remove_item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was said to be open or closed is taken out."""
    before = _standing(request, slug, number)
    if isinstance(before, HttpResponse):
        return before
    name = before.item or ""
    words = ActWords(
        title=_("Remove: %(name)s") % {"name": name},
        lead=_("It leaves the scope. The record keeps that it was there, and why it was taken out."),
        button=_("Remove it"),
        done=_("It is taken out."),
    )

    def act(asked: Asked) -> Receipt:
        return scoping.remove_item(name=name, why=asked.form.both("why"), **asked.keys)

    return act_page(request, slug, RemoveForm, act, words, back=reverse("scope", args=[slug]))


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
