"""People, their places in rounds, and invitations. Names stay here: everything else knows pseudonyms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from cydradd_web.components.rows import one_of_three, partner_column

LEVELS = ("open", "email", "phone", "list", "post", "in_person")
"""How strongly somebody is known, weakest first (trust.md 3.1)."""


class People(BaseUserManager["Person"]):
    """Making and finding people by their address."""

    def create_user(self, email: str, password: str | None = None, **columns: Any) -> Person:
        """A person with this address, who may sign in."""
        person = self.model(email=email.strip(), **columns)
        person.set_password(password) if password else person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of an address, in whichever case it is written."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """One person. ``language``: ``None`` while we have not been told, and then messages are in both.

    ``level`` is how strongly the person is known. ``convener``: may open rounds. ``operator``: runs the site.
    ``digest``: wants the weekly e-mail.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, null=True, choices=[("cy", "Cymraeg"), ("en", "English")])
    level = models.CharField(max_length=10, default="email", choices=[(each, each) for each in LEVELS])
    digest = models.BooleanField(default=True)
    convener = models.BooleanField(default=False)
    operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    class Meta:
        """One account an address, whichever case it is written in."""

        constraints = (
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="person_level_is_known"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Place(models.Model):
    """One person's place in one round: for which partner, in which seat, and with which duties.

    ``seat`` is the pseudonym under which the round knows it; this table alone joins the two. ``duties``: words of
    `DUTIES`. A person acts for one partner in a round.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    partner = partner_column()
    seat = models.TextField()
    duties = models.JSONField(default=list)
    declared_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One partner a person and round; one person a seat."""

        constraints = (
            models.UniqueConstraint(fields=("person", "round"), name="place_one_partner_a_round"),
            models.UniqueConstraint(fields=("round", "seat"), name="place_one_person_a_seat"),
            one_of_three("place_partner"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.seat}"


class Invitation(models.Model):
    """An invitation to a place in a round, sent to an address. ``token_hash``: SHA-256 of what the link holds."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(max_length=254)
    partner = partner_column()
    duties = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; nobody is invited twice at once."""

        ordering = ("-invited_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                "round",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_once",
            ),
            one_of_three("invitation_partner"),
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("invited_at")), name="invitation_expires_later"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.pk}"


class Pseudonym(models.Model):
    """Under which name a round knows somebody who speaks in it: random, one for each round and purpose.

    ``person`` is ``None`` for a visitor without an account, whose browser holds ``pseudonym`` itself.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=[("talking", "talking")])
    pseudonym = models.CharField(max_length=32)

    class Meta:
        """One a person, round and purpose."""

        constraints = (
            models.UniqueConstraint(fields=("round", "pseudonym"), name="pseudonym_once"),
            models.UniqueConstraint(fields=("person", "round", "purpose"), name="pseudonym_one_a_purpose"),
        )

    def __str__(self) -> str:
        return self.pseudonym


class Held(models.Model):
    """What somebody had typed when their session ended: kept until they come back, or for a day."""

    token_hash = models.CharField(max_length=64, unique=True)
    path = models.TextField()
    body = models.TextField()
    held_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("held_at",)

    def __str__(self) -> str:
        return self.path


class SignInLink(models.Model):
    """A link that was sent to an address: half an hour, one use. ``token_hash``: SHA-256 of what the link holds.

    ``person`` is ``None`` where nobody has the address: the row is made all the same, so that the answer takes as long.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    purpose = models.CharField(max_length=10, choices=[("sign_in", "sign_in"), ("erase", "erase")])
    next = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("asked_at",)
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("asked_at")), name="link_expires_later"),
        )

    def __str__(self) -> str:
        return f"{self.purpose}:{self.pk}"


class Erasure(models.Model):
    """That an account was erased: its number, when, and on what ground; after a restored backup it is done again."""

    person_number = models.BigIntegerField()
    ground = models.CharField(max_length=20)
    erased_at = models.DateTimeField()

    class Meta:
        """Oldest first; an account is erased once."""

        ordering = ("erased_at",)
        constraints = (models.UniqueConstraint(fields=("person_number", "erased_at"), name="erasure_once"),)

    def __str__(self) -> str:
        return f"{self.person_number}:{self.ground}"
