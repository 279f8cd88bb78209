"""Work of messages for the worker."""

from __future__ import annotations

from django_tasks import task

from cydradd_web.components.clock import now
from cydradd_web.mail.services.delivering import deliver


@task(queue_name="mail")
def deliver_message(message_id: int) -> None:
    """Deliver one message that waits."""
    deliver(message_id, at=now())
