"""The app of shared pages and pieces."""

from __future__ import annotations

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """No models: only templates, styles and pages about the site."""

    name = "cydradd_web.components"
