"""What is asked of every database: each question, and each function that asks, with grants made to tell engines apart."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.unit.follow.small_files import grant, loaded

from cydradd import follow
from cydradd.follow.finding import grants
from cydradd.follow.reach import By
from cydradd.follow.warehouse.asking import Tables, ask
from cydradd.follow.warehouse.likeness import Ours
from cydradd.follow.warehouse.measures import Measured
from cydradd.follow.warehouse.questions import Filters
from cydradd.follow.warehouse.store import Warehouse
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
    Filters(measure=Measured.AWARDS, without_transfers=True),
)
OF_CONTRACTS = (CHOICES[-1], Filters(measure=Measured.AWARDS), Filters(measure=Measured.PAID, place="W92000004"))
ALIKE = (Ours(), Ours("W92000004", "third_sector", "micro"), Ours("W06000002"), Ours("CF", currency="EUR"))
WORDS = (("cor",), ("choir", "new"), ("οδοσ",), ("istanbul",), ("o'neill", "\\' -- 100%_?"))
VALUES: Mapping[str, tuple[Any, ...]] = {
    "filters": CHOICES,
    "by": tuple(By),
    "gave": (True, False),
    "words": WORDS,
    "currency": ("GBP",),
    "ours": ALIKE,
}
"""What each parameter of a question is given: a question with another parameter is refused until it has values here."""


def every_module() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(follow.__path__, "cydradd.follow."):
        yield importlib.import_module(found.name)


def public_functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            yield function


def every_question() -> list[Callable[..., Any]]:
    """Every question there is: what makes an expression, but for the rows that questions count."""
    modules = [each for each in every_module() if not each.__name__.endswith(".selection")]
    functions = [function for module in modules for function in public_functions(module)]
    return [each for each in functions if each.__annotations__.get("return") == "ir.Table"]


def every_function_that_asks() -> list[Callable[..., Any]]:
    """Every public function that is given the tables of a warehouse."""
    found = [function for module in every_module() for function in public_functions(module)]
    return [each for each in found if next(iter(each.__annotations__.values()), None) == "Tables" and each is not ask]


def asked_of(question: Callable[..., Any]) -> list[Call]:
    """A question with all that it can be asked about."""
    values = dict(VALUES)
    if question.__module__.endswith("contract_questions"):
        values["filters"] = OF_CONTRACTS
    if question.__name__ == "listing":  # of grants alone
        values["filters"] = CHOICES[:-1]
    return [(question, given) for given in product(*(values[each] for each in inspect.signature(question).parameters))]


ASKED: list[Call] = [call for question in every_question() for call in asked_of(question)]
"""Questions: what SQL is made of."""


def few(calls: Sequence[Call]) -> list[Call]:
    """Of these, each question about everything and, in turn, about one more choice, for an engine slow to begin."""
    return [(question, given) for question, given in calls if _in_turn(question.__name__, *given)]


def _in_turn(name: str, first: object, *more: object) -> bool:
    if isinstance(first, tuple):  # words
        return (WORDS.index(first) + VALUES["gave"].index(more[0])) % 2 == 1
    if isinstance(first, Ours):
        return (ALIKE.index(first) + len(name)) % 2 == 0
    if first in OF_CONTRACTS[1:]:
        return True
    if name == "flow" or False in more:  # as `reached`, and as with True
        return first == CHOICES[0]
    turn = len(name) + sum(each.index(value) for value in more for each in VALUES.values() if value in each)
    return first in (CHOICES[0], CHOICES[1 + turn % (len(CHOICES) - 1)])


FIRST = "the number of one grant"
"""Stands for it: which number it has is known when there is a warehouse."""
ALL = Filters(without_transfers=True, once=True)
ANSWERED: Mapping[str, Sequence[tuple[Any, ...]]] = {
    "alike.alike": [(ALIKE[1],)],
    "measured.concentration": [(CHOICES[-1],)],
    "measured.reach": [(CHOICES[-1], By.TYPE)],
    "process_money.of_process": [("ocds-1-a",), ("ocds-1-b",)],
    "finding.search": [("Côr",)],
    "finding.grants": [(Filters(),)],
    "finding.body": [(f"name:{ODD.strip()}",)],
    "flows.place_names": [(("W06000002", "W06000015", "no-place"),)],
    "naming.must_name_a_funder": [("GB-CHC-9",), ("The Fnd",)],
    "offered.one_grant": [(FIRST,)],
    "tracing.trace": [("h",)],
    "tracing.trace_row": [(FIRST,)],
    "tracing.trace_rows": [((FIRST,),)],
    "facts.gather": [],  # asks through the others alone
}
"""What functions are given that take more than filters and ``by``."""
USUAL: Mapping[str, Any] = {"filters": ALL, "by": By.PLACE}


def answered(function: Callable[..., Any]) -> list[Call]:
    """A function that asks, with what it is given."""
    name = f"{function.__module__.rsplit('.', 1)[-1]}.{function.__name__}"
    if name in ANSWERED:
        return [(function, given) for given in ANSWERED[name]]
    return [(function, tuple(USUAL[each] for each in list(inspect.signature(function).parameters)[1:]))]


HUGE = 9_000_000_000_000_000_000
"""Pence of one grant, of which two are more than 64 bits hold: no file may say so much, and so it is put there."""
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
    grant("i", 1, {"name": ODD}, currency="USD"),
    grant("j", 1, {"name": ODD}, currency="USD", awardDate="1066-10-14"),
    grant("k", -5.25, {"name": ODD.strip()}, awardDate="9999-12-31"),
    grant("l", 1, PEOPLE[0], title="ΟΔΟΣ", description="İSTANBUL"),
    grant("m", 1, PEOPLE[1], title="ΑΣ ΟΔΟΣ", awardDate="2020-04-01"),
    grant("n", 2, {"id": "360G-q", "name": "école"}, awardDate="2020-03-31"),
    grant("o", 2, {"id": "360G-q", "name": "Zoo"}, fundingOrganization=[{"name": "no id"}]),
]


def fill(warehouse: Warehouse, folder: Path) -> None:
    """A new warehouse with these grants, and with an income, a name of a place and sums that no file has."""
    loaded(warehouse, folder, GRANTS)
    _contracts(warehouse, folder)
    warehouse.ask("INSERT INTO sizes SELECT row_no, 500000, 'micro' FROM grants WHERE id = 'a'")
    warehouse.ask("INSERT INTO places VALUES ('W06000002', 'W06000002', 'Gwynedd', 'Gwynedd', 'W')")
    warehouse.ask("UPDATE grants SET minor_units = ? WHERE id IN ('i', 'j')", [HUGE])


def _contracts(warehouse: Warehouse, folder: Path) -> None:
    """Awards to one and to several suppliers, two currencies, a contract and a payment."""
    from tests.unit.follow.test_merge_command import award, package, release

    from cydradd.follow.ocds import open_file
    from cydradd.follow.warehouse.contracts import load

    paid = {"transactions": [{"id": "t", "value": {"amount": 4, "currency": "GBP"}}]}
    contract = {"id": "k", "awardID": "1", "value": {"amount": 9, "currency": "GBP"}, "implementation": paid}
    first = release(1, awards=[award(10, suppliers=1, date="2027-02-01T00:00:00Z")], contracts=[contract])
    second = release(1, "ocds-1-b", awards=[award(30, suppliers=2), award(7, "EUR") | {"id": "2"}])
    load(warehouse, open_file(package(folder, "contracts.json", first, second)))


def named(call: Call) -> str:
    """A question or function with what it is given, in words."""
    function, given = call
    return f"{function.__module__}.{function.__name__}{given}"


def answer(tables: Tables, asked: Call) -> Any:
    """What one function hands back, or refuses, as JSON holds it."""
    function, given = asked
    if FIRST in given or (FIRST,) in given:
        number = grants(tables, Filters(), most=1, skip=5)[0].row_no
        given = tuple(number if each == FIRST else (number,) for each in given)
    try:
        return plain(function(tables, *given))
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
    if isinstance(value, list | tuple | Iterator):
        return [plain(each) for each in value]
    return value
