"""The charts of the open data as files: SVG with title, sentence and source in it, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cydradd.follow.flows import concentration, reach
from cydradd.follow.pictures.bars import bars_file
from cydradd.follow.pictures.curve import curve_file
from cydradd.follow.pictures.flow import flow_file
from cydradd.follow.pictures.tile_table import tile_table
from cydradd.follow.pictures.tiles import tile_map_file
from cydradd.follow.reach import By
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.follow.selectors.open_flow import table

if TYPE_CHECKING:
    from cydradd.follow.warehouse.offered import Offered
    from cydradd.follow.warehouse.questions import Filters
    from cydradd.follow.warehouse.store import Warehouse

NAMES = ("reach", "flow", "places", "lorenz")
_SOURCE = Bilingual("Ffynhonnell, a thrwydded pob ffeil wreiddiol:", "Source, and the licence of each original file:")


def picture(
    name: str, warehouse: Warehouse, offered: Offered, filters: Filters, by: By, language: Language, address: str
) -> str | None:
    """One chart; ``None``: there is no money to draw, or no such chart of it.

    Args:
        address: Of the page that shows the same.

    Raises:
        NotPossible: How far to few cannot be measured.
    """
    source = f"{_SOURCE.side(language)} {address}"
    if name == "lorenz":
        return curve_file(concentration(warehouse, filters), language, source)
    found = reach(warehouse, filters, By.PLACE if name == "places" else by)
    if not found.grants:
        return None
    if name == "flow":
        return flow_file(table(warehouse, offered, filters, by), language, source)
    return (
        tile_map_file(tile_table(found), language, source) if name == "places" else bars_file(found, language, source)
    )
