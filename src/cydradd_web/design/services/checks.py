"""What no row of a design may be, whoever states it: one small check for each kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from cydradd.design.criteria import Criterion
from cydradd.design.fit import Provider
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.design.pots import Pot
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.money import format_money
from cydradd.vocabulary.place import is_gss
from cydradd.vocabulary.text import Bilingual
from cydradd_web.design.restrictions import must_be_understood

Rows = Mapping[str, tuple[Any, ...]]
"""Rows of a design by the name of their table in `Tables`: ``needs``, ``lots`` ..."""
ANY = "*"


def refuse(cy: str, en: str, code: str = "not-possible") -> NotPossible:
    """A refusal in both languages."""
    return NotPossible(Bilingual(cy, en), code=code)


def must_stand(row: object, rows: Rows, statements: Collection[str], currency: str) -> None:
    """Refuse a row that cannot be part of a design.

    Args:
        row: As it would be.
        rows: Every other row of the design.
        statements: Ids of everything that was said.

    Raises:
        NotPossible: It names what is not there, or holds a number that cannot be; the sentence says which.
    """
    _says_something(row)
    known = {"needs": rows["needs"], "statements": None, "lot": rows["lots"], "criterion": rows["criteria"]}
    for name, there in known.items():
        value = getattr(row, name, None)
        named = (value,) if isinstance(value, str) else tuple(value or ())
        ids = set(statements) if there is None else {each.id for each in there}
        if missing := [each for each in named if each not in ids and each != ANY]:
            listed = ", ".join(missing[:10])
            raise refuse(
                f"Nid yw hyn yn y rownd ({name}): {listed}. Gwiriwch y rhifau.",
                f"This is not in the round ({name}): {listed}. Check the ids.",
                "unknown-reference",
            )
    if check := CHECKS.get(type(row)):
        check(row, rows, currency)


def _says_something(row: object) -> None:
    """A thing has a name in one language at least; the other can follow before the design is published."""
    title = getattr(row, "title", None) if hasattr(row, "title") else getattr(row, "text", None)
    if isinstance(row, Need | Outcome | Criterion | Lot | Question | Asset) and not (title and (title.cy or title.en)):
        raise refuse("Ysgrifennwch y geiriau mewn un iaith o leiaf.", "Write the words in one language at least.")


def _money(row: object, *names: str) -> None:
    for name in names:
        value = getattr(row, name)
        if value is not None and value < 0:
            raise refuse("Rhaid i swm fod yn 0 neu fwy.", "A sum must be 0 or more.", "below-zero")


def _place(place: str | None) -> None:
    if place and not is_gss(place):
        raise refuse("Rhowch god GSS y lle, fel W06000002.", "Give the GSS code of the place, such as W06000002.")


def _need(row: Need, _rows: Rows, _currency: str) -> None:
    _money(row, "size", "min_useful")
    _place(row.place)
    if row.weight < 0:
        raise refuse("Rhaid i’r pwysoliad fod yn 0 neu fwy.", "The weight must be 0 or more.", "below-zero")
    if (row.age_from or 0) < 0 or (row.age_to is not None and row.age_to < (row.age_from or 0)):
        raise refuse("Rhaid i’r oedran “o” fod o dan yr oedran “i”.", "The age “from” must be below the age “to”.")


def _pot(row: Pot, rows: Rows, _currency: str) -> None:
    _money(row, "amount")
    must_be_understood(row.restriction, [need.id for need in rows["needs"]])
    if row.mode == "individual" and not row.owner:
        raise refuse("Rhowch berchennog i gyllideb unigol.", "Give an individual budget its owner.")


def _provider(row: Provider, _rows: Rows, _currency: str) -> None:
    _money(row, "capacity", "keep_alive")
    if not row.needs:
        raise refuse("Dewiswch angen o leiaf.", "Choose one need at least.")


def _lot(row: Lot, rows: Rows, currency: str) -> None:
    _money(row, "value")
    if not row.needs:
        raise refuse("Dewiswch angen o leiaf i’r lot.", "Choose one need at least for the lot.")
    if row.years is not None and row.years <= 0:
        raise refuse("Rhaid i’r blynyddoedd fod yn fwy na 0.", "The years must be more than 0.")
    most = sum(need.size for need in rows["needs"] if need.id in row.needs)
    if row.value > most:
        value, size = format_money(row.value, currency), format_money(most, currency)
        raise refuse(
            f"Mae gwerth y lot ({value}) yn fwy na maint ei hanghenion ({size}). Newidiwch un o’r ddau.",
            f"The lot is worth {value}, more than the size of its needs ({size}). Change one of the two.",
            "lot-over-needs",
        )


def _requirement(row: Requirement, _rows: Rows, _currency: str) -> None:
    reason = row.reason or Bilingual()
    if not (reason.cy or reason.en):
        raise refuse("Rhowch reswm dros y gofyniad.", "Give the reason for the requirement.", "no-reason")


def _question(row: Question, _rows: Rows, _currency: str) -> None:
    if row.words < 0:
        raise refuse("Rhaid i nifer y geiriau fod yn 0 neu fwy.", "The number of words must be 0 or more.")


def _criterion(row: Criterion, _rows: Rows, _currency: str) -> None:
    if row.low >= row.high:
        raise refuse(
            "Rhaid i ben isaf y raddfa fod o dan ei phen uchaf.",
            "The low end of the scale must be below its high end.",
            "no-scale",
        )


CHECKS: Mapping[type[Any], Callable[[Any, Rows, str], None]] = {
    Need: _need,
    Pot: _pot,
    Provider: _provider,
    Lot: _lot,
    Requirement: _requirement,
    Question: _question,
    Criterion: _criterion,
}
