"""Our tables beside those that others keep: registers, org-id.guide, Unicode CLDR."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from babel.core import get_global

from cydradd.vocabulary.money import EXPONENTS
from cydradd.vocabulary.people import PREFIXES, UnknownIdentifier, parse_org_id
from cydradd.vocabulary.place import AUTHORITIES
from cydradd.vocabulary.text import Language, plural_form

# Where the register of 2017 differs from the councils' own names, which we use.
REGISTER_SAYS = {
    ("W06000001", "cy"): "Sir Ynys Môn",
    ("W06000014", "en"): "The Vale of Glamorgan",
    ("W06000016", "en"): "Rhondda Cynon Taff",
    ("W06000020", "cy"): "Tor-faen",
}


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@pytest.mark.real_data
def test_the_22_authorities_are_those_of_the_register_in_both_languages(real_data: Path) -> None:
    register = {r["gss_code"]: r for r in rows(real_data / "grants/places/wales-local-authorities-bilingual.csv")}

    assert [each.code for each in AUTHORITIES] == sorted(register)
    for each in AUTHORITIES:
        named = register[each.code]
        assert f"GB-PLA-{each.short}" == named["org_id"]
        for side, ours in (("cy", each.name.cy), ("en", each.name.en)):
            assert named[f"name_{side}"] == REGISTER_SAYS.get((each.code, side), ours)


@pytest.mark.real_data
def test_our_prefixes_are_every_british_and_international_list_of_org_id_guide(real_data: Path) -> None:
    guide = {each["code"] for each in json.loads((real_data / "grants/orgs/org-id-lists-gb-xi.json").read_bytes())}

    assert guide - PREFIXES == set()
    assert PREFIXES - guide == {"360G", "GB-UKLA"}


@pytest.mark.real_data
def test_registers_hold_no_number_that_we_refuse_but_three_that_look_mistyped(real_data: Path) -> None:
    refused, read = Counter[str](), 0
    for path in sorted((real_data / "grants/orgs").glob("*.csv")):
        for row in rows(path):
            for name, text in row.items():
                if text and name and ("org_id" in name or "orgid" in name):
                    try:
                        read += bool(parse_org_id(text))
                    except UnknownIdentifier:
                        refused[text] += 1

    assert read > 100_000
    assert refused == {"GB-COH-IPIP2960": 1, "GB-COH-IP0P204R": 1, "GB-CHC-19262026": 1}


# CLDR shows no decimals where coins fell out of use; ISO 4217, which data are written by, keeps them.
NO_COINS = "AFN ALL IQD IRR KPW LAK LBP MGA MMK RSD SOS SYP YER"


def test_decimals_are_those_of_cldr_but_where_coins_fell_out_of_use() -> None:
    fractions = get_global("currency_fractions")
    cldr = {code: fractions.get(code, fractions["DEFAULT"])[0] for code in EXPONENTS}

    assert sorted(code for code, places in EXPONENTS.items() if places != cldr[code]) == NO_COINS.split()
    assert all(cldr[code] == 0 for code in NO_COINS.split())


def test_every_currency_that_is_tender_somewhere_is_known() -> None:
    in_use = {
        code
        for territory in get_global("territory_currencies").values()
        for code, _, until, tender in territory
        if tender and until is None
    }

    assert in_use - set(EXPONENTS) <= {"BGN"}, "the lev gave way to the euro on 1 January 2026"


def test_plural_forms_are_those_of_cldr() -> None:
    forms = {"cy": ["zero", "one", "two", "few", "many", "other"], "en": ["one", "other"]}

    for language in Language:
        rule = Locale.parse(language.value).plural_form
        assert [forms[language.value][plural_form(language, n)] for n in range(2000)] == [rule(n) for n in range(2000)]
