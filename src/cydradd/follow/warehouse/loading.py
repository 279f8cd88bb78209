"""A file into the warehouse: one transaction, nothing lost, the money in equal to the money kept (follow.md 3.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import orjson

from cydradd.follow.faults import ERROR, Fault, level
from cydradd.follow.findings import SENTENCES
from cydradd.follow.rows import Row, content_of
from cydradd.follow.warehouse.bodies import Evidence, Parties
from cydradd.follow.warehouse.feeding import Feed
from cydradd.follow.warehouse.grant_facts import Amounts, Days, Object, Places, funder, objects, party, recipients, text
from cydradd.follow.warehouse.loaded import Loaded, Told, lost, sums_of, whole
from cydradd.follow.warehouse.tables import ROOM
from cydradd.vocabulary.facts import JsonValue

if TYPE_CHECKING:
    from cydradd.follow.checking.checker import Checker
    from cydradd.follow.checking.found import Found
    from cydradd.follow.warehouse.store import Warehouse

KEPT = 1_000
"""Defects of one code and file that are kept with their place; all are counted, and `check` lists all."""


class Load:
    """One file on its way into the warehouse, inside a transaction."""

    kept_in = "grants"
    fed: tuple[str, ...] = ("rows", "grants", "members", "defects", "repairs")

    def __init__(
        self,
        warehouse: Warehouse,
        sha256: str,
        evidence: Evidence | None = None,
        watch: Callable[[int], None] | None = None,
    ) -> None:
        self.warehouse = warehouse
        self.sha256 = sha256
        self.watch = watch
        self.file_no = 1 + whole(warehouse.ask("SELECT coalesce(max(file_no), 0) FROM files")[0][0])
        self.amounts, self.days = Amounts(), Days()
        self.payer: tuple[Object, int] = {}, 0
        current = warehouse.ask("SELECT code, current FROM places")
        self.current = {str(code): str(now) for code, now in current if now}
        self.places = Places(self.current)
        self.parties = Parties(warehouse, evidence, self.current)
        self.feeds = {name: Feed(warehouse.connection, name) for name in self.fed}
        self.count = self.not_grants = 0
        self.by_code: Counter[str] = Counter()

    def row(self, row: Row, checker: Checker | None = None) -> None:
        """Keep one row, and what is wrong with it: one without a field of the standard is no grant, and is listed."""
        content = content_of(row.values) if row.values else b""
        row_no = self.keep(row, content)
        if checker is not None:
            self.found(checker.findings(row, content or None), checker, row, row_no)
        if row.values:
            self._grant(row_no, row.values)
        else:
            self.not_grants += 1
            place = row.pointer if row.row is None else None
            message = SENTENCES["not-a-grant"]
            self.fault(Fault("not-a-grant", ERROR, row.row or self.count, None, place, None, message), row_no)
        if self.watch is not None and not self.count % 1000:
            self.watch(self.count)

    def keep(self, row: Row, content: bytes) -> int:
        """Keep a row as it was read, with its content as JSON and its repairs; its number."""
        row_no = self.file_no * ROOM + self.count
        self.count += 1
        self.feeds["rows"].add(
            (
                row_no,
                self.file_no,
                row.sheet,
                row.row,
                row.pointer,
                _json(row.cells),
                content.decode() or None,
                _json(row.extra),
            )
        )
        for each in row.repairs:
            self.feeds["repairs"].add((self.file_no, row_no, *each))
        return row_no

    def _grant(self, row_no: int, grant: Mapping[str, JsonValue]) -> None:
        amount, currency = grant.get("amountAwarded"), grant.get("currency")
        minor_units = self.amounts.minor_units(amount, currency)
        named = recipients(grant)
        numbers = [self.parties.number(each) for each in named]
        if len(numbers) > 1:
            for position, number in enumerate(numbers):
                self.feeds["members"].add((row_no, number, position))
        programmes = objects(grant.get("grantProgramme"))
        self.feeds["grants"].add(
            (
                row_no,
                self.file_no,
                text(grant.get("id")),
                text(grant.get("title")),
                text(grant.get("description")),
                text(programmes[0].get("title")) if programmes else None,
                currency if isinstance(currency, str) else None,
                minor_units,
                None if minor_units is not None or amount is None else str(amount)[:200],
                *self.days.read(grant.get("awardDate")),
                self._funder(grant),
                numbers[0] if len(numbers) == 1 else None,
                len(numbers) > 1,
                *self.places.of(grant),
            )
        )

    def _funder(self, grant: Mapping[str, JsonValue]) -> int | None:
        """The number of who gave a grant: mostly who gave the one before."""
        named = funder(grant)
        if named is None:
            return None
        if named != self.payer[0]:
            self.payer = named, self.parties.number(party(named, False))
        return self.payer[1]

    def found(self, found: list[Found], checker: Checker, row: Row, row_no: int) -> None:
        """Keep what a check finds in a grant: all counted, and of each code the first `KEPT` with their place."""
        for each in found:
            if self.by_code[each[0]] < KEPT:
                self.fault(checker.fault(row, each), row_no)
            else:
                self.by_code[each[0]] += 1

    def fault(self, fault: Fault, row_no: int | None = None) -> None:
        """Keep one defect; of a file where there is no row."""
        self.by_code[fault.code] += 1
        self.feeds["defects"].add(
            (
                self.file_no,
                row_no,
                fault.code,
                fault.level,
                fault.row,
                fault.cell,
                fault.pointer,
                fault.value,
                fault.message.cy,
                fault.message.en,
            )
        )

    @property
    def errors(self) -> int:
        """Defects by which the file is not valid."""
        return sum(count for code, count in self.by_code.items() if level(code) == ERROR)

    def finish(self, file: str, told: Told) -> Loaded:
        """Keep the file itself, and make sure that nothing was lost.

        Raises:
            NotConserved: Fewer rows, or other money, than was read.
        """
        self.parties.flush()
        for feed in self.feeds.values():
            feed.flush()
        count = f"SELECT count(*) FROM {self.kept_in} WHERE file_no = ?"  # noqa: S608 (a name of ours)
        kept = whole(self.warehouse.ask(count, [self.file_no])[0][0])
        loaded = Loaded(
            file,
            self.sha256,
            told.format,
            self.count,
            kept,
            self.not_grants,
            self.amounts.not_summable,
            self.amounts.sums(),
            sums_of(self.warehouse, self.file_no),
            self.by_code.total(),
            self.by_code,
        )
        if not loaded.conserved:
            raise lost(loaded)
        feed = Feed(self.warehouse.connection, "files")
        feed.add(
            (
                self.file_no,
                self.sha256,
                file,
                told.format,
                told.version,
                loaded.rows_in,
                kept,
                self.not_grants,
                loaded.not_summable,
                orjson.dumps(loaded.sums_in, option=orjson.OPT_SORT_KEYS).decode(),
                loaded.defects_total,
                orjson.dumps(dict(self.by_code), option=orjson.OPT_SORT_KEYS).decode(),
                _json(told.meta),
            )
        )
        feed.flush()
        return loaded


def _json(value: Mapping[str, object]) -> str | None:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode() if value else None
