"""The parts of a proposal as a page shows them, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cydradd.cycle.report import formats
from cydradd.share.proposal_parts import Kind, Reply, Response, Result, Stance, Treatment
from cydradd.share.proposal_report import clock_of
from cydradd.share.proposal_words import clock_words
from cydradd.share.proposals import Change, Proposal, what_changed
from cydradd.share.support import Body, Letter, count_letters
from cydradd.share.wording import shared_wording
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd.vocabulary.time import local_date
from cydradd_web.rounds.selectors import Words


def words(text: Bilingual | None, language: Language) -> Words | None:
    """Text in the language of the page, else in the other one; ``None``: neither is there."""
    found = (text or Bilingual()).either(language)
    return None if found is None else Words(found[0], None if found[1] == language else found[1])


@dataclass(frozen=True, slots=True)
class Said:
    """One response and what was done with it. ``name`` as its writer chose to be named; ``None``: not named."""

    id: str
    name: str | None
    kind: Kind
    text: Words | None
    day: str
    version: int
    treatment: Treatment | None
    reason: Words | None
    answered: str | None


def said(response: Response, language: Language) -> Said:
    """One response."""
    answer = response.answer
    return Said(
        id=response.id,
        name=response.name,
        kind=response.kind,
        text=words(response.text, language),
        day=formats.day(response.at, language),
        version=response.version,
        treatment=answer.treatment if answer else None,
        reason=words(answer.reason, language) if answer else None,
        answered=formats.day(answer.at, language) if answer else None,
    )


@dataclass(frozen=True, slots=True)
class Replied:
    """The addressee's answer to one point."""

    stance: Stance
    reason: Words | None
    who_can: Words | None
    day: str


def replied(reply: Reply, language: Language) -> Replied:
    """One answer."""
    day = formats.day(reply.at, language)
    return Replied(reply.stance, words(reply.reason, language), words(reply.who_can, language), day)


@dataclass(frozen=True, slots=True)
class PointPart:
    """One point with everything that was said to it, in whichever version.

    Attributes:
        text: ``None``: the version that is shown has left it out.
        gone: In which version it was left out; ``None``: it is there, or never was. ``why``: the reason.
        changed: Whether the version that is shown has changed it.
    """

    number: int
    text: Words | None
    responses: tuple[Said, ...]
    reply: Replied | None
    gone: int | None = None
    why: Words | None = None
    changed: bool = False


def points(proposal: Proposal, language: Language) -> tuple[PointPart, ...]:
    """Every point of the current version, and then those that were left out on the way."""
    there = {point.number: words(point.text, language) for point in proposal.version.points}
    gone = {
        removal.number: (version.number, words(removal.reason, language))
        for version in proposal.versions
        for removal in version.removed
        if removal.number not in there
    }
    older = {point.number for version in proposal.versions for point in version.points} - there.keys() - gone.keys()
    changed = {change.passage for change in what_changed(proposal) if change.version == proposal.version.number}
    replies = {reply.point: replied(reply, language) for reply in proposal.replies}
    return tuple(
        PointPart(
            number=number,
            text=there.get(number),
            responses=tuple(said(each, language) for each in proposal.responses if each.point == number),
            reply=replies.get(number),
            gone=gone.get(number, (None, None))[0],
            why=gone.get(number, (None, None))[1],
            changed=number in changed,
        )
        for number in (*there, *sorted({*gone, *older}))
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """One passage that a version changed, and because of whom."""

    version: int
    number: int
    before: Words | None
    after: Words | None
    because_of: tuple[Said, ...]
    why: Words | None


def changed(changes: Sequence[Change], language: Language) -> tuple[Changed, ...]:
    """What changed, because of whom."""
    return tuple(
        Changed(
            change.version,
            change.passage,
            words(change.before, language),
            words(change.after, language),
            tuple(said(each, language) for each in change.because_of),
            words(change.reason, language),
        )
        for change in changes
    )


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One letter. ``older``: it supports an earlier version. ``shared``: how many others share its wording."""

    name: str | None
    organisation: bool
    partner: str | None
    day: str
    version: int
    older: bool
    language: Language
    why: str
    difference: str
    shared: int
    withdrawn: str | None
    reason: Words | None


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of support, and how they are counted: those that were withdrawn apart, and in nothing else.

    Attributes:
        partners: Each partner with letters that stand, and how many; ``None``: not told.
        met: Whether there are enough to start the duty to respond; ``None``: the network sets no number.
        needed: Organisations and people that it takes; ``None`` likewise.
    """

    every: tuple[LetterPart, ...]
    organisations: int
    people: int
    withdrawn: int
    older: int
    partners: tuple[tuple[Partner | None, str | None, int], ...]
    met: bool | None
    needed: tuple[int, int] | None


def letters(proposal: Proposal, language: Language) -> Letters:
    """The letters of a proposal, in the order in which they came."""
    counts, limit = count_letters(proposal.letters, proposal.version.number), proposal.rules.threshold
    alike = {writer: len(group) - 1 for group in shared_wording(proposal.letters) for writer in group}
    current = proposal.version.number
    return Letters(
        tuple(_letter(each, alike.get(each.writer, 0), current, language) for each in proposal.letters),
        counts.organisations,
        counts.people,
        counts.withdrawn,
        counts.older,
        tuple(
            (partner, PARTNER_NAMES[partner].side(language) if partner else None, counts.by_partner[partner])
            for partner in (*Partner, None)
            if counts.by_partner[partner]
        ),
        limit.met_by(counts) if limit else None,
        (limit.organisations, limit.people) if limit else None,
    )


def _letter(letter: Letter, shared: int, current: int, language: Language) -> LetterPart:
    gone = letter.withdrawn
    return LetterPart(
        letter.name,
        letter.body is Body.ORGANISATION,
        PARTNER_NAMES[letter.partner].side(language) if letter.partner else None,
        formats.day(letter.at, language),
        letter.version,
        letter.version < current and gone is None,
        letter.language,
        letter.why.strip(),
        letter.difference.strip(),
        shared,
        formats.day(gone.at, language) if gone else None,
        words(gone.reason, language) if gone else None,
    )


@dataclass(frozen=True, slots=True)
class ClockPart:
    """The response clock as it stands on one day: to which office, since when, until when."""

    addressee: Words | None
    sent: str
    due: str
    on: str
    sentences: tuple[str, ...]
    answered: int
    points: int
    extension: Words | None
    extended: str | None


def clock(proposal: Proposal, on: date, language: Language) -> ClockPart | None:
    """The clock on a local day; ``None``: the proposal is not sent, or was not yet on that day."""
    if proposal.sent is None or on < local_date(proposal.sent.at):
        return None
    running = clock_of(proposal, on)
    if running is None:
        return None
    longer, there = proposal.sent.extension, {point.number for point in proposal.version.points}
    done = [reply for reply in proposal.replies if local_date(reply.at) <= on and reply.point in there]
    return ClockPart(
        words(proposal.sent.addressee, language),
        formats.day(running.sent, language),
        formats.day(running.due, language),
        formats.day(on, language),
        tuple(_sides(clock_words(running, bool(done)), language)),
        len(done),
        len(there),
        words(longer.reason, language) if longer else None,
        formats.day(longer.at, language) if longer else None,
    )


def _sides(sentences: Iterator[Bilingual], language: Language) -> Iterator[str]:
    return (side for sentence in sentences if (side := sentence.side(language)))


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a proposal."""

    result: Result
    reason: Words | None
    day: str
