"""What kind of body a recipient is: every rule of follow.md 3.3 once, and the cases that mislead."""

from __future__ import annotations

import pytest

from cydradd.follow.recipients import GROUPS, Recipient, classify, size_band
from cydradd.vocabulary.money import Pence

RULES: list[tuple[str, str, str, str, str]] = [
    # id, name, class, rule, level
    ("GB-CHC-1112988", "Anfield Community Council", "charity", "1", "strong"),
    ("GB-SC-SC012345", "", "charity", "1", "strong"),
    ("GB-NIC-100123", "", "charity", "1", "strong"),
    ("GB-REV-X1", "", "charity", "1", "strong"),
    ("GB-PLA-GWN", "Cyngor Gwynedd", "local_authority", "2", "strong"),
    ("GB-LAE-BUC", "", "local_authority", "2", "strong"),
    ("GB-NHS-7A1", "", "nhs", "3", "strong"),
    ("GB-GOR-D13", "", "government", "3", "strong"),
    ("XI-PB-1", "", "government", "3", "strong"),
    ("GB-EDU-1", "Essex County Council", "local_authority", "4", "medium"),
    ("GB-UKPRN-1", "Leeds Teaching NHS Trust", "nhs", "4", "medium"),
    ("GB-UKPRN-1", "University of Wales", "university", "4", "medium"),
    ("GB-UKPRN-1", "University of the Third Age in Conwy", "education", "4b", "strong"),
    ("GB-WALEDU-6704001", "Ysgol Aberconwy", "education", "4b", "strong"),
    ("GB-CASC-1", "", "sports_club", "5", "strong"),
    ("GB-MPR-1", "", "mutual", "5", "strong"),
    ("GB-COE-1", "", "religious", "5", "strong"),
    ("GB-SHPE-1", "", "housing_association", "5", "strong"),
    ("GB-COH-CE012345", "", "charity", "6", "strong"),
    ("GB-COH-IP12345R", "", "mutual", "6", "strong"),
    ("GB-COH-RC000123", "", "nonprofit_company", "6", "strong"),
    ("360G-x-1", "Genesis Sale Moor CiC", "cic", "10", "weak"),
    ("360G-x-1", "Bwyd Da Community Interest Company.", "cic", "10", "weak"),
    ("360G-x-1", "Cyngor Gwynedd", "local_authority", "10b", "weak"),
    ("360G-x-1", "Cyngor Tref Caernarfon", "local_authority", "10b", "weak"),
    ("360G-x-1", "Cyngor Cymuned Llanddarog", "local_authority", "10b", "weak"),
    ("360G-x-1", "Cyngor Bwrdeistref Sirol Wrecsam", "local_authority", "10b", "weak"),
    ("360G-x-1", "Newark and Sherwood District Council", "local_authority", "10b", "weak"),
    ("360G-x-1", "Bwrdd Iechyd Prifysgol Betsi Cadwaladr", "nhs", "10c", "weak"),
    ("360G-x-1", "Ysgol Gynradd Nefyn", "education", "10c", "weak"),
    ("360G-x-1", "Coleg Menai", "education", "10c", "weak"),
    ("360G-x-1", "Prifysgol Bangor", "university", "10c", "weak"),
    ("360G-x-1", "University of York", "university", "10c", "weak"),
    ("360G-x-1", "Cardiff University", "university", "10c", "weak"),
    ("360G-x-1", "St John's School, Leatherhead", "education", "10c", "weak"),
    ("360G-x-1", "Heartlands Academy", "education", "10c", "weak"),
    ("360G-x-1", "Leeds Teaching Hospitals NHS Trust", "nhs", "10c", "weak"),
    ("360G-x-1", "Hywel Dda University Health Board", "nhs", "10c", "weak"),
    ("360G-x-1", "Sale United Reformed Church", "religious", "10c", "weak"),
    ("360G-x-1", "St Peter & St Paul, Kilmersdon, Somerset", "religious", "10c", "weak"),
    ("360G-x-1", "Capel Salem", "religious", "10c", "weak"),
    ("360G-x-1", "Queen Mary, University of London", "university", "10c", "weak"),
    ("360G-x-1", "Royal Welsh College of Music and Drama", "education", "10c", "weak"),
    ("360G-x-1", "Department for Transport", "government", "10d", "weak"),
    ("360G-x-1", "Llywodraeth Cymru", "government", "10d", "weak"),
    ("360G-x-1", "Awdurdod Parc Cenedlaethol Eryri", "government", "10d", "weak"),
    ("360G-x-1", "Queens Cross Housing Association Ltd", "housing_association", "10e", "weak"),
    ("360G-x-1", "Cymdeithas Tai Eryri", "housing_association", "10e", "weak"),
    ("360G-x-1", "City of Bath Hockey Club", "sports_club", "10f", "weak"),
    ("360G-x-1", "Carrington RUFC", "sports_club", "10f", "weak"),
    ("360G-x-1", "Clwb Rygbi Llanharan", "sports_club", "10f", "weak"),
    ("360G-x-1", "St Mary's Hospice, Cumbria", "charity", "10g", "weak"),
    ("360G-x-1", "The Ear Foundation", "charity", "10g", "weak"),
    ("360G-x-1", "Redcar and Cleveland Mind", "charity", "10g", "weak"),
    ("360G-x-1", "Cyngor ar Bopeth Powys", "charity", "10g", "weak"),
    ("360G-x-1", "Elusen Tenovus", "charity", "10g", "weak"),
    ("360G-x-1", "Friends of Ysgol Road Park School", "voluntary_group", "10h", "weak"),
    ("360G-x-1", "Cyfeillion Parc y Dre", "voluntary_group", "10h", "weak"),
    ("360G-x-1", "Altrincham College PTA", "voluntary_group", "10h", "weak"),
    ("360G-x-1", "Cylch Meithrin Ysgol y Gogledd", "voluntary_group", "10h", "weak"),
    ("360G-x-1", "Merched y Wawr Llanuwchllyn", "voluntary_group", "10h", "weak"),
    ("360G-x-1", "CIC Cycling Club", "sports_club", "10f", "weak"),
]


