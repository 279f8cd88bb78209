"""The decide stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class DecideConfig(AppConfig):
    """Rows of the decide stage."""

    name = "cydradd_web.decide"
    label = "decide"
