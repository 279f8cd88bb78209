"""Files of registers as they are published, each known by its headings, into one file of our own."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    import duckdb

LARGEST = 4 * 1024**3
"""Bytes that one file of an archive may unpack to."""

_TABLES = (
    "CREATE TABLE lists (name VARCHAR, file VARCHAR, entries BIGINT, as_of DATE)",
    "CREATE TABLE charities (org_id VARCHAR, name VARCHAR, company VARCHAR, postcode VARCHAR)",
    "CREATE TABLE incomes (org_id VARCHAR, until DATE, income BIGINT)",
    "CREATE TABLE links (company VARCHAR, charity VARCHAR)",
    "CREATE TABLE same (id VARCHAR, canonical VARCHAR)",
    "CREATE TABLE pairs (a VARCHAR, b VARCHAR)",
    "CREATE TABLE companies (number VARCHAR, kind VARCHAR)",
    "CREATE TABLE scales (org_id VARCHAR, scale VARCHAR)",
    "CREATE TABLE postcodes (postcode VARCHAR, code VARCHAR)",
    "CREATE TABLE authorities (org_id VARCHAR, code VARCHAR)",
    "CREATE TABLE places (code VARCHAR, current VARCHAR, name_cy VARCHAR, name_en VARCHAR, country VARCHAR)",
    "CREATE TABLE prefixes (code VARCHAR, name VARCHAR)",
)

_ORG_ID = "'GB-CHC-' || registered_charity_number"
_COMPANY = "'GB-COH-' || lpad(upper(trim(charity_company_registration_number)), 8, '0')"
_PENCE = "CAST(round(CAST({} AS DECIMAL(18, 2)) * 100) AS BIGINT)"
_KIND = """CASE
    WHEN {0} ILIKE '%community interest%' THEN 'cic'
    WHEN {0} ILIKE '%guar%' OR {0} ILIKE '%LBG%' THEN 'guarantee'
    WHEN {0} ILIKE '%charter%' THEN 'charter'
    WHEN {0} ILIKE '%registered society%' OR {0} ILIKE '%industrial and provident%' THEN 'society'
    WHEN {0} ILIKE '%public limited%' OR {0} ILIKE 'plc' THEN 'plc'
    WHEN {0} ILIKE '%limited liability partnership%' OR {0} ILIKE 'llp' THEN 'llp'
    WHEN {0} ILIKE 'private limited%' OR {0} ILIKE 'ltd' THEN 'ltd' END"""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    Attributes:
        needs: Headings by which it is known, in small letters.
        takes: Statements that copy from the table ``source`` into those of the register; the last counts as its
            entries.
        as_of: Expression for the day of the extract.
    """

    name: str
    needs: frozenset[str]
    takes: tuple[str, ...]
    as_of: str = "NULL"


def _income(until: str, income: str) -> str:
    return (
        f"INSERT INTO incomes SELECT {_ORG_ID}, CAST(left({until}, 10) AS DATE), {_PENCE.format(income)} FROM source "  # noqa: S608
        f"WHERE {until} <> '' AND {income} <> ''"
    )


