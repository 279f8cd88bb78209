"""The page of an invitation: whoever was asked reads what is offered, and takes it or declines."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import PARTNER_NAMES
from cydradd_web.accounts import who
from cydradd_web.accounts.people_forms import in_language
from cydradd_web.accounts.selectors.invitations import Invited, invitation_by_token, invitation_to
from cydradd_web.accounts.services.invitations import NoSuchInvitation, accept_invitation, decline_invitation
from cydradd_web.accounts.shown import duties_of, officers_partners
from cydradd_web.components.clock import now
from cydradd_web.rounds.act_page import language, sentence_of
from cydradd_web.rounds.selectors import frame
from cydradd_web.rounds.selectors.scope import purpose_of
from cydradd_web.rounds.services.acting import AlreadyRecorded

acting = require_http_methods(["GET", "HEAD", "POST"])


@acting
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in the e-mail leads to. Whoever is not signed in reads it, and signs in or joins to answer."""
    return _page(request, invitation_by_token(token, at=now()), token)


@acting
def my_invitation(request: HttpRequest, number: int) -> HttpResponse:
    """An invitation that was sent to one's own address."""
    by = who.acting(request)
    return _page(request, invitation_to(by.person or 0, number, at=now()), "")


def _page(request: HttpRequest, invited: Invited | None, token: str) -> HttpResponse:
    if invited is None:
        raise Http404("invitation")
    page = frame(invited.slug, language())
    values: dict[str, Any] = {"page": page, "invited": invited, "by": who.acting(request, invited.slug), "error": ""}
    values |= {"partner": in_language(PARTNER_NAMES[invited.partner]), "duties": duties_of(invited.duties)}
    values |= {
        "asks": officers_partners(invited.round_id),
        "purpose": purpose_of(invited.round_id, language(), at=now()),
    }
    if request.method != "POST":
        return render(request, "accounts/invitation.html", values)
    try:
        return _answer(request, invited, token)
    except NoSuchInvitation:
        raise Http404("invitation") from None
    except CydraddError as error:
        values["error"] = sentence_of(error)
    return render(request, "accounts/invitation.html", values, status=HTTPStatus.CONFLICT)


def _answer(request: HttpRequest, invited: Invited, token: str) -> HttpResponse:
    """Take the seat or decline it; asked for twice, it is done once."""
    yes = request.POST.get("answer") == "accept"
    service = accept_invitation if yes else decline_invitation
    keys = {"round_id": invited.round_id, "invitation": invited.id, "token": token, "at": now()}
    by = who.acting(request, invited.slug)
    with suppress(AlreadyRecorded):
        service(by=by, key=f"invitation-{invited.id}-{by.person}-{'yes' if yes else 'no'}", **keys)  # type: ignore[arg-type]
    messages.success(request, _("You have taken your seat.") if yes else _("You have declined the invitation."))
    return redirect("round", invited.slug) if yes else redirect("my-page")
