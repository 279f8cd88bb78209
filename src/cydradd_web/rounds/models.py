"""Rounds, their seats and acts, the files they came with, and what was made of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cydradd.cycle.stages import Stage
from cydradd_web.components.rows import RoundRow, one_of_three, partner_column


class Round(models.Model):
    """One round, as it was when its folder was last read.

    ``reference`` is the round's own id, ``slug`` the same in letters that an address can hold. Money is in minor
    units of ``currency``, ``None`` when not known. ``stages`` holds the state of each stage by its name.
    ``output`` is the folder, inside the site's data, of the files to download. ``live``: carried by people on this
    site, and then ``settings`` holds what ``round.toml`` would, and ``folder`` is ``None``. ``plan``: the last day of
    each window (``listen``, ``call``, ``ballot``), local, as it was announced.
    ``found``: what gates read of the last count and of the open data.
    """

    slug = models.SlugField(max_length=100, unique=True)
    reference = models.CharField(max_length=200)
    folder = models.CharField(max_length=255, unique=True, null=True)
    folder_hash = models.CharField(max_length=64, default="")
    live = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    title_cy = models.TextField(null=True)
    title_en = models.TextField(null=True)
    place_code = models.CharField(max_length=200, null=True)
    place_cy = models.TextField(null=True)
    place_en = models.TextField(null=True)
    currency = models.CharField(max_length=20)
    money = models.BigIntegerField(null=True)
    as_of = models.DateTimeField()
    stages = models.JSONField(default=dict)
    stage_reached = models.CharField(max_length=10, null=True, choices=[(str(stage), str(stage)) for stage in Stage])
    objections = models.PositiveIntegerField(default=0)
    overrides = models.PositiveIntegerField(default=0)
    ok = models.BooleanField(default=True)
    output = models.CharField(max_length=255, default="")
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
            models.CheckConstraint(
                condition=Q(live=True, folder__isnull=True) | Q(live=False, folder__isnull=False),
                name="round_is_live_or_of_a_folder",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class Seat(RoundRow):
    """One person's place in one round, for one partner; ``seat`` is a pseudonym."""

    seat = models.TextField()
    partner = partner_column()
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    paid = models.BooleanField(null=True)
    interests = models.JSONField(default=list)
    relation = models.TextField(null=True)

    class Meta(RoundRow.Meta):
        """Each seat once a round."""

        constraints = (
            models.UniqueConstraint(fields=("round", "seat"), name="seat_once"),
            one_of_three("seat_partner"),
        )


class Act(RoundRow):
    """One line of the acts of a round (cycle/events.jsonl): who did what, by partner and seat, never by name.

    ``line`` is the whole line as it was read.
    """

    kind = models.TextField()
    at = models.DateTimeField()
    object = models.TextField(null=True)
    gate = models.TextField(null=True)
    partner = partner_column(null=True)
    seat = models.TextField(null=True)
    code = models.TextField(null=True)
    line = models.JSONField(default=dict)

    class Meta(RoundRow.Meta):
        """Each line once."""

        constraints = (
            models.UniqueConstraint(fields=("round", "position"), name="act_once"),
            one_of_three("act_partner"),
        )


class RoundFile(models.Model):
    """One file of a round folder. ``header``: the headings of a table, in their order.

    ``content`` holds the bytes as they came where they are not what we would write from the rows, ``None`` where
    they are. ``unread``: lines of a table that no row came of, each with its text.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    path = models.TextField()
    header = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    content = models.BinaryField(null=True)

    class Meta:
        """Each path once a round."""

        ordering = ("round_id", "path")
        constraints = (models.UniqueConstraint(fields=("round", "path"), name="file_once"),)

    def __str__(self) -> str:
        return self.path


class Opened(models.Model):
    """A gate that was passed, once: how many facts it lacked (none), and whether a public body overrode consent.

    The database itself refuses a gate that lacks a fact: its service writes the number it found.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    gate = models.CharField(max_length=20)
    missing = models.PositiveSmallIntegerField()
    overridden = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        """Each gate once a round."""

        constraints = (
            models.UniqueConstraint(fields=("round", "gate"), name="opened_once"),
            models.CheckConstraint(condition=Q(missing=0), name="opened_lacks_nothing"),
        )

    def __str__(self) -> str:
        return self.gate


