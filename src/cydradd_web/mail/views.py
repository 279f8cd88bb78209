"""Stopping messages by the link that each carries."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cydradd_web.components.clock import now
from cydradd_web.mail.services.stopping import stop, stopping


@csrf_exempt  # programs of mail post here in somebody's name (RFC 8058); the token is what they may
@require_http_methods(["GET", "HEAD", "POST"])
def stop_messages(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once before anything is stopped: some programs open every link of a message."""
    asked = stopping(token)
    if asked is None:
        raise Http404(request.path)
    if request.method == "POST":
        stop(asked=asked, at=now())
    return render(request, "mail/stop.html", {"list": asked.list, "stopped": request.method == "POST"})
