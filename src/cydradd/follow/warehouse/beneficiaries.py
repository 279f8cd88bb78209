"""Whom the grants of a warehouse are for: the places that can be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cydradd.follow.flows import place_names

if TYPE_CHECKING:
    from cydradd.follow.warehouse.store import Warehouse
    from cydradd.vocabulary.text import Bilingual


def beneficiary_places(warehouse: Warehouse) -> Mapping[str, Bilingual | None]:
    """Places of the people that grants are for, by their codes in order; ``None``: no register gave a name."""
    found = warehouse.ask("SELECT DISTINCT beneficiary FROM grants WHERE beneficiary IS NOT NULL ORDER BY beneficiary")
    codes = [str(code) for (code,) in found]
    names = place_names(warehouse, codes)
    return {code: names.get(code) for code in codes}
