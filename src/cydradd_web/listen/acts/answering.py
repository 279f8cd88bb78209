"""How refusals of services are answered where no form is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cydradd.vocabulary.errors import CydraddError
from cydradd_web.listen.words import NotThere
from cydradd_web.rounds.act_page import sentence_of

View = Callable[..., HttpResponse]
"""A page of one round: called with the request, the round's slug, and the parts of its address."""


def or_404(view: View) -> View:
    """What is not there, or not theirs, answers 404; any other refusal is said on one's own page."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
        try:
            return view(request, slug, **parts)
        except NotThere:
            raise Http404(slug) from None
        except CydraddError as error:
            messages.error(request, sentence_of(error))
            return redirect(reverse("listen-mine", args=[slug]))

    return answer
