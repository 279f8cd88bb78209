"""What came before what: dates have no hour, so of one day only instants can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """A local date, with its instant where it is known."""

    day: date
    at: datetime | None = None

    def surely_before(self, other: Moment) -> bool:
        """Whether it can be shown to come first: on an earlier day, or at an earlier instant of the same day."""
        if self.at is not None and other.at is not None:
            return self.at < other.at
        return self.day < other.day

    def surely_after(self, other: Moment) -> bool:
        """Whether it can be shown to come later."""
        return other.surely_before(self)
