"""The questions, each written once as an Ibis expression: the same for DuckDB, PostgreSQL and Apache Spark.

An expression says which columns come out; `asking.sql` turns it into the SQL of a database. Nothing here reads a
warehouse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cydradd.follow.reach import By
from cydradd.follow.warehouse.selection import Filters as Filters
from cydradd.follow.warehouse.selection import (
    chosen,
    counted,
    exact_repeats,
    from_whom,
    gathered,
    grants,
    in_currency,
    keyed,
    marked,
    table,
    to_whom,
)

if TYPE_CHECKING:
    import ibis.expr.types as ir


def reached(filters: Filters, by: By) -> ir.Table:
    """Grants and money by ``part`` and ``why``; beside them how many recipients can be told apart.

    ``counts`` says what a row is of: ``evidence``, with no recipients; ``part``, or ``all`` with a ``part`` of null,
    with recipients alone, since one may be in several.
    """
    import ibis

    rows = to_whom(keyed(filters, by))
    bodies = rows.select("part", "why", "to_body", "grants", "total")
    nothing, nobody = ibis.null("int64"), ibis.null("string")
    evidence = bodies.group_by("part", "why").agg(grants=bodies.grants.sum(), total=bodies.total.sum())
    apart = bodies.group_by("part").agg(recipients=bodies.to_body.nunique())
    everyone = bodies.agg(recipients=bodies.to_body.nunique())
    columns = ("counts", "part", "why", "grants", "total", "recipients")
    return ibis.union(
        evidence.mutate(counts=ibis.literal("evidence"), recipients=nothing).select(*columns),
        apart.mutate(counts=ibis.literal("part"), why=nobody, grants=nothing, total=nothing).select(*columns),
        everyone.mutate(counts=ibis.literal("all"), part=nobody, why=nobody, grants=nothing, total=nothing).select(
            *columns
        ),
    )


def currencies(filters: Filters) -> ir.Table:
    """Grants and money of every currency, with those whose amount cannot be read (``total`` of null)."""
    rows = grants(filters)
    readable = rows.minor_units.notnull()
    return rows.group_by("currency", readable=readable).agg(grants=rows.count(), total=rows.minor_units.sum())


def left_out(filters: Filters) -> ir.Table:
    """Grants and money of the currency that are transfers or repeats, whether or not the filters leave them out."""
    rows = in_currency(filters)
    rows = rows.mutate(is_repeat=rows.row_no.isin(exact_repeats().row_no))
    rows = marked(gathered(rows, "funder", "is_repeat"))
    return rows.group_by("is_transfer", "is_repeat").agg(grants=rows.grants.sum(), total=rows.total.sum())


def sources(filters: Filters) -> ir.Table:
    """The files that the grants come from, with how many come from each."""
    files = table("files").select("file_no", "file", "sha256")
    if filters.without_transfers:
        rows = counted(filters, "file_no")
        by_file = rows.group_by("file_no").agg(grants=rows.grants.sum())
    else:
        rows = chosen(filters)
        by_file = rows.group_by("file_no").agg(grants=rows.count())
    return by_file.join(files, "file_no").select("file", "sha256", "grants").order_by("file", "sha256")


def totals(filters: Filters) -> ir.Table:
    """How many recipients hold each ``total``."""
    rows = to_whom(counted(filters))
    rows = rows.filter(rows.to_body.notnull())
    held = rows.group_by("to_body").agg(total=rows.total.sum())
    return held.group_by("total").agg(recipients=held.count())


def held(filters: Filters) -> ir.Table:
    """Money of the filters' currency by recipient; a ``holder_key`` of null: nobody is named, or several together."""
    rows, parties = keyed(filters, By.TYPE), table("parties")
    got = parties.select(holder="party", holder_key="key", holder_name="name")
    joined = rows.left_join(got, rows.recipient == got.holder)
    return joined.group_by("holder_key").agg(
        name=joined.holder_name.max(),
        group=joined.part.min(),
        grants=joined.grants.sum(),
        total=joined.total.sum(),
    )


def unidentified(filters: Filters) -> ir.Table:
    """How many grants of each amount name no recipient that can be told apart, or several."""
    rows = to_whom(counted(filters, "minor_units"))
    rows = rows.filter(rows.to_body.isnull())
    return rows.group_by("minor_units").agg(grants=rows.grants.sum())


def flow(filters: Filters, by: By) -> ir.Table:
    """Money from each funder to each ``part``."""
    rows = from_whom(keyed(filters, by, "funder"))
    return rows.group_by("from_key", "part").agg(
        name=rows.from_name.min(), grants=rows.grants.sum(), total=rows.total.sum()
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
