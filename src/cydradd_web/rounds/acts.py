"""Pages on which people act on a round as a whole."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cydradd.cycle.stages import Gate
from cydradd_web.rounds.act_page import ActWords, act_page
from cydradd_web.rounds.forms import ConsentForm
from cydradd_web.rounds.services.consenting import give_consent

acting = require_http_methods(["GET", "HEAD", "POST"])


@acting
def consent(request: HttpRequest, slug: str, gate: Gate) -> HttpResponse:
    """A partner consents at a gate."""
    words = ActWords(
        title=_("Consent"),
        lead=_("You record this for your partner. Anybody can read it, without your name."),
        button=_("Record our consent"),
        done=_("Consent recorded."),
    )
    return act_page(
        request,
        slug,
        ConsentForm,
        lambda asked: give_consent(gate=gate, how=asked.form.both("how"), **asked.keys),
        words,
        back=reverse("stage", args=[slug, gate.stage]),
    )
