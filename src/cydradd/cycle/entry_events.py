"""Entries of the record become events again, without loss (cycle.md section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cydradd.cycle.event_entries import BODY, SHORT, InMemory, body_of, entry_type, implied_refs, parts_of
from cydradd.cycle.event_words import SAID
from cydradd.cycle.events import Event, line, read_line
from cydradd.record.canonical import serialise
from cydradd.record.entry import Entry, encode
from cydradd.record.tree import leaf_hash
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual


def _short_event(entry: Entry, parts: Mapping[str, JsonValue]) -> Event | None:
    """An entry as a short line; ``None`` when its type has no short form."""
    if entry.type not in SHORT:
        return None
    kind, said_object, said_code = SHORT[entry.type]
    body, words = dict(entry.body), parts.get("text")
    if not all(isinstance(body[name], str) for name in (*BODY, "seat") if name in body):
        return None
    values: dict[str, object] = {name: body.get(name) for name in BODY}
    values["object"] = said_object if said_object is not None else body.get("object")
    values["code"] = said_code if said_code is not None else body.get("code")
    values["seat"] = entry.actor.pseudonym or body.get("seat")
    links = parts.get("links") if kind == "interest" else body.get("links")
    extra = parts.get("extra")
    for name, value in words.items() if isinstance(words, Mapping) else ():
        if name not in SAID:
            return None
        if isinstance(value, Mapping):
            values[name] = Bilingual(*(None if value.get(s) is None else str(value[s]) for s in ("cy", "en")))
        else:
            values[f"{name}_plain"] = value
    return Event(
        kind=kind,
        at=entry.at,
        partner=entry.actor.partner,
        links=tuple(str(link) for link in links) if isinstance(links, list) else (),
        channel=entry.actor.channel,
        role=entry.actor.role,
        seq=entry.seq,
        extra=dict(extra) if isinstance(extra, Mapping) else {},
        **values,  # type: ignore[arg-type]
    )


def _verbatim(entry: Entry, parts: Mapping[str, JsonValue]) -> Event:
    """An entry as a line that holds it word for word."""
    return Event(
        kind=entry.type,
        at=entry.at,
        partner=entry.actor.partner,
        seat=entry.actor.pseudonym,
        channel=entry.actor.channel,
        role=entry.actor.role,
        seq=entry.seq,
        body=dict(entry.body),
        sealed=dict(parts),
        refs=tuple({"leaf": ref.leaf, "rel": ref.rel} for ref in entry.refs),
    )


def events_of(entries: Iterable[Entry], openings: Mapping[tuple[int, str], JsonValue]) -> list[Event]:
    """Entries as events: in the short form where it says the same, else verbatim.

    Args:
        entries: All of a record, from the first.
        openings: The words of every sealed part, by index of the entry and name of the part.
    """
    found = []
    earlier = InMemory()
    for index, entry in enumerate(entries):
        parts = {name: openings[index, name] for name in entry.sealed}
        short = _short_event(entry, parts)
        keeps = short is not None and _says_the_same(short, entry, parts, earlier)
        found.append(short if keeps and short is not None else _verbatim(entry, parts))
        earlier.add(entry, leaf_hash(encode(entry)).hex())
    return found


def _says_the_same(event: Event, entry: Entry, parts: Mapping[str, JsonValue], earlier: InMemory) -> bool:
    """Whether a short line would be read as this event, and recorded as this entry again."""
    type_, said_object, said_code = entry_type(event)
    same_body = body_of(event, said_object, said_code) == dict(entry.body)
    same_parts = parts_of(event) == dict(parts)
    return (
        type_ == entry.type
        and same_body
        and same_parts
        and _reads_back(event)
        and implied_refs(event, type_, earlier) == entry.refs
    )


def _reads_back(event: Event) -> bool:
    """Whether the line of an event is read as that event."""
    again = read_line(0, serialise(line(event)), [])
    return again is not None and replace(again, row=None) == event
