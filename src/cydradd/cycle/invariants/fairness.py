"""I4, I7, I9 and I10: equal partners, no judge in their own cause, no request or refusal without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from cydradd.apply.feedback import unanswered
from cydradd.cycle.fates import fates, unsuccessful
from cydradd.cycle.gates.open_apply import unexcused_breaches
from cydradd.cycle.gates.rules import Reading
from cydradd.cycle.interests import recusals
from cydradd.cycle.invariants.verdict import NOT_EVIDENCED, State, Verdict, broken_by
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner


def equal_shares(reading: Reading) -> Verdict:
    """I4: the partners' shares sum to 1, and are equal unless all three consented before the design began."""
    shares = reading.settings.partners
    if set(shares) != set(Partner) or sum(shares.values()) != 1:
        return Verdict(State.BROKEN, tuple(sorted(shares)))
    if len(set(shares.values())) == 1:
        return Verdict(State.HOLDS)
    if reading.tables.events is None:
        return NOT_EVIDENCED
    began = reading.acts.opened("design")
    consented = {
        act.partner
        for act in reading.acts.of("consent")
        if act.gate in (Gate.OPEN_LISTEN, Gate.OPEN_DESIGN) and act.code is None and (began is None or act.at < began)
    }
    return broken_by(partner for partner in Partner if partner not in consented)


def no_own_cause(reading: Reading) -> Verdict:
    """I7: no seat scores or votes on a lot for which an organisation it is tied to applies."""
    tables = reading.tables
    scores, ballots = tables.scores, reading.evidence.ballots_of_seats
    told = tables.seats is not None or reading.acts.of("interest")
    if tables.applications is None or not told or (scores is None and ballots is None):
        return NOT_EVIDENCED
    lots = {row.id: row.lot for row in tables.applications}
    barred = recusals(tables, reading.acts.events)
    return broken_by(
        seat
        for seat, application in _judged(reading)
        if application in lots and lots[application] in barred.get(seat, frozenset())
    )


def _judged(reading: Reading) -> Iterator[tuple[str, str]]:
    """Who scored or voted on which application."""
    yield from ((row.seat, row.application) for row in reading.tables.scores or ())
    for seat, chosen in (reading.evidence.ballots_of_seats or {}).items():
        yield from ((seat, application) for application in chosen)


def requirements_with_reasons(reading: Reading) -> Verdict:
    """I9: every requirement has a reason in both languages, and is in proportion or a consented exception."""
    rows = reading.tables.requirements
    if rows is None:
        return NOT_EVIDENCED
    unreasoned = {row.id for row in rows if not (row.reason and row.reason.cy and row.reason.en)}
    excessive = {row.id for row in rows} & set(unexcused_breaches(reading))
    return broken_by(unreasoned | excessive, judged=not rows or reading.evidence.proportion is not None)


def one_fate_each(reading: Reading) -> Verdict:
    """I10: every application ends in one way, at a known time, with feedback unless funded or withdrawn."""
    allocation, rows = reading.evidence.allocation, reading.tables.feedback
    if allocation is None:
        return NOT_EVIDENCED
    odd = {id for id, each in fates(reading.evidence).items() if len(each) != 1}
    owed = unsuccessful(reading.evidence)
    unheard = unanswered(owed, rows, allocation.explained) if rows is not None else ()
    timed = reading.acts.published("result") is not None
    return broken_by({*odd, *unheard}, judged=timed and (rows is not None or not owed))
