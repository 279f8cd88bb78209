"""Paper sheets: what became of them, making and cancelling them, and the receipt that whoever filled one in holds."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.vocabulary.errors import CydraddError
from cydradd_web.components.forms import Form
from cydradd_web.components.paper import both
from cydradd_web.listen.forms import PARTNERS
from cydradd_web.listen.paper import State
from cydradd_web.listen.paper_forms import EraseSheetForm, FindForm, MakeForm
from cydradd_web.listen.paper_words import PRINTED
from cydradd_web.listen.selectors import paper
from cydradd_web.listen.services.paper import Printed, cancel_sheets, make_sheets
from cydradd_web.listen.services.paper_rights import erase_sheet
from cydradd_web.listen.visits import Visit, is_open, page_of, visit
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, new_key, sentence_of
from cydradd_web.rounds.printed import printed
from cydradd_web.rounds.selectors.evidence import last_day

acting = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Every batch, what waits for a second person, and what is to be settled."""
    here = visit(request, slug)
    waiting, own = paper.typed_in_once(here.round_id, here.by.seat)
    values = {
        "page": page_of(slug),
        "open": is_open(here),
        "closes": last_day(here.round_id, "listen"),
        "batches": paper.batches(here.round_id),
        "figures": paper.figures(here.round_id),
        "settle": paper.to_be_settled(here.round_id),
        "waiting": waiting,
        "own": own,
    }
    return render(request, "listen/paper.html", values)


@acting
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a batch of sheets, and show them this once, to be printed."""
    here = visit(request, slug)
    words = ActWords(
        title=_("Make paper sheets"),
        lead=_("Each sheet has a number and a code of its own, and the statements that are shown now, in both "
               "languages. The codes are shown once, on the next page: print it there and then."),
        button=_("Make the sheets"),
        done="",
    )  # fmt: skip
    back, template = reverse("listen-paper", args=[slug]), "listen/paper_act.html"
    return act_page(
        request, slug, MakeForm, lambda asked: _sheets(request, here, asked), words, back=back, template=template
    )


def _sheets(request: HttpRequest, here: Visit, asked: Asked) -> HttpResponse:
    """The sheets, each in both languages, with what can be seen of them only now."""
    form = asked.form
    made = make_sheets(way=form.said("way"), many=form.said("many"), each=form.said("each"), **asked.keys)
    texts = paper.texts_of(here.round_id, {each for sheet in made for each in sheet.statements})

    def shown(sheet: Printed) -> dict[str, Any]:
        return {"number": sheet.number, "code": sheet.code, "statements": [texts[each] for each in sheet.statements]}

    values = {
        "sheets": [shown(sheet) for sheet in made],
        "partners": [both(label) for _name, label in PARTNERS],
        "check": both(lambda: request.build_absolute_uri(reverse("listen-paper-check", args=[here.slug]))),
    }
    return printed(
        request, here.slug, "listen/paper_sheets.html", asked=asked, window="listen", words=PRINTED, values=values
    )


@acting
def cancel(request: HttpRequest, slug: str, batch: int) -> HttpResponse:
    """Cancel a batch of which nothing was typed in."""
    words = ActWords(
        title=_("Cancel batch %(number)s of the paper sheets") % {"number": batch},
        lead=_("Do this where its sheets were lost, or were not printed. None of them can be typed in afterwards. "
               "This cannot be undone."),
        button=_("Cancel these sheets"),
        done=_("The sheets are cancelled."),
    )  # fmt: skip

    def act(asked: Asked) -> None:
        cancel_sheets(round_id=asked.round_id, batch=batch, by=asked.by, at=asked.at)

    return act_page(request, slug, Form, act, words, back=reverse("listen-paper", args=[slug]))


@acting
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """What became of a sheet, for whoever holds its receipt."""
    here = visit(request, slug)
    form, found, status = FindForm(request.POST if request.method == "POST" else None), None, HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                found = paper.standing(here.round_id, form.said("number"), form.said("sheet_code"))
                status = HTTPStatus.OK
            except CydraddError as error:
                form.add_error(None, sentence_of(error))
                status = HTTPStatus.CONFLICT
    values = {"page": page_of(slug), "form": form, "found": found, "open": is_open(here)}
    values["can_erase"] = found is not None and found.state is not State.ERASED
    response = render(request, "listen/paper_check.html", values, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@acting
def erase(request: HttpRequest, slug: str) -> HttpResponse:
    """Erase the answers of a sheet, for whoever holds its receipt; after a check, number and code come with them."""
    visit(request, slug)
    words = ActWords(
        title=_("Erase the answers of a paper sheet"),
        lead=_("They leave the next opinion map, and nobody can count the sheet again. The record keeps that a sheet "
               "was counted and when, but nobody can read how it was answered. This cannot be undone."),
        button=_("Erase the answers"),
        done=_("The answers of this sheet are erased."),
    )  # fmt: skip
    back, template = reverse("listen-paper-check", args=[slug]), "listen/paper_erase.html"

    def form(data: Any = None, *args: Any, **options: Any) -> FindForm:
        known = data is not None and data.get("step") == "known"
        return (FindForm if known else EraseSheetForm)(data, *args, **options)

    def act(asked: Asked) -> Receipt | HttpResponse:
        number, code = asked.form.said("number"), asked.form.said("sheet_code")
        if isinstance(asked.form, EraseSheetForm):
            return erase_sheet(number=number, code=code, **asked.keys)
        ask = EraseSheetForm(initial={"number": number, "sheet_code": code, "key": new_key()})
        return render(request, template, {"page": page_of(slug), "words": words, "back": back, "form": ask})

    return act_page(request, slug, form, act, words, back=back, template=template)
