"""Money, in whole minor units of one currency. Nothing here rounds, converts or adds currencies."""

from __future__ import annotations

from typing import NewType

Pence = NewType("Pence", int)
"""Whole pence of GBP; in a round of another currency, whole minor units of that currency."""
