"""Extensions of OCDS by name, by repository and by registry page."""

import pytest

from cydradd.follow.contracts.extensions import extension_name, fields, known

GITHUB = "https://raw.githubusercontent.com/open-contracting-extensions"
ADDRESSES = {
    f"{GITHUB}/ocds_lots_extension/v1.1.5/extension.json": "lots",
    f"{GITHUB}/ocds_bid_extension/master/extension.json": "bids",
    f"{GITHUB}/ocds_budget_breakdown_extension/master/extension.json": "budget",
    f"{GITHUB}/ocds_partyDetails_scale_extension/master/extension.json": "partyScale",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json": "uk",
    "https://extensions.open-contracting.org/en/extensions/location/": "location",
    "techniques": "techniques",
    f"{GITHUB}/ocds_metrics_extension/master/extension.json": None,
    "1.1.5": None,
}


@pytest.mark.parametrize(("text", "name"), ADDRESSES.items())
def test_an_extension_is_known_by_its_address(text: str, name: str | None) -> None:
    assert extension_name(text) == name


def test_sixteen_extensions_are_known() -> None:
    assert len(known()) == 16


def test_fields_of_an_extension_are_there_when_it_is_named_and_those_of_the_standard_always() -> None:
    plain, lots, everything = fields(()), fields(["lots"]), fields()

    assert "lots" not in plain.objects["Tender"].fields and "Lot" not in plain.objects
    assert "lots" in lots.objects["Tender"].fields and "submissionTerms" not in lots.objects["Tender"].fields
    assert "submissionTerms" in everything.objects["Tender"].fields
    assert all("title" in table.objects["Tender"].fields for table in (plain, lots, everything))
