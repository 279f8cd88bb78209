"""Proposals: shared drafts in versions, with numbered points, responses by point, and what changed because of whom.

A proposal goes one way: draft, responses open, revising, new version, support open, sent, answered, outcome. The acts
that move it are in `cydradd.share.proposal_acts`. Source: share.md 3.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from cydradd.share.proposal_parts import (
    Outcome,
    Removal,
    Reply,
    Response,
    Rules,
    Sent,
    State,
    Treatment,
    Version,
)
from cydradd.share.support import Letter
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual


class ActRefused(CydraddError):
    """An act that a proposal does not allow where it stands."""

    code = "not-now"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A shared draft and everything that was said to it. ``versions`` is never empty."""

    id: str
    title: Bilingual
    versions: tuple[Version, ...]
    state: State = State.DRAFT
    responses: tuple[Response, ...] = ()
    letters: tuple[Letter, ...] = ()
    sent: Sent | None = None
    replies: tuple[Reply, ...] = ()
    outcome: Outcome | None = None
    rules: Rules = field(default_factory=Rules)

    @property
    def version(self) -> Version:
        """The current version."""
        return self.versions[-1]

    @property
    def answered_at(self) -> datetime | None:
        """Instant at which the last point was addressed; ``None`` while one is not."""
        if not self.version.points or any(not is_addressed(self, point.number) for point in self.version.points):
            return None
        return max(reply.at for reply in self.replies)


def is_addressed(proposal: Proposal, number: int) -> bool:
    """Whether the addressee has answered a point."""
    return any(reply.point == number for reply in proposal.replies)


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that a version changed.

    Attributes:
        before, after: The text; ``None`` where the point is new, or is left out.
        because_of: The responses that caused it.
        reason: Why a point was left out; ``None`` where none was given or none is needed.
    """

    version: int
    passage: int
    before: Bilingual | None
    after: Bilingual | None
    because_of: tuple[Response, ...]
    reason: Bilingual | None = None

    @property
    def is_explained(self) -> bool:
        """Whether a changed paragraph names a response, or a point that was left out says why."""
        return bool(self.because_of) if self.after is not None else self.reason is not None


def what_changed(proposal: Proposal) -> tuple[Change, ...]:
    """Every passage that changed, version by version, with the responses that caused it."""
    return tuple(
        change
        for before, after in zip(proposal.versions, proposal.versions[1:], strict=False)
        for change in _changes(proposal, before, after)
    )


def _changes(proposal: Proposal, before: Version, after: Version) -> Iterator[Change]:
    responses = {response.id: response for response in proposal.responses}
    old, new = ({point.number: point for point in version.points} for version in (before, after))
    removed: Mapping[int, Removal] = {removal.number: removal for removal in after.removed}
    for number in sorted(old | new):
        was, now, gone = old.get(number), new.get(number), removed.get(number)
        if was is not None and now is not None and was.text == now.text:
            continue
        named = now.because_of if now is not None else gone.because_of if gone is not None else ()
        yield Change(
            after.number,
            number,
            None if was is None else was.text,
            None if now is None else now.text,
            tuple(responses[each] for each in named if each in responses),
            gone.reason if gone is not None and now is None else None,
        )


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that keeps a proposal from opening for support.

    Attributes:
        word: The id of a response that has no answer, or a stable word.
    """

    word: str
    sentence: Bilingual


_BLOCKS = {
    "no-points": Bilingual("Nid oes pwynt yn y cynnig eto. Ysgrifennwch un.", "It has no point yet. Write one."),
    "responses-not-asked": Bilingual(
        "Ni ofynnwyd i neb am ymateb eto. Agorwch y cynnig i ymatebion.",
        "Nobody has been asked to respond yet. Open it for responses.",
    ),
    "responses-still-open": Bilingual(
        "Mae’r cynnig yn dal ar agor i ymatebion. Caewch hynny’n gyntaf.",
        "It is still open for responses. Close them first.",
    ),
    "no-new-version": Bilingual(
        "Derbyniwyd newid, ond nid oes fersiwn newydd. Ysgrifennwch un.",
        "A change was adopted, but there is no new version. Write one.",
    ),
}


def blocked_by(proposal: Proposal) -> tuple[Block, ...]:
    """Everything that keeps a proposal from opening for support; empty when nothing does."""
    found = []
    if not proposal.version.points:
        found.append("no-points")
    if proposal.state is State.DRAFT:
        found.append("responses-not-asked")
    if proposal.state is State.RESPONSES_OPEN:
        found.append("responses-still-open")
    changed = (Treatment.ADOPTED, Treatment.PARTLY)
    if any(
        r.answer and r.answer.treatment in changed and r.version >= proposal.version.number for r in proposal.responses
    ):
        found.append("no-new-version")
    return (
        *(Block(word, _BLOCKS[word]) for word in found),
        *(
            Block(
                response.id,
                Bilingual(
                    f"Nid oes ateb i ymateb {response.id}. Atebwch, a rhowch reswm.",
                    f"Response {response.id} has no answer. Answer it, with a reason.",
                ),
            )
            for response in proposal.responses
            if response.answer is None
        ),
        *(
            Block(
                f"unexplained-point-{change.passage}",
                Bilingual(
                    f"Pwynt {change.passage}: newidiodd yn fersiwn {change.version} heb reswm. Enwch yr ymateb.",
                    f"Point {change.passage} changed in version {change.version} without a cause. Name the response.",
                ),
            )
            for change in what_changed(proposal)
            if not change.is_explained
        ),
    )


def only_in(proposal: Proposal, *states: State) -> None:
    """Refuse an act outside the states that allow it."""
    if proposal.state not in states:
        wanted = ", ".join(states)
        raise ActRefused(
            Bilingual(
                f"Ni ellir gwneud hyn yn y cyflwr {proposal.state}. Gellir ei wneud yn: {wanted}.",
                f"This cannot be done while the proposal is in the state {proposal.state}, only in: {wanted}.",
            )
        )


def open_for_support(proposal: Proposal) -> Proposal:
    """Ask for letters of support.

    Raises:
        ActRefused: Not after a revision, or something is in the way (`blocked_by` lists all of it).
    """
    only_in(proposal, State.REVISING, State.NEW_VERSION)
    blocks = blocked_by(proposal)
    if blocks:
        raise ActRefused(
            Bilingual(
                " ".join(block.sentence.cy or "" for block in blocks),
                " ".join(block.sentence.en or "" for block in blocks),
            ),
            code="blocked",
        )
    return replace(proposal, state=State.SUPPORT_OPEN)
