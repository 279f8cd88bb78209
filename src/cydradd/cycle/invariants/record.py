"""I13 and I14: the record verifies, and gives the round back."""

from __future__ import annotations

from cydradd.cycle.gates.rules import Reading
from cydradd.cycle.invariants.verdict import NOT_EVIDENCED, Verdict, broken_by


def verifies(reading: Reading) -> Verdict:
    """I13: recomputing the record gives its head, and a changed byte names the first bad entry."""
    verified, bad = reading.evidence.record_verified, reading.evidence.first_bad_entry
    if verified is None:
        return NOT_EVIDENCED
    return broken_by([] if verified else ["record" if bad is None else str(bad)])


def replays(reading: Reading) -> Verdict:
    """I14: replaying the record gives the same events and tables."""
    equal = reading.evidence.replay_equal
    if equal is None:
        return NOT_EVIDENCED
    return broken_by([] if equal else ["replay"])
