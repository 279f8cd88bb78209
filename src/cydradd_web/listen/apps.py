"""The listen stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class ListenConfig(AppConfig):
    """Rows of the listen stage."""

    name = "cydradd_web.listen"
    label = "listen"
