"""The design stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Rows of the design stage."""

    name = "cydradd_web.design"
    label = "design"
