"""Acts of a round, one line each of ``cycle/events.jsonl`` (design.md section 6, cycle.md section 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cydradd.cycle.event_words import KINDS, SAID, WORDS, keys_of, known_words
from cydradd.record.acts import ACTS
from cydradd.record.canonical import NotCanonical, parse
from cydradd.record.entry import CHANNELS
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import UnreadableTime, format_instant, has_fraction, parse_instant

FILE = "cycle/events.jsonl"
LONGEST_LINE = 64 * 1024
LONGEST_WORD = 200
_ROLE = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Event:
    """One act.

    Attributes:
        kind: ``consent``, ``objection``, ``window_opens`` ..., or an entry type with a dot, verbatim.
        at: UTC, whole seconds.
        object: What the act is about: ``listen``, ``call``, ``ballot``, a pot id, an award id ...
        text: Said in two languages; what was said in one of unknown name is in ``text_plain``. So with the others.
        seq: Order among acts of the same instant; ``None`` = not given.
        row: Line in the file, the last key of the order ``at, seq, row``.
        body, sealed, refs: Only of an entry written verbatim.
        extra: Keys that no rule knows; kept in the sealed part ``extra``.
    """

    kind: str
    at: datetime
    id: str | None = None
    object: str | None = None
    partner: Partner | None = None
    item: str | None = None
    text: Bilingual | None = None
    text_plain: str | None = None
    links: tuple[str, ...] = ()
    code: str | None = None
    seat: str | None = None
    gate: str | None = None
    harm: Bilingual | None = None
    harm_plain: str | None = None
    remedy: Bilingual | None = None
    remedy_plain: str | None = None
    office: str | None = None
    ground: str | None = None
    seq: int | None = None
    channel: str = "system"
    role: str = "seat"
    body: Mapping[str, JsonValue] | None = None
    sealed: Mapping[str, JsonValue] | None = None
    refs: tuple[Mapping[str, JsonValue], ...] | None = None
    extra: Mapping[str, JsonValue] = field(default_factory=dict)
    row: int | None = None


def in_order(events: Sequence[Event]) -> list[Event]:
    """Events by time, then ``seq``, then line."""
    return sorted(events, key=lambda event: (event.at, event.seq or 0, event.row or 0))


def said(event: Event, name: str) -> JsonValue:
    """What was said under ``text``, ``harm`` or ``remedy``, as a line holds it; ``None`` when nothing was."""
    both: Bilingual | None = getattr(event, name)
    plain: str | None = getattr(event, f"{name}_plain")
    return plain if both is None else both.as_json()


def line(event: Event) -> dict[str, JsonValue]:
    """The JSON object of one event, with the keys that are given."""
    found: dict[str, JsonValue] = {"at": format_instant(event.at), "kind": event.kind}
    found |= {name: getattr(event, name) for name in WORDS if getattr(event, name) is not None}
    found |= {name: said(event, name) for name in SAID if said(event, name) is not None}
    if event.partner is not None:
        found["partner"] = str(event.partner)
    if event.links:
        found["links"] = list(event.links)
    if event.seq is not None:
        found["seq"] = event.seq
    if event.channel != "system":
        found["channel"] = event.channel
    if event.role != "seat":
        found["role"] = event.role
    for name in ("body", "sealed", "refs"):
        if getattr(event, name) is not None:
            found[name] = getattr(event, name)
    return {**found, **event.extra}


class _Unread(Exception):
    """A value that cannot be read; what is wrong with it is listed."""


class _Line:
    """One line while it is read."""

    def __init__(self, row: int, defects: list[Defect]) -> None:
        self.row = row
        self.defects = defects

    def defect(self, code: str, cy: str, en: str, column: str | None = None, value: object = "") -> None:
        """List one fault."""
        self.defects.append(Defect(code, Bilingual(cy, en), FILE, self.row, column, str(value)[:200]))

    def unread(self, name: str, value: object, cy: str, en: str, code: str = "unreadable-cell") -> _Unread:
        """List a value that cannot be read."""
        self.defect(code, f"{name}: {cy}", f"{name}: {en}", name, value)
        return _Unread()

    def word(self, kind: str, name: str, value: JsonValue) -> str:
        """A word of a list, or an id: text of at most 200 characters."""
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_WORD:
            most = LONGEST_WORD
            raise self.unread(name, value, f"testun o 1 i {most} o lythrennau.", f"text of 1 to {most} characters.")
        known = known_words(kind, name)
        if known is not None and value not in known:
            listed = ", ".join(sorted(known))
            cy, en = f"defnyddiwch un o {listed}.", f"use one of {listed}."
            raise self.unread(name, value, cy, en, "unknown-word")
        return value

    def said(self, name: str, value: JsonValue) -> dict[str, object]:
        """Text in one language or in both."""
        if isinstance(value, str):
            return {f"{name}_plain": value}
        if isinstance(value, Mapping) and set(value) <= {"cy", "en"}:
            sides = [value.get("cy"), value.get("en")]
            if all(side is None or isinstance(side, str) for side in sides):
                return {name: Bilingual(*(None if side is None else str(side) for side in sides))}
        raise self.unread(name, value, "testun neu {cy, en}.", "text or {cy, en}.")

    def partner(self, value: JsonValue) -> Partner:
        """One of the three."""
        if value in [str(partner) for partner in Partner]:
            return Partner(str(value))
        cy, en = "defnyddiwch citizens, third_sector neu public.", "use citizens, third_sector or public."
        raise self.unread("partner", value, cy, en, "unknown-partner")

    def other(self, name: str, value: JsonValue) -> object:
        """A value that is neither a word nor something said."""
        if name == "links" and isinstance(value, list) and all(isinstance(link, str) for link in value):
            return tuple(str(link) for link in value)
        if name == "seq" and isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if (name == "channel" and value in CHANNELS) or (name == "role" and _ROLE.fullmatch(str(value))):
            return str(value)
        if name in ("body", "sealed") and isinstance(value, Mapping):
            return dict(value)
        if name == "refs" and isinstance(value, list) and all(isinstance(ref, Mapping) for ref in value):
            return tuple(dict(ref) for ref in value if isinstance(ref, Mapping))
        raise self.unread(name, value, "gwerth o fath arall a ddisgwylid.", "a value of another kind is expected.")


def _at(reading: _Line, value: JsonValue) -> datetime | None:
    try:
        at = parse_instant(value if isinstance(value, str) else "")
    except UnreadableTime as error:
        reading.defects.append(Defect(error.code, error.sentence, FILE, reading.row, "at", str(value)[:60]))
        return None
    if has_fraction(str(value)):
        reading.defect("sub-second", "Torrwyd rhan o eiliad.", "A part of a second was cut.", "at", value)
    return at


def read_line(row: int, data: bytes, defects: list[Defect]) -> Event | None:
    """One line as an event; what is wrong with it goes to ``defects``. ``None`` when no event can be read."""
    reading = _Line(row, defects)
    if len(data) > LONGEST_LINE:
        reading.defect("too-large", "Mae’r llinell dros 64 kB.", "The line is longer than 64 kB.")
        return None
    try:
        value = parse(data)
    except NotCanonical as error:
        defects.append(Defect("bad-json", error.sentence, FILE, row))
        return None
    if not isinstance(value, Mapping) or not isinstance(value.get("kind"), str):
        reading.defect(
            "bad-json", "Rhaid i’r llinell fod yn wrthrych gyda kind.", "The line must be an object with kind."
        )
        return None
    kind = str(value["kind"])
    if kind not in KINDS and kind not in ACTS:
        reading.defect("unknown-kind", "Nid oes gweithred o’r enw hwn.", "There is no act of this name.", "kind", kind)
        return None
    at = _at(reading, value.get("at"))
    keys, whole = _keys(reading, kind, value)
    if at is None or not (whole or _speaks_against(kind, keys.get("code"))):
        return None
    return Event(kind=kind, at=at, row=row, **keys)  # type: ignore[arg-type]


def _speaks_against(kind: str, code: object) -> bool:
    """Whether an act keeps a gate shut."""
    short = (kind, code) in (("objection", None), ("consent", "withdrawn"))
    return short or kind in ("objection.raised", "consent.withdrawn")


def _keys(reading: _Line, kind: str, value: Mapping[str, JsonValue]) -> tuple[dict[str, object], bool]:
    """Everything of a line but its kind and time, and whether all of it could be read.

    An act that was half read might open what the whole would not: it does not count. An objection or a consent
    taken back stands all the same, for without it a gate might open.
    """
    found: dict[str, object] = {}
    extra: dict[str, JsonValue] = {}
    whole = True
    for name, cell in value.items():
        if name in ("kind", "at") or cell is None:
            continue
        if name not in keys_of(kind):
            extra[name] = cell
            cy, en = f"Nid oes rheol i {name}; fe’i cedwir.", f"No rule knows {name}; it is kept."
            reading.defect("unknown-key", cy, en, name, cell)
            continue
        try:
            found |= _key(reading, kind, name, cell)
        except _Unread:
            extra[name] = cell
            whole = False
    found["extra"] = extra
    return found, whole


def _key(reading: _Line, kind: str, name: str, cell: JsonValue) -> dict[str, object]:
    if name in WORDS:
        return {name: reading.word(kind, name, cell)}
    if name in SAID:
        return reading.said(name, cell)
    return {name: reading.partner(cell) if name == "partner" else reading.other(name, cell)}


def read_lines(data: bytes, as_of: datetime) -> tuple[list[Event], list[Defect]]:
    """Every event of a file, in the order of its lines, and every defect."""
    events: list[Event] = []
    defects: list[Defect] = []
    for row, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not raw.strip():
            continue
        event = read_line(row, raw.rstrip(b"\r"), defects)
        if event is None:
            continue
        if event.at > as_of:
            _Line(row, defects).defect(
                "after-as-of", "Mae’r weithred ar ôl as_of y rownd.", "The act is after the round’s as_of.", "at"
            )
        events.append(event)
    return events, defects
