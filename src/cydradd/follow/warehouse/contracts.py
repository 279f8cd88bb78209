"""Releases of contracts into a warehouse, and the contracting processes that the releases of all its files make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import orjson

from cydradd.follow.amounts import NO_AWARD
from cydradd.follow.contracts.checking import FORMS, Checking
from cydradd.follow.contracts.extensions import fields
from cydradd.follow.contracts.parties import objects
from cydradd.follow.contracts.processes import Process, process, source_of
from cydradd.follow.contracts.reading import OcdsReading
from cydradd.follow.report import Faults
from cydradd.follow.rows import Row, content_of
from cydradd.follow.warehouse.bodies import Evidence, Parties
from cydradd.follow.warehouse.contract_amounts import ContractAmounts
from cydradd.follow.warehouse.feeding import Feed
from cydradd.follow.warehouse.filing import install_places
from cydradd.follow.warehouse.loaded import Loaded, NotValid, Told, find_loaded
from cydradd.follow.warehouse.loading import Load

if TYPE_CHECKING:
    from cydradd.follow.warehouse.store import Warehouse

_AT_ONCE = 500
"""Processes that are asked for at once."""


class ContractLoad(Load):
    """One file of contracts on its way into the warehouse, inside a transaction."""

    kept_in = "releases"
    fed = ("rows", "releases", "awarded", "defects", "repairs")

    def release(self, row: Row) -> None:
        """Keep one release with its awards. What is no release is kept as a row, and is listed by reading."""
        row_no = self.keep(row, content_of(row.values) if row.values else b"")
        if not row.values:
            self.not_grants += 1
            return
        ocid, id, dated = (row.values.get(name) for name in ("ocid", "id", "date"))
        self.feeds["releases"].add(
            (
                row_no,
                self.file_no,
                None,
                ocid if isinstance(ocid, str) and ocid else None,
                None if id is None else str(id),
                dated if isinstance(dated, str) else None,
            )
        )
        for award in objects(row.values.get("awards")):
            value, status = award.get("value"), award.get("status")
            if isinstance(value, dict) and not (isinstance(status, str) and status in NO_AWARD):
                currency = value.get("currency")
                units = self.amounts.minor_units(value.get("amount"), currency)
                self.feeds["awarded"].add((row_no, self.file_no, str(currency) if currency else None, units))
        if self.watch is not None and not self.count % 500:
            self.watch(self.count)


def load(
    warehouse: Warehouse,
    reading: OcdsReading,
    *,
    evidence: Evidence | None = None,
    watch: Callable[[int], None] | None = None,
    strict: bool = False,
) -> Loaded:
    """One file of contracts, whole, in one transaction; a file that is there already, by its hash, is left as it is.

    Its sums are those of awards as its releases give them, so that what came in can be held against what is kept; the
    money of contracts is that of the compiled releases, which are made anew of all files.

    Args:
        evidence: Registers; ``None``: rules 7, 8 and 9b have no evidence of buyers and suppliers.

    Raises:
        UnreadableFile: The file is broken; nothing of it is kept.
        NotConserved: Rows or money would have been lost; nothing of the file is kept.
        NotValid: ``strict``, and the file does not keep to the standard.
    """
    there = find_loaded(warehouse, reading.sha256)
    if there is not None:
        return there
    with warehouse.transaction():
        install_places(warehouse, evidence)
        made = ContractLoad(warehouse, reading.sha256, evidence, watch)
        checking = Checking(reading, fields(), Faults())
        for row in reading.rows(checking.entry):
            made.release(row)
        checking.package()
        for fault in checking.faults.kept():
            if not isinstance(fault, tuple):
                made.fault(fault)
        made.by_code.update({code: count - made.by_code[code] for code, count in checking.faults.by_code.items()})
        version = reading.meta.get("version")
        told = Told(FORMS[reading.form], version if isinstance(version, str) else None, reading.meta)
        loaded = made.finish(reading.path.name, told)
        if strict and made.errors:
            raise NotValid(loaded, made.errors)
        warehouse.ask("UPDATE releases SET source = ? WHERE file_no = ?", [source_of(reading), made.file_no])
        _compile(warehouse, made.file_no, made.parties)
    return loaded


_KEY = "coalesce(ocid, CAST(row_no AS VARCHAR))"
"""What tells the process of a release within its source; one without an ocid is a process of its own."""


def _compile(warehouse: Warehouse, file_no: int, parties: Parties) -> None:
    """Make the compiled releases anew, and the rows of their money, of every process that a file has a release of."""
    keys = _keys(warehouse, "WHERE file_no = ?", [file_no])
    feed, amounts = Feed(warehouse.connection, "compiled"), ContractAmounts(warehouse, parties, file_no)
    for source, ocids in keys.items():
        warehouse.ask(
            "DELETE FROM compiled WHERE source = ? AND ocid IN (SELECT unnest(?::VARCHAR[]))", [source, ocids]
        )
        amounts.forget(source, ocids)
        for key, place, each in _processes(warehouse, source, ocids):
            content = orjson.dumps(each.compiled).decode()
            feed.add((source, each.ocid, len(each.releases), each.is_merged, content))
            amounts.keep(each, key, place)
    feed.flush()
    amounts.flush()


def processes(warehouse: Warehouse) -> Iterator[Process]:
    """Every contracting process of a warehouse, with its releases, in order of source and ocid."""
    for source, ocids in _keys(warehouse, "", []).items():
        yield from (each for _, _, each in _processes(warehouse, source, ocids))


def _keys(warehouse: Warehouse, condition: str, values: Sequence[object]) -> dict[str, list[str]]:
    """Processes by source, in order."""
    statement = f"SELECT DISTINCT source, {_KEY} AS process FROM releases {condition} ORDER BY ALL"  # noqa: S608 (ours)
    found: dict[str, list[str]] = {}
    for source, key in warehouse.ask(statement, values):
        found.setdefault(str(source), []).append(str(key))
    return found


def _processes(warehouse: Warehouse, source: str, ocids: Sequence[str]) -> Iterator[tuple[str, int, Process]]:
    """Processes of one source, a few at a time: while some are read, others can be written.

    Each with its key, and its place among those of that key: one is all, unless its releases cannot be merged.
    """
    statement = (
        f"SELECT {_KEY} AS process, pointer, content FROM releases JOIN rows USING (row_no) "  # noqa: S608 (ours)
        "WHERE source = ? AND process IN (SELECT unnest(?::VARCHAR[])) ORDER BY process, row_no"
    )
    for first in range(0, len(ocids), _AT_ONCE):
        found = warehouse.ask(statement, [source, list(ocids[first : first + _AT_ONCE])])
        for key, group in groupby(found, key=itemgetter(0)):
            releases = list(group)
            pointers = [None if pointer is None else str(pointer) for _, pointer, _ in releases]
            contents = [orjson.loads(str(content)) for _, _, content in releases]
            for place, each in enumerate(process(source, contents, pointers)):
                yield str(key), place, each
