"""Signing in by a link that comes by e-mail, and the policy of pages that need a script."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cydradd.vocabulary.errors import NotPossible
from cydradd_web.accounts.selectors import people
from cydradd_web.accounts.services.links import SIGN_IN, address_is_theirs, use_link
from cydradd_web.accounts.sign_in_forms import AskForLink, SignIn
from cydradd_web.components.clock import now

WITH_SCRIPT = "; ".join(
    f"{name} {value}"
    for name, value in (settings.CONTENT_SECURITY_POLICY | {"script-src": "'self'", "connect-src": "'self'"}).items()
)
"""A passkey needs a script: our own, on the pages where there is one to use."""


def scripted(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page on which our own scripts may run."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        response = view(request, *args, **parts)
        response.headers["Content-Security-Policy"] = WITH_SCRIPT
        return response

    return answer


@require_POST
@never_cache
@scripted
def ask_for_link(request: HttpRequest) -> HttpResponseBase:
    """Send a link; the page says the same whether anybody has the address or not."""
    form = AskForLink(request.POST, auto_id="link_%s")
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        if ratelimit.consume(request, action="request_login_code", key=email):
            get_adapter(request).send_link(email, template="sign_in_link", back=get_next_redirect_url(request) or "")
            return redirect("link-sent")
        form.add_error(None, _("You have asked for several links already. Wait a minute, then ask again."))
        return _asked(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    return _asked(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _asked(request: HttpRequest, form: AskForLink, status: HTTPStatus) -> HttpResponse:
    """The page of signing in again, with what was typed; the other ways stay beside it."""
    back = get_next_redirect_url(request) or ""
    shown = {
        "link": form,
        "form": SignIn(request=request),
        "signup_url": passthrough_next_redirect_url(request, reverse("account_signup"), REDIRECT_FIELD_NAME),
        "redirect_field": format_html('<input type="hidden" name="next" value="{}">', back) if back else "",
    }
    return render(request, "account/login.html", shown, status=status)


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """Where to look for the link."""
    return render(request, "account/link_sent.html")


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in here now."""
    return render(request, "account/signed_out.html")


@never_cache
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """One button: programs that look through e-mail follow links, and must not use them up."""
    if request.method != "POST":
        good = people.link_is_good(token, SIGN_IN, now())
        status = HTTPStatus.OK if good else HTTPStatus.GONE
        return render(request, "account/sign_in_by_link.html", {"good": good}, status=status)
    try:
        person, back = use_link(token=token, at=now())
    except NotPossible:
        return render(request, "account/sign_in_by_link.html", {"good": False}, status=HTTPStatus.GONE)
    return signed_in_as(request, person, back)


def signed_in_as(request: HttpRequest, person: int, back: str) -> HttpResponse:
    """Sign in whoever has followed a link to their address; the second step is still asked for."""
    address_is_theirs(person=person)
    account: Any = people.account(person)
    logout(request, show_message=False)
    record_authentication(request, account, method="link", email=account.email)
    response: HttpResponse = perform_login(request, Login(user=account, email=account.email, redirect_url=back or None))
    return response
