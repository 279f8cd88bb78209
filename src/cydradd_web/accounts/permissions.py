"""Who may ask for what: read from ``permissions.csv``, and what it does not say is refused.

Each row: the name of an address, methods, roles, whose object it is (``own``, ``other``, ``none``), and the answer.
``*`` stands for every role or object that no row names. The matrix test reads the same file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path

FILE = Path(__file__).with_name("permissions.csv")
ROLES = (
    "anonymous", "member", "voter", "applicant-editor", "applicant-signer", "assessor", "seat-citizens",
    "seat-third_sector", "seat-public", "moderator", "safeguarding", "eligibility", "payer", "round-officer",
    "auditor", "operator", "recused",
)  # fmt: skip
OBJECTS = ("own", "other", "none")
ANY = "*"

Cell = tuple[str, str, str, str]
"""Name of the address, method, role, object."""


def rows(path: Path = FILE) -> Iterable[tuple[Cell, int]]:
    """Every cell that the file states, lists spelt out."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for method in row["method"].split():
                for role in row["role"].split():
                    for thing in row["object"].split():
                        yield (row["url_name"], method, role, thing), int(row["answer"])


@cache
def table() -> Mapping[Cell, int]:
    """The answer of each cell.

    Raises:
        ValueError: A cell is stated twice, or in words that are not known.
    """
    found: dict[Cell, int] = {}
    for cell, answer in rows():
        if cell in found:
            raise ValueError(f"permissions.csv states {cell} twice")
        if cell[2] not in (*ROLES, ANY) or cell[3] not in (*OBJECTS, ANY):
            raise ValueError(f"permissions.csv: {cell} has a word that is not known")
        found[cell] = answer
    return found


def stated(url_name: str, method: str, role: str, thing: str) -> int | None:
    """What the file says of one cell, the most particular row first; ``None``: nothing."""
    cells = table()
    for key in ((role, thing), (role, ANY), (ANY, thing), (ANY, ANY)):
        if (url_name, method, *key) in cells:
            return cells[(url_name, method, *key)]
    return None


def answer(url_name: str, method: str, roles: Iterable[tuple[str, str]]) -> int:
    """What somebody is answered who has these roles, each with whose object it is: the kindest of them.

    Nothing stated is refused. Whoever stands aside from an object has no other role before it, but its applicant's:
    nobody is kept from what they wrote themselves.
    """
    method = "GET" if method == "HEAD" else method
    held = set(roles)
    if ("recused", "own") in held:
        held = {each for each in held if each == ("recused", "own") or each[0].startswith("applicant-")}
    found = {stated(url_name, method, role, thing) for role, thing in held}
    for best in (HTTPStatus.OK, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.FOUND, HTTPStatus.NOT_FOUND):
        if best in found:
            return best
    return HTTPStatus.FORBIDDEN


def is_for_reading(url_name: str) -> bool:
    """Whether anybody may read a page, and nobody can send anything to it."""
    cells = table()
    return cells.get((url_name, "GET", ANY, ANY)) == HTTPStatus.OK and not any(
        name == url_name and (method != "GET" and answer != HTTPStatus.METHOD_NOT_ALLOWED)
        for (name, method, _, _), answer in cells.items()
    )


@cache
def is_for_everybody(url_name: str, method: str) -> bool:
    """Whether all get the same answer, whoever asks and whatever it is about."""
    return {cell[2:] for cell in table() if cell[:2] == (url_name, method)} == {(ANY, ANY)}


@cache
def methods(url_name: str) -> frozenset[str]:
    """The methods of which the file says something for an address."""
    return frozenset(method for name, method, _, _ in table() if name == url_name)


def who_may(url_name: str, method: str) -> tuple[str, ...]:
    """The roles that are let in, in the order of `ROLES`; `ANY`: everybody."""
    found = {
        role for (name, asked, role, _), answer in table().items()
        if name == url_name and asked == method and answer == HTTPStatus.OK
    }  # fmt: skip
    return tuple(role for role in (*ROLES, ANY) if role in found)
