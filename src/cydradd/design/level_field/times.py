"""L1 lead time, L2 holidays in it, L16 how late awards are published.

Thresholds: L1 R003 of Cardinal (open-contracting/cardinal-rs); L2 and L16 are of design.md section 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from cydradd.design.holidays import MOST_IN_HOLIDAYS, days_of, holiday_share
from cydradd.design.level_field.indicator import Indicator, cannot, median, number, share
from cydradd.vocabulary.facts import Call
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

FEWEST_DAYS = Fraction(15)
"""Days between notice and deadline under which bidders are few."""
MOST_DAYS_LATE = Fraction(30)
"""Days from a decision to its publication."""
LONGEST_WINDOW = 3_660
"""Days of a window above which its holidays are not counted: a standing list, not a call."""

_NO_WINDOW = Bilingual(
    "Nid oes hysbysiad sy’n dweud pryd y mae’r alwad yn cau.", "No notice tells when its call closes."
)


def _days(begin: datetime, end: datetime) -> Fraction:
    apart = end - begin
    return Fraction(apart.days * 86_400 + apart.seconds, 86_400)


def lead_days(calls: Sequence[Call]) -> Indicator:
    """L1: median days from the opening of a call, else its notice, to its deadline; flagged under 15."""
    days = [_days(opens, closes) for call in calls for opens, closes in call.windows]
    if not days:
        return cannot("L1", _NO_WINDOW, FEWEST_DAYS)
    short = sum(each < FEWEST_DAYS for each in days)
    told = sum(bool(call.windows) for call in calls)
    details = {"short": short, "shortest": number(min(days)), "longest": number(max(days))}
    return Indicator("L1", median(days), len(days), share(told, len(calls)), FEWEST_DAYS, short > 0, None, details)


def holidays(calls: Sequence[Call]) -> Indicator:
    """L2: median share of a window that falls in holidays; flagged over a quarter."""
    found = []
    for call in calls:
        for opens, closes in call.windows:
            first, last = local_date(opens), local_date(closes)
            part = holiday_share(days_of(first, last)) if (last - first).days <= LONGEST_WINDOW else None
            if part is not None:
                found.append(part)
    if not found:
        return cannot("L2", _NO_WINDOW, MOST_IN_HOLIDAYS)
    over = sum(each > MOST_IN_HOLIDAYS for each in found)
    windows = sum(len(call.windows) for call in calls)
    details = {"over": over, "most": number(max(found))}
    return Indicator(
        "L2", median(found), len(found), share(len(found), windows), MOST_IN_HOLIDAYS, over > 0, None, details
    )


def publication_lag(calls: Sequence[Call]) -> Indicator:
    """L16: median days from the decision on an award to the first notice of it; flagged over 30."""
    awards = [award for call in calls for award in call.awards]
    days = [_days(each.decided, each.published) for each in awards if each.decided and each.published]
    if not days:
        return cannot(
            "L16",
            Bilingual(
                "Nid oes dyfarniad sy’n dweud pryd y’i gwnaed a phryd y’i cyhoeddwyd.",
                "No award tells both when it was decided and when it was published.",
            ),
            MOST_DAYS_LATE,
        )
    late = sum(each > MOST_DAYS_LATE for each in days)
    details = {"late": late, "longest": number(max(days))}
    return Indicator(
        "L16", median(days), len(days), share(len(days), len(awards)), MOST_DAYS_LATE, late > 0, None, details
    )
