"""Entries: one act each, as canonical bytes, with the words people wrote sealed outside (record.md 3.1-3.3)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cydradd.record.acts import ACTS
from cydradd.record.canonical import LARGEST_INTEGER, NotCanonical, parse, serialise
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import format_instant

LONGEST = 16_384
"""Bytes of the longest entry."""
KEYS = ("actor", "at", "body", "refs", "round", "sealed", "seq", "type", "v")
CHANNELS = ("web", "phone", "paper", "assisted", "system")
ROUNDED_TO_THE_HOUR = ("decide.ballot_cast", "listen.votes_cast")
"""Acts whose time is cut to the hour, so that nobody is known by the minute they voted."""

_ROUND = re.compile(r"[a-z0-9-]{1,64}")
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_HASH = re.compile(r"[0-9a-f]{64}")
_PSEUDONYM = re.compile(r"[0-9a-f]{32}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_CHANNEL = re.compile("|".join(CHANNELS))
_PARTNER = re.compile("|".join(Partner))


class MalformedEntry(CydraddError):
    """Something that is no entry; the sentence names the key."""

    code = "malformed-entry"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, by partner and role, never by name."""

    channel: str = "system"
    partner: Partner | None = None
    pseudonym: str | None = None
    role: str = "seat"


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an earlier entry: the hash of its leaf, and what it is to this one."""

    leaf: str
    rel: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in the record.

    Attributes:
        type: ``<stage>.<act>``, one of `cydradd.record.acts.ACTS`.
        round: Id of the round; ``None`` for acts of the network.
        seq: Number within the round, from 0, without gaps.
        at: UTC, whole seconds; the server's claim only.
        body: Codes, hashes, integers, dates, ids; never words people wrote, never a name.
        sealed: Name of each sealed part and the commitment to it (64 hexadecimal digits).
    """

    type: str
    round: str | None
    seq: int
    at: datetime
    actor: Actor = field(default_factory=Actor)
    body: Mapping[str, JsonValue] = field(default_factory=dict)
    sealed: Mapping[str, str] = field(default_factory=dict)
    refs: tuple[Ref, ...] = ()


def _malformed(cy: str, en: str) -> MalformedEntry:
    return MalformedEntry(Bilingual(f"Nid cofnodiad yw hwn: {cy}", f"This is no entry: {en}"))


def document(entry: Entry) -> dict[str, JsonValue]:
    """The JSON object of an entry, before it is checked and written."""
    at = entry.at.astimezone(UTC)
    if entry.type in ROUNDED_TO_THE_HOUR:
        at = at.replace(minute=0, second=0)
    return {
        "v": 1,
        "type": entry.type,
        "round": entry.round,
        "seq": entry.seq,
        "at": format_instant(at),
        "actor": {
            "channel": entry.actor.channel,
            "partner": entry.actor.partner,
            "pseudonym": entry.actor.pseudonym,
            "role": entry.actor.role,
        },
        "body": dict(entry.body),
        "sealed": dict(entry.sealed),
        "refs": [{"leaf": ref.leaf, "rel": ref.rel} for ref in sorted(entry.refs, key=lambda ref: (ref.rel, ref.leaf))],
    }


def encode(entry: Entry) -> bytes:
    """The canonical bytes of an entry.

    Raises:
        MalformedEntry: A key breaks its rule, or the entry is longer than `LONGEST` bytes.
    """
    if entry.at.tzinfo is None:
        raise _malformed("nid oes cylchfa amser (at).", "its time has no zone (at).")
    try:
        data = serialise(document(entry))
    except NotCanonical as error:
        raise _malformed(error.sentence.cy or "", error.sentence.en or "") from None
    decode(data)
    return data


def decode(data: bytes) -> Entry:
    """The entry that canonical bytes hold.

    Raises:
        MalformedEntry: Not canonical, a missing, unknown or broken key, or too long.
    """
    if not 0 < len(data) <= LONGEST:
        raise _malformed(f"{len(data)} beit; y mwyaf yw {LONGEST}.", f"{len(data)} bytes; at most {LONGEST}.")
    try:
        value = parse(data)
        canonical = serialise(value) == data
    except NotCanonical as error:
        raise _malformed(error.sentence.cy or "", error.sentence.en or "") from None
    if not canonical:
        raise _malformed("nid yw’r beitiau’n ganonaidd (RFC 8785).", "the bytes are not canonical (RFC 8785).")
    if not isinstance(value, dict) or tuple(sorted(value)) != KEYS:
        raise _malformed(f"yr allweddi yw {', '.join(KEYS)}.", f"its keys must be {', '.join(KEYS)}.")
    _integers_only(value)
    return _checked(value)


