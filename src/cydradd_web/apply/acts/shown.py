"""What the pages of this stage share: the round's frame, who asks, and words in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cydradd.vocabulary.errors import CydraddError
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.components.forms import Form
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import ActWords, first_form, language, sentence_of
from cydradd_web.rounds.selectors.known import known_live


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a page of one round that is carried here."""

    slug: str
    round_id: int
    by: By
    page: Any


def asking(request: HttpRequest, slug: str) -> Asking:
    """Who asks; a round that is not carried here is not found."""
    round_id, page = known_live(slug), selectors.frame(slug, language())
    if round_id is None or page is None:
        raise Http404(slug)
    return Asking(slug, round_id, who.acting(request, slug), page)


def refused(request: HttpRequest, error: NotYours, asking: Asking) -> HttpResponse:
    """Say who may read this, and that whoever asks may not."""
    shown = {"page": asking.page, "sentence": sentence_of(error), "slug": asking.slug}
    return render(request, "apply/refused.html", shown, status=HTTPStatus.FORBIDDEN)


def own_page(
    request: HttpRequest,
    make: Callable[..., Form],
    act: Callable[[Any, By], str],
    words: ActWords,
    *,
    back: str,
    initial: Mapping[str, Any] | None = None,
    template: str = "apply/own_act.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A form of one act that belongs to no round; the act gives the address that comes next."""
    shown: dict[str, Any] = {"words": words, "back": back, "given_back": False, **(more or {})}
    if request.method != "POST":
        form, shown["given_back"] = first_form(request, make, initial)
        return render(request, template, {**shown, "form": form})
    form, status = make(request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            then = act(form, who.acting(request))
            messages.success(request, words.done)
            return redirect(then)
        except CydraddError as error:
            form.add_error(None, sentence_of(error))
            status = HTTPStatus.FORBIDDEN if isinstance(error, NotYours) else HTTPStatus.CONFLICT
    return render(request, template, {**shown, "form": form}, status=status)
