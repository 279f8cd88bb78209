"""The app of shared pages and pieces."""

from __future__ import annotations

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """What every page shares: templates, styles, pages about the site, and its edition."""

    name = "cydradd_web.components"
