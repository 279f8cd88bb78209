"""Names whose kind is known, from lists nobody here wrote and from grants that name a number."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from cydradd.follow.recipients import Recipient, classify, plain_name
from cydradd.follow.threesixtygiving import read

STATUTORY, THIRD, OTHER = "statutory", "third_sector", "other_nonprofit"
LISTS = (
    ("principal-local-authority.csv", "official-name", STATUTORY),
    ("principal-local-authority.csv", "official-name-cy", STATUTORY),
    ("local-authority-eng.csv", "official-name", STATUTORY),
    ("local-authority-sct.csv", "official-name", STATUTORY),
    ("local-authority-nir.csv", "name", STATUTORY),
    ("government-organisation.csv", "name", STATUTORY),
    ("charity-company-numbers.csv", "org_name", THIRD),
    ("dual-registered-uk-charities.csv", "org_name_b", THIRD),
    ("cascs.csv", "name", OTHER),
    ("mutual-companies.csv", "org_name", OTHER),
)
"""File, column, and the group that the list says its bodies are of."""
FILES = (
    "lloyds-bank-foundation-2010-2015.json",
    "ab-charitable-trust-2013-2021.json",
    "trafford-council-voluntary-sector-grants.json",
    "wolfson-2014-messy-invalid.json",
)


def known_names(real_data: Path) -> dict[str, str]:
    """Group by name, as rules on names take it; names that two lists call different are left out."""
    groups: dict[str, set[str]] = {}
    for name, group in _all(real_data / "grants"):
        groups.setdefault(plain_name(name), set()).add(group)
    return {name: min(said) for name, said in groups.items() if name and len(said) == 1}


def _all(grants: Path) -> Iterator[tuple[str, str]]:
    for file, column, group in LISTS:
        with (grants / "orgs" / file).open(encoding="utf-8-sig", newline="") as table:
            yield from ((row[column], group) for row in csv.DictReader(table))
    extract = grants / "orgs" / "ccew-extract-sample" / "publicextract.charity.zip"
    with zipfile.ZipFile(extract) as archive, archive.open(archive.namelist()[0]) as table_of_charities:
        lines = io.TextIOWrapper(table_of_charities, "utf-8-sig")
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["charity_name"], THIRD
    for recipient in recipients(grants):
        found = classify(recipient)
        if found.level in ("strong", "medium") and found.group in (STATUTORY, THIRD, OTHER):
            yield recipient.name or "", found.group


def recipients(grants: Path) -> Iterator[Recipient]:
    """The recipient of each grant of the four files."""
    for file in FILES:
        for row in read(grants / "threesixty" / file):
            for body in row.values["recipientOrganization"]:  # type: ignore[union-attr]
                text = {name: value if isinstance(value, str) else None for name, value in body.items()}  # type: ignore[union-attr]
                yield Recipient(text.get("id"), text.get("name"), text.get("charityNumber"), text.get("companyNumber"))
