"""A design as it stands now, with what is still missing before anybody can apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cydradd.cycle import gates
from cydradd.cycle.events import Event
from cydradd.cycle.gates import Fact
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.proportion import reports
from cydradd.cycle.report.words import UnknownPhrase, word
from cydradd.cycle.stages import Gate
from cydradd.design.proportionality import Report, over_budget
from cydradd.vocabulary.money import format_money
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.design.kinds import KINDS, Kind
from cydradd_web.design.publishable import missing_in
from cydradd_web.design.selectors.agreed import agreement, contributions
from cydradd_web.rounds.selectors.evidence import evidence
from cydradd_web.rounds.selectors.live import events_of

MONEY = {"need": "size", "pot": "amount", "lot": "value", "provider": "capacity"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a design.

    Attributes:
        title: Its words in the language of the page, or else in ``lang``.
        facts: What else is told of it, in a line.
        sources: Ids of the statements and needs it comes from.
        missing: Languages in which its words are missing.
        findings: Why what it asks is out of proportion.
        comments: How many people commented on it.
    """

    id: str
    title: str
    lang: str | None
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[str, ...]
    excepted: bool
    comments: int


@dataclass(frozen=True, slots=True)
class Section:
    """Everything of one kind."""

    kind: Kind
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Burden:
    """What a lot asks, beside what it may ask for its money."""

    lot: str
    questions: int
    most_questions: int
    words: int
    most_words: int
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that must hold before anybody can apply, and does not yet."""

    sentence: str
    supplier: str
    detail: str


@dataclass(frozen=True, slots=True)
class Workshop:
    """The page of a design that is worked on. `burdens`: ``None``, proportion cannot be told for this round."""

    sections: tuple[Section, ...]
    lacking: tuple[Lacking, ...]
    burdens: tuple[Burden, ...] | None
    agreed: Event | None


def said(both: Bilingual | None, language: Language) -> tuple[str, str | None]:
    """A text in the language of the page, or in the other with its code."""
    found = (both or Bilingual()).either(language)
    if found is None:
        return "", None
    return found[0], None if found[1] is language else str(found[1])


def workshop(round_id: int, language: Language, *, at: datetime) -> Workshop:
    """A design as it stands at an instant."""
    now = evidence(round_id, at=at)
    found = reports(now.tables, now.settings)
    acts = events_of(round_id)
    comments = Counter(each.act.item for each in contributions(acts))
    over = _over(now.tables, found, language)
    sections = []
    for kind in KINDS.values():
        rows = getattr(now.tables, kind.table.name) or ()
        items = (_item(kind, row, language, now.settings.currency, over, comments) for row in rows)
        sections.append(Section(kind, tuple(items)))
    state = gates.state(Gate.OPEN_APPLY, now)
    lacking = tuple(_lacking(fact, language) for fact in state.facts if fact.state is not FactState.HOLDS)
    burdens = None if found is None else tuple(_burden(lot, each, language) for lot, each in found.items())
    return Workshop(tuple(sections), lacking, burdens, agreement(acts))


def _item(
    kind: Kind,
    row: Any,
    language: Language,
    currency: str,
    over: Mapping[str, tuple[str, ...]],
    comments: Mapping[str | None, int],
) -> Item:
    both = getattr(row, "title", None) or getattr(row, "text", None) or getattr(row, "reason", None)
    title, lang = said(both, language)
    if not title:
        title = str(getattr(row, "name", None) or getattr(row, "commissioner", None) or row.id)
    return Item(
        id=row.id,
        title=title,
        lang=lang,
        facts=tuple(_facts(kind, row, language, currency)),
        sources=(*getattr(row, "statements", ()), *(getattr(row, "needs", ()) if kind.name != "need" else ())),
        missing=missing_in(row),
        findings=over.get(row.id, ()),
        excepted=bool(getattr(row, "exception_gate", None)),
        comments=comments.get(row.id, 0),
    )


def _facts(kind: Kind, row: Any, language: Language, currency: str) -> Iterable[str]:
    """What is told of a thing beside its words."""
    if name := MONEY.get(kind.name):
        yield format_money(getattr(row, name), currency)
    for name, part in (("offer_type", "offer_type"), ("mode", "pot_mode")):
        if value := getattr(row, name, None):
            yield _word(language, part, value)
    if kind.name == "asset":
        yield _word(language, "asset_kind", row.kind)
    elif kind.name == "requirement":
        yield _word(language, "requirement_kind", row.kind)
        yield from ([f"{row.level} {row.unit or ''}".strip()] if row.level else [])
    elif kind.name in ("need", "provider") and row.kind:
        yield str(row.kind)
    elif kind.name == "criterion":
        yield f"{row.low}–{row.high}"
    if lot := getattr(row, "lot", None):
        yield str(lot)


def _word(language: Language, part: str, value: str) -> str:
    try:
        return str(word(language, f"design.{part}", value))
    except (UnknownPhrase, KeyError):
        return value


def _over(tables: Any, found: Mapping[str, Report] | None, language: Language) -> dict[str, tuple[str, ...]]:
    """Why each requirement or question is too much, by its id."""
    why: dict[str, list[str]] = {}
    for lot, report in (found or {}).items():
        for finding in report.findings:
            sentence = said(finding.sentence, language)[0]
            asked = [row for row in tables.questions or () if row.lot == lot]
            ids = [finding.id] if finding.id else []
            if finding.code in ("questions", "words"):
                ids = list(over_budget(asked, report.band))
            for id in ids:
                why.setdefault(id, []).append(sentence)
    return {id: tuple(each) for id, each in why.items()}


def _burden(lot: str, report: Report, language: Language) -> Burden:
    findings = tuple(said(each.sentence, language)[0] for each in report.findings if each.id is None)
    band = report.band
    return Burden(lot, report.asked_questions, band.questions, report.asked_words, band.words, findings)


def _lacking(fact: Fact, language: Language) -> Lacking:
    texts = (fact.sentence, fact.supplier, fact.detail)
    return Lacking(*(said(each, language)[0] for each in texts))
