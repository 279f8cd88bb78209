"""What open contracts data tells of a level playing field: the inputs of design.md section 7, read from notices.

The formulas are not here: whoever joins the two hands these calls to them (follow.md 3.7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from cydradd.follow.amounts import Sums
from cydradd.follow.contracts.money import Amount, Measure, money
from cydradd.follow.contracts.parties import Object, Party, objects
from cydradd.follow.contracts.processes import Notice, Process
from cydradd.follow.recipients import Class, Recipient, classify
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Award, Call, JsonValue, Supplier
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.time import parse_instant

if TYPE_CHECKING:
    from cydradd.follow.warehouse.bodies import Evidence

INVITING = "tender"
"""Tag of a notice that invites offers; an amendment of it is no new call."""
FIRST_AWARD = "award"
_SMALL = frozenset({"micro", "small", "sme"})
_LARGE = frozenset({"large"})


def calls(processes: Iterable[Process], classify: Callable[[Recipient], Class] = classify) -> list[Call]:
    """One call for each contracting process.

    Args:
        classify: Tells what kind of body a supplier is; one that knows registers tells more.
    """
    return [_call(each, classify) for each in processes]


def classifier(evidence: Evidence | None) -> Callable[[Recipient], Class]:
    """What tells the class of a supplier, with registers where there are any; each recipient is looked up once."""
    if evidence is None:
        return classify
    known: dict[Recipient, Class] = {}

    def told(one: Recipient) -> Class:
        if one not in known:
            asked = [one]
            known[one] = classify(one, evidence.links(asked), evidence.kinds(asked), evidence.names(asked))
        return known[one]

    return told


def _call(process: Process, classify: Callable[[Recipient], Class]) -> Call:
    tender = _object(process.compiled.get("tender"))
    bids = _statistics(process.compiled)
    value, currency = _money(tender.get("value"))
    tenderers = tender.get("numberOfTenderers")
    languages = _object(tender.get("submissionTerms")).get("languages")
    return Call(
        id=process.ocid or process.pointer,
        windows=tuple(_windows(process.notices)),
        method=method if isinstance(method := tender.get("procurementMethod"), str) else None,
        tenderers=tenderers if isinstance(tenderers, int) and not isinstance(tenderers, bool) else bids.get("bids"),
        small_bids=bids.get("smeFinalStageBids", bids.get("vcseFinalStageBids")),
        all_bids=bids.get("finalStageBids", bids.get("bids")),
        value=value,
        currency=currency,
        lots=tuple(_money(each.get("value"))[0] for each in objects(tender.get("lots"))),
        conditions=tuple(_conditions(tender)),
        languages=frozenset(each.lower() for each in languages if isinstance(each, str))
        if isinstance(languages, list)
        else None,
        awards=tuple(_award(each, process.notices, classify) for each in money(process.compiled).of(Measure.AWARD)),
    )


def _windows(notices: Iterable[Notice]) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing of each notice that invites offers; without an opening, the day of the notice."""
    for each in notices:
        if INVITING in each.tags:
            opens, closes = _instant(each.opens) or _instant(each.date), _instant(each.closes)
            if opens is not None and closes is not None:
                yield opens, closes


def _award(amount: Amount, notices: Iterable[Notice], classify: Callable[[Recipient], Class]) -> Award:
    first = next((each for each in notices if amount.id is not None and amount.id in each.awards), None)
    published = _instant(first.date) if first is not None and FIRST_AWARD in first.tags else None
    return Award(
        None if amount.minor_units is None else Pence(amount.minor_units),
        amount.currency,
        _instant(amount.date),
        published,
        tuple(_supplier(each, classify) for each in amount.suppliers),
    )


def _supplier(party: Party, classify: Callable[[Recipient], Class]) -> Supplier:
    found = classify(party.recipient())
    is_small = True if party.scale in _SMALL else False if party.scale in _LARGE else None
    return Supplier(
        party.key, party.org_id is not None, found.group, found.level == "strong", party.says_vcse, is_small
    )


def _conditions(tender: Object) -> Iterator[str]:
    """What bidders must show: selection criteria of the tender and of its lots."""
    for owner in (tender, *objects(tender.get("lots"))):
        criteria = _object(owner.get("selectionCriteria"))
        for each in (criteria, *objects(criteria.get("criteria"))):
            for name in ("description", "minimum"):
                if isinstance(text := each.get(name), str) and text:
                    yield text


def _statistics(release: Object) -> dict[str, int]:
    """Counts of bids by measure; those of several lots are added."""
    found: dict[str, int] = {}
    for each in objects(_object(release.get("bids")).get("statistics")):
        measure, value = each.get("measure"), each.get("value")
        if isinstance(measure, str) and isinstance(value, int | float) and not isinstance(value, bool):
            found[measure] = found.get(measure, 0) + int(value)
    return found


def _money(value: JsonValue) -> tuple[Pence | None, str | None]:
    """A value in minor units, with its currency; ``None``: none is told."""
    held = _object(value)
    exact = Sums()
    exact.add(held.get("amount"), held.get("currency"), "")
    for currency, units in exact.minor_units.items():
        return Pence(units), currency
    return None, None


def _object(value: JsonValue) -> Object:
    return value if isinstance(value, Mapping) else {}


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return parse_instant(text)
    except CydraddError:
        return None
