"""Applications while they are written. Private: never exported, never counted."""

from __future__ import annotations

from django.db import models

from cydradd_web.components.fields import FractionField


class Draft(models.Model):
    """One organisation’s form for one lot of one round. ``code`` names it in addresses; ``lot`` "": there are none."""

    code = models.CharField(max_length=16, unique=True)
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey("apply.Body", on_delete=models.CASCADE, related_name="+")
    lot = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One form an organisation and lot, so that two colleagues write in the same one."""

        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("round", "body", "lot"), name="draft_once"),)

    def __str__(self) -> str:
        return self.code


class Answer(models.Model):
    """One version of what is written under one question. Rows are added, never changed: nothing is lost.

    ``question``: an id of the round's questions, or ``title_cy``, ``title_en``, ``cost`` or ``minutes``. Two windows
    that write version 3 at once cannot both: the database keeps one, and the other is shown both texts.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="answers")
    question = models.TextField()
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """Oldest first, so that the last of a question holds."""

        ordering = ("version",)
        constraints = (models.UniqueConstraint(fields=("draft", "question", "version"), name="answer_version_once"),)

    def __str__(self) -> str:
        return f"{self.draft_id}:{self.question}:{self.version}"


class Partnership(models.Model):
    """One organisation's share of one draft, and the version to which it has consented."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="partners")
    body = models.ForeignKey("apply.Body", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    share = FractionField()
    consented_to = models.CharField(max_length=64, blank=True)
    consented_at = models.DateTimeField(null=True)
    consented_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """In the order in which they joined."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("draft", "body"), name="partnership_once"),)

    def __str__(self) -> str:
        return f"{self.draft_id}:{self.body_id}"
