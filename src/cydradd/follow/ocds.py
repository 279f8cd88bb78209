"""The Open Contracting Data Standard: read, brought up to 1.1, merged and checked (follow.md 3.6 and 7)."""

from __future__ import annotations

from cydradd.follow.contracts.merging import compile
from cydradd.follow.contracts.versions import versioned

__all__ = ["compile", "versioned"]
