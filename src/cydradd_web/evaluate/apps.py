"""The evaluate stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class EvaluateConfig(AppConfig):
    """Rows of the evaluate stage."""

    name = "cydradd_web.evaluate"
    label = "evaluate"
