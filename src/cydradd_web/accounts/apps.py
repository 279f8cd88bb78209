"""The accounts app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, their places in rounds, and invitations."""

    name = "cydradd_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Tell what is held of a person."""
        from cydradd_web.accounts import held_here

        held_here.tell()
