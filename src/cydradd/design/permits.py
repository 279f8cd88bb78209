"""Whether the money of a pot may pay for a need: the restriction of design.md section 4, held key by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cydradd.design.fit import Provider
from cydradd.design.needs import Need
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.place import within
from cydradd.vocabulary.time import parse_date


@dataclass(frozen=True, slots=True)
class _Case:
    """What a restriction is held against."""

    need: Need
    provider: Provider | None
    offer_type: str | None


def permits(
    restriction: Mapping[str, JsonValue], need: Need, provider: Provider | None = None, *, offer_type: str | None = None
) -> bool | None:
    """Whether every condition of a pot holds for a need met by a provider.

    A place holds when it is equal to the restriction's or inside it; an age range when the need's lies inside
    the pot's; ``spend_by`` when the need starts by then.

    Args:
        provider: Who would be paid; ``None`` = not known.
        offer_type: How it would be paid, from the lot; ``None`` = as the need says.

    Returns:
        ``None`` where a condition cannot be told: a value that is not stated, a place whose bounds are not held
        here, or a condition that no rule knows.
    """
    case = _Case(need, provider, offer_type or need.offer_type)
    return all_of(_RULES[key](allowed, case) if key in _RULES else None for key, allowed in restriction.items())


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Whether all hold (Kleene): one that does not decides; else one that is not known leaves it open."""
    given = set(answers)
    return False if False in given else None if None in given else True


def _listed(allowed: JsonValue, value: str | None) -> bool | None:
    return None if value is None else value in (allowed if isinstance(allowed, list | tuple) else (allowed,))


def _places(allowed: JsonValue, case: _Case) -> bool | None:
    places = allowed if isinstance(allowed, list | tuple) else (allowed,)
    answers = {within(case.need.place, str(place)) for place in places}
    return True if True in answers else None if None in answers else False


def _age(allowed: JsonValue, case: _Case) -> bool | None:
    if not (isinstance(allowed, list | tuple) and len(allowed) == 2):
        return None
    least, most = allowed
    if not (isinstance(least, int) and isinstance(most, int)) or None in (case.need.age_from, case.need.age_to):
        return None
    return least <= (case.need.age_from or 0) and (case.need.age_to or 0) <= most


def _spend_by(allowed: JsonValue, case: _Case) -> bool | None:
    last = _day(allowed)
    return None if last is None or case.need.spend_from is None else case.need.spend_from <= last


def _day(value: JsonValue) -> date | None:
    try:
        return parse_date(value) if isinstance(value, str) else None
    except CydraddError:
        return None


_RULES: Mapping[str, Callable[[JsonValue, _Case], bool | None]] = {
    "needs": lambda allowed, case: _listed(allowed, case.need.id),
    "need_kinds": lambda allowed, case: _listed(allowed, case.need.kind),
    "groups": lambda allowed, case: _listed(allowed, case.need.group),
    "revenue_or_capital": lambda allowed, case: _listed(allowed, case.need.revenue_or_capital),
    "offer_types": lambda allowed, case: _listed(allowed, case.offer_type),
    "places": _places,
    "age": _age,
    "spend_by": _spend_by,
    "provider_sizes": lambda allowed, case: _listed(allowed, case.provider.size if case.provider else None),
    "provider_kinds": lambda allowed, case: _listed(allowed, case.provider.kind if case.provider else None),
}
