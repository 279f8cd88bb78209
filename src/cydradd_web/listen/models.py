"""Rows of the listen stage: statements, who took part, and every vote that counts."""

from __future__ import annotations

from django.db import models

from cydradd_web.components.rows import RoundRow, one_of_three, partner_column


class Statement(RoundRow):
    """One sentence somebody made."""

    identifier = models.TextField()
    text_cy = models.TextField(null=True)
    text_en = models.TextField(null=True)
    moderated = models.SmallIntegerField()
    meta = models.BooleanField()
    seed = models.BooleanField(null=True)
    author = models.TextField(null=True)

    class Meta(RoundRow.Meta):
        """Each statement once a round."""

        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="statement_once"),
            models.CheckConstraint(condition=models.Q(moderated__in=(-1, 0, 1)), name="statement_moderated"),
        )


class Participant(RoundRow):
    """One person who took part, by pseudonym."""

    voter = models.TextField()
    partner = partner_column(null=True)
    strength = models.TextField(null=True)
    place = models.TextField(null=True)
    profile = models.JSONField(default=dict)

    class Meta(RoundRow.Meta):
        """Each person once a round."""

        constraints = (
            models.UniqueConstraint(fields=("round", "voter"), name="participant_once"),
            one_of_three("participant_partner"),
        )


class Vote(RoundRow):
    """The vote of one person on one statement: 1 agree, 0 pass, -1 disagree."""

    voter = models.TextField()
    statement = models.TextField()
    vote = models.SmallIntegerField()

    class Meta(RoundRow.Meta):
        """One vote a person and statement."""

        constraints = (
            models.UniqueConstraint(fields=("round", "voter", "statement"), name="vote_once"),
            models.CheckConstraint(condition=models.Q(vote__in=(-1, 0, 1)), name="vote_is_one_of_three"),
        )
