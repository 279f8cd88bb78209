"""Rows of the listen stage: statements, who took part, every vote that counts, and what is kept apart from them."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q

from cydradd_web.components.rows import RoundRow, one_of_three, partner_column

STATES = ("draft", "waiting", "shown", "returned", "held", "withdrawn")
ORIGINS = ("original", "human", "machine", "missing")
APPEALS = ("asked", "allowed", "upheld")
WAYS = ("in_person", "post", "open")


class Statement(RoundRow):
    """One sentence somebody made.

    ``moderated`` is Polis's word for ``state``: 1 or 0 shown, -1 out. ``origin_cy`` and ``origin_en``: where each side
    comes from; ``None``: a file did not say. ``rule``: the rule of the policy by which it was returned or held.
    ``decided_partner`` and ``decided_seat``: who decided last. ``appeal``: what became of the author's one appeal.
    """

    identifier = models.TextField()
    text_cy = models.TextField(null=True)
    text_en = models.TextField(null=True)
    moderated = models.SmallIntegerField()
    meta = models.BooleanField()
    seed = models.BooleanField(null=True)
    author = models.TextField(null=True)
    state = models.CharField(max_length=10, default="shown", choices=[(each, each) for each in STATES])
    origin_cy = models.CharField(max_length=8, null=True, choices=[(each, each) for each in ORIGINS])
    origin_en = models.CharField(max_length=8, null=True, choices=[(each, each) for each in ORIGINS])
    rule = models.TextField(null=True)
    made_at = models.DateTimeField(null=True)
    decided_partner = partner_column(null=True)
    decided_seat = models.TextField(null=True)
    appeal = models.CharField(max_length=8, null=True, choices=[(each, each) for each in APPEALS])
    appeal_text = models.TextField(default="", blank=True)

    class Meta(RoundRow.Meta):
        """Each statement once a round; its state and what an export says of it are one."""

        indexes = (models.Index(fields=("round", "state"), name="statement_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("round", "identifier"), name="statement_once"),
            models.CheckConstraint(condition=Q(moderated__in=(-1, 0, 1)), name="statement_moderated"),
            models.CheckConstraint(
                condition=Q(state="shown", moderated__gte=0)
                | Q(state__in=("draft", "waiting"), moderated=0)
                | Q(state__in=("returned", "held", "withdrawn"), moderated=-1),
                name="statement_state_is_what_is_exported",
            ),
            one_of_three("statement_decided_partner", "decided_partner"),
        )

    @property
    def mark(self) -> str:
        """A mark of what it says and of what was decided on it: whoever read it before sees that either changed."""
        now = (self.state, self.rule, self.appeal, self.decided_seat, self.text_cy, self.text_en)
        return hashlib.sha256(repr(now).encode()).hexdigest()[:16]


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
    """The vote of one person on one statement: 1 agree, 0 pass, -1 disagree.

    ``position`` of a vote that was cast here is the number of its entry in the record.
    """

    voter = models.TextField()
    statement = models.TextField()
    vote = models.SmallIntegerField()

    class Meta(RoundRow.Meta):
        """One vote a person and statement."""

        indexes = (models.Index(fields=("round", "statement", "vote"), name="vote_by_statement"),)
        constraints = (
            models.UniqueConstraint(fields=("round", "voter", "statement"), name="vote_once"),
            models.CheckConstraint(condition=Q(vote__in=(-1, 0, 1)), name="vote_is_one_of_three"),
        )


class Concern(models.Model):
    """Somebody wrote that a person may be at risk. For the safeguarding officer of the round alone.

    Never in an export, a map, a search or the record. ``statement``: the one it is about, which is hidden;
    ``before``: the state it had. ``contact``: how whoever wrote can be reached, if they said so.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    statement = models.TextField(null=True)
    before = models.CharField(max_length=10, default="", blank=True)
    text = models.TextField(default="", blank=True)
    contact = models.TextField(default="", blank=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=10, default="", blank=True, choices=[("released", "released"), ("kept", "kept"), ("none", "none")]
    )

    class Meta:
        """Oldest first."""

        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return str(self.pk)


