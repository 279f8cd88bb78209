"""Pages on which agreements are planned for, signed, paid, told of and published."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd.cycle.publication import PATHS
from cydradd.vocabulary.time import long_date
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import Duty
from cydradd_web.components.clock import now
from cydradd_web.components.forms import Form
from cydradd_web.deliver import forms
from cydradd_web.deliver.selectors import acting as selectors
from cydradd_web.deliver.services.agreeing import sign_agreement
from cydradd_web.deliver.services.paying import record_payment
from cydradd_web.deliver.services.publishing import publish_awards
from cydradd_web.deliver.services.telling import acts_for, receive_checkin
from cydradd_web.evaluate.services.planning import plan_evaluation
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.act_page import ActWords, Asked, act_page, language
from cydradd_web.rounds.selectors import file as made_file
from cydradd_web.rounds.selectors import known_live
from cydradd_web.rounds.selectors.open_data import faults_of, is_valid

acting = require_http_methods(["GET", "HEAD", "POST"])


def _round_id(slug: str) -> int:
    found = known_live(slug)
    if found is None:
        raise Http404(slug)
    return found


def _back(slug: str) -> str:
    return reverse("stage", args=[slug, "deliver"])


@acting
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan how one outcome will be measured, before anything is signed."""
    outcomes = selectors.to_plan(_round_id(slug), now(), language())
    words = ActWords(
        title=_("Plan what will be measured"),
        button=_("Record the plan"),
        done=_("Plan recorded."),
        lead=_("It must be recorded on a day before the first agreement is signed. Anybody can read it."),
    )
    return act_page(
        request,
        slug,
        lambda *a, **k: forms.PlanForm(*a, outcomes=outcomes, **k),
        lambda asked: plan_evaluation(outcome=asked.form.said("outcome"), plan=asked.form.both("plan"), **asked.keys),
        words,
        back=_back(slug),
    )


@acting
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Record an agreement that was signed."""
    projects = selectors.to_sign(_round_id(slug), now(), language())
    words = ActWords(
        title=_("Record an agreement"),
        button=_("Record the agreement"),
        done=_("Agreement recorded."),
        lead=_("Its money and its pots are those of the award. Eight working days must lie after the result."),
    )
    return act_page(
        request,
        slug,
        lambda *a, **k: forms.SignForm(*a, projects=projects, **k),
        lambda asked: sign_agreement(**asked.form.terms(), **asked.keys),
        words,
        back=_back(slug),
    )


@acting
def pay(request: HttpRequest, slug: str) -> HttpResponse:
    """Record a payment."""
    found = selectors.to_pay(_round_id(slug), now(), language())
    words = ActWords(
        title=_("Record a payment"),
        button=_("Record the payment"),
        done=_("Payment recorded."),
        lead=_("Payments are public: who paid, from which pot, when and how much. Never more than was agreed."),
    )
    return act_page(
        request,
        slug,
        lambda *a, **k: forms.PayForm(*a, agreements=found.agreements, pots=found.pots, **k),
        lambda asked: record_payment(**asked.form.payment(), **asked.keys),
        words,
        back=_back(slug),
    )


@acting
def check_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell what changed, by the provider; or by the officer, who noted a conversation."""
    by = who.acting(request, slug)
    due = selectors.checkins_open(_round_id(slug), now(), language())
    theirs = [each for each in due if Duty.OFFICER in by.duties or acts_for(by, each.organisation)]
    words = ActWords(
        title=_("Tell what changed"),
        button=_("Send it"),
        done=_("Received, with thanks."),
        lead=_("One language is enough. Anybody can read it, so name no person. A few sentences will do."),
    )

    def act(asked: Asked) -> Receipt:
        agreement, day = asked.form.said("which").rsplit("|", 1)
        told, minutes = asked.form.both("told"), asked.form.said("minutes")
        return receive_checkin(
            agreement=agreement, due=date.fromisoformat(day), minutes=minutes, text=told, **asked.keys
        )

    return act_page(
        request,
        slug,
        lambda *a, **k: forms.CheckInForm(*a, open_=[(each.key, _due(each)) for each in theirs], **k),
        act,
        words,
        back=_back(slug),
    )


def _due(each: selectors.Due) -> str:
    """A check-in in words: what it is of, when it is due, and how long it may take."""
    told = {"title": each.title, "day": long_date(each.due, language()), "minutes": each.minutes}
    if each.minutes is None:
        return _("%(title)s. Due: %(day)s. One sentence.") % told
    return _("%(title)s. Due: %(day)s. At most %(minutes)s minutes.") % told


@acting
def publish_data(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the awards and the open data, or read what is wrong with it."""
    round_id = _round_id(slug)
    paths = {path: made_file(slug, path) for of in PATHS.values() for path in of}
    valid, faults = is_valid(round_id), faults_of(round_id, language())
    files = {path: place.read_bytes() for path, place in paths.items() if place is not None}
    words = ActWords(
        title=_("Publish the awards and the open data"),
        button=_("Publish"),
        done=_("Published in Welsh and in English."),
        lead=_("Within 30 days of an award, so that anybody can follow the money."),
    )
    return act_page(
        request,
        slug,
        Form,
        lambda asked: publish_awards(files=files, valid=bool(valid), **asked.keys),
        words,
        back=reverse("stage", args=[slug, "follow"]),
        template="deliver/publish.html",
        more={
            "files": sorted(files),
            "valid": valid,
            "faults": faults,
            "published": selectors.published_files(round_id),
        },
    )


@require_safe
def published(request: HttpRequest, slug: str, sha256: str) -> HttpResponse:  # noqa: ARG001  a view takes a request
    """A file of open data as it was published, by the hash that stands in the record."""
    found = selectors.published_file(_round_id(slug), sha256)
    if found is None:
        raise Http404(sha256)
    path, data = found
    response = HttpResponse(data, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{path.replace("/", "-")}"'
    return response
