"""Ten signs of "we decide first and then consult" (design.md section 6).

Where the table leaves room, this is how it is read:

* *Object*: whatever has a window, a contribution or a decision. Lines that name a gate and no object (consents,
  objections, overrides) are about the whole round, and count for every object of it; only an override is held
  against an object of the cycle where it stands at one of the object's own gates (`log.GATES_OF`).
* *The decision*: the first ``decision`` line about the object; a later one amends it.
* *The window*: S1 to S3 look at its first opening. S4 and S7 take the windows that opened before the decision; where
  none did, those that came after it, for they are what people were offered.
* *Before*: strictly earlier. What is set at the instant of the opening is there when the window opens.
* *Days*: between local dates (Europe/London), the opening day not counted; the share of holidays counts both ends.

A value without evidence is ``None``, and so is its flag: that is "not known", never a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.design.holidays import MOST_IN_HOLIDAYS, holiday_share
from cydradd.design.involvement.acts import Act
from cydradd.design.involvement.edits import similarity
from cydradd.design.involvement.log import Log, Window, logs
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.time import local_date

LEAST_OPEN = Fraction(1, 2)
LEAST_OPTIONS = 2
LEAST_DAYS = 28
LEAST_CHANGED = Fraction(1, 10)
MINUTES_TO_READ = 2
MOST_ALIKE = Fraction(98, 100)
LEAST_CONTRIBUTIONS = 20
"""Contributions below which a text that stayed the same tells nothing (S8)."""
ENDED = frozenset({"closed", "dropped", "excluded", "rejected", "ruled_out", "withdrawn"})
"""Codes of an ``option`` line that say it is no longer one."""
OWN_GATE: Mapping[str, tuple[str, ...]] = {
    "listen": ("open-design",),
    "design": ("open-apply",),
    "ballot": ("open-deliver",),
    "result": ("open-deliver",),
}
"""The gate at which partners consent to what was decided about an object of the cycle."""
LADDER_GATES = ("open-apply", "open-deliver", "open-share")


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal of one object.

    Attributes:
        value: In the unit of its row of the table; ``None``: not known.
        flag: Whether it warns; ``None``: not known.
        event: Id of the act that gives the value, else ``line N``; ``None``: no one act does.
        n: Acts or things that the value was counted over.
        row: Line of that act.
        share: Of S4 only: the share of its days in holidays.
    """

    value: Fraction | None
    flag: bool | None
    event: str | None
    n: int
    row: int | None = None
    share: Fraction | None = None

    def as_json(self, id: str) -> dict[str, JsonValue]:
        """``{"value", "flag", "event", "n"}``; S4 has ``holiday_share`` beside its days."""
        found: dict[str, JsonValue] = {
            "value": as_number(self.value),
            "flag": self.flag,
            "event": self.event,
            "n": self.n,
        }
        return {**found, "holiday_share": as_number(self.share)} if id == "S4" else found


def as_number(value: Fraction | None) -> int | float | None:
    """A whole number where it is one."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _found(value: Fraction | int, flag: bool, act: Act | None, n: int) -> Signal:
    if act is None:
        return Signal(Fraction(value), flag, None, n)
    return Signal(Fraction(value), flag, act.name, n, act.row or None)


def _unknown(n: int = 0) -> Signal:
    return Signal(None, None, None, n)


def _s1(log: Log) -> Signal:
    """Days from the first commitment to the first opening; 0 without a flag when every commitment came later.

    Not known without any commitment line, or without a window.
    """
    made, opening = log.of("commitment"), log.opening
    if not made or opening is None:
        return _unknown(len(made))
    first = made[0]
    early = first.at < opening.at
    days = (local_date(opening.at) - local_date(first.at)).days if early else 0
    return _found(days, early, first, len(made))


def _items(lines: Iterable[Act], opening: Act) -> dict[str | int, Act]:
    """The last line of each item that was there when the window opened; an item without a code is not told."""
    return {act.item or act.id or act.row: act for act in lines if act.at <= opening.at and act.code is not None}


def _s2(log: Log) -> Signal:
    """Items open / items. An object that lists none of its own has those of the round's scope."""
    if log.opening is None:
        return _unknown()
    items = _items(log.of("item") or log.scope, log.opening)
    if not items:
        return _unknown()
    share = Fraction(sum(act.code == "open" for act in items.values()), len(items))
    closed = next((act for act in items.values() if act.code == "closed"), None)
    return _found(share, share < LEAST_OPEN, closed, len(items))


def _s3(log: Log) -> Signal:
    """Options stated by the opening and not ended by a line of `ENDED`, or closed as an item.

    Options that were stated only later were not there at the opening: 0. No option line at all: not known.
    """
    stated, opening = log.of("option"), log.opening
    if not stated or opening is None:
        return _unknown(len(stated))
    closed = {name for name, act in _items(log.of("item"), opening).items() if act.code == "closed"}
    options = {act.id or act.item or act.row: act for act in stated if act.at <= opening.at}
    alive = [name for name, act in options.items() if act.code not in ENDED and name not in closed]
    return _found(len(alive), len(alive) < LEAST_OPTIONS, opening, len(options))


def _windows(log: Log) -> Sequence[Window]:
    return log.in_time or log.windows


