"""The record on the site."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Entries of the record."""

    name = "cydradd_web.record"
    label = "record"
