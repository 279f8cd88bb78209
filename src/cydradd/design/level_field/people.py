"""L14 whether Welsh may be written, L15 what part the third sector has."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cydradd.design.level_field.indicator import Indicator, cannot, share
from cydradd.vocabulary.facts import Award, Call, Supplier
from cydradd.vocabulary.text import Bilingual

THIRD_SECTOR, UNKNOWN = "third_sector", "unknown"


def welsh(calls: Sequence[Call]) -> Indicator:
    """L14: share of calls, of those that tell their languages, that may be answered in Welsh."""
    told = [call.languages for call in calls if call.languages]
    if not told:
        why = Bilingual(
            "Nid oes galwad sy’n dweud ym mha iaith y ceir cynnig.", "No call tells in which language one may offer."
        )
        return cannot("L14", why)
    written = sum("cy" in each for each in told)
    return Indicator(
        "L14", share(written, len(told)), len(told), share(len(told), len(calls)), details={"welsh": written}
    )


def _is_matched(supplier: Supplier) -> bool:
    """Whether a register's number tells the class of a supplier."""
    return supplier.is_confirmed and supplier.group != UNKNOWN


def _is_third_sector(award: Award) -> bool:
    """Whether all who share an award are third sector."""
    return all(each.group == THIRD_SECTOR for each in award.suppliers)


def third_sector(calls: Sequence[Call], currency: str) -> Indicator:
    """L15: share of award value of which every supplier is third sector by a register's number.

    Of the value whose suppliers' class is told, for all of them, by a register's number and not by a name. Who only
    says to be voluntary is counted apart, and never in the share: such declarations are often plainly wrong.
    """
    awards = [award for call in calls for award in call.awards]
    suppliers = [each for award in awards for each in award.suppliers]
    says = [each for each in suppliers if each.says_voluntary]
    details = {
        "suppliers": len(suppliers),
        "without_identifier": sum(not each.has_identifier for each in suppliers),
        "say_voluntary": len(says),
        "say_voluntary_confirmed": sum(each.group == THIRD_SECTOR and each.is_confirmed for each in says),
    }
    valued = [each for each in awards if each.amount and each.amount > 0 and each.currency == currency]
    known = [each for each in valued if each.suppliers and all(map(_is_matched, each.suppliers))]
    whole, told = sum(each.amount or 0 for each in valued), sum(each.amount or 0 for each in known)
    if not told:
        why = Bilingual(
            "Nid yw rhif na chofrestr yn dweud math yr un cyflenwr. Rhowch gofrestr sydd â’u helusennau a’u cwmnïau.",
            "No number and no register tells the kind of any supplier. Give a register that holds their charities and "
            "companies.",
        )
        return cannot("L15", why, None, details)
    held = sum(each.amount or 0 for each in known if _is_third_sector(each))
    return Indicator("L15", Fraction(held, told), len(known), share(told, whole), details=details)
