"""Feedback: what an applicant is told, and whether everybody was."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.text import Bilingual

MONEY_RAN_OUT = "money_ran_out"
CODES = frozenset(
    {
        "not_eligible",
        "outside_area",
        "outside_purpose",
        "need_not_shown",
        "people_not_involved",
        "plan_unclear",
        "budget_unclear",
        "cost_too_high",
        "duplicates_existing",
        "risk_not_met",
        MONEY_RAN_OUT,
        "incomplete",
    }
)
"""Why an application was not successful (apply.md 3.9)."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reason given for one application (apply/feedback.csv). `at` is when it was sent."""

    application: str
    code: str
    at: datetime
    text: Bilingual | None = None
    row: int | None = None


def complete(rows: Iterable[Feedback], *, explained: bool) -> bool:
    """Whether one applicant's feedback is whole: a known code, and a text in Welsh and in English.

    ``money_ran_out`` alone says nothing the applicant can use: then the count must have explained where the
    line was and how far away it was (``explained``).
    """
    given = list(rows)
    codes = {row.code for row in given} & CODES
    both = any(row.text and row.text.cy and row.text.en for row in given)
    return both and bool(codes) and (codes != {MONEY_RAN_OUT} or explained)


def unanswered(
    unsuccessful: Iterable[str], rows: Iterable[Feedback], explained: Set[str] = frozenset()
) -> tuple[str, ...]:
    """Unsuccessful applications without complete feedback, in order of id.

    Args:
        unsuccessful: Applications that are not funded or not eligible; withdrawn ones are left out.
        explained: Applications for which the count says what would have sufficed.
    """
    by_application: dict[str, list[Feedback]] = {}
    for row in rows:
        by_application.setdefault(row.application, []).append(row)
    return tuple(
        sorted(id for id in set(unsuccessful) if not complete(by_application.get(id, ()), explained=id in explained))
    )
