"""Commenting on a design, answering, saying what changed, and drafts in words."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cydradd.vocabulary.people import Partner
from cydradd_web.accounts import who
from cydradd_web.components.clock import now
from cydradd_web.design.acts.common import acting, items, live, workshop_of
from cydradd_web.design.forms import talking as forms
from cydradd_web.design.forms.fields import partner_choices
from cydradd_web.design.selectors.agreed import Said, contributions
from cydradd_web.design.selectors.comments import comments, drafts
from cydradd_web.design.services.talking import contribute, mark_change, publish_draft, reply, take_up_again
from cydradd_web.rounds.act_page import ActWords, act_page, language
from cydradd_web.rounds.selectors import frame
from cydradd_web.rounds.selectors.evidence import open_window
from cydradd_web.rounds.selectors.live import events_of


def _comments_of(slug: str) -> str:
    return reverse("design-comments", args=[slug])


@require_safe
def all_comments(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything people said to a design, what the seats answered, and what changed; and every draft."""
    round_id = live(slug)
    acts = events_of(round_id)
    values = {
        "page": frame(slug, language()),
        "comments": comments(acts, language()),
        "drafts": drafts(acts, language()),
        "window": open_window(round_id, "design", at=now()),
        "by": who.acting(request, slug),
    }
    return render(request, "design/comments.html", values)


@acting
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody with an account comments on a design while it is open."""
    round_id = live(slug)
    seated = who.acting(request, slug).seat is not None
    things = items(round_id, language())
    partners = None if seated else partner_choices(language())

    def make(*args: Any, **options: Any) -> forms.CommentForm:
        return forms.CommentForm(*args, items=list(things), partners=partners, **options)

    words = ActWords(
        title=_("Comment on the design"),
        lead=_("Anybody can read your comment, without your name. The partners answer it before they decide."),
        button=_("Send the comment"),
        done=_("Comment recorded."),
    )
    return act_page(
        request,
        slug,
        make,
        lambda asked: contribute(
            text=asked.form.both("text"),
            item=asked.form.said("item") or None,
            partner=Partner(asked.form.said("partner")) if asked.form.cleaned_data.get("partner") else None,
            **asked.keys,
        ),
        words,
        back=_comments_of(slug),
        initial={"item": request.GET.get("item", "")[:40]},
    )


def _comment(round_id: int, number: int) -> Said:
    for each in contributions(events_of(round_id)):
        if each.act.id == f"comment-{number}":
            return each
    raise Http404(str(number))


@acting
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A seat answers a comment."""
    round_id = live(slug)
    said = _comment(round_id, number)
    words = ActWords(title=_("Answer a comment"), button=_("Record the answer"), done=_("Answer recorded."))
    return act_page(
        request,
        slug,
        forms.ReplyForm,
        lambda asked: reply(
            contribution=f"comment-{number}", code=asked.form.said("code"), text=asked.form.both("text"), **asked.keys
        ),
        words,
        back=_comments_of(slug),
        template="design/about_comment.html",
        more={"comment": comments([said.act], language())[0]},
    )


@acting
def changed(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A seat says what changed because of a comment."""
    round_id = live(slug)
    said = _comment(round_id, number)
    things = list(items(round_id, language()))
    words = ActWords(title=_("Say what changed because of it"), button=_("Record it"), done=_("Change recorded."))
    return act_page(
        request,
        slug,
        lambda *args, **options: forms.ChangedForm(*args, items=things, **options),
        lambda asked: mark_change(
            contributions=[f"comment-{number}"],
            item=asked.form.said("item"),
            text=asked.form.both("text"),
            **asked.keys,
        ),
        words,
        back=_comments_of(slug),
        initial={"item": said.act.item or ""},
        template="design/about_comment.html",
        more={"comment": comments([said.act], language())[0]},
    )


@acting
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """A seat publishes a draft of the design in words."""
    live(slug)
    words = ActWords(
        title=_("Publish a draft"),
        lead=_("Say the design in plain words, in both languages. Drafts show how it changed along the way."),
        button=_("Publish the draft"),
        done=_("Draft published in Welsh and English."),
    )
    return act_page(
        request,
        slug,
        forms.BothForm,
        lambda asked: publish_draft(text=asked.form.both("text"), **asked.keys),
        words,
        back=_comments_of(slug),
    )


@acting
def again(request: HttpRequest, slug: str) -> HttpResponse:
    """The officer takes an agreed design up again."""
    live(slug)
    words = ActWords(
        title=_("Take the design up again"),
        lead=_("The agreement ends. The design can be changed, and must be agreed and consented to anew."),
        button=_("Take it up again"),
        done=_("The design can be changed again."),
    )
    return act_page(
        request,
        slug,
        forms.WhyForm,
        lambda asked: take_up_again(why=asked.form.both("text"), **asked.keys),
        words,
        back=workshop_of(slug),
    )
