"""Pages on which money is put on the table: the officer adds a pot, changes it and takes it out, from the scope."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd_web.design.acts.common import rows_by_table
from cydradd_web.design.forms.items import ItemForm
from cydradd_web.design.forms.pots import PotForm
from cydradd_web.design.kinds import KINDS
from cydradd_web.design.selectors.items import Now, now_of
from cydradd_web.design.services.items import add_item, change_item, take_out
from cydradd_web.record.services import Receipt
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language

acting = require_http_methods(["GET", "HEAD", "POST"])
POT = "pot"


def _live(slug: str) -> int:
    round_id = selectors.known_live(slug)
    if round_id is None:
        raise Http404(slug)
    return round_id


def _form(round_id: int, make: type[ItemForm]) -> Any:
    """The form, with the choices that this round has."""
    rows = rows_by_table(round_id)
    return lambda *args, **options: make(*args, rows=rows, language=language(), **options)


def _now(round_id: int, identifier: str) -> Now:
    """A pot as it stands; else there is no such page."""
    found = now_of(round_id, KINDS[POT], identifier, language())
    if found is None:
        raise Http404(identifier)
    return found


@acting
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A pot is put on the table."""
    round_id = _live(slug)
    words = ActWords(
        title=_("Add a pot"),
        lead=_("Say whose money it is, how much, and what it may pay for. Everybody can read it."),
        button=_("Put it on the table"),
        done=_("The pot is on the table."),
    )

    def act(asked: Asked) -> Receipt:
        return add_item(kind=POT, row=asked.form.row(), why=asked.form.both("why"), **asked.keys)

    return act_page(request, slug, _form(round_id, PotForm), act, words, back=reverse("scope", args=[slug]))


@acting
def change(request: HttpRequest, slug: str, identifier: str) -> HttpResponse:
    """A pot is changed."""
    round_id = _live(slug)
    before = _now(round_id, identifier)
    words = ActWords(
        title=_("Change: %(name)s") % {"name": identifier},
        button=_("Record the change"),
        done=_("The change is recorded."),
    )

    def act(asked: Asked) -> Receipt:
        form = asked.form
        keys = {"kind": POT, "identifier": identifier, "why": form.both("why"), **asked.keys}
        return change_item(row=form.row(before.row), seen=form.cleaned_data["seen"], **keys)

    initial = {**PotForm.initial_of(before.row), "seen": before.version}
    back = reverse("scope", args=[slug])
    return act_page(request, slug, _form(round_id, PotForm), act, words, back=back, initial=initial)


@acting
def remove(request: HttpRequest, slug: str, identifier: str) -> HttpResponse:
    """A pot is taken off the table."""
    round_id = _live(slug)
    before = _now(round_id, identifier)
    words = ActWords(
        title=_("Remove: %(name)s") % {"name": f"{identifier}, {before.row.commissioner}"},
        lead=_("It leaves the table. The record keeps that it was there, and why it was taken out."),
        button=_("Remove it"),
        done=_("It is taken out."),
    )

    def act(asked: Asked) -> Receipt:
        keys = {"kind": POT, "identifier": identifier, "why": asked.form.both("why"), **asked.keys}
        return take_out(seen=asked.form.cleaned_data["seen"], **keys)

    initial, back = {"seen": before.version}, reverse("scope", args=[slug])
    return act_page(request, slug, _form(round_id, ItemForm), act, words, back=back, initial=initial)
