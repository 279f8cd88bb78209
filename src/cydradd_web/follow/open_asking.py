"""What an address asks of the open data, with all that only the data themselves can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cydradd.follow.recipients import INDIVIDUAL
from cydradd_web.follow.open_filters import OpenFilters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cydradd.follow.warehouse.offered import Offered
    from cydradd.follow.warehouse.store import Warehouse
    from cydradd.vocabulary.text import Language

NO_SUCH = _("no organisation of these files has that identifier. Look for it in the list of organisations.")


def asked_of(typed: Mapping[str, str], warehouse: Warehouse, offered: Offered, language: Language) -> OpenFilters:
    """The form of an address: places of those grants are for, and a recipient who is there and is no person."""
    from cydradd.follow.warehouse.beneficiaries import beneficiary_places

    places = beneficiary_places(warehouse) if typed.get("beneficiary") else None
    form = OpenFilters(typed, offered, language, places)
    if form.is_valid() and (wanted := form.said("recipient")):
        key = _key(warehouse, offered, wanted)
        if key is None:
            form.add_error("recipient", NO_SUCH)
        else:
            form.cleaned_data["recipient"] = key
    return form


def _key(warehouse: Warehouse, offered: Offered, wanted: str) -> str | None:
    """The key of an organisation by its key or one of its ids; a person is found by none."""
    rows = warehouse.ask(
        "SELECT DISTINCT key, counted_group FROM parties WHERE key = ? OR id = ? ORDER BY key", [wanted, wanted]
    )
    people = {key for key, group in rows if group == INDIVIDUAL} | offered.people
    keys = [str(key) for key, _group in rows if key is not None and key not in people]
    return keys[0] if keys else None
