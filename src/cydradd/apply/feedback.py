"""Feedback: what an applicant is told, and whether everybody was."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from cydradd.apply.results import UNSUCCESSFUL, ApplicationResult, Outcome, Told
from cydradd.vocabulary.text import Bilingual

MONEY_RAN_OUT = "money_ran_out"
REASONS = {
    "not_eligible": Bilingual(
        "Ddim yn gymwys: nid yw’r cais yn bodloni pob rheol.",
        "Not eligible: the application does not meet every rule.",
    ),
    "outside_area": Bilingual(
        "Mae’r gwaith y tu allan i’r ardal y mae’r arian hwn ar ei chyfer.",
        "The work is outside the area that this money is for.",
    ),
    "outside_purpose": Bilingual(
        "Nid yw’r gwaith yn un o ddibenion yr arian hwn.",
        "The work is not one of the purposes of this money.",
    ),
    "need_not_shown": Bilingual(
        "Nid yw’r cais yn dangos bod angen y gwaith.",
        "The application does not show that the work is needed.",
    ),
    "people_not_involved": Bilingual(
        "Nid yw’r cais yn dangos bod y bobl dan sylw wedi helpu i’w lunio.",
        "The application does not show that the people concerned helped to shape it.",
    ),
    "plan_unclear": Bilingual(
        "Nid yw’r cynllun yn dweud yn glir beth fydd yn digwydd, pryd a chan bwy.",
        "The plan does not say clearly what will happen, when and by whom.",
    ),
    "budget_unclear": Bilingual(
        "Nid yw’r gyllideb yn dangos yn glir at beth y byddai’r arian yn mynd.",
        "The budget does not show clearly what the money would go to.",
    ),
    "cost_too_high": Bilingual(
        "Mae’r gost yn uchel o’i chymharu â’r hyn y byddai’r gwaith yn ei gyflawni.",
        "The cost is high for what the work would achieve.",
    ),
    "duplicates_existing": Bilingual(
        "Mae’r gwaith yn ailadrodd gwasanaeth sydd yno eisoes.",
        "The work repeats a service that is already there.",
    ),
    "risk_not_met": Bilingual(
        "Nid yw’r cais yn dweud sut y byddai’r risgiau’n cael eu rheoli.",
        "The application does not say how its risks would be managed.",
    ),
    MONEY_RAN_OUT: Bilingual(
        "Heb ei ariannu: daeth yr arian i ben cyn cyrraedd y cais hwn.",
        "Not funded: the money ran out before it reached this application.",
    ),
    "incomplete": Bilingual(
        "Nid oedd y cais yn gyflawn erbyn y dyddiad cau.",
        "The application was not complete by the deadline.",
    ),
}
"""The sentence with which each code begins; words of people's own are added to it, never left out for it."""
CODES = frozenset(REASONS)
"""Why an application was not successful (apply.md 3.9)."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reason given for one application (apply/feedback.csv). `at` is when it was sent."""

    application: str
    code: str
    at: datetime
    text: Bilingual | None = None
    row: int | None = None


def lacks(told: Told | None) -> tuple[str, ...]:
    """What one applicant's feedback still lacks: ``code``, ``text_cy``, ``text_en``, ``line``, ``distance``.

    ``money_ran_out`` alone says nothing the applicant can use: then it must say where the line was and how far
    away from it the application stood.
    """
    told = told or Told()
    text = told.text or Bilingual()
    codes = set(told.codes) & CODES
    alone = codes == {MONEY_RAN_OUT}
    faults = {
        "code": not codes,
        "text_cy": not text.cy,
        "text_en": not text.en,
        "line": alone and not told.line,
        "distance": alone and not told.distance,
    }
    return tuple(name for name, lacking in faults.items() if lacking)


def told_of(rows: Iterable[Feedback], *, explained: bool) -> Told | None:
    """What the rows of one application tell together; ``None``: there is no row.

    Args:
        explained: Whether the count says where the line was and how far away it was.
    """
    given = list(rows)
    if not given:
        return None
    texts = [row.text for row in given if row.text]
    whole = [text for text in texts if text.cy and text.en]
    text = next(iter((*whole, *texts)), None)
    return Told(tuple(row.code for row in given), text, line=explained, distance=explained)


def complete(rows: Iterable[Feedback], *, explained: bool) -> bool:
    """Whether one applicant's feedback is whole: a known code, and a text in Welsh and in English.

    ``money_ran_out`` alone says nothing the applicant can use: then the count must have explained where the
    line was and how far away it was (``explained``).
    """
    return not lacks(told_of(rows, explained=explained))


def by_application(rows: Iterable[Feedback]) -> dict[str, list[Feedback]]:
    """The rows of each application, in their order."""
    found: dict[str, list[Feedback]] = {}
    for row in rows:
        found.setdefault(row.application, []).append(row)
    return found


def unanswered(
    unsuccessful: Iterable[str], rows: Iterable[Feedback], explained: Set[str] = frozenset()
) -> tuple[str, ...]:
    """Unsuccessful applications without complete feedback, in order of id.

    Args:
        unsuccessful: Applications that are not funded or not eligible; withdrawn ones are left out.
        explained: Applications for which the count says what would have sufficed.
    """
    given = by_application(rows)
    return tuple(sorted(id for id in set(unsuccessful) if not complete(given.get(id, ()), explained=id in explained)))


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of the unsuccessful applicants of a round have been told why.

    Attributes:
        missing: Each without complete feedback, with what it lacks, in order of id.
        withdrawn: Applications that were withdrawn: they are owed nothing, and counted apart.
        undecided: Ids of applications whose outcome is not known, so that nobody knows whether one is owed.
    """

    unsuccessful: int
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    withdrawn: int
    undecided: tuple[str, ...]

    @property
    def complete(self) -> int:
        """Unsuccessful applicants with complete feedback."""
        return self.unsuccessful - len(self.missing)

    @property
    def coverage(self) -> Fraction | None:
        """Complete of unsuccessful; ``None`` when nobody was unsuccessful."""
        return Fraction(self.complete, self.unsuccessful) if self.unsuccessful else None

    @property
    def whole(self) -> bool:
        """Whether everybody who is owed reasons has them, and it is known who is."""
        return not self.missing and not self.undecided


def answered(results: Iterable[ApplicationResult]) -> Answered:
    """Who has been told why, and what is missing for the others."""
    given = list(results)
    owed = [each for each in given if each.outcome in UNSUCCESSFUL]
    short = {each.id: lacks(each.told) for each in owed}
    return Answered(
        unsuccessful=len(owed),
        missing=tuple(sorted((id, lacking) for id, lacking in short.items() if lacking)),
        withdrawn=sum(each.outcome is Outcome.WITHDRAWN for each in given),
        undecided=tuple(sorted(each.id for each in given if each.outcome is None)),
    )


def coverage(results: Iterable[ApplicationResult]) -> Fraction | None:
    """Part of the unsuccessful applicants who have complete feedback; ``None`` when nobody was unsuccessful."""
    return answered(results).coverage
