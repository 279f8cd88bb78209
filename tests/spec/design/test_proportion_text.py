"""Amounts of turnover and insurance and years of accounts, found in free text (design.md section 5)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cydradd.design.proportionality.free_text import LONGEST, as_requirements, find
from cydradd.vocabulary.errors import NotPossible

MILLION = 1_000_000_00


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Public liability insurance of GBP 5 million is needed.", [("insurance", 5 * MILLION)]),
        ("Public liability insurance: 5m", [("insurance", 5 * MILLION)]),
        ("Insurance of £5,000,000.", [("insurance", 5 * MILLION)]),
        ("Insurance of 5,000,000.", [("insurance", 5 * MILLION)]),
        ("£5m public liability insurance", [("insurance", 5 * MILLION)]),
        ("Professional Indemnity = 1 million GBP", [("insurance", MILLION)]),
        ("Liability Insurance = 5 000 000.00 GBPrn Public Liability = 10M GBPrn", [("insurance", 5 * MILLION), ("insurance", 10 * MILLION)]),
        ("insurance for GBP5mrn", [("insurance", 5 * MILLION)]),
        ("a yearly turnover of 660,000 GBP for the 2 most recent years", [("turnover", 660_000_00)]),
        ("Turnover of £2.5 million; cover of £50k insurance", [("turnover", 250_000_000), ("insurance", 50_000_00)]),
        ("£1m turnover and £5m insurance", [("turnover", MILLION), ("insurance", 5 * MILLION)]),
        ("The contract value is £60,000. Turnover must be at least 120000.", [("turnover", 120_000_00)]),
        ("Rhaid bod gennych drosiant o £50,000.", [("turnover", 50_000_00)]),
        ("Yswiriant o 5 miliwn o bunnoedd.", [("insurance", 5 * MILLION)]),
        ("Turnover in 2024 and in 2025.", []),
        ("The budget is £60,000.", []),
        ("Insurance as noted in the documents.", []),
        ("turnover of £99999999999999999999", []),
        ("", []),
        ("\0", []),
    ],
)  # fmt: skip
def test_amounts_are_found_however_they_are_written(text: str, found: list[tuple[str, int]]) -> None:
    assert [(each.kind, each.amount) for each in find(text)] == found


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2 years audited accounts", [2]),
        ("two years’ accounts", [2]),
        ("3 years reports and accounts", [3]),
        ("accounts for the last three financial years", [3]),
        ("your last accounts", [1]),
        ("dwy flynedd o gyfrifon", [2]),
        ("eich cyfrifon diwethaf", [1]),
        ("we take every charity into accounts of joy", []),
    ],
)
def test_years_of_accounts_are_found(text: str, years: list[int]) -> None:
    assert [each.years for each in find(text)] == years


@pytest.mark.parametrize(
    ("text", "per_claim", "when"),
    [
        ("Insurance of £5m per claim.", True, None),
        ("Yswiriant o £5,000,000 fesul hawliad.", True, None),
        ("Insurance of £5m, obtained prior to award.", False, "before_offer"),
        ("Insurance of £5m, in place prior to the commencement of the contract.", False, "after_offer"),
        ("Insurance of £5m with your application.", False, "before_offer"),
    ],
)
def test_the_sentence_says_whether_it_is_for_each_claim_and_when(text: str, per_claim: bool, when: str | None) -> None:
    (found,) = find(text)

    assert (found.per_claim, found.when) == (per_claim, when)


def test_what_is_found_names_its_place_and_becomes_a_requirement_with_its_words_as_reason() -> None:
    text = "First. Insurance of £5m per claim is needed. Two years of accounts."

    found = find(text)
    asked = as_requirements(found)

    assert text[found[0].at :].startswith("£5m")
    assert [(each.id, each.kind, each.level, each.when) for each in asked] == [
        ("text-1", "insurance", "500000000", "after_offer"),
        ("text-2", "accounts", "2", "before_offer"),
    ]
    assert asked[0].reason and asked[0].reason.en == "Insurance of £5m per claim is needed."


def test_a_text_that_is_too_long_is_refused_and_the_longest_is_read() -> None:
    with pytest.raises(NotPossible, match="split it"):
        find("a" * (LONGEST + 1))
    assert find("£" * LONGEST) == ()


@pytest.mark.real_data
def test_a_real_package_of_notices_gives_amounts_for_the_notices_that_name_them(real_data: Path) -> None:
    package = json.loads((real_data / "contracts" / "public_contracts_scotland_tenders_2019-04.json").read_bytes())

    texts = [json.dumps(release, ensure_ascii=False) for release in package["releases"]]
    found = [find(text) for text in texts]

    asked = [{each.kind for each in mentions if each.amount} for mentions in found]
    assert sum("turnover" in text.lower() for text in texts) == 11
    assert sum("turnover" in kinds for kinds in asked) >= 3
    assert sum("insurance" in kinds for kinds in asked) >= 8
    assert all(each.amount is None or 1_000_00 <= each.amount <= 10**12 for mentions in found for each in mentions)
