"""Paper ballots: what became of them, and printing booklets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.vocabulary.people import Partner
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.clock import now
from cydradd_web.components.paper import both
from cydradd_web.decide.paper_forms import DrawForm, PrintForm, ReturnForm
from cydradd_web.decide.paper_words import PRINTED
from cydradd_web.decide.selectors import paper, paper_check, paper_forms
from cydradd_web.decide.selectors.voting import money, voting
from cydradd_web.decide.services.booklets import Printed, print_again, print_booklets
from cydradd_web.decide.services.checking import draw_sample
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.printed import printed
from cydradd_web.rounds.selectors import Page, frame, known_live

acting = require_http_methods(["GET", "HEAD", "POST"])


def page_of(slug: str) -> Page:
    """What stands round a page of paper ballots, in a round that is carried here."""
    page = frame(slug, language())
    if page is None or known_live(slug) is None:
        raise Http404(slug)
    return page


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody can read of the paper ballots, and what waits for whoever looks."""
    page, by, at = page_of(slug), who.acting(request, slug), now()
    stand, check = voting(page.round_id, at), paper_check.check(page.round_id)
    told = stand.state in ("closed", "counted")
    values = {
        "page": page,
        "voting": stand,
        "has_booklets": paper.has_booklets(page.round_id),
        "figures": paper_check.figures(page.round_id) if told else None,
        "check": check,
        **_for_whom(page.round_id, by, typing=stand.state in ("open", "closed"), drawn=check is not None),
    }
    response = render(request, "decide/paper.html", values)
    response.headers["Cache-Control"] = "no-store"
    return response


def _for_whom(round_id: int, by: By, *, typing: bool, drawn: bool) -> Mapping[str, Any]:
    """What whoever looks can do: read booklets, print them, or end the typing in."""
    office = Duty.ELIGIBILITY in by.duties
    reads = by.seat is not None and not office and typing
    return {
        "waiting": paper.waiting(round_id, by.seat) if reads and not drawn else None,
        "again": paper_check.again(round_id, by.seat) if reads and drawn else None,
        "officer": Duty.OFFICER in by.duties,
        "office": office,
        "batches": paper_forms.batches(round_id, language()) if office else None,
    }


@acting
def print_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Make booklets, and show them this once, to be printed."""
    words = ActWords(
        title=_("Print booklets"),
        lead=_("Each booklet has a code of the roll, which is torn off and kept, and a part that comes back. The codes "
               "are shown once, on the next page: print it there and then."),
        button=_("Make the booklets"),
        done="",
    )  # fmt: skip

    def act(asked: Asked) -> HttpResponse:
        form = asked.form
        partner, label = Partner(form.said("partner")), form.said("label")
        made = print_booklets(partner=partner, many=form.said("many"), label=label, **asked.keys)
        return _booklets(request, slug, asked, made)

    return act_page(
        request, slug, lambda *a, **k: PrintForm(*a, language=language(), **k), act, words, back=_back(slug),
        template="decide/paper_act.html",
    )  # fmt: skip


@acting
def print_once_more(request: HttpRequest, slug: str, batch: int) -> HttpResponse:
    """Cancel the booklets of a batch that were not used, and print as many new ones."""
    words = ActWords(
        title=_("Print a batch of booklets again"),
        lead=_("For a batch that was lost, printed badly, or printed before a project was added. Its booklets that "
               "were not used are cancelled, and as many new ones take their place. Destroy the old ones."),
        button=_("Cancel them and make new ones"),
        done="",
    )  # fmt: skip

    def act(asked: Asked) -> HttpResponse:
        return _booklets(request, slug, asked, print_again(batch=batch, **asked.keys))

    return act_page(request, slug, ReturnForm, act, words, back=_back(slug), template="decide/paper_act.html")


def _back(slug: str) -> str:
    return reverse("paper-ballots", args=[slug])


def _booklets(request: HttpRequest, slug: str, asked: Asked, made: tuple[Printed, ...]) -> HttpResponse:
    """The booklets, each in both languages, with what can be seen of them only now."""
    known = paper.listed(asked.round_id)

    def address(name: str) -> Any:
        return both(lambda: request.build_absolute_uri(reverse(name, args=[slug])))

    values = {
        "booklets": [(each, [known[name] for name in each.projects]) for each in made],
        "money": money(asked.round_id),
        "vote_at": address("ballot"),
        "find_at": address("find-ballot"),
    }
    return printed(
        request, slug, "decide/paper_booklets.html", asked=asked, window="ballot", words=PRINTED, values=values
    )


@acting
def draw(request: HttpRequest, slug: str) -> HttpResponse:
    """End the typing in, and draw the booklets to be typed in again."""
    words = ActWords(
        title=_("End the typing in and draw the sample"),
        lead=_("From then on no further booklet can be typed in. The head of the record as it stands at that instant "
               "draws 5% of the paper ballots, and somebody who has not read them types them in again. If more than "
               "0.5% of those are read differently, every paper ballot must be typed in again before the count."),
        button=_("End it and draw"),
        done=_("The typing in has ended, and the sample is drawn."),
    )  # fmt: skip
    return act_page(
        request, slug, DrawForm, lambda asked: draw_sample(leave=asked.form.said("leave"), **asked.keys), words,
        back=_back(slug),
    )  # fmt: skip
