"""The record of a round folder: its acts in order, then one entry for each file (cycle.md section 3).

It is a replay: keys of sealed parts follow from ``round.toml``, so that the same folder gives the same bytes. It
proves order and arithmetic, and hides nothing.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cydradd.cycle.acts import in_order as acts_in_order
from cydradd.cycle.entry_events import events_of
from cydradd.cycle.event_entries import Recorder, record_events
from cydradd.cycle.events import Event, in_order
from cydradd.cycle.round_folder import SETTINGS, RoundFolder
from cydradd.record import export
from cydradd.record.entry import Actor, Entry, decode
from cydradd.record.export import Opening
from cydradd.record.tree import inclusion_proof, leaf_hash, root, verify_inclusion
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
        """The export's files by path. To which organisations a seat has a tie stays sealed (record.md 3.2)."""
        sealed = {index for index, entry in enumerate(self.entries) if decode(entry).type == "decide.interest_declared"}
        published = tuple(opening for opening in self.openings if opening.index not in sealed)
        return export.files(self.entries, {self.round_id: published}, POLICY, self.origin)


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


def _again(record: FolderRecord) -> tuple[list[Event], list[bytes]]:
    """The acts read back from a record, and the entries that they are recorded as anew."""
    openings = {(opening.index, opening.name): opening for opening in record.openings}
    parts = {place: opening.part for place, opening in openings.items()}
    back = events_of((decode(entry) for entry in record.entries), parts)
    recorder = Recorder(record.round_id, lambda index, name: openings[index, name].key)
    record_events(recorder, back, back[0].at, {})
    return back, recorder.entries


def _plain(event: Event) -> Event:
    """An act without what a record gives or orders anew: its number, its line, the order of its links."""
    return replace(event, seq=None, row=None, links=tuple(sorted(set(event.links))), body=None, sealed=None, refs=None)


def replays(folder: RoundFolder, record: FolderRecord) -> bool:
    """Whether the acts read back from the record are those of the folder, and make the same record again (I14)."""
    if record.defects:
        return False
    back, entries = _again(record)
    acts = [_plain(act) for act in acts_in_order(back) if act.kind not in ("round.opened", "record.file_bound")]
    given = [act for act in acts_in_order(folder.tables.events or ()) if act.kind != "round.opened"]
    return tuple(entries) == record.entries and acts == [_plain(act) for act in given]


def changes_are_found(record: FolderRecord) -> bool:
    """Whether each entry is proved by the head, and with one byte changed is not (I13).

    Tried on copies of the first, the middle and the last entry: a proof that fails names its entry.
    """
    leaves = [leaf_hash(entry) for entry in record.entries]
    head, size = root(leaves), len(leaves)
    for index in sorted({0, size // 2, size - 1}):
        proof = inclusion_proof(index, leaves)
        entry = record.entries[index]
        changed = leaf_hash(bytes([entry[0] ^ 1]) + entry[1:])
        whole = verify_inclusion(index, size, leaf_hash(entry), proof, head)
        if not whole or verify_inclusion(index, size, changed, proof, head):
            return False
    return True
