"""Messages that left long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from cydradd_web.mail.models import Message

KEPT = timedelta(days=180)


def forget_delivered(*, at: datetime) -> None:
    """Empty the words of messages that left half a year ago. The row stays: it is why nobody is told twice."""
    old = Message.objects.filter(state__in=("sent", "stopped"), created_at__lt=at - KEPT)
    old.exclude(Q(body_cy="") & Q(body_en="")).update(subject_cy="", body_cy="", subject_en="", body_en="")
