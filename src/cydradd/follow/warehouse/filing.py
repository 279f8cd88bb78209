"""Files into a warehouse, and classes of its recipients found out again when registers are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from cydradd.follow.checking.checker import Checker
from cydradd.follow.recipients import GROUPS, size_band
from cydradd.follow.threesixtygiving import of_whole
from cydradd.follow.warehouse.bodies import SAID_LEVEL, Evidence, rows_of
from cydradd.follow.warehouse.feeding import BATCH, Feed
from cydradd.follow.warehouse.loaded import Loaded, NotValid, Told, find_loaded
from cydradd.follow.warehouse.loading import Load
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    from cydradd.follow.reading.reading import Reading
    from cydradd.follow.warehouse.grant_facts import Said
    from cydradd.follow.warehouse.store import Warehouse


def load(
    warehouse: Warehouse,
    reading: Reading,
    *,
    as_of: date | None = None,
    evidence: Evidence | None = None,
    watch: Callable[[int], None] | None = None,
    strict: bool = False,
) -> Loaded:
    """One file, whole, in one transaction; a file that is there already, by its hash, is left as it is.

    Args:
        as_of: The day on which dates are in the future or long past; ``None``: grants are not checked.
        evidence: Registers; ``None``: rules 7 and 8 and size bands have no evidence.
        watch: Told now and then how many grants have been read.
        strict: Keep nothing of a file that has a defect by which it is not valid.

    Raises:
        UnreadableFile: The file is broken; nothing of it is kept.
        NotConserved: Rows or money would have been lost; nothing of the file is kept.
        NotValid: ``strict``, and the file does not keep to the standard.
    """
    there = find_loaded(warehouse, reading.sha256)
    if there is not None:
        return there
    with warehouse.transaction():
        install_places(warehouse, evidence)
        made = Load(warehouse, reading.sha256, evidence, watch)
        checker = Checker(as_of) if as_of is not None else None
        for row in reading.rows():
            made.row(row, checker)
        for fault in of_whole(reading, made.count):
            made.fault(fault)
        version = reading.meta.get("version")
        told = Told("360giving", version if isinstance(version, str) else None, reading.meta)
        loaded = made.finish(reading.path.name, told)
        if strict and made.errors:
            raise NotValid(loaded, made.errors)
        _size(warehouse, evidence, made.file_no)
        _find_repeats(warehouse, made.file_no)
    return loaded


def install_places(warehouse: Warehouse, evidence: Evidence | None) -> None:
    """Take over the codes and names of places that a register has."""
    if evidence is None or warehouse.ask("SELECT 1 FROM places LIMIT 1"):
        return
    feed = Feed(warehouse.connection, "places")
    for row in evidence.places():
        feed.add(row)
    feed.flush()


def _size(warehouse: Warehouse, evidence: Evidence | None, file_no: int | None = None) -> None:
    """Income of each recipient in the last year of a register that is not after the award."""
    if evidence is None:
        return
    where = "" if file_no is None else f"AND g.file_no = {file_no}"
    asked = warehouse.ask(
        "SELECT DISTINCT p.registered FROM grants g JOIN parties p ON g.recipient = p.party "  # noqa: S608
        f"WHERE p.registered IS NOT NULL {where}"
    )
    known = evidence.incomes([str(row[0]) for row in asked])
    if not known:
        return
    connection = warehouse.connection
    connection.execute("CREATE OR REPLACE TEMP TABLE incomes (org_id VARCHAR, until DATE, income BIGINT, band VARCHAR)")
    for start in range(0, len(known), BATCH):
        some = known[start : start + BATCH]
        columns = [each.org_id for each in some], [each.until for each in some], [each.income for each in some]
        bands = [size_band(each.income) for each in some]  # type: ignore[arg-type]
        connection.execute(
            "INSERT INTO incomes SELECT unnest($1::VARCHAR[]), unnest($2::DATE[]), unnest($3::BIGINT[]), "
            "unnest($4::VARCHAR[])",
            [*columns, bands],
        )
    connection.execute(
        "INSERT INTO sizes SELECT g.row_no, i.income, i.band FROM grants g "  # noqa: S608
        "JOIN parties p ON g.recipient = p.party "
        "ASOF JOIN incomes i ON p.registered = i.org_id AND g.awarded_on >= i.until "
        f"WHERE i.band <> 'unknown' {where}"
    )
    connection.execute("DROP TABLE incomes")


def _find_repeats(warehouse: Warehouse, file_no: int) -> None:
    """Mark grants of all files that share an id with one of this file.

    Of those that are equal in all they say, the first is not marked; different ones are a conflict.
    """
    repeated = (
        "SELECT g.id FROM grants g SEMI JOIN "  # noqa: S608
        f"(SELECT DISTINCT id FROM grants WHERE file_no = {file_no}) n ON g.id = n.id "
        "GROUP BY g.id HAVING count(*) > 1"
    )
    connection = warehouse.connection
    connection.execute(f"CREATE OR REPLACE TEMP TABLE again AS {repeated}")
    if warehouse.ask("SELECT 1 FROM again LIMIT 1"):
        connection.execute(
            "DELETE FROM repeats WHERE row_no IN (SELECT g.row_no FROM grants g SEMI JOIN again a ON g.id = a.id)"
        )
        connection.execute(
            "INSERT INTO repeats SELECT row_no, kind FROM ("
            "SELECT g.row_no, CASE "
            "WHEN row_number() OVER (PARTITION BY g.id, r.content, r.extra ORDER BY g.row_no) > 1 THEN 'exact' "
            "WHEN count(DISTINCT coalesce(r.content, '') || coalesce(r.extra, '')) OVER (PARTITION BY g.id) > 1 "
            "THEN 'conflict' END AS kind FROM grants g JOIN again a ON g.id = a.id JOIN rows r ON g.row_no = r.row_no"
            ") WHERE kind IS NOT NULL"
        )
    connection.execute("DROP TABLE again")


def classify_again(warehouse: Warehouse, evidence: Evidence | None, watch: Callable[[int], None] | None = None) -> int:
    """Find out class, place and size of every recipient anew, with the registers given; how many there are.

    What a person said of a class is kept.
    """
    connection = warehouse.connection
    with warehouse.transaction():
        if evidence is not None:
            connection.execute("DELETE FROM places")
            install_places(warehouse, evidence)
        current = {str(code): str(now) for code, now in warehouse.ask("SELECT code, current FROM places") if now}
        connection.execute("CREATE OR REPLACE TEMP TABLE before AS SELECT * FROM parties")
        connection.execute("DELETE FROM parties")
        feed, done = Feed(connection, "parties"), 0
        while rows := warehouse.ask(
            "SELECT party, id, name, charity_number, company_number, is_individual, gss, postcode, locality, "
            "said_class, said_reason FROM before ORDER BY party LIMIT ? OFFSET ?",
            [BATCH, done],
        ):
            parties: dict[int, Said] = {row[0]: tuple(row[1:9]) for row in rows}  # type: ignore[misc]
            by_hand: Mapping[int, tuple[str, str]] = {row[0]: (row[9], row[10]) for row in rows if row[9]}  # type: ignore[misc]
            for made in rows_of(parties, evidence, current, by_hand):
                feed.add(made)
            feed.flush()
            done += len(rows)
            if watch is not None:
                watch(done)
        connection.execute("DROP TABLE before")
        connection.execute("DELETE FROM sizes")
        _size(warehouse, evidence)
    return done


def say_class(warehouse: Warehouse, key: str, code: str, reason: str) -> None:
    """Keep the class that a person gives a body, with the reason, beside the computed one: it is then counted.

    Raises:
        NotPossible: No such body, no such class, or no reason.
    """
    known = [name for name in GROUPS if name not in ("unknown", "individual")]
    if code not in known or not reason.strip() or not warehouse.ask("SELECT 1 FROM parties WHERE key = ?", [key]):
        raise NotPossible(
            Bilingual(
                f"{key}: rhowch dderbynnydd sydd yn y storfa, rheswm, a dosbarth: {', '.join(known)}.",
                f"{key}: give a recipient that is in the warehouse, a reason, and a class: {', '.join(known)}.",
            ),
            code="no-such-class",
        )
    with warehouse.transaction():
        warehouse.connection.execute(
            "UPDATE parties SET said_class = ?, said_reason = ?, counted_group = ?, counted_level = ? WHERE key = ?",
            [code, reason.strip(), GROUPS[code], SAID_LEVEL, key],
        )
