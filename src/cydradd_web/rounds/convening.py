"""What can be done on a round's first page: seats, consent, and what belongs to no single stage."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.cycle.stages import Gate
from cydradd_web.accounts.duties import By
from cydradd_web.components.doing import Doing


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:  # noqa: ARG001  every stage is asked alike
    """What somebody with a seat can do for the round as a whole."""
    if by.seat is None:
        return []
    return [Doing(_("Consent to opening the listening"), reverse("consent", args=[slug, Gate.OPEN_LISTEN]))]
