"""Days as messages write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import long_date


def day_in(day: date | None) -> Callable[[Language], str]:
    """``3 Mawrth 2028``, ``3 March 2028``; nothing where there is no day."""
    return lambda language: "" if day is None else long_date(day, language)
