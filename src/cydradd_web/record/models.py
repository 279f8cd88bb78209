"""Entries of the record of each round."""

from __future__ import annotations

from django.db import models

from cydradd_web.components.rows import one_of_three, partner_column


class Entry(models.Model):
    """One act in the record of one round: the bytes that are hashed, and what its sealed parts open to.

    ``position`` is its index from 0, ``leaf`` the hash of its bytes, ``gate`` the gate it speaks of,
    ``entry`` its canonical JSON as text. ``openings``: each sealed part that was published, by its name.
    ``name``: the id that its body gives it. ``key``: names the act that was asked for, so that asked twice it is one.
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
    name = models.TextField(null=True)
    key = models.CharField(max_length=64, null=True)

    class Meta:
        """In the order of the record; each index and each act once a round."""

        ordering = ("round_id", "position")
        indexes = (
            models.Index(fields=("round", "type", "position"), name="entry_by_type"),
            models.Index(fields=("round", "name"), name="entry_by_name", condition=models.Q(name__isnull=False)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("round", "key"), name="entry_one_act", condition=models.Q(key__isnull=False)
            ),
            models.UniqueConstraint(fields=("round", "position"), name="entry_once"),
            one_of_three("entry_partner"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.position}"


class Sealed(models.Model):
    """One sealed part of an entry and what opens it. Erasing it leaves the leaf and takes the words.

    ``secret`` is the 32 random bytes of the seal. ``published``: anyone may read it, and it is in the entry's openings.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=64)
    secret = models.BinaryField()
    part = models.JSONField()
    published = models.BooleanField()

    class Meta:
        """Each part once an entry."""

        constraints = (models.UniqueConstraint(fields=("entry", "name"), name="sealed_once"),)

    def __str__(self) -> str:
        return self.name
