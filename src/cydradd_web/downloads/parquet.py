"""A list as Parquet, for programs that count: every column of its own kind, money exact, the licence in the file.

Written by DuckDB from rows that pass through a file, so that a list of any length takes the same memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cydradd_web.downloads.formats import BLOCK, About
from cydradd_web.downloads.lists import Listing

TYPE = "application/vnd.apache.parquet"
_KINDS = {"whole": "BIGINT", "amount": "DECIMAL(38,4)", "flag": "BOOLEAN", "json": "DOUBLE"}
"""Kinds of columns; text is VARCHAR. Money in major units has room for the four decimals of any currency."""


def write_parquet(found: Listing, about: About, folder: Path) -> Path:
    """Write a list into a folder that is its own; columns of JSON hold numbers alone.

    Raises:
        ValueError: A cell is not of the kind of its column.
    """
    import duckdb  # only where such a file is asked for

    rows, made = folder / "rows.jsonl", folder / "made.parquet"
    with rows.open("wb") as file:
        file.writelines(_lines(found))
    names = [column.name for column in found.columns]
    columns = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
    cast = ", ".join(
        f'CAST("{name}" AS {_KINDS.get(column.kind, "VARCHAR")}) AS "{name}"'
        for name, column in zip(names, found.columns, strict=True)
    )
    told = {
        "list": found.name,
        "source": about.source,
        "licence": about.licence.id,
        "licence_cy": f"{about.licence.name.cy} {about.licence.url.cy}",
        "licence_en": f"{about.licence.name.en} {about.licence.url.en}",
    }
    notes = ", ".join(f"{name}: {_quoted(text)}" for name, text in told.items())
    read = f"read_json({_quoted(str(rows))}, format='newline_delimited', columns={{{columns}}})"
    with duckdb.connect() as database:
        try:
            database.execute(  # text that is not ours is quoted
                f"COPY (SELECT {cast} FROM {read}) TO {_quoted(str(made))} "  # noqa: S608
                f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{notes}}})"
            )
        except duckdb.ConversionException as error:
            raise ValueError(str(error)) from error
    return made


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\0", "") + "'"


def _lines(found: Listing) -> Iterator[bytes]:
    """Rows as objects of text, in blocks; an empty cell of a known kind is null."""
    kinds = [(column.name, column.kind) for column in found.columns]
    block: list[str] = []
    for row in found.rows:
        cells = {
            name: None
            if cell is None or (not cell and kind != "text")
            else cell.replace("\0", "\N{REPLACEMENT CHARACTER}")
            for (name, kind), cell in zip(kinds, row, strict=True)
        }
        block.append(json.dumps(cells, ensure_ascii=False) + "\n")
        if len(block) == BLOCK:
            yield "".join(block).encode("utf-8", "replace")
            block.clear()
    yield "".join(block).encode("utf-8", "replace")


def _cell(text: str) -> str:
    """Text as a column may hold it: without the one letter that ends it."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
