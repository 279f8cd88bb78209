"""Keeping the record of a round."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle.event_entries import entry_of, sealed_entry
from cydradd.cycle.events import Event
from cydradd.record.entry import Entry as Written
from cydradd.record.entry import decode
from cydradd.record.export import Opening
from cydradd.record.tree import leaf_hash
from cydradd.vocabulary.facts import JsonValue
from cydradd_web.components.rows import BATCH
from cydradd_web.record.models import Entry, Sealed


def keep_record(round_id: int, entries: Sequence[bytes], openings: Sequence[Opening]) -> None:
    """Replace the entries of a round, inside the caller's transaction."""
    Entry.objects.filter(round_id=round_id).delete()
    opened: defaultdict[int, dict[str, JsonValue]] = defaultdict(dict)
    for each in openings:
        opened[each.index][each.name] = each.part
    made = []
    for number, data in enumerate(entries):
        entry = decode(data)
        partner, gate = entry.actor.partner, entry.body.get("gate")
        made.append(
            Entry(
                round_id=round_id,
                position=number,
                leaf=leaf_hash(data).hex(),
                type=entry.type,
                at=entry.at,
                partner=None if partner is None else str(partner),
                gate=gate if isinstance(gate, str) else None,
                entry=data.decode(),
                openings=opened[number],
            )
        )
    Entry.objects.bulk_create(made, batch_size=BATCH)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is told to whoever acted: where the act stands in the record.

    Attributes:
        number: Index of the entry in the record of the round, from 0.
        leaf: Hash of its bytes, 64 hexadecimal digits.
        at: The server's time, whole seconds.
    """

    round_id: int
    number: int
    leaf: str
    type: str
    at: datetime

    @property
    def code(self) -> str:
        """A short code that can be read over a telephone: the first 12 digits of the hash, in threes of four."""
        return code_of(self.leaf)


def code_of(leaf: str) -> str:
    """The code of an entry by its hash; empty: there is none."""
    return "-".join(leaf[start : start + 4] for start in (0, 4, 8)) if leaf else ""


def _receipt(row: Entry) -> Receipt:
    return Receipt(row.round_id, row.position, row.leaf, row.type, row.at)


def receipt_of(round_id: int, key: str) -> Receipt | None:
    """The receipt of an act that was asked for under this key; ``None``: it was not done."""
    row = Entry.objects.filter(round_id=round_id, key=key).first() if key else None
    return None if row is None else _receipt(row)


def receipts_of(round_id: int, keys: Collection[str]) -> dict[str, Receipt]:
    """Receipts of those acts that were done, by the key under which they were asked for. One query."""
    rows = Entry.objects.filter(round_id=round_id, key__in=[key for key in keys if key])
    return {row.key or "": _receipt(row) for row in rows}


class _Kept:
    """The earlier entries of a round, in the database."""

    def __init__(self, round_id: int) -> None:
        self._rows = Entry.objects.filter(round_id=round_id).order_by("-position")

    def last(self, type_: str) -> str | None:
        return self._rows.filter(type=type_).values_list("leaf", flat=True).first()

    def named(self, name: str) -> str | None:
        return self._rows.filter(name=name).values_list("leaf", flat=True).first()

    def has(self, leaf: str) -> bool:
        return self._rows.filter(leaf=leaf).exists()


def append(
    round_id: int, reference: str, event: Event, *, key: str, public: Collection[str] = ("text", "extra")
) -> Receipt:
    """Record one act as the next entry of its round, inside the transaction that does it.

    The caller holds the round locked, so that numbers follow without a gap.

    Args:
        reference: The round's own id.
        key: Names the act; empty: none.
        public: Sealed parts that anyone may read at once. Every other part stays sealed.

    Raises:
        MalformedEntry: The act breaks a rule of the record.
    """
    return append_all(round_id, reference, [(event, key)], public=public)[0]


def append_all(
    round_id: int, reference: str, acts: Sequence[tuple[Event, str]], *, public: Collection[str]
) -> list[Receipt]:
    """As `append`, of several acts, each with its key; none of them refers to another."""
    last = Entry.objects.filter(round_id=round_id).order_by("-position").values_list("position", flat=True).first()
    kept, first = _Kept(round_id), 0 if last is None else last + 1
    rows: list[Entry] = []
    sealed: list[Sealed] = []
    for seq, (event, key) in enumerate(acts, start=first):
        entry, parts = entry_of(event, kept)
        whole, data, openings = sealed_entry(
            entry, parts, round_id=reference, seq=seq, key_for=lambda _index, _name: secrets.token_bytes(32)
        )
        row = _row(round_id, whole, data, openings=[each for each in openings if each.name in public])
        row.key = key or None
        rows.append(row)
        sealed += [
            Sealed(entry=row, name=each.name, secret=each.key, part=each.part, published=each.name in public)
            for each in openings
        ]
    Entry.objects.bulk_create(rows, batch_size=BATCH)
    Sealed.objects.bulk_create(sealed, batch_size=BATCH)
    return [_receipt(row) for row in rows]


def _row(round_id: int, whole: Written, data: bytes, *, openings: Sequence[Opening]) -> Entry:
    """An entry as it is kept, with those of its sealed parts that anyone may read."""
    gate, name = whole.body.get("gate"), whole.body.get("id")
    return Entry(
        round_id=round_id,
        position=whole.seq,
        leaf=leaf_hash(data).hex(),
        type=whole.type,
        at=decode(data).at,
        partner=None if whole.actor.partner is None else str(whole.actor.partner),
        gate=gate if isinstance(gate, str) else None,
        entry=data.decode(),
        openings={each.name: each.part for each in openings},
        name=name if isinstance(name, str) else None,
    )


def publish_parts(round_id: int, numbers: Collection[int], name: str) -> int:
    """Publish one sealed part of some entries of a round, inside the caller's transaction; how many were opened.

    Args:
        numbers: Indexes of the entries.
        name: Of the part, such as ``ballot``. An entry without it, or whose part is erased, is passed over.
    """
    opened, wanted = 0, sorted(numbers)
    for start in range(0, len(wanted), BATCH):
        rows = Sealed.objects.select_related("entry").filter(
            entry__round_id=round_id, entry__position__in=wanted[start : start + BATCH], name=name
        )
        found = list(rows)
        for each in found:
            each.published = True
            each.entry.openings = {**each.entry.openings, name: each.part}
        Sealed.objects.bulk_update(found, ["published"], batch_size=100)
        Entry.objects.bulk_update([each.entry for each in found], ["openings"], batch_size=100)
        opened += len(found)
    return opened


def erase_parts(round_id: int, *, pseudonym: str, type_: str) -> int:
    """Delete every sealed part of somebody's acts of one type, and what opens it, inside the caller's transaction.

    The entries stay, so every proof still holds; nobody can read them again.

    Returns:
        How many entries they were.
    """
    rows = Entry.objects.filter(round_id=round_id, type=type_, entry__contains=f'"pseudonym":"{pseudonym}"')
    Sealed.objects.filter(entry__in=rows).delete()
    return rows.update(openings={})


def publish_part(round_id: int, *, type_: str, statement: str, name: str) -> None:
    """Let anyone read a sealed part that was not public yet, inside the caller's transaction.

    Args:
        type_: Of the entry; the last one of this type whose body names the statement.
    """
    named = f'"statement":"{statement}"'
    row = Entry.objects.filter(round_id=round_id, type=type_, entry__contains=named).order_by("-position").first()
    part = None if row is None else Sealed.objects.filter(entry=row, name=name).first()
    if row is None or part is None:
        return
    part.published = True
    part.save(update_fields=["published"])
    row.openings = {**row.openings, name: part.part}
    row.save(update_fields=["openings"])


def withdraw_part(round_id: int, *, type_: str, statement: str, name: str) -> None:
    """Let nobody read a part that was public, inside the caller's transaction. Its seal stays."""
    named = f'"statement":"{statement}"'
    for row in Entry.objects.filter(round_id=round_id, type=type_, entry__contains=named):
        Sealed.objects.filter(entry=row, name=name).update(published=False)
        row.openings = {each: part for each, part in row.openings.items() if each != name}
        row.save(update_fields=["openings"])
