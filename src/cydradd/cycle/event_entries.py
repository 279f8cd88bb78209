"""Events become entries of the record, and back, without loss (cycle.md section 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from cydradd.cycle.event_words import SAID
from cydradd.cycle.events import Event, in_order, said
from cydradd.record.entry import Actor, Entry, MalformedEntry, Ref, encode, seal
from cydradd.record.export import Opening
from cydradd.record.tree import leaf_hash
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.text import Bilingual

PSEUDONYM = re.compile(r"[0-9a-f]{32}")
BODY = ("id", "object", "gate", "code", "item", "office", "ground")

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

SHORT = {entry_type: key for key, entry_type in _TYPES.items()}

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


def body_of(event: Event, said_object: str | None, said_code: str | None) -> dict[str, JsonValue]:
    """The body of an entry: what its type does not say already."""
    body: dict[str, JsonValue] = {name: getattr(event, name) for name in BODY if getattr(event, name) is not None}
    if said_object is not None:
        del body["object"]
    if said_code is not None:
        del body["code"]
    if event.seat is not None and not PSEUDONYM.fullmatch(event.seat):
        body["seat"] = event.seat
    if event.links and event.kind != "interest":
        body["links"] = sorted(set(event.links))
    return body


def parts_of(event: Event) -> dict[str, JsonValue]:
    """What is sealed: words people wrote, links of an interest, keys no rule knows."""
    words = {name: said(event, name) for name in SAID if said(event, name) is not None}
    parts: dict[str, JsonValue] = {"text": words} if words else {}
    if event.links and event.kind == "interest":
        parts["links"] = sorted(set(event.links))
    if event.extra:
        parts["extra"] = dict(event.extra)
    return parts


class Earlier(Protocol):
    """What an entry may refer to: those before it. A leaf is 64 hexadecimal digits."""

    def last(self, type_: str) -> str | None:
        """Leaf of the last earlier entry of a type; ``None``: there is none."""

    def named(self, name: str) -> str | None:
        """Leaf of the last earlier entry whose body has this id; ``None``: there is none."""

    def has(self, leaf: str) -> bool:
        """Whether an earlier entry has this leaf."""


class InMemory:
    """The earlier entries of a record that is being made from its beginning."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._leaves: set[str] = set()
        self._last: dict[str, str] = {}
        self._by_id: dict[str, str] = {}

    def add(self, entry: Entry, leaf: str) -> None:
        """One entry more."""
        self._leaves.add(leaf)
        self._last[entry.type] = leaf
        if isinstance(entry.body.get("id"), str):
            self._by_id[str(entry.body["id"])] = leaf

    def last(self, type_: str) -> str | None:
        """As `Earlier`."""
        return self._last.get(type_)

    def named(self, name: str) -> str | None:
        """As `Earlier`."""
        return self._by_id.get(name)

    def has(self, leaf: str) -> bool:
        """As `Earlier`."""
        return leaf in self._leaves


def implied_refs(event: Event, type_: str, earlier: Earlier) -> tuple[Ref, ...]:
    """References an event implies: the entries its links name, and what a consent is about."""
    found = {Ref(leaf, "link") for link in event.links if (leaf := earlier.named(link)) is not None}
    subject = SUBJECTS.get(event.gate or "")
    if subject and type_.startswith(_ABOUT_A_SUBJECT) and (leaf := earlier.last(subject)) is not None:
        found.add(Ref(leaf, "subject"))
    return tuple(sorted(found, key=lambda ref: (ref.rel, ref.leaf)))


def _given(event: Event, earlier: Earlier) -> tuple[Ref, ...]:
    refs = tuple(Ref(str(ref.get("leaf")), str(ref.get("rel"))) for ref in event.refs or ())
    if not all(earlier.has(ref.leaf) for ref in refs):
        raise MalformedEntry(
            Bilingual("Mae refs yn enwi cofnodiad nad yw’n gynharach yma.", "refs name an entry that is not earlier.")
        )
    return refs


def entry_of(event: Event, earlier: Earlier) -> tuple[Entry, dict[str, JsonValue]]:
    """One event as an entry that has no number and no seals yet, and the parts that are to be sealed.

    Raises:
        MalformedEntry: It refers to an entry that is not earlier.
    """
    type_, said_object, said_code = entry_type(event)
    pseudonym = event.seat if event.seat and PSEUDONYM.fullmatch(event.seat) else None
    actor = Actor(event.channel, event.partner, pseudonym, event.role)
    if type_ == event.kind:
        body = {**body_of(event, None, None), **(event.body or {})}
        parts = {**parts_of(event), **(event.sealed or {})}
        return Entry(type_, None, 0, event.at, actor, body, {}, _given(event, earlier)), parts
    body = body_of(event, said_object, said_code)
    refs = implied_refs(event, type_, earlier)
    return Entry(type_, None, 0, event.at, actor, body, {}, refs), parts_of(event)


def sealed_entry(
    entry: Entry, parts: Mapping[str, JsonValue], *, round_id: str, seq: int, key_for: Callable[[int, str], bytes]
) -> tuple[Entry, bytes, tuple[Opening, ...]]:
    """An entry with its number and its seals, its canonical bytes, and what opens the seals.

    Raises:
        MalformedEntry: It breaks a rule of the record.
    """
    openings = tuple(Opening(seq, name, key_for(seq, name), part) for name, part in parts.items())
    sealed = {opening.name: seal(opening.key, opening.part) for opening in openings}
    whole = replace(entry, round=round_id, seq=seq, sealed=sealed)
    return whole, encode(whole), openings


class Recorder:
    """Turns events into entries, one after another; keys come from ``key_for(index, part name)``."""

    def __init__(self, round_id: str, key_for: Callable[[int, str], bytes]) -> None:
        """A record without entries."""
        self.round_id = round_id
        self.key_for = key_for
        self.entries: list[bytes] = []
        self.openings: list[Opening] = []
        self._earlier = InMemory()

    def add(self, entry: Entry, parts: Mapping[str, JsonValue]) -> Entry:
        """Append one entry with its sealed parts; ``seq`` is given here.

        Raises:
            MalformedEntry: It breaks a rule of the record; nothing is appended.
        """
        whole, data, openings = sealed_entry(
            entry, parts, round_id=self.round_id, seq=len(self.entries), key_for=self.key_for
        )
        self.entries.append(data)
        self.openings += openings
        self._earlier.add(whole, leaf_hash(data).hex())
        return whole

    def add_event(self, event: Event) -> Entry:
        """Append one event.

        Raises:
            MalformedEntry: As `add`.
        """
        return self.add(*entry_of(event, self._earlier))


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
