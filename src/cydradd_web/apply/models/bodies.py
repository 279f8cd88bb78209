"""Organisations as accounts, apart from persons: what is known of each, from where, and who acts for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

ROLES = ("editor", "signer")
"""An editor writes; a signer also sends, consents and withdraws for the organisation."""
KEYS = ("name_cy", "name_en", "kind", "place", "income", "income_band", "registered_on", "number")


class Body(models.Model):
    """One organisation of the network. ``identifier``: an org-id, or one of ours (``360G-``) when unregistered."""

    identifier = models.TextField(unique=True)
    made_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return self.identifier


class BodyFact(models.Model):
    """One thing known of an organisation, from where and as of which day.

    Rows are added and never changed: the last of a key is what holds, the others are its history. An empty value
    says that it is no longer known.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(max_length=20)
    value = models.TextField(blank=True)
    source = models.CharField(max_length=200, default="self")
    as_of = models.DateField()
    given_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        """Oldest first, so that the last of a key holds."""

        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=Q(key__in=KEYS), name="body_fact_key_is_known"),)

    def __str__(self) -> str:
        return f"{self.body_id}:{self.key}"


class BodyMember(models.Model):
    """One person who acts for one organisation."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=6)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        """Once at a time."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("body", "person"), condition=Q(left_at__isnull=True), name="body_member_once"
            ),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="body_member_role_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.body_id}:{self.person_id}"


class BodyInvitation(models.Model):
    """An invitation to act for an organisation. ``token_hash``: SHA-256 of what the link holds."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=6)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; one open invitation an address."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"), "body", condition=Q(accepted_at__isnull=True), name="body_invitation_once"
            ),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="body_invitation_role_is_known"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="body_invitation_expires_later"),
        )

    def __str__(self) -> str:
        return f"{self.body_id}:{self.pk}"
