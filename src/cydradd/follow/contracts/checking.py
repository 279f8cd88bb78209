"""Contracts data held against its standard as it is written, one release or record at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import orjson

from cydradd.follow.amounts import Sums
from cydradd.follow.contracts.extensions import fields
from cydradd.follow.contracts.money import Measure, money, sums
from cydradd.follow.contracts.processes import Gathering
from cydradd.follow.contracts.reading import OcdsReading
from cydradd.follow.contracts.schema_files import names_of, schema_files, with_files
from cydradd.follow.contracts.upgrading import is_old, upgrade
from cydradd.follow.faults import ERROR, Fault, level
from cydradd.follow.fields import Root, Table
from cydradd.follow.findings import finding
from cydradd.follow.report import Faults, Report
from cydradd.follow.rows import Row
from cydradd.follow.validation import Validator
from cydradd.vocabulary.facts import Defect, JsonValue

RECORD = "Record"
FORMS: Mapping[str, str] = {
    "release-package": "ocds-release-package",
    "record-package": "ocds-record-package",
    "lines": "ocds-json-lines",
    "list": "ocds-list",
    "object": "ocds-object",
}
"""What a report calls each form."""
_PACKAGES = {"release-package": (Root.RELEASES, "releases"), "record-package": (Root.RECORDS, "records")}


def check(
    reading: OcdsReading,
    *,
    most: int | None = None,
    watch: Callable[[int], None] | None = None,
    schema: Path | None = None,
) -> Report:
    """Hold a file of contracts against its standard, and add up its money.

    Releases of 1.0 are held against 1.1 after they were brought up to it. Money is that of awards, summed from
    compiled releases, so that an award that was corrected counts once.

    Args:
        most: Findings that are kept; all are counted. ``None``: 100,000.
        watch: Told now and then how many bytes of the file have been read.
        schema: Folder of official schema files that hold beside our tables (`schema_files`).

    Raises:
        UnreadableFile: The file is no contracts data, is broken, or is made to do harm; or there is no such schema.
    """
    table = fields()
    if schema is not None:
        files = schema_files(schema)
        table = with_files(table, files)
        reading.given = names_of(files)
    checking = Checking(reading, table, Faults(most))
    with Gathering() as gathering:
        gathering.add(reading, _watched(reading, checking.entry, watch))
        checking.package()
        total = Sums()
        for process in gathering.processes():
            held = money(process.compiled, process.pointer)
            checking.add(held.defects)
            total.not_summable += held.not_summable
            for currency, units in sums(held.of(Measure.AWARD)).items():
                total.minor_units[currency] = total.minor_units.get(currency, 0) + units
            if not process.is_merged:
                checking.add([finding("cannot_merge", process.pointer)])
    return checking.report(total)


def _watched(
    reading: OcdsReading, look: Callable[[str, JsonValue], None], watch: Callable[[int], None] | None
) -> Iterator[Row]:
    for number, row in enumerate(reading.rows(look)):
        if watch is not None and not number & 255:
            watch(reading.bytes_read)
        yield row


class Checking:
    """One file while it is checked."""

    def __init__(self, reading: OcdsReading, table: Table, faults: Faults) -> None:
        self.reading, self.table, self.faults = reading, table, faults
        self.count = self.invalid = 0
        self.repeated = False
        self.contents: set[int] = set()
        self.ids: Counter[str] = Counter()
        self.first: dict[str, str] = {}

    def entry(self, pointer: str, entry: JsonValue) -> None:
        """One release or record as it is written."""
        self.count += 1
        is_record = isinstance(entry, Mapping) and ("releases" in entry or "compiledRelease" in entry)
        if isinstance(entry, Mapping):
            self.id("ocid" if is_record else "id", entry, pointer)
            if not is_record and is_old(entry, self.reading.meta.get("version")):
                entry = upgrade(entry)
        content = hash(orjson.dumps(entry, option=orjson.OPT_SORT_KEYS))
        self.repeated |= content in self.contents
        self.contents.add(content)
        validator = Validator(self.table)
        validator.object(entry, self.table.objects[RECORD if is_record else Root.RELEASE], pointer)
        self.add(validator.found)
        self.invalid += any(level(each.code) == ERROR for each in validator.found)

    def id(self, name: str, entry: Mapping[str, JsonValue], pointer: str) -> None:
        """Whether another has the same id."""
        id = entry.get(name)
        if isinstance(id, str):
            self.ids[id] += 1
            first = self.first.setdefault(id, pointer)
            if first != pointer:
                self.add([finding("duplicate-id", f"{pointer}/{name}", id, first=first)])

    def package(self) -> None:
        """What is wrong with the package round the releases, and with the file."""
        if self.reading.form in _PACKAGES:
            root, name = _PACKAGES[self.reading.form]
            table = self.table.at(root)
            validator = Validator(table)
            stand_in: list[JsonValue] = [{}] if self.count else []
            validator.object({**self.reading.meta, name: stand_in}, table.objects[root], "")
            self.add([each for each in validator.found if not (each.column or "").startswith(f"/{name}/")])
            if self.repeated:
                self.add([finding("repeated-item", f"/{name}")])
        for code, count in self.reading.counts.items():
            kept = [each for each in self.reading.defects if each.code == code]
            self.add(kept)
            self.faults.by_code[code] += count - len(kept)

    def add(self, defects: list[Defect]) -> None:
        """Count findings, and keep them if there is room."""
        for each in defects:
            place = each.column or None
            self.faults.add(Fault(each.code, level(each.code), _row(place), None, place, each.value, each.message))

    def report(self, total: Sums) -> Report:
        """Everything that was found."""
        twice = [count for count in self.ids.values() if count > 1]
        return Report(
            self.reading.path.name,
            self.reading.sha256,
            FORMS[self.reading.form],
            self.reading.meta.get("version"),
            self.count,
            self.invalid,
            total,
            (len(twice), sum(twice)),
            self.reading.repairs,
            self.faults.by_code,
            self.faults.kept(),
        )


def _row(pointer: str | None) -> int | None:
    """Number of the release or record that a place is in, the first being 1."""
    for part in (pointer or "").split("/")[1:3]:
        if part.isdigit():
            return int(part) + 1
    return None
