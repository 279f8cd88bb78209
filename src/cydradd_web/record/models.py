"""Entries of the record of each round."""

from __future__ import annotations

from django.db import models

from cydradd_web.components.rows import one_of_three, partner_column


class Entry(models.Model):
    """One act in the record of one round: the bytes that are hashed, and what its sealed parts open to.

    ``position`` is its index from 0, ``leaf`` the hash of its bytes, ``gate`` the gate it speaks of,
    ``entry`` its canonical JSON as text. ``openings``: each sealed part that was published, by its name.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    leaf = models.CharField(max_length=64)
    type = models.CharField(max_length=80)
    at = models.DateTimeField()
    partner = partner_column(null=True)
    gate = models.TextField(null=True)
    entry = models.TextField()
    openings = models.JSONField(default=dict)

    class Meta:
        """In the order of the record; each index once a round."""

        ordering = ("round_id", "position")
        constraints = (
            models.UniqueConstraint(fields=("round", "position"), name="entry_once"),
            one_of_three("entry_partner"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.position}"
