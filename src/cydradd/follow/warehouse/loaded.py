"""What is told of a file that was loaded, and why one is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import orjson

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    from cydradd.follow.warehouse.store import Warehouse


class NotConserved(CydraddError):
    """Rows or money of a file would have been lost: nothing of it was kept."""

    code = "not-conserved"


@dataclass(slots=True)
class Told:
    """What is known of a file when all of it has been read."""

    format: str
    version: str | None = None
    meta: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file of the warehouse. ``was_there``: it was loaded before, and nothing was done."""

    file: str
    sha256: str
    format: str
    rows_in: int
    rows_kept: int
    not_grants: int
    not_summable: int
    sums_in: Mapping[str, int]
    sums_kept: Mapping[str, int]
    defects_total: int
    defects_by_code: Mapping[str, int]
    was_there: bool = False

    @property
    def conserved(self) -> bool:
        """Rows in are rows kept and rows listed as no grants, and money in is money kept, for each currency."""
        return self.rows_in == self.rows_kept + self.not_grants and dict(self.sums_in) == dict(self.sums_kept)

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of ``follow import`` (follow.md section 5)."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.format,
            "rows_in": self.rows_in,
            "rows_kept": self.rows_kept,
            "not_grants": self.not_grants,
            "not_summable": self.not_summable,
            "sums_in_pence": dict(sorted(self.sums_in.items())),
            "sums_kept_pence": dict(sorted(self.sums_kept.items())),
            "conserved": self.conserved,
            "defects_total": self.defects_total,
            "defects_by_code": dict(sorted(self.defects_by_code.items())),
            "already_there": self.was_there,
        }


class NotValid(CydraddError):
    """A file was not kept because it does not keep to its standard, as was asked."""

    code = "not-valid"

    def __init__(self, loaded: Loaded, errors: int) -> None:
        self.loaded = replace(loaded, rows_kept=0, sums_kept={})
        super().__init__(
            Bilingual(
                f"{loaded.file}: ni chadwyd y ffeil: mae {errors} o wallau ynddi. Cywirwch hwy (cydradd follow check).",
                f"{loaded.file}: the file is not kept: it has {errors} errors. Mend them (cydradd follow check).",
            )
        )


def find_loaded(warehouse: Warehouse, sha256: str) -> Loaded | None:
    """A file that the warehouse holds, by the hash of its bytes."""
    found = warehouse.ask(
        "SELECT file_no, file, format, rows_in, rows_kept, not_grants, not_summable, sums_in, defects_total, "
        "defects_by_code FROM files WHERE sha256 = ?",
        [sha256],
    )
    if not found:
        return None
    file_no, file, form, rows_in, kept, not_grants, not_summable, sums_in, total, by_code = found[0]
    return Loaded(
        str(file),
        sha256,
        str(form),
        whole(rows_in),
        whole(kept),
        whole(not_grants),
        whole(not_summable),
        orjson.loads(str(sums_in)),
        sums_of(warehouse, whole(file_no)),
        whole(total),
        orjson.loads(str(by_code)),
        was_there=True,
    )


def sums_of(warehouse: Warehouse, file_no: int) -> dict[str, int]:
    """Minor units by currency that the warehouse holds of one file."""
    rows = warehouse.ask(
        "SELECT currency, sum(minor_units) FROM (SELECT file_no, currency, minor_units FROM grants UNION ALL "
        "SELECT file_no, currency, minor_units FROM awarded) WHERE file_no = ? AND minor_units IS NOT NULL "
        "GROUP BY currency",
        [file_no],
    )
    return {str(currency): whole(total) for currency, total in rows}


def whole(value: object) -> int:
    """A whole number that the database gave."""
    return int(value) if isinstance(value, int) else 0


def lost(loaded: Loaded) -> NotConserved:
    """The refusal of a file of which something would have been lost."""
    rows = f"{loaded.rows_in} / {loaded.rows_kept}"
    return NotConserved(
        Bilingual(
            f"{loaded.file}: ni chadwyd popeth a ddarllenwyd (rhesi {rows}). Ni newidiwyd y storfa. Rhowch wybod i ni.",
            f"{loaded.file}: not all that was read was kept (rows {rows}). Nothing of it is kept. Please report it.",
        )
    )
