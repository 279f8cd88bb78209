"""Pages on which a round is convened, and its identifiers are put right."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.place import AUTHORITIES, WALES, place_name
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.accounts.holding import taken
from cydradd_web.accounts.selectors import rounds_of
from cydradd_web.components.clock import now
from cydradd_web.record.services import Receipt
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, first_form, language, sentence_of
from cydradd_web.rounds.convening_forms import ConveneForm, IdentifiersForm
from cydradd_web.rounds.selectors.scope import identifiers_of, last_identifiers, slug_of, suggested
from cydradd_web.rounds.services.acting import AlreadyRecorded
from cydradd_web.rounds.services.convening import convene as open_round
from cydradd_web.rounds.services.identifying import set_identifiers

acting = require_http_methods(["GET", "HEAD", "POST"])


def _form(*args: object, **options: object) -> ConveneForm:
    said = language()
    places = sorted(((each.code, each.name.side(said) or each.code) for each in AUTHORITIES), key=lambda each: each[1])
    wales = place_name(WALES)
    whole = [(WALES, _("All of %(wales)s") % {"wales": wales.side(said)})] if wales else []
    return ConveneForm(*args, places=[*whole, *places], **options)


@acting
def convene(request: HttpRequest) -> HttpResponse:
    """A round is opened, by whoever may open rounds."""
    by = who.acting(request)
    shown = {"may": by.convener or by.operator}
    if request.method != "POST":
        known = last_identifiers(rounds_of(by.person)) if by.person is not None else {}
        form, given_back = first_form(request, _form, {**known, "reference": suggested(now())})
        return render(request, "rounds/convene.html", shown | {"form": form, "given_back": given_back})
    form = _form(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            return _opened(request, form, by)
        except CydraddError as error:
            form.add_error(None, sentence_of(error))
            status = HTTPStatus.FORBIDDEN if isinstance(error, NotYours) else HTTPStatus.CONFLICT
    return render(request, "rounds/convene.html", shown | {"form": form}, status=status)


def _opened(request: HttpRequest, form: ConveneForm, by: By) -> HttpResponse:
    """Open the round; sent twice, it leads to the one that was opened the first time."""
    try:
        receipt = open_round(
            reference=form.said("reference"),
            title=form.both("title"),
            place=form.place_chosen(),
            purpose=form.both("purpose"),
            settings=form.settings(),
            by=by,
            at=now(),
            key=form.said("key"),
        )
    except AlreadyRecorded as error:
        receipt = error.receipt
    messages.success(
        request,
        _(
            "The round is set up, and you are its officer. Nobody is asked anything yet: the listening opens when "
            "you have told what the round is about, and all three partners consent."
        ),
    )
    return taken(request, redirect(reverse("scope", args=[slug_of(receipt.round_id)])))


@acting
def identifiers(request: HttpRequest, slug: str) -> HttpResponse:
    """The identifiers of a round in open data are given, or put right."""
    round_id = selectors.known_live(slug)
    if round_id is None:
        raise Http404(slug)
    words = ActWords(
        title=_("Identifiers of this round in open data"),
        lead=_("By these, others find the data of this round again and join it to other data."),
        button=_("Record them"),
        done=_("The identifiers are recorded."),
    )

    def act(asked: Asked) -> Receipt:
        return set_identifiers(identifiers=asked.form.settings(), **asked.keys)

    initial, back = identifiers_of(round_id), reverse("scope", args=[slug])
    return act_page(request, slug, IdentifiersForm, act, words, back=back, initial=initial)
