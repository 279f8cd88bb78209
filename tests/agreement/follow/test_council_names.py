"""Names nobody here wrote: registers of councils, sports clubs and charitable companies (follow.md section 9)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cydradd.follow.recipients import Recipient, classify

pytestmark = pytest.mark.real_data

COUNCILS = [
    ("principal-local-authority.csv", "official-name"),
    ("principal-local-authority.csv", "official-name-cy"),
    ("local-authority-eng.csv", "official-name"),
    ("local-authority-sct.csv", "official-name"),
    ("local-authority-nir.csv", "name"),
]


def share_statutory(real_data: Path, file: str, column: str) -> float:
    with (real_data / "grants" / "orgs" / file).open(encoding="utf-8-sig", newline="") as table:
        names = [row[column] for row in csv.DictReader(table)]
    assert len(names) > 20
    return sum(classify(Recipient(None, name)).group == "statutory" for name in names) / len(names)


@pytest.mark.parametrize(("file", "column"), COUNCILS)
def test_at_least_95_in_100_councils_are_known_by_name_alone(real_data: Path, file: str, column: str) -> None:
    assert share_statutory(real_data, file, column) >= 0.95


@pytest.mark.parametrize(("file", "column"), [("cascs.csv", "name"), ("charity-company-numbers.csv", "org_name")])
def test_at_most_1_in_200_others_are_taken_for_a_public_body(real_data: Path, file: str, column: str) -> None:
    assert share_statutory(real_data, file, column) <= 0.005
