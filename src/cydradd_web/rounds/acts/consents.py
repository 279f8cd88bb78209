"""Pages of the gates: how each stands now, and what its partners do there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts import who
from cydradd_web.accounts.selectors import holders
from cydradd_web.components.clock import now
from cydradd_web.components.forms import Form
from cydradd_web.record.services import Receipt
from cydradd_web.rounds import selectors
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.consenting import at_gate, with_ways
from cydradd_web.rounds.forms import (
    ConsentForm,
    EndingConsentForm,
    EndMediationForm,
    EndObjectionForm,
    MediationForm,
    ObjectionForm,
    OverrideForm,
    PotConsentForm,
    TakeBackForm,
)
from cydradd_web.rounds.selectors.consents import GatePage, gate_page, name_of, pot_lines
from cydradd_web.rounds.services import consenting as services
from cydradd_web.rounds.services.consenting_pots import consent_for_pot, take_back_pot
from cydradd_web.rounds.shown import partner_name, pounds

acting = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def gate(request: HttpRequest, slug: str, gate: Gate) -> HttpResponse:
    """One gate as it stands now, and what whoever looks can do there."""
    page, stands = selectors.frame(slug, language(), gate.stage), _stands(slug, gate)
    if page is None or stands is None:
        raise Http404(slug)
    by = who.acting(request, slug)
    doing = at_gate(slug, page.round_id, stands, by, now())
    told = {"page": page, "gate": with_ways(slug, stands, by), "name": name_of(gate, language()), "doing": doing}
    return render(request, "rounds/gate.html", told)


def _stands(slug: str, gate: Gate) -> GatePage | None:
    """The gate as it stands now; ``None``: the round is not carried here."""
    round_id = selectors.known_live(slug)
    return None if round_id is None else gate_page(round_id, gate, language(), at=now())


def _page(
    request: HttpRequest,
    slug: str,
    gate: Gate,
    make: Callable[..., Form],
    act: Callable[[Asked], Receipt],
    words: ActWords,
) -> HttpResponse:
    """An act at a gate, with the gate as it stands under the form."""
    stands = _stands(slug, gate)
    if stands is None:
        raise Http404(slug)
    back = reverse("gate", args=[slug, gate])
    more = {"gate": stands, "name": name_of(gate, language())}
    return act_page(request, slug, make, act, words, back=back, template="rounds/gate_act.html", more=more)


@acting
def consent(request: HttpRequest, slug: str, gate: Gate) -> HttpResponse:
    """A partner consents at a gate; if it objects there, it says why that is over."""
    words = ActWords(
        title=_("Consent"),
        lead=_("You record this for your partner. Anybody can read it, without your name."),
        button=_("Record our consent"),
        done=_("Consent recorded."),
    )
    stands, partner = _stands(slug, gate), who.acting(request, slug).partner
    if stands is None or partner is None or not stands.mine[partner].objects:
        return _page(request, slug, gate, ConsentForm, lambda asked: _consent(asked, gate), words)
    ending = replace(
        words,
        title=_("End our objection and consent"),
        lead=_(
            "Your partner objects at this gate. Consenting ends its objection: the record shows first why it is over, "
            "then the consent. Anybody can read both, without your name."
        ),
        button=_("End our objection and consent"),
        done=_("Your partner’s objection is over, and its consent is recorded."),
    )
    return _page(request, slug, gate, EndingConsentForm, lambda asked: _consent(asked, gate), ending)


def _consent(asked: Asked, gate: Gate) -> Receipt:
    form, over = asked.form, {}
    if "ends" in form.cleaned_data:
        over = {"ends": form.said("ends"), "ended": form.both("ended")}
    return services.give_consent(gate=gate, how=form.both("how"), **over, **asked.keys)


@acting
def take_back(request: HttpRequest, slug: str, gate: Gate) -> HttpResponse:
    """A partner takes its consent back."""
    words = ActWords(
        title=_("Take our consent back"),
        lead=_("The gate stays shut until your partner consents again. Anybody can read this, without your name."),
        button=_("Take our consent back"),
        done=_("Your partner’s consent is taken back."),
    )

    def act(asked: Asked) -> Receipt:
        return services.take_back_consent(gate=gate, why=asked.form.both("why"), **asked.keys)

    return _page(request, slug, gate, TakeBackForm, act, words)


@acting
def object_(request: HttpRequest, slug: str, gate: Gate) -> HttpResponse:
    """A partner objects."""
    words = ActWords(
        title=_("Object"),
        lead=_(
            "You record this for your partner. The gate stays shut while you object, and mediation can begin. "
            "Write in Welsh, in English or in both. Anybody can read it, without your name."
        ),
        button=_("Record our objection"),
        done=_("Objection recorded."),
    )

    def act(asked: Asked) -> Receipt:
        form = asked.form
        return services.raise_objection(gate=gate, harm=form.both("harm"), remedy=form.remedy(), **asked.keys)

    return _page(request, slug, gate, ObjectionForm, act, words)


@acting
def end_objection(request: HttpRequest, slug: str, gate: Gate) -> HttpResponse:
    """A partner's objection is over."""
    words = ActWords(
        title=_("Our objection is over"),
        lead=_("If your partner had consented before, its consent stands again."),
        button=_("End our objection"),
        done=_("The objection is over."),
    )

    def act(asked: Asked) -> Receipt:
        form = asked.form
        return services.end_objection(gate=gate, code=form.said("code"), how=form.both("how"), **asked.keys)

    return _page(request, slug, gate, EndObjectionForm, act, words)


