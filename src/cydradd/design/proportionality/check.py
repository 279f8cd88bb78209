"""Whether one form is in proportion to its money, finding by finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.design.lots import Requirement
from cydradd.design.proportionality.bands import Threshold, band_of, bands, thresholds
from cydradd.vocabulary.facts import Band, JsonValue, Question
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual

BREACH, WARN = "breach", "warn"


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for one lot, or one call.

    Attributes:
        value: Value of the lot, or the median award of a call for grants, in pence.
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is out of proportion. ``level`` and ``limit`` are in the unit of what was asked."""

    code: str
    id: str | None
    level: Fraction | None
    limit: Fraction | None
    severity: str
    source: str
    sentence: Bilingual

    @property
    def ratio(self) -> Fraction | None:
        """Level over limit; ``None`` where there is no number."""
        return self.level / self.limit if self.level is not None and self.limit else None

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of a finding; numbers are exact text."""
        numbers = {"level": self.level, "limit": self.limit, "ratio": self.ratio}
        return {
            "code": self.code,
            "id": self.id,
            **{name: None if value is None else str(value) for name, value in numbers.items()},
            "severity": self.severity,
            "source": self.source,
            "sentence": self.sentence.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What may be asked, what is asked, and what of it is too much."""

    band: Band
    thresholds: tuple[Threshold, ...]
    asked_questions: int
    asked_words: int
    findings: tuple[Finding, ...]

    @property
    def publishable(self) -> bool:
        """Whether nothing breaches the band. A warning does not stop publication."""
        return not any(finding.severity == BREACH for finding in self.findings)


def prose(questions: Sequence[Question]) -> list[Question]:
    """The questions that somebody has to write an answer to."""
    return [question for question in questions if question.words > 0 and not question.prefilled]


def check(form: Form) -> Report:
    """Hold a form against the band of its value.

    Raises:
        NotPossible: No threshold is held for the day and the authority.
    """
    band = band_of(form.value, bands(form.on, form.authority_type))
    asked = prose(form.questions)
    words = sum(question.words for question in asked)
    findings = [*_burden(band, len(asked), words), *_shown(band, form), *_lots(band, form)]
    return Report(band, thresholds(form.on, form.authority_type), len(asked), words, tuple(findings))


def _too_many(code: str, level: int, limit: int, source: str, cy: str, en: str) -> Finding:
    sentence = Bilingual(f"{cy}: {level:,}. Y mwyaf: {limit:,}.", f"{en}: {level:,}. At most: {limit:,}.")
    return Finding(code, None, Fraction(level), Fraction(limit), BREACH, source, sentence)


def _burden(band: Band, questions: int, words: int) -> Iterator[Finding]:
    if questions > band.questions:
        yield _too_many("questions", questions, band.questions, band.source, "Cwestiynau", "Questions")
    if words > band.words:
        yield _too_many("words", words, band.words, band.source, "Geiriau", "Words")


def _shown(band: Band, form: Form) -> Iterator[Finding]:
    """What must be shown, requirement by requirement."""
    for requirement in form.requirements:
        if requirement.exception_gate:
            continue
        if not (requirement.reason and (requirement.reason.cy or requirement.reason.en)):
            sentence = Bilingual("Nid oes rheswm dros y gofyniad.", "The requirement has no reason.")
            yield Finding("no_reason", requirement.id, None, None, BREACH, "design.md 5", sentence)
        early = requirement.when != "after_offer"
        if requirement.kind == "insurance" and early:
            sentence = Bilingual(
                "Ni ellir gofyn am yswiriant cyn dyfarnu.", "Insurance cannot be asked for before award."
            )
            yield Finding("insurance_early", requirement.id, None, None, BREACH, "Procurement Act 2023 s.22", sentence)
        if requirement.kind in ("turnover", "insurance"):
            yield from _multiple(band, form, requirement)
        if requirement.kind == "accounts" and early:
            yield from _accounts(band, requirement)
        if requirement.kind == "suitability_stage":
            sentence = Bilingual("Mae cam addasrwydd ar wahân.", "There is a separate suitability stage.")
            severity = BREACH if band.accounts == 0 else WARN
            yield Finding("suitability_stage", requirement.id, None, None, severity, band.source, sentence)


def _number(text: str | None) -> Fraction | None:
    try:
        return None if text is None else Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def _multiple(band: Band, form: Form, requirement: Requirement) -> Iterator[Finding]:
    """Turnover against the yearly value, cover against the value; in pence."""
    level = _number(requirement.level)
    times = band.turnover if requirement.kind == "turnover" else band.cover
    base = Fraction(form.value) / (form.years if requirement.kind == "turnover" and form.years else 1)
    if times is None:
        sentence = Bilingual("Ni ofynnir am hyn am arian o’r maint hwn.", "This is not asked for money of this size.")
        yield Finding(requirement.kind, requirement.id, level, None, BREACH, band.source, sentence)
    elif level is None:
        sentence = Bilingual("Nid yw’r lefel yn rhif.", "The level is no number.")
        yield Finding(requirement.kind, requirement.id, None, times * base, WARN, band.source, sentence)
    elif level > times * base:
        most = format_money(Pence(int(times * base)), "GBP")
        sentence = Bilingual(f"Gormod. Y mwyaf: {most}.", f"Too much. At most: {most}.")
        yield Finding(requirement.kind, requirement.id, level, times * base, BREACH, band.source, sentence)


def _accounts(band: Band, requirement: Requirement) -> Iterator[Finding]:
    years = _number(requirement.level) or Fraction(1)
    if years > band.accounts:
        sentence = Bilingual(
            f"Blynyddoedd o gyfrifon cyn cynnig: {years}. Y mwyaf: {band.accounts}.",
            f"Years of accounts before an offer: {years}. At most: {band.accounts}.",
        )
        yield Finding("accounts", requirement.id, years, Fraction(band.accounts), BREACH, band.source, sentence)


def _lots(band: Band, form: Form) -> Iterator[Finding]:
    if band.accounts == 2 and form.lots == 1 and not form.one_lot_reason:
        sentence = Bilingual("Un lot, heb reswm ysgrifenedig.", "One lot, and no written reason.")
        yield Finding("one_lot", None, Fraction(1), None, BREACH, band.source, sentence)
