"""Where a recipient is, and where those are whom a grant is for, each with its evidence (follow.md 3.4).

A place is a GSS code, or the letters that a postcode begins with where nothing better is known. Sources: ONS,
Register of Geographic Codes; the postcode areas of Royal Mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cydradd.vocabulary.place import AUTHORITIES, WALES, is_gss

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC "
    "WD WF WN WR WS WV YO ZE"
)
_KNOWN = frozenset(_AREAS.split())
WELSH_AREAS = ("CF", "LD", "LL", "NP", "SA")
"""Postcode areas taken for Welsh. SY, HR and CH cross the border, and say nothing of the country."""

_POSTCODE = re.compile(r"(?P<area>[A-Z]{1,2})[0-9][0-9A-Z]?(?: ?[0-9][A-Z]{2})?")
_NAMES = {
    name.casefold(): authority.code
    for authority in AUTHORITIES
    for name in (authority.name.cy, authority.name.en)
    if name
} | {"cymru": WALES, "wales": WALES}

Placed = tuple[str | None, str | None]
"""A place and how strong its evidence is; both ``None`` where it is not known."""

UNPLACED: Placed = (None, None)


def postcode(text: str | None) -> str | None:
    """A postcode, whole or only its first half, as it is written with one space; ``None`` for anything else."""
    plain = " ".join((text or "").upper().split())
    match = _POSTCODE.fullmatch(plain)
    if not match or match["area"] not in _KNOWN:
        return None
    return plain if " " in plain or len(plain) < 5 else f"{plain[:-3]} {plain[-3:]}"


def place_of(
    code: str | None,
    post: str | None = None,
    name: str | None = None,
    *,
    current: Mapping[str, str] | None = None,
    directory: Mapping[str, str] | None = None,
) -> Placed:
    """The first that is known of: the code given, a whole postcode, a postcode area, a name.

    Args:
        current: Today's code of a local authority by each code it has had. ``None``: codes stand as they are.
        directory: GSS code by whole postcode. ``None``: no directory is installed.
    """
    given = (code or "").strip()
    if is_gss(given):
        return (current or {}).get(given, given), "strong"
    written = postcode(post)
    if written:
        found = (directory or {}).get(written)
        if found:
            return (current or {}).get(found, found), "medium"
        match = _POSTCODE.match(written)
        return (match["area"], "weak") if match else UNPLACED
    known = _NAMES.get(" ".join((name or "").casefold().split()))
    return (known, "weak") if known else UNPLACED
