"""Applying together: the organisations of one application, their shares, and each one's consent."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply.acts.form import Opened, opened
from cydradd_web.apply.answer_form import fields_of
from cydradd_web.apply.forms import ConsentForm, PartnersForm
from cydradd_web.apply.selectors.bodies import by_identifier
from cydradd_web.apply.services.partnering import consent_as_member, set_partners
from cydradd_web.rounds.act_page import ActWords, Asked, act_page

acting = require_http_methods(["GET", "HEAD", "POST"])


def _more(found: Opened) -> dict[str, Any]:
    pages = range(1, found.pages + 1)
    return {
        "slug": found.asking.slug,
        "writing": found.form,
        "lot": found.lot,
        "fields": [field for page in pages for field in fields_of(found.lot, found.questions(page), found.form)],
    }


@acting
def together(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """Who applies together: the organisation that leads says so; the others read it and consent."""
    found = opened(request, slug, application)
    return _shares(request, found) if found.form.lead else _consent(request, found)


def _shares(request: HttpRequest, found: Opened) -> HttpResponse:
    slug, code = found.asking.slug, found.form.code
    listed = [(each.profile.id, each.profile.either) for each in found.form.partners]
    shown = listed or [(found.form.body.id, found.form.body.either)]
    words = ActWords(
        title=_("Apply together"),
        lead=_("Each organisation has an exact share of the money. The shares add up to 1. Each one consents."),
        button=_("Save"),
        done=_("Saved. Whoever had consented to an earlier version consents again."),
    )
    initial = {f"share_{each.profile.id}": str(each.share) for each in found.form.partners}

    def act(asked: Asked) -> None:
        set_partners(form=found.form.id, shares=_said(asked.form), by=asked.by, at=asked.at)

    return act_page(
        request,
        slug,
        partial(PartnersForm, partners=shown),
        act,
        words,
        back=reverse("application-together", args=[slug, code]),
        initial=initial,
        template="apply/together.html",
        more=_more(found),
    )


def _said(form: PartnersForm) -> list[tuple[int, Fraction]]:
    """Organisations and their shares, as the form says them; who joins comes last."""
    found = [(body, share) for name, body in form.bodies.items() if (share := form.said(name)) is not None]
    number, share = form.said("joins"), form.said("joins_share")
    if number:
        body = by_identifier(number)
        if body is None or share is None:
            raise NotPossible(
                Bilingual(
                    "Rhowch rif sefydliad sydd ar y wefan hon, a’i gyfran. Gall y sefydliad ei hun ymuno â’r wefan.",
                    "Give the number of an organisation that is on this site, and its share. It can join itself.",
                )
            )
        found.append((body.id, share))
    return found if len(found) > 1 else []


def _consent(request: HttpRequest, found: Opened) -> HttpResponse:
    slug, code, acts_for = found.asking.slug, found.form.code, found.form.acts_for
    words = ActWords(
        title=_("Consent to the application"),
        lead=_("Read all of it. If anything changes after you consent, you are asked again."),
        button=_("We consent to this version"),
        done=_("Consent recorded."),
    )
    return act_page(
        request,
        slug,
        ConsentForm,
        lambda asked: consent_as_member(
            form=found.form.id, body=acts_for.id, version=asked.form.said("version"), **asked.keys
        ),
        words,
        back=reverse("application-together", args=[slug, code]),
        initial={"version": found.form.consortium.version},
        template="apply/consent.html",
        more=_more(found),
    )


@acting
def lead_consent(request: HttpRequest, slug: str, application: str) -> HttpResponse:
    """The organisation that leads consents too, like every other."""
    return _consent(request, opened(request, slug, application))
