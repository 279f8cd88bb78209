"""Places, by the codes of the Office for National Statistics, and the 22 local authorities of Wales."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cydradd.vocabulary.text import Bilingual

_GSS = re.compile(r"[EKLMNSTW]\d{8}")
WALES = "W92000004"


@dataclass(frozen=True, slots=True)
class Authority:
    """One local authority of Wales.

    Attributes:
        code: GSS code.
        name: Full name, without "Council".
        row, column: Its square on the tile map, each from 1 to 6: every authority has the same area.
    """

    code: str
    name: Bilingual
    row: int
    column: int


def _authority(square: str, number: str, en: str, cy: str | None = None) -> Authority:
    return Authority(f"W060000{number}", Bilingual(cy or en, en), int(square[0]), int(square[1]))


AUTHORITIES = tuple(
    sorted(
        (
            _authority("12", "01", "Isle of Anglesey", "Ynys Môn"),
            _authority("13", "03", "Conwy"),
            _authority("14", "04", "Denbighshire", "Sir Ddinbych"),
            _authority("15", "05", "Flintshire", "Sir y Fflint"),
            _authority("23", "02", "Gwynedd"),
            _authority("24", "06", "Wrexham", "Wrecsam"),
            _authority("33", "08", "Ceredigion"),
            _authority("34", "23", "Powys"),
            _authority("41", "09", "Pembrokeshire", "Sir Benfro"),
            _authority("42", "10", "Carmarthenshire", "Sir Gaerfyrddin"),
            _authority("43", "12", "Neath Port Talbot", "Castell-nedd Port Talbot"),
            _authority("44", "24", "Merthyr Tydfil", "Merthyr Tudful"),
            _authority("45", "19", "Blaenau Gwent"),
            _authority("46", "21", "Monmouthshire", "Sir Fynwy"),
            _authority("52", "11", "Swansea", "Abertawe"),
            _authority("53", "13", "Bridgend", "Pen-y-bont ar Ogwr"),
            _authority("54", "16", "Rhondda Cynon Taf"),
            _authority("55", "18", "Caerphilly", "Caerffili"),
            _authority("56", "20", "Torfaen"),
            _authority("64", "14", "Vale of Glamorgan", "Bro Morgannwg"),
            _authority("65", "15", "Cardiff", "Caerdydd"),
            _authority("66", "22", "Newport", "Casnewydd"),
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
