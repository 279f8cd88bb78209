"""What kind of body a recipient is, and how large, each with its evidence (follow.md 3.3 and 3.4).

Order and prefixes follow UKGrantmaking (ThreeSixtyGiving, uk-grantmaking-data-cleaning, commit e2351e5) and
org-id.guide; Welsh names and prefixes are ours. Income bands are those of NCVO (21 January 2019).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cydradd.follow.recipient_names import by_name
from cydradd.vocabulary.money import Pence

INDIVIDUAL, UNKNOWN = "individual", "unknown"

GROUPS: Mapping[str, str] = {
    "charity": "third_sector",
    "religious": "third_sector",
    "cic": "other_nonprofit",
    "mutual": "other_nonprofit",
    "nonprofit_company": "other_nonprofit",
    "sports_club": "other_nonprofit",
    "voluntary_group": "other_nonprofit",
    "housing_association": "housing_association",
    "local_authority": "statutory",
    "nhs": "statutory",
    "government": "statutory",
    "education": "education",
    "university": "education",
    "private": "private",
    INDIVIDUAL: INDIVIDUAL,
    UNKNOWN: UNKNOWN,
}
"""Group of each class. A university is never counted as third sector; nor is a group that may be a charity or not."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """What open data says of one recipient. ``id`` is as published; ``None`` = not stated."""

    id: str | None
    name: str | None = None
    charity_number: str | None = None
    company_number: str | None = None
    is_individual: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    """The class of a recipient and its evidence.

    Attributes:
        rule: Number of the rule that fired, ``1`` to ``11``, as in follow.md 3.3; ``None`` for an individual.
        level: ``strong``, ``medium`` or ``weak``; ``None`` when nothing is known.
        why: What was found: the prefix, number or name.
    """

    code: str
    rule: str | None
    level: str | None
    why: str | None

    @property
    def group(self) -> str:
        """The group the class is counted in."""
        return GROUPS[self.code]


_BY_PREFIX = {
    **dict.fromkeys(("GB-CHC", "GB-SC", "GB-NIC", "GB-REV"), ("charity", "1")),
    **dict.fromkeys(("GB-LAE", "GB-LAS", "GB-LANI", "GB-UKLA", "GB-PLA"), ("local_authority", "2")),
    "GB-NHS": ("nhs", "3"),
    **dict.fromkeys(("GB-GOR", "GB-GOV", "GB-GOVUK", "GB-COA", "XI-PB"), ("government", "3")),
    **dict.fromkeys(("GB-EDU", "GB-UKPRN", "GB-SCOTEDU", "GB-WALEDU"), ("education", "4b")),
    "GB-CASC": ("sports_club", "5"),
    "GB-MPR": ("mutual", "5"),
    "GB-COE": ("religious", "5"),
    "GB-SHPE": ("housing_association", "5"),
}
_BY_COMPANY_NUMBER = {
    **dict.fromkeys(("CE", "CS"), "charity"),
    **dict.fromkeys(("IP", "RS", "SP", "NP", "NO"), "mutual"),
    "RC": "nonprofit_company",
}
_BY_REGISTER = {
    "guarantee": "nonprofit_company",
    "charter": "nonprofit_company",
    "cic": "cic",
    "society": "mutual",
    "ltd": "private",
    "plc": "private",
    "llp": "private",
}
"""Types of a company register (rule 8) by our words for them."""

_PREFIX = re.compile(r"(?P<prefix>360G|[A-Z]{2}-[A-Z0-9]+)-(?P<number>.+)")
_CHARITY = re.compile(r"\d{6,7}|SC\d{5,6}|NIC ?\d{6}")
_COMPANY = re.compile(r"\d{8}|[A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z]")


def is_org_id(id: str) -> bool:
    """Whether an id names the same body everywhere: it begins with a list of org-id.guide, or with 360G.

    Any other id is a name inside one round, where another round may call another body the same.
    """
    return bool(_PREFIX.fullmatch(id))


def classify(
    recipient: Recipient,
    links: Mapping[str, str] | None = None,
    register: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Class:
    """The class of a recipient: the first rule that fires.

    Args:
        links: Org-id of a charity by the org-id of the company it is (``GB-COH-...``). ``None``: rule 7 has no
            evidence and does not fire.
        register: Type of each company by its number: ``guarantee charter cic society ltd plc llp``. ``None``: rule 8
            has no evidence and does not fire.
        names: Class of bodies that registers know by name, by the name in small letters with single spaces, where all
            bodies of that name are of one class. ``None``: rule 9b has no evidence and does not fire.
    """
    if recipient.is_individual:
        return Class(INDIVIDUAL, None, "strong", None)
    match = _PREFIX.fullmatch((recipient.id or "").strip())
    prefix = match["prefix"] if match else ""
    name = plain_name(recipient.name)
    company = company_number(recipient)
    return (
        _by_prefix(prefix, name)
        or _by_company(company, links or {}, register or {})
        or _by_charity_number(recipient)
        or _by_name(name, bool(company) or prefix == "GB-COH", names or {})
        or Class(UNKNOWN, "11", None, None)
    )


def plain_name(name: str | None) -> str:
    """A name in small letters with single spaces, as the rules on names take it."""
    return " ".join((name or "").casefold().split())


def company_number(recipient: Recipient) -> str:
    """Company number from the id, else from its own field, as the register writes it; empty when there is none."""
    id = (recipient.id or "").strip()
    for text in (id.removeprefix("GB-COH-") if id.startswith("GB-COH-") else "", recipient.company_number or ""):
        found = text.strip().upper().replace(" ", "")
        found = found.zfill(8) if found.isascii() and found.isdigit() else found
        if _COMPANY.fullmatch(found):
            return found
    return ""


def _by_prefix(prefix: str, name: str) -> Class | None:
    """Rules 1 to 5."""
    if prefix in ("GB-EDU", "GB-UKPRN"):
        for word, code in (("council", "local_authority"), ("nhs", "nhs"), ("university", "university")):
            if re.search(rf"\b{word}\b", name) and not (word == "university" and "third age" in name):
                return Class(code, "4", "medium", f"{prefix}, {word}")
    found = _BY_PREFIX.get(prefix)
    return Class(found[0], found[1], "strong", prefix) if found else None


def _by_company(number: str, links: Mapping[str, str], register: Mapping[str, str]) -> Class | None:
    """Rules 6 to 8."""
    if number[:2] in _BY_COMPANY_NUMBER:
        return Class(_BY_COMPANY_NUMBER[number[:2]], "6", "strong", number)
    if number and f"GB-COH-{number}" in links:
        return Class("charity", "7", "strong", links[f"GB-COH-{number}"])
    kind = _BY_REGISTER.get(register.get(number, "")) if number else None
    return Class(kind, "8", "strong", number) if kind else None


def _by_charity_number(recipient: Recipient) -> Class | None:
    """Rule 9."""
    number = (recipient.charity_number or "").strip().upper()
    return Class("charity", "9", "medium", number) if _CHARITY.fullmatch(number) else None


def _by_name(name: str, is_company: bool, names: Mapping[str, str]) -> Class | None:
    """Rule 9b, and rules 10 to 10h."""
    if not is_company and name in names:
        return Class(names[name], "9b", "weak", name)
    found = by_name(name, is_company=is_company)
    return Class(*found, "weak", name) if found else None


_POUNDS = 100
BANDS: tuple[tuple[str, int | None], ...] = (
    ("micro", 10_000 * _POUNDS),
    ("small", 100_000 * _POUNDS),
    ("medium", 1_000_000 * _POUNDS),
    ("large", 10_000_000 * _POUNDS),
    ("major", 100_000_000 * _POUNDS),
    ("super_major", None),
)
"""Income bands and the income, in pence, that each stays below."""


def size_band(income: Pence | None) -> str:
    """The band of a yearly income in pence; the lower bound belongs to the band above.

    ``unknown`` when the income is not known, or is negative.
    """
    if income is None or income < 0:
        return UNKNOWN
    return next(band for band, below in BANDS if below is None or income < below)
