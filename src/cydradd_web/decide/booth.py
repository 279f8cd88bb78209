"""Voting: enter a code, choose, check, cast, keep a receipt. No script, no account, no cookie.

A code is asked for again at each step and travels in the form alone: no session joins a person to a ballot. No other
site can know a code, so these forms need no other sign that they are ours (`csrf_exempt`).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import PARTNER_NAMES
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.selectors.places import holders
from cydradd_web.components.clock import now
from cydradd_web.components.codes import NotACode
from cydradd_web.decide.receipts import receipt_text
from cydradd_web.decide.selectors import voting as selectors
from cydradd_web.decide.selectors.paper import state_by_code
from cydradd_web.decide.services.casting import TooManyTries, UnknownCode, cast_ballot, enter_code, missed
from cydradd_web.rounds.act_page import language, new_key, sentence_of
from cydradd_web.rounds.selectors import Page, frame, known_live
from cydradd_web.rounds.services.acting import AlreadyRecorded

LEAST = 3
"""A ballot with fewer choices is asked about once: with one choice, a share of the voter's money may help nobody."""
LOST = 3
"""Wrong codes from one place after which whom to ask is said once more, beside what is wrong."""
STATUS = {NotACode: 422, UnknownCode: 422, TooManyTries: 429}


@dataclass(frozen=True, slots=True)
class Booth:
    """Where somebody votes: the round, its voting, and what they typed."""

    request: HttpRequest
    slug: str
    page: Page
    voting: selectors.Voting
    at: datetime

    @property
    def round_id(self) -> int:
        """Key of the round."""
        return self.page.round_id

    @property
    def code(self) -> str:
        """The code as it was typed."""
        return self.request.POST.get("code", "")[:100]

    @property
    def choices(self) -> list[str]:
        """What is ticked on the page."""
        return self.request.POST.getlist("choice")[:10_000]

    def paper(self, *, ticked: bool) -> selectors.Paper:
        """The ballot of this code; ``ticked``: with what is ticked on the page, else with what was cast."""
        pseudonym = enter_code(round_id=self.round_id, code=self.code, places=places(self.request), at=self.at)
        choices = self.choices if ticked else None
        return selectors.paper(self.round_id, self.code, language(), pseudonym=pseudonym, choices=choices)

    @property
    def office(self) -> str:
        """For which partner the office sits that gives out codes; empty: nobody has that duty, or several have."""
        found = {each.partner for each in holders(self.round_id) if Duty.ELIGIBILITY in each.duties}
        return PARTNER_NAMES[found.pop()].side(language()) or "" if len(found) == 1 else ""

    def refused(self, error: CydraddError) -> Mapping[str, Any]:
        """What a page says of a refusal; after a few wrong codes, whom to ask too."""
        lost = isinstance(error, TooManyTries) or missed(places=places(self.request), at=self.at) >= LOST
        return {"refused": sentence_of(error), "lost": lost}

    def show(self, template: str, more: Mapping[str, Any], status: int = HTTPStatus.OK) -> HttpResponse:
        """A page of the booth, kept by nobody."""
        shown = {"page": self.page, "voting": self.voting, "code": self.code, "office": self.office, **more}
        response = render(self.request, f"decide/{template}.html", shown, status=status)
        if self.request.method == "POST":
            response.headers["Cache-Control"] = "no-store"
        return response


def booth(request: HttpRequest, slug: str) -> Booth:
    """Where somebody votes in a round that is carried here."""
    page, at = frame(slug, language()), now()
    if page is None or known_live(slug) is None:
        raise Http404(slug)
    return Booth(request, slug, page, selectors.voting(page.round_id, at), at)


