"""What was calculated of a round, part by part, as its commands print it."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.vocabulary.facts import JsonValue
from cydradd_web.rounds.models import Document


def results(round_id: int) -> Mapping[str, JsonValue]:
    """Every part of results.json by its name, in the order in which they were made. One query."""
    return dict(Document.objects.filter(round_id=round_id).order_by("pk").values_list("part", "content"))
