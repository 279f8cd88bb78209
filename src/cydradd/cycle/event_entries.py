"""Events become entries of the record, and back, without loss (cycle.md section 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cydradd.cycle.event_words import SAID
from cydradd.cycle.events import Event, in_order, said
from cydradd.record.entry import Actor, Entry, MalformedEntry, Ref, encode, seal
from cydradd.record.export import Opening
from cydradd.record.tree import leaf_hash
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.text import Bilingual

_PSEUDONYM = re.compile(r"[0-9a-f]{32}")
_BODY = ("id", "object", "gate", "code", "item", "office", "ground")

_TYPES: Mapping[tuple[str, str | None, str | None], str] = {
    ("commitment", None, None): "design.committed",
    ("window_opens", "listen", None): "listen.opened",
    ("window_closes", "listen", None): "listen.closed",
    ("window_opens", "call", None): "apply.opened",
    ("window_closes", "call", None): "apply.closed",
    ("window_opens", "ballot", None): "decide.opened",
    ("window_closes", "ballot", None): "decide.closed",
    ("window_opens", None, None): "design.window_opened",
    ("window_closes", None, None): "design.window_closed",
    ("item", None, None): "design.item_set",
    ("option", None, None): "design.option_stated",
    ("contribution", None, None): "design.contribution_made",
    ("change", None, None): "design.changed",
    ("reply", None, None): "design.reply_given",
    ("design_text", None, None): "design.draft_published",
    ("decision", "design", None): "design.agreed",
    ("decision", None, None): "round.decided",
    ("consent", None, None): "consent.given",
    ("consent", None, "withdrawn"): "consent.withdrawn",
    ("objection", None, None): "objection.raised",
    ("objection", None, "resolved"): "objection.resolved",
    ("objection", None, "withdrawn"): "objection.withdrawn",
    ("mediation_opens", None, None): "objection.mediation_opened",
    ("mediation_closes", None, None): "objection.mediation_closed",
    ("override", None, None): "override.used",
    ("publish", "report", None): "listen.reported",
    ("publish", None, None): "round.published",
    ("interest", None, None): "decide.interest_declared",
}
"""Entry type by kind, and by the object or the code that the type itself says."""

_SHORT = {entry_type: key for key, entry_type in _TYPES.items()}

SUBJECTS = {
    "open-listen": "round.opened",
    "open-design": "listen.reported",
    "open-apply": "design.agreed",
    "open-deliver": "decide.allocation_computed",
    "open-share": "evaluate.result_published",
    "ending": "deliver.impact_reported",
}
"""What a consent, objection or override at a gate is about: the last earlier entry of this type."""

_ABOUT_A_SUBJECT = ("consent.", "objection.raised", "objection.resolved", "objection.withdrawn", "override.used")


@dataclass(frozen=True, slots=True)
class Recorded:
    """Events as entries, with every opening."""

    entries: tuple[bytes, ...]
    openings: tuple[Opening, ...]
    defects: tuple[Defect, ...] = ()


def entry_type(event: Event) -> tuple[str, str | None, str | None]:
    """The type of an event, and the object and code that the type already says."""
    for key in ((event.kind, event.object, None), (event.kind, None, event.code), (event.kind, None, None)):
        if key in _TYPES:
            return _TYPES[key], key[1], key[2]
    return event.kind, None, None


def _body(event: Event, said_object: str | None, said_code: str | None) -> dict[str, JsonValue]:
    body: dict[str, JsonValue] = {name: getattr(event, name) for name in _BODY if getattr(event, name) is not None}
    if said_object is not None:
        del body["object"]
    if said_code is not None:
        del body["code"]
    if event.seat is not None and not _PSEUDONYM.fullmatch(event.seat):
        body["seat"] = event.seat
    if event.links and event.kind != "interest":
        body["links"] = sorted(set(event.links))
    return body


def _parts(event: Event) -> dict[str, JsonValue]:
    """What is sealed: words people wrote, links of an interest, keys no rule knows."""
    words = {name: said(event, name) for name in SAID if said(event, name) is not None}
    parts: dict[str, JsonValue] = {"text": words} if words else {}
    if event.links and event.kind == "interest":
        parts["links"] = sorted(set(event.links))
    if event.extra:
        parts["extra"] = dict(event.extra)
    return parts


class Recorder:
    """Turns events into entries, one after another; keys come from ``key_for(index, part name)``."""

    def __init__(self, round_id: str, key_for: Callable[[int, str], bytes]) -> None:
        """A record without entries."""
        self.round_id = round_id
        self.key_for = key_for
        self.entries: list[bytes] = []
        self.openings: list[Opening] = []
        self._last: dict[str, str] = {}
        self._by_id: dict[str, str] = {}

    def add(self, entry: Entry, parts: Mapping[str, JsonValue]) -> Entry:
        """Append one entry with its sealed parts; ``seq`` is given here.

        Raises:
            MalformedEntry: It breaks a rule of the record; nothing is appended.
        """
        index = len(self.entries)
        keys = {name: self.key_for(index, name) for name in parts}
        sealed = {name: seal(keys[name], part) for name, part in parts.items()}
        whole = replace(entry, round=self.round_id, seq=index, sealed=sealed)
        data = encode(whole)
        leaf = leaf_hash(data).hex()
        self.entries.append(data)
        self.openings += [Opening(index, name, keys[name], part) for name, part in parts.items()]
        self._last[whole.type] = leaf
        if isinstance(whole.body.get("id"), str):
            self._by_id[str(whole.body["id"])] = leaf
        return whole

    def refs(self, event: Event, type_: str) -> tuple[Ref, ...]:
        """References an event implies: the entries its links name, and what a consent is about."""
        found = {Ref(self._by_id[link], "link") for link in event.links if link in self._by_id}
        subject = SUBJECTS.get(event.gate or "")
        if type_.startswith(_ABOUT_A_SUBJECT) and subject in self._last:
            found.add(Ref(self._last[subject], "subject"))
        return tuple(sorted(found, key=lambda ref: (ref.rel, ref.leaf)))

    def add_event(self, event: Event) -> Entry:
        """Append one event.

        Raises:
            MalformedEntry: As `add`.
        """
        type_, said_object, said_code = entry_type(event)
        pseudonym = event.seat if event.seat and _PSEUDONYM.fullmatch(event.seat) else None
        actor = Actor(event.channel, event.partner, pseudonym, event.role)
        if type_ == event.kind:
            refs = tuple(Ref(str(ref.get("leaf")), str(ref.get("rel"))) for ref in event.refs or ())
            parts = {**_parts(event), **(event.sealed or {})}
            body = {**_body(event, None, None), **(event.body or {})}
            return self.add(Entry(type_, None, 0, event.at, actor, body, {}, refs), parts)
        entry = Entry(
            type_, None, 0, event.at, actor, _body(event, said_object, said_code), {}, self.refs(event, type_)
        )
        return self.add(entry, _parts(event))


def record_events(
    recorder: Recorder, events: Sequence[Event], opened_at: datetime, opened: Mapping[str, JsonValue]
) -> list[Defect]:
    """Record ``round.opened`` (unless the events hold it) and every event in order; what breaks a rule is listed."""
    defects = []
    if not any(event.kind == "round.opened" for event in events):
        recorder.add(Entry("round.opened", None, 0, opened_at, Actor(), dict(opened)), {})
    for event in in_order(events):
        try:
            recorder.add_event(event)
        except MalformedEntry as error:
            cy, en = error.sentence.cy or "", error.sentence.en or ""
            message = Bilingual(f"Nid yw yn y cofnod. {cy}", f"It is not in the record. {en}")
            defects.append(Defect("not-recorded", message, "cycle/events.jsonl", event.row))
    return defects


def _short_event(entry: Entry, parts: Mapping[str, JsonValue]) -> Event | None:
    """An entry as a short line; ``None`` when its type has no short form."""
    if entry.type not in _SHORT:
        return None
    kind, said_object, said_code = _SHORT[entry.type]
    body, words = dict(entry.body), parts.get("text")
    values: dict[str, object] = {name: body.get(name) for name in _BODY}
    values["object"] = said_object if said_object is not None else body.get("object")
    values["code"] = said_code if said_code is not None else body.get("code")
    values["seat"] = entry.actor.pseudonym or body.get("seat")
    links = parts.get("links") if kind == "interest" else body.get("links")
    extra = parts.get("extra")
    for name, value in words.items() if isinstance(words, Mapping) else ():
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
        openings: The words of each sealed part, by index of the entry and name of the part.
    """
    found = []
    for index, entry in enumerate(entries):
        parts = {name: openings[index, name] for name in entry.sealed}
        short = _short_event(entry, parts)
        keeps = short is not None and _says_the_same(short, entry, parts)
        found.append(short if keeps and short is not None else _verbatim(entry, parts))
    return found


def _says_the_same(event: Event, entry: Entry, parts: Mapping[str, JsonValue]) -> bool:
    """Whether a short line would be recorded as this entry again, references aside (they are derived)."""
    type_, said_object, said_code = entry_type(event)
    derived = all(ref.rel in ("link", "subject") for ref in entry.refs)
    same_body = _body(event, said_object, said_code) == dict(entry.body)
    return derived and type_ == entry.type and same_body and _parts(event) == dict(parts)
