"""The record of a round folder: its acts in order, then one entry for each file (cycle.md section 3).

It is a replay: keys of sealed parts follow from ``round.toml``, so that the same folder gives the same bytes. It
proves order and arithmetic, and hides nothing.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from cydradd.cycle.event_entries import Recorder, events_of, record_events
from cydradd.cycle.events import Event, in_order
from cydradd.cycle.round_folder import SETTINGS, RoundFolder
from cydradd.record import export
from cydradd.record.entry import Actor, Entry, decode
from cydradd.record.export import Opening
from cydradd.record.tree import leaf_hash, root
from cydradd.vocabulary.facts import Defect, JsonValue

POLICY: Mapping[str, JsonValue] = {"replay": True, "v": 1}


@dataclass(frozen=True, slots=True)
class FolderRecord:
    """The record of a folder.

    Attributes:
        entries: Canonical bytes in order. ``openings``: every sealed part with its key.
        defects: Acts that could not be recorded.
    """

    round_id: str
    entries: tuple[bytes, ...]
    openings: tuple[Opening, ...]
    defects: tuple[Defect, ...]

    @property
    def origin(self) -> str:
        """Name of this log in its tree head."""
        return f"cydradd.invalid/replay/{self.round_id}"

    @property
    def root(self) -> bytes:
        """Root over all entries."""
        return root(leaf_hash(entry) for entry in self.entries)

    def files(self) -> dict[str, bytes]:
        """The export's files by path."""
        return export.files(self.entries, {self.round_id: self.openings}, POLICY, self.origin)


def replay_key(settings_sha256: bytes, index: int, name: str) -> bytes:
    """Key of a sealed part: HMAC-SHA-256 of its place under the hash of ``round.toml``."""
    message = f"cydradd/replay/v1\n{index}\n{name}".encode()
    return hmac.new(settings_sha256, message, hashlib.sha256).digest()


def record_of(folder: RoundFolder) -> FolderRecord:
    """Record a folder: ``round.opened``, its acts, then ``record.file_bound`` for each file by path."""
    secret = bytes.fromhex(folder.files[SETTINGS])
    recorder = Recorder(folder.settings.id, lambda index, name: replay_key(secret, index, name))
    events = folder.tables.events or ()
    ordered = in_order(events)
    opened_at = min([folder.settings.as_of, *(event.at for event in ordered)])
    defects = record_events(
        recorder, events, opened_at, {"as_of": folder.settings.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")}
    )
    for path in sorted(folder.files):
        body: dict[str, JsonValue] = {"path": path, "sha256": folder.files[path]}
        recorder.add(Entry("record.file_bound", None, 0, folder.settings.as_of, Actor(), body), {})
    return FolderRecord(folder.settings.id, tuple(recorder.entries), tuple(recorder.openings), tuple(defects))


def _comparable(event: Event) -> tuple[object, ...]:
    """What two events must share to say the same: everything but number and line."""
    plain = (
        event.kind,
        event.at,
        event.id,
        event.object,
        event.partner,
        event.item,
        event.code,
        event.seat,
        event.gate,
    )
    words = (event.text, event.text_plain, event.harm, event.harm_plain, event.remedy, event.remedy_plain)
    return (*plain, *words, event.office, event.ground, event.channel, event.role, tuple(sorted(set(event.links))))


def replays(folder: RoundFolder, record: FolderRecord) -> bool:
    """Whether the acts read back from the record are the acts of the folder (I14)."""
    openings = {(opening.index, opening.name): opening.part for opening in record.openings}
    back = events_of((decode(entry) for entry in record.entries), openings)
    acts = [_comparable(event) for event in back if event.kind not in ("round.opened", "record.file_bound")]
    given = [event for event in in_order(folder.tables.events or ()) if event.kind not in ("round.opened",)]
    verbatim = any("." in event.kind for event in given)
    if verbatim:
        acts = [each for each in acts if "." not in str(each[0])]
        given = [event for event in given if "." not in event.kind]
    return acts == [_comparable(event) for event in given] and not record.defects


def first_change_found(record: FolderRecord) -> bool:
    """Whether a changed byte of each entry changes the root (I13): tried on a copy, one entry after another."""
    leaves = [leaf_hash(entry) for entry in record.entries]
    head = root(leaves)
    for index, entry in enumerate(record.entries[:64]):
        changed = leaf_hash(bytes([entry[0] ^ 1]) + entry[1:])
        if root([*leaves[:index], changed, *leaves[index + 1 :]]) == head:
            return False
    return root(leaf_hash(entry) for entry in record.entries) == head
