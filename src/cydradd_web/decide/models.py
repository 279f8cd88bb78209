"""Rows of the decide stage: projects, ballots, and scores."""

from __future__ import annotations

from django.db import models

from cydradd_web.components.fields import FractionField
from cydradd_web.components.rows import RoundRow, one_of_three, partner_column


class Project(RoundRow):
    """An application as it stands on the ballot; `cost` is in the unit of the file."""

    identifier = models.TextField()
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    cost = FractionField()

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "identifier"), name="project_once"),)


class Ballot(RoundRow):
    """The choices of one person, by pseudonym: each project with its points as text."""

    voter = models.TextField()
    partner = partner_column(null=True)
    support = models.JSONField(default=list)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (one_of_three("ballot_partner"),)


class Score(RoundRow):
    """What one seat gives one application on one criterion."""

    application = models.TextField()
    seat = models.TextField()
    criterion = models.TextField()
    score = FractionField()

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.UniqueConstraint(fields=("round", "application", "seat", "criterion"), name="score_once"),
        )
