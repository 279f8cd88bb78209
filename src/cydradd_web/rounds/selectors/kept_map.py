"""What is kept of a round's opinion map to work out where one person stands."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from cydradd.listen.places import Places, from_json
from cydradd_web.rounds.models import KeptMap

READ = 8
"""Maps that a process keeps read."""


def kept_map(round_id: int) -> tuple[Places, datetime] | None:
    """What is kept of the map, and the instant of the votes it was made of; ``None``: no map. Two queries at most."""
    row = KeptMap.objects.filter(round_id=round_id).values_list("digest", "as_of").first()
    if row is None:
        return None
    found = _read(round_id, row[0])
    return None if found is None else (found, row[1])


@lru_cache(maxsize=READ)
def _read(round_id: int, digest: str) -> Places | None:
    content = KeptMap.objects.filter(round_id=round_id, digest=digest).values_list("content", flat=True).first()
    return None if content is None else from_json(content)
