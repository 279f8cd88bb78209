"""What can be done at the apply stage."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd_web.accounts.duties import By, Duty
from cydradd_web.apply.selectors.teams import applicant_role
from cydradd_web.components.doing import Doing
from cydradd_web.rounds.selectors.evidence import acts_of


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:
    """What somebody can do at this stage now. Four queries at most."""
    acts = acts_of(round_id, at=at)
    opened, calling = acts.opened("call") is not None, acts.is_open("call")
    return [
        *_for_applicants(slug, by, opened=opened, calling=calling),
        *_for_offices(slug, by, opened=opened, calling=calling, told=bool(acts.of("publish", "eligibility"))),
    ]


def _for_applicants(slug: str, by: By, *, opened: bool, calling: bool) -> list[Doing]:
    found = []
    if calling:
        found = [
            Doing(_("Apply"), reverse("apply-start", args=[slug]), first=True),
            Doing(_("Can we apply? Find out in two minutes"), reverse("can-we-apply", args=[slug])),
            Doing(_("Read all the questions first"), reverse("call", args=[slug])),
        ]
    elif not opened:
        found = [Doing(_("Apply"), reverse("apply-start", args=[slug]), _("The call has not opened yet."))]
    if opened and by.person is not None and applicant_role(by.person, slug):
        found.append(Doing(_("Our applications"), reverse("apply-start", args=[slug])))
    return found


def _for_offices(slug: str, by: By, *, opened: bool, calling: bool, told: bool) -> list[Doing]:
    found = []
    wait = _("When the call has closed.") if calling else _("The call has not opened yet.") if not opened else ""
    if Duty.OFFICER in by.duties and not opened:
        found.append(Doing(_("Say who can apply"), reverse("eligibility-rules", args=[slug])))
    if Duty.ELIGIBILITY in by.duties:
        found.append(
            Doing(_("Answer who is eligible"), reverse("eligibility-queue", args=[slug]), wait, first=not wait)
        )
    if by.duties & {Duty.ASSESSOR, Duty.ELIGIBILITY, Duty.OFFICER} and opened:
        found.append(Doing(_("Read the applications"), reverse("applications-to-read", args=[slug]), wait))
    if Duty.OFFICER in by.duties and opened and not calling:
        if not told:
            found.append(Doing(_("Publish who is eligible"), reverse("publish", args=[slug, "eligibility"])))
        found.append(Doing(_("Tell unsuccessful applicants why"), reverse("feedback-queue", args=[slug])))
    return found