def places(request: HttpRequest) -> tuple[str, ...]:
    """From where a code is entered: its network address and its session, as keyed hashes."""
    found = [f"network {request.META.get('REMOTE_ADDR', '')}"]
    if session := request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        found.append(f"session {session}")
    key = settings.SECRET_KEY.encode()
    return tuple(hmac.new(key, b"miss " + each.encode(), hashlib.sha256).hexdigest() for each in found)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """One step of voting: enter, review, change, cast."""
    at = booth(request, slug)
    if request.method != "POST":
        return at.show("enter", {})
    try:
        return STEPS.get(request.POST.get("step", ""), _enter)(at)
    except CydraddError as error:
        unsent = selectors.titles(at.round_id, at.choices, language())
        status = STATUS.get(type(error), HTTPStatus.CONFLICT)
        return at.show("enter", {**at.refused(error), "unsent": unsent}, status)


def _enter(at: Booth) -> HttpResponse:
    """The ballot, with what was cast before, to be changed until the close."""
    if not at.voting.is_open:
        return at.show("enter", {}, HTTPStatus.CONFLICT)
    return at.show("ballot", {"paper": at.paper(ticked=False)})


def _change(at: Booth) -> HttpResponse:
    """The ballot again, with what is ticked."""
    return at.show("ballot", {"paper": at.paper(ticked=True)})


def _review(at: Booth) -> HttpResponse:
    """What is about to be cast, what it adds up to, and a kind question where it is little."""
    paper = at.paper(ticked=True)
    few = min(LEAST, len(paper.lines)) > len(paper.chosen)
    return at.show("review", {"paper": paper, "few": few, "key": new_key()})


def _cast(at: Booth) -> HttpResponse:
    """Cast it. Sent twice, it is one ballot and one receipt."""
    places_, post = places(at.request), at.request.POST
    enter_code(round_id=at.round_id, code=at.code, places=places_, at=at.at)
    key = post.get("key", "")[:64]
    try:
        receipt = cast_ballot(
            round_id=at.round_id, code=at.code, choices=at.choices, by=By(channel="web"), at=at.at, key=key
        )
    except AlreadyRecorded as done:
        receipt = done.receipt
    if post.get("declined"):
        return at.show("cast", {})
    return redirect("ballot-receipt", at.slug, receipt.code)


STEPS: Mapping[str, Callable[[Booth], HttpResponse]] = {
    "enter": _enter,
    "change": _change,
    "review": _review,
    "cast": _cast,
}


@require_safe
def receipt(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What a voter keeps: where the ballot stands in the record. It says nothing of the choices."""
    at = booth(request, slug)
    found = selectors.ballot_by_receipt(at.round_id, code)
    if found is None:
        raise Http404(code)
    response = at.show("receipt", {"found": found})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def receipt_file(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The receipt as a text file, in both languages."""
    at = booth(request, slug)
    found = selectors.ballot_by_receipt(at.round_id, code)
    if found is None:
        raise Http404(code)
    text = receipt_text(at.page.line.reference, found, request.build_absolute_uri("/")[:-1], slug)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{found.code}.txt"'
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether a ballot is in, asked with its own code or with that of its receipt."""
    at = booth(request, slug)
    if request.method != "POST":
        return at.show("find", {})
    found = selectors.ballot_by_receipt(at.round_id, at.code)
    if found is None:
        try:
            pseudonym = enter_code(round_id=at.round_id, code=at.code, places=places(request), at=at.at, to_vote=False)
        except CydraddError as error:
            return at.show("find", at.refused(error), STATUS.get(type(error), HTTPStatus.CONFLICT))
        found = None if pseudonym is None else selectors.ballot_by_pseudonym(at.round_id, pseudonym)
    booklet = state_by_code(at.round_id, at.code) if found is None else None
    return at.show("find", {"found": found, "asked": True, "booklet": booklet})


@require_safe
def orders(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The 64 orders in which the ballot is shown, as CSV."""
    at = booth(request, slug)
    if form != "csv":
        raise Http404(form)
    rows = ["order,place,project"]
    for number, order in enumerate(selectors.orders(at.round_id), 1):
        rows += [f"{number},{place},{project}" for place, project in enumerate(order, 1)]
    response = HttpResponse("\n".join(rows) + "\n", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-orders.csv"'
    return response
