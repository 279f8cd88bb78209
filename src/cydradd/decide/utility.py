"""What a supporter is counted to get from a project."""

from __future__ import annotations

from enum import StrEnum


class Utility(StrEnum):
    """What a supporter is counted to get from a project."""

    COST = "cost"
    CARDINALITY = "cardinality"
    SQRT = "sqrt"
    SCORE = "score"
    COST_SCORE = "cost-score"

    @property
    def reads_points(self) -> bool:
        """Whether the points of ballots matter, not support alone."""
        return self in (Utility.SCORE, Utility.COST_SCORE)
