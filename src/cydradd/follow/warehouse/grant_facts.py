"""What of one 360Giving grant is counted: amount, date, who paid whom, and where the people are whom it is for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

from cydradd.follow.amounts import Sums
from cydradd.follow.warehouse.places import Placed, place_of
from cydradd.vocabulary.facts import JsonValue

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:$|[T ])")

Object = Mapping[str, JsonValue]
Said = tuple[str | None, str | None, str | None, str | None, bool, str | None, str | None, str | None]
"""All that one grant says of a party: id, name, charity number, company number, whether it is one person, GSS code,
postcode, name of its place. Two grants that say the same mean the same party."""


def text(value: JsonValue) -> str | None:
    """Text, which reading left without blanks round it; a number of an id as text; ``None`` for nothing."""
    if value.__class__ is str:
        return value or None  # type: ignore[return-value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def objects(value: JsonValue) -> list[Object]:
    """The objects of a list, or one object that stands where a list should."""
    if value.__class__ is list:
        return value if all(each.__class__ is dict for each in value) else _mappings(value)  # type: ignore[union-attr,arg-type,return-value]
    return [value] if isinstance(value, Mapping) else []


def _mappings(values: list[JsonValue]) -> list[Object]:
    return [each for each in values if isinstance(each, Mapping)]


_TEXTS = ("id", "name", "charityNumber", "companyNumber", "postalCode")


def party(said: Object, is_individual: bool) -> Said:
    """What a grant says of one party."""
    code = name = None
    if "location" in said:
        places = objects(said["location"])
        code = next((text(each.get("geoCode")) for each in places if each.get("geoCode")), None)
        name = next((text(each.get("name")) for each in places if each.get("name")), None)
    if name is None and "addressCounty" in said:
        name = text(said["addressCounty"])
    id, called, charity, company, post = map(said.get, _TEXTS)
    return (
        id if id.__class__ is str and id else text(id),
        called if called.__class__ is str and called else text(called),
        None if charity is None else text(charity),
        None if company is None else text(company),
        is_individual,
        code,
        None if post is None else text(post),
        name,
    )  # type: ignore[return-value]


def recipients(grant: Object) -> list[Said]:
    """Everyone a grant names as its recipient, each once, in the order given."""
    organisations = objects(grant.get("recipientOrganization"))
    people = objects(grant.get("recipientIndividual")) if "recipientIndividual" in grant else []
    if len(organisations) == 1 and not people:
        return [party(organisations[0], False)]
    named = [party(each, False) for each in organisations] + [party(each, True) for each in people]
    return list(dict.fromkeys(named))


def funder(grant: Object) -> Object | None:
    """The first who is said to have given a grant."""
    named = objects(grant.get("fundingOrganization"))
    return named[0] if named else None


class Amounts:
    """Minor units of each amount, read once for all grants that hold the same.

    Attributes:
        seen: Grants by amount, currency and type of the amount; the sums of a file are made from it alone.
    """

    def __init__(self) -> None:
        self.seen: Counter[tuple[object, object, type]] = Counter()
        self.known: dict[tuple[object, object, type], int | None] = {}
        self.not_summable = 0

    def minor_units(self, amount: JsonValue, currency: JsonValue) -> int | None:
        """Minor units of one amount; ``None``: there is none, or it cannot be read."""
        key = (amount, currency, amount.__class__)
        try:
            known = self.known.get(key, key)
        except TypeError:  # a list or object where an amount or a currency should be
            self.not_summable += 1
            return None
        if known is key:
            sums = Sums()
            sums.add(amount, currency, "")
            known = self.known[key] = next(iter(sums.minor_units.values()), None)
        self.seen[key] += 1
        if known is None and amount is not None:
            self.not_summable += 1
        return known  # type: ignore[return-value]

    def sums(self) -> dict[str, int]:
        """Minor units by currency of all that were asked for, added up by the amounts and not by the rows."""
        made: dict[str, int] = {}
        for (amount, currency, _), count in self.seen.items():
            sums = Sums()
            sums.add(amount, currency, "")  # type: ignore[arg-type]
            for unit, whole in sums.minor_units.items():
                made[unit] = made.get(unit, 0) + whole * count
        return made


class Days:
    """Days of awards, each text read once: ISO day, calendar year, and year that begins on 1 April."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str | None, int | None, int | None]] = {}

    def read(self, value: JsonValue) -> tuple[str | None, int | None, int | None]:
        """Three times ``None`` where there is no day that can be read."""
        if not isinstance(value, str):
            return None, None, None
        found = self.known.get(value)
        if found is None:
            if len(self.known) > 100_000:
                self.known.clear()
            found = self.known[value] = _day(value)
        return found


def _day(value: str) -> tuple[str | None, int | None, int | None]:
    match = _DAY.match(value.strip())
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        return None, None, None
    return day.isoformat(), day.year, day.year if day.month >= 4 else day.year - 1


class Places:
    """Where the people are whom grants are for; each code and name looked up once."""

    def __init__(self, current: Mapping[str, str]) -> None:
        self.current = current
        self.known: dict[tuple[str | None, str | None], Placed] = {}

    def of(self, grant: Object) -> tuple[str | None, str | None, str | None]:
        """Place, level of evidence, and, where there is no place, why.

        Several places make no one place: a grant's money is not divided between them.
        """
        if "beneficiaryLocation" not in grant:
            return None, None, "no-place"
        places = objects(grant["beneficiaryLocation"])
        if len(places) == 1:
            place, level = self._place(text(places[0].get("geoCode")), text(places[0].get("name")))
            return place, level, None if place else "no-place"
        found = {self._place(text(each.get("geoCode")), text(each.get("name"))) for each in places}
        known = {place for place, _ in found}
        if len(known) > 1:
            return None, None, "several-places"
        if known <= {None}:
            return None, None, "no-place"
        return *min(found, key=lambda each: str(each[1])), None

    def _place(self, code: str | None, name: str | None) -> Placed:
        found = self.known.get((code, name))
        if found is None:
            if len(self.known) > 100_000:
                self.known.clear()
            found = self.known[code, name] = place_of(code, None, name, current=self.current)
        return found
