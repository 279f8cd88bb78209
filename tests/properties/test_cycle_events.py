"""Acts of a round become entries and come back as they were."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cydradd.cycle.entry_events import events_of
from cydradd.cycle.event_entries import Recorder, record_events
from cydradd.cycle.event_words import KINDS
from cydradd.cycle.events import in_order, line, read_lines
from cydradd.cycle.stages import Gate
from cydradd.record.entry import decode
from cydradd.vocabulary.people import Partner

AS_OF = datetime(2030, 1, 1, tzinfo=UTC)
OPENED = AS_OF - timedelta(days=30)
words = st.text("abcdefghij-0123456789", min_size=1, max_size=12)
said = st.one_of(
    st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable()),
    st.fixed_dictionaries({"cy": st.none() | words, "en": words}),
)
objects = st.sampled_from(["listen", "call", "ballot", "design", "report", "notice", "P1"])
codes = st.sampled_from(["withdrawn", "resolved", "open", "cy", "en", "accepted"])
seats = st.one_of(words, st.text("0123456789abcdef", min_size=32, max_size=32))


def act(draw: st.DrawFn) -> dict[str, Any]:
    """One line with some of the keys that a line may have."""
    optional = {
        "object": objects,
        "code": codes,
        "gate": st.sampled_from([str(gate) for gate in Gate]),
        "partner": st.sampled_from([str(partner) for partner in Partner]),
        "id": words,
        "item": words,
        "seat": seats,
        "office": words,
        "ground": words,
        "text": said,
        "harm": said,
        "remedy": said,
        "links": st.lists(words, min_size=1, max_size=3, unique=True).map(sorted),
        "channel": st.sampled_from(["web", "phone", "paper", "assisted"]),
        "role": st.sampled_from(["officer", "coordinator"]),
        "mood": words,
    }
    chosen = draw(st.sets(st.sampled_from(sorted(optional)), max_size=6))
    minutes = draw(st.integers(0, 10_000))
    at = (AS_OF - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"at": at, "kind": draw(st.sampled_from(sorted(KINDS)))} | {key: draw(optional[key]) for key in chosen}


acts = st.lists(st.composite(act)(), max_size=12)


def recorded(lines: list[dict[str, Any]]) -> tuple[Recorder, list[dict[str, Any]]]:
    """The record of some lines, and the lines that were read, in order."""
    data = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines).encode()
    events, _ = read_lines(data, AS_OF)
    recorder = Recorder("demo-1", lambda index, name: f"{index}-{name}".encode().ljust(32, b".")[:32])
    defects = record_events(recorder, events, OPENED, {"as_of": "2030-01-01T00:00:00Z"})
    assert defects == []
    return recorder, [line(event) for event in in_order(events)]


@given(acts)
def test_lines_come_back_from_the_record_as_they_were(lines: list[dict[str, Any]]) -> None:
    recorder, given_lines = recorded(lines)
    openings = {(opening.index, opening.name): opening.part for opening in recorder.openings}

    back = events_of((decode(entry) for entry in recorder.entries), openings)

    returned = [{k: v for k, v in line(event).items() if k != "seq"} for event in back[1:]]
    assert returned == [{k: v for k, v in each.items() if k != "seq"} for each in given_lines]


@given(acts)
def test_the_record_comes_back_from_its_lines_byte_for_byte(lines: list[dict[str, Any]]) -> None:
    recorder, _ = recorded(lines)
    openings = {(opening.index, opening.name): opening.part for opening in recorder.openings}
    back = events_of((decode(entry) for entry in recorder.entries), openings)
    again = Recorder("demo-1", recorder.key_for)

    record_events(again, back, OPENED, {})

    assert again.entries == recorder.entries


@given(acts, st.randoms(use_true_random=False))
def test_the_order_of_lines_of_different_times_does_not_matter(lines: list[dict[str, Any]], rng: Any) -> None:
    unique = list({each["at"]: each for each in lines}.values())
    shuffled = list(unique)
    rng.shuffle(shuffled)

    assert recorded(unique)[0].entries == recorded(shuffled)[0].entries
