"""Whether a call gives small and voluntary bodies the same chance as large ones (design.md section 7).

One function for each indicator. The inputs are `vocabulary.facts.Call`, whoever reads them: a round, or open data.
"""

from __future__ import annotations

from collections.abc import Sequence

from cydradd.design.level_field import competition, conditions, people, times
from cydradd.design.level_field.indicator import Indicator
from cydradd.vocabulary.facts import Call

__all__ = ["Indicator", "of_calls"]


def of_calls(calls: Sequence[Call], currency: str = "GBP") -> list[Indicator]:
    """Every indicator that calls and their awards can carry: L1 to L5, L8, L9, L11, L14 to L16.

    Args:
        currency: Of the indicators that add money up; no amount is ever converted.
    """
    return [
        times.lead_days(calls),
        times.holidays(calls),
        competition.single_bids(calls),
        competition.success_of_the_small(calls),
        competition.concentration(calls, currency),
        conditions.turnover(calls),
        conditions.insurance(calls),
        competition.lots(calls),
        people.welsh(calls),
        people.third_sector(calls, currency),
        times.publication_lag(calls),
    ]
