"""The eligibility office: giving codes, replacing and cancelling them, and closing the roll."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import NotYours
from cydradd_web.components.clock import now
from cydradd_web.components.forms import Form
from cydradd_web.decide.forms import IssueForm, MailForm, ReplaceForm
from cydradd_web.decide.selectors.roll import roll as roll_of
from cydradd_web.decide.services.roll import cancel_batch, close_roll, issue_codes, replace_code
from cydradd_web.decide.services.sending import mail_codes
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, first_form, language, new_key, sentence_of
from cydradd_web.rounds.selectors import Page, frame

acting = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def roll(request: HttpRequest, slug: str) -> HttpResponse:
    """How many codes there are, and what the office can do."""
    page = _page(slug)
    response = render(request, "decide/roll.html", {"page": page, "roll": roll_of(page.round_id, language())})
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(slug: str) -> Page:
    page = frame(slug, language())
    if page is None:
        raise Http404(slug)
    return page


def _form_page(
    request: HttpRequest,
    slug: str,
    make: Callable[..., Form],
    act: Callable[[Asked], HttpResponse],
    words: ActWords,
) -> HttpResponse:
    """As `act_page`, for an act whose answer is shown this once."""
    page = _page(slug)
    shown: dict[str, Any] = {"page": page, "words": words, "back": reverse("roll", args=[slug]), "given_back": False}
    if request.method != "POST":
        form, given_back = first_form(request, make, None)
        return render(request, "rounds/act.html", {**shown, "form": form, "given_back": given_back})
    form, status = make(request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        key = str(form.cleaned_data.get("key") or new_key())
        try:
            return act(Asked(form, page.round_id, who.acting(request, slug), now(), key))
        except CydraddError as error:
            form.add_error(None, sentence_of(error))
            status = HTTPStatus.FORBIDDEN if isinstance(error, NotYours) else HTTPStatus.CONFLICT
    return render(request, "rounds/act.html", {**shown, "form": form}, status=status)


@acting
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Make codes, and show them this once."""

    def act(asked: Asked) -> HttpResponse:
        form = asked.form
        partner, label = Partner(form.said("partner")), form.said("label")
        codes = issue_codes(partner=partner, many=form.said("many"), label=label, **asked.keys)
        shape = _csv if form.said("shape") == "csv" else _sheet
        return shape(request, slug, codes, partner, label)

    words = ActWords(
        title=_("Make codes"),
        button=_("Make the codes"),
        done="",
        lead=_("Each code is one right to vote. We keep only a hash of each, so nobody can show them a second time."),
    )
    return _form_page(request, slug, lambda *a, **k: IssueForm(*a, language=language(), **k), act, words)


def _addresses(request: HttpRequest, slug: str) -> Mapping[str, str]:
    """Where to vote, in each language."""
    found = {}
    for code in ("cy", "en"):
        with override(code):
            found[code] = request.build_absolute_uri(reverse("ballot", args=[slug]))
    return found


def _sheet(request: HttpRequest, slug: str, codes: Sequence[str], partner: Partner, label: str) -> HttpResponse:
    """Codes to print and cut, each in both languages."""
    told = {"codes": codes, "label": label, "partner": PARTNER_NAMES[partner], "at": _addresses(request, slug)}
    response = render(request, "decide/codes.html", {"page": _page(slug), **told})
    response.headers["Cache-Control"] = "no-store"
    return response


def _csv(request: HttpRequest, slug: str, codes: Sequence[str], partner: Partner, label: str) -> HttpResponse:
    """Codes as a file."""
    at, text = _addresses(request, slug), io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["code", "partner", "label", "vote_at_cy", "vote_at_en"])
    safe = f"'{label}" if label.startswith(("=", "+", "-", "@")) else label  # no spreadsheet runs it
    rows.writerows([code, str(partner), safe, at["cy"], at["en"]] for code in codes)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-codes.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


@acting
def replace(request: HttpRequest, slug: str) -> HttpResponse:
    """Cancel a code that was lost, and show another this once."""

    def act(asked: Asked) -> HttpResponse:
        code = replace_code(code=asked.form.said("code"), **asked.keys)
        response = render(request, "decide/replaced.html", {"page": _page(slug), "new_code": code})
        response.headers["Cache-Control"] = "no-store"
        return response

    words = ActWords(
        title=_("Replace a code"),
        button=_("Cancel it and make another"),
        done="",
        lead=_("For a letter that was lost. A code with which somebody has voted cannot be replaced."),
    )
    return _form_page(request, slug, ReplaceForm, act, words)


SUBJECT = "Eich cod i bleidleisio / Your code to vote"
MESSAGE = Bilingual(
    "Eich cod i bleidleisio:\n\n{code}\n\nPleidleisiwch yma: %(cy)s\n\n"
    "Gallwch newid eich pleidlais tan y diwedd gyda’r un cod. Peidiwch â’i roi i neb.",
    "Your code to vote:\n\n{code}\n\nVote here: %(en)s\n\n"
    "You can change your vote until the end with the same code. Give it to nobody.",
)


@acting
def mail(request: HttpRequest, slug: str) -> HttpResponse:
    """Send codes by e-mail."""

    def act(asked: Asked) -> HttpResponse:
        partner, at = Partner(asked.form.said("partner")), _addresses(request, slug)
        words = Bilingual((MESSAGE.cy or "") % at, (MESSAGE.en or "") % at)
        addresses = dict.fromkeys(asked.form.said("addresses"), partner)
        sent, failed = mail_codes(addresses=addresses, words=words, subject=SUBJECT, **asked.keys)
        messages.success(request, _("Codes sent: %(n)s.") % {"n": sent})
        if failed:
            messages.warning(
                request, _("These could not be sent to, and can be tried again:") + " " + ", ".join(failed)
            )
        return redirect("roll", slug)

    words = ActWords(
        title=_("Send codes by e-mail"),
        button=_("Send the codes"),
        done="",
        lead=_("Each message is in Welsh and in English."),
    )
    return _form_page(request, slug, lambda *a, **k: MailForm(*a, language=language(), **k), act, words)


@require_POST
def cancel(request: HttpRequest, slug: str, batch: int) -> HttpResponse:
    """Cancel the codes of a batch that were not used."""
    page = _page(slug)
    try:
        cancel_batch(round_id=page.round_id, batch=batch, by=who.acting(request, slug), at=now())
        messages.success(request, _("Every code of the batch that was not used is cancelled."))
    except CydraddError as error:
        messages.warning(request, sentence_of(error))
    return redirect("roll", slug)


@acting
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the roll."""
    words = ActWords(
        title=_("Close the roll"),
        button=_("Close the roll"),
        done=_("The roll is closed."),
        lead=_(
            "From then on no code can be added. How many codes each partner has is recorded, where they are 10 or "
            "more, with a hash of all of them."
        ),
    )
    back = reverse("roll", args=[slug])
    return act_page(request, slug, Form, lambda asked: close_roll(**asked.keys), words, back=back)
