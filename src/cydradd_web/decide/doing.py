"""What can be done at the decide stage."""

from __future__ import annotations

from datetime import datetime

from cydradd_web.accounts.duties import By
from cydradd_web.components.doing import Doing


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:  # noqa: ARG001  every stage is asked alike
    """What somebody can do at this stage now."""
    return []
