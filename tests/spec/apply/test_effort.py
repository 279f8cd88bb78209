"""Effort: the vector of apply.md 3.4."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cydradd.apply.effort import FormEvent, active_seconds, effort

START = datetime(2027, 3, 1, 10, tzinfo=UTC)
VECTOR = (0, 60, 110, 1910, 1970)


def touch(second: int, editor: str = "e1", session: str = "s1", kind: str = "edit") -> FormEvent:
    return FormEvent("A1", editor, session, START + timedelta(seconds=second), kind)


def offline(second: int, minutes: int | None, editor: str = "e1", application: str = "A1") -> FormEvent:
    return FormEvent(application, editor, "", START + timedelta(seconds=second), "offline", minutes)


EVENTS = [touch(second) for second in VECTOR]


def test_a_pause_counts_whole_up_to_the_cut_off_and_else_nothing() -> None:
    assert active_seconds(EVENTS) == 60 + 50 + 0 + 60 == 170


@pytest.mark.parametrize("events", [EVENTS * 2, EVENTS[::-1], [EVENTS[i] for i in (3, 0, 4, 1, 2)]])
def test_sending_twice_or_out_of_order_changes_nothing(events: list[FormEvent]) -> None:
    assert active_seconds(events) == 170


def test_events_sent_again_and_pauses_cut_are_counted() -> None:
    found = effort(EVENTS * 3)

    assert (found.events, found.duplicates, found.gaps_cut, found.editors) == (5, 10, 1, 1)


@pytest.mark.parametrize(("gap", "seconds"), [(119, 119), (120, 120), (121, 0)])
def test_the_cut_off_itself_counts(gap: int, seconds: int) -> None:
    found = effort([touch(0), touch(gap)])

    assert found.active_seconds == seconds
    assert found.gaps_cut == (seconds == 0)


def test_two_tabs_of_one_person_count_once() -> None:
    tabs = [touch(s, session=("left", "right")[s % 2]) for s in range(0, 100, 5)]

    assert active_seconds(tabs) == 95


def test_two_people_add_up() -> None:
    both = [touch(s, editor) for editor in ("e1", "e2") for s in VECTOR]

    assert active_seconds(both) == 340


def test_one_touch_takes_no_time_that_is_known() -> None:
    assert active_seconds([touch(7)]) == 0


def test_time_away_from_the_form_is_told_or_not_known_and_never_0() -> None:
    nobody = effort([*EVENTS, touch(0, "e2")])
    one = effort([*EVENTS, touch(0, "e2"), offline(9, 30)])
    refused = effort([*EVENTS, offline(9, None)])

    assert (nobody.offline_minutes, nobody.missing_offline) == (None, 2)
    assert (one.offline_minutes, one.missing_offline) == (30, 1)
    assert (refused.offline_minutes, refused.missing_offline) == (None, 1)


def test_the_last_answer_counts_and_is_no_touch_of_the_form() -> None:
    found = effort([*EVENTS, offline(2000, 45), offline(1940, 30), offline(5, 20, application="A2")])

    assert found.offline_minutes == 65
    assert (found.active_seconds, found.events) == (170, 5)
