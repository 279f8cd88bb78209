"""Pages of the people of a round: who sits there, who is asked, and which duties they have."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cydradd_web.accounts import people_forms as forms
from cydradd_web.accounts import who
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.selectors.invitations import Invited, invitation_of_round
from cydradd_web.accounts.selectors.places import Holder, holder, holders
from cydradd_web.accounts.services import invitations, seats
from cydradd_web.accounts.services.interests import declare_interests
from cydradd_web.accounts.shown import duties_of, name_of, sitting
from cydradd_web.components.clock import now
from cydradd_web.rounds import selectors as rounds
from cydradd_web.rounds.act_page import ActWords, act_page, language
from cydradd_web.rounds.selectors import seating

acting = require_http_methods(["GET", "HEAD", "POST"])


def live(slug: str) -> int:
    """Key of a round that is carried here."""
    found = rounds.known_live(slug)
    if found is None:
        raise Http404(slug)
    return found


def _back(slug: str) -> str:
    return reverse("people", args=[slug])


def _holder(slug: str, seat: str) -> Holder:
    found = holder(live(slug), seat)
    if found is None:
        raise Http404(seat)
    return found


def _invited(slug: str, number: int, at: datetime) -> Invited:
    found = invitation_of_round(live(slug), number, at=at)
    if found is None or (not found.stands and found.expires_at > at):
        raise Http404(str(number))
    return found


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits in a round, by partner, for those who sit there too."""
    by, round_id = who.acting(request, slug), live(slug)
    values = {"page": rounds.frame(slug, language()), "people": sitting(round_id, by, at=now())}
    return render(request, "accounts/people.html", values)


@acting
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """The officer asks somebody to sit in the round."""
    words = ActWords(
        title=_("Invite somebody"),
        lead=_("They get an e-mail in Welsh and English with a link that works once, for 14 days."),
        button=_("Send the invitation"),
        done=_("Invitation sent."),
    )
    return act_page(
        request,
        slug,
        forms.InviteForm,
        lambda asked: invitations.invite(
            email=asked.form.said("email"),
            partner=asked.form.said("partner"),
            duties=asked.form.chosen,
            **asked.keys,
        ),
        words,
        back=_back(slug),
    )


@acting
def send_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The officer sends an invitation once more, with a new link."""
    invited = _invited(slug, number, now())
    words = ActWords(
        title=_("Send the invitation again"),
        lead=_("To: %(address)s. The new link works for 14 days; the one before works no more.")
        % {"address": invited.email},
        button=_("Send it again"),
        done=_("Invitation sent."),
    )
    return act_page(
        request,
        slug,
        forms.SureForm,
        lambda asked: invitations.send_invitation_again(invitation=number, **asked.keys),
        words,
        back=_back(slug),
    )


@acting
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The officer takes an invitation back."""
    invited = _invited(slug, number, now())
    words = ActWords(
        title=_("Withdraw the invitation"),
        lead=_("To: %(address)s. The link in the e-mail works no more.") % {"address": invited.email},
        button=_("Withdraw it"),
        done=_("Invitation withdrawn."),
    )
    return act_page(
        request,
        slug,
        forms.SureForm,
        lambda asked: invitations.withdraw_invitation(invitation=number, **asked.keys),
        words,
        back=_back(slug),
    )


@acting
def duties(request: HttpRequest, slug: str, seat: str) -> HttpResponse:
    """The officer gives duties to somebody, and takes them back."""
    found = _holder(slug, seat)
    words = ActWords(
        title=_("Duties"),
        lead=_("Whose: %(name)s. The record shows the seat and its duties, without the name.")
        % {"name": name_of(found)},
        button=_("Save the duties"),
        done=_("Duties recorded."),
    )
    return act_page(
        request,
        slug,
        forms.DutiesForm,
        lambda asked: seats.set_duties(seat=seat, duties=asked.form.chosen, **asked.keys),
        words,
        back=_back(slug),
        initial={"duties": sorted(found.duties)},
    )


@acting
def end(request: HttpRequest, slug: str, seat: str) -> HttpResponse:
    """The officer ends somebody's place."""
    found = _holder(slug, seat)
    lead = _("Whose: %(name)s. What the seat has done stays. Its duties end with it.") % {"name": name_of(found)}
    return _end(request, slug, seat, ActWords(_("End the seat"), _("End this seat"), _("Seat ended."), lead))


@acting
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody leaves their own seat."""
    by = who.acting(request, slug)
    lead = _("What you have done in this round stays, without your name. Your duties end with the seat.")
    words = ActWords(_("Leave this round"), _("Leave my seat"), _("You have left the round."), lead)
    return _end(request, slug, by.seat or "", words, after=reverse("round", args=[slug]))


def _end(request: HttpRequest, slug: str, seat: str, words: ActWords, after: str = "") -> HttpResponse:
    """`after`: where somebody is led who may read the page of people no longer."""
    response = act_page(
        request, slug, forms.SureForm, lambda asked: seats.end_seat(seat=seat, **asked.keys), words, back=_back(slug)
    )
    if after and response.status_code == HTTPStatus.FOUND:
        response.headers["Location"] = after
    return response


@acting
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody gives their duties to another seat."""
    by = who.acting(request, slug)
    words = ActWords(
        title=_("Hand over your duties"),
        lead=_("Your duties: %(duties)s. You keep your seat.") % {"duties": duties_of(by.duties) or _("none")},
        button=_("Hand them over"),
        done=_("Duties handed over."),
    )
    return act_page(
        request,
        slug,
        partial(forms.HandOverForm, seats=_others(live(slug), by)),
        lambda asked: seats.hand_over(to=asked.form.said("to"), **asked.keys),
        words,
        back=_back(slug),
    )


def _others(round_id: int, by: By) -> list[tuple[str, str]]:
    """Everybody else in the round, to choose from."""
    return [(each.seat, name_of(each)) for each in holders(round_id) if each.seat != by.seat]


@acting
def interests(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody in a seat declares their ties to organisations, or that they have none."""
    by, round_id = who.acting(request, slug), live(slug)
    said = seating.declarations(round_id, by.seat or "")
    known = seating.organisations_known(round_id)
    words = ActWords(
        title=_("Declare your interests"),
        lead=_("Everybody with a seat declares before the voting opens. To have no tie is a declaration too."),
        button=_("Record my declaration"),
        done=_("Declaration recorded."),
    )
    last = said[0] if said else None
    start = {
        "organisations": [each for each in last.organisations if each in known] if last else [],
        "others": "\n".join(each for each in last.organisations if each not in known) if last else "",
        "relation": last.relation if last else None,
    }
    return act_page(
        request,
        slug,
        partial(forms.InterestsForm, known=known),
        lambda asked: declare_interests(
            organisations=asked.form.chosen, relation=asked.form.said("relation"), **asked.keys
        ),
        words,
        back=reverse("round", args=[slug]),
        initial=start,
        template="accounts/interests.html",
        more={"said": said},
    )
