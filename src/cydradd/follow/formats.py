"""Forms of text that the standards ask for: dates, instants, addresses, versions and languages."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from ipaddress import AddressValueError, IPv6Address

_DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])")
_MONTH = re.compile(r"[0-9]{4}(-(0[1-9]|1[012]))?")
_VERSION = re.compile(r"[0-9]+\.[0-9]+")
_INSTANT = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[012])-(?P<day>[0-9]{2})[Tt]"
    r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9]|60)(\.[0-9]+)?"
    r"([Zz]|(?P<sign>[+-])(?P<east>[01][0-9]|2[0-3]):(?P<past>[0-5][0-9]))"
)

_PCHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
_LITERAL = r"\[(?:(?P<six>[0-9A-Fa-f:.]+)|[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+)\]"
_HOST = rf"(?:{_LITERAL}|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{{2}})*)"
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:"
    rf"(?://(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{{2}})*@)?{_HOST}(?::[0-9]*)?(?:/{_PCHAR}*)*"
    rf"|/?(?:{_PCHAR}+(?:/{_PCHAR}*)*)?)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)
_LANGUAGE = re.compile(
    r"(?:(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-x(?:-[A-Za-z0-9]{1,8})+)?|x(?:-[A-Za-z0-9]{1,8})+)"
)


def is_date(text: str) -> bool:
    """``YYYY-MM-DD``. As in the standards' schemas, 31 April has this form too."""
    return bool(_DATE.fullmatch(text))


def is_month(text: str) -> bool:
    """``YYYY`` or ``YYYY-MM``."""
    return bool(_MONTH.fullmatch(text))


def is_version(text: str) -> bool:
    """``major.minor``."""
    return bool(_VERSION.fullmatch(text))


def is_instant(text: str) -> bool:
    """A date and time with a zone, of a day that there is (RFC 3339, section 5.6).

    A second 60 is a leap second: the last of a day in UTC.
    """
    match = _INSTANT.fullmatch(text)
    if match is None:
        return False
    # The year 0 is a leap year of the proleptic calendar, as 2000 is.
    if not 1 <= int(match["day"]) <= monthrange(int(match["year"]) or 2000, int(match["month"]))[1]:
        return False
    if match["second"] != "60":
        return True
    east = int(match["east"] or 0) * 60 + int(match["past"] or 0)
    offset = -east if match["sign"] == "-" else east
    return (int(match["hour"]) * 60 + int(match["minute"]) - offset) % (24 * 60) == 24 * 60 - 1


def is_uri(text: str) -> bool:
    """An address with a scheme (RFC 3986, ``URI``): ``https://example.org/a``, never ``www.example.org``."""
    match = _URI.fullmatch(text)
    if match is None or match["six"] is None:
        return match is not None
    try:
        IPv6Address(match["six"])
    except AddressValueError:
        return False
    return True


def is_language(text: str) -> bool:
    """A language tag such as ``cy`` or ``en-GB`` (RFC 5646, ``langtag`` and ``privateuse``, with a small ``x``)."""
    return bool(_LANGUAGE.fullmatch(text))


FORMS: Mapping[str, Callable[[str], bool]] = {
    "date": is_date,
    "date-time": is_instant,
    "month": is_month,
    "uri": is_uri,
    "version": is_version,
}
"""Each form by the word of the field tables."""
