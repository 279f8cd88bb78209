"""What `cydradd follow check` says of one file (follow.md section 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cydradd.follow.amounts import Sums, of_compiled, of_grants
from cydradd.follow.compiled import compiled_releases
from cydradd.follow.fields import Root
from cydradd.follow.packages import ROWS, Package
from cydradd.follow.validation import ADVICE, validate
from cydradd.vocabulary.facts import Defect, JsonValue

FORMATS = {Root.GRANTS: "360giving", Root.RELEASES: "ocds-release-package", Root.RECORDS: "ocds-record-package"}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one package.

    Attributes:
        invalid: Grants, releases or records with a fault by which they are not valid.
        defects: Faults and advice, in the order of the document; those of sums after them.
    """

    package: Package
    invalid: int
    sums: Sums
    defects: tuple[Defect, ...]

    @property
    def count(self) -> int:
        """Grants, releases or records."""
        return len(self.package.rows)

    @property
    def is_valid(self) -> bool:
        """Whether the package keeps to its standard: advice does not count."""
        return all(level(defect) == "advice" for defect in self.defects)

    def as_json(self, limit: int | None = None) -> dict[str, JsonValue]:
        """The keys of follow.md section 5; ``limit`` shortens the list of defects, never their counts."""
        key = "ocid" if self.package.root is Root.RECORDS else "id"
        repeated = Counter(_id(row, key) for row in self.package.rows if _id(row, key) is not None)
        twice = [count for count in repeated.values() if count > 1]
        return {
            "file": self.package.file,
            "sha256": self.package.sha256,
            "format": FORMATS[self.package.root],
            "version": self.package.document.get("version"),
            "count": self.count,
            "valid": self.count - self.invalid,
            "invalid": self.invalid,
            "sums_pence": dict(sorted(self.sums.minor_units.items())),
            "not_summable": self.sums.not_summable,
            "duplicate_ids": {"ids": len(twice), "rows": sum(twice)},
            "repairs": [],
            "defects_by_code": dict(sorted(Counter(defect.code for defect in self.defects).items())),
            "defects_total": len(self.defects),
            "defects": [_defect(defect) for defect in self.defects[:limit]],
        }


def level(defect: Defect) -> str:
    """``error`` makes a package invalid; ``advice`` does not."""
    return "advice" if defect.code in ADVICE else "error"


def _defect(defect: Defect) -> dict[str, JsonValue]:
    return {
        "code": defect.code,
        "level": level(defect),
        "row": _row(defect),
        "cell": None,
        "pointer": defect.column,
        "value": defect.value,
        "message": defect.message.as_json(),
    }


def _row(defect: Defect) -> int | None:
    """Number of the grant, release or record a defect is in, the first being 1."""
    parts = (defect.column or "").split("/")
    return int(parts[2]) + 1 if len(parts) > 2 and parts[1] in ROWS.values() and parts[2].isdigit() else None


def _id(row: JsonValue, key: str) -> str | None:
    id = row.get(key) if isinstance(row, Mapping) else None
    return id if isinstance(id, str) else None


def check(package: Package) -> Report:
    """Hold a package against its standard and add up its money.

    Money of contracts is summed from compiled releases, so that an award that was corrected counts once.
    """
    found = validate(package.document, package.table)
    invalid = {_row(defect) for defect in found if level(defect) == "error"} - {None}
    sums = of_grants(package.rows) if package.root is Root.GRANTS else of_compiled(compiled_releases(package))
    return Report(package, len(invalid), sums, (*found, *sums.defects))
