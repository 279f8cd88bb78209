"""Words of this stage that forms, pages and messages share, in Welsh and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cydradd.vocabulary.place import AUTHORITIES, WALES, place_name
from cydradd.vocabulary.text import Bilingual, Language
from cydradd.vocabulary.time import long_date

OTHER = "other"
KINDS: Mapping[str, Bilingual] = {
    "charity": Bilingual("Elusen gofrestredig", "Registered charity"),
    "unregistered_group": Bilingual("Grŵp heb ei gofrestru", "Unregistered group"),
    "cic": Bilingual("Cwmni buddiannau cymunedol", "Community interest company"),
    "mutual": Bilingual("Menter gydweithredol", "Co-operative or mutual"),
    "nonprofit_company": Bilingual("Cwmni nad yw er elw", "Company not for profit"),
    "education": Bilingual("Ysgol neu goleg", "School or college"),
    "local_authority": Bilingual("Cyngor", "Council"),
    "nhs": Bilingual("Corff y GIG", "NHS body"),
    "private": Bilingual("Busnes preifat", "Private business"),
    OTHER: Bilingual("Rhywbeth arall", "Something else"),
}
"""What kind of organisation: the words of `cydradd.follow.recipients`."""
PLACES: Mapping[str, Bilingual] = {each.code: each.name for each in AUTHORITIES} | {
    WALES: place_name(WALES) or Bilingual(),
    OTHER: Bilingual("Y tu allan i Gymru", "Outside Wales"),
}
BANDS: Mapping[str, tuple[Bilingual, int, int | None]] = {
    "0-10000": (Bilingual("Hyd at £10,000", "Up to £10,000"), 0, 10_000_00),
    "10000-100000": (Bilingual("Dros £10,000, hyd at £100,000", "Over £10,000, up to £100,000"), 10_000_01, 100_000_00),
    "100000-1000000": (
        Bilingual("Dros £100,000, hyd at £1,000,000", "Over £100,000, up to £1,000,000"),
        100_000_01,
        1_000_000_00,
    ),
    "1000000-": (Bilingual("Dros £1,000,000", "Over £1,000,000"), 1_000_000_01, None),
}
"""Bands of yearly income (NCVO, 21 January 2019), with their ends in pence."""
KEYS: Mapping[str, Bilingual] = {
    "name_cy": Bilingual("Enw yn Gymraeg", "Name in Welsh"),
    "name_en": Bilingual("Enw yn Saesneg", "Name in English"),
    "kind": Bilingual("Math o sefydliad", "Kind of organisation"),
    "place": Bilingual("Ble mae’n gweithio", "Where it works"),
    "income": Bilingual("Incwm blynyddol", "Yearly income"),
    "income_band": Bilingual("Incwm blynyddol", "Yearly income"),
    "registered_on": Bilingual("Dyddiad dechrau", "Day it began"),
    "number": Bilingual("Rhif cofrestru", "Registration number"),
}
SOURCES: Mapping[str, Bilingual] = {
    "self": Bilingual(
        "gennych chi; heb ei wirio yn erbyn cofrestr eto", "from you; not checked against a register yet"
    ),
}


def pounds(pence: int | None) -> str:
    """A sum as people read it; empty: none."""
    return "" if pence is None else f"£{pence / 100:,.2f}".removesuffix(".00")


def value_words(key: str, value: str) -> Bilingual:
    """A fact as people read it."""
    if key == "kind" and value in KINDS:
        return KINDS[value]
    if key == "place" and value in PLACES:
        return PLACES[value]
    if key == "income_band" and value in BANDS:
        return BANDS[value][0]
    if key == "income" and value.isdigit():
        return Bilingual(pounds(int(value)), pounds(int(value)))
    if key == "registered_on" and (day := _day(value)) is not None:
        return Bilingual(long_date(day, Language.CY), long_date(day, Language.EN))
    return Bilingual(value, value)


def _day(value: str) -> date | None:
    """A day as files write it; ``None``: it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
