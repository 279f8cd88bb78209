"""The 36 checks of quality, of one grant after another (follow.md 3.8).

They are those of 360Giving's own checker (ThreeSixtyGiving/dataquality, commit 783b746), written anew, with a finding
for each place at fault. A finding is its code, its place in the grant, the value there, and what the sentence is
filled with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from cydradd.follow.checking.bodies import Bodies
from cydradd.follow.checking.clock import Clock
from cydradd.follow.checking.found import Found, Grant, Place
from cydradd.vocabulary.facts import JsonValue

_EMAIL = re.compile(r"[\w.-]+@[\w.-]+\.[\w.-]+")
_POSTCODE = re.compile(r"\s*[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\s*", re.IGNORECASE | re.ASCII)
_LONGEST_TITLE = 140

_ZERO: Found = ("zero_amount", ("amountAwarded",), 0, "")
_NO_PROGRAMME: Found = ("no_programme", (), None, "")
_NO_MODIFIED: Found = ("no_last_modified", (), None, "")
_NO_SOURCE: Found = ("no_data_source", (), None, "")
_NO_DURATION: Found = ("duration_missing", (), None, "")
_NO_DETAILS: Found = ("individual_without_details", ("recipientIndividual",), None, "")
_WITH_DEI: Found = ("individual_with_dei", ("recipientIndividual",), None, "")


class Quality:
    """The checks of one file, which remember what they saw of funders.

    Args:
        as_of: The day on which dates are in the future or long past.
    """

    def __init__(self, as_of: date) -> None:
        self._clock = Clock(as_of)
        self._bodies = Bodies()

    def grant(self, grant: Grant, extra: Mapping[str, JsonValue], has_at: bool, found: list[Found]) -> None:
        """Add every finding of one grant to ``found``; ``has_at``: some text of it holds an ``@``."""
        get = grant.get
        amount, id, title = get("amountAwarded"), get("id"), get("title")
        if amount == 0 and amount.__class__ is not bool:
            found.append(_ZERO)
        if id.__class__ is str and "\n" in id:  # type: ignore[operator]
            found.append(("grant_id_characters", ("id",), id, ""))
        if title.__class__ is str:
            if len(title) > _LONGEST_TITLE:  # type: ignore[arg-type]
                found.append(("title_over_140", ("title",), title, ""))
            if title and title == get("description"):
                found.append(("title_is_description", ("description",), title, ""))
        if not get("grantProgramme"):
            found.append(_NO_PROGRAMME)
        if not get("dateModified"):
            found.append(_NO_MODIFIED)
        if not get("dataSource"):
            found.append(_NO_SOURCE)
        self._dates(grant, found)
        self._bodies.funders(grant, found)
        if "recipientIndividual" in grant:
            _individual(grant, extra, found)
        self._bodies.recipients(grant, found)
        if has_at:
            _emails(grant, (), found)
            for name, each in extra.items():
                if "email" not in name.casefold():
                    _emails(each, name, found)

    def _dates(self, grant: Grant, found: list[Found]) -> None:
        """The award date, and the first and last day of what is planned and of what came about."""
        award = grant.get("awardDate")
        if award.__class__ is str:
            for code, field in self._clock.award(award):  # type: ignore[arg-type]
                found.append((code, (field,), award, ""))
        planned = grant.get("plannedDates")
        if not (planned and self._events(planned, "plannedDates", found)):
            found.append(_NO_DURATION)
        actual = grant.get("actualDates")
        if actual:
            self._events(actual, "actualDates", found)

    def _events(self, events: JsonValue, kind: str, found: list[Found]) -> bool:
        """Whether one of the events has a duration."""
        has_duration = False
        for index, event in enumerate(events if isinstance(events, list) else ()):
            if event.__class__ is not dict:
                continue
            get = event.get
            has_duration = has_duration or get("duration") is not None
            for code, field in self._clock.event(kind, get("startDate"), get("endDate")):
                found.append((code, (kind, index, field), get(field), ""))
        return has_duration


def _individual(grant: Grant, extra: Mapping[str, JsonValue], found: list[Found]) -> None:
    """A grant to one person: nothing may tell who they are, and the reason should be there."""
    details = grant.get("toIndividualsDetails")
    if not isinstance(details, Mapping) or not (details.get("grantPurpose") or details.get("primaryGrantReason")):
        found.append(_NO_DETAILS)
    if any(name.casefold().replace("/", "").split(":")[0].strip() == "project" for name in extra):
        found.append(_WITH_DEI)
    places = grant.get("beneficiaryLocation")
    for index, place in enumerate(places if isinstance(places, list) else ()):
        code = place.get("geoCode") if isinstance(place, Mapping) else None
        if isinstance(code, str) and _POSTCODE.fullmatch(code):
            found.append(("postcode_as_geocode", ("beneficiaryLocation", index, "geoCode"), code, ""))


def _emails(value: JsonValue, place: Place, found: list[Found]) -> None:
    """Every text that seems to hold an address, but those of fields that are meant for one."""
    if isinstance(value, str):
        if "@" in value and _EMAIL.search(value):
            found.append(("email_in_text", place, value, ""))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if "email" not in name.casefold():
                _emails(each, place if isinstance(place, str) else (*place, name), found)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            _emails(each, place if isinstance(place, str) else (*place, index), found)
