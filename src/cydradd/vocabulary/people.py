"""The three partners, and how organisations are identified (org-id.guide)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual

MINIMUM_CELL = 10
"""Least number of ballots behind a published figure by partner (evaluate.md 3.11)."""


class Partner(StrEnum):
    """One of the three that hold a round together. Each holds a third of the decision.

    The value is the word used in every file and in JSON.
    """

    CITIZENS = "citizens"
    THIRD_SECTOR = "third_sector"
    PUBLIC = "public"


PARTNER_NAMES = {
    Partner.CITIZENS: Bilingual("Dinasyddion", "Citizens"),
    Partner.THIRD_SECTOR: Bilingual("Trydydd sector", "Third sector"),
    Partner.PUBLIC: Bilingual("Cyrff cyhoeddus", "Public bodies"),
}
"""How each partner is called on a page."""

PREFIXES = frozenset(
    {
        "360G", "GB-CASC", "GB-CCSCUST", "GB-CHC", "GB-COA", "GB-COE", "GB-COH", "GB-EDU", "GB-GOR", "GB-GOV",
        "GB-GOVUK", "GB-HESA", "GB-IRN", "GB-LAE", "GB-LANI", "GB-LAS", "GB-MPR", "GB-NHS", "GB-NIC", "GB-PLA",
        "GB-REV", "GB-SC", "GB-SCOTEDU", "GB-SHPE", "GB-SRS", "GB-UKLA", "GB-UKPRN", "GB-WALEDU", "XI-BRIDGE",
        "XI-DUNS", "XI-EORI", "XI-GRID", "XI-IATI", "XI-LEI", "XI-PB", "XI-PID", "XI-ROR", "XI-WIKIDATA",
    }
)  # fmt: skip
"""The British and international lists of org-id.guide, with two that are in use beside it: ``360G`` (360Giving) for
bodies without a number and ``GB-UKLA`` (UKGrantmaking) for local authorities."""

_FORMS = {
    "GB-CHC": re.compile(r"[0-9]{6,7}"),
    "GB-SC": re.compile(r"SC[0-9]{6}"),
    "GB-NIC": re.compile(r"1[0-9]{5}"),
    # Companies House: eight characters. Societies end in letters (SP101CUS), old Irish companies begin with R.
    "GB-COH": re.compile(r"(?=.{8}\Z)(?:[0-9]{8}|R[0-9]{7}|[A-Z]{2}[0-9]{1,6}[A-Z]{0,5})"),
}
_LIST = re.compile(r"(?P<prefix>360G|[A-Z]{2}-[A-Z0-9]+)-(?P<number>\S+)")


class UnknownIdentifier(CydraddError):
    """Text that does not identify an organisation as org-id.guide asks."""

    code = "unknown-identifier"


@dataclass(frozen=True, slots=True)
class OrgId:
    """An organisation by list and number, such as ``GB-CHC-1234567``."""

    prefix: str
    number: str

    def __str__(self) -> str:
        return f"{self.prefix}-{self.number}"


def parse_org_id(text: str) -> OrgId:
    """The identifier that ``text`` holds.

    Raises:
        UnknownIdentifier: No list, a list not in `PREFIXES`, or a number that the list does not give out.
    """
    match = _LIST.fullmatch(text.strip())
    if match is None or match["prefix"] not in PREFIXES:
        raise UnknownIdentifier(
            Bilingual(
                cy=f"Nid yw “{text[:60]}” yn dechrau â rhestr sy’n hysbys yma (org-id.guide), fel GB-CHC-1234567.",
                en=f"“{text[:60]}” does not begin with a list known here (org-id.guide), as GB-CHC-1234567 does.",
            )
        )
    form = _FORMS.get(match["prefix"])
    if form and not form.fullmatch(match["number"]):
        raise UnknownIdentifier(
            Bilingual(
                cy=f"Nid yw rhestr {match['prefix']} yn rhoi rhif fel “{match['number'][:40]}”.",
                en=f"The list {match['prefix']} gives out no number like “{match['number'][:40]}”.",
            ),
            code="unlikely-number",
        )
    return OrgId(match["prefix"], match["number"])
