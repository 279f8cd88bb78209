"""The mail app."""

from __future__ import annotations

from django.apps import AppConfig


class MailConfig(AppConfig):
    """What is sent to people, and what became of it."""

    name = "cydradd_web.mail"
    label = "mail"

    def ready(self) -> None:
        """Read what each stage says of whom to remind."""
        from django.utils.module_loading import autodiscover_modules

        autodiscover_modules("reminding")