def _integers_only(value: JsonValue) -> None:
    """Refuse, anywhere, what readers might take for another number: a ratio is text."""
    if isinstance(value, float) or (isinstance(value, int) and abs(value) > LARGEST_INTEGER):
        raise _malformed(
            "rhaid i rifau fod yn gyfan, hyd at 2^53-1; ysgrifennwch gymhareb fel testun.",
            "numbers must be whole, up to 2^53-1; write a ratio as text.",
        )
    if isinstance(value, Mapping):
        for item in value.values():
            _integers_only(item)
    elif isinstance(value, list):
        for item in value:
            _integers_only(item)


def _require(holds: bool, key: str) -> None:
    if not holds:
        raise _malformed(f"mae’r allwedd {key} yn torri ei rheol.", f"the key {key} breaks its rule.")


def _text(value: JsonValue, form: re.Pattern[str], key: str) -> str:
    """Text of one form."""
    if not isinstance(value, str) or not form.fullmatch(value):
        raise _malformed(f"mae’r allwedd {key} yn torri ei rheol.", f"the key {key} breaks its rule.")
    return value


def _object(value: JsonValue, key: str) -> Mapping[str, JsonValue]:
    if not isinstance(value, Mapping):
        raise _malformed(f"rhaid i’r allwedd {key} fod yn wrthrych.", f"the key {key} must be an object.")
    return value


def _checked(value: Mapping[str, JsonValue]) -> Entry:
    """An entry from an object with the right keys."""
    type_, seq = value["type"], value["seq"]
    if not isinstance(type_, str) or type_ not in ACTS:
        raise _malformed("nid oes act o’r fath (type).", "there is no such act (type).")
    if not isinstance(seq, int) or isinstance(seq, bool) or seq < 0:
        raise _malformed("rhaid i seq fod yn rhif cyfan o 0.", "seq must be a whole number from 0.")
    _require(value["v"] == 1 and not isinstance(value["v"], bool), "v")
    sealed = {
        _text(name, _WORD, "sealed"): _text(commitment, _HASH, "sealed")
        for name, commitment in _object(value["sealed"], "sealed").items()
    }
    return Entry(
        type=type_,
        round=None if value["round"] is None else _text(value["round"], _ROUND, "round"),
        seq=seq,
        at=_at(value["at"], type_),
        actor=_actor(_object(value["actor"], "actor")),
        body=dict(_object(value["body"], "body")),
        sealed=sealed,
        refs=_refs(value["refs"]),
    )


def _at(value: JsonValue, type_: str) -> datetime:
    """The time of an act: a whole UTC second, for some acts a whole hour."""
    try:
        at = datetime.fromisoformat(_text(value, _AT, "at"))
    except ValueError:
        raise _malformed("nid oes amser o’r fath (at).", "there is no such time (at).") from None
    _require(type_ not in ROUNDED_TO_THE_HOUR or (at.minute, at.second) == (0, 0), "at")
    return at


def _actor(value: Mapping[str, JsonValue]) -> Actor:
    _require(set(value) == {"channel", "partner", "pseudonym", "role"}, "actor")
    partner, pseudonym = value["partner"], value["pseudonym"]
    return Actor(
        channel=_text(value["channel"], _CHANNEL, "actor.channel"),
        partner=None if partner is None else Partner(_text(partner, _PARTNER, "actor.partner")),
        pseudonym=None if pseudonym is None else _text(pseudonym, _PSEUDONYM, "actor.pseudonym"),
        role=_text(value["role"], _WORD, "actor.role"),
    )


def _refs(value: JsonValue) -> tuple[Ref, ...]:
    """References, sorted, none twice."""
    if not isinstance(value, list):
        raise _malformed("rhaid i refs fod yn rhestr.", "refs must be a list.")
    refs = []
    for item in value:
        ref = _object(item, "refs")
        _require(set(ref) == {"leaf", "rel"}, "refs")
        refs.append(Ref(_text(ref["leaf"], _HASH, "refs"), _text(ref["rel"], _WORD, "refs")))
    _require(refs == sorted(set(refs), key=lambda ref: (ref.rel, ref.leaf)), "refs")
    return tuple(refs)


def seal(key: bytes, part: JsonValue) -> str:
    """The commitment to a sealed part: HMAC-SHA-256 over its canonical bytes, in hexadecimal (RFC 2104).

    Raises:
        ValueError: The key is not exactly 32 bytes. HMAC fills shorter keys with zeros, so that two keys could
            open one commitment.
    """
    if len(key) != 32:
        raise ValueError(f"a key has exactly 32 bytes, not {len(key)}")
    return hmac.new(key, b"cydradd/sealed/v1\n" + serialise(part), hashlib.sha256).hexdigest()


def opens(commitment: str, key: bytes, part: JsonValue) -> bool:
    """Whether a key of exactly 32 bytes and a part open a commitment."""
    return len(key) == 32 and hmac.compare_digest(seal(key, part).encode(), commitment.encode())
