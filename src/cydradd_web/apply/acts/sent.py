"""An application that was sent: its receipt, what became of it, and withdrawing it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd_web.apply.acts.shown import asking
from cydradd_web.apply.forms import WithdrawForm
from cydradd_web.apply.selectors.call import call
from cydradd_web.apply.selectors.telling import sent
from cydradd_web.apply.services.submitting import withdraw
from cydradd_web.components.clock import now
from cydradd_web.rounds.act_page import ActWords, act_page


@require_safe
def receipt(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """What was sent, its reference, and what became of it, for those who act in it."""
    asked = asking(request, slug)
    found = sent(asked.by.person, asked.round_id, application, at=now())
    if found is None:
        raise Http404(application)
    of_call = call(asked.round_id, at=now())
    lot = of_call.lot(found.lot)
    answers = [(each, text) for each in lot.written if (text := found.answers.get(each.id))] if lot else []
    shown = {"page": asked.page, "slug": slug, "sent": found, "lot": lot, "answers": answers, "call": of_call}
    return render(request, "apply/sent.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawing(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """Withdraw an application, any time before the decision."""
    asked = asking(request, slug)
    if sent(asked.by.person, asked.round_id, application, at=now()) is None:
        raise Http404(application)
    words = ActWords(
        title=_("Withdraw this application"),
        lead=_("What you wrote stays in your form. While the call is open you can change it and send it again."),
        button=_("Withdraw"),
        done=_("Application withdrawn."),
    )
    return act_page(
        request,
        slug,
        WithdrawForm,
        lambda act: withdraw(application=application, why=act.form.said("why"), **act.keys),
        words,
        back=reverse("application-sent", args=[slug, application]),
    )
