"""Whether one form is in proportion to its money, finding by finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.design.lots import Requirement
from cydradd.design.proportionality.bands import Threshold, band_as_json, band_of, bands, thresholds
from cydradd.design.proportionality.finding import BREACH, Finding
from cydradd.design.proportionality.shown import shown
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import Band, JsonValue, Question
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

CONTRACT_TYPES = ("services", "light_touch", "grant")
"""What may be awarded. The bands are the same for all three; each has its rows among the thresholds."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for one lot, or one call.

    Attributes:
        on: Day whose rows of the law count.
        value: Value of the lot, or the median award of a call for grants, in pence.
        years: Over which the value is spent; the yearly value is value / years.
        requirements: One with an ``exception_gate`` is an exception the partners consented to: it is not judged.
        lots: Number of lots of the whole; ``None`` = not told.
    """

    on: date
    authority_type: str
    value: Pence
    years: Fraction = Fraction(1)
    questions: Sequence[Question] = ()
    requirements: Sequence[Requirement] = ()
    lots: int | None = None
    one_lot_reason: str | None = None
    contract_type: str = "services"


@dataclass(frozen=True, slots=True)
class Report:
    """What may be asked, what is asked, and what of it is too much.

    Attributes:
        thresholds: Rows of the law in force on the day, from which the bands are made.
    """

    band: Band
    thresholds: tuple[Threshold, ...]
    asked_questions: int
    asked_words: int
    findings: tuple[Finding, ...]

    @property
    def publishable(self) -> bool:
        """Whether nothing breaches the band. A warning does not stop publication."""
        return not any(finding.severity == BREACH for finding in self.findings)

    def as_json(self) -> dict[str, JsonValue]:
        """As `cydradd design proportion` prints it."""
        return {
            "band": band_as_json(self.band),
            "thresholds": [row.as_json() for row in self.thresholds],
            "budget": {"questions": self.band.questions, "words": self.band.words},
            "asked": {"questions": self.asked_questions, "words": self.asked_words},
            "findings": [finding.as_json() for finding in self.findings],
            "publishable": self.publishable,
        }


def prose(questions: Sequence[Question]) -> list[Question]:
    """The questions that somebody has to write an answer to."""
    return [question for question in questions if question.words > 0 and not question.prefilled]


def check(form: Form) -> Report:
    """Hold a form against the band of its value.

    Raises:
        NotPossible: No threshold is held for the day and the authority; a value below 0, or no years.
    """
    if form.value < 0 or form.years <= 0:
        raise NotPossible(
            Bilingual(
                "Rhaid i’r gwerth fod yn 0 neu fwy, a’r blynyddoedd yn fwy na 0.",
                "The value must be 0 or more, and the years more than 0.",
            )
        )
    rows = thresholds(form.on, form.authority_type)
    band = band_of(form.value, bands(form.on, form.authority_type))
    asked = prose(form.questions)
    words = sum(question.words for question in asked)
    yearly = Fraction(form.value) / form.years
    judged = [each for each in form.requirements if not each.exception_gate]
    found = [each for one in judged for each in shown(band, one, form.value, yearly, form.authority_type)]
    findings = (*_burden(band, len(asked), words), *found, *_lots(band, form))
    return Report(band, rows, len(asked), words, findings)


def over_budget(questions: Sequence[Question], band: Band) -> tuple[str, ...]:
    """Ids of the questions with which a form passes what its band allows, in the order of the form."""
    over, words = [], 0
    for place, question in enumerate(prose(questions), 1):
        words += question.words
        if place > band.questions or words > band.words:
            over.append(question.id)
    return tuple(over)


def _too_many(code: str, level: int, limit: int, source: str, cy: str, en: str) -> Finding:
    sentence = Bilingual(f"{cy}: {level:,}. Y mwyaf: {limit:,}.", f"{en}: {level:,}. At most: {limit:,}.")
    return Finding(code, None, Fraction(level), Fraction(limit), BREACH, source, sentence)


def _burden(band: Band, questions: int, words: int) -> Iterator[Finding]:
    if questions > band.questions:
        yield _too_many("questions", questions, band.questions, band.source, "Cwestiynau", "Questions")
    if words > band.words:
        yield _too_many("words", words, band.words, band.source, "Geiriau", "Words")


def _lots(band: Band, form: Form) -> Iterator[Finding]:
    """From the threshold of services on: lots, or a written reason why there is one."""
    if band.accounts == 2 and form.lots == 1 and not form.one_lot_reason:
        sentence = Bilingual(
            "Un lot, heb reswm ysgrifenedig. Rhannwch ef, neu ysgrifennwch pam.",
            "One lot, and no written reason. Divide it, or write why.",
        )
        yield Finding("one_lot", None, Fraction(1), None, BREACH, band.source, sentence)
