"""Where the record speaks of single applications."""

from __future__ import annotations

import json
from datetime import datetime

from cydradd_web.record.models import Entry


def of_applications(round_id: int, type_: str) -> dict[str, tuple[int, str, datetime]]:
    """Index, leaf and time of the last act of a type about each application that one has. One query."""
    rows = Entry.objects.filter(round_id=round_id, type=type_).values_list("position", "leaf", "at", "entry")
    return {str(json.loads(entry)["body"]["id"]): (position, leaf, at) for position, leaf, at, entry in rows}
