"""The worker: ``python -m cydradd_web.work``. It does what waits, and looks once a minute at what is due.

`cydradd_web.run` starts one beside the server. Calculations run on one thread each, so that pages stay quick. A TERM
signal lets the task in hand come to its end; a second one stops it, and it waits for the next worker.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from types import FrameType
from typing import Any

ONE_THREAD: Mapping[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
"""What linear algebra reads when it is loaded."""
PARENT = "CYDRADD_WORKER_OF"
"""The process that started the worker; when that is gone, the worker ends."""
PAUSE, BETWEEN_TICKS = 1.0, timedelta(minutes=1)


class Stopping:
    """Whether to go on."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._parent = int(os.environ.get(PARENT, "0"))

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        """A signal: the first is a wish, the second an order."""
        if self.asked.is_set():
            raise SystemExit(1)
        self.asked.set()

    def now(self) -> bool:
        """Whether to end."""
        return self.asked.is_set() or bool(self._parent and os.getppid() != self._parent)


def worker_of(stopping: Stopping) -> Any:
    """The worker of django-tasks, which leaves off between two tasks when it should end."""
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    class Ours(Worker):  # type: ignore[misc, unused-ignore]
        def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
            super().run_task(db_task_result)
            self.running = not stopping.now()

    return Ours(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.getpid()}-{time.time_ns()}",
        excluded_queue_names=[],
    )


def anything_waits() -> bool:
    """Whether there is a task to do, asked without holding up anybody who writes."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.ready().exists()


def work(stopping: Stopping) -> None:
    """Do what waits, tick once a minute of the site's clock, and pause where there is nothing, until told to end."""
    from django.db import OperationalError, close_old_connections

    from cydradd_web.components.clock import now
    from cydradd_web.tick import tick

    last = None
    while not stopping.now():
        try:
            if anything_waits():
                worker_of(stopping).run()
            at = now()
            if not stopping.now() and (last is None or abs(at - last) >= BETWEEN_TICKS):
                last = at
                tick(at, go_on=lambda: not stopping.now())
        except OperationalError:  # the database is being started again, or is very busy: what waits still waits
            close_old_connections()
        stopping.asked.wait(PAUSE)


def main() -> int:
    """Work until a signal."""
    os.environ.update({name: os.environ.get(name, one) for name, one in ONE_THREAD.items()})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cydradd_web.settings.development")
    stopping = Stopping()
    if PARENT in os.environ:  # Ctrl-C reaches everything that a terminal started: the server ends the worker in order
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    import django

    django.setup()
    # Only now is there anything to bring to its end: until here a signal ends the process at once.
    signal.signal(signal.SIGTERM, stopping)
    if PARENT not in os.environ:
        signal.signal(signal.SIGINT, stopping)
    work(stopping)
    return 0


if __name__ == "__main__":
    sys.exit(main())
