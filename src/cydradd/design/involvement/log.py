"""What a log holds of one object: its windows, its contributions, its decision, and the gates of the round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from cydradd.design.involvement.acts import Act
from cydradd.design.involvement.consents import OF_A_GATE, RoundGates
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.time import local_date

SCOPE = "scope"
"""Object of what is open and closed in the whole round; it holds for each object that lists no items of its own."""
MAKES_AN_OBJECT = frozenset({"window_opens", "window_closes", "contribution", "decision"})
GATES_OF: Mapping[str, frozenset[str]] = {
    "listen": frozenset({"open-listen", "open-design"}),
    "design": frozenset({"open-design", "open-apply"}),
    "call": frozenset({"open-apply", "open-decide"}),
    "ballot": frozenset({"open-decide", "open-deliver"}),
    "result": frozenset({"open-deliver"}),
    "ending": frozenset({"ending"}),
}
"""Gates that an object of the cycle passes: the one that opens it, and the one at which what came of it is taken on.

An object that is not here is one of this round alone, and passes every gate.
"""
_PUBLIC = ("spec_published", "announced")


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which people could contribute. ``closes`` is ``None`` while nothing says that it closed."""

    opens: Act
    closes: Act | None

    @property
    def days(self) -> int | None:
        """Days between local dates, the opening day not counted."""
        if self.closes is None:
            return None
        return (local_date(self.closes.at) - local_date(self.opens.at)).days

    @property
    def dates(self) -> list[date]:
        """Each of its days, the opening day counted."""
        first = local_date(self.opens.at)
        return [first + timedelta(days=n) for n in range((self.days or 0) + 1)]


@dataclass(frozen=True)
class Log:
    """Acts about one object, in order, and those that name a gate and no object: they are about the whole round.

    Attributes:
        scope: The round's own list of items.
        published: Publications about no object that is judged, such as the notice.
    """

    object: str
    acts: tuple[Act, ...]
    gates: RoundGates = RoundGates()
    scope: tuple[Act, ...] = ()
    published: tuple[Act, ...] = ()
    _by_kind: dict[str, list[Act]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for act in self.acts:
            self._by_kind.setdefault(act.kind, []).append(act)

    def of(self, kind: str) -> list[Act]:
        """Acts of one kind about this object, in order."""
        return self._by_kind.get(kind, [])

    @cached_property
    def decision(self) -> Act | None:
        """The deciding act: the first decision about the object, for what comes after it is an amendment."""
        return next(iter(self.of("decision")), None)

    @property
    def told(self) -> Act | None:
        """The first time that people could read of it: published, drafted, specified or announced in public."""
        own = [act for act in self.acts if act.kind in ("publish", "design_text") or act.code in _PUBLIC]
        return min((*own[:1], *self.published[:1]), key=lambda act: act.order, default=None)

    def before_decision(self, at: datetime) -> bool:
        """Whether an instant lies before the deciding act, or there is none."""
        return self.decision is None or at < self.decision.at

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Windows in order. Opened twice without closing, only the later opening is sure."""
        found: list[Window] = []
        opens: Act | None = None
        for act in self.acts:
            if act.kind == "window_opens":
                opens = act
            elif act.kind == "window_closes" and opens is not None:
                found.append(Window(opens, act))
                opens = None
        return (*found, Window(opens, None)) if opens is not None else tuple(found)

    @cached_property
    def in_time(self) -> tuple[Window, ...]:
        """Windows that opened before the deciding act."""
        return tuple(window for window in self.windows if self.before_decision(window.opens.at))

    @property
    def opening(self) -> Act | None:
        """The first opening of a window."""
        return next(iter(self.of("window_opens")), None)

    @cached_property
    def contributions(self) -> tuple[Act, ...]:
        """Contributions, each id once."""
        seen: set[str] = set()
        found = []
        for act in self.of("contribution"):
            if act.id is None or act.id not in seen:
                found.append(act)
            seen |= {act.id} if act.id is not None else set()
        return tuple(found)

    @cached_property
    def all_overrides(self) -> tuple[Act, ...]:
        """Overrides about the object, or at any gate of the round."""
        return tuple(sorted((*self.gates.overrides, *self.of("override")), key=lambda act: act.order))

    @property
    def overrides(self) -> tuple[Act, ...]:
        """Those about the object itself, and those at a gate that it passes (`GATES_OF`).

        What is forced through at another gate is not held against it: a bridge refused when the round is reviewed
        says nothing of how people were heard before.
        """
        gates = GATES_OF.get(self.object)
        if gates is None:
            return self.all_overrides
        return tuple(act for act in self.all_overrides if act.object is not None or act.gate in gates)

    def consenting(self, gate: str) -> frozenset[Partner]:
        """Partners that consent at a gate of the round, or to the object there."""
        return self.gates.consenting(gate, self.acts)

    def reached(self, gate: str) -> bool:
        """Whether any line is about a gate."""
        return gate in self.gates.named or any(act.gate == gate for act in self.acts)

    @property
    def at_gates(self) -> int:
        """How many lines tell of gates."""
        return len(self.gates.acts) + sum(act.gate is not None or act.kind == "override" for act in self.acts)


def logs(acts: Iterable[Act]) -> dict[str, Log]:
    """A log for each object that has a window, a contribution or a decision, by name, in the order of first acts."""
    ordered = sorted(acts, key=lambda act: act.order)
    by_object: dict[str, list[Act]] = defaultdict(list)
    for act in ordered:
        if act.object is not None:
            by_object[act.object].append(act)
    judged = {name: tuple(own) for name, own in by_object.items() if any(act.kind in MAKES_AN_OBJECT for act in own)}
    gates = RoundGates(tuple(act for act in ordered if act.kind in OF_A_GATE and act.object is None))
    scope = tuple(act for act in by_object[SCOPE] if act.kind == "item")
    common = tuple(act for act in ordered if act.kind == "publish" and act.object not in judged)
    return {name: Log(name, own, gates, scope, common) for name, own in judged.items()}
