"""The mail app."""

from __future__ import annotations

from django.apps import AppConfig


class MailConfig(AppConfig):
    """What is sent to people, and what became of it."""

    name = "cydradd_web.mail"
    label = "mail"
