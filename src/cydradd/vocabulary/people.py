"""The three partners, and how organisations are named."""

from __future__ import annotations

from enum import StrEnum


class Partner(StrEnum):
    """One of the three that hold a round together. Each holds a third of the decision.

    The value is the word used in every file and in JSON.
    """

    CITIZENS = "citizens"
    THIRD_SECTOR = "third_sector"
    PUBLIC = "public"
