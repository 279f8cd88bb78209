"""What holds for any events and any shares (apply.md section 9)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cydradd.apply.consortium import divide
from cydradd.apply.effort import KINDS, FormEvent, active_seconds, effort
from cydradd.vocabulary.money import Pence

START = datetime(2027, 3, 1, tzinfo=UTC)
EVENT = st.builds(
    lambda editor, session, second, kind: FormEvent("A1", editor, session, START + timedelta(seconds=second), kind),
    st.sampled_from("abc"),
    st.sampled_from("12"),
    st.integers(0, 2000),
    st.sampled_from(KINDS),
)
EVENTS = st.lists(EVENT, max_size=30)
IDLE = st.integers(0, 600)


@given(EVENTS, IDLE, st.randoms(use_true_random=False), st.integers(0, 30))
def test_order_and_batches_sent_again_leave_the_time(
    events: list[FormEvent], idle: int, chance: Random, cut: int
) -> None:
    batches = [*events[cut:], *events[: cut + 3]]
    chance.shuffle(batches)

    assert active_seconds(batches, idle) == active_seconds(events, idle)


@given(EVENTS, EVENT, IDLE)
def test_one_event_more_never_lowers_the_time(events: list[FormEvent], more: FormEvent, idle: int) -> None:
    assert active_seconds([*events, more], idle) >= active_seconds(events, idle)


@given(EVENTS)
def test_a_cut_off_of_0_leaves_no_time(events: list[FormEvent]) -> None:
    assert active_seconds(events, 0) == 0


@given(EVENTS, IDLE)
def test_nobody_works_longer_than_the_clock_says(events: list[FormEvent], idle: int) -> None:
    for editor, seconds in effort(events, idle).by_editor.items():
        moments = [event.at for event in events if event.editor == editor]
        assert seconds <= (max(moments) - min(moments)).total_seconds()


@given(EVENTS, IDLE)
def test_people_add_up(events: list[FormEvent], idle: int) -> None:
    apart = sum(active_seconds([e for e in events if e.editor == editor], idle) for editor in "abc")

    assert active_seconds(events, idle) == apart


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_largest_remainder_is_exact_for_any_shares(total: int, parts: list[int]) -> None:
    shares = [Fraction(part, sum(parts)) for part in parts]

    found = divide(Pence(total), shares)

    assert sum(found) == total
    assert all(abs(pence - total * share) < 1 for pence, share in zip(found, shares, strict=True))
