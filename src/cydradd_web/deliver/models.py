"""Rows of the deliver stage: agreements, payments, check-ins and endings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cydradd_web.components.fields import FractionField
from cydradd_web.components.rows import RoundRow, not_below_zero


class Agreement(RoundRow):
    """The grant or contract that follows an award. ``paid``: what was paid here, returns taken off."""

    identifier = models.TextField()
    application = models.TextField()
    organisation = models.TextField()
    kind = models.TextField()
    amount = models.BigIntegerField()
    start = models.DateField()
    end = models.DateField()
    signed_on = models.DateField()
    pots = models.JSONField(default=dict)
    notice_months = FractionField(null=True)
    share_up_front = FractionField(null=True)
    welsh = models.BooleanField(null=True)
    paid = models.BigIntegerField(default=0)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.CheckConstraint(
                condition=Q(paid__gte=0) & Q(paid__lte=F("amount")), name="agreement_paid_within_its_amount"
            ),
            models.UniqueConstraint(fields=("round", "identifier"), name="agreement_once"),
            not_below_zero("agreement_not_below_zero", "amount"),
        )


class Payment(RoundRow):
    """One payment; below 0 it is a return."""

    agreement = models.TextField()
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    due = models.DateField(null=True)
    invoiced_on = models.DateField(null=True)
    pot = models.TextField(null=True)


class CheckIn(RoundRow):
    """What a provider was asked, and told."""

    agreement = models.TextField()
    due = models.DateField()
    received_on = models.DateField(null=True)
    minutes = FractionField(null=True)
    text_cy = models.TextField(null=True)
    text_en = models.TextField(null=True)


class Ending(RoundRow):
    """One ending with its dates in order."""

    agreement = models.TextField()
    kind = models.TextField()
    proposed_on = models.DateField()
    report_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    notice_on = models.DateField(null=True)
    transfer_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    replacement = models.TextField(null=True)
    gap_months = FractionField(null=True)
    capacity = models.TextField(null=True)
    capacity_lost = models.TextField(null=True)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "agreement"), name="ending_once"),)


class Published(models.Model):
    """One file of open data as it was published: its bytes, and the hash that stands in the record."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    path = models.TextField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        """Newest first; the same bytes of a file once."""

        ordering = ("-at", "path")
        constraints = (models.UniqueConstraint(fields=("round", "path", "sha256"), name="published_once"),)

    def __str__(self) -> str:
        return self.path
