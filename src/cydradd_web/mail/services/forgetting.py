"""Messages that will not leave any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from cydradd_web.mail.models import Message

KEPT = timedelta(days=180)


def forget_undelivered(*, at: datetime) -> None:
    """Empty the words of messages that failed, or were stopped, half a year ago. The row stays."""
    old = Message.objects.filter(state__in=("failed", "stopped"), created_at__lt=at - KEPT)
    old.exclude(Q(body_cy="") & Q(body_en="")).update(subject_cy="", body_cy="", subject_en="", body_en="")
