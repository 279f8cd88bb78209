"""The round's people: reading applications, answering who is eligible, and telling unsuccessful applicants why."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.apply.eligibility import Rule, holds
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import NotYours
from cydradd_web.apply.acts.shown import asking, refused
from cydradd_web.apply.forms import EligibilityForm, FeedbackForm, side
from cydradd_web.apply.selectors.bodies import judged
from cydradd_web.apply.selectors.reading import ToRead, application_to_read, to_read, unanswered
from cydradd_web.apply.selectors.telling import queue
from cydradd_web.apply.services.answering import decide_eligibility
from cydradd_web.apply.services.explaining import give_feedback
from cydradd_web.components.clock import now
from cydradd_web.rounds.act_page import ActWords, act_page, language

acting = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Every application of the round, for those who may read them."""
    asked = asking(request, slug)
    try:
        lines = to_read(asked.round_id, asked.by, at=now())
    except NotYours as error:
        return refused(request, error, asked)
    return render(request, "apply/reading.html", {"page": asked.page, "slug": slug, "lines": lines})


@require_safe
def read(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """One application with its answers."""
    asked = asking(request, slug)
    try:
        found = application_to_read(asked.round_id, application, asked.by, at=now())
    except NotYours as error:
        return refused(request, error, asked)
    if found is None:
        raise Http404(application)
    return render(request, "apply/read.html", {"page": asked.page, "slug": slug, "read": found})


@require_safe
def eligibility_queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Who still waits for an answer on eligibility."""
    asked = asking(request, slug)
    try:
        lines = to_read(asked.round_id, asked.by, at=now())
    except NotYours as error:
        return refused(request, error, asked)
    waiting = unanswered(asked.round_id)
    standing = [each for each in lines if each.status != "withdrawn"]
    shown = {"page": asked.page, "slug": slug, "lines": standing, "waiting": waiting}
    return render(request, "apply/eligibility_queue.html", {**shown, "answered": len(standing) - len(waiting)})


def _failing(found: ToRead) -> list[tuple[Rule, bool | None]]:
    """Each rule against the facts of the day on which the application was sent."""
    facts = judged({str(each["key"]): str(each["value"]) for each in found.facts})
    return [(rule, holds(rule, facts, local_date(found.sent_at))) for rule in (found.lot.rules if found.lot else ())]


@acting
def eligibility_answer(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """Answer whether one application is eligible."""
    asked = asking(request, slug)
    try:
        found = application_to_read(asked.round_id, application, asked.by, at=now())
    except NotYours as error:
        return refused(request, error, asked)
    if found is None:
        raise Http404(application)
    rules = _failing(found)
    words = ActWords(title=_("Is it eligible?"), button=_("Record the answer"), done=_("Answer recorded."))
    return act_page(
        request,
        slug,
        partial(
            EligibilityForm, rules=[(rule.id, f"{rule.id}: {side(rule.reason, language())}") for rule, _ok in rules]
        ),
        lambda act: decide_eligibility(
            application=application,
            eligible=act.form.said("eligible") == "yes",
            rules=act.form.cleaned_data.get("rules", []),
            reason=act.form.both("reason"),
            **act.keys,
        ),
        words,
        back=reverse("eligibility-queue", args=[slug]),
        template="apply/eligibility_answer.html",
        more={"read": found, "rules": rules, "slug": slug},
        initial={"rules": [rule.id for rule, answer in rules if answer is False]},
    )


@require_safe
def feedback_queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is owed reasons, and who has them."""
    asked = asking(request, slug)
    shown = {"page": asked.page, "slug": slug, "queue": queue(asked.round_id, at=now())}
    return render(request, "apply/feedback_queue.html", shown)


@acting
def feedback(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """Tell one unsuccessful applicant why."""
    asked = asking(request, slug)
    owed = next((each for each in queue(asked.round_id, at=now()).owed if each.reference == application), None)
    if owed is None:
        raise Http404(application)
    words = ActWords(
        title=_("Tell this applicant why"),
        lead=_("They read it in both languages. It cannot be changed afterwards."),
        button=_("Send the reasons"),
        done=_("Reasons sent."),
    )
    return act_page(
        request,
        slug,
        partial(FeedbackForm, language=language()),
        lambda act: give_feedback(
            application=application, codes=act.form.said("codes"), text=act.form.both("text"), **act.keys
        ),
        words,
        back=reverse("feedback-queue", args=[slug]),
        template="apply/feedback.html",
        more={"owed": owed, "slug": slug},
    )
