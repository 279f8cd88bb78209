"""My organisation: made with four facts, changed, joined by colleagues, left."""

from __future__ import annotations

import re
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By
from cydradd_web.apply.acts.shown import own_page
from cydradd_web.apply.forms import BodyForm, InviteForm, SubmitForm
from cydradd_web.apply.selectors.bodies import Mine, colleagues, mine, my_body
from cydradd_web.apply.selectors.telling import asked_by
from cydradd_web.apply.services.bodies import change_facts, confirm_facts, create_body, invite, join, leave
from cydradd_web.apply.services.telling import address, tell_invited
from cydradd_web.components.clock import now
from cydradd_web.rounds.act_page import ActWords, language
from cydradd_web.rounds.selectors.listing import any_with_open

_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
acting = require_http_methods(["GET", "HEAD", "POST"])


def _mine(request: HttpRequest, body: int) -> Mine:
    found = my_body(who.acting(request).person, body)
    if found is None:
        raise Http404(body)
    return found


@require_safe
def my_organisations(request: HttpRequest) -> HttpResponse:
    """The organisations for which somebody acts."""
    return render(request, "apply/organisations.html", {"mine": mine(who.acting(request).person)})


@acting
def new(request: HttpRequest) -> HttpResponse:
    """Begin an organisation with three facts."""
    words = ActWords(
        title=_("Your organisation"),
        lead=_(
            "Three facts are enough to begin: its name, what kind it is, and where it works. "
            "Some calls ask for its income too."
        ),
        button=_("Save"),
        done=_("Saved. Every form now begins with these facts."),
    )

    def act(form: BodyForm, by: By) -> str:
        body = create_body(facts=form.facts, number=form.said("number"), by=by, at=now())
        wanted = request.GET.get("round", "")
        if _SLUG.fullmatch(wanted):
            return reverse("apply-start", args=[wanted])
        return reverse("my-organisation", args=[body])

    make = partial(BodyForm, language=language())
    return own_page(request, make, act, words, back=reverse("my-organisations"))


@require_safe
def organisation(request: HttpRequest, body: int) -> HttpResponse:
    """One organisation: what is known, who acts for it, what it asked for and what came back."""
    found = _mine(request, body)
    shown = {
        "mine": found,
        "people": colleagues(body, now()),
        "asked": asked_by(body, at=now()),
        "calling": any_with_open("call"),
    }
    return render(request, "apply/organisation_own.html", shown)


@acting
def change(request: HttpRequest, body: int) -> HttpResponse:
    """Change what is known; what was known before stays in the history."""
    profile = _mine(request, body).profile
    here = reverse("my-organisation", args=[body])
    words = ActWords(
        title=_("Change what is known"),
        lead=_("What was known before stays in the history. An application that was sent keeps the facts of its day."),
        button=_("Save"),
        done=_("Saved."),
    )

    def act(form: BodyForm, by: By) -> str:
        change_facts(body=body, facts=form.facts, by=by, at=now())
        return here

    initial: dict[str, object] = {fact.key: fact.value for fact in profile.listed}
    if str(initial.get("income", "")).isdigit():
        initial["income"] = int(str(initial["income"]))
    make = partial(BodyForm, language=language(), known=True)
    return own_page(request, make, act, words, back=here, initial=initial)


@acting
def confirm(request: HttpRequest, body: int) -> HttpResponse:
    """Say that everything is right today."""
    _mine(request, body)
    here = reverse("my-organisation", args=[body])
    words = ActWords(
        title=_("Is everything right?"),
        lead=_("Each fact then bears today’s date."),
        button=_("Everything is right"),
        done=_("Confirmed today."),
    )

    def act(_form: SubmitForm, by: By) -> str:
        confirm_facts(body=body, by=by, at=now())
        return here

    return own_page(request, SubmitForm, act, words, back=here)


@acting
def invite_colleague(request: HttpRequest, body: int) -> HttpResponse:
    """Invite a colleague by e-mail."""
    profile = _mine(request, body).profile
    here = reverse("my-organisation", args=[body])
    words = ActWords(
        title=_("Invite a colleague"), button=_("Send the invitation"), done=_("Invited. The link works for 14 days.")
    )

    def act(form: InviteForm, by: By) -> str:
        email, at = form.said("email"), now()
        token = invite(body=body, email=email, role=form.said("role"), by=by, at=at)
        tell_invited(email, profile.either, address("join-organisation", token), at=at, key=token[:12])
        return here

    return own_page(request, InviteForm, act, words, back=here)


@acting
def join_organisation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation."""
    words = ActWords(
        title=_("Act for an organisation"),
        lead=_("Somebody invited you to act for their organisation on this site."),
        button=_("Accept the invitation"),
        done=_("You now act for this organisation."),
    )
    back = reverse("my-organisations")
    return own_page(
        request,
        SubmitForm,
        lambda _form, by: reverse("my-organisation", args=[join(token=token, by=by, at=now())]),
        words,
        back=back,
    )


@acting
def leave_organisation(request: HttpRequest, body: int) -> HttpResponse:
    """Stop acting for an organisation."""
    _mine(request, body)
    words = ActWords(
        title=_("Leave this organisation"),
        lead=_("You then no longer see its forms. What it wrote and sent stays."),
        button=_("Leave"),
        done=_("You no longer act for this organisation."),
    )

    def act(_form: SubmitForm, by: By) -> str:
        leave(body=body, by=by, at=now())
        return reverse("my-organisations")

    return own_page(request, SubmitForm, act, words, back=reverse("my-organisation", args=[body]))
