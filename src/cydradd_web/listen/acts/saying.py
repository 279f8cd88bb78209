"""Making statements, and one's own ones."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd_web.components.forms import Form
from cydradd_web.listen.acts.answering import or_404
from cydradd_web.listen.forms import AppealForm, SayForm, SeedForm
from cydradd_web.listen.policy import MOST, RULES
from cydradd_web.listen.selectors import asked as asking
from cydradd_web.listen.selectors.mine import Mine, statements_of
from cydradd_web.listen.services.moderating import appeal as ask_again
from cydradd_web.listen.services.saying import plant, withdraw_statement
from cydradd_web.listen.services.saying import say as make_statement
from cydradd_web.listen.visits import Visit, visit
from cydradd_web.listen.words import Similar
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.act_page import ActWords, Asked, act_page

acting = require_http_methods(["GET", "HEAD", "POST"])


@acting
def say(request: HttpRequest, slug: str, statement: str | None = None) -> HttpResponse:
    """Make a statement, keep it as a draft, or go on with a draft."""
    here = visit(request, slug)
    if request.method != "POST" and not (here.voter and asking.takes_part(here.round_id, here.voter)):
        return redirect(f"{reverse('listen-join', args=[slug])}?then=say")
    returned = _returned(here, request.GET.get("from", ""))
    draft = bool(request.POST.get("draft"))
    kept, sent = _("Kept as a draft. Only you can see it."), _("Sent. A moderator reads it before it is shown.")
    words = ActWords(
        title=_("Make a statement"),
        lead=_("Say one thing that others can agree or disagree with. One language is enough."),
        button=_("Send my statement"),
        done=kept if draft else sent,
    )
    return act_page(
        request,
        slug,
        SayForm,
        lambda asked: _say(asked, here, draft=draft, statement=statement),
        words,
        back=reverse("listen-mine", args=[slug]),
        initial=_texts(returned) if returned else _draft(here, statement),
        template="listen/say.html",
        more={"rules": RULES, "most": MOST, "risk": "", "returned": returned},
    )


def _say(asked: Asked, here: Visit, *, draft: bool, statement: str | None) -> Receipt | None:
    try:
        return make_statement(
            text=asked.form.both("text"),
            sure=asked.form.said("sure"),
            draft=draft,
            statement=statement,
            voter=here.voter,
            strength=here.by.level,
            **asked.keys,
        )
    except Similar as there:
        asked.form.ask_whether_sure(own=there.own)
        raise


def _draft(here: Visit, statement: str | None) -> dict[str, Any] | None:
    """What a draft holds. Raises Http404 where there is none of theirs."""
    if statement is None:
        return None
    for mine in statements_of(here.round_id, here.voter):
        if mine.id == statement and mine.state == "draft":
            return _texts(mine)
    raise Http404(statement)


def _returned(here: Visit, statement: str) -> Mine | None:
    """The statement of theirs that was returned and that they change. Raises Http404 where there is none."""
    if not statement:
        return None
    found = _own(here, statement)
    if not found.can_change:
        raise Http404(statement)
    return found


def _texts(mine: Mine) -> dict[str, Any]:
    return {"text_cy": mine.text.cy or "", "text_en": mine.text.en or ""}


@acting
def seed(request: HttpRequest, slug: str) -> HttpResponse:
    """A seat puts a statement there to begin with."""
    words = ActWords(
        title=_("A statement to begin with"),
        lead=_("It is shown at once, in both languages, and marked as coming from the conveners."),
        button=_("Add the statement"),
        done=_("Statement added."),
    )
    return act_page(
        request,
        slug,
        SeedForm,
        lambda asked: plant(text=asked.form.both("text"), **asked.keys),
        words,
        back=reverse("stage", args=[slug, "listen"]),
        template="listen/seed.html",
        more={"rules": RULES},
    )


@acting
@or_404
def withdraw(request: HttpRequest, slug: str, statement: str) -> HttpResponse:
    """Take back one's own statement, after reading what becomes of it."""
    here = visit(request, slug)
    mine = _own(here, statement)
    gone = _("It is shown no more, and it leaves the next opinion map with the votes on it. The record keeps that it "
             "was made and withdrawn. This cannot be undone.")  # fmt: skip
    words = ActWords(
        title=_("Withdraw this statement"),
        lead=_("It is a draft that only you can see. This cannot be undone.") if mine.state == "draft" else gone,
        button=_("Withdraw it"),
        done=_("Your statement is withdrawn."),
    )
    return act_page(
        request,
        slug,
        Form,
        lambda asked: withdraw_statement(statement=statement, voter=here.voter, **asked.keys),
        words,
        back=reverse("listen-mine", args=[slug]),
        template="listen/appeal.html",
        more={"mine": mine},
    )


def _own(here: Visit, statement: str) -> Mine:
    """A statement of whoever visits. Raises Http404 where there is none."""
    for mine in statements_of(here.round_id, here.voter):
        if mine.id == statement:
            return mine
    raise Http404(statement)


@acting
@or_404
def appeal(request: HttpRequest, slug: str, statement: str) -> HttpResponse:
    """Ask, once, that somebody of another partner looks again."""
    here = visit(request, slug)
    mine = _own(here, statement)
    words = ActWords(
        title=_("Ask somebody else to look again"),
        lead=_("A moderator for another partner reads your statement and your reason, and decides. You can ask once."),
        button=_("Send my appeal"),
        done=_("Appeal sent."),
    )
    return act_page(
        request,
        slug,
        AppealForm,
        lambda asked: ask_again(statement=statement, why=asked.form.said("why"), voter=here.voter, **asked.keys),
        words,
        back=reverse("listen-mine", args=[slug]),
        template="listen/appeal.html",
        more={"mine": mine},
    )
