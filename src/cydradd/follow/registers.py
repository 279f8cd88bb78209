"""Registers of organisations and places, loaded by the user, as the evidence of rules 7, 8 and 9b and of size bands.

`build` makes one DuckDB file of a folder of files as they are published; what a file is is told by its headings.
Registers under the Open Database Licence stay in this file of their own: nothing of it is copied into a warehouse but
names and codes of places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cydradd.follow.recipients import Recipient, company_number, plain_name
from cydradd.follow.register_files import build as build
from cydradd.follow.register_kinds import FOLDED
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Income:
    """Income of one charity in one year, in pence, by the last day of the year."""

    org_id: str
    until: str
    income: int


class Register:
    """What registers know, looked up for many recipients at once."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def _pairs(self, statement: str, asked: Sequence[str]) -> dict[str, str]:
        if not asked:
            return {}
        rows = self.connection.execute(statement, [list(dict.fromkeys(asked))]).fetchall()
        return {str(key): str(value) for key, value in rows}

    def links(self, recipients: Sequence[Recipient]) -> Mapping[str, str]:
        """Org-id of the charity that a company is, by the company's org-id."""
        companies = [f"GB-COH-{number}" for each in recipients if (number := company_number(each))]
        return self._pairs(
            "SELECT company, charity FROM links WHERE company IN (SELECT unnest(?::VARCHAR[]))", companies
        )

    def kinds(self, recipients: Sequence[Recipient]) -> Mapping[str, str]:
        """Type of each company by its number, in the words of `recipients.classify`."""
        numbers = [number for each in recipients if (number := company_number(each))]
        return self._pairs("SELECT number, kind FROM companies WHERE number IN (SELECT unnest(?::VARCHAR[]))", numbers)

    def names(self, recipients: Sequence[Recipient]) -> Mapping[str, str]:
        """Class of each name that bodies of one class alone have, by the name as `recipients.plain_name` writes it."""
        folded = FOLDED.format("asked")
        return self._pairs(
            "SELECT asked, class FROM (SELECT unnest(?::VARCHAR[]) AS asked) JOIN names "  # noqa: S608
            f"ON names.name = {folded}",
            [name for each in recipients if (name := plain_name(each.name))],
        )

    def canonical(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The one id of a body by each other id it has."""
        return self._pairs("SELECT id, canonical FROM same WHERE id IN (SELECT unnest(?::VARCHAR[]))", ids)

    def postcodes(self, written: Sequence[str]) -> Mapping[str, str]:
        """GSS code of the local authority by whole postcode."""
        return self._pairs(
            "SELECT postcode, code FROM postcodes WHERE postcode IN (SELECT unnest(?::VARCHAR[]))", written
        )

    def authorities(self, ids: Sequence[str]) -> Mapping[str, str]:
        """GSS code of the place that a council is the council of, by its org-id."""
        return self._pairs("SELECT org_id, code FROM authorities WHERE org_id IN (SELECT unnest(?::VARCHAR[]))", ids)

    def incomes(self, ids: Sequence[str]) -> list[Income]:
        """Every known yearly income of charities."""
        rows = self.connection.execute(
            "SELECT org_id, CAST(until AS VARCHAR), income FROM incomes WHERE org_id IN (SELECT unnest(?::VARCHAR[]))",
            [list(dict.fromkeys(ids))],
        ).fetchall()
        return [Income(str(org_id), str(until), int(income)) for org_id, until, income in rows]

    def places(self) -> list[tuple[str, str, str | None, str | None, str | None]]:
        """Every code a local authority has had, with today's code, its names in Welsh and English, and its country."""
        return self.connection.execute("SELECT code, current, name_cy, name_en, country FROM places").fetchall()

    def counts(self) -> tuple[dict[str, int], str | None]:
        """Entries by list, and the day the newest extract was made; ``None``: no file says."""
        rows = self.connection.execute("SELECT name, sum(entries) FROM lists GROUP BY name ORDER BY name").fetchall()
        day = self.connection.execute("SELECT CAST(max(as_of) AS VARCHAR) FROM lists").fetchall()
        return {str(name): int(entries) for name, entries in rows}, day[0][0]


def open_register(path: Path) -> Register:
    """Open a register that `build` made.

    Raises:
        UnreadableFile: No such file, or no register.
    """
    import duckdb

    try:
        if not path.is_file():
            raise duckdb.Error
        connection = duckdb.connect(str(path), read_only=True)
        connection.execute("SELECT 1 FROM lists, names LIMIT 0")
    except duckdb.Error:
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: nid oes cofrestr yma. Gwnewch un: cydradd follow register build.",
                f"{path.name}: there is no register here. Make one: cydradd follow register build.",
            )
        ) from None
    return Register(path, connection)
