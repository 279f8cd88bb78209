"""Proposals as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from cydradd.cycle.report import formats
from cydradd.share.proposal_parts import State
from cydradd.share.proposal_words import CALLS, STATES
from cydradd.share.proposals import Proposal, blocked_by, what_changed
from cydradd.share.support import Body
from cydradd.vocabulary.text import Language
from cydradd_web.rounds.selectors import Words
from cydradd_web.share import models
from cydradd_web.share.selectors import parts
from cydradd_web.share.selectors.giving import both, given


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal in the list: where it stands, and its one call to action."""

    slug: str
    reference: str
    title: Words | None
    state: State
    state_name: str
    call: str
    version: int
    organisations: int
    people: int


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One file that could not be read, or one thing that is wrong in a file that could."""

    place: str
    sentence: Words | None


@dataclass(frozen=True, slots=True)
class VersionLink:
    """One version of a proposal, and since when it is the text."""

    number: int
    day: str
    current: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One proposal with everything that was said to it.

    Attributes:
        blocks: What keeps it from opening for support, while it is on the way there.
        faults: What could not be taken from its file.
    """

    line: Line
    versions: tuple[VersionLink, ...]
    points: tuple[parts.PointPart, ...]
    changes: tuple[parts.Changed, ...]
    responses: int
    answered: int
    letters: parts.Letters
    clock: parts.ClockPart | None
    ended: parts.Ended | None
    blocks: tuple[str, ...]
    faults: tuple[FaultLine, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version as it stood: its points, what it changed and why, and the responses that were made to it."""

    line: Line
    number: int
    day: str
    until: str | None
    versions: tuple[VersionLink, ...]
    points: tuple[tuple[int, Words | None], ...]
    changes: tuple[parts.Changed, ...]
    responses: tuple[tuple[int, tuple[parts.Said, ...]], ...]
    letters: int


def _line(row: models.Proposal, language: Language, version: int, organisations: int, people: int) -> Line:
    state = State(row.state)
    return Line(
        slug=row.slug,
        reference=row.reference,
        title=parts.words(both(row, "title"), language),
        state=state,
        state_name=STATES[state].side(language) or state.value,
        call=CALLS[state].side(language) or "",
        version=version,
        organisations=organisations,
        people=people,
    )


def proposals(language: Language) -> tuple[Line, ...]:
    """Every proposal, the one that changed last first. Three queries."""
    standing = models.Letter.objects.filter(withdrawn_at__isnull=True).order_by()
    letters = {
        (row["proposal"], row["body"]): row["n"] for row in standing.values("proposal", "body").annotate(n=Count("id"))
    }
    latest = models.Version.objects.order_by().values("proposal").annotate(last=Max("number"), since=Max("at"))
    rows = models.Proposal.objects.in_bulk()
    return tuple(
        _line(
            rows[each["proposal"]],
            language,
            each["last"],
            letters.get((each["proposal"], Body.ORGANISATION.value), 0),
            letters.get((each["proposal"], Body.PERSON.value), 0),
        )
        for each in sorted(latest, key=lambda each: (each["since"], rows[each["proposal"]].slug), reverse=True)
    )


def faults(language: Language) -> tuple[FaultLine, ...]:
    """Every file that could not be read, and why. One query."""
    return tuple(
        FaultLine(row.file, parts.words(both(row, "sentence"), language)) for row in models.Fault.objects.all()
    )


def _versions(proposal: Proposal, language: Language) -> tuple[VersionLink, ...]:
    return tuple(
        VersionLink(each.number, formats.day(each.at, language), each is proposal.version) for each in proposal.versions
    )


def _head(row: models.Proposal, proposal: Proposal, language: Language) -> tuple[Line, parts.Letters]:
    letters = parts.letters(proposal, language)
    line = _line(row, language, proposal.version.number, letters.organisations, letters.people)
    return line, letters


def page(slug: str, language: Language, *, on: date) -> Page | None:
    """One proposal, its clock as it stands on a local day; ``None``: there is no such proposal. Eight queries."""
    row = models.Proposal.objects.filter(slug=slug).first()
    if row is None:
        return None
    proposal = given(row)
    line, letters = _head(row, proposal, language)
    outcome = proposal.outcome
    underway = proposal.state in (State.DRAFT, State.RESPONSES_OPEN, State.REVISING, State.NEW_VERSION)
    return Page(
        line=line,
        versions=_versions(proposal, language),
        points=parts.points(proposal, language),
        changes=parts.changed(what_changed(proposal), language),
        responses=len(proposal.responses),
        answered=sum(each.answer is not None for each in proposal.responses),
        letters=letters,
        clock=parts.clock(proposal, on, language),
        ended=parts.Ended(outcome.result, parts.words(outcome.reason, language), formats.day(outcome.at, language))
        if outcome
        else None,
        blocks=tuple(block.sentence.side(language) or "" for block in blocked_by(proposal)) if underway else (),
        faults=_defects(row, language),
    )


def _defects(row: models.Proposal, language: Language) -> tuple[FaultLine, ...]:
    found = models.Defect.objects.filter(proposal=row)
    return tuple(FaultLine(each.place, parts.words(both(each, "sentence"), language)) for each in found)


def version_page(slug: str, number: int, language: Language) -> VersionPage | None:
    """One version of one proposal; ``None``: there is no such version. Seven queries."""
    row = models.Proposal.objects.filter(slug=slug).first()
    proposal = given(row) if row else None
    version = next((each for each in proposal.versions if each.number == number), None) if proposal else None
    if row is None or proposal is None or version is None:
        return None
    after = next((each for each in proposal.versions if each.number == number + 1), None)
    line, _ = _head(row, proposal, language)
    numbers = sorted({each.point for each in proposal.responses if each.version == number})
    return VersionPage(
        line=line,
        number=number,
        day=formats.day(version.at, language),
        until=formats.day(after.at, language) if after else None,
        versions=_versions(proposal, language),
        points=tuple((point.number, parts.words(point.text, language)) for point in version.points),
        changes=parts.changed([each for each in what_changed(proposal) if each.version == number], language),
        responses=tuple(
            (
                point,
                tuple(
                    parts.said(each, language)
                    for each in proposal.responses
                    if each.version == number and each.point == point
                ),
            )
            for point in numbers
        ),
        letters=sum(each.version == number and each.withdrawn is None for each in proposal.letters),
    )
