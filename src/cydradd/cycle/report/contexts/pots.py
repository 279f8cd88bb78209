"""Which pot paid for what: agreements by pot, with what each pot holds and what is left in it."""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.cycle.report.contexts.names import Agreed, agreement_names
from cydradd.cycle.report.story import Story
from cydradd.vocabulary.money import Pence


@dataclass(frozen=True, slots=True)
class FromPot:
    """One pot. `holds`: all its money; ``None``: it is in no table. `left` is ``None`` with it."""

    id: str
    funder: str | None
    given: Pence
    holds: Pence | None
    left: Pence | None


@dataclass(frozen=True, slots=True)
class PaidFrom:
    """One agreement and what each pot pays, in the order of the pots; ``None``: nothing."""

    agreement: Agreed
    parts: tuple[Pence | None, ...]
    amount: Pence
    unnamed: Pence
    """Money of the agreement that comes from no pot that is named."""


@dataclass(frozen=True, slots=True)
class ByPot:
    """Every agreement beside every pot."""

    pots: tuple[FromPot, ...]
    rows: tuple[PaidFrom, ...]

    @property
    def holds(self) -> Pence | None:
        """All the money of the pots; ``None``: one of them is in no table."""
        known = [pot.holds for pot in self.pots if pot.holds is not None]
        return Pence(sum(known)) if len(known) == len(self.pots) else None

    @property
    def given(self) -> Pence:
        """All that the pots give."""
        return Pence(sum(pot.given for pot in self.pots))

    @property
    def unnamed(self) -> Pence:
        """All that comes from no pot that is named."""
        return Pence(sum(row.unnamed for row in self.rows))


def by_pot(story: Story) -> ByPot | None:
    """``None``: no agreement says which pot pays."""
    agreements = story.tables.agreements or ()
    if not any(row.pots for row in agreements):
        return None
    known = {pot.id: pot for pot in story.tables.pots or ()}
    ids = [*known, *dict.fromkeys(id for row in agreements for id in row.pots if id not in known)]
    pots = []
    for id in ids:
        given = Pence(sum(row.pots.get(id, 0) for row in agreements))
        pot = known.get(id)
        if pot is None:
            pots.append(FromPot(id, None, given, None, None))
        else:
            pots.append(FromPot(id, pot.commissioner, given, pot.amount, Pence(pot.amount - given)))
    named = agreement_names(story)
    rows = tuple(
        PaidFrom(
            named(row.id),
            tuple(row.pots.get(id) or None for id in ids),
            row.amount,
            Pence(row.amount - sum(row.pots.values())),
        )
        for row in agreements
    )
    return ByPot(tuple(pots), rows)
