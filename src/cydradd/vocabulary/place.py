"""Places, by the codes of the Office for National Statistics, and the 22 local authorities of Wales.

Sources: ONS, Register of Geographic Codes; the register of principal local authorities in Wales (org-id list GB-PLA).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cydradd.vocabulary.text import Bilingual

_GSS = re.compile(r"[EKLMNSTW][0-9]{8}")
WALES = "W92000004"


@dataclass(frozen=True, slots=True)
class Authority:
    """One local authority of Wales.

    Attributes:
        code: GSS code.
        short: Three letters for where a name has no room; with ``GB-PLA-`` before them, the council's identifier.
        name: Full name, without "Council".
        row, column: Its square on the tile map, each from 1 to 6: every authority has the same area.
    """

    code: str
    short: str
    name: Bilingual
    row: int
    column: int


def _authority(square: str, number: str, short: str, en: str, cy: str | None = None) -> Authority:
    return Authority(f"W060000{number}", short, Bilingual(cy or en, en), int(square[0]), int(square[1]))


AUTHORITIES = tuple(
    sorted(
        (
            _authority("12", "01", "AGY", "Isle of Anglesey", "Ynys Môn"),
            _authority("13", "03", "CWY", "Conwy"),
            _authority("14", "04", "DEN", "Denbighshire", "Sir Ddinbych"),
            _authority("15", "05", "FLN", "Flintshire", "Sir y Fflint"),
            _authority("23", "02", "GWN", "Gwynedd"),
            _authority("24", "06", "WRX", "Wrexham", "Wrecsam"),
            _authority("33", "08", "CGN", "Ceredigion"),
            _authority("34", "23", "POW", "Powys"),
            _authority("41", "09", "PEM", "Pembrokeshire", "Sir Benfro"),
            _authority("42", "10", "CMN", "Carmarthenshire", "Sir Gaerfyrddin"),
            _authority("43", "12", "NTL", "Neath Port Talbot", "Castell-nedd Port Talbot"),
            _authority("44", "24", "MTY", "Merthyr Tydfil", "Merthyr Tudful"),
            _authority("45", "19", "BGW", "Blaenau Gwent"),
            _authority("46", "21", "MON", "Monmouthshire", "Sir Fynwy"),
            _authority("52", "11", "SWA", "Swansea", "Abertawe"),
            _authority("53", "13", "BGE", "Bridgend", "Pen-y-bont ar Ogwr"),
            _authority("54", "16", "RCT", "Rhondda Cynon Taf"),
            _authority("55", "18", "CAY", "Caerphilly", "Caerffili"),
            _authority("56", "20", "TOF", "Torfaen"),
            _authority("64", "14", "VGL", "Vale of Glamorgan", "Bro Morgannwg"),
            _authority("65", "15", "CRF", "Cardiff", "Caerdydd"),
            _authority("66", "22", "NWP", "Newport", "Casnewydd"),
        ),
        key=lambda authority: authority.code,
    )
)
"""The 22 principal councils, by code."""

_BY_CODE = {authority.code: authority for authority in AUTHORITIES}


def is_gss(code: str) -> bool:
    """Whether text has the form of a GSS code: a letter for the country and eight digits."""
    return bool(_GSS.fullmatch(code))


def authority(code: str) -> Authority | None:
    """The Welsh local authority with a GSS code; ``None`` for any other place."""
    return _BY_CODE.get(code)


def place_name(code: str) -> Bilingual | None:
    """The name of Wales or of one of its authorities; ``None`` for a place we hold no name of."""
    if code == WALES:
        return Bilingual("Cymru", "Wales")
    found = authority(code)
    return found.name if found else None


def within(place: str, outer: str) -> bool | None:
    """Whether a place is another or lies in it, as far as Wales and its authorities go.

    Returns:
        ``None`` where we do not hold the bounds that would tell.
    """
    if outer == place:
        return True
    if outer == WALES:
        return place.startswith("W")
    if authority(outer) is None:
        return None
    return False if place == WALES or authority(place) or not place.startswith("W") else None
