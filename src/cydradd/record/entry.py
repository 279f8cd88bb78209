"""Entries: one act each, as canonical bytes, with the words people wrote sealed outside (record.md 3.1-3.3)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cydradd.record.acts import ACTS
from cydradd.record.canonical import NotCanonical, parse, serialise
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
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_HASH = re.compile(r"[0-9a-f]{64}")
_PSEUDONYM = re.compile(r"[0-9a-f]{32}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")


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
        MalformedEntry: A key breaks a rule of record.md 3.1, or the entry is longer than `LONGEST` bytes.
    """
    data = serialise(document(entry))
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
    """Refuse floats anywhere: a ratio is text."""
    if isinstance(value, float):
        raise _malformed("nid yw rhifau degol yn cael eu caniatáu.", "numbers must be whole; write a ratio as text.")
    if isinstance(value, Mapping):
        for item in value.values():
            _integers_only(item)
    elif isinstance(value, list):
        for item in value:
            _integers_only(item)


def _require(holds: bool, key: str) -> None:
    if not holds:
        raise _malformed(f"mae’r allwedd {key} yn torri ei rheol.", f"the key {key} breaks its rule.")


def _checked(value: Mapping[str, JsonValue]) -> Entry:
    """An entry from an object with the right keys."""
    body, sealed, refs, seq = value["body"], value["sealed"], value["refs"], value["seq"]
    _require(value["v"] == 1 and not isinstance(value["v"], bool), "v")
    _require(value["type"] in ACTS, "type")
    _require(value["round"] is None or bool(_ROUND.fullmatch(str(value["round"]))), "round")
    _require(isinstance(seq, int) and not isinstance(seq, bool) and seq >= 0, "seq")
    _require(isinstance(value["at"], str) and bool(_AT.fullmatch(value["at"])), "at")
    _require(isinstance(body, Mapping), "body")
    _require(isinstance(sealed, Mapping) and all(_HASH.fullmatch(str(c)) for c in sealed.values()), "sealed")
    assert isinstance(body, Mapping)  # noqa: S101  (narrowed by the line above)
    assert isinstance(sealed, Mapping)  # noqa: S101
    assert isinstance(seq, int)  # noqa: S101
    try:
        at = datetime.strptime(str(value["at"]), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        _require(False, "at")
        raise
    cut = at.replace(minute=0, second=0)
    _require(value["type"] not in ROUNDED_TO_THE_HOUR or at == cut, "at")
    return Entry(
        type=str(value["type"]),
        round=None if value["round"] is None else str(value["round"]),
        seq=seq,
        at=at,
        actor=_actor(value["actor"]),
        body=dict(body),
        sealed={name: str(commitment) for name, commitment in sealed.items()},
        refs=_refs(refs),
    )


def _actor(value: JsonValue) -> Actor:
    _require(isinstance(value, Mapping) and set(value) == {"channel", "partner", "pseudonym", "role"}, "actor")
    assert isinstance(value, Mapping)  # noqa: S101
    partner, pseudonym, role = value["partner"], value["pseudonym"], value["role"]
    _require(value["channel"] in CHANNELS, "actor.channel")
    _require(partner is None or partner in [str(each) for each in Partner], "actor.partner")
    _require(pseudonym is None or bool(_PSEUDONYM.fullmatch(str(pseudonym))), "actor.pseudonym")
    _require(isinstance(role, str) and bool(_WORD.fullmatch(role)), "actor.role")
    return Actor(
        str(value["channel"]),
        None if partner is None else Partner(str(partner)),
        None if pseudonym is None else str(pseudonym),
        str(role),
    )


def _refs(value: JsonValue) -> tuple[Ref, ...]:
    _require(isinstance(value, Sequence) and not isinstance(value, str), "refs")
    assert isinstance(value, Sequence)  # noqa: S101
    refs = []
    for item in value:
        _require(isinstance(item, Mapping) and set(item) == {"leaf", "rel"}, "refs")
        assert isinstance(item, Mapping)  # noqa: S101
        _require(bool(_HASH.fullmatch(str(item["leaf"]))) and bool(_WORD.fullmatch(str(item["rel"]))), "refs")
        refs.append(Ref(str(item["leaf"]), str(item["rel"])))
    _require(refs == sorted(refs, key=lambda ref: (ref.rel, ref.leaf)), "refs")
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
    """Whether a key and a part open a commitment."""
    return len(key) == 32 and hmac.compare_digest(seal(key, part), commitment)
