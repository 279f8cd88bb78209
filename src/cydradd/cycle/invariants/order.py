"""I5, I6, I8, I11 and I12: what came before what."""

from __future__ import annotations

from datetime import datetime
from itertools import zip_longest

from cydradd.cycle.acts import TOGETHER
from cydradd.cycle.gates.ending import impact_reports
from cydradd.cycle.gates.rules import Reading
from cydradd.cycle.interests import applicants_by_lot, declared
from cydradd.cycle.invariants.verdict import NOT_EVIDENCED, Verdict, broken_by


def heard_before_decided(reading: Reading) -> Verdict:
    """I5: before every decision, a window in which people could contribute had opened on the same object."""
    decisions = reading.acts.of("decision")
    if not decisions:
        return NOT_EVIDENCED
    opened = {act.object: reading.acts.opened(act.object) for act in decisions if act.object}
    unheard = [
        act.object or act.id or "decision"
        for act in decisions
        if (at := opened.get(act.object or "")) is None or at >= act.at
    ]
    return broken_by(unheard)


def design_unchanged(reading: Reading) -> Verdict:
    """I6: the design that was agreed is the design now."""
    agreed = [act for act in reading.acts.of("decision", "design") if act.item]
    if not agreed or reading.evidence.design_hash is None:
        return NOT_EVIDENCED
    return broken_by(["design"] if agreed[-1].item != reading.evidence.design_hash else [])


def seen_by_all(reading: Reading) -> Verdict:
    """I8: when a seat tied to an applicant helped to design, the design was public before the call opened."""
    contributions, opened = reading.acts.of("contribution"), reading.acts.opened("call")
    applications = reading.tables.applications
    if not contributions or opened is None or applications is None:
        return NOT_EVIDENCED
    applying = frozenset[str]().union(*applicants_by_lot(reading.tables).values())
    ties = declared(reading.tables, reading.acts.events)
    tied = {act.seat for act in contributions if act.seat and ties.get(act.seat, frozenset()) & applying}
    published = reading.acts.published("design")
    public = published is not None and published < opened
    return broken_by([] if public else tied)


def report_before_ending(reading: Reading) -> Verdict:
    """I11: no ending without an earlier impact report, but for the two exceptions of deliver.md 3.7."""
    if reading.tables.endings is None:
        return NOT_EVIDENCED
    return broken_by(impact_reports(reading).broken)


def both_languages_at_once(reading: Reading) -> Verdict:
    """I12: whatever is published in one language is published in the other within 60 seconds."""
    lines = [act for act in reading.acts.of("publish") if act.code in ("cy", "en")]
    if not lines:
        return NOT_EVIDENCED
    apart = set()
    said: dict[tuple[str | None, str | None], list[datetime]] = {}
    for act in lines:
        said.setdefault((act.object, act.code), []).append(act.at)
    for about in {act.object for act in lines}:
        for cy, en in zip_longest(said.get((about, "cy"), ()), said.get((about, "en"), ())):
            if cy is None or en is None or abs(cy - en) > TOGETHER:
                apart.add(about or "publish")
    return broken_by(apart)
