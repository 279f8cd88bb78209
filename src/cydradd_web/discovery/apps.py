"""The app of feeds, calendars and addresses."""

from __future__ import annotations

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    """No models: it reads the selectors of the others."""

    name = "cydradd_web.discovery"
