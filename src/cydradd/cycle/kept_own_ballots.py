"""What a result hangs on, worked out once for each count, as its explanations are."""

from __future__ import annotations

from functools import lru_cache

from cydradd.cycle.kept_explanations import KEPT, Asked, asked_of
from cydradd.decide.fund import Funded
from cydradd.decide.own_ballots import OwnBallots, own_ballots
from cydradd.decide.result import Count


def kept_own_ballots(count: Count, funded: Funded | None = None) -> OwnBallots | None:
    """The result without ballots for one project alone (`decide.own_ballots`); ``None``: it would take minutes."""
    asked = asked_of(count, funded)
    return None if asked is None else _made(asked)


@lru_cache(maxsize=KEPT)
def _made(asked: Asked) -> OwnBallots:
    return own_ballots(asked.count, asked.funded)
