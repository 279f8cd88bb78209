"""The dated tables of proportion: thresholds of the law, and what may be asked below and between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import Band, JsonValue
from cydradd.vocabulary.text import Bilingual

ANNOUNCED = "UK thresholds from 1 January 2026, incl. VAT, announced December 2025"
BEFORE = "UK thresholds until 31 December 2025, incl. VAT: PPN 11/23; Procurement Act 2023, in force 24 February 2025"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One amount of the law, for one kind of contract and authority, from one day on. Amounts in pence."""

    regime: str
    contract_type: str
    authority_type: str
    starts: date
    ends: date | None
    amount: int
    source: str

    def as_json(self) -> dict[str, JsonValue]:
        """A row as `cydradd design proportion` prints it."""
        return {
            "regime": self.regime,
            "contract_type": self.contract_type,
            "authority_type": self.authority_type,
            "from": self.starts.isoformat(),
            "to": self.ends.isoformat() if self.ends else None,
            "amount_p": self.amount,
            "source": self.source,
        }


_ACT, _UNTIL, _FROM = date(2025, 2, 24), date(2025, 12, 31), date(2026, 1, 1)
THRESHOLDS = (
    Threshold("notifiable", "any", "sub_central_wales", _ACT, _UNTIL, 30_000_00, BEFORE),
    Threshold("notifiable", "any", "central", _ACT, _UNTIL, 12_000_00, BEFORE),
    Threshold("covered", "services", "sub_central_wales", _ACT, _UNTIL, 214_904_00, BEFORE),
    Threshold("covered", "services", "central", _ACT, _UNTIL, 139_688_00, BEFORE),
    Threshold("covered", "light_touch", "sub_central_wales", _ACT, _UNTIL, 663_540_00, BEFORE),
    Threshold("covered", "light_touch", "central", _ACT, _UNTIL, 663_540_00, BEFORE),
    Threshold("notifiable", "any", "sub_central_wales", _FROM, None, 30_000_00, ANNOUNCED),
    Threshold("notifiable", "any", "central", _FROM, None, 12_000_00, ANNOUNCED),
    Threshold("covered", "services", "sub_central_wales", _FROM, None, 207_720_00, ANNOUNCED),
    Threshold("covered", "services", "central", _FROM, None, 135_018_00, ANNOUNCED),
    Threshold("covered", "light_touch", "sub_central_wales", _FROM, None, 663_540_00, ANNOUNCED),
    Threshold("covered", "light_touch", "central", _FROM, None, 663_540_00, ANNOUNCED),
)
"""Every threshold we hold: from the day on which the Procurement Act 2023 came into force."""


def thresholds(on: date, authority_type: str) -> tuple[Threshold, ...]:
    """The thresholds in force on a day for one type of authority.

    Raises:
        NotPossible: No row covers the day, or the type of authority is not known: never guessed.
    """
    found = tuple(
        row
        for row in THRESHOLDS
        if row.authority_type == authority_type and row.starts <= on and (row.ends is None or on <= row.ends)
    )
    if not found:
        raise _no_threshold(on, authority_type)
    return found


def _no_threshold(on: date, authority_type: str) -> NotPossible:
    known = sorted({row.authority_type for row in THRESHOLDS})
    first = min(row.starts for row in THRESHOLDS)
    return NotPossible(
        Bilingual(
            cy=f"Nid oes trothwy gennym: {authority_type[:40]}, {on.isoformat()}. Nid ydym yn dyfalu. Y mathau o "
            f"awdurdod: {', '.join(known)}. Y diwrnod cyntaf: {first.isoformat()}.",
            en=f"We hold no threshold for {authority_type[:40]} on {on.isoformat()}, and do not guess. Types of "
            f"authority: {', '.join(known)}. First day: {first.isoformat()}.",
        ),
        code="no-threshold",
    )


def _amount(rows: tuple[Threshold, ...], regime: str, contract_type: str) -> int:
    return next(row.amount for row in rows if (row.regime, row.contract_type) == (regime, contract_type))


def bands(on: date, authority_type: str) -> tuple[Band, ...]:
    """What may be asked, from the smallest money to the largest, on a day.

    The upper ends at the thresholds of services and of light touch are those in force; the others are defaults of
    this product, dated with them and editable by consent.

    Raises:
        NotPossible: As `thresholds`.
    """
    rows = thresholds(on, authority_type)
    law = rows[0].source
    notifiable = _amount(rows, "notifiable", "any")
    services, light = _amount(rows, "covered", "services"), _amount(rows, "covered", "light_touch")
    ours = f"product default of {_FROM.isoformat()}; SPPP(W)A 2023 s.24(6)(a)"
    small = min(30_000_00, notifiable) if authority_type == "sub_central_wales" else 30_000_00
    return (
        Band(-1, 2_000_00, 2, 300, 20, 60, 0, None, None, ours),
        Band(2_000_00, 10_000_00, 4, 450, 60, 120, 0, None, None, ours),
        Band(10_000_00, small - 1, 5, 600, 90, 180, 0, None, None, ours),
        Band(small - 1, services - 1, 10, 2_500, 300, 600, 1, 1, 20, f"{ours}; {law}"),
        Band(services - 1, light - 1, 20, 6_000, None, None, 2, 2, 20, f"{ours}; {law}; PCR 2015 reg. 58"),
        Band(light - 1, None, 30, 12_000, None, None, 2, 2, 20, f"{ours}; {law}; PCR 2015 reg. 58"),
    )


def band_of(value: int, table: tuple[Band, ...]) -> Band:
    """The band of a value in pence, 0 or more."""
    return next(band for band in table if value > band.above and (band.up_to is None or value <= band.up_to))


def band_as_json(band: Band) -> dict[str, JsonValue]:
    """A band as `cydradd design proportion` prints it: money in pence, the lower end not inside the band.

    ``green`` and ``red`` are minutes; null where they are 1 % and 2 % of the value.
    """
    return {
        "above_p": band.above,
        "up_to_p": band.up_to,
        "questions": band.questions,
        "words": band.words,
        "green": band.green,
        "red": band.red,
        "accounts": band.accounts,
        "turnover": band.turnover,
        "cover": band.cover,
        "source": band.source,
    }
