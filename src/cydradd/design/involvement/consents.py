"""Lines that name a gate: who consents there, and whether anybody overrode."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cydradd.design.involvement.acts import Act
from cydradd.vocabulary.people import Partner

OF_A_GATE = frozenset({"consent", "objection", "mediation_opens", "mediation_closes", "override"})


def consenting(acts: Iterable[Act]) -> frozenset[Partner]:
    """Partners that consent after these acts of one gate: recorded, not taken back, and with no live objection."""
    consented: dict[Partner, bool] = {}
    objecting: set[Partner] = set()
    for act in acts:
        if act.partner is None:
            continue
        if act.kind == "consent":
            consented[act.partner] = act.code != "withdrawn"
            objecting -= {act.partner} if act.code != "withdrawn" else set()
        elif act.kind == "objection":
            objecting = objecting | {act.partner} if act.code is None else objecting - {act.partner}
    return frozenset(partner for partner, given in consented.items() if given) - objecting


@dataclass(frozen=True)
class RoundGates:
    """Acts at gates that are about the whole round, in order; every object of the round shares them."""

    acts: tuple[Act, ...] = ()
    _consenting: dict[str, frozenset[Partner]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def overrides(self) -> tuple[Act, ...]:
        """Every override of the round that names no object."""
        return tuple(act for act in self.acts if act.kind == "override")

    @cached_property
    def named(self) -> frozenset[str]:
        """Gates that any of the acts names."""
        return frozenset(act.gate for act in self.acts if act.gate is not None)

    @cached_property
    def outside(self) -> bool:
        """Whether any of the acts was told from outside."""
        return any(act.outside for act in self.acts)

    def consenting(self, gate: str, own: Iterable[Act] = ()) -> frozenset[Partner]:
        """Partners that consent at a gate, with what was said there about one object as well."""
        also = [act for act in own if act.gate == gate and act.kind in OF_A_GATE]
        if also:
            there = [act for act in self.acts if act.gate == gate]
            return consenting(sorted((*there, *also), key=lambda act: act.order))
        if gate not in self._consenting:
            self._consenting[gate] = consenting(act for act in self.acts if act.gate == gate)
        return self._consenting[gate]
