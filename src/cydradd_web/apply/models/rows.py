"""Rows of the apply stage: organisations, applications, consortia and feedback."""

from __future__ import annotations

from django.db import models

from cydradd_web.components.fields import FractionField
from cydradd_web.components.rows import RoundRow, not_below_zero


class Organisation(RoundRow):
    """A body as one round knows it."""

    identifier = models.TextField()
    name = models.TextField()
    type = models.TextField(null=True)
    income = models.BigIntegerField(null=True)
    place = models.TextField(null=True)
    registered_on = models.DateField(null=True)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="organisation_once"),
            not_below_zero("organisation_not_below_zero", "income"),
        )


class Application(RoundRow):
    """One request of one organisation or consortium to one round."""

    identifier = models.TextField()
    cost = models.BigIntegerField()
    lot = models.TextField(null=True)
    organisation = models.TextField(null=True)
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    minutes_spent = FractionField(null=True)
    status = models.TextField(null=True)
    reason = models.TextField(null=True)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="application_once"),
            not_below_zero("application_not_below_zero", "cost"),
        )


class Member(RoundRow):
    """The share of one organisation in one application."""

    application = models.TextField()
    organisation = models.TextField()
    share = FractionField()

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "application", "organisation"), name="member_once"),)


class Feedback(RoundRow):
    """One reason given for one application."""

    application = models.TextField()
    code = models.TextField()
    at = models.DateTimeField()
    text_cy = models.TextField(null=True)
    text_en = models.TextField(null=True)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "application", "code"), name="feedback_once"),)
