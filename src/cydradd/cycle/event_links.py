"""What acts say of one another: ids that two share, links that name nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cydradd.cycle.events import FILE, Event
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

LINKED = ("change", "reply")
"""Kinds whose links name earlier acts; those of an interest name organisations."""


def astray(events: Sequence[Event]) -> list[Defect]:
    """Ids that two acts share, and links that name no act of the round."""
    many = Counter(event.id for event in events if event.id is not None)
    found = []
    for event in events:
        if event.id is not None and many[event.id] > 1:
            message = Bilingual("Mae gweithred arall â’r id hwn.", "Another act has this id.")
            found.append(Defect("shared-id", message, FILE, event.row, "id", event.id))
        for link in event.links if event.kind in LINKED else ():
            if link not in many:
                message = Bilingual("Nid oes gweithred â’r id hwn.", "There is no act of this id.")
                found.append(Defect("dangling-reference", message, FILE, event.row, "links", link[:200]))
    return found
