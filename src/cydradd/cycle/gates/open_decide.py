"""Before anybody votes: the call was open long enough, everyone was answered, and interests are declared."""

from __future__ import annotations

from cydradd.cycle.gates.rules import (
    ROUND_OFFICER,
    SEATS,
    Answer,
    Reading,
    Rule,
    count,
    holds,
    missing,
    named,
    not_evidenced,
    shown,
)
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

CALL_DAYS = 20
"""Working days that a call is open at least."""


def call_closed(reading: Reading) -> Answer:
    """The call has closed."""
    if not reading.acts.of("window_opens", "call") and not reading.acts.of("window_closes", "call"):
        return not_evidenced("call-open")
    return shown(reading.acts.closed("call") is not None, "call-open")


def call_long_enough(reading: Reading) -> Answer:
    """The call stood open 20 working days, all its windows together."""
    closed = [window for window in reading.acts.windows("call") if window.closes]
    if not closed:
        return not_evidenced("short-call")
    counted = [window.working_days for window in closed]
    if None in counted:
        return not_evidenced("short-call")
    days = sum(filter(None, counted))
    detail = count("Diwrnodau gwaith ar agor", "Working days open", days, CALL_DAYS)
    return shown(days >= CALL_DAYS, "short-call", detail)


def eligibility(reading: Reading) -> Answer:
    """Every application was answered on eligibility after the call closed; a no has its reason."""
    lines, applications = reading.acts.of("publish", "eligibility"), reading.tables.applications
    if not lines or applications is None:
        return not_evidenced("no-eligibility")
    closed = reading.acts.closed("call")
    if closed is None:
        return not_evidenced("no-eligibility")
    unreasoned = tuple(
        sorted(row.id for row in applications if row.status == "ineligible" and not (row.reason or "").strip())
    )
    if unreasoned:
        return missing("no-eligibility", detail=named("Heb reswm", "Without a reason", unreasoned))
    return shown(any(act.at >= closed for act in lines), "no-eligibility")


def interests(reading: Reading) -> Answer:
    """Everyone who holds a seat when the ballot opens had declared their interests, or none."""
    seats, lines = reading.tables.seats, reading.acts.of("interest")
    opened = reading.acts.opened("ballot")
    if seats is None or not lines or opened is None:
        return not_evidenced("no-interest")
    declared = {act.seat for act in lines if act.at < opened}
    day = local_date(opened)
    silent = [row.seat for row in seats if row.holds_on(day) and row.seat not in declared]
    return missing(*(f"no-interest:{seat}" for seat in sorted(silent))) if silent else holds()


RULES = (
    Rule(
        "call-open",
        Bilingual("Mae’r cyfnod ymgeisio wedi cau.", "The call has closed."),
        ROUND_OFFICER,
        call_closed,
    ),
    Rule(
        "short-call",
        Bilingual(
            "Roedd y cyfnod ymgeisio ar agor am 20 diwrnod gwaith neu fwy.",
            "The call was open for 20 working days or more.",
        ),
        ROUND_OFFICER,
        call_long_enough,
    ),
    Rule(
        "no-eligibility",
        Bilingual(
            "Mae pob cais wedi cael ateb a yw’n gymwys, gyda rheswm os nad yw.",
            "Every application was told whether it is eligible, with a reason if it is not.",
        ),
        ROUND_OFFICER,
        eligibility,
    ),
    Rule(
        "no-interest",
        Bilingual(
            "Mae pawb sydd mewn sedd wedi datgan eu buddiannau cyn y pleidleisio.",
            "Everyone in a seat declared their interests before the voting.",
        ),
        SEATS,
        interests,
    ),
)
