"""Paper of a round to be printed: shown this once, in both languages, outside the frame of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format

from cydradd_web.components.paper import both
from cydradd_web.rounds.act_page import Asked, language
from cydradd_web.rounds.selectors import frame
from cydradd_web.rounds.selectors.evidence import last_day


def printed(
    request: HttpRequest,
    slug: str,
    template: str,
    *,
    asked: Asked,
    window: str,
    words: Mapping[str, object],
    values: Mapping[str, Any],
) -> HttpResponse:
    """A page of sheets. Nobody keeps it.

    Args:
        asked: The form, which says where the sheets go back to (``return``).
        window: Until whose last day they are taken.
        words: What is printed on each sheet, by name; the template has it as ``say``, in both languages.
        values: What the template needs beside.
    """
    closes = last_day(asked.round_id, window)
    shown = {
        "slug": slug,
        "say": {name: both(said) for name, said in words.items()},
        "title": both(lambda: _title(slug)),
        "back_to": asked.form.both("return"),
        "last_day": both(lambda: f": {date_format(closes, 'j F Y')}" if closes else ""),
        **values,
    }
    response = render(request, template, shown)
    response.headers["Cache-Control"] = "no-store"
    return response


def _title(slug: str) -> str:
    """The title of the round in the language that is set."""
    page = frame(slug, language())
    return page.line.title.text if page and page.line.title else slug
