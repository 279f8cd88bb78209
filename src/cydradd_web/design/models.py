"""Rows of the design stage: needs, assets, outcomes, pots, lots, criteria and what is asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cydradd_web.components.fields import FractionField
from cydradd_web.components.rows import RoundRow, not_below_zero, one_of_three, partner_column


class Need(RoundRow):
    """One thing that is missing, where and for whom."""

    identifier = models.TextField()
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    kind = models.TextField()
    place = models.TextField()
    size = models.BigIntegerField()
    group = models.TextField(null=True)
    age_from = models.BigIntegerField(null=True)
    age_to = models.BigIntegerField(null=True)
    weight = FractionField()
    min_useful = models.BigIntegerField()
    owner = models.TextField(null=True)
    offer_type = models.TextField(null=True)
    revenue_or_capital = models.TextField(null=True)
    spend_from = models.DateField(null=True)
    statements = models.JSONField(default=list)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="need_once"),
            not_below_zero("need_not_below_zero", "size", "min_useful"),
        )


class Asset(RoundRow):
    """Something people already have."""

    identifier = models.TextField()
    kind = models.TextField()
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    holder = models.TextField(null=True)
    place = models.TextField(null=True)
    shareable = models.BooleanField(null=True)
    statements = models.JSONField(default=list)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "identifier"), name="asset_once"),)


class Outcome(RoundRow):
    """What should change."""

    identifier = models.TextField()
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    goals = models.JSONField(default=list)
    ways = models.JSONField(default=list)
    measure = models.TextField(null=True)
    baseline = models.TextField(null=True)
    target = models.TextField(null=True)
    needs = models.JSONField(default=list)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "identifier"), name="outcome_once"),)


class Pot(RoundRow):
    """Money of one funder with its restrictions."""

    identifier = models.TextField()
    commissioner = models.TextField()
    commissioner_kind = models.TextField()
    amount = models.BigIntegerField()
    mode = models.TextField()
    owner = models.TextField(null=True)
    consent = models.BooleanField(null=True)
    choice = models.JSONField(default=list)
    restriction = models.JSONField(default=dict)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="pot_once"),
            not_below_zero("pot_not_below_zero", "amount"),
        )


class Provider(RoundRow):
    """A body that could meet needs."""

    identifier = models.TextField()
    size = models.TextField()
    capacity = models.BigIntegerField()
    needs = models.JSONField(default=list)
    name = models.TextField(null=True)
    kind = models.TextField(null=True)
    keep_alive = models.BigIntegerField(null=True)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="provider_once"),
            not_below_zero("provider_not_below_zero", "capacity", "keep_alive"),
        )


class Lot(RoundRow):
    """The smallest thing that can be applied for."""

    identifier = models.TextField()
    offer_type = models.TextField()
    value = models.BigIntegerField()
    needs = models.JSONField(default=list)
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    years = FractionField(null=True)
    reserved = models.TextField(null=True)
    one_lot_reason = models.TextField(null=True)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="lot_once"),
            not_below_zero("lot_not_below_zero", "value"),
        )


class Requirement(RoundRow):
    """What must be shown to be given a lot."""

    identifier = models.TextField()
    lot = models.TextField()
    kind = models.TextField()
    level = models.TextField(null=True)
    unit = models.TextField(null=True)
    when = models.TextField(null=True)
    reason_cy = models.TextField(null=True)
    reason_en = models.TextField(null=True)
    exception_gate = models.TextField(null=True)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "identifier"), name="requirement_once"),)


class Question(RoundRow):
    """One thing an applicant is asked."""

    identifier = models.TextField()
    lot = models.TextField()
    text_cy = models.TextField(null=True)
    text_en = models.TextField(null=True)
    words = models.BigIntegerField()
    prefilled = models.BooleanField()
    kind = models.TextField(null=True)
    criterion = models.TextField(null=True)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "identifier"), name="question_once"),)


class Criterion(RoundRow):
    """One thing that is judged, on a scale fixed beforehand."""

    identifier = models.TextField()
    low = FractionField()
    high = FractionField()
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    direction = models.TextField()
    statements = models.JSONField(default=list)
    needs = models.JSONField(default=list)

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (models.UniqueConstraint(fields=("round", "identifier"), name="criterion_once"),)


class Points(RoundRow):
    """What one seat gives one criterion."""

    seat = models.TextField()
    partner = partner_column()
    criterion = models.TextField()
    points = FractionField()

    class Meta(RoundRow.Meta):
        """What must hold is held by the database."""

        constraints = (
            models.UniqueConstraint(fields=("round", "seat", "criterion"), name="points_once"),
            one_of_three("points_partner"),
        )


class Contributor(models.Model):
    """Who made which contribution: for that person alone, so that they can follow what became of it.

    ``person`` is ``None`` once the person has had their data erased; what they said stays.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    identifier = models.CharField(max_length=40)

    class Meta:
        """Each contribution once."""

        ordering = ("round_id", "pk")
        constraints = (models.UniqueConstraint(fields=("round", "identifier"), name="contributor_once"),)

    def __str__(self) -> str:
        return self.identifier


class SeedPart(models.Model):
    """One partner's part of the seed for drawing lots (decide.md 3.5): first its hash, then its words.

    ``sha256``: of the words, 64 hexadecimal digits. ``words``: ``None`` until the partner opens them.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    partner = partner_column()
    sha256 = models.CharField(max_length=64)
    words = models.TextField(null=True)

    class Meta:
        """One of each partner."""

        ordering = ("round_id", "partner")
        constraints = (
            models.UniqueConstraint(fields=("round", "partner"), name="seed_part_once"),
            one_of_three("seed_part_partner"),
        )

    def __str__(self) -> str:
        return str(self.partner)
