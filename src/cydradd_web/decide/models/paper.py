"""Rows of paper ballots: booklets, what people read in them, and the check of what was typed in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Booklet(models.Model):
    """One printed booklet. Its serial number joins the part that comes back to a code of the roll; nobody's name does.

    ``paper_hash``: of the code on the part that comes back, which is no right to vote. ``projects``: as printed, in
    the published order ``order``. ``compared``: on how many places two readings were compared, ``differed``: on how
    many they were not the same. ``outcome``: ``cast``, ``void`` (cannot be counted), or empty until then.
    ``scan``: SHA-256 of a scan. ``drawn``: to be typed in once more; ``again``: how many places were read differently
    then; ``checked_at``: when that was done, and settled where it had to be.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    batch = models.ForeignKey("decide.Batch", on_delete=models.CASCADE, related_name="booklets")
    code = models.OneToOneField("decide.Code", on_delete=models.CASCADE, related_name="booklet")
    paper_hash = models.CharField(max_length=64)
    order = models.PositiveSmallIntegerField()
    projects = models.JSONField()
    compared = models.PositiveIntegerField(null=True)
    differed = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=4, default="", blank=True)
    settled_by = models.TextField(default="", blank=True)
    scan = models.CharField(max_length=64, default="", blank=True)
    drawn = models.BooleanField(default=False)
    again = models.PositiveIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered through a round; cast only after two readings, and checked only once it was cast and read again."""

        ordering = ("round_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="booklet_once"),
            models.CheckConstraint(condition=Q(outcome__in=("", "cast", "void")), name="booklet_outcome"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(compared__isnull=False, differed__isnull=False),
                name="booklet_cast_after_two_readings",
            ),
            models.CheckConstraint(
                condition=Q(compared__isnull=True, differed__isnull=True) | Q(compared__gte=F("differed")),
                name="booklet_differed",
            ),
            models.CheckConstraint(condition=Q(drawn=False) | Q(outcome="cast"), name="booklet_drawn_was_cast"),
            models.CheckConstraint(
                condition=Q(again__isnull=True, checked_at__isnull=True) | Q(again__isnull=False, drawn=True),
                name="booklet_read_again_was_drawn",
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.number}"


class BookletReading(models.Model):
    """What one person read in a booklet: the projects with a cross, or that it cannot be counted (``void``).

    ``hand``: 1 and 2 before it is cast, 3 when it is read once more. What was read is forgotten when it is settled.
    """

    booklet = models.ForeignKey(Booklet, on_delete=models.CASCADE, related_name="readings")
    hand = models.PositiveSmallIntegerField()
    seat = models.TextField()
    crosses = models.JSONField(null=True)
    void = models.BooleanField(null=True)
    at = models.DateTimeField()
    key = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        """Each by another person."""

        ordering = ("hand",)
        constraints = (
            models.UniqueConstraint(fields=("booklet", "hand"), name="booklet_reading_once"),
            models.UniqueConstraint(fields=("booklet", "seat"), name="booklet_reading_by_different_people"),
            models.CheckConstraint(condition=Q(hand__in=(1, 2, 3)), name="booklet_reading_hand"),
        )

    def __str__(self) -> str:
        return f"{self.booklet_id}/{self.hand}"


class PaperCheck(models.Model):
    """The end of the typing in of a round's paper ballots, and the booklets drawn to be typed in once more.

    ``size`` and ``root``: the head of the record that they were drawn with. ``ballots``: how many were cast on paper
    then; ``sample``: how many of them were drawn; ``left_out``: booklets that nobody finished typing in.
    ``differed``: how many of the drawn were read differently; ``whole``: so many that every one must be typed in
    again. ``checked_at``: when all of it was done.
    """

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="+")
    drawn_at = models.DateTimeField()
    size = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    ballots = models.PositiveIntegerField()
    sample = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    differed = models.PositiveIntegerField(null=True)
    whole = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        """Once a round."""

        constraints = (
            models.CheckConstraint(condition=Q(sample__lte=F("ballots")), name="paper_check_of_those_cast"),
            models.CheckConstraint(
                condition=Q(whole=False) | Q(differed__isnull=False), name="paper_check_whole_after_the_sample"
            ),
        )

    def __str__(self) -> str:
        return str(self.round_id)
