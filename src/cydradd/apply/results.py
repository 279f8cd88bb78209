"""What became of an application: its outcome, its award, the time it took and what its applicant was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import LARGEST, Pence
from cydradd.vocabulary.text import Bilingual

Seconds: TypeAlias = "int | Fraction"
"""A time spent, exact: a round folder gives minutes such as 2.5."""


class Outcome(StrEnum):
    """How an application ends (cycle.md I10)."""

    FUNDED = "funded"
    NOT_FUNDED = "not_funded"
    WITHDRAWN = "withdrawn"
    INELIGIBLE = "ineligible"


UNSUCCESSFUL = frozenset({Outcome.NOT_FUNDED, Outcome.INELIGIBLE})
"""Outcomes whose applicants are owed reasons. Who withdrew is not (apply.md 3.9)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one unsuccessful applicant was told.

    Attributes:
        codes: Words of `cydradd.apply.feedback.CODES`.
        text: In words of people's own.
        line, distance: Whether it says where the line was, and how far away from it the application stood.
        rules: Ids of the rules of eligibility that were not met.
    """

    codes: tuple[str, ...] = ()
    text: Bilingual | None = None
    line: bool = False
    distance: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationResult:
    """What became of one application.

    Attributes:
        outcome: ``None``: not decided yet, or not known.
        award: Pence; of a funded application alone.
        apply_seconds, report_seconds: Person-time of applying, and of reporting. ``None``: missing, never 0.
        volunteer_seconds: The part of both that volunteers gave. ``None``: missing.
        told: ``None``: nothing was said.
    """

    id: str
    outcome: Outcome | None
    award: Pence | None = None
    apply_seconds: Seconds | None = None
    report_seconds: Seconds | None = None
    volunteer_seconds: Seconds | None = None
    told: Told | None = None
    applicant: str | None = None


def refuse_impossible(results: Sequence[ApplicationResult]) -> None:
    """Refuse applications of the same id, an award that is not known, and awards beyond belief.

    Raises:
        NotPossible: Naming the application.
    """
    seen: set[str] = set()
    for each in results:
        if each.id in seen:
            raise NotPossible(
                Bilingual(
                    f"Mae’r cais hwn yno ddwywaith: {each.id}. Rhowch rif gwahanol i bob cais.",
                    f"The application {each.id} is there twice. Give each application an id of its own.",
                )
            )
        seen.add(each.id)
        if each.outcome is Outcome.FUNDED and each.award is None:
            raise NotPossible(
                Bilingual(
                    f"Cafodd y cais hwn arian, ond nid yw’r swm yn hysbys: {each.id}. Rhowch award_pence.",
                    f"The application {each.id} is funded, but its award is not known. Give its award_pence.",
                )
            )
    if sum(each.award or 0 for each in results) > LARGEST:
        raise NotPossible(
            Bilingual(
                f"Mae cyfanswm y dyfarniadau dros {LARGEST} o geiniogau. Gwiriwch award_pence.",
                f"The awards add up to more than {LARGEST} pence. Check every award_pence.",
            )
        )
