"""Letters of support as the file of a proposal holds them."""

from __future__ import annotations

from cydradd.share.support import Body, Letter, Level, Withdrawal
from cydradd.share.toml_tables import Table
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.place import is_gss
from cydradd.vocabulary.text import Language

MOST_VERSIONS = 10_000


def read_letters(document: Table) -> list[tuple[Letter, Table]]:
    """Every letter that is whole, with its table. What is not whole is listed, and left."""
    found = ((_letter(table), table) for table in document.tables("letters"))
    return [(letter, table) for letter, table in found if letter is not None]


def _letter(table: Table) -> Letter | None:
    """One letter; ``None`` when something it needs is not there."""
    body, writer, at = table.word("from", Body), table.text("id", needed=True), table.instant("at")
    language, version = table.word("language", Language), table.whole("version", 1, MOST_VERSIONS)
    why, difference = table.text("why", needed=True), table.text("difference", needed=True)
    level, partner = table.word("level", Level, needed=False), table.word("partner", Partner, needed=False)
    name, place = table.text("name"), _place(table)
    representative, confirmed_by = table.text("representative"), table.text("confirmed_by")
    domain, withdrawn = table.text("verified_domain"), _withdrawn(table.table("withdrawn"))
    table.close()
    if body is None or writer is None or at is None or language is None or version is None:
        return None
    if why is None or difference is None:
        return None
    return Letter(
        writer=writer,
        body=body,
        version=version,
        at=at,
        language=language,
        why=why,
        difference=difference,
        level=level or Level.OPEN,
        name=name,
        partner=partner,
        place=place,
        representative=representative,
        confirmed_by=confirmed_by,
        verified_domain=domain,
        withdrawn=withdrawn,
    )


def _place(table: Table) -> str | None:
    place = table.text("place")
    if place is None or is_gss(place):
        return place
    table.fault("unknown-place", "Rhowch god GSS, fel W06000002.", "Give a GSS code, such as W06000002.", "place")
    return None


def _withdrawn(table: Table | None) -> Withdrawal | None:
    """A withdrawal; its reason is optional."""
    if table is None:
        return None
    at, reason = table.instant("at"), table.bilingual("reason", needed=False)
    table.close()
    return None if at is None else Withdrawal(at, reason)
