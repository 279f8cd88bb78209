"""Where the record speaks of single statements."""

from __future__ import annotations

import json
from collections.abc import Collection

from django.db.models import Q

from cydradd_web.record.models import Entry


def of_statements(round_id: int, type_: str, statements: Collection[str]) -> dict[str, tuple[int, str]]:
    """Index and leaf of the last act of a type about each statement that one has. One query."""
    asked = Q(pk__in=())
    for each in statements:
        asked |= Q(entry__contains=f'"statement":"{each}"')
    rows = Entry.objects.filter(asked, round_id=round_id, type=type_).values_list("position", "leaf", "entry")
    return {str(json.loads(entry)["body"]["statement"]): (position, leaf) for position, leaf, entry in rows}
