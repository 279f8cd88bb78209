"""The tables of the warehouse: names and types of their columns, once for DuckDB and for the questions.

A row's number is the number of its file times `ROOM` plus its position, so that numbers never depend on what was
loaded before. Numbers of parties and of those they stand for are hashes of what is known of them (`bodies.py`), so
that equal parties of two files meet.
"""

from __future__ import annotations

from collections.abc import Mapping

ROOM = 2**32
"""Rows one file has room for."""

VERSION = "3"
"""Of these tables; a warehouse of another version is refused."""

TABLES: Mapping[str, Mapping[str, str]] = {
    # One file, whole, by the hash of its bytes.
    "files": {
        "file_no": "int64",
        "sha256": "string",
        "file": "string",
        "format": "string",
        "version": "string",
        "rows_in": "int64",
        "rows_kept": "int64",
        "not_grants": "int64",
        "not_summable": "int64",
        "sums_in": "string",  # JSON: minor units by currency
        "defects_total": "int64",
        "defects_by_code": "string",  # JSON
        "meta": "string",  # JSON: licence, publisher and what else the head of the file says
    },
    # One grant or release as it was read. cells, content, extra: JSON; null where empty.
    "rows": {
        "row_no": "int64",
        "file_no": "int64",
        "sheet": "string",
        "row": "int64",
        "pointer": "string",
        "cells": "string",
        "content": "string",
        "extra": "string",
    },
    # One grant as it is counted. minor_units is null where the amount cannot be read, and amount_text then holds it.
    "grants": {
        "row_no": "int64",
        "file_no": "int64",
        "id": "string",
        "title": "string",
        "description": "string",
        "programme": "string",
        "currency": "string",
        "minor_units": "int64",
        "amount_text": "string",
        "awarded_on": "date",
        "year": "int64",
        "april_year": "int64",  # year in which the year from 1 April to 31 March begins
        "funder": "int64",
        "recipient": "int64",  # null: names nobody, or several (joint)
        "is_joint": "boolean",
        "beneficiary": "string",  # GSS code or postcode area
        "beneficiary_level": "string",  # strong, medium, weak; null with a beneficiary of null
        "beneficiary_reason": "string",  # why there is no place
    },
    # Recipients of a grant that names several: its money is never multiplied and never silently divided.
    "members": {"row_no": "int64", "party": "int64", "position": "int64"},
    # One party by everything said of it; those of one key are one body.
    "parties": {
        "party": "int64",
        "body": "int64",
        "key": "string",
        "id": "string",
        "name": "string",
        "folded": "string",  # name in small letters without accents
        "charity_number": "string",
        "company_number": "string",
        "is_individual": "boolean",
        "gss": "string",
        "postcode": "string",
        "locality": "string",
        "class": "string",
        "rule": "string",
        "level": "string",
        "why": "string",
        "said_class": "string",  # by a person, with the reason: kept beside the computed one, and counted
        "said_reason": "string",
        "counted_group": "string",
        "counted_level": "string",
        "place": "string",
        "place_level": "string",
        "registered": "string",  # org-id under which a register of charities may know its income
    },
    # Income of the register's last year that is not after the award.
    "sizes": {"row_no": "int64", "income": "int64", "band": "string"},
    # Grants that share an id with another: exact (all of it equal) after the first, or conflict.
    "repeats": {"row_no": "int64", "kind": "string"},
    "defects": {
        "file_no": "int64",
        "row_no": "int64",
        "code": "string",
        "level": "string",
        "row": "int64",
        "cell": "string",
        "pointer": "string",
        "value": "string",
        "message_cy": "string",
        "message_en": "string",
    },
    "repairs": {
        "file_no": "int64",
        "row_no": "int64",
        "code": "string",
        "path": "string",
        "original": "string",
    },
    # One release of contracts data; its content stands in `rows`. An ocid is a key within one source only.
    "releases": {
        "row_no": "int64",
        "file_no": "int64",
        "source": "string",
        "ocid": "string",  # null: the release has none, and is a process of its own
        "release_id": "string",
        "dated": "string",
    },
    # Awards as single releases give them: what was corrected is there twice. Money comes from `compiled`.
    "awarded": {"row_no": "int64", "file_no": "int64", "currency": "string", "minor_units": "int64"},
    # One award, contract or payment of a compiled release, with the columns of a grant: the same questions count it.
    "amounts": {
        "row_no": "int64",
        "file_no": "int64",  # of the file with which its process was compiled last
        "measure": "string",  # awards, contracts, paid: never added to each other
        "source": "string",
        "process": "string",  # ocid, else the number of its one release
        "id": "string",
        "stands_at": "string",  # pointer in the compiled release
        "title": "string",  # of the call
        "description": "string",
        "programme": "string",  # never told
        "currency": "string",
        "minor_units": "int64",
        "amount_text": "string",  # never kept: the release that is merged holds it
        "awarded_on": "date",  # day of the award, the signature or the payment
        "year": "int64",
        "april_year": "int64",
        "funder": "int64",  # the buyer
        "recipient": "int64",  # the supplier or payee; null: names nobody, or several (joint), who are in `members`
        "is_joint": "boolean",
        "beneficiary": "string",  # never told
        "beneficiary_level": "string",
        "beneficiary_reason": "string",
    },
    # What is known of a contracting process after the last of its releases, whichever files they came in.
    "compiled": {
        "source": "string",
        "ocid": "string",
        "releases": "int64",
        "is_merged": "boolean",  # false: a release without a date, kept as it is
        "content": "string",
    },
    # Names of places, from a register: codes that are no longer used stand with today's.
    "places": {"code": "string", "current": "string", "name_cy": "string", "name_en": "string", "country": "string"},
    "settings": {"name": "string", "value": "string"},
}

_DUCKDB = {"int64": "BIGINT", "string": "VARCHAR", "date": "DATE", "boolean": "BOOLEAN"}
_LONG = frozenset(
    {"cells", "content", "description", "extra", "folded", "id", "key", "message_cy", "message_en", "meta", "name"}
    | {"original", "pointer", "title", "value", "why"}
)
"""Columns of texts that mostly differ, compressed as such: a third of the time that finding the best way takes."""


def statements() -> list[str]:
    """The statements of DuckDB that make every table."""
    made = []
    for table, columns in TABLES.items():
        parts = [
            f'"{name}" {_DUCKDB[kind]}' + (" USING COMPRESSION zstd" if name in _LONG else "")
            for name, kind in columns.items()
        ]
        made.append(f"CREATE TABLE {table} ({', '.join(parts)})")
    return made


def insert(table: str, source: str) -> str:
    """The statement that adds to a table what a set of columns of the same names holds.

    Whole numbers travel with `NOTHING` for null, dates as text: what has columns of objects has no type of its own.
    """
    columns = TABLES[table]
    parts = [_read(name, kind) for name, kind in columns.items()]
    return f"INSERT INTO {table} SELECT {', '.join(parts)} FROM {source}"  # noqa: S608 (names of ours alone)


NOTHING = -(2**63)


def _read(name: str, kind: str) -> str:
    if kind == "int64":
        return f'nullif("{name}", {NOTHING})'
    return f'"{name}"' if kind == "string" else f'CAST("{name}" AS {_DUCKDB[kind]})'
