"""Messages on their way to people. A message is a row before it is an e-mail, so that none is lost and none doubled."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cydradd_web.mail.words import LISTS

STATES = ("waiting", "sending", "sent", "failed", "stopped")
"""``stopped``: whoever it was for had asked for no more of its kind before it left."""


class Message(models.Model):
    """One message to one person, or to an address without an account.

    ``key`` names what happened: with it, each is told once. ``language``: ``None`` when we do not know it, and then
    both languages are sent. ``list``: of what it is one, when it can be stopped; empty: it cannot. ``error``: the
    kind of failure, never its text, which may hold an address.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+", null=True)
    address = models.EmailField(max_length=254, blank=True)
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+", null=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    list = models.CharField(max_length=10, blank=True, choices=[(each, each) for each in LISTS])
    language = models.CharField(max_length=2, null=True, choices=[("cy", "Cymraeg"), ("en", "English")])
    subject_cy = models.TextField(blank=True)
    body_cy = models.TextField(blank=True)
    subject_en = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting", choices=[(each, each) for each in STATES])
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        """Newest first; one event is one message to each."""

        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "key", "person"), condition=Q(person__isnull=False), name="message_once_a_person"
            ),
            models.UniqueConstraint(
                fields=("kind", "key", "address"), condition=~Q(address=""), name="message_once_an_address"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | Q(person__isnull=True) & ~Q(address=""),
                name="message_to_one",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="message_sent_has_its_instant",
            ),
        )
        indexes = (models.Index(fields=("next_at",), condition=Q(state="waiting"), name="message_waiting"),)

    def __str__(self) -> str:
        return str(self.pk)


class Stop(models.Model):
    """Somebody wants no more messages of one list. The weekly digest of a person is in their account instead."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+", null=True)
    address = models.EmailField(max_length=254, blank=True)
    list = models.CharField(max_length=10, choices=[(each, each) for each in LISTS])
    at = models.DateTimeField()

    class Meta:
        """Each list once a person or address."""

        constraints = (
            models.UniqueConstraint(
                fields=("person", "list"), condition=Q(person__isnull=False), name="stop_once_a_person"
            ),
            models.UniqueConstraint(fields=("address", "list"), condition=~Q(address=""), name="stop_once_an_address"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | Q(person__isnull=True) & ~Q(address=""),
                name="stop_of_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.list}:{self.pk}"


class Told(models.Model):
    """Up to which act of a round people have been told."""

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="+", primary_key=True)
    position = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.round_id)
