"""A runway in one sentence, in both languages."""

from __future__ import annotations

from fractions import Fraction

from cydradd.deliver.runway import Runway
from cydradd.vocabulary.text import Bilingual


def runway_sentence(found: Runway, notice: Fraction, gap: Fraction | None = None) -> Bilingual:
    """What the runway means.

    Args:
        found: Months until the reserves are spent.
        notice: Months from the notice to the end of the money.
        gap: Months from the notice to the next service; ``None`` when it is not asked.
    """
    if found.months is None:
        return Bilingual(
            cy="Mae’r cronfeydd wrth gefn yn talu am y golled gyfan, felly mae’r sefydliad yn parhau.",
            en="The reserves cover the whole of the loss, so the organisation carries on.",
        )
    until = _decimal(notice + found.months)
    cy = f"Misoedd y mae’r cronfeydd wrth gefn yn para ar ôl i’r arian ddod i ben: {found.months}"
    cy += f"; misoedd o ddyddiad y rhybudd: {until}."
    en = f"Months that the reserves last after the money stops: {found.months}; months from the notice: {until}."
    if gap is None:
        return Bilingual(cy=cy, en=en)
    months = _decimal(gap)
    if found.alive_at(gap, notice):
        cy += f" Bydd y sefydliad yno o hyd pan fydd y gwasanaeth nesaf yn dechrau (mis {months})."
        en += f" The organisation is still there when the next service begins (month {months})."
    else:
        cy += f" Bydd y sefydliad wedi mynd cyn i’r gwasanaeth nesaf ddechrau (mis {months})."
        en += f" The organisation is gone before the next service begins (month {months})."
    return Bilingual(cy=cy, en=en)


def _decimal(value: Fraction) -> str:
    """Months as people read them: two decimals at most."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
