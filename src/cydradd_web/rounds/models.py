"""What is kept of each round folder. The folder stays the source; a row can always be made again from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cydradd.cycle.stages import Stage


class Round(models.Model):
    """One round, as it was when its folder was last read.

    ``reference`` is the round's own id, ``slug`` the same in letters that an address can hold. Money is in minor
    units of ``currency``, ``None`` when not known. ``stages`` holds the state of each stage by its name.
    ``output`` is the folder, inside the site's data, of the files to download.
    """

    slug = models.SlugField(max_length=100, unique=True)
    reference = models.CharField(max_length=200)
    folder = models.CharField(max_length=255, unique=True)
    folder_hash = models.CharField(max_length=64)
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    place_code = models.CharField(max_length=200, null=True)
    place_cy = models.TextField(null=True)
    place_en = models.TextField(null=True)
    currency = models.CharField(max_length=20)
    money = models.BigIntegerField(null=True)
    as_of = models.DateTimeField()
    stages = models.JSONField()
    stage_reached = models.CharField(max_length=10, null=True, choices=[(str(stage), str(stage)) for stage in Stage])
    objections = models.PositiveIntegerField()
    overrides = models.PositiveIntegerField()
    ok = models.BooleanField()
    body_cy = models.TextField()
    body_en = models.TextField()
    output = models.CharField(max_length=255)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=100)

    class Meta:
        """Newest first; what must hold is held by the database."""

        ordering = ("-as_of", "slug")
        constraints = (
            models.CheckConstraint(condition=Q(money__isnull=True) | Q(money__gte=0), name="round_money_not_negative"),
            models.CheckConstraint(
                condition=Q(stage_reached__isnull=True) | Q(stage_reached__in=[str(stage) for stage in Stage]),
                name="round_stage_is_one_of_eight",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class Fault(models.Model):
    """One folder that could not be read, and the sentence that says why."""

    folder = models.CharField(max_length=255, unique=True)
    folder_hash = models.CharField(max_length=64)
    sentence_cy = models.TextField(null=True)
    sentence_en = models.TextField(null=True)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=100)

    class Meta:
        """By name of folder."""

        ordering = ("folder",)

    def __str__(self) -> str:
        return self.folder