class Work(models.Model):
    """Work done behind the page for a round: how far it is, and what went wrong if it failed.

    ``kind``: ``renew`` (the round's pages) and others by name. ``of``: ``None`` while it is not known how much.
    ``seen_at``: when it last made progress; long ago, and whatever did it has ended in the middle.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    state = models.CharField(
        max_length=10, choices=[(each, each) for each in ("waiting", "running", "done", "failed")], default="waiting"
    )
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(null=True)
    sentence_cy = models.TextField(null=True)
    sentence_en = models.TextField(null=True)
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; one of each kind waits at a time."""

        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("round", "kind"), condition=Q(state="waiting"), name="work_waits_once"),
        )

    def __str__(self) -> str:
        return self.kind


class Document(models.Model):
    """One part of what a round gives, as its command prints it (results.json): ``listen``, ``gates`` ..."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=20)
    content = models.JSONField(null=True)

    class Meta:
        """Each part once a round."""

        constraints = (models.UniqueConstraint(fields=("round", "part"), name="document_once"),)

    def __str__(self) -> str:
        return self.part


class Piece(models.Model):
    """One piece of the pages of a round in one language, made from its rows: a section of the report, a gate ...

    ``position`` is its place among the pieces. It can always be made again; nothing is kept here alone.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=[("cy", "cy"), ("en", "en")])
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    html = models.TextField()

    class Meta:
        """In the order of the page; each piece once a round and language."""

        ordering = ("round_id", "language", "position")
        constraints = (models.UniqueConstraint(fields=("round", "language", "name"), name="piece_once"),)

    def __str__(self) -> str:
        return self.name


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


class Tally(models.Model):
    """What one round came to, in figures that can be added up over rounds. ``None``: not known, never 0.

    Money is in minor units of the round's currency. ``people``: everybody who voted on a statement;
    ``people_unknown``: those of them whose partner is not known. ``findings``: studies of an outcome,
    ``unclear`` those of them that show no clear difference. ``reach``: who got the money, each
    ``[key, grants, money]`` with the key ``unknown`` last.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="+")
    agreed = models.BigIntegerField(null=True)
    paid = models.BigIntegerField(null=True)
    people = models.PositiveIntegerField(null=True)
    people_unknown = models.PositiveIntegerField(null=True)
    outcomes = models.PositiveIntegerField(null=True)
    measured = models.PositiveIntegerField(null=True)
    findings = models.PositiveIntegerField(null=True)
    unclear = models.PositiveIntegerField(null=True)
    recipients = models.PositiveIntegerField(null=True)
    reach = models.JSONField(default=list)

    class Meta:
        """No more can be measured, unclear or unknown than there is."""

        constraints = (
            models.CheckConstraint(
                condition=Q(measured__isnull=True) | Q(measured__lte=models.F("outcomes")),
                name="tally_measured_among_outcomes",
            ),
            models.CheckConstraint(
                condition=Q(unclear__isnull=True) | Q(unclear__lte=models.F("findings")),
                name="tally_unclear_among_findings",
            ),
            models.CheckConstraint(
                condition=Q(people_unknown__isnull=True) | Q(people_unknown__lte=models.F("people")),
                name="tally_unknown_among_people",
            ),
        )

    def __str__(self) -> str:
        return str(self.round_id)


class KeptMap(models.Model):
    """What is kept of a round's opinion map to work out where one person stands (`cydradd.listen.places`).

    It names nobody. ``digest``: of ``content``. It can always be made again; nothing is kept here alone.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateTimeField()
    digest = models.CharField(max_length=64)
    content = models.JSONField()

    def __str__(self) -> str:
        return str(self.round_id)
