"""Why a project won or lost, in sentences, Welsh and English as equals."""

from __future__ import annotations

import math
from fractions import Fraction

from cydradd.decide.explain import Loss
from cydradd.decide.result import Round
from cydradd.vocabulary.text import Bilingual


def money(amount: Fraction, currency: str | None) -> str:
    """An amount as people read it: £ before, any other currency after; parts of a penny are rounded up."""
    pence = math.ceil(amount * 100)
    text = f"{pence // 100:,}" + (f".{pence % 100:02d}" if pence % 100 else "")
    if currency == "GBP":
        return f"£{text}"
    return f"{text} {currency}" if currency else text


def lost(loss: Loss, currency: str | None) -> Bilingual:
    """What would have changed the result for one loser; what is ``None`` was not found by counting."""
    cost = money(loss.loser.cost, currency)
    if loss.cost_reduction is None:
        found = [
            Bilingual(
                "Ni chafwyd cost is a fyddai wedi bod yn ddigon.",
                "No lower cost was found that would have been enough.",
            )
        ]
    else:
        lower = money(loss.cost_reduction, currency)
        found = [
            Bilingual(
                f"Am {lower} yn lle {cost} byddai wedi ennill.", f"At {lower} instead of {cost} it would have won."
            )
        ]
    if loss.supporters_added is not None:
        found.append(
            Bilingual(
                f"Nifer y pleidleiswyr eraill a allai fod wedi bod yn ddigon: {loss.supporters_added:,}.",
                f"Other voters who could have been enough, had they added it: {loss.supporters_added:,}.",
            )
        )
    if loss.singletons is not None:
        found.append(
            Bilingual(
                f"Nifer y pleidleiswyr newydd, iddo ef yn unig, a fyddai wedi bod yn ddigon: {loss.singletons:,}.",
                f"New voters for it alone who would have been enough: {loss.singletons:,}.",
            )
        )
    else:
        found.append(
            Bilingual(
                "Ni chafwyd nifer o bleidleiswyr newydd, iddo ef yn unig, a fyddai wedi bod yn ddigon.",
                "No number of new voters for it alone was found that would have been enough.",
            )
        )
    return Bilingual(" ".join(each.cy or "" for each in found), " ".join(each.en or "" for each in found))


def won(entry: Round, currency: str | None, *, weighed: bool) -> Bilingual:
    """When one winner was bought, and what its supporters paid."""
    if entry.part == "fill":
        return Bilingual(
            "Wedi’i ariannu ag arian a oedd dros ben, yn ôl nifer y pleidleisiau.",
            "Funded from money left over, by number of votes.",
        )
    cy, en = f"Wedi’i ariannu yn rownd {entry.number}", f"Funded in round {entry.number}"
    if entry.theta is None or weighed:
        return Bilingual(f"{cy}.", f"{en}.")
    most = money(entry.theta, currency)
    return Bilingual(
        f"{cy}: talodd ei gefnogwyr {most} yr un ar y mwyaf.", f"{en}: its supporters paid {most} each at most."
    )
