"""The states of a proposal as tables (share.md 3.5 and 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.spec.share.proposals_by_hand import AT, LONG, REASON, at_state, draft, letter, point, response

from cydradd.share import proposal_acts as acts
from cydradd.share.proposal_parts import (
    Answer,
    Outcome,
    Removal,
    Reply,
    Response,
    Result,
    Sent,
    Stance,
    State,
    Treatment,
    Version,
)
from cydradd.share.proposals import ActRefused, Proposal, blocked_by, open_for_support, what_changed
from cydradd.share.support import Body, Extension, Withdrawal, count_letters
from cydradd.vocabulary.text import Bilingual

ACTS: dict[str, tuple[Callable[[Proposal], Proposal], set[State]]] = {
    "open for responses": (acts.open_responses, {State.DRAFT}),
    "respond": (lambda p: acts.respond(p, response("R2")), {State.RESPONSES_OPEN}),
    "close responses": (acts.close_responses, {State.RESPONSES_OPEN}),
    "new version": (
        lambda p: acts.new_version(p, Version(p.version.number + 1, AT, p.version.points)),
        {State.REVISING, State.NEW_VERSION, State.SUPPORT_OPEN},
    ),
    "open for support": (open_for_support, {State.NEW_VERSION}),
    "write a letter": (lambda p: acts.back(p, letter()), {State.SUPPORT_OPEN}),
    "send": (lambda p: acts.send(p, Sent(AT, Bilingual(en="Office"))), {State.SUPPORT_OPEN}),
    "reply": (lambda p: acts.reply(p, Reply(1, Stance.AGREE, REASON, AT)), {State.SENT}),
    "extend": (lambda p: acts.extend(p, Extension(AT, 7, REASON)), {State.SENT}),
    "conclude": (lambda p: acts.conclude(p, Outcome(Result.SUPERSEDED, REASON, AT)), {State.SENT}),
}
STATES = (State.DRAFT, State.RESPONSES_OPEN, State.REVISING, State.NEW_VERSION, State.SUPPORT_OPEN, State.SENT)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_done_in_its_states_alone(act: str, state: State) -> None:
    do, allowed = ACTS[act]
    proposal = at_state(state)

    if state in allowed:
        assert do(proposal) != proposal
    else:
        with pytest.raises(ActRefused):
            do(proposal)


def revising(*answers: Treatment | None) -> Proposal:
    """Responses R1, R2 ... to point 1, each answered or not."""
    found = acts.open_responses(draft(point(1), point(2)))
    for number, _ in enumerate(answers, 1):
        found = acts.respond(found, response(f"R{number}"))
    found = acts.close_responses(found)
    for number, treatment in enumerate(answers, 1):
        if treatment is not None:
            found = acts.answer(found, f"R{number}", Answer(treatment, REASON, AT))
    return found


NOT, ADOPTED, PARTLY = Treatment.NOT, Treatment.ADOPTED, Treatment.PARTLY


@pytest.mark.parametrize(
    ("proposal", "words"),
    [
        (draft(), ["no-points", "responses-not-asked"]),
        (draft(point(1)), ["responses-not-asked"]),
        (acts.open_responses(draft(point(1))), ["responses-still-open"]),
        (revising(), []),
        (revising(NOT), []),
        (revising(None, NOT, None), ["R1", "R3"]),
        (revising(ADOPTED), ["no-new-version"]),
        (revising(PARTLY), ["no-new-version"]),
        (acts.new_version(revising(ADOPTED), Version(2, AT, (point(1, "new", "R1"), point(2)))), []),
        (acts.new_version(revising(None), Version(2, AT, (point(1, "new", "R1"), point(2)))), ["R1"]),
        (acts.new_version(revising(ADOPTED), Version(2, AT, (point(1, "new"), point(2)))), ["unexplained-point-1"]),
        (acts.new_version(revising(ADOPTED), Version(2, AT, (point(1, "n", "R9"), point(2)))), ["unexplained-point-1"]),
        (acts.new_version(revising(NOT), Version(2, AT, (point(1),))), ["unexplained-point-2"]),
        (acts.new_version(revising(NOT), Version(2, AT, (point(1),), (Removal(2, REASON),))), []),
        (acts.new_version(revising(NOT), Version(2, AT, (), (Removal(1, REASON), Removal(2, REASON)))), ["no-points"]),
    ],
)
def test_what_keeps_a_proposal_from_opening_for_support(proposal: Proposal, words: list[str]) -> None:
    assert [block.word for block in blocked_by(proposal)] == words
    if words:
        with pytest.raises(ActRefused):
            open_for_support(proposal)
    else:
        assert open_for_support(proposal).state is State.SUPPORT_OPEN


def test_a_change_names_the_response_that_caused_it() -> None:
    proposal = acts.new_version(
        revising(ADOPTED, NOT), Version(2, AT, (point(1, "new", "R1"), point(3, "more", "R2")), (Removal(2, REASON),))
    )

    changes = what_changed(proposal)

    assert [(c.passage, c.before and c.before.en, c.after and c.after.en) for c in changes] == [
        (1, "text", "new"),
        (2, "text", None),
        (3, None, "more"),
    ]
    assert [[r.id for r in c.because_of] for c in changes] == [["R1"], [], ["R2"]]
    assert changes[1].reason == REASON


def test_the_number_of_a_removed_point_is_never_given_again() -> None:
    without = acts.new_version(revising(NOT), Version(2, AT, (point(1),), (Removal(2, REASON),)))

    with pytest.raises(ActRefused, match="Number 2"):
        acts.new_version(without, Version(3, AT, (point(1), point(2, "other", "R1"))))


@pytest.mark.parametrize("body", Body)
def test_one_letter_per_body_also_after_a_withdrawal(body: Body) -> None:
    backed = acts.back(at_state(State.SUPPORT_OPEN), letter("a", body))
    withdrawn = acts.withdraw(backed, letter("a", body), Withdrawal(AT))

    for proposal in (backed, withdrawn):
        with pytest.raises(ActRefused, match="already"):
            acts.back(proposal, letter("a", body))
    other = Body.PERSON if body is Body.ORGANISATION else Body.ORGANISATION
    assert len(acts.back(withdrawn, letter("a", other)).letters) == 2


def test_a_withdrawal_stays_and_the_counts_go_down() -> None:
    proposal = at_state(State.SUPPORT_OPEN)
    for writer in "ab":
        proposal = acts.back(proposal, letter(writer))
    proposal = acts.withdraw(proposal, letter("a"), Withdrawal(AT + timedelta(days=1)))

    counts = count_letters(proposal.letters, 2)

    assert (counts.people, counts.withdrawn, counts.older, len(proposal.letters)) == (1, 1, 1, 2)
    with pytest.raises(ActRefused):
        acts.withdraw(proposal, letter("a"), Withdrawal(AT + timedelta(days=2)))


def test_nothing_is_sent_without_points_or_an_office() -> None:
    empty = replace(at_state(State.SUPPORT_OPEN), versions=(Version(1, AT, ()),))

    with pytest.raises(ActRefused, match="no point"):
        acts.send(empty, Sent(AT, Bilingual(en="Office")))
    with pytest.raises(ActRefused, match="office"):
        acts.send(at_state(State.SUPPORT_OPEN), Sent(AT, Bilingual()))


def test_a_point_that_is_not_addressed_keeps_it_from_being_answered() -> None:
    partly = acts.reply(at_state(State.SENT), Reply(1, Stance.DISAGREE, REASON, AT))

    assert (partly.state, partly.answered_at) == (State.SENT, None)
    with pytest.raises(ActRefused):
        acts.reply(partly, Reply(1, Stance.AGREE, REASON, AT))
    with pytest.raises(ActRefused, match="who can"):
        acts.reply(partly, Reply(2, Stance.CANNOT_ANSWER, REASON, AT))
    whole = acts.reply(partly, Reply(2, Stance.CANNOT_ANSWER, REASON, AT, Bilingual(en="The board")))
    assert (whole.state, whole.answered_at) == (State.ANSWERED, AT)


@pytest.mark.parametrize(
    ("result", "day", "allowed"),
    [
        (Result.NO_ANSWER, 28, False),
        (Result.NO_ANSWER, 29, True),
        (Result.SUPERSEDED, 1, True),
        (Result.ADOPTED, 1, False),
    ],
)
def test_nothing_is_closed_before_its_time(result: Result, day: int, allowed: bool) -> None:
    outcome = Outcome(result, REASON, AT + timedelta(days=day))

    if allowed:
        assert acts.conclude(at_state(State.SENT), outcome).state is State.OUTCOME
    else:
        with pytest.raises(ActRefused):
            acts.conclude(at_state(State.SENT), outcome)


def test_the_time_is_extended_once_and_in_time() -> None:
    sent = at_state(State.SENT)
    longer = acts.extend(sent, Extension(AT, 14, REASON))

    with pytest.raises(ActRefused, match="once"):
        acts.extend(longer, Extension(AT, 14, REASON))
    with pytest.raises(ActRefused, match="before it is over"):
        acts.extend(sent, Extension(AT + timedelta(days=29), 14, REASON))
    with pytest.raises(ActRefused, match="reason"):
        acts.extend(sent, Extension(AT, 14, Bilingual()))


def test_a_response_goes_to_a_point_that_is_there() -> None:
    proposal = acts.open_responses(draft(point(1)))

    for wrong in (response(at_point=2), replace(response(), version=2)):
        with pytest.raises(ActRefused):
            acts.respond(proposal, wrong)
    once: Response = response()
    with pytest.raises(ActRefused, match="already"):
        acts.respond(acts.respond(proposal, once), once)


def test_a_letter_is_long_enough_in_both_parts() -> None:
    short = LONG.rsplit(" ", 1)[0]

    for wrong in (replace(letter(), why=short), replace(letter(), difference=short)):
        with pytest.raises(Exception, match="has 39 words"):
            acts.back(at_state(State.SUPPORT_OPEN), wrong)
