"""Keeping the record of a round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cydradd.record.entry import decode
from cydradd.record.export import Opening
from cydradd.record.tree import leaf_hash
from cydradd.vocabulary.facts import JsonValue
from cydradd_web.components.rows import BATCH
from cydradd_web.record.models import Entry


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
