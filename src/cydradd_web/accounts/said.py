"""You said, we did: everything somebody said on the site, over all rounds, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.vocabulary.text import Language
from cydradd_web.accounts import who
from cydradd_web.components.became import Became
from cydradd_web.rounds.selectors.lines import Words, words

STAGES = ("listen", "design", "apply")
"""Stages at which people say things; each tells what became of them, where it has anything to tell."""
MOST = 200


def _tellers() -> Iterator[Callable[[int], list[Became]]]:
    for stage in STAGES:
        name = f"cydradd_web.{stage}.selectors.became"
        if find_spec(name) is not None:
            yield import_module(name).became


def said_by(person: int) -> tuple[list[tuple[Became, Words | None]], int]:
    """What somebody said, newest first, each with the title of its round; and how much more there is than is shown."""
    found = [each for became in _tellers() for each in became(person)]
    found.sort(key=lambda each: each.when.timestamp() if each.when else 0.0, reverse=True)
    language = Language(get_language() or "en")
    shown = [(each, words(each.round_title.cy, each.round_title.en, language)) for each in islice(found, MOST)]
    return shown, len(found) - len(shown)


@require_safe
def said(request: HttpRequest) -> HttpResponse:
    """The page of whoever is signed in; nobody else can see it."""
    shown, more = said_by(who.acting(request).person or 0)
    return render(request, "accounts/said.html", {"said": shown, "more": more})
