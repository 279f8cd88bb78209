"""Each of the 36 checks of quality fires on the smallest grant at fault, and not on the one beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.follow.grants import as_json, checked
from tests.unit.follow.test_check import grant

from cydradd.follow.checking.places import sentence
from cydradd.follow.checking.words import ACCURACY, CRITICAL, DUPLICATES, USEFULNESS
from cydradd.follow.faults import level

Json = dict[str, Any]
PLACE = {"name": "Gwynedd", "geoCode": "W06000002"}


def recipient(**other: Any) -> Json:
    base = {"id": "GB-CHC-1000611", "name": "C", "charityNumber": "1000611", "postalCode": "LL55 1AA"} | other
    return {"recipientOrganization": [{name: each for name, each in base.items() if each is not None}]}


def funder(**other: Any) -> Json:
    return {"fundingOrganization": [{"id": "GB-CHC-1000612", "name": "D"} | other]}


def person(**other: Any) -> Json:
    one: Json = {
        "recipientOrganization": None,
        "recipientIndividual": {"id": "p", "name": "N"},
        "toIndividualsDetails": {"primaryGrantReason": "GTIR010"},
    }
    return one | other


def planned(start: str, end: str) -> Json:
    return {"plannedDates": [{"startDate": start, "endDate": end, "duration": 12}]}


def actual(start: str, end: str) -> Json:
    return {"actualDates": [{"startDate": start, "endDate": end}]}


FIRES: list[tuple[str, Json, str]] = [
    ("zero_amount", {"amountAwarded": 0}, "/amountAwarded"),
    ("zero_amount", {"amountAwarded": 0.0}, "/amountAwarded"),
    ("funder_prefix_unknown", funder(id="XX-CHC-1000612"), "/fundingOrganization/0/id"),
    ("funder_prefix_unknown", funder(id="1000612"), "/fundingOrganization/0/id"),
    ("recipient_prefix_unknown", recipient(id="GB-CHR-1000611"), "/recipientOrganization/0/id"),
    ("recipient_prefix_unknown", recipient(id="GB-LAW-GWN"), "/recipientOrganization/0/id"),
    ("charity_number_format", recipient(charityNumber="10006"), "/recipientOrganization/0/charityNumber"),
    ("charity_number_format", recipient(charityNumber="n/a"), "/recipientOrganization/0/charityNumber"),
    ("company_number_format", recipient(companyNumber="123456"), "/recipientOrganization/0/companyNumber"),
    ("org_id_invalid", recipient(id="GB-CHC-1"), "/recipientOrganization/0/id"),
    ("org_id_invalid", recipient(id="GB-COH-123"), "/recipientOrganization/0/id"),
    ("org_id_invalid", funder(id="GB-CHC-SC12345"), "/fundingOrganization/0/id"),
    ("org_id_characters", recipient(id="360G-x\ny"), "/recipientOrganization/0/id"),
    ("org_id_characters", recipient(id="GB-CHC-1000611\n"), "/recipientOrganization/0/id"),
    ("grant_id_characters", {"id": "a\nb"}, "/id"),
    ("email_in_text", {"description": "Ask mair@example.org for more"}, "/description"),
    ("email_in_text", {"Contact": {"who": ["mair@example.org"]}}, "/Contact"),
    ("impossible_date", {"awardDate": "2027-04-31"}, "/awardDate"),
    ("impossible_date", actual("2027-02-29", "2027-03-01"), "/actualDates/0/startDate"),
    ("planned_start_after_end", planned("2027-03-02", "2027-03-01"), "/plannedDates/0/startDate"),
    ("planned_start_after_end", planned("2027-04", "2027-03-31"), "/plannedDates/0/startDate"),
    ("actual_start_after_end", actual("2027-03-02T00:00:00Z", "2027-03-01"), "/actualDates/0/startDate"),
    ("planned_over_12_years_ahead", planned("2027-03-01", "2039-06-02"), "/plannedDates/0/endDate"),
    ("actual_over_5_years_ahead", actual("2027-03-01", "2032-06-02"), "/actualDates/0/endDate"),
    ("over_25_years_ago", {"awardDate": "2002-05-31"}, "/awardDate"),
    ("over_25_years_ago", planned("2001", "2027-03-01"), "/plannedDates/0/startDate"),
    ("award_in_future", {"awardDate": "2027-06-02"}, "/awardDate"),
    ("individual_with_dei", person(project={"x": 1}), "/recipientIndividual"),
    ("postcode_as_geocode", person(beneficiaryLocation=[PLACE | {"geoCode": "ll55 1aa"}]), "/beneficiaryLocation/0/geoCode"),
    ("recipient_360g_id", recipient(id="360G-x-org-1"), "/recipientOrganization/0/id"),
    ("funder_360g_id", funder(id="360g-x"), "/fundingOrganization/0/id"),
    ("no_company_or_charity_number", recipient(charityNumber=None), "/recipientOrganization/0/id"),
    ("no_recipient_location", recipient(postalCode=None), "/recipientOrganization/0/postalCode"),
    ("no_programme", {"grantProgramme": None}, ""),
    ("no_beneficiary_location", {"beneficiaryLocation": None}, ""),
    ("title_is_description", {"title": "B"}, "/description"),
    ("title_over_140", {"title": "x" * 141}, "/title"),
    ("no_last_modified", {"dateModified": None}, ""),
    ("no_data_source", {"dataSource": None}, ""),
    ("individual_without_details", person(toIndividualsDetails=None), "/recipientIndividual"),
    ("duration_missing", {"plannedDates": None}, ""),
    ("duration_missing", {"plannedDates": [{"startDate": "2027-03-01"}]}, ""),
    ("place_name_without_code", {"beneficiaryLocation": [{"name": "Gwynedd"}]}, "/beneficiaryLocation/0/name"),
    ("beneficiary_without_recipient_place", recipient(postalCode=None), "/recipientOrganization"),
    ("recipient_without_beneficiary_place", {"beneficiaryLocation": None}, ""),
]  # fmt: skip

QUIET: list[tuple[str, Json]] = [
    ("zero_amount", {"amountAwarded": 0.01}),
    ("funder_prefix_unknown", funder(id="GB-PLA-GWN")),
    ("funder_prefix_unknown", funder(id="360G-x")),
    ("recipient_prefix_unknown", recipient(id="gb-chc-1000611")),
    ("recipient_prefix_unknown", recipient(id="US-EIN-1000611")),
    ("recipient_prefix_unknown", recipient(id="CA_ON-CRA-1")),
    ("charity_number_format", recipient(charityNumber="SC012345")),
    ("charity_number_format", recipient(charityNumber="NIC101234")),
    ("company_number_format", recipient(companyNumber="SC123456")),
    ("org_id_invalid", recipient(id="GB-CHC-123456")),
    ("org_id_invalid", recipient(id="GB-COH-RC000123")),
    ("org_id_characters", recipient(name="A\nB")),
    ("grant_id_characters", {"title": "a\nb"}),
    ("several_funders", {}),
    ("email_in_text", {"description": "at 5pm @ the hall"}),
    ("email_in_text", recipient(email="mair@example.org")),
    ("email_in_text", {"Contact email": "mair@example.org"}),
    ("impossible_date", {"awardDate": "2024-02-29"}),
    ("impossible_date", {"awardDate": "soon"}),
    ("planned_start_after_end", planned("2027-03-01", "2027-03-01")),
    ("planned_start_after_end", planned("2027-03", "2027")),
    ("actual_start_after_end", actual("2027-03-01", "2027-03-02")),
    ("planned_over_12_years_ahead", planned("2027-03-01", "2039-06-01")),
    ("actual_over_5_years_ahead", actual("2027-03-01", "2032-06-01")),
    ("over_25_years_ago", {"awardDate": "2002-06-01"}),
    ("over_25_years_ago", planned("2002", "2027-03-01")),
    ("award_in_future", {"awardDate": "2027-06-01T23:00:00Z"}),
    ("individual_with_dei", {"project": {"x": 1}}),
    ("individual_with_dei", person()),
    ("postcode_as_geocode", {"beneficiaryLocation": [PLACE | {"geoCode": "LL55 1AA"}]}),
    ("postcode_as_geocode", person(beneficiaryLocation=[PLACE])),
    ("recipient_360g_id", recipient()),
    ("funder_360g_id", funder()),
    ("no_company_or_charity_number", recipient(charityNumber=None, companyNumber="01234567")),
    ("no_company_or_charity_number", person()),
    ("no_recipient_location", recipient(postalCode=None, location=[{"geoCode": "W", "geoCodeType": "UA"}])),
    ("no_recipient_location", person()),
    ("no_programme", {"grantProgramme": [{"code": "x"}]}),
    ("no_beneficiary_location", {"beneficiaryLocation": [{"countryCode": "GB"}]}),
    ("title_is_description", {"title": ""}),
    ("title_over_140", {"title": "x" * 140}),
    ("no_last_modified", {}),
    ("no_data_source", {}),
    ("individual_without_details", person(toIndividualsDetails={"grantPurpose": ["GTIP010"]})),
    ("duration_missing", {"plannedDates": [{}, {"duration": 0}]}),
    ("place_name_without_code", {"beneficiaryLocation": [{"countryCode": "GB"}]}),
    ("beneficiary_without_recipient_place", recipient()),
    ("recipient_without_beneficiary_place", recipient()),
    ("funder_id_many_names", {}),
    ("funder_name_many_ids", {}),
]


def made(**fields: Any) -> Json:
    return {name: each for name, each in grant(**fields).items() if each is not None}


@pytest.mark.parametrize(("code", "fields", "place"), FIRES)
def test_a_check_fires_and_says_where(tmp_path: Path, code: str, fields: Json, place: str) -> None:
    found = [each for each in checked(as_json(tmp_path / "a.json", made(**fields))).faults if each.code == code]

    assert [(each.pointer, each.row) for each in found] == [(f"/grants/0{place}", 1)]
    assert found[0].message.cy != found[0].message.en


@pytest.mark.parametrize(("code", "fields"), QUIET)
def test_a_check_does_not_fire_on_what_is_beside_it(tmp_path: Path, code: str, fields: Json) -> None:
    assert code not in checked(as_json(tmp_path / "a.json", made(**fields))).by_code


@pytest.mark.parametrize(
    ("code", "second", "place"),
    [
        ("several_funders", funder(id="GB-CHC-1000613", name="E"), "/grants/1/fundingOrganization/0/id"),
        ("funder_id_many_names", funder(name="E"), "/grants/1/fundingOrganization/0/name"),
        ("funder_name_many_ids", funder(id="GB-CHC-1000613"), "/grants/1/fundingOrganization/0/id"),
    ],
)
def test_what_is_said_of_funders_is_said_once_for_each(tmp_path: Path, code: str, second: Json, place: str) -> None:
    grants = [made(), made(id="b", **second), made(id="c"), made(id="d", **second)]

    found = [each for each in checked(as_json(tmp_path / "a.json", *grants)).faults if each.code == code]

    assert [each.pointer for each in found] == [place]


def test_a_grant_as_it_should_be_has_no_findings(tmp_path: Path) -> None:
    assert dict(checked(as_json(tmp_path / "a.json", made())).by_code) == {}


def test_all_36_checks_are_there_and_tried() -> None:
    codes = {*ACCURACY, *USEFULNESS}

    assert (len(ACCURACY), len(USEFULNESS)) == (21, 15)
    assert {code for code, _ in QUIET} == codes
    assert {code for code, *_ in FIRES} | {"several_funders", "funder_id_many_names", "funder_name_many_ids"} == codes
    assert codes >= CRITICAL


@pytest.mark.parametrize("code", [*ACCURACY, *USEFULNESS, *DUPLICATES])
def test_each_check_says_what_to_do_in_both_languages(code: str) -> None:
    said = sentence(code, "FIRST")

    assert said.cy and said.en and said.cy != said.en
    assert "{" not in said.cy + said.en
    assert level(code) == ("critical" if code in CRITICAL else "advice" if code in USEFULNESS else "warning")


def test_the_gravest_come_first_whatever_the_limit(tmp_path: Path) -> None:
    grants = [made(id=f"a{index}", dataSource=None) for index in range(5)]
    grants += [made(id="late", amountAwarded=0), made(id="last", title=None)]

    report = checked(as_json(tmp_path / "a.json", *grants))

    assert [each.level for each in report.faults] == ["error", "critical", *["advice"] * 5]
    assert [each["code"] for each in report.as_json(2)["defects"]] == ["missing-field", "zero_amount"]  # type: ignore[union-attr,index,call-overload]
    assert report.as_json(2)["defects_total"] == 7


def test_the_clock_is_what_it_is_told(tmp_path: Path) -> None:
    path = as_json(tmp_path / "a.json", made(awardDate="2027-03-01"))

    assert "award_in_future" in checked(path, date(2027, 2, 28)).by_code
    assert "award_in_future" not in checked(path, date(2027, 3, 1)).by_code
    assert "over_25_years_ago" in checked(path, date(2052, 3, 2)).by_code
    assert "over_25_years_ago" not in checked(path, date(2052, 2, 29)).by_code


@pytest.mark.parametrize("values", [1, "x", [], [1], [[]], [None], {"id": 1}, {"a": []}, [{"id": []}], [{"id": None}]])
def test_nonsense_anywhere_is_a_fault_and_no_crash(tmp_path: Path, values: Any) -> None:
    names = [*made(), "recipientIndividual", "actualDates", "toIndividualsDetails", "relatedActivity"]

    report = checked(as_json(tmp_path / "a.json", *({**made(), name: values} for name in names)))

    assert report.count == len(names)
    assert report.invalid >= len(names) - 8


def test_equal_ids_are_told_apart_by_what_is_in_them(tmp_path: Path) -> None:
    path = as_json(
        tmp_path / "a.json",
        made(), made(amountAwarded=5), dict(reversed(list(made().items()))), made(amountAwarded=5), made(id="b"),
    )  # fmt: skip

    report = checked(path)

    assert [(each.code, each.pointer, each.message.en.split(" at ")[1].split()[0]) for each in report.faults] == [  # type: ignore[union-attr]
        ("duplicate_conflict", "/grants/1/id", "/grants/0"),
        ("duplicate_exact", "/grants/2/id", "/grants/0"),
        ("duplicate_exact", "/grants/3/id", "/grants/1"),
    ]
    assert report.duplicate_ids == (1, 4)
    assert report.sums.minor_units == {"GBP": 1010 + 500 + 1010 + 500 + 1010}
