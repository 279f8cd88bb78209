"""Read one ending from JSON (docs/reference/deliver-files.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from cydradd.deliver.ending import KINDS, Overriding, Proposal
from cydradd.deliver.impact import AffectedProvider, ImpactReport
from cydradd.deliver.json_reader import Fields, read_object
from cydradd.deliver.moments import Moment
from cydradd.deliver.runway import Runway, runway
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner

SURVIVES = "survives"


def read_ending(path: Path) -> tuple[Proposal, date | None, tuple[str, ...]]:
    """The proposal of a file, the day it is asked on (``as_of``), and the keys that nobody knows.

    Raises:
        UnreadableFile: No JSON object, a value that is not what its key asks, or no kind.
    """
    fields = read_object(path)
    kind = fields.text("kind", KINDS)
    if kind is None:
        raise fields.refuse("kind", "mae eisiau hwn.", "this is needed.")
    report, override, on = fields.object("report"), fields.object("override"), fields.day("as_of")
    proposal = Proposal(
        kind=kind,
        agreement=fields.text("agreement"),
        proposed_at=fields.moment("proposed_at"),
        report=None if report is None else _report(report),
        consents=_consents(fields),
        override=None if override is None else _override(override),
        decided_at=fields.moment("decided_at"),
        notice_at=fields.moment("notice_at"),
        ends_at=fields.moment("ends_at"),
    )
    fields.close()
    return proposal, on, tuple(fields.unknown)


def _report(fields: Fields) -> ImpactReport:
    people = fields.exact("people")
    capacity, welsh = _said(fields.get("capacity")), _said(fields.get("welsh"))
    found = ImpactReport(
        at=fields.moment("at") or fields.moment("when"),
        people=None if people is None else int(people),
        places=fields.texts("places"),
        providers=_providers(fields),
        jobs=fields.exact("jobs"),
        volunteers=fields.exact("volunteers"),
        capacity=capacity,
        alternatives=_alternatives(fields),
        welsh=welsh,
        asked=_asked(fields),
        gap_months=fields.exact("gap_months"),
    )
    fields.close()
    return found


def _said(value: JsonValue) -> bool:
    """Whether a value says anything: ``false`` and 0 do, blank text and empty lists do not."""
    return value is not None and value not in ("", [], {})


def _providers(fields: Fields) -> tuple[AffectedProvider, ...] | None:
    listed = fields.objects("providers")
    return None if listed is None else tuple(_provider(each) for each in listed)


def _provider(fields: Fields) -> AffectedProvider:
    """A provider, its runway as months, ``"survives"``, null for "nobody knows", or from reserves and share lost."""
    id = fields.text("id") or fields.text("organisation")
    if id is None:
        raise fields.refuse("id", "mae eisiau hwn.", "this is needed.")
    told = "runway_months" in fields.value or {"reserves_months", "share_lost"} <= fields.value.keys()
    if fields.get("runway_months") == SURVIVES:
        found: Runway | None = Runway(None)
    elif (months := fields.exact("runway_months")) is not None:
        found = Runway(int(months))
    else:
        found = _from_reserves(fields)
    for key in ("capacity", "unit", "monthly_cost_p", "reserves_months", "share_lost", "shed"):
        fields.get(key)
    fields.close()
    return AffectedProvider(id, found, told)


def _from_reserves(fields: Fields) -> Runway | None:
    try:
        return runway(fields.exact("reserves_months"), fields.exact("share_lost"), fields.exact("shed") or Fraction(0))
    except CydraddError as error:
        if error.code == "unreadable":
            raise
        raise fields.refuse("share_lost", error.sentence.cy or "", error.sentence.en or "") from None


def _alternatives(fields: Fields) -> tuple[str, ...]:
    """The kind of each alternative: a word, or an object with ``kind`` and ``text``."""
    listed = fields.get("alternatives")
    if isinstance(listed, list) and listed and all(isinstance(each, str) for each in listed):
        return fields.texts("alternatives") or ()
    found = []
    for each in fields.objects("alternatives") or ():
        found.append(each.text("kind") or "")
        each.both("text")
        each.close()
    return tuple(found)


def _asked(fields: Fields) -> tuple[bool, ...]:
    found = []
    for each in fields.objects("asked") or ():
        found.append(each.text("who") is not None and each.moment("on") is not None)
        each.close()
    return tuple(found)


def _consents(fields: Fields) -> Mapping[Partner, Moment | None]:
    """Consents by partner: the partner's word, or an object with ``partner`` and ``at``."""
    listed = fields.get("consents")
    found: dict[Partner, Moment | None] = {}
    if isinstance(listed, list) and listed and all(isinstance(each, str) for each in listed):
        for number, word in enumerate(fields.texts("consents") or ()):
            if word not in list(Partner):
                listed_words = ", ".join(Partner)
                place = f"consents[{number}]"
                raise fields.refuse(place, f"ysgrifennwch un o {listed_words}.", f"write one of {listed_words}.")
            found[Partner(word)] = None
        return found
    for each in fields.objects("consents") or ():
        partner = each.text("partner", tuple(Partner))
        if partner is None:
            raise each.refuse("partner", "mae eisiau hwn.", "this is needed.")
        if Partner(partner) in found:
            raise each.refuse("partner", "mae’r partner yno ddwywaith.", "the partner is there twice.")
        found[Partner(partner)] = each.moment("at")
        each.close()
    return found


def _override(fields: Fields) -> Overriding:
    reasons = fields.both("reasons")
    told = (
        fields.text("office"),
        fields.text("ground") or fields.text("legal_ground"),
        reasons and reasons.cy,
        reasons and reasons.en,
    )
    found = Overriding(all(told), fields.moment("at"))
    fields.text("body")
    fields.close()
    return found
