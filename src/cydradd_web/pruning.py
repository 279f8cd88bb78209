"""What is not kept for ever: an app says with `also` what of its own goes, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from cydradd_web.accounts.services.held import forget_old
from cydradd_web.mail.services.forgetting import forget_undelivered

TASKS_KEPT = timedelta(days=7)
Prune = Callable[[datetime], object]
_ALSO: list[Prune] = []


def also(prune: Prune) -> None:
    """Have something of an app forgotten with the rest, such as drafts withdrawn ninety days ago. Said once."""
    if prune not in _ALSO:
        _ALSO.append(prune)


def _forget_tasks(at: datetime) -> None:
    """What the worker has done; what failed is kept for as long."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.finished().filter(finished_at__lt=at - TASKS_KEPT).delete()


def prune(*, at: datetime) -> None:
    """Forget what is over: typed text that was kept for a day, messages that failed half a year ago, old tasks."""
    forget_old(at=at)
    forget_undelivered(at=at)
    _forget_tasks(at)
    for each in _ALSO:
        each(at)
