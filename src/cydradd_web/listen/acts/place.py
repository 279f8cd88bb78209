"""Where one stands on the opinion map: nobody's place but one's own is shown, and to nobody else."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cydradd.listen.picture import Own, drawn
from cydradd.listen.places import LEAST_PEOPLE, LEAST_STATEMENTS
from cydradd.listen.report_words import VERDICTS
from cydradd.listen.votes import Strength
from cydradd_web.listen.scripted import with_script
from cydradd_web.listen.selectors.place import Place, numbers, place_of
from cydradd_web.listen.visits import is_open, page_of, visit
from cydradd_web.rounds.act_page import language

WIDE, NARROW = (1000, 560), (330, 330)


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Where whoever asks stands, worked out now from their answers on the last map that was made."""
    here = visit(request, slug)
    tongue = language()
    found = place_of(here.round_id, here.voter, tongue)
    values = {
        "page": replace(page_of(slug), renewal=None),  # this page says of which moment its map is
        "here": here,
        "open": is_open(here),
        "beside": here.by.level == Strength.OPEN,
        "numbers": numbers(here.round_id, here.voter),
        "least_people": LEAST_PEOPLE,
        "least_statements": LEAST_STATEMENTS,
        "place": found,
        "verdict": VERDICTS[found.places.verdict].side(tongue) if found else "",
        "pictures": _pictures(found) if found else (),
    }
    response = with_script(render(request, "listen/place.html", values))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _pictures(place: Place) -> tuple[SafeString, ...]:
    """The map with one's own dot, wide and narrow; nothing where all stand in one place."""
    if not len(place.places.turn):
        return ()
    own = Own(place.standing.at, place.standing.covariance)
    title = _("Opinion map with your own place")
    description = _("The list and the table below say the same as this picture.")
    return tuple(
        mark_safe(  # noqa: S308  drawn by ourselves, its texts escaped
            drawn(place.places.crowd, language(), title=title, description=description, width=w, height=h, own=own)
        )
        for w, h in (WIDE, NARROW)
    )
