"""A proposal in words, for people: where it stands, its one call to action, its letters and its clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cydradd.share.proposal_parts import State
from cydradd.share.proposals import Change, Proposal, blocked_by, is_addressed, what_changed
from cydradd.share.support import Clock, count_letters
from cydradd.share.wording import shared_wording
from cydradd.vocabulary.text import Bilingual, Language, Plural
from cydradd.vocabulary.time import long_date

STATES: Mapping[State, Bilingual] = {
    State.DRAFT: Bilingual("drafft", "draft"),
    State.RESPONSES_OPEN: Bilingual("ar agor i ymatebion", "open for responses"),
    State.REVISING: Bilingual("yn cael ei ddiwygio", "being revised"),
    State.NEW_VERSION: Bilingual("fersiwn newydd", "new version"),
    State.SUPPORT_OPEN: Bilingual("ar agor i gefnogaeth", "open for support"),
    State.SENT: Bilingual("wedi’i anfon", "sent"),
    State.ANSWERED: Bilingual("wedi’i ateb", "answered"),
    State.OUTCOME: Bilingual("canlyniad yn hysbys", "outcome known"),
}
"""How each state is called on a page."""

CALLS: Mapping[State, Bilingual] = {
    State.DRAFT: Bilingual("Beth sydd o’i le ar hwn?", "What is wrong with this?"),
    State.RESPONSES_OPEN: Bilingual("Ymatebwch i bwynt.", "Respond to a point."),
    State.REVISING: Bilingual("Atebwch bob ymateb, a rhowch reswm.", "Answer every response, with a reason."),
    State.NEW_VERSION: Bilingual(
        "Darllenwch beth newidiodd, ac oherwydd pwy.", "Read what changed, and because of whom."
    ),
    State.SUPPORT_OPEN: Bilingual("Ysgrifennwch lythyr.", "Write a letter."),
    State.SENT: Bilingual("Dilynwch y cloc.", "Watch the clock."),
    State.ANSWERED: Bilingual("Darllenwch yr ateb i bob pwynt.", "Read the answer to every point."),
    State.OUTCOME: Bilingual("Dilynwch beth ddaeth ohono.", "Follow what came of it."),
}
"""The one call to action of each state."""

_DAYS = Plural(
    ("dim diwrnodau", "1 diwrnod", "2 ddiwrnod", "3 diwrnod", "6 diwrnod", "{n} o ddiwrnodau"), ("1 day", "{n} days")
)
_ORGANISATIONS = Plural(
    ("dim sefydliadau", "1 sefydliad", "2 sefydliad", "3 sefydliad", "6 sefydliad", "{n} o sefydliadau"),
    ("1 organisation", "{n} organisations"),
)
_PEOPLE = Plural(("neb", "1 person", "2 berson", "3 pherson", "6 pherson", "{n} o bobl"), ("1 person", "{n} people"))


def sentences(proposal: Proposal, clock: Clock | None) -> tuple[Bilingual, ...]:
    """The summary of a proposal, most important first."""
    return (
        *_where(proposal),
        *clock_words(clock, bool(proposal.replies)),
        *_responses(proposal),
        *_support(proposal),
        *_changes(proposal),
    )


def _where(proposal: Proposal) -> Iterator[Bilingual]:
    state, call, number = STATES[proposal.state], CALLS[proposal.state], proposal.version.number
    yield Bilingual(f"{proposal.title.cy or proposal.id}", f"{proposal.title.en or proposal.id}")
    yield Bilingual(f"Fersiwn {number}: {state.cy}. {call.cy}", f"Version {number}: {state.en}. {call.en}")
    points = proposal.version.points
    if proposal.sent is not None and points:
        done = sum(is_addressed(proposal, point.number) for point in points)
        yield Bilingual(
            f"Pwyntiau wedi’u hateb: {done}. Pwyntiau i gyd: {len(points)}.",
            f"Points answered: {done} of {len(points)}.",
        )
    for block in blocked_by(proposal):
        yield block.sentence


def clock_words(clock: Clock | None, begun: bool) -> Iterator[Bilingual]:
    """The clock in words; ``begun`` when some point has an answer."""
    if clock is None:
        return
    cy, en = (long_date(clock.due, language) for language in (Language.CY, Language.EN))
    yield Bilingual(f"Ateb erbyn: {cy}.", f"An answer is due by {en}.")
    if clock.days_left is None or clock.overdue is None:
        return
    if clock.answered:
        late = _DAYS.count(clock.overdue)
        yield Bilingual(f"Wedi’i ateb. Yn hwyr: {late.cy}.", f"Answered. Late by {late.en}.")
    elif clock.overdue:
        late = _DAYS.count(clock.overdue)
        if begun:
            yield Bilingual(f"Ateb i ran yn unig. Yn hwyr: {late.cy}.", f"Answered in part only. Late by {late.en}.")
        else:
            yield Bilingual(f"Dim ateb. Yn hwyr: {late.cy}.", f"No answer for {late.en} after the due date.")
    else:
        left = _DAYS.count(clock.days_left)
        yield Bilingual(f"Amser ar ôl: {left.cy}.", f"{left.en} left.")


def _responses(proposal: Proposal) -> Iterator[Bilingual]:
    answered = sum(response.answer is not None for response in proposal.responses)
    total = len(proposal.responses)
    yield Bilingual(f"Ymatebion: {total}. Wedi’u hateb: {answered}.", f"Responses: {total}, answered: {answered}.")


def _support(proposal: Proposal) -> Iterator[Bilingual]:
    counts = count_letters(proposal.letters, proposal.version.number)
    bodies, people = _ORGANISATIONS.count(counts.organisations), _PEOPLE.count(counts.people)
    yield Bilingual(
        f"Llythyrau o gefnogaeth: {bodies.cy}, {people.cy}. Wedi’u tynnu’n ôl: {counts.withdrawn}.",
        f"Letters of support: {bodies.en}, {people.en}. Withdrawn: {counts.withdrawn}.",
    )
    if counts.older:
        yield Bilingual(
            f"Llythyrau i fersiwn gynharach: {counts.older}.", f"Letters for an earlier version: {counts.older}."
        )
    for group in shared_wording(proposal.letters):
        yield Bilingual(
            f"Yr un geiriad, a phob un yn cyfrif: {', '.join(group)}.",
            f"Shared wording, each of them counted: {', '.join(group)}.",
        )
    limit = proposal.rules.threshold
    if limit is not None:
        met = limit.met_by(counts)
        yield Bilingual(
            "Mae digon o lythyrau i ddechrau’r ddyletswydd i ateb."
            if met
            else "Nid oes digon o lythyrau i ddechrau’r ddyletswydd i ateb eto.",
            "There are enough letters to start the duty to respond."
            if met
            else "There are not yet enough letters to start the duty to respond.",
        )


def _changes(proposal: Proposal) -> Iterator[Bilingual]:
    for change in what_changed(proposal):
        cy, en = _because(change, "Dienw"), _because(change, "not named")
        yield Bilingual(
            f"Fersiwn {change.version}, pwynt {change.passage}: oherwydd {cy}.",
            f"Version {change.version}, point {change.passage}: because of {en}.",
        )


def _because(change: Change, nobody: str) -> str:
    """The responses that caused a change, each with its writer as they chose to be named."""
    return ", ".join(f"{each.id} ({each.name or nobody})" for each in change.because_of) or "-"
