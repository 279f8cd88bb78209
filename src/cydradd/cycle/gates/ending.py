"""Before an agreement is ended: what it costs people was written down first, and notice is long enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.cycle.acts import passes
from cydradd.cycle.gates.rules import (
    ROUND_OFFICER,
    Answer,
    Reading,
    Rule,
    holds,
    missing,
    named,
    not_evidenced,
)
from cydradd.deliver.ending import AT_ONCE, REPORT_DAYS, Ending
from cydradd.deliver.months import months_after
from cydradd.deliver.runway import LEAST_NOTICE
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Reports:
    """Endings by what is known of their impact report."""

    kept: tuple[str, ...]
    broken: tuple[str, ...]
    open: tuple[str, ...]
    at_once: tuple[str, ...]


def impact_reports(reading: Reading) -> Reports:
    """Sort endings by whether a report came before the decision and the notice (I11)."""
    endings = reading.tables.endings or ()
    verdicts = {row.agreement: _reported_first(row, reading.today) for row in endings}

    def of(wanted: bool | None) -> tuple[str, ...]:
        return tuple(sorted(id for id, verdict in verdicts.items() if verdict is wanted))

    at_once = tuple(sorted(row.agreement for row in endings if row.kind in AT_ONCE))
    return Reports(of(True), of(False), of(None), at_once)


def _reported_first(row: Ending, today: date) -> bool | None:
    """Whether the report came first. ``None``: nothing is decided yet, or there is still time.

    Dates have no hour: a decision on the day of the report cannot be shown to follow it, and is refused.
    """
    if row.kind in AT_ONCE:
        ended = row.ended_on or row.notice_on or row.decided_on or row.proposed_on
        too_late = passes(ended, row.report_on or today, REPORT_DAYS)
        if too_late is not False:
            return None if too_late is None else False
        return True if row.report_on else None
    acted = [day for day in (row.decided_on, row.notice_on, row.ended_on) if day is not None]
    if row.report_on is None:
        return False if acted else None
    return all(row.report_on < day for day in acted)


def impact_report(reading: Reading) -> Answer:
    """An impact report is dated before every decision to end; endings at once are counted."""
    if not reading.tables.endings:
        return not_evidenced("no-impact-report")
    reports = impact_reports(reading)
    if reports.broken:
        return missing("no-impact-report", detail=named("Heb adroddiad", "Without a report", reports.broken))
    if reports.open:
        return not_evidenced("no-impact-report")
    counted = named("Daeth i ben ar unwaith", "Ended at once", reports.at_once) if reports.at_once else None
    return holds(counted)


def _later(start: date, months: int) -> date:
    """The same day some calendar months later; the last day there is where that is after the year 9999."""
    try:
        return months_after(start, months)
    except ValueError:
        return date.max


def notice_long_enough(row: Ending, term_ends: date | None) -> bool | None:
    """Whether notice was at least three months, and as long as the gap that follows (deliver.md 3.4).

    The gap may be shortened by the providers' median runway, which is not known here: a notice between three
    months and the gap cannot be judged, and is ``None``, as is one that was not given.
    """
    ends = row.ended_on or term_ends
    if row.kind in AT_ONCE:
        return True
    if row.notice_on is None:
        return False if row.ended_on else None
    if ends is None:
        return None
    if ends < _later(row.notice_on, LEAST_NOTICE):
        return False
    gap = max(row.gap_months or Fraction(0), Fraction(0))
    return True if ends >= _later(row.notice_on, -(-gap.numerator // gap.denominator)) else None


def notice(reading: Reading) -> Answer:
    """Notice of every ending was long enough."""
    endings = reading.tables.endings
    if not endings:
        return not_evidenced("short-notice")
    terms = {row.id: row.end for row in reading.tables.agreements or ()}
    verdicts: Mapping[str, bool | None] = {
        row.agreement: notice_long_enough(row, terms.get(row.agreement)) for row in endings
    }
    short = tuple(sorted(id for id, verdict in verdicts.items() if verdict is False))
    if short:
        return missing("short-notice", detail=named("Rhybudd rhy fyr", "Notice too short", short))
    if None in verdicts.values():
        return not_evidenced("short-notice")
    return holds()


RULES = (
    Rule(
        "no-impact-report",
        Bilingual(
            "Daeth adroddiad effaith cyn pob penderfyniad i ddod â chytundeb i ben.",
            "An impact report came before every decision to end an agreement.",
        ),
        ROUND_OFFICER,
        impact_report,
    ),
    Rule(
        "short-notice",
        Bilingual("Roedd y rhybudd yn ddigon hir.", "Notice was long enough."),
        ROUND_OFFICER,
        notice,
    ),
)
