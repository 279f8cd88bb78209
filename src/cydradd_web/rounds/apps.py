"""The app of rounds."""

from __future__ import annotations

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Rounds that were read from folders."""

    name = "cydradd_web.rounds"

    def ready(self) -> None:
        """Read what each stage says of what it publishes."""
        from django.utils.module_loading import autodiscover_modules

        autodiscover_modules("publishable")
