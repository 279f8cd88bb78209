"""Pots: money of one funder with its restrictions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence


@dataclass(frozen=True, slots=True)
class Pot:
    """Money of one funder (design/pots.csv).

    `restriction` is the JSON object of design.md section 4, as read.
    """

    id: str
    commissioner: str
    commissioner_kind: str
    amount: Pence
    mode: str
    owner: str | None = None
    consent: bool | None = None
    choice: tuple[str, ...] = ()
    restriction: Mapping[str, JsonValue] = field(default_factory=dict)
    row: int | None = None
