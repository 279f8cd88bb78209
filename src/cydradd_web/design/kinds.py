"""The nine kinds of things a design is made of: where each is kept, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cydradd.cycle.columns import TABLES, Table


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing.

    Attributes:
        name: Its word in an address.
        path: Its table in a round folder.
        letter: What the ids of new ones begin with; the ids of all kinds differ.
        many, add: How a page calls them, and adding one.
        empty: What a page says while there are none.
    """

    name: str
    path: str
    letter: str
    many: Any
    add: Any
    empty: Any

    @property
    def table(self) -> Table:
        """Its columns."""
        return TABLES[self.path]


_ALL = (
    Kind("need", "design/needs.csv", "N", _("Needs"), _("Add a need"), _("No need is stated yet.")),
    Kind("asset", "design/assets.csv", "A", _("Assets"), _("Add an asset"), _("No asset is named yet.")),
    Kind("outcome", "design/outcomes.csv", "O", _("Outcomes"), _("Add an outcome"), _("No outcome is named yet.")),
    Kind("pot", "design/pots.csv", "P", _("Pots"), _("Add a pot"), _("No pot is on the table yet.")),
    Kind("provider", "design/providers.csv", "V", _("Providers"), _("Add a provider"), _("No provider is named yet.")),
    Kind("lot", "design/lots.csv", "L", _("Lots"), _("Add a lot"), _("There is no lot yet.")),
    Kind(
        "requirement",
        "design/requirements.csv",
        "R",
        _("Requirements"),
        _("Add a requirement"),
        _("Nothing has to be shown yet."),
    ),
    Kind("criterion", "design/criteria.csv", "C", _("Criteria"), _("Add a criterion"), _("There is no criterion yet.")),
    Kind("question", "design/questions.csv", "Q", _("Questions"), _("Add a question"), _("Nothing is asked yet.")),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
"""Every kind by its word, in the order in which a design grows."""
