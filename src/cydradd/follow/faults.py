"""One thing that is wrong in a file of open data, with its place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cydradd.follow.checking.words import ACCURACY, CRITICAL, DUPLICATES, USEFULNESS
from cydradd.follow.contracts.sentences import SENTENCES as OF_CONTRACTS
from cydradd.follow.reading.notes import NOTES
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

ERROR, SEVERE, WARNING, ADVICE = "error", "critical", "warning", "advice"
LEVELS = (ERROR, SEVERE, WARNING, ADVICE)
"""An ``error`` makes a grant or release invalid; ``critical`` may do harm or hide it; ``warning``: something is likely
to be wrong; ``advice`` would make the data more useful."""

_WARNINGS = {"not-summable", "too-many-decimals", "negative-amount", "sheet_left_out", "part_without_grant", "formula"}
_ADVICE_OF_CONTRACTS = ("empty_object", "extension_unknown", "zero_value")
_LEVEL: Mapping[str, str] = (
    dict.fromkeys(NOTES, ADVICE)
    | dict.fromkeys(OF_CONTRACTS, WARNING)
    | dict.fromkeys(_ADVICE_OF_CONTRACTS, ADVICE)
    | dict.fromkeys(("unlisted-code", "duplicate-id", *USEFULNESS), ADVICE)
    | dict.fromkeys((*ACCURACY, *DUPLICATES, *_WARNINGS), WARNING)
    | dict.fromkeys(CRITICAL, SEVERE)
)


def level(code: str) -> str:
    """How grave a finding is; what a schema would find is an ``error``."""
    return _LEVEL.get(code, ERROR)


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding.

    Attributes:
        row: Row of the sheet, the heading being 1, or number of the grant or release, the first being 1; ``None``: the
            file as a whole.
        cell: Cell as a spreadsheet names it: ``B7``, or ``Grants!B7`` in a workbook.
        pointer: JSON pointer in the file; for a table, inside the grant that the row makes.
    """

    code: str
    level: str
    row: int | None
    cell: str | None
    pointer: str | None
    value: str | None
    message: Bilingual

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self.cell or self.pointer or (f"row {self.row}" if self.row else "")

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of follow.md section 5."""
        return {
            "code": self.code,
            "level": self.level,
            "row": self.row,
            "cell": self.cell,
            "pointer": self.pointer,
            "value": self.value,
            "message": self.message.as_json(),
        }
