"""The share part of the site."""

from __future__ import annotations

from django.apps import AppConfig


class ShareConfig(AppConfig):
    """Proposals that were read from files, and the index of the search."""

    name = "cydradd_web.share"
    label = "share"
