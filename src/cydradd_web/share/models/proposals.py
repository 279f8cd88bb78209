"""One proposal in rows: what the library reads of its file (`cydradd.share.proposals`), typed.

Text in two languages is a pair of columns; both sides may be missing. Numbers are those of the file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Q

from cydradd.share.proposal_parts import Kind, Result, Stance, State, Treatment


def word_column(words: type[StrEnum], **options: Any) -> models.CharField[Any, Any]:
    """A column for one word of a closed list."""
    return models.CharField(max_length=20, choices=[(word.value, word.value) for word in words], **options)


def is_word(name: str, column: str, words: type[StrEnum]) -> models.CheckConstraint:
    """The database's own refusal of any other word."""
    listed = Q(**{f"{column}__in": [word.value for word in words]})
    return models.CheckConstraint(condition=Q(**{f"{column}__isnull": True}) | listed, name=name)


class Proposal(models.Model):
    """A shared draft, as it was when its file was last read.

    ``content`` holds the bytes of the file as they came. The rules of its network: words in each part of a letter,
    days to answer, and the letters that start a duty (both ``None``: none do). ``extension`` is days; ``None``: none
    was given.
    """

    slug = models.SlugField(max_length=100, unique=True)
    reference = models.TextField()
    file = models.CharField(max_length=255, unique=True)
    file_hash = models.CharField(max_length=64)
    content = models.BinaryField()
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    state = word_column(State)
    letter_words = models.PositiveIntegerField()
    days = models.PositiveIntegerField()
    threshold_organisations = models.PositiveBigIntegerField(null=True)
    threshold_people = models.PositiveBigIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    addressee_cy = models.TextField(null=True)
    addressee_en = models.TextField(null=True)
    extension_at = models.DateTimeField(null=True)
    extension = models.PositiveIntegerField(null=True)
    extension_reason_cy = models.TextField(null=True)
    extension_reason_en = models.TextField(null=True)
    result = word_column(Result, null=True)
    result_at = models.DateTimeField(null=True)
    result_reason_cy = models.TextField(null=True)
    result_reason_en = models.TextField(null=True)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=100)

    class Meta:
        """By address; what must hold is held by the database."""

        ordering = ("slug",)
        constraints = (
            is_word("proposal_state", "state", State),
            is_word("proposal_result", "result", Result),
            models.CheckConstraint(
                condition=Q(threshold_organisations__isnull=True, threshold_people__isnull=True)
                | Q(threshold_organisations__isnull=False, threshold_people__isnull=False),
                name="proposal_threshold_whole",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False)
                | Q(sent_at__isnull=True, extension_at__isnull=True, result_at__isnull=True),
                name="proposal_sent_before_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(extension_at__isnull=True, extension__isnull=True)
                | Q(extension_at__isnull=False, extension__gte=1),
                name="proposal_extension_whole",
            ),
            models.CheckConstraint(
                condition=Q(result_at__isnull=True, result__isnull=True)
                | Q(result_at__isnull=False, result__isnull=False),
                name="proposal_result_whole",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class Part(models.Model):
    """One row of one proposal; ``position`` is its place among its kind."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        """In the order of the proposal."""

        abstract = True
        ordering = ("proposal_id", "position")

    def __str__(self) -> str:
        return f"{self.proposal_id}:{self.position}"


class Version(Part):
    """The whole text as it stood from one instant on."""

    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta(Part.Meta):
        """Each number once a proposal."""

        constraints = (
            models.UniqueConstraint(fields=("proposal", "number"), name="version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_from_one"),
        )


class Point(Part):
    """One numbered passage of one version; ``because_of``: ids of the responses that caused it."""

    version = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    text_cy = models.TextField(null=True)
    text_en = models.TextField(null=True)
    because_of = models.JSONField(default=list)

    class Meta(Part.Meta):
        """Each number once a version, and never without a text."""

        constraints = (
            models.UniqueConstraint(fields=("proposal", "version", "number"), name="point_once"),
            models.CheckConstraint(
                condition=Q(text_cy__isnull=False) | Q(text_en__isnull=False), name="point_has_a_text"
            ),
        )


class Removal(Part):
    """A point that one version leaves out, and why."""

    version = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    reason_cy = models.TextField(null=True)
    reason_en = models.TextField(null=True)
    because_of = models.JSONField(default=list)


class Response(Part):
    """What one person or body said to one point of one version; ``name`` as they chose to be named."""

    identifier = models.TextField()
    version = models.PositiveIntegerField()
    point = models.PositiveIntegerField()
    kind = word_column(Kind)
    text_cy = models.TextField(null=True)
    text_en = models.TextField(null=True)
    at = models.DateTimeField()
    name = models.TextField(null=True)

    class Meta(Part.Meta):
        """Each id once a proposal."""

        constraints = (
            models.UniqueConstraint(fields=("proposal", "identifier"), name="response_once"),
            is_word("response_kind", "kind", Kind),
        )


class Answer(models.Model):
    """What those who draft say to one response."""

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="answer")
    treatment = word_column(Treatment)
    reason_cy = models.TextField(null=True)
    reason_en = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta:
        """Never without a reason."""

        constraints = (
            is_word("answer_treatment", "treatment", Treatment),
            models.CheckConstraint(
                condition=Q(reason_cy__isnull=False) | Q(reason_en__isnull=False), name="answer_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return str(self.treatment)


class Reply(Part):
    """The addressee's answer to one point."""

    point = models.PositiveIntegerField()
    stance = word_column(Stance)
    reason_cy = models.TextField(null=True)
    reason_en = models.TextField(null=True)
    who_can_cy = models.TextField(null=True)
    who_can_en = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta(Part.Meta):
        """One answer a point; who cannot answer says who can."""

        constraints = (
            models.UniqueConstraint(fields=("proposal", "point"), name="reply_once"),
            is_word("reply_stance", "stance", Stance),
            models.CheckConstraint(
                condition=~Q(stance=Stance.CANNOT_ANSWER.value)
                | Q(who_can_cy__isnull=False)
                | Q(who_can_en__isnull=False),
                name="reply_says_who_can",
            ),
        )


class Defect(Part):
    """One thing that was wrong in the file of a proposal that could be read."""

    place = models.TextField()
    sentence_cy = models.TextField(null=True)
    sentence_en = models.TextField(null=True)


class Fault(models.Model):
    """One file that could not be read, and the sentence that says why."""

    file = models.CharField(max_length=255, unique=True)
    file_hash = models.CharField(max_length=64)
    sentence_cy = models.TextField(null=True)
    sentence_en = models.TextField(null=True)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=100)

    class Meta:
        """By name of file."""

        ordering = ("file",)

    def __str__(self) -> str:
        return self.file
