"""The page on which somebody makes and revokes the tokens of their programs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from cydradd.vocabulary.errors import CydraddError
from cydradd_web.api.selectors import tokens_of
from cydradd_web.api.services.tokens import make_token, revoke_token
from cydradd_web.components.clock import now
from cydradd_web.components.forms import Form, TextField
from cydradd_web.rounds.act_page import sentence_of


class TokenForm(Form):
    """A name for a token."""

    name = TextField(
        label=_("What the token is for"),
        max_length=100,
        help_text=_("Such as: our group’s spreadsheet"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens in force, and a form for one more; what a token is stands on the page once, after it is made."""
    person = request.user.pk or 0
    form = TokenForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        try:
            made = make_token(person=person, name=form.said("name"), at=now())
            form = TokenForm()
        except CydraddError as error:
            form.add_error(None, sentence_of(error))
    status = 422 if form.errors else 200
    return render(request, "api/tokens.html", {"form": form, "made": made, "tokens": tokens_of(person)}, status=status)


@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """End one token."""
    if revoke_token(person=request.user.pk or 0, token_id=token, at=now()):
        messages.success(request, str(_("The token no longer works.")))
    return redirect("tokens")
