"""What `cydradd follow check` says of one file (follow.md section 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from cydradd.follow.amounts import Sums
from cydradd.follow.checking.found import Found
from cydradd.follow.checking.places import Origin, fault
from cydradd.follow.faults import ADVICE, ERROR, LEVELS, Fault, level
from cydradd.follow.rows import Row
from cydradd.vocabulary.facts import JsonValue

MOST = 100_000
"""Findings that are kept when nothing else is said; all are counted."""

One: TypeAlias = "Fault | tuple[Origin, Found]"
Kept: TypeAlias = "Fault | tuple[Origin, Sequence[Found]]"


class Faults:
    """Findings of one file: all counted, and the first kept; of those that are more than advice, as many again."""

    def __init__(self, most: int | None = None) -> None:
        self.by_code: defaultdict[str, int] = defaultdict(int)
        self._most = MOST if most is None else most
        self._room = self._grave_room = self._most
        self._kept: list[Kept] = []

    def add(self, fault: Fault) -> None:
        """Count one finding, and keep it if there is room."""
        self.by_code[fault.code] += 1
        if self._has_room(fault.level != ADVICE):
            self._kept.append(fault)

    def add_all(self, found: Sequence[Found], row: Row, number: int) -> None:
        """The same for findings of one grant; their places and sentences are made when they are asked for."""
        by_code = self.by_code
        for each in found:
            by_code[each[0]] += 1
        if self._room > 0:
            self._room -= len(found)
            self._kept.append((Origin.of(row, number), found))
        elif self._grave_room > 0:
            grave = [each for each in found if level(each[0]) != ADVICE]
            if grave:
                self._grave_room -= len(grave)
                self._kept.append((Origin.of(row, number), grave))

    def _has_room(self, is_grave: bool) -> bool:
        if self._room > 0:
            self._room -= 1
            return True
        if is_grave and self._grave_room > 0:
            self._grave_room -= 1
            return True
        return False

    def kept(self) -> tuple[One, ...]:
        """Those that are kept, the gravest first, and those of a level in the order of the file."""
        found: dict[str, list[One]] = {each: [] for each in LEVELS}
        for kept in self._kept:
            if isinstance(kept, Fault):
                found[kept.level].append(kept)
            else:
                for each in kept[1]:
                    found[level(each[0])].append((kept[0], each))
        return tuple(each for one in LEVELS for each in found[one])[: self._most]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one file.

    Attributes:
        format: ``360giving``, ``ocds-release-package`` or ``ocds-record-package``.
        count, invalid: Grants, releases or records; and those with a fault by which they are not valid as written.
        duplicate_ids: Ids that occur more than once, and the rows that have them.
        repairs: How often each safe repair was made, by code and column.
        by_code: Findings of each code.
        kept: Findings that are kept, the gravest first; `faults` gives them their places and sentences.
    """

    file: str
    sha256: str
    format: str
    version: JsonValue
    count: int
    invalid: int
    sums: Sums
    duplicate_ids: tuple[int, int] = (0, 0)
    repairs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    by_code: Mapping[str, int] = field(default_factory=dict)
    kept: tuple[One, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether the file keeps to its standard as it is written."""
        return not any(level(code) == ERROR for code in self.by_code)

    @property
    def faults(self) -> Iterator[Fault]:
        """The findings that are kept, the gravest first."""
        return (each if isinstance(each, Fault) else fault(*each) for each in self.kept)

    @property
    def total(self) -> int:
        """All findings, kept or not."""
        return sum(self.by_code.values())

    def as_json(self, limit: int | None = None) -> dict[str, JsonValue]:
        """The keys of follow.md section 5; ``limit`` shortens the list of defects, never their counts."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.format,
            "version": self.version,
            "count": self.count,
            "valid": self.count - self.invalid,
            "invalid": self.invalid,
            "sums_pence": dict(sorted(self.sums.minor_units.items())),
            "not_summable": self.sums.not_summable,
            "duplicate_ids": {"ids": self.duplicate_ids[0], "rows": self.duplicate_ids[1]},
            "repairs": [
                {"code": code, "count": count, "column": column}
                for (code, column), count in sorted(self.repairs.items())
            ],
            "defects_by_code": dict(sorted(self.by_code.items())),
            "defects_total": self.total,
            "defects": [each.as_json() for each in islice(self.faults, limit)],
        }
