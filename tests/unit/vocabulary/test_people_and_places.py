"""Partners, identifiers of organisations, and places."""

from __future__ import annotations

import pytest

from cydradd.vocabulary.people import PARTNER_NAMES, OrgId, Partner, UnknownIdentifier, parse_org_id
from cydradd.vocabulary.place import AUTHORITIES, authority, is_gss, place_name


def test_every_partner_has_a_name_in_both_languages() -> None:
    assert [(partner.value, PARTNER_NAMES[partner].cy, PARTNER_NAMES[partner].en) for partner in Partner] == [
        ("citizens", "Dinasyddion", "Citizens"),
        ("third_sector", "Trydydd sector", "Third sector"),
        ("public", "Cyrff cyhoeddus", "Public bodies"),
    ]


@pytest.mark.parametrize(
    ("text", "prefix", "number"),
    [
        ("GB-CHC-1089464", "GB-CHC", "1089464"),
        (" GB-CHC-200027 ", "GB-CHC", "200027"),
        ("GB-SC-SC042386", "GB-SC", "SC042386"),
        ("GB-NIC-100019", "GB-NIC", "100019"),
        ("GB-COH-09506232", "GB-COH", "09506232"),
        ("GB-COH-CE008706", "GB-COH", "CE008706"),
        ("GB-COH-SP101CUS", "GB-COH", "SP101CUS"),
        ("GB-COH-R0000316", "GB-COH", "R0000316"),
        ("GB-PLA-AGY", "GB-PLA", "AGY"),
        ("XI-PB-gb/aberdeen-city-council", "XI-PB", "gb/aberdeen-city-council"),
        ("360G-ABCharitable-Org:Diolch", "360G", "ABCharitable-Org:Diolch"),
    ],
)
def test_an_identifier_is_a_list_and_a_number(text: str, prefix: str, number: str) -> None:
    found = parse_org_id(text)

    assert found == OrgId(prefix, number)
    assert str(found) == text.strip()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unknown-identifier"),
        ("1089464", "unknown-identifier"),
        ("GB-CHC-", "unknown-identifier"),
        ("GB-CHC 1089464", "unknown-identifier"),
        ("GB-CHC-10 89464", "unknown-identifier"),
        ("gb-chc-1089464", "unknown-identifier"),
        ("GB-LAW-AGY", "unknown-identifier"),
        ("GB-CHC-715", "unlikely-number"),
        ("GB-CHC-19262026", "unlikely-number"),
        ("GB-CHC-1089464-1", "unlikely-number"),
        ("GB-CHC-١٠٨٩٤٦٤", "unlikely-number"),
        ("GB-SC-042386", "unlikely-number"),
        ("GB-NIC-200019", "unlikely-number"),
        ("GB-COH-9506232", "unlikely-number"),
        ("GB-COH-IPIP2960", "unlikely-number"),
        ("GB-COH-" + "9" * 10_000, "unlikely-number"),
    ],
)
def test_what_no_list_gives_out_is_refused_in_both_languages(text: str, code: str) -> None:
    with pytest.raises(UnknownIdentifier) as refused:
        parse_org_id(text)

    assert refused.value.code == code
    assert refused.value.sentence.cy
    assert len(refused.value.sentence.en or "") < 200


def test_the_22_authorities_have_a_square_each() -> None:
    squares = {(each.row, each.column) for each in AUTHORITIES}

    assert len(AUTHORITIES) == len(squares) == len({each.code for each in AUTHORITIES}) == 22
    assert all(1 <= row <= 6 and 1 <= column <= 6 for row, column in squares)
    assert all(is_gss(each.code) and each.name.cy and each.name.en for each in AUTHORITIES)


def test_a_code_gives_its_authority_and_no_other_place() -> None:
    gwynedd = authority("W06000002")

    assert gwynedd is not None
    assert (gwynedd.short, gwynedd.name.cy, gwynedd.name.en) == ("GWN", "Gwynedd", "Gwynedd")
    assert authority("E06000023") is None
    assert authority("W06000007") is None


def test_wales_and_its_authorities_have_names_in_both_languages() -> None:
    wales, anglesey = place_name("W92000004"), place_name("W06000001")

    assert wales and anglesey
    assert (wales.cy, wales.en) == ("Cymru", "Wales")
    assert (anglesey.cy, anglesey.en) == ("Ynys Môn", "Isle of Anglesey")
    assert place_name("E92000001") is None


@pytest.mark.parametrize("code", ["", "W6000002", "W060000021", "w06000002", "X06000002", "W0600000²", "W06000002\n"])
def test_other_text_is_no_gss_code(code: str) -> None:
    assert not is_gss(code)
