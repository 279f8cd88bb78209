"""What one stage makes and another is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
"""A value that can be written as JSON."""


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong with what was read, and where. What was good beside it is kept.

    Attributes:
        code: Stable word for programs, such as ``duplicate-in-ballot``.
        message: What is wrong and how to mend it, for people.
        file: Path inside the folder or export, or name of the file; ``None``: no one file is at fault.
        row: Line of the file, the first being 1. ``None`` means "the whole file".
        column: Column heading, or number of the character for formats without headings.
        value: The text that was found, shortened to 200 characters.
    """

    code: str
    message: Bilingual
    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def as_json(self) -> dict[str, JsonValue]:
        """``{"file", "row", "column", "code", "message"}`` as `cydradd round check` prints it."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "message": self.message.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Question:
    """One thing an applicant is asked (design/questions.csv).

    Attributes:
        words: Guide length of the answer; 0 means no prose.
        prefilled: Answered from the organisation's profile, so that nobody writes it twice.
        criterion: Id of the criterion the answer is judged by; ``None`` when it is not judged.
    """

    id: str
    lot: str
    text: Bilingual
    words: int
    prefilled: bool = False
    kind: str | None = None
    criterion: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """What may be asked for money of one size (design.md section 5), with its dates and its source.

    Attributes:
        above, up_to: Value in pence: more than ``above``, at most ``up_to``; ``None`` = no upper end.
        questions, words: Prose questions, and guide words of all of them together.
        green, red: Minutes of one applicant: green up to, red above; ``None`` where they are a share of the value.
        accounts: Years of accounts that may be asked for before an offer; 0 = nothing but identity.
        turnover, cover: Greatest turnover as a multiple of the yearly value, and insurance as a multiple of the
            value; ``None`` = not to be asked.
    """

    above: int
    up_to: int | None
    questions: int
    words: int
    green: int | None
    red: int | None
    accounts: int
    turnover: int | None
    cover: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who won, as far as a call's notices tell.

    Attributes:
        key: What the organisation is known by across calls; ``None``: nothing names it.
        has_identifier: Whether a list and number of a register stand beside its name.
        group: Group of its class (follow.md 3.3), such as ``third_sector``; ``unknown``: nothing tells.
        is_confirmed: Whether a register's number, and no name, tells the class.
        says_voluntary: What was declared for it, which nobody has checked; ``None``: nothing.
        is_small: Declared as a micro, small or medium enterprise; ``None``: nothing is declared.
    """

    key: str | None
    has_identifier: bool
    group: str
    is_confirmed: bool
    says_voluntary: bool | None = None
    is_small: bool | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """One decision to give a contract.

    Attributes:
        amount: Minor units of ``currency``; ``None``: not given, or not readable.
        decided, published: When it was decided, and when the first notice of it appeared. ``published`` is ``None``
            where what appeared first was already a correction.
        suppliers: Several share the amount in parts that nobody told.
    """

    amount: Pence | None
    currency: str | None
    decided: datetime | None
    published: datetime | None
    suppliers: tuple[Supplier, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One call for offers as its notices tell it: the inputs of design.md section 7. ``None`` = not told.

    Attributes:
        id: Of the round, or the ``ocid``.
        windows: Opening and closing of each notice that invited offers.
        method: ``open selective limited direct``.
        tenderers: How many offered.
        small_bids, all_bids: Offers by small bodies, and by all.
        value: Of the whole call, in minor units of ``currency``.
        lots: Value of each lot; empty: the call tells of no lots.
        one_lot_reason: Why there is one lot only.
        conditions: Texts that say what bidders must show.
        languages: In which offers may be written.
    """

    id: str
    windows: tuple[tuple[datetime, datetime], ...] = ()
    method: str | None = None
    tenderers: int | None = None
    small_bids: int | None = None
    all_bids: int | None = None
    value: Pence | None = None
    currency: str | None = None
    lots: tuple[Pence | None, ...] = ()
    one_lot_reason: str | None = None
    conditions: tuple[str, ...] = ()
    languages: frozenset[str] | None = None
    awards: tuple[Award, ...] = ()
