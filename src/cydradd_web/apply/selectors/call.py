"""A round's call as anybody reads it before writing a word: what is asked, for how much, for whom, how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from cydradd.apply.eligibility import Op, Rule
from cydradd.apply.load import load, minutes, per_thousand_pounds
from cydradd.design.criteria import Criterion
from cydradd.design.lots import Lot
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply.models import EligibilityRule
from cydradd_web.apply.words import pounds
from cydradd_web.design import selectors as design
from cydradd_web.rounds.selectors.evidence import acts_of, last_day, open_window

THIRD_SECTOR = ("charity", "unregistered_group", "cic", "mutual", "nonprofit_company")
RESERVED = {
    "vcse": (
        THIRD_SECTOR,
        Bilingual(
            "Mae’r lot hon ar gyfer y trydydd sector yn unig: elusennau, grwpiau, mentrau cymdeithasol.",
            "This lot is for the third sector alone: charities, groups, social enterprises.",
        ),
    ),
    "mutual": (
        ("mutual",),
        Bilingual(
            "Mae’r lot hon ar gyfer mentrau cydweithredol yn unig.", "This lot is for co-operatives and mutuals alone."
        ),
    ),
}
"""What a lot that is reserved asks of a body, as a rule of eligibility."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, with how long it takes and what it is judged by; ``criterion`` ``None``: it is not judged."""

    id: str
    text: Bilingual
    words: int
    minutes: Fraction
    prefilled: bool
    criterion: Bilingual | None

    @property
    def most(self) -> int:
        """Words at which an answer is too long: twice the guide; 0 where there is none."""
        return self.words * 2


@dataclass(frozen=True, slots=True)
class CallLot:
    """One lot that can be applied for. ``value`` ``None``: the round is not divided into lots."""

    id: str
    title: Bilingual
    value: Pence | None
    questions: tuple[Asked, ...]
    rules: tuple[Rule, ...]
    minutes: Fraction

    @property
    def pounds(self) -> str:
        """Its value as people read it."""
        return pounds(self.value)

    @property
    def written(self) -> tuple[Asked, ...]:
        """The questions that somebody has to write an answer to."""
        return tuple(each for each in self.questions if not each.prefilled)

    @property
    def most_words(self) -> int:
        """Words of the whole form at which its answers are too long; 0: no question says."""
        return sum(each.most for each in self.written)

    @property
    def hours(self) -> Fraction | None:
        """About how long the form takes, in half hours; ``None``: less than an hour and a half is told in minutes."""
        return Fraction(max(round(self.minutes / 30), 3), 2) if self.minutes >= 90 else None

    @property
    def a_thousand(self) -> int | None:
        """Whole minutes for each £1,000, if all of the lot is asked for."""
        found = per_thousand_pounds(self.minutes, self.value) if self.value else None
        return None if found is None else round(found)


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a round. ``open``: applications are taken now; ``opened``: they were, or are."""

    round_id: int
    lots: tuple[CallLot, ...]
    open: bool
    opened: bool
    closes: date | None

    def lot(self, id: str) -> CallLot | None:
        """One lot; ``None``: there is none of this id."""
        return next((each for each in self.lots if each.id == id), None)


def _rows(round_id: int, name: str) -> Sequence[object]:
    return design.rows(round_id, f"design/{name}.csv")


def rules_of(round_id: int) -> dict[str, list[Rule]]:
    """The rules of eligibility that the round's officer has set, by lot; "": of every lot. One query."""
    found: dict[str, list[Rule]] = {}
    for row in EligibilityRule.objects.filter(round_id=round_id):
        rule = Rule(row.identifier, row.fact, row.op, row.value, Bilingual(row.reason_cy, row.reason_en))
        found.setdefault(row.lot, []).append(rule)
    return found


def _of_lot(lot: Lot | None, set_: dict[str, list[Rule]]) -> tuple[Rule, ...]:
    own = set_.get(lot.id, []) if lot else []
    reserved = RESERVED.get(lot.reserved or "") if lot else None
    if lot is None or reserved is None:
        return (*set_.get("", []), *own)
    kinds, reason = reserved
    return (*set_.get("", []), *own, Rule(f"{lot.id}-reserved", "kind", Op.IN, list(kinds), reason))


def lots_of(round_id: int) -> tuple[CallLot, ...]:
    """What can be applied for. Four queries."""
    lots = [row for row in _rows(round_id, "lots") if isinstance(row, Lot)]
    questions = [row for row in _rows(round_id, "questions") if isinstance(row, Question)]
    criteria = {row.id: row.title for row in _rows(round_id, "criteria") if isinstance(row, Criterion)}
    set_ = rules_of(round_id)

    def made(id: str, title: Bilingual, lot: Lot | None) -> CallLot:
        own = [each for each in questions if each.lot == id or lot is None]
        asked = tuple(
            Asked(
                each.id,
                each.text,
                each.words,
                minutes(each),
                each.prefilled,
                criteria.get(each.criterion, Bilingual(each.criterion, each.criterion)) if each.criterion else None,
            )
            for each in own
        )
        return CallLot(id, title, lot.value if lot else None, asked, _of_lot(lot, set_), load(own))

    if not lots:
        return (made("", Bilingual("Y rownd gyfan", "The whole round"), None),)
    return tuple(made(lot.id, lot.title or Bilingual(lot.id, lot.id), lot) for lot in lots)


def call(round_id: int, *, at: datetime) -> Call:
    """The call of a round as it stands at an instant."""
    opened = acts_of(round_id, at=at).opened("call") is not None
    open_ = opened and open_window(round_id, "call", at=at) is not None
    return Call(round_id, lots_of(round_id), open_, opened, last_day(round_id, "call"))
