"""Which grants a question is about, with what is known of them: the rows that the questions count (`questions.py`).

Ibis expressions, as the questions are: nothing here reads a warehouse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from cydradd.follow.reach import JOINT, By
from cydradd.follow.recipients import UNKNOWN
from cydradd.follow.warehouse.measures import Measured
from cydradd.follow.warehouse.places import WELSH_AREAS
from cydradd.follow.warehouse.tables import TABLES
from cydradd.vocabulary.place import WALES

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Filters:
    """Which grants a question is about; ``None`` = all.

    Attributes:
        funder, recipient: Org-id, or exact name, of who gave or got.
        place: GSS code or postcode area; ``W92000004`` is all of Wales.
        since, until: First and last day of award; with either, grants without a day that can be read are left out.
        currency: Of ISO 4217; no currency is ever converted.
        beneficiary: ``place`` is of the people a grant is for, not of its recipient.
        april: Years run from 1 April to 31 March.
        without_transfers: Leave out what public bodies gave one another, and what went to councils or to education.
        once: Leave out a grant that stands in another place with all of it equal.
        measure: Grants, or one measure of contracts, which have the same columns; who buys is who gives.
    """

    funder: str | None = None
    recipient: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    currency: str = "GBP"
    beneficiary: bool = False
    april: bool = False
    without_transfers: bool = False
    once: bool = False
    measure: Measured = Measured.GRANTS


@cache
def table(name: str) -> ir.Table:
    """One table of the warehouse."""
    import ibis

    return ibis.table(dict(TABLES[name]), name=name)


def grants(filters: Filters) -> ir.Table:
    """Grants of every currency, as far as place, day and names ask: nothing is joined that need not be."""
    if filters.measure is not Measured.GRANTS:
        money = of_contracts(filters)
        return money.filter(money.measure == filters.measure.value)
    rows = table("grants")
    conditions = _asked(rows, filters)
    return rows.filter(*conditions) if conditions else rows


def of_contracts(filters: Filters) -> ir.Table:
    """Amounts of contracts of every measure and currency, as far as place, day and names ask."""
    rows = table("amounts")
    conditions = _asked(rows, filters)
    return rows.filter(*conditions) if conditions else rows


def to_whom(rows: ir.Table) -> ir.Table:
    """The same with their recipients."""
    if "to_party" in rows.columns:
        return rows
    parties = table("parties").select(
        to_party="party",
        to_body="body",
        to_key="key",
        to_name="name",
        to_folded="folded",
        to_group="counted_group",
        to_level="counted_level",
        to_place="place",
        to_place_level="place_level",
    )
    return rows.left_join(parties, rows.recipient == parties.to_party)


def from_whom(rows: ir.Table) -> ir.Table:
    """The same with their funders."""
    if "from_party" in rows.columns:
        return rows
    parties = table("parties").select(from_party="party", from_key="key", from_name="name", from_folded="folded")
    return rows.left_join(parties, rows.funder == parties.from_party)


def _asked(rows: ir.Table, filters: Filters) -> list[ir.BooleanValue]:
    """Conditions on who, where and when."""
    found: list[ir.BooleanValue] = []
    if filters.funder is not None:
        found.append(rows.funder.isin(_named(filters.funder).party))
    if filters.recipient is not None:
        named, members = _named(filters.recipient), table("members")
        together = members.filter(members.party.isin(named.party))
        found.append(rows.recipient.isin(named.party) | rows.row_no.isin(together.row_no))
    if filters.place is not None and filters.beneficiary:
        found.append(is_in(rows.beneficiary, filters.place))
    elif filters.place is not None:
        parties = table("parties")
        found.append(rows.recipient.isin(parties.filter(is_in(parties.place, filters.place)).party))
    if filters.since is not None:
        found.append(rows.awarded_on >= filters.since)
    if filters.until is not None:
        found.append(rows.awarded_on <= filters.until)
    return found


def _named(name: str) -> ir.Table:
    """Parties by their key, or by their exact name."""
    parties = table("parties")
    return parties.filter((parties.key == name) | (parties.name == name))


def is_in(place: ir.StringValue, asked: str) -> ir.BooleanValue:
    """Whether a place is the one asked for, or in Wales: of codes that begin with W, the postcode area is in London."""
    if asked != WALES:
        return place == asked
    return place.isin(WELSH_AREAS) | (place.startswith("W") & (place.length() == 9))


def marked(rows: ir.Table) -> ir.Table:
    """The same with ``is_transfer``, which filters may leave out."""
    parties = table("parties")
    public = parties.filter(parties.counted_group == "statutory").party
    to_public = parties.filter((parties["class"] == "local_authority") | (parties.counted_group == "education")).party
    return rows.mutate(
        is_transfer=rows.recipient.isin(to_public).fill_null(False)
        | (rows.recipient.isin(public) & rows.funder.isin(public)).fill_null(False)
    )


def exact_repeats() -> ir.Table:
    """Grants that stand in an earlier place with all of them equal."""
    repeats = table("repeats")
    return repeats.filter(repeats.kind == "exact")


def in_currency(filters: Filters) -> ir.Table:
    """Grants of one currency whose amount can be read."""
    rows = grants(filters)
    return rows.filter((rows.currency == filters.currency) & rows.minor_units.notnull())


def chosen(filters: Filters) -> ir.Table:
    """The same, without grants that stand in an earlier place where filters leave these out."""
    rows = in_currency(filters)
    return rows.filter(rows.row_no.notin(exact_repeats().row_no)) if filters.once else rows


def gathered(rows: ir.Table, *others: str) -> ir.Table:
    """Grants and money by who got them and by other columns: few rows, before parties are joined."""
    keys = dict.fromkeys(("recipient", "is_joint", *others))
    return rows.group_by(*keys).agg(grants=rows.count(), total=rows.minor_units.sum())


def counted(filters: Filters, *others: str) -> ir.Table:
    """`gathered` grants of one currency whose amount can be read, without what the filters leave out."""
    rows = chosen(filters)
    if "band" in others:
        sizes = table("sizes").select("band", size_no="row_no")
        rows = rows.left_join(sizes, rows.row_no == sizes.size_no)
    if not filters.without_transfers:
        return gathered(rows, *others)
    rows = marked(gathered(rows, "funder", *others))
    return rows.filter(~rows.is_transfer)


def keyed(filters: Filters, by: By, *others: str) -> ir.Table:
    """`counted` with the row of the answer that grants are in: ``part``, and ``why``: the level of evidence, or the
    reason for which it is not known."""
    import ibis

    if by is By.YEAR:
        rows = counted(filters, "april_year" if filters.april else "year", *others)
        year = rows.april_year if filters.april else rows.year
        known = year.notnull()
        return rows.mutate(
            part=ibis.cases((known, year.cast("string")), else_=UNKNOWN),
            why=ibis.cases((known, "strong"), else_="no-date"),
        )
    if by is By.PLACE and filters.beneficiary:
        rows = counted(filters, "beneficiary", "beneficiary_level", "beneficiary_reason", *others)
        known = rows.beneficiary.notnull()
        return rows.mutate(
            part=ibis.cases((known, rows.beneficiary), else_=UNKNOWN),
            why=ibis.cases((known, rows.beneficiary_level), else_=rows.beneficiary_reason),
        )
    if by is By.SIZE:
        rows = counted(filters, "band", *others)
        known, part, level, reason = rows.band.notnull(), rows.band, ibis.literal("strong"), "no-income"
    elif by is By.PLACE:
        rows = to_whom(counted(filters, *others))
        known, part, level, reason = rows.to_place.notnull(), rows.to_place, rows.to_place_level, "no-place"
    else:
        rows = to_whom(counted(filters, *others))
        known = (rows.to_group != UNKNOWN).fill_null(False)
        part, level, reason = rows.to_group, rows.to_level.fill_null("weak"), "no-evidence"
    return rows.mutate(
        part=ibis.cases((rows.is_joint, JOINT), (known, part), else_=UNKNOWN),
        why=ibis.cases(
            (rows.is_joint, "strong"), (known, level), (rows.recipient.isnull(), "no-recipient"), else_=reason
        ),
    )
