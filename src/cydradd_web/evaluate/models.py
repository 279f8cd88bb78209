"""Rows of the evaluate stage: what was measured of each outcome."""

from __future__ import annotations

from django.db import models

from cydradd_web.components.rows import RoundRow


class OutcomeResult(RoundRow):
    """One measurement of one outcome."""

    outcome = models.TextField()
    agreement = models.TextField(null=True)
    group = models.TextField()
    n = models.BigIntegerField(null=True)
    mean = models.FloatField(null=True)
    sd = models.FloatField(null=True)
    n_before = models.BigIntegerField(null=True)
    mean_before = models.FloatField(null=True)
    sd_before = models.FloatField(null=True)
    r = models.FloatField(null=True)
    events = models.BigIntegerField(null=True)
    of = models.BigIntegerField(null=True)
    note_cy = models.TextField(null=True)
    note_en = models.TextField(null=True)