@acting
def mediate(request: HttpRequest, slug: str, gate: Gate, partner: Partner) -> HttpResponse:
    """Mediation of a partner's objection begins."""
    words = ActWords(
        title=_("Open mediation"),
        lead=_("It ends after 10 working days at the latest. It can be repeated once."),
        button=_("Open mediation"),
        done=_("Mediation has begun."),
    )
    form = partial(MediationForm, seats=_others(slug, partner))

    def act(asked: Asked) -> Receipt:
        return services.open_mediation(gate=gate, partner=partner, mediator=asked.form.named(), **asked.keys)

    return _page(request, slug, gate, form, act, words)


def _others(slug: str, partner: Partner) -> Iterable[tuple[str, str]]:
    """Seats of the other partners, with the name of whoever holds each: it is seen by people with a seat alone."""
    round_id = selectors.known_live(slug)
    found = holders(round_id) if round_id is not None else ()
    said = language()
    return [
        (each.seat, f"{each.name} ({partner_name(each.partner, said)})") for each in found if each.partner != partner
    ]


@acting
def end_mediation(request: HttpRequest, slug: str, gate: Gate, partner: Partner) -> HttpResponse:
    """Mediation of a partner's objection is over."""
    words = ActWords(
        title=_("End the mediation"),
        lead=_("The mediator, or the partner that objects, can end it early."),
        button=_("End the mediation"),
        done=_("The mediation is over."),
    )

    def act(asked: Asked) -> Receipt:
        return services.close_mediation(gate=gate, partner=partner, how=asked.form.both("how"), **asked.keys)

    return _page(request, slug, gate, EndMediationForm, act, words)


@acting
def override(request: HttpRequest, slug: str, gate: Gate) -> HttpResponse:
    """A public body acts despite an objection."""
    words = ActWords(
        title=_("Act despite an objection"),
        lead=_(
            "This is counted on the first page of the round. Anybody can read the office, the legal ground and the "
            "reasons beside the objection."
        ),
        button=_("Act despite the objection"),
        done=_("Recorded in public: a public body acts despite an objection."),
    )

    def act(asked: Asked) -> Receipt:
        form = asked.form
        told = {"office": form.said("office"), "ground": form.said("ground"), "reasons": form.both("reasons")}
        return services.override(gate=gate, **told, **asked.keys)

    return _page(request, slug, gate, OverrideForm, act, words)


@acting
def pots(request: HttpRequest, slug: str) -> HttpResponse:
    """The owner of a pot consents, or takes consent back."""
    words = ActWords(
        title=_("Consent of a pot’s owner"),
        lead=_("Money is spent only as its owner agrees. You record this for the owner of the pot."),
        button=_("Record it"),
        done=_("Recorded for the pot’s owner."),
    )
    round_id = selectors.known_live(slug)
    lines = pot_lines(round_id) if round_id is not None else ()
    form = partial(PotConsentForm, pots=[(pot.id, _pot(pot.id, pot.commissioner, pot.amount)) for pot in lines])

    def act(asked: Asked) -> Receipt:
        said, how = asked.form.said, asked.form.both("how")
        if said("answer") == "withdrawn":
            return take_back_pot(pot=said("pot"), why=how, **asked.keys)
        return consent_for_pot(pot=said("pot"), how=how, **asked.keys)

    return _page(request, slug, Gate.OPEN_APPLY, form, act, words)


def _pot(id: str, commissioner: str, amount: int) -> str:
    return f"{id}: {commissioner}, {pounds(amount)}"
