"""The questions, each written once as an Ibis expression: the same for DuckDB, PostgreSQL and Apache Spark.

An expression says which columns come out; `asking.sql` turns it into the SQL of a database. Nothing here reads a
warehouse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from cydradd.follow.reach import JOINT, By
from cydradd.follow.recipients import UNKNOWN
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


@cache
def table(name: str) -> ir.Table:
    """One table of the warehouse."""
    import ibis

    return ibis.table(dict(TABLES[name]), name=name)


def grants(filters: Filters) -> ir.Table:
    """Grants of every currency, as far as place, day and names ask: nothing is joined that need not be."""
    rows = table("grants")
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
        to_class="class",
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
    parties = table("parties").select(
        from_party="party", from_key="key", from_name="name", from_folded="folded", from_group="counted_group"
    )
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
        found.append(_is_in(rows.beneficiary, filters.place))
    elif filters.place is not None:
        parties = table("parties")
        found.append(rows.recipient.isin(parties.filter(_is_in(parties.place, filters.place)).party))
    if filters.since is not None:
        found.append(rows.awarded_on >= filters.since)
    if filters.until is not None:
        found.append(rows.awarded_on <= filters.until)
    return found


def _named(name: str) -> ir.Table:
    """Parties by their key, or by their exact name."""
    parties = table("parties")
    return parties.filter((parties.key == name) | (parties.name == name))


def _is_in(place: ir.StringValue, asked: str) -> ir.BooleanValue:
    """Whether a place is the one asked for, or in Wales: of codes that begin with W, the postcode area is in London."""
    if asked != WALES:
        return place == asked
    return place.isin(WELSH_AREAS) | (place.startswith("W") & (place.length() == 9))


def marked(rows: ir.Table) -> ir.Table:
    """The same with ``is_transfer`` and ``is_repeat``, which filters may leave out."""
    rows = from_whom(to_whom(rows))
    return rows.mutate(
        is_transfer=((rows.from_group == "statutory") & (rows.to_group == "statutory")).fill_null(False)
        | (rows.to_class == "local_authority").fill_null(False)
        | (rows.to_group == "education").fill_null(False),
        is_repeat=rows.row_no.isin(_exact().row_no),
    )


def _exact() -> ir.Table:
    repeats = table("repeats")
    return repeats.filter(repeats.kind == "exact")


def in_currency(filters: Filters) -> ir.Table:
    """Grants of one currency whose amount can be read."""
    rows = grants(filters)
    return rows.filter((rows.currency == filters.currency) & rows.minor_units.notnull())


def counted(filters: Filters) -> ir.Table:
    """Grants of one currency whose amount can be read, without what the filters leave out."""
    rows = in_currency(filters)
    if filters.once:
        rows = rows.filter(rows.row_no.notin(_exact().row_no))
    if filters.without_transfers:
        rows = marked(rows)
        rows = rows.filter(~rows.is_transfer)
    return rows


def keyed(filters: Filters, by: By) -> ir.Table:
    """`counted` with the row of the answer each grant is in: ``part``, and ``why``: the level of evidence, or the
    reason for which it is not known."""
    import ibis

    rows = counted(filters)
    if by is By.YEAR:
        year = rows.april_year if filters.april else rows.year
        known = year.notnull()
        return rows.mutate(
            part=ibis.cases((known, year.cast("string")), else_=UNKNOWN),
            why=ibis.cases((known, "strong"), else_="no-date"),
        )
    if by is By.PLACE and filters.beneficiary:
        known = rows.beneficiary.notnull()
        return rows.mutate(
            part=ibis.cases((known, rows.beneficiary), else_=UNKNOWN),
            why=ibis.cases((known, rows.beneficiary_level), else_=rows.beneficiary_reason),
        )
    if by is By.SIZE:
        sizes = table("sizes").select("band", size_no="row_no")
        rows = rows.left_join(sizes, rows.row_no == sizes.size_no)
        known, part, level, reason = rows.band.notnull(), rows.band, ibis.literal("strong"), "no-income"
    elif by is By.PLACE:
        rows = to_whom(rows)
        known, part, level, reason = rows.to_place.notnull(), rows.to_place, rows.to_place_level, "no-place"
    else:
        rows = to_whom(rows)
        known = (rows.to_group != UNKNOWN).fill_null(False)
        part, level, reason = rows.to_group, rows.to_level.fill_null("weak"), "no-evidence"
    return rows.mutate(
        part=ibis.cases((rows.is_joint, JOINT), (known, part), else_=UNKNOWN),
        why=ibis.cases(
            (rows.is_joint, "strong"), (known, level), (rows.recipient.isnull(), "no-recipient"), else_=reason
        ),
    )


def parts(filters: Filters, by: By) -> ir.Table:
    """Grants and money by ``part`` and ``why``."""
    rows = keyed(filters, by)
    return rows.group_by("part", "why").agg(grants=rows.count(), total=rows.minor_units.sum())


def reached(filters: Filters, by: By) -> ir.Table:
    """Recipients that can be told apart, by ``part``."""
    rows = to_whom(keyed(filters, by))
    return rows.group_by("part").agg(recipients=rows.to_body.nunique())


def recipients(filters: Filters) -> ir.Table:
    """All recipients that can be told apart."""
    rows = to_whom(counted(filters))
    return rows.agg(recipients=rows.to_body.nunique())


def currencies(filters: Filters) -> ir.Table:
    """Grants and money of every currency, with those whose amount cannot be read (``total`` of null)."""
    rows = grants(filters)
    readable = rows.minor_units.notnull()
    return rows.group_by("currency", readable=readable).agg(grants=rows.count(), total=rows.minor_units.sum())


def left_out(filters: Filters) -> ir.Table:
    """Grants and money of the currency that are transfers or repeats, whether or not the filters leave them out."""
    rows = marked(in_currency(filters))
    return rows.group_by("is_transfer", "is_repeat").agg(grants=rows.count(), total=rows.minor_units.sum())


def sources(filters: Filters) -> ir.Table:
    """The files that the grants come from, with how many come from each."""
    rows, files = counted(filters), table("files").select("file_no", "file", "sha256")
    by_file = rows.group_by("file_no").agg(grants=rows.count())
    return by_file.join(files, "file_no").select("file", "sha256", "grants").order_by("file", "sha256")


def totals(filters: Filters) -> ir.Table:
    """How many recipients hold each ``total``."""
    rows = to_whom(counted(filters))
    rows = rows.filter(rows.to_body.notnull())
    held = rows.group_by("to_body").agg(total=rows.minor_units.sum())
    return held.group_by("total").agg(recipients=held.count())


def unidentified(filters: Filters) -> ir.Table:
    """How many grants of each amount name no recipient that can be told apart, or several."""
    rows = to_whom(counted(filters))
    rows = rows.filter(rows.to_body.isnull())
    return rows.group_by("minor_units").agg(grants=rows.count())


def flow(filters: Filters, by: By) -> ir.Table:
    """Money from each funder to each ``part``."""
    rows = from_whom(keyed(filters, by))
    return rows.group_by("from_key", "part").agg(
        name=rows.from_name.min(), grants=rows.count(), total=rows.minor_units.sum()
    )


def found(words: tuple[str, ...], gave: bool, currency: str) -> ir.Table:
    """Bodies of which every word is in the name, or in title or description of one grant: with their money.

    ``in_name``: grants under a name that holds every word. ``gave``: those who gave, else those who got.
    """
    import ibis

    rows = from_whom(grants(Filters())) if gave else to_whom(grants(Filters()))
    key, name, folded = (
        (rows.from_key, rows.from_name, rows.from_folded) if gave else (rows.to_key, rows.to_name, rows.to_folded)
    )
    rows = rows.mutate(key=key, name=name, folded=folded.fill_null(""))
    told = (rows.title.fill_null("") + " " + rows.description.fill_null("")).lower()
    named = [rows.folded.contains(word) for word in words]
    everywhere = [rows.folded.contains(word) | told.contains(word) for word in words]
    rows = rows.mutate(is_named=ibis.and_(*named)).filter(ibis.and_(*everywhere) & rows.key.notnull())
    return rows.group_by("key").agg(
        name=rows.name.max(),
        in_name=ibis.cases((rows.is_named, 1), else_=0).sum(),
        grants=rows.count(),
        total=ibis.cases((rows.currency == currency, rows.minor_units), else_=0).sum(),
    )


def listing(filters: Filters) -> ir.Table:
    """Every grant of every currency, newest first, with its place in its file."""
    rows = from_whom(to_whom(grants(filters)))
    files = table("files").select("file", "sha256", read_no="file_no")
    places = table("rows").select("sheet", "row", "pointer", place_no="row_no")
    kinds = table("repeats").select("kind", kind_no="row_no")
    joined = rows.left_join(files, rows.file_no == files.read_no)
    joined = joined.left_join(places, joined.row_no == places.place_no)
    joined = joined.left_join(kinds, joined.row_no == kinds.kind_no)
    listed = joined.select(*LISTED)
    return listed.order_by(listed.awarded_on.desc(nulls_first=False), listed.row_no)


LISTED = (
    "row_no",
    "id",
    "title",
    "description",
    "programme",
    "currency",
    "minor_units",
    "amount_text",
    "awarded_on",
    "from_key",
    "from_name",
    "to_key",
    "to_name",
    "to_group",
    "is_joint",
    "kind",
    "file",
    "sha256",
    "sheet",
    "row",
    "pointer",
)
"""Columns of `listing`, in the order of `finding.Grant`."""


def partners(filters: Filters, gave: bool) -> ir.Table:
    """The other side of the grants, by currency: who gave them (``gave``), or who got them."""
    rows = from_whom(grants(filters)) if gave else to_whom(grants(filters))
    rows = rows.filter(rows.minor_units.notnull())
    rows = rows.mutate(key=rows.from_key if gave else rows.to_key, name=rows.from_name if gave else rows.to_name)
    return rows.group_by("key", "currency").agg(name=rows.name.max(), grants=rows.count(), total=rows.minor_units.sum())


def years(filters: Filters) -> ir.Table:
    """Grants and money by year and currency; a year of null where no day can be read."""
    rows = grants(filters)
    rows = rows.filter(rows.minor_units.notnull()).mutate(when=rows.april_year if filters.april else rows.year)
    return rows.group_by("when", "currency").agg(grants=rows.count(), total=rows.minor_units.sum())
