"""What can be done at the deliver stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.decide.selectors.counted import awards
from cydradd_web.deliver.selectors.acting import organisations_of
from cydradd_web.deliver.services.telling import acts_for


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:  # noqa: ARG001  every stage is asked alike
    """What somebody can do at this stage now: officers and payers by their duties, providers for what is theirs."""
    if by.person is None:
        return []
    signed = organisations_of(round_id)
    return [*_officer(slug, round_id, by, signed=bool(signed)), *_provider(slug, by, set(signed.values()))]


def _officer(slug: str, round_id: int, by: By, *, signed: bool) -> Iterator[Doing]:
    without = "" if signed else _("No agreement is signed yet.")
    if Duty.OFFICER in by.duties:
        yield Doing(_("Plan what will be measured"), reverse("plan-evaluation", args=[slug]))
        yield Doing(
            _("Record an agreement"),
            reverse("sign-agreement", args=[slug]),
            "" if awards(round_id) else _("No award is made yet."),
        )
    if by.duties & {Duty.OFFICER, Duty.PAYER}:
        yield Doing(_("Record a payment"), reverse("record-payment", args=[slug]), without)
    if Duty.OFFICER in by.duties:
        yield Doing(_("Publish the awards and the open data"), reverse("publish-data", args=[slug]), without)


def _provider(slug: str, by: By, organisations: set[str]) -> Iterator[Doing]:
    theirs = any(acts_for(by, each) for each in organisations)
    if organisations and (theirs or Duty.OFFICER in by.duties):
        yield Doing(_("Tell what changed"), reverse("check-in", args=[slug]), first=theirs)