@pytest.mark.parametrize(("id", "name", "code", "rule", "level"), RULES)
def test_each_rule_fires_with_its_evidence(id: str, name: str, code: str, rule: str, level: str) -> None:
    found = classify(Recipient(id, name))

    assert (found.code, found.rule, found.level) == (code, rule, level)
    assert found.why


@pytest.mark.parametrize(
    "name",
    [
        "County Cricket Supporters",
        "Merseyside Law Centre",
        "Cyngor",
        "Arts Council",
        "Anglesey Youth Council",
        "Prifysgol y Drydedd Oes Caerdydd",
        "Anytown Boxing Academy",
        "University of the Third Age in Conwy",
        "Students' Union of Cardiff University",
        "St John Ambulance, Cardiff",
        "NHS Retired Members",
        "Museum of London",
        "Manchester Deaf Centre",
        "Princess Street Festival",
        "Fitness for Body and Mind",
        "Independent Care Group",
        "Community Energy Solutions Ltd",
        "Broadheath Partnership",
        "Learning Academies Trust",
    ],
)
def test_a_name_that_says_nothing_that_holds_is_unknown(name: str) -> None:
    found = classify(Recipient("360G-x-1", name))

    assert (found.code, found.rule, found.level) == ("unknown", "11", None)


def test_a_school_with_a_charity_number_is_a_charity() -> None:
    assert classify(Recipient("GB-CHC-1234567", "Ysgol Gymraeg Llundain")).code == "charity"


def test_a_company_is_a_charity_where_a_link_says_so_and_unknown_without_evidence() -> None:
    company = Recipient("GB-COH-08591698", "Denton Burn")

    without = classify(company)
    linked = classify(company, links={"GB-COH-08591698": "GB-CHC-1000611"})
    registered = classify(company, register={"08591698": "guarantee"})

    assert (without.code, linked.code, registered.code) == ("unknown", "charity", "nonprofit_company")
    assert (linked.rule, linked.why, registered.rule) == ("7", "GB-CHC-1000611", "8")


def test_a_charity_number_beside_a_number_of_the_publishers_own_is_medium_evidence() -> None:
    found = classify(Recipient("360G-trafford-1", "Sale Wombles", charity_number="1112988"))

    assert (found.code, found.rule, found.level) == ("charity", "9", "medium")


@pytest.mark.parametrize("number", ["n/a", "12345", "Exempt", ""])
def test_what_is_no_charity_number_is_no_evidence(number: str) -> None:
    assert classify(Recipient("360G-x-1", "Sale Wombles", charity_number=number)).rule == "11"


def test_a_company_number_may_stand_in_its_own_field_and_lose_its_zeros() -> None:
    found = classify(Recipient("360G-x-1", "Bluesci", company_number="8591698"), register={"08591698": "ltd"})

    assert (found.code, found.group) == ("private", "private")


@pytest.mark.parametrize("name", ["The Ear Foundation", "Friends of Tibetan Kitchen"])
def test_a_name_makes_no_charity_or_group_of_a_company(name: str) -> None:
    assert classify(Recipient("GB-COH-08591698", name)).code == "unknown"
    assert classify(Recipient("360G-x-1", name, company_number="8591698")).code == "unknown"
    assert classify(Recipient("360G-x-1", name)).code != "unknown"


def test_a_name_that_registers_know_is_weak_evidence_before_the_form_of_a_name_and_none_of_a_company() -> None:
    known = {"anfield community council": "charity", "the british museum": "government"}

    council = classify(Recipient("360G-x-1", "Anfield  Community Council"), names=known)
    museum = classify(Recipient(None, "The British Museum"), names=known)
    company = classify(Recipient("GB-COH-08591698", "The British Museum"), names=known)

    assert (council.code, council.rule, council.level) == ("charity", "9b", "weak")
    assert (museum.code, museum.rule) == ("government", "9b")
    assert company.code == "unknown"


def test_a_person_is_an_individual_whatever_else_is_said() -> None:
    found = classify(Recipient("GB-CHC-1112988", "Somebody", is_individual=True))

    assert (found.code, found.group, found.rule) == ("individual", "individual", None)


def test_no_university_is_counted_as_third_sector() -> None:
    third = {code for code, group in GROUPS.items() if group == "third_sector"}

    assert third == {"charity", "religious"}


@pytest.mark.parametrize(
    ("pounds", "band"),
    [
        (0, "micro"), (9_999, "micro"), (10_000, "small"), (99_999, "small"), (100_000, "medium"),
        (999_999, "medium"), (1_000_000, "large"), (10_000_000, "major"), (99_999_999, "major"),
        (100_000_000, "super_major"),
    ],
)  # fmt: skip
def test_the_lower_bound_of_a_band_belongs_to_it(pounds: int, band: str) -> None:
    assert size_band(Pence(pounds * 100)) == band


@pytest.mark.parametrize(
    ("income", "band"), [(None, "unknown"), (-1, "unknown"), (999_999, "micro"), (1_000_000, "small")]
)
def test_an_income_that_is_not_known_has_no_band(income: int | None, band: str) -> None:
    assert size_band(None if income is None else Pence(income)) == band
