"""Questions on the money of contracts that those of grants do not ask: what other measures hold, and which files.

Ibis expressions, as `questions.py` has them; the questions there count whatever measure their filters name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cydradd.follow.warehouse.selection import Filters, in_currency, marked, of_contracts, table

if TYPE_CHECKING:
    import ibis.expr.types as ir


def by_measure(filters: Filters) -> ir.Table:
    """Amounts and money of the filters' currency, by each ``measure`` of contracts."""
    rows = of_contracts(filters)
    rows = rows.filter((rows.currency == filters.currency) & rows.minor_units.notnull())
    return rows.group_by("measure").agg(amounts=rows.count(), total=rows.minor_units.sum())


def files_of(filters: Filters) -> ir.Table:
    """The files that hold a release of a process whose money is counted, with how many amounts such processes have."""
    rows, releases = in_currency(filters), table("releases")
    if filters.without_transfers:
        rows = marked(rows)
        rows = rows.filter(~rows.is_transfer)
    files = table("files").select("file_no", "file", "sha256")
    amounts = rows.group_by("source", "process").agg(many=rows.count())
    process = releases.ocid.fill_null(releases.row_no.cast("string"))
    named = releases.select("file_no", "source", process=process).distinct()
    held = named.join(amounts, ["source", "process"])
    by_file = held.group_by("file_no").agg(amounts=held.many.sum())
    return by_file.join(files, "file_no").select("file", "sha256", "amounts").order_by("file", "sha256")
