"""The app of rounds."""

from __future__ import annotations

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Rounds that were read from folders."""

    name = "cydradd_web.rounds"
