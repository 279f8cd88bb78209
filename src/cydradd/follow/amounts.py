"""Sums of the money in open data: exact, by currency, never added across currencies (follow.md 3.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from cydradd.follow.findings import finding
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import EXPONENTS, UnreadableAmount, exponent

_PLAIN = 10**12
"""Major units below which a float tells hundredths apart."""


@dataclass(slots=True)
class Sums:
    """Minor units by currency; amounts that cannot be read are counted and left out, and listed with the rest.

    Attributes:
        not_summable: Amounts that are there and are no number, or have no known currency.
    """

    minor_units: dict[str, int] = field(default_factory=dict)
    not_summable: int = 0
    defects: list[Defect] = field(default_factory=list)

    def add(self, amount: JsonValue, currency: JsonValue, pointer: str) -> None:
        """Count one amount in major units; one that is absent (``None``) is no amount."""
        if amount is None:
            return
        plain = _plain(amount, currency)
        if plain is not None:
            self.minor_units[str(currency)] = self.minor_units.get(str(currency), 0) + plain
            return
        try:
            places = exponent(currency if isinstance(currency, str) else "")
            exact = _decimal(amount).scaleb(places)
        except (UnreadableAmount, InvalidOperation):
            self.not_summable += 1
            self.defects.append(finding("not-summable", pointer, amount))
            return
        whole = exact.to_integral_value(ROUND_HALF_EVEN)
        if whole != exact:
            self.defects.append(finding("too-many-decimals", pointer, amount))
        if whole < 0:
            self.defects.append(finding("negative-amount", pointer, amount))
        self.minor_units[str(currency)] = self.minor_units.get(str(currency), 0) + int(whole)


def _plain(amount: JsonValue, currency: JsonValue) -> int | None:
    """Minor units of an amount that needs no care, quickly; ``None``: it is to be looked at in full.

    A float of two decimals is the one that is nearest to so many hundredths, as division rounds to the nearest.
    """
    places = EXPONENTS.get(currency) if isinstance(currency, str) else None
    if places is None:
        return None
    if amount.__class__ is int:
        return amount * 10**places if 0 <= amount < _PLAIN else None  # type: ignore[operator]
    if amount.__class__ is float and places == 2 and 0 <= amount < _PLAIN:  # type: ignore[operator]
        hundredths = round(amount * 100)  # type: ignore[operator,arg-type]
        return hundredths if hundredths / 100 == amount else None
    return None


def _decimal(amount: JsonValue) -> Decimal:
    """A JSON number as it was written."""
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        raise InvalidOperation
    exact = Decimal(repr(amount))
    if not exact.is_finite() or abs(exact) >= Decimal(10) ** 15:
        raise InvalidOperation
    return exact


NO_AWARD = frozenset({"unsuccessful", "cancelled"})
"""Statuses of awards by which nobody gets money."""
