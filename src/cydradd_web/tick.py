"""What is due, once a minute: ``python -m cydradd_web.tick``, for a machine that has no worker but a timetable.

Each step is safe to do twice, and by two processes at once; one that fails does not hold up the others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

log = structlog.get_logger("cydradd_web.tick")

Step = Callable[[datetime], object]


def steps() -> Mapping[str, Step]:
    """Everything that a tick does, in order."""
    from cydradd_web import pruning
    from cydradd_web.mail.services.delivering import deliver_late
    from cydradd_web.mail.services.digests import send_digests
    from cydradd_web.mail.services.reminders import remind
    from cydradd_web.mail.services.telling import tell_news
    from cydradd_web.rounds.services.renewing import take_up
    from cydradd_web.rounds.services.windows import close_due

    return {
        "windows": close_due,
        "work": lambda _at: take_up(),
        "news": lambda at: tell_news(at=at),
        "reminders": lambda at: remind(at=at),
        "digests": lambda at: send_digests(at=at),
        "mail": lambda at: deliver_late(at=at),
        "pruning": lambda at: pruning.prune(at=at),
    }


def tick(at: datetime, *, go_on: Callable[[], bool] = lambda: True) -> tuple[str, ...]:
    """Do all that is due at an instant; the names of the steps that failed.

    Args:
        go_on: Asked before each step.
    """
    failed = []
    for name, step in steps().items():
        if not go_on():
            break
        try:
            step(at)
        except Exception as error:
            log.error("a step of the tick failed", step=name, error=type(error).__name__, exc_info=error)
            failed.append(name)
    return tuple(failed)


def main() -> int:
    """One tick. Exit status 1 when a step failed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cydradd_web.settings.development")
    import django

    django.setup()
    from cydradd_web.components.clock import now

    return 1 if tick(now()) else 0


if __name__ == "__main__":
    sys.exit(main())
