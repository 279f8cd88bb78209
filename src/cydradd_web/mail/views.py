"""Messages: stopping them by the link that each carries, one's own, and those of a round that did not arrive."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cydradd.vocabulary.text import Language
from cydradd_web.accounts import who
from cydradd_web.components.clock import now
from cydradd_web.mail.selectors import undelivered_of, undelivered_to
from cydradd_web.mail.services.delivering import send_again
from cydradd_web.mail.services.stopping import Stopping, has_stopped, resume, stop, stopping
from cydradd_web.mail.words import LISTS
from cydradd_web.rounds import selectors


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


@require_http_methods(["GET", "HEAD", "POST"])
def my_messages(request: HttpRequest) -> HttpResponse:
    """Which messages somebody gets, and which did not reach them."""
    person = who.acting(request).person or 0
    name = request.POST.get("list", "")
    if request.method == "POST" and name in LISTS:
        if request.POST.get("do") == "stop":
            stop(asked=Stopping(name, person, ""), at=now())
        else:
            resume(person=person, name=name)
        return redirect("my-messages")
    lists = {each: not has_stopped(person, "", each) for each in LISTS}
    return render(request, "mail/mine.html", {"lists": lists, "undelivered": undelivered_to(person)})


@require_http_methods(["GET", "HEAD", "POST"])
def round_messages(request: HttpRequest, slug: str) -> HttpResponse:
    """Messages of a round that did not arrive, for its officer, who can have one sent again."""
    page = selectors.frame(slug, Language(get_language() or "en"))
    if page is None:
        raise Http404(slug)
    number = request.POST.get("message", "")
    if request.method == "POST" and number.isascii() and number.isdecimal() and len(number) < 18:
        send_again(message_id=int(number), round_id=page.round_id, at=now())
        return redirect("round-messages", slug)
    return render(request, "mail/of_round.html", {"page": page, "undelivered": undelivered_of(page.round_id)})
