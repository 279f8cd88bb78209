"""Money, in whole minor units of one currency. Nothing here rounds, converts or adds currencies."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NewType

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual

Pence = NewType("Pence", int)
"""Whole pence of GBP; in a round of another currency, whole minor units of that currency."""

LARGEST = 10**15
"""Minor units above which an amount is taken for a mistake."""

_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_TWO = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS "
    "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
    "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE "
    "SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW "
    "ZWG"
)
EXPONENTS = dict.fromkeys(_TWO.split(), 2) | dict.fromkeys(_NONE.split(), 0) | dict.fromkeys(_THREE.split(), 3)
"""Decimal places of each currency in use (ISO 4217, list one; funds codes and metals left out)."""

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,15})?")


class UnreadableAmount(CydraddError):
    """An amount that is not whole minor units, or a currency that is not known."""

    code = "unreadable-amount"


def exponent(currency: str) -> int:
    """Decimal places of a currency.

    Raises:
        UnreadableAmount: Not a code of ISO 4217.
    """
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise UnreadableAmount(
            Bilingual(
                cy=f"Nid yw “{currency[:20]}” yn god arian (ISO 4217), fel GBP.",
                en=f"“{currency[:20]}” is no currency code (ISO 4217), such as GBP.",
            ),
            code="unknown-currency",
        ) from None


def parse_minor_units(text: str) -> Pence:
    """Whole minor units from text: digits only, with a sign for a return.

    Raises:
        UnreadableAmount: A decimal point, a comma, a currency sign, or more than `LARGEST`.
    """
    if not _WHOLE.fullmatch(text.strip()) or abs(int(text)) > LARGEST:
        raise UnreadableAmount(
            Bilingual(
                cy=f"Nid yw “{text[:40]}” yn swm. Ysgrifennwch geiniogau cyfan: £1,234.50 yw 123450.",
                en=f"“{text[:40]}” is no amount. Write whole pence without point or comma: £1,234.50 is 123450.",
            )
        )
    return Pence(int(text))


def minor_units(amount: Fraction | str, currency: str) -> Pence:
    """An amount in major units, exact or as decimal text such as ``1234.5``, as whole minor units.

    Raises:
        UnreadableAmount: More decimals than the currency has, an unknown currency, or text with anything but
            digits, a point and a sign: a comma is a thousand to one reader and a decimal to another.
    """
    if isinstance(amount, str) and not _DECIMAL.fullmatch(amount.strip()):
        raise UnreadableAmount(
            Bilingual(
                cy=f"Nid yw “{amount[:40]}” yn swm. Ysgrifennwch ef heb goma nac arwydd: 1234.50.",
                en=f"“{amount[:40]}” is no amount. Write it without comma or currency sign: 1234.50.",
            )
        )
    scaled = Fraction(amount) * 10 ** exponent(currency)
    if scaled.denominator != 1:
        raise UnreadableAmount(
            Bilingual(
                cy=f"Mae gan {amount} fwy o ddegolion nag sydd gan {currency}.",
                en=f"{amount} has more decimals than {currency} has.",
            )
        )
    return Pence(int(scaled))


def major_units(amount: Pence, currency: str) -> Fraction:
    """Minor units as an exact amount in major units."""
    return Fraction(int(amount), 10 ** exponent(currency))


def format_money(amount: Pence, currency: str) -> str:
    """An amount as people read it in both languages: ``£1,234.50``, ``£60,000``, ``PLN 1,040,337``."""
    places = exponent(currency)
    whole, part = divmod(abs(int(amount)), 10**places)
    digits = f"{whole:,}" + (f".{part:0{places}d}" if part else "")
    sign = "-" if amount < 0 else ""
    mark = _SIGNS.get(currency)
    return f"{sign}{mark}{digits}" if mark else f"{currency} {sign}{digits}"
