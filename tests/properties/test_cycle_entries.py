"""Entries of any content become lines and come back byte for byte, given the keys of their openings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cydradd.cycle.entry_events import events_of
from cydradd.cycle.event_entries import Recorder, record_events
from cydradd.cycle.events import line, read_lines
from cydradd.record.acts import ACTS
from cydradd.record.canonical import serialise
from cydradd.record.entry import Actor, Entry, Ref, decode
from cydradd.record.tree import leaf_hash
from cydradd.vocabulary.people import Partner

START = datetime(2027, 1, 1, 9, tzinfo=UTC)
KEY = b"k" * 32
words = st.text("abcdef-019", min_size=1, max_size=6)
values = st.one_of(words, st.integers(-5, 5), st.booleans(), st.none(), st.lists(words, max_size=2))
KEYS = ("id", "object", "gate", "code", "item", "office", "ground", "links", "seat", "colour")
CONSENTING = ("consent.given", "objection.raised", "override.used", "listen.reported", "round.published")
bodies = st.dictionaries(
    st.sampled_from(KEYS),
    st.one_of(values, st.sampled_from(["report", "listen", "open-design", "withdrawn", "x" * 201])),
    max_size=5,
)
sealed = st.dictionaries(
    st.sampled_from(["text", "links", "extra", "note"]),
    st.one_of(
        values,
        st.dictionaries(st.sampled_from(["text", "harm", "remedy", "kind", "at", "colour"]), values, max_size=3),
        st.fixed_dictionaries({"text": st.fixed_dictionaries({"cy": words, "en": st.none() | words})}),
    ),
    max_size=2,
)
actors = st.builds(
    Actor,
    st.sampled_from(["web", "system"]),
    st.none() | st.sampled_from(list(Partner)),
    st.none() | st.text("0123456789abcdef", min_size=32, max_size=32),
    st.sampled_from(["seat", "officer"]),
)
acts = st.lists(
    st.tuples(st.sampled_from(CONSENTING) | st.sampled_from(sorted(ACTS)), bodies, sealed, actors, st.booleans()),
    max_size=8,
)


def record(acts: list[Any]) -> Recorder:
    """A record of entries as a site may write them: any body, any sealed part, any earlier entry referred to."""
    recorder = Recorder("demo-1", lambda index, name: KEY)
    recorder.add(Entry("round.opened", None, 0, START, Actor(), {}), {})
    for number, (type_, body, parts, actor, refers) in enumerate(acts, 1):
        refs = (Ref(leaf_hash(recorder.entries[0]).hex(), "subject"),) if refers else ()
        at = (START + timedelta(minutes=number)).replace(minute=0)
        recorder.add(Entry(type_, None, 0, at, actor, body, {}, refs), parts)
    return recorder


def lines_of(recorder: Recorder) -> bytes:
    openings = {(opening.index, opening.name): opening.part for opening in recorder.openings}
    events = events_of((decode(entry) for entry in recorder.entries), openings)
    return b"".join(serialise(line(event)) + b"\n" for event in events)


@given(acts)
def test_any_record_comes_back_from_its_lines_byte_for_byte(acts: list[Any]) -> None:
    first = record(acts)

    events, _ = read_lines(lines_of(first), START + timedelta(days=1))
    again = Recorder("demo-1", first.key_for)
    defects = record_events(again, events, START, {})

    assert defects == []
    assert again.entries == first.entries
