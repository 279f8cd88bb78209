"""L3 single bids, L4 success of the small, L5 concentration, L11 lots.

Sources: L3 R018 of Cardinal (open-contracting/cardinal-rs); L4 the four-fifths rule (29 CFR 1607.4 D); L5 squared
percentages as competition authorities print them; L11 regulation 46 of the Public Contracts Regulations 2015.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cydradd.design.level_field.indicator import Indicator, cannot, number, share
from cydradd.vocabulary.facts import Award, Call
from cydradd.vocabulary.text import Bilingual

LEAST_SUCCESS = Fraction(4, 5)
MOST_CONCENTRATED = Fraction(2_500)
TOP = 5
SMALL_LOT = Fraction(1, 3)
_COMPETED = frozenset({"open", "selective"})


def single_bids(calls: Sequence[Call]) -> Indicator:
    """L3: share of open and selective calls that one bidder alone answered; flagged when there is any."""
    competed = [call for call in calls if call.method in _COMPETED]
    told = [call for call in competed if call.tenderers is not None]
    if not told:
        why = Bilingual("Nid oes galwad sy’n dweud faint a gynigiodd.", "No call tells how many offered.")
        return cannot("L3", why, Fraction(0))
    alone = sum(call.tenderers == 1 for call in told)
    return Indicator(
        "L3",
        share(alone, len(told)),
        len(told),
        share(len(told), len(competed)),
        Fraction(0),
        alone > 0,
        None,
        {"single": alone},
    )


def success_of_the_small(calls: Sequence[Call]) -> Indicator:
    """L4: success of small bidders over that of the others, wins by bids each; flagged under 0.8."""
    why = Bilingual(
        "Nid oes galwad sy’n dweud faint o gynigion a ddaeth gan rai bach a faint gan bawb.",
        "No call tells how many offers came from small bodies and how many from all.",
    )
    told = [call for call in calls if call.small_bids is not None and call.all_bids is not None and call.awards]
    small_bids = sum(call.small_bids or 0 for call in told)
    large_bids = sum((call.all_bids or 0) - (call.small_bids or 0) for call in told)
    winners = [each for call in told for award in call.awards for each in award.suppliers]
    small_wins = sum(each.is_small is True for each in winners)
    large_wins = sum(each.is_small is False for each in winners)
    details = {"small_bids": small_bids, "large_bids": large_bids, "small_wins": small_wins, "large_wins": large_wins}
    if small_bids <= 0 or large_bids <= 0 or not large_wins:
        return cannot("L4", why, LEAST_SUCCESS, details)
    value = Fraction(small_wins, small_bids) / Fraction(large_wins, large_bids)
    return Indicator(
        "L4", value, len(told), share(len(told), len(calls)), LEAST_SUCCESS, value < LEAST_SUCCESS, None, details
    )


def _holder(award: Award) -> frozenset[str] | None:
    """Who holds the amount of one award: several together are one holder; ``None``: one of them is not known."""
    keys = [supplier.key for supplier in award.suppliers]
    return frozenset(key for key in keys if key) if keys and all(keys) else None


def concentration(calls: Sequence[Call], currency: str) -> Indicator:
    """L5: squared percentages of award value by supplier, 0 to 10,000; flagged over 2,500.

    What several suppliers share is a holder of its own: nobody told their parts. Awards that name nobody are left
    out, and say so in the coverage.
    """
    held: dict[frozenset[str], int] = {}
    n = whole = joint = 0
    for award in (award for call in calls for award in call.awards):
        if award.amount is None or award.currency != currency or award.amount <= 0:
            continue
        whole += award.amount
        holder = _holder(award)
        if holder is not None:
            n += 1
            held[holder] = held.get(holder, 0) + award.amount
            joint += award.amount if len(holder) > 1 else 0
    known = sum(held.values())
    if not known:
        why = Bilingual(
            f"Nid oes dyfarniad â swm yn {currency} a chyflenwr.",
            f"No award has an amount in {currency} and a supplier.",
        )
        return cannot("L5", why, MOST_CONCENTRATED)
    value = Fraction(100**2 * sum(each * each for each in held.values()), known * known)
    top = Fraction(sum(sorted(held.values())[-TOP:]), known)
    details = {"top5_share": number(top), "holders": len(held), "joint": joint, "total": whole}
    return Indicator("L5", value, n, share(known, whole), MOST_CONCENTRATED, value > MOST_CONCENTRATED, None, details)


def lots(calls: Sequence[Call]) -> Indicator:
    """L11: share of value in lots of at most a third of their call; flagged when one lot stands without a reason."""
    told = [call for call in calls if call.lots]
    if not told:
        return cannot("L11", Bilingual("Nid oes galwad sy’n sôn am lotiau.", "No call tells of its lots."))
    alone = [call for call in told if len(call.lots) == 1]
    without_reason = sum(call.one_lot_reason is None for call in alone)
    details = {"calls": len(told), "one_lot": len(alone), "one_lot_without_reason": without_reason}
    small = whole = n = 0
    for call in told:
        values = [each for each in call.lots if each is not None]
        total = sum(values)
        if len(values) == len(call.lots) and total > 0:
            n += 1
            whole += total
            small += sum(each for each in values if Fraction(each, total) <= SMALL_LOT)
    if not n:
        why = Bilingual("Nid yw’r lotiau’n dweud eu gwerth.", "The lots do not tell their value.")
        return Indicator("L11", None, 0, Fraction(0), None, without_reason > 0, why, details)
    return Indicator("L11", Fraction(small, whole), n, share(n, len(told)), None, without_reason > 0, None, details)
