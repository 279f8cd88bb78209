"""What the pages of the design share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cydradd.vocabulary.text import Language
from cydradd_web.design.forms.fields import titled
from cydradd_web.design.kinds import KINDS, Kind
from cydradd_web.design.selectors import rows
from cydradd_web.rounds.selectors import known_live

acting = require_http_methods(["GET", "HEAD", "POST"])


def live(slug: str) -> int:
    """Key of a round that is carried here; else there is no such page."""
    round_id = known_live(slug)
    if round_id is None:
        raise Http404(slug)
    return round_id


def kind_of(name: str) -> Kind:
    """A kind by its word in an address; else there is no such page."""
    if name not in KINDS:
        raise Http404(name)
    return KINDS[name]


def rows_by_table(round_id: int) -> dict[str, tuple[Any, ...]]:
    """Every row of a design by the name of its table. One query a table."""
    return {kind.table.name: rows(round_id, kind.path) for kind in KINDS.values()}


def items(round_id: int, language: Language) -> Iterable[tuple[str, str]]:
    """Everything in a design, to choose from."""
    return [(row.id, titled(row, language)) for each in rows_by_table(round_id).values() for row in each]


def workshop_of(slug: str) -> str:
    """The address of a round's workshop."""
    return reverse("design-workshop", args=[slug])
