"""Numbers, money and dates as people read them; the same figures in both languages (cymraeg.md section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from cydradd.vocabulary.money import Pence, exponent, format_money
from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import local_date, long_date


def number(value: int | float | Fraction) -> str:
    """``1,234`` or ``1,234.5``: at most two decimals."""
    text = f"{_rounded(Fraction(value), 2):,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Fraction, decimals: int) -> Decimal:
    """The nearest number with so many decimals, exact before rounding; halves to even."""
    scaled = round(value * 10**decimals)
    return Decimal(scaled).scaleb(-decimals).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def money(value: Fraction, currency: str) -> str:
    """``£1,234.50`` or ``PLN 1,234``: an exact amount in major units, rounded to the minor unit to be shown."""
    return format_money(Pence(round(value * 10 ** exponent(currency))), currency).replace(" ", "\N{NO-BREAK SPACE}")


def decimal(value: Fraction, currency: str) -> str:
    """``1234.50``: an amount in major units for a table, rounded to the minor unit, with all its places."""
    places = exponent(currency)
    return f"{_rounded(value, places):.{places}f}"


def percent(part: int | Fraction, whole: int | Fraction) -> str | None:
    """``12%`` to the nearest whole; ``under 1%`` never shown as nothing: ``<1%``. ``None``: there is no whole."""
    if not whole:
        return None
    share = Fraction(part) / Fraction(whole) * 100
    if 0 < share < 1:
        return "<1%"
    return ">99%" if 99 < share < 100 else f"{round(share)}%"


def day(value: date | datetime, language: Language) -> str:
    """``3 March 2028``, ``3 Mawrth 2028``; an instant by its date in Wales."""
    return long_date(local_date(value) if isinstance(value, datetime) else value, language)


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a bar, in hundredths of its width, as text so that every platform writes the same bytes."""

    kind: str
    x: str
    width: str


def segments(parts: Sequence[tuple[str, int | Fraction]], whole: int | Fraction) -> tuple[Segment, ...]:
    """Pieces of a bar side by side, to a hundredth of a hundredth. Nothing to show: no pieces."""
    if whole <= 0:
        return ()
    found, before = [], Fraction(0)
    for kind, size in parts:
        share = Fraction(size) / Fraction(whole) * 100
        if share > 0:
            found.append(Segment(kind, f"{_rounded(before, 2)}", f"{_rounded(share, 2)}"))
        before += share
    return tuple(found)
