"""The apply stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class ApplyConfig(AppConfig):
    """Rows of the apply stage."""

    name = "cydradd_web.apply"
    label = "apply"
