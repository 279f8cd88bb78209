"""L8 turnover and L9 insurance that bidders must show, beside the value of the contract.

L8: at most twice the value (regulation 58(9), Public Contracts Regulations 2015). L9: design.md section 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cydradd.design.level_field.indicator import Indicator, cannot, number, share
from cydradd.design.proportionality.free_text import LONGEST, Mention, find
from cydradd.vocabulary.facts import Call, JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

MOST_TURNOVER, MOST_INSURANCE = Fraction(2), Fraction(20)
QUOTES = 20
"""Most quotations that are shown, the greatest ratio first."""
_GBP = "GBP"
_AROUND = 150
"""Characters of a quotation before and after the amount."""


def turnover(calls: Sequence[Call]) -> Indicator:
    """L8: greatest turnover asked for, over the value of the call; flagged over 2."""
    return _ratio("L8", "turnover", calls, MOST_TURNOVER)


def insurance(calls: Sequence[Call]) -> Indicator:
    """L9: greatest insurance asked for, over the value of the call; flagged over 20."""
    return _ratio("L9", "insurance", calls, MOST_INSURANCE)


def _ratio(id: str, kind: str, calls: Sequence[Call], threshold: Fraction) -> Indicator:
    """The greatest ratio; with the text that each was read from, since no rule reads every text rightly."""
    found: list[tuple[Fraction, str, Pence, str]] = []
    asked = 0
    for call in calls:
        text = "\n\n".join(call.conditions)[:LONGEST]
        largest = max(
            (each for each in find(text) if each.kind == kind), key=lambda each: each.amount or 0, default=None
        )
        if largest is None or not largest.amount:
            continue
        asked += 1
        if call.value and call.currency == _GBP:
            found.append((Fraction(largest.amount, call.value), call.id, largest.amount, _quote(text, largest)))
    if not found:
        why = Bilingual(
            "Nid oes galwad sy’n dweud ei gwerth ac, yn ei hamodau, swm y gellir ei ddarllen.",
            "No call tells both its value and, in its conditions, an amount that can be read.",
        )
        return cannot(id, why, threshold, {"asked": asked})
    found.sort(key=lambda each: (-each[0], each[1]))
    over = sum(each[0] > threshold for each in found)
    quotes: list[JsonValue] = [
        {"call": call, "ratio": number(ratio), "amount": amount, "quote": quote}
        for ratio, call, amount, quote in found[:QUOTES]
    ]
    details: dict[str, JsonValue] = {"asked": asked, "over": over, "quotes": quotes}
    return Indicator(id, found[0][0], len(found), share(len(found), len(calls)), threshold, over > 0, None, details)


def _quote(text: str, mention: Mention) -> str:
    """The words round an amount."""
    return " ".join(text[max(mention.at - _AROUND, 0) : mention.at + _AROUND].split())