def _s4(log: Log) -> Signal:
    """Days open, all windows together, and their share in holidays. Not known while one has not closed.

    Fewer than 28 days are a flag by themselves; otherwise the share must be known too.
    """
    windows = _windows(log)
    days = [window.days for window in windows]
    if not windows or None in days:
        return _unknown(len(windows))
    share = holiday_share({date for window in windows for date in window.dates})
    total = sum(day or 0 for day in days)
    flag = True if total < LEAST_DAYS else None if share is None else share > MOST_IN_HOLIDAYS
    opens = windows[0].opens
    return Signal(Fraction(total), flag, opens.name, len(windows), opens.row or None, share)


def linked_changes(log: Log) -> list[tuple[Act, list[Act]]]:
    """Changes with the contributions they name: of this object, and made before the change."""
    by_id = {act.id: act for act in log.contributions if act.id is not None}
    found = [
        (act, [by_id[link] for link in act.links if link in by_id and by_id[link].order < act.order])
        for act in log.of("change")
    ]
    return [(act, causes) for act, causes in found if causes]


def _s5(log: Log) -> Signal:
    """Items changed with a link / items contributed on; contributions that name no item are on the whole.

    A change counts for the item it names; if nobody contributed on that one, for the items of what it links to.
    """
    items = {act.item for act in log.contributions}
    if not items:
        return _unknown()
    linked = linked_changes(log)
    changed: set[str | None] = set()
    for act, causes in linked:
        named = act.item is not None and act.item in items
        changed |= {act.item} if named else {cause.item for cause in causes}
    share = Fraction(len(changed), len(items))
    return _found(share, share < LEAST_CHANGED, linked[0][0] if linked else None, len(items))


def _s6(log: Log) -> Signal:
    """Contributions named by a reply before the decision / all contributions. Not known before the decision."""
    count, decision = len(log.contributions), log.decision
    if not count or decision is None:
        return _unknown(count)
    replied = {link for act in log.of("reply") if act.at < decision.at for link in act.links}
    left = [act for act in log.contributions if act.id not in replied]
    share = Fraction(count - len(left), count)
    return _found(share, share < 1, left[0] if left else None, count)


def _s7(log: Log) -> Signal:
    """Hours from the last close to the decision / two minutes for each contribution; below 0: it came before."""
    count, decision = len(log.contributions), log.decision
    windows = _windows(log)
    closes = windows[-1].closes if windows else None
    if not count or decision is None or closes is None:
        return _unknown(count)
    seconds = int((decision.at - closes.at).total_seconds())
    ratio = Fraction(seconds, count * MINUTES_TO_READ * 60)
    return _found(ratio, ratio < 1, decision, count)


def _alike(first: Mapping[str, str], last: Mapping[str, str]) -> Fraction | None:
    common = [(first[name], last[name]) for name in first if name in last]
    if common or not ("" in first or "" in last):
        return similarity(common)
    each = [similarity([(one, other)]) for one in first.values() for other in last.values()]
    return max((alike for alike in each if alike is not None), default=None)


def _s8(log: Log) -> Signal:
    """How alike the first and the last text are, in the languages both have. One text alone tells nothing.

    A text in a language that is not told is held against the side that is most like it.
    """
    texts = [act for act in log.of("design_text") if act.texts]
    count = len(log.contributions)
    if len(texts) < 2:
        return _unknown(count)
    alike = _alike(dict(texts[0].texts), dict(texts[-1].texts))
    if alike is None:
        return _unknown(count)
    return _found(alike, alike > MOST_ALIKE and count >= LEAST_CONTRIBUTIONS, texts[-1], count)


def deciding_partners(log: Log) -> frozenset[Partner]:
    """Partners recorded at the deciding act: named by decision lines of that day.

    Where these name nobody, the partners that consent at the object's own gate (`OWN_GATE`); an object that has
    none takes part in the whole round, and any gate of the ladder tells. Consents naming the object count too.
    """
    decision = log.decision
    if decision is None:
        return frozenset()
    day = local_date(decision.at)
    named = {act.partner for act in log.of("decision") if act.partner is not None and local_date(act.at) == day}
    if named:
        return frozenset(named)
    by_object = {act.partner for act in log.of("consent") if act.partner is not None and act.code is None}
    gates = OWN_GATE.get(log.object, LADDER_GATES)
    return frozenset(by_object).union(*(log.consenting(gate) for gate in gates))


def _s9(log: Log) -> Signal:
    """Partners at the deciding act / 3. Not known when no line says who decided."""
    partners = deciding_partners(log)
    if not partners or log.decision is None:
        return _unknown()
    share = Fraction(len(partners), len(Partner))
    return _found(share, share < 1, log.decision, len(partners))


def _s10(log: Log) -> Signal:
    """Overrides. None is a count only where the log tells of gates or of consent at all; otherwise not known."""
    overrides = log.overrides
    if not log.at_gates:
        return _unknown()
    return _found(len(overrides), bool(overrides), overrides[0] if overrides else None, log.at_gates)


_SIGNALS: Mapping[str, Callable[[Log], Signal]] = {
    "S1": _s1,
    "S2": _s2,
    "S3": _s3,
    "S4": _s4,
    "S5": _s5,
    "S6": _s6,
    "S7": _s7,
    "S8": _s8,
    "S9": _s9,
    "S10": _s10,
}
NAMES = tuple(_SIGNALS)


def signals_of(log: Log) -> dict[str, Signal]:
    """All ten, of a log that has been sorted out."""
    return {name: signal(log) for name, signal in _SIGNALS.items()}


def signals(events: Iterable[Act], object: str) -> dict[str, Signal]:
    """S1 to S10 of one object; all "not known" when the events hold nothing that makes it one."""
    return signals_of(logs(events).get(object) or Log(object, ()))
