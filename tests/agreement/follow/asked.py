"""What is asked of every database: each question, and each function that asks, with grants made to tell engines apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Set
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from tests.unit.follow.small_files import grant

from cydradd.follow import classification, finding, flows, tracing
from cydradd.follow.reach import By
from cydradd.follow.warehouse import naming, offered, questions
from cydradd.follow.warehouse.asking import Tables
from cydradd.follow.warehouse.questions import Filters
from cydradd.vocabulary.errors import CydraddError

Call = tuple[Callable[..., Any], tuple[Any, ...]]

ODD = "O'Neill \\ \"Sons\" \\' -- 100%_? \n end "
"""A name with every sign that SQL could take for its own."""
CHOICES = (
    Filters(),
    Filters(funder="GB-CHC-9", place="W92000004", since=date(2019, 1, 1), until=date(2021, 12, 31)),
    Filters(recipient="GB-CHC-1", april=True),
    Filters(without_transfers=True, once=True, beneficiary=True),
    Filters(currency="EUR", place="CF"),
    Filters(currency="USD", recipient=ODD),
)
WORDS = (("cor",), ("choir", "new"), ("οδοσ",), ("istanbul",), ("o'neill", '\\\' -- 100%_?'))  # fmt: skip
ASKED: list[Call] = [
    *(
        (question, (each, by))
        for question in (questions.reached, questions.flow)
        for each in CHOICES
        for by in By
    ),
    *(
        (question, (each,))
        for question in (
            questions.currencies,
            questions.left_out,
            questions.sources,
            questions.totals,
            questions.unidentified,
            questions.held,
            questions.listing,
            questions.years,
        )
        for each in CHOICES
    ),
    *((questions.partners, (each, gave)) for each in CHOICES for gave in (True, False)),
    *((questions.found, (words, gave, "GBP")) for words in WORDS for gave in (True, False)),
]
"""Questions: what SQL is made of."""


def every_grant(tables: Tables, filters: Filters) -> list[finding.Grant]:
    return list(offered.every_grant(tables, filters))


def listed_grant(tables: Tables, position: int) -> tuple[Any, ...]:
    """One grant found by its number, with its cells."""
    number = finding.grants(tables, Filters(), most=1, skip=position)[0].row_no
    return offered.one_grant(tables, number), tracing.trace_row(tables, number)


ANSWERED: list[Call] = [
    *((flows.reach, (Filters(without_transfers=True, once=True), by)) for by in By),
    (flows.concentration, (Filters(),)),
    (flows.flow, (Filters(april=True), By.YEAR)),
    (flows.place_names, (("W06000002", "W06000015", "no-place"),)),
    (finding.search, ("Côr",)),
    (finding.grants, (Filters(),)),
    (finding.body, ("GB-CHC-1000001",)),
    (finding.body, (f"name:{ODD.strip()}",)),
    (finding.body, ("GB-LAE-TRF",)),
    (offered.offered, ()),
    (offered.holders, (Filters(),)),
    (offered.count_grants, (Filters(),)),
    (every_grant, (Filters(),)),
    (listed_grant, (0,)),
    (listed_grant, (5,)),
    (tracing.trace, ("h",)),
    (naming.must_name_a_funder, ("GB-CHC-9",)),
    (naming.must_name_a_funder, ("The Fnd",)),
    (classification.classification, ()),
]
"""Functions that ask the tables of a warehouse, each by what it hands back."""
THROUGH_OTHERS = {"every_grant": every_grant, "one_grant": listed_grant, "trace_row": listed_grant}
"""Functions that are compared through one of these above."""

HUGE = 90_000_000_000_000_000  # pounds: two of them are more pence than 64 bits hold
PEOPLE = (
    {"id": "360G-p", "name": "\uff3a"},
    {"id": "360G-p", "name": "\U0001f600"},
)  # other order in UTF-16 than in UTF-8
GRANTS = [
    grant("a", 100.5, {"id": "GB-CHC-1000001", "name": "Côr Môn", "postalCode": "LL55 1AA"}, description="New choir"),
    grant("b", 50, {"id": "GB-PLA-GWN", "location": [{"geoCode": "W06000002"}]}, awardDate="2021-02-01"),
    grant("c", 25, {"id": "360G-x-1", "postalCode": "W1A 1AA"}, awardDate="someday"),
    grant("d", 10, None, fundingOrganization=[{"id": "GB-LAE-TRF", "name": "A Council"}]),
    grant("e", "a lot"),
    grant("f", 7, {"id": "GB-CHC-1000001", "postalCode": "CF10 1AA"}, currency="EUR"),
    grant("g", 40, [{"id": "GB-CHC-1", "name": "One"}, {"id": "GB-CHC-2", "name": "Two"}]),
    grant("h", 3, beneficiaryLocation=[{"geoCode": "W06000002"}]),
    grant("h", 3, beneficiaryLocation=[{"geoCode": "W06000002"}]),
    grant("h", 4, "GB-NHS-7A1", fundingOrganization=[{"id": "GB-LAE-TRF", "name": "A Council"}]),
    grant("i", HUGE, {"name": ODD}, currency="USD"),
    grant("j", HUGE, {"name": ODD}, currency="USD", awardDate="1066-10-14"),
    grant("k", -5.25, {"name": ODD.strip()}, awardDate="9999-12-31"),
    grant("l", 1, PEOPLE[0], title="ΟΔΟΣ", description="İSTANBUL"),
    grant("m", 1, PEOPLE[1], title="ΑΣ ΟΔΟΣ", awardDate="2020-04-01"),
    grant("n", 2, {"id": "360G-q", "name": "école"}, awardDate="2020-03-31"),
    grant("o", 2, {"id": "360G-q", "name": "Zoo"}, fundingOrganization=[{"name": "no id"}]),
]


def answer(tables: Tables, asked: Call) -> Any:
    """What one function hands back, or refuses, as JSON holds it."""
    function, values = asked
    try:
        return plain(function(tables, *values))
    except CydraddError as error:
        return {"refused": error.code, "sentence": plain(error.sentence)}


def plain(value: Any) -> Any:
    """The same for whatever is handed back, nothing of it rounded or left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Set):
        return sorted(plain(each) for each in value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
