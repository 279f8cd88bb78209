"""Taking part for the first time: for whom one speaks."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import Partner
from cydradd_web.listen.forms import JoinForm
from cydradd_web.listen.selectors.mine import told_by
from cydradd_web.listen.selectors.paper import has_paper
from cydradd_web.listen.services.participating import take_part
from cydradd_web.listen.services.voting import cast_vote
from cydradd_web.listen.visits import Visit, is_open, name_for, page_of, visit
from cydradd_web.rounds.act_page import sentence_of

NEXT = {"vote": "listen-vote", "say": "listen-say", "mine": "listen-mine"}


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Say for whom one speaks, and as much of oneself as one likes; then go on to what one came for."""
    here = visit(request, slug)
    form = _form(request, here)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                return _joined(request, here, form)
            except CydraddError as error:
                form.add_error(None, sentence_of(error))
                status = HTTPStatus.CONFLICT
    values = {"page": page_of(slug), "form": form, "here": here, "open": is_open(here)}
    values["on_paper"] = has_paper(here.round_id)
    return render(request, "listen/join.html", values, status=status)


def _form(request: HttpRequest, here: Visit) -> JoinForm:
    if request.method == "POST":
        form = JoinForm({**request.POST.dict(), **({"partner": here.by.partner} if here.by.partner else {})})
    else:
        told = told_by(here.round_id, here.voter)
        known = {"partner": told.partner, "place": told.place, **told.profile} if told else {}
        asked = {name: request.GET.get(name, "") for name in ("statement", "vote")}
        form = JoinForm(initial={**known, "tongue": known.get("language", ""), **asked})
    if here.by.partner is not None:
        form.speak_for(str(here.by.partner))
    return form


def _joined(request: HttpRequest, here: Visit, form: JoinForm) -> HttpResponse:
    voter = name_for(request, here)
    take_part(
        round_id=here.round_id,
        voter=voter,
        partner=Partner(form.said("partner")),
        strength=here.by.level,
        place=form.said("place") or None,
        profile=form.profile(),
        by=here.by,
        at=here.at,
    )
    if form.said("statement") and form.said("vote") in ("1", "0", "-1"):
        cast_vote(
            round_id=here.round_id,
            statement=form.said("statement"),
            vote=int(form.said("vote")),
            voter=voter,
            strength=here.by.level,
            by=here.by,
            at=here.at,
        )
    return redirect(NEXT.get(request.GET.get("then", ""), "listen-vote"), here.slug)
