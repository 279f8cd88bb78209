"""Contracts of a round as releases of the Open Contracting Data Standard 1.1.5.

https://standard.open-contracting.org/1.1/en/. No release is overwritten: each act of the round is one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from cydradd.follow.contract_writing import Json, Writing
from cydradd.follow.contracts.merging import compile
from cydradd.follow.publish_agreements import contracts, ended, payments
from cydradd.follow.publish_parts import CannotPublish, both, lots_by_id, slug, value
from cydradd.follow.published_round import PublishedApplication, PublishedLot, PublishedRound
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import parse_org_id
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import format_instant

EXTENSIONS = tuple(
    f"https://raw.githubusercontent.com/open-contracting-extensions/ocds_{name}_extension/master/extension.json"
    for name in ("lots", "submissionTerms", "budget", "finance")
)
"""Extensions of the standard that our packages use."""


def _planning(writing: Writing) -> Iterator[Json]:
    """The money that stood ready, by pot."""
    round = writing.round
    if round.call_opens is None or not round.pots:
        return
    funders = [(pot.funder, "funder") for pot in round.pots]
    total = Pence(sum(pot.amount for pot in round.pots))
    parts: list[JsonValue] = [
        {"id": pot.id, "amount": value(pot.amount, round.currency), "sourceParty": writing.reference(pot.funder)}
        for pot in round.pots
    ]
    budget: Json = {"id": round.id, "amount": value(total, round.currency), "budgetBreakdown": parts}
    yield writing.release("planning", format_instant(round.call_opens), funders) | {"planning": {"budget": budget}}


def _lot(lot: PublishedLot, currency: str, status: str) -> Json:
    return {"id": lot.id, **both("title", lot.title), "status": status, "value": value(lot.value, currency)}


def _tender(writing: Writing) -> Iterator[Json]:
    """The call: its period, its lots, and the two languages in which it could be answered."""
    round = writing.round
    if round.call_opens is None:
        return
    roles = [(writing.buyer, "procuringEntity")]
    yield writing.release("tender", format_instant(round.call_opens), roles) | {"tender": _call(writing, "active")}


def _call(writing: Writing, status: str) -> Json:
    round = writing.round
    total = Pence(sum(lot.value for lot in writing.lots))
    period: Json = {}
    if round.call_opens is not None:
        period["startDate"] = format_instant(round.call_opens)
    if round.call_closes is not None:
        period["endDate"] = format_instant(round.call_closes)
    call: Json = {
        "id": f"{writing.ocid}-call",
        **both("title", round.title, round.id),
        "status": status,
        "procuringEntity": writing.reference(writing.buyer),
        "procurementMethod": "open",
        "submissionTerms": {"languages": ["en", "cy"]},
    }
    if writing.lots:
        call["value"] = value(total, round.currency)
        call["lots"] = [_lot(lot, round.currency, status) for lot in writing.lots]
    return call | ({"tenderPeriod": period} if period else {})


def _award(writing: Writing, row: PublishedApplication) -> Json:
    """One decision. What was not funded has no value, so that nobody adds it to what was."""
    round = writing.round
    won = row.status == "funded"
    found: Json = {
        "id": f"{writing.ocid}-award-{slug(row.id)}",
        **both("title", row.title, row.id),
        "status": "active" if won else "unsuccessful",
        "suppliers": [writing.reference(body) for body, _ in row.members],
    }
    if (at := row.awarded_at or round.awarded_at) is not None:
        found["date"] = format_instant(at)
    if won:
        found["value"] = value(row.cost, round.currency)
    if row.lot in lots_by_id(round):
        found["relatedLots"] = [row.lot]
    return found


def _awards(writing: Writing) -> Iterator[Json]:
    """One release for each instant at which results were published."""
    by_time: dict[str, list[PublishedApplication]] = {}
    for row in writing.rows:
        if (published := row.awarded_at or writing.round.awarded_at) is not None:
            by_time.setdefault(format_instant(published), []).append(row)
    last = max(by_time, default=None)
    for number, at in enumerate(sorted(by_time), 1):
        rows = by_time[at]
        roles = [
            (body, "supplier" if row.status == "funded" else "tenderer") for row in rows for body, _ in row.members
        ]
        release = writing.release("award", at, roles, number)
        if at == last:
            release |= {"tag": ["award", "tenderUpdate"], "tender": _closed(writing)}
        yield release | {"awards": [_award(writing, row) for row in rows]}


def _closed(writing: Writing) -> Json:
    """The call once every result is out: a lot of which nothing was bought was unsuccessful."""
    won = {row.lot for row in writing.rows if row.status == "funded"}
    found: Json = {"id": f"{writing.ocid}-call", "status": "complete" if won else "unsuccessful"}
    lots = [{"id": lot.id, "status": "complete" if lot.id in won else "unsuccessful"} for lot in writing.lots]
    return found | ({"lots": lots} if lots else {})


def releases(round: PublishedRound) -> list[Json]:
    """The releases of a round in order of date, each act as far as it is known.

    Raises:
        CannotPublish: Publisher or OCID prefix is not set, or nothing of the round is paid by contract.
    """
    writing = Writing(round)
    if not writing.rows and not writing.lots:
        raise CannotPublish(
            Bilingual(
                "Nid oes contract i’w gyhoeddi: nid oes lot drwy gontract yn y rownd.",
                "There is no contract to publish: no lot of the round is paid by contract.",
            ),
            code="nothing-to-publish",
        )
    parts = (_planning, _tender, _awards, contracts, payments, ended)
    found = sorted((each for part in parts for each in part(writing)), key=lambda each: str(each["date"]))
    return _with_earlier_roles(found)


def _with_earlier_roles(found: list[Json]) -> list[Json]:
    """Releases whose parties keep the roles they had: merging replaces a list of words by the later one."""
    roles: dict[str, list[str]] = {}
    for release in found:
        parties = release["parties"]
        for party in parties if isinstance(parties, list) else ():
            had = roles.setdefault(party["id"], [])
            had += [role for role in party["roles"] if role not in had]
            party["roles"] = list(had)
    return found


def _package(round: PublishedRound, form: str) -> Json:
    (name, id) = (round.publisher_name, round.publisher_id)
    publisher: Json = {"name": name}
    if id is not None:
        known = parse_org_id(id)
        publisher |= {"scheme": known.prefix, "uid": known.number}
    return {
        "uri": f"urn:ocds:{round.ocid_prefix}-{slug(round.id)}:{form}",
        "version": "1.1",
        "extensions": list(EXTENSIONS),
        "publishedDate": format_instant(round.as_of),
        "publisher": publisher,
    }


def release_package(round: PublishedRound) -> Json:
    """All releases of a round in one package; refusals as of `releases`."""
    found = releases(round)
    if not found:
        raise CannotPublish(
            Bilingual(
                "Nid oes dyddiad i’w gyhoeddi. Rhowch agoriad yr alwad yn cycle/events.jsonl.",
                "There is no date to publish. Give the opening of the call in cycle/events.jsonl.",
            ),
            code="nothing-to-publish",
        )
    return _package(round, "releases") | {"releases": found}


def record_package(round: PublishedRound) -> Json:
    """The one record of a round: its releases, and the compiled release that says how things stand.

    Refusals as of `release_package`.
    """
    found = release_package(round)["releases"]
    releases = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    record: Json = {"ocid": releases[0]["ocid"], "releases": releases, "compiledRelease": compile(releases)}
    return _package(round, "records") | {"records": [record]}
