"""What several answers hold: text in two languages, money, a page of a list, and the envelope of errors."""

from __future__ import annotations

from ninja import Schema

from cydradd.vocabulary.money import UnreadableAmount, exponent
from cydradd.vocabulary.text import Bilingual
from cydradd_web.api.fields import told


class Words(Schema):
    """One text in Welsh and in English; a side that is missing is null."""

    cy: str | None = None
    en: str | None = None


class Money(Schema):
    """An amount of money as a whole number: pence, where the currency is GBP."""

    minor_units: int = told("minor_units")
    currency: str = told("currency")
    decimals: int | None = told("decimals")


class Error(Schema):
    """What is said when a request is not answered."""

    code: str = told("code")
    message: Words = told("message")
    field: str | None = told("field")


class Listed(Schema):
    """One page of a list, always in the same order."""

    page: int = told("page")
    size: int = told("size")
    pages: int = told("pages_of")
    of: int = told("of")
    next: str | None = told("next")
    previous: str | None = told("previous")


def words(text: Bilingual | None) -> Words:
    """Text in both languages; both sides null where there is none."""
    return Words(cy=text.cy if text else None, en=text.en if text else None)


def money(amount: int | None, currency: str) -> Money | None:
    """Money; ``None``: not known, which is not 0."""
    if amount is None:
        return None
    try:
        decimals = exponent(currency)
    except UnreadableAmount:
        decimals = None
    return Money(minor_units=amount, currency=currency, decimals=decimals)
