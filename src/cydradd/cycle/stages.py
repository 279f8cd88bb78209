"""The eight stages of a round, in order. Start reading here.

A round carries money from listening to evidence. The same eight words name a folder of the library, an app
of the site, a group of commands and a tab on the round's page.
"""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """One of the eight parts of the cycle."""

    LISTEN = "listen"
    DESIGN = "design"
    APPLY = "apply"
    DECIDE = "decide"
    DELIVER = "deliver"
    EVALUATE = "evaluate"
    SHARE = "share"
    FOLLOW = "follow"


class Gate(StrEnum):
    """The condition that must hold before a stage opens, named after that stage.

    ``ENDING`` is the side gate of deliver: what must hold before an agreement is ended.
    """

    OPEN_LISTEN = "open-listen"
    OPEN_DESIGN = "open-design"
    OPEN_APPLY = "open-apply"
    OPEN_DECIDE = "open-decide"
    OPEN_DELIVER = "open-deliver"
    OPEN_EVALUATE = "open-evaluate"
    OPEN_SHARE = "open-share"
    OPEN_FOLLOW = "open-follow"
    ENDING = "ending"

    @property
    def stage(self) -> Stage:
        """The stage this gate opens; for the side gate, the stage it belongs to."""
        return Stage.DELIVER if self is Gate.ENDING else Stage(self.value.removeprefix("open-"))
