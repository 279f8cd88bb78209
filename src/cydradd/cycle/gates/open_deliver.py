"""Before money is promised: the result is public, and everyone who was not funded has been told why."""

from __future__ import annotations

from cydradd.apply.feedback import unanswered
from cydradd.cycle.acts import passes, together, working_days
from cydradd.cycle.fates import unsuccessful
from cydradd.cycle.gates.rules import (
    ROUND_OFFICER,
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

FEEDBACK_DAYS = 10
"""Working days within which every unsuccessful applicant has reasons."""
STANDSTILL_DAYS = 8
"""Working days between the result and the first signature (Procurement Act 2023 s.51; else our default)."""


def result(reading: Reading) -> Answer:
    """The result is public in both languages. One published before the ballot closed is no result of it."""
    lines = reading.acts.of("publish", "result")
    if not lines:
        return not_evidenced("no-result")
    opened, closed = reading.acts.opened("ballot"), reading.acts.closed("ballot")
    still_open = opened is not None and closed is None
    if still_open or (closed is not None and all(act.at < closed for act in lines)):
        return missing("no-result")
    return shown(reading.acts.in_both_languages("result") is not None, "one-language")


def feedback(reading: Reading) -> Answer:
    """Every unsuccessful applicant has complete feedback (apply.md 3.9). Nobody unsuccessful: none owed."""
    allocation, rows = reading.evidence.allocation, reading.tables.feedback
    if allocation is None:
        return not_evidenced("no-feedback")
    owed = unsuccessful(reading.evidence)
    if not owed:
        return holds()
    if rows is None:
        return not_evidenced("no-feedback")
    without = unanswered(owed, rows, allocation.explained)
    if without:
        return missing("no-feedback", detail=named("Heb adborth", "Without feedback", without))
    return holds(count("Ceisiadau ag adborth", "Applications with feedback", len(owed), len(owed)))


def feedback_in_time(reading: Reading) -> Answer:
    """No feedback came later than ten working days after the result."""
    published, rows = reading.acts.published("result"), reading.tables.feedback
    if published is None or rows is None:
        return not_evidenced("late-feedback")
    day = local_date(published)
    verdicts = {row.application: passes(day, local_date(row.at), FEEDBACK_DAYS) for row in rows}
    if None in verdicts.values():
        return not_evidenced("late-feedback")
    late = [id for id, verdict in verdicts.items() if verdict]
    return shown(not late, "late-feedback", named("Hwyr", "Late", tuple(sorted(late))) if late else None)


def reasons(reading: Reading) -> Answer:
    """The count says of every project that is not funded why it is not."""
    allocation = reading.evidence.allocation
    if allocation is None:
        return not_evidenced("no-reasons")
    unexplained = tuple(sorted(set(allocation.not_funded) - allocation.explained))
    if unexplained:
        return missing("no-reasons", detail=named("Heb esboniad", "Without an explanation", unexplained))
    return holds()


def opened_together(reading: Reading) -> Answer:
    """Ballots and scores were opened at most 60 seconds apart; without scores, ballots alone."""
    ballots, scores = reading.acts.of("publish", "ballots"), reading.acts.of("publish", "scores")
    if not ballots and not scores:
        return not_evidenced("not-together")
    if ballots and not scores and not reading.tables.scores:
        return holds()
    met = together([act.at for act in ballots], [act.at for act in scores])
    return shown(met is not None, "not-together")


def standstill(reading: Reading) -> Answer:
    """Eight working days lie between the result, complete in both languages, and the first signature."""
    published = reading.acts.in_both_languages("result") or reading.acts.published("result")
    agreements = reading.tables.agreements
    if published is None or not agreements:
        return not_evidenced("short-standstill")
    signed = min(row.signed_on for row in agreements)
    days = working_days(local_date(published), signed)
    if days is None:
        return not_evidenced("short-standstill")
    detail = count("Diwrnodau gwaith", "Working days", days, STANDSTILL_DAYS)
    return shown(days >= STANDSTILL_DAYS, "short-standstill", detail)


RULES = (
    Rule(
        "no-result",
        Bilingual(
            "Mae’r canlyniad yn gyhoeddus yn Gymraeg ac yn Saesneg.",
            "The result is public in Welsh and in English.",
        ),
        ROUND_OFFICER,
        result,
    ),
    Rule(
        "no-feedback",
        Bilingual(
            "Mae pawb na chafodd arian wedi cael rhesymau yn Gymraeg ac yn Saesneg.",
            "Everyone who was not funded has reasons in Welsh and in English.",
        ),
        ROUND_OFFICER,
        feedback,
    ),
    Rule(
        "late-feedback",
        Bilingual(
            "Daeth yr adborth o fewn 10 diwrnod gwaith i’r canlyniad.",
            "Feedback came within 10 working days of the result.",
        ),
        ROUND_OFFICER,
        feedback_in_time,
    ),
    Rule(
        "no-reasons",
        Bilingual(
            "Mae’r cyfrif yn esbonio pam na chafodd pob prosiect arall arian.",
            "The count explains why each of the other projects was not funded.",
        ),
        ROUND_OFFICER,
        reasons,
    ),
    Rule(
        "not-together",
        Bilingual(
            "Agorwyd y papurau pleidleisio a’r sgoriau gyda’i gilydd.",
            "Ballots and scores were opened together.",
        ),
        ROUND_OFFICER,
        opened_together,
    ),
    Rule(
        "short-standstill",
        Bilingual(
            "Aeth 8 diwrnod gwaith heibio rhwng y canlyniad a’r llofnod cyntaf.",
            "8 working days passed between the result and the first signature.",
        ),
        ROUND_OFFICER,
        standstill,
    ),
)
