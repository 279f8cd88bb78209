"""Whether the ids and numbers of organisations look as their registers write them."""

from __future__ import annotations

import re

from cydradd.follow.fields import threesixtygiving

_CHARITY = re.compile(r"[A-Za-z]{0,3} ?[0-9]{6,7}")
_COMPANY = re.compile(r"[A-Za-z0-9]{8}")
_NUMBER = re.compile(r"[0-9]{6,7}")
_LIST = re.compile(r"([A-Z]{2})(?:_[A-Z]{2})?-[A-Z0-9_]+")
_OWN = "360G"

LISTS = frozenset(
    {"GB-CASC", "GB-CCSCUST", "GB-CHC", "GB-COA", "GB-COE", "GB-COH", "GB-EDU", "GB-GOR", "GB-GOV", "GB-GOVUK"}
    | {"GB-HESA", "GB-IRN", "GB-LAE", "GB-LANI", "GB-LAS", "GB-MPR", "GB-NHS", "GB-NIC", "GB-PLA", "GB-REV", "GB-SC"}
    | {"GB-SCOTEDU", "GB-SHPE", "GB-SRS", "GB-UKPRN", "GB-WALEDU"}
)
"""Lists of organisations in the United Kingdom by org-id.guide's codes; those of other countries go by their form."""


def is_listed(id: str) -> bool:
    """Whether an id begins with the code of a list: one of the United Kingdom, one of another country, or 360G."""
    parts = id.upper().split("-", 2)
    if parts[0] == _OWN:
        return len(parts) > 1
    if len(parts) < 3:
        return False
    match = _LIST.fullmatch(f"{parts[0]}-{parts[1]}")
    if match is None:
        return False
    return match[0] in LISTS if match[1] == "GB" else match[1] in _countries()


def _countries() -> frozenset[str]:
    """Countries of ISO 3166-1, and the codes org-id.guide uses for what is international or regional."""
    return threesixtygiving().codelists["countryCode"].codes | {"XI", "XK", "XM", "XR", "XE", "ZZ"}


def is_charity_number(text: str) -> bool:
    """6 or 7 digits, after letters for Scotland and Northern Ireland."""
    return bool(_CHARITY.fullmatch(text))


def is_company_number(text: str) -> bool:
    """8 characters."""
    return bool(_COMPANY.fullmatch(text))


def is_of_its_register(id: str) -> bool:
    """Whether the number of a GB-CHC or GB-COH id has the form of that register; other ids are not judged."""
    start = id[:7].upper()
    if start == "GB-CHC-":
        return bool(_NUMBER.fullmatch(id[7:]))
    return start != "GB-COH-" or is_company_number(id[7:])
