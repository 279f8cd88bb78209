"""Nothing is answered that permissions.csv does not allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from cydradd_web.accounts import permissions, who
from cydradd_web.accounts.holding import hold
from cydradd_web.accounts.roles import names_of
from cydradd_web.accounts.second_factor import second_factor_first
from cydradd_web.rounds.selectors.known import known_live


class who_may:  # noqa: N801  named in settings as what it asks
    """Ask permissions.csv before any view runs; ``request.by`` is whoever asks."""

    def __init__(self, handler: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the question is asked when the view is known."""
        return self.handler(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, parts: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Refuse what is not allowed, each in its own way; ``None``: the view may run."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        method = "GET" if request.method == "HEAD" else request.method or "GET"
        if method not in permissions.methods(name) and permissions.methods(name):
            return HttpResponseNotAllowed(_answered(name))
        same = permissions.stated(name, method, "*", "*") if permissions.is_for_everybody(name, method) else None
        if same in (HTTPStatus.OK, HTTPStatus.METHOD_NOT_ALLOWED):
            return None
        by = who.acting(request, parts.get("slug"))
        answer = permissions.answer(name, method, who.roles(by, parts))
        if answer in (HTTPStatus.OK, HTTPStatus.METHOD_NOT_ALLOWED):
            return second_factor_first(request)
        if answer == HTTPStatus.NOT_FOUND or ("slug" in parts and known_live(parts["slug"]) is None):
            raise Http404(request.path)
        if answer == HTTPStatus.FOUND:
            if method == "POST":
                return hold(request)
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        may = names_of(permissions.who_may(name, method))
        return render(request, "errors/403.html", {"by": by, "may": may}, status=HTTPStatus.FORBIDDEN)


def _answered(name: str) -> list[str]:
    """The methods that an address answers."""
    cells = permissions.table()
    lets = {
        method
        for (url, method, _, _), answer in cells.items()
        if url == name and answer != HTTPStatus.METHOD_NOT_ALLOWED
    }
    return sorted(lets | ({"HEAD"} if "GET" in lets else set()))
