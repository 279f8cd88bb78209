"""Packages of our rounds beside the official schemas, and our verdict on spoilt ones beside the official verdict."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement.follow import official
from tests.unit.follow.rounds import a_round

from cydradd.follow.fields import Root, ocds, threesixtygiving
from cydradd.follow.publish import grants_package, record_package, release_package, to_bytes
from cydradd.follow.validation import errors, validate

pytestmark = pytest.mark.real_data
PACKAGES = {
    "grants": (json.loads(to_bytes(grants_package(a_round()))), threesixtygiving()),
    "releases": (json.loads(to_bytes(release_package(a_round()))), ocds().at(Root.RELEASES)),
    "records": (json.loads(to_bytes(record_package(a_round()))), ocds().at(Root.RECORDS)),
}


@pytest.mark.parametrize("form", PACKAGES)
def test_our_packages_are_valid_by_the_official_schema_and_by_us(form):
    package, table = PACKAGES[form]

    assert [str(error) for error in official.validator(form).iter_errors(package)] == []
    assert validate(package, table) == []


ODD = st.sampled_from(
    [
        None, "", "x", 0, -1, 1.5, True, [], {}, [None], [""], {"id": ""}, "2027-02-01", "2027-02",
        "2027-02-30T10:00:00Z", "2027-02-01T10:00:00+01:00", "https://a.cymru/x?y#z", "a.cymru", "GBP", "XXY", "active",
        ["a", "a"], [{"id": "a"}, {"id": "a"}], [1, True], "1.4", "1.4.3",
    ]
)  # fmt: skip
NAMES = ("value", "period", "items", "documents", "date", "url", "location", "recipientIndividual", "milestones")


@st.composite
def _spoilt(draw, document):
    """A package with a few places changed, taken away, repeated, or given a field that the standard has."""
    document = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        here, key = document, draw(st.sampled_from(sorted(document)))
        while isinstance(here[key], dict | list) and here[key] and draw(st.integers(0, 5)):
            here = here[key]
            key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        what = draw(st.sampled_from(["change", "change", "remove", "add", "repeat"]))
        if what == "remove" and len(document) > 1:
            del here[key]
        elif what == "add" and isinstance(here, dict):
            here[draw(st.sampled_from(NAMES))] = copy.deepcopy(draw(ODD))
        elif what == "repeat" and isinstance(here, list):
            here.append(copy.deepcopy(here[key]))
        else:
            here[key] = copy.deepcopy(draw(ODD))
    return document


@pytest.mark.parametrize("form", PACKAGES)
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_spoilt_package_is_judged_as_the_official_schema_judges_it(form, data):
    package, table = PACKAGES[form]
    document = data.draw(_spoilt(package))

    ours = errors(validate(document, table))

    assert (ours == []) == official.validator(form).is_valid(document), ours
