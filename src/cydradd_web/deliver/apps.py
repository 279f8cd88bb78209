"""The deliver stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class DeliverConfig(AppConfig):
    """Rows of the deliver stage."""

    name = "cydradd_web.deliver"
    label = "deliver"
