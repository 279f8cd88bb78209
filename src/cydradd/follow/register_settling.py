"""What is settled when every file of a register is read: one id for each body, and each row once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_RANK = ("GB-CHC-", "GB-SC-", "GB-NIC-", "GB-CASC-", "GB-MPR-")
"""Which id stands for a body that has several."""


def settle(connection: duckdb.DuckDBPyConnection) -> None:
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
        "CREATE OR REPLACE TABLE names AS SELECT name, min(class) AS class FROM names WHERE name <> '' "
        "GROUP BY name HAVING count(DISTINCT class) = 1"
    )
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
