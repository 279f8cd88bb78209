"""Grants checked one after another: against the field tables, for equal ids, for their money, and for their quality."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date

from cydradd.follow.amounts import Sums
from cydradd.follow.checking.found import Found
from cydradd.follow.checking.places import Origin, fault, where
from cydradd.follow.checking.quality import Quality
from cydradd.follow.faults import ERROR, Fault, level
from cydradd.follow.fields import threesixtygiving
from cydradd.follow.reading.mending import DATE, HTTPS, TRIM, YES_NO
from cydradd.follow.rows import Repair, Row, content_of
from cydradd.follow.validation import Validator
from cydradd.vocabulary.facts import Defect, JsonValue

_ALIKE = {YES_NO, HTTPS, DATE}
"""Repairs of which each in one field has the same fault, whatever was written."""
_REMEMBERED = 10_000


class Checker:
    """The checks of one file. Memory grows by some dozens of bytes for each grant, for its id.

    Args:
        as_of: The day on which dates are in the future or long past.

    Attributes:
        count, invalid: Grants, and those with a fault by which they are not valid as written.
    """

    def __init__(self, as_of: date) -> None:
        self.count = self.invalid = 0
        self.sums = Sums()
        self._table = threesixtygiving()
        self._validator = Validator(self._table)
        self._quality = Quality(as_of)
        self._ids: dict[int, int] = {}
        self._contents = array("q")
        self._rows = array("q")
        self._sheets: list[tuple[int, str | None]] = []
        self._mended: dict[tuple[str, str], Sequence[Defect]] = {}
        self._repeated: dict[int, list[int]] = {}

    @property
    def duplicate_ids(self) -> tuple[int, int]:
        """Ids that occur more than once, and the grants that have them."""
        return len(self._repeated), sum(len(each) for each in self._repeated.values())

    def findings(self, row: Row, content: bytes | None = None) -> list[Found]:
        """Everything found in the next grant; `fault` gives one of them its place and its sentence.

        Args:
            content: The values of the row as `content_of` writes them, where that has been done already.
        """
        values, extra = row.values, row.extra
        found: list[Found] = []
        if row.repairs:
            self._as_written(row.repairs, found)
        if not row.is_sound:
            written: JsonValue = extra[""] if "" in extra and not values else values
            self._validator.found.clear()
            self._validator.object(written, self._table.objects["Grant"], "")
            found += [(each.code, each.column or "", each.value, each.message) for each in self._validator.found]
        if found and any([level(each[0]) == ERROR for each in found]):  # noqa: C419  # a generator takes twice as long
            self.invalid += 1
        self.sums.add(values.get("amountAwarded"), values.get("currency"), "/amountAwarded")
        if self.sums.defects:
            found += [(each.code, each.column or "", each.value, each.message) for each in self.sums.defects]
            self.sums.defects.clear()
        if content is None:
            content = content_of(values)
        if extra:
            content += content_of(extra)
        self._same_id(row, content, found)
        if values:
            self._quality.grant(values, extra, b"@" in content, found)
        self.count += 1
        return found

    def fault(self, row: Row, found: Found) -> Fault:
        """A finding of the grant that was looked at last."""
        return fault(Origin.of(row, self.count), found)

    def _as_written(self, repairs: tuple[Repair, ...], found: list[Found]) -> None:
        """What was not valid before it was repaired."""
        for repair in repairs:
            key = repair.code, repair.path
            known = self._mended.get(key)
            if known is None:
                known = self._validator.of_text(repair.original, "Grant", repair.path)
                if len(self._mended) < _REMEMBERED and (repair.code in _ALIKE or not self._validator.judges(key[1])):
                    self._mended[key] = known
            for each in known:
                found.append((each.code, repair.path, repair.original, each.message))
            if repair.code == TRIM and "\n" in repair.original and repair.path.endswith("/id"):
                code = "grant_id_characters" if repair.path == "/id" else "org_id_characters"
                found.append((code, repair.path, repair.original, ""))

    def _same_id(self, row: Row, content: bytes, found: list[Found]) -> None:
        """Grants of equal id are told apart by what is in them; each is kept."""
        index = self.count
        self._contents.append(hash(content))
        self._rows.append(row.row or 0)
        if not self._sheets or self._sheets[-1][1] != row.sheet:
            self._sheets.append((index, row.sheet))
        id = row.values.get("id")
        if id.__class__ is not str:
            return
        key = hash(id)
        first = self._ids.setdefault(key, index)
        if first == index:
            return
        earlier = self._repeated.setdefault(key, [first])
        equal = next((each for each in earlier if self._contents[each] == self._contents[index]), None)
        code = "duplicate_conflict" if equal is None else "duplicate_exact"
        found.append((code, ("id",), id, self._where(first if equal is None else equal, row)))
        earlier.append(index)

    def _where(self, index: int, row: Row) -> str:
        """The place of an earlier grant of the file."""
        if row.pointer is not None:
            return f"/grants/{index}"
        sheet = next(sheet for start, sheet in reversed(self._sheets) if start <= index)
        return where(None, sheet, self._rows[index])


def of_package(meta: Mapping[str, JsonValue], count: int) -> list[Found]:
    """What is wrong with the package around the grants."""
    table = threesixtygiving()
    validator = Validator(table)
    package = table.objects[table.root]
    for name, each in meta.items():
        if name in package.fields:
            validator.field(each, package.fields[name], f"/{name}")
    if not count:
        validator.field([], package.fields["grants"], "/grants")
    return [(each.code, each.column or "", each.value, each.message) for each in validator.found]
