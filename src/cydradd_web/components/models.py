"""What the whole site shares in its database."""

from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """What the site shows now: a new mark with everything that is read in or forgotten. There is one row."""

    mark = models.CharField(max_length=32)

    class Meta:
        """The one row has the number 1."""

        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="edition_is_one"),)

    def __str__(self) -> str:
        return self.mark
