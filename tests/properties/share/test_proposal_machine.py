"""A proposal under any acts in any order: what must hold whatever people try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.spec.share.proposals_by_hand import AT, REASON, at_state, draft, letter, point, response

from cydradd.share import proposal_acts as acts
from cydradd.share.proposal_parts import (
    Answer,
    Outcome,
    Removal,
    Reply,
    Result,
    Sent,
    Stance,
    State,
    Treatment,
    Version,
)
from cydradd.share.proposals import ActRefused, Proposal, blocked_by, open_for_support, what_changed
from cydradd.share.support import Body, LetterRefused, Withdrawal, count_letters
from cydradd.vocabulary.text import Bilingual

ORDER = list(State)
NUMBERS, WRITERS = st.integers(1, 3), st.just("a")


class Machine(RuleBasedStateMachine):
    """Tries every act; a refusal must leave the proposal as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.proposal = draft()
        self.ever: set[tuple[Body, str]] = set()

    @initialize(state=st.sampled_from((*ORDER[: ORDER.index(State.SENT) + 1], *[State.SUPPORT_OPEN] * 3)))
    def start(self, state: State) -> None:
        """Anywhere on the way, since few random walks get far."""
        self.proposal = at_state(state)

    def attempt(self, act: Callable[[Proposal], Proposal]) -> bool:
        before = self.proposal
        try:
            self.proposal = act(before)
        except (ActRefused, LetterRefused) as refusal:
            assert refusal.sentence.cy and refusal.sentence.en
            return False
        return True

    @precondition(lambda self: self.proposal.state is State.DRAFT)
    @rule(numbers=st.sets(NUMBERS))
    def write(self, numbers: set[int]) -> None:
        self.proposal = draft(*(point(number) for number in sorted(numbers)))

    @rule()
    def open_responses(self) -> None:
        if self.attempt(acts.open_responses):
            assert self.proposal.version.points

    @rule(name=st.sampled_from(("R1", "R2", "R3")), number=NUMBERS)
    def respond(self, name: str, number: int) -> None:
        self.attempt(lambda p: acts.respond(p, response(name, number)))

    @rule()
    def close_responses(self) -> None:
        self.attempt(acts.close_responses)

    @rule(name=st.sampled_from(("R1", "R2", "R3")), treatment=st.sampled_from(Treatment))
    def answer(self, name: str, treatment: Treatment) -> None:
        self.attempt(lambda p: acts.answer(p, name, Answer(treatment, REASON, AT)))

    @rule(change=st.sampled_from((1, 2, 3, None)), drop=st.sampled_from((1, 2, 3, None)), because=st.booleans())
    def new_version(self, change: int | None, drop: int | None, because: bool) -> None:
        number = self.proposal.version.number + 1
        causes = [each.id for each in self.proposal.responses][:1] if because else []
        kept = tuple(
            point(each.number, f"text of {number}", *causes) if each.number == change else each
            for each in self.proposal.version.points
            if each.number != drop
        )
        removed = (Removal(drop, REASON),) if drop is not None and because else ()
        self.attempt(lambda p: acts.new_version(p, Version(number, AT, kept, removed)))

    @rule()
    def open_support(self) -> None:
        blocked = blocked_by(self.proposal)
        if self.attempt(open_for_support):
            assert not blocked
            assert all(each.answer is not None for each in self.proposal.responses)
            assert all(change.is_explained for change in what_changed(self.proposal))

    @rule(writer=WRITERS, body=st.sampled_from(Body), version=st.integers(0, 3), long=st.booleans())
    def back(self, writer: str, body: Body, version: int, long: bool) -> None:
        one = letter(writer, body, version) if long else letter(writer, body, version, "too short")
        if self.attempt(lambda p: acts.back(p, one)):
            assert long
            assert (body, writer) not in self.ever, "one letter per body"
            self.ever.add((body, writer))

    @rule(writer=WRITERS, body=st.sampled_from(Body))
    def withdraw(self, writer: str, body: Body) -> None:
        self.attempt(lambda p: acts.withdraw(p, letter(writer, body), Withdrawal(AT)))

    @rule(body=st.sampled_from(Body))
    def leave_and_come_back(self, body: Body) -> None:
        self.back("a", body, 1, long=True)
        self.withdraw("a", body)
        self.back("a", body, 1, long=True)

    @rule()
    def hurry(self) -> None:
        self.respond("R3", 1)
        self.close_responses()
        self.open_support()

    @rule()
    def send(self) -> None:
        if self.attempt(lambda p: acts.send(p, Sent(AT, Bilingual(en="Office")))):
            assert self.proposal.version.points, "no send without points"

    @rule(number=NUMBERS)
    def reply(self, number: int) -> None:
        self.attempt(lambda p: acts.reply(p, Reply(number, Stance.AGREE, REASON, AT)))

    @rule(result=st.sampled_from(Result), days=st.integers(0, 40))
    def conclude(self, result: Result, days: int) -> None:
        self.attempt(lambda p: acts.conclude(p, Outcome(result, REASON, AT + timedelta(days=days))))

    @invariant()
    def letters_never_vanish(self) -> None:
        assert {(each.body, each.writer) for each in self.proposal.letters} == self.ever
        counts = count_letters(self.proposal.letters, self.proposal.version.number)
        assert counts.organisations + counts.people + counts.withdrawn == len(self.proposal.letters)
        assert counts.by_partner.total() == counts.organisations + counts.people

    @invariant()
    def support_is_never_open_before_the_answers(self) -> None:
        if ORDER.index(self.proposal.state) >= ORDER.index(State.SUPPORT_OPEN):
            assert not blocked_by(self.proposal)

    @invariant()
    def answered_means_every_point(self) -> None:
        assert (self.proposal.state is State.ANSWERED) <= (self.proposal.answered_at is not None)
        assert (self.proposal.sent is not None) == (ORDER.index(self.proposal.state) >= ORDER.index(State.SENT))


Machine.TestCase.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
TestProposal = Machine.TestCase
