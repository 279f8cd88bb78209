"""The decide stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class DecideConfig(AppConfig):
    """Rows of the decide stage."""

    name = "cydradd_web.decide"
    label = "decide"

    def ready(self) -> None:
        """The ballot is made ready when it opens."""
        from cydradd_web.decide.services.booklets import booklets_must_be_whole
        from cydradd_web.decide.services.casting import prepare_ballot
        from cydradd_web.rounds.on_opening import before

        before("ballot", prepare_ballot)
        before("ballot", booklets_must_be_whole)
