"""Files of registers as they are published, each known by its headings, into one file of our own."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from cydradd.follow.register_kinds import KINDS, TABLES, Kind
from cydradd.follow.register_settling import settle
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    import duckdb

LARGEST = 4 * 1024**3
"""Bytes that one file of an archive may unpack to."""


@dataclass(slots=True)
class Built:
    """What was made of a folder. ``left_out``: files that are of no kind we know."""

    entries: int = 0
    lists: dict[str, int] = field(default_factory=dict)
    as_of: str | None = None
    left_out: list[str] = field(default_factory=list)


def build(folder: Path, out: Path) -> Built:
    """Make a register of every file of a folder and the folders in it. ``out`` appears whole or not at all.

    Raises:
        UnreadableFile: No such folder, or nothing in it that we know.
    """
    import duckdb

    if not folder.is_dir():
        raise _refuse(folder, "nid oes ffolder o’r enw hwn.", "there is no folder of this name.")
    part = out.with_name(f".{out.name}.part")
    part.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(part)) as connection, tempfile.TemporaryDirectory() as scratch:
            built = _fill(connection, folder, Path(scratch))
            if not built.lists:
                raise _refuse(
                    folder,
                    "nid oes yma ffeil cofrestr adnabyddus. Gweler docs/how-to/see-who-the-money-reached.md.",
                    "there is no file of a register that we know here. See docs/how-to/see-who-the-money-reached.md.",
                )
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return built


def _fill(connection: duckdb.DuckDBPyConnection, folder: Path, scratch: Path) -> Built:
    built = Built()
    for statement in TABLES:
        connection.execute(statement)
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        known = False
        for table in _tables(path, scratch):
            known |= _take(connection, table, path.name, built)
        if not known:
            built.left_out.append(str(path.relative_to(folder)))
    settle(connection)
    days = connection.execute("SELECT CAST(max(as_of) AS VARCHAR) FROM lists").fetchall()
    built.as_of = days[0][0]
    built.entries = sum(built.lists.values())
    return built


def _tables(path: Path, scratch: Path) -> Iterator[Path]:
    """The tables of a file: itself, or those that an archive holds, unpacked one at a time."""
    if path.suffix.lower() != ".zip":
        yield path
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.is_dir() or member.file_size > LARGEST:
                    continue
                made = scratch / "unpacked"
                with archive.open(member) as inside, made.open("wb") as file:
                    while chunk := inside.read(1 << 20):
                        file.write(chunk)
                yield made
    except zipfile.BadZipFile:
        return


def _take(connection: duckdb.DuckDBPyConnection, table: Path, name: str, built: Built) -> bool:
    """Copy one table; whether it is of a kind we know."""
    import duckdb

    kind, reader = _kind(table)
    if kind is None:
        return _take_lists(connection, table, name, built)
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE source AS SELECT * FROM {reader}", [str(table)])  # noqa: S608
        for statement in kind.takes:
            count = connection.execute(statement).fetchall()[0][0]
        day = connection.execute(f"SELECT {kind.as_of} FROM source").fetchall()[0][0] if kind.as_of != "NULL" else None  # noqa: S608
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise UnreadableFile(
            Bilingual(f"{name}: ni ellir darllen y gofrestr: {first}", f"{name}: the register cannot be read: {first}")
        ) from None
    connection.execute("INSERT INTO lists VALUES (?, ?, ?, ?)", [kind.name, name, count, day])
    built.lists[kind.name] = built.lists.get(kind.name, 0) + int(count)
    return True


_CSV = (
    "read_csv(?, all_varchar = true, header = true, normalize_names = true, delim = '{}', quote = '{}', escape = '{}')"
)


def _kind(path: Path) -> tuple[Kind | None, str]:
    """What a table is, by its headings, and how DuckDB reads it."""
    with path.open("rb") as file:
        head = file.read(1 << 16).removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if head.lstrip()[:1] == "[":
        names = frozenset(each.lower() for each in head.split('"'))
        reader = "read_json(?, format = 'array', maximum_object_size = 16777216)"
    else:
        first = head.split("\n", 1)[0].strip("\r")
        separator = "\t" if "\t" in first else ","
        names = frozenset(each.strip(' "').lower() for each in first.split(separator))
        quote = "" if separator == "\t" else '"'
        reader = _CSV.format(separator, quote, quote)
    return next((kind for kind in KINDS if kind.needs <= names), None), reader


def _take_lists(connection: duckdb.DuckDBPyConnection, path: Path, name: str, built: Built) -> bool:
    """Lists of org-id.guide: an array of objects with ``code`` and ``name``."""
    if path.stat().st_size > 1 << 24 or name.endswith((".zip", ".txt", ".csv")):
        return False
    try:
        found = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        return False
    rows = [
        (each["code"], _english(each.get("name")))
        for each in (found if isinstance(found, list) else ())
        if isinstance(each, dict) and isinstance(each.get("code"), str)
    ]
    if not rows:
        return False
    connection.executemany("INSERT INTO prefixes VALUES (?, ?)", rows)
    connection.execute("INSERT INTO lists VALUES ('prefixes', ?, ?, NULL)", [name, len(rows)])
    built.lists["prefixes"] = built.lists.get("prefixes", 0) + len(rows)
    return True


def _english(name: object) -> str | None:
    text = name.get("en") if isinstance(name, Mapping) else name
    return text if isinstance(text, str) else None


def _refuse(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))
