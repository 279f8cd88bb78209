"""What became of every application: funded, not funded, withdrawn or ineligible."""

from __future__ import annotations

from enum import StrEnum

from cydradd.cycle.evidence import Evidence


class Fate(StrEnum):
    """How an application ends (I10)."""

    FUNDED = "funded"
    NOT_FUNDED = "not_funded"
    WITHDRAWN = "withdrawn"
    INELIGIBLE = "ineligible"


def fates(evidence: Evidence) -> dict[str, frozenset[Fate]]:
    """Every fate that the applications' own rows and the count give each application.

    One is right; none or several is a broken I10. A project set aside before the count for another reason (an
    objection of a partner, say) was not funded. An application that the count does not know has none.
    """
    found: dict[str, set[Fate]] = {row.id: set() for row in evidence.tables.applications or ()}
    for row in evidence.tables.applications or ():
        if row.status in (Fate.WITHDRAWN, Fate.INELIGIBLE):
            found[row.id].add(Fate(row.status))
    if evidence.allocation is not None:
        result = evidence.allocation
        for id in result.winners:
            found.setdefault(id, set()).add(Fate.FUNDED)
        for id in result.not_funded:
            found.setdefault(id, set()).add(Fate.NOT_FUNDED)
        for id, kind in result.set_aside.items():
            told = kind in (Fate.WITHDRAWN, Fate.INELIGIBLE)
            found.setdefault(id, set()).add(Fate(kind) if told else Fate.NOT_FUNDED)
    return {id: frozenset(several) for id, several in found.items()}


def unsuccessful(evidence: Evidence) -> tuple[str, ...]:
    """Applications that are owed reasons: not funded or ineligible, and neither funded nor withdrawn."""
    owed, not_owed = {Fate.NOT_FUNDED, Fate.INELIGIBLE}, {Fate.FUNDED, Fate.WITHDRAWN}
    return tuple(sorted(id for id, each in fates(evidence).items() if each & owed and not each & not_owed))
