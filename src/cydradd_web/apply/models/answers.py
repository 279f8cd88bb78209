"""What the round answers: its rules of eligibility, whether each application is eligible, and reasons."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

OPS = ("is", "in", "at_most", "at_least", "within", "has", "older_than", "not")


class EligibilityRule(models.Model):
    """One rule of who can apply, as data. ``lot`` "": of every lot."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    identifier = models.CharField(max_length=40)
    lot = models.TextField(blank=True)
    fact = models.CharField(max_length=20)
    op = models.CharField(max_length=12)
    value = models.JSONField(null=True)
    reason_cy = models.TextField()
    reason_en = models.TextField()

    class Meta:
        """In the order in which they were set."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="eligibility_rule_once"),
            models.CheckConstraint(condition=Q(op__in=OPS), name="eligibility_rule_op_is_known"),
            models.CheckConstraint(
                condition=~Q(reason_cy="") & ~Q(reason_en=""), name="eligibility_rule_has_both_reasons"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.identifier}"


class EligibilityAnswer(models.Model):
    """Whether one application is eligible. A no has its reason in both languages."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    application = models.TextField()
    eligible = models.BooleanField()
    rules = models.JSONField(default=list)
    reason_cy = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        """One answer an application."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("round", "application"), name="eligibility_answered_once"),
            models.CheckConstraint(
                condition=Q(eligible=True) | (~Q(reason_cy="") & ~Q(reason_en="")), name="eligibility_no_has_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.application}"


class Reasons(models.Model):
    """What one unsuccessful applicant was told: complete, or not at all."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    application = models.TextField()
    codes = models.JSONField()
    text_cy = models.TextField()
    text_en = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        """Once an application, in both languages, with at least one code."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("round", "application"), name="reasons_once"),
            models.CheckConstraint(condition=~Q(text_cy="") & ~Q(text_en=""), name="reasons_in_both_languages"),
            models.CheckConstraint(condition=~Q(codes=[]), name="reasons_have_a_code"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.application}"
