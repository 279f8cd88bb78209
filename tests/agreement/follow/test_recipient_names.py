"""Rules on names beside names whose kind is known: what they get right, what crosses, and how much is classified."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.agreement.follow.known_names import OTHER, STATUTORY, THIRD, known_names, recipients

from cydradd.follow.recipient_names import by_name
from cydradd.follow.recipients import GROUPS, Recipient, classify
from cydradd.follow.registers import build, open_register

pytestmark = pytest.mark.real_data

NONPROFIT = {THIRD, OTHER}
RIGHT = {
    # rule: groups of names that the rule is right of
    "10d": {STATUTORY},
    "10e": NONPROFIT,
    "10f": {OTHER},
    "10g": {THIRD},
    "10h": NONPROFIT,
}
LEAST = {"10d": 50, "10e": 1000, "10f": 6000, "10g": 1500, "10h": 5000}
"""Names that must be there for the share to say something."""


@pytest.fixture(scope="module")
def known(real_data: Path) -> dict[str, str]:
    return known_names(real_data)


@pytest.mark.parametrize("rule", RIGHT)
def test_nine_in_ten_names_of_a_rule_are_of_its_group(known: dict[str, str], rule: str) -> None:
    groups = Counter(group for name, group in known.items() if (by_name(name) or ("", ""))[1] == rule)

    assert groups.total() >= LEAST[rule]
    assert sum(groups[group] for group in RIGHT[rule]) / groups.total() >= 0.9


@pytest.mark.parametrize(("said", "other"), [(STATUTORY, {THIRD, OTHER}), (THIRD, {STATUTORY}), (OTHER, {STATUTORY})])
def test_at_most_1_in_200_names_cross_between_public_bodies_and_the_third_sector(
    known: dict[str, str], said: str, other: set[str]
) -> None:
    names = [name for name, group in known.items() if group == said]
    crossed = [name for name in names if classify(Recipient(None, name)).group in other]

    assert len(names) > 1000
    assert len(crossed) / len(names) <= 0.005, crossed


def test_95_in_100_grants_of_the_four_files_are_classified_without_any_register(real_data: Path) -> None:
    levels = Counter(classify(each).level for each in recipients(real_data / "grants"))

    assert levels.total() == 5833
    assert 1 - levels[None] / levels.total() >= 0.95
    assert levels["weak"] / levels.total() < 0.1


def test_with_registers_more_is_classified_and_what_a_number_says_stays(real_data: Path, tmp_path: Path) -> None:
    build(real_data / "grants" / "orgs", tmp_path / "register.duckdb")
    everyone = list(recipients(real_data / "grants"))

    with open_register(tmp_path / "register.duckdb") as register:
        links, kinds, names = register.links(everyone), register.kinds(everyone), register.names(everyone)
    found = [(classify(each), classify(each, links, kinds, names)) for each in everyone]

    assert sum(after.level is not None for _, after in found) > sum(before.level is not None for before, _ in found)
    for before, after in found:
        if before.level == "strong":
            assert after == before
        assert after.group in GROUPS.values()
    assert {after.rule for _, after in found} >= {"7", "9b"}
