"""What the parts of the money are called, and the sentence that says where it went."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.place import place_name
from cydradd.vocabulary.text import Bilingual, Language, Plural

LEVELS = ("strong", "medium", "weak")
"""How strong evidence is."""

_LABELS: Mapping[str, Bilingual] = {
    "third_sector": Bilingual("Trydydd sector", "Third sector"),
    "other_nonprofit": Bilingual("Cyrff eraill nid er elw", "Other non-profit bodies"),
    "housing_association": Bilingual("Cymdeithasau tai", "Housing associations"),
    "statutory": Bilingual("Cyrff cyhoeddus", "Public bodies"),
    "education": Bilingual("Addysg", "Education"),
    "private": Bilingual("Cwmnïau preifat", "Private companies"),
    "individual": Bilingual("Unigolion", "Individuals"),
    "micro": Bilingual("Micro: llai na £10,000", "Micro: under £10,000"),
    "small": Bilingual("Bach: £10,000 i £100,000", "Small: £10,000 to £100,000"),
    "medium": Bilingual("Canolig: £100,000 i £1,000,000", "Medium: £100,000 to £1,000,000"),
    "large": Bilingual("Mawr: £1,000,000 i £10,000,000", "Large: £1,000,000 to £10,000,000"),
    "major": Bilingual("Mawr iawn: £10,000,000 i £100,000,000", "Major: £10,000,000 to £100,000,000"),
    "super_major": Bilingual("Y mwyaf: £100,000,000 neu fwy", "Super-major: £100,000,000 and over"),
    "joint": Bilingual("Sawl derbynnydd gyda’i gilydd", "Several recipients together"),
    "unknown": Bilingual("Ddim yn hysbys", "Unknown"),
}
_REASONS: Mapping[str, Bilingual] = {
    "no-recipient": Bilingual("nid enwir derbynnydd", "no recipient is named"),
    "no-evidence": Bilingual("nid oes dim yn dweud pa fath ydyw", "nothing tells what kind it is"),
    "no-income": Bilingual("nid oes cofrestr yn dweud beth yw ei incwm", "no register tells its income"),
    "no-place": Bilingual("nid oes lle y gellir ei ddarllen", "there is no place that can be read"),
    "several-places": Bilingual("enwir sawl lle", "several places are named"),
    "no-date": Bilingual("nid oes dyddiad y gellir ei ddarllen", "there is no day that can be read"),
}
_RECIPIENTS = Plural(
    (
        "Dim derbynwyr",
        "1 derbynnydd",
        "2 dderbynnydd",
        "3 derbynnydd",
        "6 derbynnydd",
        "{n} o dderbynwyr",
    ),
    ("1 recipient", "{n} recipients"),
)


def label(by: str, key: str) -> Bilingual:
    """The name of a row; a year, and a place without a name, stand for themselves."""
    named = _LABELS.get(key) or (_place(key) if by == "place" else None)
    return named or Bilingual(key, key)


_GRANTS = Bilingual("grantiau", "grants")


def because(reasons: Mapping[str, int], what: Bilingual = _GRANTS) -> Bilingual | None:
    """Why ``what`` are in the unknown part, most first, with how many; ``None``: none is."""
    if not reasons:
        return None
    most_first = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    said = [(_REASONS.get(key, Bilingual(key, key)), many) for key, many in most_first]
    cy, en = ("; ".join(f"{why.side(side)} ({many:,})" for why, many in said) for side in (Language.CY, Language.EN))
    return Bilingual(f"Ddim yn hysbys (nifer y {what.cy}): {cy}.", f"Not known (number of {what.en}): {en}.")


def _place(key: str) -> Bilingual | None:
    """The name of a GSS code; letters alone are the beginning of a postcode."""
    if key.isalpha() and len(key) < 3:
        return Bilingual(f"Ardal cod post {key}", f"Postcode area {key}")
    return place_name(key)


def percent(share: Fraction | None) -> str:
    """``12%``; what is there is never shown as nothing, and what is missing never as all of it."""
    if share is None:
        return "–"
    if 0 < share < Fraction(1, 100):
        return "<1%"
    return ">99%" if Fraction(99, 100) < share < 1 else f"{round(share * 100)}%"


def sentence(
    recipients: int, total: Pence, currency: str, third_sector: Fraction | None, unknown: Fraction | None
) -> tuple[Bilingual, Bilingual]:
    """How many got how much and how much is not known: with the share of the third sector, and without it."""
    who, money, missing = _RECIPIENTS.count(recipients), format_money(total, currency), percent(unknown)
    third = percent(third_sector)
    begin = Bilingual(f"{who.cy}, {money} i gyd.", f"{who.en}, {money} in all.")
    if unknown is None:
        nothing = Bilingual(f"{begin.cy} Nid oes arian i’w rannu.", f"{begin.en} There is no money to tell apart.")
        return nothing, nothing
    return (
        Bilingual(
            f"{begin.cy} Trydydd sector: {third} o’r arian. Math ddim yn hysbys: {missing}. Mae yn y cyfanswm.",
            f"{begin.en} Third sector: {third} of the money. {missing} cannot be classified; it is in the total.",
        ),
        Bilingual(
            f"{begin.cy} Ddim yn hysbys: {missing} o’r arian. Mae yn y cyfanswm.",
            f"{begin.en} Unknown: {missing} of the money. It is in the total.",
        ),
    )
