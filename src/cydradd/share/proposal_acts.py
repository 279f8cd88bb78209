"""The acts that carry a proposal from a draft to its outcome. Each gives a new proposal, or refuses with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cydradd.share.proposal_parts import (
    Answer,
    Outcome,
    Point,
    Reply,
    Response,
    Result,
    Sent,
    Stance,
    State,
    Version,
)
from cydradd.share.proposals import ActRefused, Proposal, is_addressed, only_in
from cydradd.share.support import Extension, Letter, Withdrawal, check_letter, clock
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date


def _refuse(code: str, cy: str, en: str) -> ActRefused:
    return ActRefused(Bilingual(cy, en), code=code)


def _said(text: Bilingual) -> None:
    """Refuse an act without its reason."""
    if not (text.cy or text.en):
        raise _refuse("no-reason", "Mae angen rheswm. Ysgrifennwch un.", "A reason is needed. Write one.")


def check_points(points: Sequence[Point]) -> None:
    """Let points pass whose numbers are 1 and up, each given once."""
    numbers = [point.number for point in points]
    if any(number < 1 for number in numbers) or len(set(numbers)) != len(numbers):
        raise _refuse(
            "bad-number",
            "Rhaid i bob pwynt gael ei rif ei hun, o 1 i fyny.",
            "Every point needs a number of its own, from 1.",
        )


def open_responses(proposal: Proposal) -> Proposal:
    """Ask everyone to respond by point."""
    only_in(proposal, State.DRAFT)
    if not proposal.version.points:
        raise _refuse("no-points", "Nid oes pwynt i ymateb iddo.", "There is no point to respond to. Write one.")
    return replace(proposal, state=State.RESPONSES_OPEN)


def respond(proposal: Proposal, response: Response) -> Proposal:
    """Take one response to one point of the current version."""
    only_in(proposal, State.RESPONSES_OPEN)
    if any(other.id == response.id for other in proposal.responses):
        raise _refuse("twice", f"Mae ymateb {response.id} yno eisoes.", f"There is a response {response.id} already.")
    if response.version != proposal.version.number or proposal.version.point(response.point) is None:
        raise _refuse(
            "no-point",
            f"Nid oes pwynt {response.point} yn fersiwn {response.version}, neu nid honno yw’r fersiwn bresennol.",
            f"Version {response.version} is not the current one, or has no point {response.point}.",
        )
    return replace(proposal, responses=(*proposal.responses, replace(response, answer=None)))


def close_responses(proposal: Proposal) -> Proposal:
    """End the time of responding; those who draft revise."""
    only_in(proposal, State.RESPONSES_OPEN)
    return replace(proposal, state=State.REVISING)


def answer(proposal: Proposal, response_id: str, given: Answer) -> Proposal:
    """Say what was done with a response, and why."""
    only_in(proposal, State.RESPONSES_OPEN, State.REVISING, State.NEW_VERSION)
    _said(given.reason)
    found = next((each for each in proposal.responses if each.id == response_id), None)
    if found is None:
        raise _refuse("no-response", f"Nid oes ymateb {response_id}.", f"There is no response {response_id}.")
    if found.answer is not None:
        raise _refuse("twice", f"Atebwyd {response_id} eisoes.", f"Response {response_id} has an answer already.")
    answered = tuple(replace(each, answer=given) if each is found else each for each in proposal.responses)
    return replace(proposal, responses=answered)


def new_version(proposal: Proposal, version: Version) -> Proposal:
    """Put a new version in the place of the current one; support that was open is closed by it."""
    only_in(proposal, State.REVISING, State.NEW_VERSION, State.SUPPORT_OPEN)
    check_points(version.points)
    if version.number != proposal.version.number + 1:
        following = proposal.version.number + 1
        raise _refuse("bad-number", f"Fersiwn {following} sydd nesaf.", f"The next version is number {following}.")
    earlier = {point.number for each in proposal.versions[:-1] for point in each.points}
    gone = earlier - {point.number for point in proposal.version.points}
    back = sorted(gone & {point.number for point in version.points})
    if back:
        raise _refuse(
            "number-again",
            f"Rhif {back[0]}: rhif pwynt a dynnwyd. Rhowch rif newydd.",
            f"Number {back[0]} belonged to a point that was removed. Give a new number.",
        )
    return replace(proposal, versions=(*proposal.versions, version), state=State.NEW_VERSION)


def back(proposal: Proposal, letter: Letter) -> Proposal:
    """Take a letter of support: one for each organisation and each person, also after a withdrawal."""
    only_in(proposal, State.SUPPORT_OPEN)
    check_letter(letter, proposal.rules.letter_words)
    if any((other.body, other.writer) == (letter.body, letter.writer) for other in proposal.letters):
        raise _refuse(
            "second-letter",
            "Mae llythyr gan yr un ysgrifennwr yno eisoes: un llythyr yr un.",
            "There is a letter by this writer already: one letter each.",
        )
    if not 1 <= letter.version <= proposal.version.number:
        raise _refuse(
            "no-version", f"Nid oes fersiwn {letter.version}.", f"There is no version {letter.version} to support."
        )
    return replace(proposal, letters=(*proposal.letters, replace(letter, withdrawn=None)))


def withdraw(proposal: Proposal, letter: Letter, withdrawal: Withdrawal) -> Proposal:
    """Take a letter back, at any time: counts go down, and the letter stays in the record."""
    writer = (letter.body, letter.writer)
    found = next((each for each in proposal.letters if (each.body, each.writer) == writer), None)
    if found is None or found.withdrawn is not None or withdrawal.at < found.at:
        raise _refuse(
            "no-letter",
            "Nid oes llythyr i’w dynnu’n ôl ar yr amser hwn.",
            "There is no letter to withdraw at this time.",
        )
    kept = tuple(replace(each, withdrawn=withdrawal) if each is found else each for each in proposal.letters)
    return replace(proposal, letters=kept)


def send(proposal: Proposal, sent: Sent) -> Proposal:
    """Send it to an office: the clock starts."""
    only_in(proposal, State.SUPPORT_OPEN)
    if not proposal.version.points:
        raise _refuse("no-points", "Nid oes pwynt i’w ateb.", "There is no point to answer. Write one.")
    if not (sent.addressee.cy or sent.addressee.en):
        raise _refuse(
            "no-addressee", "Rhowch y swydd y mae’n mynd iddi.", "Name the office that it goes to, not a person."
        )
    return replace(proposal, sent=replace(sent, extension=None), state=State.SENT)


def extend(proposal: Proposal, extension: Extension) -> Proposal:
    """Give the addressee more days: once, with a reason, and before the time is over."""
    only_in(proposal, State.SENT)
    _said(extension.reason)
    sent = proposal.sent
    if sent is None or sent.extension is not None:
        raise _refuse("twice", "Estynnwyd yr amser unwaith eisoes.", "The time was extended once already.")
    if extension.days < 1 or local_date(extension.at) > clock(sent.at, None, days=proposal.rules.days).due:
        raise _refuse(
            "too-late",
            "Rhaid estyn cyn i’r amser ddod i ben, o un diwrnod o leiaf.",
            "The time is extended by at least one day, and before it is over.",
        )
    return replace(proposal, sent=replace(sent, extension=extension))


def reply(proposal: Proposal, given: Reply) -> Proposal:
    """Take the addressee's answer to one point. When every point is addressed, the proposal is answered."""
    only_in(proposal, State.SENT)
    _said(given.reason)
    if given.stance is Stance.CANNOT_ANSWER and given.who_can is None:
        raise _refuse("who-can", "Dywedwch pwy all ateb.", "Say who can answer it.")
    if proposal.version.point(given.point) is None or is_addressed(proposal, given.point):
        raise _refuse(
            "no-point",
            f"Nid oes pwynt {given.point} sy’n aros am ateb.",
            f"There is no point {given.point} that waits for an answer.",
        )
    answered = replace(proposal, replies=(*proposal.replies, given))
    return answered if answered.answered_at is None else replace(answered, state=State.ANSWERED)


def conclude(proposal: Proposal, outcome: Outcome) -> Proposal:
    """Say what came of it. ``no-answer`` only after the time is over; nothing is concluded by itself."""
    only_in(proposal, State.SENT, State.ANSWERED)
    _said(outcome.reason)
    if outcome.result is Result.NO_ANSWER and not _is_over(proposal, outcome.at):
        raise _refuse(
            "not-over", "Nid yw’r amser i ateb ar ben.", "The time to answer is not over, or there is an answer."
        )
    if proposal.state is State.SENT and outcome.result not in (Result.NO_ANSWER, Result.SUPERSEDED):
        raise _refuse("not-answered", "Nid oes ateb i bob pwynt eto.", "Not every point has an answer yet.")
    return replace(proposal, outcome=outcome, state=State.OUTCOME)


def _is_over(proposal: Proposal, at: datetime) -> bool:
    """Whether the time to answer ended, without an answer to every point, before the day of an instant."""
    sent = proposal.sent
    if sent is None or proposal.state is not State.SENT:
        return False
    return local_date(at) > clock(sent.at, None, days=proposal.rules.days, extension=sent.extension).due
