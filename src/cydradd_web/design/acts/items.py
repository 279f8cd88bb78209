"""Adding, changing and taking out what a design is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cydradd_web.design.acts.common import acting, kind_of, live, rows_by_table, workshop_of
from cydradd_web.design.forms import items as forms
from cydradd_web.design.forms.pots import PotForm
from cydradd_web.design.kinds import Kind
from cydradd_web.design.selectors.agreed import contributions
from cydradd_web.design.selectors.became import words_of
from cydradd_web.design.selectors.items import now_of, quoted
from cydradd_web.design.services.items import ChangedMeanwhile, add_item, change_item, take_out
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.selectors.known import known
from cydradd_web.rounds.selectors.live import events_of

FORMS: Mapping[str, type[forms.ItemForm]] = {
    "need": forms.NeedForm,
    "asset": forms.AssetForm,
    "outcome": forms.OutcomeForm,
    "pot": PotForm,
    "provider": forms.ProviderForm,
    "lot": forms.LotForm,
    "requirement": forms.RequirementForm,
    "criterion": forms.CriterionForm,
    "question": forms.QuestionForm,
}
GIVEN = ("statements", "needs", "lot")
"""What a link to a form may fill in."""


def _make(round_id: int, form: type[forms.ItemForm], item: str | None = None) -> Callable[..., forms.ItemForm]:
    """A form with its choices; what was sent can be given a newer mark of what was seen."""
    rows, said = rows_by_table(round_id), contributions(events_of(round_id))
    comments = [
        (each.act.id or "", words_of(each.act, language())[0][:200]) for each in said if each.act.item in (item, None)
    ]

    def make(data: Any = None, files: Any = None, **options: Any) -> forms.ItemForm:
        typed = None if data is None else data.copy()
        return form(typed, files, rows=rows, language=language(), comments=comments, **options)

    return make


def _links(form: Any) -> list[str]:
    return list(form.cleaned_data.get("links") or ())


@acting
def add(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A seat adds one thing."""
    of, round_id = kind_of(kind), live(slug)
    start = {name: request.GET.getlist(name)[:100] for name in GIVEN if name in request.GET}
    initial: dict[str, Any] = {**start, "direction": "up", "low": "0", "high": "10"}
    if "lot" in start:
        initial["lot"] = start["lot"][0]
    if kind == "need":
        initial["place"] = _place(round_id)
    words = ActWords(title=str(of.add), button=_("Add it to the design"), done=_("Added to the design."))
    return act_page(
        request,
        slug,
        _make(round_id, FORMS[kind]),
        lambda asked: add_item(
            kind=kind, row=asked.form.row(), why=asked.form.both("why"), links=_links(asked.form), **asked.keys
        ),
        words,
        back=workshop_of(slug),
        initial=initial,
        template="design/item.html",
        more={"quoted": quoted(round_id, start.get("statements", []), language())},
    )


def _place(round_id: int) -> str:
    """The place of the round, as a GSS code."""
    return next((one.place or "" for one in known([round_id])), "")


@acting
def change(request: HttpRequest, slug: str, kind: str, identifier: str) -> HttpResponse:
    """A seat changes one thing."""
    of, round_id = kind_of(kind), live(slug)
    now = now_of(round_id, of, identifier, language())
    if now is None and request.method != "POST":
        raise Http404(identifier)
    form = FORMS[kind]
    words = ActWords(
        title=_("Change %(id)s") % {"id": identifier}, button=_("Record the change"), done=_("Change recorded.")
    )

    def act(asked: Asked) -> Receipt:
        row = asked.form.row(now.row if now else None)
        why, links = asked.form.both("why"), _links(asked.form)
        seen = asked.form.cleaned_data["seen"]
        keys = {"kind": kind, "identifier": identifier, "why": why, "links": links, **asked.keys}
        return _if_as_seen(asked, round_id, of, identifier, lambda: change_item(row=row, seen=seen, **keys))

    return act_page(
        request,
        slug,
        _make(round_id, form, identifier),
        act,
        words,
        back=workshop_of(slug),
        initial={**form.initial_of(now.row), "seen": now.version} if now else None,
        template="design/item.html",
        more={"now": now, "quoted": quoted(round_id, getattr(now.row, "statements", ()) if now else (), language())},
    )


@acting
def take(request: HttpRequest, slug: str, kind: str, identifier: str) -> HttpResponse:
    """A seat takes one thing out."""
    of, round_id = kind_of(kind), live(slug)
    now = now_of(round_id, of, identifier, language())
    if now is None and request.method != "POST":
        raise Http404(identifier)
    words = ActWords(
        title=_("Take out %(id)s") % {"id": identifier},
        lead=_("It leaves the design. The record keeps that it was there, and why it was taken out."),
        button=_("Take it out"),
        done=_("Taken out of the design."),
    )

    def act(asked: Asked) -> Receipt:
        keys = {"kind": kind, "identifier": identifier, "why": asked.form.both("why"), **asked.keys}
        seen, links = asked.form.cleaned_data["seen"], _links(asked.form)
        return _if_as_seen(asked, round_id, of, identifier, lambda: take_out(seen=seen, links=links, **keys))

    return act_page(
        request,
        slug,
        _make(round_id, forms.ItemForm, identifier),
        act,
        words,
        back=workshop_of(slug),
        initial={"seen": now.version if now else ""},
        template="design/item.html",
        more={"now": now, "stands": True},
    )


def _if_as_seen(asked: Asked, round_id: int, kind: Kind, identifier: str, do: Callable[[], Receipt]) -> Receipt:
    """Do it if nobody else changed it; else show both, and let what was typed be sent again over what stands now."""
    try:
        return do()
    except ChangedMeanwhile:
        newest = now_of(round_id, kind, identifier, language())
        asked.form.data["seen"] = newest.version if newest else ""
        asked.form.meanwhile = True
        raise
