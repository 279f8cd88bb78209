"""Work for the worker (django-tasks)."""

from __future__ import annotations

from django_tasks import task

from cydradd_web.rounds.services import renewing


@task()
def do_work(work_id: int) -> None:
    """Do one piece of work that waits (`Work`)."""
    renewing.do(work_id)
