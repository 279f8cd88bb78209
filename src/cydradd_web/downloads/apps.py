"""The app of files to download."""

from __future__ import annotations

from django.apps import AppConfig


class DownloadsConfig(AppConfig):
    """No models: it reads the selectors of the others."""

    name = "cydradd_web.downloads"
