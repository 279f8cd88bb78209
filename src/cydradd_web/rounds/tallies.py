"""What one round came to, in figures that can be added up over rounds (`Tally`)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from cydradd.cycle.report import Story
from cydradd.vocabulary.facts import JsonValue

UNKNOWN = "unknown"
MOST = 2**63 - 1
NORMAL = 1.96
"""Half the width of a 95% interval in standard errors, as in `cydradd.evaluate.headline`."""


def _object(value: JsonValue) -> Mapping[str, JsonValue]:
    return value if isinstance(value, Mapping) else {}


def _objects(value: JsonValue) -> list[Mapping[str, JsonValue]]:
    return [_object(each) for each in value] if isinstance(value, list | tuple) else []


def _whole(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0


def _size(value: JsonValue) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def tally(story: Story) -> dict[str, object]:
    """The columns of `Tally`. A table that is not in the files leaves its figures unknown."""
    return {**_money(story), **_people(story), **_outcomes(story), **_reach(story)}


def _money(story: Story) -> dict[str, object]:
    agreements, payments = story.tables.agreements, story.tables.payments
    return {
        "agreed": _sum(row.amount for row in agreements) if agreements else None,
        "paid": _sum(row.amount for row in payments) if payments else None,
    }


def _sum(amounts: Iterable[int]) -> int | None:
    """The sum; more than any money there is cannot be kept, and is not known."""
    total = sum(amounts)
    return total if abs(total) <= MOST else None


def _people(story: Story) -> dict[str, object]:
    heard = story.heard
    if heard is None:
        return {"people": None, "people_unknown": None}
    return {"people": heard.people, "people_unknown": heard.unknown_partner}


def _outcomes(story: Story) -> dict[str, object]:
    """Outcomes in all, those with a measurement, and the studies of them: a null result counts like any other."""
    stated = {row.id for row in story.tables.outcomes or ()}
    measured = {row.outcome for row in story.tables.results or ()}
    found = _objects([*_object((story.results.evaluate or {}).get("outcomes")).values()])
    sides = [_clear(row) for each in found for row in _studies(_object(each.get("effects")))]
    return {
        "outcomes": len(stated | measured) if stated or measured else None,
        "measured": len(measured) if stated or measured else None,
        "findings": len(sides) if found else None,
        "unclear": sides.count(False) if found else None,
    }


def _studies(effects: Mapping[str, JsonValue]) -> list[Mapping[str, JsonValue]]:
    """Each study once: where a correlation was not reported, as the first that was tried gives it."""
    tried = _objects(effects.get("correlation_range"))
    return _objects(tried[0].get("rows") if tried else effects.get("rows"))


def _clear(row: Mapping[str, JsonValue]) -> bool:
    """Whether a study by itself shows more or less, and not perhaps neither."""
    return abs(_size(row.get("yi"))) > NORMAL * math.sqrt(max(0.0, _size(row.get("vi"))))


def _reach(story: Story) -> dict[str, object]:
    by_type = _object(_object((story.results.follow or {}).get("reach")).get("type"))
    rows = [*_objects(by_type.get("rows")), {**_object(by_type.get("unknown")), "key": UNKNOWN}] if by_type else []
    return {
        "recipients": _whole(by_type.get("recipients")) if by_type else None,
        "reach": [[str(row.get("key")), _whole(row.get("grants")), _whole(row.get("sum_pence"))] for row in rows],
    }
