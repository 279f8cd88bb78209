"""Two hundred invented logs of involvement, each composed from choices, so that its label is known beforehand.

A choice says of each signal S1-S10 whether it is planted, plainly absent, or has nothing to be judged by, and which
rung of the ladder the round stood on; the lines are then written to fit it, with noise that must change nothing:
other objects, shuffled lines, several partners, gaps in ``seq``, several offsets from UTC, acts that come too late
to count. Nothing here calculates a signal. A fifth of the logs lie honestly near the limits. Written from the
definitions alone, apart from the detector. Left without a label: what the definitions leave open, which is replies
where there is no decision (S6), and contributions that name no item (S5: no item, or the whole as one).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.agreement.design import parts_of_logs as parts
from tests.agreement.design import windows_of_logs as windows
from tests.agreement.design.parts_of_logs import CLEAN, FLAGGED, GATES, NOTHING, PARTNERS, Log, Writing
from tests.agreement.design.windows_of_logs import LONDON

SIGNALS = tuple(f"S{n}" for n in range(1, 11))
HOW_MANY = {
    "coercion": 12, "informing": 12, "consultation": 44, "engagement": 44, "co-design": 44, "co-production": 44,
}  # fmt: skip
SEED = 20270301
ODDS = {
    "S1": (0.3, 0.4, 0.3),
    "S2": (0.4, 0.4, 0.2),
    "S3": (0.4, 0.4, 0.2),
    "S4": (0.45, 0.45, 0.1),
    "S6": (0.5, 0.5, 0),
    "S7": (0.45, 0.45, 0.1),
    "S8": (0.4, 0.4, 0.2),
    "S9": (0.5, 0.5, 0),
    "S10": (0.3, 0.7, 0),
}
"""How often a signal is planted, plainly absent, or without evidence, where nothing else decides it."""


def all_logs(seed: int = SEED) -> list[Log]:
    """The two hundred logs; the same for the same seed."""
    rng = Random(seed)
    rungs = [rung for rung, many in HOW_MANY.items() for _ in range(many)]
    return [_log(f"log-{n:03}", rung, n % 5 == 0, Random(rng.random())) for n, rung in enumerate(rungs, start=1)]


def _log(name: str, rung: str, near: bool, rng: Random) -> Log:
    log = Log(name, f"scheme-{rng.randint(1, 9)}", rung, near)
    log.labels = {signal: rng.choices((FLAGGED, CLEAN, NOTHING), odds)[0] for signal, odds in ODDS.items()}
    if rung in ("coercion", "informing"):
        _without_window(log, rng)
    else:
        _with_window(log, rng)
    _noise(log, rng)
    _numbered_and_shuffled(log, rng)
    return log


def _without_window(log: Log, rng: Random) -> None:
    """Nobody could take part: S1-S8 have nothing to be judged by, whatever lines there are."""
    writing = Writing(log, rng, None, datetime(2026, rng.randint(3, 11), 5, 14, tzinfo=LONDON))
    log.labels |= dict.fromkeys(SIGNALS[:8], NOTHING)
    if log.rung == "informing":
        for code in ("cy", "en"):
            writing.add(writing.end - timedelta(days=9), "publish", code=code)
    if rng.random() < 0.5:
        parts.items(writing, CLEAN)
        parts.options(writing, CLEAN)
    parts.decisions(writing, log.labels["S9"])
    _gates(writing, consented=False)


def _with_window(log: Log, rng: Random) -> None:
    labels = log.labels
    choice = labels["S4"] if labels["S4"] != NOTHING else CLEAN
    table = {
        (FLAGGED, False): windows.FLAGGED,
        (CLEAN, False): windows.CLEAN,
        (FLAGGED, True): windows.FLAGGED_NEAR,
        (CLEAN, True): windows.CLEAN_NEAR,
    }
    window = rng.choice(table[choice, log.near])
    writing = Writing(log, rng, window, window.closes + timedelta(days=20))
    if labels["S4"] == NOTHING:  # never closed: no days to count, and none from the close to the decision
        labels["S7"] = NOTHING
    many, on, changed = _involvement(log, rng)
    decided = labels["S9"] if labels["S4"] == NOTHING or labels["S7"] != NOTHING or not many else NOTHING
    labels["S9"] = decided
    if many and labels["S7"] != NOTHING:
        writing.end = parts.when_decided(writing, labels["S7"], many)
    writing.add(window.opens, "window_opens")
    if labels["S4"] != NOTHING:
        writing.add(window.closes, "window_closes")
    parts.commitments(writing, labels["S1"])
    parts.items(writing, labels["S2"])
    parts.options(writing, labels["S3"])
    parts.contributions(writing, many, on)
    parts.changes(writing, changed, on)
    if many:
        parts.replies(writing, labels["S6"])
    parts.drafts(writing, labels["S8"])
    if decided != NOTHING:
        parts.decisions(writing, decided)
    elif many:
        del labels["S6"]  # answered before which decision?
    _gates(writing, consented=log.rung == "co-production")
    log.capped = labels["S1"] == FLAGGED


def _involvement(log: Log, rng: Random) -> tuple[int, int, int]:
    """How many contributions, on how many items, of which how many changed; and the labels that follow from it."""
    labels = log.labels
    many = rng.randint(20, 60) if FLAGGED in (labels["S7"], labels["S8"]) else rng.randint(6, 40)
    if log.rung == "consultation":
        kind = rng.choice(("no change", "no change", "no item", "nobody spoke"))
        if kind == "nobody spoke":
            labels |= dict.fromkeys(("S5", "S6", "S7"), NOTHING)
            labels["S8"] = CLEAN if labels["S8"] == FLAGGED else labels["S8"]
            return 0, 0, 0
        if kind == "no change":
            labels["S5"] = FLAGGED
        return many, 0 if kind == "no item" else rng.randint(3, 6), 0
    if log.near or rng.random() < 0.3:
        labels["S5"] = rng.choice((FLAGGED, CLEAN))
        many = max(many, 15)
        return many, 10 if labels["S5"] == CLEAN else rng.randint(11, 15), 1
    labels["S5"] = CLEAN
    on = rng.randint(3, 6)
    return many, on, rng.randint(1, on)


def _gates(writing: Writing, *, consented: bool) -> None:
    """Consents of the partners at the gates that were reached, and S10: a gate opened over an objection."""
    log, rng = writing.log, writing.rng
    if consented:
        log.labels["S10"] = CLEAN
    about = None if rng.random() < 0.5 else log.about
    reached = GATES[: rng.randint(1, 3)] if consented or log.labels["S10"] == FLAGGED else GATES[: rng.randint(0, 3)]
    silent = None if consented or not reached else (rng.choice(reached), rng.choice(PARTNERS))
    for number, gate in enumerate(reached):
        day = writing.end + timedelta(days=5 + 40 * number)
        for partner in PARTNERS:
            if (gate, partner) != silent:
                writing.add(day, "consent", object=about, gate=gate, partner=partner)
        if (silent or ("",))[0] == gate:
            _objection(writing, day, gate, silent[1] if silent else "", about)
        elif rng.random() < 0.3:
            keys: dict[str, Any] = {"object": about, "gate": gate, "partner": "citizens"}
            writing.add(
                day - timedelta(days=3), "objection", harm="The bus does not run.", remedy="Another day.", **keys
            )
            writing.add(day - timedelta(days=1), "objection", code="resolved", **keys)


def _objection(writing: Writing, day: datetime, gate: str, partner: str, about: str | None) -> None:
    """The partner that did not consent: it objected, and was overridden or not; or it said nothing; or took it back."""
    keys: dict[str, Any] = {"object": about, "gate": gate, "partner": partner}
    if writing.log.labels["S10"] != FLAGGED:
        if writing.rng.random() < 0.4:
            writing.add(day, "consent", **keys)
            writing.add(day + timedelta(days=2), "consent", code="withdrawn", **keys)
        return
    harm = {"harm": "Two clubs would close.", "remedy": "none known"}
    writing.add(day + timedelta(days=1), "objection", **harm, **keys)
    writing.add(day + timedelta(days=3), "mediation_opens", **keys)
    writing.add(day + timedelta(days=12), "mediation_closes", **keys)
    writing.add(day + timedelta(days=13), "objection", **harm, **keys)
    reasons = {"cy": "Rhaid gweithredu.", "en": "The body must act."}
    keys = {"object": writing.log.about, "gate": gate, "partner": "public", "text": reasons}
    writing.add(
        day + timedelta(days=20), "override", office="director of social services", ground="2014 Act s.16", **keys
    )


def _noise(log: Log, rng: Random) -> None:
    """Other objects of the same round, each with faults of its own, and lines that bear on no signal."""
    for number in range(rng.randint(0, 2)):
        window = rng.choice(windows.FLAGGED)
        other = Writing(log, rng, window, window.closes + timedelta(minutes=3))
        about = {"object": f"other-{number + 1}"}
        other.add(window.opens - timedelta(days=40), "commitment", code="signed", partner="public", **about)
        other.add(window.opens, "window_opens", **about)
        other.add(window.opens - timedelta(days=1), "item", item="item-1", code="closed", text="No.", **about)
        other.add(window.opens - timedelta(days=1), "option", item="option-1", **about)
        other.add(other.between(0.1, 0.2), "contribution", item="item-9", partner="citizens", text="Please.", **about)
        other.add(window.closes, "window_closes", **about)
        other.add(other.end, "decision", partner="public", **about)
        gate = {"gate": "open-deliver", "partner": "public", "office": "chief officer", "ground": "2015 Act s.30"}
        reasons = {"cy": "Rhesymau.", "en": "Reasons."}
        other.add(other.end + timedelta(days=30), "override", text=reasons, **gate, **about)
    late = Writing(log, rng, None, datetime(2027, 11, 1, 12, tzinfo=LONDON))
    for seat in range(rng.randint(0, 4)):
        late.add(late.end + timedelta(hours=seat), "interest", object=None, seat=f"seat-{seat}", links=[])
    for code in ("cy", "en"):
        late.add(late.end + timedelta(days=2), "publish", object="notice", code=code)


def _numbered_and_shuffled(log: Log, rng: Random) -> None:
    """Lines in any order; numbered in the order of time with gaps, or some of them, or not at all."""
    log.events.sort(key=lambda event: datetime.fromisoformat(event["at"]))
    number, some = 0, rng.choice((0, 0.8, 1))
    for event in log.events:
        number += rng.randint(1, 7)
        if rng.random() < some:
            event["seq"] = number
    if rng.random() < 0.7:
        rng.shuffle(log.events)
