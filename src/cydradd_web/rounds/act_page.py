"""One page on which somebody acts: a form, what became of it, and what was typed kept whatever happens.

A view of any stage is a few lines::

    def object_(request, slug, gate):
        return act_page(
            request, slug, ObjectionForm,
            lambda act: raise_objection(gate=gate, harm=act.form.both("harm"), **act.keys),
            ActWords(title=_("Object"), button=_("Record the objection"), done=_("Objection recorded.")),
            back=reverse("round", args=[slug]),
        )
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import MultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Language
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.accounts.holding import held, taken
from cydradd_web.components.clock import now
from cydradd_web.components.forms import Form
from cydradd_web.record.services import Receipt
from cydradd_web.rounds import selectors
from cydradd_web.rounds.opening import lacking
from cydradd_web.rounds.services.acting import AlreadyRecorded, GateClosed, NoSuchRound


@dataclass(frozen=True, slots=True)
class ActWords:
    """The words of a page on which somebody acts. `lead` may be empty; `done` is said when it is recorded."""

    title: str
    button: str
    done: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent: the filled form, and what every service wants to know of an act."""

    form: Any
    round_id: int
    by: By
    at: datetime
    key: str

    @property
    def keys(self) -> dict[str, Any]:
        """``round_id``, ``by``, ``at`` and ``key``, for a service."""
        return {"round_id": self.round_id, "by": self.by, "at": self.at, "key": self.key}


def language() -> Language:
    """The language of the page."""
    return Language(get_language() or "en")


def sentence_of(error: CydraddError) -> str:
    """What an error says, in the language of the page."""
    found = error.sentence.either(language())
    return found[0] if found else error.code


def new_key() -> str:
    """A name for an act that is about to be asked for."""
    return uuid.uuid4().hex


def first_form(request: HttpRequest, make: Callable[..., Form], initial: Mapping[str, Any] | None) -> tuple[Form, bool]:
    """The form as it is first shown, and whether it holds what was typed before a session ended."""
    kept = held(request)
    start = {**(initial or {}), "key": new_key()}
    if kept is None:
        return make(initial=start), False
    return make(initial={**start, **_typed(kept), "key": start["key"]}), True


LANGUAGE = "_language"
"""The button that asks for the same form in the other language, as it is filled."""


def _typed(sent: QueryDict) -> dict[str, Any]:
    """What was typed into each field."""
    return {name: values if len(values) > 1 else values[0] for name, values in sent.lists() if values}


def _in_other_language(request: HttpRequest, make: Callable[..., Form], initial: Mapping[str, Any] | None) -> Form:
    """The form as it was filled so far, looked at by nobody: it was sent to be read in another language.

    A box that was there at first and is ticked no more stays so: what is not sent is not there.
    """
    asked = make(initial=initial)
    empty = {name: [] if isinstance(field, MultipleChoiceField) else "" for name, field in asked.fields.items()}
    return make(initial={**(initial or {}), **empty, **_typed(request.POST)})


def act_page(
    request: HttpRequest,
    slug: str,
    make: Callable[..., Form],
    act: Callable[[Asked], Receipt | HttpResponse | None],
    words: ActWords,
    *,
    back: str,
    initial: Mapping[str, Any] | None = None,
    template: str = "rounds/act.html",
    more: Mapping[str, Any] | None = None,
    way: Callable[[Asked, CydraddError], str] | None = None,
) -> HttpResponse:
    """Show a form of one act on one round, and do the act when it is sent.

    What a service refuses is said on top of the form, with everything that was typed still in it; a gate that is
    shut by the facts that are missing, one by one.

    Args:
        act: What it answers with itself (what is shown this once, or a second step) is what is shown.
        way: Where what a refusal speaks of is put right; empty: it is no other page.
    """
    page = selectors.frame(slug, language())
    if page is None:
        raise Http404(slug)
    shown: dict[str, Any] = {"page": page, "words": words, "back": back, "given_back": False, "switches": True}
    shown |= more or {}
    if request.method != "POST":
        form, given_back = first_form(request, make, initial)
        return render(request, template, {**shown, "form": form, "given_back": given_back})
    if LANGUAGE in request.POST:
        return render(request, template, {**shown, "form": _in_other_language(request, make, initial)})
    form = make(request.POST, request.FILES or None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        by = who.acting(request, slug)
        asked = Asked(form, page.round_id, by, now(), str(form.cleaned_data.get("key") or new_key()))
        try:
            found = act(asked)
            if isinstance(found, HttpResponse):
                return taken(request, found)
            return _done(request, found, words, back)
        except AlreadyRecorded as error:
            return _done(request, error.receipt, words, back)
        except NoSuchRound:
            raise Http404(slug) from None
        except CydraddError as error:
            if isinstance(error, GateClosed):
                shown["refused"] = lacking(slug, error.gate, error.facts, by, round_id=asked.round_id, at=asked.at)
            form.add_error(None, _refusal(error, way(asked, error) if way else ""))
            status = HTTPStatus.FORBIDDEN if isinstance(error, NotYours) else HTTPStatus.CONFLICT
    return render(request, template, {**shown, "form": form}, status=status)


def _refusal(error: CydraddError, href: str) -> str:
    """What an error says, with the way to where it is put right."""
    said = sentence_of(error)
    return format_html('<a href="{}">{}</a>', href, said) if href else said


def told(done: str, receipt: Receipt | None) -> str:
    """What is said of an act that is done: where it stands in the record, if it does."""
    if receipt is None:
        return done
    said = _("Its number in the record: %(number)s. Proof code (you need not keep it): %(code)s.")
    return f"{done} {said % {'number': receipt.number, 'code': receipt.code}}"


def _done(request: HttpRequest, receipt: Receipt | None, words: ActWords, back: str) -> HttpResponse:
    """Say that it is recorded, and lead back."""
    messages.success(request, told(str(words.done), receipt))
    return taken(request, redirect(back))