class Report(models.Model):
    """What was heard: the needs and the assets, as the officer sums them up in both languages."""

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="+")
    needs_cy = models.TextField(default="", blank=True)
    needs_en = models.TextField(default="", blank=True)
    assets_cy = models.TextField(default="", blank=True)
    assets_en = models.TextField(default="", blank=True)
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        """Published in both languages or not at all."""

        constraints = (
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | (~Q(needs_cy="") & ~Q(needs_en="") & ~Q(assets_cy="") & ~Q(assets_en="")),
                name="report_in_both_languages",
            ),
        )

    def __str__(self) -> str:
        return str(self.round_id)


class _Numbered(models.Model):
    """Something of a round that has a number in it."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        return str(self.number)


class PaperBatch(_Numbered):
    """Paper sheets that were made together. ``way``: how they reach people, which is how strongly those are known.

    ``key`` names the act that made them: their codes were shown once.
    """

    way = models.CharField(max_length=10, choices=[(each, each) for each in WAYS])
    sheets = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    seat = models.TextField()
    key = models.CharField(max_length=64, null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        """The first that was made first."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="paper_batch_once"),
            models.UniqueConstraint(fields=("round", "key"), name="paper_batch_shown_once"),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="paper_batch_way"),
        )


class PaperSheet(_Numbered):
    """One sheet: its statements in the order printed, and what became of it.

    ``compared``: on how many places two readings were compared; ``differed``: on how many they were not the same.
    ``votes``: how many answers were counted, ``None`` until then; ``entry``: the number of their entry in the record,
    ``None`` where nothing was marked. Who held the sheet is not known, and what was marked is not kept here.
    ``erased_at``: when whoever holds its receipt had its answers erased; nothing is counted of it from then on.
    """

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="of")
    code_hash = models.CharField(max_length=64)
    statements = models.JSONField()
    compared = models.PositiveIntegerField(null=True)
    differed = models.PositiveIntegerField(null=True)
    votes = models.PositiveIntegerField(null=True)
    entry = models.PositiveIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered through a round; counted only after two readings, and then once."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="paper_sheet_once"),
            models.UniqueConstraint(fields=("round", "entry"), name="paper_sheet_counted_once"),
            models.CheckConstraint(
                condition=Q(votes__isnull=True, entry__isnull=True, settled_at__isnull=True)
                | Q(votes=0, entry__isnull=True, settled_at__isnull=False, compared__isnull=False)
                | Q(votes__gt=0, entry__isnull=False, settled_at__isnull=False, compared__isnull=False),
                name="paper_sheet_counted_after_two_readings",
            ),
            models.CheckConstraint(
                condition=Q(compared__isnull=True, differed__isnull=True) | Q(compared__gte=models.F("differed")),
                name="paper_sheet_differed",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(settled_at__isnull=True)
                | Q(erased_at__gte=models.F("settled_at")),
                name="paper_sheet_erased_is_not_counted_again",
            ),
        )


class PaperKeying(models.Model):
    """What one person read on a sheet. ``marks`` by statement: 1, 0, -1, or ``None`` for no mark or an unclear one.

    Marks and partner are forgotten when the sheet is counted.
    """

    sheet = models.ForeignKey(PaperSheet, on_delete=models.CASCADE, related_name="keyings")
    hand = models.PositiveSmallIntegerField()
    seat = models.TextField()
    partner = partner_column(null=True)
    marks = models.JSONField(null=True)
    at = models.DateTimeField()
    key = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        """Two readings, by two people."""

        ordering = ("hand",)
        constraints = (
            models.UniqueConstraint(fields=("sheet", "hand"), name="paper_keying_once"),
            models.UniqueConstraint(fields=("sheet", "seat"), name="paper_keying_by_two_people"),
            models.CheckConstraint(condition=Q(hand__in=(1, 2)), name="paper_keying_hand"),
            one_of_three("paper_keying_partner"),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.hand}"
