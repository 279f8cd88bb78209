"""Questions about who funds groups like one: by place, kind and income of those whom each funder gave to.

Ibis expressions, as the other questions are (`questions.py`). What is not known of a recipient makes it neither like
nor unlike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cydradd.follow.recipients import INDIVIDUAL, UNKNOWN
from cydradd.follow.warehouse.places import WELSH_AREAS
from cydradd.follow.warehouse.selection import Filters, from_whom, in_currency, is_in, table, to_whom

if TYPE_CHECKING:
    import ibis.expr.types as ir

LIKE, OTHER = "like", "other"
BORDER_AREAS = ("CH", "HR", "SY")
"""Areas of postcodes on both sides of the border of Wales."""
_AREA = 2
"""Letters of the area of a postcode, at most; a code of a place has nine."""


@dataclass(frozen=True, slots=True)
class Ours:
    """What a group is like; ``None``: it does not matter.

    Attributes:
        place: GSS code or postcode area; ``W92000004`` is all of Wales.
        group: Kind of recipient, such as ``third_sector`` (`recipients.GROUPS`).
        band: Band of its yearly income, such as ``small`` (`recipients.BANDS`).
        currency: Of the grants that are looked at.
    """

    place: str | None = None
    group: str | None = None
    band: str | None = None
    currency: str = "GBP"


def _told(ours: Ours) -> ir.Table:
    """Grants of one currency with ``state``: whether their recipient is `LIKE` ours, `OTHER`, or not known to be."""
    import ibis

    rows = from_whom(to_whom(in_currency(Filters(currency=ours.currency))))
    sizes = table("sizes").select("band", size_no="row_no")
    rows = rows.left_join(sizes, rows.row_no == sizes.size_no)
    unlike = [(rows.to_group == INDIVIDUAL).fill_null(False)]
    unsure = [rows.is_joint, rows.recipient.isnull()]
    if ours.group is not None:
        is_known = (rows.to_group != UNKNOWN).fill_null(False)
        unlike.append(is_known & (rows.to_group != ours.group))
        unsure.append(~is_known)
    if ours.band is not None:
        unlike.append((rows.band != ours.band).fill_null(False))
        unsure.append(rows.band.isnull())
    if ours.place is not None:
        # An area of postcodes lies in several authorities: whether its recipient is in one of them is not known, but
        # that an English area is in none of Wales is.
        is_area = rows.to_place.length() <= _AREA
        is_here = is_in(rows.to_place, ours.place).fill_null(False)
        same = is_area if len(ours.place) <= _AREA else ~is_area
        if ours.place.startswith("W") and len(ours.place) > _AREA:
            same |= ~rows.to_place.isin((*WELSH_AREAS, *BORDER_AREAS))
        unlike.append((same & ~is_here).fill_null(False))
        unsure.append(~is_here & ~same.fill_null(False))
    return rows.mutate(state=ibis.cases((ibis.or_(*unlike), OTHER), (ibis.or_(*unsure), UNKNOWN), else_=LIKE))


def amounts(ours: Ours) -> ir.Table:
    """Grants to groups like ours by funder and amount, with the last day of award."""
    rows = _told(ours)
    rows = rows.filter(rows.state == LIKE)
    return rows.group_by("from_key", "minor_units").agg(
        name=rows.from_name.max(), grants=rows.count(), last=rows.awarded_on.max()
    )


def recipients(ours: Ours) -> ir.Table:
    """Recipients that can be told apart, and grants, by funder and by state."""
    rows = _told(ours)
    return rows.group_by("from_key", "state").agg(grants=rows.count(), recipients=rows.to_body.nunique())
