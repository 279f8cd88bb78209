"""Rows of the decide stage: projects, ballots, scores and awards; and the roll: who may vote, by hashes of codes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cydradd_web.components.fields import FractionField
from cydradd_web.components.rows import RoundRow, not_below_zero, one_of_three, partner_column
from cydradd_web.decide.models.paper import Booklet, BookletReading, PaperCheck

__all__ = [
    "Award", "Ballot", "Batch", "Booklet", "BookletReading", "Code", "Miss", "PaperCheck", "Project", "Roll", "Score",
    "Sent",
]  # fmt: skip


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
    """The choices of one person, by pseudonym: each project with its points as text.

    ``live``: cast here, and then one is in force for each pseudonym; a file may name a voter twice. ``number`` and
    ``leaf``: where it stands in the record. ``times``: how often it was cast, changes included.
    """

    voter = models.TextField()
    partner = partner_column(null=True)
    support = models.JSONField(default=list)
    live = models.BooleanField(default=False)
    number = models.PositiveIntegerField(null=True)
    leaf = models.CharField(max_length=64, default="")
    times = models.PositiveSmallIntegerField(default=1)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            one_of_three("ballot_partner"),
            models.UniqueConstraint(fields=("round", "voter"), condition=Q(live=True), name="ballot_one_in_force"),
        )


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


class Award(models.Model):
    """Money awarded to one project: how much of it from each pot, in minor units. No second award."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    project = models.TextField()
    amount = models.BigIntegerField()
    pots = models.JSONField(default=dict)

    class Meta:
        """Once a project."""

        ordering = ("round_id", "project")
        constraints = (
            models.UniqueConstraint(fields=("round", "project"), name="award_once"),
            not_below_zero("award_not_below_zero", "amount"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.project}"


class Roll(models.Model):
    """Who may vote in one round. ``secret`` keys the hashes of addresses that codes were sent to, until the count.

    ``closed_at``: from then on no code is added; ``root`` is the hash of all of them.
    """

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="+")
    secret = models.BinaryField(null=True)
    closed_at = models.DateTimeField(null=True)
    root = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return str(self.round_id)


class Batch(models.Model):
    """Codes that were made together for one partner, and what for. ``key`` names the act, so that twice is once."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    partner = partner_column()
    label = models.TextField()
    many = models.PositiveIntegerField()
    key = models.CharField(max_length=64, null=True)
    issued_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-issued_at", "-pk")
        constraints = (
            one_of_three("batch_partner"),
            models.UniqueConstraint(fields=("round", "key"), condition=Q(key__isnull=False), name="batch_one_act"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.pk}"


class Code(models.Model):
    """One right to vote: the hash of a code, never the code, and never whose it is.

    ``pseudonym``: under which its ballot is kept, unlike any other; ``None`` until it is used.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")
    partner = partner_column()
    code_hash = models.CharField(max_length=64)
    pseudonym = models.CharField(max_length=32, null=True)
    cancelled = models.BooleanField(default=False)

    class Meta:
        """Each code and each pseudonym once a round; a code with a ballot is not cancelled."""

        constraints = (
            one_of_three("code_partner"),
            models.UniqueConstraint(fields=("round", "code_hash"), name="code_once"),
            models.UniqueConstraint(fields=("round", "pseudonym"), name="code_one_pseudonym"),
            models.CheckConstraint(
                condition=Q(cancelled=False) | Q(pseudonym__isnull=True), name="code_with_ballot_stands"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Sent(models.Model):
    """An address that a code was sent to, as a keyed hash: nobody is sent two. It names no code."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    address_hash = models.CharField(max_length=64)

    class Meta:
        """Once an address."""

        constraints = (models.UniqueConstraint(fields=("round", "address_hash"), name="code_sent_once"),)

    def __str__(self) -> str:
        return str(self.pk)


class Miss(models.Model):
    """A code that nobody has was entered: from where, as a keyed hash, so that guessing can be stopped."""

    place = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Asked by place and time."""

        indexes = (models.Index(fields=("place", "at"), name="miss_by_place"),)

    def __str__(self) -> str:
        return str(self.pk)
