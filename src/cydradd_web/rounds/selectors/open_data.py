"""The open data of a round as it was made last: whether it follows its standards, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cydradd.cycle.publication import PATHS
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.rounds.models import Document, Round

LISTED = 50
"""Faults that are listed at the most."""


def is_valid(round_id: int) -> bool | None:
    """Whether every package is valid; ``None``: none was made. One query."""
    found = Round.objects.values_list("found", flat=True).get(pk=round_id)
    valid = (found or {}).get("packages_valid")
    return valid if isinstance(valid, bool) else None


def faults_of(round_id: int, language: Language) -> tuple[str, ...]:
    """What is wrong with the packages, in the language of the page. One query."""
    kept: Any = Document.objects.filter(round_id=round_id, part="defects").values_list("content", flat=True).first()
    paths = {path for of in PATHS.values() for path in of}
    return tuple(
        f"{each['file']}: {_sentence(each['message'], language)}" for each in kept or () if each.get("file") in paths
    )[:LISTED]


def _sentence(message: Mapping[str, str | None], language: Language) -> str:
    either = Bilingual(message.get("cy"), message.get("en")).either(language)
    return either[0] if either else ""
