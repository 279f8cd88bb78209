"""One's own data: what is held and why, taking it away, erasing it, settings and signed-in browsers."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd_web.accounts import own_data
from cydradd_web.accounts.levels import levels
from cydradd_web.accounts.second_factor import has_second_factor
from cydradd_web.accounts.selectors import people
from cydradd_web.accounts.services import people as changing
from cydradd_web.accounts.services.erasing import Ground, erase_person
from cydradd_web.accounts.services.links import ERASE, make_link, use_link
from cydradd_web.accounts.sign_in_forms import Erase, Settings
from cydradd_web.accounts.wording import in_language
from cydradd_web.components.clock import now


def _own(request: HttpRequest) -> people.Known:
    return people.known(request.user.pk or 0)


@never_cache
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """What is held, why and until when; and the settings."""
    own = _own(request)
    form = Settings(
        request.POST if request.method == "POST" else None,
        initial={"name": own.name, "language": own.language, "digest": own.digest},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        changing.change_settings(
            person=own.number, name=told["name"], language=told["language"] or None, digest=told["digest"]
        )
        messages.success(request, _("Your settings have been saved."))
        return redirect("my-data")
    held = [
        {side: in_language(getattr(kind, side)) for side in ("what", "why", "until")}
        for _name, kind in own_data.kinds()
    ]
    shown = {"own": own, "form": form, "held": held, "second_step": has_second_factor(request)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/my_data.html", shown, status=status)


@require_safe
@never_cache
@login_required
def my_data_file(request: HttpRequest) -> HttpResponse:
    """Everything that is held of whoever asks: a ZIP of JSON files."""
    response = HttpResponse(own_data.exported(request.user.pk or 0), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="cydradd-my-data.zip"'
    return response


@require_safe
@never_cache
@login_required
def how_known(request: HttpRequest) -> HttpResponse:
    """How strongly one is known, and what that allows."""
    own = _own(request)
    return render(request, "accounts/how_known.html", {"levels": levels(own.level)})


@require_POST
@login_required
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """Sign one browser out."""
    if not changing.end_session(person=request.user.pk or 0, session=session):
        raise Http404
    messages.success(request, _("That browser is signed out."))
    return redirect("usersessions_list")


@never_cache
@login_required
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def erase(request: HttpRequest) -> HttpResponse:
    """Erase one's account: after a password or a second step at once, else after a link to one's address."""
    own = _own(request)
    by_link = not get_reauthentication_flows(request.user)
    form = Erase(request.POST if request.method == "POST" else None, own=own.email)
    if request.method == "POST" and form.is_valid():
        if by_link:
            token = make_link(person=own.number, purpose=ERASE, at=now())
            url = request.build_absolute_uri(reverse("erase-by-link", args=[token]))
            get_adapter(request).send_mail("account/email/erase", own.email, {"link_url": url})
            return redirect("link-sent")
        return _erased(request, own.number)
    shown = {"form": form, "by_link": by_link}
    return render(request, "accounts/erase.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200)


@never_cache
def erase_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The last question before an account is erased."""
    if request.method != "POST":
        good = people.link_is_good(token, ERASE, now())
        status = HTTPStatus.OK if good else HTTPStatus.GONE
        return render(request, "accounts/erase_by_link.html", {"good": good}, status=status)
    try:
        person, _back = use_link(token=token, purpose=ERASE, at=now())
    except NotPossible:
        return render(request, "accounts/erase_by_link.html", {"good": False}, status=HTTPStatus.GONE)
    return _erased(request, person)


def _erased(request: HttpRequest, person: int) -> HttpResponse:
    try:
        erase_person(person=person, ground=Ground.REQUEST, at=now())
    except CydraddError as error:
        shown = {"why": in_language(error.sentence)}
        return render(request, "accounts/not_erased.html", shown, status=HTTPStatus.CONFLICT)
    logout(request)
    return redirect("erased")


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """The account is gone."""
    return render(request, "accounts/erased.html")
