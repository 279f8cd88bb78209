"""The application as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Api(AppConfig):
    """Reading over HTTP."""

    name = "cydradd_web.api"
    label = "api"
