"""Applications as they were sent, with the words and facts of that day. Private: their rows are public later."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Submission(models.Model):
    """One application as it was sent. ``reference`` is the id of its row in the round.

    ``facts``: what was known of the organisation that day, each with source and day. ``answers``: by question.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    draft = models.ForeignKey("apply.Draft", on_delete=models.RESTRICT, related_name="submissions")
    body = models.ForeignKey("apply.Body", on_delete=models.PROTECT, related_name="+")
    lot = models.TextField(blank=True)
    reference = models.TextField()
    cost = models.BigIntegerField()
    answers = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    entry = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=20, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        """Newest first; one that stands for each organisation and lot."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("round", "reference"), name="submission_reference_once"),
            models.UniqueConstraint(
                fields=("round", "body", "lot"), condition=Q(withdrawn_at__isnull=True), name="submission_once_a_lot"
            ),
            models.CheckConstraint(condition=Q(cost__gte=0), name="submission_cost_not_below_zero"),
        )

    def __str__(self) -> str:
        return self.reference


class Standing(models.Model):
    """One organisation that stands in one application, alone or as a member of a consortium.

    The database itself refuses that a body stands twice for one lot (I15 of cycle.md).
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="standing")
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey("apply.Body", on_delete=models.PROTECT, related_name="+")
    lot = models.TextField(blank=True)
    stands = models.BooleanField(default=True)

    class Meta:
        """Once a body and lot."""

        constraints = (
            models.UniqueConstraint(fields=("submission", "body"), name="standing_once_an_application"),
            models.UniqueConstraint(
                fields=("round", "lot", "body"), condition=Q(stands=True), name="standing_once_a_lot"
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id}:{self.body_id}"