_MAIN = "AND coalesce(linked_charity_number, '0') = '0'"
_EXTRACTED = "CAST(left(max(date_of_extract), 10) AS DATE)"
KINDS = (
    Kind(
        "charities",
        frozenset(
            {"registered_charity_number", "charity_name", "latest_income", "charity_company_registration_number"}
        ),
        (
            "INSERT INTO pairs SELECT DISTINCT "  # noqa: S608
            f"{_ORG_ID}, {_COMPANY} FROM source WHERE charity_company_registration_number <> '' {_MAIN}",
            f"{_income('latest_acc_fin_period_end_date', 'latest_income')} {_MAIN}",
            f"INSERT INTO charities SELECT {_ORG_ID}, charity_name, {_COMPANY}, charity_contact_postcode FROM source "  # noqa: S608
            f"WHERE true {_MAIN}",
        ),
        _EXTRACTED,
    ),
    Kind(
        "charity_incomes",
        frozenset({"registered_charity_number", "fin_period_end_date", "total_gross_income"}),
        (_income("fin_period_end_date", "total_gross_income"),),
        _EXTRACTED,
    ),
    Kind("links", frozenset({"org_id_a", "org_id_b"}), ("INSERT INTO pairs SELECT org_id_a, org_id_b FROM source",)),
    Kind(
        "charity_scales",
        frozenset({"reg_number", "scale"}),
        ("INSERT INTO scales SELECT 'GB-CHC-' || reg_number, scale FROM source",),
    ),
    Kind(
        "companies",
        frozenset({"companynumber", "companycategory"}),
        (f"INSERT INTO companies SELECT lpad(companynumber, 8, '0'), {_KIND.format('companycategory')} FROM source",),  # noqa: S608
    ),
    Kind(
        "sports_clubs_that_are_companies",
        frozenset({"casc_orgid", "ch_number", "ch_type"}),
        (
            "INSERT INTO pairs SELECT casc_orgid, ch_orgid FROM source",
            f"INSERT INTO companies SELECT lpad(ch_number, 8, '0'), {_KIND.format('ch_type')} FROM source",  # noqa: S608
        ),
    ),
    Kind(
        "places",
        frozenset({"ladcd", "ladcd_active", "ladnm_active", "ctrycd"}),
        ("INSERT INTO places SELECT ladcd, ladcd_active, NULL, ladnm_active, ctrycd FROM source",),
    ),
    Kind(
        "welsh_authorities",
        frozenset({"org_id", "gss_code", "name_en", "name_cy"}),
        (
            "INSERT INTO authorities SELECT org_id, gss_code FROM source",
            "INSERT INTO places SELECT gss_code, gss_code, name_cy, name_en, 'W92000004' FROM source",
        ),
    ),
    Kind(
        "authorities",
        frozenset({"org_id", "gss_code", "area_name"}),
        ("INSERT INTO authorities SELECT org_id, gss_code FROM source WHERE gss_code <> ''",),
    ),
    *(
        Kind(
            "postcodes",
            frozenset({"pcds", column}),
            (f"INSERT INTO postcodes SELECT pcds, {column} FROM source",),  # noqa: S608
        )
        for column in ("oslaua", "laua", "lad25cd", "lad24cd", "lad23cd")
    ),
)
"""The order is that of asking; every file is one kind or none."""


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
    for statement in _TABLES:
        connection.execute(statement)
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        known = False
        for table in _tables(path, scratch):
            known |= _take(connection, table, path.name, built)
        if not known:
            built.left_out.append(str(path.relative_to(folder)))
    _settle(connection)
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


_RANK = ("GB-CHC-", "GB-SC-", "GB-NIC-", "GB-CASC-", "GB-MPR-")
"""Which id stands for a body that has several."""


def _settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Of pairs of ids of one body make one id for each, and links from companies to charities; keep each row once."""
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while (above := parent.get(id, id)) != id:
            parent[id] = parent.get(above, above)
            id = above
        return id

    pairs = connection.execute(
        "SELECT DISTINCT trim(a), trim(b) FROM pairs WHERE a <> '' AND b <> '' ORDER BY ALL"
    ).fetchall()
    for a, b in pairs:
        first, second = sorted((root(a), root(b)), key=_rank)
        parent[second] = first
    same = [(id, root(id)) for id in sorted(parent) if root(id) != id]
    links = [(id, to) for id, to in same if id.startswith("GB-COH-") and to.startswith(_RANK[:3])]
    for table, rows in (("same", same), ("links", links)):
        connection.execute(
            f"INSERT INTO {table} SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
            [[row[0] for row in rows], [row[1] for row in rows]],
        )
    connection.execute("DROP TABLE pairs")
    connection.execute("DELETE FROM companies WHERE kind IS NULL")
    connection.execute(
        "CREATE OR REPLACE TABLE incomes AS SELECT org_id, until, max(income) AS income FROM incomes GROUP BY ALL"
    )
    connection.execute(
        "CREATE OR REPLACE TABLE places AS SELECT code, max(current) AS current, max(name_cy) AS name_cy, "
        "coalesce(max(name_en) FILTER (name_cy IS NOT NULL), max(name_en)) AS name_en, max(country) AS country "
        "FROM places WHERE code <> '' GROUP BY code"
    )


def _rank(id: str) -> tuple[int, str]:
    return next((place for place, prefix in enumerate(_RANK) if id.startswith(prefix)), len(_RANK)), id


def _refuse(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))
