"""The report of the listening: written by the officer, read by anybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd_web.listen.forms import ReportForm, UnknownForm
from cydradd_web.listen.selectors.reports import report_of
from cydradd_web.listen.services.reporting import write_report
from cydradd_web.listen.visits import page_of, visit
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.selectors.lines import words
from cydradd_web.rounds.services.scoping import set_item


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the report, and publish it in both languages at once."""
    here = visit(request, slug)
    found = report_of(here.round_id)
    initial = {
        f"{part}_{code}": getattr(getattr(found, part), code) or ""
        for part in ("needs", "assets")
        for code in ("cy", "en")
    }
    publish = bool(request.POST.get("publish"))
    title = _("The report of the listening")
    lead = _("Sum up what was heard. You can keep it unfinished and come back; nobody reads it before it is published.")
    done = _("The report is published, in both languages.") if publish else _("The report is kept.")
    return act_page(
        request,
        slug,
        ReportForm,
        lambda asked: write_report(
            needs=asked.form.both("needs"), assets=asked.form.both("assets"), publish=publish, **asked.keys
        ),
        ActWords(title=title, lead=lead, button=_("Keep the report"), done=done),
        back=reverse("stage", args=[slug, "listen"]),
        initial=initial,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def unknown(request: HttpRequest, slug: str) -> HttpResponse:
    """Nobody said who they are; the officer says why it is not known, before the gate to the design."""
    title = _("Say why it is not known who took part")
    lead = _("Nobody said anything of their age or language. The gate to the design asks why; anybody can read it.")

    def act(asked: Asked) -> Receipt:
        return set_item(name="profile", code="closed", text=asked.form.both("text"), **asked.keys)

    words = ActWords(title=title, lead=lead, button=_("Record it"), done=_("It is recorded."))
    return act_page(request, slug, UnknownForm, act, words, back=reverse("stage", args=[slug, "listen"]))


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The report, once it is public."""
    here = visit(request, slug)
    found = report_of(here.round_id)
    if found.published is None:
        raise Http404(slug)
    tongue = language()
    values = {
        "page": page_of(slug),
        "needs": words(found.needs.cy, found.needs.en, tongue),
        "assets": words(found.assets.cy, found.assets.en, tongue),
        "published": found.published,
    }
    return render(request, "listen/report.html", values)
