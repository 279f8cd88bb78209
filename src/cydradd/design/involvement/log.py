"""What a log holds of one object: its windows, its contributions, its decision, and the gates of the round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from cydradd.design.involvement.acts import Act
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.time import local_date

SCOPE = "scope"
"""Object of what is open and closed in the whole round; it holds for each object that lists no items of its own."""
MAKES_AN_OBJECT = frozenset({"window_opens", "window_closes", "contribution", "decision"})
OF_THE_CYCLE = frozenset({"listen", "design", "call", "ballot", "result"})
"""Objects that every round has; any other name is an object of this round alone."""
AFTERWARDS = frozenset({"open-share", "ending"})
"""Gates at which partners decide to extend, redesign or end."""
OF_A_GATE = frozenset({"consent", "objection", "mediation_opens", "mediation_closes", "override"})


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
        published: Publications that are about no other object that is judged.
    """

    object: str
    acts: tuple[Act, ...]
    gates: tuple[Act, ...] = ()
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
        found = [act for act in (*self.gates, *self.acts) if act.kind == "override"]
        return tuple(sorted(found, key=lambda act: act.order))

    @property
    def overrides(self) -> tuple[Act, ...]:
        """Those that bear on what was decided here.

        At `AFTERWARDS` it is decided what comes next; that is not held against what a round heard and chose before.
        """
        if self.object not in OF_THE_CYCLE:
            return self.all_overrides
        return tuple(act for act in self.all_overrides if act.object is not None or act.gate not in AFTERWARDS)

    def consenting(self, gate: str) -> frozenset[Partner]:
        """Partners that consent at a gate: recorded, not taken back, and with no live objection."""
        consented: dict[Partner, bool] = {}
        objecting: set[Partner] = set()
        for act in sorted((*self.gates, *self.acts), key=lambda act: act.order):
            if act.gate != gate or act.partner is None:
                continue
            if act.kind == "consent":
                consented[act.partner] = act.code != "withdrawn"
                objecting -= {act.partner} if act.code != "withdrawn" else set()
            elif act.kind == "objection":
                objecting = objecting | {act.partner} if act.code is None else objecting - {act.partner}
        return frozenset(partner for partner, given in consented.items() if given) - objecting

    def reached(self, gate: str) -> bool:
        """Whether any line is about a gate."""
        return any(act.gate == gate for act in (*self.gates, *self.acts))


def logs(acts: Iterable[Act]) -> dict[str, Log]:
    """A log for each object that has a window, a contribution or a decision, by its name."""
    ordered = sorted(acts, key=lambda act: act.order)
    by_object: dict[str, list[Act]] = defaultdict(list)
    for act in ordered:
        if act.object is not None:
            by_object[act.object].append(act)
    judged = sorted(name for name, own in by_object.items() if any(act.kind in MAKES_AN_OBJECT for act in own))
    gates = tuple(act for act in ordered if act.kind in OF_A_GATE and act.object is None)
    scope = tuple(act for act in by_object[SCOPE] if act.kind == "item")
    published = [act for act in ordered if act.kind == "publish"]
    common = [act for act in published if act.object not in judged]
    return {name: _log(name, by_object[name], gates, scope, common) for name in judged}


def _log(name: str, own: Sequence[Act], gates: tuple[Act, ...], scope: tuple[Act, ...], common: list[Act]) -> Log:
    told = [act for act in own if act.kind in ("publish", "design_text") or act.code in ("spec_published", "announced")]
    return Log(name, tuple(own), gates, scope, tuple(sorted((*common, *told), key=lambda act: act.order)))
